//! Loyalty programmes: what they add, and what their points owe.

use crate::error::{Error, ErrorKind, Result};

/// What a loyalty programme adds per member and period, against what the same
/// members would have spent without it (G. Dowling and M. Uncles, *Do Customer
/// Loyalty Programs Really Work?*, Sloan Management Review, 1997).
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Programme {
    /// Members.
    pub members: f64,
    /// Spend of a member with the programme.
    pub spend: f64,
    /// Spend of the same member without it.
    pub baseline: f64,
    /// Margin as a share of spend, 0..=1.
    pub margin: f64,
    /// Rewards as a share of spend with the programme, 0..=1.
    pub reward: f64,
    /// Share of rewards never redeemed, 0..=1.
    pub breakage: f64,
    /// Cost of running it in the period.
    pub administration: f64,
}

/// The economics of a programme over one period.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ProgrammeResult {
    /// Spend that would not have come without it, over spend with it; `None`
    /// where nothing is spent. Negative where the programme costs spend.
    pub incrementality: Option<f64>,
    /// Margin on the added spend.
    pub incremental_margin: f64,
    /// Rewards redeemed, also on spend that would have come anyway.
    pub reward_cost: f64,
    /// What is left after rewards and administration.
    pub net: f64,
    /// The spend without it at which the programme breaks even; above it, the
    /// programme loses. `None` where there is no margin or no member.
    pub break_even_baseline: Option<f64>,
}

impl Programme {
    /// Computes the economics.
    ///
    /// ```
    /// use habitue::value::Programme;
    ///
    /// let result = Programme {
    ///     members: 1000.0, spend: 120.0, baseline: 100.0, margin: 0.4, reward: 0.05,
    ///     breakage: 0.2, administration: 1500.0,
    /// }
    /// .compute()?;
    /// assert!((result.incremental_margin - 8000.0).abs() < 1e-9);
    /// assert!((result.reward_cost - 4800.0).abs() < 1e-9);
    /// assert!((result.net - 1700.0).abs() < 1e-9);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// `OutOfRange` for a negative amount or a share outside 0..=1; `NotFinite`;
    /// `Overflow` for a result beyond doubles.
    pub fn compute(&self) -> Result<ProgrammeResult> {
        for (name, value) in [
            ("members", self.members),
            ("spend", self.spend),
            ("baseline", self.baseline),
            ("administration", self.administration),
        ] {
            if !(value >= 0.0 && value.is_finite()) {
                return Err(Error::out_of_range(name, value, ">= 0"));
            }
        }
        for (name, value) in
            [("margin", self.margin), ("reward", self.reward), ("breakage", self.breakage)]
        {
            if !(0.0..=1.0).contains(&value) {
                return Err(Error::out_of_range(name, value, "0 to 1"));
            }
        }
        let added = self.spend - self.baseline;
        let incremental_margin = self.members * added * self.margin;
        let reward_cost = self.members * self.spend * self.reward * (1.0 - self.breakage);
        let costs = reward_cost + self.administration;
        crate::value::within_doubles(&[incremental_margin, costs, incremental_margin - costs])?;
        Ok(ProgrammeResult {
            incrementality: (self.spend > 0.0).then(|| added / self.spend),
            incremental_margin,
            reward_cost,
            net: incremental_margin - costs,
            break_even_baseline: (self.members * self.margin > 0.0)
                .then(|| self.spend - costs / (self.members * self.margin)),
        })
    }
}

/// Points that customers earned with purchases and may redeem later: how much of
/// the price is deferred until then, on the relative stand-alone prices of goods
/// and points (IFRS 15, paragraphs 74 to 80 and B39 to B43), and how a changed
/// estimate of redemption is caught up.
///
/// # Derivation
/// Goods of stand-alone price G are sold with n points, of which the share q is
/// expected to be redeemed for goods worth v each. The stand-alone price of the
/// points is n q v, and the price paid, G, is divided in proportion: G²/(G + n q v)
/// is revenue at once and D = G n q v/(G + n q v) is deferred. When k points have been
/// redeemed of E that are now expected in all, D k/E has been earned to date;
/// what was recognised before is subtracted, so that a changed E is caught up in the
/// period of the change.
///
/// For the figures of IFRS 15's illustrative example 52: G = 100,000, n = 10,000,
/// q = 95 %, v = 1 give G²/109,500 = 91,324.2009 (91,324) and D = 8,675.7991 (8,676).
/// After 4,500 of 9,500 points D × 4,500/9,500 = 4,109.5890 (4,110) is earned. After
/// 8,500 of 9,700 it is D × 8,500/9,700 = 7,602.5044, less 4,109.5890 is 3,492.9153
/// (3,493). All are exact fractions: D = 9,500,000/1,095. (4,109.684 and 3,492.680,
/// which are sometimes seen, follow from D rounded to 8,676.)
///
/// ```
/// use habitue::value::PointsLiability;
///
/// // Sales of 100,000, with 10,000 points worth 1 each, 95 % expected to be redeemed.
/// let points = PointsLiability::new(100_000.0, 10_000.0, 0.95, 1.0)?;
/// assert!((points.goods() - 91_324.2009).abs() < 5e-5);
/// assert!((points.deferred() - 8_675.7991).abs() < 5e-5);
/// // 4,500 redeemed in the first year; then 8,500 of now 9,700 expected.
/// let first = points.recognised(4_500.0, 9_500.0)?;
/// assert_eq!(first.round(), 4_110.0); // 8,675.80 × 4,500 / 9,500
/// let second = points.recognised(8_500.0, 9_700.0)? - first;
/// assert_eq!(second.round(), 3_493.0); // 8,675.80 × 8,500 / 9,700, less the first
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct PointsLiability {
    price: f64,
    points: f64,
    redemption: f64,
    value: f64,
}

/// A period of [`PointsLiability::schedule`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PointsPeriod {
    /// Deferred revenue earned up to the end of the period.
    pub recognised: f64,
    /// Of it, earned in this period, the catch-up included.
    pub revenue: f64,
    /// What a changed expectation adds to (or takes from) what was recognised
    /// before, 0 where it has not changed.
    pub catch_up: f64,
    /// What is still owed at the end of the period.
    pub outstanding: f64,
}

impl PointsLiability {
    /// Goods sold at their stand-alone price, the points that came with them, the
    /// share of points expected to be redeemed, and the value of one point to the
    /// customer.
    ///
    /// # Errors
    /// `OutOfRange` unless price > 0, points ≥ 0, redemption in 0..=1 and value
    /// ≥ 0; `NotFinite`; `Overflow` for stand-alone prices beyond doubles.
    pub fn new(price: f64, points: f64, redemption: f64, value: f64) -> Result<Self> {
        Self { price, points, redemption, value }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { price, points, redemption, value } = self;
        if !(price > 0.0 && price.is_finite()) {
            return Err(Error::out_of_range("price", price, "> 0"));
        }
        for (name, value) in [("points", points), ("value", value)] {
            if !(value >= 0.0 && value.is_finite()) {
                return Err(Error::out_of_range(name, value, ">= 0"));
            }
        }
        if !(0.0..=1.0).contains(&redemption) {
            return Err(Error::out_of_range("redemption", redemption, "0 to 1"));
        }
        crate::value::within_doubles(&[price + points * redemption * value])?;
        Ok(self)
    }

    /// Revenue of the goods, earned at once.
    #[must_use]
    pub fn goods(&self) -> f64 {
        self.price - self.deferred()
    }

    /// Revenue of the points, deferred: the price times the points' share of the
    /// stand-alone prices.
    #[must_use]
    pub fn deferred(&self) -> f64 {
        let alone = self.points * self.redemption * self.value;
        self.price * (alone / (self.price + alone))
    }

    /// The share of points that is expected never to be redeemed.
    #[must_use]
    pub fn breakage(&self) -> f64 {
        1.0 - self.redemption
    }

    /// The deferred revenue earned to date, when `redeemed` points have been
    /// redeemed of `expected` in all. Pass the latest expectation: the difference
    /// to what was recognised before catches up for its change.
    ///
    /// # Errors
    /// `OutOfRange` unless 0 < `expected` ≤ the points issued and 0 ≤ `redeemed` ≤
    /// `expected`; `NotFinite`; `Undefined` where no points were issued.
    pub fn recognised(&self, redeemed: f64, expected: f64) -> Result<f64> {
        if self.points == 0.0 {
            return Err(Error::new(ErrorKind::Undefined, "no points were issued"));
        }
        if !(expected > 0.0 && expected <= self.points) {
            return Err(Error::out_of_range(
                "expected",
                expected,
                format!("above 0 up to {} (the points issued)", self.points),
            ));
        }
        if !(0.0..=expected).contains(&redeemed) {
            return Err(Error::out_of_range("redeemed", redeemed, format!("0 to {expected}")));
        }
        Ok(self.deferred() * (redeemed / expected))
    }

    /// The liability over time: each period is given by the points redeemed up to its
    /// end, and how many are then expected to be redeemed in all.
    ///
    /// ```
    /// use habitue::value::PointsLiability;
    ///
    /// let points = PointsLiability::new(100_000.0, 10_000.0, 0.95, 1.0)?;
    /// let periods = points.schedule(&[(4_500.0, 9_500.0), (8_500.0, 9_700.0)])?;
    /// assert!((periods[0].revenue - 4_109.5890).abs() < 5e-5);
    /// assert!((periods[1].revenue - 3_492.9153).abs() < 5e-5);
    /// // Of it, what the first year would have earned less had 9,700 been known.
    /// assert!((periods[1].catch_up + 84.7338).abs() < 5e-5);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`PointsLiability::recognised`]; `OutOfRange` for fewer points redeemed
    /// than before. The row is the index of the period.
    pub fn schedule(&self, periods: &[(f64, f64)]) -> Result<Vec<PointsPeriod>> {
        let (mut redeemed_before, mut recognised_before) = (0.0, 0.0);
        let mut lines = Vec::with_capacity(periods.len());
        for (row, &(redeemed, expected)) in periods.iter().enumerate() {
            let at = |error: Error| error.at_row(row as u64);
            let recognised = self.recognised(redeemed, expected).map_err(at)?;
            if redeemed < redeemed_before {
                let allowed = format!(">= {redeemed_before} (the period before)");
                return Err(at(Error::out_of_range("redeemed", redeemed, allowed)));
            }
            lines.push(PointsPeriod {
                recognised,
                revenue: recognised - recognised_before,
                catch_up: self.deferred() * (redeemed_before / expected) - recognised_before,
                outstanding: self.deferred() - recognised,
            });
            (redeemed_before, recognised_before) = (redeemed, recognised);
        }
        Ok(lines)
    }

    /// What is still owed: the deferred revenue less what has been recognised.
    ///
    /// # Errors
    /// As [`PointsLiability::recognised`].
    pub fn outstanding(&self, redeemed: f64, expected: f64) -> Result<f64> {
        Ok(self.deferred() - self.recognised(redeemed, expected)?)
    }
}

/// Loyalty programmes beside the switching of customers, market by market: whether customers of
/// markets with more of the one switch less.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ProgrammesAcross {
    /// Points of switching for each point of participation, by least squares: above 0, customers of
    /// markets with more programmes switch more. `None` where participation does not differ.
    pub slope: Option<f64>,
    /// The correlation of the two, -1 to 1; `None` where one of them does not differ. Two markets
    /// have 1 or -1 whatever stands behind them.
    pub correlation: Option<f64>,
}

/// Sets the shares of customers in loyalty programmes beside the shares who switch, a row a market,
/// each 0 to 1. Markets differ in much else: it may refute that programmes keep customers, never
/// prove it.
///
/// ```
/// use habitue::value::programmes_across;
///
/// // The course texts: Switzerland has 15 % in programmes and 7 % who switch, Britain 83 % and 24 %.
/// let found = programmes_across(&[0.15, 0.83], &[0.07, 0.24])?;
/// assert!((found.slope.unwrap() - 0.25).abs() < 1e-15);
/// assert!((found.correlation.unwrap() - 1.0).abs() < 1e-15);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `Length` for columns of two lengths, `Empty` for fewer than two markets, `OutOfRange` or
/// `NotFinite` with the row for a share outside 0 to 1.
pub fn programmes_across(participation: &[f64], switching: &[f64]) -> Result<ProgrammesAcross> {
    let n = participation.len();
    if switching.len() != n {
        return Err(Error::length("switching", switching.len(), n));
    }
    if n < 2 {
        let message = "is fewer than the 2 markets that a comparison needs";
        return Err(Error::new(ErrorKind::Empty, message).in_column("participation").with_value(n));
    }
    for (name, shares) in [("participation", participation), ("switching", switching)] {
        if let Some(row) = shares.iter().position(|share| !(0.0..=1.0).contains(share)) {
            return Err(Error::out_of_range(name, shares[row], "0 to 1").at_row(row as u64));
        }
    }
    let differs = |shares: &[f64]| shares.iter().any(|share| *share != shares[0]);
    let mean = |shares: &[f64]| shares.iter().sum::<f64>() / n as f64;
    let (x, y) = (mean(participation), mean(switching));
    let [mut xx, mut xy, mut yy] = [0.0; 3];
    for (a, b) in participation.iter().zip(switching) {
        xx += (a - x) * (a - x);
        xy += (a - x) * (b - y);
        yy += (b - y) * (b - y);
    }
    let slope = differs(participation).then(|| xy / xx).filter(|slope| slope.is_finite());
    let both = slope.is_some() && differs(switching) && yy > 0.0;
    let correlation = both.then(|| (xy / (xx.sqrt() * yy.sqrt())).clamp(-1.0, 1.0));
    Ok(ProgrammesAcross { slope, correlation })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programme_breaks_even_where_it_says() {
        let programme = Programme {
            members: 1000.0,
            spend: 120.0,
            baseline: 100.0,
            margin: 0.4,
            reward: 0.05,
            breakage: 0.2,
            administration: 1500.0,
        };
        let baseline = programme.compute().unwrap().break_even_baseline.unwrap();
        let even = Programme { baseline, ..programme }.compute().unwrap();
        assert!(even.net.abs() < 1e-9);
        let added = even.incrementality.unwrap();
        assert!((added - (1.0 - baseline / 120.0)).abs() < 1e-15);
        let idle = Programme { spend: 0.0, margin: 0.0, ..programme }.compute().unwrap();
        assert_eq!((idle.incrementality, idle.break_even_baseline), (None, None));
        for (bad, column) in [
            (Programme { margin: 1.1, ..programme }, "margin"),
            (Programme { members: -1.0, ..programme }, "members"),
            (Programme { baseline: f64::NAN, ..programme }, "baseline"),
        ] {
            assert_eq!(bad.compute().unwrap_err().column(), Some(column));
        }
    }

    #[test]
    fn points_share_the_price_by_their_own_prices() {
        // 7,200,000 of sales; 10,000 points expected to 80 % at 100 each:
        // 6,480,000 and 720,000 (a published worked example).
        let points = PointsLiability::new(7_200_000.0, 10_000.0, 0.8, 100.0).unwrap();
        assert!((points.goods() - 6_480_000.0).abs() < 1e-6);
        assert!((points.deferred() - 720_000.0).abs() < 1e-6);
        assert_eq!(points.recognised(8_000.0, 8_000.0).unwrap(), points.deferred());
        assert_eq!(points.outstanding(8_000.0, 8_000.0).unwrap(), 0.0);
        // 2,000 for goods, with 200 points at 1 that 85 % are expected to redeem:
        // 1,843.32 and 156.68 (1,842 and 158 in the published text: a rounding slip).
        let points = PointsLiability::new(2_000.0, 200.0, 0.85, 1.0).unwrap();
        assert!((points.goods() - 1_843.32).abs() < 5e-3);
        assert!((points.deferred() - 156.68).abs() < 5e-3);
    }

    #[test]
    fn the_liability_is_run_down_and_caught_up() {
        let points = PointsLiability::new(100_000.0, 10_000.0, 0.95, 1.0).unwrap();
        // The exact fractions of the derivation.
        let deferred = 9_500_000.0 / 1_095.0;
        assert!((points.deferred() - deferred).abs() < 1e-11);
        assert!((points.goods() - 1e10 / 109_500.0).abs() < 1e-10);
        let periods = [(4_500.0, 9_500.0), (8_500.0, 9_700.0), (9_700.0, 9_700.0)];
        let lines = points.schedule(&periods).unwrap();
        let to_date = [4_500.0 / 9_500.0, 8_500.0 / 9_700.0, 1.0].map(|share| deferred * share);
        let caught = [0.0, deferred * (4_500.0 / 9_700.0 - 4_500.0 / 9_500.0), 0.0];
        let mut before = 0.0;
        for ((line, recognised), catch_up) in lines.iter().zip(to_date).zip(caught) {
            assert!((line.recognised - recognised).abs() < 1e-11);
            assert!((line.revenue - (recognised - before)).abs() < 1e-11);
            assert!((line.outstanding - (deferred - recognised)).abs() < 1e-11);
            assert!((line.catch_up - catch_up).abs() < 1e-11, "{line:?}");
            before = recognised;
        }
        assert_eq!((lines[0].revenue * 1e3).round(), 4_109_589.0);
        assert_eq!((lines[1].revenue * 1e3).round(), 3_492_915.0);
        assert_eq!(lines[2].outstanding, 0.0);
        assert_eq!(points.schedule(&[(5.0, 9.0), (4.0, 9.0)]).unwrap_err().row(), Some(1));
    }

    #[test]
    fn bad_points_are_named() {
        assert!(PointsLiability::new(0.0, 1.0, 0.5, 1.0).is_err());
        assert!(PointsLiability::new(1.0, -1.0, 0.5, 1.0).is_err());
        assert!(PointsLiability::new(1.0, 1.0, 1.5, 1.0).is_err());
        let large = PointsLiability::new(1e300, 1e300, 0.5, 1e300).unwrap_err();
        assert_eq!(large.kind(), ErrorKind::Overflow);
        let half = PointsLiability::new(1e200, 1e200, 1.0, 1.0).unwrap();
        assert_eq!((half.goods(), half.deferred()), (5e199, 5e199));
        let points = PointsLiability::new(10.0, 5.0, 0.5, 1.0).unwrap();
        assert!(points.recognised(1.0, 6.0).is_err() && points.recognised(3.0, 2.0).is_err());
        let none = PointsLiability::new(10.0, 0.0, 0.5, 1.0).unwrap();
        assert_eq!(none.recognised(0.0, 1.0).unwrap_err().kind(), ErrorKind::Undefined);
    }

    /// Five markets by numpy: `polyfit(x, y, 1)` and `corrcoef(x, y)`.
    #[test]
    fn markets_with_more_programmes_are_set_beside_those_with_fewer() {
        let (x, y) = ([0.15, 0.83, 0.40, 0.60, 0.25], [0.07, 0.24, 0.20, 0.11, 0.15]);
        let found = programmes_across(&x, &y).unwrap();
        assert!((found.slope.unwrap() - 0.166_310_303_354_269_66).abs() < 1e-15);
        assert!((found.correlation.unwrap() - 0.668_600_247_195_164_8).abs() < 1e-15);
        let flat = programmes_across(&[0.5, 0.5], &[0.1, 0.2]).unwrap();
        assert_eq!((flat.slope, flat.correlation), (None, None));
        let still = programmes_across(&[0.4, 0.5], &[0.1, 0.1]).unwrap();
        assert_eq!((still.slope, still.correlation), (Some(0.0), None));
        let error = programmes_across(&[0.5, 1.5], &[0.1, 0.2]).unwrap_err();
        assert_eq!((error.column(), error.row()), (Some("participation"), Some(1)));
        assert_eq!(programmes_across(&[0.5], &[0.1]).unwrap_err().kind(), ErrorKind::Empty);
        assert!(programmes_across(&[0.5, 0.2], &[0.1]).is_err());
    }
}
