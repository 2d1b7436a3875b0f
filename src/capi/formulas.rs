//! Formulas of columns: one function over a table with a row for each.

use crate::capi::evidence::{needed, setting_enumerator};
use crate::capi::prelude::*;
use crate::capi::value::discount::terms;
use crate::classify::{Cuts, Named};
use crate::customer::{
    Bond, BondTable, CustomerNumber, CustomerRoles, Dimensions, Margin, Persona, PersonaColumns,
    PersonaFound, PersonaRules, RecordField, RecordRules, RoleColumns, Status, StatusEvent,
    days_to_birthday, interval_tiers_into,
};
use crate::lifetime::Regularity;
use crate::loyalty::{
    AllegianceColumns, ApostleMatrix, CaseColumns, CaseRate, ComplaintIceberg, GrowthColumns,
    LoyaltyIndex, SevenIndicatorColumns, SevenIndicators, StrategiesFound, StrategyColumns,
    StrategyRules, ThreeIndicatorColumns, driver_scores_into, four_indicators_into, growth_into,
    mean_of_three_into, share_of_wallet, switching_cost_into,
};
use crate::numeric::proportion::ProportionInterval;
use crate::retention::{
    CauseGroup, Churn, Defection, DefectionAnalysis, LeakyBucket, Movement, RepeatCounts,
    RetentionProjection, RevenueMovement, SurvivalError, SurvivalInterval, WeightedSurvival,
    log_rank,
};
use crate::satisfaction::{
    CrossHairs, DeliveredValue, Difference, GroupTest, GroupTestMethod, ImportanceMap, MapPoint,
    PairedDifference, ServiceGaps, ServiceStates, ValueGaps, adapt_expectation_into,
    disconfirm_into, plan_progress,
};
use crate::survey::{
    Groups, average_variance_extracted, composite_reliability, design_effect, effective_n,
    finite_population_correction, sample_size,
};
use crate::time::Day;
use crate::value::{
    AcquisitionRatios, AcquisitionRetention, Allocation, BergerNasr, CashFlow, Channel, DayCount,
    Dwyer, DwyerYear, EffortColumns, Hysteresis, Lift, LiftedMeasure, MarginTiming, MarkovValue,
    PaymentTiming, PointsLiability, Programme, Response, RetentionLift, SegmentEquity,
    SimulatedValue, TenureProfit, TierRatio, Worksheet, acquisition_ratios, added_sale_value,
    choose_options, compound_growth, continuous_value, credit_referrals_into, customer_equity,
    defection_loss, discount_factor, mean_cuts, median_cuts, per_period_rate, per_period_retention,
    programmes_across, strategy_case, tenure_cash_flow, tenure_value,
};

/// Cut at the medians: the upper half is high.
pub const HABITUE_CUTS_MEDIAN: i32 = 0;
/// Cut at the means.
pub const HABITUE_CUTS_MEAN: i32 = 1;

/// The payments behind a formula, made when they are asked for.
type Payments<'a> = Box<dyn FnOnce() -> Result<CashFlow<f64>> + 'a>;

/// What a formula tells: the cells of the rows, row after row, and those of all rows.
#[derive(Default)]
struct Told<'a> {
    cells: Vec<f64>,
    all: Vec<f64>,
    payments: Option<Payments<'a>>,
}

impl<'a> Told<'a> {
    fn and<const N: usize>(self, all: [f64; N]) -> Self {
        Self { all: all.into(), ..self }
    }

    fn paid(self, payments: impl FnOnce() -> Result<CashFlow<f64>> + 'a) -> Self {
        Self { payments: Some(Box::new(payments)), ..self }
    }
}

/// Row by row; an error names its row.
fn each<'a, const N: usize>(
    rows: usize,
    of: impl Fn(usize) -> Result<[f64; N]>,
) -> Result<Told<'a>> {
    let mut cells = Vec::with_capacity(rows * N);
    for row in 0..rows {
        cells.extend(of(row).map_err(|error| error.at_row(row as u64))?);
    }
    Ok(Told { cells, ..Told::default() })
}

fn columns<'a, const N: usize>(columns: [Vec<f64>; N]) -> Told<'a> {
    let rows = columns.first().map_or(0, Vec::len);
    let cells = (0..rows).flat_map(|row| columns.each_ref().map(|column| column[row])).collect();
    Told { cells, ..Told::default() }
}

fn of_all<'a, const N: usize>(all: [f64; N]) -> Told<'a> {
    Told::default().and(all)
}

fn or_nan(number: Option<f64>) -> f64 {
    number.unwrap_or(f64::NAN)
}

/// A figure of the core as a cell; NaN where there is none.
trait Figure {
    fn figure(&self) -> f64;
}

macro_rules! figures {
    ($($kind:ty: $one:ident => $cell:expr),+) => { $(
        impl Figure for $kind {
            fn figure(&self) -> f64 {
                let $one = self;
                $cell
            }
        }
    )+ };
}
figures!(f64: one => *one, Option<f64>: one => or_nan(*one), u32: one => f64::from(*one),
    u64: one => *one as f64, usize: one => *one as f64);

/// Fields of what was found, as cells.
macro_rules! cells {
    ($found:expr => $($field:ident),+) => {{
        let found = &$found;
        [$(found.$field.figure()),+]
    }};
}

/// A structure of the core of what columns of these names have in a row.
macro_rules! at {
    ($row:ident, $of:ident { $($column:ident),+ }) => { $of { $($column: $column[$row]),+ } };
}

/// Columns of the core with what columns of these names hold.
macro_rules! facts {
    ($of:ident($rows:ident): $($fact:ident),+) => {{
        let mut facts = $of::new($rows);
        $(facts.$fact = $fact;)+
        facts
    }};
}

fn missing(name: &str) -> Error {
    fault(ErrorKind::Missing, name, "is not given, but is needed")
}

/// What the payments of a formula of many rows are of: one row.
fn single(column: &[f64], name: &'static str) -> Result<f64> {
    same_length(name, column.len(), 1).map(|()| column[0])
}

/// What a code means, of a cell or of a setting.
fn coded<T: Named>(code: f64, name: &'static str) -> Result<T> {
    let table: Vec<(i32, T)> = T::ALL.iter().map(|item| (item.code(), *item)).collect();
    setting_enumerator(code, name, &table)
}

/// The table of levels, in the order of the codes of both axes.
fn bond_table(levels: &[f64; 18]) -> Result<BondTable> {
    let mut table = BondTable::new();
    let axes = CustomerNumber::ALL.iter().flat_map(|n| Margin::ALL.iter().map(move |m| (*n, *m)));
    for ((at, (number, margin)), pair) in axes.enumerate().zip(levels.chunks_exact(2)) {
        let row = |error: Error| error.in_column("table").at_row(2 * at as u64);
        let lower: Bond = coded(pair[0], "table").map_err(row)?;
        let upper: Bond = coded(pair[1], "table").map_err(row)?;
        table = table.with_cell(number, margin, lower, upper).map_err(row)?;
    }
    Ok(table)
}

/// A day by its number; NaN is none.
pub(super) fn day_or_none(number: f64) -> Result<Option<Day>> {
    match number {
        number if number.is_nan() => Ok(None),
        number if number.fract() == 0.0 && number.abs() < 1e9 => {
            Day::from_number(number as i32).map(Some)
        }
        number => Err(Error::out_of_range("day", number, "a whole number of days, or NaN (none)")),
    }
}

/// By how much a measure is raised: in points or relative, one or the other.
fn lift_by(points: Option<f64>, relative: Option<f64>) -> Result<Lift> {
    match (points, relative) {
        (Some(points), None) => Ok(Lift::Points(points)),
        (None, Some(share)) => Ok(Lift::Relative(share)),
        (None, None) => Err(absent("points")),
        _ => Err(fault(ErrorKind::Inconsistent, "relative", "is given, and points are, too")),
    }
}

fn effort_columns<'a>(
    potential: &'a [f64],
    response: &'a [f64],
    least: Option<&'a [f64]>,
    most: Option<&'a [f64]>,
    cost: Option<&'a [f64]>,
) -> EffortColumns<'a> {
    let mut given = EffortColumns::new(potential, response);
    set!(given: with_least(least), with_most(most), with_cost(cost));
    given
}

fn effort_told<'a>(plan: Allocation) -> Result<Told<'a>> {
    let totals = cells!(plan => price, spent, total_gain, total_undone_gain);
    Ok(columns([plan.effort, plan.gain, plan.undone, plan.undone_gain]).and(totals))
}

fn movement(found: &Movement) -> [f64; 7] {
    let churn = |definition| or_nan(found.churn(definition).value());
    [
        found.end() as f64,
        or_nan(found.retention().value()),
        churn(Churn::OfStart),
        churn(Churn::OfAverage),
        churn(Churn::OfExposed),
        churn(Churn::NetOfReactivation),
        or_nan(found.growth().value()),
    ]
}

/// Writes what is wanted, once all of it can be written.
fn write(
    told: &Told<'_>,
    outputs: &Outputs<'_>,
    rows: &[&'static str],
    all: &[&'static str],
) -> Result<()> {
    let wanted = |names: &[&'static str], of_all| {
        let found = names.iter().map(move |name| outputs.cells(name, of_all));
        found.collect::<Result<Vec<_>>>()
    };
    let (of_rows, of_all) = (wanted(rows, false)?, wanted(all, true)?);
    for (at, cells) in of_rows.into_iter().enumerate() {
        let told = told.cells.chunks_exact(rows.len().max(1));
        for (slot, row) in cells.into_iter().flatten().zip(told) {
            *slot = row[at];
        }
    }
    for (slot, value) in of_all.into_iter().zip(&told.all) {
        if let Some([slot]) = slot {
            *slot = *value;
        }
    }
    Ok(())
}

/// What the table says of a formula.
pub(super) struct FormulaRow {
    pub(super) code: i32,
    pub(super) symbol: &'static str,
    pub(super) inputs: Vec<Entry>,
    pub(super) settings: Vec<Entry>,
    pub(super) outputs: Vec<Entry>,
}

impl FormulaRow {
    fn new(
        (code, symbol): (i32, &'static str),
        (needed, inputs): (usize, &[(&str, i32)]),
        settings: Vec<Entry>,
        (of_rows, outputs): (usize, &[&str]),
    ) -> Self {
        let flagged = |entry: Entry, flag: bool, bit| entry.flagged(u32::from(flag) * bit);
        let inputs = (1..).zip(inputs).enumerate().map(|(at, (code, (name, cell)))| {
            flagged(Entry::column(code, name, *cell), at < needed, HABITUE_ENTRY_REQUIRED)
        });
        let outputs = (1..).zip(outputs).enumerate().map(|(at, (code, name))| {
            flagged(Entry::column(code, name, f64::TYPE), at >= of_rows, HABITUE_ENTRY_OF_ALL)
        });
        Self {
            code,
            symbol,
            inputs: inputs.collect(),
            settings: numbered(settings),
            outputs: outputs.collect(),
        }
    }
}

/// A part of the table: formulas of one subject.
struct Part {
    codes: &'static [i32],
    rows: fn() -> Vec<FormulaRow>,
    calculate: for<'a> fn(i32, &Evidence<'a>, &Outputs<'_>) -> Result<Option<Payments<'a>>>,
}

// One row a formula: its code and symbol, the columns that it needs, the columns that may be left
// out, the settings with their defaults ([]: must be given), the outputs with a cell for each row,
// the outputs with one cell, and how they are made. Read twice: here and by build.rs.
macro_rules! formulas {
    ($part:ident $(
        $(#[doc = $doc:literal])*
        $code:literal $symbol:ident
        { $($input:ident: $cell:ty),* } { $($maybe:ident: $maybe_cell:ty),* }
        ($($set:ident: $kind:ty = [$($default:expr),*]),*)
        [$($row_out:ident),*] [$($all_out:ident),*] => |$rows:ident| $body:expr;
    )*) => {
        mod $part {
            use super::*;

            pub(super) const PART: Part = Part { codes: &[$($code),*], rows, calculate };

            fn calculate<'a>(
                formula: i32,
                given: &Evidence<'a>,
                outputs: &Outputs<'_>,
            ) -> Result<Option<Payments<'a>>> {
                match formula {
                    $($code => {
                        let inputs: &[&str] = &[$(stringify!($input),)* $(stringify!($maybe)),*];
                        given.only(stringify!($symbol), inputs, &[$(stringify!($set)),*])?;
                        let of_rows: &[&str] = &[$(stringify!($row_out)),*];
                        let of_all: &[&str] = &[$(stringify!($all_out)),*];
                        outputs.only(stringify!($symbol), &[of_rows, of_all].concat())?;
                        given.some()?;
                        $(let $set = given.setting::<$kind>(stringify!($set), &[$($default),*])?;)*
                        $(let $input = given.column::<$cell>(stringify!($input))?;)*
                        $(let $maybe = given.optional::<$maybe_cell>(stringify!($maybe))?;)*
                        let $rows = given.rows;
                        // What is told of all rows alone does not ask how many there are.
                        let _ = $rows;
                        let told: Result<Told<'_>> = $body;
                        let told = told?;
                        write(&told, outputs, of_rows, of_all)?;
                        Ok(told.payments)
                    })*
                    _ => Err(no_enumerator(formula, "formula", PART.codes)),
                }
            }

            fn rows() -> Vec<FormulaRow> {
                vec![$(FormulaRow::new(
                    ($code, stringify!($symbol)),
                    (
                        <[&str]>::len(&[$(stringify!($input)),*]),
                        &[
                            $((stringify!($input), <$cell as Cell>::TYPE),)*
                            $((stringify!($maybe), <$maybe_cell as Cell>::TYPE)),*
                        ],
                    ),
                    vec![$(Entry::setting(
                        stringify!($set), <$kind as Setting>::COUNT, &[$($default),*])),*],
                    (
                        <[&str]>::len(&[$(stringify!($row_out)),*]),
                        &[$(stringify!($row_out),)* $(stringify!($all_out)),*],
                    ),
                )),*]
            }
        }
    };
}
include!("rows/formulas/value.in.rs");
include!("rows/formulas/survey.in.rs");
include!("rows/formulas/indices.in.rs");
include!("rows/formulas/customers.in.rs");
include!("rows/formulas/keeping.in.rs");

const PARTS: &[Part] = &[value::PART, survey::PART, indices::PART, customers::PART, keeping::PART];

/// The table, by number.
pub(super) fn formula_rows() -> Vec<FormulaRow> {
    let mut rows: Vec<FormulaRow> = PARTS.iter().flat_map(|part| (part.rows)()).collect();
    rows.sort_by_key(|row| row.code);
    rows
}

/// Computes the formula of this number; what it answers are its payments.
fn calculate<'a>(
    formula: i32,
    given: &Evidence<'a>,
    outputs: &Outputs<'_>,
) -> Result<Option<Payments<'a>>> {
    let part = PARTS.iter().find(|part| part.codes.contains(&formula)).ok_or_else(|| {
        let known: Vec<i32> = formula_rows().iter().map(|row| row.code).collect();
        no_enumerator(formula, "formula", &known)
    })?;
    (part.calculate)(formula, given, outputs)
}

/// The payments behind a formula.
pub(super) fn payments(formula: i32, given: &Evidence<'_>) -> Result<CashFlow<f64>> {
    let make = calculate(formula, given, &Outputs::none())?.ok_or_else(|| {
        fault(ErrorKind::Unsupported, "formula", "has no payments").with_value(formula)
    })?;
    make()
}

/// Computes a formula of columns, one of `HABITUE_FORMULA_...` with the columns, the settings and
/// the outputs named there, which say what is wanted of it: each a cell for every row, or one for
/// all of them. Counts are told as double, exact to 2^53.
///
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_NOT_READ` for a name that
/// the formula does not have, `HABITUE_MISSING_COLUMN` or `HABITUE_MISSING_VALUE` for a column or a
/// setting that must be given, or what the formula refuses: `HABITUE_OUT_OF_RANGE`,
/// `HABITUE_NOT_FINITE`, `HABITUE_INCONSISTENT`, `HABITUE_OVERFLOW`, `HABITUE_EMPTY_INPUT`,
/// `HABITUE_UNDEFINED`, with the row and the column. Nothing is written then. Any thread.
pub unsafe fn habitue_calculate(
    formula: i32,
    inputs: Evidence,
    outputs: *const habitue_output,
    output_count: usize,
) -> Result<()> {
    let outputs = Outputs::read(outputs, output_count, inputs.rows)?;
    calculate(formula, &inputs, &outputs).map(drop)
}
