//! From the text fields of a record to a transaction.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::costing::{Margin, missing_cost, no_costs};
use super::file_audit::{FileAudit, RowFate, Tally};
use super::transaction_format::{AmountColumns, BadRows, OtherCurrencies};
use super::{
    Costing, Duplicates, Guests, MissingCosts, RefundMatching, Rules, TransactionFormat,
    ZeroAmounts,
};
use crate::customer::{Key, KeyKind};
use crate::error::{Error, ErrorKind, Result};
use crate::intake::{Record, Repeats};
use crate::money::{Currency, Exact, Rounding, exact_units, says_missing};
use crate::remedy::Remedy;
use crate::time::{DateFormat, Moment, TimeZone};

/// Makes transactions of records under one format and one set of rules. The fields of a record come
/// in the order of [`TransactionFormat::columns`].
#[derive(Debug)]
pub(crate) struct RecordReader {
    pub(super) format: TransactionFormat,
    pub(super) rules: Rules,
    pub(super) dates: DateFormat,
    pub(super) places: Places,
    /// How many fields a line has.
    width: usize,
    /// Statuses left out, in small letters.
    statuses: Vec<String>,
    /// Lines that repeat an earlier one.
    pub(super) repeats: Repeats,
    /// Whether key, date and amount are all that is looked at.
    pub(super) plain: bool,
}

/// What became of the records of a part of a file.
#[derive(Debug)]
pub(crate) struct RecordAudit {
    /// The currency of the last row, and how it was written.
    latest: (Vec<u8>, Option<Currency>),
    /// The date of the last row that was plainly written, when that is, and the tick: files are
    /// mostly in the order of time.
    pub(super) latest_date: ([u8; 10], Moment, i32),
    /// Purchases that were plainly written, and what they paid in minor units.
    pub(super) plain_rows: u64,
    pub(super) plain_minor: i64,
    /// What else was taken in of the ledger's own currency.
    purchases: Tally,
    refunds: Tally,
    others: FileAudit,
}

/// Where the fields of a record are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    pub(super) amount: usize,
    price: usize,
    cost: usize,
    status: usize,
    currency: usize,
    label: usize,
}

/// Where customer and date are.
pub(super) const CUSTOMER: usize = 0;
pub(super) const DATE: usize = 1;

/// A transaction that a record became.
#[derive(Debug)]
pub(crate) struct Taken<'a> {
    pub(crate) customer: RowKey<'a>,
    pub(crate) at: Moment,
    pub(crate) amount: Exact,
    pub(crate) margin: Option<Margin>,
    /// The product or the invoice by which refunds are matched; empty where there is none.
    pub(super) label: &'a [u8],
}

/// A customer as a row names them, in the spelling of the rules.
#[derive(Debug)]
pub(crate) enum RowKey<'a> {
    Integer(i64),
    Text(Cow<'a, str>),
}

impl RowKey<'_> {
    #[inline]
    pub(crate) fn as_key(&self) -> Key<'_> {
        match self {
            Self::Integer(key) => Key::Integer(*key),
            Self::Text(key) => Key::Text(key),
        }
    }
}

impl RecordReader {
    /// A reader of records, of which each line of the file has `width` fields.
    ///
    /// # Errors
    /// * [`ErrorKind::Argument`] for an impossible date format or time zone;
    /// * [`ErrorKind::Currency`] where there is an amount column and the rules name no currency, or
    ///   the reverse, or rates into another currency than the rules';
    /// * [`ErrorKind::Inconsistent`] where there is a cost column and the rules keep no margins,
    ///   [`ErrorKind::Missing`] where there is none and the rules refuse rows without.
    pub(crate) fn new(format: &TransactionFormat, rules: &Rules, width: usize) -> Result<Self> {
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
        if let (OtherCurrencies::Convert(rates), Some(currency)) =
            (&format.other_currencies, rules.currency())
            && rates.target() != currency
        {
            return Err(Error::new(ErrorKind::Currency, "is not what the rates convert into")
                .in_column("currency")
                .with_value(currency)
                .allowing(rates.target().to_string()));
        }
        let mut dates = match &format.date_format {
            None => DateFormat::ISO,
            Some(name) => DateFormat::named(name)?,
        };
        if let Some(zone) = &format.time_zone {
            dates = dates.in_zone(TimeZone::parse(zone)?);
        }
        let left_out = format.status.iter().flat_map(|status| &status.left_out);
        Ok(Self {
            places: Places::of(format),
            statuses: left_out.map(|status| status.trim().to_lowercase()).collect(),
            format: format.clone(),
            rules: *rules,
            dates,
            width,
            repeats: Repeats::default(),
            plain: rules.costs().is_none()
                && matches!(format.amount, Some(AmountColumns::Amount(_)))
                && format.columns().len() == 3,
        })
    }

    /// Knows the lines that repeat an earlier one.
    #[must_use]
    pub(crate) fn knowing(mut self, repeats: Repeats) -> Self {
        self.repeats = repeats;
        self
    }

    /// The audit of no record.
    pub(crate) fn audit(&self) -> RecordAudit {
        let keep = match self.format.bad_rows {
            BadRows::Fail => 0,
            BadRows::Reject { keep } => keep,
        };
        RecordAudit {
            latest: (Vec::new(), None),
            // No text has such bytes.
            latest_date: ([0xFF; 10], Moment::MIN, 0),
            plain_rows: 0,
            plain_minor: 0,
            purchases: Tally::default(),
            refunds: Tally::default(),
            others: FileAudit::keeping(keep),
        }
    }

    /// Makes a transaction of a record; `None` where it is left out, which the audit counts. What
    /// is plainly written may be read by [`PlainLines`](super::PlainLines) in a fraction of the time.
    ///
    /// # Errors
    /// Where bad rows fail: the row's error, which names the line, the column and the value.
    pub(crate) fn read<'a>(
        &self,
        record: &Record<'a>,
        audit: &mut RecordAudit,
    ) -> Result<Option<Taken<'a>>> {
        let Record { line, width, fields, .. } = *record;
        if width != self.width {
            let error = Error::new(
                ErrorKind::RowShape,
                format!("has {width} fields where the header has {}", self.width),
            );
            return self.refuse(audit, error.at_line(line), None, None).map(|()| None);
        }
        let currency = self.currency_of(fields, &mut audit.latest);
        let own = currency.as_ref().ok().copied().flatten();
        let amount = self.amount(fields, own);
        // Without a currency nobody knows what an amount says.
        let unknown = own.is_none() && self.rules.currency().is_some();
        let money = amount.as_ref().ok().copied().filter(|_| !unknown);
        if let Some(fate) = self.left_out(fields, own) {
            audit.others.count(&fate, own, money, Exact::ZERO);
            return Ok(None);
        }
        let repeats = !self.repeats.lines().is_empty() && self.repeats.contains(line);
        if repeats && self.format.duplicates == Duplicates::Drop {
            audit.others.count(&RowFate::Repeated, own, money, Exact::ZERO);
            return Ok(None);
        }
        match currency.and_then(|_| self.transaction(fields, own, amount)) {
            Ok((taken, stated)) => {
                let zero = self.rules.currency().is_some() && taken.amount == Exact::ZERO;
                if zero && self.format.zero_amounts != ZeroAmounts::Purchase {
                    return self.zero(audit, record, own).map(|()| None);
                }
                self.count(audit, &taken, own, stated);
                if repeats {
                    audit.others.see_repeated(self.rules.currency(), taken.amount);
                }
                Ok(Some(taken))
            }
            Err(error) => self.refuse(audit, error.at_line(line), own, money).map(|()| None),
        }
    }

    /// What became of the rows of a file, of whose parts in their order these are the audits.
    ///
    /// # Errors
    /// [`ErrorKind::Currency`] where there are several currencies and the format refuses that.
    pub(crate) fn finish(&self, parts: impl IntoIterator<Item = RecordAudit>) -> Result<FileAudit> {
        let currency = self.rules.currency();
        let mut whole = self.audit().others;
        for mut part in parts {
            part.purchases.add_purchases(part.plain_rows, part.plain_minor);
            for (fate, tally) in
                [(RowFate::Purchase, part.purchases), (RowFate::Refund, part.refunds)]
            {
                whole.add(&fate, currency, &tally);
            }
            whole.merge(&part.others);
        }
        if self.format.currency.is_some() && self.format.other_currencies == OtherCurrencies::Refuse
        {
            whole.refuse_other_currencies(currency)?;
        }
        Ok(whole)
    }

    fn refuse(
        &self,
        audit: &mut RecordAudit,
        error: Error,
        currency: Option<Currency>,
        money: Option<Exact>,
    ) -> Result<()> {
        match self.format.bad_rows {
            BadRows::Fail => Err(error.remedied(Remedy::RejectBadRows)),
            BadRows::Reject { .. } => {
                audit.others.reject(error, currency, money);
                Ok(())
            }
        }
    }

    fn zero(
        &self,
        audit: &mut RecordAudit,
        record: &Record<'_>,
        currency: Option<Currency>,
    ) -> Result<()> {
        if self.format.zero_amounts == ZeroAmounts::LeaveOut {
            audit.others.count(&RowFate::ZeroAmount, currency, Some(Exact::ZERO), Exact::ZERO);
            return Ok(());
        }
        let error = Error::new(
            ErrorKind::OutOfRange,
            "is 0; say what zero amounts are (purchases, or left out)",
        )
        .remedied(Remedy::LeaveOutZeroAmounts)
        .in_column(self.amount_name())
        .with_value(shown(record.fields[self.places.amount]))
        .at_line(record.line);
        self.refuse(audit, error, currency, Some(Exact::ZERO))
    }

    #[inline]
    fn count(
        &self,
        audit: &mut RecordAudit,
        taken: &Taken<'_>,
        currency: Option<Currency>,
        stated: Exact,
    ) {
        let refund = stated.is_negative();
        if currency == self.rules.currency() {
            let tally = if refund { &mut audit.refunds } else { &mut audit.purchases };
            tally.add(stated, taken.amount);
            return;
        }
        let fate = if refund { RowFate::Refund } else { RowFate::Purchase };
        audit.others.count(&fate, currency, Some(stated), taken.amount);
    }

    /// Why a row is left out that is not at fault.
    #[inline]
    fn left_out(&self, fields: &[&[u8]], currency: Option<Currency>) -> Option<RowFate> {
        if let Some(status) = &self.format.status {
            let text = String::from_utf8_lossy(fields[self.places.status]);
            let text = text.trim();
            let same = |known: &String| text.to_lowercase() == *known;
            if let Some(at) = self.statuses.iter().position(same) {
                return Some(RowFate::Status(status.left_out[at].clone()));
            }
        }
        let converts = matches!(self.format.other_currencies, OtherCurrencies::Convert(_));
        if currency.is_some() && currency != self.rules.currency() && !converts {
            return Some(RowFate::OtherCurrency);
        }
        (self.format.guests == Guests::LeaveOut && says_missing(fields[CUSTOMER]))
            .then_some(RowFate::Guest)
    }

    /// The currency of a row; `None` where there are no amounts.
    #[inline]
    fn currency_of(
        &self,
        fields: &[&[u8]],
        latest: &mut (Vec<u8>, Option<Currency>),
    ) -> Result<Option<Currency>> {
        let Some(name) = &self.format.currency else { return Ok(self.rules.currency()) };
        let text = fields[self.places.currency];
        if text == latest.0 && latest.1.is_some() {
            return Ok(latest.1);
        }
        let found = std::str::from_utf8(text).ok().and_then(Currency::from_cell);
        if found.is_none() {
            let (kind, sentence) = match says_missing(text) {
                true => (ErrorKind::Missing, "is empty"),
                false => (ErrorKind::Currency, "is no currency"),
            };
            return Err(Error::new(kind, sentence)
                .in_column(name)
                .with_value(shown(text))
                .allowing("a code of ISO 4217, or a sign that one currency alone writes"));
        }
        *latest = (text.to_vec(), found);
        Ok(found)
    }

    /// What a row states in exact minor units of its own currency.
    #[inline]
    fn amount(&self, fields: &[&[u8]], currency: Option<Currency>) -> Result<Exact> {
        let (Some(columns), Some(currency)) = (&self.format.amount, currency) else {
            return Ok(Exact::ZERO);
        };
        let numbers = self.format.numbers;
        match columns {
            AmountColumns::Amount(name) => numbers
                .exact(fields[self.places.amount], currency, self.rounding(currency))
                .map_err(|error| error.in_column(name)),
            AmountColumns::QuantityTimesPrice { quantity, price } => {
                let (pieces, each) = (fields[self.places.amount], fields[self.places.price]);
                let plain = numbers.plain(pieces, 0).zip(numbers.plain(each, currency.decimals()));
                if let Some(minor) = plain.and_then(|(pieces, each)| pieces.checked_mul(each)) {
                    return self.rules.in_range(Exact::whole(minor));
                }
                let pieces = text(pieces)
                    .and_then(|pieces| numbers.read(pieces))
                    .map_err(|error| error.in_column(quantity))?;
                let each = text(each)
                    .and_then(|each| numbers.read_money(each, currency))
                    .map_err(|error| error.in_column(price))?;
                let product = each.checked_mul(pieces)?.amount().normalize();
                exact_units(product, currency, self.rounding(currency))
                    .map_err(|error| error.in_column(price))
            }
        }
    }

    /// What is converted keeps its decimals until it is.
    fn rounding(&self, currency: Currency) -> Option<Rounding> {
        if Some(currency) == self.rules.currency() {
            return self.rules.rounding();
        }
        Some(self.rules.rounding().unwrap_or(Rounding::HalfEven))
    }

    fn amount_name(&self) -> &str {
        match &self.format.amount {
            Some(AmountColumns::Amount(name)) => name,
            Some(AmountColumns::QuantityTimesPrice { price, .. }) => price,
            None => "amount",
        }
    }

    /// The transaction, and what the file states of its amount.
    #[inline]
    fn transaction<'a>(
        &self,
        fields: &[&'a [u8]],
        currency: Option<Currency>,
        amount: Result<Exact>,
    ) -> Result<(Taken<'a>, Exact)> {
        let customer = self.customer(fields[CUSTOMER])?;
        let at = self.dates.parse_bytes(fields[DATE]);
        let at = at.map_err(|error| error.in_column(&self.format.date))?;
        let stated = amount?;
        let (mut amount, mut rate) = (stated, None);
        if let (Some(from), OtherCurrencies::Convert(rates)) =
            (currency, &self.format.other_currencies)
            && from != rates.target()
        {
            let found = rates.rate(from, at.day())?;
            amount = self.converted(stated, from, found)?;
            rate = Some((from, found));
        }
        if self.rules.currency().is_some() {
            amount =
                self.rules.accept(amount).map_err(|error| error.in_column(self.amount_name()))?;
        }
        let margin = self.margin(fields, amount, rate)?;
        let label = fields.get(self.places.label).copied().unwrap_or_default();
        Ok((Taken { customer, at, amount, margin, label }, stated))
    }

    #[inline]
    fn customer<'a>(&self, field: &'a [u8]) -> Result<RowKey<'a>> {
        let name = &self.format.customer;
        if says_missing(field) {
            return Err(Error::new(
                ErrorKind::Missing,
                "names no customer; a guest? guests can be left out and counted",
            )
            .remedied(Remedy::LeaveOutGuests)
            .in_column(name)
            .with_value(shown(field)));
        }
        let key = text(field).map_err(|error| error.in_column(name))?;
        let policy = self.rules.key_policy();
        let key = if policy.is_as_is() { Cow::Borrowed(key) } else { policy.apply(key) };
        match self.format.keys {
            KeyKind::Text => Ok(RowKey::Text(key)),
            KeyKind::Integer => key.parse().map(RowKey::Integer).map_err(|fault| {
                Error::new(ErrorKind::Parse, "is no integer of 64 bits")
                    .in_column(name)
                    .with_value(shown(field))
                    .with_source(fault)
            }),
        }
    }

    /// An amount in the ledger's currency.
    fn converted(&self, stated: Exact, from: Currency, rate: Decimal) -> Result<Exact> {
        let Some(target) = self.rules.currency() else { return Ok(stated) };
        let decimals = i64::from(target.decimals()) - i64::from(from.decimals());
        // Minor units of one currency times the rate, in minor units of the other.
        let factor = Decimal::new(10_i64.pow(decimals.unsigned_abs() as u32), 0);
        let factor = if decimals < 0 { rate / factor } else { rate * factor };
        let exact = stated.times(factor).ok_or_else(|| {
            Error::new(ErrorKind::Overflow, "has too many digits to be converted")
                .in_column(self.amount_name())
        })?;
        if exact.parts() != 0 && self.rules.rounding().is_none() {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                format!("has more decimals than {target} once it is converted; name a rounding"),
            )
            .in_column(self.amount_name())
            .remedied(Remedy::Round));
        }
        self.rules.in_range(exact)
    }

    /// What the row leaves of an amount.
    #[inline]
    fn margin(
        &self,
        fields: &[&[u8]],
        amount: Exact,
        rate: Option<(Currency, Decimal)>,
    ) -> Result<Option<Margin>> {
        let (Some(costing), Some(currency)) = (&self.format.cost, self.rules.currency()) else {
            return self.rules.margin_of(amount, None);
        };
        let field = fields[self.places.cost];
        let stated = match (says_missing(field), rate) {
            (true, _) => Ok(None),
            (false, None) => {
                self.format.numbers.exact(field, currency, self.rules.rounding()).map(Some)
            }
            (false, Some((from, rate))) => self
                .format
                .numbers
                .exact(field, from, self.rounding(from))
                .and_then(|cost| self.converted(cost, from, rate))
                .map(Some),
        };
        stated
            .map(|stated| stated.map(|cost| Costing::with(costing, cost)))
            .and_then(|stated| self.rules.margin_of(amount, stated))
            .map_err(|error| error.in_column(costing.inner()))
    }
}

impl RecordAudit {
    /// Counts lines with nothing on them.
    pub(crate) fn see_blank_lines(&mut self, lines: u64) {
        self.others.see_blank_lines(lines);
    }
}

impl Places {
    /// Those of [`TransactionFormat::columns`]; where there is no such column, past the end.
    fn of(format: &TransactionFormat) -> Self {
        const NONE: usize = usize::MAX;
        let mut next = 2;
        let mut place = |is_there: bool| {
            let at = if is_there { next } else { NONE };
            next += usize::from(is_there);
            at
        };
        let is_product = matches!(format.amount, Some(AmountColumns::QuantityTimesPrice { .. }));
        let has_label =
            matches!(format.refund_matching, RefundMatching::Product | RefundMatching::Invoice);
        Self {
            amount: place(format.amount.is_some()),
            price: place(is_product),
            cost: place(format.cost.is_some()),
            status: place(format.status.is_some()),
            currency: place(format.currency.is_some()),
            label: place(has_label),
        }
    }
}

/// A field as text.
#[inline]
fn text(field: &[u8]) -> Result<&str> {
    std::str::from_utf8(field).map_err(|fault| {
        Error::new(ErrorKind::Encoding, "is not UTF-8").with_value(shown(field)).with_source(fault)
    })
}

/// A field as a message shows it.
fn shown(field: &[u8]) -> String {
    match std::str::from_utf8(field) {
        Ok(text) => format!("{text:?}"),
        Err(_) => format!("\"{}\"", field.escape_ascii()),
    }
}
