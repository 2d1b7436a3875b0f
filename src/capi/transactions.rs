//! Transactions as columns of the caller's.

use super::column::{column, optional_column, texts};
use super::options::{Options, enumerator};
use crate::customer::Keys;
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::{Amounts, Columns, Costing, Times};

/// The column says what transactions cost.
pub const HABITUE_COSTING_COST: i32 = 0;
/// The column says what transactions left.
pub const HABITUE_COSTING_MARGIN: i32 = 1;

/// Transactions as columns of `length` entries. Start from `HABITUE_TRANSACTIONS_INIT` and set
/// one of `customers` and the `customer_...` text, one of `days` and `seconds`, and, where the
/// rules name a currency, one of `minor`, `amounts` and the `amount_...` text. Where the rules keep
/// margins, set `costing` and one of `cost_minor`, `costs` and the `cost_...` text.
///
/// Text is laid out as Arrow's `large_utf8`: entry i is the bytes from `offsets[i]` up to
/// `offsets[i + 1]`, and there are `length + 1` offsets.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_transactions {
    /// `sizeof(habitue_transactions)` of the caller.
    pub struct_size: u32,
    /// What the columns of costs say: one of `HABITUE_COSTING_...`.
    pub costing: i32,
    /// How many transactions there are.
    pub length: usize,
    /// Integer keys of the customers; NULL where keys are text.
    pub customers: *const i64,
    /// Offsets of text keys; NULL where keys are integers.
    pub customer_offsets: *const i64,
    /// Bytes of text keys, UTF-8.
    pub customer_bytes: *const u8,
    /// How many bytes of text keys there are.
    pub customer_bytes_length: usize,
    /// Days since 1970-01-01, the years 1 to 9999.
    pub days: *const i32,
    /// Seconds since 1970-01-01 00:00:00 by the clock that counts.
    pub seconds: *const i64,
    /// Amounts in minor units of the currency (cents), at most 2^53 - 1 in magnitude.
    pub minor: *const i64,
    /// Amounts in units of the currency; the rules must name a rounding.
    pub amounts: *const f64,
    /// Offsets of amounts as plain decimal text.
    pub amount_offsets: *const i64,
    /// Bytes of amounts as text.
    pub amount_bytes: *const u8,
    /// How many bytes of amounts there are.
    pub amount_bytes_length: usize,
    /// Costs or margins in minor units of the currency, of any sign.
    pub cost_minor: *const i64,
    /// Costs or margins in units of the currency; the rules must name a rounding.
    pub costs: *const f64,
    /// Offsets of costs or margins as plain decimal text; an empty text is not known.
    pub cost_offsets: *const i64,
    /// Bytes of costs as text.
    pub cost_bytes: *const u8,
    /// How many bytes of costs there are.
    pub cost_bytes_length: usize,
    /// Whether each cost is known, 1 or 0; what is not is not looked at. NULL where all are.
    pub cost_known: *const u8,
}

// SAFETY: repr(C); two fields of four bytes, then of eight; integers and raw pointers only.
unsafe impl Options for habitue_transactions {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        costing: HABITUE_COSTING_COST,
        length: 0,
        customers: std::ptr::null(),
        customer_offsets: std::ptr::null(),
        customer_bytes: std::ptr::null(),
        customer_bytes_length: 0,
        days: std::ptr::null(),
        seconds: std::ptr::null(),
        minor: std::ptr::null(),
        amounts: std::ptr::null(),
        amount_offsets: std::ptr::null(),
        amount_bytes: std::ptr::null(),
        amount_bytes_length: 0,
        cost_minor: std::ptr::null(),
        costs: std::ptr::null(),
        cost_offsets: std::ptr::null(),
        cost_bytes: std::ptr::null(),
        cost_bytes_length: 0,
        cost_known: std::ptr::null(),
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

impl habitue_transactions {
    /// # Safety
    /// The pointers address what the structure says.
    pub(super) unsafe fn columns<'a>(&self) -> Result<Columns<'a>> {
        one_of(
            &[!self.customers.is_null(), !self.customer_offsets.is_null()],
            self.length,
            "customers",
        )?;
        one_of(&[!self.days.is_null(), !self.seconds.is_null()], self.length, "days")?;
        let customers = if self.customer_offsets.is_null() {
            // SAFETY: the caller's promise.
            Keys::Integer(unsafe { column(self.customers, self.length, "customers") }?)
        } else {
            // SAFETY: the caller's promise.
            Keys::Text(unsafe {
                texts(
                    self.customer_offsets,
                    self.length,
                    self.customer_bytes,
                    self.customer_bytes_length,
                    "customers",
                )
            }?)
        };
        let times = if self.seconds.is_null() {
            // SAFETY: the caller's promise.
            Times::Days(unsafe { column(self.days, self.length, "days") }?)
        } else {
            // SAFETY: the caller's promise.
            Times::Seconds(unsafe { column(self.seconds, self.length, "seconds") }?)
        };
        let mut columns = Columns::new(customers, times)?;
        // SAFETY: the caller's promise.
        let (amounts, costs) = unsafe {
            let amounts = Layouts {
                minor: self.minor,
                floats: self.amounts,
                offsets: self.amount_offsets,
                bytes: self.amount_bytes,
                bytes_length: self.amount_bytes_length,
            };
            let costs = Layouts {
                minor: self.cost_minor,
                floats: self.costs,
                offsets: self.cost_offsets,
                bytes: self.cost_bytes,
                bytes_length: self.cost_bytes_length,
            };
            (amounts.read(self.length, "amounts")?, costs.read(self.length, "costs")?)
        };
        if let Some(amounts) = amounts {
            columns = columns.with_amounts(amounts)?;
        }
        let costings = [(HABITUE_COSTING_COST, false), (HABITUE_COSTING_MARGIN, true)];
        let is_margin = enumerator(self.costing, "transactions.costing", &costings)?;
        if let Some(costs) = costs {
            let costing = if is_margin { Costing::Margin(costs) } else { Costing::Cost(costs) };
            columns = columns.with_costs(costing)?;
        }
        // SAFETY: the caller's promise.
        match unsafe { optional_column(self.cost_known, self.length, "cost_known") }? {
            Some(known) => columns.with_known_costs(known),
            None => Ok(columns),
        }
    }
}

/// The layouts in which a column of money may come.
struct Layouts {
    minor: *const i64,
    floats: *const f64,
    offsets: *const i64,
    bytes: *const u8,
    bytes_length: usize,
}

impl Layouts {
    /// The one that is given; `None` where none is.
    ///
    /// # Safety
    /// The pointers address `length` entries, offsets one more, and as many bytes as they say.
    unsafe fn read<'a>(&self, length: usize, name: &'static str) -> Result<Option<Amounts<'a>>> {
        let given = [!self.minor.is_null(), !self.floats.is_null(), !self.offsets.is_null()];
        if !given.contains(&true) {
            return Ok(None);
        }
        one_of(&given, length, name)?;
        Ok(Some(if !self.minor.is_null() {
            // SAFETY: the caller's promise.
            Amounts::Minor(unsafe { column(self.minor, length, name) }?)
        } else if !self.floats.is_null() {
            // SAFETY: the caller's promise.
            Amounts::Float(unsafe { column(self.floats, length, name) }?)
        } else {
            // SAFETY: the caller's promise.
            Amounts::Decimal(unsafe {
                texts(self.offsets, length, self.bytes, self.bytes_length, name)
            }?)
        }))
    }
}

/// Refuses none or several of columns of which one is to be given.
fn one_of(given: &[bool], length: usize, name: &'static str) -> Result<()> {
    let count = given.iter().filter(|given| **given).count();
    if count == 0 && length > 0 {
        return Err(Error::new(ErrorKind::NullPointer, "is given in no layout").in_column(name));
    }
    if count > 1 {
        return Err(Error::new(ErrorKind::Argument, "is given in several layouts").in_column(name));
    }
    Ok(())
}
