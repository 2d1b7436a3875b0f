//! The value pyramid: tiers of customers by what they are worth.

use std::cmp::Ordering;

use crate::error::{Error, Result};
use crate::numeric::ranking::amount::Amount;
use crate::numeric::ranking::classes::{Classes, Level};
use crate::numeric::ranking::counted::Counted;
use crate::numeric::ranking::cut::{Boundary, Ties, level_of, levels, share_of_count};
use crate::numeric::ranking::keys::Keys;
use crate::numeric::ranking::order;
use crate::numeric::ranking::selection::Standing;
use crate::value::pyramids::tier_cuts::TierCuts;
use crate::value::pyramids::tiers::{MOST_TIERS, TierStatistics, Tiers};

/// What the parts of a pyramid are parts of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum By {
    /// The number of customers: the best 1 % of customers are the top. Customers
    /// worth nothing, and loss-making ones, stand in the lowest tier however few
    /// the others are.
    #[default]
    Customers,
    /// The value: the best customers who together give 80 % of the value are
    /// the A customers. The whole is the sum of the *positive* values, so that
    /// loss-making customers do not move the cuts; they and customers worth
    /// nothing stand in the lowest tier. Where nobody is worth anything,
    /// everybody stands there.
    Value,
}

/// A tier's names and size, from the top of the pyramid down.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Tier {
    /// The English name.
    pub name: String,
    /// The Chinese name.
    pub name_zh: String,
    /// The size, in any unit that is common to the tiers of one pyramid: 20 of
    /// 20/30/50, or 0.2 of 0.2/0.3/0.5. More than nine decimals are rounded.
    pub part: f64,
}

impl Tier {
    /// A tier of a name, a Chinese name and a size.
    #[must_use]
    pub fn new(name: impl Into<String>, name_zh: impl Into<String>, part: f64) -> Self {
        Self { name: name.into(), name_zh: name_zh.into(), part }
    }
}

/// A pyramid as data: how large each tier is, of what, and what happens at the
/// cuts. See the [module](crate::value).
///
/// ```
/// use habitue::value::Pyramid;
///
/// // Profit per customer, in cents.
/// let profit = [90_000_i64, 20_000, 20_000, 15_000, 9_000, 4_000, 1_000, 0, -500, -7_000];
/// let tiers = Pyramid::abc().assign(&profit)?;
/// assert_eq!(tiers.tier, [1, 1, 1, 2, 2, 3, 3, 3, 3, 3]); // equal customers stay together
/// assert_eq!(tiers.statistics[0].total, 130_000);
/// assert_eq!(tiers.statistics[0].value_share, Some(130_000.0 / 151_500.0));
///
/// // A cut that falls among equals can be decided otherwise.
/// use habitue::value::Ties;
/// let tiers = Pyramid::abc().with_ties(Ties::Lower).assign(&profit)?;
/// assert_eq!(tiers.tier, [1, 2, 2, 2, 2, 3, 3, 3, 3, 3]);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Pyramid {
    tiers: Vec<Tier>,
    by: By,
    ties: Ties,
    boundary: Boundary,
    #[cfg_attr(feature = "serde", serde(skip, default = "one"))]
    threads: usize,
}

/// Threads are the caller's choice, not the pyramid's.
#[cfg(feature = "serde")]
fn one() -> usize {
    1
}

/// Distinct values that are added before their sum is compared with a cut.
const STEP: usize = 1024;

/// The largest part of a tier.
const LARGEST_PART: f64 = 1e6;
/// Parts are held in billionths: as integers, so that seven per cent of a
/// hundred customers are seven, not the eight that ⌈0.07 × 100⌉ is in doubles.
const UNITS_PER_PART: f64 = 1e9;

impl Pyramid {
    /// A pyramid of the given tiers, from the top down, by customers.
    ///
    /// # Errors
    /// `Empty` without a tier; `OutOfRange` for a part outside
    /// 1e-9..=1 000 000 or more than 1000 tiers; `NotFinite` for a NaN or
    /// infinite part. The row is the index of the tier.
    pub fn new(tiers: impl Into<Vec<Tier>>) -> Result<Self> {
        Self {
            tiers: tiers.into(),
            by: By::default(),
            ties: Ties::default(),
            boundary: Boundary::default(),
            threads: 1,
        }
        .checked()
    }

    fn checked(self) -> Result<Self> {
        if self.tiers.is_empty() {
            return Err(Error::empty("tiers"));
        }
        if self.tiers.len() > MOST_TIERS {
            return Err(Error::out_of_range("tiers", self.tiers.len() as f64, "1 to 1000 tiers"));
        }
        for (row, tier) in self.tiers.iter().enumerate() {
            if !(tier.part >= 1.0 / UNITS_PER_PART && tier.part <= LARGEST_PART) {
                return Err(
                    Error::out_of_range("part", tier.part, "1e-9 to 1e6").at_row(row as u64)
                );
            }
        }
        Ok(self)
    }

    /// A pyramid of unnamed tiers: they are called by their number.
    ///
    /// # Errors
    /// As [`Pyramid::new`].
    pub fn from_parts(parts: &[f64]) -> Result<Self> {
        let tiers: Vec<Tier> = parts
            .iter()
            .enumerate()
            .map(|(i, &part)| {
                Tier::new(format!("tier {}", i + 1), format!("第{}层客户", i + 1), part)
            })
            .collect();
        Self::new(tiers)
    }

    /// Curry's pyramid by customers: top 1 %, large 4 %, medium 15 %, small 80 %
    /// (J. Curry and A. Curry, *The Customer Marketing Method*, 2000).
    #[must_use]
    pub fn curry() -> Self {
        Self::preset(&[
            ("top", "顶级客户", 1.0),
            ("large", "大客户", 4.0),
            ("medium", "中型客户", 15.0),
            ("small", "小客户", 80.0),
        ])
    }

    /// The pyramid of the Chinese course texts by customers: VIP 1 %, major
    /// 19 %, ordinary 30 %, small 50 %.
    #[must_use]
    pub fn vip() -> Self {
        Self::preset(&[
            ("VIP", "VIP客户", 1.0),
            ("major", "主要客户", 19.0),
            ("ordinary", "普通客户", 30.0),
            ("small", "小客户", 50.0),
        ])
    }

    /// ABC by customers: 20 % A, 30 % B, 50 % C.
    #[must_use]
    pub fn abc() -> Self {
        Self::preset(&[("A", "A类客户", 20.0), ("B", "B类客户", 30.0), ("C", "C类客户", 50.0)])
    }

    /// ABC by value: A give the first 80 % of the value, B the next 15 %, C the
    /// last 5 %.
    #[must_use]
    pub fn abc_by_value() -> Self {
        Self::preset(&[("A", "A类客户", 80.0), ("B", "B类客户", 15.0), ("C", "C类客户", 5.0)])
            .with_by(By::Value)
    }

    /// Pareto's cut by customers: key 20 %, other 80 %.
    #[must_use]
    pub fn pareto() -> Self {
        Self::preset(&[("key", "重点客户", 20.0), ("other", "其他客户", 80.0)])
    }

    fn preset(tiers: &[(&str, &str, f64)]) -> Self {
        Self {
            tiers: tiers.iter().map(|&(name, zh, part)| Tier::new(name, zh, part)).collect(),
            by: By::default(),
            ties: Ties::default(),
            boundary: Boundary::default(),
            threads: 1,
        }
    }

    /// What the parts are parts of. Defaults to the number of customers.
    #[must_use]
    pub fn with_by(mut self, by: By) -> Self {
        self.by = by;
        self
    }

    /// Where equal customers at a cut go. Defaults to up.
    #[must_use]
    pub fn with_ties(mut self, ties: Ties) -> Self {
        self.ties = ties;
        self
    }

    /// Where the customer goes whom a cut divides. Defaults to up.
    #[must_use]
    pub fn with_boundary(mut self, boundary: Boundary) -> Self {
        self.boundary = boundary;
        self
    }

    /// How many threads may put customers into tiers; 0 for all cores. The tiers are the same, and
    /// so are their totals, to the bit. Defaults to 1.
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// The tiers, from the top down.
    #[must_use]
    pub fn tiers(&self) -> &[Tier] {
        &self.tiers
    }

    /// Names a tier, counted from 0 at the top, in English and Chinese.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such tier.
    pub fn rename(&mut self, tier: usize, [name, name_zh]: [&str; 2]) -> Result<()> {
        let allowed = format!("below {}", self.tiers.len());
        let found = self.tiers.get_mut(tier);
        let found = found.ok_or_else(|| Error::out_of_range("tier", tier as f64, allowed))?;
        (found.name, found.name_zh) = (name.to_owned(), name_zh.to_owned());
        Ok(())
    }

    /// What the parts are parts of.
    #[must_use]
    pub fn by(&self) -> By {
        self.by
    }

    /// Where equal customers at a cut go.
    #[must_use]
    pub fn ties(&self) -> Ties {
        self.ties
    }

    /// Where the customer goes whom a cut divides.
    #[must_use]
    pub fn boundary(&self) -> Boundary {
        self.boundary
    }

    /// The tier of each customer, with what each tier holds.
    ///
    /// `values` holds what each customer is worth, in any unit; negative values
    /// are customers who cost more than they bring. Whoever is worth nothing, or
    /// less, is in the lowest tier.
    ///
    /// # Errors
    /// As [`Pyramid::assign_into`].
    pub fn assign<V: Amount>(&self, values: &[V]) -> Result<Tiers<V>> {
        let mut tier = vec![0; values.len()];
        let statistics = self.assign_into(values, &mut tier)?;
        Ok(Tiers { tier, statistics })
    }

    /// Writes the tier of each customer, 1 for the top, into `out`, and returns
    /// what each tier holds. Every customer is in exactly one tier.
    ///
    /// # Errors
    /// `Empty` without a customer; `Length` where `out` has another length;
    /// `NotFinite` naming the row; `Overflow` where a total does not fit its
    /// type. Nothing is written then.
    pub fn assign_into<V: Amount>(
        &self,
        values: &[V],
        out: &mut [i32],
    ) -> Result<Vec<TierStatistics<V>>> {
        if values.is_empty() {
            return Err(Error::empty("values"));
        }
        if out.len() != values.len() {
            return Err(Error::length("out", out.len(), values.len()));
        }
        let keys = Keys::check(values, "values", self.threads)?;
        let mut levels = self.levels(&keys)?;
        let cuts = levels.len();
        levels.reverse();
        let classes = Classes::new(levels, &keys);
        // The statistics can fail, so they come before the first write.
        let tier_of = |row: usize, value: V| cuts - classes.reached(value.key(), row);
        let statistics = TierStatistics::collect(values, self.tiers.len(), self.threads, tier_of)?;
        classes.write(&keys, |reached| (cuts - reached + 1) as i32, self.threads, out);
        Ok(statistics)
    }

    /// Where this base is cut, as values that put any other base into the same tiers: the
    /// customers of the day by the pyramid of last night.
    ///
    /// ```
    /// use habitue::value::Pyramid;
    ///
    /// let profit = [900.0, 200.0, 200.0, 150.0, 90.0, 40.0, 10.0, 0.0, -5.0, -70.0];
    /// let cuts = Pyramid::abc().cuts(&profit)?;
    /// assert_eq!(cuts.assign(&profit)?, Pyramid::abc().assign(&profit)?);
    /// assert_eq!((cuts.tier_of(250.0)?, cuts.tier_of(95.0)?, cuts.tier_of(0.0)?), (1, 2, 3));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Pyramid::assign_into`]; `Argument` where ties go by the order of the rows, which
    /// another base does not have.
    pub fn cuts<V: Amount>(&self, values: &[V]) -> Result<TierCuts<V>> {
        if values.is_empty() {
            return Err(Error::empty("values"));
        }
        self.ties.refuse_row_order()?;
        let keys = Keys::check(values, "values", self.threads)?;
        TierCuts::new(self.levels(&keys)?.into_iter().map(Level::cut_point).collect::<Vec<_>>())
    }

    /// As [`Pyramid::cuts`], where row i stands for `counts[i]` customers.
    ///
    /// # Errors
    /// As [`Pyramid::cuts`]; `Length`; `Overflow` for more than 2^53 customers.
    pub fn cuts_of_counts<V: Amount>(&self, values: &[V], counts: &[u64]) -> Result<TierCuts<V>> {
        self.ties.refuse_row_order()?;
        let keys = Keys::check(values, "values", self.threads)?;
        let counted = Counted::new(&keys, counts)?;
        let places = match self.by {
            By::Customers => self.places_by_count(counted.total()),
            By::Value => self.places_by_value::<V>(counted.groups())?,
        };
        let zero = V::default().key();
        let cut = |(last, &place): (Option<Standing>, &usize)| {
            level_of(last, place, self.ties, |_, _| 0).not_below(zero).cut_point()
        };
        let found = counted.nth_largest(&places);
        TierCuts::new(found.into_iter().zip(&places).map(cut).collect::<Vec<_>>())
    }

    /// Where the tiers begin, from the top down. Whoever is worth nothing, or less, is below all.
    fn levels<V: Amount>(&self, keys: &Keys<'_, V>) -> Result<Vec<Level>> {
        let places = self.places(keys)?;
        let zero = V::default().key();
        let found = levels(keys, &places, self.ties, self.threads);
        Ok(found.into_iter().map(|level| level.not_below(zero)).collect())
    }

    /// How many customers, from the best down, stand above each cut.
    fn places<V: Amount>(&self, keys: &Keys<'_, V>) -> Result<Vec<usize>> {
        match self.by {
            By::Customers => Ok(self.places_by_count(keys.len())),
            By::Value => {
                let mut descending: Vec<u64> = keys.of(0..keys.len()).collect();
                order::sort_descending(&mut descending);
                self.places_by_value::<V>(descending.iter().map(|&key| (key, 1)))
            }
        }
    }

    pub(super) fn places_by_count(&self, customers: usize) -> Vec<usize> {
        let (bounds, parts) = self.cumulative_parts();
        let place = |bound: u64| share_of_count(bound, parts, customers, self.boundary);
        bounds.into_iter().map(place).collect()
    }

    /// The same by value, of groups of customers with one key, the largest first.
    fn places_by_value<V: Amount>(
        &self,
        groups: impl Iterator<Item = (u64, usize)> + Clone,
    ) -> Result<Vec<usize>> {
        let (bounds, parts) = self.cumulative_parts();
        let zero = V::default().key();
        let earning = groups.take_while(|&(key, _)| key > zero);
        let mut gross = V::Sum::default();
        for (key, size) in earning.clone() {
            V::add_weighted(&mut gross, size as i64, V::from_key(key));
        }
        let mut places = vec![0; bounds.len()];
        if V::sign(&gross) != Ordering::Greater {
            return Ok(places);
        }
        let bound =
            |next: usize, sum: &V::Sum| V::compare_with_share(sum, bounds[next], parts, &gross);
        let (mut next, mut above, mut before) = (0, 0, V::Sum::default());
        let mut left = earning;
        while next < bounds.len() {
            // In steps that end before the next cut, then one by one.
            let (mut further, mut sum, mut customers) = (left.clone(), before.clone(), 0);
            let mut taken = 0;
            for (key, size) in further.by_ref().take(STEP) {
                V::add_weighted(&mut sum, size as i64, V::from_key(key));
                (customers, taken) = (customers + size, taken + 1);
            }
            if taken == 0 {
                break;
            }
            if bound(next, &sum)?.is_lt() {
                (left, before, above) = (further, sum, above + customers);
                continue;
            }
            for (key, size) in left.by_ref().take(taken) {
                let value = V::from_key(key);
                while next < bounds.len() {
                    let inside = self.inside(&before, value, size, |sum| bound(next, sum))?;
                    if inside == size {
                        break;
                    }
                    places[next] = above + inside;
                    next += 1;
                }
                V::add_weighted(&mut before, size as i64, value);
                above += size;
            }
        }
        places[next..].fill(above);
        Ok(places)
    }

    /// How many of `size` equal customers a cut leaves above it, given what those before them
    /// are worth and a comparison of such a sum with the cut.
    pub(super) fn inside<V: Amount>(
        &self,
        before: &V::Sum,
        value: V,
        size: usize,
        bound: impl Fn(&V::Sum) -> Result<Ordering>,
    ) -> Result<usize> {
        let (mut inside, mut outside) = (0, size);
        while inside < outside {
            let middle = inside + (outside - inside) / 2;
            let with = middle + usize::from(self.boundary == Boundary::Lower);
            let mut sum = before.clone();
            V::add_weighted(&mut sum, with as i64, value);
            let is_outside = match self.boundary {
                Boundary::Upper => bound(&sum)?.is_ge(),
                Boundary::Lower => bound(&sum)?.is_gt(),
            };
            if is_outside {
                outside = middle;
            } else {
                inside = middle + 1;
            }
        }
        Ok(inside)
    }

    /// The cumulative parts up to each cut but the last, and the whole, as
    /// integers without a common divisor.
    pub(super) fn cumulative_parts(&self) -> (Vec<u64>, u64) {
        let units: Vec<u64> =
            self.tiers.iter().map(|tier| (tier.part * UNITS_PER_PART).round() as u64).collect();
        let divisor = units.iter().fold(0, |divisor, &unit| gcd(divisor, unit)).max(1);
        let mut bounds: Vec<u64> = units
            .iter()
            .scan(0, |sum, unit| {
                *sum += unit / divisor;
                Some(*sum)
            })
            .collect();
        let parts = bounds.pop().unwrap_or(1);
        (bounds, parts)
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::error::ErrorKind;

    const PRESETS: [fn() -> Pyramid; 5] =
        [Pyramid::curry, Pyramid::vip, Pyramid::abc, Pyramid::abc_by_value, Pyramid::pareto];

    fn sizes<V: Amount>(pyramid: &Pyramid, values: &[V]) -> Vec<u64> {
        pyramid.assign(values).unwrap().statistics.iter().map(|tier| tier.customers).collect()
    }

    #[test]
    fn presets_cut_distinct_customers_exactly() {
        let values: Vec<i64> = (0..1000).map(|i| (i * 7919) % 1000).collect();
        assert_eq!(sizes(&Pyramid::curry(), &values), [10, 40, 150, 800]);
        assert_eq!(sizes(&Pyramid::vip(), &values), [10, 190, 300, 500]);
        assert_eq!(sizes(&Pyramid::abc(), &values), [200, 300, 500]);
        assert_eq!(sizes(&Pyramid::pareto(), &values), [200, 800]);
    }

    #[test]
    fn a_few_customers_still_have_a_top() {
        assert_eq!(sizes(&Pyramid::curry(), &[5.0]), [1, 0, 0, 0]);
        assert_eq!(sizes(&Pyramid::curry(), &[5.0, 4.0]), [1, 0, 0, 1]);
        assert_eq!(sizes(&Pyramid::curry(), &[5.0, 4.0, 3.0, 2.0, 1.0, 0.5]), [1, 0, 1, 4]);
        let down = Pyramid::curry().with_boundary(Boundary::Lower);
        assert_eq!(sizes(&down, &[5.0, 4.0, 3.0, 2.0, 1.0, 0.5]), [0, 0, 1, 5]);
    }

    #[test]
    fn customers_worth_nothing_are_in_no_upper_tier() {
        let mut values = vec![0_i64; 100];
        values[..3].copy_from_slice(&[10, 5, 1]);
        for ties in [Ties::Upper, Ties::Lower, Ties::RowOrder] {
            for boundary in [Boundary::Upper, Boundary::Lower] {
                let pyramid = Pyramid::curry().with_ties(ties).with_boundary(boundary);
                assert_eq!(sizes(&pyramid, &values), [1, 2, 0, 97], "{ties:?}, {boundary:?}");
                assert_eq!(sizes(&pyramid, &[0.0; 3]), [0, 0, 0, 3]);
                assert_eq!(sizes(&pyramid, &[-1.0, 0.0, -0.0]), [0, 0, 0, 3]);
            }
        }
    }

    #[test]
    fn parts_are_decimals_not_binary_fractions() {
        // In doubles 0.07 * 100 is 7.000000000000001, whose ceiling is 8.
        let values: Vec<i64> = (1..=100).collect();
        let pyramid = Pyramid::from_parts(&[0.07, 0.93]).unwrap();
        assert_eq!(sizes(&pyramid, &values), [7, 93]);
        let thirds = Pyramid::from_parts(&[1.0 / 3.0; 3]).unwrap();
        assert_eq!(sizes(&thirds, &values[..99]), [33, 33, 33]);
    }

    #[test]
    fn ties_go_where_the_rule_says() {
        let values = [2_i64, 1, 2, 2, 1];
        let pyramid = Pyramid::from_parts(&[20.0, 20.0, 60.0]).unwrap();
        let tiers = |ties| pyramid.clone().with_ties(ties).assign(&values).unwrap().tier;
        assert_eq!(tiers(Ties::Upper), [1, 3, 1, 1, 3]);
        assert_eq!(tiers(Ties::Lower), [3, 3, 3, 3, 3]);
        assert_eq!(tiers(Ties::RowOrder), [1, 3, 2, 3, 3]);
    }

    #[test]
    fn by_value_the_dividing_customer_goes_where_the_rule_says() {
        // 50 + 30 = 80 ends exactly at the cut; 15 more reach 95 exactly.
        let exact = [30_i64, 50, 15, 5];
        assert_eq!(Pyramid::abc_by_value().assign(&exact).unwrap().tier, [1, 1, 2, 3]);
        let divided = [45_i64, 45, 10];
        let up = Pyramid::abc_by_value();
        assert_eq!(up.assign(&divided).unwrap().tier, [1, 1, 2]);
        let down = up.with_boundary(Boundary::Lower).with_ties(Ties::RowOrder);
        assert_eq!(down.assign(&divided).unwrap().tier, [1, 2, 3]);
    }

    #[test]
    fn by_value_losses_and_nothing_stand_at_the_bottom() {
        let values = [100_i64, -50, 0, 10, -1];
        let tiers = Pyramid::abc_by_value().assign(&values).unwrap();
        assert_eq!(tiers.tier, [1, 3, 3, 2, 3]);
        assert_eq!(tiers.statistics[0].gross_share, Some(100.0 / 110.0));
        assert_eq!(tiers.statistics[0].value_share, Some(100.0 / 59.0));
        for boundary in [Boundary::Upper, Boundary::Lower] {
            let nobody = Pyramid::abc_by_value().with_boundary(boundary);
            let tiers = nobody.assign(&[0.0, -1.0]).unwrap();
            assert_eq!(tiers.tier, [3, 3]);
            assert_eq!(tiers.statistics[2].value_share, None);
            assert_eq!(tiers.statistics[2].gross_share, None);
            assert_eq!(tiers.statistics[0].mean, None);
        }
    }

    #[test]
    fn bad_input_is_named_and_nothing_is_written() {
        let pyramid = Pyramid::abc();
        let mut out = [9, 9];
        let error = pyramid.assign_into(&[1.0, f64::INFINITY], &mut out).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::NotFinite, Some(1)));
        let error = pyramid.assign_into(&[i64::MAX, i64::MAX], &mut out).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Overflow);
        assert_eq!(pyramid.assign_into(&[1.0], &mut out).unwrap_err().kind(), ErrorKind::Length);
        assert_eq!(pyramid.assign::<f64>(&[]).unwrap_err().kind(), ErrorKind::Empty);
        assert_eq!(out, [9, 9]);
        assert_eq!(Pyramid::new([]).unwrap_err().kind(), ErrorKind::Empty);
        for part in [0.0, -1.0, 1e7] {
            let error = Pyramid::from_parts(&[1.0, part]).unwrap_err();
            assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(1)));
        }
        let error = Pyramid::from_parts(&[f64::NAN]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFinite);
    }

    /// The definition, the slow way: each customer alone against its cut.
    fn by_definition(pyramid: &Pyramid, values: &[i64]) -> Vec<i32> {
        let (bounds, parts) = pyramid.cumulative_parts();
        let mut rows: Vec<usize> = (0..values.len()).collect();
        rows.sort_by_key(|&row| (-values[row], row));
        let gross: i64 = values.iter().filter(|&&value| value > 0).sum();
        let inside = |position: usize, bound: u64| {
            let value: i64 = rows[..position].iter().map(|&row| values[row].max(0)).sum();
            let (before, whole, own) = match pyramid.by {
                By::Customers => (position as i64, values.len() as i64, 1),
                By::Value => (value, gross, values[rows[position]]),
            };
            let cut = whole * bound as i64;
            values[rows[position]] > 0
                && match pyramid.boundary {
                    Boundary::Upper => before * (parts as i64) < cut,
                    Boundary::Lower => (before + own) * parts as i64 <= cut,
                }
        };
        (0..values.len())
            .map(|row| {
                let group: Vec<usize> =
                    (0..rows.len()).filter(|&p| values[rows[p]] == values[row]).collect();
                let position = match pyramid.ties {
                    Ties::Upper => group[0],
                    Ties::Lower => group[group.len() - 1],
                    Ties::RowOrder => rows.iter().position(|&r| r == row).unwrap(),
                };
                1 + bounds.iter().take_while(|&&bound| !inside(position, bound)).count() as i32
            })
            .collect()
    }

    proptest! {
        #[test]
        fn every_customer_is_where_the_definition_says(
            values in prop::collection::vec(-5_i64..12, 1..60),
            preset in 0..PRESETS.len(),
            by in prop::sample::select(vec![By::Customers, By::Value]),
            ties in prop::sample::select(vec![Ties::Upper, Ties::Lower, Ties::RowOrder]),
            boundary in prop::sample::select(vec![Boundary::Upper, Boundary::Lower]),
        ) {
            let pyramid = PRESETS[preset]().with_by(by).with_ties(ties).with_boundary(boundary);
            let tiers = pyramid.assign(&values).unwrap();
            prop_assert_eq!(&tiers.tier, &by_definition(&pyramid, &values));
            // The tiers are a partition whose totals are the ledger's to the cent.
            let total: i64 = tiers.statistics.iter().map(|tier| tier.total).sum();
            let customers: u64 = tiers.statistics.iter().map(|tier| tier.customers).sum();
            prop_assert_eq!(total, values.iter().sum::<i64>());
            prop_assert_eq!(customers, values.len() as u64);
            // The same values as doubles stand in the same tiers.
            let doubles: Vec<f64> = values.iter().map(|&value| value as f64).collect();
            prop_assert_eq!(pyramid.assign(&doubles).unwrap().tier, tiers.tier);
        }
    }
}
