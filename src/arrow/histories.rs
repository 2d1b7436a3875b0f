//! Histories of customers of Arrow.

use super::array::Batch;
use super::fields;
use super::provenance::Provenance;
use crate::customer::KeyColumn;
use crate::error::Result;
use crate::lifetime::{Customers, Histories, Spending};
use crate::summary::Convention;
use crate::time::{Unit, Window};

/// Which columns hold histories of customers, and what these must be counted in.
///
/// ```
/// use habitue::arrow::HistoryFields;
/// use habitue::time::Unit;
///
/// let fields = HistoryFields::new("x", "t_x", "t").with_key("customer").with_unit(Unit::Week);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct HistoryFields {
    frequency: String,
    recency: String,
    age: String,
    key: Option<String>,
    mean_spend: Option<String>,
    unit: Option<Unit>,
    window: Option<Window>,
    convention: Option<Convention>,
}

impl HistoryFields {
    /// The columns of x, t_x and T.
    pub fn new(
        frequency: impl Into<String>,
        recency: impl Into<String>,
        age: impl Into<String>,
    ) -> Self {
        Self {
            frequency: frequency.into(),
            recency: recency.into(),
            age: age.into(),
            key: None,
            mean_spend: None,
            unit: None,
            window: None,
            convention: None,
        }
    }

    /// Who. Defaults to none.
    #[must_use]
    pub fn with_key(mut self, column: impl Into<String>) -> Self {
        self.key = Some(column.into());
        self
    }

    /// What each spent per repeat purchase on average. Defaults to none.
    #[must_use]
    pub fn with_mean_spend(mut self, column: impl Into<String>) -> Self {
        self.mean_spend = Some(column.into());
        self
    }

    /// The unit of t_x and T; a schema that says another is refused. Defaults to what the schema
    /// says, if anything.
    #[must_use]
    pub fn with_unit(mut self, unit: Unit) -> Self {
        self.unit = Some(unit);
        self
    }

    /// The window that they must be of; a schema that says another is refused. Defaults to any.
    #[must_use]
    pub fn with_window(mut self, window: Window) -> Self {
        self.window = Some(window);
        self
    }

    /// How they must have been counted; a schema that says otherwise is refused. Defaults to any.
    #[must_use]
    pub fn with_convention(mut self, convention: Convention) -> Self {
        self.convention = Some(convention);
        self
    }
}

/// Histories of customers in columns of their own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HistoryColumns {
    keys: Option<KeyColumn>,
    x: Vec<u32>,
    t_x: Vec<f64>,
    t: Vec<f64>,
    mean_spend: Option<Vec<f64>>,
    unit: Option<Unit>,
}

impl HistoryColumns {
    /// How many customers there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// Who; `None` where no column of keys was named.
    #[must_use]
    pub const fn keys(&self) -> Option<&KeyColumn> {
        self.keys.as_ref()
    }

    /// Repeat purchases, x.
    #[must_use]
    pub fn x(&self) -> &[u32] {
        &self.x
    }

    /// The time of the last one, t_x.
    #[must_use]
    pub fn t_x(&self) -> &[f64] {
        &self.t_x
    }

    /// For how long each was watched, T.
    #[must_use]
    pub fn t(&self) -> &[f64] {
        &self.t
    }

    /// What each spent per repeat purchase on average; `None` where no column was named.
    #[must_use]
    pub fn mean_spend(&self) -> Option<&[f64]> {
        self.mean_spend.as_deref()
    }

    /// The unit of t_x and T, where it is known.
    #[must_use]
    pub const fn unit(&self) -> Option<Unit> {
        self.unit
    }

    /// The customers of questions to models.
    ///
    /// # Errors
    /// As [`Histories::new`] and [`Spending::new`].
    pub fn customers(&self) -> Result<Customers<'_>> {
        let mut histories = Histories::new(&self.x, &self.t_x, &self.t)?;
        if let Some(unit) = self.unit {
            histories = histories.with_unit(unit);
        }
        match &self.mean_spend {
            None => Ok(Customers::of(histories)),
            Some(mean) => Customers::of(histories).with_spending(Spending::new(&self.x, mean)?),
        }
    }
}

/// Takes in batches.
#[derive(Debug)]
pub(crate) struct HistoryReader {
    fields: HistoryFields,
    columns: HistoryColumns,
}

impl HistoryReader {
    /// # Errors
    /// [`ErrorKind::Inconsistent`](crate::ErrorKind::Inconsistent) for a schema of another unit, window or convention.
    pub(crate) fn new(fields: &HistoryFields, provenance: &Provenance) -> Result<Self> {
        fields.unit.map_or(Ok(()), |unit| provenance.meets_unit(unit))?;
        fields.window.as_ref().map_or(Ok(()), |window| provenance.meets_window(window))?;
        fields.convention.as_ref().map_or(Ok(()), |own| provenance.meets_convention(own))?;
        let columns = HistoryColumns {
            keys: fields.key.as_ref().map(|_| KeyColumn::default()),
            mean_spend: fields.mean_spend.as_ref().map(|_| Vec::new()),
            unit: match fields.unit {
                Some(unit) => Some(unit),
                None => provenance.unit()?,
            },
            ..HistoryColumns::default()
        };
        Ok(Self { fields: fields.clone(), columns })
    }

    /// # Errors
    /// [`ErrorKind::MissingColumn`](crate::ErrorKind::MissingColumn), and what a column may have, with its name and row.
    pub(crate) fn push(&mut self, batch: &Batch<'_>) -> Result<()> {
        let before = self.columns.x.len() as u64;
        let (own, into) = (&self.fields, &mut self.columns);
        if let (Some(name), Some(keys)) = (&own.key, &mut into.keys) {
            fields::keys(batch.column(name)?, (name, before), keys)?;
        }
        fields::counts(batch.column(&own.frequency)?, (&own.frequency, before), &mut into.x)?;
        for (name, column) in [(&own.recency, &mut into.t_x), (&own.age, &mut into.t)] {
            fields::numbers(batch.column(name)?, (name, before), column)?;
        }
        if let (Some(name), Some(mean)) = (&own.mean_spend, &mut into.mean_spend) {
            fields::numbers(batch.column(name)?, (name, before), mean)?;
        }
        Ok(())
    }

    /// # Errors
    /// As [`HistoryColumns::customers`], which is thereby known to succeed.
    pub(crate) fn finish(self) -> Result<HistoryColumns> {
        self.columns.customers()?;
        Ok(self.columns)
    }
}
