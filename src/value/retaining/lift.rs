//! By how much a rate, a loyalty or a trust rises: in points, or relative to what it is.

use crate::error::{Error, ErrorKind, Result};

/// By how much a rate or a score rises, or falls where it is negative. "Five per cent more"
/// is read either way, and of a rate of 80 % it is 85 % or 84 %.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Lift {
    /// By this much, in units of the measure: 0.05 is five points of a rate.
    Points(f64),
    /// By this share of what it is: 0.05 makes 0.8 0.84.
    Relative(f64),
}

/// Retention rates after a lift.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct RaisedRates {
    /// The rate of each customer, 0 to 1.
    pub rates: Vec<f64>,
    /// How many customers the lift would have taken beyond the top, at which they stop.
    pub capped: u64,
}

impl Lift {
    /// A value of `measure` after the lift.
    #[must_use]
    pub fn of(self, measure: f64) -> f64 {
        match self {
            Self::Points(points) => measure + points,
            Self::Relative(share) => measure * (1.0 + share),
        }
    }

    /// Raises retention rates, each of which stops at 0 and at 1.
    ///
    /// # Errors
    /// `OutOfRange` or `NotFinite` for a rate outside 0..=1, with its row, for points outside
    /// -1..=1, and for a relative lift below -1 (minus 100 %).
    pub fn raise(self, retention: &[f64]) -> Result<RaisedRates> {
        self.check(1.0)?;
        within("retention", retention, (0.0, 1.0))?;
        let raised = || retention.iter().map(|rate| self.of(*rate));
        let capped = raised().filter(|rate| *rate > 1.0).count() as u64;
        Ok(RaisedRates { rates: raised().map(|rate| rate.clamp(0.0, 1.0)).collect(), capped })
    }

    fn check(self, width: f64) -> Result<()> {
        match self {
            Self::Points(points) if !(-width..=width).contains(&points) => {
                let all = format!("{} to {width} (all of the scale)", -width);
                Err(Error::out_of_range("points", points, all))
            }
            Self::Relative(share) if !(-1.0..=f64::MAX).contains(&share) => {
                Err(Error::out_of_range("relative", share, ">= -1 (minus 100 %)"))
            }
            _ => Ok(()),
        }
    }
}

/// A measure, such as loyalty or trust, that moves retention: so much retention a unit.
///
/// The texts say of loyalty and of trust what others say of retention, that 5 % more of it
/// raise profit by 25 to 85 %. What it does here follows from the retention that a unit of the
/// measure brings in the data, for instance by [`LiftedMeasure::fit`].
///
/// ```
/// use habitue::value::{Lift, LiftedMeasure, MarginMultiple, RetentionLift};
///
/// // Loyalty from 0 to 100, half a point of retention for each point of it.
/// let loyalty = LiftedMeasure::new((0.0, 100.0), 0.005)?;
/// let (margin, retention) = ([100.0, 100.0], [0.6, 0.8]);
/// let raised = loyalty.raise(&[40.0, 80.0], &retention, Lift::Relative(0.05))?;
/// assert!((raised.rates[0] - 0.61).abs() < 1e-15 && (raised.rates[1] - 0.82).abs() < 1e-15);
/// let lift = RetentionLift::new(MarginMultiple::new(0.1)?);
/// assert!(lift.effect_of(&margin, &retention, &raised)?.change > 0.0);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct LiftedMeasure {
    scale: (f64, f64),
    per_unit: f64,
}

impl LiftedMeasure {
    /// A measure on a scale from the first number to the second, of which each unit brings
    /// `per_unit` of retention (0.005 is half a point).
    ///
    /// # Errors
    /// `NotFinite`; `OutOfRange` where the scale does not ascend.
    pub fn new(scale: (f64, f64), per_unit: f64) -> Result<Self> {
        Self { scale, per_unit }.checked()
    }

    fn checked(self) -> Result<Self> {
        let numbers =
            [("scale", self.scale.0), ("scale", self.scale.1), ("per_unit", self.per_unit)];
        if let Some((name, number)) = numbers.into_iter().find(|(_, n)| !n.is_finite()) {
            return Err(Error::out_of_range(name, number, "a finite number"));
        }
        if self.scale.0 >= self.scale.1 {
            let above = format!("above {}", self.scale.0);
            return Err(Error::out_of_range("scale", self.scale.1, above));
        }
        Ok(self)
    }

    /// The measure whose retention a unit is the slope of the straight line through who stayed
    /// (1 or 0) by their measure, by least squares.
    ///
    /// # Errors
    /// `Empty`; `Length`; `OutOfRange` for a measure off the scale and for a flag other than 0
    /// and 1, with the row; `Undefined` where all have the same measure.
    pub fn fit(scale: (f64, f64), measure: &[f64], stayed: &[u8]) -> Result<Self> {
        Self::new(scale, 0.0)?;
        if measure.is_empty() {
            return Err(Error::empty("measure"));
        }
        if stayed.len() != measure.len() {
            return Err(Error::length("stayed", stayed.len(), measure.len()));
        }
        within("measure", measure, scale)?;
        if let Some(row) = stayed.iter().position(|flag| *flag > 1) {
            let error = Error::out_of_range("stayed", f64::from(stayed[row]), "0 or 1");
            return Err(error.at_row(row as u64));
        }
        let n = measure.len() as f64;
        let centre = measure.iter().sum::<f64>() / n;
        let rate = stayed.iter().map(|flag| f64::from(*flag)).sum::<f64>() / n;
        let (mut square, mut product) = (0.0, 0.0);
        for (measure, flag) in measure.iter().zip(stayed) {
            square += (measure - centre) * (measure - centre);
            product += (measure - centre) * (f64::from(*flag) - rate);
        }
        if square == 0.0 {
            return Err(
                Error::new(ErrorKind::Undefined, "is the same for all").in_column("measure")
            );
        }
        Self::new(scale, product / square)
    }

    /// How much retention a unit of the measure brings.
    #[must_use]
    pub fn per_unit(&self) -> f64 {
        self.per_unit
    }

    /// Raises retention rates by what a lift of the measure brings. The measure stops at the
    /// ends of its scale, the rates at 0 and 1.
    ///
    /// # Errors
    /// `Length`; `OutOfRange` or `NotFinite` for a measure off its scale and a rate outside
    /// 0..=1, with the row, for points beyond the width of the scale, and for a relative lift
    /// below -1.
    pub fn raise(&self, measure: &[f64], retention: &[f64], lift: Lift) -> Result<RaisedRates> {
        let (low, high) = self.scale;
        lift.check(high - low)?;
        if measure.len() != retention.len() {
            return Err(Error::length("measure", measure.len(), retention.len()));
        }
        within("measure", measure, self.scale)?;
        within("retention", retention, (0.0, 1.0))?;
        let mut capped = 0;
        let raise = |(measure, rate): (&f64, &f64)| {
            let lifted = lift.of(*measure);
            let raised = rate + self.per_unit * (lifted.clamp(low, high) - measure);
            capped += u64::from(lifted > high || raised > 1.0);
            raised.clamp(0.0, 1.0)
        };
        let rates = measure.iter().zip(retention).map(raise).collect();
        Ok(RaisedRates { rates, capped })
    }
}

fn within(name: &str, column: &[f64], (low, high): (f64, f64)) -> Result<()> {
    match column.iter().position(|value| !(low..=high).contains(value)) {
        Some(row) => {
            let allowed = format!("{low} to {high}");
            Err(Error::out_of_range(name, column[row], allowed).at_row(row as u64))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_shares_agree_where_the_rate_is_one_and_cap_there() {
        let rates = [0.0, 0.5, 0.8, 0.97, 1.0];
        let points = Lift::Points(0.05).raise(&rates).unwrap();
        let relative = Lift::Relative(0.05).raise(&rates).unwrap();
        assert_eq!((points.capped, relative.capped), (2, 2));
        assert_eq!(relative.rates[0], 0.0);
        for (points, relative) in points.rates.iter().zip(&relative.rates) {
            assert!(points >= relative, "a share of a rate is at most as many points");
        }
        assert_eq!(points.rates[4], relative.rates[4]);
        assert_eq!(Lift::Relative(-1.0).raise(&rates).unwrap().rates, [0.0; 5]);
    }

    #[test]
    fn the_slope_is_that_of_least_squares() {
        // numpy.polyfit([10, 20, 30, 40, 60, 90], [0, 0, 1, 0, 1, 1], 1)[0]
        let measure = [10.0, 20.0, 30.0, 40.0, 60.0, 90.0];
        let found = LiftedMeasure::fit((0.0, 100.0), &measure, &[0, 0, 1, 0, 1, 1]).unwrap();
        assert!((found.per_unit() - 0.012_840_466_926_070_04).abs() < 1e-15);
        assert!(LiftedMeasure::fit((0.0, 100.0), &[5.0; 3], &[0, 1, 1]).is_err());
        assert!(LiftedMeasure::fit((0.0, 100.0), &[5.0, 101.0], &[0, 1]).is_err());
        assert!(LiftedMeasure::fit((0.0, 100.0), &[5.0, 10.0], &[0, 2]).is_err());
    }

    #[test]
    fn a_measure_stops_at_the_ends_of_its_scale() {
        let loyalty = LiftedMeasure::new((0.0, 100.0), 0.01).unwrap();
        let raised = loyalty.raise(&[98.0, 50.0], &[0.5, 0.95], Lift::Points(10.0)).unwrap();
        assert!((raised.rates[0] - 0.52).abs() < 1e-15);
        assert_eq!((raised.rates[1], raised.capped), (1.0, 2));
        assert!(loyalty.raise(&[98.0], &[0.5], Lift::Points(101.0)).is_err());
        assert!(loyalty.raise(&[98.0], &[0.5], Lift::Relative(-1.1)).is_err());
        assert!(loyalty.raise(&[98.0], &[], Lift::Points(1.0)).is_err());
        assert!(Lift::Points(f64::NAN).raise(&[0.5]).is_err());
        assert!(LiftedMeasure::new((1.0, 1.0), 0.1).is_err());
    }
}
