//! Intervals by resampling respondents.

use crate::error::{Error, Result};
use crate::numeric::parallel;
use crate::numeric::proportion::check_confidence;
use crate::numeric::random::Stream;
use crate::numeric::room;
use crate::progress::Progress;
use crate::satisfaction::counted::difference::Difference;
use crate::survey::{Answers, Basis, Interval, MissingPolicy, Moments};

/// How a bootstrap proceeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct BootstrapOptions {
    /// How many samples are drawn.
    pub samples: u32,
    /// Where the random stream starts; the same seed gives the same bits,
    /// whatever the number of threads.
    pub seed: u64,
    /// Threads; 0 for all cores.
    pub threads: usize,
}

impl Default for BootstrapOptions {
    fn default() -> Self {
        Self { samples: 1000, seed: 1, threads: 1 }
    }
}

impl BootstrapOptions {
    /// Sets how many samples are drawn. Defaults to 1000.
    #[must_use]
    pub fn with_samples(mut self, samples: u32) -> Self {
        self.samples = samples;
        self
    }

    /// Sets where the random stream starts. Defaults to 1.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Sets the number of threads, 0 for all cores. Defaults to 1.
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }
}

/// A figure over samples of the respondents (Efron 1979): each sample draws as
/// many respondents as there are, with replacement, base weights and missing
/// answers coming along.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct Bootstrap {
    /// The figure of the answers themselves.
    pub estimate: Vec<f64>,
    /// The figure of each sample that had one, in order.
    pub samples: Vec<Vec<f64>>,
    /// Samples without a figure (such as a path model that did not converge);
    /// many of them make the intervals doubtful.
    pub failed: u32,
    /// Respondents behind the figure of the answers themselves.
    pub n: f64,
    /// What that figure rests on; `None` for moments without answers.
    pub basis: Option<Basis>,
}

impl Bootstrap {
    /// Refuses fewer than two samples, or one without all the figures.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        if self.samples.len() < 2 {
            return Err(Error::empty("samples with a figure"));
        }
        let figures = self.estimate.len();
        for (row, sample) in std::iter::once(&self.estimate).chain(&self.samples).enumerate() {
            if sample.len() != figures {
                return Err(Error::length("samples", sample.len(), figures).at_row(row as u64 - 1));
            }
            if let Some(wrong) = sample.iter().find(|value| !value.is_finite()) {
                return Err(Error::out_of_range("figure", *wrong, "a finite number"));
            }
        }
        Ok(self)
    }

    /// Draws samples and takes `figure` of the moments of each; `progress` is told
    /// how many are done.
    ///
    /// # Errors
    /// What `figure` or the moments of the answers themselves give; `NotFinite` for
    /// a figure of them that is no number;
    /// `OutOfRange` for fewer than 2 samples; `Empty` where fewer than two
    /// samples had a figure; `Cancelled` where the listener asks to stop.
    ///
    /// ```
    /// use habitue::Progress;
    /// use habitue::satisfaction::{Bootstrap, BootstrapOptions};
    /// use habitue::survey::{Answers, MissingPolicy, Question, Questionnaire, Scale};
    ///
    /// let questionnaire = Questionnaire::new(vec![Question::new("q", Scale::points(1, 10)?)])?;
    /// let answers = Answers::new(questionnaire, vec![(0..50).map(|i| f64::from(i % 10) + 1.0).collect()])?;
    /// let found = Bootstrap::of(
    ///     &answers,
    ///     MissingPolicy::Listwise,
    ///     BootstrapOptions::default(),
    ///     &mut Progress::silent(),
    ///     |moments| Ok(vec![moments.means()[0]]),
    /// )?;
    /// let interval = found.interval(0, 0.95)?;
    /// assert!(interval.contains(5.5) && interval.width() < 2.0);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of(
        answers: &Answers,
        missing: MissingPolicy,
        options: BootstrapOptions,
        progress: &mut Progress<'_>,
        figure: impl Fn(&Moments) -> Result<Vec<f64>> + Sync,
    ) -> Result<Self> {
        let moments = |drawn: &Answers| Moments::of(drawn, missing);
        Self::of_moments(answers, options, progress, moments, figure)
    }

    /// The same, of `moments` of the answers and of samples of them.
    pub(super) fn of_moments(
        answers: &Answers,
        options: BootstrapOptions,
        progress: &mut Progress<'_>,
        moments: impl Fn(&Answers) -> Result<Moments> + Sync,
        figure: impl Fn(&Moments) -> Result<Vec<f64>> + Sync,
    ) -> Result<Self> {
        let own = moments(answers)?;
        let estimate = figure(&own)?;
        if let Some(place) = estimate.iter().position(|value| !value.is_finite()) {
            return Err(Error::out_of_range("figure", estimate[place], "a finite number")
                .at_row(place as u64));
        }
        let one = |sample: u32| -> Option<Vec<f64>> {
            let mut stream = Stream::new(options.seed, u64::from(sample));
            let n = answers.respondents();
            let mut weights = vec![0.0; n];
            for _ in 0..n {
                weights[stream.below(n)] += 1.0;
            }
            for (row, weight) in weights.iter_mut().enumerate() {
                *weight *= answers.weight(row);
            }
            let drawn = answers.clone().with_weights(weights).ok()?;
            let found = figure(&moments(&drawn).ok()?).ok()?;
            (found.len() == estimate.len()).then_some(found)
        };
        let samples = resample(options, progress, one)?;
        let failed = options.samples - samples.len() as u32;
        Ok(Self { estimate, samples, failed, n: own.n(), basis: own.basis().copied() })
    }

    /// Whether a figure of `later` differs from the same of this one; independent
    /// samples, with the standard errors of the two bootstraps.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such figure, or unless 0 < `confidence` < 1.
    pub fn difference(&self, later: &Self, figure: usize, confidence: f64) -> Result<Difference> {
        let of = |it: &Self| -> Result<(f64, f64)> {
            Ok((it.estimate(figure)?, it.standard_error(figure)?))
        };
        Difference::between(of(self)?, of(later)?, confidence)
    }

    fn estimate(&self, figure: usize) -> Result<f64> {
        match self.estimate.get(figure) {
            None => {
                let allowed = format!("less than {}", self.estimate.len());
                Err(Error::out_of_range("figure", figure as f64, allowed))
            }
            Some(value) => Ok(*value),
        }
    }

    /// The standard error of one of the figures: its spread over the samples.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such figure.
    pub fn standard_error(&self, figure: usize) -> Result<f64> {
        let values = self.values(figure)?;
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        Ok((values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)).sqrt())
    }

    /// The percentile interval of one of the figures (quantiles of type 7).
    ///
    /// # Errors
    /// `OutOfRange` where there is no such figure, or unless 0 < `confidence` < 1.
    pub fn interval(&self, figure: usize, confidence: f64) -> Result<Interval> {
        check_confidence(confidence)?;
        Ok(Interval::central(&mut self.values(figure)?, confidence))
    }

    fn values(&self, figure: usize) -> Result<Vec<f64>> {
        self.estimate(figure)?;
        Ok(self.samples.iter().map(|sample| sample[figure]).collect())
    }
}

/// The figures of the samples that have them all, in order.
///
/// Samples are shared out a round at a time, so that the listener is heard
/// between rounds; each has a random stream of its own, so the threads do not
/// matter.
///
/// # Errors
/// `OutOfRange` for fewer than 2 samples; `Overflow` for more than the memory holds;
/// `Empty` where fewer than two have a figure; `Cancelled`.
pub(super) fn resample(
    options: BootstrapOptions,
    progress: &mut Progress<'_>,
    one: impl Fn(u32) -> Option<Vec<f64>> + Sync,
) -> Result<Vec<Vec<f64>>> {
    if options.samples < 2 {
        return Err(Error::out_of_range("samples", f64::from(options.samples), ">= 2"));
    }
    let whole = |found: &Vec<f64>| found.iter().all(|value| value.is_finite());
    let round = ROUND * parallel::threads(options.threads);
    let mut samples = Vec::new();
    let mut drawn = vec![None; round.min(options.samples as usize)];
    progress.report(0, u64::from(options.samples))?;
    let mut done = 0;
    while done < options.samples {
        let part = (options.samples - done).min(drawn.len() as u32);
        let slots = &mut drawn[..part as usize];
        parallel::fill(slots, 1, options.threads, |place, slots| {
            for (slot, sample) in slots.iter_mut().zip(place as u32..) {
                *slot = one(done + sample).filter(whole);
            }
        });
        room::more(&mut samples, slots.len(), "samples")?;
        samples.extend(slots.iter_mut().filter_map(Option::take));
        done += part;
        progress.report(u64::from(done), u64::from(options.samples))?;
    }
    if samples.len() < 2 {
        return Err(Error::empty("samples with a figure"));
    }
    Ok(samples)
}

/// Samples of each thread between two reports.
const ROUND: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::satisfaction::structure::simulated::{model, sample};
    use crate::satisfaction::{InnerScheme, PathFit};

    fn paths(moments: &Moments) -> Result<Vec<f64>> {
        let fit = PathFit::of(model(), moments, InnerScheme::Path)?;
        let index = fit.index(moments, 2)?;
        Ok(fit.paths.iter().copied().chain([index.value]).collect())
    }

    #[test]
    fn the_same_bits_for_any_number_of_threads() {
        let answers = sample(3, 80, 0.6);
        let run = |threads| {
            let options = BootstrapOptions::default().with_samples(37).with_threads(threads);
            Bootstrap::of(
                &answers,
                MissingPolicy::Listwise,
                options,
                &mut Progress::silent(),
                paths,
            )
            .unwrap()
        };
        let one = run(1);
        assert_eq!(one, run(3));
        assert_eq!((one.failed, one.samples.len()), (0, 37));
        let options = BootstrapOptions::default().with_samples(37).with_seed(2);
        assert_ne!(
            one,
            Bootstrap::of(
                &answers,
                MissingPolicy::Listwise,
                options,
                &mut Progress::silent(),
                paths,
            )
            .unwrap()
        );
    }

    /// The index of 120 simulated surveys: the 90 % interval covers the mean that
    /// a large survey has, nine times of ten.
    #[test]
    fn the_interval_covers_at_its_nominal_rate() {
        let truth =
            paths(&Moments::of(&sample(999, 200_000, 0.6), MissingPolicy::Listwise).unwrap())
                .unwrap();
        let (surveys, mut covered) = (120_u32, [0_u32; 3]);
        for seed in 0..surveys {
            let answers = sample(u64::from(seed), 120, 0.6);
            let options = BootstrapOptions::default().with_samples(150).with_seed(u64::from(seed));
            let found = Bootstrap::of(
                &answers,
                MissingPolicy::Listwise,
                options,
                &mut Progress::silent(),
                paths,
            )
            .unwrap();
            for (figure, covered) in covered.iter_mut().enumerate() {
                *covered += u32::from(found.interval(figure, 0.9).unwrap().contains(truth[figure]));
            }
        }
        // 108 expected; four standard deviations of a binomial are 13.
        assert!(covered.iter().all(|count| (95..=120).contains(count)), "{covered:?}");
    }

    #[test]
    fn the_standard_error_of_a_mean_is_the_textbook_one() {
        let answers = sample(5, 200, 0.6);
        let options = BootstrapOptions::default().with_samples(2000);
        let found = Bootstrap::of(
            &answers,
            MissingPolicy::Listwise,
            options,
            &mut Progress::silent(),
            |m| Ok(vec![m.means()[0]]),
        )
        .unwrap();
        let moments = Moments::of(&answers, MissingPolicy::Listwise).unwrap();
        let expected = moments.sds()[0] / 200_f64.sqrt();
        let error = found.standard_error(0).unwrap();
        // The spread of 2000 samples is known to 1.6 %; four times that.
        assert!((error / expected - 1.0).abs() < 0.065, "{error} {expected}");
        assert!(found.standard_error(1).is_err() && found.interval(0, 1.0).is_err());
        // The difference of a wave and itself, as if it were another.
        let same = found.difference(&found, 0, 0.95).unwrap();
        assert_eq!((same.difference, same.p_value), (0.0, Some(1.0)));
        assert!((same.standard_error - error * 2_f64.sqrt()).abs() < 1e-12);
    }
    #[test]
    fn a_listener_hears_the_rounds_and_may_stop() {
        let answers = sample(3, 30, 0.6);
        let options = BootstrapOptions::default().with_samples(20);
        let mut heard = Vec::new();
        let mut listener = |done, total| {
            heard.push((done, total));
            if done < 16 {
                std::ops::ControlFlow::Continue(())
            } else {
                std::ops::ControlFlow::Break(())
            }
        };
        let mut progress = Progress::new(&mut listener);
        let stopped =
            Bootstrap::of(&answers, MissingPolicy::Listwise, options, &mut progress, paths);
        assert_eq!(stopped.unwrap_err().kind(), ErrorKind::Cancelled);
        assert_eq!(heard, [(0, 20), (8, 20), (16, 20)]);
    }
}
