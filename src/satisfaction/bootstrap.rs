//! Intervals by resampling respondents.

use crate::error::{Error, Result};
use crate::numeric::proportion::check_level;
use crate::survey::{Answers, Interval, MissingPolicy, Moments};

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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Bootstrap {
    /// The figure of the answers themselves.
    pub estimate: Vec<f64>,
    /// The figure of each sample that had one, in order.
    pub samples: Vec<Vec<f64>>,
    /// Samples without a figure (such as a path model that did not converge);
    /// many of them make the intervals doubtful.
    pub failed: u32,
}

impl Bootstrap {
    /// Draws samples and takes `figure` of the moments of each.
    ///
    /// # Errors
    /// What `figure` or the moments of the answers themselves give;
    /// `OutOfRange` for fewer than 2 samples; `Empty` where fewer than two
    /// samples had a figure.
    ///
    /// ```
    /// use habitue::satisfaction::{Bootstrap, BootstrapOptions};
    /// use habitue::survey::{Answers, MissingPolicy, Question, Questionnaire, Scale};
    ///
    /// let questionnaire = Questionnaire::new(vec![Question::new("q", Scale::points(1, 10)?)])?;
    /// let answers = Answers::new(questionnaire, vec![(0..50).map(|i| f64::from(i % 10) + 1.0).collect()])?;
    /// let found = Bootstrap::of(&answers, MissingPolicy::Listwise, BootstrapOptions::default(), |moments| {
    ///     Ok(vec![moments.means()[0]])
    /// })?;
    /// let interval = found.interval(0, 0.95)?;
    /// assert!(interval.contains(5.5) && interval.width() < 2.0);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of(
        answers: &Answers,
        missing: MissingPolicy,
        options: BootstrapOptions,
        figure: impl Fn(&Moments) -> Result<Vec<f64>> + Sync,
    ) -> Result<Self> {
        if options.samples < 2 {
            return Err(Error::out_of_range("samples", f64::from(options.samples), ">= 2"));
        }
        let estimate = figure(&Moments::of(answers, missing)?)?;
        let one = |sample: u32| -> Option<Vec<f64>> {
            let mut stream = Stream::new(options.seed, sample);
            let n = answers.respondents();
            let mut weights = vec![0.0; n];
            for _ in 0..n {
                weights[stream.below(n)] += 1.0;
            }
            for (row, weight) in weights.iter_mut().enumerate() {
                *weight *= answers.weight(row);
            }
            let drawn = answers.clone().with_weights(weights).ok()?;
            let found = figure(&Moments::of(&drawn, missing).ok()?).ok()?;
            (found.len() == estimate.len() && found.iter().all(|x| x.is_finite())).then_some(found)
        };
        let threads = match options.threads {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        };
        let mut results: Vec<Option<Vec<f64>>> = vec![None; options.samples as usize];
        let size = results.len().div_ceil(threads.max(1));
        let one = &one;
        std::thread::scope(|scope| {
            for (chunk, slots) in results.chunks_mut(size).enumerate() {
                scope.spawn(move || {
                    for (place, slot) in slots.iter_mut().enumerate() {
                        *slot = one((chunk * size + place) as u32);
                    }
                });
            }
        });
        let samples: Vec<Vec<f64>> = results.into_iter().flatten().collect();
        if samples.len() < 2 {
            return Err(Error::empty("samples with a figure"));
        }
        let failed = options.samples - samples.len() as u32;
        Ok(Self { estimate, samples, failed })
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
    /// `OutOfRange` where there is no such figure, or unless 0 < `level` < 1.
    pub fn interval(&self, figure: usize, level: f64) -> Result<Interval> {
        check_level(level)?;
        let mut values = self.values(figure)?;
        values.sort_by(f64::total_cmp);
        let quantile = |p: f64| {
            let place = p * (values.len() - 1) as f64;
            let below = place.floor() as usize;
            let above = (below + 1).min(values.len() - 1);
            values[below] + (place - below as f64) * (values[above] - values[below])
        };
        let tail = (1.0 - level) / 2.0;
        Ok(Interval { low: quantile(tail), high: quantile(1.0 - tail), level, clamped: false })
    }

    fn values(&self, figure: usize) -> Result<Vec<f64>> {
        if figure >= self.estimate.len() {
            let allowed = format!("less than {}", self.estimate.len());
            return Err(Error::out_of_range("figure", figure as f64, allowed));
        }
        Ok(self.samples.iter().map(|sample| sample[figure]).collect())
    }
}

/// A random stream of its own for each sample: SplitMix64 (Steele, Lea and Flood
/// 2014), started from the seed and the number of the sample.
struct Stream(u64);

impl Stream {
    fn new(seed: u64, sample: u32) -> Self {
        let mut stream = Self(seed ^ (u64::from(sample) + 1).wrapping_mul(0xd605_bbb5_8c8a_bcfd));
        stream.next();
        stream
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; the bias of the multiplication is below n/2^64.
    fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::satisfaction::{Construct, InnerScheme, PathFit, PathModel};
    use crate::survey::{Question, Questionnaire, Scale};

    fn normal(stream: &mut Stream) -> f64 {
        let unit = |x: u64| ((x >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0;
        let (u, v) = (unit(stream.next()), unit(stream.next()));
        (-2.0 * u.ln()).sqrt() * (2.0 * std::f64::consts::PI * v).cos()
    }

    /// Two causes and an effect of two items each.
    fn sample(seed: u64, n: usize) -> Answers {
        let mut stream = Stream::new(seed, 7);
        let mut columns = vec![Vec::new(); 6];
        for _ in 0..n {
            let (a, b) = (normal(&mut stream), normal(&mut stream));
            let c = 0.6 * a + 0.3 * b + 0.6 * normal(&mut stream);
            for (item, latent) in [a, a, b, b, c, c].into_iter().enumerate() {
                let answer = 5.5 + 1.4 * latent + 0.8 * normal(&mut stream);
                columns[item].push(answer.clamp(1.0, 10.0));
            }
        }
        let question = |i| Question::new(format!("q{i}"), Scale::continuous(1.0, 10.0).unwrap());
        Answers::new(Questionnaire::new((0..6).map(question).collect()).unwrap(), columns).unwrap()
    }

    fn paths(moments: &Moments) -> Result<Vec<f64>> {
        let blocks = [[0, 1], [2, 3], [4, 5]];
        let constructs =
            blocks.iter().map(|items| Construct::new(&format!("{items:?}"), "", items)).collect();
        let model = PathModel::new(constructs, vec![(0, 2), (1, 2)])?;
        let fit = PathFit::of(model, moments, InnerScheme::Path)?;
        let index = fit.index(moments, 2)?;
        Ok(fit.paths.iter().copied().chain([index.value]).collect())
    }

    #[test]
    fn the_same_bits_for_any_number_of_threads() {
        let answers = sample(3, 80);
        let run = |threads| {
            let options = BootstrapOptions::default().with_samples(37).with_threads(threads);
            Bootstrap::of(&answers, MissingPolicy::Listwise, options, paths).unwrap()
        };
        let one = run(1);
        assert_eq!(one, run(3));
        assert_eq!((one.failed, one.samples.len()), (0, 37));
        let options = BootstrapOptions::default().with_samples(37).with_seed(2);
        assert_ne!(one, Bootstrap::of(&answers, MissingPolicy::Listwise, options, paths).unwrap());
    }

    /// The index of 120 simulated surveys: the 90 % interval covers the mean that
    /// a large survey has, nine times of ten.
    #[test]
    fn the_interval_covers_at_its_nominal_rate() {
        let truth =
            paths(&Moments::of(&sample(999, 200_000), MissingPolicy::Listwise).unwrap()).unwrap();
        let (surveys, mut covered) = (120_u32, [0_u32; 3]);
        for seed in 0..surveys {
            let answers = sample(u64::from(seed), 120);
            let options = BootstrapOptions::default().with_samples(150).with_seed(u64::from(seed));
            let found = Bootstrap::of(&answers, MissingPolicy::Listwise, options, paths).unwrap();
            for (figure, covered) in covered.iter_mut().enumerate() {
                *covered += u32::from(found.interval(figure, 0.9).unwrap().contains(truth[figure]));
            }
        }
        // 108 expected; four standard deviations of a binomial are 13.
        assert!(covered.iter().all(|count| (95..=120).contains(count)), "{covered:?}");
    }

    #[test]
    fn the_standard_error_of_a_mean_is_the_textbook_one() {
        let answers = sample(5, 200);
        let options = BootstrapOptions::default().with_samples(2000);
        let found =
            Bootstrap::of(&answers, MissingPolicy::Listwise, options, |m| Ok(vec![m.means()[0]]))
                .unwrap();
        let moments = Moments::of(&answers, MissingPolicy::Listwise).unwrap();
        let expected = moments.sds()[0] / 200_f64.sqrt();
        let error = found.standard_error(0).unwrap();
        // The spread of 2000 samples is known to 1.6 %; four times that.
        assert!((error / expected - 1.0).abs() < 0.065, "{error} {expected}");
        assert!(found.standard_error(1).is_err() && found.interval(0, 1.0).is_err());
    }
}
