//! What customers say: satisfaction, recommendation, loyalty.

use std::error::Error;
use std::path::Path;

use habitue::classify::{Scheme, UNKNOWN_FLAG, UNKNOWN_LEVEL};
use habitue::loyalty::{LoyaltyLevel, ThreeIndicator, ThreeIndicatorColumns};
use habitue::satisfaction::{
    IndexOptions, PromoterBreaks, PromoterCounts, PromoterInterval, SatisfactionIndex, TopBox,
};
use habitue::survey::{
    Answers, CsvLayout, MissingPolicy, ProportionInterval, Question, Questionnaire, Scale, read_csv,
};

use crate::pictures::{Bar, bars};
use crate::report::{LEVEL, Report, grouped, percentage};

pub(crate) const OVERALL: &str = "overall";
const REPURCHASE: &str = "repurchase";
const RECOMMEND: &str = "recommend";
const IMPORTANCE: &str = "importance_";

/// What a survey file asks: items, and perhaps the three indicators of loyalty.
pub(crate) struct Voice {
    pub(crate) answers: Answers,
    pub(crate) items: usize,
    pub(crate) importance: Option<Answers>,
    source: String,
}

impl Voice {
    /// Reads a survey. Items are the columns that have no other meaning; where
    /// `importance_ITEM` stands beside an item, its mean is the item's weight.
    pub(crate) fn read(path: &Path, source: &str) -> Result<Self, Box<dyn Error>> {
        let text = std::fs::read(path)?;
        let header = csv::Reader::from_reader(text.as_slice()).headers()?.clone();
        let named = |name: &str| header.iter().any(|column| column == name);
        let items: Vec<&str> = header
            .iter()
            .filter(|name| !["customer", OVERALL, REPURCHASE, RECOMMEND].contains(name))
            .filter(|name| !name.starts_with(IMPORTANCE))
            .collect();
        let layout = CsvLayout::new().with_key("customer");
        let ten = Scale::points(1, 10)?;

        let rated = items.iter().all(|item| named(&format!("{IMPORTANCE}{item}")));
        let importance = (rated && !items.is_empty())
            .then(|| {
                let questions = items
                    .iter()
                    .map(|item| Question::new(format!("{IMPORTANCE}{item}"), ten.clone()))
                    .collect();
                read_csv(text.as_slice(), Questionnaire::new(questions)?, &layout)
            })
            .transpose()?;

        let mut questions = Vec::new();
        for (place, item) in items.iter().enumerate() {
            let weight = importance.as_ref().map_or(1.0, |answers| mean(&answers.columns()[place]));
            questions.push(Question::new(*item, ten.clone()).with_weight(weight)?);
        }
        for (name, scale) in [
            (OVERALL, Scale::unbalanced_five()),
            (REPURCHASE, Scale::continuous(0.0, 1.0)?),
            (RECOMMEND, Scale::points(0, 10)?),
        ] {
            if named(name) {
                questions.push(Question::new(name, scale).with_weight(0.0)?);
            }
        }
        let answers = read_csv(text.as_slice(), Questionnaire::new(questions)?, &layout)?;
        Ok(Self { answers, items: items.len(), importance, source: source.to_owned() })
    }

    /// Who would recommend: a flag for each respondent.
    pub(crate) fn recommenders(&self) -> Vec<u8> {
        let flag =
            |answer: &f64| if answer.is_nan() { UNKNOWN_FLAG } else { u8::from(*answer >= 9.0) };
        match self.place(RECOMMEND) {
            Some(place) => self.answers.columns()[place].iter().map(flag).collect(),
            None => vec![UNKNOWN_FLAG; self.answers.respondents()],
        }
    }

    /// The satisfaction and loyalty panel.
    pub(crate) fn write(&self, report: &mut Report) -> Result<(), Box<dyn Error>> {
        let respondents = self.answers.respondents();
        report.heading(&format!(
            "What customers say ({} respondents; {})",
            grouped(respondents as u64),
            self.source
        ));
        let mut panel = Vec::new();
        if self.items > 0 {
            panel.extend(self.satisfaction(report)?);
        }
        if let Some(place) = self.place(OVERALL) {
            panel.push(self.satisfied(place, report)?);
        }
        let mut recommendation = None;
        if let Some(place) = self.place(RECOMMEND) {
            recommendation = Some(self.promoters(place, report)?);
        }
        let loyalty = self.loyalty(report)?;

        let svg = bars(&panel, 100.0)?;
        report.page.section(
            "What customers say",
            &format!(
                "{} respondents; {}. Whiskers are {:.0} % intervals.",
                grouped(respondents as u64),
                self.source,
                LEVEL * 100.0
            ),
            |page| {
                page.pictures(&[(
                    svg,
                    "Satisfaction from 0 (worst) to 100 (best), and the share of the satisfied"
                        .to_owned(),
                )]);
                if let Some(sentence) = recommendation {
                    page.paragraph(&sentence);
                }
                if let Some((bars, sentence)) = loyalty {
                    page.pictures(&[(bars, sentence)]);
                }
            },
        );
        Ok(())
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.answers.questionnaire().index_of(name).ok()
    }

    fn satisfaction(&self, report: &mut Report) -> Result<Vec<Bar>, Box<dyn Error>> {
        let options = IndexOptions::new(MissingPolicy::AvailableCase).with_confidence(LEVEL);
        let index = SatisfactionIndex::of(&self.answers, options)?;
        let interval = index.interval.map(|interval| (interval.low, interval.high));
        let note = format!(
            "{:.1}{}  n {}, missing {}",
            index.value,
            interval.map_or_else(String::new, |(low, high)| format!(" [{low:.1}, {high:.1}]")),
            grouped(index.basis.used),
            percentage(index.basis.missing_share()),
        );
        report.line(format!("Satisfaction index, 0 to 100         {note}"));
        let mut panel =
            vec![Bar { label: "Satisfaction index".into(), value: index.value, interval, note }];
        for question in index.questions.iter().take(self.items) {
            let Some(score) = question.score else { continue };
            let note = format!(
                "{score:.1}  weight {}, n {}",
                percentage(question.weight),
                grouped(question.answered)
            );
            report.line(format!("  {:<35}{note}", question.name));
            panel.push(Bar { label: question.name.clone(), value: score, interval: None, note });
        }
        Ok(panel)
    }

    fn satisfied(&self, place: usize, report: &mut Report) -> Result<Bar, Box<dyn Error>> {
        let scale = self.answers.questionnaire().questions()[place].scale();
        let favourable = scale.favourable().unwrap_or(1);
        let share =
            TopBox::of(&self.answers, place, favourable, ProportionInterval::Wilson, LEVEL)?;
        let note = format!(
            "{} [{}, {}]  top {favourable} of {}, n {}, missing {}",
            percentage(share.share),
            percentage(share.interval.low),
            percentage(share.interval.high),
            scale.named_levels().len(),
            grouped(share.counts.answered),
            grouped(share.counts.missing),
        );
        report.line(format!("Satisfied or better                  {note}"));
        Ok(Bar {
            label: "Satisfied or better".into(),
            value: share.share * 100.0,
            interval: Some((share.interval.low * 100.0, share.interval.high * 100.0)),
            note,
        })
    }

    fn promoters(&self, place: usize, report: &mut Report) -> Result<String, Box<dyn Error>> {
        let breaks = PromoterBreaks::new(6.0, 9.0)?;
        let score = PromoterCounts::count(&self.answers, place, breaks)?
            .score(PromoterInterval::Score, LEVEL)?;
        let note = format!(
            "{:.1} [{:.1}, {:.1}]  promoters {}, passives {}, detractors {}, n {}",
            score.score,
            score.interval.low,
            score.interval.high,
            percentage(score.promoters),
            percentage(score.passives),
            percentage(score.detractors),
            grouped(score.counts.answered),
        );
        report.line(format!("Promoter score, -100 to 100          {note}"));
        Ok(format!("Promoter score, -100 to 100: {note}."))
    }

    /// The three-indicator index, where all three were asked.
    fn loyalty(&self, report: &mut Report) -> Result<Option<(String, String)>, Box<dyn Error>> {
        let (Some(overall), Some(repurchase), Some(recommend)) =
            (self.place(OVERALL), self.place(REPURCHASE), self.place(RECOMMEND))
        else {
            return Ok(None);
        };
        let columns = self.answers.columns();
        let satisfaction: Vec<u8> = columns[overall].iter().map(|answer| level(*answer)).collect();
        let recommendation: Vec<u8> =
            columns[recommend].iter().map(|answer| likelihood(*answer)).collect();
        let facts = ThreeIndicatorColumns::new(self.answers.respondents())
            .satisfaction(&satisfaction)
            .repurchase(&columns[repurchase])
            .recommendation(&recommendation);
        let scheme = ThreeIndicator::new();
        let summary = scheme.summary(&facts)?;
        let counts = scheme.classify_all(&facts)?.counts;
        let Some(mean) = summary.mean else { return Ok(None) };
        let sentence = format!(
            "Loyalty by three indicators: index {:.1} of 100 (satisfaction {:.1}, repurchase \
             {:.1}, recommendation {:.1}); n {}, missing {}",
            mean.index,
            mean.satisfaction,
            mean.repurchase,
            mean.recommendation,
            grouped(summary.n_used),
            grouped(summary.n_missing),
        );
        report.line(format!("Loyalty by three indicators          {:.1} of 100  satisfaction {:.1}, repurchase {:.1}, recommendation {:.1}, n {}, missing {}",
            mean.index, mean.satisfaction, mean.repurchase, mean.recommendation,
            grouped(summary.n_used), grouped(summary.n_missing)));
        let known = summary.n_used.max(1) as f64;
        let panel: Vec<Bar> = LoyaltyLevel::ALL
            .iter()
            .rev()
            .map(|class| {
                let share = counts.of(*class) as f64 / known;
                Bar {
                    label: format!("{} {}", class.name(), class.name_zh()),
                    value: share * 100.0,
                    interval: None,
                    note: format!(
                        "{} customers, {}",
                        grouped(counts.of(*class)),
                        percentage(share)
                    ),
                }
            })
            .collect();
        Ok(Some((bars(&panel, 100.0)?, sentence)))
    }
}

/// A level from 1 to 5, or the mark of a missing one.
fn level(answer: f64) -> u8 {
    if answer.is_nan() { UNKNOWN_LEVEL } else { answer as u8 }
}

/// Recommendation in three levels by the breaks of the promoter score.
fn likelihood(answer: f64) -> u8 {
    match answer {
        answer if answer.is_nan() => UNKNOWN_LEVEL,
        answer if answer >= 9.0 => 3,
        answer if answer > 6.0 => 2,
        _ => 1,
    }
}

/// The mean of the answers that are there.
pub(crate) fn mean(column: &[f64]) -> f64 {
    let given: Vec<f64> = column.iter().copied().filter(|answer| !answer.is_nan()).collect();
    given.iter().sum::<f64>() / given.len().max(1) as f64
}
