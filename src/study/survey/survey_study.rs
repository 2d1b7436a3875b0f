//! The study of a survey: every figure of a raw file of answers.

use super::survey_answers::SurveyAnswers;
use super::survey_breakdown::{
    GroupCell, SurveyBreakdown, SurveyFigure, SurveyGroup, SurveyGrouping, TooFew,
};
use super::survey_column::SurveyColumn;
use super::survey_figures::{
    CrossFigures, ExpectationGap, ItemFigures, KanoFigures, LoyaltyFigures, MultiFigures,
    OptionShare, SurveyWeights, WavePromoters,
};
use super::survey_form::SurveyForm;
use super::survey_options::SurveyOptions;
use super::survey_role::SurveyRole;
use super::survey_table::SurveyTable;
use super::survey_trust::SurveyTrust;
use crate::customer::{Keys, TextColumn};
use crate::error::{Error, ErrorKind, Result};
use crate::progress::{Job, Progress};
use crate::satisfaction::{
    Breakdown, BreakdownFigure, GroupEstimate, IndexForm, IndexOptions, KanoCounts, KanoTable,
    PairedDifference, PromoterBreaks, PromoterCounts, PromoterInterval, SatisfactionIndex,
};
use crate::study::figures::{ItemScore, Priorities, Promoters, Voice};
use crate::survey::{
    Answers, CrossTable, Groups, Interval, MissingPolicy, ProportionInterval, Reliability, Scale,
};

/// The confidence of every interval.
const CONFIDENCE: f64 = 0.95;
/// Most labels of a column that a cross-table shows.
const MOST_LABELS: usize = 12;

/// The study of a survey alone: what each column of a raw file is, who answered, how reliable the
/// items are, and index, loyalty, promoter score, top box and alpha by segment and by wave, what
/// drives the outcome, a cross-table, the options of questions of several, and what of all this
/// can be trusted.
///
/// ```
/// use habitue::Progress;
/// use habitue::study::{SurveyOptions, SurveyStudy, SurveyTable};
///
/// let labels = ["very satisfied", "满意", "Neither", "N/A", "不满意", "5"];
/// let rows = |step: usize| (0..60).map(|row| labels[row * step % 6]).collect();
/// let region = (0..60).map(|row| ["north", "south"][row / 30]).collect();
/// let table = SurveyTable::new(
///     ["delivery", "price", "region"].map(String::from).to_vec(),
///     vec![rows(1), rows(1), region],
/// )?;
/// let study = SurveyStudy::of(&table, &SurveyOptions::new(), &mut Progress::silent())?;
/// // 100, 75, 50, none, 25, 100 of each six.
/// assert_eq!(study.index.unwrap().value, 70.0);
/// assert_eq!(study.breakdowns[1].by, ["region"]);
/// assert!(study.breakdowns[1].groups[0].cells[0].is_err()); // 25 answered, of 30 that are needed
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SurveyStudy {
    /// Every column of the file with its role.
    pub columns: Vec<SurveyColumn>,
    /// How many answered.
    pub respondents: u64,
    /// The fewest answers that a figure of a group is shown of.
    pub least: u64,
    /// What weights do; `None` where all weigh alike.
    pub weights: Option<SurveyWeights>,
    /// The satisfaction index, 0 to 100; `None` where nobody answered an item.
    pub index: Option<GroupEstimate>,
    /// The loyalty index; `None` unless overall satisfaction in five levels, repurchase and
    /// recommendation were asked.
    pub loyalty: Option<LoyaltyFigures>,
    /// Each item, in the order of the file.
    pub items: Vec<ItemFigures>,
    /// How reliable the items are, turned where they were asked in the negative; `None` of fewer
    /// than two items and where answers do not tell.
    pub reliability: Option<Reliability>,
    /// Who would recommend.
    pub promoters: Option<Promoters>,
    /// The promoter score of each wave with enough answers; empty without waves.
    pub promoters_by_wave: Vec<WavePromoters>,
    /// What drives overall satisfaction, or recommendation where that alone was asked, and the map
    /// of where to work.
    pub priorities: Priorities,
    /// The column that the drivers lead to.
    pub outcome: Option<String>,
    /// Whether importance was asked; otherwise that of the map is the share of the drivers.
    pub stated_importance: bool,
    /// The figures of everybody, by wave, by each segment, and by the first segment and wave.
    pub breakdowns: Vec<SurveyBreakdown>,
    /// The first segment by overall satisfaction, recommendation or the second segment, unless the
    /// options name [others](SurveyOptions::with_cross).
    pub cross: Option<CrossFigures>,
    /// Questions of several options.
    pub multi: Vec<MultiFigures>,
    /// Features by Kano's questions.
    pub kano: Vec<KanoFigures>,
    /// What was received beside what was expected.
    pub gaps: Vec<ExpectationGap>,
    answers: Answers,
}

impl SurveyStudy {
    /// Studies a table of answers.
    ///
    /// # Errors
    /// `Empty` where no column holds rated answers; `Argument` and `Duplicate` where columns,
    /// scales, directions or dates have two readings, with the options that decide; `Parse` and
    /// `OutOfRange` for answers that are none, with line and column; as [`rake`](crate::survey::rake)
    /// for the population; `Cancelled`.
    pub fn of(
        table: &SurveyTable,
        options: &SurveyOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Self> {
        let mut found = SurveyAnswers::read(table, options)?;
        let form = SurveyForm::of(&mut found, table, options)?;
        let answers = &form.answers;
        let priorities = form.for_priorities(&found)?;
        let stated_importance =
            priorities.as_ref().is_some_and(|survey| survey.importance().is_some());
        let (seed, threads) = (options.seed, options.threads);
        let mut priorities = match &priorities {
            Some(survey) => Priorities::of(survey, seed, threads, progress)?,
            None => Priorities::none(),
        };
        let reliability = reliability(&form)?;
        let items = items(&form, &found, reliability.as_ref())?;
        if !stated_importance {
            let scores: Vec<_> =
                items.iter().map(|item| (item.name.as_str(), item.score)).collect();
            priorities.map_by_drivers(&scores)?;
        }
        let breakdowns = breakdowns(&form, &found, options)?;
        let outcome = form.overall.or(form.recommend).filter(|_| priorities.r_squared.is_some());
        let name = |at: usize| answers.questionnaire().questions()[at].name().to_owned();
        Ok(Self {
            respondents: answers.respondents() as u64,
            least: options.least,
            index: one(&form, &index_figure())?,
            loyalty: loyalty(&form)?,
            reliability,
            promoters: promoters(&form)?,
            promoters_by_wave: by_wave(&form, &found, options)?,
            priorities,
            outcome: outcome.map(name),
            stated_importance,
            breakdowns,
            cross: cross(&form, &found, table, options)?,
            multi: multi(&form, options.least)?,
            kano: kano(&found, answers.weights())?,
            gaps: gaps(&found, answers.weights())?,
            items,
            weights: form.weights.clone(),
            columns: found.columns,
            answers: form.answers,
        })
    }

    /// The answers: items first, then overall satisfaction, recommendation, repurchase, the options
    /// of questions of several as 0 and 1, and the loyalty index; weighted and turned.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The columns of a role.
    pub fn of_role(&self, role: SurveyRole) -> impl Iterator<Item = &SurveyColumn> {
        self.columns.iter().filter(move |column| column.role == role)
    }

    /// What the survey says as a study of a base has it: the index, its items, and who would
    /// recommend.
    #[must_use]
    pub fn voice(&self) -> Voice {
        let score = |name: &str, weight: f64, of: &GroupEstimate| ItemScore {
            name: name.to_owned(),
            score: of.value,
            interval: of.interval,
            answered: of.used,
            weight,
        };
        let items = self.items.iter();
        Voice {
            respondents: self.respondents,
            matched: 0,
            index: self.index.as_ref().map(|index| score("", 1.0, index)),
            items: items
                .filter_map(|item| Some(score(&item.name, item.weight, item.score.as_ref()?)))
                .collect(),
            promoters: self.promoters,
            satisfaction: Vec::new(),
            said_and_done: None,
        }
    }

    /// How far the survey can be trusted.
    #[must_use]
    pub fn trust(&self) -> SurveyTrust {
        let half = |interval: &Interval| (interval.high - interval.low) / 2.0;
        let index = self.index.and_then(|index| index.interval);
        let margin = index.or(self.promoters.map(|it| it.interval)).as_ref().map(half);
        let cells =
            || self.breakdowns.iter().flat_map(|table| &table.groups).flat_map(|it| &it.cells);
        let shown = cells().filter(|cell| cell.is_ok()).count();
        let alpha = self.reliability.as_ref().map(|found| found.alpha);
        let effect = self.weights.as_ref().map(|weights| weights.design_effect);
        SurveyTrust::of(&self.columns, margin, (shown, cells().count()), (alpha, effect))
    }
}

fn index_figure() -> BreakdownFigure {
    BreakdownFigure::Index { missing: MissingPolicy::AvailableCase, form: IndexForm::default() }
}

/// How many of the best levels of a scale count as satisfied: those that its levels say, or two.
fn top_of(scale: &Scale) -> usize {
    scale.favourable().unwrap_or(2)
}

/// A figure of everybody; `None` where answers are too few, or do not differ.
fn one(form: &SurveyForm, figure: &BreakdownFigure) -> Result<Option<GroupEstimate>> {
    known(figure.of(&form.answers, CONFIDENCE))
}

/// A figure; `None` where answers are too few, or do not differ.
fn known<T>(found: Result<T>) -> Result<Option<T>> {
    let too_few =
        [ErrorKind::Empty, ErrorKind::Undefined, ErrorKind::Singular, ErrorKind::NotConverged];
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if too_few.contains(&error.kind()) => Ok(None),
        Err(error) => Err(error),
    }
}

fn breaks() -> Result<PromoterBreaks> {
    PromoterBreaks::new(6.0, 9.0)
}

fn loyalty(form: &SurveyForm) -> Result<Option<LoyaltyFigures>> {
    let Some(question) = form.loyalty else { return Ok(None) };
    let index = one(form, &BreakdownFigure::Mean { question })?;
    Ok(index.map(|index| LoyaltyFigures { index, parts: form.loyalty_parts }))
}

fn reliability(form: &SurveyForm) -> Result<Option<Reliability>> {
    if form.items.len() < 2 {
        return Ok(None);
    }
    let policy = MissingPolicy::Listwise;
    known(Reliability::of_answers(&form.answers, &form.items, policy, None, CONFIDENCE))
}

fn items(
    form: &SurveyForm,
    found: &SurveyAnswers,
    reliability: Option<&Reliability>,
) -> Result<Vec<ItemFigures>> {
    let answers = &form.answers;
    let options = IndexOptions::new(MissingPolicy::AvailableCase).with_confidence(CONFIDENCE);
    let index = match form.items.is_empty() {
        true => None,
        false => known(SatisfactionIndex::of(answers, options))?,
    };
    let columns = found.of(SurveyRole::Item);
    let mut made = Vec::with_capacity(columns.len());
    for (place, (question, at)) in form.items.iter().zip(&columns).enumerate() {
        let (scale, column) = (&answers.scales()[*question], &found.columns[*at]);
        let top = top_of(scale);
        let mean = one(form, &BreakdownFigure::Mean { question: *question })?;
        let share =
            BreakdownFigure::Share { question: *question, top, method: ProportionInterval::Wilson };
        made.push(ItemFigures {
            name: column.name.clone(),
            score: score(answers, *question)?,
            mean,
            top_box: one(form, &share)?,
            top,
            weight: index.as_ref().map_or(0.0, |index| index.questions[*question].weight),
            item_rest: reliability.map(|found| found.item_rest[place]),
            alpha_without: reliability.and_then(|it| Some(it.alpha_without.as_ref()?[place])),
            reversed: column.reversed,
            missing: column.missing,
        });
    }
    Ok(made)
}

/// The mean score of a question, 0 to 100.
fn score(answers: &Answers, question: usize) -> Result<Option<GroupEstimate>> {
    let scale = &answers.scales()[question];
    let scores = answers.columns()[question].iter().map(|answer| scale.score(*answer)).collect();
    let asked = crate::survey::Questionnaire::new(vec![crate::survey::Question::new(
        "score",
        Scale::continuous(0.0, 100.0)?,
    )])?;
    let mut own = Answers::new(asked, vec![scores])?;
    if let Some(weights) = answers.weights() {
        own = own.with_weights(weights.to_vec())?;
    }
    let found = known(BreakdownFigure::Mean { question: 0 }.of(&own, CONFIDENCE))?;
    let within = |it: Interval| Interval::clamp(it.low, it.high, CONFIDENCE, 0.0, 100.0);
    Ok(found.map(|found| GroupEstimate { interval: found.interval.map(within), ..found }))
}

fn promoters(form: &SurveyForm) -> Result<Option<Promoters>> {
    let Some(question) = form.recommend else { return Ok(None) };
    let counts = PromoterCounts::count(&form.answers, question, breaks()?)?;
    let score = known(counts.score(PromoterInterval::Score, CONFIDENCE))?;
    Ok(score.map(|found| Promoters {
        score: found.score,
        interval: found.interval,
        promoters: found.promoters,
        passives: found.passives,
        detractors: found.detractors,
        answered: found.counts.answered,
    }))
}

/// The labels of a column of groups in their order, and the groups.
fn grouped(columns: &[&[String]]) -> Result<(Groups, Vec<Vec<String>>)> {
    let texts: Vec<TextColumn> = columns
        .iter()
        .map(|labels| {
            let mut column = TextColumn::default();
            labels.iter().for_each(|label| column.push(label));
            column
        })
        .collect();
    let keys: Vec<Keys<'_>> = texts.iter().map(|column| column.as_texts().into()).collect();
    let groups = Groups::of(&keys)?;
    let labels = (0..groups.len()).map(|group| {
        let first = groups.rows(group).first().map_or(0, |row| *row as usize);
        columns.iter().map(|labels| labels[first].clone()).collect()
    });
    let labels = labels.collect();
    Ok((groups, labels))
}

fn by_wave(
    form: &SurveyForm,
    found: &SurveyAnswers,
    options: &SurveyOptions,
) -> Result<Vec<WavePromoters>> {
    let (Some(question), Some(wave)) =
        (form.recommend, found.of(SurveyRole::Wave).first().copied())
    else {
        return Ok(Vec::new());
    };
    let labels = found.labels[wave].as_deref().unwrap_or_default();
    let (groups, labels) = grouped(&[labels])?;
    let mut waves = Vec::new();
    for (group, label) in labels.into_iter().enumerate() {
        let own = form.answers.of_rows(groups.rows(group));
        let counts = PromoterCounts::count(&own, question, breaks()?)?;
        if counts.answered >= options.least
            && let Some(score) = known(counts.score(PromoterInterval::Score, CONFIDENCE))?
        {
            waves.push(WavePromoters { wave: label.concat(), score });
        }
    }
    Ok(waves)
}

fn breakdowns(
    form: &SurveyForm,
    found: &SurveyAnswers,
    options: &SurveyOptions,
) -> Result<Vec<SurveyBreakdown>> {
    let mut figures = vec![(SurveyFigure::Index, index_figure())];
    if let Some(question) = form.loyalty {
        figures.push((SurveyFigure::Loyalty, BreakdownFigure::Mean { question }));
    }
    if let Some(question) = form.recommend {
        let (breaks, method) = (breaks()?, PromoterInterval::Score);
        figures
            .push((SurveyFigure::Promoter, BreakdownFigure::Promoter { question, breaks, method }));
    }
    if let Some(question) = form.overall {
        let top = top_of(&form.answers.scales()[question]);
        let method = ProportionInterval::Wilson;
        figures.push((SurveyFigure::TopBox, BreakdownFigure::Share { question, top, method }));
    }
    if form.items.len() > 1 {
        let (items, missing) = (form.items.clone(), MissingPolicy::Listwise);
        figures.push((SurveyFigure::Alpha, BreakdownFigure::Reliability { items, missing }));
    }
    let (names, asked): (Vec<SurveyFigure>, Vec<BreakdownFigure>) = figures.into_iter().unzip();
    let (waves, segments) = (found.of(SurveyRole::Wave), found.of(SurveyRole::Segment));
    let mut wanted = vec![(SurveyGrouping::All, Vec::new())];
    wanted.extend(waves.iter().map(|wave| (SurveyGrouping::Wave, vec![*wave])));
    wanted.extend(segments.iter().map(|segment| (SurveyGrouping::Segment, vec![*segment])));
    if let (Some(wave), Some(segment)) = (waves.first(), segments.first()) {
        wanted.push((SurveyGrouping::SegmentAndWave, vec![*segment, *wave]));
    }
    let mut made = Vec::new();
    for (grouping, by) in wanted {
        let columns: Vec<&[String]> =
            by.iter().map(|at| found.labels[*at].as_deref().unwrap_or_default()).collect();
        let (groups, labels) = match columns.is_empty() {
            true => (Groups::whole(form.answers.respondents())?, vec![Vec::new()]),
            false => grouped(&columns)?,
        };
        let mut job = Job::new().with_threads(options.threads);
        let table = Breakdown::of(&form.answers, &groups, &asked, CONFIDENCE, &mut job)?;
        let cell = |group: usize, figure: usize| -> GroupCell {
            match table.estimate(group, figure) {
                Ok(found) if found.used >= options.least => Ok(found),
                Ok(found) => Err(TooFew { used: found.used, least: options.least }),
                Err(_) => Err(TooFew { used: 0, least: options.least }),
            }
        };
        made.push(SurveyBreakdown {
            grouping,
            by: by.iter().map(|at| found.columns[*at].name.clone()).collect(),
            figures: names.clone(),
            groups: labels
                .into_iter()
                .enumerate()
                .map(|(group, labels)| SurveyGroup {
                    labels,
                    respondents: groups.rows(group).len() as u64,
                    cells: (0..names.len()).map(|figure| cell(group, figure)).collect(),
                })
                .collect(),
            ungrouped: groups.ungrouped() as u64,
        });
    }
    Ok(made)
}

/// The labels of a column of which a cross-table is made.
fn labels_of(found: &SurveyAnswers, at: usize) -> Option<Vec<String>> {
    let column = &found.columns[at];
    if let Some(labels) = &found.labels[at] {
        return Some(labels.clone());
    }
    let scale = column.scale?.scale().ok()?;
    let numbers = found.numbers[at].as_ref()?;
    let level = |answer: &f64| match (answer.is_nan(), column.role) {
        (true, _) => String::new(),
        (_, SurveyRole::Recommend) if *answer >= 9.0 => "9-10".to_owned(),
        (_, SurveyRole::Recommend) if *answer >= 7.0 => "7-8".to_owned(),
        (_, SurveyRole::Recommend) => "0-6".to_owned(),
        // Ten levels sort as numbers do.
        _ if scale.high() >= 10.0 => format!("{answer:02}"),
        _ => format!("{answer}"),
    };
    Some(numbers.iter().map(level).collect())
}

/// How many different labels there are.
fn labels_in(labels: &[String]) -> usize {
    let there = labels.iter().filter(|label| !label.is_empty());
    there.collect::<std::collections::HashSet<_>>().len()
}

fn cross(
    form: &SurveyForm,
    found: &SurveyAnswers,
    table: &SurveyTable,
    options: &SurveyOptions,
) -> Result<Option<CrossFigures>> {
    let segments = found.of(SurveyRole::Segment);
    let outcomes = [SurveyRole::Overall, SurveyRole::Recommend];
    let outcome = outcomes.into_iter().find_map(|role| found.of(role).first().copied());
    let usual = segments.first().copied().zip(outcome.or(segments.get(1).copied()));
    let chosen = options.cross.as_ref().map(|(rows, columns)| -> Result<(usize, usize)> {
        let place = |name: &String| -> Result<usize> {
            let at = table.place(name)?;
            let labels = labels_of(found, at).map_or(0, |labels| labels_in(&labels));
            if (1..=MOST_LABELS).contains(&labels) {
                return Ok(at);
            }
            Err(Error::new(ErrorKind::NotRead, "has no few labels that a cross-table could show")
                .in_column(name)
                .with_value(format!("{}, {labels} labels", found.columns[at].role))
                .allowing(format!(
                    "a segment, a wave or a rated column of 1 to {MOST_LABELS} labels"
                )))
        };
        Ok((place(rows)?, place(columns)?))
    });
    let Some((rows, columns)) = chosen.transpose()?.or(usual) else { return Ok(None) };
    let (Some(row_labels), Some(column_labels)) =
        (labels_of(found, rows), labels_of(found, columns))
    else {
        return Ok(None);
    };
    let (row_groups, row_names) = grouped(&[&row_labels])?;
    let (column_groups, column_names) = grouped(&[&column_labels])?;
    if row_names.len() > MOST_LABELS || column_names.len() > MOST_LABELS {
        return Ok(None);
    }
    let weights = form.answers.weights();
    let table = known(CrossTable::of(&row_groups, &column_groups, weights, None))?;
    let plain = |names: Vec<Vec<String>>| -> Vec<String> {
        names.iter().map(|name| name.concat()).collect()
    };
    Ok(table.map(|table| CrossFigures {
        of: [found.columns[rows].name.clone(), found.columns[columns].name.clone()],
        rows: plain(row_names),
        columns: plain(column_names),
        table,
        least: options.least,
    }))
}

fn multi(form: &SurveyForm, least: u64) -> Result<Vec<MultiFigures>> {
    let mut made = Vec::new();
    for (name, options) in &form.options {
        let mut shares = Vec::new();
        for (option, question) in options {
            let method = ProportionInterval::Wilson;
            let figure = BreakdownFigure::Share { question: *question, top: 1, method };
            if let Some(share) = one(form, &figure)? {
                shares.push((option.clone(), share));
            }
        }
        shares.sort_by(|a, b| b.1.value.total_cmp(&a.1.value));
        // Those of one question have all the same respondents; withheld, their order tells nothing.
        if shares.iter().any(|(_, share)| share.used < least) {
            shares.sort_by(|a, b| a.0.cmp(&b.0));
        }
        let shares = shares.into_iter().map(|(name, share)| OptionShare {
            name,
            share: match share.used < least {
                true => Err(TooFew { used: share.used, least }),
                false => Ok(share),
            },
        });
        let shares = shares.collect();
        made.push(MultiFigures { name: name.clone(), options: shares });
    }
    Ok(made)
}

/// Columns of a role with the columns that a head makes of the same name.
fn paired(found: &SurveyAnswers, first: SurveyRole, second: SurveyRole) -> Vec<(usize, usize)> {
    let stem = |at: usize, role: SurveyRole| {
        let name = found.columns[at].name.to_lowercase();
        match role {
            SurveyRole::Item => name,
            _ => SurveyRole::of_item(&name).to_owned(),
        }
    };
    let others = found.of(second);
    let partner = |at: usize| {
        let own = stem(at, first);
        others.iter().copied().find(|other| stem(*other, second) == own)
    };
    found.of(first).into_iter().filter_map(|at| Some((at, partner(at)?))).collect()
}

fn kano(found: &SurveyAnswers, weights: Option<&[f64]>) -> Result<Vec<KanoFigures>> {
    let mut made = Vec::new();
    for (with, without) in paired(found, SurveyRole::Functional, SurveyRole::Dysfunctional) {
        let (_, functional) = found.rated(with)?;
        let (_, dysfunctional) = found.rated(without)?;
        let table = KanoTable::USUAL;
        let counts = KanoCounts::count(&functional, &dysfunctional, weights, &table)?;
        if let Some(kano) = known(counts.analyse(0.05))? {
            let name = SurveyRole::of_item(&found.columns[with].name).to_owned();
            made.push(KanoFigures { name, kano });
        }
    }
    Ok(made)
}

fn gaps(found: &SurveyAnswers, weights: Option<&[f64]>) -> Result<Vec<ExpectationGap>> {
    let mut made = Vec::new();
    for (item, expectation) in paired(found, SurveyRole::Item, SurveyRole::Expectation) {
        let (received, expected) = (found.rated(item)?.1, found.rated(expectation)?.1);
        let column = &found.columns[item];
        if column.scale != found.columns[expectation].scale || column.reversed {
            continue;
        }
        let gap = PairedDifference::of(&expected, &received, weights, CONFIDENCE);
        if let Some(gap) = known(gap)? {
            made.push(ExpectationGap { name: column.name.clone(), gap });
        }
    }
    Ok(made)
}
