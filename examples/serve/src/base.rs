//! The base in memory: who did what, and what the artefact says of them.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use habitue::ledger::{Rules, Transaction};
use habitue::lifetime::History;
use habitue::money::{Currency, Money};
use habitue::summary::{Live, Summary};
use habitue::time::Day;
use habitue::value::{Score, Scorer};
use serde::Serialize;

use crate::artefact::Artefact;
use crate::error::Result;
use crate::frame::Frame;
use crate::message::{Customer, Message, Purchase};

/// What became of a message.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The purchase was taken in.
    Counted,
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

#[derive(Debug)]
struct State {
    live: Live,
    scorer: Scorer,
    seen: HashSet<i64>,
    sequence: u64,
}

/// All customers, of many readers and one writer.
#[derive(Debug)]
pub struct Base {
    state: Mutex<State>,
    empty: Live,
    currency: Currency,
}

impl Base {
    /// A base without customers.
    ///
    /// # Errors
    /// What the library says of the artefact's window and convention.
    pub fn new(artefact: Artefact) -> Result<Self> {
        let Artefact { scorer, window, convention, currency } = artefact;
        let live = Summary::new(Rules::money(currency)).live(&window, &convention)?;
        let state = State { live: live.clone(), scorer, seen: HashSet::new(), sequence: 0 };
        Ok(Self { state: Mutex::new(state), empty: live, currency })
    }

    /// How many purchases and erasures were taken in.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.state().sequence
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
            Message::Purchase(purchase) => self.state().seen.contains(&purchase.message),
            Message::Erasure(_) => false,
        }
    }

    /// Takes in messages, in their order, and says what became of each.
    pub fn apply<'a>(&self, messages: impl Iterator<Item = &'a Message>) -> Vec<Outcome> {
        let mut state = self.state();
        messages.map(|message| self.taken(&mut state, message)).collect()
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
        let mut state = self.state();
        for customer in readings(id).into_iter().flatten() {
            let State { live, scorer, .. } = &mut *state;
            let Some(row) = live.row(&customer.key())? else { continue };
            let mean_spend = row.mean_repeat_spend(Some(self.currency));
            let (x, t_x, t) = (row.x, row.t_x, row.t);
            let score = scorer.score(History::new(x, t_x, t)?, mean_spend)?;
            let Score { p_alive, expected_purchases, value, tier, .. } = score;
            let known = Standing {
                customer,
                x,
                t_x,
                t,
                mean_spend,
                p_alive,
                expected_purchases,
                value,
                tier,
            };
            return Ok(Some(known));
        }
        Ok(None)
    }

    fn taken(&self, state: &mut State, message: &Message) -> Outcome {
        match message {
            Message::Purchase(purchase) => {
                if state.seen.contains(&purchase.message) {
                    return Outcome::Repeated;
                }
                let taken = self
                    .transaction(purchase)
                    .and_then(|transaction| state.live.update(&transaction).map(|_| ()));
                if let Err(error) = taken {
                    return Outcome::Refused(error);
                }
                state.seen.insert(purchase.message);
                state.sequence += 1;
                Outcome::Counted
            }
            Message::Erasure(id) => {
                state.sequence += 1;
                let mut readings = readings(id).into_iter().flatten();
                Outcome::Erased(readings.any(|customer| state.live.forget(&customer.key())))
            }
        }
    }

    fn transaction<'a>(&self, purchase: &'a Purchase) -> Result<Transaction<'a>, habitue::Error> {
        let paid = Money::parse(&purchase.amount, self.currency)?;
        Ok(Transaction::new(purchase.customer.key(), Day::parse(&purchase.date)?, paid))
    }

    /// The state, also where a reader panicked: only whole messages change it.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The customers that an id of an address may mean: a base holds texts or integers.
fn readings(id: &str) -> [Option<Customer>; 2] {
    let integer = id.parse().ok().filter(|number: &i64| number.to_string() == id);
    [Some(Customer::Text(id.to_owned())), integer.map(Customer::Integer)]
}
