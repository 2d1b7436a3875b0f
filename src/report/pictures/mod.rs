//! Pictures of a study: each states its finding as a title, in English and Chinese, and is drawn as
//! self-contained SVG at 360 pixels, those as wide as a page at 760 too.
//!
//! A picture draws what it is given and computes no statistic. [`all`] makes those of a
//! [`Study`](crate::study::Study). Others are not of a study, and take figures of the core or plain
//! columns: [`funnel`], [`kano`], [`promoter_trend`], [`tornado`], [`spend_density`], [`histories`],
//! [`heterogeneity`] and [`expected_by_age`].
//!
//! What [`draw::classes`](super::draw::classes) says must be in the style of the page that a picture
//! stands in; [`draw::standalone`](super::draw::standalone) gives it a style of its own.

mod alive_check;
mod alive_history;
mod all;
mod bought_again;
mod by_group;
mod calibration;
mod cohorts;
mod funnel;
mod gauge;
mod heterogeneity;
mod histories;
mod kano;
mod keeping;
mod ladder;
mod of_the_model;
mod priorities;
mod promoter_trend;
mod purchases_grid;
mod rfm_grid;
mod said_and_done;
mod satisfaction;
mod sheet;
mod silence;
mod spend_density;
mod ticks;
mod tier_forecast;
mod tiers;
mod tornado;
mod tracking;
mod value_matrix;
mod whale;

pub use alive_check::alive_check;
pub use alive_history::alive_history;
pub use all::all;
pub use bought_again::bought_again;
pub(in crate::report) use by_group::{ByGroup, by_group};
pub use calibration::{calibration, fit};
pub use cohorts::cohorts;
pub use funnel::{FunnelStep, funnel};
pub use gauge::gauge;
pub use heterogeneity::{Rate, expected_by_age, heterogeneity};
pub use histories::{PurchaseTimes, histories};
pub use kano::kano;
pub use keeping::keeping;
pub use ladder::ladder;
pub(in crate::report) use priorities::{derived_importance, driven};
pub use priorities::{drivers, importance};
pub use promoter_trend::promoter_trend;
pub use purchases_grid::purchases_grid;
pub use rfm_grid::rfm_grid;
pub use said_and_done::said_and_done;
pub use satisfaction::{promoters, satisfaction};
pub use silence::p_alive;
pub use spend_density::{SpendBin, spend_density};

pub use tier_forecast::{tier_forecast, tier_outlook};
pub use tiers::tiers;
pub use tornado::tornado;
pub use tracking::{cumulative, tracking};
pub use value_matrix::value_matrix;
pub use whale::whale;

/// A name that was given, as short as a title needs it.
pub(in crate::report) fn short_name(name: &str) -> String {
    super::draw::clipped(name, 220.0, 13.0, true)
}
