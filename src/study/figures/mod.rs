//! The figures of a study: what customers are worth, who leaves, what they will bring, what
//! keeping them pays, what they say, and whom to turn to on Monday.
//!
//! Each file computes one figure from tables, models and columns that it is given, and holds no
//! text. Money is in units of the currency (dollars, not cents), time in the unit of the study,
//! shares are 0 to 1, and rows of customers are those of the table. What the data cannot support
//! is `None` here, and withheld with its reason by the [study](crate::study).

// The file of the noun that the folder is for bears its name.
#![allow(clippy::module_inception)]

mod bought_again;
mod buyers;
mod calibration;
mod cohorts;
mod concentration;
mod customers;
mod earlier;
mod figures;
mod forecast_range;
mod futures;
mod histories;
mod keeping;
mod leaving;
mod lists;
mod observed;
mod outlook;
mod parameters;
mod priorities;
mod resample;
mod rfm_grid;
mod segments;
mod silence;
mod spend_distribution;
mod study_survey;
mod tiers;
mod tracking;
mod value_matrix;
mod voice;

pub use bought_again::{BoughtAgain, BoughtAgainCurve, BoughtAgainPoint};
pub use buyers::BuyersTest;
pub use calibration::{Calibration, CalibrationClass, FrequencyClass};
pub use cohorts::{CohortMonth, CohortMonthCell, Cohorts};
pub use concentration::Whale;
pub use customers::{CustomerRow, CustomerTable};
pub(crate) use figures::Ground;
pub use figures::{Figures, StateFigures};
pub use forecast_range::ForecastRange;
pub use futures::{Futures, ParameterSource, TierForecast};
pub use histories::{PurchaseHistories, PurchaseHistory};
pub use keeping::{Keeping, KeepingLift, TierKeeping};
pub use leaving::{AliveCheck, AliveClass, OneTimers};
pub use lists::{ActionList, ListCheck, ListKind, ListReason, Lists};
pub use observed::ObservedShare;
pub use outlook::ValueBasis;
pub use parameters::ParameterInterval;
pub use priorities::{DriverShare, ImportancePoint, Priorities};
pub use rfm_grid::{RfmCell, RfmGrid};
pub use segments::{RungCount, SegmentCount, Segmentation, ValueClassCount};
pub use silence::{PurchasesGrid, SilenceDot, SilenceGrid};
pub use spend_distribution::{SpendBand, SpendDistribution};
pub use study_survey::StudySurvey;
pub use tiers::{TierFigures, TierRow, TierTest};
pub use tracking::{TrackedPeriod, TrackedPeriods, TrackedTotal};
pub use value_matrix::{CornerFigures, ValueMatrix, ValuePoint};
pub use voice::{AllegianceCorner, ItemScore, Promoters, SaidAndDone, SaidPoint, Voice};
