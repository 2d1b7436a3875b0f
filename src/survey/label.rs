//! What makes two labels the same.

/// Text without what does not tell labels apart: case, width, and blanks at its
/// ends or in a row.
pub(super) fn folded(text: &str) -> String {
    let narrow = |letter: char| match letter {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    let lower: String = text.chars().map(narrow).flat_map(char::to_lowercase).collect();
    lower.trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ")
}
