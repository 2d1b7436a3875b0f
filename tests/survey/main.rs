//! What customers said: indices, reliability, drivers and path models against published figures.

mod breakdown;
#[path = "../common/mod.rs"]
mod common;
mod coverage;
mod design;
mod key_drivers;
mod path_models;
mod questions_analysed;
mod reliability;
mod shards;
#[path = "../common/source.rs"]
mod source;
mod survey_direction;
mod survival_weighted;
