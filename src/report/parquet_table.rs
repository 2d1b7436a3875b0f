//! A table as a file of Parquet: a column of each kind of cell, any of which may be empty.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Stored};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::workbook::{Cell, CellKind};
use crate::error::{Error, ErrorKind, Result};

fn broken(fault: ParquetError) -> Error {
    Error::new(ErrorKind::Io, "cannot be written").in_column("parquet").with_source(fault)
}

/// The file of a header and of the cells of each column, by its place.
///
/// # Errors
/// [`ErrorKind::Io`] where it cannot be written.
pub(super) fn parquet_table<R: Iterator<Item = Cell>>(
    header: &[(&str, CellKind)],
    cells: impl Fn(usize) -> R,
) -> Result<Vec<u8>> {
    let fields = header.iter().map(|(name, kind)| field(name, *kind).map(Arc::new));
    let fields = fields.collect::<Result<Vec<_>, _>>().map_err(broken)?;
    let schema = Type::group_type_builder("customers").with_fields(fields).build();
    let schema = Arc::new(schema.map_err(broken)?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut file =
        SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).map_err(broken)?;
    let mut group = file.next_row_group().map_err(broken)?;
    for (at, (_, kind)) in header.iter().enumerate() {
        let column = group.next_column().map_err(broken)?.ok_or_else(|| {
            Error::new(ErrorKind::Internal, "the file has fewer columns than its header")
        })?;
        let cells = cells(at);
        match kind {
            CellKind::Text => write::<ByteArrayType>(column, cells, |cell| match cell {
                Cell::Text(text) => Some(ByteArray::from(text.into_bytes())),
                _ => None,
            }),
            CellKind::Number => write::<DoubleType>(column, cells, |cell| match cell {
                Cell::Number(number) => Some(number).filter(|number| number.is_finite()),
                _ => None,
            }),
            CellKind::Count => write::<Int32Type>(column, cells, |cell| match cell {
                Cell::Number(number) => Some(number as i32),
                _ => None,
            }),
            CellKind::Date => write::<Int32Type>(column, cells, |cell| match cell {
                Cell::Date(day) => Some(day.number()),
                _ => None,
            }),
        }
        .map_err(broken)?;
    }
    group.close().map_err(broken)?;
    file.into_inner().map_err(broken)
}

fn field(name: &str, kind: CellKind) -> Result<Type, ParquetError> {
    let (stored, meaning) = match kind {
        CellKind::Text => (Stored::BYTE_ARRAY, Some(LogicalType::String)),
        CellKind::Number => (Stored::DOUBLE, None),
        CellKind::Count => (Stored::INT32, None),
        CellKind::Date => (Stored::INT32, Some(LogicalType::Date)),
    };
    Type::primitive_type_builder(name, stored)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(meaning)
        .build()
}

fn write<T: DataType>(
    mut column: SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = Cell>,
    value: fn(Cell) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        let value = value(cell);
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    column.close()
}
