//! The answers that an analysis reads: those to its questions, higher being better.

use super::answers::Answers;
use super::scale::{Direction, Scale};

/// The answers to the questions analysed, recoded so that higher is better, with
/// what else an analysis may see of them.
///
/// What is computed from answers in this module is computed from this, so that
/// no other question and no raw answer can enter.
pub(super) struct Analysed<'a> {
    answers: &'a Answers,
    questions: Vec<usize>,
}

impl<'a> Analysed<'a> {
    pub(super) fn new(answers: &'a Answers, questions: &[usize]) -> Self {
        Self { answers, questions: questions.to_vec() }
    }

    /// How many questions there are.
    pub(super) fn len(&self) -> usize {
        self.questions.len()
    }

    pub(super) fn respondents(&self) -> usize {
        self.answers.respondents()
    }

    pub(super) fn name(&self, place: usize) -> &'a str {
        self.answers.questionnaire().questions()[self.questions[place]].name()
    }

    /// The scale of the answers as they are here.
    pub(super) fn scale(&self, place: usize) -> &'a Scale {
        &self.answers.scales()[self.questions[place]]
    }

    /// The direction in which the question was asked.
    pub(super) fn direction(&self, place: usize) -> Direction {
        self.answers.questionnaire().questions()[self.questions[place]].scale().direction()
    }

    pub(super) fn column(&self, place: usize) -> &'a [f64] {
        &self.answers.columns()[self.questions[place]]
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = &'a [f64]> {
        (0..self.len()).map(|place| self.column(place))
    }

    pub(super) fn missing(&self, place: usize) -> u64 {
        self.answers.missing()[self.questions[place]]
    }

    pub(super) fn out_of_scale(&self, place: usize) -> u64 {
        self.answers.out_of_scale()[self.questions[place]]
    }

    /// Whether everybody answered everything.
    pub(super) fn is_complete(&self) -> bool {
        (0..self.len()).all(|place| self.missing(place) == 0)
    }

    pub(super) fn weights(&self) -> Option<&'a [f64]> {
        self.answers.weights()
    }

    pub(super) fn weight(&self, row: usize) -> f64 {
        self.answers.weight(row)
    }
}

impl Answers {
    /// The answers to some questions, ascending, as an analysis of them reads
    /// them.
    pub(super) fn analysed(&self, questions: &[usize]) -> Analysed<'_> {
        Analysed::new(self, questions)
    }
}
