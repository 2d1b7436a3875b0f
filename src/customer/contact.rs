//! Who may be contacted, and which lapsed customer to win back on their birthday.

use crate::classify::{
    Classified, Count, Flag, NonNegative, Reasons, Scheme, classes, facts, reasons,
};
use crate::error::{Error, Result};
use crate::time::{Day, Unit};

classes! {
    /// Whether a customer may be contacted now.
    pub enum Contact because ContactReason {
        Deny = 1 => "do not contact", "不可联系";
        Allow = 2 => "may be contacted", "可以联系";
    }
}

reasons! {
    /// Why a customer may or may not be contacted.
    pub enum ContactReason {
        Consented = 0 => "has consented", "已同意";
        Refused = 1 => "has not consented", "未同意";
        TooSoon = 2 => "was contacted too recently", "距上次联系时间过短";
        TooOften = 3 => "was contacted too often", "联系过于频繁";
        LongEnough = 4 => "was last contacted long enough ago", "距上次联系足够久";
        NeverContacted = 5 => "was never contacted", "从未联系";
    }
    missing {
        ConsentMissing = 16 => "consent is not known", "是否同意未知";
        LastContactMissing = 17 => "time since the last contact is not known", "距上次联系时间未知";
        ContactsMissing = 18 => "number of contacts is not known", "联系次数未知";
    }
}

facts! {
    /// What the contact policy looks at.
    pub struct ContactFacts, ContactColumns {
        /// Has agreed to be contacted.
        consent: Flag,
        /// Contacts within the period of the policy.
        contacts: Count,
        /// Days since the last contact; not needed where there was none.
        days_since_contact: NonNegative,
    }
}

/// A contact policy with opt-in (Godin 1999): only who has consented, not too
/// soon after the last contact, and not too often in a period.
///
/// Consent that is not known is no consent: such a customer is denied, with the
/// missing consent among the reasons. Where consent is given but the contacts are
/// not known, the class is unknown.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::customer::{Contact, ContactFacts, ContactPolicy};
///
/// let policy = ContactPolicy::new().with_minimum_gap_days(14.0)?;
/// let facts = ContactFacts::new().consent(true).contacts(1).days_since_contact(10.0);
/// let found = policy.classify(&facts)?;
/// assert_eq!(found.to_string(), "do not contact (has consented; was contacted too recently)");
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct ContactPolicy {
    minimum_gap_days: f64,
    most_contacts: u32,
}

impl Default for ContactPolicy {
    fn default() -> Self {
        Self { minimum_gap_days: 7.0, most_contacts: 4 }
    }
}

impl ContactPolicy {
    /// The policy with the default gap and number.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces how many days must pass between contacts; that day itself is long
    /// enough. Defaults to 7.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or
    /// [`NotFinite`](crate::ErrorKind::NotFinite) unless finite and >= 0.
    pub fn with_minimum_gap_days(mut self, days: f64) -> Result<Self> {
        self.minimum_gap_days = days;
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        let days = self.minimum_gap_days;
        if !(days >= 0.0 && days.is_finite()) {
            return Err(Error::out_of_range("minimum_gap_days", days, "finite and >= 0"));
        }
        Ok(self)
    }

    /// Replaces how many contacts a period may have. Defaults to 4.
    #[must_use]
    pub fn with_most_contacts(mut self, contacts: u32) -> Self {
        self.most_contacts = contacts;
        self
    }
}

impl Scheme for ContactPolicy {
    type Class = Contact;
    type Facts = ContactFacts;
    type Columns<'a> = ContactColumns<'a>;

    #[inline]
    fn decide(&self, facts: &ContactFacts) -> Classified<Contact> {
        use ContactReason as R;
        let none = Reasons::NONE;
        let consented = match facts.consent {
            Some(true) => none.with(R::Consented),
            Some(false) => return Classified::known(Contact::Deny, none.with(R::Refused), false),
            None => return Classified::known(Contact::Deny, none.with(R::ConsentMissing), false),
        };
        if facts.contacts.is_some_and(|contacts| contacts >= self.most_contacts) {
            return Classified::known(Contact::Deny, consented.with(R::TooOften), false);
        }
        if facts.days_since_contact.is_some_and(|days| days < self.minimum_gap_days) {
            return Classified::known(Contact::Deny, consented.with(R::TooSoon), false);
        }
        match (facts.contacts, facts.days_since_contact) {
            (Some(_), Some(days)) => {
                let boundary = days == self.minimum_gap_days;
                Classified::known(Contact::Allow, consented.with(R::LongEnough), boundary)
            }
            (Some(0), None) => {
                Classified::known(Contact::Allow, consented.with(R::NeverContacted), false)
            }
            (contacts, days) => Classified::unknown(
                consented
                    .with_if(contacts.is_none(), R::ContactsMissing)
                    .with_if(days.is_none(), R::LastContactMissing),
            ),
        }
    }
}

classes! {
    /// Whether to try to win a customer back now; a ladder of urgency.
    pub enum WinBack because WinBackReason {
        /// Not lapsed: nothing to win back.
        NotLapsed = 1 => "not lapsed", "未流失";
        /// Lapsed, but there is no occasion.
        Wait = 2 => "lapsed, wait for the birthday", "已流失，待生日时联系";
        /// Lapsed, and the birthday is near: write.
        Now = 3 => "win back now", "立即挽回";
    }
}

reasons! {
    /// Why to try now, later, or not.
    pub enum WinBackReason {
        Recent = 0 => "was here recently", "近期到访";
        Lapsed = 1 => "was not here for long", "久未到访";
        BirthdayNear = 2 => "the birthday is near", "生日临近";
        BirthdayFar = 3 => "the birthday is not near", "生日尚远";
    }
    missing {
        LastVisitMissing = 16 => "time since the last visit is not known", "距上次到访时间未知";
        BirthdayMissing = 17 => "birthday is not known", "生日未知";
    }
}

facts! {
    /// What the win-back trigger looks at.
    pub struct WinBackFacts, WinBackColumns {
        /// Days since the last purchase or visit.
        days_since_last: NonNegative,
        /// Days until the next birthday, 0 on the day; see [`days_to_birthday`].
        days_to_birthday: NonNegative,
    }
}

/// Writes to customers who have not been there for long, on their birthday: the
/// hotel whose guest of three years ago finds a card in the post.
///
/// ```
/// use habitue::classify::Scheme;
/// use habitue::customer::{WinBack, WinBackFacts, WinBackTrigger, days_to_birthday};
/// use habitue::time::Day;
///
/// let to_birthday = days_to_birthday(7, 9, Day::parse("2024-07-05")?)?;
/// let facts = WinBackFacts::new().days_since_last(1100.0).days_to_birthday(to_birthday);
/// assert_eq!(WinBackTrigger::new().classify(&facts)?.class(), Some(WinBack::Now));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct WinBackTrigger {
    lapsed_after_days: f64,
    within_days: f64,
}

impl Default for WinBackTrigger {
    fn default() -> Self {
        Self { lapsed_after_days: 1095.0, within_days: 7.0 }
    }
}

impl WinBackTrigger {
    /// The trigger of the case: three years, and a week to write.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces after how many days without a visit a customer is lapsed, that day
    /// included. Defaults to 1095.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or
    /// [`NotFinite`](crate::ErrorKind::NotFinite) unless finite and > 0.
    pub fn with_lapsed_after_days(mut self, days: f64) -> Result<Self> {
        self.lapsed_after_days = days;
        self.checked()
    }

    /// Replaces how many days before the birthday it is near, that day included.
    /// Defaults to 7.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::ErrorKind::OutOfRange) or
    /// [`NotFinite`](crate::ErrorKind::NotFinite) unless finite and >= 0.
    pub fn with_within_days(mut self, days: f64) -> Result<Self> {
        self.within_days = days;
        self.checked()
    }

    fn checked(self) -> Result<Self> {
        let (lapsed, within) = (self.lapsed_after_days, self.within_days);
        if !(lapsed > 0.0 && lapsed.is_finite()) {
            return Err(Error::out_of_range("lapsed_after_days", lapsed, "finite and > 0"));
        }
        if !(within >= 0.0 && within.is_finite()) {
            return Err(Error::out_of_range("within_days", within, "finite and >= 0"));
        }
        Ok(self)
    }
}

impl Scheme for WinBackTrigger {
    type Class = WinBack;
    type Facts = WinBackFacts;
    type Columns<'a> = WinBackColumns<'a>;

    #[inline]
    fn decide(&self, facts: &WinBackFacts) -> Classified<WinBack> {
        use WinBackReason as R;
        let none = Reasons::NONE;
        let Some(days) = facts.days_since_last else {
            return Classified::unknown(none.with(R::LastVisitMissing));
        };
        if days < self.lapsed_after_days {
            return Classified::known(WinBack::NotLapsed, none.with(R::Recent), false);
        }
        let lapsed = none.with(R::Lapsed);
        let boundary = days == self.lapsed_after_days;
        match facts.days_to_birthday {
            None => Classified::unknown(lapsed.with(R::BirthdayMissing)),
            Some(to) if to <= self.within_days => Classified::known(
                WinBack::Now,
                lapsed.with(R::BirthdayNear),
                boundary || to == self.within_days,
            ),
            Some(_) => Classified::known(WinBack::Wait, lapsed.with(R::BirthdayFar), boundary),
        }
    }
}

/// Days from `today` to the next birthday, 0 on the day. Somebody born on 29
/// February is greeted on 28 February in the other years.
///
/// # Errors
/// [`OutOfRange`](crate::ErrorKind::OutOfRange) for a day that no year has.
pub fn days_to_birthday(month: u32, day: u32, today: Day) -> Result<f64> {
    use chrono::Datelike;
    // A leap year has every birthday.
    Day::from_ymd(2000, month, day).map_err(|fault| {
        Error::new(crate::ErrorKind::OutOfRange, "is no day of any year")
            .in_column("birthday")
            .with_value(format!("month {month}, day {day}"))
            .with_source(fault)
    })?;
    let in_year = |year: i32| {
        Day::from_ymd(year, month, day).or_else(|_| Day::from_ymd(year, month, day - 1))
    };
    let year = today.date().year();
    let this_year = in_year(year)?;
    let next = if this_year >= today { this_year } else { in_year(year + 1)? };
    Ok(Unit::Day.fractional(today, next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{FLAGS, assert_total};

    #[test]
    fn the_policy_answers_everybody() {
        let mut rows = Vec::new();
        for consent in FLAGS {
            for contacts in [None, Some(0), Some(3), Some(4), Some(9)] {
                for days_since_contact in [None, Some(0.0), Some(6.9), Some(7.0), Some(400.0)] {
                    rows.push(ContactFacts { consent, contacts, days_since_contact });
                }
            }
        }
        let policy = ContactPolicy::new();
        ContactFacts::with_columns(&rows, |columns| assert_total(&policy, &rows, columns));
        for facts in &rows {
            let allowed = policy.decide(facts).class() == Some(Contact::Allow);
            assert!(!allowed || facts.consent == Some(true), "{facts:?}");
        }
        assert!(policy.with_minimum_gap_days(f64::NAN).is_err());
    }

    #[test]
    fn the_trigger_answers_everybody() {
        let days =
            [None, Some(0.0), Some(7.0), Some(8.0), Some(1094.0), Some(1095.0), Some(4000.0)];
        let rows: Vec<WinBackFacts> = days
            .iter()
            .flat_map(|last| {
                days.iter().map(|to| WinBackFacts { days_since_last: *last, days_to_birthday: *to })
            })
            .collect();
        let trigger = WinBackTrigger::new();
        WinBackFacts::with_columns(&rows, |columns| assert_total(&trigger, &rows, columns));
        for a in &rows {
            for b in &rows {
                let nearer = a.days_to_birthday.is_some()
                    && b.days_to_birthday.is_some_and(|to| Some(to) <= a.days_to_birthday);
                if a.days_since_last.is_some() && a.days_since_last <= b.days_since_last && nearer {
                    assert!(trigger.decide(a).class() <= trigger.decide(b).class(), "{a:?} {b:?}");
                }
            }
        }
        assert!(trigger.with_lapsed_after_days(0.0).is_err());
        assert!(trigger.with_within_days(-1.0).is_err());
    }

    #[test]
    fn birthdays_come_once_a_year() {
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(days_to_birthday(7, 9, day("2024-07-09")).unwrap(), 0.0);
        assert_eq!(days_to_birthday(7, 9, day("2023-07-10")).unwrap(), 365.0);
        assert_eq!(days_to_birthday(1, 1, day("2024-12-31")).unwrap(), 1.0);
        assert_eq!(days_to_birthday(2, 29, day("2023-02-27")).unwrap(), 1.0);
        assert_eq!(days_to_birthday(2, 29, day("2024-02-27")).unwrap(), 2.0);
        assert_eq!(days_to_birthday(2, 29, day("2023-03-01")).unwrap(), 365.0);
        assert!(days_to_birthday(2, 30, day("2024-01-01")).is_err());
        assert!(days_to_birthday(13, 1, day("2024-01-01")).is_err());
    }
}
