//! Running text with emphasis.

use askama::Template;

/// Running text in which `**words**` stand out and `` `words` `` are typed into a computer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(path = "rich.html")]
pub(crate) struct Rich(String);

/// A piece of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Plain(&'a str),
    Strong(&'a str),
    Code(&'a str),
}

impl<T: Into<String>> From<T> for Rich {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl Rich {
    /// The pieces; a mark that is not closed is text.
    fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut rest = self.0.as_str();
        while let Some((at, mark)) = ["**", "`"]
            .into_iter()
            .filter_map(|mark| rest.find(mark).map(|at| (at, mark)))
            .min_by_key(|(at, _)| *at)
        {
            let inside = &rest[at + mark.len()..];
            let Some(end) = inside.find(mark) else { break };
            let kind = if mark == "`" { Piece::Code } else { Piece::Strong };
            pieces.extend([Piece::Plain(&rest[..at]), kind(&inside[..end])]);
            rest = &inside[end + mark.len()..];
        }
        pieces.push(Piece::Plain(rest));
        pieces
    }

    /// The text without its marks, for a terminal.
    pub(crate) fn plain(&self) -> String {
        let text = |piece: &Piece<'_>| match *piece {
            Piece::Plain(text) | Piece::Strong(text) | Piece::Code(text) => text.to_owned(),
        };
        self.pieces().iter().map(text).collect()
    }

    /// Whether there is nothing to read.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_elements_and_everything_else_is_escaped() {
        let html = |text: &str| Rich::from(text).render().unwrap();
        assert_eq!(html("a **b** `--c`"), "a <strong>b</strong> <code>--c</code>");
        let hostile = html("**<script>** & \"x\" ' `</code>`");
        assert!(!hostile.contains("<script") && !hostile.contains("</code></code>"), "{hostile}");
        assert_eq!(html("2 ** 3 ` 4"), "2 ** 3 ` 4");
        assert_eq!(Rich::from("a **b** `--c`").plain(), "a b --c");
    }
}
