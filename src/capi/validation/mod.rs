//! Whether models are right: forecasts beside what came to pass, what models assume, and several
//! models side by side.

mod comparison;
mod fit_quality;
mod forecast;

pub use comparison::*;
pub use fit_quality::*;
pub use forecast::*;
