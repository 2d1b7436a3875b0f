//! One question to one model: the answer for each customer, or for all of them.

pub(crate) mod answer;
pub(crate) mod answer_uncertain;
pub(crate) mod horizons;
pub(crate) mod question;
