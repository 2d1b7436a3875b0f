//! What is counted of a survey, and the counting.

use super::super::column::column;
use super::super::options::{Options, enumerator, options, reserved};
use super::starts;
use crate::error::{Error, ErrorKind, Result};
use crate::satisfaction::{
    EffortCounts, FuzzyKano, KanoClass, KanoCounts, KanoTable, MeanCounts, PenaltyRewardCounts,
    PromoterBreaks, PromoterCounts, ServiceQualityCounts, ShareCounts,
};
use crate::survey::Answers;

/// The share of the `top` best levels of a question: top-box share, CSAT. Read by
/// `habitue_counts_share`.
pub const HABITUE_MEASURE_SHARE: i32 = 1;
/// Detractors up to `low_at_most`, promoters from `high_at_least` on: Net Promoter Score, NPS.
pub const HABITUE_MEASURE_PROMOTER: i32 = 2;
/// A question on which a higher answer means less effort, easy from `high_at_least` on: Customer
/// Effort Score, CES.
pub const HABITUE_MEASURE_EFFORT: i32 = 3;
/// The mean of a column.
pub const HABITUE_MEASURE_MEAN: i32 = 4;
/// Perception less expectation by `dimensions`: pairs of expectation and perception.
pub const HABITUE_MEASURE_SERVICE_QUALITY: i32 = 5;
/// Kano's classes by `kano_table`: answers 1 to 5 (like, must be, neutral, live with it, dislike)
/// to "if it is there" and to "if it is not".
pub const HABITUE_MEASURE_KANO: i32 = 6;
/// The same of answers that are spread: five memberships >= 0 of each of the two, of which only
/// proportions count, five NaN where missing.
pub const HABITUE_MEASURE_FUZZY_KANO: i32 = 7;
/// What a low (up to `low_at_most`) and a high answer (from `high_at_least` on) to each attribute
/// do to the outcome: the attributes, then the outcome.
pub const HABITUE_MEASURE_PENALTY_REWARD: i32 = 8;

/// The usual evaluation table of Kano.
pub const HABITUE_KANO_TABLE_USUAL: i32 = 0;
/// The table that also questions must/must and live/live.
pub const HABITUE_KANO_TABLE_STRICT: i32 = 1;
/// The table that `kano_classes` says.
pub const HABITUE_KANO_TABLE_CUSTOM: i32 = 2;

/// What is counted. Start from `HABITUE_MEASURE_INIT`; what the kind does not read is refused.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_measure {
    /// `sizeof(habitue_measure)`.
    pub struct_size: u32,
    /// One of `HABITUE_MEASURE_...`.
    pub kind: i32,
    /// Of responses, the questions in the order of the columns; NULL for columns.
    pub questions: *const usize,
    /// How many there are.
    pub question_count: usize,
    /// SERVICE_QUALITY: the dimension of each pair, from 0.
    pub dimensions: *const usize,
    /// SERVICE_QUALITY: how many dimensions there are.
    pub dimension_count: usize,
    /// SHARE: how many of the best levels, from 1 to their number less one.
    pub top: usize,
    /// PROMOTER, PENALTY_REWARD; of recoded answers where lower is better.
    pub low_at_most: f64,
    /// PROMOTER, EFFORT, PENALTY_REWARD; of recoded answers where lower is better.
    pub high_at_least: f64,
    /// FUZZY_KANO: membership from which a class counts for a respondent, above 0, to 1; 0.4
    /// where not given.
    pub alpha_cut: f64,
    /// KANO, FUZZY_KANO: one of `HABITUE_KANO_TABLE_...`.
    pub kano_table: i32,
    /// 0.
    pub reserved: u32,
    /// TABLE_CUSTOM: 25 classes `HABITUE_KANO_...`, the answer to "if it is there" being the row,
    /// that to "if it is not" the column.
    pub kano_classes: *const i32,
}

starts!(habitue_measure {
    low_at_most: f64::NAN,
    high_at_least: f64::NAN,
    alpha_cut: f64::NAN,
});

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Share,
    Promoter,
    Effort,
    Mean,
    ServiceQuality,
    Kano,
    FuzzyKano,
    PenaltyReward,
}

const KINDS: [(i32, Kind); 8] = [
    (HABITUE_MEASURE_SHARE, Kind::Share),
    (HABITUE_MEASURE_PROMOTER, Kind::Promoter),
    (HABITUE_MEASURE_EFFORT, Kind::Effort),
    (HABITUE_MEASURE_MEAN, Kind::Mean),
    (HABITUE_MEASURE_SERVICE_QUALITY, Kind::ServiceQuality),
    (HABITUE_MEASURE_KANO, Kind::Kano),
    (HABITUE_MEASURE_FUZZY_KANO, Kind::FuzzyKano),
    (HABITUE_MEASURE_PENALTY_REWARD, Kind::PenaltyReward),
];

pub(super) fn kind_of(kind: i32, name: &'static str) -> Result<Kind> {
    enumerator(kind, name, &KINDS)
}

/// The sums under a measure.
#[derive(Debug, Clone)]
pub(super) enum Counts {
    Share(ShareCounts),
    Promoter(PromoterCounts),
    Effort(EffortCounts),
    Mean(MeanCounts),
    ServiceQuality(ServiceQualityCounts),
    Kano(KanoCounts),
    FuzzyKano(FuzzyKano),
    PenaltyReward(PenaltyRewardCounts),
}

/// A measure, read.
pub(super) struct Measure<'a> {
    kind: Kind,
    questions: Option<&'a [usize]>,
    given: habitue_measure,
    table: KanoTable,
    dimensions: &'a [usize],
}

impl<'a> Measure<'a> {
    /// # Safety
    /// As for `options`, and its columns are as long as it says.
    pub(super) unsafe fn read(pointer: *const habitue_measure) -> Result<Self> {
        super::super::column::required(pointer, "measure")?;
        // SAFETY: the caller's promise.
        let given = unsafe { options(pointer, "measure") }?;
        reserved(&[given.reserved], "measure.reserved")?;
        let kind = kind_of(given.kind, "measure.kind")?;
        let classes = !given.kano_classes.is_null();
        let (kano, fuzzy) = (kind == Kind::Kano, kind == Kind::FuzzyKano);
        let low = matches!(kind, Kind::Promoter | Kind::PenaltyReward);
        for (name, is_given, is_read) in [
            ("measure.dimensions", !given.dimensions.is_null(), kind == Kind::ServiceQuality),
            ("measure.top", given.top != 0, kind == Kind::Share),
            ("measure.low_at_most", !given.low_at_most.is_nan(), low),
            ("measure.high_at_least", !given.high_at_least.is_nan(), low || kind == Kind::Effort),
            ("measure.alpha_cut", !given.alpha_cut.is_nan(), fuzzy),
            ("measure.kano_table", given.kano_table != 0, kano || fuzzy),
            ("measure.kano_classes", classes, given.kano_table == HABITUE_KANO_TABLE_CUSTOM),
        ] {
            if is_given && !is_read {
                return Err(not_read(name));
            }
        }
        // SAFETY: the caller's promise.
        unsafe {
            let asked = match given.questions.is_null() && given.question_count == 0 {
                true => None,
                false => {
                    Some(column(given.questions, given.question_count, "measure.questions")?)
                }
            };
            let pairs = asked.map_or(0, <[usize]>::len) / 2;
            let of_pairs = if kind == Kind::ServiceQuality { pairs } else { 0 };
            Ok(Self {
                kind,
                questions: asked,
                table: table(&given)?,
                dimensions: column(given.dimensions, of_pairs, "measure.dimensions")?,
                given,
            })
        }
    }

    /// Counts questions of responses.
    pub(super) fn of_responses(&self, answers: &Answers) -> Result<Counts> {
        let asked = self.questions.unwrap_or_default();
        let needed: &[usize] = match self.kind {
            Kind::Share | Kind::Promoter | Kind::Effort | Kind::Mean => &[1],
            Kind::Kano => &[2],
            Kind::FuzzyKano => &[10],
            Kind::ServiceQuality | Kind::PenaltyReward => &[],
        };
        let odd = self.kind == Kind::ServiceQuality && asked.len() % 2 == 1;
        if odd || needed.first().is_some_and(|needed| *needed != asked.len()) {
            let allowed = needed.first().map_or_else(|| "pairs".to_owned(), usize::to_string);
            return Err(Error::new(ErrorKind::Length, "is not the number of questions")
                .in_column("measure.question_count")
                .with_value(asked.len())
                .allowing(allowed));
        }
        Ok(match (self.kind, asked) {
            (Kind::Share, [question]) => {
                Counts::Share(ShareCounts::top(answers, *question, self.given.top)?)
            }
            (Kind::Promoter, [question]) => {
                let (low, high) = (self.given.low_at_most, self.given.high_at_least);
                let breaks = PromoterBreaks::new(low, high)?;
                Counts::Promoter(PromoterCounts::count(answers, *question, breaks)?)
            }
            (Kind::Effort, [question]) => {
                let easy_from = self.given.high_at_least;
                Counts::Effort(EffortCounts::count(answers, *question, easy_from)?)
            }
            (Kind::ServiceQuality, pairs) => {
                let lists = self.by_dimension(pairs)?;
                Counts::ServiceQuality(ServiceQualityCounts::count(answers, &lists)?)
            }
            (_, questions) => {
                let columns = questions.iter().map(|question| answers.column(*question));
                let columns = columns.collect::<Result<Vec<&[f64]>>>()?;
                self.count(&columns, answers.weights(), answers.respondents())?
            }
        })
    }

    fn by_dimension(&self, pairs: &[usize]) -> Result<Vec<Vec<(usize, usize)>>> {
        let count = self.given.dimension_count;
        if count > self.dimensions.len() {
            return Err(Error::new(ErrorKind::Empty, "has no pair of questions")
                .in_column("measure.dimensions")
                .at_row(self.dimensions.len() as u64));
        }
        let mut lists = vec![Vec::new(); count];
        let (pairs, _) = pairs.as_chunks::<2>();
        for (row, (of, [expectation, perception])) in self.dimensions.iter().zip(pairs).enumerate()
        {
            let Some(list) = lists.get_mut(*of) else {
                let allowed = format!("less than {count}");
                return Err(Error::out_of_range("measure.dimensions", *of as f64, allowed)
                    .at_row(row as u64));
            };
            list.push((*expectation, *perception));
        }
        Ok(lists)
    }

    /// Counts columns that belong to no questionnaire.
    pub(super) fn of_columns(
        &self,
        columns: &[&[f64]],
        weights: Option<&[f64]>,
        rows: usize,
    ) -> Result<Counts> {
        if self.questions.is_some() {
            return Err(not_read("measure.questions"));
        }
        self.count(columns, weights, rows)
    }

    fn count(
        &self,
        columns: &[&[f64]],
        weights: Option<&[f64]>,
        rows: usize,
    ) -> Result<Counts> {
        let wrong = |needed: &str| {
            Err(Error::new(ErrorKind::Length, "is not the number of columns")
                .in_column("column_count")
                .with_value(columns.len())
                .allowing(needed))
        };
        Ok(match (self.kind, columns) {
            (Kind::Mean, [values]) => Counts::Mean(MeanCounts::count(values, weights)?),
            (Kind::Kano, [there, absent]) => {
                Counts::Kano(KanoCounts::count(there, absent, weights, &self.table)?)
            }
            (Kind::FuzzyKano, [..]) if columns.len() == 10 => {
                let side = |first: usize| -> Vec<[f64; 5]> {
                    let of = |row: usize| std::array::from_fn(|i| columns[first + i][row]);
                    (0..rows).map(of).collect()
                };
                let cut = if self.given.alpha_cut.is_nan() { 0.4 } else { self.given.alpha_cut };
                let (there, absent) = (side(0), side(5));
                Counts::FuzzyKano(FuzzyKano::count(&there, &absent, weights, &self.table, cut)?)
            }
            (Kind::PenaltyReward, [attributes @ .., outcome]) => {
                let (low, high) = (self.given.low_at_most, self.given.high_at_least);
                for (name, cut) in [("low_at_most", low), ("high_at_least", high)] {
                    if !cut.is_finite() {
                        return Err(Error::out_of_range(name, cut, "a finite number"));
                    }
                }
                let found = PenaltyRewardCounts::count(attributes, outcome, weights, low, high)?;
                Counts::PenaltyReward(found)
            }
            (Kind::Mean, _) => return wrong("1"),
            (Kind::Kano, _) => return wrong("2"),
            (Kind::FuzzyKano, _) => return wrong("10"),
            (Kind::PenaltyReward, _) => return wrong("2 or more"),
            _ => {
                return Err(Error::new(
                    ErrorKind::Argument,
                    "is counted of responses, whose scale it needs",
                )
                .in_column("measure.kind")
                .with_value(self.given.kind));
            }
        })
    }
}

/// # Safety
/// For a custom table, `kano_classes` addresses 25 values.
unsafe fn table(given: &habitue_measure) -> Result<KanoTable> {
    let known = [
        (HABITUE_KANO_TABLE_USUAL, Some(KanoTable::USUAL)),
        (HABITUE_KANO_TABLE_STRICT, Some(KanoTable::STRICT)),
        (HABITUE_KANO_TABLE_CUSTOM, None),
    ];
    if let Some(table) = enumerator(given.kano_table, "measure.kano_table", &known)? {
        return Ok(table);
    }
    // SAFETY: the caller's promise.
    let codes = unsafe { column(given.kano_classes, 25, "measure.kano_classes") }?;
    let class = KanoClass::ALL.map(|class| (class.code(), class));
    let mut table = KanoTable::USUAL;
    for (cell, code) in codes.iter().enumerate() {
        table.0[cell / 5][cell % 5] = enumerator(*code, "measure.kano_classes", &class)
            .map_err(|error| error.at_row(cell as u64))?;
    }
    Ok(table)
}

fn not_read(name: &'static str) -> Error {
    Error::new(ErrorKind::NotRead, "is given and not read, so that it would not count")
        .in_column(name)
}
