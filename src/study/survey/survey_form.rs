//! The answers of a survey in one questionnaire: items, outcomes and what is made of them.

use super::survey_answers::SurveyAnswers;
use super::survey_figures::{MarginShare, SurveyWeights};
use super::survey_options::SurveyOptions;
use super::survey_role::SurveyRole;
use super::survey_table::SurveyTable;
use crate::classify::UNKNOWN_LEVEL;
use crate::error::{Error, ErrorKind, Result};
use crate::loyalty::{ThreeIndicator, ThreeIndicatorColumns};
use crate::numeric::distribution::normal_quantile;
use crate::numeric::tolerance::CORRELATION;
use crate::remedy::Remedy;
use crate::satisfaction::MeanCounts;
use crate::study::figures::StudySurvey;
use crate::survey::{
    Answers, Margin, MissingPolicy, Moments, Question, Questionnaire, RakeOptions, Reliability,
    Scale, design_effect, effective_n, rake,
};

/// Answers in one questionnaire, and which question is what.
#[derive(Debug)]
pub(super) struct SurveyForm {
    pub(super) answers: Answers,
    /// The items, first.
    pub(super) items: Vec<usize>,
    pub(super) overall: Option<usize>,
    pub(super) recommend: Option<usize>,
    pub(super) loyalty: Option<usize>,
    /// The means of satisfaction, repurchase and recommendation.
    pub(super) loyalty_parts: [f64; 3],
    /// The options of each question of several.
    pub(super) options: Vec<(String, Vec<(String, usize)>)>,
    pub(super) weights: Option<SurveyWeights>,
}

impl SurveyForm {
    /// Turns the items that run the other way, makes the questionnaire and weights it.
    pub(super) fn of(
        found: &mut SurveyAnswers,
        table: &SurveyTable,
        options: &SurveyOptions,
    ) -> Result<Self> {
        orient(found, options)?;
        let (mut questions, mut columns) = (Vec::new(), Vec::new());
        let mut push = |question: Question, column: Vec<f64>| {
            questions.push(question);
            columns.push(column);
            columns.len() - 1
        };
        let (items, overall) = (found.of(SurveyRole::Item), found.of(SurveyRole::Overall));
        let importance = found.of(SurveyRole::Importance);
        let weights_of_items = items.iter().map(|at| {
            let name = found.columns[*at].name.to_lowercase();
            let own = importance.iter().find(|other| {
                SurveyRole::of_item(&found.columns[**other].name).to_lowercase() == name
            });
            own.map_or(Ok(None), |own| {
                let (_, answers) = found.rated(*own)?;
                let counts = MeanCounts::count(&answers, found.weights.as_deref())?;
                Ok(counts.mean(0.95).ok().map(|mean| mean.mean))
            })
        });
        let stated: Vec<Option<f64>> = weights_of_items.collect::<Result<_>>()?;
        let all_stated = stated.iter().all(Option::is_some);
        let mut places = Vec::new();
        for (at, stated) in items.iter().zip(&stated) {
            let (scale, answers) = found.rated(*at)?;
            let weight = stated.filter(|_| all_stated).unwrap_or(1.0);
            let question = Question::new(&found.columns[*at].name, scale).with_weight(weight)?;
            places.push(push(question, answers));
        }
        let mut single = |role: SurveyRole, weight: f64| -> Result<Option<usize>> {
            let Some(at) = found.of(role).first().copied() else { return Ok(None) };
            let (scale, answers) = found.rated(at)?;
            let question = Question::new(&found.columns[at].name, scale).with_weight(weight)?;
            Ok(Some(push(question, answers)))
        };
        // Without items, overall satisfaction is the index.
        let alone = f64::from(u8::from(items.is_empty()));
        let overall_place = single(SurveyRole::Overall, alone)?;
        let recommend =
            single(SurveyRole::Recommend, if overall.is_empty() { alone } else { 0.0 })?;
        let repurchase = single(SurveyRole::Repurchase, 0.0)?;
        if places.is_empty() && overall_place.is_none() && recommend.is_none() {
            return Err(Error::new(ErrorKind::Empty, "holds no column of rated answers")
                .in_column("answers")
                .with_value(table.names().join(", "))
                .remedied(Remedy::SurveyColumn { role: "item", name: table.names()[0].clone() }));
        }
        let mut options_of = Vec::new();
        for (at, ticked) in &found.options {
            let name = &found.columns[*at].name;
            let mut own = Vec::new();
            for (option, column) in ticked.options.iter().zip(&ticked.columns) {
                let question = Question::new(format!("{name}: {option}"), Scale::points(0, 1)?);
                own.push((option.clone(), push(question.with_weight(0.0)?, column.clone())));
            }
            options_of.push((name.clone(), own));
        }
        let three = [overall_place, repurchase, recommend];
        let (mut loyalty, mut loyalty_parts) = (None, [f64::NAN; 3]);
        if let [Some(satisfaction), Some(repurchase), Some(recommend)] = three
            && let Some((index, parts)) = three_indicators(
                (&questions[satisfaction], &columns[satisfaction]),
                &columns[repurchase],
                &columns[recommend],
            )?
        {
            let name = free_name("loyalty index", table.names());
            questions.push(Question::new(name, Scale::continuous(0.0, 100.0)?).with_weight(0.0)?);
            columns.push(index);
            (loyalty, loyalty_parts) = (Some(columns.len() - 1), parts);
        }
        let answers = Answers::new(Questionnaire::new(questions)?, columns)?;
        let weighted = weighted(answers, found, table, options)?;
        Ok(Self {
            answers: weighted.0,
            weights: weighted.1,
            items: places,
            overall: overall_place,
            recommend,
            loyalty,
            loyalty_parts,
            options: options_of,
        })
    }

    /// The items and what they lead to, as a study of a base looks at a survey: overall
    /// satisfaction, or else recommendation. `None` without an outcome or with fewer than 2 items.
    pub(super) fn for_priorities(&self, found: &SurveyAnswers) -> Result<Option<StudySurvey>> {
        let Some(outcome) = self.overall.or(self.recommend) else { return Ok(None) };
        if self.items.len() < 2 {
            return Ok(None);
        }
        let asked = self.answers.questionnaire().questions();
        let mut questions: Vec<Question> = self.items.iter().map(|at| asked[*at].clone()).collect();
        let scale = asked[outcome].scale().clone();
        questions.push(Question::new(StudySurvey::OVERALL, scale).with_weight(0.0)?);
        let special = [StudySurvey::OVERALL, StudySurvey::RECOMMEND, StudySurvey::REPURCHASE];
        if self.items.iter().any(|at| special.contains(&asked[*at].name())) {
            return Ok(None);
        }
        let places = self.items.iter().copied().chain([outcome]);
        let columns = places.map(|at| self.answers.raw_column(at).map(<[f64]>::to_vec));
        let keys = (0..self.answers.respondents()).map(|row| row.to_string()).collect();
        let mut answers =
            Answers::new(Questionnaire::new(questions)?, columns.collect::<Result<_>>()?)?
                .with_keys(keys)?;
        if let Some(weights) = self.answers.weights() {
            answers = answers.with_weights(weights.to_vec())?;
        }
        let mut survey = StudySurvey::new(answers)?;
        if let Some(importance) = self.importance(found)? {
            survey = survey.with_importance(importance)?;
        }
        Ok(Some(survey))
    }

    /// How important each item is, where that was asked of all.
    fn importance(&self, found: &SurveyAnswers) -> Result<Option<Answers>> {
        let asked = found.of(SurveyRole::Importance);
        let (mut questions, mut columns) = (Vec::new(), Vec::new());
        for at in found.of(SurveyRole::Item) {
            let name = found.columns[at].name.to_lowercase();
            let own = asked.iter().find(|other| {
                SurveyRole::of_item(&found.columns[**other].name).to_lowercase() == name
            });
            let Some(own) = own else { return Ok(None) };
            let (scale, answers) = found.rated(*own)?;
            questions.push(Question::new(&found.columns[*own].name, scale));
            columns.push(answers);
        }
        let answers = Answers::new(Questionnaire::new(questions)?, columns)?;
        Ok(Some(match self.answers.weights() {
            Some(weights) => answers.with_weights(weights.to_vec())?,
            None => answers,
        }))
    }
}

/// A name that no column has.
fn free_name(name: &str, taken: &[String]) -> String {
    let mut free = name.to_owned();
    while taken.contains(&free) {
        free.push('_');
    }
    free
}

/// The three-indicator index of each respondent, and the means of its parts; `None` where overall
/// satisfaction has not five levels, or nobody answered all three.
fn three_indicators(
    (question, satisfaction): (&Question, &[f64]),
    repurchase: &[f64],
    recommend: &[f64],
) -> Result<Option<(Vec<f64>, [f64; 3])>> {
    if (question.scale().low(), question.scale().high()) != (1.0, 5.0) {
        return Ok(None);
    }
    // 9 and 10 recommend, 7 and 8 may, as promoters and passives.
    let side = |answer: &f64| match *answer {
        it if it.is_nan() => UNKNOWN_LEVEL,
        it if it >= 9.0 => 3,
        it if it >= 7.0 => 2,
        _ => 1,
    };
    let level = |answer: &f64| question.scale().oriented_answer(*answer);
    let levels: Vec<u8> = satisfaction
        .iter()
        .map(level)
        .map(|it| if it.is_nan() { UNKNOWN_LEVEL } else { it as u8 })
        .collect();
    let sides: Vec<u8> = recommend.iter().map(side).collect();
    let columns = ThreeIndicatorColumns::new(levels.len())
        .satisfaction(&levels)
        .repurchase(repurchase)
        .recommendation(&sides);
    let mut index = vec![f64::NAN; levels.len()];
    let found = ThreeIndicator::new().index_into(&columns, &mut index)?;
    let parts = |mean: crate::loyalty::LoyaltyIndex| {
        [mean.satisfaction, mean.repurchase, mean.recommendation]
    };
    Ok(found.mean.map(|mean| (index, parts(mean))))
}

/// The answers weighted by base weights, raked to the population, and what that costs.
fn weighted(
    answers: Answers,
    found: &SurveyAnswers,
    table: &SurveyTable,
    options: &SurveyOptions,
) -> Result<(Answers, Option<SurveyWeights>)> {
    let base = found.weights.as_deref();
    let mut margins: Vec<(String, Vec<(String, f64)>)> = Vec::new();
    for (column, label, share) in &options.population {
        table.place(column)?;
        let own = match margins.iter().position(|(name, _)| name == column) {
            Some(place) => place,
            None => {
                margins.push((column.clone(), Vec::new()));
                margins.len() - 1
            }
        };
        let labels = &mut margins[own].1;
        if labels.iter().any(|(other, _)| other == label) {
            let twice = Error::new(ErrorKind::Duplicate, "has two shares in the population");
            return Err(twice.in_column(column).with_value(label));
        }
        labels.push((label.clone(), *share));
    }
    let mut shares = Vec::new();
    let weights = match (margins.is_empty(), base) {
        (true, None) => return Ok((answers, None)),
        (true, Some(base)) => base.to_vec(),
        (false, _) => {
            let mut raked = Vec::new();
            for (column, labels) in &margins {
                let texts = table.column(table.place(column)?).as_texts();
                let mut categories = Vec::with_capacity(texts.len());
                for (row, text) in texts.iter().enumerate() {
                    let text = text.trim();
                    let place = labels.iter().position(|(label, _)| label == text);
                    if place.is_none() && !text.is_empty() {
                        let names: Vec<&str> =
                            labels.iter().map(|(label, _)| label.as_str()).collect();
                        return Err(table.placed(
                            Error::new(ErrorKind::OutOfRange, "is not in the population")
                                .in_column(column)
                                .with_value(text)
                                .allowing(names.join(", "))
                                .at_row(row as u64),
                        ));
                    }
                    categories.push(place.map(|place| place as u32));
                }
                let targets = labels.iter().map(|(_, share)| *share).collect();
                let margin = Margin::new(column, categories, targets)?;
                let even = vec![1.0; texts.len()];
                let before = margin.shares(base.unwrap_or(&even));
                for ((label, _), (sample, target)) in
                    labels.iter().zip(before.iter().zip(margin.targets()))
                {
                    shares.push(MarginShare {
                        column: column.clone(),
                        label: label.clone(),
                        sample: *sample,
                        population: *target,
                    });
                }
                raked.push(margin);
            }
            rake(&raked, base, RakeOptions::default())?.weights
        }
    };
    let answers = answers.with_weights(weights.clone())?;
    let mean = weights.iter().sum::<f64>() / weights.len() as f64;
    let ends = |fold: fn(f64, f64) -> f64, first: f64| weights.iter().copied().fold(first, fold);
    let told = SurveyWeights {
        effective_n: effective_n(&weights)?,
        design_effect: design_effect(&weights)?,
        smallest: ends(f64::min, f64::INFINITY) / mean,
        largest: ends(f64::max, 0.0) / mean,
        margins: shares,
    };
    Ok((answers, Some(told)))
}

/// Turns items that surely correlate negatively with the others.
///
/// # Errors
/// `Argument` where half of the items or more would be turned, with the option that decides.
fn orient(found: &mut SurveyAnswers, options: &SurveyOptions) -> Result<()> {
    let items = found.of(SurveyRole::Item);
    if items.len() < 2 {
        return Ok(());
    }
    let is_told =
        |name: &String| options.reversed.contains(name) || options.as_asked.contains(name);
    let mut turned = 0;
    loop {
        let mut questions = Vec::new();
        let mut columns = Vec::new();
        for at in &items {
            let (scale, answers) = found.rated(*at)?;
            questions.push(Question::new(&found.columns[*at].name, scale));
            columns.push(answers);
        }
        let answers = Answers::new(Questionnaire::new(questions)?, columns)?;
        let all: Vec<usize> = (0..items.len()).collect();
        let moments = Moments::of_questions(&answers, &all, MissingPolicy::Listwise);
        let rests = moments.and_then(|moments| Reliability::of(&moments, &all, 0.95));
        let rests = match rests {
            Ok(rests) => rests,
            Err(error) => {
                return opposite(&answers, &error).map_or(Ok(()), |place| {
                    let name = &found.columns[items[place]].name;
                    if is_told(name) { Ok(()) } else { Err(both_ways(name)) }
                });
            }
        };
        // The upper end of Fisher's interval of the correlation is below 0.
        let least = normal_quantile(0.975) / (rests.n - 3.0).max(1.0).sqrt();
        let mut worst: Option<(usize, f64)> = None;
        for (place, rest) in rests.item_rest.iter().enumerate() {
            let surely = rest.atanh() + least < 0.0 && !is_told(&found.columns[items[place]].name);
            if surely && worst.is_none_or(|(_, other)| *rest < other) {
                worst = Some((place, *rest));
            }
        }
        let Some((place, _)) = worst else { return Ok(()) };
        turned += 1;
        if 2 * turned >= items.len() {
            return Err(both_ways(&found.columns[items[place]].name));
        }
        let column = &mut found.columns[items[place]];
        column.reversed = !column.reversed;
    }
}

/// An item that runs the other way, as others do.
fn both_ways(name: &str) -> Error {
    Error::new(
        ErrorKind::Argument,
        "and other items run both ways, and nothing tells which are asked in the negative",
    )
    .in_column(name)
    .remedied(Remedy::SurveyColumn { role: "reversed", name: name.to_owned() })
    .remedied(Remedy::SurveyColumn { role: "as-asked", name: name.to_owned() })
}

/// An item that is exactly opposite to one before it, of items whose sum does not vary.
fn opposite(answers: &Answers, error: &Error) -> Option<usize> {
    let all: Vec<usize> = (0..answers.columns().len()).collect();
    let moments = Moments::of_questions(answers, &all, MissingPolicy::Listwise).ok()?;
    let is_opposite = |i: usize, j: usize| moments.correlation(i, j) <= CORRELATION - 1.0;
    let undefined = error.kind() == ErrorKind::Undefined;
    all.into_iter().find(|i| undefined && (0..*i).any(|j| is_opposite(*i, j)))
}
