//! Kano: which attributes must be there, which pay by degree, which delight.

use super::column::{column, input, optional_column, output};
use super::counts::{Sums, finite};
use super::guard::guard;
use super::options::{Options, enumerator, options, reserved};
use super::satisfaction::{habitue_difference, interval_or_none};
use super::status::{habitue_error, habitue_status};
use super::survey::habitue_interval;
use crate::error::{Error, ErrorKind, Result};
use crate::satisfaction::{FuzzyKano, Kano, KanoClass, KanoCounts, KanoTable};
use crate::survey::ProportionInterval;

/// The usual evaluation table of Kano.
pub const HABITUE_KANO_USUAL: i32 = 0;
/// The table that also questions must/must and live/live.
pub const HABITUE_KANO_STRICT: i32 = 1;
/// The table that `classes` says.
pub const HABITUE_KANO_CUSTOM: i32 = 2;

/// No class: there are no scores.
pub const HABITUE_KANO_NONE: i32 = 0;
/// Must-be.
pub const HABITUE_KANO_MUST_BE: i32 = 1;
/// One-dimensional.
pub const HABITUE_KANO_ONE_DIMENSIONAL: i32 = 2;
/// Attractive.
pub const HABITUE_KANO_ATTRACTIVE: i32 = 3;
/// Indifferent.
pub const HABITUE_KANO_INDIFFERENT: i32 = 4;
/// Reverse.
pub const HABITUE_KANO_REVERSE: i32 = 5;
/// Questionable.
pub const HABITUE_KANO_QUESTIONABLE: i32 = 6;

/// How answers are evaluated. Start from `HABITUE_KANO_OPTIONS_INIT` (the usual
/// table, 0.05, 0.95, 2, 0.4).
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_kano_options {
    /// `sizeof(habitue_kano_options)` of the caller.
    pub struct_size: u32,
    /// `HABITUE_KANO_USUAL`, `_STRICT` or `_CUSTOM`.
    pub table: i32,
    /// For `HABITUE_KANO_CUSTOM`: 25 classes `HABITUE_KANO_MUST_BE` to
    /// `_QUESTIONABLE`, row by row: the answer to "if it is there" is the row, that
    /// to "if it is not" the column, each like, must be, neutral, live with it,
    /// dislike. Otherwise not read.
    pub classes: *const i32,
    /// Classes no more than this share behind the first are decided by M > O > A >
    /// I; 0 to 1.
    pub category_strength: f64,
    /// Confidence level of the intervals, between 0 and 1.
    pub level: f64,
    /// Mean score from which an attribute is wanted, or missed.
    pub continuous_cut: f64,
    /// Membership from which a class counts for a respondent; above 0, to 1. Only
    /// for spread answers.
    pub alpha_cut: f64,
    /// Must be 0.
    pub reserved: [u32; 2],
}

// SAFETY: repr(C), without padding, numbers and a raw pointer only.
unsafe impl Options for habitue_kano_options {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        table: HABITUE_KANO_USUAL,
        classes: std::ptr::null(),
        category_strength: 0.05,
        level: 0.95,
        continuous_cut: 2.0,
        alpha_cut: 0.4,
        reserved: [0; 2],
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

/// How often each class occurs. All 0 is a valid start.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_kano_counts {
    /// Sums of weights: must-be, one-dimensional, attractive, indifferent,
    /// reverse, questionable.
    pub counts: [f64; 6],
    /// Sums of squared weights, in the same order.
    pub squares: [f64; 6],
    /// Sums of the scores of "if it is there" and "if it is not".
    pub scores: [f64; 2],
    /// Sum of the weights of those who answered.
    pub total: f64,
    /// Respondents with a missing answer.
    pub missing: u64,
    /// 1 where `scores` are known, 0 for counts without answers.
    pub has_scores: u32,
    /// Always 0.
    pub reserved: u32,
}

impl Sums for habitue_kano_counts {
    fn sums(&self) -> Vec<f64> {
        [&self.counts[..], &self.squares, &self.scores, &[self.total]].concat()
    }
}

/// Counts of spread answers.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_fuzzy_kano_counts {
    /// The counts of the memberships that reach the cut.
    pub counts: habitue_kano_counts,
    /// Sums of weight times membership of each class, in the same order.
    pub memberships: [f64; 6],
    /// Sum of the weights of those who answered.
    pub total: f64,
    /// The cut.
    pub alpha_cut: f64,
    /// Respondents of whom no class reaches the cut.
    pub undecided: u64,
}

impl Sums for habitue_fuzzy_kano_counts {
    fn sums(&self) -> Vec<f64> {
        [&self.counts.sums()[..], &self.memberships, &[self.total, self.alpha_cut]].concat()
    }
}

/// The Kano analysis of an attribute.
#[repr(C)]
#[derive(Debug, Clone, Copy, Default)]
pub struct habitue_kano_result {
    /// The class, `HABITUE_KANO_...`.
    pub kano_class: i32,
    /// The class by mean scores; `HABITUE_KANO_NONE` without scores.
    pub continuous_class: i32,
    /// 1 where the two most frequent of A, O, M, I, R differ significantly.
    pub significant: u32,
    /// Always 0.
    pub reserved: u32,
    /// Sums of weights: must-be, one-dimensional, attractive, indifferent,
    /// reverse, questionable.
    pub counts: [f64; 6],
    /// (A + O)/(A + O + M + I); NaN where nobody is in these classes.
    pub better: f64,
    /// Wilson's interval of `better`; NaN where that is.
    pub better_interval: habitue_interval,
    /// -(O + M)/(A + O + M + I); NaN where nobody is in these classes.
    pub worse: f64,
    /// Wilson's interval of `worse`; NaN where that is.
    pub worse_interval: habitue_interval,
    /// (A + O + M)/n.
    pub total_strength: f64,
    /// Share of the strongest class less that of the second.
    pub category_strength: f64,
    /// Fong's threshold.
    pub fong_threshold: f64,
    /// Mean score of "if it is there", 4 to -2; NaN without scores.
    pub functional: f64,
    /// Mean score of "if it is not", -2 to 4; NaN without scores.
    pub dysfunctional: f64,
    /// Sum of the weights.
    pub n: f64,
    /// Respondents with a missing answer.
    pub missing: u64,
}

impl From<KanoCounts> for habitue_kano_counts {
    fn from(counts: KanoCounts) -> Self {
        Self {
            counts: counts.counts,
            squares: counts.squares,
            scores: counts.scores.unwrap_or_default(),
            total: counts.total,
            missing: counts.missing,
            has_scores: u32::from(counts.scores.is_some()),
            reserved: 0,
        }
    }
}

impl From<habitue_kano_counts> for KanoCounts {
    fn from(counts: habitue_kano_counts) -> Self {
        Self {
            counts: counts.counts,
            squares: counts.squares,
            scores: (counts.has_scores != 0).then_some(counts.scores),
            total: counts.total,
            missing: counts.missing,
        }
    }
}

impl From<FuzzyKano> for habitue_fuzzy_kano_counts {
    fn from(found: FuzzyKano) -> Self {
        Self {
            counts: found.counts.into(),
            memberships: found.memberships,
            total: found.total,
            alpha_cut: found.alpha_cut,
            undecided: found.undecided,
        }
    }
}

impl From<habitue_fuzzy_kano_counts> for FuzzyKano {
    fn from(found: habitue_fuzzy_kano_counts) -> Self {
        Self {
            counts: found.counts.into(),
            memberships: found.memberships,
            total: found.total,
            alpha_cut: found.alpha_cut,
            undecided: found.undecided,
        }
    }
}

impl habitue_kano_options {
    /// # Safety
    /// For a custom table, `classes` addresses 25 values.
    unsafe fn table(&self) -> Result<KanoTable> {
        reserved(&self.reserved, "options.reserved")?;
        let known = [
            (HABITUE_KANO_USUAL, Some(KanoTable::USUAL)),
            (HABITUE_KANO_STRICT, Some(KanoTable::STRICT)),
            (HABITUE_KANO_CUSTOM, None),
        ];
        if let Some(table) = enumerator(self.table, "options.table", &known)? {
            return Ok(table);
        }
        // SAFETY: the caller's promise.
        let codes = unsafe { column(self.classes, 25, "options.classes") }?;
        let class = KanoClass::ALL.map(|class| (class.code(), class));
        let mut table = KanoTable::USUAL;
        for (cell, code) in codes.iter().enumerate() {
            table.0[cell / 5][cell % 5] = enumerator(*code, "options.classes", &class)
                .map_err(|error| error.at_row(cell as u64))?;
        }
        Ok(table)
    }

    fn analyse(&self, counts: KanoCounts) -> Result<habitue_kano_result> {
        if !self.continuous_cut.is_finite() {
            return Err(Error::out_of_range(
                "options.continuous_cut",
                self.continuous_cut,
                "a finite number",
            ));
        }
        let found = counts.analyse(self.category_strength)?;
        let wilson = ProportionInterval::Wilson;
        Ok(habitue_kano_result {
            kano_class: found.class.code(),
            continuous_class: found
                .continuous_class(self.continuous_cut)
                .map_or(HABITUE_KANO_NONE, KanoClass::code),
            significant: u32::from(found.significant),
            reserved: 0,
            counts: found.counts.counts,
            better: found.better.unwrap_or(f64::NAN),
            better_interval: interval_or_none(
                found.better_interval(wilson, self.level)?,
                self.level,
            ),
            worse: found.worse.unwrap_or(f64::NAN),
            worse_interval: interval_or_none(found.worse_interval(wilson, self.level)?, self.level),
            total_strength: found.total_strength,
            category_strength: found.category_strength,
            fong_threshold: found.fong_threshold,
            functional: found.functional.unwrap_or(f64::NAN),
            dysfunctional: found.dysfunctional.unwrap_or(f64::NAN),
            n: found.n,
            missing: found.counts.missing,
        })
    }
}

/// The Kano analysis of one attribute.
///
/// `functional` and `dysfunctional` hold `rows` answers 1 to 5 (like, must be,
/// neutral, live with it, dislike) to "if it is there" and "if it is not", NaN
/// where missing; `weights` may be NULL. `options` says how they are evaluated; NULL
/// means `HABITUE_KANO_OPTIONS_INIT`. `*result` receives the analysis. `error` may
/// be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_OUT_OF_RANGE`,
/// `HABITUE_NOT_FINITE`, `HABITUE_INCONSISTENT` or `HABITUE_EMPTY_INPUT`. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_kano(
    functional: *const f64,
    dysfunctional: *const f64,
    weights: *const f64,
    rows: usize,
    options: *const habitue_kano_options,
    result: *mut habitue_kano_result,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (functional, dysfunctional, weights, chosen, result) = unsafe {
            (
                column(functional, rows, "functional")?,
                column(dysfunctional, rows, "dysfunctional")?,
                optional_column(weights, rows, "weights")?,
                self::options(options, "options")?,
                output(result, "result")?,
            )
        };
        // SAFETY: the contract of the header.
        let table = unsafe { chosen.table() }?;
        *result = chosen.analyse(KanoCounts::count(functional, dysfunctional, weights, &table)?)?;
        Ok(())
    })
}

/// Counts the classes of pairs of answers, to be merged or analysed.
///
/// Arguments as for `habitue_kano`; of `options` only the table is read. `*counts`
/// receives the counts. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_OUT_OF_RANGE` or `HABITUE_INCONSISTENT`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_kano_counts_of_answers(
    functional: *const f64,
    dysfunctional: *const f64,
    weights: *const f64,
    rows: usize,
    options: *const habitue_kano_options,
    counts: *mut habitue_kano_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (functional, dysfunctional, weights, chosen, counts) = unsafe {
            (
                column(functional, rows, "functional")?,
                column(dysfunctional, rows, "dysfunctional")?,
                optional_column(weights, rows, "weights")?,
                self::options(options, "options")?,
                output(counts, "counts")?,
            )
        };
        // SAFETY: the contract of the header.
        let table = unsafe { chosen.table() }?;
        *counts = KanoCounts::count(functional, dysfunctional, weights, &table)?.into();
        Ok(())
    })
}

/// The counts of several parts (shards, waves) together.
///
/// `parts` holds the counts of `count` parts; `*merged` receives their sum and is
/// none of them. `error` may be NULL. Returns `HABITUE_OK` or an argument error.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_kano_counts_merge(
    parts: *const habitue_kano_counts,
    count: usize,
    merged: *mut habitue_kano_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (parts, merged) =
            unsafe { (column(parts, count, "parts")?, output(merged, "merged")?) };
        let sum = |sum: KanoCounts, part: &habitue_kano_counts| sum.merge((*part).into());
        let sum = parts.iter().fold(KanoCounts::default(), sum);
        *merged = finite(habitue_kano_counts::from(sum))?;
        Ok(())
    })
}

/// The Kano analysis of counts: merged ones, those of spread answers, or known
/// ones (then `squares` are the counts).
///
/// `counts` must not be NULL; `options` may be NULL for the defaults. `*result`
/// receives the analysis. `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_EMPTY_INPUT`.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_kano_counts_analyse(
    counts: *const habitue_kano_counts,
    options: *const habitue_kano_options,
    result: *mut habitue_kano_result,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (counts, chosen, result) = unsafe {
            (
                input(counts, "counts")?,
                self::options(options, "options")?,
                output(result, "result")?,
            )
        };
        // SAFETY: the contract of the header.
        unsafe { chosen.table() }?;
        *result = chosen.analyse((*counts).into())?;
        Ok(())
    })
}

/// Whether better and worse differ between two waves or segments.
///
/// `first` and `second` hold the counts of independent respondents; `level` lies
/// between 0 and 1. `*better` and `*worse` receive second less first with the score
/// test and interval of Miettinen and Nurminen (1985). None of these may be NULL, `error` may be. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE`, or
/// `HABITUE_UNDEFINED` where one has nobody in the first four classes. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_kano_counts_difference(
    first: *const habitue_kano_counts,
    second: *const habitue_kano_counts,
    level: f64,
    better: *mut habitue_difference,
    worse: *mut habitue_difference,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (first, second, better, worse) = unsafe {
            (
                input(first, "first")?,
                input(second, "second")?,
                output(better, "better")?,
                output(worse, "worse")?,
            )
        };
        let of = |counts: &habitue_kano_counts| -> Result<Kano> {
            KanoCounts::from(*counts).analyse(0.0)
        };
        let [for_better, for_worse] =
            of(first)?.difference(&of(second)?, level)?.ok_or_else(|| {
                Error::new(
                    ErrorKind::Undefined,
                    "has nobody in the classes that better and worse are shares of",
                )
                .in_column("counts")
            })?;
        *better = for_better.into();
        *worse = for_worse.into();
        Ok(())
    })
}

/// Counts the classes of spread answers.
///
/// `functional` and `dysfunctional` hold five memberships >= 0 a respondent, row by
/// row (how far the answer is like, must be, neutral, live with it, dislike; only
/// proportions count; five NaN where missing): `cells` = 5 times `rows` values.
/// `weights` may be NULL. Of `options`, which may be NULL, the table and
/// `alpha_cut` are read. `*counts` receives the counts; analyse its `counts` with
/// `habitue_kano_counts_analyse`. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row, or
/// `HABITUE_INCONSISTENT`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_fuzzy_kano_counts_of_answers(
    functional: *const f64,
    dysfunctional: *const f64,
    cells: usize,
    weights: *const f64,
    rows: usize,
    options: *const habitue_kano_options,
    counts: *mut habitue_fuzzy_kano_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (functional, dysfunctional, weights, chosen, counts) = unsafe {
            (
                column(functional, cells, "functional")?,
                column(dysfunctional, cells, "dysfunctional")?,
                optional_column(weights, rows, "weights")?,
                self::options(options, "options")?,
                output(counts, "counts")?,
            )
        };
        if rows.checked_mul(5) != Some(cells) {
            return Err(Error::new(ErrorKind::Length, format!("is not 5 times {rows} rows"))
                .in_column("cells")
                .with_value(cells));
        }
        // SAFETY: the contract of the header.
        let table = unsafe { chosen.table() }?;
        let (functional, _) = functional.as_chunks::<5>();
        let (dysfunctional, _) = dysfunctional.as_chunks::<5>();
        *counts =
            FuzzyKano::count(functional, dysfunctional, weights, &table, chosen.alpha_cut)?.into();
        Ok(())
    })
}

/// The counts of several parts (shards, waves) of spread answers together.
///
/// `parts` holds the counts of `count` >= 1 parts with one cut; `*merged` receives
/// their sum and is none of them. `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_EMPTY_INPUT` or `HABITUE_INCONSISTENT`. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_fuzzy_kano_counts_merge(
    parts: *const habitue_fuzzy_kano_counts,
    count: usize,
    merged: *mut habitue_fuzzy_kano_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (parts, merged) =
            unsafe { (column(parts, count, "parts")?, output(merged, "merged")?) };
        let Some((first, rest)) = parts.split_first() else {
            return Err(Error::empty("parts"));
        };
        let sum = |sum: FuzzyKano, part: &habitue_fuzzy_kano_counts| sum.merge(&(*part).into());
        let sum = rest.iter().try_fold(FuzzyKano::from(*first), sum)?;
        *merged = finite(habitue_fuzzy_kano_counts::from(sum))?;
        Ok(())
    })
}
