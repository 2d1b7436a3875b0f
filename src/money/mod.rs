//! Exact money: decimal amounts that know their currency.
//!
//! Three rules keep totals exact to the last cent:
//!
//! * **An amount has a currency.** Adding euros to dollars is an [`Error`](crate::Error), not a
//!   number. What an amount is in another currency is said by the caller's
//!   [`ExchangeRates`].
//!   Plain numbers of stated decimals are money of [no currency](Currency::none).
//! * **Rounding is always named, and comes last.** An amount with more decimals than its currency
//!   has is refused until the caller says which [`Rounding`] applies; sums are then made of the
//!   amounts as they are and rounded once, so that 1,000 times 0.0025 is 2.50.
//! * **Floating point is a crossing.** [`Money::from_f64`] and [`Money::to_f64`] are the only two
//!   doors, and their names say so. Models work in `f64`; ledgers do not.
//!
//! Columns hold amounts as `i64` **minor units** (cents) of one currency, at most
//! [`LARGEST_MINOR`] in magnitude, so that each of them is also an exact `f64`.
//!
//! ```
//! use habitue::money::{Currency, Money, Rounding};
//!
//! let price: Money = Money::parse("19.99", Currency::USD)?;
//! let total = price.checked_add(&Money::from_minor(1, Currency::USD))?;
//! assert_eq!(total.to_string(), "20.00 USD");
//! assert_eq!(total.to_minor()?, 2000);
//!
//! // A tenth of a cent needs a named rounding ...
//! let third = Money::parse("0.333", Currency::USD)?;
//! assert!(third.to_minor().is_err());
//! assert_eq!(third.round(Rounding::HalfEven).to_minor()?, 33);
//! // ... and currencies do not mix.
//! assert!(price.checked_add(&Money::parse("1", Currency::EUR)?).is_err());
//! # Ok::<(), habitue::Error>(())
//! ```
//!
//! Nouns: [`Currency`], [`Money`], [`Rounding`], [`NumberFormat`] (amounts as people write them),
//! [`ExchangeRates`].

mod amount;
mod currency;
mod currency_sign;
mod digits;
mod exact;
mod exchange_rates;
mod iso4217;
mod number_format;
#[cfg(feature = "files")]
mod written_currencies;

pub use amount::{LARGEST_MINOR, Money, Rounding};
pub(crate) use amount::{exact_from_f64, exact_units, parse_decimal};
pub use currency::Currency;
pub use digits::DecimalMark;
pub(crate) use exact::{Exact, overflow};
pub use exchange_rates::ExchangeRates;
pub use number_format::NumberFormat;
#[cfg(feature = "files")]
pub(crate) use number_format::says_missing;
#[cfg(feature = "files")]
pub(crate) use written_currencies::WrittenCurrencies;
