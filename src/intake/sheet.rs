//! Sheets of workbooks as text.

use std::io::{self, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Cell, Data, ExcelDateTime, Range, Reader, Sheets, Xls, Xlsb, Xlsx};
use zip::ZipArchive;

use crate::error::{Error, ErrorKind, Result};

/// How the files of workbooks begin: a zip archive (xlsx, xlsm, xlsb), a compound file (xls).
const ARCHIVE: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// How many times its size a part of a workbook may unpack to, once it is larger than `SMALL`.
/// Sheets unpack to ten or twenty times their size; deflate cannot do more than a thousand.
const MOST_TIMES: u64 = 400;
const SMALL: u64 = 1 << 26;
/// Cells that the text of a sheet may have, empty ones among others: so many, and so many for each
/// byte of the workbook.
const FEW_CELLS: u64 = 1 << 20;
const CELLS_A_BYTE: u64 = 64;

/// Whether these are the bytes of a workbook.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ARCHIVE) || bytes.starts_with(COMPOUND)
}

/// The name of a sheet and its text, with tabulators between the cells: the one that is named, or
/// the first with anything in it.
///
/// # Errors
/// [`ErrorKind::Corrupt`], also for what unpacks to many times its size;
/// [`ErrorKind::OutOfRange`] for a sheet whose cells are too far apart,
/// [`ErrorKind::MissingColumn`] for a sheet that is not there.
pub(super) fn text_of(bytes: &[u8], sheet: Option<&str>) -> Result<(String, Vec<u8>)> {
    if bytes.starts_with(ARCHIVE) {
        check_parts(bytes)?;
    }
    // A damaged workbook is no reason to end the program.
    catch_unwind(AssertUnwindSafe(|| found(bytes, sheet)))
        .unwrap_or_else(|_| Err(corrupt("its parts contradict each other")))
}

fn corrupt(why: impl ToString) -> Error {
    Error::new(ErrorKind::Corrupt, "is no workbook that can be read")
        .in_column("file")
        .with_value(why.to_string())
        .allowing("xlsx, xlsm, xlsb, xls, or text")
}

/// Unpacks each part of an archive and forgets it, so that none is kept that unpacks to much more
/// than it is.
fn check_parts(bytes: &[u8]) -> Result<()> {
    let broken = |fault: zip::result::ZipError| corrupt(&fault).with_source(fault);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(broken)?;
        let most = SMALL.max(part.compressed_size().min(bytes.len() as u64) * MOST_TIMES);
        let unpacked = io::copy(&mut part.by_ref().take(most + 1), &mut io::sink());
        let unpacked = unpacked.map_err(|fault| corrupt(&fault).with_source(fault))?;
        if unpacked > most {
            return Err(corrupt(format!("{:?} unpacks to more than {most} bytes", part.name())));
        }
    }
    Ok(())
}

fn found(bytes: &[u8], sheet: Option<&str>) -> Result<(String, Vec<u8>)> {
    let broken = |fault: calamine::Error| corrupt(&fault).with_source(fault);
    let mut book = open(bytes).map_err(broken)?;
    let names = book.sheet_names();
    let most = FEW_CELLS + CELLS_A_BYTE * bytes.len() as u64;
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
        // A page of charts has no cells.
        let Ok(cells) = cells(&mut book, name) else { continue };
        if sheet.is_some() || !cells.is_empty() {
            return Ok((name.clone(), written(cells, most)?));
        }
    }
    let name = sheet.map(str::to_owned).or_else(|| names.first().cloned()).unwrap_or_default();
    Ok((name, Vec::new()))
}

fn open(bytes: &[u8]) -> Result<Sheets<Cursor<&[u8]>>, calamine::Error> {
    if bytes.starts_with(COMPOUND) {
        return Ok(Sheets::Xls(Xls::new(Cursor::new(bytes))?));
    }
    // Of two faults, the first is that of the usual kind.
    match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => Ok(Sheets::Xlsx(book)),
        Err(fault) => match Xlsb::new(Cursor::new(bytes)) {
            Ok(book) => Ok(Sheets::Xlsb(book)),
            Err(_) => Err(fault.into()),
        },
    }
}

/// The cells of a sheet that say anything, in the order of rows and columns.
fn cells(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<Vec<Cell<Data>>, calamine::Error> {
    let mut cells: Vec<Cell<Data>> = Vec::new();
    match book {
        Sheets::Xlsx(book) => {
            let mut reader = book.worksheet_cells_reader(name)?;
            while let Some(cell) = reader.next_cell()? {
                cells.push(Cell::new(cell.get_position(), Data::from(cell.get_value().clone())));
            }
        }
        Sheets::Xlsb(book) => {
            let mut reader = book.worksheet_cells_reader(name)?;
            while let Some(cell) = reader.next_cell()? {
                cells.push(Cell::new(cell.get_position(), Data::from(cell.get_value().clone())));
            }
        }
        Sheets::Xls(_) | Sheets::Ods(_) => {
            let range: Range<Data> = book.worksheet_range(name)?;
            let (above, left) = range.start().unwrap_or_default();
            let place = |(row, column, _): &(usize, usize, &Data)| {
                (above + *row as u32, left + *column as u32)
            };
            cells.extend(range.used_cells().map(|cell| Cell::new(place(&cell), cell.2.clone())));
        }
    }
    cells.retain(|cell| *cell.get_value() != Data::Empty);
    cells.sort_by_key(Cell::get_position);
    Ok(cells)
}

/// The cells as lines of text, from the first row of the sheet on; of two in one place, the later.
///
/// # Errors
/// [`ErrorKind::OutOfRange`] where they are too far apart.
fn written(cells: Vec<Cell<Data>>, most: u64) -> Result<Vec<u8>> {
    let columns = || cells.iter().map(|cell| cell.get_position().1);
    let (Some(left), Some(right)) = (columns().min(), columns().max()) else {
        return Ok(Vec::new());
    };
    let first = cells.first().map_or(0, |cell| cell.get_position().0);
    let last = cells.last().map_or(0, |cell| cell.get_position().0);
    let all = (u64::from(last - first) + 1) * (u64::from(right - left) + 1);
    if all > most || u64::from(last) > most {
        return Err(Error::new(ErrorKind::OutOfRange, "has cells that are too far apart")
            .in_column("sheet")
            .with_value(format!("{all} cells"))
            .allowing(format!("at most {most} between the first and the last")));
    }
    let mut text = vec![b'\n'; first as usize];
    let mut rest = cells.as_slice();
    for row in first..=last {
        for column in left..=right {
            if column > left {
                text.push(b'\t');
            }
            let here = rest.iter().take_while(|cell| cell.get_position() == (row, column)).count();
            let (at, later) = rest.split_at(here);
            if let Some(cell) = at.last() {
                write_cell(&mut text, cell.get_value());
            }
            rest = later;
        }
        text.push(b'\n');
    }
    Ok(text)
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
pub(super) fn write_text(text: &mut Vec<u8>, string: &str) {
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
