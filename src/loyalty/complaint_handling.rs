//! How complaints and enquiries are handled: response times, tracking, recovery, second
//! complaints, as rates with intervals.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::proportion::{Interval, ProportionInterval};

/// A share of cases, with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct CaseRate {
    /// Cases that have what is asked.
    pub having: u64,
    /// Cases of which it is known.
    pub of: u64,
    /// The share; `None` of no case.
    pub share: Option<f64>,
    /// Its interval; `None` of no case.
    pub interval: Option<Interval>,
}

/// The measures of complaint handling.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ComplaintHandling {
    /// All cases.
    pub cases: u64,
    /// Cases without a response up to now.
    pub waiting: u64,
    /// The mean time to the response, of those that have one.
    pub mean_response: Option<f64>,
    /// The median time to the response; cases that still wait count as longer than any, so that it
    /// is `None` where half of all still wait.
    pub median_response: Option<f64>,
    /// The service level: the cases with a response within the target, of those that have one or
    /// have waited longer than it. A case that waits within the target tells nothing yet.
    pub within_target: CaseRate,
    /// The cases with a tracking number.
    pub tracked: CaseRate,
    /// The cases whose customer was satisfied in the end.
    pub recovered: CaseRate,
    /// The cases that brought a second complaint.
    pub complained_again: CaseRate,
}

/// Cases as columns of one length: when each came in and was answered, in any unit of time, and
/// what is known of it.
///
/// ```
/// use habitue::loyalty::CaseColumns;
///
/// // Hours since Monday; the last case has waited for 40 hours, the one before for 2.
/// let opened = [0.0, 10.0, 20.0, 58.0, 20.0];
/// let responded = [3.0, 34.0, 21.0, f64::NAN, f64::NAN];
/// let found = CaseColumns::new(&opened, &responded).handling(60.0, 24.0)?;
/// assert_eq!((found.cases, found.waiting), (5, 2));
/// assert_eq!((found.within_target.having, found.within_target.of), (3, 4));
/// assert_eq!(found.median_response, Some(24.0));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct CaseColumns<'a> {
    opened: &'a [f64],
    responded: &'a [f64],
    tracked: Option<&'a [u8]>,
    satisfied: Option<&'a [u8]>,
    again: Option<&'a [u8]>,
    interval: ProportionInterval,
    confidence: f64,
}

impl<'a> CaseColumns<'a> {
    /// When each case came in, and when it was answered: NaN where it still waits.
    #[must_use]
    pub fn new(opened: &'a [f64], responded: &'a [f64]) -> Self {
        Self {
            opened,
            responded,
            tracked: None,
            satisfied: None,
            again: None,
            interval: ProportionInterval::Wilson,
            confidence: 0.95,
        }
    }

    /// Whether each has a tracking number: 1, 0, or 2 where it is not known.
    #[must_use]
    pub fn with_tracked(mut self, tracked: &'a [u8]) -> Self {
        self.tracked = Some(tracked);
        self
    }

    /// Whether its customer was satisfied in the end: 1, 0, or 2 where it is not known.
    #[must_use]
    pub fn with_satisfied(mut self, satisfied: &'a [u8]) -> Self {
        self.satisfied = Some(satisfied);
        self
    }

    /// Whether its customer complained again: 1, 0, or 2 where it is not known.
    #[must_use]
    pub fn with_again(mut self, again: &'a [u8]) -> Self {
        self.again = Some(again);
        self
    }

    /// Replaces the kind of interval and its confidence. Defaults to Wilson at 0.95.
    #[must_use]
    pub fn with_interval(mut self, interval: ProportionInterval, confidence: f64) -> Self {
        (self.interval, self.confidence) = (interval, confidence);
        self
    }

    /// The measures up to the time `now`, with a response within `target` as the promise.
    ///
    /// # Errors
    /// [`Empty`](ErrorKind::Empty); [`Length`](ErrorKind::Length);
    /// [`Inconsistent`](ErrorKind::Inconsistent) for a response before its case or after now, and a
    /// case after now, with the row; [`OutOfRange`](ErrorKind::OutOfRange) or
    /// [`NotFinite`](ErrorKind::NotFinite) for a flag beyond 2, a target that is not positive, or
    /// a confidence that is not between 0 and 1.
    pub fn handling(&self, now: f64, target: f64) -> Result<ComplaintHandling> {
        self.check(now, target)?;
        let times = || self.opened.iter().zip(self.responded);
        let mut responses: Vec<f64> = times()
            .filter(|(_, responded)| !responded.is_nan())
            .map(|(opened, responded)| responded - opened)
            .collect();
        responses.sort_unstable_by(f64::total_cmp);
        let (cases, answered) = (self.opened.len(), responses.len());
        let within = responses.partition_point(|time| *time <= target);
        let overdue = times()
            .filter(|(opened, responded)| responded.is_nan() && now - **opened > target)
            .count();
        let mean = responses.iter().sum::<f64>() / answered as f64;
        let middle = [(cases - 1) / 2, cases / 2].map(|at| responses.get(at).copied());
        let flagged = |column: Option<&[u8]>| {
            let cells = column.unwrap_or_default();
            let count = |flag: u8| cells.iter().filter(|cell| **cell == flag).count() as u64;
            self.rate(count(1), count(0) + count(1))
        };
        Ok(ComplaintHandling {
            cases: cases as u64,
            waiting: (cases - answered) as u64,
            mean_response: (answered > 0).then_some(mean),
            median_response: middle[0].zip(middle[1]).map(|(a, b)| a / 2.0 + b / 2.0),
            within_target: self.rate(within as u64, (answered + overdue) as u64)?,
            tracked: flagged(self.tracked)?,
            recovered: flagged(self.satisfied)?,
            complained_again: flagged(self.again)?,
        })
    }

    fn rate(&self, having: u64, of: u64) -> Result<CaseRate> {
        let share = (of > 0).then(|| having as f64 / of as f64);
        let interval = match share {
            Some(_) => Some(self.interval.of(having as f64, of as f64, self.confidence)?),
            None => None,
        };
        Ok(CaseRate { having, of, share, interval })
    }

    fn check(&self, now: f64, target: f64) -> Result<()> {
        crate::numeric::proportion::check_confidence(self.confidence)?;
        if self.opened.is_empty() {
            return Err(Error::empty("opened"));
        }
        if !now.is_finite() {
            return Err(Error::out_of_range("now", now, "a finite number"));
        }
        if !(target > 0.0 && target.is_finite()) {
            return Err(Error::out_of_range("target", target, "finite and > 0"));
        }
        if self.responded.len() != self.opened.len() {
            return Err(Error::length("responded", self.responded.len(), self.opened.len()));
        }
        for (row, (opened, responded)) in self.opened.iter().zip(self.responded).enumerate() {
            let row = row as u64;
            if !opened.is_finite() {
                return Err(Error::out_of_range("opened", *opened, "a finite number").at_row(row));
            }
            let late = |name: &str, time: f64, least: f64| {
                (!time.is_nan() && !(least..=now).contains(&time)).then(|| {
                    Error::new(ErrorKind::Inconsistent, "is not between its case and now")
                        .in_column(name)
                        .with_value(time)
                        .allowing(format!("{least} to {now}"))
                        .at_row(row)
                })
            };
            let fault =
                late("opened", *opened, f64::MIN).or(late("responded", *responded, *opened));
            if let Some(fault) = fault {
                return Err(fault);
            }
        }
        let flags =
            [("tracked", self.tracked), ("satisfied", self.satisfied), ("again", self.again)];
        for (name, column) in flags {
            crate::classify::check_column::<crate::classify::Flag>(
                name,
                column,
                self.opened.len(),
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_have_the_intervals_of_wilson() {
        let opened = [0.0; 10];
        let responded = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 30.0, 40.0, f64::NAN, f64::NAN];
        let again = [0, 0, 1, 0, 2, 0, 1, 0, 2, 0];
        let cases = CaseColumns::new(&opened, &responded).with_again(&again);
        let found = cases.handling(100.0, 24.0).unwrap();
        let level = found.within_target;
        assert_eq!((level.having, level.of, level.share), (6, 10, Some(0.6)));
        // statsmodels.stats.proportion.proportion_confint(6, 10, 0.05, "wilson")
        let interval = level.interval.unwrap();
        assert!((interval.low - 0.312_673_769_733_658_24).abs() < 1e-13);
        assert!((interval.high - 0.831_819_670_293_763_8).abs() < 1e-13);
        assert_eq!((found.complained_again.having, found.complained_again.of), (2, 8));
        assert_eq!((found.tracked.of, found.tracked.share), (0, None));
        assert_eq!((found.mean_response, found.median_response), (Some(91.0 / 8.0), Some(5.5)));
    }

    #[test]
    fn who_waits_within_the_target_does_not_count_yet() {
        let (opened, responded) = ([0.0, 90.0, 50.0], [f64::NAN; 3]);
        let found = CaseColumns::new(&opened, &responded).handling(100.0, 24.0).unwrap();
        assert_eq!((found.within_target.having, found.within_target.of), (0, 2));
        assert_eq!((found.waiting, found.mean_response, found.median_response), (3, None, None));
    }

    #[test]
    fn bad_cases_are_named() {
        let of = |opened: &[f64], responded: &[f64]| {
            let error = CaseColumns::new(opened, responded).handling(10.0, 1.0).unwrap_err();
            (error.kind(), error.row())
        };
        assert_eq!(of(&[], &[]), (ErrorKind::Empty, None));
        assert_eq!(of(&[1.0], &[]), (ErrorKind::Length, None));
        assert_eq!(of(&[1.0, 5.0], &[2.0, 4.0]), (ErrorKind::Inconsistent, Some(1)));
        assert_eq!(of(&[1.0], &[11.0]), (ErrorKind::Inconsistent, Some(0)));
        assert_eq!(of(&[11.0], &[f64::NAN]), (ErrorKind::Inconsistent, Some(0)));
        assert_eq!(of(&[f64::NAN], &[1.0]), (ErrorKind::NotFinite, Some(0)));
        let cases = CaseColumns::new(&[1.0], &[2.0]);
        assert!(cases.with_tracked(&[3]).handling(10.0, 1.0).is_err());
        assert!(cases.handling(10.0, 0.0).is_err());
        let sure = cases.with_interval(ProportionInterval::Wilson, 1.0);
        assert!(sure.handling(10.0, 1.0).is_err());
    }
}
