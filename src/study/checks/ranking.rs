//! Whether the customers who were ranked first brought the most.

use super::grade::{Better, Gauge, Grade};
use crate::numeric::parallel::fill_with;
use crate::numeric::random::Stream;
use crate::study::state::State;
use crate::study::study_options::StudyOptions;
use crate::study::thresholds::Thresholds;

/// Whether the customers who were ranked first brought the most in the test, beside a ranking
/// that needs no model: spend so far.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RankingCheck {
    /// How far the ranking may be trusted.
    pub grade: Grade,
    /// What the top fifth caught by the model, less the same by spend so far, as a share of what
    /// came; with its bootstrap interval. Where the ranking is no better than chance, the Gini
    /// coefficient.
    pub gauge: Option<Gauge>,
    /// What was found.
    pub finding: RankingFinding,
    /// What was ranked, and what came is counted in.
    pub by: RankedBy,
    /// What the first 1, 5, 10 and 20 % caught, in this order; empty where nothing was tested.
    pub caught: Vec<Caught>,
    /// What the top fifth caught by the model, less the same by spend so far; with its 95 %
    /// interval by the bootstrap of customers.
    pub lead: Option<(f64, f64, f64)>,
    /// The Gini coefficient of the ranking by the model, with its 95 % interval likewise: 0 is
    /// chance.
    pub gini: Option<(f64, f64, f64)>,
    /// The smallest and the largest number of purchases that the model expected of a customer in
    /// the test.
    pub expected: Option<(f64, f64)>,
}

/// What a share of the customers, ranked in four ways, caught of what came in the test. Customers
/// of the same rank share; a part of a customer counts in part.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Caught {
    /// The share of the customers, the first of each ranking.
    pub part: f64,
    /// Ranked by the model.
    pub model: f64,
    /// Ranked by spend so far, or by purchases so far where there are no amounts.
    pub so_far: f64,
    /// Ranked by the number of purchases so far.
    pub frequency: f64,
    /// Ranked by the last purchase, the latest first.
    pub recency: f64,
}

/// What customers are ranked by, and what came is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RankedBy {
    /// Value, and money.
    Money,
    /// Expected purchases, and purchases: there are no amounts.
    Purchases,
}

/// What the check of the ranking found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RankingFinding {
    /// Better than spend so far.
    BetterThanObvious,
    /// As good as spend so far.
    AsTheObvious,
    /// Worse than spend so far.
    WorseThanObvious,
    /// Better than chance, but so little came that this may be luck.
    TooFewToTell,
    /// No better than chance.
    Chance,
    /// Nothing came in the test.
    NothingCame,
    /// Nothing was held out.
    NoTest,
    /// No model ranked anybody.
    NoForecast,
}

/// The shares of customers of which is told what they caught.
const PARTS: [f64; 4] = [0.01, 0.05, 0.1, TOP];
/// The top that the check is about.
const TOP: f64 = 0.2;
/// Samples of the customers: fewer of a large base, whose scatter is small.
const SAMPLES: (usize, usize) = (400, 100);
/// A base of more customers is large.
const LARGE: usize = 50_000;

impl RankingCheck {
    pub(in crate::study) fn of(
        test: Option<&State>,
        options: &StudyOptions,
        thresholds: &Thresholds,
    ) -> Self {
        let untested = |grade, finding, by| Self {
            grade,
            gauge: None,
            finding,
            by,
            caught: Vec::new(),
            lead: None,
            gini: None,
            expected: None,
        };
        let Some(state) = test else {
            return untested(Grade::NotTested, RankingFinding::NoTest, RankedBy::Purchases);
        };
        let by =
            if state.table.currency().is_some() { RankedBy::Money } else { RankedBy::Purchases };
        let Ok(forecast) = &state.forecast else {
            return untested(Grade::NotToBeUsed, RankingFinding::NoForecast, by);
        };
        let purchases: Vec<f64> = state.table.x().iter().map(|x| f64::from(*x) + 1.0).collect();
        let (came, so_far): (Vec<f64>, Vec<f64>) = match by {
            RankedBy::Money => (
                state.money_in_test(),
                state.table.total_spend().map(|spend| spend as f64).collect(),
            ),
            RankedBy::Purchases => {
                (state.table.holdout_x().iter().map(|x| f64::from(*x)).collect(), purchases.clone())
            }
        };
        if !(came.iter().sum::<f64>() > 0.0) {
            return untested(Grade::NotTested, RankingFinding::NothingCame, by);
        }
        let silent: Vec<f64> =
            state.table.t().iter().zip(state.table.t_x()).map(|(t, t_x)| t_x - t).collect();
        let (model, obvious) = (Ranking::of(forecast.worth()), Ranking::of(&so_far));
        let (frequency, recency) = (Ranking::of(&purchases), Ranking::of(&silent));
        let even = vec![1.0; came.len()];
        let caught: Vec<Caught> = PARTS
            .iter()
            .map(|&part| Caught {
                part,
                model: model.caught(&came, &even, part),
                so_far: obvious.caught(&came, &even, part),
                frequency: frequency.caught(&came, &even, part),
                recency: recency.caught(&came, &even, part),
            })
            .collect();
        let lead_of = |weights: &[f64]| {
            model.caught(&came, weights, TOP) - obvious.caught(&came, weights, TOP)
        };
        let samples = if came.len() > LARGE { SAMPLES.1 } else { SAMPLES.0 };
        let mut drawn: Vec<Option<(f64, f64)>> = vec![None; samples];
        let nobody = || vec![0.0; came.len()];
        fill_with(&mut drawn, 1, options.threads(), nobody, |weights, sample, slots| {
            let mut stream = Stream::new(options.seed(), sample as u64);
            weights.fill(0.0);
            for _ in 0..came.len() {
                weights[stream.below(came.len())] += 1.0;
            }
            let pairs = came.iter().zip(weights.iter());
            let total: f64 = pairs.map(|(came, weight)| came * weight).sum();
            if total > 0.0 {
                slots.fill(Some((lead_of(weights), model.gini(&came, weights))));
            }
        });
        let (mut leads, mut ginis): (Vec<f64>, Vec<f64>) = drawn.into_iter().flatten().unzip();
        let (lead, gini) = (lead_of(&even), model.gini(&came, &even));
        let (lead_low, lead_high) = middle(&mut leads, lead);
        let (gini_low, gini_high) = middle(&mut ginis, gini);
        let (sound, care) = thresholds.lead;
        let chance = Gauge::new(gini, thresholds.gini, thresholds.gini, Better::Higher)
            .with_interval(gini_low, gini_high);
        let ahead =
            Gauge::new(lead, sound, care, Better::Higher).with_interval(lead_low, lead_high);
        let (grade, finding, gauge) = if gini < thresholds.gini {
            (Grade::NotToBeUsed, RankingFinding::Chance, chance)
        } else if gini_low < thresholds.gini {
            (Grade::WithCare, RankingFinding::TooFewToTell, chance)
        } else {
            match ahead.zone() {
                Grade::Sound => (Grade::Sound, RankingFinding::BetterThanObvious, ahead),
                Grade::NotToBeUsed if lead_high < care => {
                    (Grade::NotToBeUsed, RankingFinding::WorseThanObvious, ahead)
                }
                Grade::NotToBeUsed => (Grade::WithCare, RankingFinding::WorseThanObvious, ahead),
                _ => (Grade::WithCare, RankingFinding::AsTheObvious, ahead),
            }
        };
        let expected = forecast.purchases_in_test.as_ref().map(|expected| {
            expected
                .iter()
                .fold((f64::INFINITY, 0.0_f64), |(low, high), one| (low.min(*one), high.max(*one)))
        });
        Self {
            grade,
            gauge: Some(gauge),
            finding,
            by,
            caught,
            lead: Some((lead, lead_low, lead_high)),
            gini: Some((gini, gini_low, gini_high)),
            expected,
        }
    }
}

/// The middle 95 % of bootstrap values, and at least the value itself.
fn middle(values: &mut [f64], value: f64) -> (f64, f64) {
    values.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (share * (values.len().max(1) - 1) as f64).round() as usize;
        values.get(place).copied().unwrap_or(value)
    };
    (at(0.025).min(value), at(0.975).max(value))
}

/// Rows by falling score, those of equal score together.
struct Ranking {
    rows: Vec<usize>,
    /// Where each group of equals ends.
    ends: Vec<usize>,
}

impl Ranking {
    fn of(score: &[f64]) -> Self {
        let mut rows: Vec<usize> = (0..score.len()).collect();
        rows.sort_by(|&a, &b| score[b].total_cmp(&score[a]));
        let last = |place: &usize| {
            rows.get(place + 1).is_none_or(|next| score[*next] != score[rows[*place]])
        };
        let ends = (0..rows.len()).filter(last).map(|place| place + 1).collect();
        Self { rows, ends }
    }

    /// Weight and outcome of each group, the best first.
    fn groups<'a>(
        &'a self,
        came: &'a [f64],
        weights: &'a [f64],
    ) -> impl Iterator<Item = (f64, f64)> + 'a {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(move |(start, end)| {
            self.rows[start..*end].iter().fold((0.0, 0.0), |(weight, sum), row| {
                (weight + weights[*row], sum + weights[*row] * came[*row])
            })
        })
    }

    /// The share of what came that the first `part` of the customers brought.
    fn caught(&self, came: &[f64], weights: &[f64], part: f64) -> f64 {
        let wanted = part * weights.iter().sum::<f64>();
        let total: f64 = came.iter().zip(weights).map(|(came, weight)| came * weight).sum();
        let (mut taken, mut sum) = (0.0, 0.0);
        for (weight, brought) in self.groups(came, weights) {
            if taken + weight >= wanted {
                if weight > 0.0 {
                    sum += brought * (wanted - taken) / weight;
                }
                break;
            }
            taken += weight;
            sum += brought;
        }
        sum / total
    }

    /// Twice the area between the curve of what the first ones caught and the diagonal.
    fn gini(&self, came: &[f64], weights: &[f64]) -> f64 {
        let all: f64 = weights.iter().sum();
        let total: f64 = came.iter().zip(weights).map(|(came, weight)| came * weight).sum();
        let (mut sum, mut area) = (0.0, 0.0);
        for (weight, brought) in self.groups(came, weights) {
            area += weight * (2.0 * sum + brought);
            sum += brought;
        }
        area / (all * total) - 1.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::lifetime::Holdout;

    #[test]
    fn equals_share_and_a_part_of_a_customer_counts_in_part() {
        let ranking = Ranking::of(&[2.0, 3.0, 2.0, 1.0]);
        let (came, even) = ([4.0, 10.0, 6.0, 0.0], [1.0; 4]);
        assert_eq!(ranking.caught(&came, &even, 0.25), 0.5);
        // The first, and half of the two who rank second.
        assert_eq!(ranking.caught(&came, &even, 0.5), 0.75);
        assert_eq!(ranking.caught(&came, &even, 0.125), 0.25);
        assert_eq!(ranking.caught(&came, &even, 1.0), 1.0);
        // Two of the first, and none of the others but the last.
        assert_eq!(ranking.caught(&came, &[0.0, 2.0, 0.0, 2.0], 0.25), 0.5);
    }

    #[test]
    fn the_gini_coefficient_is_that_of_the_holdout() {
        let mut stream = Stream::new(5, 1);
        // Scores of few values, so that many are equal.
        let score: Vec<f64> = (0..200).map(|_| stream.below(20) as f64).collect();
        let came: Vec<f64> = score.iter().map(|s| stream.below(9) as f64 + s / 4.0).collect();
        let weights: Vec<f64> = score.iter().map(|_| stream.below(4) as f64).collect();
        let holdout = Holdout::new(&came, &score).unwrap().with_weights(&weights).unwrap();
        let expected = holdout.errors().gini.unwrap();
        let found = Ranking::of(&score).gini(&came, &weights);
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }
}
