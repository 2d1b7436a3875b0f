//! The record of a customer: what is kept of them, how complete and how fresh it is, what is
//! handed out and what is erased on request.

use std::collections::BTreeMap;
use std::fmt;

use crate::classify::named;
use crate::customer::key::Key;
use crate::error::{Error, ErrorKind, Result};
use crate::time::Day;

named! {
    /// Part of a record.
    pub enum RecordSection {
        Identity = 1 => "identity", "身份信息";
        Contact = 2 => "contact", "联系方式";
        Consent = 3 => "consent", "联系许可";
        Preferences = 4 => "preferences and habits", "偏好与习惯";
        Contract = 5 => "contract", "合同信息";
        Service = 6 => "service", "服务记录";
        Complaints = 7 => "complaints", "投诉记录";
    }
}

named! {
    /// What is kept of a customer. The code is its bit in a column.
    pub enum RecordField {
        Name = 1 => "name", "姓名";
        Birthday = 2 => "birthday", "生日";
        Phone = 4 => "phone", "电话";
        Email = 8 => "e-mail", "电子邮件";
        Address = 16 => "address", "地址";
        /// May be contacted.
        Consent = 32 => "consent to contact", "是否同意联系";
        /// What they like: the table by the second window, the old menu.
        Preference = 64 => "preference", "偏好";
        /// What they do each time: when they come, how they pay.
        Habit = 128 => "habit", "习惯";
        ContractStart = 256 => "start of the contract", "合同开始日";
        ContractEnd = 512 => "end of the contract", "合同到期日";
        Service = 1024 => "last service", "最近一次服务";
        Complaint = 2048 => "last complaint", "最近一次投诉";
    }
}

/// What kind of value a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum RecordKind {
    /// Any text.
    Text,
    /// A day.
    Day,
    /// Yes or no.
    Flag,
}

impl RecordKind {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Day => "a day",
            Self::Flag => "yes or no",
        }
    }
}

impl RecordField {
    /// The part of the record to which it belongs.
    #[must_use]
    pub const fn section(self) -> RecordSection {
        match self {
            Self::Name | Self::Birthday => RecordSection::Identity,
            Self::Phone | Self::Email | Self::Address => RecordSection::Contact,
            Self::Consent => RecordSection::Consent,
            Self::Preference | Self::Habit => RecordSection::Preferences,
            Self::ContractStart | Self::ContractEnd => RecordSection::Contract,
            Self::Service => RecordSection::Service,
            Self::Complaint => RecordSection::Complaints,
        }
    }

    /// What kind of value it has.
    #[must_use]
    pub const fn kind(self) -> RecordKind {
        match self {
            Self::Birthday | Self::ContractStart | Self::ContractEnd => RecordKind::Day,
            Self::Consent => RecordKind::Flag,
            _ => RecordKind::Text,
        }
    }
}

/// A value of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum RecordValue {
    /// Any text.
    Text(String),
    /// A day.
    Day(Day),
    /// Yes or no.
    Flag(bool),
}

impl fmt::Display for RecordValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.pad(text),
            Self::Day(day) => write!(f, "{day}"),
            Self::Flag(flag) => f.pad(if *flag { "yes" } else { "no" }),
        }
    }
}

impl From<&str> for RecordValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Day> for RecordValue {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<bool> for RecordValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

/// A customer's record: typed fields, each with the day on which it was last confirmed. It lives
/// with the caller; nothing is stored here.
///
/// ```
/// use habitue::customer::{CustomerRecord, Key, RecordField, RecordRules};
/// use habitue::time::Day;
///
/// // The guest of the hotel in the course texts.
/// let stay = Day::parse("2023-06-08")?;
/// let mut guest = CustomerRecord::new(Key::from("G-17"));
/// guest.set(RecordField::Name, "Mr Yu", stay)?;
/// guest.set(RecordField::Preference, "the table by the second window", stay)?;
/// guest.set(RecordField::Habit, "a sandwich, a coffee, an egg", stay)?;
/// let quality = RecordRules::new().quality(&guest, Day::parse("2024-06-08")?)?;
/// assert_eq!(quality.completeness, 0.25);
/// assert!((quality.freshness.unwrap() - 0.5).abs() < 1e-2);
/// assert!(guest.set(RecordField::Consent, "perhaps", stay).is_err());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerRecord<'a> {
    key: Key<'a>,
    fields: BTreeMap<RecordField, (RecordValue, Day)>,
}

impl<'a> CustomerRecord<'a> {
    /// An empty record.
    #[must_use]
    pub fn new(key: Key<'a>) -> Self {
        Self { key, fields: BTreeMap::new() }
    }

    /// By what the customer is known.
    #[must_use]
    pub fn key(&self) -> &Key<'a> {
        &self.key
    }

    /// Sets a field, as of the day `noted`, and gives what stood there.
    ///
    /// # Errors
    /// [`Inconsistent`](ErrorKind::Inconsistent) for a value of another kind than the field's.
    pub fn set(
        &mut self,
        field: RecordField,
        value: impl Into<RecordValue>,
        noted: Day,
    ) -> Result<Option<RecordValue>> {
        let value = value.into();
        let kind = match value {
            RecordValue::Text(_) => RecordKind::Text,
            RecordValue::Day(_) => RecordKind::Day,
            RecordValue::Flag(_) => RecordKind::Flag,
        };
        if kind != field.kind() {
            return Err(Error::new(ErrorKind::Inconsistent, "is of another kind")
                .in_column(field.name())
                .with_value(value)
                .allowing(field.kind().name()));
        }
        Ok(self.fields.insert(field, (value, noted)).map(|(value, _)| value))
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, field: RecordField) -> Option<&RecordValue> {
        self.fields.get(&field).map(|(value, _)| value)
    }

    /// When a field was last confirmed.
    #[must_use]
    pub fn noted(&self, field: RecordField) -> Option<Day> {
        self.fields.get(&field).map(|(_, noted)| *noted)
    }

    /// All that is kept, for handing it out to the customer: each field with its value as text
    /// and the day on which it was confirmed, in the order of the fields.
    pub fn export(&self) -> impl Iterator<Item = (RecordField, String, Day)> {
        self.fields.iter().map(|(field, (value, noted))| (*field, value.to_string(), *noted))
    }

    /// Erases what may be erased on request, and tells what is left and why not: see
    /// [`RecordRules::held`].
    ///
    /// # Errors
    /// As [`RecordRules::held`].
    pub fn erase(&mut self, rules: &RecordRules, today: Day) -> Result<Erasure> {
        let end = match self.get(RecordField::ContractEnd) {
            Some(RecordValue::Day(end)) => Some(*end),
            _ => None,
        };
        let present = bits(self.fields.keys());
        let erasure = rules.held(present, end, today)?;
        self.fields.retain(|field, _| erasure.held & field.code() as u32 != 0);
        Ok(erasure)
    }
}

/// What is kept of customers, for handing it out: CSV with the header
/// `customer,section,field,value,confirmed`, a line for each field that is there, in the order of
/// the fields. Values are as they are kept: one that begins with `=` is a formula to a spreadsheet.
///
/// ```
/// use habitue::customer::{CustomerRecord, Key, RecordField, records_csv};
/// use habitue::time::Day;
///
/// let mut guest = CustomerRecord::new(Key::from("G-17"));
/// guest.set(RecordField::Habit, "a sandwich, a coffee", Day::parse("2023-06-08")?)?;
/// assert_eq!(
///     records_csv(&[guest]),
///     "customer,section,field,value,confirmed\n\
///      G-17,preferences and habits,habit,\"a sandwich, a coffee\",2023-06-08\n"
/// );
/// # Ok::<(), habitue::Error>(())
/// ```
#[must_use]
pub fn records_csv<'a>(records: impl IntoIterator<Item = &'a CustomerRecord<'a>>) -> String {
    let quoted = |text: &str| match text.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    };
    let mut csv = "customer,section,field,value,confirmed\n".to_owned();
    for record in records {
        let key = quoted(&record.key.to_string());
        for (field, value, day) in record.export() {
            let (section, value) = (field.section().name(), quoted(&value));
            csv += &format!("{key},{section},{},{value},{day}\n", field.name());
        }
    }
    csv
}

fn bits<'a>(fields: impl Iterator<Item = &'a RecordField>) -> u32 {
    fields.map(|field| field.code() as u32).sum()
}

/// How complete and how fresh a record is.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct RecordQuality {
    /// The weighted share of the fields that are there, 0 to 1.
    pub completeness: f64,
    /// The weighted mean of 2^(-age / half-life) of the fields that are there: 1 is confirmed
    /// today, 0.5 a half-life ago; `None` of an empty record.
    pub freshness: Option<f64>,
    /// The fields that are missing and weigh: the sum of their codes.
    pub missing: u32,
}

/// What an erasure takes away and what it leaves: sums of codes of [`RecordField`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Erasure {
    /// The fields that go.
    pub erased: u32,
    /// The fields that stay, because the law asks for them.
    pub held: u32,
    /// Until when they stay, where the contract has an end.
    pub held_until: Option<Day>,
}

/// How records are judged: what each field weighs, how fast it ages, how long a contract is kept.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct RecordRules {
    weights: [f64; 12],
    half_life_days: f64,
    hold_days: u32,
}

impl Default for RecordRules {
    fn default() -> Self {
        Self { weights: [1.0; 12], half_life_days: 365.0, hold_days: 3650 }
    }
}

impl RecordRules {
    /// The rules with their defaults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the weights of the fields, in their order, >= 0. Defaults to 1 each.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite) for a weight
    /// that is not finite and >= 0; [`Inconsistent`](ErrorKind::Inconsistent) where all are 0.
    pub fn with_weights(mut self, weights: [f64; 12]) -> Result<Self> {
        self.weights = weights;
        self.checked()
    }

    /// Replaces the days after which a field is half as fresh, > 0. Defaults to 365.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) or [`NotFinite`](ErrorKind::NotFinite).
    pub fn with_half_life_days(mut self, days: f64) -> Result<Self> {
        self.half_life_days = days;
        self.checked()
    }

    /// Replaces how many days after its end a contract must be kept. Defaults to 3650, about
    /// ten years; the law that applies decides.
    #[must_use]
    pub fn with_hold_days(mut self, days: u32) -> Self {
        self.hold_days = days;
        self
    }

    fn checked(self) -> Result<Self> {
        let bad = |weight: &f64| !(*weight >= 0.0 && weight.is_finite());
        if let Some(row) = self.weights.iter().position(bad) {
            let error = Error::out_of_range("weights", self.weights[row], "finite and >= 0");
            return Err(error.at_row(row as u64));
        }
        if self.weights.iter().sum::<f64>() == 0.0 {
            return Err(Error::new(ErrorKind::Inconsistent, "are all 0").in_column("weights"));
        }
        if !(self.half_life_days > 0.0 && self.half_life_days.is_finite()) {
            let days = self.half_life_days;
            return Err(Error::out_of_range("half_life_days", days, "finite and > 0"));
        }
        Ok(self)
    }

    /// How complete and how fresh a record is on the day `today`.
    ///
    /// # Errors
    /// As [`RecordRules::quality_of`].
    pub fn quality(&self, record: &CustomerRecord<'_>, today: Day) -> Result<RecordQuality> {
        let mut noted = [None; 12];
        for (slot, field) in noted.iter_mut().zip(RecordField::ALL) {
            *slot = record.noted(*field);
        }
        self.quality_of(&noted, today)
    }

    /// The same by the days on which the fields were last confirmed, in their order: `None` is a
    /// field that is not there.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) for a day after `today`, with the field.
    pub fn quality_of(&self, noted: &[Option<Day>; 12], today: Day) -> Result<RecordQuality> {
        let (mut there, mut fresh, mut missing) = (0.0, 0.0, 0);
        for ((field, day), weight) in RecordField::ALL.iter().zip(noted).zip(self.weights) {
            let Some(day) = day else {
                missing |= if weight > 0.0 { field.code() as u32 } else { 0 };
                continue;
            };
            let age = today.days_since(*day);
            if age < 0 {
                return Err(Error::new(ErrorKind::OutOfRange, "was confirmed after today")
                    .in_column(field.name())
                    .with_value(day)
                    .allowing(format!("up to {today}")));
            }
            there += weight;
            fresh += weight * (-f64::from(age) / self.half_life_days).exp2();
        }
        Ok(RecordQuality {
            completeness: there / self.weights.iter().sum::<f64>(),
            freshness: (there > 0.0).then(|| fresh / there),
            missing,
        })
    }

    /// What of the fields that are there (the sum of their codes) an erasure on the day `today`
    /// takes away: all but the contract while it runs and for the days that it must be kept.
    ///
    /// # Errors
    /// [`OutOfRange`](ErrorKind::OutOfRange) for a bit that is no field.
    pub fn held(&self, present: u32, contract_end: Option<Day>, today: Day) -> Result<Erasure> {
        let all = bits(RecordField::ALL.iter());
        if present & !all != 0 {
            return Err(Error::new(ErrorKind::OutOfRange, "has a bit that is no field")
                .in_column("present")
                .with_value(present)
                .allowing(format!("0 to {all}")));
        }
        let contract = bits([RecordField::ContractStart, RecordField::ContractEnd].iter());
        let over = contract_end
            .is_some_and(|end| i64::from(today.days_since(end)) > i64::from(self.hold_days));
        let held = if over { 0 } else { present & contract };
        let until = |end: Day| {
            let last = i64::from(end.number()) + i64::from(self.hold_days);
            i32::try_from(last).ok().and_then(|last| Day::from_number(last).ok())
        };
        let held_until = contract_end.filter(|_| held != 0).and_then(until);
        Ok(Erasure { erased: present & !held, held, held_until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn an_export_is_all_that_is_kept_and_an_erasure_leaves_the_contract_alone() {
        let noted = day("2024-01-01");
        let mut record = CustomerRecord::new(Key::from(7));
        record.set(RecordField::Name, "Yu", noted).unwrap();
        record.set(RecordField::Consent, true, noted).unwrap();
        record.set(RecordField::ContractEnd, day("2024-12-31"), noted).unwrap();
        let told: Vec<_> = record.export().map(|(field, value, _)| (field, value)).collect();
        assert_eq!(
            told,
            [
                (RecordField::Name, "Yu".to_owned()),
                (RecordField::Consent, "yes".to_owned()),
                (RecordField::ContractEnd, "2024-12-31".to_owned()),
            ]
        );
        let rules = RecordRules::new().with_hold_days(365);
        let mut early = record.clone();
        let found = early.erase(&rules, day("2025-12-31")).unwrap();
        assert_eq!((found.erased, found.held), (1 + 32, 512));
        assert_eq!(found.held_until, Some(day("2025-12-31")));
        assert_eq!(early.export().count(), 1);
        let found = record.erase(&rules, day("2026-01-01")).unwrap();
        assert_eq!((found.held, found.held_until, record.export().count()), (0, None, 0));
        assert!(rules.held(4096, None, noted).is_err());
    }

    #[test]
    fn more_fields_are_more_complete_and_older_ones_less_fresh() {
        let rules = RecordRules::new();
        let today = day("2024-06-08");
        let mut noted = [None; 12];
        let empty = rules.quality_of(&noted, today).unwrap();
        assert_eq!((empty.completeness, empty.freshness, empty.missing), (0.0, None, 4095));
        let mut before = 0.0;
        for at in 0..12 {
            noted[at] = Some(Day::from_number(today.number() - 365 * at as i32).unwrap());
            let found = rules.quality_of(&noted, today).unwrap();
            assert!(found.completeness > before);
            before = found.completeness;
            let mean = (0..=at).map(|k| 0.5_f64.powi(k as i32)).sum::<f64>() / (at + 1) as f64;
            assert!((found.freshness.unwrap() - mean).abs() < 1e-15);
        }
        assert_eq!(before, 1.0);
        noted[3] = Some(day("2024-06-09"));
        let error = rules.quality_of(&noted, today).unwrap_err();
        assert_eq!((error.kind(), error.column()), (ErrorKind::OutOfRange, Some("e-mail")));
        let mut weights = [0.0; 12];
        assert!(rules.with_weights(weights).is_err() && rules.with_half_life_days(0.0).is_err());
        weights[0] = 2.0;
        let names = rules.with_weights(weights).unwrap();
        let found = names.quality_of(&[None; 12], today).unwrap();
        assert_eq!(found.missing, 1);
    }
}
