//! What customers say: satisfaction, recommendation, and words beside deeds.

use super::observed::{CONFIDENCE, ObservedShare};
use super::outlook::Outlook;
use super::study_survey::StudySurvey;
use crate::classify::Scheme;
use crate::error::{ErrorKind, Result};
use crate::loyalty::{Allegiance, AllegianceColumns, ApostleMatrix, SurveyJoin};
use crate::numeric::proportion::Interval;
use crate::satisfaction::{
    IndexOptions, MeanCounts, PromoterBreaks, PromoterCounts, PromoterInterval, SatisfactionIndex,
    respondent_indices_into,
};
use crate::survey::MissingPolicy;

/// What a survey says of the customers.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Voice {
    /// How many answered.
    pub respondents: u64,
    /// How many of them are customers of the table.
    pub matched: u64,
    /// Satisfaction of all, weighted by importance where that was asked, 0 to 100; `None` without
    /// items.
    pub index: Option<ItemScore>,
    /// Each item, in the order of the questionnaire.
    pub items: Vec<ItemScore>,
    /// Who would recommend; `None` where it was not asked.
    pub promoters: Option<Promoters>,
    /// Satisfaction of each customer of the table, 0 to 100; `None` where it is not known.
    pub satisfaction: Vec<Option<f64>>,
    /// Words beside deeds; `None` where nobody is matched or satisfaction is not known.
    pub said_and_done: Option<SaidAndDone>,
}

/// A satisfaction score.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ItemScore {
    /// The question; empty for the index of all.
    pub name: String,
    /// 0 to 100.
    pub score: f64,
    /// 95 % interval; `None` of fewer than 2 answers.
    pub interval: Option<Interval>,
    /// How many answered.
    pub answered: u64,
    /// The weight in the index, 0 to 1.
    pub weight: f64,
}

/// Promoters, passives and detractors.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Promoters {
    /// Promoters less detractors, −100 to 100.
    pub score: f64,
    /// 95 % interval of the score.
    pub interval: Interval,
    /// Share of promoters, 0 to 1.
    pub promoters: f64,
    /// Share of passives.
    pub passives: f64,
    /// Share of detractors.
    pub detractors: f64,
    /// How many answered.
    pub answered: u64,
}

/// Satisfaction (said) beside the chance to buy within the horizon (done), of the customers who
/// answered; both cut at the middle.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SaidAndDone {
    /// Customers among the respondents whose satisfaction is known.
    pub points: Vec<SaidPoint>,
    /// Defectors, hostages, mercenaries and loyalists; terrorists and apostles are counted with
    /// those of their corner.
    pub corners: Vec<AllegianceCorner>,
    /// How many are satisfied: 50 or more of 100.
    pub satisfied: u64,
    /// How many are not.
    pub unsatisfied: u64,
    /// How many of the satisfied bought in the test; `None` without a test or where there are none.
    pub satisfied_bought: Option<ObservedShare>,
    /// How many of the others did.
    pub unsatisfied_bought: Option<ObservedShare>,
}

/// One respondent of [`SaidAndDone`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct SaidPoint {
    /// Row in the table of customers.
    pub row: usize,
    /// Satisfaction, 0 to 100.
    pub satisfaction: f64,
    /// The chance to buy within the horizon, 0 to 1.
    pub chance: f64,
    /// The corner.
    pub corner: Allegiance,
    /// Whether the customer bought in the test; `None` as of the last day.
    pub bought: Option<bool>,
}

/// One corner of [`SaidAndDone`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct AllegianceCorner {
    /// The corner.
    pub kind: Allegiance,
    /// How many customers.
    pub customers: u64,
    /// How many of them bought in the test; `None` as of the last day or in an empty corner.
    pub bought: Option<ObservedShare>,
}

/// Satisfaction from here on is high, 0 to 100.
pub(crate) const SATISFIED: f64 = 50.0;

/// The answers of a survey of which promoters are made: up to 6 detractors, from 9 promoters.
const BREAKS: (f64, f64) = (6.0, 9.0);

impl Voice {
    /// What a survey says of the customers of `join`, beside what is expected of them, where
    /// something is.
    ///
    /// # Errors
    /// As the measures of satisfaction, but for what nobody answered.
    pub(crate) fn of(
        survey: &StudySurvey,
        join: &SurveyJoin,
        customers: usize,
        outlook: Option<&Outlook<'_>>,
    ) -> Result<Self> {
        let answers = survey.answers();
        let mut own = vec![f64::NAN; answers.respondents()];
        let weighs = survey
            .item_places()
            .iter()
            .any(|at| answers.questionnaire().questions()[*at].weight() > 0.0);
        let policy = MissingPolicy::AvailableCase;
        let index = match weighs {
            false => None,
            true => {
                let options = IndexOptions::new(policy).with_confidence(CONFIDENCE);
                asked(SatisfactionIndex::of(answers, options))?
            }
        };
        if index.is_some() {
            respondent_indices_into(answers, policy, &mut own)?;
        }
        let mut satisfaction = vec![f64::NAN; customers];
        join.scatter_into(&own, f64::NAN, &mut satisfaction)?;
        let items = survey.item_places().iter().map(|at| item(survey, *at, index.as_ref()));
        let items = items.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
        let said_and_done = match (outlook, &index) {
            (Some(outlook), Some(_)) => SaidAndDone::of(&satisfaction, outlook)?,
            _ => None,
        };
        Ok(Self {
            respondents: answers.respondents() as u64,
            matched: join.matched() as u64,
            index: index.map(|index| ItemScore {
                name: String::new(),
                score: index.value,
                interval: index.interval,
                answered: index.basis.used,
                weight: 1.0,
            }),
            items,
            promoters: promoters(survey)?,
            satisfaction: satisfaction.into_iter().map(|s| (!s.is_nan()).then_some(s)).collect(),
            said_and_done,
        })
    }
}

/// A measure of answers; `None` where nobody answered.
fn asked<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::Empty => Ok(None),
        Err(error) => Err(error),
    }
}

/// The score of an item; `None` where nobody answered it.
fn item(
    survey: &StudySurvey,
    at: usize,
    index: Option<&SatisfactionIndex>,
) -> Result<Option<ItemScore>> {
    let answers = survey.answers();
    let scale = &answers.scales()[at];
    let scores: Vec<f64> = answers.columns()[at].iter().map(|a| scale.score(*a)).collect();
    let counts = MeanCounts::count(&scores, answers.weights())?;
    let Some(mean) = asked(counts.mean(CONFIDENCE))? else { return Ok(None) };
    let within = |of: Interval| Interval::clamp(of.low, of.high, CONFIDENCE, 0.0, 100.0);
    Ok(Some(ItemScore {
        name: answers.questionnaire().questions()[at].name().to_owned(),
        score: mean.mean,
        interval: mean.interval.map(within),
        answered: mean.counts.answered,
        weight: index.map_or(0.0, |index| index.questions[at].weight),
    }))
}

/// Who would recommend; `None` where it was not asked, or nobody answered.
fn promoters(survey: &StudySurvey) -> Result<Option<Promoters>> {
    let Some(at) = survey.place(StudySurvey::RECOMMEND) else { return Ok(None) };
    let breaks = PromoterBreaks::new(BREAKS.0, BREAKS.1)?;
    let counts = PromoterCounts::count(survey.answers(), at, breaks)?;
    let score = asked(counts.score(PromoterInterval::Score, CONFIDENCE))?;
    Ok(score.map(|found| Promoters {
        score: found.score,
        interval: found.interval,
        promoters: found.promoters,
        passives: found.passives,
        detractors: found.detractors,
        answered: found.counts.answered,
    }))
}

impl SaidAndDone {
    /// Of the customers whose satisfaction is known; `None` where there are none.
    fn of(satisfaction: &[f64], outlook: &Outlook<'_>) -> Result<Option<Self>> {
        let rows: Vec<usize> =
            (0..satisfaction.len()).filter(|row| !satisfaction[*row].is_nan()).collect();
        if rows.is_empty() {
            return Ok(None);
        }
        let said: Vec<f64> = rows.iter().map(|row| satisfaction[*row]).collect();
        let done: Vec<f64> = rows.iter().map(|row| 100.0 * outlook.forecast.chance[*row]).collect();
        let columns = AllegianceColumns::new(rows.len()).satisfaction(&said).loyalty(&done);
        let codes = ApostleMatrix::new().classify_all(&columns)?.codes;
        let corner = |code: &i32| match Allegiance::from_code(*code) {
            Some(Allegiance::Apostle) => Allegiance::Loyalist,
            Some(Allegiance::Terrorist) | None => Allegiance::Defector,
            Some(other) => other,
        };
        let bought = |row: usize| outlook.test.as_ref().map(|test| test.came_purchases[row] > 0);
        let points: Vec<SaidPoint> = rows
            .iter()
            .zip(&codes)
            .map(|(row, code)| SaidPoint {
                row: *row,
                satisfaction: satisfaction[*row],
                chance: outlook.forecast.chance[*row],
                corner: corner(code),
                bought: bought(*row),
            })
            .collect();
        let count = |of: &dyn Fn(&SaidPoint) -> bool| -> Result<(u64, Option<ObservedShare>)> {
            let members = || points.iter().filter(|point| of(point));
            let all = members().count() as u64;
            let came = members().filter(|point| point.bought == Some(true)).count() as u64;
            let tested = outlook.test.is_some();
            Ok((all, if tested { ObservedShare::new(came, all)? } else { None }))
        };
        let is_corner =
            |corner: &&Allegiance| !matches!(corner, Allegiance::Apostle | Allegiance::Terrorist);
        let corners = Allegiance::ALL.iter().filter(is_corner).map(|kind| {
            let (customers, bought) = count(&|point| point.corner == *kind)?;
            Ok(AllegianceCorner { kind: *kind, customers, bought })
        });
        let corners = corners.collect::<Result<_>>()?;
        let (satisfied, satisfied_bought) = count(&|point| point.satisfaction >= SATISFIED)?;
        let (unsatisfied, unsatisfied_bought) = count(&|point| point.satisfaction < SATISFIED)?;
        Ok(Some(Self {
            corners,
            satisfied,
            unsatisfied,
            satisfied_bought,
            unsatisfied_bought,
            points,
        }))
    }
}
