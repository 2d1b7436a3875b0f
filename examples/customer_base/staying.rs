//! Who stays: the ladder, cohorts, the survival curve, and deeds beside words.

use std::error::Error;

use habitue::classify::{Scheme, UNKNOWN_FLAG};
use habitue::customer::TextColumn;
use habitue::loyalty::{
    Allegiance, AllegianceColumns, ApostleMatrix, GriffinLadder, Stage, StageColumns, SurveyJoin,
};
use habitue::retention::{Activity, CohortMean, CohortTable, KaplanMeier, SurvivalInterval};
use habitue::satisfaction::respondent_indices_into;
use habitue::survey::MissingPolicy;
use habitue::time::Unit;

use crate::deeds::Deeds;
use crate::future::Future;
use crate::pictures::{Bar, Grid, bars, curve, heat, percent};
use crate::report::{LEVEL, Report, grouped, percentage};
use crate::voice::Voice;

/// Below this P(alive) a customer counts as lost when they were last seen.
const GONE: f64 = 0.5;

pub(crate) fn write(
    deeds: &Deeds,
    future: &Future,
    voice: Option<&Voice>,
    report: &mut Report,
) -> Result<(), Box<dyn Error>> {
    report.heading("Who stays");
    let mut pictures = vec![survival(deeds, future, report)?];
    if let Some(picture) = cohorts(deeds, report)? {
        pictures.push(picture);
    }
    let join = voice
        .and_then(|voice| voice.answers.keys().map(|keys| (voice, keys)))
        .map(|(voice, keys)| joined(deeds, keys).map(|join| (voice, join)))
        .transpose()?;
    pictures.push(ladder(deeds, join.as_ref(), report)?);
    // Curves stand side by side, panels of bars below one another.
    let panels = 1 + usize::from(join.is_some());
    if let Some((voice, join)) = &join {
        pictures.push(matrix(voice, join, future, report)?);
    }
    report.page.section(
        "Who stays",
        "How long customers stay, cohort by cohort, on which rung of the ladder they stand, and \
         whether the satisfied are the loyal ones.",
        |page| {
            let (curves, panels) = pictures.split_at(pictures.len() - panels);
            page.pictures(curves);
            panels.iter().for_each(|panel| page.pictures(std::slice::from_ref(panel)));
        },
    );
    Ok(())
}

/// How long customers stay: lost when last seen, if the model holds them for
/// gone; else still there.
fn survival(
    deeds: &Deeds,
    future: &Future,
    report: &mut Report,
) -> Result<(String, String), Box<dyn Error>> {
    let table = &deeds.table;
    let lost: Vec<u8> = future.p_alive.iter().map(|p| u8::from(*p < GONE)).collect();
    let times: Vec<f64> = (0..table.len())
        .map(|row| if lost[row] == 1 { table.t_x()[row] } else { table.t()[row] })
        .collect();
    let estimate = KaplanMeier::new(&times, &lost)?;
    let mut points = vec![(0.0, 1.0)];
    for step in estimate.steps() {
        let before = points.last().map_or(1.0, |point| point.1);
        points.extend([(step.time, before), (step.time, step.survival)]);
    }
    let end = estimate.last_time();
    points.push((end, points.last().map_or(1.0, |point| point.1)));
    let unit = deeds.unit.name();
    let half = end / 2.0;
    if let (Some(share), Some(interval)) =
        (estimate.survival(half)?, estimate.interval(half, SurvivalInterval::LogLog, LEVEL)?)
    {
        report.line(format!(
            "{} [{}, {}] stay longer than {half:.0} {unit}s; {} of {} count as lost",
            percentage(share),
            percentage(interval.low),
            percentage(interval.high),
            grouped(estimate.lost()),
            grouped(estimate.customers()),
        ));
    }
    Ok((
        curve(&points, end, &format!("{unit}s since the first purchase"), "still customers")?,
        format!(
            "Survival (Kaplan-Meier): lost at the last purchase where P(alive) is below {}",
            percentage(GONE)
        ),
    ))
}

/// Retention by month of the first purchase.
fn cohorts(deeds: &Deeds, report: &mut Report) -> Result<Option<(String, String)>, Box<dyn Error>> {
    let table = CohortTable::of_purchases(
        deeds.keys.as_texts(),
        &deeds.days,
        Unit::Month,
        deeds.first_day,
        deeds.window.holdout_end(),
        Activity::InPeriod,
    )?;
    let born: Vec<usize> =
        (0..table.cohorts()).filter(|cohort| table.customers(*cohort) > 0).collect();
    let ages = table.cohorts();
    if ages < 3 {
        return Ok(None);
    }
    let first = table.mean(1, CohortMean::Pooled);
    if let Some(rate) = first.rate {
        report.line(format!(
            "{} of the customers buy again in the month after their first ({} monthly cohorts)",
            percentage(rate),
            first.cohorts
        ));
    }
    // The first cohort on top; age 0 is 100 % by definition and is left out.
    let cells: Vec<Vec<Option<f64>>> = born
        .iter()
        .rev()
        .map(|cohort| {
            (1..ages)
                .map(|age| {
                    let cell = table.cell(*cohort, age).filter(|cell| !cell.partial);
                    cell.and_then(|cell| cell.rate())
                })
                .collect()
        })
        .collect();
    let svg = heat(&Grid {
        cells: &cells,
        width: (ages - 1) as f64,
        height: born.len() as f64,
        x: "months after the first purchase",
        y: "cohort, the latest at the bottom",
        scale: percent,
    })?;
    Ok(Some((svg, "Cohorts by month of first purchase: the share that buys in a month".into())))
}

/// Griffin's ladder over what the ledger and the survey know.
fn ladder(
    deeds: &Deeds,
    join: Option<&(&Voice, SurveyJoin)>,
    report: &mut Report,
) -> Result<(String, String), Box<dyn Error>> {
    let purchases: Vec<u32> = deeds.table.x().iter().map(|x| x.saturating_add(1)).collect();
    let mut recommends = vec![UNKNOWN_FLAG; purchases.len()];
    if let Some((voice, join)) = join {
        join.scatter_into(&voice.recommenders(), UNKNOWN_FLAG, &mut recommends)?;
    }
    let columns = StageColumns::new(purchases.len()).purchases(&purchases).recommends(&recommends);
    let counts = GriffinLadder.classify_all(&columns)?.counts;
    let all = purchases.len() as f64;
    let panel: Vec<Bar> = Stage::ALL
        .iter()
        .rev()
        .filter(|stage| counts.of(**stage) > 0)
        .map(|stage| share_bar(stage.name(), stage.name_zh(), counts.of(*stage), all))
        .collect();
    for bar in &panel {
        report.line(format!("{:<37}{}", bar.label, bar.note));
    }
    let unknown = counts.n_missing();
    Ok((
        bars(&panel, 100.0)?,
        format!("Griffin's ladder from the ledger; {} cannot be placed", grouped(unknown)),
    ))
}

/// Satisfaction (said) against P(alive) (done), for the respondents who are in
/// the table.
fn matrix(
    voice: &Voice,
    join: &SurveyJoin,
    future: &Future,
    report: &mut Report,
) -> Result<(String, String), Box<dyn Error>> {
    let respondents = voice.answers.respondents();
    let mut satisfaction = vec![f64::NAN; respondents];
    respondent_indices_into(&voice.answers, MissingPolicy::AvailableCase, &mut satisfaction)?;
    let alive: Vec<f64> = future.p_alive.iter().map(|p| p * 100.0).collect();
    let mut loyalty = vec![f64::NAN; respondents];
    join.gather_into(&alive, f64::NAN, &mut loyalty)?;
    let columns = AllegianceColumns::new(respondents).satisfaction(&satisfaction).loyalty(&loyalty);
    let counts = ApostleMatrix::new().classify_all(&columns)?.counts;
    let known = counts.n_used().max(1) as f64;
    let panel: Vec<Bar> = Allegiance::ALL
        .iter()
        .rev()
        .map(|kind| share_bar(kind.name(), kind.name_zh(), counts.of(*kind), known))
        .collect();
    for bar in &panel {
        report.line(format!("{:<37}{}", bar.label, bar.note));
    }
    Ok((
        bars(&panel, 100.0)?,
        format!(
            "Satisfaction (said, 0 to 100) by P(alive) (done), both cut at 50: {} respondents \
             matched, {} not among the customers",
            grouped(join.matched() as u64),
            grouped(join.respondents_unmatched() as u64)
        ),
    ))
}

fn share_bar(name: &str, name_zh: &str, count: u64, all: f64) -> Bar {
    let share = count as f64 / all;
    Bar {
        label: format!("{name} {name_zh}"),
        value: share * 100.0,
        interval: None,
        note: format!("{} customers, {}", grouped(count), percentage(share)),
    }
}

fn joined(deeds: &Deeds, respondents: &[String]) -> Result<SurveyJoin, habitue::Error> {
    let mut keys = TextColumn::default();
    for respondent in respondents {
        keys.push(respondent);
    }
    SurveyJoin::new(keys.as_texts(), deeds.table.keys())
}
