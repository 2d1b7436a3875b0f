//! All figures of a study.

use super::bought_again::BoughtAgain;
use super::buyers::BuyersTest;
use super::calibration::Calibration;
use super::cohorts::Cohorts;
use super::concentration::Whale;
use super::customers::{CustomerTable, Known};
use super::earlier::Earlier;
use super::futures::Futures;
use super::histories::PurchaseHistories;
use super::keeping::Keeping;
use super::leaving::AliveCheck;
use super::lists::Lists;
use super::outlook::{Brought, Outlook, ValueBasis};
use super::parameters::{ParameterInterval, parameters};
use super::priorities::Priorities;
use super::rfm_grid::RfmGrid;
use super::segments::Segmentation;
use super::silence::{PurchasesGrid, SilenceGrid};
use super::spend_distribution::SpendDistribution;
use super::study_survey::StudySurvey;
use super::tiers::TierFigures;
use super::tracking::TrackedPeriods;
use super::value_matrix::ValueMatrix;
use super::voice::Voice;
use crate::classify::UNKNOWN_FLAG;
use crate::error::{ErrorKind, Result};
use crate::lifetime::{DrawOptions, Uncertainty};
use crate::progress::Progress;
use crate::study::state::State;
use crate::study::study_options::StudyOptions;
use crate::study::verdict::{FigureGroup, Verdict};
use crate::study::withheld::{Figure, Withheld};
use crate::summary::{Occasions, Summary};
use crate::time::Day;

/// The figures of a state of the base.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StateFigures {
    /// Customers by recency and frequency.
    pub rfm_grid: RfmGrid,
    /// Customers by segments, classes of value and rungs of the ladder.
    pub segmentation: Segmentation,
    /// The tiers of the value pyramid.
    pub tiers: Figure<TierFigures>,
    /// Concentration of value.
    pub whale: Figure<Whale>,
    /// So far against expected.
    pub value_matrix: Figure<ValueMatrix>,
    /// P(alive) by silence and repeats.
    pub silence: Figure<SilenceGrid>,
    /// Expected purchases by silence and repeats.
    pub purchases_grid: Figure<PurchasesGrid>,
    /// P(alive) against what came; withheld as of the last day.
    pub alive_check: Figure<AliveCheck>,
    /// How many bought in the test, beside how many were expected to; withheld as of the last day.
    pub buyers: Figure<BuyersTest>,
    /// Purchases by class of frequency in the test, and the fit while learning.
    pub calibration: Figure<Calibration>,
    /// What keeping customers pays.
    pub keeping: Figure<Keeping>,
    /// Lists for Monday; as of the last day with the checks that the test gives them.
    pub lists: Figure<Lists>,
    /// What customers say, beside what they did.
    pub voice: Figure<Voice>,
}

/// The figures of a study, of the state at the split and of that as of the last day.
///
/// Of the state at the split nothing is withheld, for it is what the verdict is seen by; as of the
/// last day, figures that the [verdict](crate::study::Verdict) withholds are
/// [`Withheld`](crate::study::Withheld), and empty in the rows of the customers.
///
/// ```
/// use habitue::Progress;
/// use habitue::ledger::{Rules, Transaction};
/// use habitue::study::{Study, StudyOptions};
/// use habitue::summary::Summary;
/// use habitue::time::Day;
///
/// // Sixty customers over a year, the i-th of whom comes back every i + 5 days.
/// let mut summary = Summary::new(Rules::visits());
/// for customer in 0..60 {
///     for visit in 0..=365 / (customer + 5) {
///         let day = Day::from_number(19_000 + visit as i32 * (customer as i32 + 5))?;
///         summary.update(&Transaction::visit(customer, day))?;
///     }
/// }
/// let options = StudyOptions::new().with_futures(100);
/// let study = Study::of(&summary, &options, None, &mut Progress::silent())?;
/// let figures = &study.figures;
/// assert_eq!(figures.customers.rows.len(), 60);
/// // What came in the test, by tier, adds up to the purchases of the test.
/// let tiers = figures.test.as_ref().expect("a test").tiers.as_ref().expect("a model");
/// let came: f64 = tiers.rows.iter().filter_map(|row| Some(row.test?.came)).sum();
/// assert_eq!(Some(came), tiers.came);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Figures {
    /// What values are counted in.
    pub basis: ValueBasis,
    /// As of the split, beside what came; `None` where nothing is held out.
    pub test: Option<StateFigures>,
    /// As of the last day.
    pub now: StateFigures,
    /// What may lie ahead, as of the last day.
    pub futures: Figure<Futures>,
    /// Repeat purchases by period: learned and tested, or all learned where there is no test.
    pub tracking: Figure<TrackedPeriods>,
    /// Cohorts by month of first purchase, over all days.
    pub cohorts: Figure<Cohorts>,
    /// Bought again by number of purchase, over all days.
    pub bought_again: Figure<BoughtAgain>,
    /// When some of those who came back bought, over all days.
    pub histories: Figure<PurchaseHistories>,
    /// What customers spend a purchase, over all days.
    pub spend: Figure<SpendDistribution>,
    /// The parameters of the models, fitted to all days; empty where none could be fitted.
    pub parameters: Vec<ParameterInterval>,
    /// Where to work, as customers say.
    pub priorities: Figure<Priorities>,
    /// The customers one by one, as of the last day.
    pub customers: CustomerTable,
}

/// What a study gives to its figures.
pub(crate) struct Ground<'a> {
    pub(crate) summary: &'a Summary,
    pub(crate) options: &'a StudyOptions,
    pub(crate) survey: Option<&'a StudySurvey>,
    /// What of the figures as of the last day may be shown.
    pub(crate) verdict: &'a Verdict,
    pub(crate) first_day: Day,
    pub(crate) now: &'a State,
    pub(crate) test: Option<&'a State>,
    /// States of earlier origins, each with its test, the latest first.
    pub(crate) earlier: &'a [State],
}

impl Figures {
    /// The figures of a study.
    ///
    /// # Errors
    /// As the questions that are asked of the models; `Cancelled`.
    pub(crate) fn of(ground: &Ground<'_>, progress: &mut Progress<'_>) -> Result<Self> {
        use FigureGroup::{Money, Purchases};
        let (options, now) = (ground.options, ground.now);
        let brought = Brought::of(now, options);
        let outlook = settled(Outlook::of(now, &brought, options))?;
        let mut figures = StateFigures::of(now, &brought, &outlook, ground.survey)?;
        figures.withhold(ground.verdict);
        let occasions = ground.summary.occasions(&now.window, &now.convention)?;

        let tested = match ground.test {
            None => None,
            Some(state) => {
                let brought = Brought::of(state, options);
                let outlook = settled(Outlook::of(state, &brought, options))?;
                let figures = StateFigures::of(state, &brought, &outlook, ground.survey)?;
                let occasions = ground.summary.occasions(&state.window, &state.convention)?;
                let tracking = tracking(&outlook, &occasions)?;
                let mut earlier = Earlier::default();
                if let (Ok(outlook), Ok(tiers)) = (&outlook, &figures.tiers) {
                    earlier.add(outlook, tiers);
                }
                Some((figures, tracking, earlier))
            }
        };
        if let (Ok(lists), Some((test, ..))) = (&mut figures.lists, &tested)
            && let Ok(test) = &test.lists
        {
            lists.check_by(test);
        }
        let (test, tracking, mut earlier) = match tested {
            Some((figures, tracking, earlier)) => (Some(figures), tracking, earlier),
            None => (None, tracking(&outlook, &occasions)?, Earlier::default()),
        };
        for state in ground.earlier {
            let brought = Brought::of(state, options);
            if let Ok(outlook) = settled(Outlook::of(state, &brought, options))? {
                earlier.add(&outlook, &TierFigures::of(&outlook)?);
            }
        }
        let futures = match (&outlook, &figures.tiers, &ground.verdict.allows(Purchases)) {
            (Ok(outlook), Ok(tiers), Ok(())) if options.futures() > 1 => {
                let mut futures = settled(Futures::of(outlook, tiers, &earlier, progress).map(Ok))?;
                if outlook.basis.is_money()
                    && ground.verdict.allows(Money).is_err()
                    && let Ok(futures) = &mut futures
                {
                    futures.keep_purchases();
                }
                futures
            }
            (Err(withheld), ..) | (_, Err(withheld), _) | (.., Err(withheld)) => Err(*withheld),
            _ => Err(Withheld::NO_FUTURES),
        };
        let until = options.horizon();
        let bought_again = BoughtAgain::of(&occasions, now.day, options.unit(), until)?;
        let histories = PurchaseHistories::of(
            now,
            &occasions,
            outlook.as_ref().ok(),
            ground.verdict,
            (ground.first_day, ground.test.map(|state| state.day)),
        )?;
        let cohorts = Cohorts::of(&occasions, ground.first_day, now.day)?;
        let test_tiers = test.as_ref().and_then(|test| test.tiers.as_ref().ok());
        let customers = CustomerTable::of(
            now,
            until,
            &Known {
                last_purchase: &last_purchases(&occasions, now),
                grid: &figures.rfm_grid,
                segmentation: &figures.segmentation,
                outlook: outlook.as_ref().ok(),
                verdict: ground.verdict,
                tiers: figures.tiers.as_ref().ok(),
                lists: figures.lists.as_ref().ok(),
                test: ground.test.zip(test_tiers),
            },
        )?;
        let priorities = match ground.survey {
            None => Err(Withheld::NO_SURVEY),
            Some(survey) => {
                Ok(Priorities::of(survey, options.seed(), options.threads(), progress)?)
            }
        };
        Ok(Self {
            basis: brought.basis,
            test,
            now: figures,
            futures,
            tracking,
            cohorts: cohorts.ok_or(Withheld::TOO_FEW_DAYS),
            bought_again: bought_again.ok_or(Withheld::TOO_FEW_DAYS),
            histories: histories.ok_or(Withheld::NOBODY_CAME_BACK),
            spend: SpendDistribution::of(now)?,
            parameters: parameters(now, options)?,
            priorities,
            customers,
        })
    }
}

impl StateFigures {
    fn of(
        state: &State,
        brought: &Brought,
        outlook: &Figure<Outlook<'_>>,
        survey: Option<&StudySurvey>,
    ) -> Result<Self> {
        let table = &state.table;
        let value = outlook.as_ref().ok().map(|outlook| outlook.value);
        let rfm_grid = RfmGrid::of(table, brought, value)?;
        let matrix = ask(outlook, ValueMatrix::of)?;
        let tiers = ask(outlook, TierFigures::of)?;
        let mut recommends = vec![UNKNOWN_FLAG; table.len()];
        let voice = match survey {
            None => Err(Withheld::NO_SURVEY),
            Some(survey) => {
                let join = survey.join(table)?;
                join.scatter_into(&survey.recommenders(), UNKNOWN_FLAG, &mut recommends)?;
                Ok(Voice::of(survey, &join, table.len(), outlook.as_ref().ok())?)
            }
        };
        let segmentation =
            Segmentation::of(table, &rfm_grid, matrix.as_ref().ok(), value, &recommends)?;
        let with_tiers = |outlook: &Outlook<'_>| {
            tiers.as_ref().map_or_else(
                |withheld| Ok(Err(*withheld)),
                |tiers| Keeping::of(outlook, tiers).map(Ok),
            )
        };
        let satisfaction = voice.as_ref().ok().map(|voice| voice.satisfaction.as_slice());
        let lists = match (outlook, &tiers, &matrix) {
            (Ok(outlook), Ok(tiers), Ok(matrix)) => {
                Ok(Lists::of(outlook, tiers, matrix, satisfaction)?)
            }
            (Err(withheld), ..) | (_, Err(withheld), _) | (.., Err(withheld)) => Err(*withheld),
        };
        Ok(Self {
            whale: ask(outlook, Whale::of)?,
            silence: some(ask(outlook, SilenceGrid::of)?, Withheld::NOBODY_CAME_BACK),
            purchases_grid: some(ask(outlook, PurchasesGrid::of)?, Withheld::TOO_FEW_DAYS),
            alive_check: some(ask(outlook, AliveCheck::of)?, Withheld::NO_HOLDOUT),
            buyers: outlook.as_ref().map_err(|withheld| *withheld).and_then(|outlook| {
                outlook.test.as_ref().map(BuyersTest::of).ok_or(Withheld::NO_HOLDOUT)
            }),
            calibration: ask(outlook, Calibration::of)?,
            keeping: ask(outlook, with_tiers)?.and_then(|keeping| keeping),
            lists,
            voice,
            rfm_grid,
            segmentation,
            tiers,
            value_matrix: matrix,
        })
    }
}

impl StateFigures {
    /// Withholds what the verdict does. Of the state at the split nothing is withheld: it is what
    /// the verdict is seen by.
    fn withhold(&mut self, verdict: &Verdict) {
        use FigureGroup::{Chance, Keeping, Leaving, Lists, Values};
        let allows = |group: FigureGroup| verdict.allows(group);
        if let Err(withheld) = allows(Values) {
            self.tiers = Err(withheld);
            self.whale = Err(withheld);
            self.value_matrix = Err(withheld);
            self.segmentation.value_class.clear();
            self.segmentation.value_classes.clear();
        }
        if let Err(withheld) = allows(Leaving) {
            self.silence = Err(withheld);
        }
        if let Err(withheld) = allows(Chance) {
            self.purchases_grid = Err(withheld);
            if let Ok(voice) = &mut self.voice {
                voice.said_and_done = None;
            }
        }
        if let Err(withheld) = allows(Keeping) {
            self.keeping = Err(withheld);
        }
        if let Err(withheld) = allows(Lists) {
            self.lists = Err(withheld);
        }
    }
}

/// A figure of an outlook, where there is one.
fn ask<T>(
    outlook: &Figure<Outlook<'_>>,
    figure: impl FnOnce(&Outlook<'_>) -> Result<T>,
) -> Result<Figure<T>> {
    match outlook {
        Ok(outlook) => settled(figure(outlook).map(Ok)),
        Err(withheld) => Ok(Err(*withheld)),
    }
}

/// A figure is withheld where the model's predictions do not settle, or it has customers buy without
/// end: it is of no use on these customers.
fn settled<T>(found: Result<Figure<T>>) -> Result<Figure<T>> {
    match found {
        Err(error) if matches!(error.kind(), ErrorKind::NotConverged | ErrorKind::Domain) => {
            Ok(Err(Withheld::NO_MODEL))
        }
        found => found,
    }
}

/// A figure that may be absent for a reason of its own.
fn some<T>(figure: Figure<Option<T>>, withheld: Withheld) -> Figure<T> {
    figure.and_then(|figure| figure.ok_or(withheld))
}

/// Draws of the parameters behind the band of tracking.
const DRAWS: u32 = 100;

fn tracking(
    outlook: &Figure<Outlook<'_>>,
    occasions: &Occasions,
) -> Result<Figure<TrackedPeriods>> {
    let found = ask(outlook, |outlook| {
        let options = DrawOptions::default()
            .with_draws(DRAWS)
            .with_seed(outlook.options.seed())
            .with_threads(outlook.options.threads());
        // Without a covariance, as on a ridge, the band is that of the scatter alone.
        let draws = Uncertainty::draws(outlook.fitted, options).ok();
        TrackedPeriods::of(outlook, occasions, draws.as_ref())
    });
    Ok(some(found?, Withheld::TOO_FEW_DAYS))
}

/// The day of the last purchase of each customer of a state.
fn last_purchases(occasions: &Occasions, state: &State) -> Vec<Day> {
    let mut last = vec![state.day; state.table.len()];
    for row in occasions.rows().filter(|row| row.counts && !row.holdout) {
        last[row.owner] = row.at.day();
    }
    last
}
