//! Files of any bytes: read or refused, and read the same in pieces as in one.

use habitue::intake::{Delimiter, Encoding, Hints, Layout, LayoutOptions, Proposal, Source};
use habitue::time::DateFormat;

use super::harness::{Case, run};
use super::mutator::Random;
use super::workbook::workbook;

const TEXTS: [&str; 5] = [
    "customer,date,amount\na,2024-01-01,10.00\n\"b, c\",2024-02-29,\"1,234.50\"\n\n\"d\ne\",1/2/2024,(3)\n",
    "客户;日期;金额\n甲;2024年1月5日;9,90\n乙;2024年1月6日 08:05;1.200,00\n合计;;1.209,90\n",
    "Report\r\n\r\nId\tWhen\tPaid\r\n17\t05-Jan-2024\t$5\r\n18\t06-Jan-2024 8:05 PM\t-7\r\n",
    " 00001 19970101  1  11.77\n 00002 19970112 10 112.00\n",
    "a|2024-01-01T00:00:00+08:00|1e-5\rb|1704067200|NaN\r",
];

const WORDS: [&[u8]; 22] = [
    b"\n",
    b"\r\n",
    b"\r",
    b",",
    b";",
    b"\t",
    b"|",
    b"\"",
    b"\"\"",
    b"\xff\xfe",
    b"\0",
    b" ",
    b"  ",
    b"PK\x03\x04",
    b"\xEF\xBB\xBF",
    b"\xE5\xAE",
    b"9999-12-31",
    b"0000-00-00",
    b"99999999999999",
    b"+23:59",
    b"Total",
    "年月日".as_bytes(),
];

#[test]
fn any_bytes_are_a_file_or_refused() {
    run("files", 3_000, |random, case| {
        let mut text = random.pick(&TEXTS).repeat(1 + random.below(3)).into_bytes();
        random.mutate(&mut text, &WORDS);
        if random.happens(0.2) {
            let wide =
                String::from_utf8_lossy(&text).encode_utf16().flat_map(u16::to_le_bytes).collect();
            text = wide;
            random.mutate(&mut text, &WORDS);
        }
        let given = 20 * text.len() + (1 << 14);
        let source = if random.happens(0.2) {
            let name = random.pick(&["utf-8", "gbk", "latin1", "utf-16be", "shift_jis", "big5"]);
            let encoding = Encoding::named(name).unwrap();
            case.call("Source::in_encoding", given, || Source::in_encoding(text, encoding))
        } else {
            case.call("Source::from_bytes", given, || Source::from_bytes(text))
        };
        let Some(Ok(source)) = source else { return };
        let text = source.text().unwrap();
        case.see(std::str::from_utf8(&text).is_ok(), || "its text is not UTF-8".into());
        let options = options(random);
        let layout = case.call("Layout::with", given, || Layout::with(&source, &options));
        if let Some(Ok(layout)) = layout {
            pieces(&source, &layout, random, case);
        }
        let hints = Hints::new().with_layout(options);
        let proposal = case.call("Proposal::of", given, || Proposal::of(&source, &hints));
        if let Some(Ok(proposal)) = proposal {
            case.see(!proposal.to_string().is_empty(), || "a proposal says nothing".into());
        }
    });
}

/// Rows of sheets: texts, numbers, dates, shared texts that are not there, places far away.
const CELLS: [&str; 8] = [
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>customer</t></is></c><c r=\"B1\"><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45296.5</v></c><c r=\"B2\" t=\"b\"><v>1</v></c></row>",
    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>5</v></c><c r=\"C3\" t=\"e\"><v>#N/A</v></c></row>",
    "<row><c t=\"str\"><f>1+1</f><v>2</v></c><c t=\"d\"><v>2024-01-05</v></c></row>",
    "<row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>",
    "<row r=\"4294967295\"><c r=\"ZZZZ4294967295\"><v>-1e308</v></c></row>",
    "<row r=\"9\"><c r=\"A9\" s=\"99\"><v>NaN</v></c><c r=\"\"><v></v></c></row>",
    "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells><dimension ref=\"A1:XFD1048576\"/>",
];

#[test]
fn any_workbook_is_a_file_or_refused() {
    run("workbooks", 1_500, |random, case| {
        let rows: String = (0..1 + random.below(6)).map(|_| random.pick(&CELLS)).collect();
        let mut sheet = rows.into_bytes();
        if random.happens(0.7) {
            random.mutate(&mut sheet, &WORDS);
        }
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let sheet = String::from_utf8_lossy(&sheet);
        let xml = format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>");
        let mut book = workbook(&xml);
        if random.happens(0.3) {
            random.mutate(&mut book, &WORDS);
        }
        // Text of so many cells, and as many again while it is written.
        let given = (1 << 15) + 2 * book.len();
        let source = case.call("Source::from_workbook", given, || Source::from_bytes(book));
        let Some(Ok(source)) = source else { return };
        let text = source.text().unwrap();
        case.see(std::str::from_utf8(&text).is_ok(), || "its text is not UTF-8".into());
    });
}

fn options(random: &mut Random) -> LayoutOptions {
    let mut options = LayoutOptions::new();
    if random.happens(0.3) {
        options = options.with_delimiter(random.pick(Delimiter::ALL));
    }
    if random.happens(0.2) {
        options = options.with_quoting(random.happens(0.5));
    }
    if random.happens(0.2) {
        options = options.with_header(random.happens(0.5));
    }
    if random.happens(0.1) {
        options = options.with_lines_above(random.below(9));
    }
    options
}

/// Records of the whole and of its pieces are the same, on the same lines, and no byte is lost.
fn pieces(source: &Source, layout: &Layout, random: &mut Random, case: &mut Case) {
    let names: Vec<&str> = layout.columns().iter().map(String::as_str).collect();
    let Ok(selection) = layout.select(&names[..names.len().min(1 + random.below(4))]) else {
        return;
    };
    let text = source.text().unwrap();
    let given = 100 * (text.len() + names.len());
    let size = 1 + random.below(40);
    type Rows = Vec<(u64, usize, Vec<Vec<u8>>)>;
    let whole = case.call("Records", given, || {
        let mut rows = Rows::new();
        let mut records = layout.records(&text, &selection);
        let _ = records.try_for_each(|record| {
            let fields = record.fields.iter().map(|field| field.to_vec()).collect();
            rows.push((record.line, record.width, fields));
            Ok::<(), ()>(())
        });
        rows
    });
    let parts = case.call("Chunks", given, || {
        let (mut rows, mut bytes) = (Rows::new(), 0);
        let (mut chunks, mut room) = (layout.chunks(source, size), Vec::new());
        while let Some(chunk) = chunks.read(&mut room) {
            let chunk = chunk?;
            bytes += chunk.bytes().len();
            let _ = layout.records_of(chunk, &selection).try_for_each(|record| {
                let fields = record.fields.iter().map(|field| field.to_vec()).collect();
                rows.push((record.line, record.width, fields));
                Ok::<(), ()>(())
            });
        }
        Ok::<_, habitue::Error>((rows, bytes))
    });
    let (Some(whole), Some(Ok((parts, bytes)))) = (whole, parts) else { return };
    case.see(whole == parts, || {
        format!("pieces of {size} bytes say {parts:?}, the whole {whole:?}")
    });
    case.see(bytes == layout.bytes(), || format!("{bytes} bytes of {}", layout.bytes()));
}

#[test]
fn any_text_is_a_date_or_refused() {
    let formats = [
        "iso",
        "ymd",
        "dmy",
        "mdy",
        "ymd2",
        "dmy2",
        "mdy2",
        "month-name",
        "d-mon-yy",
        "chinese",
        "yyyymmdd",
        "epoch",
        "epoch-ms",
        "excel",
        "month",
        "%d/%m/%Y %H:%M",
    ];
    let formats = formats.map(|name| DateFormat::named(name).unwrap());
    run("dates", 20_000, |random, case| {
        let written = [
            "2024-01-05T08:30:00+08:00",
            "5/1/24 8:05 PM",
            "Jan 5, 2024",
            "2024年1月5日 08时05分",
            "20240105083000",
            "1704067200",
            "45296.25",
            "Fri Jan  5 08:30:00 2024",
        ];
        let mut text = random.pick(&written).as_bytes().to_vec();
        random.mutate(&mut text, &WORDS);
        let text = String::from_utf8_lossy(&text).into_owned();
        for format in &formats {
            case.call("DateFormat::parse", 64 + text.len(), || format.parse(&text).is_ok());
        }
        case.call("DateFormat::candidates", 1024 + 64 * text.len(), || {
            DateFormat::candidates([&text])
        });
    });
}
