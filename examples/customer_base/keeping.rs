//! What keeping customers pays.

use std::error::Error;

use habitue::lifetime::{Histories, Prediction};
use habitue::time::Unit;
use habitue::value::{LiftEffect, MarginMultiple, RetentionLift};

use crate::arguments::Arguments;
use crate::deeds::Deeds;
use crate::future::Future;
use crate::report::{Report, percentage};
use crate::worth::Worth;

/// The lifts of the report, in percentage points of yearly retention.
const LIFTS: [f64; 3] = [0.01, 0.02, 0.05];

/// Yearly margin and yearly retention of each customer, as the models see them.
pub(crate) struct Keeping {
    margin: Vec<f64>,
    retention: Vec<f64>,
    lift: RetentionLift,
}

impl Keeping {
    pub(crate) fn of(
        deeds: &Deeds,
        future: &Future,
        arguments: &Arguments,
    ) -> Result<Self, Box<dyn Error>> {
        let table = &deeds.table;
        let histories = Histories::new(table.x(), table.t_x(), table.t())?;
        let year = deeds.unit.per(Unit::Year);
        let mut margin = vec![0.0; table.len()];
        let mut retention = vec![0.0; table.len()];
        let model = future.model();
        model.predict_into(
            Prediction::ExpectedPurchases { t: year },
            &histories,
            0,
            &mut margin,
        )?;
        model.predict_into(Prediction::PAliveAt { t: year }, &histories, 0, &mut retention)?;
        for row in 0..table.len() {
            margin[row] *= future.expected_spend[row] * future.margin_rate[row] * arguments.margin;
            // Of one who is certainly gone there is nothing to keep.
            if future.p_alive[row] > 0.0 {
                retention[row] /= future.p_alive[row];
            }
        }
        let lift = RetentionLift::new(MarginMultiple::new(arguments.discount)?);
        Ok(Self { margin, retention, lift })
    }

    pub(crate) fn write(
        &self,
        deeds: &Deeds,
        worth: &Worth,
        report: &mut Report,
    ) -> Result<(), Box<dyn Error>> {
        report.heading("What keeping them pays");
        let mut rows = Vec::new();
        for points in LIFTS {
            rows.push(row(
                format!("all, +{:.0} points", points * 100.0),
                &self.lift.effect(&self.margin, &self.retention, points)?,
                deeds,
            ));
        }
        for (place, tier) in worth.pyramid.tiers().iter().enumerate() {
            let members = |column: &[f64]| -> Vec<f64> {
                column
                    .iter()
                    .zip(&worth.tiers.tier)
                    .filter(|(_, tier)| **tier == place as i32 + 1)
                    .map(|(value, _)| *value)
                    .collect()
            };
            let (margin, retention) = (members(&self.margin), members(&self.retention));
            if margin.is_empty() {
                continue;
            }
            let effect = self.lift.effect(&margin, &retention, LIFTS[2])?;
            rows.push(row(format!("{}, +5 points", tier.name), &effect, deeds));
        }
        let heads = ["yearly retention", "worth now", "gain", "gain", "may cost a customer"];
        report.table(&heads, &rows);
        let note = "Worth: this year's expected margin, recurring at the customer's modelled yearly \
                    retention and discounted. \"May cost\" is the present value that a programme \
                    reaching the lift may spend on each customer before it destroys value. The \
                    gain is computed for these customers, not quoted.";
        report.line(note.split(". ").next().unwrap_or(note).to_owned() + ".");
        report.page.section("What keeping them pays", note, |page| page.table(&heads, &rows));
        Ok(())
    }
}

fn row(label: String, effect: &LiftEffect, deeds: &Deeds) -> Vec<String> {
    vec![
        label,
        deeds.money(effect.before),
        deeds.money(effect.change),
        effect.relative.map_or_else(|| "-".to_owned(), percentage),
        deeds.money(effect.change / effect.customers.max(1) as f64),
    ]
}
