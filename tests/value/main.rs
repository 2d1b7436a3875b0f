//! Tiers, scores, margins and cash flows against figures that owe nothing to the library.

mod cash_flows;
mod margins;
mod rfm;
