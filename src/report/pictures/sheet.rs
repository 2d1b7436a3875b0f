//! Sheets: the widths that pictures are drawn at, and the words above them.

use crate::report::Picture;
use crate::report::draw::Drawing;

/// Half a page, and a phone.
pub(super) const HALF: f64 = 360.0;
/// A whole page.
pub(super) const FULL: f64 = 760.0;

/// The words of a picture.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// The finding, as a sentence.
    pub(super) title: String,
    /// How to read it.
    pub(super) note: String,
    /// The finding and the main figures.
    pub(super) alt: String,
}

/// A picture of half a page.
pub(super) fn half(name: &'static str, words: Words, draw: impl Fn(Drawing) -> String) -> Picture {
    let narrow = draw(Drawing::new(name, HALF, &words.alt));
    Picture::new(name, words.title, words.note, words.alt, narrow)
}

/// A picture as wide as the page, drawn for a phone too.
pub(super) fn full(name: &'static str, words: Words, draw: impl Fn(Drawing) -> String) -> Picture {
    let wide = draw(Drawing::new(name, FULL, &words.alt));
    half(name, words, draw).with_wide(wide)
}

/// Sentences of an alternative text in a row.
pub(super) fn joined(parts: impl IntoIterator<Item = String>, chinese: bool) -> String {
    parts.into_iter().collect::<Vec<_>>().join(if chinese { "；" } else { "; " })
}
