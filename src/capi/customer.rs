//! The classifications of what a customer is to the firm.

use super::classify::{Outputs, classify, habitue_class_counts, ladder_rule};
use super::column::optional_column;
use super::guard::guard;
use super::status::{habitue_error, habitue_status};
use crate::customer::{
    BondColumns, BondLevels, ContactColumns, ContactPolicy, ImportanceColumns, ImportanceTiers,
    LifecycleRules, OrientationColumns, OrientationScores, RelationColumns, RelationTree,
    StatusColumns, UsageColumns, UsageTiers, WinBackColumns, WinBackTrigger,
};

/// Relation to the firm: consumer (消费者客户).
pub const HABITUE_RELATION_CONSUMER: i32 = 1;
/// Relation to the firm: business (企业客户).
pub const HABITUE_RELATION_BUSINESS: i32 = 2;
/// Relation to the firm: internal (内部客户).
pub const HABITUE_RELATION_INTERNAL: i32 = 3;
/// Relation to the firm: channel (渠道客户).
pub const HABITUE_RELATION_CHANNEL: i32 = 4;

/// Importance: ordinary (普通客户).
pub const HABITUE_IMPORTANCE_ORDINARY: i32 = 1;
/// Importance: important (重要客户).
pub const HABITUE_IMPORTANCE_IMPORTANT: i32 = 2;
/// Importance: VIP (VIP客户).
pub const HABITUE_IMPORTANCE_VIP: i32 = 3;

/// Lifecycle status: non-customer (非客户).
pub const HABITUE_LIFECYCLE_NON_CUSTOMER: i32 = 1;
/// Lifecycle status: potential customer (潜在客户).
pub const HABITUE_LIFECYCLE_POTENTIAL: i32 = 2;
/// Lifecycle status: target customer (目标客户).
pub const HABITUE_LIFECYCLE_TARGET: i32 = 3;
/// Lifecycle status: actual customer (现实客户).
pub const HABITUE_LIFECYCLE_ACTUAL: i32 = 4;
/// Lifecycle status: lost for now (暂时流失客户).
pub const HABITUE_LIFECYCLE_LOST: i32 = 5;
/// Lifecycle status: lost for good (永久流失客户).
pub const HABITUE_LIFECYCLE_LOST_FOR_GOOD: i32 = 6;

/// Level of the relationship: basic (基本型).
pub const HABITUE_BOND_BASIC: i32 = 1;
/// Level of the relationship: reactive (被动型).
pub const HABITUE_BOND_REACTIVE: i32 = 2;
/// Level of the relationship: accountable (责任型).
pub const HABITUE_BOND_ACCOUNTABLE: i32 = 3;
/// Level of the relationship: proactive (能动型).
pub const HABITUE_BOND_PROACTIVE: i32 = 4;
/// Level of the relationship: partnership (伙伴型).
pub const HABITUE_BOND_PARTNERSHIP: i32 = 5;

/// Orientation: lighthouse (灯塔型客户).
pub const HABITUE_ORIENTATION_LIGHTHOUSE: i32 = 1;
/// Orientation: follower (跟随型客户).
pub const HABITUE_ORIENTATION_FOLLOWER: i32 = 2;
/// Orientation: rational (理性客户).
pub const HABITUE_ORIENTATION_RATIONAL: i32 = 3;
/// Orientation: profit-seeking (逐利客户).
pub const HABITUE_ORIENTATION_PROFIT_SEEKING: i32 = 4;

/// Usage: lapsed (流失使用者).
pub const HABITUE_USAGE_LAPSED: i32 = 1;
/// Usage: light user (轻度使用者).
pub const HABITUE_USAGE_LIGHT: i32 = 2;
/// Usage: medium user (中度使用者).
pub const HABITUE_USAGE_MEDIUM: i32 = 3;
/// Usage: heavy user (重度使用者).
pub const HABITUE_USAGE_HEAVY: i32 = 4;

/// Contact policy: do not contact (不可联系).
pub const HABITUE_CONTACT_DENY: i32 = 1;
/// Contact policy: may be contacted (可以联系).
pub const HABITUE_CONTACT_ALLOW: i32 = 2;

/// Win-back trigger: not lapsed (未流失).
pub const HABITUE_WIN_BACK_NOT_LAPSED: i32 = 1;
/// Win-back trigger: lapsed, wait for the birthday (已流失，等待生日).
pub const HABITUE_WIN_BACK_WAIT: i32 = 2;
/// Win-back trigger: win back now (立即赢回).
pub const HABITUE_WIN_BACK_NOW: i32 = 3;

/// Consumer, business, internal or channel: inside the firm is internal; else who
/// sells on is a channel; else who builds in is a business; else who uses is a
/// consumer.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `own_use`: buys for own use (0 no, 1 yes, 2 not known); `builds_in`: adds it to
/// own products (0 no, 1 yes, 2 not known); `inside`: is inside the firm (0 no, 1
/// yes, 2 not known); `resells`: sells it on (0 no, 1 yes, 2 not known).
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_RELATION_...`, 0 =
/// unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_RELATION, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_relation_classify(
    rows: usize,
    own_use: *const u8,
    builds_in: *const u8,
    inside: *const u8,
    resells: *const u8,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = RelationTree;
        let mut columns = RelationColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.own_use = optional_column(own_use, rows, "own_use")?;
            columns.builds_in = optional_column(builds_in, rows, "builds_in")?;
            columns.inside = optional_column(inside, rows, "inside")?;
            columns.resells = optional_column(resells, rows, "resells")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// VIP, important or ordinary, by the place in a ranking.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `top_share`: rank / number of customers (0..=1, NaN = not known). `vip` <
/// `important`, between 0 and 1: up to which share of the ranking customers are VIPs,
/// and are important (.01 and .20 are the defaults elsewhere).
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_IMPORTANCE_...`, 0
/// = unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_IMPORTANCE, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact, or `HABITUE_UNSORTED`. Nothing is written then. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_importance_classify(
    rows: usize,
    top_share: *const f64,
    vip: f64,
    important: f64,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = ImportanceTiers::new().with_cuts(vip, important)?;
        let mut columns = ImportanceColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.top_share = optional_column(top_share, rows, "top_share")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// The lifecycle status: non-customer, potential, target, actual, lost for now, lost
/// for good. Who has ended the relationship is lost for good; silence makes a
/// customer lost for now, and for good only where `lost_for_good_after_days` says so.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `purchases`: number of purchases (UINT32_MAX = not known); `days_since_last`: days
/// since the last purchase (>= 0, NaN = not known); `need`: has the need (0 no, 1
/// yes, 2 not known); `targeted`: is being courted (0 no, 1 yes, 2 not known);
/// `has_left`: has ended the relationship (0 no, 1 yes, 2 not known).
/// `lost_after_days`: finite and > 0 (365 is the default elsewhere);
/// `lost_for_good_after_days`: longer than that, or NaN for never.
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_LIFECYCLE_...`, 0
/// = unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_LIFECYCLE, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact, or `HABITUE_UNSORTED`. Nothing is written then. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_lifecycle_classify(
    rows: usize,
    purchases: *const u32,
    days_since_last: *const f64,
    need: *const u8,
    targeted: *const u8,
    has_left: *const u8,
    lost_after_days: f64,
    lost_for_good_after_days: f64,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = LifecycleRules::new()
            .with_lost_after_days(lost_after_days)?
            .with_lost_for_good_after_days(
                (!lost_for_good_after_days.is_nan()).then_some(lost_for_good_after_days),
            )?;
        let mut columns = StatusColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.purchases = optional_column(purchases, rows, "purchases")?;
            columns.days_since_last = optional_column(days_since_last, rows, "days_since_last")?;
            columns.need = optional_column(need, rows, "need")?;
            columns.targeted = optional_column(targeted, rows, "targeted")?;
            columns.has_left = optional_column(has_left, rows, "has_left")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// The level of each relationship (basic, reactive, accountable, proactive,
/// partnership), from what the firm does for the customer.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `invites`: invites to call (0 no, 1 yes, 2 not known); `calls_after_sale`: calls
/// after the sale (0 no, 1 yes, 2 not known); `calls_regularly`: calls from time to
/// time (0 no, 1 yes, 2 not known); `works_together`: works with the customer on
/// their success (0 no, 1 yes, 2 not known). `rule`: one of `HABITUE_LADDER_...`
/// (highest is the default elsewhere).
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_BOND_...`, 0 =
/// unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names: `habitue_class_name(HABITUE_SCHEME_BOND,
/// ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact, or `HABITUE_BAD_ENUMERATOR`. Nothing is written
/// then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_bond_classify(
    rows: usize,
    invites: *const u8,
    calls_after_sale: *const u8,
    calls_regularly: *const u8,
    works_together: *const u8,
    rule: i32,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = BondLevels::new().with_rule(ladder_rule(rule)?);
        let mut columns = BondColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.invites = optional_column(invites, rows, "invites")?;
            columns.calls_after_sale = optional_column(calls_after_sale, rows, "calls_after_sale")?;
            columns.calls_regularly = optional_column(calls_regularly, rows, "calls_regularly")?;
            columns.works_together = optional_column(works_together, rows, "works_together")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// Lighthouse, follower, rational or profit-seeking: the trait with the highest
/// score, that of the lighthouse being the mean of novelty seeking and opinion
/// leadership; of equals the first wins and `boundary` is 1.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `novelty`: seeks the new (NaN = not known); `leadership`: leads opinion (NaN = not
/// known); `following`: follows others (NaN = not known); `weighing`: weighs quality
/// against price (NaN = not known); `saving`: looks at the price alone (NaN = not
/// known).
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_ORIENTATION_...`,
/// 0 = unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact
/// stands exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_ORIENTATION, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_orientation_classify(
    rows: usize,
    novelty: *const f64,
    leadership: *const f64,
    following: *const f64,
    weighing: *const f64,
    saving: *const f64,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = OrientationScores;
        let mut columns = OrientationColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.novelty = optional_column(novelty, rows, "novelty")?;
            columns.leadership = optional_column(leadership, rows, "leadership")?;
            columns.following = optional_column(following, rows, "following")?;
            columns.weighing = optional_column(weighing, rows, "weighing")?;
            columns.saving = optional_column(saving, rows, "saving")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// Heavy, medium, light or lapsed, by the mean days between purchases.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `interval_days`: mean days between purchases (>= 0, NaN = not known). `heavy` <
/// `medium` < `light`: the longest interval of each, finite and > 0 (7, 30 and 182
/// are the defaults elsewhere).
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_USAGE_...`, 0 =
/// unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names: `habitue_class_name(HABITUE_SCHEME_USAGE,
/// ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact, or `HABITUE_UNSORTED`. Nothing is written then. Any
/// thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_usage_classify(
    rows: usize,
    interval_days: *const f64,
    heavy: f64,
    medium: f64,
    light: f64,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = UsageTiers::new().with_bounds(heavy, medium, light)?;
        let mut columns = UsageColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.interval_days = optional_column(interval_days, rows, "interval_days")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// Whether each customer may be contacted now: only with consent (not known is no),
/// not too soon after the last contact, not too often.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `consent`: has agreed to be contacted (0 no, 1 yes, 2 not known); `contacts`:
/// contacts within the period (UINT32_MAX = not known); `days_since_contact`: days
/// since the last contact, not needed where there was none (>= 0, NaN = not known).
/// `minimum_gap_days`: finite and >= 0 (7 is the default elsewhere); `most_contacts`:
/// a period may have (4).
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_CONTACT_...`, 0 =
/// unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names: `habitue_class_name(HABITUE_SCHEME_CONTACT,
/// ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_contact_classify(
    rows: usize,
    consent: *const u8,
    contacts: *const u32,
    days_since_contact: *const f64,
    minimum_gap_days: f64,
    most_contacts: u32,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = ContactPolicy::new()
            .with_minimum_gap_days(minimum_gap_days)?
            .with_most_contacts(most_contacts);
        let mut columns = ContactColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.consent = optional_column(consent, rows, "consent")?;
            columns.contacts = optional_column(contacts, rows, "contacts")?;
            columns.days_since_contact =
                optional_column(days_since_contact, rows, "days_since_contact")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// Whom to win back now: who was not there for long and whose birthday is near.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `days_since_last`: days since the last purchase or visit (>= 0, NaN = not known);
/// `days_to_birthday`: days until the next birthday, see `habitue_days_to_birthday`
/// (>= 0, NaN = not known). `lapsed_after_days`: finite and > 0 (1095 is the default
/// elsewhere); `within_days`: finite and >= 0 (7).
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_WIN_BACK_...`, 0 =
/// unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_WIN_BACK, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_win_back_classify(
    rows: usize,
    days_since_last: *const f64,
    days_to_birthday: *const f64,
    lapsed_after_days: f64,
    within_days: f64,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = WinBackTrigger::new()
            .with_lapsed_after_days(lapsed_after_days)?
            .with_within_days(within_days)?;
        let mut columns = WinBackColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.days_since_last = optional_column(days_since_last, rows, "days_since_last")?;
            columns.days_to_birthday = optional_column(days_to_birthday, rows, "days_to_birthday")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}
