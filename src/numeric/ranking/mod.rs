//! Ranks, quantiles and classes of columns of amounts, exact and the same for any order of rows:
//! keys that sort as the values do, radix selection and sorting, and cuts with their ties.

pub(crate) mod amount;
pub(crate) mod classes;
pub(crate) mod counted;
pub(crate) mod cut;
pub(crate) mod cut_point;
pub(crate) mod keys;
pub(crate) mod order;
pub(crate) mod rank;
pub(crate) mod selection;
