//! Bases whose pictures are drawn.

use std::path::Path;
use std::sync::LazyLock;

use habitue::Progress;
use habitue::ledger::{Ledger, Rules, Transaction, TransactionFormat};
use habitue::money::{Currency, Money};
use habitue::study::{SplitRule, Study, StudyOptions, StudySurvey};
use habitue::summary::Summary;
use habitue::time::Day;

fn data(name: &str) -> std::fs::File {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data").join(name);
    std::fs::File::open(path).unwrap()
}

/// The CDNOW sample, split on 1997-09-30, with the synthetic answers of 400 of its customers.
pub(crate) fn cdnow() -> &'static Study {
    static STUDY: LazyLock<Study> = LazyLock::new(|| {
        let format = TransactionFormat::new("customer", "date", "amount");
        let file = data("cdnow_sample.csv");
        let rules = Rules::money(Currency::USD);
        let (ledger, _) = Ledger::read_csv(file, &format, &rules, &mut Progress::silent()).unwrap();
        let summary = Summary::from_ledger(&ledger).unwrap();
        let survey = StudySurvey::read_csv(data("cdnow_survey_synthetic.csv")).unwrap();
        let split = SplitRule::Day(Day::parse("1997-09-30").unwrap());
        study(&summary, &StudyOptions::new().with_split(split).with_futures(200), Some(&survey))
    });
    &STUDY
}

pub(crate) fn study(
    summary: &Summary,
    options: &StudyOptions,
    survey: Option<&StudySurvey>,
) -> Study {
    Study::of(summary, options, survey, &mut Progress::silent()).unwrap()
}

/// Names that break what is not escaped, or what is not measured.
pub(crate) const HOSTILE: [&str; 6] = [
    "<script>alert('1')</script> & \"quotes\"",
    "\u{202e}إلى اليمين مرحبا بالعالم هذا سؤال طويل جدا جدا",
    "👨‍👩‍👧‍👦🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉",
    "Averyveryveryveryveryveryveryveryveryveryveryveryverylongnamewithoutanyspaceatall",
    "]]>&#0; <!-- \u{0}\u{8}\u{1b} tab\there",
    "=HYPERLINK(\"http://x.invalid\")",
];

/// Answers to questions with such names, by the customers 0 to 79.
pub(crate) fn hostile_survey() -> StudySurvey {
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let names: Vec<String> =
        HOSTILE.iter().map(|name| name.replace(['\u{0}', '\u{8}', '\u{1b}'], "")).collect();
    let mut file = String::from("customer,overall,recommend");
    for name in &names {
        file += &format!(",{}", quoted(name));
    }
    for name in &names {
        file += &format!(",{}", quoted(&format!("importance_{name}")));
    }
    file.push('\n');
    let mut draws = Draws(3);
    let mut one_of = |levels: f64| 1 + (levels * draws.next()) as u32;
    for customer in 0..80 {
        file += &format!("{customer},{},{}", one_of(5.0), one_of(11.0) - 1);
        for _ in 0..2 * names.len() {
            file += &format!(",{}", one_of(5.0));
        }
        file.push('\n');
    }
    StudySurvey::read_csv(file.as_bytes()).unwrap()
}

/// Random numbers (a linear congruential generator): 0 to 1.
pub(crate) struct Draws(pub(crate) u64);

impl Draws {
    pub(crate) fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1_u64 << 31) as f64
    }
}

/// A base of so many customers over so many days, each with a rate of its own, some of whom leave;
/// with amounts around `spend` (units of the currency) or without.
pub(crate) fn drawn(seed: u64, customers: i64, days: i32, spend: Option<f64>) -> Summary {
    let mut draws = Draws(seed);
    let rules = spend.map_or_else(Rules::visits, |_| Rules::money(Currency::EUR));
    let mut summary = Summary::new(rules);
    for customer in 0..customers {
        let gap = 4.0 + f64::from(days) * draws.next() * draws.next();
        let mut day = draws.next() * f64::from(days) * 0.6;
        let leaves = 0.12 * draws.next();
        let own = 0.5 + draws.next();
        loop {
            let at = Day::from_number(16_000 + day as i32).unwrap();
            let transaction = match spend {
                None => Transaction::visit(customer, at),
                Some(spend) => {
                    let amount = (100.0 * spend * own * (0.4 + 1.2 * draws.next())) as i64;
                    Transaction::new(customer, at, Money::from_minor(amount, Currency::EUR))
                }
            };
            summary.update(&transaction).unwrap();
            day += 1.0 - gap * draws.next().max(1e-9).ln();
            if day >= f64::from(days) || draws.next() < leaves {
                break;
            }
        }
    }
    summary
}
