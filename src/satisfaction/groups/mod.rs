//! Every figure by segment, wave or dealer, and which groups differ.

pub(crate) mod breakdown;
pub(crate) mod breakdown_figure;
pub(crate) mod group_test;
pub(crate) mod paired_difference;
pub(crate) mod pairwise;
