//! Sheets of workbooks as text.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Range, Reader, open_workbook_auto_from_rs};

use crate::error::{Error, ErrorKind, Result};

/// How the files of workbooks begin: a zip archive (xlsx, xlsm, xlsb, ods), a compound file (xls).
const BEGINNINGS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"];

/// Whether these are the bytes of a workbook.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
}

/// The name of a sheet and its text, with tabulators between the cells: the one that is named, or
/// the first with anything in it.
///
/// # Errors
/// [`ErrorKind::Corrupt`], [`ErrorKind::MissingColumn`] for a sheet that is not there.
pub(super) fn text_of(bytes: Vec<u8>, sheet: Option<&str>) -> Result<(String, Vec<u8>)> {
    let corrupt = |fault: calamine::Error| {
        Error::new(ErrorKind::Corrupt, "is no workbook that can be read")
            .in_column("file")
            .with_value(fault.to_string())
            .allowing("xlsx, xlsm, xlsb, xls, ods, or text")
            .with_source(fault)
    };
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes.as_slice())).map_err(corrupt)?;
    let names = book.sheet_names();
    if let Some(sheet) = sheet
        && !names.iter().any(|name| name == sheet)
    {
        return Err(Error::new(ErrorKind::MissingColumn, "is no sheet of the workbook")
            .in_column("sheet")
            .with_value(format!("{sheet:?}"))
            .allowing(names.join(", ")));
    }
    for name in &names {
        if sheet.is_some_and(|sheet| sheet != name) {
            continue;
        }
        let Ok(cells) = book.worksheet_range(name) else { continue };
        if sheet.is_some() || !cells.is_empty() {
            return Ok((name.clone(), written(&cells)));
        }
    }
    let name = sheet.map(str::to_owned).or_else(|| names.first().cloned()).unwrap_or_default();
    Ok((name, Vec::new()))
}

/// The cells as lines of text, from the first row of the sheet on.
fn written(cells: &Range<Data>) -> Vec<u8> {
    let above = cells.start().map_or(0, |(row, _)| row as usize);
    let mut text = vec![b'\n'; above];
    for row in cells.rows() {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push(b'\t');
            }
            write_cell(&mut text, cell);
        }
        text.push(b'\n');
    }
    text
}

fn write_cell(text: &mut Vec<u8>, cell: &Data) {
    match cell {
        Data::Empty => {}
        Data::String(string) | Data::DateTimeIso(string) | Data::DurationIso(string) => {
            write_text(text, string);
        }
        Data::Int(number) => text.extend(number.to_string().bytes()),
        Data::Float(number) => text.extend(number.to_string().bytes()),
        Data::Bool(truth) => text.extend(truth.to_string().bytes()),
        Data::DateTime(at) => write_date(text, at),
        Data::Error(fault) => text.extend(fault.to_string().bytes()),
    }
}

/// In quotes where it must be.
fn write_text(text: &mut Vec<u8>, string: &str) {
    if string.bytes().any(|byte| b"\t\"\r\n".contains(&byte)) {
        text.push(b'"');
        text.extend(string.replace('"', "\"\"").bytes());
        text.push(b'"');
    } else {
        text.extend(string.bytes());
    }
}

/// As ISO 8601, without a time where it is midnight; a duration as the number that it is.
fn write_date(text: &mut Vec<u8>, at: &ExcelDateTime) {
    if at.is_duration() {
        text.extend(at.as_f64().to_string().bytes());
        return;
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    text.extend(format!("{year:04}-{month:02}-{day:02}").bytes());
    if (hour, minute, second) != (0, 0, 0) {
        text.extend(format!(" {hour:02}:{minute:02}:{second:02}").bytes());
    }
}
