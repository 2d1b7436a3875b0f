//! Indices of loyalty, the wallet and the complaint iceberg.

use std::ptr::null;

use super::column::{column, column_mut, optional_column, optional_column_mut, output};
use super::guard::guard;
use super::options::{Options, facts};
use super::status::{habitue_error, habitue_status};
use crate::loyalty::{
    ComplaintIceberg, Driver, GrowthColumns, SevenIndicatorColumns, SevenIndicators,
    driver_scores_into, four_indicators_into, growth_into, mean_of_three_into, rank_shares_into,
    share_of_wallet, switching_cost_into,
};

/// The seven behavioural indicators in columns of equal length; a column that is
/// NULL is not known for anybody, a NaN is not known. Start from
/// `HABITUE_SEVEN_INDICATORS_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_seven_indicators {
    /// `sizeof(habitue_seven_indicators)` of the caller.
    pub struct_size: u32,
    /// Must be 0.
    pub reserved: u32,
    /// How often the customer buys again (more is more loyal).
    pub repurchase: *const f64,
    /// How long the customer takes to choose (less is more loyal).
    pub choosing_time: *const f64,
    /// Attention to this brand (more is more loyal).
    pub attention: *const f64,
    /// Attention to competing brands (less is more loyal).
    pub competitor_attention: *const f64,
    /// Sensitivity to price (less is more loyal).
    pub price_sensitivity: *const f64,
    /// Identification with the brand (more is more loyal).
    pub identification: *const f64,
    /// Tolerance of defects (more is more loyal).
    pub defect_tolerance: *const f64,
}

// SAFETY: repr(C), two u32 and pointers of one alignment, without padding.
unsafe impl Options for habitue_seven_indicators {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        reserved: 0,
        repurchase: null(),
        choosing_time: null(),
        attention: null(),
        competitor_attention: null(),
        price_sensitivity: null(),
        identification: null(),
        defect_tolerance: null(),
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

/// The facts of the four-indicator measure in columns of equal length; a column that is
/// NULL is not known for anybody, a NaN is not known. Start from
/// `HABITUE_FOUR_INDICATORS_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_four_indicators {
    /// `sizeof(habitue_four_indicators)` of the caller.
    pub struct_size: u32,
    /// Must be 0.
    pub reserved: u32,
    /// Satisfaction with products and procedures, 0 to 100.
    pub satisfaction: *const f64,
    /// Value for money against what was expected, 0 to 100.
    pub value: *const f64,
    /// Awareness of the firm's culture and performance, 0 to 100.
    pub awareness: *const f64,
    /// Quantity bought in the period before, >= 0.
    pub quantity_before: *const f64,
    /// Quantity bought in this period, >= 0.
    pub quantity: *const f64,
    /// Purchases in the period before, >= 0.
    pub frequency_before: *const f64,
    /// Purchases in this period, >= 0.
    pub frequency: *const f64,
    /// Uses in the period before, >= 0.
    pub use_before: *const f64,
    /// Uses in this period, >= 0.
    pub uses: *const f64,
    /// Spend in the period before, >= 0.
    pub spend_before: *const f64,
    /// Spend in this period, >= 0.
    pub spend: *const f64,
}

// SAFETY: repr(C), two u32 and pointers of one alignment, without padding.
unsafe impl Options for habitue_four_indicators {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        reserved: 0,
        satisfaction: null(),
        value: null(),
        awareness: null(),
        quantity_before: null(),
        quantity: null(),
        frequency_before: null(),
        frequency: null(),
        use_before: null(),
        uses: null(),
        spend_before: null(),
        spend: null(),
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

/// The four-indicator measure of many customers, with what it rests on.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_four_indicator_summary {
    /// The means of satisfaction, value, awareness and growth, each over those whose
    /// indicator is known; NaN where it is known of nobody.
    pub mean: [f64; 4],
    /// Of how many each mean is.
    pub n_used: [u64; 4],
    /// Customers of whom all four are known.
    pub n_complete: u64,
}

/// The seven-indicator index of many customers, with what it rests on.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_seven_indicator_summary {
    /// The mean index; NaN where nobody has one.
    pub mean: f64,
    /// Customers with all the indicators that entered.
    pub n_used: u64,
    /// Customers without an index.
    pub n_missing: u64,
    /// 1 for each indicator that was dropped, because all who answered agree; the
    /// eighth entry is 0.
    pub dropped: [u8; 8],
}

/// The growth of one measure of each customer from the period `before` to `now`
/// (finite, >= 0): .2 is 20 % more; NaN where it began at nothing.
///
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with row and column. Nothing is
/// written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_behaviour_growth(
    before: *const f64,
    now: *const f64,
    rows: usize,
    growth: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (before, now, growth) = unsafe {
            (
                column(before, rows, "before")?,
                column(now, rows, "now")?,
                column_mut(growth, rows, "growth")?,
            )
        };
        growth_into(before, now, growth)
    })
}

/// The four-indicator measure: satisfaction, value and awareness are scores; the fourth,
/// into `growth` of `rows` entries, is the mean growth of those of the four measures of
/// behaviour that are known in both periods and did not begin at nothing (.2 is 20 %
/// more), NaN where there is none. `*summary` receives the means of all four.
///
/// `summary` and `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with row and column. Nothing is
/// written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_four_indicator_measure(
    rows: usize,
    facts: *const habitue_four_indicators,
    growth: *mut f64,
    summary: *mut habitue_four_indicator_summary,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let mut behaviour = GrowthColumns::new(rows);
        // SAFETY: the contract of the header.
        let (scores, growth, slot) = unsafe {
            let facts = self::facts(facts)?;
            behaviour.quantity_before =
                optional_column(facts.quantity_before, rows, "quantity_before")?;
            behaviour.quantity = optional_column(facts.quantity, rows, "quantity")?;
            behaviour.frequency_before =
                optional_column(facts.frequency_before, rows, "frequency_before")?;
            behaviour.frequency = optional_column(facts.frequency, rows, "frequency")?;
            behaviour.use_before = optional_column(facts.use_before, rows, "use_before")?;
            behaviour.uses = optional_column(facts.uses, rows, "uses")?;
            behaviour.spend_before = optional_column(facts.spend_before, rows, "spend_before")?;
            behaviour.spend = optional_column(facts.spend, rows, "spend")?;
            (
                [
                    optional_column(facts.satisfaction, rows, "satisfaction")?,
                    optional_column(facts.value, rows, "value")?,
                    optional_column(facts.awareness, rows, "awareness")?,
                ],
                column_mut(growth, rows, "growth")?,
                if summary.is_null() { None } else { Some(output(summary, "summary")?) },
            )
        };
        let found = four_indicators_into(scores, &behaviour, growth)?;
        if let Some(slot) = slot {
            *slot = habitue_four_indicator_summary {
                mean: found.mean.map(|mean| mean.unwrap_or(f64::NAN)),
                n_used: found.n_used,
                n_complete: found.n_complete,
            };
        }
        Ok(())
    })
}

/// The seven-indicator loyalty index of each customer, 0 to 100, into `index` of
/// `rows` entries (NaN where an indicator that entered is not known), and its
/// summary. `ranges` holds 7 pairs of the lowest and the highest possible value,
/// in the order of the structure; `weights` 7 weights, finite and >= 0, NULL for
/// equal ones. An indicator on which all who answered agree is dropped.
///
/// `weights`, `summary` and `error` may be NULL. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_UNSORTED` for a range that is none, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with row and column, or `HABITUE_UNDEFINED` where every
/// indicator with a weight is dropped. Nothing is written then. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_seven_indicator_index(
    rows: usize,
    facts: *const habitue_seven_indicators,
    ranges: *const f64,
    weights: *const f64,
    index: *mut f64,
    summary: *mut habitue_seven_indicator_summary,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let mut columns = SevenIndicatorColumns::new(rows);
        // SAFETY: the contract of the header.
        let (ranges, weights, index, slot) = unsafe {
            let facts = self::facts(facts)?;
            columns.repurchase = optional_column(facts.repurchase, rows, "repurchase")?;
            columns.choosing_time = optional_column(facts.choosing_time, rows, "choosing_time")?;
            columns.attention = optional_column(facts.attention, rows, "attention")?;
            columns.competitor_attention =
                optional_column(facts.competitor_attention, rows, "competitor_attention")?;
            columns.price_sensitivity =
                optional_column(facts.price_sensitivity, rows, "price_sensitivity")?;
            columns.identification = optional_column(facts.identification, rows, "identification")?;
            columns.defect_tolerance =
                optional_column(facts.defect_tolerance, rows, "defect_tolerance")?;
            (
                column(ranges, 14, "ranges")?,
                optional_column(weights, 7, "weights")?,
                column_mut(index, rows, "index")?,
                if summary.is_null() { None } else { Some(output(summary, "summary")?) },
            )
        };
        let pairs: [(f64, f64); 7] = std::array::from_fn(|at| (ranges[2 * at], ranges[2 * at + 1]));
        let mut scheme = SevenIndicators::new(pairs)?;
        if let Some(weights) = weights {
            scheme = scheme.with_weights(std::array::from_fn(|at| weights[at]))?;
        }
        let found = scheme.index_into(&columns, index)?;
        if let Some(slot) = slot {
            let mut dropped = [0; 8];
            for (flag, was) in dropped.iter_mut().zip(found.dropped) {
                *flag = u8::from(was);
            }
            *slot = habitue_seven_indicator_summary {
                mean: found.mean.unwrap_or(f64::NAN),
                n_used: found.n_used,
                n_missing: found.n_missing,
                dropped,
            };
        }
        Ok(())
    })
}

/// The mean of the three questions "recommend us", "buy again" and "try our other
/// products" of each customer, on a scale from `low` to `high`; NaN is a missing
/// answer, and NaN comes out where one is missing. `*n_used` receives how many have
/// all three.
///
/// `n_used` and `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_UNSORTED` unless `low` < `high`, `HABITUE_OUT_OF_RANGE` or
/// `HABITUE_NOT_FINITE` with row and column. Nothing is written then. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_mean_of_three(
    recommend: *const f64,
    buy_again: *const f64,
    try_others: *const f64,
    rows: usize,
    low: f64,
    high: f64,
    mean: *mut f64,
    n_used: *mut u64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (answers, mean, slot) = unsafe {
            (
                [
                    column(recommend, rows, "recommend")?,
                    column(buy_again, rows, "buy_again")?,
                    column(try_others, rows, "try_others")?,
                ],
                column_mut(mean, rows, "mean")?,
                if n_used.is_null() { None } else { Some(output(n_used, "n_used")?) },
            )
        };
        let used = mean_of_three_into(answers, low, high, mean)?;
        if let Some(slot) = slot {
            *slot = used;
        }
        Ok(())
    })
}

/// The switching-cost index of each customer: the weighted mean of its procedural,
/// financial and relational parts (finite, >= 0, on one scale). `weights` holds 3
/// weights, finite and >= 0, NULL for equal ones.
///
/// `weights` and `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with row and column. Nothing is
/// written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_switching_cost(
    procedural: *const f64,
    financial: *const f64,
    relational: *const f64,
    rows: usize,
    weights: *const f64,
    index: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (procedural, financial, relational, weights, index) = unsafe {
            (
                column(procedural, rows, "procedural")?,
                column(financial, rows, "financial")?,
                column(relational, rows, "relational")?,
                optional_column(weights, 3, "weights")?,
                column_mut(index, rows, "index")?,
            )
        };
        let weights = weights.map_or([1.0; 3], |weights| std::array::from_fn(|at| weights[at]));
        switching_cost_into(procedural, financial, relational, weights, index)
    })
}

/// The scores of all nodes of a driver tree: `parents[i]` is the node, counted from
/// 0, of which node `i` is a part and stands before it, -1 for the first;
/// `weights[i]` its weight among its siblings, finite and > 0. `leaf_scores` holds
/// the score of each leaf at its node (the others are not read); `scores` receives
/// the score of every node, the weighted mean of its parts.
///
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_EMPTY_INPUT` without a node, `HABITUE_INCONSISTENT` for a parent that
/// does not stand before its part, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE`
/// with the row. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_driver_scores(
    parents: *const i32,
    weights: *const f64,
    leaf_scores: *const f64,
    nodes: usize,
    scores: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (parents, weights, leaf_scores, scores) = unsafe {
            (
                column(parents, nodes, "parents")?,
                column(weights, nodes, "weights")?,
                column(leaf_scores, nodes, "leaf_scores")?,
                column_mut(scores, nodes, "scores")?,
            )
        };
        driver_scores_into(parents, weights, leaf_scores, scores)
    })
}

/// How many nodes the tree of the five factors has.
pub const HABITUE_FIVE_FACTORS_NODES: usize = 9;

/// The tree of the five factors that build loyalty, the first of which has three parts,
/// all of equal weight, as `habitue_driver_scores` takes it: `parents` and `weights`
/// receive `HABITUE_FIVE_FACTORS_NODES` entries each. The factors are, in the order of
/// the nodes: loyalty; service quality, with product quality, service level and technical
/// ability; service effect; care of the relationship; sharing of ideas; continued good
/// stimulus. Names: `habitue_name(HABITUE_LIST_FIVE_FACTORS, node + 1, ...)`.
///
/// `parents`, `weights` and `error` may be NULL. Returns `HABITUE_OK`, or an argument
/// error. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_five_factors(
    parents: *mut i32,
    weights: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (parents, weights) = unsafe {
            (
                optional_column_mut(parents, HABITUE_FIVE_FACTORS_NODES, "parents")?,
                optional_column_mut(weights, HABITUE_FIVE_FACTORS_NODES, "weights")?,
            )
        };
        let tree = Driver::five_factors();
        let nodes = tree.nodes();
        for (slot, (parent, _)) in parents.into_iter().flatten().zip(&nodes) {
            *slot = *parent;
        }
        for (slot, (_, node)) in weights.into_iter().flatten().zip(&nodes) {
            *slot = node.weight();
        }
        Ok(())
    })
}

/// Share of wallet: what customers spend with us of what they spend in the
/// category.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_wallet_share {
    /// Ratio of sums: the share of all the money; NaN where nobody spends.
    pub ratio_of_sums: f64,
    /// Mean of ratios: the share of the mean customer; NaN where nobody spends.
    pub mean_of_ratios: f64,
    /// Customers who spend in the category.
    pub n_used: u64,
    /// Customers who spend nothing in it, and have no share.
    pub n_without_spend: u64,
}

/// Both shares of wallet, from what each customer spends with us and in the
/// category (finite, >= 0, the first not above the second).
///
/// `share` must not be NULL, `error` may be. Returns `HABITUE_OK`, an argument
/// error, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_INCONSISTENT`
/// with row and column. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_share_of_wallet(
    with_us: *const f64,
    in_category: *const f64,
    rows: usize,
    share: *mut habitue_wallet_share,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (with_us, in_category, share) = unsafe {
            (
                column(with_us, rows, "with_us")?,
                column(in_category, rows, "in_category")?,
                output(share, "share")?,
            )
        };
        let found = share_of_wallet(with_us, in_category)?;
        *share = habitue_wallet_share {
            ratio_of_sums: found.ratio_of_sums.unwrap_or(f64::NAN),
            mean_of_ratios: found.mean_of_ratios.unwrap_or(f64::NAN),
            n_used: found.n_used,
            n_without_spend: found.n_without_spend,
        };
        Ok(())
    })
}

/// How many brands customers use.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_brand_use {
    /// Customers who use at least one brand.
    pub customers: u64,
    /// Customers who use more than one.
    pub multi_brand: u64,
    /// Brands used, over all customers.
    pub brands: u64,
    /// Brands per customer; NaN without a customer.
    pub mean_set: f64,
    /// Whether shares by rank say anything here (1.4 brands on average, or 40 % of
    /// customers with more than one): 1 yes, 0 no, 2 without a customer.
    pub applies: i32,
    /// 0.
    pub reserved: u32,
}

/// The share of wallet that the rank of each brand implies, (1 - rank / (n + 1))
/// 2 / n among the n brands that a customer uses; equal ratings share the mean of
/// their ranks. `ratings` and `shares` hold `customers` x `brands` entries, row by
/// row; a NaN is a brand that the customer does not use, whose share is 0.
///
/// `used` and `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE` without a brand, or `HABITUE_NOT_FINITE` for an infinite
/// rating with the customer as row. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_rank_shares(
    ratings: *const f64,
    customers: usize,
    brands: usize,
    shares: *mut f64,
    used: *mut habitue_brand_use,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let cells = customers.saturating_mul(brands);
        // SAFETY: the contract of the header.
        let (ratings, shares, slot) = unsafe {
            (
                column(ratings, cells, "ratings")?,
                column_mut(shares, cells, "shares")?,
                if used.is_null() { None } else { Some(output(used, "used")?) },
            )
        };
        let found = rank_shares_into(ratings, brands, shares)?;
        if let Some(slot) = slot {
            *slot = habitue_brand_use {
                customers: found.customers,
                multi_brand: found.multi_brand,
                brands: found.brands,
                mean_set: found.mean_set().unwrap_or(f64::NAN),
                applies: found.rank_shares_apply().map_or(2, i32::from),
                reserved: 0,
            };
        }
        Ok(())
    })
}

/// The complaint iceberg: from `complaints` and the share of the unhappy who
/// complain (> 0, <= 1; there is no universal figure), `*unhappy` receives all the
/// unhappy, `*silent` those who said nothing, `*leaving` those who leave, a share
/// `leaving_share` of the unhappy (0 to 1, or NaN where it is not known: then NaN).
///
/// No pointer but `error` may be NULL. Returns `HABITUE_OK`, an argument error,
/// `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_OVERFLOW`. Any thread.
/// Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_complaint_iceberg(
    complaints: u64,
    complaint_rate: f64,
    leaving_share: f64,
    unhappy: *mut f64,
    silent: *mut f64,
    leaving: *mut f64,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (unhappy, silent, leaving) = unsafe {
            (output(unhappy, "unhappy")?, output(silent, "silent")?, output(leaving, "leaving")?)
        };
        let mut found = ComplaintIceberg::new(complaints, complaint_rate)?;
        if !leaving_share.is_nan() {
            found = found.with_leaving(leaving_share)?;
        }
        *unhappy = found.unhappy();
        *silent = found.silent();
        *leaving = found.leaving().unwrap_or(f64::NAN);
        Ok(())
    })
}
