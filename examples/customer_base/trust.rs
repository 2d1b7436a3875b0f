//! How far to trust it: the holdout, the parameters, and what was left out.

use std::error::Error;

use habitue::lifetime::{Cohort, FitReport, Fitted, Histories, Prediction, PurchaseModel, Ridge};

use crate::deeds::Deeds;
use crate::future::Future;
use crate::pictures::{plain, tracking};
use crate::report::{Report, grouped};

pub(crate) fn write(
    deeds: &Deeds,
    future: &Future,
    report: &mut Report,
) -> Result<(), Box<dyn Error>> {
    report.heading("How far to trust it");
    let verdict = holdout(deeds, future)?;
    if let Some(verdict) = &verdict {
        report.line(verdict);
    }

    let mut parameters = Vec::new();
    let names = future.purchases.parameter_names();
    parameters.extend(rows("BG/NBD", names, future.purchases.parameters(), &future.purchases));
    let (spend, names) = (&future.spend, ["p", "q", "gamma"]);
    parameters.extend(rows("Gamma-Gamma", &names, spend.parameters(), spend));
    let heads = ["parameter", "estimate", "standard error"];
    report.table(&heads, &parameters);
    let fits = [
        describe("BG/NBD", future.purchases.report()),
        describe("Gamma-Gamma", future.spend.report()),
    ];
    for fit in &fits {
        report.line(fit);
    }
    let audit = audit(deeds);
    for line in &audit {
        report.line(line);
    }

    let pictures = pictures(deeds, future)?;
    report.page.section(
        "How far to trust it",
        &verdict.unwrap_or_else(|| "There is no holdout: all days calibrated the models.".into()),
        |page| {
            for picture in pictures {
                page.pictures(&[picture]);
            }
            page.table(&heads, &parameters);
            for line in fits.iter().chain(&audit) {
                page.paragraph(line);
            }
        },
    );
    Ok(())
}

/// Expected beside actual repeat purchases of the holdout.
fn holdout(deeds: &Deeds, future: &Future) -> Result<Option<String>, Box<dyn Error>> {
    if !deeds.window.has_holdout() {
        return Ok(None);
    }
    let table = &deeds.table;
    let histories = Histories::new(table.x(), table.t_x(), table.t())?;
    let t = deeds.window.holdout_length(deeds.unit);
    let mut expected = vec![0.0; table.len()];
    let prediction = Prediction::ExpectedPurchases { t };
    future.purchases.predict_into(prediction, &histories, 0, &mut expected)?;
    let expected: f64 = expected.iter().sum();
    let actual: u64 = table.holdout_x().iter().map(|x| u64::from(*x)).sum();
    Ok(Some(format!(
        "Holdout, the {} {}s after {}: {} repeat purchases expected, {} happened ({:+.1} %)",
        plain(&t),
        deeds.unit.name(),
        deeds.window.calibration_end(),
        grouped(expected.round() as u64),
        grouped(actual),
        (expected / actual.max(1) as f64 - 1.0) * 100.0
    )))
}

fn rows<M>(model: &str, names: &[&str], values: &[f64], fitted: &Fitted<M>) -> Vec<Vec<String>> {
    let errors = fitted.standard_errors();
    names
        .iter()
        .zip(values)
        .enumerate()
        .map(|(place, (name, value))| {
            let error = errors.as_ref().map_or_else(
                || "not identified".to_owned(),
                |errors| format!("{:.6}", errors[place]),
            );
            vec![format!("{model} {name}"), format!("{value:.6}"), error]
        })
        .collect()
}

fn describe(model: &str, fit: &FitReport) -> String {
    format!(
        "{model}: log-likelihood {:.6}, {} customers in {} distinct cells, {} iterations{}",
        fit.log_likelihood,
        grouped(fit.customers as u64),
        grouped(fit.cells),
        fit.iterations,
        fit.ridge.map_or_else(String::new, |ridge: Ridge| format!("; {}", ridge.description()))
    )
}

/// What became of every row.
fn audit(deeds: &Deeds) -> Vec<String> {
    let audit = deeds.table.audit();
    let mut lines = vec![format!(
        "{} rows: {} occasions of {} customers; {} rows shared a period with another, {} were \
         refunds, {} fell outside the window, {} were rejected",
        grouped(audit.rows),
        grouped(audit.occasions),
        grouped(audit.customers),
        grouped(audit.merged_rows),
        grouped(audit.refund_rows),
        grouped(audit.outside_rows),
        grouped(deeds.rejections.total()),
    )];
    if audit.dropped_occasions > 0 {
        lines.push(format!(
            "{} occasions were dropped: refunds left nothing of them",
            grouped(audit.dropped_occasions)
        ));
    }
    if audit.uncalibrated_customers > 0 {
        lines.push(format!(
            "{} customers first bought after {} and are not in the table",
            grouped(audit.uncalibrated_customers),
            deeds.window.calibration_end()
        ));
    }
    lines.extend(deeds.rejections.examples().iter().map(|error| format!("rejected: {error}")));
    lines
}

/// Cumulative and incremental repeat purchases, actual and expected.
fn pictures(deeds: &Deeds, future: &Future) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let actual: Vec<f64> = deeds.tracking.incremental().iter().map(|n| *n as f64).collect();
    let cohort = Cohort::new(&deeds.tracking.births(&deeds.table), None, 1.0)?;
    let expected = cohort.expected_cumulative(future.purchases.model(), actual.len())?;
    let increments: Vec<f64> = std::iter::once(&0.0)
        .chain(&expected)
        .zip(&expected)
        .map(|(before, after)| after - before)
        .collect();
    let cumulative: Vec<f64> =
        deeds.tracking.cumulative().iter().map(|count| *count as f64).collect();
    let split = deeds.tracking.calibration_periods() as f64;
    let unit = deeds.unit.name();
    Ok(vec![
        (
            tracking(&cumulative, &expected, split, unit, "repeat purchases, cumulative")?,
            format!("Repeat purchases of the whole base since {}", deeds.tracking.origin()),
        ),
        (
            tracking(&actual, &increments, split, unit, "repeat purchases")?,
            format!("The same, {unit} by {unit}"),
        ),
    ])
}
