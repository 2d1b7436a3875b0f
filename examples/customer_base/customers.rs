//! The table of customers as CSV.

use std::error::Error;
use std::path::Path;

use habitue::money::{Money, Rounding};

use crate::deeds::Deeds;
use crate::future::Future;
use crate::scores::Scores;
use crate::worth::Worth;

pub(crate) fn write(
    path: &Path,
    deeds: &Deeds,
    future: &Future,
    worth: &Worth,
    scores: &Scores,
) -> Result<(), Box<dyn Error>> {
    let mut writer = csv::Writer::from_path(path)?;
    writer.write_record([
        "customer",
        "x",
        "t_x",
        "T",
        "p_alive",
        "expected_purchases",
        "expected_spend",
        "lifetime_value",
        "tier",
        "rfm_segment",
        "value_class",
    ])?;
    let money = |value: f64| {
        Money::from_f64(value, deeds.currency, Rounding::HalfEven)
            .map(|money| money.amount().to_string())
    };
    for (index, row) in deeds.table.rows().enumerate() {
        writer.write_record([
            row.key.to_string(),
            row.x.to_string(),
            format!("{:.6}", row.t_x),
            format!("{:.6}", row.t),
            format!("{:.6}", future.p_alive[index]),
            format!("{:.6}", future.expected_purchases[index]),
            money(future.expected_spend[index])?,
            money(future.value[index])?,
            worth.tier(index).to_owned(),
            scores.segment[index].clone(),
            scores.class[index].clone(),
        ])?;
    }
    writer.flush()?;
    Ok(())
}
