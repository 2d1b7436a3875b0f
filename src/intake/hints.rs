//! What the caller knows of a file.

use std::collections::BTreeMap;

use super::{ColumnRole, LayoutOptions};
use crate::money::{Currency, NumberFormat};
use crate::time::{DateFormat, TimeZone};

/// What the caller knows of a file of transactions; what is not said is
/// [proposed](super::Proposal).
///
/// ```
/// use habitue::intake::{ColumnRole, Hints};
/// use habitue::time::DateFormat;
///
/// let hints = Hints::new()
///     .with_column(ColumnRole::Customer, "Card no.")
///     .with_date_format(DateFormat::DMY);
/// assert_eq!(hints.column(ColumnRole::Customer), Some("Card no."));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    layout: LayoutOptions,
    columns: BTreeMap<ColumnRole, String>,
    date_format: Option<DateFormat>,
    number_format: Option<NumberFormat>,
    timezone: Option<TimeZone>,
    currency: Option<Currency>,
    without_amounts: bool,
}

impl Hints {
    /// Nothing is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What is known of delimiter, quoting and header.
    #[must_use]
    pub fn with_layout(mut self, layout: LayoutOptions) -> Self {
        self.layout = layout;
        self
    }

    /// The column of this name, or of this number where there is no header, holds this.
    #[must_use]
    pub fn with_column(mut self, role: ColumnRole, column: impl Into<String>) -> Self {
        self.columns.insert(role, column.into());
        self
    }

    /// How dates are written.
    #[must_use]
    pub fn with_date_format(mut self, format: DateFormat) -> Self {
        self.date_format = Some(format);
        self
    }

    /// How numbers are written.
    #[must_use]
    pub fn with_number_format(mut self, format: NumberFormat) -> Self {
        self.number_format = Some(format);
        self
    }

    /// Whose days count, where times have offsets from UTC or are counted in UTC.
    #[must_use]
    pub fn with_timezone(mut self, zone: TimeZone) -> Self {
        self.timezone = Some(zone);
        self
    }

    /// The currency of the amounts, where no column says it.
    #[must_use]
    pub const fn with_currency(mut self, currency: Currency) -> Self {
        self.currency = Some(currency);
        self
    }

    /// No column holds amounts, or none of them counts: purchases alone do.
    #[must_use]
    pub const fn without_amounts(mut self) -> Self {
        self.without_amounts = true;
        self
    }

    /// What is known of the layout.
    #[must_use]
    pub const fn layout(&self) -> &LayoutOptions {
        &self.layout
    }

    /// The column that was named for this.
    #[must_use]
    pub fn column(&self, role: ColumnRole) -> Option<&str> {
        self.columns.get(&role).map(String::as_str)
    }

    /// How dates are written, where that was said.
    #[must_use]
    pub const fn date_format(&self) -> Option<&DateFormat> {
        self.date_format.as_ref()
    }

    /// How numbers are written, where that was said.
    #[must_use]
    pub const fn number_format(&self) -> Option<NumberFormat> {
        self.number_format
    }

    /// Whose days count, where that was said.
    #[must_use]
    pub const fn timezone(&self) -> Option<TimeZone> {
        self.timezone
    }

    /// The currency of the amounts, where that was said.
    #[must_use]
    pub const fn currency(&self) -> Option<Currency> {
        self.currency
    }

    /// Whether amounts do not count.
    #[must_use]
    pub const fn ignores_amounts(&self) -> bool {
        self.without_amounts
    }
}
