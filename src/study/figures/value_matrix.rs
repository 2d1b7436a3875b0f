//! The value matrix: what customers brought so far against what they are expected to bring.

use super::observed::ObservedShare;
use super::outlook::Outlook;
use crate::classify::Scheme;
use crate::error::Result;
use crate::value::{FutureValue, FutureValueColumns, ValueClass, top_cuts};

/// Customers by what they brought so far and by what they are expected to bring, cut at the top
/// fifth of each.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ValueMatrix {
    /// At or above this, so far is high: the 80th percentile.
    pub so_far_cut: f64,
    /// At or above this, expected value is high: the 80th percentile.
    pub expected_cut: f64,
    /// One point a customer, in the order of the table.
    pub points: Vec<ValuePoint>,
    /// Core (both high), rising (expected alone), fading (so far alone), everyday (neither), in
    /// the order of [`ValueClass::ALL`].
    pub corners: Vec<CornerFigures>,
}

/// One customer of a [`ValueMatrix`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ValuePoint {
    /// What was brought so far, units of the currency (or purchases).
    pub so_far: f64,
    /// What is expected within the horizon, discounted.
    pub expected: f64,
    /// The corner.
    pub class: ValueClass,
}

/// One corner of a [`ValueMatrix`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct CornerFigures {
    /// The corner.
    pub class: ValueClass,
    /// How many customers.
    pub customers: u64,
    /// What they brought so far.
    pub so_far: f64,
    /// What they are expected to bring within the horizon.
    pub expected: f64,
    /// What they brought in the test, units of the currency (or purchases); `None` as of the last
    /// day.
    pub came: Option<f64>,
    /// `came` of one customer; `None` as of the last day or in an empty corner.
    pub came_each: Option<f64>,
    /// How many bought in the test; `None` as `came_each`.
    pub bought: Option<ObservedShare>,
}

/// The share of the customers who are high by each.
const TOP_FIFTH: f64 = 0.2;

impl ValueMatrix {
    /// The matrix of an outlook.
    ///
    /// # Errors
    /// `Empty` without a customer.
    pub(crate) fn of(outlook: &Outlook<'_>) -> Result<Self> {
        let (so_far, expected) = (outlook.so_far, outlook.value);
        let cuts = top_cuts(so_far, expected, TOP_FIFTH)?;
        let columns = FutureValueColumns::new(so_far.len()).current(so_far).future(expected);
        let codes = FutureValue::new().with_cuts(cuts).classify_all(&columns)?.codes;
        let class = |code: &i32| ValueClass::from_code(*code).unwrap_or(ValueClass::D);
        let points: Vec<ValuePoint> = codes
            .iter()
            .zip(so_far.iter().zip(expected))
            .map(|(code, (so_far, expected))| ValuePoint {
                so_far: *so_far,
                expected: *expected,
                class: class(code),
            })
            .collect();
        let corners = ValueClass::ALL.iter().map(|class| corner(*class, &points, outlook));
        let corners = corners.collect::<Result<_>>()?;
        Ok(Self { so_far_cut: cuts.x(), expected_cut: cuts.y(), corners, points })
    }

    /// The figures of a corner.
    #[must_use]
    pub fn corner(&self, class: ValueClass) -> Option<&CornerFigures> {
        self.corners.iter().find(|corner| corner.class == class)
    }
}

fn corner(
    class: ValueClass,
    points: &[ValuePoint],
    outlook: &Outlook<'_>,
) -> Result<CornerFigures> {
    let members = || points.iter().enumerate().filter(move |(_, point)| point.class == class);
    let customers = members().count() as u64;
    let test = outlook.test.as_ref();
    let came = test.map(|test| members().map(|(row, _)| test.came[row]).sum::<f64>());
    let bought = test.map(|test| {
        let bought = members().filter(|(row, _)| test.came_purchases[*row] > 0).count() as u64;
        ObservedShare::new(bought, customers)
    });
    Ok(CornerFigures {
        class,
        customers,
        so_far: members().map(|(_, point)| point.so_far).sum(),
        expected: members().map(|(_, point)| point.expected).sum(),
        came,
        came_each: came.filter(|_| customers > 0).map(|came| came / customers as f64),
        bought: bought.transpose()?.flatten(),
    })
}
