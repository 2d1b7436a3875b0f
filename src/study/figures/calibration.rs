//! Calibration: purchases by number of repeats so far, expected and as they came.

use super::observed::CONFIDENCE;
use super::outlook::Outlook;
use crate::error::Result;
use crate::lifetime::{FrequencyFit, Holdout, HoldoutClass};
use crate::numeric::proportion::Interval;

/// Whether the forecast holds for rare and for frequent buyers alike: purchases of the test per
/// customer by class of frequency; and the fit while learning.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Calibration {
    /// By repeat purchases at the split, ascending; classes without a customer are left out. Empty
    /// without a test.
    pub classes: Vec<CalibrationClass>,
    /// Customers by repeat purchases while learning, actual and expected; not a test, for the
    /// model has seen them.
    pub fit: Vec<FrequencyClass>,
}

/// Customers of one class of frequency, and their purchases in the test.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct CalibrationClass {
    /// The least repeat purchases of the class.
    pub from: u32,
    /// The most; `None` for all above.
    pub to: Option<u32>,
    /// How many customers.
    pub customers: u64,
    /// Expected purchases of one customer in the test.
    pub expected: f64,
    /// Purchases of one customer that came.
    pub came: f64,
    /// 95 % interval of the mean that came (Student), at least 0; `None` where they did not
    /// differ, as a single customer does not.
    pub came_interval: Option<Interval>,
}

/// Customers with a number of repeat purchases while learning.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct FrequencyClass {
    /// Repeat purchases.
    pub repeats: u32,
    /// Whether customers with more are counted here too.
    pub or_more: bool,
    /// How many customers there are.
    pub actual: f64,
    /// How many the model expects.
    pub expected: f64,
}

/// The least repeat purchases of each class.
const LEAST: [u32; 8] = [0, 1, 2, 3, 4, 6, 8, 11];

/// Classes of the fit while learning: 0 to 6, and 7 or more.
const MOST: u32 = 7;

impl Calibration {
    /// The calibration of an outlook, and the fit of the model while learning.
    ///
    /// # Errors
    /// As [`Holdout::by`] and [`FrequencyFit::of`].
    pub(crate) fn of(outlook: &Outlook<'_>) -> Result<Self> {
        let table = outlook.table();
        let x: Vec<f64> = table.x().iter().map(|x| f64::from(*x)).collect();
        let classes = match &outlook.test {
            None => Vec::new(),
            Some(test) => {
                let came: Vec<f64> = test.came_purchases.iter().map(|n| f64::from(*n)).collect();
                let lowest = LEAST.map(f64::from);
                let found = Holdout::new(&came, test.expected_purchases)?.by(&x, &lowest)?;
                let classes = LEAST.iter().enumerate().zip(found);
                let class = |((at, from), class): ((usize, &u32), HoldoutClass)| {
                    let to = LEAST.get(at + 1).map(|next| next - 1);
                    let members = table.x().iter().zip(&came);
                    let members =
                        members.filter(|(x, _)| *x >= from && to.is_none_or(|to| **x <= to));
                    let came: Vec<f64> = members.map(|(_, came)| *came).collect();
                    Some(CalibrationClass {
                        from: *from,
                        to,
                        customers: came.len() as u64,
                        expected: class.expected?,
                        came: class.actual?,
                        came_interval: mean_interval(&came),
                    })
                };
                classes.filter_map(class).collect()
            }
        };
        let fit = FrequencyFit::of(
            outlook.model()?,
            &outlook.histories()?,
            MOST,
            outlook.options.threads(),
        )?;
        let fit = (0..=MOST).zip(fit.actual.iter().zip(&fit.expected));
        let fit = fit.map(|(repeats, (actual, expected))| FrequencyClass {
            repeats,
            or_more: repeats == MOST,
            actual: *actual,
            expected: *expected,
        });
        Ok(Self { classes, fit: fit.collect() })
    }
}

/// Student's interval of a mean that is not negative; `None` where the values do not differ, so
/// that nothing tells how sure it is.
fn mean_interval(values: &[f64]) -> Option<Interval> {
    let n = values.len() as f64;
    if values.len() < 2 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    let error = (squares / (n - 1.0) / n).sqrt();
    (error > 0.0).then(|| Interval::student(mean, error, n, CONFIDENCE, (0.0, f64::INFINITY)))
}
