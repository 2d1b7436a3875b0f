//! The questions of one survey, in order, and their dimensions.

use std::collections::HashSet;

use super::question::Question;
use crate::error::{Error, ErrorKind, Result};

/// A group of questions that measure one thing, such as "service".
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Dimension {
    name: String,
    weight: f64,
    questions: Vec<usize>,
}

impl Dimension {
    fn checked(self) -> Result<Self> {
        if !(self.weight >= 0.0 && self.weight.is_finite()) {
            let column = format!("weight of {}", self.name);
            return Err(Error::out_of_range(column, self.weight, ">= 0"));
        }
        if self.questions.is_empty() {
            return Err(Error::empty("questions of a dimension"));
        }
        if !self.questions.is_sorted_by(|a, b| a < b) {
            return Err(Error::new(ErrorKind::Unsorted, "do not ascend")
                .in_column("questions of a dimension"));
        }
        Ok(self)
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The weight among the dimensions. Defaults to the sum of the weights of
    /// its questions, so that the two-stage mean equals the plain one.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// Indices of its questions in the questionnaire, ascending.
    #[must_use]
    pub fn questions(&self) -> &[usize] {
        &self.questions
    }
}

/// The questions of one survey, in the order of its answer columns.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Questionnaire {
    questions: Vec<Question>,
    dimensions: Vec<Dimension>,
}

impl Questionnaire {
    /// A questionnaire of these questions. Dimensions are taken from the
    /// questions, in order of first appearance.
    ///
    /// # Errors
    /// `Empty` without questions; `Duplicate` where two share a name;
    /// `Inconsistent` where no question has a positive weight.
    pub fn new(questions: Vec<Question>) -> Result<Self> {
        if questions.is_empty() {
            return Err(Error::empty("questions"));
        }
        let mut names = HashSet::new();
        for (row, question) in questions.iter().enumerate() {
            if !names.insert(question.name()) {
                return Err(Error::new(ErrorKind::Duplicate, "names two questions")
                    .in_column("questions")
                    .with_value(question.name())
                    .at_row(row as u64));
            }
        }
        let total: f64 = questions.iter().map(Question::weight).sum();
        if !(total > 0.0 && total.is_finite()) {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                format!(
                    "sum to {total}; at least one question must weigh, and the sum must be finite"
                ),
            )
            .in_column("weights"));
        }
        let mut dimensions: Vec<Dimension> = Vec::new();
        for (index, question) in questions.iter().enumerate() {
            let Some(name) = question.dimension() else { continue };
            let found = dimensions.iter_mut().find(|dimension| dimension.name == name);
            match found {
                Some(dimension) => {
                    dimension.questions.push(index);
                    dimension.weight += question.weight();
                }
                None => dimensions.push(Dimension {
                    name: name.to_owned(),
                    weight: question.weight(),
                    questions: vec![index],
                }),
            }
        }
        Ok(Self { questions, dimensions })
    }

    /// Refuses what [`Questionnaire::new`] refuses, and dimensions that are not those of
    /// the questions.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        let made = Self::new(self.questions)?;
        let same = |a: &Dimension, b: &Dimension| a.name == b.name && a.questions == b.questions;
        if made.dimensions.len() != self.dimensions.len()
            || !made.dimensions.iter().zip(&self.dimensions).all(|(a, b)| same(a, b))
        {
            return Err(Error::new(ErrorKind::Inconsistent, "are not those of the questions")
                .in_column("dimensions"));
        }
        Ok(Self { questions: made.questions, dimensions: self.dimensions })
    }

    /// Sets the weight of a dimension among the dimensions. Defaults to the sum
    /// of the weights of its questions.
    ///
    /// # Errors
    /// `MissingColumn` where no question belongs to `dimension`; `OutOfRange` or
    /// `NotFinite` unless `weight` is a finite number >= 0.
    pub fn with_dimension_weight(mut self, dimension: &str, weight: f64) -> Result<Self> {
        match self.dimensions.iter_mut().find(|candidate| candidate.name == dimension) {
            Some(found) => {
                found.weight = weight;
                found.clone().checked()?;
            }
            None => {
                return Err(Error::new(
                    ErrorKind::MissingColumn,
                    "is no dimension of any question",
                )
                .in_column("dimension")
                .with_value(dimension));
            }
        }
        Ok(self)
    }

    /// The questions, in order.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The dimensions, in order of first appearance.
    #[must_use]
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// How many questions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.questions.len()
    }

    /// Never true: a questionnaire has at least one question.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }

    /// Where the question called `name` stands.
    ///
    /// # Errors
    /// `MissingColumn` where there is none.
    pub fn index_of(&self, name: &str) -> Result<usize> {
        self.questions.iter().position(|question| question.name() == name).ok_or_else(|| {
            let names: Vec<&str> = self.questions.iter().map(Question::name).collect();
            Error::new(ErrorKind::MissingColumn, "is no question of this survey")
                .in_column("question")
                .with_value(name)
                .allowing(names.join(", "))
        })
    }

    /// Checks a list of questions: some, known, none twice.
    ///
    /// # Errors
    /// `Empty`, `OutOfRange` or `Duplicate`.
    pub(crate) fn check_questions(&self, questions: &[usize]) -> Result<()> {
        check_items(questions, self.len(), |question| self.questions[question].name())
    }

    /// Checks an index of a question.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such question.
    pub(crate) fn check_index(&self, question: usize) -> Result<()> {
        if question < self.questions.len() {
            return Ok(());
        }
        let last = self.questions.len() - 1;
        Err(Error::out_of_range("question", question as f64, format!("0 to {last}")))
    }
}

/// Checks a list of `count` questions, each with its name: some, known, none
/// twice.
///
/// # Errors
/// `Empty`, `OutOfRange` or `Duplicate`.
pub(super) fn check_items<'a>(
    items: &[usize],
    count: usize,
    name: impl Fn(usize) -> &'a str,
) -> Result<()> {
    if items.is_empty() {
        return Err(Error::empty("items"));
    }
    for (row, item) in items.iter().enumerate() {
        if *item >= count {
            let allowed = format!("0 to {}", count - 1);
            return Err(Error::out_of_range("items", *item as f64, allowed).at_row(row as u64));
        }
        if items[..row].contains(item) {
            return Err(Error::new(ErrorKind::Duplicate, "is listed twice")
                .in_column("items")
                .with_value(name(*item))
                .at_row(row as u64));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Scale;

    fn question(name: &str, weight: f64) -> Question {
        Question::new(name, Scale::points(1, 5).unwrap()).with_weight(weight).unwrap()
    }

    #[test]
    fn dimensions_come_from_the_questions() {
        let all = Questionnaire::new(vec![
            question("speed", 2.0).with_dimension("service"),
            question("price", 1.0),
            question("staff", 3.0).with_dimension("service"),
        ])
        .unwrap()
        .with_dimension_weight("service", 0.5)
        .unwrap();
        assert_eq!(all.dimensions()[0].questions(), [0, 2]);
        assert_eq!(all.dimensions()[0].weight(), 0.5);
        assert_eq!(all.index_of("staff").unwrap(), 2);
        assert_eq!(all.index_of("x").unwrap_err().kind(), ErrorKind::MissingColumn);
        assert!(all.with_dimension_weight("price", 1.0).is_err());
    }

    #[test]
    fn impossible_questionnaires_are_refused() {
        assert_eq!(Questionnaire::new(vec![]).unwrap_err().kind(), ErrorKind::Empty);
        let twice = vec![question("a", 1.0), question("a", 1.0)];
        assert_eq!(Questionnaire::new(twice).unwrap_err().kind(), ErrorKind::Duplicate);
        let weightless = Questionnaire::new(vec![question("a", 0.0)]);
        assert_eq!(weightless.unwrap_err().kind(), ErrorKind::Inconsistent);
        for bad in [-1.0, f64::NAN, f64::INFINITY] {
            assert!(Question::new("a", Scale::points(1, 5).unwrap()).with_weight(bad).is_err());
        }
    }
}
