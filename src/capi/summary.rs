//! Ledgers taken in, and the summary that they become.

use std::ffi::{c_char, c_void};

use super::column::{column, column_mut, input, output, room, text};
use super::guard::guard;
use super::handle::{free, guard_new};
use super::options::{Options, enumerator, options, reserved};
use super::progress::{habitue_progress, listener};
use super::status::{habitue_error, habitue_status};
use super::transactions::{HABITUE_COSTING_COST, HABITUE_COSTING_MARGIN, habitue_transactions};
use crate::customer::Key;
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::{CsvFormat, CsvReader, MissingCosts, Refunds, Rejections, Rules};
use crate::money::{Currency, Rounding};
use crate::progress::Progress;
use crate::summary::Summary;
use crate::time::Unit;

/// The hour: 1/24 of a day.
pub const HABITUE_UNIT_HOUR: i32 = 0;
/// The day.
pub const HABITUE_UNIT_DAY: i32 = 1;
/// The week: seven days; as a calendar period, Monday to Sunday.
pub const HABITUE_UNIT_WEEK: i32 = 2;
/// The month: 365.25/12 days; as a calendar period, the month.
pub const HABITUE_UNIT_MONTH: i32 = 3;
/// The quarter: 365.25/4 days; as a calendar period, from January, April, July, October.
pub const HABITUE_UNIT_QUARTER: i32 = 4;
/// The year: 365.25 days; as a calendar period, the year.
pub const HABITUE_UNIT_YEAR: i32 = 5;

/// A negative amount is an error.
pub const HABITUE_REFUNDS_REFUSE: i32 = 0;
/// Amounts within one period add up. A period that refunds bring to nothing or less is no
/// occasion, and what they take beyond it lowers what the customer spent before. A purchase of
/// nothing (an amount of 0) stays an occasion.
pub const HABITUE_REFUNDS_NET: i32 = 1;
/// A negative amount is an amount like any other.
pub const HABITUE_REFUNDS_KEEP: i32 = 2;

/// An amount with more decimals than its currency is an error. With a rounding such amounts are
/// added up as they are, doubles as their shortest decimal, and each sum is rounded once.
pub const HABITUE_ROUNDING_NONE: i32 = 0;
/// To the nearest; a tie goes to the even neighbour.
pub const HABITUE_ROUNDING_HALF_EVEN: i32 = 1;
/// To the nearest; a tie goes away from zero.
pub const HABITUE_ROUNDING_HALF_AWAY_FROM_ZERO: i32 = 2;
/// To the nearest; a tie goes towards zero.
pub const HABITUE_ROUNDING_HALF_TOWARDS_ZERO: i32 = 3;
/// Away from zero.
pub const HABITUE_ROUNDING_AWAY_FROM_ZERO: i32 = 4;
/// Towards zero.
pub const HABITUE_ROUNDING_TOWARDS_ZERO: i32 = 5;
/// Towards minus infinity.
pub const HABITUE_ROUNDING_FLOOR: i32 = 6;
/// Towards plus infinity.
pub const HABITUE_ROUNDING_CEILING: i32 = 7;

/// No margins are kept, and costs are refused.
pub const HABITUE_COSTS_NONE: i32 = 0;
/// Margins are kept; a transaction without a cost is an error.
pub const HABITUE_COSTS_REFUSE: i32 = 1;
/// Margins are kept; a transaction without a cost cost nothing.
pub const HABITUE_COSTS_FREE: i32 = 2;
/// Margins are kept; of a transaction without a cost, `assumed_margin` is margin.
pub const HABITUE_COSTS_ASSUME: i32 = 3;

/// Customers of a CSV file are text.
pub const HABITUE_KEYS_TEXT: i32 = 0;
/// Customers of a CSV file are integers.
pub const HABITUE_KEYS_INTEGER: i32 = 1;

/// No day: where a window has no such end.
pub const HABITUE_NO_DAY: i32 = -2_147_483_648;

/// The first row that cannot be read ends the reading with its error.
pub const HABITUE_BAD_ROWS_FAIL: i32 = 0;
/// Rows that cannot be read are left out, counted, and the first of them kept.
pub const HABITUE_BAD_ROWS_REJECT: i32 = 1;

pub(super) const UNITS: [(i32, Unit); 6] = [
    (HABITUE_UNIT_HOUR, Unit::Hour),
    (HABITUE_UNIT_DAY, Unit::Day),
    (HABITUE_UNIT_WEEK, Unit::Week),
    (HABITUE_UNIT_MONTH, Unit::Month),
    (HABITUE_UNIT_QUARTER, Unit::Quarter),
    (HABITUE_UNIT_YEAR, Unit::Year),
];

const ROUNDINGS: [(i32, Option<Rounding>); 8] = [
    (HABITUE_ROUNDING_NONE, None),
    (HABITUE_ROUNDING_HALF_EVEN, Some(Rounding::HalfEven)),
    (HABITUE_ROUNDING_HALF_AWAY_FROM_ZERO, Some(Rounding::HalfAwayFromZero)),
    (HABITUE_ROUNDING_HALF_TOWARDS_ZERO, Some(Rounding::HalfTowardsZero)),
    (HABITUE_ROUNDING_AWAY_FROM_ZERO, Some(Rounding::AwayFromZero)),
    (HABITUE_ROUNDING_TOWARDS_ZERO, Some(Rounding::TowardsZero)),
    (HABITUE_ROUNDING_FLOOR, Some(Rounding::Floor)),
    (HABITUE_ROUNDING_CEILING, Some(Rounding::Ceiling)),
];

/// A rounding that is one.
pub(super) fn rounding(value: i32) -> Result<Rounding> {
    let table: Vec<(i32, Rounding)> =
        ROUNDINGS.iter().filter_map(|&(number, found)| Some((number, found?))).collect();
    enumerator(value, "rounding", &table)
}

/// How transactions are taken in. Start from `HABITUE_RULES_INIT` (no currency, refunds refused,
/// no rounding, time by the day, one thread, no costs) and set `currency`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_rules {
    /// `sizeof(habitue_rules)` of the caller.
    pub struct_size: u32,
    /// ISO 4217 code, such as "USD"; empty where transactions have no amounts.
    pub currency: [c_char; 4],
    /// One of `HABITUE_REFUNDS_...`.
    pub refunds: i32,
    /// One of `HABITUE_ROUNDING_...`. Amounts in doubles need one.
    pub rounding: i32,
    /// How finely time is kept: `HABITUE_UNIT_DAY` or `HABITUE_UNIT_HOUR`.
    pub resolution: i32,
    /// How many threads taking in columns and making tables may use; 0 for all cores.
    pub threads: u32,
    /// One of `HABITUE_COSTS_...`; not looked at without a currency.
    pub costs: i32,
    /// Must be 0.
    pub reserved: u32,
    /// With `HABITUE_COSTS_ASSUME`, the share of the amount that is margin where no cost is known,
    /// -1000 to 1000 (0.3 for 30 %). The sum of a customer's margins is rounded once.
    pub assumed_margin: f64,
}

// SAFETY: repr(C), eight fields of four bytes and a double; every pattern is a value.
unsafe impl Options for habitue_rules {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        currency: [0; 4],
        refunds: HABITUE_REFUNDS_REFUSE,
        rounding: HABITUE_ROUNDING_NONE,
        resolution: HABITUE_UNIT_DAY,
        threads: 1,
        costs: HABITUE_COSTS_NONE,
        reserved: 0,
        assumed_margin: 0.0,
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

impl habitue_rules {
    fn rules(&self) -> Result<Rules> {
        reserved(&[self.reserved], "rules.reserved")?;
        let bytes = self.currency.map(|byte| byte as u8);
        let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        let mut rules = if length == 0 {
            Rules::visits()
        } else {
            Rules::money(Currency::from_code(&String::from_utf8_lossy(&bytes[..length]))?)
        };
        let refunds = [
            (HABITUE_REFUNDS_REFUSE, Refunds::Refuse),
            (HABITUE_REFUNDS_NET, Refunds::Net),
            (HABITUE_REFUNDS_KEEP, Refunds::Keep),
        ];
        rules = rules.with_refunds(enumerator(self.refunds, "rules.refunds", &refunds)?);
        if let Some(rounding) = enumerator(self.rounding, "rules.rounding", &ROUNDINGS)? {
            rules = rules.with_rounding(rounding);
        }
        let hours = [(HABITUE_UNIT_DAY, false), (HABITUE_UNIT_HOUR, true)];
        if enumerator(self.resolution, "rules.resolution", &hours)? {
            rules = rules.with_hours();
        }
        let costs = [
            (HABITUE_COSTS_NONE, None),
            (HABITUE_COSTS_REFUSE, Some(MissingCosts::Refuse)),
            (HABITUE_COSTS_FREE, Some(MissingCosts::Free)),
            // What is assumed is checked where it is.
            (HABITUE_COSTS_ASSUME, Some(MissingCosts::Free)),
        ];
        let mut missing = enumerator(self.costs, "rules.costs", &costs)?;
        if self.costs == HABITUE_COSTS_ASSUME {
            missing = Some(
                MissingCosts::assume(self.assumed_margin)
                    .map_err(|error| error.in_column("rules.assumed_margin"))?,
            );
        }
        Ok(missing.map_or(rules, |missing| rules.with_costs(missing)))
    }
}

/// Where the columns of a CSV file are and how they are written. Start from
/// `HABITUE_CSV_FORMAT_INIT` (text keys, commas, a decimal point, ISO dates, fail at the first
/// bad row) and name the columns.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_csv_format {
    /// `sizeof(habitue_csv_format)` of the caller.
    pub struct_size: u32,
    /// One of `HABITUE_KEYS_...`.
    pub keys: i32,
    /// Name of the column of customers, UTF-8.
    pub customer: *const u8,
    /// Its length in bytes.
    pub customer_length: usize,
    /// Name of the column of dates, UTF-8.
    pub date: *const u8,
    /// Its length in bytes.
    pub date_length: usize,
    /// Name of the column of amounts, UTF-8; NULL where there is none.
    pub amount: *const u8,
    /// Its length in bytes.
    pub amount_length: usize,
    /// Format of the dates in specifiers of strftime; NULL for ISO 8601.
    pub date_format: *const u8,
    /// Its length in bytes.
    pub date_format_length: usize,
    /// What stands between fields, an ASCII character.
    pub delimiter: u32,
    /// What stands before the decimals, an ASCII character.
    pub decimal_mark: u32,
    /// One of `HABITUE_BAD_ROWS_...`.
    pub bad_rows: i32,
    /// How many rejected rows to keep in full.
    pub keep: u32,
    /// Name of the column of costs or margins, UTF-8; NULL where there is none. An empty field is
    /// not known.
    pub cost: *const u8,
    /// Its length in bytes.
    pub cost_length: usize,
    /// What that column says: one of `HABITUE_COSTING_...`.
    pub costing: i32,
    /// Must be 0.
    pub reserved: u32,
}

// SAFETY: repr(C); pairs of u32 and fields of eight bytes; integers and raw pointers only.
unsafe impl Options for habitue_csv_format {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        keys: HABITUE_KEYS_TEXT,
        customer: std::ptr::null(),
        customer_length: 0,
        date: std::ptr::null(),
        date_length: 0,
        amount: std::ptr::null(),
        amount_length: 0,
        date_format: std::ptr::null(),
        date_format_length: 0,
        delimiter: b',' as u32,
        decimal_mark: b'.' as u32,
        bad_rows: HABITUE_BAD_ROWS_FAIL,
        keep: 10,
        cost: std::ptr::null(),
        cost_length: 0,
        costing: HABITUE_COSTING_COST,
        reserved: 0,
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

impl habitue_csv_format {
    /// # Safety
    /// The pointers address as many bytes as the lengths say.
    unsafe fn format(&self) -> Result<CsvFormat> {
        // SAFETY: the caller's promise.
        let (customer, date) = unsafe {
            (
                text(self.customer, self.customer_length, "format.customer")?,
                text(self.date, self.date_length, "format.date")?,
            )
        };
        let mut format = if self.amount.is_null() {
            CsvFormat::of_visits(customer, date)
        } else {
            // SAFETY: the caller's promise.
            let amount = unsafe { text(self.amount, self.amount_length, "format.amount") }?;
            CsvFormat::new(customer, date, amount)
        };
        reserved(&[self.reserved], "format.reserved")?;
        let costings = [(HABITUE_COSTING_COST, false), (HABITUE_COSTING_MARGIN, true)];
        let is_margin = enumerator(self.costing, "format.costing", &costings)?;
        if !self.cost.is_null() {
            // SAFETY: the caller's promise.
            let cost = unsafe { text(self.cost, self.cost_length, "format.cost") }?;
            format = if is_margin { format.with_margin(cost) } else { format.with_cost(cost) };
        }
        if !self.date_format.is_null() {
            // SAFETY: the caller's promise.
            let named =
                unsafe { text(self.date_format, self.date_format_length, "format.date_format") }?;
            format = format.with_date_format(named);
        }
        let keys = [(HABITUE_KEYS_TEXT, false), (HABITUE_KEYS_INTEGER, true)];
        if enumerator(self.keys, "format.keys", &keys)? {
            format = format.with_integer_keys();
        }
        let bad_rows = [(HABITUE_BAD_ROWS_FAIL, false), (HABITUE_BAD_ROWS_REJECT, true)];
        if enumerator(self.bad_rows, "format.bad_rows", &bad_rows)? {
            format = format.rejecting(self.keep as usize);
        }
        let mark = |mark: u32, name| {
            u8::try_from(mark).map_err(|_| {
                Error::new(ErrorKind::Argument, "is no ASCII character")
                    .in_column(name)
                    .with_value(mark)
            })
        };
        Ok(format
            .with_delimiter(mark(self.delimiter, "format.delimiter")?)
            .with_decimal_mark(mark(self.decimal_mark, "format.decimal_mark")?))
    }
}

/// What every customer did, as sums by customer and day: transactions come in any order, and
/// summaries add up. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_summary(pub(super) Summary);

/// Rows that were refused while reading. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_rejections(Rejections);

/// Makes a summary of nothing.
///
/// `rules` says how transactions are taken in; NULL for deeds without amounts. Fails with
/// `HABITUE_BAD_CURRENCY` for an unknown currency and `HABITUE_BAD_ENUMERATOR`.
/// Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_summary_new(
    rules: *const habitue_rules,
    out: *mut *mut habitue_summary,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the caller's promise (contract at the top of the header).
    unsafe {
        guard_new(out, error, || {
            let rules = options(rules, "rules")?;
            Ok(habitue_summary(Summary::new(rules.rules()?).with_threads(rules.threads as usize)))
        })
    }
}

/// Releases a summary; NULL is nothing to release. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_summary_free(summary: *mut habitue_summary) {
    // SAFETY: the caller's promise.
    unsafe { free(summary) }
}

/// Takes in transactions, one or many, in any order.
///
/// Everything is checked first; a bad row is named (counted from 0) and nothing is taken in.
/// Fails with `HABITUE_NULL_POINTER` or `HABITUE_BAD_ARGUMENT` where a column is given in no
/// layout or in several, `HABITUE_INCONSISTENT` where integer and text keys mix or an amount has
/// too many decimals or costs come where the rules keep no margins, `HABITUE_MISSING_VALUE` for an
/// empty key, no amounts, or no cost where the rules refuse that, `HABITUE_OUT_OF_RANGE` for an
/// impossible day or amount, `HABITUE_NOT_FINITE`, `HABITUE_REFUND_REFUSED`,
/// `HABITUE_BAD_CURRENCY` for amounts where the rules have no currency, `HABITUE_NOT_UTF8`,
/// `HABITUE_UNREADABLE`, `HABITUE_OVERFLOW`.
/// Needs the summary to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_summary_push(
    summary: *mut habitue_summary,
    transactions: *const habitue_transactions,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (summary, transactions) =
            unsafe { (output(summary, "summary")?, options(transactions, "transactions")?) };
        // SAFETY: the caller's promise.
        summary.0.push_columns(&unsafe { transactions.columns() }?)
    })
}

/// Takes in a CSV file from memory.
///
/// `bytes` is the file with its header; `format` says where the columns are. `progress` hears
/// the bytes read of `length`; it may be NULL. `*rejections` becomes the report on rows that were
/// refused (none where bad rows fail).
///
/// On failure nothing is taken in. Fails with `HABITUE_MISSING_COLUMN`, `HABITUE_EMPTY_INPUT` for
/// no header, `HABITUE_CANCELLED`, and where bad rows fail with what was wrong in the first one
/// and its line (from 1): `HABITUE_MISSING_VALUE`, `HABITUE_UNREADABLE`, `HABITUE_OUT_OF_RANGE`,
/// `HABITUE_NOT_FINITE`, `HABITUE_NOT_UTF8`, `HABITUE_BAD_ROW_SHAPE`, `HABITUE_INCONSISTENT`,
/// `HABITUE_REFUND_REFUSED`. Needs the summary to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_summary_read_csv(
    summary: *mut habitue_summary,
    bytes: *const u8,
    length: usize,
    format: *const habitue_csv_format,
    progress: habitue_progress,
    context: *mut c_void,
    rejections: *mut *mut habitue_rejections,
    error: *mut habitue_error,
) -> habitue_status {
    // SAFETY: the caller's promise.
    unsafe {
        guard_new(rejections, error, || {
            let summary = output(summary, "summary")?;
            let bytes = column(bytes, length, "bytes")?;
            let format = options(format, "format")?.format()?;
            let mut listener = listener(progress, context);
            let reader = CsvReader::new(bytes, &format, summary.0.rules())?;
            summary
                .0
                .read_from(
                    reader.with_total_bytes(length as u64),
                    &mut Progress::new(&mut listener),
                )
                .map(habitue_rejections)
        })
    }
}

/// Releases a report on rejected rows; NULL is nothing to release. Since 0.1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn habitue_rejections_free(rejections: *mut habitue_rejections) {
    // SAFETY: the caller's promise.
    unsafe { free(rejections) }
}

/// How many rows were read, refused, and kept in full (`*kept`). No pointer but `error` may be
/// NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_rejections_counts(
    rejections: *const habitue_rejections,
    rows: *mut u64,
    rejected: *mut u64,
    kept: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (rejections, rows, rejected, kept) = unsafe {
            (
                &input(rejections, "rejections")?.0,
                output(rows, "rows")?,
                output(rejected, "rejected")?,
                output(kept, "kept")?,
            )
        };
        (*rows, *rejected) = (rejections.rows(), rejections.total());
        *kept = rejections.examples().len();
        Ok(())
    })
}

/// How many rows were refused for each reason: `statuses` and `counts` are filled with as many
/// as there are, by ascending status. `capacity` entries are there; 33 are always enough.
///
/// `*needed` is told how many there are. `(NULL, NULL, 0)` asks for that alone; too small a
/// capacity fails with `HABITUE_BUFFER_TOO_SMALL`. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_rejections_by_status(
    rejections: *const habitue_rejections,
    statuses: *mut i32,
    counts: *mut u64,
    capacity: usize,
    needed: *mut usize,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (rejections, statuses, counts, needed) = unsafe {
            (
                &input(rejections, "rejections")?.0,
                column_mut(statuses, capacity, "statuses")?,
                column_mut(counts, capacity, "counts")?,
                output(needed, "needed")?,
            )
        };
        let by_kind = rejections.by_kind();
        if room(by_kind.len(), capacity, needed)? {
            for ((kind, found), (status, count)) in
                by_kind.iter().zip(statuses.iter_mut().zip(counts))
            {
                (*status, *count) = (kind.code(), *found);
            }
        }
        Ok(())
    })
}

/// One rejected row in full: `*example` is filled as the failing call would have filled its
/// error (`row` is the line, counted from 1).
///
/// `index` is below the number kept, otherwise `HABITUE_OUT_OF_RANGE`. `example` begins with its
/// `struct_size` (`HABITUE_ERROR_INIT`). No pointer but `error` may be
/// NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_rejections_example(
    rejections: *const habitue_rejections,
    index: usize,
    example: *mut habitue_error,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let rejections = unsafe { &input(rejections, "rejections")?.0 };
        // SAFETY: the caller's promise.
        unsafe { output(example, "example")? };
        habitue_error::check(example)?;
        let found = rejections.examples().get(index).ok_or_else(|| {
            Error::out_of_range(
                "index",
                index as f64,
                format!("below {}", rejections.examples().len()),
            )
        })?;
        habitue_error::fill(example, found);
        Ok(())
    })
}

/// Adds another summary. The order of additions does not matter.
///
/// Fails with `HABITUE_BAD_CURRENCY` or `HABITUE_BAD_ARGUMENT` where the rules differ,
/// `HABITUE_INCONSISTENT` where one has integer and the other text keys, `HABITUE_OVERFLOW`; the
/// summary is then as it was. `other` is only read and stays the caller's. No pointer but `error` may be
/// NULL. Needs the summary to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_summary_merge(
    summary: *mut habitue_summary,
    other: *const habitue_summary,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        if std::ptr::eq(summary, other) {
            return Err(Error::new(ErrorKind::Argument, "is the summary itself").in_column("other"));
        }
        // SAFETY: the caller's promise; the two are not one.
        let (summary, other) = unsafe { (output(summary, "summary")?, input(other, "other")?) };
        summary.0.merge(&other.0)
    })
}

/// Forgets a customer with an integer key; `*known` says whether there was one.
///
/// No pointer but `error` may be
/// NULL. Needs the summary to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_summary_erase(
    summary: *mut habitue_summary,
    customer: i64,
    known: *mut u8,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (summary, known) = unsafe { (output(summary, "summary")?, output(known, "known")?) };
        *known = u8::from(summary.0.erase(&Key::Integer(customer)));
        Ok(())
    })
}

/// Forgets a customer with a text key; `*known` says whether there was one.
///
/// `customer` is UTF-8 of `length` bytes. No pointer but `error` may be
/// NULL. Needs the summary to itself. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_summary_erase_text(
    summary: *mut habitue_summary,
    customer: *const u8,
    length: usize,
    known: *mut u8,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (summary, customer, known) = unsafe {
            (
                output(summary, "summary")?,
                text(customer, length, "customer")?,
                output(known, "known")?,
            )
        };
        *known = u8::from(summary.0.erase(&Key::Text(customer)));
        Ok(())
    })
}

/// How many transactions were taken in, and the first and last day on which anything happened
/// (days since 1970-01-01; both `HABITUE_NO_DAY` where nothing did). No pointer but `error` may be
/// NULL. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_summary_span(
    summary: *const habitue_summary,
    rows: *mut u64,
    first_day: *mut i32,
    last_day: *mut i32,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        // SAFETY: the caller's promise.
        let (summary, rows, first, last) = unsafe {
            (
                &input(summary, "summary")?.0,
                output(rows, "rows")?,
                output(first_day, "first_day")?,
                output(last_day, "last_day")?,
            )
        };
        let no_day = HABITUE_NO_DAY;
        *rows = summary.rows();
        (*first, *last) = summary
            .days()
            .map_or((no_day, no_day), |(first, last)| (first.number(), last.number()));
        Ok(())
    })
}
