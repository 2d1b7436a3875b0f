//! Whether it can be seen who has left.

use super::grade::{Better, Gauge, Grade};
use crate::lifetime::Ridge;
use crate::study::candidates::{Candidate, SetAside};
use crate::study::choice::Choice;
use crate::study::state::State;
use crate::study::subscription::Subscription;
use crate::study::thresholds::Thresholds;
use crate::survey::ProportionInterval;

/// Whether it can be seen who has left: whether the attrition of the chosen model is identified,
/// whether other models that fit as well agree on how many are left, and whether those whom it
/// gives up stay away.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct LeavingCheck {
    /// How far P(alive) may be trusted.
    pub grade: Grade,
    /// How far apart the shares of active customers are over the models of equal fit: of the
    /// whole base, or of those who came back where these decide.
    pub gauge: Option<Gauge>,
    /// What was found.
    pub finding: LeavingFinding,
    /// The candidates with attrition, by place, that are not set aside and fit as well as the
    /// chosen one: the shares of the whole base are over these.
    pub equals: Vec<usize>,
    /// The smallest and the largest share of active customers over `equals`. A part of it may be
    /// fixed by a model's construction: [`ActiveShare::once_is_fixed`](crate::study::ActiveShare).
    pub active_of_all: Option<(f64, f64)>,
    /// The candidates with attrition, by place, that are not set aside: the shares of those who
    /// came back are over these.
    pub sound: Vec<usize>,
    /// The smallest and the largest share of active customers among those who came back, over
    /// `sound`.
    pub active_of_repeat: Option<(f64, f64)>,
    /// Why attrition is not identified, where it is not.
    pub unidentified: Option<Unidentified>,
    /// Customers who came back and whom the model all but gave up, and how many of them bought in
    /// the test.
    pub low: Option<LowAlive>,
}

/// What the check of leaving found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LeavingFinding {
    /// Attrition is identified and the models agree.
    Agree,
    /// The models agree on those who came back, not on the whole base.
    WholeBaseUnsettled,
    /// The models disagree on those who came back.
    Disagree,
    /// More of those whom the model gave up bought than it says can be.
    GivenUpTooEarly,
    /// Whether anybody leaves cannot be told.
    NotIdentified,
    /// Nobody, or hardly anybody, came back, so that nothing is known of leaving.
    NobodyCameBack,
    /// A subscription: leaving is seen at renewals, and the contract models are for it.
    Subscription,
    /// No model could be fitted.
    NoModel,
}

/// Why attrition is not identified.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Unidentified {
    /// A model in which nobody leaves explains the purchases as well: by how much its AIC is
    /// larger than the smallest; at most 2.
    NobodyLeaves(f64),
    /// The likelihood has no peak in a direction that has a name.
    Ridge(Ridge),
    /// A standard error exceeds its estimate.
    StandardError {
        /// The place of the parameter among
        /// [`parameter_names`](crate::lifetime::Model::parameter_names) of the chosen model.
        parameter: usize,
        /// Its estimate.
        estimate: f64,
        /// Its standard error.
        error: f64,
    },
    /// Other parameters of the chosen model explain the purchases about as well: the mean P(alive)
    /// there.
    Alternative(f64),
    /// The chosen model has no covariance.
    NoCovariance,
}

/// Customers who came back and whose P(alive) is low, beside what they did.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct LowAlive {
    /// P(alive) below this.
    pub below: f64,
    /// How many there are.
    pub customers: u64,
    /// The mean of their P(alive): no more can be expected to buy.
    pub mean: f64,
    /// How many bought in the test.
    pub came: u64,
    /// The lower end of the 95 % interval (Wilson) of the share that bought.
    pub came_low: f64,
}

/// P(alive) below this is low.
const LOW: f64 = 0.1;
/// Models whose AIC is this close explain the data about as well.
const EQUAL: f64 = 2.0;

/// What the check looks at.
#[derive(Debug, Clone, Copy)]
pub(in crate::study) struct Evidence<'a> {
    pub(in crate::study) candidates: &'a [Candidate],
    pub(in crate::study) choice: Option<&'a Choice>,
    pub(in crate::study) test: Option<&'a State>,
    pub(in crate::study) came_back: u64,
    pub(in crate::study) subscription: Option<&'a Subscription>,
}

impl LeavingCheck {
    pub(in crate::study) fn of(evidence: Evidence<'_>, thresholds: &Thresholds) -> Self {
        let Evidence { candidates, choice, test, came_back, subscription } = evidence;
        let mut check = Self {
            grade: Grade::NotToBeUsed,
            gauge: None,
            finding: LeavingFinding::NoModel,
            equals: Vec::new(),
            active_of_all: None,
            sound: Vec::new(),
            active_of_repeat: None,
            unidentified: None,
            low: test.and_then(low_alive),
        };
        if came_back < thresholds.came_back {
            check.finding = LeavingFinding::NobodyCameBack;
            return check;
        }
        let Some(choice) = choice else { return check };
        let leaves =
            |place: &usize| candidates[*place].has_attrition() && candidates[*place].is_sound();
        check.equals = choice.equals.iter().copied().filter(leaves).collect();
        check.sound = (0..candidates.len()).filter(leaves).collect();
        check.active_of_all =
            range(check.equals.iter().filter_map(|place| Some(candidates[*place].active?.of_all)));
        check.active_of_repeat =
            range(check.sound.iter().filter_map(|place| candidates[*place].active?.of_repeat));
        if subscription.is_some() {
            check.finding = LeavingFinding::Subscription;
            return check;
        }
        check.unidentified = unidentified(candidates, choice);
        if check.unidentified.is_some() {
            check.finding = LeavingFinding::NotIdentified;
            return check;
        }
        let (sound, care) = thresholds.active_spread;
        let gauge = |range: Option<(f64, f64)>| {
            let (low, high) = range?;
            Some(Gauge::new(high - low, sound, care, Better::Lower))
        };
        let repeat_of_equals =
            range(check.equals.iter().filter_map(|place| candidates[*place].active?.of_repeat));
        let (all, repeat) = (gauge(check.active_of_all), gauge(repeat_of_equals));
        let zone = |gauge: Option<Gauge>| gauge.map_or(Grade::Sound, |gauge| gauge.zone());
        let too_early = check.low.is_some_and(|low| low.came_low > low.mean);
        (check.grade, check.finding, check.gauge) = match (zone(repeat), zone(all)) {
            (Grade::Sound, Grade::Sound) if too_early => {
                (Grade::WithCare, LeavingFinding::GivenUpTooEarly, all)
            }
            (Grade::Sound, Grade::Sound) => (Grade::Sound, LeavingFinding::Agree, all),
            (Grade::Sound, Grade::WithCare) => {
                (Grade::WithCare, LeavingFinding::WholeBaseUnsettled, all)
            }
            // What the whole base is to the models may be a matter of their construction.
            (Grade::Sound, _) => (Grade::WithCare, LeavingFinding::WholeBaseUnsettled, None),
            (grade, _) => (grade, LeavingFinding::Disagree, repeat),
        };
        check
    }
}

/// The smallest and the largest of some shares.
fn range(shares: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    shares.fold(None, |range, share| {
        let (low, high) = range.unwrap_or((share, share));
        Some((share.min(low), share.max(high)))
    })
}

/// Why the attrition of the chosen model is not identified.
fn unidentified(candidates: &[Candidate], choice: &Choice) -> Option<Unidentified> {
    let chosen = &candidates[choice.candidate];
    let aic = |candidate: &Candidate| candidate.aic().unwrap_or(f64::INFINITY);
    let best = candidates.iter().map(aic).fold(f64::INFINITY, f64::min);
    let nobody = candidates.iter().find(|candidate| !candidate.has_attrition());
    let behind = nobody.map_or(f64::INFINITY, |nobody| aic(nobody) - best);
    if behind <= EQUAL || !chosen.has_attrition() {
        return Some(Unidentified::NobodyLeaves(behind));
    }
    chosen.set_aside.iter().find_map(|reason| match *reason {
        SetAside::Ridge(ridge) => Some(Unidentified::Ridge(ridge)),
        SetAside::StandardError { parameter, estimate, error } => {
            Some(Unidentified::StandardError { parameter, estimate, error })
        }
        SetAside::Alternative { alive, .. } => Some(Unidentified::Alternative(alive)),
        SetAside::NoCovariance => Some(Unidentified::NoCovariance),
        _ => None,
    })
}

/// Those who came back and whom the model all but gave up, and what they did.
fn low_alive(state: &State) -> Option<LowAlive> {
    let forecast = state.forecast.as_ref().ok()?;
    let columns = state.table.x().iter().zip(state.table.holdout_x());
    let (mut customers, mut sum, mut came) = (0_u64, 0.0, 0_u64);
    for ((x, bought), alive) in columns.zip(&forecast.p_alive) {
        if *x > 0 && *alive < LOW {
            customers += 1;
            sum += alive;
            came += u64::from(*bought > 0);
        }
    }
    if customers == 0 {
        return None;
    }
    let interval = ProportionInterval::Wilson.of(came as f64, customers as f64, CONFIDENCE).ok()?;
    let mean = sum / customers as f64;
    Some(LowAlive { below: LOW, customers, mean, came, came_low: interval.low })
}

/// The confidence of intervals.
const CONFIDENCE: f64 = 0.95;
