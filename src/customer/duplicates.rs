//! Records of the same customer, found by the keys that they share.

use std::collections::HashMap;

use crate::classify::named;
use crate::customer::key_policy::KeyPolicy;
use crate::error::{Error, ErrorKind, Result};

named! {
    /// By what two records are of the same customer. The code is its bit in a column.
    pub enum DuplicateKey {
        /// The same telephone number: digits alone count.
        Phone = 1 => "phone", "电话";
        /// The same e-mail address, in any case.
        Email = 2 => "e-mail", "电子邮件";
        /// The same name and the same birthday.
        NameAndBirthday = 4 => "name and birthday", "姓名与生日";
        /// The same number of an identity document.
        Document = 8 => "identity document", "证件号码";
    }
}

/// Which records are of one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Duplicates {
    /// Of each record the first record of the same customer, from 0: itself where it is the first.
    pub first: Vec<u32>,
    /// The keys that a record shares with another: the sum of codes of [`DuplicateKey`].
    pub shared: Vec<u32>,
    /// How many customers there are.
    pub customers: u64,
}

/// The columns by which duplicates are found, of one length each; an empty text is not known, and
/// what is not known is the same as nothing.
///
/// Records are of one customer where a chain of shared keys connects them. Names and addresses
/// are compared without case and blanks at their ends, and in compatibility form (full-width
/// letters), telephone numbers by their digits.
///
/// ```
/// use habitue::customer::{DuplicateColumns, DuplicateKey};
///
/// let phones = ["+86 10 6275-1234", "", "861062751234", ""];
/// let emails = ["yu@example.com", "YU@example.com ", "", "li@example.com"];
/// let found = DuplicateColumns::new(4).phones(&phones).emails(&emails).duplicates()?;
/// assert_eq!(found.first, [0, 0, 0, 3]);
/// assert_eq!((found.shared[0], found.customers), (3, 2));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct DuplicateColumns<'a> {
    rows: usize,
    phones: Option<&'a [&'a str]>,
    emails: Option<&'a [&'a str]>,
    names: Option<&'a [&'a str]>,
    birthdays: Option<&'a [&'a str]>,
    documents: Option<&'a [&'a str]>,
}

impl<'a> DuplicateColumns<'a> {
    /// Columns for so many records, none of them set yet.
    #[must_use]
    pub fn new(rows: usize) -> Self {
        Self { rows, phones: None, emails: None, names: None, birthdays: None, documents: None }
    }

    /// Telephone numbers.
    #[must_use]
    pub fn phones(self, column: &'a [&'a str]) -> Self {
        Self { phones: Some(column), ..self }
    }

    /// E-mail addresses.
    #[must_use]
    pub fn emails(self, column: &'a [&'a str]) -> Self {
        Self { emails: Some(column), ..self }
    }

    /// Names and birthdays, each in one spelling: they count together.
    #[must_use]
    pub fn names(self, names: &'a [&'a str], birthdays: &'a [&'a str]) -> Self {
        Self { names: Some(names), birthdays: Some(birthdays), ..self }
    }

    /// Numbers of identity documents.
    #[must_use]
    pub fn documents(self, column: &'a [&'a str]) -> Self {
        Self { documents: Some(column), ..self }
    }

    /// Which records are of one customer.
    ///
    /// # Errors
    /// [`Length`](ErrorKind::Length) for a column of another length;
    /// [`MissingColumn`](ErrorKind::MissingColumn) without any; [`Overflow`](ErrorKind::Overflow)
    /// beyond 2^32 records.
    pub fn duplicates(&self) -> Result<Duplicates> {
        let columns = [
            ("phones", self.phones),
            ("emails", self.emails),
            ("names", self.names),
            ("birthdays", self.birthdays),
            ("documents", self.documents),
        ];
        for (name, column) in columns {
            let length = column.map_or(self.rows, <[_]>::len);
            if length != self.rows {
                return Err(Error::length(name, length, self.rows));
            }
        }
        if columns.iter().all(|(_, column)| column.is_none()) {
            return Err(Error::new(ErrorKind::MissingColumn, "are none").in_column("columns"));
        }
        if u32::try_from(self.rows).is_err() {
            return Err(Error::new(ErrorKind::Overflow, "are too many").in_column("rows"));
        }
        let mut first: Vec<u32> = (0..self.rows as u32).collect();
        let mut shared = vec![0_u32; self.rows];
        for key in DuplicateKey::ALL {
            let mut seen: HashMap<String, u32> = HashMap::new();
            for row in 0..self.rows {
                let Some(spelling) = self.spelling(*key, row) else { continue };
                let other = *seen.entry(spelling).or_insert(row as u32);
                if other as usize != row {
                    shared[row] |= key.code() as u32;
                    shared[other as usize] |= key.code() as u32;
                    join(&mut first, row as u32, other);
                }
            }
        }
        for row in 0..self.rows {
            first[row] = root(&first, row as u32);
        }
        let heads = first.iter().enumerate().filter(|(row, first)| *row == **first as usize);
        Ok(Duplicates { customers: heads.count() as u64, first, shared })
    }

    /// A key of a record in the spelling by which it is compared.
    fn spelling(&self, key: DuplicateKey, row: usize) -> Option<String> {
        const POLICY: KeyPolicy = KeyPolicy::AS_IS.compatible().trimmed().lower_cased();
        let of = |column: Option<&[&str]>| {
            let text = POLICY.apply(column?.get(row)?).into_owned();
            (!text.is_empty()).then_some(text)
        };
        match key {
            DuplicateKey::Phone => of(self.phones)
                .map(|text| text.chars().filter(char::is_ascii_digit).collect::<String>())
                .filter(|digits| !digits.is_empty()),
            DuplicateKey::Email => of(self.emails),
            DuplicateKey::NameAndBirthday => {
                of(self.names).zip(of(self.birthdays)).map(|(name, day)| format!("{name}\n{day}"))
            }
            DuplicateKey::Document => of(self.documents),
        }
    }
}

/// The first record that a record is joined to. Records are joined to earlier ones alone, so that
/// each step goes up.
fn root(first: &[u32], row: u32) -> u32 {
    let mut at = row;
    while first[at as usize] != at {
        at = first[at as usize];
    }
    at
}

fn join(first: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(first, a), root(first, b));
    first[a.max(b) as usize] = a.min(b);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_keys_is_one_customer_in_any_order() {
        let phones = ["1", "2", "", "", "2 ", ""];
        let emails = ["a", "b", "b", "c", "", ""];
        let names = ["Yu", "", "", "Yu", "Li", "Yu"];
        let days = ["1990-01-01", "", "", "1990-01-01", "1990-01-01", ""];
        let of = |order: &[usize]| {
            let pick = |column: &[&'static str; 6]| -> Vec<&'static str> {
                order.iter().map(|at| column[*at]).collect()
            };
            let (phones, emails) = (pick(&phones), pick(&emails));
            let (names, days) = (pick(&names), pick(&days));
            let columns = DuplicateColumns::new(6).phones(&phones).emails(&emails);
            columns.names(&names, &days).duplicates().unwrap()
        };
        let found = of(&[0, 1, 2, 3, 4, 5]);
        assert_eq!(found.first, [0, 1, 1, 0, 1, 5]);
        assert_eq!(found.shared, [4, 3, 2, 4, 1, 0]);
        assert_eq!(found.customers, 3);
        // However the records are ordered, the same ones are together.
        let order = [5, 4, 3, 2, 1, 0];
        let other = of(&order);
        for a in 0..6 {
            for b in 0..6 {
                let (place_a, place_b) = (5 - a, 5 - b);
                let together = other.first[place_a] == other.first[place_b];
                assert_eq!(found.first[a] == found.first[b], together);
            }
        }
        assert_eq!(other.customers, 3);
    }

    #[test]
    fn what_is_not_known_is_the_same_as_nothing() {
        let empty = ["", " ", ""];
        let found = DuplicateColumns::new(3).emails(&empty).phones(&empty).duplicates().unwrap();
        assert_eq!((found.first, found.customers), (vec![0, 1, 2], 3));
        let kind = |columns: DuplicateColumns<'_>| columns.duplicates().unwrap_err().kind();
        assert_eq!(kind(DuplicateColumns::new(3)), ErrorKind::MissingColumn);
        assert_eq!(kind(DuplicateColumns::new(2).emails(&empty)), ErrorKind::Length);
    }
}
