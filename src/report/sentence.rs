//! Single sentences of a report.

use super::words::{self, Context};
use crate::study::{CheckKind, FigureGroup};

/// A sentence of a [`Report`](crate::report::Report), or a few, on one matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sentence {
    /// What to do: the instruction that the verdict opens with.
    Headline,
    /// What the headline rests on.
    Basis,
    /// Which model is used, and why.
    Choice,
    /// What a check found, as a title.
    CheckTitle(CheckKind),
    /// The figures of a check.
    CheckText(CheckKind),
    /// Why figures are withheld, and what would release them; empty where they are released.
    Withheld(FigureGroup),
}

impl Sentence {
    pub(super) fn say(self, context: &Context<'_>) -> String {
        let verdict = &context.study.verdict;
        match self {
            Self::Headline => words::headline(context, verdict.headline),
            Self::Basis => words::basis(context, verdict),
            Self::Choice => words::choice(context),
            Self::CheckTitle(kind) => words::check(context, &verdict.checks, kind).title,
            Self::CheckText(kind) => words::check(context, &verdict.checks, kind).text,
            Self::Withheld(group) => match verdict.allows(group) {
                Ok(()) => String::new(),
                Err(withheld) => words::why_withheld(context, withheld),
            },
        }
    }
}
