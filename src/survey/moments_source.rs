//! Where moments come from.

use std::sync::Arc;

use super::answers::Answers;

/// The answers behind moments and which of their questions these are, where fewer questions
/// would keep other respondents or weights reach further than the moments.
/// Where moments come from is no part of what they say, so any two are equal.
#[derive(Debug, Clone, Default)]
pub(super) struct Source(Option<Arc<(Answers, Vec<usize>)>>);

impl Source {
    /// Of moments of these questions: nothing where all weigh alike and answered them all.
    pub(super) fn of(answers: &Answers, questions: &[usize]) -> Self {
        let complete = questions.iter().all(|question| answers.missing()[*question] == 0);
        let plain = answers.weights().is_none() && complete;
        let behind = || Arc::new((answers.clone().without_keys(), questions.to_vec()));
        Self((!plain).then(behind))
    }

    /// The answers, and where these questions of the moments stand in them.
    pub(super) fn behind(&self, items: &[usize]) -> Option<(&Answers, Vec<usize>)> {
        let (answers, questions) = self.0.as_deref()?;
        Some((answers, items.iter().map(|item| questions[*item]).collect()))
    }
}

impl PartialEq for Source {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
