//! What a file of transactions may mean: proposed with evidence, or refused with the option that
//! decides, which then works.

#[path = "../common/workbook.rs"]
mod workbook;

use workbook::workbook;

use habitue::intake::{ColumnRole, Delimiter, Evidence, Hints, LayoutOptions, Proposal, Source};
use habitue::money::{Currency, DecimalMark, NumberFormat};
use habitue::remedy::Face;
use habitue::time::{DateFormat, TimeZone};
use habitue::{Error, ErrorKind};
use std::io::Write as _;

fn proposed(text: &str, hints: &Hints) -> Result<Proposal, Error> {
    Proposal::of(&Source::from_bytes(text.into()).unwrap(), hints)
}

fn columns(proposal: &Proposal) -> Vec<(ColumnRole, &str)> {
    proposal.columns().iter().map(|column| (column.role, column.column.as_str())).collect()
}

#[test]
fn columns_are_known_by_what_shops_call_them() {
    use ColumnRole::*;
    for (header, row, expected) in [
        // Online Retail, Olist, an Alipay export, a till, a membership system: their headers alone.
        (
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            "536365,85123A,LIGHT HOLDER,6,12/31/2010 8:26,2.55,17850,United Kingdom",
            vec![
                (Customer, "CustomerID"),
                (Date, "InvoiceDate"),
                (Quantity, "Quantity"),
                (UnitPrice, "UnitPrice"),
                (Invoice, "InvoiceNo"),
                (Product, "StockCode"),
            ],
        ),
        (
            "order_id,customer_unique_id,order_status,order_purchase_timestamp,payment_value",
            "e481f,7c396,delivered,2017-10-02 10:56:33,18.12",
            vec![
                (Customer, "customer_unique_id"),
                (Date, "order_purchase_timestamp"),
                (Amount, "payment_value"),
                (Invoice, "order_id"),
                (Status, "order_status"),
            ],
        ),
        (
            "订单编号,买家会员名,买家实际支付金额,订单状态,订单付款时间,宝贝标题",
            "2024010112345,tb_1,99.00,交易成功,2024-01-01 12:01:02,杯子",
            vec![
                (Customer, "买家会员名"),
                (Date, "订单付款时间"),
                (Amount, "买家实际支付金额"),
                (Invoice, "订单编号"),
                (Status, "订单状态"),
            ],
        ),
        (
            "会员卡号,消费日期,消费金额,成本,币种",
            "00017,2024/1/5,88.5,60,CNY",
            vec![
                (Customer, "会员卡号"),
                (Date, "消费日期"),
                (Amount, "消费金额"),
                (Cost, "成本"),
                (Currency, "币种"),
            ],
        ),
        (
            "Card no.;Visit date;Name;Date of birth;Net amount",
            "7;31.01.2024;Ada;10.12.1815;5,00",
            vec![(Customer, "Card no."), (Date, "Visit date"), (Amount, "Net amount")],
        ),
        ("who,when", "a,2024-01-05", vec![(Customer, "who"), (Date, "when")]),
    ] {
        let proposal = proposed(&format!("{header}\n{row}\n"), &Hints::new()).unwrap();
        assert_eq!(columns(&proposal), expected, "{header}");
        assert!(proposal.columns().iter().all(|column| !column.evidence.is_empty()));
    }
}

#[test]
fn columns_without_a_name_are_known_by_their_values() {
    use ColumnRole::*;
    for (text, expected) in [
        ("a,2024-01-05,5\nb,2024-01-06,6\n", vec![(Customer, "1"), (Date, "2"), (Amount, "3")]),
        (
            " 00001 19970101 11.77\n 00002 19970112 12.00\n",
            vec![(Customer, "1"), (Date, "2"), (Amount, "3")],
        ),
        (
            "2024-01-05;17;9,90\n2024-01-06;18;8,10\n",
            vec![(Customer, "2"), (Date, "1"), (Amount, "3")],
        ),
        (
            "Kunde;Kaufdatum;Betrag\nK1;31.01.2024;9,90\n",
            vec![(Customer, "Kunde"), (Date, "Kaufdatum"), (Amount, "Betrag")],
        ),
    ] {
        let proposal = proposed(text, &Hints::new()).unwrap();
        assert_eq!(columns(&proposal), expected, "{text}");
        let only =
            |column: &habitue::intake::ProposedColumn| column.evidence == [Evidence::OnlyOne];
        assert!(proposal.columns().iter().all(only));
    }
}

/// Each refusal says which readings there are and names an option; with it, there is a proposal.
#[test]
fn two_readings_are_refused_and_the_remedy_works() {
    let cases: [(&str, ErrorKind, [&str; 3], Hints); 11] = [
        (
            "who,when,paid\na,2024-01-05,$5\nb,2024-01-06,$6\n",
            ErrorKind::Currency,
            ["several currencies", "USD, ARS", "to go on: --currency USD"],
            Hints::new().with_currency(Currency::USD),
        ),
        (
            "who,when,paid\na,2024-01-05,€5\nb,2024-01-06,£6\n",
            ErrorKind::Currency,
            ["\"€5\"", "\"£6\"", "to go on: --currency EUR"],
            Hints::new().with_currency(Currency::EUR),
        ),
        (
            "who,when,paid\na,3/4/2024,5\nb,5/6/2024,6\n",
            ErrorKind::Inconsistent,
            ["2024-04-03 by dmy", "2024-03-04 by mdy", "--date-format"],
            Hints::new().with_date_format(DateFormat::MDY),
        ),
        (
            "who;when;paid\na;2024-01-05;1,234\nb;2024-01-06;5\n",
            ErrorKind::Inconsistent,
            ["1234", "1.234", "--decimal-mark"],
            Hints::new().with_number_format(NumberFormat::new(DecimalMark::Comma)),
        ),
        (
            "member,client,date,amount\n1,7,2024-01-05,5\n2,8,2024-01-06,5\n",
            ErrorKind::Inconsistent,
            ["\"member\"", "\"client\"", "--customer-column"],
            Hints::new().with_column(ColumnRole::Customer, "client"),
        ),
        (
            "client,order date,invoice date,amount\n1,2024-01-05,2024-01-07,5\n",
            ErrorKind::Inconsistent,
            ["\"order date\"", "\"invoice date\"", "--date-column"],
            Hints::new().with_column(ColumnRole::Date, "order date"),
        ),
        (
            "client,date,sales,revenue\n1,2024-01-05,5,6\n",
            ErrorKind::Inconsistent,
            ["\"sales\"", "\"revenue\"", "--amount-column"],
            Hints::new().without_amounts(),
        ),
        (
            "a,b,c\nx,2024-01-05,p\ny,2024-01-06,q\n",
            ErrorKind::Inconsistent,
            ["\"a\"", "\"c\"", "--customer-column"],
            Hints::new().with_column(ColumnRole::Customer, "c"),
        ),
        (
            "client,birthday,amount\n1,soon,5\n",
            ErrorKind::MissingColumn,
            ["client, birthday, amount", "none holds dates", "--date-column"],
            Hints::new()
                .with_column(ColumnRole::Date, "birthday")
                .with_date_format(DateFormat::ISO),
        ),
        (
            "who,when,paid\na,2024-01-01T00:30:00+08:00,5\nb,2024-01-01T00:30:00+09:00,5\n",
            ErrorKind::Inconsistent,
            ["+08:00", "+09:00", "--timezone"],
            Hints::new().with_timezone(TimeZone::parse("Asia/Shanghai").unwrap()),
        ),
        (
            "who,date,paid\na,5 Brumaire XII,5\nb,6 Brumaire XII,5\n",
            ErrorKind::MissingColumn,
            ["who, date, paid", "none holds dates", "--date-column"],
            Hints::new()
                .with_column(ColumnRole::Date, "date")
                .with_date_format(DateFormat::strftime("%d Brumaire %Y").unwrap()),
        ),
    ];
    for (text, kind, says, remedy) in cases {
        let error = proposed(text, &Hints::new()).unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        for said in says {
            let told = error.told(Face::CommandLine);
            assert!(told.contains(said), "{said}: {told}");
        }
        proposed(text, &remedy).unwrap_or_else(|error| panic!("{text}: {error}"));
    }
}

#[test]
fn what_is_damaged_does_not_change_what_the_rest_says() {
    let mut text = String::from("who,when,paid\n");
    for day in 1..=28 {
        text += &format!("a,2024-02-{day:02},{day}.50\n");
    }
    text += "b,0000-00-00,NaN\nc,2024-02-30,5\n";
    let proposal = proposed(&text, &Hints::new()).unwrap();
    assert_eq!(proposal.date_format(), &DateFormat::ISO);
    assert_eq!(proposal.date_evidence(), [Evidence::Fits { values: 28, of: 30 }]);
    let lines = proposal.to_string();
    assert!(lines.contains("28 of 30 values looked at fit"), "{lines}");
}

#[test]
fn a_currency_beside_the_amounts_is_found_or_asked_for() {
    let of = |cell: &str, hints: &Hints| {
        proposed(&format!("who;when;paid\na;2024-01-05;{cell}\nb;2024-01-06;6\n"), hints)
    };
    for (cell, currency) in [("€5", "EUR"), ("5,50 €", "EUR"), ("£5", "GBP"), ("chf 5", "CHF")]
    {
        let proposal = of(cell, &Hints::new()).unwrap();
        assert_eq!(proposal.currency().map(Currency::code), Some(currency), "{cell}");
        assert_eq!(
            proposal.currency_evidence(),
            [Evidence::Fits { values: 1, of: 2 }, Evidence::DecidedBy(cell.into())]
        );
        let found = proposal.findings();
        assert!(found.iter().any(|it| it.what == "currency" && it.value == currency), "{found:?}");
    }
    assert_eq!(of("5", &Hints::new()).unwrap().currency(), None);
    // What the caller says must be so written.
    let euros = Hints::new().with_currency(Currency::EUR);
    let error = of("$5", &euros).unwrap_err();
    assert!(error.told(Face::CommandLine).ends_with("to go on: --currency USD"), "{error}");
    assert_eq!(of("5", &euros).unwrap().currency_evidence(), [Evidence::Said]);
    // A column of currencies says it row by row.
    let text = "who,when,paid,currency\na,2024-01-05,$5,USD\nb,2024-01-06,€6,EUR\n";
    assert_eq!(proposed(text, &Hints::new()).unwrap().currency(), None);
}

/// Two columns that nothing is read from are no reason to ask.
#[test]
fn what_is_not_read_is_not_asked_for() {
    let text = "who,when,paid,order id,receipt no\na,2024-01-05,5,1,7\nb,2024-01-06,6,2,8\n";
    let proposal = proposed(text, &Hints::new()).unwrap();
    assert_eq!(proposal.column(ColumnRole::Invoice), None);
    let pieces = Hints::new()
        .with_column(ColumnRole::Quantity, "pieces")
        .with_column(ColumnRole::UnitPrice, "each");
    let text = "who,when,pieces,each,total\na,2024-01-05,2,5,99\n";
    assert_eq!(proposed(text, &pieces).unwrap().column(ColumnRole::Amount), None);
}

#[test]
fn what_the_caller_says_is_not_asked_for() {
    let text = "1\t3/4/2024\t1,234\n2\t5/6/2024\t5\n";
    let hints = Hints::new()
        .with_layout(LayoutOptions::new().with_delimiter(Delimiter::Tab).with_header(false))
        .with_column(ColumnRole::Customer, "1")
        .with_column(ColumnRole::Amount, "3")
        .with_date_format(DateFormat::DMY)
        .with_number_format(NumberFormat::new(DecimalMark::Point));
    let proposal = proposed(text, &hints).unwrap();
    assert_eq!(proposal.column(ColumnRole::Date), Some("2"));
    assert_eq!(proposal.date_format().parse("3/4/2024").unwrap().day().to_string(), "2024-04-03");
    let missing = proposed(text, &hints.with_column(ColumnRole::Cost, "9")).unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::MissingColumn);
}

/// A workbook of stored entries, by hand: text, numbers, a date and a title above the table.
#[test]
fn a_sheet_is_read_as_its_text() {
    let sheet = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="2"><c r="A2" t="inlineStr"><is><t>Sales</t></is></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>Customer ID</t></is></c><c r="B3" t="inlineStr"><is><t>Order date</t></is></c><c r="C3" t="inlineStr"><is><t>Amount</t></is></c></row>
<row r="4"><c r="A4"><v>17850</v></c><c r="B4" s="1"><v>45296.5</v></c><c r="C4"><v>19.99</v></c></row>
<row r="5"><c r="A5"><v>13047</v></c><c r="B5" s="1"><v>45297</v></c><c r="C5"><v>-5</v></c></row>
</sheetData></worksheet>"#;
    let book = workbook(sheet);
    let source = Source::from_bytes(book.clone()).unwrap();
    assert_eq!(source.sheet(), Some("One"));
    let text = String::from_utf8(source.text().unwrap().into_owned()).unwrap();
    assert!(text.contains("17850\t2024-01-05 12:00:00\t19.99\n13047\t2024-01-06\t-5\n"), "{text}");
    let proposal = Proposal::of(&source, &Hints::new()).unwrap();
    assert_eq!(proposal.column(ColumnRole::Customer), Some("Customer ID"));
    // Lines are the rows of the sheet.
    assert_eq!((proposal.layout().first_line(), proposal.layout().above()[0].line), (4, 2));
    let error = Source::from_workbook(book.clone(), Some("Two")).unwrap_err();
    assert_eq!((error.kind(), error.allowed()), (ErrorKind::MissingColumn, Some("One")));
    for cut in [5, 100, book.len() / 2, book.len() - 30] {
        let error = Source::from_bytes(book[..cut].to_vec()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Corrupt);
    }
}

/// What is small and says much is refused before it is unpacked or spread out.
#[test]
fn a_hostile_workbook_is_refused() {
    let sheet = |cells: &str| {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let rows =
            format!("<worksheet xmlns=\"{main}\"><sheetData>{cells}</sheetData></worksheet>");
        Source::from_bytes(workbook(&rows))
    };
    let apart = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
                 <row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let error = sheet(apart).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutOfRange, "{error}");
    assert!(error.to_string().contains("too far apart"), "{error}");
    // Where cells are not in order, they are put in it; of two in one place, the later counts.
    let mixed = "<row r=\"3\"><c r=\"C3\"><v>9</v></c></row>\
                 <row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"B2\"><v>2</v></c></row>";
    assert_eq!(&*sheet(mixed).unwrap().text().unwrap(), b"\n2\t\n\t9\n");
    // A shared text that is not there, a number that is none, a row beyond all.
    for cells in [
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>",
        "<row r=\"99999999999\"><c r=\"A99999999999\"><v>7</v></c></row>",
        "<row r=\"4294967295\"><c><v>7</v></c></row><row><c><v>7</v></c></row>",
        "<row r=\"1\"><c r=\"ZZZZZZZZ1\"><v>7</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>1e999</v></c><c r=\"B1\" s=\"77\"><v>5</v></c></row>",
    ] {
        // Read or refused; what matters is that it ends.
        let _ = sheet(cells);
    }
    // Two hundred million blanks in some kilobytes.
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    bomb.start_file("xl/sharedStrings.xml", options).unwrap();
    let blanks = vec![b' '; 1 << 20];
    (0..200).for_each(|_| bomb.write_all(&blanks).unwrap());
    let bomb = bomb.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20);
    let error = Source::from_bytes(bomb).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Corrupt);
    assert!(error.to_string().contains("unpacks to more than"), "{error}");
}
