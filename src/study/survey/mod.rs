//! The study of a survey alone: from a raw file of answers to figures by segment and wave.
//!
//! A [`SurveyTable`] holds the columns of a file as text. What each column is (an item, a segment, a
//! wave, an open answer) is found from its name and its values, each with its evidence, unless
//! [`SurveyOptions`] say it; where two readings fit, the table is refused with the option that
//! decides. A [`SurveyStudy`] holds every figure, and withholds those of groups that are too small.

mod column_profile;
mod survey_answers;
mod survey_breakdown;
mod survey_column;
mod survey_figures;
mod survey_form;
mod survey_label;
mod survey_options;
mod survey_role;
mod survey_scale;
mod survey_study;
mod survey_table;
mod survey_trust;

pub use survey_breakdown::{
    GroupCell, SurveyBreakdown, SurveyFigure, SurveyGroup, SurveyGrouping, TooFew,
};
pub use survey_column::{ColumnEvidence, SurveyColumn};
pub use survey_figures::{
    CrossFigures, ExpectationGap, ItemFigures, KanoFigures, LoyaltyFigures, MarginShare,
    MultiFigures, OptionShare, SurveyWeights, WavePromoters,
};
pub use survey_options::SurveyOptions;
pub use survey_role::SurveyRole;
pub use survey_scale::SurveyScale;
pub use survey_study::SurveyStudy;
pub use survey_table::SurveyTable;
pub use survey_trust::{SurveyCheck, SurveyTrust};
