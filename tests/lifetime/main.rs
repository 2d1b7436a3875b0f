//! Models of purchase, attrition and spend: against published figures, other implementations and
//! mpmath, and their laws.

mod bg_bb;
mod cdnow_master;
mod coin_laws;
#[path = "../common/mod.rs"]
mod common;
mod contract;
mod covariate_uncertainty;
mod covariates;
mod degenerate;
mod discrete_covariates;
mod fit_quality;
mod grid;
mod horizons;
mod interval;
mod itemized_spend;
mod known_defects;
mod one_question;
mod pdo_nbd;
mod posterior;
mod published;
mod scale;
#[path = "../common/short.rs"]
mod short;
mod simulation;
mod steering;
mod summits_of_fits;
mod survey_of_fits;
mod uncertainty;
mod units;
