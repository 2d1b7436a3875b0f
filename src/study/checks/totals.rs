//! The forecast total beside what came.

use super::grade::{Better, Gauge, Grade};
use crate::study::season::Season;
use crate::study::state::State;
use crate::study::thresholds::Thresholds;

/// What was forecast of all customers together for the test, beside what came.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TotalsCheck {
    /// How far totals may be trusted.
    pub grade: Grade,
    /// The larger bias, of purchases or of money, with the interval that the scatter of the
    /// customers gives it.
    pub gauge: Option<Gauge>,
    /// What was found.
    pub finding: TotalsFinding,
    /// Purchases; `None` where nothing was tested.
    pub purchases: Option<TotalTested>,
    /// Money; `None` where nothing was tested or there are no amounts.
    pub money: Option<TotalTested>,
    /// The season of the year in the purchases, where it is strong enough to matter.
    pub season: Option<Season>,
}

/// A total that was forecast for the test, beside what came.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct TotalTested {
    /// What was forecast: purchases, or units of the currency.
    pub expected: f64,
    /// What came.
    pub came: f64,
    /// (expected − came)/came: positive where too much was forecast; `None` where nothing came.
    pub bias: Option<f64>,
    /// The 95 % interval of the bias over samples of the customers.
    pub interval: Option<(f64, f64)>,
}

/// What the check of the totals found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TotalsFinding {
    /// Forecast and outcome agree.
    Close,
    /// Too little was forecast.
    TooLow,
    /// Too much was forecast.
    TooHigh,
    /// They agree, but so few purchases came that this may be luck.
    TooFewToTell,
    /// They agree, but the purchases follow a strong season of the year, which no model knows.
    Season,
    /// Nothing came in the test.
    NothingCame,
    /// Nothing was held out.
    NoTest,
    /// No model forecast anything.
    NoForecast,
}

impl TotalsCheck {
    pub(in crate::study) fn of(
        test: Option<&State>,
        season: Option<Season>,
        thresholds: &Thresholds,
    ) -> Self {
        let untested = |grade, finding| Self {
            grade,
            gauge: None,
            finding,
            purchases: None,
            money: None,
            season,
        };
        let Some(state) = test else {
            return untested(Grade::NotTested, TotalsFinding::NoTest);
        };
        let Some((expected, revenue)) = state.forecast.as_ref().ok().and_then(|forecast| {
            Some((forecast.purchases_in_test.as_ref()?, forecast.revenue_in_test.as_ref()))
        }) else {
            return untested(Grade::NotToBeUsed, TotalsFinding::NoForecast);
        };
        let came: Vec<f64> = state.table.holdout_x().iter().map(|x| f64::from(*x)).collect();
        let purchases = TotalTested::of(expected, &came);
        let money = revenue.map(|revenue| TotalTested::of(revenue, &state.money_in_test()));
        let worse = [Some(purchases), money]
            .into_iter()
            .flatten()
            .filter(|total| total.bias.is_some())
            .max_by(|a, b| a.off().total_cmp(&b.off()));
        let Some((total, bias, (low, high))) =
            worse.and_then(|total| Some((total, total.bias?, total.interval?)))
        else {
            let grade = Grade::NotToBeUsed;
            let found = untested(grade, TotalsFinding::NothingCame);
            return Self { purchases: Some(purchases), money, ..found };
        };
        let (sound, care) = thresholds.bias;
        let gauge = Gauge::new(bias, sound, care, Better::NearZero).with_interval(low, high);
        let surely_off = low > care || high < -care;
        let surely_near = low >= -care && high <= care;
        let side = if total.expected > total.came {
            TotalsFinding::TooHigh
        } else {
            TotalsFinding::TooLow
        };
        let (grade, finding) = match gauge.zone() {
            Grade::Sound if !surely_near => (Grade::WithCare, TotalsFinding::TooFewToTell),
            Grade::Sound if season.is_some() => (Grade::WithCare, TotalsFinding::Season),
            Grade::Sound => (Grade::Sound, TotalsFinding::Close),
            Grade::NotToBeUsed if surely_off => (Grade::NotToBeUsed, side),
            _ => (Grade::WithCare, side),
        };
        Self { grade, gauge: Some(gauge), finding, purchases: Some(purchases), money, season }
    }
}

impl TotalTested {
    /// Forecasts of customers, and what came of each.
    fn of(expected: &[f64], came: &[f64]) -> Self {
        let (sum, total) = (expected.iter().sum::<f64>(), came.iter().sum::<f64>());
        if !(total > 0.0 && sum > 0.0) {
            return Self { expected: sum, came: total, bias: None, interval: None };
        }
        // The logarithm of the ratio of two sums over customers, linearised.
        let each = expected.iter().zip(came).map(|(e, a)| e / sum - a / total);
        let error = each.map(|off| off * off).sum::<f64>().sqrt();
        let ratio = sum / total;
        let at = |z: f64| ratio * (z * error).exp() - 1.0;
        Self {
            expected: sum,
            came: total,
            bias: Some(ratio - 1.0),
            interval: Some((at(-NORMAL_95), at(NORMAL_95))),
        }
    }

    fn off(&self) -> f64 {
        self.bias.map_or(0.0, f64::abs)
    }
}

/// The 97.5 % quantile of the normal law.
const NORMAL_95: f64 = 1.959_963_984_540_054;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_a_ratio_of_sums() {
        let found = TotalTested::of(&[2.0, 2.0], &[1.0, 3.0]);
        assert_eq!((found.expected, found.came, found.bias), (4.0, 4.0, Some(0.0)));
        // By hand: the shares differ by 1/4 and -1/4, so that the standard error of the logarithm
        // is 0.353553, and e^(1.959964 * 0.353553) is 1.99961.
        let (low, high) = found.interval.unwrap_or_default();
        assert!((high - 0.999_61).abs() < 5e-5 && (low + 0.499_90).abs() < 5e-5, "{low} {high}");
        // Twice as many customers of the same kind: the error is smaller by the root of 2.
        let (_, twice) = TotalTested::of(&[2.0, 2.0, 2.0, 2.0], &[1.0, 3.0, 1.0, 3.0])
            .interval
            .unwrap_or_default();
        assert!((twice.ln_1p() - high.ln_1p() / 2.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn nothing_that_came_has_no_bias() {
        let found = TotalTested::of(&[1.0, 2.0], &[0.0, 0.0]);
        assert_eq!((found.bias, found.interval), (None, None));
    }
}
