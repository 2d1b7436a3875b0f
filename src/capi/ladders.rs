//! The ladders of loyalty.

use std::ptr::null;

use super::classify::{Outputs, classify, habitue_class_counts, ladder_rule};
use super::column::{column, column_mut, optional_column};
use super::guard::guard;
use super::options::{Options, enumerator, facts};
use super::status::{habitue_error, habitue_status};
use crate::error::Result;
use crate::loyalty::{
    EarnedTrust, EarnedTrustColumns, FourPhases, GateColumns, GriffinLadder, LoyaltyGates,
    PhaseColumns, PhaseOrder, SecureCustomer, SecurityColumns, StageColumns, StandingColumns,
    StandingScheme, TrustColumns, TrustLevels, satisfied_streaks_into,
};

/// Oliver's order of the phases: cognitive, affective, conative, action.
pub const HABITUE_PHASE_ORDER_OLIVER: i32 = 1;
/// The order of the Chinese texts: conative (on impulse), affective, cognitive,
/// action.
pub const HABITUE_PHASE_ORDER_IMPULSE_FIRST: i32 = 2;

/// Stage of Griffin's ladder: suspect (可能购买者).
pub const HABITUE_STAGE_SUSPECT: i32 = 1;
/// Stage of Griffin's ladder: prospect (潜在购买者).
pub const HABITUE_STAGE_PROSPECT: i32 = 2;
/// Stage of Griffin's ladder: disqualified prospect (不合格的潜在购买者).
pub const HABITUE_STAGE_DISQUALIFIED_PROSPECT: i32 = 3;
/// Stage of Griffin's ladder: first-time customer (首次购买者).
pub const HABITUE_STAGE_FIRST_TIME_CUSTOMER: i32 = 4;
/// Stage of Griffin's ladder: repeat customer (重复购买者).
pub const HABITUE_STAGE_REPEAT_CUSTOMER: i32 = 5;
/// Stage of Griffin's ladder: client (忠诚客户).
pub const HABITUE_STAGE_CLIENT: i32 = 6;
/// Stage of Griffin's ladder: advocate (品牌倡导者).
pub const HABITUE_STAGE_ADVOCATE: i32 = 7;

/// Standing: potential customer (潜在客户).
pub const HABITUE_STANDING_POTENTIAL: i32 = 1;
/// Standing: new customer (新客户).
pub const HABITUE_STANDING_NEW: i32 = 2;
/// Standing: old customer (老客户).
pub const HABITUE_STANDING_OLD: i32 = 3;
/// Standing: loyal customer (忠诚客户).
pub const HABITUE_STANDING_LOYAL: i32 = 4;

/// Phase of loyalty: before loyalty (尚无忠诚).
pub const HABITUE_PHASE_BEFORE_LOYALTY: i32 = 1;
/// Phase of loyalty: cognitive loyalty (认知型忠诚).
pub const HABITUE_PHASE_COGNITIVE: i32 = 2;
/// Phase of loyalty: affective loyalty (情感型忠诚).
pub const HABITUE_PHASE_AFFECTIVE: i32 = 3;
/// Phase of loyalty: conative loyalty (意向型忠诚).
pub const HABITUE_PHASE_CONATIVE: i32 = 4;
/// Phase of loyalty: action loyalty (行为型忠诚).
pub const HABITUE_PHASE_ACTION: i32 = 5;

/// Level of trust: no trust (无信任).
pub const HABITUE_TRUST_NONE: i32 = 1;
/// Level of trust: cognitive trust (认知信任).
pub const HABITUE_TRUST_COGNITIVE: i32 = 2;
/// Level of trust: affective trust (情感信任).
pub const HABITUE_TRUST_AFFECTIVE: i32 = 3;
/// Level of trust: behavioural trust (行为信任).
pub const HABITUE_TRUST_BEHAVIOURAL: i32 = 4;

/// Last gate passed: not satisfied (未满意).
pub const HABITUE_GATE_NOT_SATISFIED: i32 = 1;
/// Last gate passed: satisfied (满意).
pub const HABITUE_GATE_SATISFIED: i32 = 2;
/// Last gate passed: delighted (愉悦).
pub const HABITUE_GATE_DELIGHTED: i32 = 3;
/// Last gate passed: trusting, hence loyal (信赖（忠诚）).
pub const HABITUE_GATE_TRUSTING: i32 = 4;

/// Security: at risk (有流失风险).
pub const HABITUE_SECURITY_AT_RISK: i32 = 1;
/// Security: vulnerable (不稳定).
pub const HABITUE_SECURITY_VULNERABLE: i32 = 2;
/// Security: favourable (较有利).
pub const HABITUE_SECURITY_FAVOURABLE: i32 = 3;
/// Security: secure (稳固).
pub const HABITUE_SECURITY_SECURE: i32 = 4;

fn phase_order(value: i32) -> Result<PhaseOrder> {
    let table = [
        (HABITUE_PHASE_ORDER_OLIVER, PhaseOrder::Oliver),
        (HABITUE_PHASE_ORDER_IMPULSE_FIRST, PhaseOrder::ImpulseFirst),
    ];
    enumerator(value, "order", &table)
}

/// The facts that Griffin's ladder looks at, in columns of equal length; a column
/// that is NULL is not known for anybody. Start from `HABITUE_STAGE_FACTS_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_stage_facts {
    /// `sizeof(habitue_stage_facts)` of the caller.
    pub struct_size: u32,
    /// Must be 0.
    pub reserved: u32,
    /// Number of purchases (UINT32_MAX = not known); the ladder rests on it.
    pub purchases: *const u32,
    /// Number of distinct products bought (UINT32_MAX = not known).
    pub products: *const u32,
    /// Needs what is sold (0 no, 1 yes, 2 not known, as all below).
    pub need: *const u8,
    /// Needs it now.
    pub need_now: *const u8,
    /// Is able to buy it.
    pub ability: *const u8,
    /// Likes it.
    pub likes: *const u8,
    /// Buys at regular intervals.
    pub regular: *const u8,
    /// Buys all that is sold and that they need.
    pub buys_all: *const u8,
    /// Resists the pull of competitors.
    pub resists: *const u8,
    /// Recommends to others.
    pub recommends: *const u8,
}

/// The stage of each customer on Griffin's loyalty ladder, from suspect to
/// advocate: without a purchase by need, ability and liking; then by purchases;
/// a client buys regularly and all that they need, an advocate also recommends.
///
/// `facts` holds columns of `rows` customers. Out, each of `rows` entries:
/// `codes` the class (one of `HABITUE_STAGE_...`, 0 = unknown), `reasons` the
/// bits of the reasons and `boundary` (always 0: the ladder has no cut); and
/// `counts`. Names: `habitue_class_name(HABITUE_SCHEME_GRIFFIN, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`,
/// an argument error, or `HABITUE_OUT_OF_RANGE` with the row and column of the
/// first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_griffin_classify(
    rows: usize,
    facts: *const habitue_stage_facts,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let mut columns = StageColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            let facts = self::facts(facts)?;
            columns.purchases = optional_column(facts.purchases, rows, "purchases")?;
            columns.products = optional_column(facts.products, rows, "products")?;
            columns.need = optional_column(facts.need, rows, "need")?;
            columns.need_now = optional_column(facts.need_now, rows, "need_now")?;
            columns.ability = optional_column(facts.ability, rows, "ability")?;
            columns.likes = optional_column(facts.likes, rows, "likes")?;
            columns.regular = optional_column(facts.regular, rows, "regular")?;
            columns.buys_all = optional_column(facts.buys_all, rows, "buys_all")?;
            columns.resists = optional_column(facts.resists, rows, "resists")?;
            columns.recommends = optional_column(facts.recommends, rows, "recommends")?;
            classify(&GriffinLadder, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

// SAFETY: repr(C), two u32 and pointers of one alignment, without padding.
unsafe impl Options for habitue_stage_facts {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        reserved: 0,
        purchases: null(),
        products: null(),
        need: null(),
        need_now: null(),
        ability: null(),
        likes: null(),
        regular: null(),
        buys_all: null(),
        resists: null(),
        recommends: null(),
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

/// Potential, new, old or loyal: no purchase is potential; one purchase or a tenure
/// below the minimum is new; two or more with enough tenure are old, and loyal if
/// known to be loyal.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `purchases`: number of purchases (UINT32_MAX = not known); `tenure_days`: days
/// since the first purchase (>= 0, NaN = not known); `loyal`: is loyal (0 no, 1 yes,
/// 2 not known). `minimum_tenure_days`: tenure from which a customer is no longer
/// new, finite and >= 0 (90 is the default elsewhere).
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_STANDING_...`, 0 =
/// unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_STANDING, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_standing_classify(
    rows: usize,
    purchases: *const u32,
    tenure_days: *const f64,
    loyal: *const u8,
    minimum_tenure_days: f64,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = StandingScheme::new().with_minimum_tenure_days(minimum_tenure_days)?;
        let mut columns = StandingColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.purchases = optional_column(purchases, rows, "purchases")?;
            columns.tenure_days = optional_column(tenure_days, rows, "tenure_days")?;
            columns.loyal = optional_column(loyal, rows, "loyal")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// The phase of loyalty that each customer has reached, from evidence for each phase.
/// The codes are in Oliver's order; `order` says which order is climbed.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `cognitive`: knows it to be better (0 no, 1 yes, 2 not known); `affective`: likes
/// it (0 no, 1 yes, 2 not known); `conative`: means to buy it (0 no, 1 yes, 2 not
/// known); `action`: buys it against obstacles (0 no, 1 yes, 2 not known). `order`:
/// one of `HABITUE_PHASE_ORDER_...`; `rule`: one of `HABITUE_LADDER_...`.
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_PHASE_...`, 0 =
/// unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_FOUR_PHASES, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact, or `HABITUE_BAD_ENUMERATOR`. Nothing is written
/// then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_four_phases_classify(
    rows: usize,
    cognitive: *const u8,
    affective: *const u8,
    conative: *const u8,
    action: *const u8,
    order: i32,
    rule: i32,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme =
            FourPhases::new().with_order(phase_order(order)?).with_rule(ladder_rule(rule)?);
        let mut columns = PhaseColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.cognitive = optional_column(cognitive, rows, "cognitive")?;
            columns.affective = optional_column(affective, rows, "affective")?;
            columns.conative = optional_column(conative, rows, "conative")?;
            columns.action = optional_column(action, rows, "action")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// The level of trust of each customer, from evidence for each level.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `fits`: the product fits the need (0 no, 1 yes, 2 not known); `prefers`: prefers
/// it after use (0 no, 1 yes, 2 not known); `sustained`: sustains the relation (0 no,
/// 1 yes, 2 not known). `rule`: one of `HABITUE_LADDER_...` (the texts take the
/// highest).
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_TRUST_...`, 0 =
/// unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names: `habitue_class_name(HABITUE_SCHEME_TRUST,
/// ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact, or `HABITUE_BAD_ENUMERATOR`. Nothing is written
/// then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_trust_classify(
    rows: usize,
    fits: *const u8,
    prefers: *const u8,
    sustained: *const u8,
    rule: i32,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = TrustLevels::new().with_rule(ladder_rule(rule)?);
        let mut columns = TrustColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.fits = optional_column(fits, rows, "fits")?;
            columns.prefers = optional_column(prefers, rows, "prefers")?;
            columns.sustained = optional_column(sustained, rows, "sustained")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// The level of trust that satisfied episodes in a row have earned each customer; see
/// `habitue_satisfied_streaks`.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `streak`: satisfied episodes in a row (UINT32_MAX = not known). `cognitive` <
/// `affective` < `behavioural`: how many episodes earn each level, the first > 0 (1,
/// 3 and 5 are the defaults elsewhere).
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_TRUST_...`, 0 =
/// unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names: `habitue_class_name(HABITUE_SCHEME_TRUST,
/// ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact, or `HABITUE_UNSORTED`. Nothing is written then. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_earned_trust_classify(
    rows: usize,
    streak: *const u32,
    cognitive: u32,
    affective: u32,
    behavioural: u32,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = EarnedTrust::new().with_needed([cognitive, affective, behavioural])?;
        let mut columns = EarnedTrustColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.streak = optional_column(streak, rows, "streak")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// The last of the gates satisfaction, delight and trust that each customer has
/// passed; a gate counts only when all before it are passed.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `satisfaction`: satisfaction (NaN = not known); `delight`: delight (NaN = not
/// known); `trust`: trust (NaN = not known). `satisfaction_gate`, `delight_gate`,
/// `trust_gate`: finite, on the scales of the scores; a score on its gate passes.
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_GATE_...`, 0 =
/// unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_LOYALTY_GATES, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_loyalty_gates_classify(
    rows: usize,
    satisfaction: *const f64,
    delight: *const f64,
    trust: *const f64,
    satisfaction_gate: f64,
    delight_gate: f64,
    trust_gate: f64,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme =
            LoyaltyGates::new().with_gates([satisfaction_gate, delight_gate, trust_gate])?;
        let mut columns = GateColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.satisfaction = optional_column(satisfaction, rows, "satisfaction")?;
            columns.delight = optional_column(delight, rows, "delight")?;
            columns.trust = optional_column(trust, rows, "trust")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// Secure, favourable, vulnerable or at risk, from three five-level answers: all
/// best; all at least second best; less than very satisfied and probably or
/// definitely not continuing or recommending; everybody else vulnerable.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `satisfaction`: 5 very satisfied to 1 very dissatisfied (1..=5, 0 = not known);
/// `continues`: 5 definitely to 1 definitely not (1..=5, 0 = not known);
/// `recommends`: 5 definitely to 1 definitely not (1..=5, 0 = not known).
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_SECURITY_...`, 0 =
/// unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_SECURE_CUSTOMER, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_secure_customer_classify(
    rows: usize,
    satisfaction: *const u8,
    continues: *const u8,
    recommends: *const u8,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = SecureCustomer;
        let mut columns = SecurityColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.satisfaction = optional_column(satisfaction, rows, "satisfaction")?;
            columns.continues = optional_column(continues, rows, "continues")?;
            columns.recommends = optional_column(recommends, rows, "recommends")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// The number of satisfied episodes in a row up to the last episode of each
/// customer. `customer[i]` is the entry of `streaks`, counted from 0, to which
/// episode `i` belongs, and `satisfied[i]` is 1 or 0; the episodes of one
/// customer come in the order of time. A customer without an episode has 0.
///
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error, or
/// `HABITUE_OUT_OF_RANGE` with the row of the first bad episode. Nothing is
/// written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_satisfied_streaks(
    customer: *const u32,
    satisfied: *const u8,
    episodes: usize,
    streaks: *mut u32,
    customers: usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the contract of the header.
        let (customer, satisfied, streaks) = unsafe {
            (
                column(customer, episodes, "customer")?,
                column(satisfied, episodes, "satisfied")?,
                column_mut(streaks, customers, "streaks")?,
            )
        };
        satisfied_streaks_into(customer, satisfied, streaks)
    })
}
