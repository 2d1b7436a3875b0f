//! Who stays and who leaves: transitions between classes, the leaky bucket, defection, cohort
//! tables, survival curves and satisfied episodes in a row.

mod cohort;
mod movement;
mod survival;

pub use cohort::*;
pub use movement::*;
pub use survival::*;
