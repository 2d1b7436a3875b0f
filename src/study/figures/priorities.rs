//! Where to work: importance against performance, and what drives satisfaction.

use super::observed::CONFIDENCE;
use super::study_survey::StudySurvey;
use crate::error::{ErrorKind, Result};
use crate::numeric::proportion::Interval;
use crate::progress::Progress;
use crate::satisfaction::{
    BootstrapOptions, CrossHairs, Driver, GroupEstimate, ImportanceMap, KeyDrivers, MeanCounts,
    MeanScore, Quadrant,
};
use crate::survey::{Answers, MissingPolicy, Moments};

/// Which parts of the service to work on.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Priorities {
    /// Each item by importance and performance; empty where importance was not asked.
    pub map: Vec<ImportancePoint>,
    /// The cross-hair of performance: the mean over the items.
    pub performance_cut: Option<f64>,
    /// The cross-hair of importance.
    pub importance_cut: Option<f64>,
    /// What moves overall satisfaction, in the order of the questionnaire; empty where overall
    /// satisfaction was not asked or fewer than two items were.
    pub drivers: Vec<DriverShare>,
    /// The share of the spread of overall satisfaction that all items explain, 0 to 1.
    pub r_squared: Option<f64>,
    /// Respondents behind the drivers.
    pub driver_respondents: u64,
}

/// One item by importance and performance.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ImportancePoint {
    /// The question.
    pub name: String,
    /// Mean performance, on the scale of the answers.
    pub performance: f64,
    /// Its 95 % interval; `None` of fewer than 2 answers.
    pub performance_interval: Option<Interval>,
    /// Mean importance.
    pub importance: f64,
    /// Its 95 % interval.
    pub importance_interval: Option<Interval>,
    /// The quadrant.
    pub quadrant: Quadrant,
}

/// One driver of overall satisfaction.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DriverShare {
    /// The question.
    pub name: String,
    /// The share of the spread of overall satisfaction that it explains (Shapley value, LMG), 0 to 1.
    pub share: f64,
    /// 95 % interval by the bootstrap over respondents; `None` where too few were there to draw.
    pub interval: Option<Interval>,
    /// Its correlation with overall satisfaction.
    pub correlation: f64,
}

/// Samples behind the intervals of the drivers.
const SAMPLES: u32 = 400;

impl Priorities {
    /// What a survey says of where to work; the seed is that of the bootstrap of the drivers.
    ///
    /// # Errors
    /// As [`ImportanceMap::of`] and [`KeyDrivers::of`], but for answers that are too few or do not
    /// differ; `Cancelled`.
    pub(crate) fn of(
        survey: &StudySurvey,
        seed: u64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Self> {
        let mut found = Self::none();
        found.place(survey)?;
        let options =
            BootstrapOptions::default().with_samples(SAMPLES).with_seed(seed).with_threads(threads);
        found.drive(survey, options, progress)?;
        Ok(found)
    }

    /// Of a survey that says nothing of it.
    pub(crate) const fn none() -> Self {
        Self {
            map: Vec::new(),
            performance_cut: None,
            importance_cut: None,
            drivers: Vec::new(),
            r_squared: None,
            driver_respondents: 0,
        }
    }

    /// Fills the map where importance was not asked: each driver by its score, 0 to 100, and by the
    /// share of the outcome that it explains, in hundredths.
    ///
    /// # Errors
    /// As [`ImportanceMap::of`].
    pub(crate) fn map_by_drivers(
        &mut self,
        scores: &[(&str, Option<GroupEstimate>)],
    ) -> Result<()> {
        let both: Vec<(&DriverShare, GroupEstimate)> = self
            .drivers
            .iter()
            .filter_map(|driver| {
                let own = scores.iter().find(|(name, _)| *name == driver.name)?;
                Some((driver, own.1?))
            })
            .collect();
        if both.len() < 2 {
            return Ok(());
        }
        let performance: Vec<f64> = both.iter().map(|(_, score)| score.value).collect();
        let importance: Vec<f64> = both.iter().map(|(driver, _)| 100.0 * driver.share).collect();
        let map = ImportanceMap::of(&performance, &importance, CrossHairs::Means)?;
        let hundred = |it: Interval| Interval { low: 100.0 * it.low, high: 100.0 * it.high, ..it };
        self.map = both
            .iter()
            .zip(&map.points)
            .map(|((driver, score), point)| ImportancePoint {
                name: driver.name.clone(),
                performance: point.performance,
                performance_interval: score.interval,
                importance: point.importance,
                importance_interval: driver.interval.map(hundred),
                quadrant: point.quadrant,
            })
            .collect();
        self.performance_cut = Some(map.performance_cut);
        self.importance_cut = Some(map.importance_cut);
        Ok(())
    }

    /// Fills the map, where importance was asked and each item answered.
    fn place(&mut self, survey: &StudySurvey) -> Result<()> {
        let Some(importance) = survey.importance() else { return Ok(()) };
        let answers = survey.answers();
        let places = survey.item_places();
        let done: Option<Vec<MeanScore>> =
            places.iter().map(|at| mean(answers, *at)).collect::<Result<_>>()?;
        let needed: Option<Vec<MeanScore>> =
            (0..places.len()).map(|at| mean(importance, at)).collect::<Result<_>>()?;
        let (Some(done), Some(needed)) = (done, needed) else { return Ok(()) };
        if done.is_empty() {
            return Ok(());
        }
        let means = |scores: &[MeanScore]| scores.iter().map(|one| one.mean).collect::<Vec<f64>>();
        let map = ImportanceMap::of(&means(&done), &means(&needed), CrossHairs::Means)?;
        let items = survey.items().zip(map.points.iter().zip(done.iter().zip(&needed)));
        self.map = items
            .map(|(name, (point, (done, needed)))| ImportancePoint {
                name: name.to_owned(),
                performance: point.performance,
                performance_interval: done.interval,
                importance: point.importance,
                importance_interval: needed.interval,
                quadrant: point.quadrant,
            })
            .collect();
        self.performance_cut = Some(map.performance_cut);
        self.importance_cut = Some(map.importance_cut);
        Ok(())
    }

    /// Fills the drivers, where overall satisfaction was asked beside two items or more.
    fn drive(
        &mut self,
        survey: &StudySurvey,
        options: BootstrapOptions,
        progress: &mut Progress<'_>,
    ) -> Result<()> {
        let (answers, places) = (survey.answers(), survey.item_places());
        let Some(overall) = survey.place(StudySurvey::OVERALL) else { return Ok(()) };
        if places.len() < 2 {
            return Ok(());
        }
        let policy = MissingPolicy::Listwise;
        let mut all: Vec<usize> = places.iter().copied().chain([overall]).collect();
        all.sort_unstable();
        let place = |question: usize| all.partition_point(|other| *other < question);
        let own: Vec<usize> = places.iter().map(|at| place(*at)).collect();
        let moments = Moments::of_questions(answers, &all, policy);
        let Some(found) =
            known(moments.and_then(|all| KeyDrivers::of(&all, place(overall), &own)))?
        else {
            return Ok(());
        };
        let drawn = KeyDrivers::bootstrap(answers, policy, overall, places, options, progress);
        let drawn = known(drawn)?;
        let items = own.len();
        let drivers = found.drivers.iter().enumerate().map(|(at, driver): (usize, &Driver)| {
            // LMG is the fourth measure; of very many items the relative weights stand in its place.
            let figure = 1 + 3 * items + at;
            let interval = drawn.as_ref().map(|drawn| drawn.interval(figure, CONFIDENCE));
            Ok(DriverShare {
                name: driver.name.clone(),
                share: driver.lmg.unwrap_or(driver.johnson),
                interval: interval.transpose()?,
                correlation: driver.correlation,
            })
        });
        self.drivers = drivers.collect::<Result<_>>()?;
        self.r_squared = Some(found.r_squared);
        self.driver_respondents = found.n as u64;
        Ok(())
    }
}

/// The mean answer to a question; `None` where nobody answered.
fn mean(answers: &Answers, at: usize) -> Result<Option<MeanScore>> {
    let counts = MeanCounts::count(&answers.columns()[at], answers.weights())?;
    known(counts.mean(CONFIDENCE))
}

/// A measure of answers; `None` where they are too few, or do not differ.
fn known<T>(found: Result<T>) -> Result<Option<T>> {
    let too_few = [ErrorKind::Empty, ErrorKind::Undefined, ErrorKind::Singular];
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if too_few.contains(&error.kind()) => Ok(None),
        Err(error) => Err(error),
    }
}
