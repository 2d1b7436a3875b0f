//! Words: a study in sentences, in every language; one place a sentence, the languages beside each
//! other.

mod about;
mod analyst;
mod bring;
mod checks;
mod context;
mod keep;
mod keys;
mod leaving;
mod mend;
mod monday;
mod names;
mod reasons;
mod say;
mod verdict;
mod who;
mod withheld;

pub(super) use about::about;
pub(super) use analyst::{appendix, choice};
pub(super) use bring::question as bring;
pub(super) use checks::words as check;
pub(super) use context::Context;
pub(super) use keep::question as keep;
pub(super) use keys::keys;
pub(super) use leaving::question as leaving;
pub(super) use mend::{first as mend, kept_back as withheld_table, rows};
pub(super) use monday::question as monday;
pub(super) use names::{list, value_class};
pub(super) use reasons::reasons;
pub(super) use say::{question as say, work};
pub(super) use verdict::{basis, headline, verdict};
pub(super) use who::question as who;
pub(super) use withheld::sentence as why_withheld;
