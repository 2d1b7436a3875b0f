//! Files of transactions: how their rows are read, and what became of each.

use crate::capi::options::Numbered;
use crate::capi::prelude::*;
use crate::capi::tables::rules::written;
use crate::capi::tables::transactions::is_margin;

use crate::intake::{
    ColumnRole, Delimiter, Encoding, Finding, Hints, Layout, LayoutOptions, Proposal, Source,
};
use crate::ledger::{
    Duplicates, FileAudit, FileAuditEntry, Guests, OtherCurrencies, RefundMatching, RowFate, Rules,
    TransactionFormat, ZeroAmounts,
};
use crate::money::{DecimalMark, ExchangeRates, Money, NumberFormat, Rounding};
use crate::numeric::room::copied;
use crate::time::{DateFormat, TimeZone};

enumeration!(HABITUE_BAD_ROWS: crate::ledger::BadRows,
    /// Each is left out and counted.
    Reject as REJECT
);
enumeration!(HABITUE_GUESTS: Guests);
enumeration!(HABITUE_ZERO_AMOUNTS: ZeroAmounts);
enumeration!(HABITUE_REFUND_MATCHING: RefundMatching);
enumeration!(HABITUE_DUPLICATES: Duplicates);
enumeration!(HABITUE_OTHER_CURRENCIES: OtherCurrencies);
enumeration!(HABITUE_FATE: RowFate);

/// Which columns of a file of transactions hold what, how they are written, and what becomes of
/// special rows. Start from `HABITUE_CSV_FORMAT_INIT`; what is not said is found, and told in
/// `habitue_rejections.found` with its evidence. Where two readings fit, the file is refused with
/// both and the field that decides.
#[apply(versioned)]
pub struct habitue_csv_format {
    /// What customers are: `HABITUE_TYPE_TEXT`, the default, or `HABITUE_TYPE_I64`.
    pub keys: i32,
    /// Name of the column of customers; NULL to find it.
    pub customer: habitue_text,
    /// Of dates; NULL to find it.
    pub date: habitue_text,
    /// Of amounts in units of the currency, as people write them: 19.99, $1,234.50, (5.00); NULL
    /// to find it, or `quantity` and `price`. Not looked for where the rules have no currency.
    pub amount: habitue_text,
    /// Of costs or margins, likewise; an empty field is not known. NULL to find it, where the rules
    /// keep margins.
    pub cost: habitue_text,
    /// Format of the dates: a name such as "dmy", or specifiers of strftime; NULL to find it.
    pub date_format: habitue_text,
    /// What stands between fields: a comma, semicolon, tab, bar, or a blank for aligned columns; 0,
    /// the default, to find it.
    pub delimiter: u32,
    /// What stands before the decimals, '.' or ','. 0, the default, to find it; a file that is
    /// read by both, such as one of 1,234, is refused.
    pub decimal_mark: u32,
    /// One of `HABITUE_BAD_ROWS_...`. FAIL by default.
    pub bad_rows: i32,
    /// What `cost` says: one of `HABITUE_COSTING_...`. COST by default.
    pub costing: i32,
    /// Of quantities, whose product with `price` is the amount; then `amount` is NULL.
    pub quantity: habitue_text,
    /// Of the price of one.
    pub price: habitue_text,
    /// Of statuses; NULL where there is none.
    pub status: habitue_text,
    /// The statuses whose rows are left out, in any case, with commas between them.
    pub status_left_out: habitue_text,
    /// Of currencies, as codes; NULL to find it: without one, all rows are of the ledger's.
    pub currency: habitue_text,
    /// With `HABITUE_OTHER_CURRENCIES_CONVERT`, the exchange rates, one a line: day (YYYY-MM-DD),
    /// code, and how many units of the ledger's currency one unit of it is worth, with commas
    /// between them. The latest on a day or before it counts.
    pub rates: habitue_text,
    /// Of the product or invoice by which `refund_matching` finds the purchase of a refund.
    pub refunded_by: habitue_text,
    /// Zone whose clock says which day an instant is of, "Asia/Shanghai" or "+08:00"; NULL for none.
    pub time_zone: habitue_text,
    /// Encoding, such as "gb18030"; NULL to find it.
    pub encoding: habitue_text,
    /// Sheet of a workbook; NULL for the first with anything in it.
    pub sheet: habitue_text,
    /// What becomes of rows of other currencies: one of `HABITUE_OTHER_CURRENCIES_...`.
    pub other_currencies: i32,
    /// Which purchase a refund takes back: one of `HABITUE_REFUND_MATCHING_...`. NONE by default.
    pub refund_matching: i32,
    /// What becomes of rows without a customer: one of `HABITUE_GUESTS_...`. REFUSE by default.
    pub guests: i32,
    /// What becomes of rows whose amount is 0: one of `HABITUE_ZERO_AMOUNTS_...`. PURCHASE by
    /// default.
    pub zero_amounts: i32,
    /// 1 where double quotes are characters like others; 0, the default, where fields may stand in
    /// them.
    pub unquoted: i32,
    /// 1 where the first line is a row already; 0, the default, to find out.
    pub no_header: i32,
    /// What becomes of rows that repeat an earlier one: one of `HABITUE_DUPLICATES_...`. COUNT by
    /// default.
    pub duplicates: i32,
    pub reserved: u32,
    /// Of what identifies each row, such as the number of a transaction, so that rows of one number
    /// repeat each other; NULL where rows repeat that say the same in all their fields.
    pub identity: habitue_text,
}

begins!(habitue_csv_format, keys = HABITUE_TYPE_TEXT, duplicates = HABITUE_DUPLICATES_COUNT);

fn both(one: &'static str, other: &'static str) -> Error {
    fault(ErrorKind::Inconsistent, one, format!("comes with {other}, or not at all"))
}

/// Reads a text of the format, where it is given.
macro_rules! text {
    ($format:ident.$field:ident) => {
        $format.$field.given(concat!("format.", stringify!($field)))?
    };
}

impl habitue_csv_format {
    /// What is said of the columns and how they are written.
    unsafe fn hints(&self) -> Result<Hints> {
        let cost = match is_margin(self.costing, "format.costing")? {
            true => ColumnRole::Margin,
            false => ColumnRole::Cost,
        };
        let mark = char::from_u32(self.delimiter).filter(|mark| *mark != '\0');
        let delimiter = mark.map(|mark| Delimiter::parse(&mark.to_string())).transpose();
        let delimiter = delimiter.map_err(|error| error.in_column("format.delimiter"))?;
        let but = |flagged: bool| flagged.then_some(false);
        let mut layout = LayoutOptions::new();
        set!(layout: with_delimiter(delimiter),
            with_quoting(but(flag(self.unquoted, "format.unquoted")?)),
            with_header(but(flag(self.no_header, "format.no_header")?)));
        let mut hints = Hints::new().with_layout(layout);
        for (role, column) in [
            (ColumnRole::Customer, text!(self.customer)),
            (ColumnRole::Date, text!(self.date)),
            (ColumnRole::Amount, text!(self.amount)),
            (ColumnRole::Quantity, text!(self.quantity)),
            (ColumnRole::UnitPrice, text!(self.price)),
            (cost, text!(self.cost)),
            (ColumnRole::Currency, text!(self.currency)),
            (ColumnRole::Status, text!(self.status)),
        ] {
            if let Some(column) = column {
                hints = hints.with_column(role, column);
            }
        }
        let marks = [(0, None), (46, Some(DecimalMark::Point)), (44, Some(DecimalMark::Comma))];
        let mark = i32::try_from(self.decimal_mark).unwrap_or(-1);
        let mark = enumerator(mark, "format.decimal_mark", &marks)?;
        set!(hints: with_date_format(text!(self.date_format).map(DateFormat::named).transpose()?),
            with_timezone(text!(self.time_zone).map(TimeZone::parse).transpose()?),
            with_number_format(mark.map(NumberFormat::new)));
        let named = [ColumnRole::Amount, ColumnRole::Quantity, ColumnRole::UnitPrice];
        match named.map(|role| hints.column(role).is_some()) {
            [false, quantity, price] if quantity == price => Ok(hints),
            [true, false, false] => Ok(hints),
            [true, ..] => Err(both("format.quantity", "format.price, without an amount")),
            _ => Err(both("format.quantity", "format.price")),
        }
    }

    /// The file, how it is laid out, and the format, of which so many bad rows are kept in full;
    /// also what was found.
    #[allow(clippy::type_complexity, reason = "what reading needs, once")]
    pub(super) unsafe fn open(
        &self,
        bytes: &[u8],
        keep: usize,
        rules: &Rules,
    ) -> Result<(Source, Layout, TransactionFormat, Option<Proposal>)> {
        let hints = match (self.hints()?, rules.currency()) {
            (hints, Some(currency)) => hints.with_currency(currency),
            (hints, None) if hints.column(ColumnRole::Amount).is_some() => hints,
            (hints, None) => hints.without_amounts(),
        };
        let source = self.source(bytes)?;
        let (proposal, format) =
            match (Proposal::of(&source, &hints), TransactionFormat::hinted(&hints)) {
                (Ok(proposal), _) => {
                    let format = TransactionFormat::proposed(&proposal);
                    let keeps = rules.costs().is_some();
                    (Some(proposal), if keeps { format } else { format.without_costs() })
                }
                // What is no date or no number is of bad rows, where it is said which columns
                // these are; and no row is no proposal.
                (Err(error), Some(said))
                    if matches!(error.kind(), ErrorKind::Empty | ErrorKind::Parse) =>
                {
                    (None, said)
                }
                (Err(error), _) => return Err(error),
            };
        let layout = match &proposal {
            Some(proposal) => proposal.layout().clone(),
            None => Layout::with(&source, hints.layout())?,
        };
        let found = proposal.as_ref().and_then(|found| found.column(ColumnRole::Currency));
        let currency = hints.column(ColumnRole::Currency).or(found);
        let format = self.with_currencies(format.with_hints(&hints), currency, rules)?;
        Ok((source, layout, self.decided(format, keep)?, proposal))
    }

    /// How the file may be read, by rules that nobody has yet.
    pub(super) unsafe fn proposal(&self, bytes: &[u8]) -> Result<Proposal> {
        let hints = self.hints()?;
        Proposal::of(&self.source(bytes)?, &hints)
    }

    /// The format with what becomes of special rows.
    unsafe fn decided(&self, format: TransactionFormat, keep: usize) -> Result<TransactionFormat> {
        let mut format = format
            .with_duplicates(Duplicates::read(self.duplicates, "format.duplicates")?)
            .with_guests(Guests::read(self.guests, "format.guests")?)
            .with_zero_amounts(ZeroAmounts::read(self.zero_amounts, "format.zero_amounts")?);
        format = match (text!(self.status), text!(self.status_left_out)) {
            (None, None) => format,
            (Some(status), Some(left_out)) => {
                let values = left_out.split(',').map(str::trim).filter(|value| !value.is_empty());
                format.with_status(status, values)
            }
            _ => return Err(both("format.status", "format.status_left_out")),
        };
        let matching = RefundMatching::read(self.refund_matching, "format.refund_matching")?;
        format = match (matching, text!(self.refunded_by)) {
            (RefundMatching::None, None) => format,
            (RefundMatching::SameAmount, None) => format.matching_refunds_by_amount(),
            (RefundMatching::Product, Some(column)) => format.matching_refunds_by_product(column),
            (RefundMatching::Invoice, Some(column)) => format.matching_refunds_by_invoice(column),
            _ => return Err(both("format.refunded_by", "a matching by product or invoice")),
        };
        let keys = [(HABITUE_TYPE_TEXT, false), (HABITUE_TYPE_I64, true)];
        if enumerator(self.keys, "format.keys", &keys)? {
            format = format.with_integer_keys();
        }
        let bad_rows = [(HABITUE_BAD_ROWS_FAIL, None), (HABITUE_BAD_ROWS_REJECT, Some(keep))];
        set!(format: rejecting(enumerator(self.bad_rows, "format.bad_rows", &bad_rows)?),
            identified_by(text!(self.identity)));
        Ok(format)
    }

    unsafe fn with_currencies(
        &self,
        format: TransactionFormat,
        column: Option<&str>,
        rules: &Rules,
    ) -> Result<TransactionFormat> {
        let known = [
            HABITUE_OTHER_CURRENCIES_REFUSE,
            HABITUE_OTHER_CURRENCIES_LEAVE_OUT,
            HABITUE_OTHER_CURRENCIES_CONVERT,
        ];
        let other = match (self.other_currencies, text!(self.rates), rules.currency()) {
            (HABITUE_OTHER_CURRENCIES_REFUSE, None, _) => OtherCurrencies::Refuse,
            (HABITUE_OTHER_CURRENCIES_LEAVE_OUT, None, _) => OtherCurrencies::LeaveOut,
            (HABITUE_OTHER_CURRENCIES_CONVERT, Some(rates), Some(currency)) => {
                OtherCurrencies::Convert(ExchangeRates::parse(rates, currency)?)
            }
            (other, ..) if !known.contains(&other) => {
                return Err(no_enumerator(other, "format.other_currencies", &known));
            }
            _ => return Err(both("format.rates", "HABITUE_OTHER_CURRENCIES_CONVERT")),
        };
        match column {
            Some(column) => Ok(format.with_currency(column, other)),
            None if other == OtherCurrencies::Refuse => Ok(format),
            None => Err(both("format.other_currencies", "format.currency")),
        }
    }

    /// The file as text.
    unsafe fn source(&self, bytes: &[u8]) -> Result<Source> {
        let encoding = (text!(self.encoding), "format.encoding");
        source(copied(bytes, "csv")?, encoding, text!(self.sheet))
    }
}

/// A file in an encoding, or the sheet of a workbook; what is not given is found.
pub(in crate::capi) fn source(
    file: Vec<u8>,
    (encoding, name): (Option<&str>, &'static str),
    sheet: Option<&str>,
) -> Result<Source> {
    match (encoding, sheet) {
        (None, None) => Source::from_bytes(file),
        (Some(known), None) => Source::in_encoding(file, Encoding::named(known)?),
        (None, Some(sheet)) => Source::from_workbook(file, Some(sheet)),
        (Some(_), Some(_)) => {
            Err(fault(ErrorKind::NotRead, name, "is given, and the sheets of a workbook have none"))
        }
    }
}

/// How many rows were refused for one reason.
#[apply(plain)]
pub struct habitue_status_count {
    /// The reason.
    pub status: habitue_status,
    pub reserved: u32,
    /// How many rows.
    pub rows: u64,
}

mirror! {
    /// What became of some rows of a file, and their money.
    habitue_file_rows: FileAuditEntry,
    /// One of `HABITUE_FATE_...`.
    fate: i32 = it.fate.number(),
    /// With `HABITUE_FATE_REJECTED` the reason, a status; else 0.
    reason: habitue_status = if let RowFate::Rejected(kind) = &it.fate { kind.code() } else { 0 },
    /// Currency in which the file states their amounts; empty where there is none.
    currency: [c_char; 4] = written(it.currency),
    reserved: u32,
    /// How many rows.
    rows: u64 = it.rows(),
    /// How many of them have an amount that could not be read, which is not in `minor`.
    unread_amounts,
    /// The sum of their amounts, minor units of that currency, rounded once.
    minor: i64
}

mirror! {
    /// What became of the rows of a file: the refused ones by reason, and all of them with their
    /// money. Start from `HABITUE_REJECTIONS_INIT` and say where to write.
    #[versioned]
    habitue_rejections: FileAudit,
    reserved: u32,
    /// Written: rows read, the refused ones included.
    rows: u64 = it.rejections().rows(),
    /// Written: rows refused.
    rejected: u64 = it.rejections().total(),
    /// Where the first of them go, each as the failing call would have filled its error (`row` is
    /// the line, from 1); or NULL.
    examples: *mut habitue_error,
    /// How many of them there is room for.
    example_capacity: usize,
    /// Written: how many were filled in.
    example_count: usize = it.rejections().examples().len(),
    /// Where the reasons go, by ascending status; or NULL.
    by_status: *mut habitue_status_count,
    /// How many of them there is room for; 33 are always enough.
    status_capacity: usize,
    /// Written: how many there are, of which no more than the capacity were filled in.
    status_count: usize = it.rejections().by_kind().len(),
    /// Where all rows go by their fate and currency; their sums add up to the file's own totals. Or
    /// NULL.
    fates: *mut habitue_file_rows,
    /// How many of them there is room for.
    fate_capacity: usize,
    /// Written: how many there are, of which no more than the capacity were filled in.
    fate_count: usize = it.entries().len(),
    /// Written: rows that were left out for whatever reason.
    left_out: u64 = it.left_out_rows(),
    /// Written: blank lines, which are no rows.
    blank_lines: u64 = it.blank_lines(),
    /// Written: lines around the table, titles above it and totals below it, which are no rows.
    lines_around: u64 = it.lines_around(),
    /// Written: refunds that were matched to the purchase that they take back, where the format
    /// asks for that.
    matched_refunds: u64 = it.matched_refunds().matched_rows,
    /// Written: refunds that fit no purchase.
    unmatched_refunds: u64 = it.matched_refunds().unmatched_rows,
    /// Written: the share of the rows that was left out, 0 to 1. More than 0.01 is not to be
    /// overlooked.
    share_of_rows_lost: f64 = it.share_of_rows_lost(),
    /// Written: the same of the money, amounts without their signs; of several currencies, that of
    /// which most was left out.
    share_of_money_lost: f64 = it.share_of_money_lost(),
    /// Where what was found of the file goes, a line each: what (`customer`, `date_format` ...),
    /// the column or value, and the evidence, with tabulators between them; whole lines as far as
    /// they fit, UTF-8 with a closing NUL. Or NULL.
    found: *mut c_char,
    /// How many bytes there are, the closing NUL included.
    found_capacity: usize,
    /// Written: how many bytes all lines and the closing NUL have.
    found_length: usize,
    /// Written: rows that were taken in and repeat an earlier one, where the format counts them.
    repeated: u64 = it.repeated_rows(),
    /// Written: their sum, minor units of the rules' currency.
    repeated_minor: i64
}

impl habitue_rejections {
    pub(super) unsafe fn fill(
        &mut self,
        audit: &FileAudit,
        proposal: Option<&Proposal>,
    ) -> Result<()> {
        self.found_length = 0;
        if let Some(proposal) = proposal {
            self.tell_found(proposal.findings())?;
        }
        let (examples, reasons, fates) = self.places()?;
        let cell = |entry: &FileAuditEntry| {
            Ok(habitue_file_rows { minor: minor(entry.money()?)?, ..entry.told() })
        };
        let cells: Vec<habitue_file_rows> =
            audit.entries().iter().map(cell).collect::<Result<_>>()?;
        self.tell(audit);
        self.repeated_minor = minor(audit.repeated_money()?)?;
        for (slot, example) in examples.iter_mut().zip(audit.rejections().examples()) {
            slot.struct_size = size_of::<habitue_error>() as u32;
            habitue_error::fill(slot, example);
        }
        let count = |&(kind, rows): &(ErrorKind, u64)| habitue_status_count {
            status: kind.code(),
            reserved: 0,
            rows,
        };
        fill(Some(reasons), audit.rejections().by_kind().iter().map(count));
        fill(Some(fates), cells.into_iter());
        Ok(())
    }

    /// What was found of a file of which nothing is taken in.
    pub(super) unsafe fn propose(&mut self, proposal: &Proposal) -> Result<()> {
        let mut found = proposal.findings();
        if let Some(currency) = proposal.ledger_currency() {
            let value = currency.label().to_owned();
            found.push(Finding { what: "ledger_currency", value, evidence: String::new() });
        }
        self.tell_found(found)
    }

    /// Writes what was found.
    unsafe fn tell_found(&mut self, found: Vec<Finding>) -> Result<()> {
        let room = column_mut(self.found, self.found_capacity, "rejections.found")?;
        let (mut at, mut length) = (0, 0);
        for finding in found {
            let parts = [finding.what, &finding.value, &finding.evidence];
            let line = parts.map(|part| part.replace(['\t', '\n', '\r'], " ")).join("\t") + "\n";
            length += line.len();
            if length < room.len() {
                for (slot, byte) in room[at..].iter_mut().zip(line.bytes()) {
                    *slot = byte as c_char;
                }
                at = length;
            }
        }
        if let Some(end) = room.get_mut(at) {
            *end = 0;
        }
        self.found_length = length + 1;
        Ok(())
    }

    #[allow(clippy::type_complexity, reason = "three columns of cells")]
    pub(super) unsafe fn places<'a>(
        &self,
    ) -> Result<(
        &'a mut [habitue_error],
        &'a mut [habitue_status_count],
        &'a mut [habitue_file_rows],
    )> {
        column_mut(self.found, self.found_capacity, "rejections.found")?;
        Ok((
            column_mut(self.examples, self.example_capacity, "rejections.examples")?,
            column_mut(self.by_status, self.status_capacity, "rejections.by_status")?,
            column_mut(self.fates, self.fate_capacity, "rejections.fates")?,
        ))
    }
}

/// A sum in minor units; 0 where there is none.
fn minor(money: Option<Money>) -> Result<i64> {
    money.map_or(Ok(0), |money| money.round(Rounding::HalfEven).to_minor())
}
