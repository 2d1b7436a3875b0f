//! Payments through time: what single customers, events and campaigns bring.

pub(crate) mod cash_flow;
pub(crate) mod customer_event;
pub(crate) mod discount;
pub(crate) mod dwyer;
pub(crate) mod referral;
pub(crate) mod tenure;
pub(crate) mod worksheet;
