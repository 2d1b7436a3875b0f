//! Transactions of Arrow.

use super::array::{Array, Batch};
use super::cell::Cell;
use super::data_type::DataType;
use super::decimal;
use super::fields::{self, Instants, each};
use super::provenance::Provenance;
use crate::customer::{KeyColumn, TextColumn};
use crate::error::{Error, ErrorKind, Result};
use crate::ledger::{Amounts, Columns, Costing, Rules, Times};
use crate::summary::Summary;
use crate::time::TimeZone;

/// What whole amounts are: 1999 is 19.99 dollars, or 1999 dollars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WholeAmounts {
    /// Minor units of the currency: 1999 is 19.99 dollars.
    Minor,
    /// Units of the currency: 1999 is 1999 dollars.
    Major,
}

impl WholeAmounts {
    /// Both of them.
    pub const ALL: &'static [Self] = &[Self::Minor, Self::Major];

    /// `minor` or `major`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// Which columns hold transactions.
///
/// ```
/// use habitue::arrow::{TransactionFields, WholeAmounts};
///
/// let fields = TransactionFields::new("who", "when")
///     .with_amount("paid")
///     .with_whole_amounts(WholeAmounts::Minor);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TransactionFields {
    customer: String,
    date: String,
    amount: Option<String>,
    cost: Option<Costing<String>>,
    whole_amounts: Option<WholeAmounts>,
    zone: Option<TimeZone>,
}

impl TransactionFields {
    /// Who and when, without amounts.
    pub fn new(customer: impl Into<String>, date: impl Into<String>) -> Self {
        Self {
            customer: customer.into(),
            date: date.into(),
            amount: None,
            cost: None,
            whole_amounts: None,
            zone: None,
        }
    }

    /// For how much, where the rules name a currency. Defaults to none.
    #[must_use]
    pub fn with_amount(mut self, column: impl Into<String>) -> Self {
        self.amount = Some(column.into());
        self
    }

    /// What each cost or left, where the rules keep margins; a null is not known. Defaults to none.
    #[must_use]
    pub fn with_cost(mut self, column: Costing<String>) -> Self {
        self.cost = Some(column);
        self
    }

    /// What amounts and costs in integers are: it must be said where there are any, here or by the
    /// schema ([`Provenance`]), and is refused where there are none. Defaults to not said.
    #[must_use]
    pub fn with_whole_amounts(mut self, whole: WholeAmounts) -> Self {
        self.whole_amounts = Some(whole);
        self
    }

    /// By whose clock timestamps that name a time zone are read: which day a purchase is of depends
    /// on it. Those of UTC need none. Defaults to none, and other zones are refused.
    #[must_use]
    pub fn with_time_zone(mut self, zone: TimeZone) -> Self {
        self.zone = Some(zone);
        self
    }
}

/// Amounts of money as their column holds them.
#[derive(Debug)]
enum Money {
    Minor(Vec<i64>),
    Units(Vec<i64>),
    Float(Vec<f64>),
    Text(TextColumn),
}

/// Of what kind the amounts of a column are.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// Integers: minor units, or units of the currency.
    Whole {
        minor: bool,
    },
    /// Decimals that become minor units by this factor.
    Exact(i128),
    Float,
    Text,
}

impl Money {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Whole { minor: true } | Kind::Exact(_) => Self::Minor(Vec::new()),
            Kind::Whole { minor: false } => Self::Units(Vec::new()),
            Kind::Float => Self::Float(Vec::new()),
            Kind::Text => Self::Text(TextColumn::default()),
        }
    }

    fn amounts(&self) -> Amounts<'_> {
        match self {
            Self::Minor(whole) => Amounts::Minor(whole),
            Self::Units(whole) => Amounts::Units(whole),
            Self::Float(values) => Amounts::Float(values),
            Self::Text(texts) => Amounts::Decimal(texts.as_texts()),
        }
    }

    /// Adds a cell; one that is null is 0 where that may be.
    fn push(&mut self, cell: Cell<'_>, kind: Kind) -> Option<()> {
        let null = matches!(cell, Cell::Null);
        match (self, kind) {
            (Self::Text(texts), _) => match cell {
                Cell::Text(text) => texts.push(text),
                Cell::Decimal(bytes, scale) => texts.push(&decimal::text(bytes, scale)),
                _ if null => texts.push(""),
                _ => return None,
            },
            (Self::Float(values), _) => values.push(if null { 0.0 } else { cell.number()? }),
            (Self::Minor(values), Kind::Exact(factor)) => values.push(match cell {
                Cell::Decimal(bytes, _) => {
                    let minor = decimal::whole(bytes)?.checked_mul(factor)?;
                    i64::try_from(minor).ok()?
                }
                _ if null => 0,
                _ => return None,
            }),
            (Self::Minor(values) | Self::Units(values), _) => {
                values.push(if null { 0 } else { i64::try_from(cell.whole()?).ok()? });
            }
        }
        Some(())
    }
}

/// Takes in batches, and pushes them into a summary at once: all of them, or none.
#[derive(Debug)]
pub(crate) struct TransactionReader {
    fields: TransactionFields,
    rules: Rules,
    /// What the schema says of whole amounts.
    said: Option<WholeAmounts>,
    rows: u64,
    customers: KeyColumn,
    times: Instants,
    amounts: Option<(Kind, Money)>,
    costs: Option<(Kind, Money)>,
    known: Vec<u8>,
}

impl TransactionReader {
    /// # Errors
    /// [`ErrorKind::Currency`] for a schema in another currency, [`ErrorKind::Inconsistent`] for one
    /// that says of whole amounts what the fields deny.
    pub(crate) fn new(
        fields: &TransactionFields,
        rules: &Rules,
        provenance: &Provenance,
    ) -> Result<Self> {
        if fields.amount.is_some() {
            provenance.meets_currency(rules.currency())?;
        }
        let said = provenance.has_minor_amounts()?;
        let said = said.map(|minor| if minor { WholeAmounts::Minor } else { WholeAmounts::Major });
        if let (Some(own), Some(said)) = (fields.whole_amounts, said)
            && own != said
        {
            let message = format!("are {:?} in the schema, but {:?} here", said.name(), own.name());
            return Err(Error::new(ErrorKind::Inconsistent, message)
                .in_column("habitue.whole_amounts")
                .with_value(said.name())
                .allowing(own.name()));
        }
        Ok(Self {
            fields: fields.clone(),
            rules: *rules,
            said,
            rows: 0,
            customers: KeyColumn::default(),
            times: Instants::Days(Vec::new()),
            amounts: None,
            costs: None,
            known: Vec::new(),
        })
    }

    /// # Errors
    /// [`ErrorKind::MissingColumn`], and what a column may have, with its name and row.
    pub(crate) fn push(&mut self, batch: &Batch<'_>) -> Result<()> {
        let (fields, before) = (&self.fields, self.rows);
        let place = |name| (name, before);
        fields::keys(
            batch.column(&fields.customer)?,
            place(fields.customer.as_str()),
            &mut self.customers,
        )?;
        fields::instants(
            batch.column(&fields.date)?,
            place(fields.date.as_str()),
            fields.zone.as_ref(),
            &mut self.times,
        )?;
        if let Some(name) = &fields.amount {
            let array = batch.column(name)?;
            let kind = self.kind(array, name)?;
            money(array, (name, before), kind, &mut self.amounts, None)?;
        }
        if let Some(Costing::Cost(name) | Costing::Margin(name)) = &fields.cost {
            let array = batch.column(name)?;
            let kind = self.kind(array, name)?;
            money(array, (name, before), kind, &mut self.costs, Some(&mut self.known))?;
        }
        self.rows += batch.rows as u64;
        Ok(())
    }

    fn kind(&self, array: &Array<'_>, name: &str) -> Result<Kind> {
        match *array.kind() {
            DataType::Whole { .. } => match self.fields.whole_amounts.or(self.said) {
                Some(whole) => Ok(Kind::Whole { minor: whole == WholeAmounts::Minor }),
                None => Err(Error::new(
                    ErrorKind::Missing,
                    "is of integers, and nothing says whether they are minor units or units of the currency",
                )
                .in_column(name)
                .allowing("whole_amounts: minor or major")),
            },
            DataType::Decimal { scale, .. } => {
                let decimals = self.rules.currency().map_or(0, |currency| currency.decimals());
                let more = i64::from(decimals) - i64::from(scale);
                let factor = u32::try_from(more).ok().filter(|more| *more <= 18);
                Ok(factor.map_or(Kind::Text, |more| Kind::Exact(10_i128.pow(more))))
            }
            DataType::Float { .. } => Ok(Kind::Float),
            DataType::Text { .. } | DataType::TextView | DataType::Null => Ok(Kind::Text),
            ref other => Err(Error::new(ErrorKind::Parse, format!("is of {}", other.name()))
                .in_column(name)
                .allowing("decimals, plain decimal text, floats, integers")),
        }
    }

    /// Pushes what came.
    ///
    /// # Errors
    /// As [`Summary::push_columns`]; the summary is then as it was.
    pub(crate) fn finish(self, summary: &mut Summary) -> Result<()> {
        let whole = [&self.amounts, &self.costs];
        let is_whole =
            |found: &&Option<(Kind, Money)>| matches!(found, Some((Kind::Whole { .. }, _)));
        if self.fields.whole_amounts.is_some() && self.rows > 0 && !whole.iter().any(is_whole) {
            let message = "is said, and no amounts are integers";
            return Err(Error::new(ErrorKind::NotRead, message).in_column("whole_amounts"));
        }
        let times = match &self.times {
            Instants::Days(days) => Times::Days(days),
            Instants::Seconds(seconds) => Times::Seconds(seconds),
        };
        let mut columns = Columns::new(self.customers.as_keys(), times)?;
        if let Some((_, amounts)) = &self.amounts {
            columns = columns.with_amounts(amounts.amounts())?;
        }
        if let (Some((_, costs)), Some(column)) = (&self.costs, &self.fields.cost) {
            columns = columns
                .with_costs(match column {
                    Costing::Cost(_) => Costing::Cost(costs.amounts()),
                    Costing::Margin(_) => Costing::Margin(costs.amounts()),
                })?
                .with_known_costs(&self.known)?;
        }
        summary.push_columns(&columns).map_err(|error| self.named(error))
    }

    /// The error with the caller's own name of the column.
    fn named(&self, error: Error) -> Error {
        let cost =
            self.fields.cost.as_ref().map(|(Costing::Cost(name) | Costing::Margin(name))| name);
        let name = match error.column() {
            Some("customer") => Some(&self.fields.customer),
            Some("date") => Some(&self.fields.date),
            Some("amount") => self.fields.amount.as_ref(),
            Some("cost" | "margin") => cost,
            _ => None,
        };
        match name.cloned() {
            Some(name) => error.in_column(name),
            None => error,
        }
    }
}

/// Adds amounts; where `known` is given, a null is not known, else it is refused.
fn money(
    array: &Array<'_>,
    place: (&str, u64),
    kind: Kind,
    into: &mut Option<(Kind, Money)>,
    mut known: Option<&mut Vec<u8>>,
) -> Result<()> {
    let (before, money) = into.get_or_insert_with(|| (kind, Money::new(kind)));
    if *before != kind {
        let message = "is of another type than in the batch before it";
        return Err(Error::new(ErrorKind::Inconsistent, message).in_column(place.0));
    }
    each(array, place, |cell, row| {
        let null = matches!(cell, Cell::Null);
        match &mut known {
            Some(known) => known.push(u8::from(!null)),
            None if null => return Err(super::cell::missing(place.0, row)),
            None => {}
        }
        money.push(cell, kind).ok_or_else(|| {
            let needed = "amounts within 9007199254740992 minor units of the currency";
            cell.refused(place.0, row, needed)
        })
    })
}
