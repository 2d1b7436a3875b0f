//! The value pyramid and what tiers are made of, hold and become: customers by rank.

pub(crate) mod concentration;
pub(crate) mod key_accounts;
pub(crate) mod matrices;
pub(crate) mod migration;
pub(crate) mod pyramid;
pub(crate) mod pyramid_of_runs;
pub(crate) mod tier_cuts;
pub(crate) mod tier_economics;
pub(crate) mod tier_ratio;
pub(crate) mod tiers;
pub(crate) mod value_runs;
pub(crate) mod value_runs_bytes;
