//! Scores of customers, recency, frequency and money among them, and the segments that they make.

pub(crate) mod market_basket;
pub(crate) mod rfm;
pub(crate) mod rfm_cuts;
pub(crate) mod score;
pub(crate) mod score_cuts;
pub(crate) mod scorer;
pub(crate) mod scorer_bytes;
pub(crate) mod scoring;
pub(crate) mod segments;
