//! The base in memory: who did what, and what the artefact says of them.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use habitue::customer::KeyKind;
use habitue::ledger::Transaction;
use habitue::lifetime::History;
use habitue::money::{Currency, Money};
use habitue::summary::Live;
use habitue::time::{Day, Phase};
use habitue::value::{Score, Scorer};
use serde::Serialize;

use crate::artefact;
use crate::error::{Error, Result};
use crate::frame::Frame;
use crate::message::{Customer, Message, Purchase};

/// What became of a message.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The purchase was taken in; where in the window of the artefact it stands. What stands
    /// outside is kept, and counts once a window reaches it.
    Counted(Phase),
    /// One of this number was taken in before; nothing changed.
    Repeated,
    /// The customer was forgotten; whether there was one.
    Erased(bool),
    /// The library refused it; nothing changed.
    Refused(habitue::Error),
}

/// What is known of a customer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Who.
    pub customer: Customer,
    /// Repeat purchases.
    pub x: u32,
    /// From the first purchase to the last, in the unit of the artefact.
    pub t_x: f64,
    /// From the first purchase to the end of the window.
    pub t: f64,
    /// Mean of the repeat purchases, in the currency of the artefact.
    pub mean_spend: f64,
    /// P(alive).
    pub p_alive: f64,
    /// Purchases expected within the interval of the artefact.
    pub expected_purchases: f64,
    /// Lifetime value.
    pub value: f64,
    /// The tier of this value, from 1, the top; 0 where the artefact has none.
    pub tier: i32,
}

/// All customers, of many readers and one writer.
#[derive(Debug)]
pub struct Base {
    live: RwLock<Live>,
    scorer: Scorer,
    empty: Live,
    currency: Currency,
}

impl Base {
    /// A base without customers, which counts as the artefact says.
    ///
    /// # Errors
    /// [`Error::Unstated`]; what the library says of the artefact's window and convention.
    pub fn new(scorer: Scorer) -> Result<Self> {
        let empty = artefact::begin(&scorer)?;
        let currency = scorer.currency().ok_or(Error::Unstated("currency"))?;
        Ok(Self { live: RwLock::new(empty.clone()), scorer, empty, currency })
    }

    /// A base that is there, moved into the window of the artefact.
    ///
    /// # Errors
    /// As [`Base::new`]; what the library says of a base in another unit, convention or currency.
    pub fn with(scorer: Scorer, mut live: Live) -> Result<Self> {
        scorer.meets(&live)?;
        let base = Self::new(scorer)?;
        live.set_window(base.empty.window())?;
        Ok(Self { live: RwLock::new(live), ..base })
    }

    /// How many purchases and erasures were taken in.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.read().sequence()
    }

    /// The base as bytes, with its sequence number.
    ///
    /// # Errors
    /// What the library says.
    pub fn to_bytes(&self) -> Result<Vec<u8>, habitue::Error> {
        self.read().to_bytes()
    }

    /// Whether a message would be taken in by a base without customers.
    ///
    /// # Errors
    /// What the library says of its date, its amount or its customer.
    pub fn check(&self, message: &Message) -> Result<(), habitue::Error> {
        match message {
            Message::Purchase(purchase) => {
                self.empty.clone().update(&self.transaction(purchase)?)?;
                Ok(())
            }
            Message::Erasure(_) => Ok(()),
        }
    }

    /// Whether a purchase of this number was taken in.
    #[must_use]
    pub fn knows(&self, message: &Message) -> bool {
        match message {
            Message::Purchase(purchase) => self.read().knows(purchase.message),
            Message::Erasure(_) => false,
        }
    }

    /// Takes in messages, in their order, and says what became of each.
    pub fn apply<'a>(&self, messages: impl Iterator<Item = &'a Message>) -> Vec<Outcome> {
        let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
        messages.map(|message| self.taken(&mut live, message)).collect()
    }

    /// Takes in a frame of a journal, unless the base has it.
    ///
    /// # Errors
    /// The number that comes next, where the frame begins behind it.
    pub fn replay(&self, frame: &Frame) -> Result<(), u64> {
        let next = self.sequence() + 1;
        match frame.first.cmp(&next) {
            // What was refused then is refused again.
            std::cmp::Ordering::Equal => drop(self.apply(frame.messages.iter())),
            std::cmp::Ordering::Less => {}
            std::cmp::Ordering::Greater => return Err(next),
        }
        Ok(())
    }

    /// What is known of a customer; `None` of one who is unknown or has no purchase within the
    /// window.
    ///
    /// # Errors
    /// As [`Scorer::score`].
    pub fn standing(&self, id: &str) -> Result<Option<Standing>, habitue::Error> {
        let live = self.read();
        let customer = reading(&live, id);
        let Some(row) = live.row(&customer.key())? else { return Ok(None) };
        let (x, t_x, t) = (row.x, row.t_x, row.t);
        let mean_spend = row.mean_repeat_spend(Some(self.currency));
        // Some models take longer to answer than a writer is to wait.
        drop(live);
        let score = self.scorer.score(History::new(x, t_x, t)?, mean_spend)?;
        let Score { p_alive, expected_purchases, value, tier, .. } = score;
        Ok(Some(Standing {
            customer,
            x,
            t_x,
            t,
            mean_spend,
            p_alive,
            expected_purchases,
            value,
            tier,
        }))
    }

    fn taken(&self, live: &mut Live, message: &Message) -> Outcome {
        match message {
            Message::Purchase(purchase) => {
                if live.knows(purchase.message) {
                    return Outcome::Repeated;
                }
                let taken = self.transaction(purchase).and_then(|bought| {
                    let arrival = live.update(&bought)?;
                    Ok(arrival.phase)
                });
                match taken {
                    Ok(phase) => {
                        live.is_new(purchase.message);
                        Outcome::Counted(phase)
                    }
                    Err(error) => Outcome::Refused(error),
                }
            }
            Message::Erasure(id) => {
                let customer = reading(live, id);
                Outcome::Erased(live.forget(&customer.key()))
            }
        }
    }

    fn transaction<'a>(&self, purchase: &'a Purchase) -> Result<Transaction<'a>, habitue::Error> {
        let paid = Money::parse(&purchase.amount, self.currency)?;
        Ok(Transaction::new(purchase.customer.key(), Day::parse(&purchase.date)?, paid))
    }

    /// The base, also where a reader panicked: only whole messages change it.
    fn read(&self) -> RwLockReadGuard<'_, Live> {
        self.live.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The customer that an id of an address means in a base of texts or of integers.
fn reading(live: &Live, id: &str) -> Customer {
    match (live.key_kind(), id.parse()) {
        (Some(KeyKind::Integer), Ok(key)) => Customer::Integer(key),
        _ => Customer::Text(id.to_owned()),
    }
}
