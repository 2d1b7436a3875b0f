//! How far to trust it: the holdout, the parameters, and what was left out.

use std::error::Error;

use habitue::lifetime::{
    Alternative, Cohort, Comparison, FitOptions, FitReport, FrequencySpend, Prediction,
    PurchaseModel, Regularity, Ridge, Spending,
};

use crate::deeds::Deeds;
use crate::future::Future;
use crate::pictures::{plain, tracking};
use crate::report::{Report, grouped, percentage_or_dash};

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
    let (model, fitted) = (future.model(), future.fitted());
    let (name, names) = (model.name(), model.parameter_names());
    parameters.extend(rows(name, names, model.parameters(), fitted.covariance()));
    let (spend, names) = (&future.spend, ["p", "q", "gamma"]);
    parameters.extend(rows("Gamma-Gamma", &names, spend.parameters(), spend.covariance()));
    let heads = ["parameter", "estimate", "standard error"];
    report.table(&heads, &parameters);
    let mut fits: Vec<String> =
        fitted.report().map(|fit| describe(name, fit)).into_iter().collect();
    if let Some(fit) = fitted.report() {
        fits.extend(alternatives(name, fit, alive(model, deeds)?));
    }
    fits.push(describe("Gamma-Gamma", future.spend.report()));
    fits.extend(assumptions(deeds));
    for fit in &fits {
        report.line(fit);
    }
    let (sides, remarks) = compare(deeds)?;
    report.line(SIDE_BY_SIDE);
    report.table(&SIDES, &sides);
    for remark in &remarks {
        report.line(remark);
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
            page.paragraph(SIDE_BY_SIDE);
            page.table(&SIDES, &sides);
            for line in &remarks {
                page.paragraph(line);
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
    let histories = deeds.histories()?;
    let t = deeds.window.holdout_length(deeds.unit);
    let mut expected = vec![0.0; table.len()];
    let prediction = Prediction::ExpectedPurchases { t };
    future.model().predict_into(prediction, &histories, 0, &mut expected)?;
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

const SIDE_BY_SIDE: &str = "All models in continuous time side by side, the lowest AIC marked with *; beside \
     their forecasts of the holdout, customer by customer";

const SIDES: [&str; 8] =
    ["model", "log-likelihood", "AIC", "expected", "bias", "WAPE", "top-decile lift", "Gini"];

/// The rows of a table, and remarks to it.
type SideBySide = (Vec<Vec<String>>, Vec<String>);

/// Every model in continuous time on these customers: a row each, and what is to be said
/// of some.
fn compare(deeds: &Deeds) -> Result<SideBySide, Box<dyn Error>> {
    let histories = deeds.histories()?;
    let options = FitOptions::default().with_threads(0);
    let mut comparison = Comparison::fit(&Comparison::CONTINUOUS, &histories, &options)?;
    if deeds.window.has_holdout() {
        let actual: Vec<f64> = deeds.table.holdout_x().iter().map(|x| f64::from(*x)).collect();
        let t = deeds.window.holdout_length(deeds.unit);
        comparison = comparison.with_holdout(&histories, &actual, t, 0)?;
    }
    let dash = || "-".to_owned();
    let (mut rows, mut remarks) = (Vec::new(), Vec::new());
    for (place, model) in comparison.rows().iter().enumerate() {
        let regular = model.regularity().map_or_else(String::new, |k| format!(", k = {k}"));
        let best = if comparison.best() == Some(place) { " *" } else { "" };
        let mut row = vec![format!("{}{regular}{best}", model.name())];
        let fit = |of: fn(&FitReport) -> f64| {
            model.report().map_or_else(dash, |report| format!("{:.3}", of(report)))
        };
        row.extend([fit(|report| report.log_likelihood), fit(FitReport::aic)]);
        let errors = model.holdout();
        row.push(errors.map_or_else(dash, |found| grouped(found.expected.round() as i64)));
        let share = |share: Option<f64>| {
            share.map_or_else(dash, |share| format!("{:+.1} %", 100.0 * share))
        };
        row.push(share(errors.and_then(|found| found.bias)));
        row.push(percentage_or_dash(errors.and_then(|found| found.wape)));
        let number =
            |number: Option<f64>| number.map_or_else(dash, |number| format!("{number:.3}"));
        row.push(number(errors.and_then(|found| found.top_decile_lift)));
        row.push(number(errors.and_then(|found| found.gini)));
        rows.push(row);
        let remark = match (model.failure(), model.ridge()) {
            (Some(failure), _) => Some(failure.to_string()),
            (None, ridge) => ridge.map(|ridge: Ridge| ridge.description().to_owned()),
        };
        remarks.extend(remark.map(|remark| format!("{}: {remark}", model.name())));
        let fitted = model.model().and_then(|fit| fit.base().as_purchase()).zip(model.report());
        if let Some((fitted, report)) = fitted {
            remarks.extend(alternatives(model.name(), report, alive(fitted, deeds)?));
        }
    }
    Ok((rows, remarks))
}

/// The mean P(alive) of the customers.
fn alive(model: &dyn PurchaseModel, deeds: &Deeds) -> Result<f64, Box<dyn Error>> {
    let mut alive = vec![0.0; deeds.table.len()];
    model.predict_into(Prediction::PAlive, &deeds.histories()?, 0, &mut alive)?;
    Ok(alive.iter().sum::<f64>() / alive.len() as f64)
}

/// What else explains the purchases about as well as a fit, and answers differently.
fn alternatives(name: &str, fit: &FitReport, alive: f64) -> Vec<String> {
    let say = |other: &Alternative| {
        let lower = fit.log_likelihood - other.log_likelihood;
        let why =
            other.ridge.map_or_else(String::new, |ridge| format!(" ({})", ridge.description()));
        format!(
            "{name}: the data do not decide. Other parameters explain the purchases about as \
             well (log-likelihood lower by {lower:.2}) and say that {:.1} % of the customers are \
             still there, not {:.1} %{why}",
            100.0 * other.alive,
            100.0 * alive
        )
    };
    fit.alternatives.iter().map(say).collect()
}

/// Whether what the models assume holds.
fn assumptions(deeds: &Deeds) -> Vec<String> {
    let mut lines = Vec::new();
    if let Ok(found) = deeds.histories().and_then(|rows| Regularity::of_histories(&rows)) {
        lines.push(format!(
            "Regularity of purchases: k = {:.2} (standard error {:.2}); 1 is random, large is \
             clockwork",
            found.k, found.standard_error
        ));
    }
    let mean = deeds.table.mean_repeat_spend();
    let rows = deeds.table.x().iter().zip(&mean);
    let (x, spent): (Vec<u32>, Vec<f64>) =
        rows.filter(|(_, mean)| **mean > 0.0).map(|(x, mean)| (*x, *mean)).unzip();
    if let Ok(found) = Spending::new(&x, &spent).and_then(|rows| FrequencySpend::of(&rows)) {
        lines.push(format!(
            "Frequency and spend: correlation {:.3} (p = {:.4}), of ranks {:.3}; the model of \
             spend takes it for 0",
            found.pearson.coefficient, found.pearson.p_value, found.spearman.coefficient
        ));
    }
    lines
}

fn rows(
    model: &str,
    names: &[&str],
    values: &[f64],
    covariance: Option<&[f64]>,
) -> Vec<Vec<String>> {
    let error = |place: usize| match covariance {
        None => "not identified".to_owned(),
        // k is chosen, not estimated.
        Some(_) if names[place] == "k" => "-".to_owned(),
        Some(covariance) => format!("{:.6}", covariance[place * (names.len() + 1)].sqrt()),
    };
    let row = |(place, (name, value)): (usize, (&&str, &f64))| {
        vec![format!("{model} {name}"), format!("{value:.6}"), error(place)]
    };
    names.iter().zip(values).enumerate().map(row).collect()
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
        grouped(deeds.audit.rejections().total()),
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
    lines.extend(
        deeds.audit.rejections().examples().iter().map(|error| format!("rejected: {error}")),
    );
    lines
}

/// Cumulative and incremental repeat purchases, actual and expected.
fn pictures(deeds: &Deeds, future: &Future) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let actual: Vec<f64> = deeds.tracking.incremental().iter().map(|n| *n as f64).collect();
    let cohort = Cohort::new(&deeds.tracking.births(&deeds.table), None, 1.0)?;
    let expected = cohort.expected_cumulative(future.model(), actual.len())?;
    let increments = cohort.expected_incremental(future.model(), actual.len())?;
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
