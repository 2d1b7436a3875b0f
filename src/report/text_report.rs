//! The report as text for a terminal: the same words and tables as the page.

use super::layout::{Block, Question, Table, View};
use super::numbers::{display_width, pad_end, pad_start};

/// Columns of a line.
const WIDTH: usize = 96;

/// The contents as text.
pub(super) fn text(view: &View) -> String {
    let mut out = Lines::default();
    out.line(&view.heading);
    out.line(&"=".repeat(display_width(&view.heading)));
    out.paragraph(&view.about, "");
    out.blank();
    out.line(&view.verdict.badge);
    out.paragraph(&view.verdict.headline, "");
    out.paragraph(&view.verdict.basis, "");
    for check in &view.verdict.checks {
        out.blank();
        out.paragraph(&format!("[{}] {}", check.grade, check.title), "");
        out.paragraph(&check.text, "    ");
    }
    out.blank();
    let label = view.keys.iter().map(|key| display_width(&key.label)).max().unwrap_or(0);
    let figure = view.keys.iter().map(|key| display_width(&key.figure)).max().unwrap_or(0);
    for key in &view.keys {
        let beside: Vec<&str> = [key.range.as_str(), key.note.as_str()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        let line = format!(
            "{}  {}  {}",
            pad_end(&key.label, label),
            pad_start(&key.figure, figure),
            beside.join(" · ")
        );
        out.line(line.trim_end());
    }
    for (place, question) in view.questions.iter().enumerate() {
        out.question(&format!("{}. {}", place + 1, question.question), question);
    }
    out.question(&view.analyst.question, &view.analyst);
    out.blank();
    out.paragraph(&view.footer.plain(), "");
    out.text
}

/// Lines of a text.
#[derive(Debug, Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn blank(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Text that is broken between words (between characters where there are no words), each line
    /// behind `indent`.
    fn paragraph(&mut self, text: &str, indent: &str) {
        let room = WIDTH - display_width(indent);
        let mut line = String::new();
        for word in words(text) {
            let fits = display_width(&line) + display_width(word.trim_end()) <= room;
            if !fits && !line.is_empty() && !never_first(word) {
                self.line(&format!("{indent}{}", line.trim_end()));
                line.clear();
            }
            line.push_str(word);
        }
        if !line.trim().is_empty() {
            self.line(&format!("{indent}{}", line.trim_end()));
        }
    }

    fn question(&mut self, heading: &str, question: &Question) {
        self.blank();
        self.line(heading);
        self.line(&"-".repeat(display_width(heading)));
        self.paragraph(&question.answer, "");
        for paragraph in &question.paragraphs {
            self.paragraph(&paragraph.plain(), "");
        }
        question.blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Picture(picture) => {
                self.blank();
                self.paragraph(&picture.alt, "  ");
            }
            Block::Table(table) => self.table(table, ""),
            Block::Columns(left, right) => {
                left.iter().chain(right).for_each(|block| self.block(block));
            }
            Block::Lists(lists) => lists.iter().for_each(|list| self.block(list)),
            Block::Fold(title, blocks) => {
                self.blank();
                self.paragraph(title, "");
                blocks.iter().for_each(|block| self.block(block));
            }
            Block::List(list) => {
                self.blank();
                self.paragraph(&format!("{}) {} · {}", list.number, list.title, list.count), "");
                self.paragraph(&list.rule.plain(), "   ");
                self.paragraph(&list.check.plain(), "   ");
                if let Some(Block::Table(table)) = &list.first {
                    self.table(table, "   ");
                }
                self.paragraph(&list.where_all.plain(), "   ");
            }
            Block::Steps(steps) => {
                for (place, step) in steps.iter().enumerate() {
                    self.blank();
                    self.paragraph(&format!("{}) {}", place + 1, step.title), "");
                    self.paragraph(&step.text.plain(), "   ");
                }
            }
            Block::Tag(text) => {
                self.blank();
                self.paragraph(&format!("[{text}]"), "");
            }
            Block::Note(text) => {
                self.blank();
                self.paragraph(&text.plain(), "");
            }
            Block::Refusal(refusal) => {
                self.blank();
                self.paragraph(&format!("{} {}", refusal.what, refusal.why), "");
            }
        }
    }

    fn table(&mut self, table: &Table, indent: &str) {
        if !table.caption.is_empty() {
            self.blank();
            self.paragraph(&table.caption, indent);
            self.paragraph(&table.note, indent);
        }
        let text = |row: usize, column: usize| -> String {
            let cell = &table.rows[row][column];
            if cell.small.is_empty() {
                cell.text.clone()
            } else {
                format!("{} ({})", cell.text, cell.small)
            }
        };
        let widths: Vec<usize> = (0..table.columns.len())
            .map(|column| {
                let rows = (0..table.rows.len()).filter(|row| column < table.rows[*row].len());
                let cells = rows.map(|row| display_width(&text(row, column)));
                cells.max().unwrap_or(0).max(display_width(&table.columns[column].name))
            })
            .collect();
        let line = |cells: Vec<String>| -> String {
            let padded = cells.iter().enumerate().map(|(column, cell)| {
                if column == 0 || table.columns[column].text {
                    pad_end(cell, widths[column])
                } else {
                    pad_start(cell, widths[column])
                }
            });
            let padded: Vec<String> = padded.collect();
            format!("{indent}{}", padded.join("  ")).trim_end().to_owned()
        };
        let heads: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
        self.line(&line(heads));
        for row in 0..table.rows.len() {
            let cells =
                (0..table.rows[row].len().min(widths.len())).map(|column| text(row, column));
            self.line(&line(cells.collect()));
        }
    }
}

/// Pieces between which a line may break, with the spaces behind them.
fn words(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        let next = letters.peek().map(|(_, next)| *next);
        let wide = |letter: char| letter as u32 > 0x2e7f;
        let breaks = match next {
            None => true,
            Some(next) => {
                (letter == ' ' && next != ' ') || wide(letter) || (wide(next) && letter != ' ')
            }
        };
        if breaks {
            pieces.push(&text[start..end]);
            start = end;
        }
    }
    pieces
}

/// Whether a piece may not begin a line.
fn never_first(piece: &str) -> bool {
    piece.starts_with(['，', '。', '；', '：', '、', '）', '！', '？', '”', '%', '～'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::layout::Cell;

    #[test]
    fn lines_break_between_words_and_chinese_characters() {
        let mut lines = Lines::default();
        lines.paragraph(&"word ".repeat(40), "  ");
        lines.paragraph(&"客户，".repeat(40), "");
        for line in lines.text.lines() {
            // A mark that may not begin a line hangs out by its own width at most.
            assert!(display_width(line) <= WIDTH + 2, "{line}");
            assert!(!never_first(line), "{line}");
            assert_eq!(line.trim_end(), line);
        }
        let text: String = lines.text.split_whitespace().collect();
        assert_eq!(text, "word".repeat(40) + &"客户，".repeat(40));
    }

    #[test]
    fn columns_stand_below_each_other_whatever_the_language() {
        let mut table = Table::new("", "", &["层级", "customers"]);
        table.row(vec![Cell::from("顶级客户"), Cell::from("24")]);
        table.row(vec![Cell::from("Top"), Cell::from("1,885").with_small("a")]);
        let mut lines = Lines::default();
        lines.table(&table, "");
        let widths: Vec<usize> = lines.text.lines().map(display_width).collect();
        assert_eq!(widths, [19, 19, 19]);
    }
}
