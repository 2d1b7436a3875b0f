//! Which columns of a file of transactions hold what, and what becomes of special rows.

use super::Costing;
use crate::customer::KeyKind;
use crate::error::{Error, ErrorKind, Result};
#[cfg(feature = "capi")]
use crate::intake::Hints;
use crate::intake::{ColumnRole, Layout, Proposal, Repeats, Source};
use crate::money::{DecimalMark, ExchangeRates, NumberFormat};

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

/// What becomes of a row without a customer id: a guest's purchase. An empty field is none, and so
/// are NaN, NULL, None, NA and the like, whatever their case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Guests {
    /// It is a bad row.
    #[default]
    Refuse,
    /// It is left out, and counted with its money.
    LeaveOut,
}

/// What becomes of a row whose amount is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum ZeroAmounts {
    /// It is a purchase of nothing: a gift, a free sample, a download.
    #[default]
    Purchase,
    /// It is left out, and counted.
    LeaveOut,
    /// It is a bad row.
    Refuse,
}

/// What becomes of rows of another currency than the ledger's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum OtherCurrencies {
    /// The file is refused at its end, with all currencies and how many rows each has.
    #[default]
    Refuse,
    /// They are left out, and counted with their money.
    LeaveOut,
    /// They are converted by the rate of their day. Where products have more decimals than the
    /// ledger's currency, its rules must name a rounding.
    Convert(ExchangeRates),
}

/// Which purchase a refund takes back, where that is known better than "the latest". The refund
/// then counts on the day of that purchase; one that fits none stays on its own day, where
/// [`Refunds`](super::Refunds) says what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum RefundMatching {
    /// None: refunds stay on their own days.
    #[default]
    None,
    /// The latest earlier purchase of the same customer, of the same amount.
    SameAmount,
    /// An earlier purchase of the same customer and product that can bear the refund: of the same
    /// amount if there is one, else the smallest; of several alike the latest.
    Product,
    /// The same by the number of the invoice that the refund names.
    Invoice,
}

/// What becomes of rows that repeat an earlier one: in all their fields, or in the column that
/// identifies them ([`TransactionFormat::identified_by`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Duplicates {
    /// They are rows like others, and nobody looks for them, which takes a pass over the file.
    #[default]
    Keep,
    /// They are rows like others, and counted with their money ([`FileAudit::repeated_rows`]).
    ///
    /// [`FileAudit::repeated_rows`]: super::FileAudit::repeated_rows
    Count,
    /// They are left out, and counted with their money.
    Drop,
}

/// The columns that say for how much.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) enum AmountColumns {
    Amount(String),
    QuantityTimesPrice { quantity: String, price: String },
}

/// A column of statuses, and the values whose rows are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct StatusColumn {
    pub(super) name: String,
    pub(super) left_out: Vec<String>,
}

/// How a record of text fields becomes a transaction: which column of a file holds what, how its
/// values are written, and what becomes of bad rows, guests, statuses, zero amounts, refunds and
/// other currencies.
///
/// ```
/// use habitue::Progress;
/// use habitue::ledger::{Guests, Ledger, Refunds, Rules, TransactionFormat};
/// use habitue::money::Currency;
///
/// let csv = "invoice,client,day,pieces,price,state\n\
///            1,Ada,2024-05-01,2,\"1,250.00\",paid\n\
///            2,,2024-05-01,1,3.00,paid\n\
///            3,Ada,2024-05-02,1,9.00,cancelled\n\
///            4,Ada,2024-05-03,-1,\"1,250.00\",paid\n";
/// let format = TransactionFormat::of_quantities("client", "day", "pieces", "price")
///     .with_status("state", ["cancelled"])
///     .with_guests(Guests::LeaveOut);
/// let rules = Rules::money(Currency::EUR).with_refunds(Refunds::Net);
/// let (ledger, audit) =
///     Ledger::read_csv(csv.as_bytes(), &format, &rules, &mut Progress::silent())?;
/// assert_eq!((ledger.len(), audit.rows()), (2, 4));
/// // 2500 bought, 1250 refunded, 3 of a guest, 9 cancelled.
/// assert_eq!(audit.total(Currency::EUR)?.to_string(), "1262.00 EUR");
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TransactionFormat {
    pub(super) customer: String,
    pub(super) date: String,
    pub(super) amount: Option<AmountColumns>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) cost: Option<Costing<String>>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) status: Option<StatusColumn>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) currency: Option<String>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) invoice: Option<String>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) product: Option<String>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) guests: Guests,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) zero_amounts: ZeroAmounts,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) other_currencies: OtherCurrencies,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) refund_matching: RefundMatching,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) duplicates: Duplicates,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) identity: Option<String>,
    pub(super) keys: KeyKind,
    pub(super) date_format: Option<String>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) time_zone: Option<String>,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) numbers: NumberFormat,
    pub(super) bad_rows: BadRows,
}

impl TransactionFormat {
    /// The columns of this name hold customer, date and amount.
    pub fn new(
        customer: impl Into<String>,
        date: impl Into<String>,
        amount: impl Into<String>,
    ) -> Self {
        let amount = Some(AmountColumns::Amount(amount.into()));
        Self { amount, ..Self::of_visits(customer, date) }
    }

    /// The columns of this name hold customer, date, and the quantity and the price of one, whose
    /// product is the amount. A negative quantity is goods that came back.
    pub fn of_quantities(
        customer: impl Into<String>,
        date: impl Into<String>,
        quantity: impl Into<String>,
        price: impl Into<String>,
    ) -> Self {
        let amount =
            AmountColumns::QuantityTimesPrice { quantity: quantity.into(), price: price.into() };
        Self { amount: Some(amount), ..Self::of_visits(customer, date) }
    }

    /// The columns of this name hold customer and date; there are no amounts.
    pub fn of_visits(customer: impl Into<String>, date: impl Into<String>) -> Self {
        Self {
            customer: customer.into(),
            date: date.into(),
            amount: None,
            cost: None,
            status: None,
            currency: None,
            invoice: None,
            product: None,
            guests: Guests::Refuse,
            zero_amounts: ZeroAmounts::Purchase,
            other_currencies: OtherCurrencies::Refuse,
            refund_matching: RefundMatching::None,
            duplicates: Duplicates::Keep,
            identity: None,
            keys: KeyKind::Text,
            date_format: None,
            time_zone: None,
            numbers: NumberFormat::default(),
            bad_rows: BadRows::Fail,
        }
    }

    /// The columns and formats that are proposed for a file, read as the file is laid out
    /// ([`Proposal::layout`]). A column of currencies is read, so that several are refused; one of
    /// statuses is not, because it takes a decision which of them are no purchases.
    ///
    /// ```
    /// use habitue::intake::{Hints, Proposal, Source};
    /// use habitue::ledger::{Ledger, Rules, TransactionFormat};
    /// use habitue::money::Currency;
    /// use habitue::Progress;
    ///
    /// let text = "Kunde;Datum;Betrag\nAda;31.12.2023;1.250,00\nBob;01.01.2024;9,50\n";
    /// let source = Source::from_bytes(text.into())?;
    /// let proposal = Proposal::of(&source, &Hints::new())?;
    /// let format = TransactionFormat::proposed(&proposal);
    /// let rules = Rules::money(Currency::EUR);
    /// let (ledger, audit) =
    ///     Ledger::read(&source, proposal.layout(), &format, &rules, &mut Progress::silent())?;
    /// assert_eq!(ledger.len(), 2);
    /// assert_eq!(audit.total(Currency::EUR)?.to_string(), "1259.50 EUR");
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[must_use]
    pub fn proposed(proposal: &Proposal) -> Self {
        let column = |role| proposal.column(role).map(str::to_owned);
        let format = Self::of_columns(column);
        let cost = column(ColumnRole::Cost).map(Costing::Cost);
        let margin = column(ColumnRole::Margin).map(Costing::Margin);
        let dates = proposal.date_format();
        Self {
            cost: cost.or(margin).filter(|_| format.amount.is_some()),
            currency: column(ColumnRole::Currency).filter(|_| format.amount.is_some()),
            date_format: Some(dates.name().into_owned()),
            time_zone: dates.zone_name(),
            numbers: proposal.number_format(),
            ..format
        }
    }

    /// Which columns hold customers, dates and amounts.
    fn of_columns(column: impl Fn(ColumnRole) -> Option<String>) -> Self {
        let named = |role| column(role).unwrap_or_default();
        let (customer, date) = (named(ColumnRole::Customer), named(ColumnRole::Date));
        match (
            column(ColumnRole::Amount),
            column(ColumnRole::Quantity),
            column(ColumnRole::UnitPrice),
        ) {
            (Some(amount), ..) => Self::new(customer, date, amount),
            (None, Some(quantity), Some(price)) => {
                Self::of_quantities(customer, date, quantity, price)
            }
            _ => Self::of_visits(customer, date),
        }
    }

    /// The columns that hints name; `None` where they do not name the customer or the date.
    #[cfg(feature = "capi")]
    #[must_use]
    pub(crate) fn hinted(hints: &Hints) -> Option<Self> {
        let needed = [ColumnRole::Customer, ColumnRole::Date];
        let named = needed.into_iter().all(|role| hints.column(role).is_some());
        named.then(|| Self::of_columns(|role| hints.column(role).map(str::to_owned)))
    }

    /// The same with what hints say of costs, and how dates and numbers are written.
    #[cfg(feature = "capi")]
    #[must_use]
    pub(crate) fn with_hints(mut self, hints: &Hints) -> Self {
        let column = |role| hints.column(role).map(str::to_owned);
        let cost = column(ColumnRole::Cost).map(Costing::Cost);
        let margin = column(ColumnRole::Margin).map(Costing::Margin);
        self.cost = cost.or(margin).or(self.cost);
        let dates = hints.date_format().map(|format| format.name().into_owned());
        self.date_format = dates.or(self.date_format);
        self.time_zone = hints.timezone().map(|zone| zone.to_string()).or(self.time_zone);
        self.numbers = hints.number_format().unwrap_or(self.numbers);
        self
    }

    /// The column of this name holds what each row cost. An empty field is a cost that is not
    /// known. Defaults to none.
    #[must_use]
    pub fn with_cost(mut self, column: impl Into<String>) -> Self {
        self.cost = Some(Costing::Cost(column.into()));
        self
    }

    /// Costs and margins are not looked at.
    #[cfg(feature = "capi")]
    #[must_use]
    pub(crate) fn without_costs(mut self) -> Self {
        self.cost = None;
        self
    }

    /// The column of this name holds what each row left. An empty field is a margin that is not
    /// known. Defaults to none.
    #[must_use]
    pub fn with_margin(mut self, column: impl Into<String>) -> Self {
        self.cost = Some(Costing::Margin(column.into()));
        self
    }

    /// The column of this name holds a status; rows with one of the values `left_out`, in any case,
    /// are left out and counted by value with their money. Defaults to none.
    #[must_use]
    pub fn with_status<S: Into<String>>(
        mut self,
        column: impl Into<String>,
        left_out: impl IntoIterator<Item = S>,
    ) -> Self {
        let left_out = left_out.into_iter().map(Into::into).collect();
        self.status = Some(StatusColumn { name: column.into(), left_out });
        self
    }

    /// The column of this name holds the currency of each row, as a code or as a sign that one
    /// currency alone writes; `others` says what becomes of rows of another than the ledger's.
    /// Defaults to none: all rows are of the ledger's currency.
    #[must_use]
    pub fn with_currency(mut self, column: impl Into<String>, others: OtherCurrencies) -> Self {
        self.currency = Some(column.into());
        self.other_currencies = others;
        self
    }

    /// What becomes of rows that repeat an earlier one. Defaults to [`Duplicates::Keep`].
    ///
    /// ```
    /// use habitue::Progress;
    /// use habitue::ledger::{Duplicates, Ledger, Rules, TransactionFormat};
    /// use habitue::money::Currency;
    ///
    /// let csv = "who,when,paid\nAda,2024-05-01,5\nBo,2024-05-01,5\nAda,2024-05-01,5\n";
    /// let format = TransactionFormat::new("who", "when", "paid");
    /// let rules = Rules::money(Currency::EUR);
    /// let read = |format: &TransactionFormat| {
    ///     Ledger::read_csv(csv.as_bytes(), format, &rules, &mut Progress::silent())
    /// };
    /// let (ledger, audit) = read(&format.clone().with_duplicates(Duplicates::Count))?;
    /// assert_eq!((ledger.len(), audit.repeated_rows()), (3, 1));
    /// assert_eq!(audit.repeated_money()?.unwrap().to_string(), "5.00 EUR");
    /// let (ledger, audit) = read(&format.with_duplicates(Duplicates::Drop))?;
    /// assert_eq!((ledger.len(), audit.left_out_rows()), (2, 1));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[must_use]
    pub const fn with_duplicates(mut self, duplicates: Duplicates) -> Self {
        self.duplicates = duplicates;
        self
    }

    /// The column of this name identifies each row, such as the number of a transaction: rows of
    /// one number repeat each other whatever else they say. Defaults to none.
    #[must_use]
    pub fn identified_by(mut self, column: impl Into<String>) -> Self {
        self.identity = Some(column.into());
        self
    }

    /// Refunds count on the day of the purchase of the same customer and amount. Defaults to
    /// [`RefundMatching::None`].
    #[must_use]
    pub fn matching_refunds_by_amount(mut self) -> Self {
        self.refund_matching = RefundMatching::SameAmount;
        self
    }

    /// Refunds count on the day of a purchase of the same customer and of the same product, which
    /// the column of this name holds; see [`RefundMatching::Product`].
    #[must_use]
    pub fn matching_refunds_by_product(mut self, column: impl Into<String>) -> Self {
        self.product = Some(column.into());
        self.refund_matching = RefundMatching::Product;
        self
    }

    /// Refunds count on the day of a purchase of the same customer with the same number of invoice,
    /// which the column of this name holds; see [`RefundMatching::Invoice`].
    #[must_use]
    pub fn matching_refunds_by_invoice(mut self, column: impl Into<String>) -> Self {
        self.invoice = Some(column.into());
        self.refund_matching = RefundMatching::Invoice;
        self
    }

    /// What becomes of rows without a customer. Defaults to [`Guests::Refuse`].
    #[must_use]
    pub fn with_guests(mut self, guests: Guests) -> Self {
        self.guests = guests;
        self
    }

    /// What becomes of rows whose amount is 0. Defaults to [`ZeroAmounts::Purchase`].
    #[must_use]
    pub fn with_zero_amounts(mut self, zero_amounts: ZeroAmounts) -> Self {
        self.zero_amounts = zero_amounts;
        self
    }

    /// Reads customers as integers. Defaults to text, which keeps leading zeros.
    #[must_use]
    pub fn with_integer_keys(mut self) -> Self {
        self.keys = KeyKind::Integer;
        self
    }

    /// Reads dates in the format of a name, such as `dmy`, or of the specifiers of
    /// [`chrono::format::strftime`]; see [`DateFormat::named`](crate::time::DateFormat::named).
    /// Defaults to `iso`, ISO 8601 with or without a time.
    #[must_use]
    pub fn with_date_format(mut self, format: impl Into<String>) -> Self {
        self.date_format = Some(format.into());
        self
    }

    /// Reads instants as the clock of a zone shows them, `Asia/Shanghai` or `+08:00`: times with
    /// an offset from UTC, and epochs. Defaults to none, and then offsets other than that of UTC
    /// are refused.
    #[must_use]
    pub fn with_time_zone(mut self, zone: impl Into<String>) -> Self {
        self.time_zone = Some(zone.into());
        self
    }

    /// What stands before the decimals. Defaults to a point, and then a number such as `1,234`,
    /// which has two readings, is refused.
    #[must_use]
    pub fn with_decimal_mark(mut self, mark: DecimalMark) -> Self {
        self.numbers = NumberFormat::new(mark);
        self
    }

    /// How numbers are written; see [`TransactionFormat::with_decimal_mark`].
    #[must_use]
    pub fn with_numbers(mut self, numbers: NumberFormat) -> Self {
        self.numbers = numbers;
        self
    }

    /// Leaves bad rows out, counts them and reports the first `keep` in full. Defaults to failing
    /// at the first.
    #[must_use]
    pub fn rejecting(mut self, keep: usize) -> Self {
        self.bad_rows = BadRows::Reject { keep };
        self
    }

    /// The lines that repeat an earlier one, where they are looked for.
    ///
    /// # Errors
    /// As [`Repeats::find`].
    pub(crate) fn repeats(
        &self,
        source: &Source,
        layout: &Layout,
        threads: usize,
    ) -> Result<Repeats> {
        match self.duplicates {
            Duplicates::Keep => Ok(Repeats::default()),
            _ => Repeats::find(source, layout, self.identity.as_deref(), threads),
        }
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

    /// Which purchases refunds take back.
    #[must_use]
    pub const fn refund_matching(&self) -> RefundMatching {
        self.refund_matching
    }

    /// The names of the columns that are read, in the order in which a record gives its fields.
    #[must_use]
    pub fn columns(&self) -> Vec<&str> {
        let amounts: Vec<&str> = match &self.amount {
            None => Vec::new(),
            Some(AmountColumns::Amount(amount)) => vec![amount],
            Some(AmountColumns::QuantityTimesPrice { quantity, price }) => vec![quantity, price],
        };
        let label = match self.refund_matching {
            RefundMatching::Product => self.product.as_deref(),
            RefundMatching::Invoice => self.invoice.as_deref(),
            RefundMatching::None | RefundMatching::SameAmount => None,
        };
        [self.customer.as_str(), &self.date]
            .into_iter()
            .chain(amounts)
            .chain(self.cost.as_ref().map(|cost| cost.inner().as_str()))
            .chain(self.status.as_ref().map(|status| status.name.as_str()))
            .chain(self.currency.as_deref())
            .chain(label)
            .collect()
    }

    /// Refuses what no file can be read by.
    pub(super) fn check(&self) -> Result<()> {
        if self.status.as_ref().is_some_and(|status| status.left_out.is_empty()) {
            return Err(Error::new(ErrorKind::NotRead, "has no values that are left out")
                .in_column("status"));
        }
        if self.identity.is_some() && self.duplicates == Duplicates::Keep {
            return Err(Error::new(
                ErrorKind::NotRead,
                "is given, and nobody looks for repetitions",
            )
            .in_column("identity")
            .allowing("duplicates that are counted or dropped"));
        }
        Ok(())
    }
}
