//! The CDNOW sample (2,357 customers), split on 1997-09-30 as in the literature.

use std::path::Path;
use std::sync::LazyLock;

use habitue::Progress;
use habitue::ledger::{Ledger, Rules, TransactionFormat};
use habitue::lifetime::Model;
use habitue::money::Currency;
use habitue::study::{ModelRule, SplitRule, Study, StudyOptions, StudySurvey};
use habitue::summary::Summary;
use habitue::time::Day;

/// The transactions of the sample.
pub(crate) fn summary() -> Summary {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/cdnow_sample.csv");
    let format = TransactionFormat::new("customer", "date", "amount");
    let rules = Rules::money(Currency::USD);
    let file = std::fs::File::open(path).unwrap();
    let (ledger, _) = Ledger::read_csv(file, &format, &rules, &mut Progress::silent()).unwrap();
    Summary::from_ledger(&ledger).unwrap()
}

/// BG/NBD and Gamma-Gamma, 52 weeks ahead at 15 %, judged on the 39 weeks after the split.
pub(crate) fn options() -> StudyOptions {
    StudyOptions::new()
        .with_model(ModelRule::Kind(Model::BG_NBD))
        .unwrap()
        .with_split(SplitRule::Day(Day::parse("1997-09-30").unwrap()))
        .with_threads(0)
}

/// The study of the sample.
pub(crate) fn study() -> &'static Study {
    static STUDY: LazyLock<Study> = LazyLock::new(|| {
        Study::of(&summary(), &options(), Some(&survey()), &mut Progress::silent()).unwrap()
    });
    &STUDY
}

/// The synthetic answers of 400 of its customers.
pub(crate) fn survey() -> StudySurvey {
    let path = "examples/data/cdnow_survey_synthetic.csv";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    StudySurvey::read_csv(std::fs::File::open(path).unwrap()).unwrap()
}
