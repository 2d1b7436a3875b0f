//! What keeping customers pays: a lift of yearly retention, and the part that the data support.

use super::outlook::Outlook;
use super::tiers::TierFigures;
use crate::error::Result;
use crate::lifetime::Prediction;
use crate::time::Unit;
use crate::value::{MarginMultiple, RetentionLift};

/// What more retention is worth, by tier.
///
/// Each customer is worth this year's expected margin, recurring at the yearly retention that the
/// model expects of them and discounted. A lift is in percentage points of that retention, and
/// computed for these customers. What a model gains on customers whom it cannot lose is no finding:
/// that part is kept apart.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Keeping {
    /// The lifts in points of yearly retention, ascending: 0.01, 0.02 and 0.05.
    pub points: Vec<f64>,
    /// All customers, a lift each in the order of `points`.
    pub all: Vec<KeepingLift>,
    /// By tier, from the top down; tiers without a customer are left out.
    pub tiers: Vec<TierKeeping>,
    /// Whether the model cannot lose one-time buyers, so that their part is not supported.
    pub one_time_fixed: bool,
}

/// One tier of [`Keeping`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TierKeeping {
    /// 1 for the top.
    pub number: i32,
    /// How many customers.
    pub customers: u64,
    /// How many of them the data support a lift of.
    pub supported_customers: u64,
    /// The mean yearly retention of those, 0 to 1; `None` where there are none.
    pub retention: Option<f64>,
    /// A lift each in the order of [`Keeping::points`].
    pub lifts: Vec<KeepingLift>,
}

/// What one lift of retention is worth; money in units of the currency (or purchases).
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct KeepingLift {
    /// Points of yearly retention: 0.05 is five.
    pub points: f64,
    /// What the customers are worth now, at their present retention.
    pub before: f64,
    /// The gain that the model adds up over all.
    pub gain: f64,
    /// The part of it that the data support: of customers whom the model can lose.
    pub supported: f64,
    /// The rest.
    pub unsupported: f64,
    /// The most that a programme may cost per supported customer before it destroys value, as a
    /// present value; `None` where there is none.
    pub break_even_each: Option<f64>,
    /// How many supported customers the lift would have taken past 100 %; they count up to it.
    pub capped: u64,
}

/// The lifts that are worked out, in points of yearly retention.
const POINTS: [f64; 3] = [0.01, 0.02, 0.05];

/// Without a discount a customer who never leaves is worth infinitely much: so many years count.
const MOST_YEARS: u32 = 30;

impl Keeping {
    /// The lifts of an outlook, by its tiers.
    ///
    /// # Errors
    /// As [`RetentionLift::effect`].
    pub(crate) fn of(outlook: &Outlook<'_>, tiers: &TierFigures) -> Result<Self> {
        let base = Yearly::of(outlook)?;
        let all: Vec<usize> = (0..outlook.value.len()).collect();
        let members = tiers.members();
        let by_tier = tiers.rows.iter().zip(&members).filter(|(_, rows)| !rows.is_empty());
        let by_tier = by_tier.map(|(row, rows)| {
            let supported = base.supported(rows);
            let retained: f64 = supported.iter().map(|row| base.retention[*row]).sum();
            Ok(TierKeeping {
                number: row.number,
                customers: row.customers,
                supported_customers: supported.len() as u64,
                retention: (!supported.is_empty()).then(|| retained / supported.len() as f64),
                lifts: base.lifts(rows)?,
            })
        });
        Ok(Self {
            points: POINTS.to_vec(),
            all: base.lifts(&all)?,
            tiers: by_tier.collect::<Result<_>>()?,
            one_time_fixed: outlook.one_time_fixed,
        })
    }
}

/// Margin and retention of each customer for one year, as the models see them.
struct Yearly<'a> {
    margin: Vec<f64>,
    retention: Vec<f64>,
    p_alive: &'a [f64],
    lift: RetentionLift,
}

impl<'a> Yearly<'a> {
    fn of(outlook: &Outlook<'a>) -> Result<Self> {
        let rows = outlook.value.len();
        let (histories, model) = (outlook.histories()?, outlook.model()?);
        let year = outlook.unit().per(Unit::Year);
        let ask = |prediction| {
            let mut out = vec![0.0; rows];
            let threads = outlook.options.threads();
            model.predict_into(prediction, &histories, threads, &mut out).map(|()| out)
        };
        let mut margin = ask(Prediction::ExpectedPurchases { t: year })?;
        let mut retention = ask(Prediction::PAliveAt { t: year })?;
        let p_alive = &outlook.forecast.p_alive;
        for row in 0..rows {
            if let Ok(spend) = &outlook.forecast.expected_spend {
                margin[row] *= spend[row] * outlook.forecast.margin_rate[row];
            }
            // Of one who is certainly gone there is nothing to keep.
            if p_alive[row] > 0.0 {
                retention[row] = (retention[row] / p_alive[row]).min(1.0);
            }
        }
        let discount = outlook.options.discount();
        let terms = MarginMultiple::new(discount)?;
        let terms = if discount > 0.0 { terms } else { terms.with_horizon(MOST_YEARS) };
        Ok(Self { margin, retention, p_alive, lift: RetentionLift::new(terms) })
    }

    /// Those of some customers whom the model can lose.
    fn supported(&self, rows: &[usize]) -> Vec<usize> {
        rows.iter().copied().filter(|row| self.p_alive[*row] < 1.0).collect()
    }

    fn lifts(&self, rows: &[usize]) -> Result<Vec<KeepingLift>> {
        let supported = self.supported(rows);
        POINTS.iter().map(|points| self.effect(rows, &supported, *points)).collect()
    }

    fn effect(&self, rows: &[usize], supported: &[usize], points: f64) -> Result<KeepingLift> {
        let of = |rows: &[usize]| {
            let pick = |column: &[f64]| rows.iter().map(|row| column[*row]).collect::<Vec<f64>>();
            self.lift.effect(&pick(&self.margin), &pick(&self.retention), points)
        };
        let all = of(rows)?;
        let part = if supported.is_empty() { None } else { Some(of(supported)?) };
        let gain = part.map_or(0.0, |part| part.change);
        Ok(KeepingLift {
            points,
            before: all.before,
            gain: all.change,
            supported: gain,
            unsupported: all.change - gain,
            break_even_each: part.map(|part| part.change / part.customers as f64),
            capped: part.map_or(0, |part| part.capped),
        })
    }
}
