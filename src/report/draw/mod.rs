//! Drawing of pictures as SVG: scales, axes, the width of text, labels that keep clear of each
//! other, colours for light, dark and paper.
//!
//! A picture is drawn in pixels at the width that it is shown at. Its colours are CSS classes
//! ([`classes`]) over tokens ([`tokens`]) of the page that it stands in; [`standalone`] gives it a
//! style of its own. Text of 11 pixels is the smallest.

mod drawing;
mod labels;
mod palette;
mod plot;
mod scale;
mod text_width;

pub use drawing::standalone;
pub use palette::{classes, tokens};
pub use text_width::text_width;

pub(crate) use text_width::{cleaned, clipped};

pub(crate) use drawing::{Drawing, Fill, NOTE, PLAIN, STRONG, Style, tint};
pub(crate) use labels::{Area, apart};
pub(crate) use palette::Tone;
pub(crate) use plot::{Key, Plane, TICK, keys, margin};
pub(crate) use scale::{Bands, Scale, positive, round_up, settled};
