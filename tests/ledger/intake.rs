//! Files as people have them: what stands in a file comes out, however it is written.

use habitue::ErrorKind;
use habitue::intake::{Delimiter, Encoding, Layout, LayoutOptions, Source};
use habitue::remedy::Remedy;
use proptest::prelude::*;

type Rows = Vec<(u64, Vec<String>)>;

/// All records of a text, whatever the size of its pieces.
fn read(source: &Source, layout: &Layout, size: usize) -> Rows {
    let names: Vec<&str> = layout.columns().iter().map(String::as_str).collect();
    let selection = layout.select(&names).unwrap();
    let (mut rows, mut room) = (Rows::new(), Vec::new());
    let mut chunks = layout.chunks(source, size);
    while let Some(chunk) = chunks.read(&mut room) {
        layout
            .records_of(chunk.unwrap(), &selection)
            .try_for_each(|record| {
                let text = |field: &&[u8]| String::from_utf8(field.to_vec()).unwrap();
                rows.push((record.line, record.fields.iter().map(text).collect()));
                Ok::<(), ()>(())
            })
            .unwrap();
    }
    rows
}

fn found(text: &str) -> (Layout, Rows) {
    let source = Source::from_bytes(text.into()).unwrap();
    let layout = Layout::find(&source).unwrap();
    let rows = read(&source, &layout, usize::MAX);
    (layout, rows)
}

/// A table written by another library, and what it holds.
#[derive(Debug, Clone)]
struct Written {
    delimiter: Delimiter,
    text: Vec<u8>,
    rows: Rows,
}

fn written() -> impl Strategy<Value = Written> {
    let field = r#"([a-z0-9 ,;|."'客é]|\t|\n|\r\n|"){0,8}"#;
    let rows = (2_usize..5).prop_flat_map(move |width| {
        proptest::collection::vec(proptest::collection::vec(field, width), 0..12)
    });
    let style = prop_oneof![
        Just(csv::QuoteStyle::Necessary),
        Just(csv::QuoteStyle::Always),
        Just(csv::QuoteStyle::NonNumeric),
    ];
    let end = prop_oneof![
        Just(csv::Terminator::CRLF),
        Just(csv::Terminator::Any(b'\n')),
        Just(csv::Terminator::Any(b'\r')),
    ];
    let delimiter = prop_oneof![
        Just(Delimiter::Comma),
        Just(Delimiter::Semicolon),
        Just(Delimiter::Tab),
        Just(Delimiter::Pipe),
    ];
    (rows, style, end, delimiter).prop_map(|(fields, style, end, delimiter)| {
        let width = fields.first().map_or(2, Vec::len);
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter.byte().unwrap())
            .quote_style(style)
            .terminator(end)
            .from_writer(Vec::new());
        writer.write_record((0..width).map(|at| format!("name {at}"))).unwrap();
        let (mut line, mut rows) = (2, Rows::new());
        for record in &fields {
            writer.write_record(record).unwrap();
            rows.push((line, record.iter().map(|field| field.trim().to_owned()).collect()));
            line += 1;
            for field in record {
                let lines = |end: &str| field.matches(end).count();
                line += lines("\n") as u64;
            }
        }
        Written { delimiter, text: writer.into_inner().unwrap(), rows }
    })
}

proptest! {
    #[test]
    fn what_another_library_writes_reads_back(written in written(), size in 1_usize..60) {
        let source = Source::from_bytes(written.text).unwrap();
        let options = LayoutOptions::new().with_delimiter(written.delimiter).with_header(true);
        let layout = Layout::with(&source, &options.with_lines_above(0)).unwrap();
        for size in [size, usize::MAX] {
            let rows = read(&source, &layout, size);
            prop_assert_eq!(&rows, &written.rows);
        }
    }

    #[test]
    fn every_encoding_of_unicode_reads_back(text in "[a-z0-9,;\n]{4,30}(客户|é|🎁|[a-z]){0,4}") {
        let wide = |unit: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
            let mark = mark.then_some(0xFEFF);
            mark.into_iter().chain(text.encode_utf16()).flat_map(unit).collect()
        };
        let marked: Vec<u8> = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for (bytes, encoding) in [
            (text.clone().into_bytes(), Encoding::UTF_8),
            (marked, Encoding::UTF_8),
            (wide(u16::to_le_bytes, true), Encoding::UTF_16LE),
            (wide(u16::to_be_bytes, true), Encoding::UTF_16BE),
            (wide(u16::to_le_bytes, false), Encoding::UTF_16LE),
            (wide(u16::to_be_bytes, false), Encoding::UTF_16BE),
        ] {
            let source = Source::from_bytes(bytes).unwrap();
            prop_assert_eq!(source.encoding(), encoding);
            prop_assert_eq!(&*source.text().unwrap(), text.as_bytes());
        }
    }

    /// Chinese as shops write it, in what Windows calls ANSI: bytes from Python's codec.
    #[test]
    fn chinese_of_windows_is_found(words in proptest::collection::vec(0..GBK.len(), 3..40)) {
        let join = |word: &dyn Fn(usize) -> Vec<u8>| {
            words.iter().map(|at| word(*at)).collect::<Vec<_>>().join(b",".as_slice())
        };
        let source = Source::from_bytes(join(&|at| GBK[at].1.to_vec())).unwrap();
        prop_assert_eq!(source.encoding(), Encoding::GB18030);
        let expected = join(&|at| GBK[at].0.as_bytes().to_vec());
        prop_assert_eq!(&*source.text().unwrap(), expected);
    }
}

const GBK: [(&str, &[u8]); 12] = [
    ("客户", b"\xBF\xCD\xBB\xA7"),
    ("日期", b"\xC8\xD5\xC6\xDA"),
    ("金额", b"\xBD\xF0\xB6\xEE"),
    ("会员号", b"\xBB\xE1\xD4\xB1\xBA\xC5"),
    ("订单", b"\xB6\xA9\xB5\xA5"),
    ("张伟", b"\xD5\xC5\xCE\xB0"),
    ("王芳", b"\xCD\xF5\xB7\xBC"),
    ("李娜", b"\xC0\xEE\xC4\xC8"),
    ("北京", b"\xB1\xB1\xBE\xA9"),
    ("上海", b"\xC9\xCF\xBA\xA3"),
    ("退款", b"\xCD\xCB\xBF\xEE"),
    ("已完成", b"\xD2\xD1\xCD\xEA\xB3\xC9"),
];

#[test]
fn names_of_western_europe_are_found() {
    let source =
        Source::from_bytes(b"customer,date\nJos\xE9,2024-01-01\nM\xFCller,\x80 5\n".into());
    let source = source.unwrap();
    assert_eq!(source.encoding(), Encoding::WINDOWS_1252);
    assert_eq!(&*source.text().unwrap(), "customer,date\nJosé,2024-01-01\nMüller,€ 5\n".as_bytes());
}

#[test]
fn damaged_utf8_is_refused_with_its_line() {
    let text = "客户,日期\n客户甲,2024-01-01\n".repeat(9);
    let bytes = [text.as_bytes(), b"\xE5\xAE,2024-01-01\n"].concat();
    let error = Source::from_bytes(bytes.clone()).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::Encoding, Some(19)));
    // The remedy that it names.
    assert_eq!(error.remedies(), [Remedy::Encoding("windows-1252".into())]);
    assert!(Source::in_encoding(bytes, Encoding::named("latin1").unwrap()).is_ok());
}

#[test]
fn every_delimiter_is_found() {
    for (text, delimiter) in [
        ("customer,date,amount\na,2024-01-01,10.50\n", Delimiter::Comma),
        ("customer;date;amount\na;2024-01-01;10,50\nb;2024-01-02;3,50\n", Delimiter::Semicolon),
        ("a;2024-01-01 00:00:00;10,50\nb;2024-01-01 00:00:00;9,50\n", Delimiter::Semicolon),
        ("customer\tdate\tamount\na\tJan 5, 2024\t1,234\n", Delimiter::Tab),
        ("a|2024-01-01|10,50\n", Delimiter::Pipe),
        (" 00001 19970101  1  11.77\n 00002 19970112 10 112.00\n", Delimiter::Blanks),
        (
            "name          since       paid\nAda Lovelace  2024-01-01  10.50\nBo Ek         2024-01-01  9.50\n",
            Delimiter::WideBlanks,
        ),
        ("a,\"Jan 01, 2024\",10.50\nb,\"Feb 01, 2024\",10.50\n", Delimiter::Comma),
    ] {
        let (layout, rows) = found(text);
        assert_eq!(layout.delimiter(), delimiter, "{text}");
        let width = if text.starts_with(' ') {
            4
        } else if text.starts_with("a|") {
            3
        } else {
            rows[0].1.len()
        };
        assert!(
            rows.iter()
                .all(|(_, fields)| fields.len() == width
                    && fields.iter().all(|field| !field.is_empty())),
            "{rows:?}"
        );
    }
}

#[test]
fn headers_titles_and_totals_are_told_from_records() {
    let (layout, rows) = found("1,2024-01-01,5\n2,2024-01-02,6\n");
    assert!(!layout.has_header());
    assert_eq!(
        (layout.columns().to_vec(), rows.len()),
        (vec!["1".into(), "2".into(), "3".into()], 2)
    );

    let (layout, rows) = found(
        "销售明细,,\n导出时间：2024-07-01,,\n\n客户,日期,金额\n甲,2024-01-05,9.90\n乙,2024-01-06,1.10\n合计,,11.00\n\n",
    );
    assert_eq!(layout.columns(), ["客户", "日期", "金额"]);
    assert_eq!(
        rows,
        [
            (5, vec!["甲".into(), "2024-01-05".into(), "9.90".into()]),
            (6, vec!["乙".into(), "2024-01-06".into(), "1.10".into()])
        ]
    );
    let lines = |asides: &[habitue::intake::Aside]| {
        asides.iter().map(|aside| aside.line).collect::<Vec<_>>()
    };
    assert_eq!((lines(layout.above()), lines(layout.below())), (vec![1, 2], vec![7]));
    assert_eq!(layout.below()[0].text, "合计,,11.00");

    // A customer of that name with a date is a customer.
    let (layout, rows) = found("who,when,paid\na,2024-01-01,5\nTotal,2024-01-02,6\n");
    assert_eq!((layout.below().len(), rows.len()), (0, 2));
    // A last line that breaks off is a record, to be refused as one.
    let (layout, rows) = found("who,when,paid\na,2024-01-01,5\nb,2024-0");
    assert_eq!((layout.below().len(), rows.len()), (0, 2));
}

#[test]
fn lines_are_counted_through_quotes_blank_lines_and_every_line_end() {
    let text = "who,note,when\n1,\"two\nlines\",x\n\n\n2,\"a \"\"b\"\"\",y\n3,c,z";
    for end in ["\n", "\r\n", "\r"] {
        let (_, rows) = found(&text.replace('\n', end));
        let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 6, 7], "{end:?}");
        assert_eq!(rows[1].1, ["2", "a \"b\"", "y"]);
    }
}

#[test]
fn rows_of_another_width_say_so() {
    let source = Source::from_bytes(b"a,b,c,\n1,2,3,\n1,2\n1,2,3,4\n1,2,3,,,\n".into()).unwrap();
    let layout = Layout::find(&source).unwrap();
    let selection = layout.select(&["c"]).unwrap();
    let mut widths = Vec::new();
    layout
        .records(&source.text().unwrap(), &selection)
        .try_for_each(|record| {
            widths.push((record.width, record.fields[0].len()));
            Ok::<(), ()>(())
        })
        .unwrap();
    assert_eq!((layout.columns().len(), widths), (4, vec![(4, 1), (2, 0), (4, 1), (4, 1)]));
}

#[test]
fn a_quote_that_nothing_closes_is_refused_and_the_remedy_works() {
    let source = Source::from_bytes(b"id,what,paid\n1,\"5 inch,3\n2,x,4\n".into()).unwrap();
    let options = LayoutOptions::new().with_delimiter(Delimiter::Comma).with_header(true);
    let layout = Layout::with(&source, &options).unwrap();
    let (mut chunks, mut room) = (layout.chunks(&source, 1), Vec::new());
    let error = chunks.read(&mut room).unwrap().unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::Parse, Some(2)));
    assert_eq!(error.remedies(), [Remedy::NoQuotes]);
    let layout = Layout::with(&source, &options.with_quoting(false)).unwrap();
    assert_eq!(read(&source, &layout, 1)[0].1, ["1", "\"5 inch", "3"]);
}

#[test]
fn columns_are_found_by_name_in_any_case_or_refused_by_name() {
    let (layout, _) = found("Customer, Date ,Amount,date\n1,2,3,4\n");
    assert_eq!(
        (layout.spelled("customer").unwrap(), layout.place("date").unwrap()),
        ("Customer", 3)
    );
    assert_eq!(layout.place("DATE").unwrap_err().kind(), ErrorKind::Duplicate);
    let error = layout.select(&["when"]).unwrap_err();
    assert_eq!(
        (error.kind(), error.allowed()),
        (ErrorKind::MissingColumn, Some("Customer, Date, Amount, date"))
    );
    assert_eq!(
        Layout::find(&Source::from_bytes(b" \n\n".into()).unwrap()).unwrap_err().kind(),
        ErrorKind::Empty
    );
}
