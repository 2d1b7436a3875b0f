//! Which functions of SQL there are: one a question that numbers alone make.

use std::ffi::CString;
use std::sync::OnceLock;

use super::api::{BIGINT, BLOB, DOUBLE};
use crate::capi::prelude::*;
use crate::capi::question::{KINDS, Kind};
use crate::lifetime::{Family, Question};

/// A function of SQL.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) name: CString,
    /// The question, one of `HABITUE_ASK_...`.
    kind: i32,
    /// What is known of customers: a count, then numbers.
    pub(super) columns: &'static [&'static str],
    /// The numbers of the question.
    pub(super) numbers: Vec<&'static Number>,
    /// How many of them must be given.
    needed: usize,
}

/// A number that questions read.
#[derive(Debug)]
pub(super) struct Number {
    pub(super) name: &'static str,
    /// Its type in SQL.
    kind: i32,
    /// One that every question takes.
    trial: u64,
    /// Puts it into a question: 8 bytes of its type.
    put: fn(&mut habitue_question, u64) -> Result<()>,
}

/// In the order of arguments.
const NUMBERS: &[Number] = &[
    Number {
        name: "n",
        kind: BIGINT,
        trial: 1,
        put: |asked, bits| {
            let n = bits.cast_signed();
            asked.n = u64::try_from(n).map_err(|error| {
                Error::out_of_range("n", n as f64, "0 to 2^53").with_source(error)
            })?;
            Ok(())
        },
    },
    number("probability", 0.5, |asked, bits| real(&mut asked.probability, "probability", bits)),
    number("to", 1.0, |asked, bits| real(&mut asked.to, "to", bits)),
    number("rate", 0.1, |asked, bits| real(&mut asked.rate, "rate", bits)),
    number("from", 0.0, |asked, bits| real(&mut asked.from, "from", bits)),
    number("margin", 1.0, |asked, bits| real(&mut asked.margin, "margin", bits)),
];

const fn number(
    name: &'static str,
    trial: f64,
    put: fn(&mut habitue_question, u64) -> Result<()>,
) -> Number {
    Number { name, kind: DOUBLE, trial: trial.to_bits(), put }
}

fn real(field: &mut f64, name: &'static str, bits: u64) -> Result<()> {
    *field = f64::from_bits(bits);
    if field.is_nan() {
        return Err(Error::out_of_range(name, *field, "a number"));
    }
    Ok(())
}

/// Every function of SQL.
pub(super) fn functions() -> &'static [Function] {
    static ALL: OnceLock<Vec<Function>> = OnceLock::new();
    ALL.get_or_init(|| KINDS.iter().filter_map(Function::of).collect())
}

impl Function {
    /// That of a kind of question; `None` where numbers alone do not make one.
    fn of(kind: &Kind) -> Option<Self> {
        let read = NUMBERS.iter().filter(|one| kind.reads.contains(&one.name));
        let all: Vec<&Number> = read.collect();
        let trial = |without: Option<&str>| {
            let mut question = habitue_question { kind: kind.number, ..Default::default() };
            let mut given = all.iter().filter(|one| Some(one.name) != without);
            given.try_for_each(|one| (one.put)(&mut question, one.trial))?;
            // SAFETY: the question points at no model.
            unsafe { question.asked(false) }
        };
        let columns = columns(&trial(None).ok()?);
        let (needed, rest): (Vec<&Number>, Vec<&Number>) =
            all.iter().partition(|one| trial(Some(one.name)).is_err());
        let count = needed.len();
        let name = kind.name.trim_start_matches("HABITUE_ASK_").to_lowercase();
        Some(Self {
            name: super::words(&format!("habitue_{name}")),
            kind: kind.number,
            columns,
            numbers: [needed, rest].concat(),
            needed: count,
        })
    }

    /// The types of the arguments of each form.
    pub(super) fn forms(&self) -> impl Iterator<Item = Vec<i32>> {
        (self.needed..=self.numbers.len()).map(|given| {
            let columns = (0..self.columns.len()).map(|at| if at == 0 { BIGINT } else { DOUBLE });
            let numbers = self.numbers[..given].iter().map(|one| one.kind);
            std::iter::once(BLOB).chain(columns).chain(numbers).collect()
        })
    }

    /// The question of these numbers.
    pub(super) fn question(&self, numbers: &[u64]) -> Result<Question<'static>> {
        let mut question = habitue_question { kind: self.kind, ..Default::default() };
        let mut given = self.numbers.iter().zip(numbers);
        given.try_for_each(|(one, &bits)| (one.put)(&mut question, bits))?;
        // SAFETY: the question points at no model.
        unsafe { question.asked(false) }
    }
}

/// What a question reads of customers.
fn columns(question: &Question<'_>) -> &'static [&'static str] {
    match (question.family(), question) {
        (_, Question::LifetimeProfit { .. }) => {
            &["frequency", "recency", "age", "expected_spend", "margin_rate"]
        }
        (_, Question::LifetimeValue { .. }) => &["frequency", "recency", "age", "expected_spend"],
        (Some(Family::Spend), _) => &["frequency", "mean_spend"],
        (Some(Family::Contract), _) => &["renewals"],
        _ => &["frequency", "recency", "age"],
    }
}
