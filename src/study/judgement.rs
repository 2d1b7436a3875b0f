//! Which model of a base, and whether to believe it.

use super::base::Base;
use super::candidates::{Candidate, candidates};
use super::checks::{
    Checks, Evidence, GapsCheck, LeavingCheck, RankingCheck, RowsCheck, SpendCheck, TotalsCheck,
};
use super::choice::{Choice, choose};
use super::growth::Growth;
use super::sales_days::{LoneDays, SalesDays, is_near};
use super::season::Season;
use super::split::{self, Split};
use super::state::State;
use super::study_options::{Loss, StudyOptions};
use super::subscription::Subscription;
use super::verdict::{Findings, Verdict};
use super::withheld::Withheld;
use crate::error::{Error, ErrorKind, Result};
use crate::progress::Progress;
use crate::summary::{Summary, Table};
use crate::time::Day;

/// Which model of a base, and whether to believe it: the part of a [`Study`](super::Study) that
/// comes before its figures, for those who want the verdict alone.
///
/// ```
/// use habitue::Progress;
/// use habitue::ledger::{Rules, Transaction};
/// use habitue::study::{FigureGroup, Grade, Headline, Judgement, StudyOptions};
/// use habitue::summary::Summary;
/// use habitue::time::Day;
///
/// // Thirty customers, each of whom came once.
/// let mut summary = Summary::new(Rules::visits());
/// for customer in 0..30 {
///     let day = Day::from_number(19_000 + 9 * customer)?;
///     summary.update(&Transaction::visit(i64::from(customer), day))?;
/// }
/// let found = Judgement::of(&summary, &StudyOptions::new(), &mut Progress::silent())?;
/// assert_eq!(found.verdict.overall, Grade::NotToBeUsed);
/// assert_eq!(found.verdict.headline, Headline::NobodyCameBack);
/// assert!(found.verdict.allows(FigureGroup::Purchases).is_err());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Judgement {
    /// Who is in the base, since when, and what they brought.
    pub base: Base,
    /// Where the calibration ends and the test begins; `None` where nothing is held out.
    pub split: Option<Split>,
    /// Every model on trial.
    pub candidates: Vec<Candidate>,
    /// Which of them is used, and why; `None` where none could be fitted.
    pub choice: Option<Choice>,
    /// The base as of the end of the calibration, beside what came in the test; `None` where
    /// nothing is held out.
    pub test: Option<State>,
    /// The base as of the last day, and what the chosen model, fitted to all days, forecasts.
    pub now: State,
    /// What of all this may be believed.
    pub verdict: Verdict,
    /// The first day, where lone days before it are left out.
    pub(super) start: Option<Day>,
}

/// What a judgement reports to its progress: so many parts.
const PARTS: u64 = 4;

impl Judgement {
    /// Judges the base of a summary.
    ///
    /// # Errors
    /// `Empty` where nobody bought anything; `OutOfRange` where the split or the last day of the
    /// options is outside the data; `Cancelled`; `Overflow` where a sum of money does not fit.
    /// What a base cannot support is no error: the verdict withholds it.
    pub fn of(
        summary: &Summary,
        options: &StudyOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Self> {
        progress.report(0, PARTS)?;
        let days = Days::of(summary, options)?;
        let start = days.start;
        let window = split::window(start, days.last, days.last)?;
        let now = State::observed(summary, window, options)?;
        let base = base(&now, days.sales, days.lone, options, summary)?;
        let split = Split::of(&base.sales_days, base.first_day, base.last_day, options)?;
        let test = match &split {
            Some(split) => Some(State::observed(summary, split.window(start)?, options)?),
            None => None,
        };
        progress.report(1, PARTS)?;
        let thresholds = *options.thresholds();
        let subscription = Subscription::of(summary, &now, thresholds.subscription)?;
        let trial = test.as_ref().unwrap_or(&now);
        let candidates = candidates(trial, subscription.is_some(), options)?;
        let choice = choose(&candidates, options);
        progress.report(2, PARTS)?;
        let test = match (test, &choice) {
            (Some(state), Some(choice)) => {
                let model = candidates[choice.candidate].model.clone().ok_or(Withheld::NO_MODEL);
                Some(state.with_model(model, options)?)
            }
            (Some(state), None) => Some(state.with_model(Err(Withheld::NO_MODEL), options)?),
            (None, _) => None,
        };
        progress.report(3, PARTS)?;
        let model = match &choice {
            Some(choice) => now.fit(choice.kind, options)?,
            None => Err(Withheld::NO_MODEL),
        };
        let now = now.with_model(model, options)?;
        let verdict = {
            let season = Season::of(summary, &now, thresholds.season)?;
            let evidence = Evidence {
                candidates: &candidates,
                choice: choice.as_ref(),
                test: test.as_ref(),
                came_back: base.came_back(),
                subscription: subscription.as_ref(),
            };
            let checks = Checks {
                totals: TotalsCheck::of(test.as_ref(), season, &thresholds),
                ranking: RankingCheck::of(test.as_ref(), options, &thresholds),
                leaving: LeavingCheck::of(evidence, &thresholds),
                gaps: GapsCheck::of(&base, &thresholds),
                rows: RowsCheck::of(&base, &thresholds),
                spend: SpendCheck::of(test.as_ref(), &now, &thresholds),
            };
            let growth = split
                .as_ref()
                .zip(test.as_ref())
                .map(|(split, test)| Growth::of(&base, split, test, &now));
            let choice = choice.as_ref();
            Verdict::of(Findings { base: &base, choice, checks, subscription, growth, thresholds })
        };
        progress.report(PARTS, PARTS)?;
        Ok(Self { base, split, candidates, choice, test, now, verdict, start })
    }

    /// The candidate that is used; `None` where none could be fitted.
    #[must_use]
    pub fn chosen(&self) -> Option<&Candidate> {
        self.candidates.get(self.choice.as_ref()?.candidate)
    }
}

/// The days that are looked at.
struct Days {
    /// The first day, where lone days before it are left out.
    start: Option<Day>,
    last: Day,
    sales: SalesDays,
    lone: Vec<LoneDays>,
}

impl Days {
    fn of(summary: &Summary, options: &StudyOptions) -> Result<Self> {
        let all = SalesDays::of(summary)?;
        let nobody =
            || Error::new(ErrorKind::Empty, "nobody bought anything").in_column("transactions");
        let (first, last) = all.span().ok_or_else(nobody)?;
        // What was given back after the last purchase was seen, too, unless its date is typed wrong.
        let seen = summary.days().map_or(last, |(_, day)| day);
        let end = if is_near(last, seen) { seen } else { last };
        let until = match options.last_day() {
            None => end,
            Some(day) if (first..=end).contains(&day) => day,
            Some(day) => {
                return Err(Error::new(ErrorKind::OutOfRange, "is outside the data")
                    .in_column("last_day")
                    .with_value(day)
                    .allowing(format!("{first} to {end}")));
            }
        };
        let (sales, lone) = all.between(first, until).without_lone_days();
        let (from, to) = sales.span().ok_or_else(nobody)?;
        let start = (from > first).then_some(from);
        // A day that was named is the last one, whether or not anything was sold on it.
        let named = options.last_day().filter(|_| lone.iter().all(|lone| lone.first < from));
        let after = if to == last { end } else { to };
        Ok(Self { start, last: named.unwrap_or(after), sales, lone })
    }
}

fn base(
    now: &State,
    sales: SalesDays,
    lone_days: Vec<LoneDays>,
    options: &StudyOptions,
    summary: &Summary,
) -> Result<Base> {
    let table = &now.table;
    let (first_day, last_day) = sales.span().unwrap_or((now.day, now.day));
    let youngest = table.t().iter().copied().fold(f64::INFINITY, f64::min);
    let days = (youngest * options.unit().days()).round() as i32;
    let losses = match (options.losses(), summary.rejected_rows()) {
        ([], 0) => Vec::new(),
        ([], rows) => vec![Loss::new(None, rows, None)],
        (losses, _) => losses.to_vec(),
    };
    Ok(Base {
        customers: table.len() as u64,
        bought_once: table.x().iter().filter(|x| **x == 0).count() as u64,
        purchases: sales.purchases(),
        first_day,
        last_day: now.day.max(last_day),
        newest: Day::from_number(now.day.number() - days)?,
        sales_days: sales,
        lone_days,
        unit: options.unit(),
        currency: table.currency(),
        revenue: table.audit().spend,
        profit: profit(table)?,
        audit: *table.audit(),
        losses,
    })
}

/// What all customers left together, minor units.
fn profit(table: &Table) -> Result<Option<i64>> {
    let Some(profit) = table.profit() else { return Ok(None) };
    let sum: i128 = profit.iter().map(|minor| i128::from(*minor)).sum();
    let overflow = |_| Error::new(ErrorKind::Overflow, "does not fit").in_column("profit");
    i64::try_from(sum).map(Some).map_err(overflow)
}
