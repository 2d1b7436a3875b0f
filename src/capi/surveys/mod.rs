//! Surveys and satisfaction: questionnaires and responses, moments of them, counts that merge,
//! indices, drivers and path models.

mod breakdown;
mod checklist;
mod counts;
mod dealers;
mod drivers;
mod figures;
mod join;
mod measure;
mod moments;
mod multi_select;
mod path_fit;
mod path_model;
mod questionnaire;
mod reliability;
mod resampling;
mod responses;
mod results;
mod satisfaction;
mod weighting;

pub use breakdown::*;
pub use checklist::*;
pub use counts::*;
pub use dealers::*;
pub use drivers::*;
pub use figures::*;
pub use join::*;
pub use measure::*;
pub use moments::*;
pub use multi_select::*;
pub use path_fit::*;
pub use path_model::*;
pub use questionnaire::*;
pub use reliability::*;
pub use resampling::*;
pub use responses::*;
pub use results::*;
pub use satisfaction::*;
pub use weighting::*;

pub(super) use counts::totals_of_measures;
pub(super) use path_model::{constructs_of_indices, paths_of_indices};
