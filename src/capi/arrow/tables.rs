//! Tables and columns of the caller's to Arrow.

use super::producer;
use crate::arrow::{Exported, ExportedColumn, Provenance};
use crate::capi::customers::stated;
use crate::capi::evidence::Evidence;
use crate::capi::prelude::*;
use crate::customer::TextColumn;
use crate::money::Currency;
use crate::numeric::room::copied;

/// Fills `stream`, a `struct ArrowArrayStream` that holds nothing, with the table as one batch: the
/// columns customer, x, t_x, t and holdout_x; with a currency first_spend, repeat_spend,
/// total_spend and holdout_spend in minor units and mean_repeat_spend in units; with costs
/// first_margin, repeat_margin, profit and holdout_margin. The metadata of the schema says
/// `habitue.unit`, `habitue.window`, `habitue.convention`, `habitue.currency` and
/// `habitue.whole_amounts`. The caller releases the stream.
pub unsafe fn habitue_table_write_arrow(table: &habitue_table, stream: *mut c_void) -> Result<()> {
    producer::fill(stream, Exported::table(table.table()))
}

/// Fills `stream`, a `struct ArrowArrayStream` that holds nothing, with columns of the caller's as
/// one batch, such as keys and what a model answered about them: a copy, in the order of `columns`,
/// whose names it has, without settings. The metadata of the schema says `habitue.unit`, unless
/// `unit` is `HABITUE_UNIT_NOT_STATED`, and `habitue.currency`, unless `currency` is empty. The
/// caller releases the stream.
///
/// Returns also `HABITUE_DUPLICATE` for two columns of a name and `HABITUE_BAD_CURRENCY`.
pub unsafe fn habitue_columns_write_arrow(
    columns: Evidence,
    unit: i32,
    currency: &str,
    stream: *mut c_void,
) -> Result<()> {
    columns.some()?;
    let mut found = Vec::new();
    for (name, column) in columns.all_columns("habitue_columns_write_arrow")? {
        found.push(((*name).to_owned(), exported(column, columns.rows)?));
    }
    let unit = stated(unit, "unit")?;
    let mut said = Vec::from_iter(unit.map(|unit| ("habitue.unit", unit.name())));
    if !currency.is_empty() {
        said.push(("habitue.currency", Currency::from_label(currency)?.label()));
    }
    let provenance = Provenance::of_pairs(said);
    producer::fill(stream, Exported { rows: columns.rows, columns: found, provenance })
}

unsafe fn exported(column: &habitue_column, rows: usize) -> Result<ExportedColumn> {
    use ExportedColumn::{F64, I32, I64, Text, U8, U32, U64};
    let name = "columns";
    Ok(match column.r#type {
        HABITUE_TYPE_F64 => F64(copied(column.cells(rows, name)?, name)?),
        HABITUE_TYPE_I64 => I64(copied(column.cells(rows, name)?, name)?),
        HABITUE_TYPE_U64 => U64(copied(column.cells(rows, name)?, name)?),
        HABITUE_TYPE_I32 => I32(copied(column.cells(rows, name)?, name)?),
        HABITUE_TYPE_U32 => U32(copied(column.cells(rows, name)?, name)?),
        HABITUE_TYPE_U8 => U8(copied(column.cells(rows, name)?, name)?),
        HABITUE_TYPE_TEXT => {
            let texts = column.texts(rows, name)?;
            let mut copy = TextColumn::default();
            texts.iter().for_each(|text| copy.push(text));
            Text(copy)
        }
        other => return Err(no_enumerator(other, name, &[1, 2, 3, 4, 5, 6, 7])),
    })
}
