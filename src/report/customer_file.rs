//! The table of customers as a file: one line each.

use super::Language;
use super::words::{self, Context};
use crate::error::{Error, ErrorKind, Result};
use crate::study::{CustomerRow, FigureGroup, Study};
use crate::time::Unit;

/// The customers as CSV with a header.
pub(super) fn csv(study: &Study, language: Language) -> Result<String> {
    let context = Context::new(study, language, &[]);
    let columns = columns(&context);
    let mut file = csv::Writer::from_writer(Vec::new());
    let broken = |error: csv::Error| {
        Error::new(ErrorKind::Io, format!("the customers could not be written: {error}"))
    };
    file.write_record(columns.iter().map(|column| column.name.as_str())).map_err(broken)?;
    for row in &study.figures.customers.rows {
        let cells =
            columns.iter().map(|column| neutral(&(column.cell)(&context, row), column.text));
        file.write_record(cells).map_err(broken)?;
    }
    let bytes = file.into_inner().map_err(|error| {
        Error::new(ErrorKind::Io, format!("the customers could not be written: {error}"))
    })?;
    String::from_utf8(bytes)
        .map_err(|fault| Error::new(ErrorKind::Encoding, "is no UTF-8").with_source(fault))
}

/// A cell that no spreadsheet takes for a formula: texts that begin with `=`, `+`, `-`, `@`, a tab
/// or a carriage return have an apostrophe before them.
fn neutral(cell: &str, text: bool) -> String {
    if text && cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return format!("'{cell}");
    }
    cell.to_owned()
}

struct Column {
    name: String,
    /// Whether it holds texts, not numbers.
    text: bool,
    cell: fn(&Context<'_>, &CustomerRow) -> String,
}

/// A number as it is written in a file: exact, with a point, no thousands; empty where withheld.
fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| format!("{value}"))
}

fn columns(context: &Context<'_>) -> Vec<Column> {
    let unit = plural(context.study.base.unit);
    let horizon = context.study.options.horizon();
    let ahead = format!("{horizon}_{unit}");
    let mut columns = Vec::new();
    let mut column = |name: String, text: bool, cell: fn(&Context<'_>, &CustomerRow) -> String| {
        columns.push(Column { name, text, cell });
    };
    column("customer".into(), true, |_, row| row.key.clone());
    column("list".into(), true, |_, row| {
        let numbers: Vec<String> =
            row.lists.iter().map(|(kind, _)| kind.number().to_string()).collect();
        numbers.join(" ")
    });
    column("list_to_do".into(), true, |context, row| {
        let names: Vec<String> =
            row.lists.iter().map(|(kind, _)| words::list(context, *kind)).collect();
        names.join("; ")
    });
    column("reasons".into(), true, |context, row| {
        let reasons: Vec<String> =
            row.lists.iter().map(|(_, reason)| words::reasons(context, reason)).collect();
        reasons.join("; ")
    });
    column("last_purchase".into(), false, |_, row| row.last_purchase.to_string());
    column("spend_so_far".into(), false, |_, row| number(row.revenue));
    column("profit_so_far".into(), false, |_, row| number(row.profit));
    column("frequency".into(), false, |_, row| row.frequency.to_string());
    column(format!("recency_{unit}"), false, |_, row| number(Some(row.recency)));
    column(format!("age_{unit}"), false, |_, row| number(Some(row.age)));
    column(format!("chance_to_buy_{ahead}"), false, |context, row| {
        shown(context, FigureGroup::Chance, row.chance_to_buy)
    });
    column(format!("expected_purchases_{ahead}"), false, |context, row| {
        shown(context, FigureGroup::Chance, row.expected_purchases)
    });
    column("expected_purchases_low".into(), false, |context, row| {
        let low = row.expected_purchases_interval.map(|interval| interval.low);
        shown(context, FigureGroup::Chance, low)
    });
    column("expected_purchases_high".into(), false, |context, row| {
        let high = row.expected_purchases_interval.map(|interval| interval.high);
        shown(context, FigureGroup::Chance, high)
    });
    column(format!("expected_value_{ahead}"), false, |context, row| {
        shown(context, FigureGroup::Values, row.value)
    });
    column("expected_value_low".into(), false, |context, row| {
        shown(context, FigureGroup::Values, row.value_interval.map(|interval| interval.low))
    });
    column("expected_value_high".into(), false, |context, row| {
        shown(context, FigureGroup::Values, row.value_interval.map(|interval| interval.high))
    });
    column("p_alive".into(), false, |context, row| {
        shown(context, FigureGroup::Leaving, row.p_alive)
    });
    column("p_alive_low".into(), false, |context, row| {
        shown(context, FigureGroup::Leaving, row.p_alive_interval.map(|interval| interval.low))
    });
    column("p_alive_high".into(), false, |context, row| {
        shown(context, FigureGroup::Leaving, row.p_alive_interval.map(|interval| interval.high))
    });
    column("tier".into(), false, |_, row| {
        row.tier.map_or_else(String::new, |tier| tier.to_string())
    });
    column("tier_name".into(), true, |context, row| {
        let tiers = context.study.figures.now.tiers.as_ref().ok();
        let tier =
            tiers.and_then(|tiers| tiers.rows.iter().find(|tier| Some(tier.number) == row.tier));
        tier.map_or_else(String::new, |tier| context.terms.tier(tier))
    });
    column("tier_at_split".into(), false, |_, row| {
        row.tier_at_split.map_or_else(String::new, |tier| tier.to_string())
    });
    column("value_class".into(), true, |context, row| {
        row.value_class.map_or_else(String::new, |class| words::value_class(context, class))
    });
    column("segment".into(), true, |context, row| {
        let segments = &context.study.figures.now.segmentation.segments;
        segments.get(row.segment).map_or_else(String::new, |count| {
            let segment = &count.segment;
            context.numbers.language().pick(&segment.name, &segment.name_zh).clone()
        })
    });
    column("rfm_recency".into(), false, |_, row| row.rfm[0].to_string());
    column("rfm_frequency".into(), false, |_, row| row.rfm[1].to_string());
    column("rfm_monetary".into(), false, |_, row| {
        if row.rfm[2] == 0 { String::new() } else { row.rfm[2].to_string() }
    });
    columns
}

/// A figure, or nothing where its group is withheld.
fn shown(context: &Context<'_>, group: FigureGroup, value: Option<f64>) -> String {
    number(value.filter(|_| context.study.verdict.allows(group).is_ok()))
}

const fn plural(unit: Unit) -> &'static str {
    match unit {
        Unit::Hour => "hours",
        Unit::Day => "days",
        Unit::Week => "weeks",
        Unit::Month => "months",
        Unit::Quarter => "quarters",
        Unit::Year => "years",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutral_and_numbers_stay_numbers() {
        for hostile in ["=1+1", "+1", "-2", "@x", "\tx", "\rx"] {
            assert_eq!(neutral(hostile, true), format!("'{hostile}"));
        }
        assert_eq!((neutral("№ 7", true), neutral("-2", false)), ("№ 7".into(), "-2".into()));
    }
}
