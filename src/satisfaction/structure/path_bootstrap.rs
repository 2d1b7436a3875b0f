//! Intervals of a path model's figures, and their change between waves.

use super::bootstrap::{Bootstrap, BootstrapOptions};
use super::path_figures::{LocalModel, PathFigure};
use super::path_fit::{InnerScheme, PathFit};
use super::path_model::PathModel;
use crate::error::{Error, ErrorKind, Result};
use crate::progress::Progress;
use crate::satisfaction::counted::difference::Difference;
use crate::survey::{Answers, Interval, MissingPolicy};

/// A path model with the bootstrap of all its figures: paths, total effects, R²,
/// indices on 0 to 100, weights and loadings.
///
/// Partial least squares has no formula for standard errors; resampling the
/// respondents is how its figures get intervals.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct PathBootstrap {
    /// The fit of the answers themselves.
    pub fit: PathFit,
    /// The figures that exist, over the samples, in the order of
    /// [`PathFigure::ALL`].
    pub bootstrap: Bootstrap,
    /// All figures of the answers themselves.
    estimates: Vec<Option<f64>>,
}

impl PathBootstrap {
    /// Fits `model` to the answers and to samples of the respondents.
    ///
    /// # Errors
    /// As for [`PathFit::of`] and [`Bootstrap::of`].
    ///
    /// ```
    /// use habitue::Progress;
    /// use habitue::satisfaction::{
    ///     BootstrapOptions, Construct, InnerScheme, PathBootstrap, PathFigure, PathModel,
    /// };
    /// use habitue::survey::{Answers, MissingPolicy, Question, Questionnaire, Scale};
    ///
    /// let ten = Scale::points(1, 10)?;
    /// let questions = ["quality", "value", "stay"].map(|name| Question::new(name, ten.clone()));
    /// let quality: Vec<f64> = (0..60).map(|i| f64::from(i % 10) + 1.0).collect();
    /// let value = quality.iter().enumerate().map(|(i, q)| ((q + (i % 3) as f64) / 1.2).round()).collect();
    /// let stay = quality.iter().enumerate().map(|(i, q)| ((q + (i % 4) as f64) / 1.3).round()).collect();
    /// let answers = Answers::new(Questionnaire::new(questions.into())?, vec![quality, value, stay])?;
    /// let model = PathModel::new(
    ///     vec![Construct::new("offer", "供给", &[0, 1]), Construct::new("loyalty", "忠诚", &[2])],
    ///     vec![(0, 1)],
    /// )?;
    /// let found = PathBootstrap::of(
    ///     &model,
    ///     &answers,
    ///     MissingPolicy::Listwise,
    ///     InnerScheme::Path,
    ///     BootstrapOptions::default().with_samples(200),
    ///     &mut Progress::silent(),
    /// )?;
    /// let index = found.estimates(PathFigure::Indices)[1];
    /// assert!(found.interval(PathFigure::Indices, 1, 0.95)?.contains(index.unwrap()));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of(
        model: &PathModel,
        answers: &Answers,
        missing: MissingPolicy,
        scheme: InnerScheme,
        options: BootstrapOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Self> {
        let local = LocalModel::of(model);
        let (fit, estimates) = local.fitted(answers, missing, scheme)?;
        let exist: Vec<bool> = estimates.iter().map(Option::is_some).collect();
        let moments = |drawn: &Answers| local.moments(drawn, missing);
        let bootstrap = Bootstrap::of_moments(answers, options, progress, moments, |moments| {
            local.of_sample(moments, scheme, &exist).ok_or_else(|| Error::empty("fit"))
        })?;
        Ok(Self { fit, bootstrap, estimates })
    }

    /// Refuses figures that are not those of the model.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        super::path_figures::check_row(&self.fit.model, self.estimates.len())?;
        let exist: Vec<f64> = self.estimates.iter().copied().flatten().collect();
        if exist != self.bootstrap.estimate {
            return Err(Error::new(ErrorKind::Inconsistent, "are not those of the bootstrap")
                .in_column("estimates"));
        }
        Ok(self)
    }

    /// The figures of the answers themselves; `None` where one does not exist.
    #[must_use]
    pub fn estimates(&self, figure: PathFigure) -> &[Option<f64>] {
        &self.estimates[figure.places(&self.fit.model)]
    }

    /// The standard error of one figure.
    ///
    /// # Errors
    /// `OutOfRange` where there is none at `place`; `Undefined` where it does not
    /// exist, such as the R² of a construct that nothing acts on.
    pub fn standard_error(&self, figure: PathFigure, place: usize) -> Result<f64> {
        self.bootstrap.standard_error(self.at(figure, place)?)
    }

    /// The percentile interval of one figure.
    ///
    /// # Errors
    /// As for [`standard_error`](Self::standard_error), and `OutOfRange` unless
    /// 0 < `confidence` < 1.
    pub fn interval(&self, figure: PathFigure, place: usize, confidence: f64) -> Result<Interval> {
        self.bootstrap.interval(self.at(figure, place)?, confidence)
    }

    /// Whether a figure of `later`, another wave or segment with respondents of
    /// its own, differs from this one.
    ///
    /// # Errors
    /// As for [`interval`](Self::interval), and `Inconsistent` where the models
    /// differ.
    pub fn difference(
        &self,
        later: &Self,
        figure: PathFigure,
        place: usize,
        confidence: f64,
    ) -> Result<Difference> {
        if self.fit.model != later.fit.model {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                "the two are fits of different models",
            ));
        }
        self.bootstrap.difference(&later.bootstrap, self.at(figure, place)?, confidence)
    }

    /// Where a figure stands among those of the bootstrap.
    fn at(&self, figure: PathFigure, place: usize) -> Result<usize> {
        let places = figure.places(&self.fit.model);
        if place >= places.len() {
            let allowed = format!("less than {}", places.len());
            return Err(Error::out_of_range("place", place as f64, allowed));
        }
        let (before, rest) = self.estimates.split_at(places.start + place);
        if rest[0].is_none() {
            return Err(Error::new(ErrorKind::Undefined, "does not exist for these answers")
                .in_column(figure.name())
                .with_value(place));
        }
        Ok(before.iter().flatten().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::satisfaction::structure::simulated::{model, sample};
    use crate::survey::Moments;

    fn of(answers: &Answers) -> PathBootstrap {
        let options = BootstrapOptions::default().with_samples(150);
        let policy = MissingPolicy::Listwise;
        let silent = &mut Progress::silent();
        PathBootstrap::of(&model(), answers, policy, InnerScheme::Path, options, silent).unwrap()
    }

    #[test]
    fn every_kind_of_figure_has_intervals_where_it_exists() {
        let found = of(&sample(1, 200, 0.6));
        let (fit, moments) =
            (&found.fit, Moments::of(&sample(1, 200, 0.6), MissingPolicy::Listwise).unwrap());
        let all = |figure| found.estimates(figure).iter().copied().flatten().collect::<Vec<_>>();
        assert_eq!(all(PathFigure::Paths), fit.paths);
        assert_eq!(all(PathFigure::TotalEffects), fit.total_effects());
        assert_eq!(found.estimates(PathFigure::RSquared), fit.r_squared);
        assert_eq!(all(PathFigure::Indices)[1], fit.index(&moments, 1).unwrap().value);
        assert_eq!(all(PathFigure::Weights), fit.weights.concat());
        assert_eq!(all(PathFigure::Loadings), fit.loadings.concat());
        for &figure in PathFigure::ALL {
            assert_eq!(found.estimates(figure).len(), figure.count(&fit.model));
            for (place, estimate) in found.estimates(figure).iter().enumerate() {
                let interval = found.interval(figure, place, 0.99);
                match estimate {
                    None => {
                        assert_eq!(interval.unwrap_err().kind(), ErrorKind::Undefined);
                        assert!(figure == PathFigure::RSquared && place < 2);
                    }
                    Some(estimate) => {
                        let interval = interval.unwrap();
                        let error = found.standard_error(figure, place).unwrap();
                        assert!(interval.contains(*estimate), "{figure:?} {place}");
                        assert!(error * 2.0 < interval.width() || interval.width() == 0.0);
                    }
                }
            }
            assert!(found.interval(figure, figure.count(&fit.model), 0.9).is_err());
        }
    }

    /// Waves of one population differ at 5 % in one of twenty; a path that has
    /// weakened is found.
    #[test]
    fn the_change_between_waves_is_tested() {
        let rejected = |strength: f64| -> u32 {
            (0..60)
                .map(|seed| {
                    let (first, second) =
                        (of(&sample(2 * seed, 120, 0.6)), of(&sample(2 * seed + 1, 120, strength)));
                    let change = first.difference(&second, PathFigure::Paths, 0, 0.95).unwrap();
                    u32::from(change.p_value.unwrap() < 0.05)
                })
                .sum()
        };
        // 3 expected; four standard deviations of a binomial are 6.8.
        assert!(rejected(0.6) <= 9);
        assert!(rejected(0.2) >= 50);
    }
}
