//! The complaint iceberg: how many are unhappy for each who says so.

use crate::error::{Error, ErrorKind, Result};

/// From complaints to the unhappy: of those with a reason to complain only a share
/// does.
///
/// The share is a parameter without a default. The texts say 1 in 25 (4 %);
/// published studies range from 5 to 75 % by the problem, 69 % complained of their
/// most serious problem in a national study of 1979, and 50 % at the front line for
/// costly goods. A universal figure does not exist.
///
/// ```
/// use habitue::loyalty::ComplaintIceberg;
///
/// let found = ComplaintIceberg::new(40, 0.04)?.with_leaving(24.0 / 25.0)?;
/// assert_eq!(found.unhappy(), 1000.0);
/// assert_eq!(found.silent(), 960.0);
/// assert_eq!(found.leaving(), Some(960.0));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct ComplaintIceberg {
    complaints: u64,
    complaint_rate: f64,
    leaving_share: Option<f64>,
}

impl ComplaintIceberg {
    /// From the complaints received and the share of the unhappy who complain.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// unless 0 < `complaint_rate` <= 1.
    pub fn new(complaints: u64, complaint_rate: f64) -> Result<Self> {
        Self { complaints, complaint_rate, leaving_share: None }.checked()
    }

    fn checked(self) -> Result<Self> {
        let Self { complaints, complaint_rate, leaving_share } = self;
        if !(complaint_rate > 0.0 && complaint_rate <= 1.0) {
            return Err(Error::out_of_range("complaint_rate", complaint_rate, "> 0 and <= 1"));
        }
        if !(complaints as f64 / complaint_rate).is_finite() {
            return Err(Error::new(ErrorKind::Overflow, "makes too many unhappy customers")
                .in_column("complaint_rate")
                .with_value(complaint_rate));
        }
        match leaving_share.filter(|share| !(0.0..=1.0).contains(share)) {
            Some(share) => Err(Error::out_of_range("leaving_share", share, "0 to 1")),
            None => Ok(self),
        }
    }

    /// The share of the unhappy who leave (24 of 25 in the texts). Defaults to not
    /// known.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite)
    /// for a share outside 0..1.
    pub fn with_leaving(mut self, share: f64) -> Result<Self> {
        self.leaving_share = Some(share);
        self.checked()
    }

    /// The unhappy, those who complained included: complaints / rate.
    #[must_use]
    pub fn unhappy(&self) -> f64 {
        self.complaints as f64 / self.complaint_rate
    }

    /// The unhappy who said nothing.
    #[must_use]
    pub fn silent(&self) -> f64 {
        self.unhappy() - self.complaints as f64
    }

    /// The unhappy who leave; `None` where their share is not known.
    #[must_use]
    pub fn leaving(&self) -> Option<f64> {
        self.leaving_share.map(|share| share * self.unhappy())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_in_twenty_seven() {
        // 1 of 27 tells you: 26 silent for each complaint.
        let found = ComplaintIceberg::new(3, 1.0 / 27.0).unwrap();
        assert!((found.unhappy() - 81.0).abs() < 1e-12 && (found.silent() - 78.0).abs() < 1e-12);
        // "96 % unreported": 26 of 27.
        assert_eq!(format!("{:.0}", 100.0 * found.silent() / found.unhappy()), "96");
        assert_eq!(found.leaving(), None);
        assert_eq!(ComplaintIceberg::new(0, 0.5).unwrap().unhappy(), 0.0);
        for rate in [0.0, -0.1, 1.1, f64::NAN] {
            assert!(ComplaintIceberg::new(1, rate).is_err(), "{rate}");
        }
        // The published rates by problem, each as good a parameter as the 4 % of the texts.
        for (rate, unhappy) in
            [(0.04, 2500.0), (0.05, 2000.0), (0.5, 200.0), (0.69, 144.93), (0.75, 133.33)]
        {
            let found = ComplaintIceberg::new(100, rate).unwrap();
            assert!((found.unhappy() - unhappy).abs() < 0.005, "{rate} {found:?}");
        }
        assert!(ComplaintIceberg::new(1, f64::from_bits(1)).is_err());
        assert!(found.with_leaving(1.5).is_err());
    }
}
