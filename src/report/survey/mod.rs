//! The report of a survey: its page, text, pictures and tables.

mod analyst;
mod contents;
mod context;
mod drawn;
mod frame;
mod groups;
mod questions;
mod survey_report;
mod tables;
mod trust;

pub use survey_report::SurveyReport;
