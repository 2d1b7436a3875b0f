//! Scores and movements: RFM segments, the value matrix, tiers before and after.

use std::error::Error;

use habitue::classify::Scheme;
use habitue::value::{
    FutureValue, FutureValueColumns, Migration, Rfm, SegmentTable, ValueClass, median_cuts,
};

use crate::deeds::Deeds;
use crate::future::Future;
use crate::pictures::{Bar, bars};
use crate::report::{Report, grouped, percentage, percentage_or_dash};
use crate::worth::Worth;

/// The RFM segment and the value class of each customer.
pub(crate) struct Scores {
    pub(crate) segment: Vec<String>,
    pub(crate) class: Vec<String>,
    segments: Vec<(String, u64)>,
    classes: Vec<(ValueClass, u64)>,
    thresholds: String,
}

impl Scores {
    pub(crate) fn of(deeds: &Deeds, future: &Future) -> Result<Self, Box<dyn Error>> {
        let table = &deeds.table;
        // In RFM, recency is the time since the last purchase and frequency counts all of them.
        let since: Vec<f64> = table.t().iter().zip(table.t_x()).map(|(t, t_x)| t - t_x).collect();
        let purchases: Vec<i64> = table.x().iter().map(|x| i64::from(*x) + 1).collect();
        let spend: Vec<i64> = table.total_spend().collect();
        let scores = Rfm::quintiles().score(&since, &purchases, &spend)?;
        let names = SegmentTable::recency_frequency();
        let placed = names.assign(&scores.recency, &scores.frequency, &scores.monetary)?;
        let name = |number: i32| -> String {
            let place = usize::try_from(number - 1).unwrap_or_default();
            names.segments().get(place).map_or_else(String::new, |segment| segment.name.clone())
        };
        let segments = names
            .segments()
            .iter()
            .zip(&placed.customers)
            .map(|(segment, count)| (format!("{} {}", segment.name, segment.name_zh), *count))
            .collect();

        let current: Vec<f64> = spend.iter().map(|minor| *minor as f64).collect();
        let matrix = FutureValue::new().with_cuts(median_cuts(&current, &future.value)?);
        let columns = FutureValueColumns::new(table.len()).current(&current).future(&future.value);
        let classified = matrix.classify_all(&columns)?;
        let class = classified
            .codes
            .iter()
            .map(|code| ValueClass::from_code(*code).map_or("", ValueClass::name).to_owned())
            .collect();
        let classes =
            ValueClass::ALL.iter().map(|class| (*class, classified.counts.of(*class))).collect();
        Ok(Self {
            segment: placed.segment.iter().map(|number| name(*number)).collect(),
            class,
            segments,
            classes,
            thresholds: format!(
                "recency {:.1?} {}s, frequency {:?}, monetary {:?} minor units",
                scores.thresholds.recency,
                deeds.unit.name(),
                scores.thresholds.frequency.first().cloned().unwrap_or_default(),
                scores.thresholds.monetary.first().cloned().unwrap_or_default(),
            ),
        })
    }

    pub(crate) fn write(
        &self,
        deeds: &Deeds,
        worth: &Worth,
        report: &mut Report,
    ) -> Result<(), Box<dyn Error>> {
        let all = deeds.table.len() as f64;
        let panel = |entries: Vec<(String, u64)>| -> Vec<Bar> {
            entries
                .into_iter()
                .map(|(label, count)| Bar {
                    label,
                    value: count as f64 / all * 100.0,
                    interval: None,
                    note: format!(
                        "{} customers, {}",
                        grouped(count),
                        percentage(count as f64 / all)
                    ),
                })
                .collect()
        };
        report.heading("Segments and classes");
        let segments = panel(self.segments.clone());
        let mut classes = panel(
            self.classes.iter().map(|(class, count)| (class.name().to_owned(), *count)).collect(),
        );
        for (bar, (class, _)) in classes.iter_mut().zip(&self.classes) {
            bar.note = format!("{}: {}", bar.note, class.policy());
        }
        for bar in segments.iter().chain(&classes) {
            report.line(format!("{:<37}{}", bar.label, bar.note));
        }
        let moved = migration(deeds, worth)?;
        let heads: Vec<&str> = std::iter::once("tier, calibration")
            .chain(worth.pyramid.tiers().iter().map(|tier| tier.name.as_str()))
            .chain(["did not buy"])
            .collect();
        if let Some(rows) = &moved {
            report.line("Where the tiers went in the holdout (by spend):");
            report.table(&heads, rows);
        }
        let pictures = [
            (
                bars(&segments, 100.0)?,
                format!("RFM segments from quintiles; cut at {}", self.thresholds),
            ),
            (
                bars(&classes, 100.0)?,
                "Current by future value, cut at the medians of spend so far and lifetime value"
                    .to_owned(),
            ),
        ];
        report.page.section(
            "Segments and classes",
            "What customers did so far (RFM), and what they are worth now beside what they will be \
             worth.",
            |page| {
                for picture in pictures {
                    page.pictures(&[picture]);
                }
                if let Some(rows) = &moved {
                    page.paragraph(
                        "Where the tiers went: by lifetime value at the end of the calibration, \
                         by spend in the holdout.",
                    );
                    page.table(&heads, rows);
                }
            },
        );
        Ok(())
    }
}

/// From the tier by lifetime value to the tier by spend in the holdout.
fn migration(deeds: &Deeds, worth: &Worth) -> Result<Option<Vec<Vec<String>>>, Box<dyn Error>> {
    let spend = deeds.table.holdout_spend();
    if !deeds.window.has_holdout() || spend.iter().all(|spend| *spend == 0) {
        return Ok(None);
    }
    let mut after = worth.pyramid.assign(spend)?.tier;
    for (tier, bought) in after.iter_mut().zip(deeds.table.holdout_x()) {
        if *bought == 0 {
            *tier = 0;
        }
    }
    let tiers = worth.pyramid.tiers();
    let moved = Migration::between(&worth.tiers.tier, &after, tiers.len())?;
    let count = i32::try_from(tiers.len())?;
    let rows = (1..=count)
        .zip(tiers)
        .map(|(from, tier)| {
            let shares = (1..=count).chain([0]).map(|to| moved.share(from, to));
            let mut row = vec![tier.name.clone()];
            for share in shares {
                row.push(percentage_or_dash(share?));
            }
            Ok(row)
        })
        .collect::<Result<_, habitue::Error>>()?;
    Ok(Some(rows))
}
