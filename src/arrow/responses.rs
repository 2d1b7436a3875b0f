//! Responses of a survey of Arrow.

use super::array::Batch;
use super::cell::Cell;
use super::fields::{self, each};
use crate::customer::{KeyColumn, KeyPolicy, Keys};
use crate::error::Result;
use crate::survey::{AnswerText, Answers, OutOfScale, Questionnaire};

/// Which columns hold responses: those named like the questions, and these.
///
/// ```
/// use habitue::arrow::ResponseFields;
///
/// let fields = ResponseFields::new().with_key("customer").with_weight("weight");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResponseFields {
    key: Option<String>,
    weight: Option<String>,
    keys: KeyPolicy,
    out_of_scale: OutOfScale,
}

impl Default for ResponseFields {
    fn default() -> Self {
        Self::new()
    }
}

impl ResponseFields {
    /// The answers alone.
    #[must_use]
    pub fn new() -> Self {
        Self { key: None, weight: None, keys: KeyPolicy::AS_IS, out_of_scale: OutOfScale::Refuse }
    }

    /// The column with the key of the respondent. Defaults to none.
    #[must_use]
    pub fn with_key(mut self, column: impl Into<String>) -> Self {
        self.key = Some(column.into());
        self
    }

    /// The column with the base weight. Defaults to none.
    #[must_use]
    pub fn with_weight(mut self, column: impl Into<String>) -> Self {
        self.weight = Some(column.into());
        self
    }

    /// Which spellings of a key are one respondent. Defaults to [`KeyPolicy::AS_IS`].
    #[must_use]
    pub fn with_key_policy(mut self, keys: KeyPolicy) -> Self {
        self.keys = keys;
        self
    }

    /// What to do with numbers off their scale. Defaults to [`OutOfScale::Refuse`].
    #[must_use]
    pub fn with_out_of_scale(mut self, policy: OutOfScale) -> Self {
        self.out_of_scale = policy;
        self
    }
}

/// Takes in batches.
#[derive(Debug)]
pub(crate) struct ResponseReader {
    fields: ResponseFields,
    questionnaire: Questionnaire,
    text: AnswerText,
    rows: u64,
    columns: Vec<Vec<f64>>,
    keys: KeyColumn,
    weights: Vec<f64>,
}

impl ResponseReader {
    pub(crate) fn new(fields: &ResponseFields, questionnaire: Questionnaire) -> Self {
        Self {
            fields: fields.clone(),
            columns: vec![Vec::new(); questionnaire.len()],
            questionnaire,
            text: AnswerText::new(),
            rows: 0,
            keys: KeyColumn::default(),
            weights: Vec::new(),
        }
    }

    /// # Errors
    /// [`ErrorKind::MissingColumn`](crate::ErrorKind::MissingColumn), and what a column may have,
    /// with its name and row.
    pub(crate) fn push(&mut self, batch: &Batch<'_>) -> Result<()> {
        let questions = self.questionnaire.questions().iter();
        for (question, into) in questions.zip(&mut self.columns) {
            let place = (question.name(), self.rows);
            each(batch.column(question.name())?, place, |cell, row| {
                into.push(match cell {
                    Cell::Null => f64::NAN,
                    Cell::Flag(yes) => f64::from(u8::from(yes)),
                    Cell::Text(text) => self.text.read(question.scale(), text)?,
                    _ => cell.number().ok_or_else(|| {
                        cell.refused(question.name(), row, &question.scale().allowed())
                    })?,
                });
                Ok(())
            })?;
        }
        if let Some(name) = &self.fields.key {
            fields::keys(batch.column(name)?, (name, self.rows), &mut self.keys)?;
        }
        if let Some(name) = &self.fields.weight {
            fields::numbers(batch.column(name)?, (name, self.rows), &mut self.weights)?;
        }
        self.rows += batch.rows as u64;
        Ok(())
    }

    /// # Errors
    /// As [`Answers::with_policy`], `with_weights` and `with_keys`.
    pub(crate) fn finish(self) -> Result<Answers> {
        let fields = self.fields;
        let mut made = Answers::with_policy(self.questionnaire, self.columns, fields.out_of_scale)?;
        if let Some(name) = fields.weight {
            made = made.with_weights(self.weights).map_err(|error| error.in_column(name))?;
        }
        if let Some(name) = fields.key {
            let keys = match self.keys.as_keys() {
                Keys::Integer(keys) => keys.iter().map(i64::to_string).collect(),
                Keys::Text(texts) => texts.iter().map(str::to_owned).collect(),
            };
            made = made
                .with_keys(keys)
                .and_then(|made| made.with_key_policy(fields.keys))
                .map_err(|error| error.in_column(name))?;
        }
        Ok(made)
    }
}
