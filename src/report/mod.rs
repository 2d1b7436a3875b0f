//! Reports: a base of customers in words and pictures, for managers; in English and Chinese.
//!
//! A report words and draws what a study found, and computes no figure.

mod currency_name;
mod language;
mod layout;
mod numbers;
mod picture;
mod terms;
mod words;

pub use language::Language;
pub use numbers::{Numbers, display_width, pad_end, pad_start};
pub use picture::Picture;
pub use terms::Terms;
