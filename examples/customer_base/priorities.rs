//! Which parts of the service to work on: importance against performance, and
//! what drives overall satisfaction.

use std::error::Error;

use habitue::satisfaction::{CrossHairs, ImportanceMap, KeyDrivers};
use habitue::survey::{MissingPolicy, Moments};

use crate::pictures::{Bar, Mark, bars, scatter};
use crate::report::{Report, grouped, percentage};
use crate::voice::{OVERALL, Voice, mean};

pub(crate) fn write(voice: &Voice, report: &mut Report) -> Result<(), Box<dyn Error>> {
    if voice.items == 0 {
        return Ok(());
    }
    report.heading("Where to work");
    let mut pictures = Vec::new();
    if let Some(picture) = map(voice, report)? {
        pictures.push(picture);
    }
    if let Some(picture) = drivers(voice, report)? {
        pictures.push(picture);
    }
    if !pictures.is_empty() {
        report.page.section(
            "Where to work",
            "What customers call important, beside how well it is done; and what moves their \
             overall satisfaction, whatever they call important.",
            |page| {
                for picture in pictures {
                    page.pictures(&[picture]);
                }
            },
        );
    }
    Ok(())
}

/// Stated importance against performance, where both were asked.
fn map(voice: &Voice, report: &mut Report) -> Result<Option<(String, String)>, Box<dyn Error>> {
    let Some(importance) = &voice.importance else { return Ok(None) };
    let columns = |columns: &[Vec<f64>]| -> Vec<f64> {
        columns.iter().take(voice.items).map(|column| mean(column)).collect()
    };
    let map = ImportanceMap::of(
        &columns(voice.answers.columns()),
        &columns(importance.columns()),
        CrossHairs::Means,
    )?;
    let questions = voice.answers.questionnaire().questions();
    let marks: Vec<Mark> = map
        .points
        .iter()
        .zip(questions)
        .map(|(point, question)| Mark {
            label: question.name().to_owned(),
            x: point.performance,
            y: point.importance,
        })
        .collect();
    for (point, question) in map.points.iter().zip(questions) {
        report.line(format!(
            "{:<37}importance {:.2}, performance {:.2}: {}",
            question.name(),
            point.importance,
            point.performance,
            point.quadrant.name()
        ));
    }
    let cuts = (map.performance_cut, map.importance_cut);
    let svg = scatter(&marks, cuts, "performance, 1 to 10", "importance, 1 to 10")?;
    Ok(Some((
        svg,
        "Importance and performance; cross-hairs at the grand means. Upper left: concentrate here; \
         upper right: keep up; lower left: low priority; lower right: possible overkill"
            .to_owned(),
    )))
}

/// How much of the spread of overall satisfaction each item explains.
fn drivers(voice: &Voice, report: &mut Report) -> Result<Option<(String, String)>, Box<dyn Error>> {
    let Ok(overall) = voice.answers.questionnaire().index_of(OVERALL) else { return Ok(None) };
    if voice.items < 2 {
        return Ok(None);
    }
    let moments = Moments::of(&voice.answers, MissingPolicy::Listwise)?;
    let items: Vec<usize> = (0..voice.items).collect();
    let found = KeyDrivers::of(&moments, overall, &items)?;
    let explained = format!(
        "Overall satisfaction: {} of its spread is explained by the items (n {})",
        percentage(found.r_squared),
        grouped(found.n as u64)
    );
    report.line(&explained);
    let panel: Vec<Bar> = found
        .drivers
        .iter()
        .map(|driver| {
            let part = driver.lmg.unwrap_or(driver.johnson);
            let note = format!(
                "{} of the spread; correlation {:.2}",
                percentage(part),
                driver.correlation
            );
            report.line(format!("{:<37}{note}", driver.name));
            Bar { label: driver.name.clone(), value: part, interval: None, note }
        })
        .collect();
    let full = panel.iter().map(|bar| bar.value).fold(f64::MIN_POSITIVE, f64::max);
    Ok(Some((
        bars(&panel, full)?,
        format!("{explained}, shared out fairly between them (LMG, Shapley value)"),
    )))
}
