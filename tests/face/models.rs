//! Models and customers through the C functions: how the tests make and ask them.
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ffi::CStr;
use std::ptr::{null, null_mut};

use habitue::capi::*;
use habitue::lifetime::{Histories, IndividualRate, Model, Question, Spending, Statistic};

/// The 1/10 sample of CDNOW in weeks, with two covariates.
pub(crate) struct Data {
    pub(crate) x: Vec<u32>,
    pub(crate) t_x: Vec<f64>,
    pub(crate) t: Vec<f64>,
    pub(crate) spend: Vec<f64>,
    pub(crate) third: Vec<f64>,
    pub(crate) cohort: Vec<f64>,
}

pub(crate) fn cdnow(rows: usize) -> Data {
    let mut data =
        Data { x: vec![], t_x: vec![], t: vec![], spend: vec![], third: vec![], cohort: vec![] };
    for line in include_str!("../data/cdnow_summary.csv").lines().skip(1).take(rows) {
        let field: Vec<f64> = line.split(',').map(|f| f.parse().unwrap()).collect();
        data.x.push(field[1] as u32);
        data.t_x.push(field[2] / 7.0);
        data.t.push(field[3] / 7.0);
        data.spend.push(if field[1] > 0.0 { field[4] / 100.0 / field[1] } else { 0.0 });
        data.third.push(f64::from(u8::from(field[0] % 3.0 == 0.0)));
        data.cohort.push((field[3] - 230.0) / 30.0);
    }
    data
}

impl Data {
    pub(crate) fn histories(&self) -> Histories<'_> {
        Histories::new(&self.x, &self.t_x, &self.t).unwrap()
    }

    pub(crate) fn spending(&self) -> Spending<'_> {
        Spending::new(&self.x, &self.spend).unwrap()
    }

    /// The histories as C has them.
    pub(crate) fn columns(&self) -> habitue_customers {
        habitue_customers {
            rows: self.x.len(),
            frequency: self.x.as_ptr(),
            recency: self.t_x.as_ptr(),
            age: self.t.as_ptr(),
            ..habitue_customers::default()
        }
    }
}

pub(crate) fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

pub(crate) fn error() -> habitue_error {
    habitue_error {
        struct_size: size_of::<habitue_error>() as u32,
        code: 0,
        row: -1,
        column: [0; HABITUE_COLUMN_BYTES],
        message: [0; HABITUE_MESSAGE_BYTES],
    }
}

pub(crate) fn column_of(error: &habitue_error) -> String {
    // SAFETY: the library ends the text with a NUL.
    unsafe { CStr::from_ptr(error.column.as_ptr()) }.to_str().unwrap().to_owned()
}

pub(crate) fn text(of: &str) -> habitue_text {
    habitue_text { bytes: of.as_ptr().cast(), length: of.len() }
}

pub(crate) fn fit(kind: i32, customers: &habitue_customers) -> *mut habitue_model {
    fit_with(kind, customers, &habitue_fit_options::default())
}

pub(crate) fn fit_with(
    kind: i32,
    customers: &habitue_customers,
    options: &habitue_fit_options,
) -> *mut habitue_model {
    let (mut model, mut details) = (null_mut(), error());
    // SAFETY: every pointer is that of a live local.
    let status =
        unsafe { habitue_model_fit(kind, customers, options, null(), &mut model, &mut details) };
    assert_eq!(status, HABITUE_OK, "{}", column_of(&details));
    model
}

/// A model of the core through C.
pub(crate) fn given(model: &Model) -> *mut habitue_model {
    let (status, handle) = crate::capi_state::model_of(&model.to_bytes());
    assert_eq!(status, HABITUE_OK);
    handle
}

/// Parameters, standard errors and covariance, and that a short buffer is refused.
pub(crate) fn parameters(model: *const habitue_model) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let mut needed = 0;
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let none = null_mut();
        assert_eq!(
            habitue_model_parameters(model, none, none, none, 0, &mut needed, null_mut()),
            HABITUE_OK
        );
        let (mut own, mut errors) = (vec![0.0; needed], vec![0.0; needed]);
        let mut covariance = vec![0.0; needed * needed];
        let places = (own.as_mut_ptr(), errors.as_mut_ptr(), covariance.as_mut_ptr());
        let (a, b, c) = places;
        assert_eq!(
            habitue_model_parameters(model, a, b, c, needed, &mut needed, null_mut()),
            HABITUE_OK
        );
        assert_eq!(
            habitue_model_parameters(model, a, none, none, 1, &mut needed, null_mut()),
            HABITUE_BUFFER_TOO_SMALL
        );
        (own, errors, covariance)
    }
}

pub(crate) fn ask(
    model: *const habitue_model,
    question: &habitue_question,
    customers: &habitue_customers,
) -> Result<Vec<f64>, (habitue_status, String)> {
    let (mut out, mut details) = (vec![0.0; customers.rows], error());
    let job = habitue_job { threads: 2, ..habitue_job::default() };
    let answers = habitue_answers { estimate: out.as_mut_ptr(), ..habitue_answers::default() };
    // SAFETY: every pointer is that of a live local.
    let status =
        unsafe { habitue_answer(model, question, customers, &job, &answers, &mut details) };
    if status == HABITUE_OK { Ok(out) } else { Err((status, column_of(&details))) }
}

pub(crate) fn asked(kind: i32) -> habitue_question {
    habitue_question { kind, ..habitue_question::default() }
}

/// Questions about purchases, as C and as Rust ask them.
pub(crate) fn questions() -> Vec<(habitue_question, Question<'static>)> {
    let (from, to, n, probability) = (13.0, 39.0, 2, 0.25);
    let mut all = vec![
        (asked(HABITUE_ASK_P_ALIVE), Question::p_alive()),
        (habitue_question { to, ..asked(HABITUE_ASK_P_ALIVE) }, Question::PAlive { at: to }),
        (
            habitue_question { probability, ..asked(HABITUE_ASK_NEXT_PURCHASE_QUANTILE) },
            Question::NextPurchaseQuantile { probability },
        ),
        (
            habitue_question { probability, ..asked(HABITUE_ASK_LIFETIME_QUANTILE) },
            Question::LifetimeQuantile { probability },
        ),
        (
            habitue_question {
                individual: HABITUE_INDIVIDUAL_PURCHASE_RATE,
                ..asked(HABITUE_ASK_POSTERIOR)
            },
            Question::Posterior { rate: IndividualRate::Purchase, statistic: Statistic::Mean },
        ),
        (
            habitue_question {
                individual: HABITUE_INDIVIDUAL_DROPOUT,
                statistic: HABITUE_STATISTIC_QUANTILE,
                probability,
                ..asked(HABITUE_ASK_POSTERIOR)
            },
            Question::Posterior {
                rate: IndividualRate::Dropout,
                statistic: Statistic::Quantile { probability },
            },
        ),
        (asked(HABITUE_ASK_LOG_LIKELIHOOD), Question::LogLikelihood),
    ];
    for from in [0.0, from] {
        let interval = |kind| habitue_question { from, to, ..asked(kind) };
        all.extend([
            (interval(HABITUE_ASK_EXPECTED_PURCHASES), Question::ExpectedPurchases { from, to }),
            (
                habitue_question { n, ..interval(HABITUE_ASK_P_PURCHASES) },
                Question::PPurchases { n, from, to },
            ),
            (
                habitue_question { n, ..interval(HABITUE_ASK_P_AT_LEAST) },
                Question::PAtLeast { n, from, to },
            ),
            (interval(HABITUE_ASK_P_NO_PURCHASE), Question::PNoPurchase { from, to }),
            (
                habitue_question { probability, ..interval(HABITUE_ASK_PURCHASE_QUANTILE) },
                Question::PurchaseQuantile { probability, from, to },
            ),
        ]);
    }
    all
}
