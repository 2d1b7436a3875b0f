//! Reports: a base of customers in words and pictures, for managers; in English and Chinese.
//!
//! A [`Report`] words and draws what a [`Study`](crate::study::Study) found, and computes no
//! figure: the page (one HTML file), the same as text, every picture as SVG, and a table with a
//! line for each customer. A [`SurveyReport`] does the same for a survey alone.

// The file of the noun that the folder is for bears its name.
#![allow(clippy::module_inception)]

mod contents;
mod currency_name;
mod customer_file;
pub mod draw;
mod frame;
mod language;
mod layout;
mod numbers;
#[cfg(feature = "parquet")]
mod parquet_table;
mod picture;
pub mod pictures;
mod report;
mod sentence;
mod survey;
mod table_format;
mod terms;
mod text_report;
mod words;
mod workbook;

pub use language::Language;
pub use numbers::{Numbers, display_width, pad_end, pad_start};
pub use picture::Picture;
pub use report::Report;
pub use sentence::Sentence;
pub use survey::SurveyReport;
pub use table_format::TableFormat;
pub use terms::Terms;
