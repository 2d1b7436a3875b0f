//! Figures of one question or pair that come from sums that merge: shares (CSAT), promoters (NPS),
//! means, effort (CES), gaps of service quality, Kano's classes, penalty and reward; and the test of
//! whether two of them differ.

pub(crate) mod counts;
pub(crate) mod counts_bytes;
pub(crate) mod difference;
pub(crate) mod effort;
pub(crate) mod gaps;
pub(crate) mod kano;
pub(crate) mod kano_fuzzy;
pub(crate) mod linearised;
pub(crate) mod mean;
pub(crate) mod measure;
pub(crate) mod penalty_reward;
pub(crate) mod promoter;
pub(crate) mod remainders;
pub(crate) mod share_difference;
pub(crate) mod top_box;
pub(crate) mod totals;
