//! Files of transactions: how their rows are read, and what became of each.

use crate::capi::prelude::*;
use crate::capi::tables::rules::written;

use crate::intake::{
    ColumnRole, Delimiter, Encoding, Finding, Hints, Layout, LayoutOptions, Proposal, Source,
};
use crate::ledger::{
    Duplicates, FileAudit, Guests, OtherCurrencies, RefundMatching, RowFate, Rules,
    TransactionFormat, ZeroAmounts,
};
use crate::money::{Currency, DecimalMark, ExchangeRates, NumberFormat, Rounding};
use crate::numeric::room::copied;
use crate::time::{DateFormat, TimeZone};

/// The first row that cannot be read ends the reading with its error.
pub const HABITUE_BAD_ROWS_FAIL: i32 = 0;
/// Rows that cannot be read are left out and counted.
pub const HABITUE_BAD_ROWS_REJECT: i32 = 1;

enumeration!(HABITUE_GUESTS: Guests);
enumeration!(HABITUE_ZERO_AMOUNTS: ZeroAmounts);
enumeration!(HABITUE_REFUND_MATCHING: RefundMatching);
enumeration!(HABITUE_DUPLICATES: Duplicates);

/// The file is refused, with all currencies and how many rows each has.
pub const HABITUE_OTHER_CURRENCIES_REFUSE: i32 = 0;
/// Rows of other currencies than the ledger's are left out, and counted with their money.
pub const HABITUE_OTHER_CURRENCIES_LEAVE_OUT: i32 = 1;
/// They are converted by the rates that are given.
pub const HABITUE_OTHER_CURRENCIES_CONVERT: i32 = 2;

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

/// A text that is there; NULL is none.
unsafe fn optional(text: habitue_text, name: &'static str) -> Result<Option<String>> {
    if text.bytes.is_null() {
        return Ok(None);
    }
    text.read(name).map(|text| Some(text.to_owned()))
}

fn both(one: &'static str, other: &'static str) -> Error {
    fault(ErrorKind::Inconsistent, one, format!("comes with {other}, or not at all"))
}

/// A flag of the format.
fn flag(value: i32, name: &'static str) -> Result<bool> {
    enumerator(value, name, &[(0, false), (1, true)])
}

impl habitue_csv_format {
    /// What is said of the columns and how they are written.
    unsafe fn hints(&self, rules: Option<&Rules>) -> Result<Hints> {
        let costings = [(HABITUE_COSTING_COST, false), (HABITUE_COSTING_MARGIN, true)];
        let is_margin = enumerator(self.costing, "format.costing", &costings)?;
        let costing = if is_margin { ColumnRole::Margin } else { ColumnRole::Cost };
        let columns = [
            (ColumnRole::Customer, self.customer, "format.customer"),
            (ColumnRole::Date, self.date, "format.date"),
            (ColumnRole::Amount, self.amount, "format.amount"),
            (ColumnRole::Quantity, self.quantity, "format.quantity"),
            (ColumnRole::UnitPrice, self.price, "format.price"),
            (costing, self.cost, "format.cost"),
            (ColumnRole::Currency, self.currency, "format.currency"),
            (ColumnRole::Status, self.status, "format.status"),
        ];
        let mut hints = Hints::new().with_layout(self.layout_options()?);
        for (role, column, name) in columns {
            if let Some(column) = optional(column, name)? {
                hints = hints.with_column(role, column);
            }
        }
        if let Some(format) = optional(self.date_format, "format.date_format")? {
            hints = hints.with_date_format(DateFormat::named(&format)?);
        }
        if let Some(zone) = optional(self.time_zone, "format.time_zone")? {
            hints = hints.with_timezone(TimeZone::parse(&zone)?);
        }
        if let Some(mark) = self.mark()? {
            hints = hints.with_number_format(NumberFormat::new(mark));
        }
        let Some(rules) = rules else { return Ok(hints) };
        Ok(match rules.currency() {
            Some(currency) => hints.with_currency(currency),
            None if optional(self.amount, "format.amount")?.is_some() => hints,
            None => hints.without_amounts(),
        })
    }

    unsafe fn mark(&self) -> Result<Option<DecimalMark>> {
        let marks = [(0, None), (46, Some(DecimalMark::Point)), (44, Some(DecimalMark::Comma))];
        let mark = i32::try_from(self.decimal_mark).unwrap_or(-1);
        enumerator(mark, "format.decimal_mark", &marks)
    }

    unsafe fn layout_options(&self) -> Result<LayoutOptions> {
        let mut options = LayoutOptions::new();
        if let Some(mark) = char::from_u32(self.delimiter).filter(|mark| *mark != '\0') {
            options = options.with_delimiter(
                Delimiter::parse(&mark.to_string())
                    .map_err(|error| error.in_column("format.delimiter"))?,
            );
        }
        if flag(self.unquoted, "format.unquoted")? {
            options = options.with_quoting(false);
        }
        if flag(self.no_header, "format.no_header")? {
            options = options.with_header(false);
        }
        Ok(options)
    }

    /// Which columns hold what, as far as the caller says; `None` where the customer or the date is
    /// to be found.
    unsafe fn said(&self) -> Result<Option<TransactionFormat>> {
        let named = [
            optional(self.amount, "format.amount")?,
            optional(self.quantity, "format.quantity")?,
            optional(self.price, "format.price")?,
        ];
        match named {
            [Some(_), None, None] | [None, Some(_), Some(_)] | [None, None, None] => {}
            [Some(_), ..] => {
                return Err(both("format.quantity", "format.price, without an amount"));
            }
            _ => return Err(both("format.quantity", "format.price")),
        }
        let (Some(customer), Some(date)) =
            (optional(self.customer, "format.customer")?, optional(self.date, "format.date")?)
        else {
            return Ok(None);
        };
        Ok(Some(match named {
            [Some(amount), ..] => TransactionFormat::new(customer, date, amount),
            [None, Some(quantity), Some(price)] => {
                TransactionFormat::of_quantities(customer, date, quantity, price)
            }
            _ => TransactionFormat::of_visits(customer, date),
        }))
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
        let said = self.said()?;
        let hints = self.hints(Some(rules))?;
        let source = self.source(bytes)?;
        let (proposal, format) = match (Proposal::of(&source, &hints), said) {
            (Ok(proposal), _) => {
                let format = TransactionFormat::proposed(&proposal);
                let format = if rules.costs().is_some() { format } else { format.without_costs() };
                (Some(proposal), format)
            }
            // What is no date or no number is of bad rows, where it is said which columns these
            // are; and no row is no proposal.
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
        let format = self.decided(format, keep, rules.currency(), proposal.as_ref())?;
        Ok((source, layout, format, proposal))
    }

    /// How the file may be read, by rules that nobody has yet.
    pub(super) unsafe fn proposal(&self, bytes: &[u8]) -> Result<Proposal> {
        self.said()?;
        let hints = self.hints(None)?;
        Proposal::of(&self.source(bytes)?, &hints)
    }

    /// The format with all that is decided.
    unsafe fn decided(
        &self,
        mut format: TransactionFormat,
        keep: usize,
        currency: Option<Currency>,
        proposal: Option<&Proposal>,
    ) -> Result<TransactionFormat> {
        let costings = [(HABITUE_COSTING_COST, false), (HABITUE_COSTING_MARGIN, true)];
        let is_margin = enumerator(self.costing, "format.costing", &costings)?;
        if let Some(cost) = optional(self.cost, "format.cost")? {
            format = if is_margin { format.with_margin(cost) } else { format.with_cost(cost) };
        }
        if let Some(date_format) = optional(self.date_format, "format.date_format")? {
            format = format.with_date_format(date_format);
        }
        if let Some(zone) = optional(self.time_zone, "format.time_zone")? {
            format = format.with_time_zone(zone);
        }
        match (
            optional(self.status, "format.status")?,
            optional(self.status_left_out, "format.status_left_out")?,
        ) {
            (Some(status), Some(left_out)) => {
                let values = left_out.split(',').map(str::trim).filter(|value| !value.is_empty());
                format = format.with_status(status, values);
            }
            (None, None) => {}
            _ => return Err(both("format.status", "format.status_left_out")),
        }
        let found = proposal.and_then(|found| found.column(ColumnRole::Currency));
        format = self.with_currencies(format, currency, found)?;
        format = self.with_matching(format)?;
        let keys = [(HABITUE_TYPE_TEXT, false), (HABITUE_TYPE_I64, true)];
        if enumerator(self.keys, "format.keys", &keys)? {
            format = format.with_integer_keys();
        }
        let bad_rows = [(HABITUE_BAD_ROWS_FAIL, false), (HABITUE_BAD_ROWS_REJECT, true)];
        if enumerator(self.bad_rows, "format.bad_rows", &bad_rows)? {
            format = format.rejecting(keep);
        }
        if let Some(mark) = self.mark()? {
            format = format.with_decimal_mark(mark);
        }
        if let Some(identity) = optional(self.identity, "format.identity")? {
            format = format.identified_by(identity);
        }
        Ok(format
            .with_duplicates(Duplicates::read(self.duplicates, "format.duplicates")?)
            .with_guests(Guests::read(self.guests, "format.guests")?)
            .with_zero_amounts(ZeroAmounts::read(self.zero_amounts, "format.zero_amounts")?))
    }

    unsafe fn with_currencies(
        &self,
        format: TransactionFormat,
        currency: Option<Currency>,
        found: Option<&str>,
    ) -> Result<TransactionFormat> {
        let others = [
            (HABITUE_OTHER_CURRENCIES_REFUSE, 0),
            (HABITUE_OTHER_CURRENCIES_LEAVE_OUT, 1),
            (HABITUE_OTHER_CURRENCIES_CONVERT, 2),
        ];
        let rates = optional(self.rates, "format.rates")?;
        let name = "format.other_currencies";
        let other = match (enumerator(self.other_currencies, name, &others)?, rates, currency) {
            (0, None, _) => OtherCurrencies::Refuse,
            (1, None, _) => OtherCurrencies::LeaveOut,
            (2, Some(rates), Some(currency)) => {
                OtherCurrencies::Convert(ExchangeRates::parse(&rates, currency)?)
            }
            _ => return Err(both("format.rates", "HABITUE_OTHER_CURRENCIES_CONVERT")),
        };
        match optional(self.currency, "format.currency")?.or(found.map(str::to_owned)) {
            Some(column) => Ok(format.with_currency(column, other)),
            None if self.other_currencies == 0 => Ok(format),
            None => Err(both("format.other_currencies", "format.currency")),
        }
    }

    unsafe fn with_matching(&self, format: TransactionFormat) -> Result<TransactionFormat> {
        let by = optional(self.refunded_by, "format.refunded_by")?;
        match (RefundMatching::read(self.refund_matching, "format.refund_matching")?, by) {
            (RefundMatching::None, None) => Ok(format),
            (RefundMatching::SameAmount, None) => Ok(format.matching_refunds_by_amount()),
            (RefundMatching::Product, Some(column)) => {
                Ok(format.matching_refunds_by_product(column))
            }
            (RefundMatching::Invoice, Some(column)) => {
                Ok(format.matching_refunds_by_invoice(column))
            }
            _ => Err(both("format.refunded_by", "a matching by product or invoice")),
        }
    }

    /// The file as text.
    unsafe fn source(&self, bytes: &[u8]) -> Result<Source> {
        let encoding = optional(self.encoding, "format.encoding")?;
        let sheet = optional(self.sheet, "format.sheet")?;
        source(copied(bytes, "csv")?, (encoding.as_deref(), "format.encoding"), sheet.as_deref())
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

/// Taken in as purchases.
pub const HABITUE_FATE_PURCHASE: i32 = 0;
/// Taken in as refunds.
pub const HABITUE_FATE_REFUND: i32 = 1;
/// Left out for their status.
pub const HABITUE_FATE_STATUS: i32 = 2;
/// Left out for their currency.
pub const HABITUE_FATE_OTHER_CURRENCY: i32 = 3;
/// Left out: they name no customer.
pub const HABITUE_FATE_GUEST: i32 = 4;
/// Left out: their amount is 0.
pub const HABITUE_FATE_ZERO_AMOUNT: i32 = 5;
/// Left out as bad rows.
pub const HABITUE_FATE_REJECTED: i32 = 6;
/// Left out: they repeat an earlier row.
pub const HABITUE_FATE_REPEATED: i32 = 7;

/// What became of some rows of a file, and their money.
#[apply(plain)]
pub struct habitue_file_rows {
    /// One of `HABITUE_FATE_...`.
    pub fate: i32,
    /// With `HABITUE_FATE_REJECTED` the reason, a status; else 0.
    pub reason: habitue_status,
    /// Currency in which the file states their amounts; empty where there is none.
    pub currency: [c_char; 4],
    pub reserved: u32,
    /// How many rows.
    pub rows: u64,
    /// How many of them have an amount that could not be read, which is not in `minor`.
    pub unread_amounts: u64,
    /// The sum of their amounts, minor units of that currency, rounded once.
    pub minor: i64,
}

/// What became of the rows of a file: the refused ones by reason, and all of them with their
/// money. Start from `HABITUE_REJECTIONS_INIT` and say where to write.
#[apply(versioned)]
pub struct habitue_rejections {
    pub reserved: u32,
    /// Written: rows read, the refused ones included.
    pub rows: u64,
    /// Written: rows refused.
    pub rejected: u64,
    /// Where the first of them go, each as the failing call would have filled its error (`row` is
    /// the line, from 1); or NULL.
    pub examples: *mut habitue_error,
    /// How many of them there is room for.
    pub example_capacity: usize,
    /// Written: how many were filled in.
    pub example_count: usize,
    /// Where the reasons go, by ascending status; or NULL.
    pub by_status: *mut habitue_status_count,
    /// How many of them there is room for; 33 are always enough.
    pub status_capacity: usize,
    /// Written: how many there are, of which no more than the capacity were filled in.
    pub status_count: usize,
    /// Where all rows go by their fate and currency; their sums add up to the file's own totals. Or
    /// NULL.
    pub fates: *mut habitue_file_rows,
    /// How many of them there is room for.
    pub fate_capacity: usize,
    /// Written: how many there are, of which no more than the capacity were filled in.
    pub fate_count: usize,
    /// Written: rows that were left out for whatever reason.
    pub left_out: u64,
    /// Written: blank lines, which are no rows.
    pub blank_lines: u64,
    /// Written: lines around the table, titles above it and totals below it, which are no rows.
    pub lines_around: u64,
    /// Written: refunds that were matched to the purchase that they take back, where the format
    /// asks for that.
    pub matched_refunds: u64,
    /// Written: refunds that fit no purchase.
    pub unmatched_refunds: u64,
    /// Written: the share of the rows that was left out, 0 to 1. More than 0.01 is not to be
    /// overlooked.
    pub share_of_rows_lost: f64,
    /// Written: the same of the money, amounts without their signs; of several currencies, that of
    /// which most was left out.
    pub share_of_money_lost: f64,
    /// Where what was found of the file goes, a line each: what (`customer`, `date_format` ...),
    /// the column or value, and the evidence, with tabulators between them; whole lines as far as
    /// they fit, UTF-8 with a closing NUL. Or NULL.
    pub found: *mut c_char,
    /// How many bytes there are, the closing NUL included.
    pub found_capacity: usize,
    /// Written: how many bytes all lines and the closing NUL have.
    pub found_length: usize,
    /// Written: rows that were taken in and repeat an earlier one, where the format counts them.
    pub repeated: u64,
    /// Written: their sum, minor units of the rules' currency.
    pub repeated_minor: i64,
}

impl habitue_rejections {
    pub(super) unsafe fn fill(
        &mut self,
        audit: &FileAudit,
        proposal: Option<&Proposal>,
    ) -> Result<()> {
        let found = audit.rejections();
        self.found_length = 0;
        if let Some(proposal) = proposal {
            self.tell(proposal.findings())?;
        }
        let (examples, reasons, fates) = self.places()?;
        let cells: Vec<habitue_file_rows> = cells(audit)?;
        for (slot, example) in examples.iter_mut().zip(found.examples()) {
            slot.struct_size = size_of::<habitue_error>() as u32;
            habitue_error::fill(slot, example);
        }
        for (slot, (kind, rows)) in reasons.iter_mut().zip(found.by_kind()) {
            *slot = habitue_status_count { status: kind.code(), reserved: 0, rows: *rows };
        }
        for (slot, cell) in fates.iter_mut().zip(&cells) {
            *slot = *cell;
        }
        (self.rows, self.rejected) = (found.rows(), found.total());
        (self.example_count, self.status_count) = (found.examples().len(), found.by_kind().len());
        (self.fate_count, self.left_out) = (cells.len(), audit.left_out_rows());
        let repeated =
            audit.repeated_money()?.map(|money| money.round(Rounding::HalfEven).to_minor());
        (self.repeated, self.repeated_minor) =
            (audit.repeated_rows(), repeated.transpose()?.unwrap_or(0));
        (self.blank_lines, self.lines_around) = (audit.blank_lines(), audit.lines_around());
        let matched = audit.matched_refunds();
        (self.matched_refunds, self.unmatched_refunds) =
            (matched.matched_rows, matched.unmatched_rows);
        (self.share_of_rows_lost, self.share_of_money_lost) =
            (audit.share_of_rows_lost(), audit.share_of_money_lost());
        Ok(())
    }

    /// What was found of a file of which nothing is taken in.
    pub(super) unsafe fn propose(&mut self, proposal: &Proposal) -> Result<()> {
        let mut found = proposal.findings();
        if let Some(currency) = proposal.ledger_currency() {
            let value = currency.label().to_owned();
            found.push(Finding { what: "ledger_currency", value, evidence: String::new() });
        }
        self.tell(found)
    }

    /// Writes what was found.
    unsafe fn tell(&mut self, found: Vec<Finding>) -> Result<()> {
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

/// The rows of a file by their fate and currency.
fn cells(audit: &FileAudit) -> Result<Vec<habitue_file_rows>> {
    let cell = |entry: &crate::ledger::FileAuditEntry| {
        let (fate, reason) = match &entry.fate {
            RowFate::Purchase => (HABITUE_FATE_PURCHASE, 0),
            RowFate::Refund => (HABITUE_FATE_REFUND, 0),
            RowFate::Status(_) => (HABITUE_FATE_STATUS, 0),
            RowFate::OtherCurrency => (HABITUE_FATE_OTHER_CURRENCY, 0),
            RowFate::Guest => (HABITUE_FATE_GUEST, 0),
            RowFate::ZeroAmount => (HABITUE_FATE_ZERO_AMOUNT, 0),
            RowFate::Repeated => (HABITUE_FATE_REPEATED, 0),
            RowFate::Rejected(kind) => (HABITUE_FATE_REJECTED, kind.code()),
        };
        let money = entry.money()?.map(|money| money.round(Rounding::HalfEven).to_minor());
        Ok(habitue_file_rows {
            fate,
            reason,
            currency: written(entry.currency),
            reserved: 0,
            rows: entry.rows(),
            unread_amounts: entry.unread_amounts,
            minor: money.transpose()?.unwrap_or(0),
        })
    };
    audit.entries().iter().map(cell).collect()
}
