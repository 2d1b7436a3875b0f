//! A picture: its finding in words, and its drawings.

/// A picture of a report: a title that states its finding, a note on how to read it, and the drawing
/// as SVG, once for each width that it is shown at (it is never scaled, so that its text keeps its
/// size).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Picture {
    /// What it is asked for by, such as `"tiers"`; also the stem of its file.
    pub name: String,
    /// The finding, as a sentence.
    pub title: String,
    /// How to read it.
    pub note: String,
    /// The finding and the main figures, for those who do not see the drawing.
    pub alt: String,
    /// The SVG drawn at 360 px.
    pub narrow: String,
    /// The SVG drawn at 760 px, of pictures as wide as the page.
    pub wide: Option<String>,
}

impl Picture {
    /// A picture of these parts.
    #[must_use]
    pub fn new(name: &str, title: String, note: String, alt: String, narrow: String) -> Self {
        Self { name: name.to_owned(), title, note, alt, narrow, wide: None }
    }

    /// The same, drawn at 760 px too.
    #[must_use]
    pub fn with_wide(mut self, wide: String) -> Self {
        self.wide = Some(wide);
        self
    }

    /// The widest drawing that there is.
    #[must_use]
    pub fn svg(&self) -> &str {
        self.wide.as_deref().unwrap_or(&self.narrow)
    }
}
