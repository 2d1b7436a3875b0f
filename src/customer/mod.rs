//! Who: the keys by which customers are known.
//!
//! A customer is known by an integer or by text, and a data set keeps to one of the two. Columns
//! of keys are laid out as Arrow lays them out: `i64` values, or UTF-8 bytes with `i64` offsets
//! (`large_utf8`), so that buffers of numpy, Arrow, Polars and DuckDB pass without a copy.
//! Integer keys sort by value, text keys by their bytes, which is by code point.
//!
//! ```
//! use habitue::customer::{Key, KeyColumn};
//!
//! let mut keys = KeyColumn::default();
//! keys.push(&Key::from("顾客-7"))?;
//! keys.push(&Key::from("Ada"))?;
//! assert_eq!(keys.as_keys().get(1), Some(Key::from("Ada")));
//! assert!(keys.push(&Key::from(7)).is_err()); // text and integers do not mix
//! # Ok::<(), habitue::Error>(())
//! ```
//!
//! Nouns: [`Key`] (one customer), [`Keys`] (a borrowed column), [`KeyColumn`] (an owned one),
//! [`TextColumn`] and [`Texts`] (the layout of text), [`Dictionary`] (text to a dense code).

mod dictionary;
mod key;
mod keys;
mod text;

pub use dictionary::Dictionary;
pub(crate) use key::present;
pub use key::{Key, KeyKind};
pub use keys::{KeyColumn, Keys};
pub use text::{TextColumn, Texts};
