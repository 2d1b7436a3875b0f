//! What a study found, through the C functions: the same numbers and words as through Rust.
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ffi::{CStr, c_char, c_void};
use std::fs;
use std::path::Path;
use std::ptr::{null, null_mut};
use std::sync::OnceLock;

use habitue::Progress;
use habitue::capi::*;
use habitue::ledger::{Ledger, Rules, Transaction, TransactionFormat};
use habitue::money::Currency;
use habitue::report::{Language, Report, Sentence};
use habitue::study::{CheckKind, FigureGroup, Grade, Study, StudyOptions};
use habitue::summary::Summary;
use habitue::time::Day;

use crate::capi_summary::blank_error;

/// The studies of the sample of CDNOW, and of forty customers of whom none came back, in C and in
/// Rust.
const BASES: [fn() -> (Handle, &'static Study); 2] = [sample, once];

const ONCE: [i64; 40] = {
    let mut all = [0; 40];
    let mut at = 0;
    while at < all.len() {
        all[at] = at as i64;
        at += 1;
    }
    all
};

fn csv() -> &'static [u8] {
    static CSV: OnceLock<Vec<u8>> = OnceLock::new();
    CSV.get_or_init(|| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/cdnow_sample.csv");
        fs::read(file).unwrap()
    })
}

fn studied(summary: &Summary) -> Study {
    let options = StudyOptions::new().with_futures(100);
    Study::of(summary, &options, None, &mut Progress::silent()).unwrap()
}

fn sample() -> (Handle, &'static Study) {
    static STUDY: OnceLock<Study> = OnceLock::new();
    let study = STUDY.get_or_init(|| {
        let format = TransactionFormat::new("customer", "date", "amount");
        let rules = Rules::money(Currency::USD);
        let (ledger, _) =
            Ledger::read_csv(csv(), &format, &rules, &mut Progress::silent()).unwrap();
        studied(&Summary::from_ledger(&ledger).unwrap())
    });
    let name =
        |name: &'static CStr| habitue_text { bytes: name.as_ptr(), length: HABITUE_NUL_TERMINATED };
    let rules =
        habitue_rules { currency: b"USD\0".map(|byte| byte as c_char), ..habitue_rules::default() };
    let format = habitue_csv_format {
        customer: name(c"customer"),
        date: name(c"date"),
        amount: name(c"amount"),
        ..habitue_csv_format::default()
    };
    let text = habitue_text { bytes: csv().as_ptr().cast(), length: csv().len() };
    let mut summary = null_mut();
    // SAFETY: every pointer is that of a live local, as long as it says.
    unsafe {
        assert_eq!(habitue_summary_new(&rules, &mut summary, null_mut()), HABITUE_OK);
        let status =
            habitue_summary_read_csv(summary, text, &format, null(), null_mut(), null_mut());
        assert_eq!(status, HABITUE_OK);
    }
    (Handle::of(summary), study)
}

fn once() -> (Handle, &'static Study) {
    static STUDY: OnceLock<Study> = OnceLock::new();
    let study = STUDY.get_or_init(|| {
        let mut once = Summary::new(Rules::visits());
        for customer in ONCE {
            let day = Day::from_number(19_000 + customer as i32).unwrap();
            once.update(&Transaction::visit(customer, day)).unwrap();
        }
        studied(&once)
    });
    let days = ONCE.map(|customer| 19_000 + customer as i32);
    let transactions = habitue_transactions {
        rows: ONCE.len(),
        customer: of(HABITUE_TYPE_I64, ONCE.as_ptr().cast()),
        time: of(HABITUE_TYPE_I32, days.as_ptr().cast()),
        ..habitue_transactions::default()
    };
    let (rules, mut summary) = (habitue_rules::default(), null_mut());
    // SAFETY: every pointer is that of a live local, as long as it says.
    unsafe {
        assert_eq!(habitue_summary_new(&rules, &mut summary, null_mut()), HABITUE_OK);
        assert_eq!(habitue_summary_push(summary, &transactions, null_mut()), HABITUE_OK);
    }
    (Handle::of(summary), study)
}

fn of(kind: i32, cells: *const c_void) -> habitue_column {
    habitue_column { name: null(), cells, offsets: null(), bytes: 0, r#type: kind, reserved: 0 }
}

/// The handle of a study of a summary.
struct Handle(*mut habitue_study);

impl Drop for Handle {
    fn drop(&mut self) {
        // SAFETY: made by `of`, freed once.
        unsafe { habitue_study_free(self.0) };
    }
}

impl Handle {
    /// Takes the summary.
    fn of(summary: *mut habitue_summary) -> Self {
        let options = habitue_study_options { futures: 100, ..habitue_study_options::default() };
        let none = habitue_text { bytes: null(), length: 0 };
        let mut study = null_mut();
        // SAFETY: every pointer is that of a live local or a handle.
        unsafe {
            let status = habitue_study_new(summary, none, &options, null(), &mut study, null_mut());
            assert_eq!(status, HABITUE_OK);
            habitue_summary_free(summary);
        }
        Self(study)
    }

    fn verdict(&self) -> habitue_verdict {
        let mut found = habitue_verdict::default();
        // SAFETY: live locals.
        let status = unsafe { habitue_study_verdict(self.0, &mut found, null_mut()) };
        assert_eq!(status, HABITUE_OK);
        found
    }

    fn check(&self, check: i32) -> habitue_check_result {
        let mut found = habitue_check_result::default();
        // SAFETY: live locals.
        let status = unsafe { habitue_study_check(self.0, check, &mut found, null_mut()) };
        assert_eq!(status, HABITUE_OK);
        found
    }

    fn say(&self, sentence: i32, of: i32, language: i32) -> Result<String, habitue_status> {
        let options = habitue_report_options { language, ..habitue_report_options::default() };
        let (mut room, mut needed) = (vec![0_u8; 4096], 0);
        let place = room.as_mut_ptr().cast::<c_char>();
        // SAFETY: live locals, as long as they say.
        let status = unsafe {
            habitue_report_sentence(
                self.0,
                sentence,
                of,
                &options,
                place,
                room.len(),
                &mut needed,
                null_mut(),
            )
        };
        room.truncate(needed);
        if status == HABITUE_OK { Ok(String::from_utf8(room).unwrap()) } else { Err(status) }
    }
}

/// The number of an enumeration's variant that counts from 1.
fn place<T: PartialEq>(all: &[T], one: &T) -> i32 {
    all.iter().position(|known| known == one).unwrap() as i32 + 1
}

const GRADES: [Grade; 4] = [Grade::Sound, Grade::WithCare, Grade::NotToBeUsed, Grade::NotTested];

#[test]
fn the_verdict_and_the_checks_are_those_of_rust() {
    for base in BASES {
        let (handle, study) = base();
        let found = handle.verdict();
        assert_eq!(found.overall, place(&GRADES, &study.verdict.overall));
        assert_eq!(found.model as u32, study.choice.as_ref().map_or(0, |choice| choice.kind));
        assert_eq!(found.first_day, study.base.first_day.number());
        assert_eq!(found.last_day, study.base.last_day.number());
        let split = study.split.as_ref().map(|split| split.day.number());
        assert_eq!(found.split, split.unwrap_or(HABITUE_NO_DAY));
        assert_eq!(found.unit, HABITUE_UNIT_WEEK);
        assert_eq!(found.withheld as usize, study.verdict.withheld.len());
        for kind in CheckKind::ALL {
            let found = handle.check(place(CheckKind::ALL, kind));
            assert_eq!(found.grade, place(&GRADES, &study.verdict.checks.grade(*kind)));
            match study.verdict.checks.gauge(*kind) {
                None => {
                    assert!(found.better == HABITUE_GAUGE_NONE && found.value.is_nan());
                    assert!(found.sound.is_nan() && found.care.is_nan() && found.low.is_nan());
                }
                Some(gauge) => {
                    assert_eq!(found.value.to_bits(), gauge.value.to_bits());
                    assert_eq!((found.sound, found.care), (gauge.sound, gauge.care));
                    let (low, high) = gauge.interval.unwrap_or((f64::NAN, f64::NAN));
                    assert_eq!(found.low.to_bits(), low.to_bits());
                    assert_eq!(found.high.to_bits(), high.to_bits());
                }
            }
        }
    }
    // What is known of the two.
    let (sample, once) = (sample().0, once().0);
    assert_eq!(sample.verdict().headline, HABITUE_HEADLINE_ACT_WITH_CARE);
    assert_eq!(sample.verdict().basis, HABITUE_VALUE_BASIS_REVENUE);
    assert_eq!(sample.check(HABITUE_CHECK_TOTALS).finding, HABITUE_TOTALS_CLOSE);
    assert_eq!(sample.check(HABITUE_CHECK_TOTALS).better, HABITUE_GAUGE_NEAR_ZERO);
    assert_eq!(sample.check(HABITUE_CHECK_ROWS).finding, HABITUE_ROWS_ALL_READ);
    assert_eq!(once.verdict().headline, HABITUE_HEADLINE_NOBODY_CAME_BACK);
    assert_eq!(once.check(HABITUE_CHECK_LEAVING).finding, HABITUE_LEAVING_NOBODY_CAME_BACK);
    assert_eq!(once.check(HABITUE_CHECK_SPEND).finding, HABITUE_SPEND_NO_AMOUNTS);
}

#[test]
fn what_is_withheld_is_told_with_its_reason_and_its_release() {
    for base in BASES {
        let (handle, study) = base();
        let mut found = habitue_withheld_figures::default();
        let mut at = |index| {
            // SAFETY: live locals.
            let status = unsafe { habitue_study_withheld(handle.0, index, &mut found, null_mut()) };
            (status, found)
        };
        for (index, (group, _)) in study.verdict.withheld.iter().enumerate() {
            let (status, found) = at(index);
            assert_eq!(status, HABITUE_OK);
            assert_eq!(found.group, place(FigureGroup::ALL, group));
        }
        assert_eq!(at(study.verdict.withheld.len()).0, HABITUE_OUT_OF_RANGE);
    }
    // Nobody came back: of everything.
    let once = once().0;
    assert_eq!(once.verdict().withheld as usize, FigureGroup::ALL.len());
    let mut found = habitue_withheld_figures::default();
    // SAFETY: live locals.
    let status = unsafe { habitue_study_withheld(once.0, 0, &mut found, null_mut()) };
    assert_eq!((status, found.group), (HABITUE_OK, HABITUE_FIGURES_PURCHASES));
    assert_eq!(found.reason, HABITUE_WITHHELD_NOBODY_CAME_BACK);
    assert_eq!(found.release, HABITUE_RELEASE_REPEAT_PURCHASES);
    assert!(found.found.is_nan() && found.bound.is_nan());
}

#[test]
fn figures_go_by_name_and_by_place() {
    let none = habitue_text { bytes: std::ptr::null(), length: 0 };
    for base in BASES {
        let (handle, study) = base();
        let all = study.named_figures();
        let mut by_place = habitue_study_figure::default();
        for (index, expected) in all.iter().enumerate() {
            let name =
                habitue_text { bytes: expected.name.as_ptr().cast(), length: expected.name.len() };
            let mut by_name = habitue_study_figure::default();
            // SAFETY: live locals; names are static.
            let said = unsafe {
                let status =
                    habitue_study_figure_of(handle.0, none, index, &mut by_place, null_mut());
                assert_eq!(status, HABITUE_OK);
                let status = habitue_study_figure_of(handle.0, name, 0, &mut by_name, null_mut());
                assert_eq!(status, HABITUE_OK);
                let said = by_place.name;
                std::slice::from_raw_parts(said.bytes.cast::<u8>(), said.length)
            };
            assert_eq!(said, expected.name.as_bytes());
            let (low, high) = expected.interval.unwrap_or((f64::NAN, f64::NAN));
            for found in [&by_place, &by_name] {
                let value = expected.value.unwrap_or(f64::NAN);
                assert_eq!(found.value.to_bits(), value.to_bits(), "{}", expected.name);
                assert_eq!(found.low.to_bits(), low.to_bits());
                assert_eq!(found.high.to_bits(), high.to_bits());
                assert_eq!(found.withheld == HABITUE_WITHHELD_NOT, expected.value.is_ok());
            }
        }
        let mut error = blank_error();
        let ball = c"crystal ball";
        let name = habitue_text { bytes: ball.as_ptr(), length: HABITUE_NUL_TERMINATED };
        // SAFETY: live locals.
        unsafe {
            let end = habitue_study_figure_of(handle.0, none, all.len(), &mut by_place, null_mut());
            assert_eq!(end, HABITUE_OUT_OF_RANGE);
            let both = habitue_study_figure_of(handle.0, name, 1, &mut by_place, null_mut());
            assert_eq!(both, HABITUE_NOT_READ);
            let refused = habitue_study_figure_of(handle.0, name, 0, &mut by_place, &mut error);
            assert_eq!(refused, HABITUE_OUT_OF_RANGE);
            let message = CStr::from_ptr(error.message.as_ptr()).to_str().unwrap();
            assert!(message.contains("base.customers"), "{message}");
        }
    }
    // Counts and the sum of the sample of CDNOW, as pandas counts its file.
    let figures = sample().1.named_figures();
    let of = |name: &str| figures.iter().find(|figure| figure.name == name).unwrap().value;
    assert_eq!(of("base.customers"), Ok(2357.0));
    assert_eq!(of("base.came_back"), Ok(1139.0));
    assert_eq!(of("base.purchases"), Ok(6696.0));
    assert_eq!(of("base.revenue"), Ok(244_091.94));
    assert!(of("ahead.purchases").is_ok() && of("totals.money_bias").unwrap() < 0.0);
    let test = sample().1.figures.test.as_ref().unwrap().buyers.unwrap();
    assert_eq!(of("test.buyers_expected"), Ok(test.expected));
    assert_eq!(of("test.buyers_bought"), Ok(test.bought as f64));
    assert!(of("ahead.buyers").unwrap() < 2357.0);
}

#[test]
fn sentences_are_those_of_the_report() {
    let languages = [(HABITUE_ENGLISH, Language::English), (HABITUE_CHINESE, Language::Chinese)];
    for base in BASES {
        let (handle, study) = base();
        for (code, language) in languages {
            let report = Report::new(study, language);
            let page = report.text();
            let say = |sentence, of| handle.say(sentence, of, code).unwrap();
            for (number, sentence) in [
                (HABITUE_SENTENCE_HEADLINE, Sentence::Headline),
                (HABITUE_SENTENCE_BASIS, Sentence::Basis),
                (HABITUE_SENTENCE_CHOICE, Sentence::Choice),
            ] {
                let said = say(number, 0);
                assert!(said == report.sentence(sentence) && !said.is_empty());
                assert_eq!(handle.say(number, 1, code), Err(HABITUE_NOT_READ));
            }
            assert!(page.contains(&say(HABITUE_SENTENCE_HEADLINE, 0)));
            for kind in CheckKind::ALL {
                let of = place(CheckKind::ALL, kind);
                let title = say(HABITUE_SENTENCE_CHECK_TITLE, of);
                assert_eq!(title, report.sentence(Sentence::CheckTitle(*kind)));
                assert!(page.contains(&title), "{title}");
                let text = say(HABITUE_SENTENCE_CHECK_TEXT, of);
                assert_eq!(text, report.sentence(Sentence::CheckText(*kind)));
            }
            for group in FigureGroup::ALL {
                let said = say(HABITUE_SENTENCE_WITHHELD, place(FigureGroup::ALL, group));
                assert_eq!(said, report.sentence(Sentence::Withheld(*group)));
                assert_eq!(said.is_empty(), study.verdict.allows(*group).is_ok());
            }
        }
        assert_eq!(handle.say(HABITUE_SENTENCE_CHECK_TITLE, 0, 0), Err(HABITUE_BAD_ENUMERATOR));
        assert_eq!(handle.say(99, 0, 0), Err(HABITUE_BAD_ENUMERATOR));
        assert_eq!(handle.say(HABITUE_SENTENCE_HEADLINE, 0, 9), Err(HABITUE_BAD_ENUMERATOR));
    }
}
