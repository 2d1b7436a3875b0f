//! What comes in: a purchase, or the wish to be forgotten.

use std::fmt;

use habitue::customer::Key;
use serde::{Deserialize, Serialize};

/// A customer as JSON has one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged, expecting = "customer must be an integer or a text")]
pub enum Customer {
    /// By an integer.
    Integer(i64),
    /// By a text.
    Text(String),
}

impl Customer {
    /// As the library takes it.
    #[must_use]
    pub fn key(&self) -> Key<'_> {
        match self {
            Self::Integer(key) => Key::Integer(*key),
            Self::Text(text) => Key::Text(text),
        }
    }
}

/// One purchase as it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purchase {
    /// The number of the message: what comes again by it counts once.
    pub message: i64,
    /// Who.
    pub customer: Customer,
    /// When, `2024-12-31`.
    pub date: String,
    /// For how much, as exact decimal text: `"19.99"`.
    pub amount: String,
}

/// What is written into the journal and applied to the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Somebody bought.
    Purchase(Purchase),
    /// The customer of this id is to be forgotten.
    Erasure(String),
}

/// The longest text of a message, in bytes: each has its length in one number of 16 bits.
pub const LONGEST: usize = 1024;

const PURCHASE_BY_INTEGER: u8 = 1;
const PURCHASE_BY_TEXT: u8 = 2;
const ERASURE: u8 = 3;

impl Message {
    /// The first text that is longer than [`LONGEST`], by its name.
    #[must_use]
    pub fn too_long(&self) -> Option<&'static str> {
        let texts = match self {
            Self::Purchase(purchase) => match &purchase.customer {
                Customer::Text(text) => {
                    vec![("customer", text), ("date", &purchase.date), ("amount", &purchase.amount)]
                }
                Customer::Integer(_) => {
                    vec![("date", &purchase.date), ("amount", &purchase.amount)]
                }
            },
            Self::Erasure(id) => vec![("customer", id)],
        };
        texts.into_iter().find(|(_, text)| text.len() > LONGEST).map(|(name, _)| name)
    }

    /// Appends the message as bytes.
    pub fn write(&self, to: &mut Vec<u8>) {
        match self {
            Self::Purchase(purchase) => {
                match &purchase.customer {
                    Customer::Integer(key) => {
                        to.push(PURCHASE_BY_INTEGER);
                        to.extend_from_slice(&key.to_le_bytes());
                    }
                    Customer::Text(text) => {
                        to.push(PURCHASE_BY_TEXT);
                        write_text(text, to);
                    }
                }
                to.extend_from_slice(&purchase.message.to_le_bytes());
                write_text(&purchase.date, to);
                write_text(&purchase.amount, to);
            }
            Self::Erasure(id) => {
                to.push(ERASURE);
                write_text(id, to);
            }
        }
    }

    /// Takes the first message off the front of bytes; `None` where they say none.
    pub fn read(from: &mut &[u8]) -> Option<Self> {
        let [kind] = take(from)?;
        let customer = match kind {
            PURCHASE_BY_INTEGER => Customer::Integer(i64::from_le_bytes(take(from)?)),
            PURCHASE_BY_TEXT => Customer::Text(read_text(from)?),
            ERASURE => return Some(Self::Erasure(read_text(from)?)),
            _ => return None,
        };
        let message = i64::from_le_bytes(take(from)?);
        let (date, amount) = (read_text(from)?, read_text(from)?);
        Some(Self::Purchase(Purchase { message, customer, date, amount }))
    }
}

impl fmt::Display for Customer {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.key().fmt(to)
    }
}

fn write_text(text: &str, to: &mut Vec<u8>) {
    // The door refuses what is longer than LONGEST.
    let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
    to.extend_from_slice(&length.to_le_bytes());
    to.extend_from_slice(&text.as_bytes()[..usize::from(length)]);
}

fn read_text(from: &mut &[u8]) -> Option<String> {
    let length = usize::from(u16::from_le_bytes(take(from)?));
    let (text, rest) = from.split_at_checked(length)?;
    *from = rest;
    String::from_utf8(text.to_vec()).ok()
}

fn take<const N: usize>(from: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = from.split_first_chunk::<N>()?;
    *from = rest;
    Some(*first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages() -> Vec<Message> {
        let purchase = |customer, message| {
            let (date, amount) = ("2024-03-01".to_owned(), "19.99".to_owned());
            Message::Purchase(Purchase { message, customer, date, amount })
        };
        vec![
            purchase(Customer::Integer(-7), i64::MIN),
            purchase(Customer::Text("Zoë 客".to_owned()), 1),
            Message::Erasure("Zoë 客".to_owned()),
        ]
    }

    #[test]
    fn what_is_written_is_read() {
        let mut bytes = Vec::new();
        messages().iter().for_each(|message| message.write(&mut bytes));
        let mut rest = bytes.as_slice();
        let read: Vec<Message> = std::iter::from_fn(|| Message::read(&mut rest)).collect();
        assert_eq!(read, messages());
        assert!(rest.is_empty());
    }

    #[test]
    fn a_message_that_is_cut_is_none() {
        for message in messages() {
            let mut bytes = Vec::new();
            message.write(&mut bytes);
            for length in 0..bytes.len() {
                assert_eq!(Message::read(&mut &bytes[..length]), None);
            }
        }
    }

    #[test]
    fn a_text_that_the_journal_cannot_hold_is_named() {
        let Message::Purchase(mut purchase) = messages().swap_remove(1) else { panic!() };
        purchase.amount = "9".repeat(LONGEST);
        assert_eq!(Message::Purchase(purchase.clone()).too_long(), None);
        purchase.amount.push('9');
        assert_eq!(Message::Purchase(purchase).too_long(), Some("amount"));
        assert_eq!(Message::Erasure("x".repeat(LONGEST + 1)).too_long(), Some("customer"));
    }
}
