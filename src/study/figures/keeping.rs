//! What keeping customers pays: a lift of yearly retention, and the part that the data support.

/// What more retention is worth, by tier.
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
