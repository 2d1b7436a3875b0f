//! Columns on their way out.

use super::provenance::Provenance;
use crate::customer::{KeyColumn, TextColumn};
use crate::summary::Table;

/// A column on its way out.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ExportedColumn {
    I64(Vec<i64>),
    U64(Vec<u64>),
    I32(Vec<i32>),
    U32(Vec<u32>),
    U8(Vec<u8>),
    F64(Vec<f64>),
    Text(TextColumn),
}

/// Columns of one length by name, with what they are in.
#[derive(Debug, Clone)]
pub(crate) struct Exported {
    pub(crate) rows: usize,
    pub(crate) columns: Vec<(String, ExportedColumn)>,
    pub(crate) provenance: Provenance,
}

impl Exported {
    /// The columns of a table, named as its own methods are; amounts are minor units but for the
    /// mean, and left out where there is no currency.
    pub(crate) fn table(table: &Table) -> Self {
        use ExportedColumn::{F64, I64, Text, U32};
        let keys = match table.key_column() {
            KeyColumn::Integer(keys) => I64(keys.clone()),
            KeyColumn::Text(texts) => Text(texts.clone()),
        };
        let mut columns = vec![
            ("customer", keys),
            ("x", U32(table.x().to_vec())),
            ("t_x", F64(table.t_x().to_vec())),
            ("t", F64(table.t().to_vec())),
        ];
        if table.currency().is_some() {
            columns.extend([
                ("first_spend", I64(table.first_spend().to_vec())),
                ("repeat_spend", I64(table.repeat_spend().to_vec())),
                ("total_spend", I64(table.total_spend().collect())),
                ("mean_repeat_spend", F64(table.mean_repeat_spend())),
            ]);
        }
        columns.push(("holdout_x", U32(table.holdout_x().to_vec())));
        if table.currency().is_some() {
            columns.push(("holdout_spend", I64(table.holdout_spend().to_vec())));
        }
        let margins = [
            ("first_margin", table.first_margin().map(<[i64]>::to_vec)),
            ("repeat_margin", table.repeat_margin().map(<[i64]>::to_vec)),
            ("profit", table.profit()),
            ("holdout_margin", table.holdout_margin().map(<[i64]>::to_vec)),
        ];
        columns.extend(margins.into_iter().filter_map(|(name, found)| Some((name, I64(found?)))));
        Self {
            rows: table.len(),
            columns: columns.into_iter().map(|(name, of)| (name.to_owned(), of)).collect(),
            provenance: Provenance::of_table(table),
        }
    }
}
