//! The Net Promoter Score (NPS): promoters less detractors.

use super::difference::Difference;
use super::linearised::Linearised;
use super::mean::{check_part, check_squares, check_sums};
use super::remainders::{Adding, Remainders, sums};
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::proportion::{check_confidence, score_limit, two_sided_z};
use crate::survey::{Answers, Interval};

/// Who is a detractor and who a promoter in a Net Promoter Score (NPS). There is no
/// default: scales of 0 to 10, of 1 to 10 and of 1 to 5 are all in use, and a
/// chooser's option index is not the answer.
///
/// The breaks are of answers of which higher is better: on a reversed scale, of
/// [recoded](Answers#direction) ones.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct PromoterBreaks {
    detractor_at_most: f64,
    promoter_at_least: f64,
}

impl PromoterBreaks {
    /// The usual breaks of the question "how likely are you to recommend us, 0
    /// to 10": 0-6 detractor, 7-8 passive, 9-10 promoter.
    pub const ZERO_TO_TEN: Self = Self { detractor_at_most: 6.0, promoter_at_least: 9.0 };

    /// Detractors answered at most `detractor_at_most`, promoters at least
    /// `promoter_at_least`; both ends belong to their group.
    ///
    /// # Errors
    /// `NotFinite`; `Inconsistent` unless `detractor_at_most` <
    /// `promoter_at_least`.
    pub fn new(detractor_at_most: f64, promoter_at_least: f64) -> Result<Self> {
        Self { detractor_at_most, promoter_at_least }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { detractor_at_most, promoter_at_least } = self;
        for (name, value) in
            [("detractor_at_most", detractor_at_most), ("promoter_at_least", promoter_at_least)]
        {
            if !value.is_finite() {
                return Err(Error::out_of_range(name, value, "a finite number"));
            }
        }
        if detractor_at_most >= promoter_at_least {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                format!("must lie below promoter_at_least = {promoter_at_least}"),
            )
            .in_column("detractor_at_most")
            .with_value(detractor_at_most));
        }
        Ok(self)
    }

    /// The largest answer of a detractor.
    #[must_use]
    pub fn detractor_at_most(&self) -> f64 {
        self.detractor_at_most
    }

    /// The smallest answer of a promoter.
    #[must_use]
    pub fn promoter_at_least(&self) -> f64 {
        self.promoter_at_least
    }
}

/// How the interval of a promoter score is formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum PromoterInterval {
    /// Scores that a score test would not reject, with the shares under each
    /// hypothesis by maximum likelihood (Tango 1998, whose difference of paired
    /// shares is the same trinomial). Never outside ±100, has width even where
    /// everybody is a promoter.
    #[default]
    Score,
    /// score ± z se. The usual one; no width where all answer alike.
    Wald,
    /// Wald after adding 3 answers in the proportions 1 : 2 : 1 (¾ promoter, 1½
    /// passive, ¾ detractor).
    AdjustedWald,
}

impl PromoterInterval {
    /// Every method.
    pub const ALL: &'static [Self] = &[Self::Score, Self::Wald, Self::AdjustedWald];

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Wald => "Wald",
            Self::AdjustedWald => "adjusted Wald",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Score => "得分检验（score）区间",
            Self::Wald => "Wald 区间",
            Self::AdjustedWald => "调整 Wald 区间",
        }
    }

    /// The interval, in points, of shares of promoters and detractors among an effective
    /// `n` of respondents.
    pub(in crate::satisfaction) fn of(
        self,
        (promoters, detractors): (f64, f64),
        n: f64,
        confidence: f64,
    ) -> Interval {
        let z = two_sided_z(confidence);
        let (low, high) = match self {
            Self::Wald => wald(promoters, detractors, n, z),
            Self::AdjustedWald => {
                let more = n + 3.0;
                let added = |share: f64| (share * n + 0.75) / more;
                wald(added(promoters), added(detractors), more, z)
            }
            Self::Score => {
                let limit = |high, low| upper_limit(high, low, n, z);
                (-limit(detractors, promoters), limit(promoters, detractors))
            }
        };
        Interval::clamp(low, high, confidence, -1.0, 1.0).scaled(100.0)
    }
}

/// How many promoters, passives and detractors answered: the statistics under
/// the Net Promoter Score (NPS). Parts of a survey are counted apart and [merged](Self::merge).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct PromoterCounts {
    /// Sum of the weights of the promoters.
    pub promoters: f64,
    /// Sum of the weights of those between.
    pub passives: f64,
    /// Sum of the weights of the detractors.
    pub detractors: f64,
    /// Sum of the squared weights of the promoters.
    pub promoter_squares: f64,
    /// Sum of the squared weights of the detractors.
    pub detractor_squares: f64,
    /// Sum of the squared weights of all who answered.
    pub weight_squares: f64,
    /// Respondents who answered and weigh.
    pub answered: u64,
    /// Respondents who did not answer.
    pub missing: u64,
    /// Of those, with an answer off its scale.
    pub out_of_scale: u64,
    /// What rounding left of the sums.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Remainders::is_nothing"))]
    pub(super) rest: Remainders<6>,
}

sums!(
    PromoterCounts, 6: promoters, passives, detractors, promoter_squares, detractor_squares,
    weight_squares
);

impl PromoterCounts {
    /// Counts that are known already, of respondents with equal weights.
    ///
    /// # Errors
    /// `Overflow` where their sum exceeds a `u64`.
    pub fn from_counts(promoters: u64, passives: u64, detractors: u64) -> Result<Self> {
        let answered = promoters
            .checked_add(passives)
            .and_then(|sum| sum.checked_add(detractors))
            .ok_or_else(|| {
                Error::new(ErrorKind::Overflow, "sum to more than 2^64 - 1").in_column("counts")
            })?;
        Ok(Self {
            promoters: promoters as f64,
            passives: passives as f64,
            detractors: detractors as f64,
            promoter_squares: promoters as f64,
            detractor_squares: detractors as f64,
            weight_squares: answered as f64,
            answered,
            ..Self::default()
        })
    }

    /// Counts the answers to one question.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such question, or a break lies off its
    /// scale.
    pub fn count(answers: &Answers, question: usize, breaks: PromoterBreaks) -> Result<Self> {
        let column = answers.column(question)?;
        let scale = &answers.scales()[question];
        for (name, value) in [
            ("detractor_at_most", breaks.detractor_at_most),
            ("promoter_at_least", breaks.promoter_at_least),
        ] {
            if !(scale.low()..=scale.high()).contains(&value) {
                return Err(Error::out_of_range(name, value, scale.allowed()));
            }
        }
        let mut counts = Self {
            missing: answers.missing()[question],
            out_of_scale: answers.out_of_scale()[question],
            ..Self::default()
        };
        let mut sums = Adding::default();
        for (row, answer) in column.iter().enumerate() {
            let weight = answers.weight(row);
            if answer.is_nan() || weight == 0.0 {
                continue;
            }
            counts.answered += 1;
            let square = weight * weight;
            sums.add(if *answer >= breaks.promoter_at_least {
                [weight, 0.0, 0.0, square, 0.0, square]
            } else if *answer <= breaks.detractor_at_most {
                [0.0, 0.0, weight, 0.0, square, square]
            } else {
                [0.0, weight, 0.0, 0.0, 0.0, square]
            });
        }
        Ok(counts.with_sums(sums.end()))
    }

    /// The counts of both parts together.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self {
            answered: self.answered.saturating_add(other.answered),
            missing: self.missing.saturating_add(other.missing),
            out_of_scale: self.out_of_scale.saturating_add(other.out_of_scale),
            ..self.joined(&other)
        }
    }

    /// The score with its interval.
    ///
    /// # Errors
    /// `Empty` where nobody answered; `OutOfRange` unless 0 < `confidence` < 1;
    /// `NotFinite`, `OutOfRange` or `Inconsistent` for sums that no answers have.
    ///
    /// ```
    /// use habitue::satisfaction::{PromoterCounts, PromoterInterval};
    ///
    /// // 4 promoters of 7, 3 detractors: a seventh, not the 15 of truncated shares.
    /// let score = PromoterCounts::from_counts(4, 0, 3)?.score(PromoterInterval::Score, 0.95)?;
    /// assert!((score.score - 100.0 / 7.0).abs() < 1e-12);
    /// assert!(PromoterCounts::default().score(PromoterInterval::Wald, 0.95).is_err());
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn score(&self, method: PromoterInterval, confidence: f64) -> Result<PromoterScore> {
        check_confidence(confidence)?;
        let total = self.checked_total()?;
        let (promoters, detractors) = (self.promoters / total, self.detractors / total);
        let score = (self.promoters - self.detractors) / total;
        let variance = variance(promoters, detractors);
        let Linearised { standard_error, effective_n } = Linearised::of(
            self.answered,
            (total, self.weight_squares),
            variance,
            self.squares_around(score),
        );
        Ok(PromoterScore {
            score: 100.0 * score,
            promoters,
            passives: self.passives / total,
            detractors,
            variance,
            standard_error: 100.0 * standard_error,
            interval: method.of((promoters, detractors), effective_n, confidence),
            method,
            effective_n,
            counts: *self,
        })
    }

    /// The sum of all weights, where the sums are those of answers.
    fn checked_total(&self) -> Result<f64> {
        let total = self.promoters + self.passives + self.detractors;
        check_sums(self.answered, (total, self.weight_squares), &[])?;
        for (name, part) in [
            ("promoters", self.promoters),
            ("passives", self.passives),
            ("detractors", self.detractors),
        ] {
            check_part(name, part, total)?;
        }
        for (name, squares, part) in [
            ("promoter_squares", self.promoter_squares, self.promoters),
            ("detractor_squares", self.detractor_squares, self.detractors),
            ("passive_squares", self.passive_squares(), self.passives),
        ] {
            check_part(name, squares, self.weight_squares)?;
            check_squares(name, squares, part, self.answered)?;
        }
        Ok(total)
    }

    /// Σ w² of those between.
    fn passive_squares(&self) -> f64 {
        (self.weight_squares - self.promoter_squares - self.detractor_squares).max(0.0)
    }

    /// Σ w² (y - mean)² of answers counted +1, 0, -1.
    fn squares_around(&self, mean: f64) -> f64 {
        self.promoter_squares * (1.0 - mean) * (1.0 - mean)
            + self.passive_squares() * mean * mean
            + self.detractor_squares * (1.0 + mean) * (1.0 + mean)
    }
}

/// The Net Promoter Score (NPS): promoters less detractors in points (-100 to 100),
/// with variance, interval and the three shares.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PromoterScore {
    /// 100 (p - d), -100 to 100, not rounded.
    pub score: f64,
    /// Share of promoters p, 0 to 1.
    pub promoters: f64,
    /// Share of those between, 0 to 1.
    pub passives: f64,
    /// Share of detractors d, 0 to 1.
    pub detractors: f64,
    /// Variance of one answer counted +1, 0, -1: p + d - (p - d)².
    pub variance: f64,
    /// Standard error of the score in points: 100 √(variance / n) with equal weights,
    /// otherwise linearised, 100 √(Σ w² (y - ȳ)² n / (n - 1)) / Σ w.
    pub standard_error: f64,
    /// Interval of the score in points.
    pub interval: Interval,
    /// How the interval was formed.
    pub method: PromoterInterval,
    /// The variance over the squared standard error: how many respondents of equal
    /// weight would say as much. Kish's where all answered alike.
    pub effective_n: f64,
    /// The counts: who answered, who did not.
    pub counts: PromoterCounts,
}

impl PromoterScore {
    /// Whether all answers fell into one group, so that the variance is 0 and a
    /// Wald interval has no width: it then says nothing about the uncertainty.
    #[must_use]
    pub fn is_degenerate(&self) -> bool {
        self.variance == 0.0
    }

    /// The variance with n - 1 instead of n in the denominator; `None` with an
    /// effective sample of 1 or less.
    #[must_use]
    pub fn unbiased_variance(&self) -> Option<f64> {
        let n = self.effective_n;
        (n > 1.0).then(|| self.variance * n / (n - 1.0))
    }

    /// Whether the score of `later` differs from this one, in points;
    /// independent samples: se = √(v₁/n₁ + v₂/n₂).
    ///
    /// # Errors
    /// `OutOfRange` unless 0 < `confidence` < 1.
    pub fn difference(&self, later: &Self, confidence: f64) -> Result<Difference> {
        Difference::between(
            (self.score, self.standard_error),
            (later.score, later.standard_error),
            confidence,
        )
    }
}

/// p + d - (p - d)², as a sum of squares around the mean so that it is never
/// negative.
fn variance(promoters: f64, detractors: f64) -> f64 {
    let mean = promoters - detractors;
    let passives = (1.0 - promoters - detractors).max(0.0);
    promoters * (1.0 - mean) * (1.0 - mean)
        + passives * mean * mean
        + detractors * (1.0 + mean) * (1.0 + mean)
}

fn wald(promoters: f64, detractors: f64, n: f64, z: f64) -> (f64, f64) {
    let half = z * (variance(promoters, detractors) / n).sqrt();
    (promoters - detractors - half, promoters - detractors + half)
}

/// The largest δ with (δ - (p - d)) / √(v(δ)/n) <= z, where v(δ) is the variance
/// at the maximum-likelihood shares that have difference δ.
fn upper_limit(promoters: f64, detractors: f64, n: f64, z: f64) -> f64 {
    let estimate = promoters - detractors;
    score_limit(estimate, 1.0, |delta| {
        let distance = delta - estimate;
        distance * distance * n > z * z * restricted_variance(promoters, detractors, delta)
    })
}

/// p + d - δ² at the shares that maximise the likelihood of the observed p̂ and
/// d̂ under p - d = δ. There the detractors q are the larger root of
/// 2 q² - (p̂ + d̂ - (2 - p̂ + d̂) δ) q - d̂ δ (1 - δ) = 0 (Tango 1998).
fn restricted_variance(promoters: f64, detractors: f64, delta: f64) -> f64 {
    let b = -promoters - detractors + (2.0 - promoters + detractors) * delta;
    let c = -detractors * delta * (1.0 - delta);
    let q = ((b * b - 8.0 * c).max(0.0).sqrt() - b) / 4.0;
    (2.0 * q + delta - delta * delta).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Question, Questionnaire, Scale};
    use proptest::prelude::*;

    fn score(p: u64, n: u64, d: u64, method: PromoterInterval) -> PromoterScore {
        PromoterCounts::from_counts(p, n, d).unwrap().score(method, 0.95).unwrap()
    }

    /// A question on CrossValidated: p = 1/2, 0 = 1/3, d = 1/6, variance 5/9.
    #[test]
    fn published_variance_and_intervals() {
        let found = score(162, 108, 54, PromoterInterval::Wald);
        assert!((found.variance - 5.0 / 9.0).abs() < 1e-15);
        assert!((found.standard_error / 100.0 - 0.041_408_666_2).abs() < 5e-11);
        let found = score(70, 20, 10, PromoterInterval::Wald);
        assert!((found.score - 60.0).abs() < 1e-13);
        assert!((found.standard_error - 6.633_249_580_71).abs() < 5e-12);
        assert!((found.interval.low - 46.999_069_721_3).abs() < 5e-11);
        assert!((found.interval.high - 73.000_930_278_7).abs() < 5e-11);
    }

    #[test]
    fn everybody_a_promoter_is_flagged() {
        let wald = score(10, 0, 0, PromoterInterval::Wald);
        assert!(wald.is_degenerate() && wald.interval.width() == 0.0 && wald.score == 100.0);
        let adjusted = score(10, 0, 0, PromoterInterval::AdjustedWald);
        assert!((adjusted.interval.low - 47.50).abs() < 5e-3, "{adjusted:?}");
        assert!(adjusted.interval.high == 100.0 && adjusted.interval.clamped);
        // Before it is drawn back the end is 106.34.
        let (_, high) = wald_of_adjusted(10.0);
        assert!((high - 1.0634).abs() < 5e-5);
        let score = score(10, 0, 0, PromoterInterval::Score);
        assert!(
            score.interval.low < 60.0 && score.interval.high == 100.0 && !score.interval.clamped
        );
    }

    fn wald_of_adjusted(promoters: f64) -> (f64, f64) {
        let n = promoters + 3.0;
        wald((promoters + 0.75) / n, 0.75 / n, n, two_sided_z(0.95))
    }

    /// The variance under the hypothesis against a direct search for the
    /// likelihood's maximum.
    #[test]
    fn the_restricted_shares_maximise_the_likelihood() {
        for (p, d) in [(0.7, 0.1), (0.5, 0.5), (0.2, 0.3), (1.0, 0.0), (0.0, 0.4)] {
            for delta in [-0.6, -0.1, 0.0, 0.3, 0.8] {
                let log =
                    |share: f64, chance: f64| if share == 0.0 { 0.0 } else { share * chance.ln() };
                let likelihood = |q: f64| {
                    log(p, q + delta) + log(d, q) + log(1.0 - p - d, 1.0 - 2.0 * q - delta)
                };
                let (least, most) = ((-delta).max(0.0), (1.0 - delta) / 2.0);
                let (mut low, mut high) = (least, most);
                for _ in 0..200 {
                    let (a, b) = (low + 0.382 * (high - low), low + 0.618 * (high - low));
                    if likelihood(a) < likelihood(b) { low = a } else { high = b }
                }
                let expected = 2.0 * low + delta - delta * delta;
                let found = restricted_variance(p, d, delta);
                assert!((found - expected).abs() < 1e-6, "{p} {d} {delta}: {found} {expected}");
            }
        }
    }

    #[test]
    fn more_than_127_and_more_than_21_million_answers_count() {
        assert!((score(200, 0, 100, PromoterInterval::Wald).score - 100.0 / 3.0).abs() < 1e-12);
        let huge = score(3_000_000_000, 1_000_000_000, 1_000_000_000, PromoterInterval::Score);
        assert!((huge.score - 40.0).abs() < 1e-12 && huge.interval.low > 39.99);
    }

    #[test]
    fn breaks_are_inclusive_and_explicit() {
        let question = Question::new("recommend", Scale::points(0, 10).unwrap());
        let questionnaire = Questionnaire::new(vec![question]).unwrap();
        let mut column: Vec<f64> = (0..=10).map(f64::from).collect();
        column.push(f64::NAN);
        let answers = Answers::new(questionnaire, vec![column]).unwrap();
        let counts = PromoterCounts::count(&answers, 0, PromoterBreaks::ZERO_TO_TEN).unwrap();
        assert_eq!((counts.promoters, counts.passives, counts.detractors), (2.0, 2.0, 7.0));
        assert_eq!((counts.answered, counts.missing), (11, 1));
        assert_eq!(PromoterBreaks::new(9.0, 9.0).unwrap_err().kind(), ErrorKind::Inconsistent);
        assert!(PromoterBreaks::new(f64::NAN, 9.0).is_err());
        let off = PromoterBreaks::new(6.0, 11.0).unwrap();
        assert_eq!(
            PromoterCounts::count(&answers, 0, off).unwrap_err().kind(),
            ErrorKind::OutOfRange
        );
    }

    #[test]
    fn two_waves_are_compared() {
        let (first, second) =
            (score(40, 30, 30, PromoterInterval::Wald), score(55, 25, 20, PromoterInterval::Wald));
        let found = first.difference(&second, 0.95).unwrap();
        let expected = 100.0 * (first.variance / 100.0 + second.variance / 100.0).sqrt();
        assert!(
            (found.standard_error - expected).abs() < 1e-12
                && (found.difference - 25.0).abs() < 1e-12
        );
    }

    /// Exact coverage over all outcomes of 20 answers.
    #[test]
    fn the_score_interval_covers() {
        let (n, shares) = (20_u64, [(0.5, 0.2), (0.85, 0.05), (0.3, 0.3)]);
        let ln_factorial = |k: u64| libm::lgamma(k as f64 + 1.0);
        for (p, d) in shares {
            let mut covered = 0.0;
            for promoters in 0..=n {
                for detractors in 0..=n - promoters {
                    let rest = n - promoters - detractors;
                    let mass = ln_factorial(n)
                        - ln_factorial(promoters)
                        - ln_factorial(detractors)
                        - ln_factorial(rest)
                        + promoters as f64 * f64::ln(p)
                        + detractors as f64 * f64::ln(d)
                        + rest as f64 * f64::ln(1.0 - p - d);
                    let interval =
                        score(promoters, rest, detractors, PromoterInterval::Score).interval;
                    if interval.contains(100.0 * (p - d)) {
                        covered += mass.exp();
                    }
                }
            }
            assert!((0.93..0.98).contains(&covered), "{p} {d}: {covered}");
        }
    }

    /// With unequal weights the score is a mean of answers counted +1, 0, -1, whose
    /// standard error other sums give.
    #[test]
    fn the_standard_error_is_that_of_a_weighted_mean() {
        let answer = |row: usize| [10.0, 3.0, 8.0, 9.0, 0.0, 10.0, 7.0][row * 5 % 7];
        let column: Vec<f64> = (0..60).map(answer).collect();
        let weights: Vec<f64> = (0..60).map(|row| [0.5, 3.0, 1.0, 7.0][row / 3 % 4]).collect();
        let question = Question::new("recommend", Scale::points(0, 10).unwrap());
        let questionnaire = Questionnaire::new(vec![question]).unwrap();
        let answers = Answers::new(questionnaire, vec![column.clone()])
            .and_then(|answers| answers.with_weights(weights.clone()))
            .unwrap();
        let counts = PromoterCounts::count(&answers, 0, PromoterBreaks::ZERO_TO_TEN).unwrap();
        let found = counts.score(PromoterInterval::Wald, 0.95).unwrap();
        let sign = |answer: &f64| {
            if *answer >= 9.0 {
                1.0
            } else if *answer <= 6.0 {
                -1.0
            } else {
                0.0
            }
        };
        let signs: Vec<f64> = column.iter().map(sign).collect();
        let mean = crate::satisfaction::MeanCounts::count(&signs, Some(&weights))
            .and_then(|counts| counts.mean(0.95))
            .unwrap();
        assert!((found.score - 100.0 * mean.mean).abs() < 1e-12);
        let expected = 100.0 * mean.standard_error.unwrap();
        assert!((found.standard_error / expected - 1.0).abs() < 1e-12, "{found:?} {mean:?}");
        let half = 0.5 * (found.interval.high - found.interval.low);
        assert!((half / expected - two_sided_z(0.95)).abs() < 1e-12);
        for wrong in [
            PromoterCounts { promoter_squares: 0.0, ..counts },
            PromoterCounts { detractor_squares: f64::NAN, ..counts },
            PromoterCounts { promoter_squares: counts.weight_squares, ..counts },
        ] {
            assert!(wrong.score(PromoterInterval::Score, 0.95).is_err(), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn intervals_are_ordered_inside_and_mirror(p in 0u64..5000, n in 0u64..5000, d in 0u64..5000) {
            prop_assume!(p + n + d > 0);
            for &method in PromoterInterval::ALL {
                let (found, mirror) = (score(p, n, d, method), score(d, n, p, method));
                let interval = found.interval;
                prop_assert!(-100.0 <= interval.low && interval.low <= interval.high && interval.high <= 100.0);
                prop_assert!((found.score + mirror.score).abs() < 1e-9);
                prop_assert!((interval.low + mirror.interval.high).abs() < 1e-9);
                if method != PromoterInterval::AdjustedWald {
                    prop_assert!(interval.low <= found.score + 1e-9 && found.score <= interval.high + 1e-9);
                }
            }
        }
    }
}
