//! Sheets: the widths that pictures are drawn at, and the words above them.

use crate::report::Picture;
use crate::report::draw::{Drawing, cleaned};

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
pub(super) fn half(name: &str, words: Words, draw: impl Fn(Drawing) -> String) -> Picture {
    let Words { title, note, alt } = words;
    // Names that were given stand in all three.
    let (title, note, alt) = (sentence(&title), sentence(&note), sentence(&alt));
    let narrow = draw(Drawing::new(name, HALF, &alt));
    Picture::new(name, title, note, alt, narrow)
}

/// Words that begin with a capital letter, whatever name they begin with.
fn sentence(words: &str) -> String {
    let words = cleaned(words);
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

/// A picture as wide as the page, drawn for a phone too.
pub(super) fn full(name: &'static str, words: Words, draw: impl Fn(Drawing) -> String) -> Picture {
    let narrow = half(name, words, &draw);
    let wide = draw(Drawing::new(name, FULL, &narrow.alt));
    narrow.with_wide(wide)
}

/// Sentences of an alternative text in a row.
pub(super) fn joined(parts: impl IntoIterator<Item = String>, chinese: bool) -> String {
    parts.into_iter().collect::<Vec<_>>().join(if chinese { "；" } else { "; " })
}
