//! What columns and totals are called, in English and Chinese.

/// What a line with a total begins with.
const TOTALS: [&str; 16] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub total",
    "sum",
    "sum total",
    "合计",
    "总计",
    "小计",
    "总额",
    "汇总",
    "共计",
    "总和",
    "累计",
    "summary",
];

/// Whether a field says that its line is a total.
pub(super) fn is_total(field: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(field) else { return false };
    let text = text.trim_end_matches([':', '：', ' ']).to_lowercase();
    TOTALS.contains(&text.as_str())
}

/// Whether a field is a date by its looks: two separators of one kind between digits.
pub(super) fn is_dated(field: &[u8]) -> bool {
    let digits = field.iter().filter(|byte| byte.is_ascii_digit()).count();
    let marks = |mark: u8| field.iter().filter(|byte| **byte == mark).count();
    digits >= 3
        && (marks(b'-') >= 2
            || marks(b'/') >= 2
            || field.windows(3).any(|three| three == "年".as_bytes()))
}
