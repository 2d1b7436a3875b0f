//! The distribution of spend: what customers spend a purchase, observed and as the model has it.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::lifetime::Spending;
use crate::study::state::{SpendLaw, State};
use crate::study::withheld::{Figure, Withheld};

/// What customers who came back spend a repeat purchase on average: counts in bins beside each
/// other, and what the model of spend expects.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SpendDistribution {
    /// From 0 on, all of one width.
    pub bins: Vec<SpendBand>,
    /// Customers who spend more than the last bin holds: one in a hundred, or as many.
    pub above: u64,
    /// The model of spend: (amount, customers expected in a bin around it), ascending; empty where
    /// there is no model. Density of Gamma-Gamma (Fader and Hardie 2013) at each number of repeat
    /// purchases that customers have, times the width of a bin.
    pub expected: Vec<(f64, f64)>,
}

/// A bin of [`SpendDistribution`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct SpendBand {
    /// Its lower end, in it; units of the currency.
    pub low: f64,
    /// Its upper end, in the next.
    pub high: f64,
    /// How many customers.
    pub customers: u64,
}

/// So many bins at most, and points of the model in each.
const MOST_BINS: f64 = 30.0;
const POINTS: u32 = 4;
/// The share of the customers that the bins hold.
const HELD: f64 = 0.99;

impl SpendDistribution {
    /// The distribution over the customers of a state.
    ///
    /// # Errors
    /// None of a state that a study made.
    pub(crate) fn of(state: &State) -> Result<Figure<Self>> {
        let law = match &state.spend {
            Ok(law) => law,
            Err(withheld) => return Ok(Err(*withheld)),
        };
        let (x, mean) = state.spending();
        let came_back = || x.iter().zip(&mean).filter(|(x, mean)| **x > 0 && **mean > 0.0);
        let mut amounts: Vec<f64> = came_back().map(|(_, mean)| *mean).collect();
        amounts.sort_by(f64::total_cmp);
        let place = ((amounts.len() as f64 * HELD).ceil() as usize).saturating_sub(1);
        let Some(&reach) = amounts.get(place) else { return Ok(Err(Withheld::NOBODY_CAME_BACK)) };
        let width = round_width(reach / MOST_BINS);
        let count = (reach / width).floor() as usize + 1;
        let mut customers = vec![0_u64; count];
        let mut above = 0;
        for amount in &amounts {
            match customers.get_mut((amount / width) as usize) {
                Some(bin) => *bin += 1,
                None => above += 1,
            }
        }
        let bins = customers.into_iter().enumerate().map(|(at, customers)| SpendBand {
            low: width * at as f64,
            high: width * (at + 1) as f64,
            customers,
        });
        let mut by_purchases: BTreeMap<u32, f64> = BTreeMap::new();
        came_back().for_each(|(x, _)| *by_purchases.entry(*x).or_default() += 1.0);
        let expected = match law {
            SpendLaw::OwnMean { .. } => Vec::new(),
            SpendLaw::GammaGamma(fitted) => {
                let counts: Vec<u32> = by_purchases.keys().copied().collect();
                let mut density = vec![0.0; counts.len()];
                let mut curve = Vec::new();
                for point in 1..=POINTS * count as u32 {
                    let amount = width * (f64::from(point) - 0.5) / f64::from(POINTS);
                    let there = vec![amount; counts.len()];
                    let customers = Spending::new(&counts, &there)?;
                    fitted.model().ln_likelihood_into(&customers, &mut density)?;
                    let each = by_purchases.values().zip(&density);
                    let sum: f64 = each.map(|(customers, ln)| customers * ln.exp()).sum();
                    curve.push((amount, sum * width));
                }
                curve
            }
        };
        Ok(Ok(Self { bins: bins.collect(), above, expected }))
    }
}

/// The next of 1, 2 and 5 times a power of ten.
fn round_width(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|step| step * power)
        .find(|width| *width >= least)
        .unwrap_or(least)
}
