//! What a page consists of: words and pictures in the places where a reader finds them.

use askama::Template;

use super::rich::Rich;
use crate::report::{Language, Picture};

/// How far something can be trusted: a colour, and a shape for those who see no colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Mark {
    Sound,
    Care,
    NotToBeUsed,
    NotTested,
}

impl Mark {
    /// The class of the style.
    pub(crate) const fn tone(self) -> &'static str {
        match self {
            Self::Sound => "good",
            Self::Care => "care",
            Self::NotToBeUsed => "bad",
            Self::NotTested => "none",
        }
    }

    /// A disc with a tick, a triangle, an octagon with a cross, or a ring.
    pub(crate) fn icon(self) -> String {
        let shape = match self {
            Self::Sound => {
                r#"<circle cx="10" cy="10" r="9" fill="currentColor"/><path d="M5.8 10.2l3 3 5.4-6" fill="none" stroke="var(--ground)" stroke-width="2.2"/>"#
            }
            Self::Care => {
                r#"<path d="M10 1.2L19.4 18H.6z" fill="currentColor"/><path d="M10 7v5m0 2.2v2" stroke="var(--ground)" stroke-width="2.2"/>"#
            }
            Self::NotToBeUsed => {
                r#"<path d="M6.2 1h7.6L19 6.2v7.6L13.8 19H6.2L1 13.8V6.2z" fill="currentColor"/><path d="M6.6 6.6l6.8 6.8m0-6.8l-6.8 6.8" stroke="var(--ground)" stroke-width="2.2"/>"#
            }
            Self::NotTested => {
                r#"<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2.2"/>"#
            }
        };
        let tone = self.tone();
        format!(
            r#"<svg class="icon is-{tone}" viewBox="0 0 20 20" aria-hidden="true">{shape}</svg>"#
        )
    }
}

/// The opening: what can be trusted.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    pub(crate) mark: Mark,
    pub(crate) badge: String,
    pub(crate) headline: String,
    pub(crate) basis: String,
    pub(crate) checks: Vec<Check>,
}

/// One check of the verdict.
#[derive(Debug, Clone)]
pub(crate) struct Check {
    pub(crate) mark: Mark,
    pub(crate) grade: String,
    pub(crate) title: String,
    pub(crate) text: String,
    /// An SVG.
    pub(crate) gauge: Option<String>,
}

/// A key figure, or that it is withheld.
#[derive(Debug, Clone, Default)]
pub(crate) struct Key {
    pub(crate) label: String,
    pub(crate) figure: String,
    pub(crate) range: String,
    pub(crate) note: String,
    pub(crate) withheld: bool,
}

/// A question, its answer, and what shows it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Question {
    pub(crate) id: &'static str,
    pub(crate) question: String,
    pub(crate) answer: String,
    pub(crate) paragraphs: Vec<Rich>,
    pub(crate) blocks: Vec<Block>,
}

/// A part of an answer.
#[derive(Debug, Clone, Template)]
#[template(path = "block.html")]
pub(crate) enum Block {
    Picture(Picture),
    Table(Table),
    /// Two columns, one below the other where there is no room.
    Columns(Vec<Block>, Vec<Block>),
    Lists(Vec<Block>),
    /// What is read on demand: closed until it is asked for, and not printed.
    Fold(String, Vec<Block>),
    List(Box<List>),
    Steps(Vec<Step>),
    Tag(String),
    Note(Rich),
    Refusal(Refusal),
}

/// What is withheld, and why.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    pub(crate) what: String,
    pub(crate) why: String,
}

/// Something to do, and what it does.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) title: String,
    pub(crate) text: Rich,
}

/// A list for Monday.
#[derive(Debug, Clone)]
pub(crate) struct List {
    pub(crate) number: u8,
    pub(crate) title: String,
    pub(crate) count: String,
    pub(crate) rule: Rich,
    pub(crate) check: Rich,
    pub(crate) first: Option<Block>,
    pub(crate) where_all: Rich,
}

/// What stands before the name of a column that a file gives, so that it is no mark of the layout.
const LABEL: char = '\u{1}';

/// The name of a column that a file gives, as a heading.
pub(crate) fn label(name: &str) -> String {
    format!("{LABEL}{name}")
}

/// A table; the first column heads the rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) note: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
    /// Whether a click on a heading sorts.
    pub(crate) sortable: bool,
    /// Whether it may be wider than a phone, so that it scrolls in its place.
    pub(crate) wide: bool,
}

/// A column of a [`Table`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// Left out on a phone.
    pub(crate) hide: bool,
    /// Of text, not of figures.
    pub(crate) text: bool,
}

/// A cell of a [`Table`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) small: String,
    /// By what it is sorted.
    pub(crate) sort: Option<f64>,
}

impl Column {
    fn class(&self) -> &'static str {
        match (self.hide, self.text) {
            (false, false) => "",
            (true, false) => "hide",
            (false, true) => "text",
            (true, true) => "hide text",
        }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

impl Cell {
    /// With smaller print below.
    pub(crate) fn with_small(mut self, text: impl Into<String>) -> Self {
        self.small = text.into();
        self
    }

    /// Sorted by a number.
    pub(crate) fn by(mut self, value: f64) -> Self {
        self.sort = Some(value);
        self
    }
}

impl Table {
    /// A table of these columns; a name that begins with `-` is left out on a phone, one with `<` is
    /// of text. What stands behind [`LABEL`] is a name as it is, whatever it begins with.
    pub(crate) fn new(
        caption: impl Into<String>,
        note: impl Into<String>,
        columns: &[&str],
    ) -> Self {
        let column = |name: &&str| {
            let bare = name.trim_start_matches(['-', '<']);
            let own = bare.strip_prefix(LABEL).unwrap_or(bare);
            let marks = &name[..name.len() - bare.len()];
            Column { name: own.to_owned(), hide: marks.contains('-'), text: marks.contains('<') }
        };
        Self {
            caption: caption.into(),
            note: note.into(),
            columns: columns.iter().map(column).collect(),
            ..Self::default()
        }
    }

    /// Sorted by a click on a heading.
    pub(crate) fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// Wider than a phone.
    pub(crate) fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// With one more row.
    pub(crate) fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    fn cells<'a>(&'a self, row: &'a [Cell]) -> Vec<(&'a Column, &'a Cell)> {
        self.columns.iter().zip(row).collect()
    }
}

/// Words that stand on every page.
#[derive(Debug, Clone)]
pub(crate) struct Labels {
    pub(crate) skip: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) contents: &'static str,
    pub(crate) analyst: &'static str,
}

/// A whole page.
#[derive(Debug, Clone, Template)]
#[template(path = "page.html")]
pub(crate) struct View {
    pub(crate) language: Language,
    pub(crate) title: String,
    pub(crate) heading: String,
    pub(crate) about: String,
    /// Where the same page is in the other language.
    pub(crate) other: Option<String>,
    pub(crate) labels: Labels,
    pub(crate) verdict: Verdict,
    pub(crate) keys: Vec<Key>,
    pub(crate) questions: Vec<Question>,
    pub(crate) analyst: Question,
    pub(crate) footer: Rich,
    pub(crate) light: String,
    pub(crate) dark: String,
    pub(crate) classes: String,
    pub(crate) style: &'static str,
    pub(crate) script: &'static str,
}
