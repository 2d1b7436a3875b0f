//! Transactions from CSV.

use std::io::Read;

use csv::{ByteRecord, ReaderBuilder};

use super::costing::{Margin, missing_cost, no_costs};
use super::{Costing, Ledger, MissingCosts, Rejections, Rules};
use crate::customer::{Key, KeyKind};
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Exact, exact_units, parse_decimal};
use crate::progress::Progress;
use crate::time::{Moment, check_format};

/// What becomes of a row that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum BadRows {
    /// The first one ends the reading with its error.
    Fail,
    /// Each is left out and counted; the first `keep` are reported in full.
    Reject {
        /// How many to report in full.
        keep: usize,
    },
}

/// Where the columns of a CSV file are and how they are written.
///
/// The first line names the columns. A field may be quoted as RFC 4180 has it; spaces around a
/// field are not part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CsvFormat {
    customer: String,
    date: String,
    amount: Option<String>,
    #[cfg_attr(feature = "serde", serde(default))]
    cost: Option<Costing<String>>,
    keys: KeyKind,
    date_format: Option<String>,
    delimiter: u8,
    decimal_mark: u8,
    bad_rows: BadRows,
}

impl CsvFormat {
    /// The columns of this name hold customer, date and amount.
    pub fn new(
        customer: impl Into<String>,
        date: impl Into<String>,
        amount: impl Into<String>,
    ) -> Self {
        Self { amount: Some(amount.into()), ..Self::of_visits(customer, date) }
    }

    /// The columns of this name hold customer and date; there are no amounts.
    pub fn of_visits(customer: impl Into<String>, date: impl Into<String>) -> Self {
        Self {
            customer: customer.into(),
            date: date.into(),
            amount: None,
            cost: None,
            keys: KeyKind::Text,
            date_format: None,
            delimiter: b',',
            decimal_mark: b'.',
            bad_rows: BadRows::Fail,
        }
    }

    /// The column of this name holds what each row cost. An empty field is a cost that is not
    /// known. Defaults to none.
    #[must_use]
    pub fn with_cost(mut self, column: impl Into<String>) -> Self {
        self.cost = Some(Costing::Cost(column.into()));
        self
    }

    /// The column of this name holds what each row left. An empty field is a margin that is not
    /// known. Defaults to none.
    #[must_use]
    pub fn with_margin(mut self, column: impl Into<String>) -> Self {
        self.cost = Some(Costing::Margin(column.into()));
        self
    }

    /// Reads customers as integers. Defaults to text, which keeps leading zeros.
    #[must_use]
    pub fn with_integer_keys(mut self) -> Self {
        self.keys = KeyKind::Integer;
        self
    }

    /// Reads dates in a format of [`chrono::format::strftime`]. Defaults to ISO 8601, with or
    /// without a time ([`Moment::parse`]).
    #[must_use]
    pub fn with_date_format(mut self, format: impl Into<String>) -> Self {
        self.date_format = Some(format.into());
        self
    }

    /// What stands between fields. Defaults to a comma.
    #[must_use]
    pub fn with_delimiter(mut self, delimiter: u8) -> Self {
        self.delimiter = delimiter;
        self
    }

    /// What stands before the decimals. Defaults to a point.
    #[must_use]
    pub fn with_decimal_mark(mut self, mark: u8) -> Self {
        self.decimal_mark = mark;
        self
    }

    /// Leaves bad rows out, counts them and reports the first `keep` in full. Defaults to failing
    /// at the first.
    #[must_use]
    pub fn rejecting(mut self, keep: usize) -> Self {
        self.bad_rows = BadRows::Reject { keep };
        self
    }

    /// Which kind of key customers have.
    #[must_use]
    pub const fn key_kind(&self) -> KeyKind {
        self.keys
    }

    /// What becomes of bad rows.
    #[must_use]
    pub const fn bad_rows(&self) -> BadRows {
        self.bad_rows
    }

    fn check(&self) -> Result<()> {
        if let Some(format) = &self.date_format {
            check_format(format)?;
        }
        for (name, mark) in [("delimiter", self.delimiter), ("decimal_mark", self.decimal_mark)] {
            if !mark.is_ascii() || mark.is_ascii_alphanumeric() || b"\"\r\n-+".contains(&mark) {
                return Err(Error::new(ErrorKind::Argument, "cannot separate fields or decimals")
                    .in_column(name)
                    .with_value(format!("{:?}", char::from(mark)))
                    .allowing(
                        "an ASCII character that is no letter, digit, sign, quote or line end",
                    ));
            }
        }
        Ok(())
    }
}

/// Reads transactions from CSV, batch by batch.
///
/// ```
/// use habitue::ledger::{CsvFormat, CsvReader, Ledger, Rules};
/// use habitue::money::Currency;
/// use habitue::Progress;
///
/// let csv = "customer;date;amount\n00004;01.01.1997;29,33\n00004;18.01.1997;29,73\n";
/// let format = CsvFormat::new("customer", "date", "amount")
///     .with_delimiter(b';')
///     .with_decimal_mark(b',')
///     .with_date_format("%d.%m.%Y");
/// let rules = Rules::money(Currency::USD);
/// let mut reader = CsvReader::new(csv.as_bytes(), &format, &rules)?;
/// let mut batch = Ledger::new(rules);
/// let mut rows = 0;
/// while reader.read(&mut batch, 1, &mut Progress::silent())? > 0 {
///     rows += batch.len();
///     batch.clear();
/// }
/// assert_eq!(rows, 2);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug)]
pub struct CsvReader<R> {
    reader: csv::Reader<R>,
    format: CsvFormat,
    rules: Rules,
    columns: Places,
    width: usize,
    /// 1 where lines end in CR LF: the grammar ends the record at CR, one line early.
    early: u64,
    record: ByteRecord,
    rejections: Rejections,
    total_bytes: u64,
    finished: bool,
}

/// Where the columns are.
#[derive(Debug, Clone, Copy)]
struct Places {
    customer: usize,
    date: usize,
    amount: Option<usize>,
    cost: Option<usize>,
}

/// Rows between two reports of progress.
const REPORT_EVERY: u64 = 8192;

impl<R: Read> CsvReader<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// * [`ErrorKind::Empty`] for no header at all;
    /// * [`ErrorKind::MissingColumn`], naming the columns that there are, and another delimiter
    ///   where the header looks like it has one;
    /// * [`ErrorKind::Duplicate`] for a column named twice;
    /// * [`ErrorKind::Argument`] for an impossible delimiter, decimal mark or date format;
    /// * [`ErrorKind::Currency`] where there is an amount column and the rules name no currency,
    ///   or the reverse;
    /// * [`ErrorKind::Inconsistent`] where there is a cost column and the rules keep no margins,
    ///   [`ErrorKind::Missing`] where there is none and the rules refuse rows without;
    /// * [`ErrorKind::Encoding`] or [`ErrorKind::Io`].
    pub fn new(source: R, format: &CsvFormat, rules: &Rules) -> Result<Self> {
        format.check()?;
        if format.amount.is_some() != rules.currency().is_some() {
            return Err(Error::new(
                ErrorKind::Currency,
                "an amount column and a currency come together or not at all",
            )
            .in_column("amount"));
        }
        match (&format.cost, rules.costs()) {
            (Some(column), None) => return Err(no_costs(column.inner())),
            (None, Some(MissingCosts::Refuse)) => return Err(missing_cost()),
            _ => {}
        }
        let mut reader = ReaderBuilder::new()
            .delimiter(format.delimiter)
            .flexible(true)
            .has_headers(false)
            .buffer_capacity(1 << 16)
            .from_reader(source);
        let mut record = ByteRecord::new();
        if !reader.read_byte_record(&mut record).map_err(input_failed)? {
            return Err(Error::new(ErrorKind::Empty, "has no header").in_column("CSV"));
        }
        let header: Vec<String> = record
            .iter()
            .map(|name| {
                let name = name.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(name);
                std::str::from_utf8(name).map(|name| name.trim().to_owned()).map_err(|fault| {
                    Error::new(ErrorKind::Encoding, "is not UTF-8")
                        .at_line(1)
                        .in_column("header")
                        .with_value(name.escape_ascii())
                        .with_source(fault)
                })
            })
            .collect::<Result<_>>()?;
        let find = |name: &str| place(&header, name, format.delimiter);
        let columns = Places {
            customer: find(&format.customer)?,
            date: find(&format.date)?,
            amount: format.amount.as_deref().map(find).transpose()?,
            cost: format.cost.as_ref().map(|cost| find(cost.inner())).transpose()?,
        };
        let early = u64::from(reader.position().line() == 1 + line_ends(&record));
        let keep = match format.bad_rows {
            BadRows::Fail => 0,
            BadRows::Reject { keep } => keep,
        };
        Ok(Self {
            reader,
            format: format.clone(),
            rules: *rules,
            columns,
            width: header.len(),
            early,
            record,
            rejections: Rejections::keeping(keep),
            total_bytes: 0,
            finished: false,
        })
    }

    /// How many bytes the source has, for the progress report. Defaults to unknown.
    #[must_use]
    pub const fn with_total_bytes(mut self, bytes: u64) -> Self {
        self.total_bytes = bytes;
        self
    }

    /// Appends up to `limit` good rows to `ledger` and returns how many; 0 at the end.
    ///
    /// `progress` is told the bytes read. Lines are counted from 1, the header included.
    ///
    /// # Errors
    /// Where bad rows fail: the first bad row's error, which names the line, the column and the
    /// value. In either case [`ErrorKind::Io`], [`ErrorKind::Cancelled`], and
    /// [`ErrorKind::Inconsistent`] where `ledger` holds keys of another kind; after these the
    /// reader is at its end. [`ErrorKind::Argument`] where `ledger` keeps other rules.
    pub fn read(
        &mut self,
        ledger: &mut Ledger,
        limit: usize,
        progress: &mut Progress<'_>,
    ) -> Result<usize> {
        if *ledger.rules() != self.rules {
            return Err(Error::new(ErrorKind::Argument, "keeps other rules than the reader")
                .in_column("ledger"));
        }
        let before = ledger.len();
        while !self.finished && ledger.len() - before < limit {
            if let Err(error) = self.read_row(ledger, progress) {
                self.finished = true;
                return Err(error);
            }
        }
        Ok(ledger.len() - before)
    }

    /// What was refused so far.
    #[must_use]
    pub const fn rejections(&self) -> &Rejections {
        &self.rejections
    }

    /// What was refused.
    #[must_use]
    pub fn into_rejections(self) -> Rejections {
        self.rejections
    }

    fn read_row(&mut self, ledger: &mut Ledger, progress: &mut Progress<'_>) -> Result<()> {
        if self.rejections.rows().is_multiple_of(REPORT_EVERY) {
            progress.report(self.reader.position().byte(), self.total_bytes)?;
        }
        let from = self.reader.position().line() + self.early;
        if !self.reader.read_byte_record(&mut self.record).map_err(input_failed)? {
            progress.report(self.reader.position().byte(), self.total_bytes)?;
            self.finished = true;
            return Ok(());
        }
        let line = self.line_of_record(from);
        for blank in from..line {
            self.rejections.see_row();
            let error = Error::new(ErrorKind::Missing, "is an empty line").at_line(blank);
            self.refuse(error)?;
        }
        self.rejections.see_row();
        match self.row() {
            Ok((customer, at, amount, margin)) => ledger.append(&customer, at, amount, margin),
            Err(error) => self.refuse(error.at_line(line)),
        }
    }

    /// The line on which the record just read begins: blank lines before it, which the CSV
    /// grammar skips, are not part of it.
    fn line_of_record(&self, from: u64) -> u64 {
        let after = self.reader.position().line() + self.early;
        after.saturating_sub(line_ends(&self.record) + 1).max(from)
    }

    fn refuse(&mut self, error: Error) -> Result<()> {
        match self.format.bad_rows {
            BadRows::Fail => Err(error),
            BadRows::Reject { .. } => {
                self.rejections.record(error);
                Ok(())
            }
        }
    }

    /// The row's customer, moment, exact minor units and margin.
    fn row(&self) -> Result<(Key<'_>, Moment, Exact, Option<Margin>)> {
        if self.record.len() != self.width {
            return Err(Error::new(
                ErrorKind::RowShape,
                format!("has {} fields where the header has {}", self.record.len(), self.width),
            ));
        }
        let customer = self.text(self.columns.customer, &self.format.customer)?;
        let key = match self.format.keys {
            KeyKind::Text => Key::Text(customer),
            KeyKind::Integer => {
                Key::Integer(customer.parse().map_err(|fault: std::num::ParseIntError| {
                    Error::new(ErrorKind::Parse, "is no integer of 64 bits")
                        .in_column(&self.format.customer)
                        .with_value(format!("{customer:?}"))
                        .with_source(fault)
                })?)
            }
        };
        let date = self.text(self.columns.date, &self.format.date)?;
        let at = match &self.format.date_format {
            None => Moment::parse(date),
            Some(format) => Moment::parse_as(date, format),
        }
        .map_err(|error| error.in_column(&self.format.date))?;
        let amount = match (self.columns.amount, &self.format.amount, self.rules.currency()) {
            (Some(place), Some(name), Some(currency)) => {
                let text = self.text(place, name)?;
                self.decimal(text)
                    .and_then(|amount| self.rules.exact_from_decimal(amount, currency))
                    .map_err(|error| error.in_column(name))?
            }
            _ => Exact::ZERO,
        };
        Ok((key, at, amount, self.margin(amount)?))
    }

    /// What the row leaves of an amount.
    fn margin(&self, amount: Exact) -> Result<Option<Margin>> {
        let (Some(place), Some(costing), Some(currency)) =
            (self.columns.cost, &self.format.cost, self.rules.currency())
        else {
            return self.rules.margin_of(amount, None);
        };
        let name = costing.inner();
        let stated = self
            .optional_text(place, name)?
            .map(|text| {
                self.decimal(text)
                    .and_then(|cost| exact_units(cost, currency, self.rules.rounding()))
                    .map(|minor| costing.with(minor))
            })
            .transpose();
        stated
            .and_then(|stated| self.rules.margin_of(amount, stated))
            .map_err(|error| error.in_column(name))
    }

    /// A field that must be there, as text without the spaces around it.
    fn text(&self, place: usize, name: &str) -> Result<&str> {
        self.optional_text(place, name)?.ok_or_else(|| {
            Error::new(ErrorKind::Missing, "is empty").in_column(name).with_value("\"\"")
        })
    }

    /// A field without the spaces around it; `None` where nothing is left.
    fn optional_text(&self, place: usize, name: &str) -> Result<Option<&str>> {
        let field = self.record.get(place).unwrap_or_default();
        let text = std::str::from_utf8(field).map_err(|fault| {
            Error::new(ErrorKind::Encoding, "is not UTF-8")
                .in_column(name)
                .with_value(format!("\"{}\"", field.escape_ascii()))
                .with_source(fault)
        })?;
        Ok(Some(text.trim()).filter(|text| !text.is_empty()))
    }

    fn decimal(&self, text: &str) -> Result<rust_decimal::Decimal> {
        let mark = char::from(self.format.decimal_mark);
        if mark == '.' {
            return parse_decimal(text);
        }
        if text.contains('.') {
            return Err(Error::new(ErrorKind::Parse, "is no plain decimal number")
                .with_value(format!("{text:?}"))
                .allowing(format!("a sign, digits and one decimal mark {mark:?}")));
        }
        parse_decimal(&text.replacen(mark, ".", 1))
            .map_err(|error| error.with_value(format!("{text:?}")))
    }
}

/// Line ends inside quoted fields.
fn line_ends(record: &ByteRecord) -> u64 {
    record.iter().flatten().filter(|byte| **byte == b'\n').count() as u64
}

fn place(header: &[String], name: &str, delimiter: u8) -> Result<usize> {
    let mut found = header.iter().enumerate().filter(|(_, column)| *column == name);
    match (found.next(), found.next()) {
        (Some((place, _)), None) => Ok(place),
        (Some(_), Some(_)) => {
            Err(Error::new(ErrorKind::Duplicate, "names two columns").at_line(1).in_column(name))
        }
        (None, _) => {
            let other = [',', ';', '\t', '|'].into_iter().find(|other| {
                u32::from(*other) != u32::from(delimiter)
                    && header.iter().any(|column| column.contains(*other))
            });
            let hint = other.map_or_else(String::new, |other| {
                format!("; the header contains {other:?}: is that the delimiter?")
            });
            Err(Error::new(ErrorKind::MissingColumn, format!("is no column of the header{hint}"))
                .at_line(1)
                .in_column(name)
                .allowing(header.join(", ")))
        }
    }
}

fn input_failed(error: csv::Error) -> Error {
    Error::new(ErrorKind::Io, error.to_string()).with_source(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Refunds;
    use crate::money::{Currency, Rounding};

    const HEADER: &str = "customer,date,amount\n";

    fn read(csv: &[u8], format: &CsvFormat) -> Result<(Ledger, Rejections)> {
        let rules = Rules::money(Currency::USD);
        Ledger::read_csv(csv, format, &rules, &mut Progress::silent())
    }

    fn format() -> CsvFormat {
        CsvFormat::new("customer", "date", "amount")
    }

    /// Ten kinds of bad rows (and some more): each fails with its line, column and kind, or is
    /// counted while the good rows before and after it are kept.
    #[test]
    fn every_kind_of_bad_row_is_named_or_counted() {
        use ErrorKind::*;
        let cases: [(&[u8], ErrorKind, Option<&str>); 19] = [
            (b"", Missing, None),
            (b",2024-01-02,1.00", Missing, Some("customer")),
            (b"7,,1.00", Missing, Some("date")),
            (b"7,2024-01-02,", Missing, Some("amount")),
            (b"  ,2024-01-02,1", Missing, Some("customer")),
            (b"7,2024-01-02", RowShape, None),
            (b"7,2024-01-02,1.00,more", RowShape, None),
            (b"7;2024-01-02;1.00", RowShape, None),
            (b"7,yesterday,1.00", Parse, Some("date")),
            (b"7,02/01/2024,1.00", Parse, Some("date")),
            (b"7,2024-02-30,1.00", OutOfRange, Some("date")),
            (b"7,0000-01-01,1.00", OutOfRange, Some("date")),
            (b"7,2024-01-02,free", Parse, Some("amount")),
            (b"7,2024-01-02,NaN", NotFinite, Some("amount")),
            (b"7,2024-01-02,-inf", NotFinite, Some("amount")),
            (b"7,2024-01-02,99999999999999999999", OutOfRange, Some("amount")),
            (b"7,2024-01-02,1.005", Inconsistent, Some("amount")),
            (b"7,2024-01-02,-1.00", Refund, Some("amount")),
            (b"\xff7,2024-01-02,1.00", Encoding, Some("customer")),
        ];
        for (row, kind, column) in cases {
            let shown = row.escape_ascii().to_string();
            let csv =
                [HEADER.as_bytes(), b"1,2024-01-01,5.00\n", row, b"\n2,2024-01-03,6.00\n"].concat();
            let error = read(&csv, &format()).unwrap_err();
            assert_eq!(
                (error.kind(), error.column(), error.row()),
                (kind, column, Some(3)),
                "{shown}"
            );
            let (ledger, rejections) = read(&csv, &format().rejecting(5)).unwrap();
            assert_eq!((ledger.len(), rejections.total(), rejections.rows()), (2, 1, 3), "{shown}");
            assert_eq!((rejections.count(kind), rejections.examples().len()), (1, 1), "{shown}");
            assert_eq!(rejections.examples()[0].to_string(), error.to_string());
        }
    }

    #[test]
    fn a_missing_column_names_those_that_are_there_and_the_likely_delimiter() {
        let error = read(b"customer,when,amount\n", &format()).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::MissingColumn, Some("date")));
        assert_eq!(error.allowed(), Some("customer, when, amount"));
        let error = read(b"customer;date;amount\n1;2024-01-01;5\n", &format()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingColumn);
        assert!(error.to_string().contains("';': is that the delimiter?"), "{error}");
        assert_eq!(read(b"", &format()).unwrap_err().kind(), ErrorKind::Empty);
        let error = read(b"customer,date,amount,date\n", &format()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Duplicate);
    }

    #[test]
    fn lines_are_counted_through_quotes_blanks_and_windows_line_ends() {
        let csv = "\u{feff}customer,note,date,amount\r\n1,\"two\r\nlines\",2024-01-01,5\r\n\r\n\r\n2,x,bad,5\r\n3,x,2024-01-01,5";
        let (ledger, rejections) = read(csv.as_bytes(), &format().rejecting(9)).unwrap();
        let lines: Vec<_> =
            rejections.examples().iter().map(|error| error.row().unwrap()).collect();
        assert_eq!((ledger.len(), lines), (2, vec![4, 5, 6]));
        assert_eq!(rejections.rows(), 5);
    }

    #[test]
    fn trailing_blank_lines_are_no_rows() {
        let csv = format!("{HEADER}1,2024-01-01,5\n\n\n");
        assert_eq!(read(csv.as_bytes(), &format()).unwrap().0.len(), 1);
    }

    #[test]
    fn every_example_kept_is_counted_and_the_rest_too() {
        let csv = HEADER.to_owned() + &"1,bad,5\n".repeat(100);
        let (_, rejections) = read(csv.as_bytes(), &format().rejecting(3)).unwrap();
        assert_eq!((rejections.total(), rejections.examples().len()), (100, 3));
        assert_eq!(rejections.by_kind(), [(ErrorKind::Parse, 100)]);
    }

    #[test]
    fn european_files_and_integer_keys() {
        let csv = "customer\tdate\tamount\n-5\t7.2.2015 13:45\t1234,5\n6\t7.2.2015 13:45\t1.5\n";
        let format = format()
            .with_integer_keys()
            .with_delimiter(b'\t')
            .with_decimal_mark(b',')
            .with_date_format("%d.%m.%Y %H:%M")
            .rejecting(1);
        let (ledger, rejections) = read(csv.as_bytes(), &format).unwrap();
        assert_eq!(ledger.columns().customers().get(0), Some(Key::Integer(-5)));
        let rules = ledger.rules();
        assert_eq!(ledger.columns().minor(rules).unwrap().unwrap().whole(), [123_450]);
        assert_eq!(rejections.count(ErrorKind::Parse), 1);
    }

    #[test]
    fn a_named_rounding_accepts_more_decimals() {
        let csv = format!("{HEADER}1,2024-01-01,1.005\n1,2024-01-01,-2\n");
        let rules = Rules::money(Currency::USD)
            .with_rounding(Rounding::HalfAwayFromZero)
            .with_refunds(Refunds::Net);
        let (ledger, _) =
            Ledger::read_csv(csv.as_bytes(), &format(), &rules, &mut Progress::silent()).unwrap();
        // Half a cent is kept until a sum is told.
        let amounts = ledger.columns().minor(&rules).unwrap().unwrap();
        assert_eq!(amounts.whole(), [100, -200]);
        let rows: Vec<_> = amounts.fractional().collect();
        assert_eq!(
            (rows.len(), rows[0].0, rows[0].1.round(rules.rounding()).unwrap()),
            (1, 0, 101)
        );
    }

    #[test]
    fn costs_and_margins_come_from_their_column() {
        let csv = "customer,date,amount,cost\n1,2024-01-01,5,3.25\n1,2024-01-02,5,\n";
        let rules = Rules::money(Currency::USD).with_costs(MissingCosts::Free);
        let read = |format: &CsvFormat, rules: &Rules| {
            Ledger::read_csv(csv.as_bytes(), format, rules, &mut Progress::silent())
        };
        let margins = |format: &CsvFormat, rules: &Rules| {
            let (ledger, _) = read(format, rules).unwrap();
            let amounts = ledger.columns().minor(rules).unwrap();
            let found = ledger.columns().margins(rules, amounts.as_ref()).unwrap();
            let (margins, assumed) = found.unwrap();
            (margins.whole().to_vec(), assumed)
        };
        assert_eq!(margins(&format().with_cost("cost"), &rules), (vec![175, 500], 1));
        assert_eq!(margins(&format().with_margin("cost"), &rules), (vec![325, 500], 1));
        assert_eq!(margins(&format(), &rules), (vec![500, 500], 2));
        let refuse = rules.with_costs(MissingCosts::Refuse);
        let error = read(&format().with_cost("cost"), &refuse).unwrap_err();
        assert_eq!(
            (error.kind(), error.column(), error.row()),
            (ErrorKind::Missing, Some("cost"), Some(3))
        );
        assert_eq!(read(&format(), &refuse).unwrap_err().kind(), ErrorKind::Missing);
        let plain = Rules::money(Currency::USD);
        let error = read(&format().with_cost("cost"), &plain).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Inconsistent);
        let error = read(&format().with_cost("price"), &rules).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::MissingColumn);
    }

    #[test]
    fn impossible_formats_are_refused() {
        let kind = |format: CsvFormat| read(HEADER.as_bytes(), &format).unwrap_err().kind();
        assert_eq!(kind(format().with_delimiter(b'\n')), ErrorKind::Argument);
        assert_eq!(kind(format().with_delimiter(b'"')), ErrorKind::Argument);
        assert_eq!(kind(format().with_decimal_mark(b'5')), ErrorKind::Argument);
        assert_eq!(kind(format().with_date_format("%!")), ErrorKind::Argument);
        assert_eq!(kind(CsvFormat::of_visits("customer", "date")), ErrorKind::Currency);
    }

    #[test]
    fn a_long_reading_can_be_stopped() {
        use std::ops::ControlFlow;
        let csv = HEADER.to_owned() + &"1,2024-01-01,5\n".repeat(20_000);
        let mut reports = 0;
        let mut listener = |_, _| {
            reports += 1;
            if reports < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let rules = Rules::money(Currency::USD);
        let mut progress = Progress::new(&mut listener);
        let error = Ledger::read_csv(csv.as_bytes(), &format(), &rules, &mut progress).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Cancelled);
    }
}
