//! How a file may be read, with the evidence.

use std::fmt;

use super::column_sample::{ColumnSample, columns};
use super::{ColumnRole, Encoding, Hints, Layout, Source};
use crate::error::{Error, ErrorKind, Result};
use crate::money::{Currency, NumberFormat, WrittenCurrencies};
use crate::remedy::Remedy;
use crate::time::{DateCandidate, DateFormat};

/// Why a column is taken for what it is, or a format for that of its values.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Evidence {
    /// The caller said so.
    Said,
    /// The column is called so.
    Called,
    /// The column is called something that may be so, and no other is called better.
    MayBeCalled,
    /// Of all columns, this alone holds such values.
    OnlyOne,
    /// So many values of the sample fit, of so many.
    Fits {
        /// How many fit.
        values: usize,
        /// How many were looked at.
        of: usize,
    },
    /// This value has no other reading.
    DecidedBy(String),
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Said => f.write_str("said by the caller"),
            Self::Called => f.write_str("called so"),
            Self::MayBeCalled => f.write_str("no column is called better"),
            Self::OnlyOne => f.write_str("no other column holds such values"),
            Self::Fits { values, of } if values == of => write!(f, "all {of} values looked at fit"),
            Self::Fits { values, of } => write!(f, "{values} of {of} values looked at fit"),
            Self::DecidedBy(value) => write!(f, "{value:?} has no other reading"),
        }
    }
}

/// A column and what it is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProposedColumn {
    /// What it holds.
    pub role: ColumnRole,
    /// Its name in the file; its number where there is no header.
    pub column: String,
    /// Why.
    pub evidence: Vec<Evidence>,
}

/// How a file of transactions may be read, from a sample of it: encoding, layout, which column is
/// what, and how dates and numbers are written, each with its evidence.
///
/// Where two readings fit, there is no proposal, but an error that names both, shows a value, and
/// carries the options that decide ([`Error::remedies`]).
///
/// ```
/// use habitue::intake::{ColumnRole, Hints, Proposal, Source};
/// use habitue::remedy::Face;
/// use habitue::time::DateFormat;
///
/// let text = "Member;Order date;Paid\nM1;31/01/2024;10,50\nM2;01/02/2024;1.200,00\n";
/// let source = Source::from_bytes(text.into())?;
/// let proposal = Proposal::of(&source, &Hints::new())?;
/// assert_eq!(proposal.column(ColumnRole::Amount), Some("Paid"));
/// assert_eq!(proposal.date_format(), &DateFormat::DMY);
/// assert_eq!(proposal.number_format().decimal_mark().character(), ',');
///
/// let text = "who,when,paid\na,3/4/2024,5\nb,5/6/2024,6\n";
/// let source = Source::from_bytes(text.into())?;
/// let error = Proposal::of(&source, &Hints::new()).unwrap_err();
/// assert!(error.told(Face::CommandLine).ends_with("--date-format dmy, or --date-format mdy"));
/// assert!(Proposal::of(&source, &Hints::new().with_date_format(DateFormat::MDY)).is_ok());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    encoding: Encoding,
    layout: Layout,
    columns: Vec<ProposedColumn>,
    date_format: DateFormat,
    date_evidence: Vec<Evidence>,
    number_format: NumberFormat,
    currency: Option<(Currency, Vec<Evidence>)>,
    named: Option<Currency>,
}

/// The columns of a file, and what is known of each.
struct Columns<'a> {
    layout: &'a Layout,
    hints: &'a Hints,
    samples: Vec<ColumnSample>,
    taken: Vec<ProposedColumn>,
}

impl Proposal {
    /// How a file may be read, as far as the caller does not say.
    ///
    /// # Errors
    /// * [`ErrorKind::Empty`] for a file without a record;
    /// * [`ErrorKind::MissingColumn`] where no column can be the customer, or the date, and for a
    ///   column that the caller names and that is not there;
    /// * [`ErrorKind::Inconsistent`] where two columns, two orders of day and month, two decimal
    ///   marks or two offsets from UTC fit: the error names both and the option that decides;
    /// * [`ErrorKind::Currency`] where the amounts have a sign that several currencies write, such
    ///   as $, and neither the caller nor a column of currencies says which;
    /// * [`ErrorKind::Parse`] where no date format fits.
    pub fn of(source: &Source, hints: &Hints) -> Result<Self> {
        let layout = Layout::with(source, hints.layout())?;
        let samples = columns(source, &layout)?;
        if samples.iter().all(|column| column.values.is_empty()) {
            let sentence = "has a header and no record below it";
            return Err(Error::new(ErrorKind::Empty, sentence).in_column("file"));
        }
        let mut columns = Columns { layout: &layout, hints, samples, taken: Vec::new() };
        columns.find_said()?;
        columns.find_date()?;
        columns.find_named()?;
        columns.find_amount()?;
        columns.find_customer()?;
        let Columns { samples, mut taken, .. } = columns;
        taken.sort_by_key(|column| column.role);
        let sample = |role: ColumnRole| {
            let column = taken.iter().find(|column| column.role == role)?;
            samples.get(layout.place(&column.column).ok()?)
        };
        let dates = sample(ColumnRole::Date).cloned().unwrap_or_default();
        let (date_format, date_evidence) = date_format(&dates, hints)?;
        let numbers = ColumnRole::ALL.iter().copied().filter(|role| role.is_number());
        let numbers: Vec<&str> =
            numbers.filter_map(sample).flat_map(ColumnSample::numbers).collect();
        let number_format = match hints.number_format() {
            Some(format) => format,
            None => NumberFormat::decide(numbers)?,
        };
        let money = [ColumnRole::Amount, ColumnRole::UnitPrice].into_iter().find_map(sample);
        let by_column = taken.iter().any(|column| column.role == ColumnRole::Currency);
        let currency = match (hints.currency(), money) {
            (Some(currency), money) => {
                let texts = money.into_iter().flat_map(|money| &money.values);
                if let Some(written) =
                    WrittenCurrencies::of(texts.map(String::as_str)).filter(|_| !by_column)
                {
                    written.check(currency)?;
                }
                Some((currency, vec![Evidence::Said]))
            }
            (None, Some(money)) if !by_column => currency(money)?,
            _ => None,
        };
        let codes = sample(ColumnRole::Currency).into_iter().flat_map(|column| &column.values);
        let named = codes.map(String::as_str).find_map(Currency::from_cell);
        Ok(Self {
            encoding: source.encoding(),
            columns: taken,
            layout,
            date_format,
            date_evidence,
            number_format,
            currency,
            named,
        })
    }

    /// The encoding of the file.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How it is laid out.
    #[must_use]
    pub const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Which column is what.
    #[must_use]
    pub fn columns(&self) -> &[ProposedColumn] {
        &self.columns
    }

    /// The name of the column that holds this; `None` where none does.
    #[must_use]
    pub fn column(&self, role: ColumnRole) -> Option<&str> {
        let column = self.columns.iter().find(|column| column.role == role)?;
        Some(&column.column)
    }

    /// How dates are written.
    #[must_use]
    pub const fn date_format(&self) -> &DateFormat {
        &self.date_format
    }

    /// Why dates are taken to be written so.
    #[must_use]
    pub fn date_evidence(&self) -> &[Evidence] {
        &self.date_evidence
    }

    /// All that was found, one thing after the other.
    ///
    /// ```
    /// use habitue::intake::{Hints, Proposal, Source};
    ///
    /// let source = Source::from_bytes("who;when;paid\na;04.03.2024;5,50\nb;31.03.2024;6\n".into())?;
    /// let found = Proposal::of(&source, &Hints::new())?.findings();
    /// let dates = found.iter().find(|finding| finding.what == "date_format");
    /// assert_eq!(dates.map(|finding| finding.value.as_str()), Some("dmy"));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let finding = |what, value: String, evidence: &[Evidence]| {
            let words: Vec<String> = evidence.iter().map(Evidence::to_string).collect();
            Finding { what, value, evidence: words.join("; ") }
        };
        let header = if self.layout.has_header() { "yes" } else { "no" };
        let mut all = vec![
            finding("encoding", self.encoding.to_string(), &[]),
            finding("delimiter", self.layout.delimiter().to_string(), &[]),
            finding("header", header.to_owned(), &[]),
        ];
        let column = |it: &ProposedColumn| finding(it.role.name(), it.column.clone(), &it.evidence);
        all.extend(self.columns.iter().map(column));
        all.push(finding("date_format", self.date_format.to_string(), &self.date_evidence));
        let mark = self.number_format.decimal_mark().character();
        all.push(finding("decimal_mark", mark.to_string(), &[]));
        if let Some((currency, evidence)) = &self.currency {
            all.push(finding("currency", currency.to_string(), evidence));
        }
        all
    }

    /// How numbers are written.
    #[must_use]
    pub const fn number_format(&self) -> NumberFormat {
        self.number_format
    }

    /// The currency of the amounts, where the caller said it or one currency alone is written as
    /// they are: € is EUR, and £ is GBP. `None` where nothing stands beside the amounts, and where
    /// a column says it row by row.
    ///
    /// ```
    /// use habitue::intake::{Hints, Proposal, Source};
    /// use habitue::money::Currency;
    /// use habitue::remedy::Remedy;
    ///
    /// let text = "who,when,paid\na,2024-03-04,€5\nb,2024-05-06,€6\n";
    /// let proposal = Proposal::of(&Source::from_bytes(text.into())?, &Hints::new())?;
    /// assert_eq!(proposal.currency(), Some(Currency::EUR));
    ///
    /// let source = Source::from_bytes(text.replace('€', "$").into())?;
    /// let error = Proposal::of(&source, &Hints::new()).unwrap_err();
    /// assert_eq!(error.remedies()[0], Remedy::Currency("USD"));
    /// assert!(Proposal::of(&source, &Hints::new().with_currency(Currency::USD)).is_ok());
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        self.currency.as_ref().map(|(currency, _)| *currency)
    }

    /// The currency of a ledger of this file where nobody names another: that of the amounts, and
    /// where a column says it row by row the first that it names. `None` where nothing says it:
    /// amounts are then plain numbers ([`Currency::none`]).
    ///
    /// ```
    /// use habitue::intake::{Hints, Proposal, Source};
    /// use habitue::money::Currency;
    ///
    /// let text = "who,when,paid,currency\na,2024-03-04,5,EUR\nb,2024-05-06,6,USD\n";
    /// let proposal = Proposal::of(&Source::from_bytes(text.into())?, &Hints::new())?;
    /// assert_eq!((proposal.currency(), proposal.ledger_currency()), (None, Some(Currency::EUR)));
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[must_use]
    pub fn ledger_currency(&self) -> Option<Currency> {
        self.currency().or(self.named)
    }

    /// Why the amounts are taken to be of that currency.
    #[must_use]
    pub fn currency_evidence(&self) -> &[Evidence] {
        self.currency.as_ref().map_or(&[], |(_, evidence)| evidence)
    }
}

/// One thing that was found of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// What: `encoding`, `delimiter`, `header`, the [name](ColumnRole::name) of a role,
    /// `date_format`, `decimal_mark`, `currency`.
    pub what: &'static str,
    /// What it is: for a role, the column.
    pub value: String,
    /// Why; empty where nothing else was thought of.
    pub evidence: String,
}

impl Columns<'_> {
    fn name(&self, place: usize) -> &str {
        &self.layout.columns()[place]
    }

    fn take(&mut self, role: ColumnRole, place: usize, evidence: Vec<Evidence>) {
        let column = self.name(place).to_owned();
        self.taken.push(ProposedColumn { role, column, evidence });
    }

    /// Whether the caller named its column.
    fn said(&self, role: ColumnRole) -> bool {
        self.hints.column(role).is_some()
    }

    fn is_known(&self, role: ColumnRole) -> bool {
        self.taken.iter().any(|column| column.role == role)
    }

    /// Places that nothing is known of and that pass a test.
    fn free(&self, passes: impl Fn(&ColumnSample) -> bool) -> Vec<usize> {
        let known =
            |place: usize| self.taken.iter().any(|column| column.column == self.name(place));
        (0..self.samples.len())
            .filter(|place| !known(*place) && !self.samples[*place].values.is_empty())
            .filter(|place| passes(&self.samples[*place]))
            .collect()
    }

    /// What the caller said.
    fn find_said(&mut self) -> Result<()> {
        for &role in ColumnRole::ALL {
            if let Some(name) = self.hints.column(role) {
                let place = self.layout.place(name)?;
                self.take(role, place, vec![Evidence::Said]);
            }
        }
        Ok(())
    }

    /// Of some columns, the one that is called best; an error where two are called as well and
    /// differ.
    fn called(&self, role: ColumnRole, places: &[usize]) -> Result<Option<(usize, Evidence)>> {
        if !self.layout.has_header() {
            return Ok(None);
        }
        for (fit, evidence) in [(2, Evidence::Called), (1, Evidence::MayBeCalled)] {
            let called: Vec<usize> =
                places.iter().copied().filter(|place| role.fit(self.name(*place)) == fit).collect();
            match called.as_slice() {
                [] => {}
                [place, others @ ..] => {
                    let values = &self.samples[*place].values;
                    if let Some(other) =
                        others.iter().find(|at| self.samples[**at].values != *values)
                    {
                        return Err(self.two_columns(role, *place, *other));
                    }
                    return Ok(Some((*place, evidence)));
                }
            }
        }
        Ok(None)
    }

    /// The date: called so and holding dates, or alone in holding what looks like dates.
    fn find_date(&mut self) -> Result<()> {
        let role = ColumnRole::Date;
        if self.is_known(role) {
            return Ok(());
        }
        let dates = self.free(|column| !column.dates().0.is_empty());
        if let Some((place, evidence)) = self.called(role, &dates)? {
            self.take(role, place, vec![evidence]);
            return Ok(());
        }
        let mut looks = self.free(ColumnSample::is_dated_by_looks);
        if looks.is_empty() && !self.layout.has_header() {
            looks =
                dates.into_iter().filter(|place| !self.samples[*place].has_decimals()).collect();
        }
        match looks.as_slice() {
            [place] => self.take(role, *place, vec![Evidence::OnlyOne]),
            [first, second, ..] => return Err(self.two_columns(role, *first, *second)),
            [] => return Err(self.none_is(role)),
        }
        Ok(())
    }

    /// What has no meaning but by its name.
    fn find_named(&mut self) -> Result<()> {
        use ColumnRole::{
            Amount, Cost, Currency, Customer, Invoice, Margin, Product, Quantity, Status, UnitPrice,
        };
        for role in [
            Customer, Amount, Quantity, UnitPrice, Cost, Margin, Invoice, Product, Status, Currency,
        ] {
            let by_pieces = || [Quantity, UnitPrice].iter().all(|role| self.said(*role));
            let unread = role == Amount && (self.hints.ignores_amounts() || by_pieces());
            if self.is_known(role) || unread {
                continue;
            }
            // A price is the amount only where no quantity says otherwise.
            let several = self.layout.columns().iter().any(|name| Quantity.fit(name) == 2);
            let places: Vec<usize> = self
                .free(|column| !role.is_number() || column.is_half_numbers())
                .into_iter()
                .filter(|place| {
                    !(role == Amount && several && UnitPrice.fit(self.name(*place)) > 0)
                })
                .collect();
            let found = match self.called(role, &places) {
                // What nothing is read from decides nothing.
                Err(_) if matches!(role, Invoice | Product | Status) => None,
                found => found?,
            };
            if let Some((place, evidence)) = found {
                self.take(role, place, vec![evidence]);
            }
        }
        Ok(())
    }

    /// The amount: where no column is called so, the only one that holds numbers with decimals, or
    /// numbers at all.
    fn find_amount(&mut self) -> Result<()> {
        let by_pieces = self.is_known(ColumnRole::Quantity) && self.is_known(ColumnRole::UnitPrice);
        if self.is_known(ColumnRole::Amount) || by_pieces || self.hints.ignores_amounts() {
            return Ok(());
        }
        let customer = self.is_known(ColumnRole::Customer);
        let decimals = self.free(|column| column.is_numbers() && column.has_decimals());
        let numbers = if decimals.is_empty() && customer {
            self.free(ColumnSample::is_numbers)
        } else {
            decimals
        };
        match numbers.as_slice() {
            [] => Ok(()),
            [place] => {
                self.take(ColumnRole::Amount, *place, vec![Evidence::OnlyOne]);
                Ok(())
            }
            [first, second, ..] => Err(self.two_columns(ColumnRole::Amount, *first, *second)),
        }
    }

    /// The customer: where no column is called so, the only one that is left, or left without
    /// decimals.
    fn find_customer(&mut self) -> Result<()> {
        let role = ColumnRole::Customer;
        if self.is_known(role) {
            return Ok(());
        }
        let left = self.free(|column| !column.has_decimals());
        let texts = self.free(|column| !column.is_numbers());
        let places = if self.layout.has_header() || texts.is_empty() { left } else { texts };
        match places.as_slice() {
            [place] => self.take(role, *place, vec![Evidence::OnlyOne]),
            [first, second, ..] => return Err(self.two_columns(role, *first, *second)),
            [] => return Err(self.none_is(role)),
        }
        // What is left of two numbers is the amount.
        let numbers = self.free(ColumnSample::is_numbers);
        if let ([place], false) =
            (numbers.as_slice(), self.is_known(ColumnRole::Amount) || self.hints.ignores_amounts())
        {
            self.take(ColumnRole::Amount, *place, vec![Evidence::OnlyOne]);
        }
        Ok(())
    }

    /// The error where two columns may hold the same.
    fn two_columns(&self, role: ColumnRole, first: usize, second: usize) -> Error {
        let shown = |place: usize| {
            let value = self.samples[place].values.first().map_or("", String::as_str);
            format!("{:?} (such as {value:?})", self.name(place))
        };
        let sentence = format!("may be {} or {}", shown(first), shown(second));
        [first, second].into_iter().fold(
            Error::new(ErrorKind::Inconsistent, sentence).in_column(role.name()),
            |error, place| error.remedied(self.named(role, place)),
        )
    }

    /// The option that names a column.
    fn named(&self, role: ColumnRole, place: usize) -> Remedy {
        Remedy::Column { role: role.name(), name: self.name(place).to_owned() }
    }

    /// The error where no column can hold this.
    fn none_is(&self, role: ColumnRole) -> Error {
        let holds = if role == ColumnRole::Date { ", and none holds dates alone" } else { "" };
        let sentence = format!("is none of the columns by its name{holds}");
        let error = Error::new(ErrorKind::MissingColumn, sentence)
            .in_column(role.name())
            .allowing(self.layout.columns().join(", "));
        // Which of them may be, nobody knows; the option is shown with the first that is free.
        match self.free(|_| true).first() {
            Some(place) => error.remedied(self.named(role, *place)),
            None => error,
        }
    }
}

/// The currency that amounts are written in, and why; `None` where nothing stands beside them.
fn currency(amounts: &ColumnSample) -> Result<Option<(Currency, Vec<Evidence>)>> {
    let found = WrittenCurrencies::of(amounts.values.iter().map(String::as_str));
    let Some(found) = found else { return Ok(None) };
    let currency = found.only()?;
    let of = amounts.values.len();
    let evidence =
        vec![Evidence::Fits { values: found.amounts, of }, Evidence::DecidedBy(found.example)];
    Ok(Some((currency, evidence)))
}

/// How the dates of a column are written.
fn date_format(column: &ColumnSample, hints: &Hints) -> Result<(DateFormat, Vec<Evidence>)> {
    let zoned = |format: DateFormat| match hints.timezone() {
        Some(zone) => format.in_zone(zone),
        None => format,
    };
    if let Some(format) = hints.date_format() {
        return Ok((zoned(format.clone()), vec![Evidence::Said]));
    }
    let (found, damaged) = column.dates();
    let first = column.values.first().map_or("", String::as_str);
    let (format, decided) = match found.as_slice() {
        [one] => (one.format.clone(), one.decided_by.clone()),
        [one, other, ..] => return Err(two_formats(one, other, first)),
        [] => {
            let error = Error::new(
                ErrorKind::Parse,
                "is of no date format that is known, or of several at once",
            )
            .in_column("date")
            .with_value(format!("{first:?}"));
            return Err(error.remedied(Remedy::DateFormat("%d/%m/%Y".to_owned())));
        }
    };
    if hints.timezone().is_none()
        && let Some((one, other)) = format.differing_offsets(&column.values)
    {
        let sentence = format!(
            "has times of different offsets from UTC, such as {one:?} and {other:?}: whose days count?"
        );
        return Err(Error::new(ErrorKind::Inconsistent, sentence)
            .in_column("date")
            .remedied(Remedy::TimeZone("Asia/Shanghai".to_owned()))
            .remedied(Remedy::TimeZone("UTC".to_owned())));
    }
    let of = column.values.len();
    let mut evidence = vec![Evidence::Fits { values: of - damaged, of }];
    evidence.extend(decided.map(Evidence::DecidedBy));
    Ok((zoned(format), evidence))
}

/// The error where dates have two readings.
fn two_formats(one: &DateCandidate, other: &DateCandidate, value: &str) -> Error {
    let read = |candidate: &DateCandidate| {
        let day = candidate.format.parse(value).map(|at| at.day().to_string());
        format!("{} by {}", day.unwrap_or_default(), candidate.format.name())
    };
    let sentence =
        format!("is {} and {}, and no date of the sample decides", read(one), read(other));
    Error::new(ErrorKind::Inconsistent, sentence)
        .in_column("date")
        .with_value(format!("{value:?}"))
        .remedied(Remedy::DateFormat(one.format.name().into_owned()))
        .remedied(Remedy::DateFormat(other.format.name().into_owned()))
}

impl fmt::Display for Proposal {
    /// What was found, a line each.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |finding: &Finding| match finding.evidence.as_str() {
            "" => format!("{}: {}", finding.what, finding.value),
            evidence => format!("{}: {} ({evidence})", finding.what, finding.value),
        };
        let lines: Vec<String> = self.findings().iter().map(line).collect();
        f.write_str(&lines.join("\n"))
    }
}
