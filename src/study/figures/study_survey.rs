//! The survey that a study looks at.

#[cfg(feature = "files")]
use std::io::Read;

use crate::classify::UNKNOWN_FLAG;
use crate::customer::TextColumn;
use crate::error::{Error, ErrorKind, Result};
#[cfg(feature = "files")]
use crate::intake::{Layout, LayoutOptions, Source};
use crate::loyalty::SurveyJoin;
#[cfg(feature = "files")]
use crate::satisfaction::MeanCounts;
use crate::summary::Table;
use crate::survey::{Answers, Question};
#[cfg(feature = "files")]
use crate::survey::{CsvLayout, Questionnaire, Scale, read_csv};

/// What customers said: their satisfaction with several items, perhaps how important each is, and
/// perhaps their overall satisfaction and whether they would recommend.
///
/// Questions named [`OVERALL`](Self::OVERALL), [`RECOMMEND`](Self::RECOMMEND) and
/// [`REPURCHASE`](Self::REPURCHASE) have these meanings and weigh nothing in the index; all others
/// are items.
///
/// ```
/// use habitue::study::StudySurvey;
///
/// let file = "customer,delivery,price,recommend,importance_delivery,importance_price\n\
///             7,9,4,8,10,6\n\
///             8,6,5,3,8,6\n";
/// let survey = StudySurvey::read_csv(file.as_bytes())?;
/// assert_eq!(survey.items().collect::<Vec<_>>(), ["delivery", "price"]);
/// assert!(survey.importance().is_some());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct StudySurvey {
    answers: Answers,
    importance: Option<Answers>,
    items: Vec<usize>,
}

impl StudySurvey {
    /// The column of the customer's key in a file.
    pub const CUSTOMER: &'static str = "customer";
    /// Overall satisfaction, in five levels.
    pub const OVERALL: &'static str = "overall";
    /// The probability of buying again, 0 to 1.
    pub const REPURCHASE: &'static str = "repurchase";
    /// Whether the customer would recommend, 0 to 10.
    pub const RECOMMEND: &'static str = "recommend";
    /// What the name of a column begins with that says how important an item is.
    pub const IMPORTANCE: &'static str = "importance_";

    /// A survey of answers with the customers' keys.
    ///
    /// # Errors
    /// `Missing` where the answers have no keys; `Argument` where a question with a meaning of its
    /// own weighs in the index.
    pub fn new(answers: Answers) -> Result<Self> {
        if answers.keys().is_none() {
            return Err(Error::new(ErrorKind::Missing, "are needed to find the customers")
                .in_column("keys")
                .allowing("Answers::with_keys"));
        }
        let special = [Self::OVERALL, Self::REPURCHASE, Self::RECOMMEND];
        let questions = answers.questionnaire().questions();
        let is_special = |question: &&Question| special.contains(&question.name());
        let weighs = |question: &&Question| question.weight() > 0.0;
        if let Some(question) = questions.iter().filter(is_special).find(weighs) {
            return Err(Error::new(ErrorKind::Argument, "is no item of the index")
                .in_column(question.name())
                .with_value(question.weight())
                .allowing("a weight of 0, by Question::with_weight"));
        }
        let items = (0..questions.len()).filter(|at| !special.contains(&questions[*at].name()));
        Ok(Self { items: items.collect(), answers, importance: None })
    }

    /// Adds how important each item is: as many questions, in the order of the items, answered by
    /// the same respondents.
    ///
    /// # Errors
    /// `Length` for another number of questions or of respondents.
    pub fn with_importance(mut self, importance: Answers) -> Result<Self> {
        let (found, items) = (importance.questionnaire().len(), self.items.len());
        if found != items {
            return Err(Error::length("importance", found, items));
        }
        let (found, respondents) = (importance.respondents(), self.answers.respondents());
        if found != respondents {
            return Err(Error::length("importance", found, respondents));
        }
        self.importance = Some(importance);
        Ok(self)
    }

    /// Reads a survey from CSV with a header: the column [`CUSTOMER`](Self::CUSTOMER), one column
    /// an item from 1 to 10, and the others by their names. Where each item has its column
    /// `importance_ITEM`, its mean is the weight of the item.
    ///
    /// # Errors
    /// As [`read_csv`]; each names the line and the column.
    #[cfg(feature = "files")]
    pub fn read_csv(mut source: impl Read) -> Result<Self> {
        let mut bytes = Vec::new();
        source.read_to_end(&mut bytes)?;
        let header = header(&bytes)?;
        let special = [Self::CUSTOMER, Self::OVERALL, Self::REPURCHASE, Self::RECOMMEND];
        let is_item = |name: &&String| {
            !special.contains(&name.as_str()) && !name.starts_with(Self::IMPORTANCE)
        };
        let items: Vec<&String> = header.iter().filter(is_item).collect();
        let important = |item: &String| format!("{}{item}", Self::IMPORTANCE);
        let rated = !items.is_empty() && items.iter().all(|item| header.contains(&important(item)));
        let (ten, layout) = (Scale::points(1, 10)?, CsvLayout::new().with_key(Self::CUSTOMER));
        let importance = match rated {
            false => None,
            true => {
                let questions =
                    items.iter().map(|item| Question::new(important(item), ten.clone()));
                let questionnaire = Questionnaire::new(questions.collect())?;
                Some(read_csv(bytes.as_slice(), questionnaire, &layout)?)
            }
        };
        let mut questions = Vec::new();
        for (place, item) in items.iter().enumerate() {
            let weight = match &importance {
                None => 1.0,
                Some(answers) => mean(&answers.columns()[place], answers.weights())?,
            };
            questions.push(Question::new(item.as_str(), ten.clone()).with_weight(weight)?);
        }
        for (name, scale) in [
            (Self::OVERALL, Scale::unbalanced_five()),
            (Self::REPURCHASE, Scale::continuous(0.0, 1.0)?),
            (Self::RECOMMEND, Scale::points(0, 10)?),
        ] {
            if header.iter().any(|column| column == name) {
                questions.push(Question::new(name, scale).with_weight(0.0)?);
            }
        }
        let answers = read_csv(bytes.as_slice(), Questionnaire::new(questions)?, &layout)?;
        let survey = Self::new(answers)?;
        importance.map_or(Ok(survey.clone()), |importance| survey.with_importance(importance))
    }

    /// The answers, with the customers' keys.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// How important each item is to each respondent, where that was asked.
    #[must_use]
    pub fn importance(&self) -> Option<&Answers> {
        self.importance.as_ref()
    }

    /// The names of the items, in order.
    pub fn items(&self) -> impl Iterator<Item = &str> {
        let questions = self.answers.questionnaire().questions();
        self.items.iter().map(|at| questions[*at].name())
    }

    /// Where the items stand among the questions.
    pub(crate) fn item_places(&self) -> &[usize] {
        &self.items
    }

    /// Where a question of this name stands.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.answers.questionnaire().index_of(name).ok()
    }

    /// Who would recommend: a flag for each respondent, from 9 of 10 on.
    pub(crate) fn recommenders(&self) -> Vec<u8> {
        let Some(at) = self.place(Self::RECOMMEND) else {
            return vec![UNKNOWN_FLAG; self.answers.respondents()];
        };
        let flag =
            |answer: &f64| if answer.is_nan() { UNKNOWN_FLAG } else { u8::from(*answer >= 9.0) };
        self.answers.columns()[at].iter().map(flag).collect()
    }

    /// The customers of a table who answered. Keys are compared as text.
    pub(crate) fn join(&self, table: &Table) -> Result<SurveyJoin> {
        let mut respondents = TextColumn::default();
        self.answers.keys().unwrap_or_default().iter().for_each(|key| respondents.push(key));
        let mut customers = TextColumn::default();
        (0..table.len())
            .filter_map(|row| table.keys().get(row))
            .for_each(|key| customers.push(&key.to_string()));
        SurveyJoin::new(respondents.as_texts(), customers.as_texts())
    }
}

/// The names of the columns.
#[cfg(feature = "files")]
fn header(bytes: &[u8]) -> Result<Vec<String>> {
    let source = Source::from_bytes(bytes.to_vec())?;
    let layout = Layout::with(&source, &LayoutOptions::new().with_header(true))?;
    Ok(layout.columns().to_vec())
}

/// The weighted mean of a column, NaN where missing.
#[cfg(feature = "files")]
fn mean(column: &[f64], weights: Option<&[f64]>) -> Result<f64> {
    Ok(MeanCounts::count(column, weights)?.mean(0.95)?.mean)
}
