//! The names of the kinds of models, as a list.

use crate::capi::prelude::*;
use crate::lifetime::AnyModel;

pub(super) fn models() -> Vec<Entry> {
    let named = |&kind: &u32| {
        let (english, chinese) = AnyModel::names_of_kind(kind).ok()?;
        Some(Entry::new(kind as i32, english, chinese))
    };
    AnyModel::KINDS.iter().filter_map(named).collect()
}
