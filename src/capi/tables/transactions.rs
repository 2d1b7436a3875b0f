//! Transactions as columns of the caller's.

use crate::arrow::WholeAmounts;
use crate::capi::prelude::*;
use crate::ledger::{Amounts, Columns, Costing, Times};

/// A column says what transactions cost.
pub const HABITUE_COSTING_COST: i32 = 0;
/// A column says what transactions left.
pub const HABITUE_COSTING_MARGIN: i32 = 1;

/// Whether a column says what transactions left.
pub(in crate::capi) fn is_margin(costing: i32, name: &'static str) -> Result<bool> {
    enumerator(costing, name, &[(HABITUE_COSTING_COST, false), (HABITUE_COSTING_MARGIN, true)])
}

enumeration!(HABITUE_WHOLE_AMOUNTS: Option<WholeAmounts> = 1,
    /// It is not said.
    NONE = 0
);

/// Transactions as columns. Start from `HABITUE_TRANSACTIONS_INIT` and set the columns by
/// `habitue_i64(NULL, cells)` and its like.
#[apply(versioned)]
pub struct habitue_transactions {
    /// What `cost` says: one of `HABITUE_COSTING_...`. COST by default.
    pub costing: i32,
    /// What amounts and costs in int64_t are: one of `HABITUE_WHOLE_AMOUNTS_...`. It must be given
    /// where there are any, and is refused where there are none.
    pub whole_amounts: i32,
    pub reserved: u32,
    /// Length of each column.
    pub rows: usize,
    /// Who: int64_t or text; the same in all transactions of a summary.
    pub customer: habitue_column,
    /// When: int32_t, days since 1970-01-01, the years 1 to 9999; or int64_t, seconds since
    /// 1970-01-01 00:00:00 by the clock that counts.
    pub time: habitue_column,
    /// For how much, where the rules name a currency: int64_t; or in units of the currency,
    /// double (the rules must name a rounding) or plain decimal text. Within 2^53 minor units.
    pub amount: habitue_column,
    /// What each cost or left, where the rules keep margins: the same types, of any sign. An
    /// empty text is not known.
    pub cost: habitue_column,
    /// Whether each cost is known, 1 or 0; what is not is not looked at. NULL where all are.
    pub cost_known: *const u8,
}

impl habitue_transactions {
    pub(super) unsafe fn columns<'a>(&self) -> Result<Columns<'a>> {
        let whole = [self.amount, self.cost].iter().any(|column| column.r#type == HABITUE_TYPE_I64);
        if self.whole_amounts != 0 && !whole {
            return Err(fault(
                ErrorKind::NotRead,
                "transactions.whole_amounts",
                "is given, and no amounts are int64_t",
            ));
        }
        let customers = self.customer.keys(self.rows, "customers")?;
        let mut columns = Columns::new(customers, self.times()?)?;
        if let Some(amounts) = self.money(&self.amount, "amounts")? {
            columns = columns.with_amounts(amounts)?;
        }
        let is_margin = is_margin(self.costing, "transactions.costing")?;
        let costs = self.money(&self.cost, "costs")?;
        let known = optional_column(self.cost_known, self.rows, "cost_known")?;
        match (costs, known) {
            (None, Some(_)) => {
                return Err(fault(ErrorKind::NotRead, "cost_known", "is given without costs"));
            }
            (costs, known) => {
                let costing = if is_margin { Costing::Margin } else { Costing::Cost };
                set!(columns: with_costs(costs.map(costing))?, with_known_costs(known)?);
            }
        }
        Ok(columns)
    }

    unsafe fn times<'a>(&self) -> Result<Times<'a>> {
        if !self.time.is_given() && self.rows == 0 {
            return Ok(Times::Days(&[]));
        }
        if self.time.one_of(&[HABITUE_TYPE_I32, HABITUE_TYPE_I64], "times")? == HABITUE_TYPE_I32 {
            return self.time.cells(self.rows, "times").map(Times::Days);
        }
        self.time.cells(self.rows, "times").map(Times::Seconds)
    }

    /// A column of money; `None` where it is not given.
    unsafe fn money<'a>(
        &self,
        column: &habitue_column,
        name: &'static str,
    ) -> Result<Option<Amounts<'a>>> {
        if !column.is_given() {
            return Ok(None);
        }
        match column.one_of(&[HABITUE_TYPE_I64, HABITUE_TYPE_F64, HABITUE_TYPE_TEXT], name)? {
            HABITUE_TYPE_F64 => column.cells(self.rows, name).map(Amounts::Float),
            HABITUE_TYPE_TEXT => column.texts(self.rows, name).map(Amounts::Decimal),
            HABITUE_TYPE_I64 => {
                let cells = column.cells(self.rows, name)?;
                Ok(match self.whole_amounts()? {
                    WholeAmounts::Minor => Amounts::Minor(cells),
                    _ => Amounts::Units(cells),
                })
            }
            other => Err(no_enumerator(other, name, &[HABITUE_TYPE_I64])),
        }
        .map(Some)
    }

    fn whole_amounts(&self) -> Result<WholeAmounts> {
        let name = "transactions.whole_amounts";
        <Option<WholeAmounts>>::read(self.whole_amounts, name)?.ok_or_else(|| {
            fault(ErrorKind::Missing, name, "is not given, and amounts are int64_t")
                .allowing("minor units or units of the currency")
        })
    }
}
