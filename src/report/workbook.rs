//! Tables as files: a workbook (xlsx, ECMA-376) of sheets with a header, of texts, numbers and
//! dates, and CSV.

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

const TYPES: [&str; 2] = [
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"#,
    r#"<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#,
];
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;
/// The styles 0 to 3: plain, header, date, and text that begins like a formula.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>"#;
const SHEET: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>"#;

/// A sheet of a workbook.
#[derive(Debug)]
pub(super) struct Sheet<'a, R> {
    pub(super) name: &'a str,
    pub(super) header: Vec<&'a str>,
    pub(super) rows: R,
}

/// A workbook of these sheets.
///
/// # Errors
/// [`ErrorKind::OutOfRange`] for more rows than a sheet holds, and for too long a text, with the
/// row; [`ErrorKind::Io`] where it cannot be written.
pub(super) fn workbook<R: ExactSizeIterator<Item = Vec<Cell>>>(
    sheets: Vec<Sheet<'_, R>>,
) -> Result<Vec<u8>> {
    if let Some(sheet) = sheets.iter().find(|sheet| sheet.rows.len() >= MOST_ROWS) {
        return Err(Error::new(ErrorKind::OutOfRange, "are more than a sheet holds")
            .in_column("customers")
            .with_value(sheet.rows.len())
            .allowing(format!("at most {} in a workbook; CSV holds any number", MOST_ROWS - 1)));
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut types = TYPES[0].to_owned();
    let mut relations = BOOK_RELATIONS.to_owned();
    let mut book = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>"#
        .to_owned();
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    for (sheet, number) in sheets.iter().zip(1..) {
        let _ = write!(
            types,
            r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
        );
        let _ = write!(
            relations,
            r#"<Relationship Id="rId{number}" Type="{kind}/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        );
        let _ = write!(
            book,
            r#"<sheet name="{}" sheetId="{number}" r:id="rId{number}"/>"#,
            escaped(sheet.name)
        );
    }
    let styles = sheets.len() + 1;
    let _ = write!(
        relations,
        r#"<Relationship Id="rId{styles}" Type="{kind}/styles" Target="styles.xml"/></Relationships>"#
    );
    types += TYPES[1];
    book += "</sheets></workbook>";
    for (name, text) in [
        ("[Content_Types].xml", types.as_str()),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/styles.xml", STYLES),
    ] {
        begin(&mut archive, name)?;
        archive.write_all(text.as_bytes())?;
    }
    for (sheet, number) in sheets.into_iter().zip(1..) {
        begin(&mut archive, &format!("xl/worksheets/sheet{number}.xml"))?;
        write_sheet(&mut archive, sheet)?;
    }
    let done = archive.finish().map_err(|fault| {
        Error::new(ErrorKind::Io, "cannot be written").in_column("workbook").with_source(fault)
    })?;
    Ok(done.into_inner())
}

/// Begins a file of the archive.
fn begin(archive: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str) -> Result<()> {
    // The time is that of no clock: the same table has the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    archive.start_file(name, options).map_err(|fault| {
        Error::new(ErrorKind::Io, "cannot be written").in_column("workbook").with_source(fault)
    })
}

fn write_sheet<R: ExactSizeIterator<Item = Vec<Cell>>>(
    archive: &mut ZipWriter<Cursor<Vec<u8>>>,
    sheet: Sheet<'_, R>,
) -> Result<()> {
    archive.write_all(SHEET.as_bytes())?;
    let mut line = String::from("<row>");
    for name in &sheet.header {
        let _ = write!(line, r#"<c t="inlineStr" s="1"><is><t>{}</t></is></c>"#, escaped(name));
    }
    line += "</row>";
    archive.write_all(line.as_bytes())?;
    for (at, row) in sheet.rows.enumerate() {
        line.clear();
        line += "<row>";
        for cell in &row {
            write_cell(&mut line, cell).map_err(|error| error.at_row(at as u64))?;
        }
        line += "</row>";
        archive.write_all(line.as_bytes())?;
    }
    archive.write_all(b"</sheetData></worksheet>")?;
    Ok(())
}

/// The same as CSV: numbers exact, with a point, no thousands.
///
/// # Errors
/// [`ErrorKind::Io`] where it cannot be written.
pub(super) fn csv_of<R: AsRef<[Cell]>>(
    header: &[&str],
    rows: impl Iterator<Item = R>,
) -> Result<String> {
    let mut file = csv::Writer::from_writer(Vec::new());
    let broken = |fault: csv::Error| {
        Error::new(ErrorKind::Io, "cannot be written").in_column("table").with_source(fault)
    };
    file.write_record(header).map_err(broken)?;
    for row in rows {
        file.write_record(row.as_ref().iter().map(written)).map_err(broken)?;
    }
    let bytes = file.into_inner().map_err(|fault| {
        Error::new(ErrorKind::Io, "cannot be written")
            .in_column("table")
            .with_source(fault.into_error())
    })?;
    String::from_utf8(bytes)
        .map_err(|fault| Error::new(ErrorKind::Encoding, "is no UTF-8").with_source(fault))
}

/// A cell as text: numbers exact, with a point, no thousands. Of texts, those that a spreadsheet
/// would take for formulas, beginning with `=`, `+`, `-`, `@`, a tab or a carriage return, have an
/// apostrophe before them.
fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if begins_a_formula(text) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::None => String::new(),
    }
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
fn begins_a_formula(text: &str) -> bool {
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
        let sheet = |name| Sheet { name, header: header.to_vec(), rows: rows.clone().into_iter() };
        let bytes = workbook(vec![sheet("Kunden <1>"), sheet("two")]).unwrap();
        assert_eq!(workbook(vec![sheet("Kunden <1>"), sheet("two")]).unwrap(), bytes);
        let second = Source::from_workbook(bytes.clone(), Some("two")).unwrap();
        let source = Source::from_bytes(bytes).unwrap();
        assert_eq!(second.text().unwrap(), source.text().unwrap());
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
    fn formulas_are_neutral_and_numbers_stay_numbers() {
        for hostile in ["=1+1", "+1", "-2", "@x", "\tx", "\rx"] {
            assert_eq!(written(&Cell::Text(hostile.to_owned())), format!("'{hostile}"));
        }
        let plain =
            [Cell::Text("№ 7".to_owned()), Cell::Number(-2.0), Cell::Number(0.1), Cell::None];
        assert_eq!(plain.map(|cell| written(&cell)), ["№ 7", "-2", "0.1", ""]);
    }

    #[test]
    fn what_no_sheet_holds_is_refused() {
        let rows = (0..MOST_ROWS).map(|_| Vec::new());
        let sheet = |rows| vec![Sheet { name: "a", header: Vec::new(), rows }];
        assert_eq!(workbook(sheet(rows)).unwrap_err().kind(), ErrorKind::OutOfRange);
        let long = [vec![Cell::Text("x".repeat(LONGEST + 1))]];
        let sheet = Sheet { name: "a", header: vec!["t"], rows: long.into_iter() };
        let error = workbook(vec![sheet]).unwrap_err();
        assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(0)));
        assert_eq!(escaped("a\u{1}b\r"), "a_x0001_b_x000D_");
    }
}
