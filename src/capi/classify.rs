//! What all classifications share: counts, and the names of classes and reasons.

use std::ffi::{CString, c_char};
use std::sync::OnceLock;

use super::column::{column_mut, optional_column_mut, output};
use super::guard::guard_value;
use crate::classify::{
    Class, ClassColumns, ClassCounts, FactColumns, LadderRule, Named, Reason, Scheme,
};
use crate::error::Result;
use crate::value;
use crate::{customer, loyalty};

use super::value_matrices::{
    HABITUE_SCHEME_FUTURE_VALUE, HABITUE_SCHEME_VALUE_LOYALTY, HABITUE_SCHEME_VALUE_RESPONSE,
};

use super::options::enumerator;

/// Names in English.
pub const HABITUE_ENGLISH: i32 = 0;
/// Names in Chinese.
pub const HABITUE_CHINESE: i32 = 1;

/// Scheme: loyalty by three indicators.
pub const HABITUE_SCHEME_THREE_INDICATOR: i32 = 1;
/// Scheme: stage of Griffin's ladder.
pub const HABITUE_SCHEME_GRIFFIN: i32 = 2;
/// Scheme: standing.
pub const HABITUE_SCHEME_STANDING: i32 = 3;
/// Scheme: phase of loyalty.
pub const HABITUE_SCHEME_FOUR_PHASES: i32 = 4;
/// Scheme: level of trust.
pub const HABITUE_SCHEME_TRUST: i32 = 5;
/// Scheme: last gate passed.
pub const HABITUE_SCHEME_LOYALTY_GATES: i32 = 6;
/// Scheme: security.
pub const HABITUE_SCHEME_SECURE_CUSTOMER: i32 = 7;
/// Scheme: kind of customer by satisfaction and loyalty.
pub const HABITUE_SCHEME_APOSTLE: i32 = 8;
/// Scheme: kind of loyalty.
pub const HABITUE_SCHEME_ATTITUDE_BEHAVIOUR: i32 = 9;
/// Scheme: reciprocity.
pub const HABITUE_SCHEME_RECIPROCAL: i32 = 10;
/// Scheme: kind of service.
pub const HABITUE_SCHEME_SERVICE: i32 = 11;
/// Scheme: growth of loyal behaviour.
pub const HABITUE_SCHEME_GROWTH: i32 = 12;
/// Scheme: relation to the firm.
pub const HABITUE_SCHEME_RELATION: i32 = 13;
/// Scheme: importance.
pub const HABITUE_SCHEME_IMPORTANCE: i32 = 14;
/// Scheme: lifecycle status.
pub const HABITUE_SCHEME_LIFECYCLE: i32 = 15;
/// Scheme: level of the relationship.
pub const HABITUE_SCHEME_BOND: i32 = 16;
/// Scheme: orientation.
pub const HABITUE_SCHEME_ORIENTATION: i32 = 17;
/// Scheme: usage.
pub const HABITUE_SCHEME_USAGE: i32 = 18;
/// Scheme: contact policy.
pub const HABITUE_SCHEME_CONTACT: i32 = 19;
/// Scheme: win-back trigger.
pub const HABITUE_SCHEME_WIN_BACK: i32 = 20;

/// A step of a ladder counts only on top of all the lower ones.
pub const HABITUE_LADDER_CUMULATIVE: i32 = 1;
/// The highest proven step counts, whatever the lower ones say.
pub const HABITUE_LADDER_HIGHEST: i32 = 2;

/// How many customers a scheme put where.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_class_counts {
    /// Customers by the code of their class; entry 0 counts the unknown, and
    /// entries beyond the scheme's classes are 0.
    pub by_code: [u64; 16],
    /// Customers with a class.
    pub n_used: u64,
    /// Customers whose class is unknown, for want of facts.
    pub n_missing: u64,
    /// Customers who stand exactly on a cut.
    pub n_boundary: u64,
}

impl<C: Class> From<&ClassCounts<C>> for habitue_class_counts {
    fn from(counts: &ClassCounts<C>) -> Self {
        let mut by_code = [0; 16];
        for (slot, count) in by_code.iter_mut().zip(counts.by_code()) {
            *slot = *count;
        }
        Self {
            by_code,
            n_used: counts.n_used(),
            n_missing: counts.n_missing(),
            n_boundary: counts.n_boundary(),
        }
    }
}

/// The four outputs of every classification.
#[derive(Clone, Copy)]
pub(super) struct Outputs {
    pub(super) codes: *mut i32,
    pub(super) reasons: *mut u32,
    pub(super) boundary: *mut u8,
    pub(super) counts: *mut habitue_class_counts,
}

/// Classifies `columns` into the caller's columns; the reasons, the boundary
/// flags and the counts may be NULL.
///
/// # Safety
/// As for [`column_mut`], for each output and the number of rows of `columns`.
pub(super) unsafe fn classify<S: Scheme>(
    scheme: &S,
    columns: &S::Columns<'_>,
    out: Outputs,
) -> Result<()> {
    let rows = columns.rows();
    // SAFETY: the caller's promise is the same.
    let (codes, reasons, boundary) = unsafe {
        (
            column_mut(out.codes, rows, "codes")?,
            optional_column_mut(out.reasons, rows, "reasons")?,
            optional_column_mut(out.boundary, rows, "boundary")?,
        )
    };
    let slot = match out.counts.is_null() {
        true => None,
        // SAFETY: the caller's promise is the same.
        false => Some(unsafe { output(out.counts, "counts") }?),
    };
    let counts = scheme.classify_into(columns, ClassColumns { codes, reasons, boundary })?;
    if let Some(slot) = slot {
        *slot = habitue_class_counts::from(&counts);
    }
    Ok(())
}

pub(super) fn ladder_rule(value: i32) -> Result<LadderRule> {
    let table = [
        (HABITUE_LADDER_CUMULATIVE, LadderRule::Cumulative),
        (HABITUE_LADDER_HIGHEST, LadderRule::Highest),
    ];
    enumerator(value, "rule", &table)
}

/// Both names of one thing, as C holds text.
pub(super) struct Names {
    pub(super) code: i32,
    pub(super) names: [CString; 2],
}

struct SchemeNames {
    scheme: i32,
    names: [CString; 2],
    classes: Vec<Names>,
    reasons: Vec<Names>,
    missing: u32,
}

pub(super) fn both(english: &str, chinese: &str) -> [CString; 2] {
    // No name of this library holds a NUL.
    [english, chinese].map(|text| CString::new(text).unwrap_or_default())
}

pub(super) fn named<T: Named>() -> Vec<Names> {
    T::ALL
        .iter()
        .map(|item| Names { code: item.code(), names: both(item.name(), item.name_zh()) })
        .collect()
}

fn scheme<C: Class>(scheme: i32, english: &str, chinese: &str) -> SchemeNames {
    let mut classes = vec![Names { code: 0, names: both("unknown", "未知") }];
    classes.extend(named::<C>());
    SchemeNames {
        scheme,
        names: both(english, chinese),
        classes,
        reasons: named::<C::Reason>(),
        missing: C::Reason::MISSING,
    }
}

/// The schemes by number: a static table, built when first asked.
fn schemes() -> &'static [SchemeNames] {
    static SCHEMES: OnceLock<Vec<SchemeNames>> = OnceLock::new();
    SCHEMES.get_or_init(|| {
        vec![
            scheme::<loyalty::LoyaltyLevel>(
                HABITUE_SCHEME_THREE_INDICATOR,
                "loyalty by three indicators",
                "三指标忠诚度",
            ),
            scheme::<loyalty::Stage>(
                HABITUE_SCHEME_GRIFFIN,
                "stage of Griffin's ladder",
                "格里芬忠诚阶梯",
            ),
            scheme::<loyalty::Standing>(
                HABITUE_SCHEME_STANDING,
                "standing",
                "忠诚客户、老客户、新客户与潜在客户",
            ),
            scheme::<loyalty::Phase>(HABITUE_SCHEME_FOUR_PHASES, "phase of loyalty", "四阶段忠诚"),
            scheme::<loyalty::Trust>(HABITUE_SCHEME_TRUST, "level of trust", "三级信任"),
            scheme::<loyalty::Gate>(
                HABITUE_SCHEME_LOYALTY_GATES,
                "last gate passed",
                "满意、愉悦、信赖到忠诚",
            ),
            scheme::<loyalty::Security>(HABITUE_SCHEME_SECURE_CUSTOMER, "security", "客户稳固程度"),
            scheme::<loyalty::Allegiance>(
                HABITUE_SCHEME_APOSTLE,
                "kind of customer by satisfaction and loyalty",
                "满意度与忠诚度矩阵",
            ),
            scheme::<loyalty::LoyaltyKind>(
                HABITUE_SCHEME_ATTITUDE_BEHAVIOUR,
                "kind of loyalty",
                "态度与行为忠诚矩阵",
            ),
            scheme::<loyalty::Reciprocity>(HABITUE_SCHEME_RECIPROCAL, "reciprocity", "双向忠诚"),
            scheme::<loyalty::Service>(HABITUE_SCHEME_SERVICE, "kind of service", "服务质量四类型"),
            scheme::<loyalty::Growth>(
                HABITUE_SCHEME_GROWTH,
                "growth of loyal behaviour",
                "忠诚行为增长",
            ),
            scheme::<customer::Relation>(
                HABITUE_SCHEME_RELATION,
                "relation to the firm",
                "客户关系类型",
            ),
            scheme::<customer::Importance>(HABITUE_SCHEME_IMPORTANCE, "importance", "客户重要性"),
            scheme::<customer::Status>(
                HABITUE_SCHEME_LIFECYCLE,
                "lifecycle status",
                "客户生命周期状态",
            ),
            scheme::<customer::Bond>(
                HABITUE_SCHEME_BOND,
                "level of the relationship",
                "客户关系五层次",
            ),
            scheme::<customer::Orientation>(
                HABITUE_SCHEME_ORIENTATION,
                "orientation",
                "客户价值取向",
            ),
            scheme::<customer::Usage>(HABITUE_SCHEME_USAGE, "usage", "使用频率等级"),
            scheme::<customer::Contact>(HABITUE_SCHEME_CONTACT, "contact policy", "联系许可"),
            scheme::<customer::WinBack>(
                HABITUE_SCHEME_WIN_BACK,
                "win-back trigger",
                "流失客户赢回触发",
            ),
            scheme::<value::ValueClass>(
                HABITUE_SCHEME_FUTURE_VALUE,
                "class by current and future value",
                "当前价值与未来价值矩阵",
            ),
            scheme::<value::LoyalValue>(
                HABITUE_SCHEME_VALUE_LOYALTY,
                "kind of customer by value and loyalty",
                "客户价值与忠诚度矩阵",
            ),
            scheme::<value::RespondingValue>(
                HABITUE_SCHEME_VALUE_RESPONSE,
                "kind of customer by value and response",
                "客户价值与客户响应矩阵",
            ),
        ]
    })
}

fn find(scheme: i32) -> Option<&'static SchemeNames> {
    schemes().iter().find(|names| names.scheme == scheme)
}

/// The name in a language (one of `HABITUE_ENGLISH`, `HABITUE_CHINESE`), or NULL.
pub(super) fn find_name(names: Option<&'static [CString; 2]>, language: i32) -> *const c_char {
    let at = usize::try_from(language).ok();
    let name = names.zip(at).and_then(|(names, at)| names.get(at));
    name.map_or(std::ptr::null(), |name| name.as_ptr())
}

/// The name of a scheme (one of `HABITUE_SCHEME_...`) in a language (one of
/// `HABITUE_ENGLISH`, `HABITUE_CHINESE`): a static, NUL-terminated UTF-8 constant
/// that is never freed; NULL where there is no such scheme or language.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_scheme_name(scheme: i32, language: i32) -> *const c_char {
    guard_value(std::ptr::null(), || find_name(find(scheme).map(|found| &found.names), language))
}

/// How many classes a scheme has: their codes are 1 to this number; 0 where there
/// is no such scheme. Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_scheme_classes(scheme: i32) -> i32 {
    guard_value(0, || find(scheme).map_or(0, |found| found.classes.len() as i32 - 1))
}

/// The bits of all the reasons that a scheme gives; 0 where there is no such
/// scheme. Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_scheme_reasons(scheme: i32) -> u32 {
    guard_value(0, || {
        find(scheme)
            .map_or(0, |found| found.reasons.iter().fold(0, |bits, item| bits | 1 << item.code))
    })
}

/// The bits of the reasons that say that a fact is missing; 0 where there is no
/// such scheme. Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_scheme_missing(scheme: i32) -> u32 {
    guard_value(0, || find(scheme).map_or(0, |found| found.missing))
}

/// The name of the class `code` of a scheme in a language: a static,
/// NUL-terminated UTF-8 constant that is never freed; "unknown" for code 0; NULL
/// where there is no such scheme, class or language.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_class_name(scheme: i32, code: i32, language: i32) -> *const c_char {
    guard_value(std::ptr::null(), || {
        let class = find(scheme).and_then(|found| found.classes.iter().find(|c| c.code == code));
        find_name(class.map(|class| &class.names), language)
    })
}

/// The name of the reason with bit number `bit`, 0 to 31, of a scheme in a
/// language: a static, NUL-terminated UTF-8 constant that is never freed; NULL
/// where there is no such scheme, reason or language.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_reason_name(scheme: i32, bit: i32, language: i32) -> *const c_char {
    guard_value(std::ptr::null(), || {
        let reason = find(scheme).and_then(|found| found.reasons.iter().find(|r| r.code == bit));
        find_name(reason.map(|reason| &reason.names), language)
    })
}

#[cfg(test)]
mod tests {
    use std::ffi::CStr;

    use super::*;

    fn read(pointer: *const c_char) -> Option<&'static str> {
        // SAFETY: the functions above return NULL or a static constant.
        (!pointer.is_null()).then(|| unsafe { CStr::from_ptr(pointer) }.to_str().unwrap())
    }

    #[test]
    fn every_scheme_class_and_reason_has_both_names() {
        for (at, names) in schemes().iter().enumerate() {
            assert_eq!(names.scheme, at as i32 + 1, "schemes are numbered without gaps");
            for language in [HABITUE_ENGLISH, HABITUE_CHINESE] {
                assert!(read(habitue_scheme_name(names.scheme, language)).is_some());
                for code in 0..=habitue_scheme_classes(names.scheme) {
                    assert!(read(habitue_class_name(names.scheme, code, language)).is_some());
                }
                for bit in
                    (0..32).filter(|bit| habitue_scheme_reasons(names.scheme) >> bit & 1 == 1)
                {
                    assert!(read(habitue_reason_name(names.scheme, bit, language)).is_some());
                }
            }
            assert_ne!(habitue_scheme_missing(names.scheme), 0);
        }
    }

    #[test]
    fn what_does_not_exist_has_no_name() {
        assert_eq!(
            read(habitue_class_name(HABITUE_SCHEME_GRIFFIN, 7, HABITUE_CHINESE)),
            Some("品牌倡导者")
        );
        assert_eq!(
            read(habitue_class_name(HABITUE_SCHEME_GRIFFIN, 0, HABITUE_ENGLISH)),
            Some("unknown")
        );
        for (scheme, code, language) in
            [(0, 1, 0), (-1, 1, 0), (2, 8, 0), (2, -1, 0), (2, 1, 2), (2, 1, -1)]
        {
            assert_eq!(read(habitue_class_name(scheme, code, language)), None);
        }
        assert_eq!(read(habitue_reason_name(HABITUE_SCHEME_GRIFFIN, 31, 0)), None);
        assert_eq!(habitue_scheme_classes(99), 0);
    }
}
