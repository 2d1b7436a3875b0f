//! A table as a workbook (xlsx, ECMA-376): one sheet with a header, of texts, numbers and dates.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::error::{Error, ErrorKind, Result};
use crate::time::Day;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Text(String),
    Number(f64),
    Date(Day),
    /// Nothing: withheld, or not known.
    None,
}

/// What the cells of a column hold, where they hold anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "parquet"), allow(dead_code))]
pub(super) enum CellKind {
    Text,
    Number,
    /// A whole number.
    Count,
    Date,
}

impl Cell {
    /// A number, or nothing.
    pub(super) fn of(number: Option<f64>) -> Self {
        number.map_or(Self::None, Self::Number)
    }
}

/// Rows of a sheet, the header among them.
const MOST_ROWS: usize = 1 << 20;
/// Characters of a cell.
const LONGEST: usize = 32_767;
/// 1970-01-01 as days of Excel.
const EPOCH: i32 = 25_569;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// The styles 0 to 3: plain, header, date, and text that begins like a formula.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>"#;
const SHEET: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>"#;

/// A workbook of one sheet.
///
/// # Errors
/// [`ErrorKind::OutOfRange`] for more rows than a sheet holds, and for too long a text, with the
/// row; [`ErrorKind::Io`] where it cannot be written.
pub(super) fn workbook(
    sheet: &str,
    header: &[&str],
    rows: impl ExactSizeIterator<Item = Vec<Cell>>,
) -> Result<Vec<u8>> {
    if rows.len() >= MOST_ROWS {
        return Err(Error::new(ErrorKind::OutOfRange, "are more than a sheet holds")
            .in_column("customers")
            .with_value(rows.len())
            .allowing(format!("at most {} in a workbook; CSV holds any number", MOST_ROWS - 1)));
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let book = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{}" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        escaped(sheet)
    );
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", SHEET),
    ] {
        // The time is that of no clock: the same table has the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        archive.start_file(name, options).map_err(|fault| {
            Error::new(ErrorKind::Io, "cannot be written").in_column("workbook").with_source(fault)
        })?;
        archive.write_all(text.as_bytes())?;
    }
    let mut line = String::from("<row>");
    for name in header {
        let _ = write!(line, r#"<c t="inlineStr" s="1"><is><t>{}</t></is></c>"#, escaped(name));
    }
    line += "</row>";
    archive.write_all(line.as_bytes())?;
    for (at, row) in rows.enumerate() {
        line.clear();
        line += "<row>";
        for cell in &row {
            write_cell(&mut line, cell).map_err(|error| error.at_row(at as u64))?;
        }
        line += "</row>";
        archive.write_all(line.as_bytes())?;
    }
    archive.write_all(b"</sheetData></worksheet>")?;
    let done = archive.finish().map_err(|fault| {
        Error::new(ErrorKind::Io, "cannot be written").in_column("workbook").with_source(fault)
    })?;
    Ok(done.into_inner())
}

fn write_cell(line: &mut String, cell: &Cell) -> Result<()> {
    match cell {
        Cell::Text(text) => {
            let length = text.encode_utf16().count();
            if length > LONGEST {
                return Err(Error::new(ErrorKind::OutOfRange, "is longer than a cell holds")
                    .in_column("text")
                    .with_value(text)
                    .allowing(format!("at most {LONGEST} characters; CSV holds any number")));
            }
            let style = if begins_a_formula(text) { " s=\"3\"" } else { "" };
            let _ = write!(
                line,
                r#"<c t="inlineStr"{style}><is><t xml:space="preserve">{}</t></is></c>"#,
                escaped(text)
            );
        }
        Cell::Number(number) if number.is_finite() => {
            let _ = write!(line, "<c><v>{number}</v></c>");
        }
        Cell::Date(day) => {
            let _ = write!(line, r#"<c s="2"><v>{}</v></c>"#, day.number() + EPOCH);
        }
        Cell::Number(_) | Cell::None => *line += "<c/>",
    }
    Ok(())
}

/// Whether a spreadsheet would take a text for a formula.
pub(super) fn begins_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Text of XML; characters that it does not have are written `_x0001_`, as workbooks do, and what
/// looks like that is kept from being read so.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        match letter {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '_' if is_code(&text[at..]) => safe += "_x005F_",
            '\t' | '\n' => safe.push(letter),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {
                let _ = write!(safe, "_x{:04X}_", u32::from(letter));
            }
            _ => safe.push(letter),
        }
    }
    safe
}

/// Whether a text begins like `_x0041_`.
fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7
        && bytes[1] == b'x'
        && bytes[6] == b'_'
        && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
}

#[cfg(all(test, feature = "files"))]
mod tests {
    use super::*;
    use crate::intake::Source;

    /// What is written reads back, by a library that shares no code with this.
    #[test]
    fn a_workbook_reads_back() {
        let hostile = ["=1+1", "+1", "-2", "@x", "a<b>&\"c\"", "_x0041_", "客户", " two  blanks "];
        let day = Day::parse("2024-02-29").unwrap();
        let rows: Vec<Vec<Cell>> = hostile
            .iter()
            .map(|text| {
                vec![
                    Cell::Text((*text).to_owned()),
                    Cell::Number(-0.1),
                    Cell::None,
                    Cell::Date(day),
                ]
            })
            .collect();
        let header = ["who & what", "number", "none", "day"];
        let bytes = workbook("Kunden <1>", &header, rows.clone().into_iter()).unwrap();
        assert_eq!(workbook("Kunden <1>", &header, rows.into_iter()).unwrap(), bytes);
        let source = Source::from_bytes(bytes).unwrap();
        assert_eq!(source.sheet(), Some("Kunden <1>"));
        let text = String::from_utf8(source.text().unwrap().into_owned()).unwrap();
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some("who & what\tnumber\tnone\tday"));
        for (line, text) in lines.zip(hostile) {
            let expected = format!("{}\t-0.1\t\t2024-02-29", text.replace('"', "\"\""));
            let bare = line.trim_start_matches('"').replacen("\"\t", "\t", 1);
            assert_eq!(bare, expected, "{text}");
        }
    }

    #[test]
    fn what_no_sheet_holds_is_refused() {
        let rows = (0..MOST_ROWS).map(|_| Vec::new());
        assert_eq!(workbook("a", &[], rows).unwrap_err().kind(), ErrorKind::OutOfRange);
        let long = [vec![Cell::Text("x".repeat(LONGEST + 1))]];
        let error = workbook("a", &["t"], long.into_iter()).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(0)));
        assert_eq!(escaped("a\u{1}b\r"), "a_x0001_b_x000D_");
    }
}
