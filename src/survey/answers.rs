//! The answers of a survey, one column a question.

use crate::numeric::tolerance;
use std::collections::HashMap;
use std::sync::Arc;

use super::questionnaire::Questionnaire;
use super::scale::{Direction, Scale};
use crate::customer::KeyPolicy;
use crate::error::{Error, ErrorKind, Result};

/// What to do with an answer that its scale does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum OutOfScale {
    /// An error that names respondent, question, answer and scale.
    #[default]
    Refuse,
    /// Treated as missing, and counted for each question.
    CountAsMissing,
}

impl OutOfScale {
    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::CountAsMissing => "count as missing",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Refuse => "拒绝",
            Self::CountAsMissing => "计为缺失",
        }
    }
}

/// The answers of a survey: for each question of its [`Questionnaire`] a column
/// with one answer a respondent, NaN where it is missing; optionally a base
/// weight and a key for each respondent.
///
/// Every answer that is kept stands on its scale.
///
/// # Direction
/// Whatever analyses answers reads [`columns`](Self::columns) on
/// [`scales`](Self::scales), where higher is better: an answer on a
/// [reversed](Scale::reversed) scale is
/// [recoded](Scale::oriented_answer), low + high - answer. So a figure, and a
/// threshold that is given with it, is that of answers recoded by hand. Answers
/// as they were given are [`raw_column`](Self::raw_column).
///
/// ```
/// use habitue::survey::{Answers, Question, Questionnaire, Scale};
///
/// let effort = Question::new("effort", Scale::points(1, 7)?.reversed());
/// let answers = Answers::new(Questionnaire::new(vec![effort])?, vec![vec![1.0, 6.0]])?;
/// assert_eq!(answers.column(0)?, [7.0, 2.0]);
/// assert_eq!(answers.raw_column(0)?, [1.0, 6.0]);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    questionnaire: Questionnaire,
    /// The scales of `columns`: higher is better.
    scales: Arc<Vec<Scale>>,
    /// Shared, so that a copy with other weights copies no answer.
    columns: Arc<Vec<Vec<f64>>>,
    /// As they were given, where that is not what `columns` holds.
    raw: Arc<Vec<Option<Vec<f64>>>>,
    weights: Option<Vec<f64>>,
    keys: Option<Arc<Vec<String>>>,
    missing: Vec<u64>,
    out_of_scale: Vec<u64>,
}

impl Answers {
    /// Answers as columns, in the order of the questions; NaN is missing. An
    /// answer off its scale is refused.
    ///
    /// # Errors
    /// `Length` where the number of columns is not that of the questions, or a
    /// column is shorter or longer than the first; `OutOfRange` (or `NotFinite`
    /// for an infinity) for an answer off its scale, naming row and question.
    pub fn new(questionnaire: Questionnaire, columns: Vec<Vec<f64>>) -> Result<Self> {
        Self::with_policy(questionnaire, columns, OutOfScale::Refuse)
    }

    /// As [`new`](Self::new), with a policy for answers off their scale.
    ///
    /// # Errors
    /// As for [`new`](Self::new); off-scale answers only under
    /// [`OutOfScale::Refuse`].
    pub fn with_policy(
        questionnaire: Questionnaire,
        mut columns: Vec<Vec<f64>>,
        policy: OutOfScale,
    ) -> Result<Self> {
        if columns.len() != questionnaire.len() {
            return Err(Error::length("answer columns", columns.len(), questionnaire.len()));
        }
        let respondents = columns[0].len();
        let mut missing = vec![0_u64; columns.len()];
        let mut out_of_scale = vec![0_u64; columns.len()];
        for (index, (question, column)) in
            questionnaire.questions().iter().zip(&mut columns).enumerate()
        {
            if column.len() != respondents {
                return Err(Error::length(question.name(), column.len(), respondents));
            }
            for (row, answer) in column.iter_mut().enumerate() {
                if question.scale().contains(*answer) {
                    continue;
                }
                if !answer.is_nan() {
                    if policy == OutOfScale::Refuse {
                        return Err(Error::out_of_range(
                            question.name(),
                            *answer,
                            question.scale().allowed(),
                        )
                        .at_row(row as u64));
                    }
                    out_of_scale[index] += 1;
                    *answer = f64::NAN;
                }
                missing[index] += 1;
            }
        }
        let raw = orient(&questionnaire, &mut columns);
        let scales = questionnaire.questions().iter().map(|question| question.scale().oriented());
        Ok(Self {
            scales: Arc::new(scales.collect()),
            questionnaire,
            columns: Arc::new(columns),
            raw: Arc::new(raw),
            weights: None,
            keys: None,
            missing,
            out_of_scale,
        })
    }

    /// Sets base weights, one a respondent. Only their proportions count; a
    /// respondent with weight 0 does not enter any figure. Defaults to equal
    /// weights.
    ///
    /// # Errors
    /// `Length`; `OutOfRange` or `NotFinite` for a weight that is neither 0 nor between
    /// 1e-100 and 1e100, naming the row; `Inconsistent` where all are 0.
    pub fn with_weights(mut self, weights: Vec<f64>) -> Result<Self> {
        check_weights(&weights, self.respondents())?;
        self.weights = Some(weights);
        Ok(self)
    }

    /// Makes all respondents weigh alike again.
    #[must_use]
    pub fn without_weights(mut self) -> Self {
        self.weights = None;
        self
    }

    /// Sets the keys of the respondents, one each. Defaults to none.
    ///
    /// # Errors
    /// `Length`; `Duplicate` where two respondents share a key, naming the row
    /// of the second.
    pub fn with_keys(mut self, keys: Vec<String>) -> Result<Self> {
        if keys.len() != self.respondents() {
            return Err(Error::length("keys", keys.len(), self.respondents()));
        }
        let mut seen: HashMap<&str, usize> = HashMap::with_capacity(keys.len());
        for (row, key) in keys.iter().enumerate() {
            if let Some(first) = seen.insert(key, row) {
                return Err(Error::new(
                    ErrorKind::Duplicate,
                    format!("has answered already, in row {first}"),
                )
                .in_column("key")
                .with_value(key)
                .at_row(row as u64));
            }
        }
        self.keys = Some(Arc::new(keys));
        Ok(self)
    }

    /// The same answers with their keys in the spelling by which customers are known; nothing
    /// where there are no keys.
    ///
    /// # Errors
    /// `Duplicate` where two respondents are one customer then, naming the row of the second;
    /// `Missing` where nothing is left of a key.
    pub fn with_key_policy(mut self, policy: KeyPolicy) -> Result<Self> {
        let Some(keys) = self.keys.take() else { return Ok(self) };
        let spelled: Vec<String> = keys.iter().map(|key| policy.apply(key).into_owned()).collect();
        for (row, key) in spelled.iter().enumerate() {
            crate::customer::present(key)
                .map_err(|error| error.in_column("key").at_row(row as u64))?;
        }
        self.with_keys(spelled)
    }

    /// Adds the respondents of `other`, a second part of the same survey.
    ///
    /// # Errors
    /// `Inconsistent` where the questionnaires differ or only one part has
    /// weights or keys; `Duplicate` where a key is in both. `self` is then
    /// unchanged.
    pub fn append(&mut self, other: &Self) -> Result<()> {
        let differs = |what: &str| {
            Err(Error::new(
                ErrorKind::Inconsistent,
                format!("the two parts differ in their {what}"),
            ))
        };
        if self.questionnaire != other.questionnaire {
            return differs("questionnaire");
        }
        if self.weights.is_some() != other.weights.is_some() {
            return differs("having weights");
        }
        if self.keys.is_some() != other.keys.is_some() {
            return differs("having keys");
        }
        let mut whole = self.clone();
        for (column, more) in Arc::make_mut(&mut whole.columns).iter_mut().zip(other.columns()) {
            column.extend_from_slice(more);
        }
        let raw = Arc::make_mut(&mut whole.raw).iter_mut().flatten();
        raw.zip(other.raw.iter().flatten()).for_each(|(column, more)| column.extend(more));
        for (count, more) in whole.missing.iter_mut().zip(&other.missing) {
            *count += more;
        }
        for (count, more) in whole.out_of_scale.iter_mut().zip(&other.out_of_scale) {
            *count += more;
        }
        if let (Some(weights), Some(more)) = (&mut whole.weights, &other.weights) {
            weights.extend_from_slice(more);
        }
        if let (Some(keys), Some(more)) = (whole.keys.take(), &other.keys) {
            let mut keys = keys.to_vec();
            keys.extend_from_slice(more);
            whole = whole.with_keys(keys)?;
        }
        *self = whole;
        Ok(())
    }

    /// The questions.
    #[must_use]
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// How many respondents there are.
    #[must_use]
    pub fn respondents(&self) -> usize {
        self.columns[0].len()
    }

    /// The answers to one question, recoded so that higher is better; NaN where
    /// missing.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such question.
    pub fn column(&self, question: usize) -> Result<&[f64]> {
        self.questionnaire.check_index(question)?;
        Ok(&self.columns[question])
    }

    /// All answers, one column a question, recoded so that higher is better.
    #[must_use]
    pub fn columns(&self) -> &[Vec<f64>] {
        &self.columns
    }

    /// The scales of [`columns`](Self::columns), one a question: higher is better.
    #[must_use]
    pub fn scales(&self) -> &[Scale] {
        &self.scales
    }

    /// The answers to one question as they were given, whatever the direction of
    /// its scale; NaN where missing. To show them, not to analyse them.
    ///
    /// # Errors
    /// `OutOfRange` where there is no such question.
    pub fn raw_column(&self, question: usize) -> Result<&[f64]> {
        self.questionnaire.check_index(question)?;
        Ok(self.raw[question].as_ref().unwrap_or(&self.columns[question]))
    }

    /// The answers of some respondents, in this order, without their keys. Which of the missing
    /// ones were off their scale is known of all respondents together alone.
    pub(crate) fn of_rows(&self, rows: &[u32]) -> Self {
        let chosen = |column: &Vec<f64>| -> Vec<f64> {
            rows.iter().map(|row| column[*row as usize]).collect()
        };
        let columns: Vec<Vec<f64>> = self.columns.iter().map(chosen).collect();
        let gone = |column: &Vec<f64>| column.iter().filter(|answer| answer.is_nan()).count();
        Self {
            questionnaire: self.questionnaire.clone(),
            scales: Arc::clone(&self.scales),
            missing: columns.iter().map(|column| gone(column) as u64).collect(),
            columns: Arc::new(columns),
            raw: Arc::new(self.raw.iter().map(|column| column.as_ref().map(chosen)).collect()),
            weights: self.weights.as_ref().map(chosen),
            keys: None,
            out_of_scale: vec![0; self.out_of_scale.len()],
        }
    }

    /// The same answers without keys.
    pub(crate) fn without_keys(mut self) -> Self {
        self.keys = None;
        self
    }

    /// The base weights, if there are any.
    #[must_use]
    pub fn weights(&self) -> Option<&[f64]> {
        self.weights.as_deref()
    }

    /// The weight of one respondent: 1 without base weights.
    #[must_use]
    pub fn weight(&self, row: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights[row])
    }

    /// The keys of the respondents, if there are any.
    #[must_use]
    pub fn keys(&self) -> Option<&[String]> {
        self.keys.as_ref().map(|keys| keys.as_slice())
    }

    /// Missing answers of each question, off-scale ones included where they were
    /// counted.
    #[must_use]
    pub fn missing(&self) -> &[u64] {
        &self.missing
    }

    /// Answers off their scale of each question, where they were counted.
    #[must_use]
    pub fn out_of_scale(&self) -> &[u64] {
        &self.out_of_scale
    }
}

/// Recodes the answers on scales where lower is better; gives those columns back
/// as they were.
fn orient(questionnaire: &Questionnaire, columns: &mut [Vec<f64>]) -> Vec<Option<Vec<f64>>> {
    let turned = questionnaire.questions().iter().zip(columns).map(|(question, column)| {
        let scale = question.scale();
        (scale.direction() == Direction::LowerIsBetter).then(|| {
            let oriented = column.iter().map(|answer| scale.oriented_answer(*answer)).collect();
            std::mem::replace(column, oriented)
        })
    });
    turned.collect()
}

/// What a positive weight of a respondent may be.
const LEAST_WEIGHT: f64 = tolerance::LEAST_WEIGHT;
const MOST_WEIGHT: f64 = 1e100;

/// Checks weights of respondents.
///
/// # Errors
/// As [`Answers::with_weights`] says.
pub(crate) fn check_weights(weights: &[f64], respondents: usize) -> Result<()> {
    if weights.len() != respondents {
        return Err(Error::length("weights", weights.len(), respondents));
    }
    for (row, weight) in weights.iter().enumerate() {
        // The squares of all weights must be doubles, none of which is 0 or infinite.
        if !(*weight == 0.0 || (LEAST_WEIGHT..=MOST_WEIGHT).contains(weight)) {
            let allowed = format!("0, or {LEAST_WEIGHT:e} to {MOST_WEIGHT:e}");
            return Err(Error::out_of_range("weight", *weight, allowed).at_row(row as u64));
        }
    }
    let total: f64 = weights.iter().sum();
    if respondents > 0 && !(total > 0.0 && total.is_finite()) {
        return Err(Error::new(ErrorKind::Inconsistent, "must sum to a positive finite number")
            .in_column("weights")
            .with_value(total));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Question, Scale};

    fn two() -> Questionnaire {
        let scale = Scale::points(1, 5).unwrap();
        Questionnaire::new(vec![Question::new("a", scale.clone()), Question::new("b", scale)])
            .unwrap()
    }

    #[test]
    fn an_answer_off_its_scale_is_refused_by_name_or_counted() {
        let columns = vec![vec![1.0, 5.0, f64::NAN], vec![2.0, 6.0, f64::INFINITY]];
        let error = Answers::new(two(), columns.clone()).unwrap_err();
        assert_eq!(error.to_string(), "row 1, b: 6 is out of range; allowed: 1 to 5 in steps of 1");
        let counted = Answers::with_policy(two(), columns, OutOfScale::CountAsMissing).unwrap();
        assert_eq!((counted.missing(), counted.out_of_scale()), (&[1, 2][..], &[0, 2][..]));
        assert!(counted.column(1).unwrap()[1].is_nan());
        assert!(counted.column(2).is_err());
    }

    #[test]
    fn reversed_answers_are_recoded_once_and_kept_as_given() {
        let questions = vec![
            Question::new("a", Scale::points(1, 5).unwrap().reversed()),
            Question::new("b", Scale::points(1, 5).unwrap()),
        ];
        let questionnaire = Questionnaire::new(questions).unwrap();
        let part = || Answers::new(questionnaire.clone(), vec![vec![1.0, 4.0], vec![2.0, 5.0]]);
        let mut whole = part().unwrap();
        whole.append(&part().unwrap()).unwrap();
        assert_eq!(whole.columns(), [[5.0, 2.0, 5.0, 2.0], [2.0, 5.0, 2.0, 5.0]]);
        assert_eq!(whole.raw_column(0).unwrap(), [1.0, 4.0, 1.0, 4.0]);
        assert_eq!(whole.raw_column(1).unwrap(), whole.column(1).unwrap());
        assert_eq!(whole.questionnaire(), &questionnaire);
        assert!(whole.raw_column(2).is_err());
    }

    #[test]
    fn shapes_weights_and_keys_are_checked() {
        let make = || Answers::new(two(), vec![vec![1.0, 2.0], vec![3.0, 4.0]]).unwrap();
        assert_eq!(Answers::new(two(), vec![vec![1.0]]).unwrap_err().kind(), ErrorKind::Length);
        let ragged = Answers::new(two(), vec![vec![1.0], vec![]]);
        assert_eq!(ragged.unwrap_err().kind(), ErrorKind::Length);
        assert_eq!(make().with_weights(vec![1.0]).unwrap_err().kind(), ErrorKind::Length);
        let negative = make().with_weights(vec![1.0, -2.0]).unwrap_err();
        assert_eq!((negative.kind(), negative.row()), (ErrorKind::OutOfRange, Some(1)));
        assert_eq!(
            make().with_weights(vec![0.0, 0.0]).unwrap_err().kind(),
            ErrorKind::Inconsistent
        );
        let twice = make().with_keys(vec!["7".into(), "7".into()]).unwrap_err();
        assert_eq!((twice.kind(), twice.row()), (ErrorKind::Duplicate, Some(1)));
    }

    #[test]
    fn parts_append_or_leave_the_first_as_it_was() {
        let two_rows = Answers::new(two(), vec![vec![1.0, 2.0], vec![3.0, 4.0]]).unwrap();
        let spelled = two_rows.with_keys(vec!["07".into(), "7.0".into()]).unwrap();
        let policy = KeyPolicy::AS_IS.without_leading_zeros();
        let known = spelled.clone().with_key_policy(policy).unwrap();
        assert_eq!(known.keys().unwrap(), ["7", "7.0"]);
        let twice = spelled.with_key_policy(policy.whole_numbers()).unwrap_err();
        assert_eq!((twice.kind(), twice.row()), (ErrorKind::Duplicate, Some(1)));
        let part = |key: &str| {
            Answers::new(two(), vec![vec![1.0], vec![f64::NAN]])
                .unwrap()
                .with_keys(vec![key.to_owned()])
                .unwrap()
        };
        let mut whole = part("x");
        whole.append(&part("y")).unwrap();
        assert_eq!((whole.respondents(), whole.missing()), (2, &[0, 2][..]));
        assert_eq!(whole.append(&part("x")).unwrap_err().kind(), ErrorKind::Duplicate);
        assert_eq!(whole.respondents(), 2);
        assert_eq!(whole.keys().unwrap(), ["x", "y"]);
    }
}
