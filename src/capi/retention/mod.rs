//! Who stays and who leaves: transitions between classes, the leaky bucket, defection, cohort
//! tables and survival curves.

mod cohort;
mod movement;
mod survival;

pub use cohort::*;
pub use movement::*;
pub use survival::*;
