//! Fixed lists of named things that are no classes.

use std::ffi::{CString, c_char};
use std::sync::OnceLock;

use super::classify::{Names, both, find_name, named};
use super::guard::guard_value;
use crate::classify::LadderRule;
use crate::customer::{CustomerNumber, Grouping, Margin, PersonaTag, StatusEvent};
use crate::loyalty::{Driver, PhaseOrder, Repurchase};
use crate::retention::{CauseGroup, Leak};

/// Vocabulary: persona tags; the tag with code c is the bit c - 1.
pub const HABITUE_VOCABULARY_PERSONA_TAG: i32 = 1;
/// Vocabulary: by what customers are grouped.
pub const HABITUE_VOCABULARY_GROUPING: i32 = 2;
/// Vocabulary: what may happen to a customer (`HABITUE_EVENT_...`).
pub const HABITUE_VOCABULARY_STATUS_EVENT: i32 = 3;
/// Vocabulary: how many customers a business has (`HABITUE_EXTENT_...`).
pub const HABITUE_VOCABULARY_CUSTOMER_NUMBER: i32 = 4;
/// Vocabulary: how much a customer leaves (`HABITUE_EXTENT_...`).
pub const HABITUE_VOCABULARY_MARGIN: i32 = 5;
/// Vocabulary: rules of ladders (`HABITUE_LADDER_...`).
pub const HABITUE_VOCABULARY_LADDER_RULE: i32 = 6;
/// Vocabulary: orders of the four phases of loyalty (`HABITUE_PHASE_ORDER_...`).
pub const HABITUE_VOCABULARY_PHASE_ORDER: i32 = 7;
/// Vocabulary: bands of a repurchase probability.
pub const HABITUE_VOCABULARY_REPURCHASE: i32 = 8;
/// Vocabulary: groups of causes of loss (`HABITUE_CAUSE_GROUP_...`).
pub const HABITUE_VOCABULARY_CAUSE_GROUP: i32 = 9;
/// Vocabulary: the holes of the leaky bucket that the texts name.
pub const HABITUE_VOCABULARY_LEAK: i32 = 10;
/// Vocabulary: the factors that build loyalty; node n of `habitue_five_factors` has code
/// n + 1.
pub const HABITUE_VOCABULARY_FIVE_FACTORS: i32 = 11;

struct Vocabulary {
    names: [CString; 2],
    terms: Vec<Names>,
}

/// The vocabularies by number, from 1: a static table, built when first asked.
fn vocabularies() -> &'static [Vocabulary] {
    static VOCABULARIES: OnceLock<Vec<Vocabulary>> = OnceLock::new();
    VOCABULARIES.get_or_init(|| {
        let of = |english, chinese, terms| Vocabulary { names: both(english, chinese), terms };
        vec![
            of("persona tag", "客户性格标签", named::<PersonaTag>()),
            of("grouping", "客户分组方式", named::<Grouping>()),
            of("event in the life of a customer", "客户状态事件", named::<StatusEvent>()),
            of("number of customers", "客户数量", named::<CustomerNumber>()),
            of("margin of a customer", "客户利润水平", named::<Margin>()),
            of("rule of a ladder", "阶梯规则", named::<LadderRule>()),
            of("order of the phases of loyalty", "忠诚阶段顺序", named::<PhaseOrder>()),
            of("band of the repurchase probability", "重复购买概率区间", named::<Repurchase>()),
            of("group of causes of loss", "客户流失原因类别", named::<CauseGroup>()),
            of("leak of the bucket", "漏桶漏洞", named::<Leak>()),
            of("factors that build loyalty", "建立忠诚的因素", five_factors()),
        ]
    })
}

fn five_factors() -> Vec<Names> {
    let tree = Driver::five_factors();
    let nodes = tree.nodes().into_iter().zip(1..);
    nodes
        .map(|((_, node), code)| Names { code, names: both(node.name(), node.name_zh()) })
        .collect()
}

fn find(vocabulary: i32) -> Option<&'static Vocabulary> {
    usize::try_from(vocabulary).ok().and_then(|at| vocabularies().get(at.checked_sub(1)?))
}

/// The name of a vocabulary (one of `HABITUE_VOCABULARY_...`: a fixed list of named things
/// that are no classes) in a language (one of `HABITUE_ENGLISH`, `HABITUE_CHINESE`): a
/// static, NUL-terminated UTF-8 constant that is never freed; NULL where there is no such
/// vocabulary or language.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_vocabulary_name(vocabulary: i32, language: i32) -> *const c_char {
    guard_value(std::ptr::null(), || {
        find_name(find(vocabulary).map(|found| &found.names), language)
    })
}

/// How many terms a vocabulary has: their codes are 1 to this number; 0 where there is no
/// such vocabulary. Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_vocabulary_terms(vocabulary: i32) -> i32 {
    guard_value(0, || find(vocabulary).map_or(0, |found| found.terms.len() as i32))
}

/// The name of the term `code` of a vocabulary in a language: a static, NUL-terminated
/// UTF-8 constant that is never freed; NULL where there is no such vocabulary, term or
/// language.
///
/// Never fails. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn habitue_term_name(vocabulary: i32, code: i32, language: i32) -> *const c_char {
    guard_value(std::ptr::null(), || {
        let term = find(vocabulary).and_then(|found| found.terms.iter().find(|t| t.code == code));
        find_name(term.map(|term| &term.names), language)
    })
}

#[cfg(test)]
mod tests {
    use std::ffi::CStr;

    use super::super::classify::{HABITUE_CHINESE, HABITUE_ENGLISH};
    use super::*;

    fn read(pointer: *const c_char) -> Option<&'static str> {
        // SAFETY: the functions above return NULL or a static constant.
        (!pointer.is_null()).then(|| unsafe { CStr::from_ptr(pointer) }.to_str().unwrap())
    }

    #[test]
    fn every_term_has_both_names_and_counts_up_from_one() {
        assert_eq!(vocabularies().len() as i32, HABITUE_VOCABULARY_FIVE_FACTORS);
        for vocabulary in 1..=vocabularies().len() as i32 {
            let terms = habitue_vocabulary_terms(vocabulary);
            assert!(terms > 1, "{vocabulary}");
            for language in [HABITUE_ENGLISH, HABITUE_CHINESE] {
                assert!(read(habitue_vocabulary_name(vocabulary, language)).is_some());
                let mut names = std::collections::HashSet::new();
                for code in 1..=terms {
                    let name = read(habitue_term_name(vocabulary, code, language)).unwrap();
                    assert!(!name.is_empty() && names.insert(name), "{vocabulary} {code}");
                    assert_eq!(name.is_ascii(), language == HABITUE_ENGLISH, "{name}");
                }
            }
            assert_eq!(read(habitue_term_name(vocabulary, 0, HABITUE_ENGLISH)), None);
            assert_eq!(read(habitue_term_name(vocabulary, terms + 1, HABITUE_ENGLISH)), None);
        }
        for vocabulary in [-1, 0, 99, i32::MIN] {
            assert_eq!(habitue_vocabulary_terms(vocabulary), 0);
            assert_eq!(read(habitue_vocabulary_name(vocabulary, HABITUE_ENGLISH)), None);
        }
        assert_eq!(read(habitue_vocabulary_name(1, 7)), None);
    }

    #[test]
    fn the_numbers_name_their_vocabularies() {
        for (vocabulary, code, name, name_zh) in [
            (HABITUE_VOCABULARY_PERSONA_TAG, 3, "thrifty", "节俭的"),
            (HABITUE_VOCABULARY_GROUPING, 1, "by trait", "按特征分组"),
            (HABITUE_VOCABULARY_STATUS_EVENT, 5, "buys", "购买"),
            (HABITUE_VOCABULARY_CUSTOMER_NUMBER, 3, "many customers", "客户多"),
            (HABITUE_VOCABULARY_MARGIN, 1, "low margin", "低利润"),
            (HABITUE_VOCABULARY_LADDER_RULE, 2, "highest", "取最高级"),
            (HABITUE_VOCABULARY_REPURCHASE, 1, "low repurchase probability", "重复购买可能性低"),
            (HABITUE_VOCABULARY_CAUSE_GROUP, 3, "competition", "竞争因素"),
            (HABITUE_VOCABULARY_LEAK, 1, "rudeness", "粗鲁"),
            (HABITUE_VOCABULARY_FIVE_FACTORS, 3, "product quality", "产品质量"),
        ] {
            assert_eq!(read(habitue_term_name(vocabulary, code, HABITUE_ENGLISH)), Some(name));
            assert_eq!(read(habitue_term_name(vocabulary, code, HABITUE_CHINESE)), Some(name_zh));
        }
        let order = read(habitue_term_name(HABITUE_VOCABULARY_PHASE_ORDER, 1, HABITUE_ENGLISH));
        assert!(order.unwrap().contains("Oliver"));
    }
}
