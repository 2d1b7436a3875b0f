//! Names of anything that comes from a fixed list, by list, code and language.

use crate::capi::prelude::*;
use crate::capi::surveys::{constructs_of_indices, paths_of_indices, totals_of_measures};
use std::ffi::CString;
use std::ptr;
use std::sync::OnceLock;

use crate::classify::{Class, LadderRule};
use crate::satisfaction::{Checklist, FactorKind, Quadrant};
use crate::{customer, loyalty, retention, satisfaction, value};

/// Names in English.
pub const HABITUE_ENGLISH: i32 = 0;
/// Names in Chinese.
pub const HABITUE_CHINESE: i32 = 1;

/// The lists of one row of the table, by what is added to its code.
type Lists = Vec<(i32, Vec<Entry>)>;

fn one(entries: Vec<Entry>) -> Lists {
    vec![(0, entries)]
}

fn schemes(of: impl Fn(&SchemeRow) -> Vec<Entry>) -> Lists {
    scheme_rows().iter().map(|row| (row.code, of(row))).collect()
}

fn formulas(of: impl Fn(&FormulaRow) -> Vec<Entry>) -> Lists {
    formula_rows().iter().map(|row| (row.code, of(row))).collect()
}

fn statuses() -> Vec<Entry> {
    let kinds = ErrorKind::ALL.iter().map(|kind| (kind.code(), kind.name(), kind.name_zh()));
    pairs(std::iter::once((HABITUE_OK, "ok", "成功")).chain(kinds))
}

fn five_factors() -> Vec<Entry> {
    let tree = loyalty::Driver::five_factors();
    let nodes = tree.nodes().into_iter().zip(1..);
    let entry = |((parent, node), code): ((i32, &loyalty::Driver), i32)| {
        let numbers: &'static [f64] = Box::leak(Box::new([f64::from(parent), node.weight()]));
        Entry { numbers, count: 2, ..Entry::new(code, node.name(), node.name_zh()) }
    };
    nodes.map(entry).collect()
}

fn stages(names: loyalty::StageNames) -> Vec<Entry> {
    let all = loyalty::Stage::ALL.iter();
    pairs(all.map(|stage| (stage.code(), stage.name_by(names), stage.name_zh_by(names))))
}

fn points(list: Checklist) -> Vec<Entry> {
    pairs((1..).zip(list.points()).map(|(code, (english, chinese))| (code, *english, *chinese)))
}

fn numbered<'a>(names: impl Iterator<Item = (&'a String, &'a String)>) -> Vec<Entry> {
    (1..).zip(names).map(|(code, (english, chinese))| Entry::new(code, english, chinese)).collect()
}

fn policies() -> Lists {
    fn of<C: Class>(english: fn(C) -> &'static str, chinese: fn(C) -> &'static str) -> Vec<Entry> {
        pairs(C::ALL.iter().map(|class| (class.code(), english(*class), chinese(*class))))
    }
    vec![
        (18, of(customer::Usage::policy, customer::Usage::policy_zh)),
        (21, of(value::ValueClass::policy, value::ValueClass::policy_zh)),
        (22, of(value::LoyalValue::policy, value::LoyalValue::policy_zh)),
        (23, of(value::RespondingValue::policy, value::RespondingValue::policy_zh)),
    ]
}

macro_rules! lists {
    ($($(+)? $code:literal $symbol:ident $en:literal $zh:literal => $lists:expr;)*) => {
        fn known() -> Vec<Entry> {
            vec![$(Entry::new($code, $en, $zh).called(stringify!($symbol))),*]
        }

        /// Every list by its code: a static table, built when first asked.
        fn registry() -> &'static [(i32, Vec<Entry>)] {
            static REGISTRY: OnceLock<Lists> = OnceLock::new();
            REGISTRY.get_or_init(|| {
                let mut all = Vec::new();
                $(all.extend($lists.into_iter().map(|(more, entries)| ($code + more, entries)));)*
                all
            })
        }
    };
}
include!("rows/lists.in.rs");

fn list(code: i32) -> Option<&'static [Entry]> {
    registry().iter().find(|(known, _)| *known == code).map(|(_, entries)| entries.as_slice())
}

fn pointer(text: Option<&CString>) -> *const c_char {
    text.map_or(ptr::null(), |text| text.as_ptr())
}

/// The name of the entry with this code of a list (`HABITUE_LIST_...`) in a language
/// (`HABITUE_ENGLISH`, `HABITUE_CHINESE`): a static, NUL-terminated UTF-8 constant that is never
/// freed; NULL where there is no such list, code, language or name.
///
/// Never fails. Any thread.
pub fn habitue_name(list: i32, code: i32, language: i32) -> *const c_char {
    let entries = self::list(list).unwrap_or_default();
    let entry = entries.iter().find(|entry| entry.code == code);
    let language = usize::try_from(language).ok();
    let name = entry.zip(language).and_then(|(entry, at)| entry.names.get(at)?.as_ref());
    pointer(name)
}

/// The entry at `index`, from 0, of a list (`HABITUE_LIST_...`) into `entry`.
/// `HABITUE_OUT_OF_RANGE` ends a loop over a list.
///
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_BAD_ENUMERATOR` where
/// there is no such list, or `HABITUE_OUT_OF_RANGE` where it has no such entry. Any thread.
pub fn habitue_list_entry(list: i32, index: usize, entry: &mut habitue_entry) -> Result<()> {
    let known = || registry().iter().map(|(code, _)| *code).collect::<Vec<_>>();
    let entries = self::list(list).ok_or_else(|| no_enumerator(list, "list", &known()))?;
    let found = at(entries, index)?;
    (entry.code, entry.r#type, entry.flags) = (found.code, found.cell, found.flags);
    (entry.count, entry.symbol) = (found.count, pointer(found.symbol.as_ref()));
    entry.numbers = if found.numbers.is_empty() { ptr::null() } else { found.numbers.as_ptr() };
    [entry.english, entry.chinese] =
        [&found.names[0], &found.names[1]].map(|n| pointer(n.as_ref()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::ffi::CStr;

    use super::*;

    fn read(list: i32, code: i32, language: i32) -> Option<&'static str> {
        let name = habitue_name(list, code, language);
        // SAFETY: NULL or a static constant.
        (!name.is_null()).then(|| unsafe { CStr::from_ptr(name) }.to_str().unwrap())
    }

    #[test]
    fn codes_and_names_are_distinct_and_in_both_languages() {
        let mut lists = HashSet::new();
        for (list, entries) in registry() {
            assert!(lists.insert(*list), "{list}");
            let mut codes = HashSet::new();
            let mut seen = HashSet::new();
            for entry in entries {
                assert!(codes.insert(entry.code), "{list}: {} is there twice", entry.code);
                let known = [HABITUE_ENGLISH, HABITUE_CHINESE].map(|l| read(*list, entry.code, l));
                match known {
                    [Some(english), Some(chinese)] => {
                        assert!(english.is_ascii() && seen.insert(english), "{list}: {english}");
                        assert!(!chinese.is_ascii() && seen.insert(chinese), "{list}: {chinese}");
                    }
                    [None, None] => assert!(entry.symbol.is_some(), "{list}: {}", entry.code),
                    half => panic!("{list}, {}: {half:?}", entry.code),
                }
            }
        }
    }

    #[test]
    fn what_does_not_exist_has_no_name() {
        assert_eq!(read(1002, 7, HABITUE_CHINESE), Some("企业拥护者"));
        assert_eq!(read(1002, 0, HABITUE_ENGLISH), Some("unknown"));
        assert_eq!(read(1, 203, HABITUE_ENGLISH), Some("out of range"));
        for (list, code, language) in
            [(1000, 1, 0), (-1, 1, 0), (1002, 8, 0), (1002, -1, 0), (1002, 1, 2), (1002, 1, -1)]
        {
            assert_eq!(read(list, code, language), None);
        }
    }
}
