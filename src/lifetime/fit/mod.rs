//! Maximum likelihood: from where, how far up, within what bounds, and what is known of the
//! summit.

pub(crate) mod covariance;
#[cfg(test)]
pub(crate) mod derivatives;
pub(crate) mod estimable;
pub(crate) mod fit;
pub(crate) mod fit_options;
pub(crate) mod fit_report;
pub(crate) mod jet;
pub(crate) mod likelihood_ratio;
pub(crate) mod multi_start;
pub(crate) mod objective;
pub(crate) mod prior;
pub(crate) mod starts;
pub(crate) mod steering;
pub(crate) mod summits;
pub(crate) mod wishes;
