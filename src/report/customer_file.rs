//! The table of customers as a file: one line each.

use super::Language;
use super::words::{self, Context};
use super::workbook::{Cell, CellKind, Sheet, csv_of, workbook};
use crate::error::Result;
use crate::study::{CustomerRow, FigureGroup, Study};
use crate::time::Unit;

/// The customers as CSV with a header.
pub(super) fn csv(study: &Study, language: Language) -> Result<String> {
    let context = Context::new(study, language, &[]);
    let columns = columns(&context);
    let header: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    csv_of(&header, rows(&context, &columns))
}

/// The same as a workbook.
pub(super) fn xlsx(study: &Study, language: Language) -> Result<Vec<u8>> {
    let context = Context::new(study, language, &[]);
    let columns = columns(&context);
    let header = columns.iter().map(|column| column.name.as_str()).collect();
    let (name, rows) = (language.pick("Customers", "客户"), rows(&context, &columns));
    workbook(vec![Sheet { name, header, rows }])
}

/// The same as a file of Parquet, whose columns have types.
#[cfg(feature = "parquet")]
pub(super) fn parquet(study: &Study, language: Language) -> Result<Vec<u8>> {
    let context = Context::new(study, language, &[]);
    let columns = columns(&context);
    let header: Vec<(&str, CellKind)> =
        columns.iter().map(|column| (column.name.as_str(), column.kind)).collect();
    let context = &context;
    super::parquet_table::parquet_table(&header, |at| {
        let cell = columns[at].cell;
        study.figures.customers.rows.iter().map(move |row| cell(context, row))
    })
}

/// The same without the feature: an error that says what to do.
#[cfg(not(feature = "parquet"))]
pub(super) fn parquet(_: &Study, _: Language) -> Result<Vec<u8>> {
    Err(super::TableFormat::not_built())
}

/// One row a customer.
fn rows<'a>(
    context: &'a Context<'a>,
    columns: &'a [Column],
) -> impl ExactSizeIterator<Item = Vec<Cell>> {
    let cells = |row| columns.iter().map(|column| (column.cell)(context, row)).collect();
    context.study.figures.customers.rows.iter().map(cells)
}

struct Column {
    name: String,
    #[cfg_attr(not(feature = "parquet"), allow(dead_code))]
    kind: CellKind,
    cell: fn(&Context<'_>, &CustomerRow) -> Cell,
}

fn columns(context: &Context<'_>) -> Vec<Column> {
    let unit = plural(context.study.base.unit);
    let horizon = context.study.options.horizon();
    let ahead = format!("{horizon}_{unit}");
    let mut columns = Vec::new();
    let mut column = |name: String, kind, cell: fn(&Context<'_>, &CustomerRow) -> Cell| {
        columns.push(Column { name, kind, cell });
    };
    column("customer".into(), CellKind::Text, |_, row| Cell::Text(row.key.clone()));
    column("list".into(), CellKind::Text, |_, row| {
        let numbers: Vec<String> =
            row.lists.iter().map(|(kind, _)| kind.number().to_string()).collect();
        Cell::Text(numbers.join(" "))
    });
    column("list_to_do".into(), CellKind::Text, |context, row| {
        let names: Vec<String> =
            row.lists.iter().map(|(kind, _)| words::list(context, *kind)).collect();
        Cell::Text(names.join("; "))
    });
    column("reasons".into(), CellKind::Text, |context, row| {
        let reasons: Vec<String> =
            row.lists.iter().map(|(_, reason)| words::reasons(context, reason)).collect();
        Cell::Text(reasons.join("; "))
    });
    column("last_purchase".into(), CellKind::Date, |_, row| Cell::Date(row.last_purchase));
    column("spend_so_far".into(), CellKind::Number, |_, row| Cell::of(row.revenue));
    column("profit_so_far".into(), CellKind::Number, |_, row| Cell::of(row.profit));
    column("frequency".into(), CellKind::Count, |_, row| Cell::Number(f64::from(row.frequency)));
    column(format!("recency_{unit}"), CellKind::Number, |_, row| Cell::Number(row.recency));
    column(format!("age_{unit}"), CellKind::Number, |_, row| Cell::Number(row.age));
    column(format!("chance_to_buy_{ahead}"), CellKind::Number, |context, row| {
        shown(context, FigureGroup::Chance, row.chance_to_buy)
    });
    column(format!("expected_purchases_{ahead}"), CellKind::Number, |context, row| {
        shown(context, FigureGroup::Chance, row.expected_purchases)
    });
    column("expected_purchases_low".into(), CellKind::Number, |context, row| {
        let low = row.expected_purchases_interval.map(|interval| interval.low);
        shown(context, FigureGroup::Chance, low)
    });
    column("expected_purchases_high".into(), CellKind::Number, |context, row| {
        let high = row.expected_purchases_interval.map(|interval| interval.high);
        shown(context, FigureGroup::Chance, high)
    });
    column(format!("expected_value_{ahead}"), CellKind::Number, |context, row| {
        shown(context, FigureGroup::Values, row.value)
    });
    column("expected_value_low".into(), CellKind::Number, |context, row| {
        shown(context, FigureGroup::Values, row.value_interval.map(|interval| interval.low))
    });
    column("expected_value_high".into(), CellKind::Number, |context, row| {
        shown(context, FigureGroup::Values, row.value_interval.map(|interval| interval.high))
    });
    column("p_alive".into(), CellKind::Number, |context, row| {
        shown(context, FigureGroup::Leaving, row.p_alive)
    });
    column("p_alive_low".into(), CellKind::Number, |context, row| {
        shown(context, FigureGroup::Leaving, row.p_alive_interval.map(|interval| interval.low))
    });
    column("p_alive_high".into(), CellKind::Number, |context, row| {
        shown(context, FigureGroup::Leaving, row.p_alive_interval.map(|interval| interval.high))
    });
    column("tier".into(), CellKind::Count, |_, row| Cell::of(row.tier.map(f64::from)));
    column("tier_name".into(), CellKind::Text, |context, row| {
        let tiers = context.study.figures.now.tiers.as_ref().ok();
        let tier =
            tiers.and_then(|tiers| tiers.rows.iter().find(|tier| Some(tier.number) == row.tier));
        Cell::Text(tier.map_or_else(String::new, |tier| context.terms.tier(tier)))
    });
    column("tier_at_split".into(), CellKind::Count, |_, row| {
        Cell::of(row.tier_at_split.map(f64::from))
    });
    column("value_class".into(), CellKind::Text, |context, row| {
        let class = row.value_class.map(|class| words::value_class(context, class));
        Cell::Text(class.unwrap_or_default())
    });
    column("segment".into(), CellKind::Text, |context, row| {
        let segments = &context.study.figures.now.segmentation.segments;
        let name = segments.get(row.segment).map(|count| {
            let segment = &count.segment;
            context.numbers.language().pick(&segment.name, &segment.name_zh).clone()
        });
        Cell::Text(name.unwrap_or_default())
    });
    column("rfm_recency".into(), CellKind::Count, |_, row| Cell::Number(f64::from(row.rfm[0])));
    column("rfm_frequency".into(), CellKind::Count, |_, row| Cell::Number(f64::from(row.rfm[1])));
    column("rfm_monetary".into(), CellKind::Count, |_, row| {
        if row.rfm[2] == 0 { Cell::None } else { Cell::Number(f64::from(row.rfm[2])) }
    });
    columns
}

/// A figure, or nothing where its group is withheld.
fn shown(context: &Context<'_>, group: FigureGroup, value: Option<f64>) -> Cell {
    Cell::of(value.filter(|_| context.study.verdict.allows(group).is_ok()))
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
