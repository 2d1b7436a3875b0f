//! How unequally value is spread over customers.

use std::cmp::Ordering;

use crate::error::{Error, Result};
use crate::numeric::ranking::amount::Amount;
use crate::numeric::ranking::cut::{Boundary, share_of_count};
use crate::numeric::ranking::order;

/// Which Gini coefficient. All are 0 where customers are worth the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Gini {
    /// The population coefficient, Σᵢ (2i − n − 1) x₍ᵢ₎ / (n Σx) over ascending
    /// values: twice the area between the Lorenz curve and the diagonal. Its
    /// largest value is (n − 1)/n. Undefined with negative values, and where the
    /// total is zero. (The default of R's `ineq`.)
    #[default]
    Biased,
    /// The population coefficient times n/(n − 1), so that one customer who
    /// holds everything gives 1. Undefined as well for a single customer. (The
    /// default of R's `DescTools`.)
    Unbiased,
    /// For profits that may be negative: Σᵢ (2i − n − 1) x₍ᵢ₎ / ((n − 1) Σ|x|),
    /// which lies in 0..=1 whatever the signs, and is the unbiased coefficient
    /// where no value is negative (Raffinetti, Siletti and Vernizzi, *On the
    /// Gini coefficient normalization when attributes with negative values are
    /// considered*, Statistical Methods & Applications 24, 2015). Undefined for a
    /// single customer, and where every value is zero.
    Normalised,
}

/// The concentration of value over customers: whole-customer shares, the Lorenz
/// and the whale curve, Gini. See the [module](crate::value).
///
/// `V` is `f64`, or `i64` minor units; sums are exact, and rounded once. The shares are of
/// the *net* total: with loss-making customers the best ones hold more than all
/// of it, and the cumulative ("whale") curve rises above 1 before it falls back.
///
/// ```
/// use habitue::value::{Concentration, Gini};
///
/// let value = Concentration::of(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0])?;
/// assert_eq!(value.share_of_top(0.2)?, Some(19.0 / 55.0));
/// assert_eq!(value.top_share_giving(0.8)?, Some(0.6)); // 10 + 9 + 8 + 7 + 6 + 5 = 45 >= 44
/// assert_eq!(value.gini(Gini::Biased), Some(0.3));
///
/// // A whale curve: the best customer earns 125 % of the profit.
/// let profit = Concentration::of(&[1000_i64, -300, 100])?;
/// assert_eq!(profit.share_of_top(0.01)?, Some(1.25));
/// assert_eq!(profit.peak(), Some((2, 1.375)));
/// assert_eq!(profit.gini(Gini::Biased), None);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration<V> {
    /// From the most to the least valuable.
    descending: Vec<V>,
}

impl<V: Amount> Concentration<V> {
    /// Looks at what each customer is worth.
    ///
    /// # Errors
    /// `Empty` without a customer; `NotFinite` naming the row; `Overflow` where
    /// the sum of the positive or of the negative values does not fit the type.
    pub fn of(values: &[V]) -> Result<Self> {
        if values.is_empty() {
            return Err(Error::empty("values"));
        }
        V::check(values, "values")?;
        let mut keys: Vec<u64> = values.iter().map(|value| value.key()).collect();
        order::sort_descending(&mut keys);
        let this = Self { descending: keys.into_iter().map(V::from_key).collect() };
        V::total(&this.sum_of(|value| value > V::default()))?;
        V::total(&this.sum_of(|value| value < V::default()))?;
        Ok(this)
    }

    /// How many customers.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.descending.len()
    }

    /// What each customer is worth, from the most valuable down.
    #[must_use]
    pub fn descending(&self) -> &[V] {
        &self.descending
    }

    /// The net total: gains less losses.
    #[must_use]
    pub fn total(&self) -> V {
        Self::known(&self.sum_of(|_| true))
    }

    /// The sum of the positive values.
    #[must_use]
    pub fn gross(&self) -> V {
        Self::known(&self.sum_of(|value| value > V::default()))
    }

    /// The sum of the negative values, zero or negative.
    #[must_use]
    pub fn losses(&self) -> V {
        Self::known(&self.sum_of(|value| value < V::default()))
    }

    /// The share of the net total that the best `share` of customers hold; a
    /// customer in part counts whole (⌈share × n⌉ customers). `None` where the
    /// net total is zero or negative.
    ///
    /// # Errors
    /// `OutOfRange` for a share outside 0..=1, `NotFinite` for a NaN.
    pub fn share_of_top(&self, share: f64) -> Result<Option<f64>> {
        let count = self.count_of(share)?;
        let Some(net) = self.positive_net() else { return Ok(None) };
        Ok(Some(V::ratio(&Self::sum(&self.descending[..count]), &net)))
    }

    /// The smallest share of customers, the best ones, who together hold at
    /// least `share` of the net total; see [`Concentration::customers_giving`].
    ///
    /// # Errors
    /// As [`Concentration::customers_giving`].
    pub fn top_share_giving(&self, share: f64) -> Result<Option<f64>> {
        let count = self.customers_giving(share)?;
        Ok(count.map(|count| count as f64 / self.customers() as f64))
    }

    /// The smallest number of customers, the best ones, who together hold at
    /// least `share` of the net total. `None` where the net total is zero or
    /// negative.
    ///
    /// # Errors
    /// `OutOfRange` for a share outside 0..=1, `NotFinite` for a NaN; `Overflow`
    /// where an exact comparison does not fit 128 bits.
    pub fn customers_giving(&self, share: f64) -> Result<Option<usize>> {
        let part = billionths(share)?;
        let Some(net) = self.positive_net() else { return Ok(None) };
        let reached = |sum: &V::Sum| -> Result<bool> {
            Ok(V::compare_with_share(sum, part, BILLION, &net)?.is_ge())
        };
        let mut sum = V::Sum::default();
        // Sums rise up to the last who is worth something: in steps, then one by one.
        let gainers = self.descending.partition_point(|&value| value > V::default());
        let mut count = 0;
        for block in self.descending[..gainers].chunks(BLOCK) {
            let before = sum.clone();
            block.iter().for_each(|&value| V::add(&mut sum, value));
            if reached(&sum)? {
                sum = before;
                break;
            }
            count += block.len();
        }
        for &value in &self.descending[count..] {
            if reached(&sum)? {
                return Ok(Some(count));
            }
            V::add(&mut sum, value);
            count += 1;
        }
        Ok(Some(self.customers()))
    }

    /// Where the whale curve peaks: how many customers are worth more than
    /// nothing, and the share of the net total that they hold (1 where nobody
    /// makes a loss). `None` where the net total is zero or negative.
    #[must_use]
    pub fn peak(&self) -> Option<(usize, f64)> {
        let net = self.positive_net()?;
        let gainers = self.descending.partition_point(|&value| value > V::default());
        Some((gainers, V::ratio(&Self::sum(&self.descending[..gainers]), &net)))
    }

    /// The Lorenz curve at evenly spaced customers, the *least* valuable first:
    /// point k of m + 1 holds the share of customers ⌊k n / m⌋ / n and the share
    /// of the net total that they hold. The first point is (0, 0), the last
    /// (1, 1). Returns whether the shares are defined: `false`, and nothing is
    /// written, where the net total is zero or negative.
    ///
    /// # Errors
    /// `Length` where the columns differ in length or hold fewer than 2 points.
    pub fn lorenz_into(&self, customers: &mut [f64], value: &mut [f64]) -> Result<bool> {
        self.curve(customers, value, self.descending.iter().rev())
    }

    /// The whale curve: as [`Concentration::lorenz_into`], with the *most*
    /// valuable customers first. It rises above 1 where some make a loss.
    ///
    /// # Errors
    /// As [`Concentration::lorenz_into`].
    pub fn whale_into(&self, customers: &mut [f64], value: &mut [f64]) -> Result<bool> {
        self.curve(customers, value, self.descending.iter())
    }

    /// The Lorenz curve as `points` pairs; see [`Concentration::lorenz_into`].
    ///
    /// # Errors
    /// `Length` for fewer than 2 points.
    pub fn lorenz(&self, points: usize) -> Result<Option<Vec<(f64, f64)>>> {
        let (mut customers, mut value) = (vec![0.0; points], vec![0.0; points]);
        let defined = self.lorenz_into(&mut customers, &mut value)?;
        Ok(defined.then(|| customers.into_iter().zip(value).collect()))
    }

    /// The whale curve as `points` pairs; see [`Concentration::whale_into`].
    ///
    /// # Errors
    /// `Length` for fewer than 2 points.
    pub fn whale(&self, points: usize) -> Result<Option<Vec<(f64, f64)>>> {
        let (mut customers, mut value) = (vec![0.0; points], vec![0.0; points]);
        let defined = self.whale_into(&mut customers, &mut value)?;
        Ok(defined.then(|| customers.into_iter().zip(value).collect()))
    }

    /// The Gini coefficient of the kind asked for; `None` where that kind is
    /// undefined.
    #[must_use]
    pub fn gini(&self, kind: Gini) -> Option<f64> {
        let n = self.customers();
        let any_negative = self.descending.last().is_some_and(|&least| least < V::default());
        let scale = match kind {
            Gini::Biased | Gini::Unbiased if any_negative => return None,
            Gini::Unbiased | Gini::Normalised if n < 2 => return None,
            Gini::Biased => n as f64,
            Gini::Unbiased | Gini::Normalised => (n - 1) as f64,
        };
        let mut magnitude = V::Sum::default();
        let mut spread = V::Sum::default();
        for (i, &value) in self.descending.iter().enumerate() {
            // Ascending rank i' = n − i, so that 2 i' − n − 1 = n − 1 − 2 i.
            V::add_weighted(&mut spread, n as i64 - 1 - 2 * i as i64, value);
            V::add_weighted(&mut magnitude, if value < V::default() { -1 } else { 1 }, value);
        }
        (V::sign(&magnitude) == Ordering::Greater).then(|| V::ratio(&spread, &magnitude) / scale)
    }

    /// ⌈share × n⌉.
    pub(crate) fn count_of(&self, share: f64) -> Result<usize> {
        Ok(share_of_count(billionths(share)?, BILLION, self.customers(), Boundary::Upper))
    }

    fn positive_net(&self) -> Option<V::Sum> {
        let net = Self::sum(&self.descending);
        (V::sign(&net) == Ordering::Greater).then_some(net)
    }

    fn sum(values: &[V]) -> V::Sum {
        let mut sum = V::Sum::default();
        for &value in values {
            V::add(&mut sum, value);
        }
        sum
    }

    fn sum_of(&self, keep: impl Fn(V) -> bool) -> V::Sum {
        let mut sum = V::Sum::default();
        for &value in self.descending.iter().filter(|&&value| keep(value)) {
            V::add(&mut sum, value);
        }
        sum
    }

    /// A total that the constructor found to fit.
    fn known(sum: &V::Sum) -> V {
        V::total(sum).unwrap_or_default()
    }

    fn curve<'a>(
        &self,
        customers: &mut [f64],
        value: &mut [f64],
        ordered: impl Iterator<Item = &'a V>,
    ) -> Result<bool> {
        if customers.len() != value.len() {
            return Err(Error::length("value", value.len(), customers.len()));
        }
        if customers.len() < 2 {
            return Err(Error::length("customers", customers.len(), 2).allowing("2 or more points"));
        }
        let Some(net) = self.positive_net() else { return Ok(false) };
        let n = self.customers();
        let steps = customers.len() - 1;
        let mut sum = V::Sum::default();
        let mut taken = 0;
        let mut ordered = ordered;
        for (k, (x, y)) in customers.iter_mut().zip(value).enumerate() {
            let upto = (k as u128 * n as u128 / steps as u128) as usize;
            for &next in ordered.by_ref().take(upto - taken) {
                V::add(&mut sum, next);
            }
            taken = upto;
            *x = upto as f64 / n as f64;
            *y = if upto == n { 1.0 } else { V::ratio(&sum, &net) };
        }
        Ok(true)
    }
}

/// Customers that are added before their sum is compared.
const BLOCK: usize = 1024;

const BILLION: u64 = 1_000_000_000;

/// A share in billionths, so that 0.07 of a hundred customers are seven.
fn billionths(share: f64) -> Result<u64> {
    if (0.0..=1.0).contains(&share) {
        Ok((share * BILLION as f64).round() as u64)
    } else {
        Err(Error::out_of_range("share", share, "0 to 1"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::numeric::exact_sum::ExactSum;

    #[test]
    fn gini_of_one_to_ten_is_that_of_the_packages() {
        // R: ineq::Gini(1:10) = 0.3, DescTools::Gini(1:10) = 1/3.
        let cents = Concentration::of(&[4_i64, 1, 3, 2, 5, 10, 9, 8, 7, 6]).unwrap();
        assert_eq!(cents.gini(Gini::Biased), Some(0.3));
        assert_eq!(cents.gini(Gini::Unbiased), Some(1.0 / 3.0));
        assert_eq!(cents.gini(Gini::Normalised), Some(1.0 / 3.0));
    }

    #[test]
    fn gini_is_undefined_where_it_says_so() {
        let one = Concentration::of(&[5.0]).unwrap();
        assert_eq!((one.gini(Gini::Biased), one.gini(Gini::Unbiased)), (Some(0.0), None));
        let none = Concentration::of(&[0.0, 0.0]).unwrap();
        assert_eq!((none.gini(Gini::Biased), none.gini(Gini::Normalised)), (None, None));
        assert_eq!(none.share_of_top(0.5).unwrap(), None);
        assert_eq!(none.customers_giving(0.8).unwrap(), None);
        let loss = Concentration::of(&[-2.0, 1.0]).unwrap();
        assert_eq!((loss.gini(Gini::Biased), loss.gini(Gini::Normalised)), (None, Some(1.0)));
        assert_eq!((loss.share_of_top(1.0).unwrap(), loss.peak()), (None, None));
    }

    #[test]
    fn the_extremes_of_the_normalised_gini_are_reached() {
        // One holds all gains, one all losses: the largest spread there is.
        for values in [vec![7, 0, 0, -3], vec![7, 0, 0], vec![-3, 0, 0]] {
            assert_eq!(Concentration::of(&values).unwrap().gini(Gini::Normalised), Some(1.0));
        }
        assert_eq!(Concentration::of(&[-3_i64; 5]).unwrap().gini(Gini::Normalised), Some(0.0));
    }

    #[test]
    fn gini_is_the_mean_difference_over_twice_the_mean() {
        let values = [3.5_f64, 0.0, 12.25, 7.0, 7.0, 100.0, 0.125];
        let n = values.len() as f64;
        let differences: f64 =
            values.iter().flat_map(|a| values.iter().map(move |b| (a - b).abs())).sum();
        let expected = differences / (2.0 * n * values.iter().sum::<f64>());
        let found = Concentration::of(&values).unwrap().gini(Gini::Biased).unwrap();
        assert!((found - expected).abs() <= 4.0 * f64::EPSILON, "{found} {expected}");
    }

    #[test]
    fn a_share_is_the_decimal_that_it_is_written_as() {
        let hundred = Concentration::of(&[1_i64; 100]).unwrap();
        for percent in 0..=100 {
            let share = f64::from(percent) / 100.0;
            assert_eq!(hundred.share_of_top(share).unwrap(), Some(share), "{percent} %");
            assert_eq!(hundred.customers_giving(share).unwrap(), Some(percent as usize));
        }
    }

    #[test]
    fn lorenz_and_whale_mirror_each_other_and_gini_is_the_area() {
        let values = [5.0, -1.0, 3.0, 0.0, 9.0, 4.0];
        let curve = Concentration::of(&values).unwrap();
        let lorenz = curve.lorenz(7).unwrap().unwrap();
        let whale = curve.whale(7).unwrap().unwrap();
        for ((p, l), (q, w)) in lorenz.iter().zip(whale.iter().rev()) {
            assert!((p + q - 1.0).abs() < 1e-15 && (l + w - 1.0).abs() < 1e-15);
        }
        assert_eq!((lorenz[0], lorenz[6]), ((0.0, 0.0), (1.0, 1.0)));
        assert_eq!(whale[4], (4.0 / 6.0, 21.0 / 20.0));

        let positive = Concentration::of(&[5.0, 1.0, 3.0, 0.0, 9.0, 4.0]).unwrap();
        let points = positive.lorenz(7).unwrap().unwrap();
        let area: f64 =
            points.windows(2).map(|p| (p[1].0 - p[0].0) * (p[1].1 + p[0].1) / 2.0).sum();
        let gini = positive.gini(Gini::Biased).unwrap();
        assert!((1.0 - 2.0 * area - gini).abs() < 1e-15, "{gini}");
    }

    #[test]
    fn bad_input_is_named() {
        assert_eq!(Concentration::<f64>::of(&[]).unwrap_err().kind(), ErrorKind::Empty);
        let error = Concentration::of(&[1.0, f64::NAN]).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::NotFinite, Some(1)));
        assert_eq!(Concentration::of(&[i64::MAX, 1]).unwrap_err().kind(), ErrorKind::Overflow);
        let one = Concentration::of(&[1.0]).unwrap();
        for share in [-0.1, 1.1, f64::NAN] {
            assert!(one.share_of_top(share).is_err() && one.customers_giving(share).is_err());
        }
        assert_eq!(one.lorenz(1).unwrap_err().kind(), ErrorKind::Length);
        assert_eq!(
            one.lorenz_into(&mut [0.0; 2], &mut [0.0; 3]).unwrap_err().kind(),
            ErrorKind::Length
        );
    }

    /// Sums that are exact do not depend on how many customers are added at a time.
    #[test]
    fn many_customers_giving_a_share_are_counted_one_by_one_too() {
        let values: Vec<f64> = (0..5000).map(|i| 0.1 * f64::from(i % 977) - 3.0).collect();
        let curve = Concentration::of(&values).unwrap();
        for share in [0.0, 0.001, 0.3, 0.8, 0.999_999, 1.0] {
            let found = curve.customers_giving(share).unwrap().unwrap();
            let given = |count: usize| {
                let sum: ExactSum = curve.descending()[..count].iter().copied().collect();
                sum.value() >= curve.total() * share
            };
            assert!(given(found) && (found == 0 || !given(found - 1)), "{share}: {found}");
        }
    }

    #[test]
    fn what_overflows_on_the_way_has_its_figure() {
        let curve = Concentration::of(&[1.5e308, -1.0e308, 1e307]).unwrap();
        // The sum of magnitudes is 2.6e308, beyond the range of doubles.
        let gini = curve.gini(Gini::Normalised).unwrap();
        assert!((gini - 2.0 * 2.5 / 2.6 / 2.0).abs() < 1e-15, "{gini}");
        assert_eq!(curve.total(), 6e307);
    }
}
