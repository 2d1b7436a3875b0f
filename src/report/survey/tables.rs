//! The tables of a survey as files.

use crate::error::Result;
use crate::report::workbook::{Cell, Sheet, csv_of, workbook};
use crate::satisfaction::GroupEstimate;
use crate::study::SurveyStudy;

/// A table with a header.
#[derive(Debug)]
pub(super) struct FileTable {
    pub(super) name: &'static str,
    header: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl FileTable {
    fn new(name: &'static str, header: &[&str]) -> Self {
        let header = header.iter().map(|name| (*name).to_owned()).collect();
        Self { name, header, rows: Vec::new() }
    }

    pub(super) fn csv(&self) -> Result<Vec<u8>> {
        let header: Vec<&str> = self.header.iter().map(String::as_str).collect();
        csv_of(&header, self.rows.iter().map(Vec::as_slice)).map(String::into_bytes)
    }
}

impl FileTable {
    /// The table as a file of Parquet.
    #[cfg(feature = "parquet")]
    pub(super) fn parquet(&self) -> Result<Vec<u8>> {
        use crate::report::{parquet_table::parquet_table, workbook::CellKind};
        let is_text = |at: usize| self.rows.iter().any(|row| matches!(row[at], Cell::Text(_)));
        let kind = |at| if is_text(at) { CellKind::Text } else { CellKind::Number };
        let names = self.header.iter().enumerate();
        let header: Vec<(&str, CellKind)> =
            names.map(|(at, name)| (name.as_str(), kind(at))).collect();
        parquet_table(&header, |at| self.rows.iter().map(move |row| row[at].clone()))
    }

    /// The same without the feature: an error that says what to do.
    #[cfg(not(feature = "parquet"))]
    pub(super) fn parquet(&self) -> Result<Vec<u8>> {
        Err(crate::report::TableFormat::not_built())
    }
}

/// Tables as a workbook, a sheet each.
pub(super) fn workbook_of(tables: &[FileTable]) -> Result<Vec<u8>> {
    let sheets = tables.iter().map(|table| Sheet {
        name: table.name,
        header: table.header.iter().map(String::as_str).collect(),
        rows: table.rows.iter().cloned(),
    });
    workbook(sheets.collect())
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

fn count(count: u64) -> Cell {
    Cell::Number(count as f64)
}

/// The cells of a figure: value, standard error, low, high, n.
fn figure(found: Option<&GroupEstimate>) -> [Cell; 5] {
    let interval = found.and_then(|found| found.interval);
    [
        Cell::of(found.map(|found| found.value)),
        Cell::of(found.and_then(|found| found.standard_error)),
        Cell::of(interval.map(|it| it.low)),
        Cell::of(interval.map(|it| it.high)),
        Cell::of(found.map(|found| found.used as f64)),
    ]
}

/// Every table that there is something in.
pub(super) fn all(study: &SurveyStudy) -> Vec<FileTable> {
    let made = [
        groups(study),
        items(study),
        drivers(study),
        cross(study),
        options(study),
        kano(study),
        gaps(study),
        weights(study),
        columns(study),
    ];
    made.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

fn groups(study: &SurveyStudy) -> FileTable {
    let header = [
        "by",
        "group",
        "wave",
        "respondents",
        "figure",
        "value",
        "standard_error",
        "low",
        "high",
        "used",
        "withheld",
    ];
    let mut table = FileTable::new("groups", &header);
    for breakdown in &study.breakdowns {
        for group in &breakdown.groups {
            let (first, second) = (group.labels.first(), group.labels.get(1));
            for (of, cell) in breakdown.figures.iter().zip(&group.cells) {
                let mut row = vec![
                    text(breakdown.by.join(" x ")),
                    text(first.cloned().unwrap_or_default()),
                    text(second.cloned().unwrap_or_default()),
                    count(group.respondents),
                    text(of.name()),
                ];
                row.extend(figure(cell.as_ref().ok()));
                if let Err(few) = cell {
                    row[9] = count(few.used);
                }
                row.push(Cell::Number(f64::from(u8::from(cell.is_err()))));
                table.rows.push(row);
            }
        }
    }
    table
}

fn items(study: &SurveyStudy) -> FileTable {
    let header = [
        "item",
        "score",
        "standard_error",
        "low",
        "high",
        "used",
        "missing",
        "mean",
        "top_levels",
        "top_box",
        "top_box_low",
        "top_box_high",
        "weight",
        "item_rest",
        "alpha_without",
        "reversed",
    ];
    let mut table = FileTable::new("items", &header);
    for item in &study.items {
        let mut row = vec![text(&item.name)];
        row.extend(figure(item.score.as_ref()));
        let top = figure(item.top_box.as_ref());
        row.extend([
            count(item.missing),
            Cell::of(item.mean.as_ref().map(|it| it.value)),
            count(item.top as u64),
            top[0].clone(),
            top[2].clone(),
            top[3].clone(),
            Cell::Number(item.weight),
            Cell::of(item.item_rest),
            Cell::of(item.alpha_without),
            Cell::Number(f64::from(u8::from(item.reversed))),
        ]);
        table.rows.push(row);
    }
    table
}

fn drivers(study: &SurveyStudy) -> FileTable {
    let header = [
        "outcome",
        "item",
        "share",
        "low",
        "high",
        "correlation",
        "performance",
        "importance",
        "quadrant",
    ];
    let mut table = FileTable::new("drivers", &header);
    let outcome = study.outcome.as_deref().unwrap_or_default();
    for driver in &study.priorities.drivers {
        let point = study.priorities.map.iter().find(|point| point.name == driver.name);
        table.rows.push(vec![
            text(outcome),
            text(&driver.name),
            Cell::Number(driver.share),
            Cell::of(driver.interval.map(|it| it.low)),
            Cell::of(driver.interval.map(|it| it.high)),
            Cell::Number(driver.correlation),
            Cell::of(point.map(|point| point.performance)),
            Cell::of(point.map(|point| point.importance)),
            text(point.map_or("", |point| point.quadrant.name())),
        ]);
    }
    table
}

fn cross(study: &SurveyStudy) -> FileTable {
    let header =
        ["rows", "row", "columns", "column", "respondents", "weight", "row_share", "f", "p_value"];
    let mut table = FileTable::new("cross", &header);
    let Some(found) = &study.cross else { return table };
    let own = &found.table;
    for (row, row_name) in found.rows.iter().enumerate() {
        let n: u64 = (0..own.columns).map(|column| own.count(row, column)).sum();
        for (column, column_name) in found.columns.iter().enumerate() {
            let share = Some(own.row_share(row, column)).filter(|_| n >= found.least);
            table.rows.push(vec![
                text(&found.of[0]),
                text(row_name),
                text(&found.of[1]),
                text(column_name),
                count(own.count(row, column)),
                Cell::Number(own.weights[row * own.columns + column]),
                Cell::of(share),
                Cell::Number(own.f),
                Cell::Number(own.f_p_value),
            ]);
        }
    }
    table
}

fn options(study: &SurveyStudy) -> FileTable {
    let header =
        ["question", "option", "share", "standard_error", "low", "high", "used", "withheld"];
    let mut table = FileTable::new("options", &header);
    for question in &study.multi {
        for option in &question.options {
            let mut row = vec![text(&question.name), text(&option.name)];
            row.extend(figure(option.share.as_ref().ok()));
            if let Err(few) = option.share {
                row[6] = count(few.used);
            }
            row.push(Cell::Number(f64::from(u8::from(option.share.is_err()))));
            table.rows.push(row);
        }
    }
    table
}

fn kano(study: &SurveyStudy) -> FileTable {
    let mut table =
        FileTable::new("kano", &["feature", "class", "better", "worse", "significant", "n"]);
    for own in &study.kano {
        table.rows.push(vec![
            text(&own.name),
            text(own.kano.class.name()),
            Cell::of(own.kano.better),
            Cell::of(own.kano.worse),
            Cell::Number(f64::from(u8::from(own.kano.significant))),
            Cell::Number(own.kano.n),
        ]);
    }
    table
}

fn gaps(study: &SurveyStudy) -> FileTable {
    let header = ["item", "difference", "standard_error", "low", "high", "p_value", "used"];
    let mut table = FileTable::new("gaps", &header);
    for own in &study.gaps {
        table.rows.push(vec![
            text(&own.name),
            Cell::Number(own.gap.difference),
            Cell::of(own.gap.standard_error),
            Cell::of(own.gap.interval.map(|it| it.low)),
            Cell::of(own.gap.interval.map(|it| it.high)),
            Cell::of(own.gap.p_value),
            count(own.gap.used),
        ]);
    }
    table
}

fn weights(study: &SurveyStudy) -> FileTable {
    let mut table = FileTable::new("weights", &["column", "label", "sample", "population"]);
    for margin in study.weights.iter().flat_map(|weights| &weights.margins) {
        table.rows.push(vec![
            text(&margin.column),
            text(&margin.label),
            Cell::Number(margin.sample),
            Cell::Number(margin.population),
        ]);
    }
    table
}

fn columns(study: &SurveyStudy) -> FileTable {
    let header = ["column", "role", "scale", "reversed", "answered", "missing", "off_scale"];
    let mut table = FileTable::new("columns", &header);
    for column in &study.columns {
        table.rows.push(vec![
            text(&column.name),
            text(column.role.name()),
            text(column.scale.map_or_else(String::new, |scale| scale.to_string())),
            Cell::Number(f64::from(u8::from(column.reversed))),
            count(column.answered),
            count(column.missing),
            count(column.off_scale),
        ]);
    }
    table
}
