pub use crate::numeric::proportion::{Interval, ProportionInterval};
