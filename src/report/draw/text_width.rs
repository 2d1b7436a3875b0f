//! Width of text in pixels, and text cut or broken to a width: by the advance widths of Inter and
//! Arial, whichever is wider, with digits of one width and a CJK character of one em.

/// Advance widths in thousandths of an em from U+0020 to U+007E: regular weight.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    281, 278, 403, 631, 650, 889, 667, 250, 362, 362, 500, 659, 280, 460, 280, 357,
    650, 650, 650, 650, 650, 650, 650, 650, 650, 650, 280, 280, 659, 659, 659, 556,
    1015, 676, 667, 727, 722, 667, 611, 778, 740, 278, 543, 667, 562, 889, 753, 778,
    667, 778, 722, 667, 642, 741, 676, 949, 667, 667, 625, 362, 357, 362, 469, 556,
    497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597,
    609, 609, 372, 523, 364, 581, 557, 812, 540, 557, 541, 362, 327, 362, 659,
];
/// The same of the semi-bold and bold weights.
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    278, 333, 474, 643, 667, 889, 722, 278, 393, 393, 543, 673, 295, 466, 295, 379,
    667, 667, 667, 667, 667, 667, 667, 667, 667, 667, 333, 333, 673, 673, 673, 611,
    999, 724, 722, 744, 724, 667, 611, 778, 744, 278, 561, 722, 611, 906, 741, 778,
    667, 778, 722, 667, 660, 734, 724, 1007, 690, 705, 653, 393, 379, 393, 584, 556,
    497, 575, 630, 577, 630, 593, 377, 625, 613, 278, 278, 569, 278, 898, 611, 611,
    625, 625, 397, 556, 380, 611, 576, 837, 562, 576, 562, 393, 358, 393, 673,
];

/// From here on characters are as wide as they are high: Han, kana, full-width marks, emoji.
const WIDE: char = '\u{2e80}';

fn em(character: char, bold: bool) -> f64 {
    let table = if bold { &BOLD } else { &REGULAR };
    let code = u32::from(character);
    if let Some(width) = code.checked_sub(32).and_then(|index| table.get(index as usize)) {
        return f64::from(*width) / 1000.0;
    }
    match character {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        '·' | '’' | '‘' => 0.32,
        '“' | '”' => 0.5,
        '–' | '−' | '±' | '×' | '≤' | '≥' | '≈' => 0.675,
        '\u{1f000}'.. => 1.35,
        _ if character >= WIDE => 1.0,
        '—' | '…' | '→' | '←' | '↓' | '↑' | '●' | '○' | '№' => 1.115,
        // Other letters with marks, Greek, Cyrillic, Hebrew, Arabic, Indic: about as wide as the wide ones.
        _ if character.is_uppercase() => 0.85,
        _ => 0.72,
    }
}

/// The width of `text` in pixels at a font size in pixels; `bold` is weight 600 or more.
///
/// Measured for Inter and Arial with digits of one width, the wider of the two for each character.
///
/// # Examples
/// ```
/// use habitue::report::draw::text_width;
///
/// assert_eq!(text_width("客户", 12.0, false), 24.0);
/// assert!(text_width("W", 12.0, true) > text_width("i", 12.0, true));
/// ```
pub fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    text.chars().map(|character| em(character, bold)).sum::<f64>() * size
}

/// `text` without what XML forbids and without marks that turn the direction of what follows; white
/// space is one space.
pub(crate) fn cleaned(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_whitespace() {
            if !clean.ends_with(' ') {
                clean.push(' ');
            }
            continue;
        }
        let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if !character.is_control() && !turns && !matches!(character, '\u{fffe}' | '\u{ffff}') {
            clean.push(character);
        }
    }
    clean
}

/// `text` cut with an ellipsis where it is wider than `width` pixels.
pub(crate) fn clipped(text: &str, width: f64, size: f64, bold: bool) -> String {
    let text = cleaned(text);
    if text_width(&text, size, bold) <= width {
        return text;
    }
    let room = width - text_width("…", size, bold);
    let mut used = 0.0;
    let kept: String = text
        .chars()
        .take_while(|character| {
            used += em(*character, bold) * size;
            used <= room
        })
        .collect();
    kept.trim_end().to_owned() + "…"
}

/// `text` in lines of at most `width` pixels: between words, and between Han characters except where
/// a line would begin or end with a mark that may not stand there.
pub(crate) fn wrapped(text: &str, width: f64, size: f64, bold: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(&cleaned(text)) {
        let fits = text_width((line.clone() + &piece).trim_end(), size, bold) <= width;
        if !fits && !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
            line.push_str(piece.trim_start());
        } else {
            line.push_str(&piece);
        }
    }
    lines.push(line.trim_end().to_owned());
    lines.retain(|line| !line.is_empty());
    lines.into_iter().map(|line| clipped(&line, width.max(size * 2.0), size, bold)).collect()
}

/// What may not be broken: words with the spaces after them, Han characters with the marks at them.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = None;
    for character in text.chars() {
        let joined = before.is_some_and(|before: char| {
            let no_start = "，。、；：！？）》”’%)…～".contains(character);
            let no_end = "（《“‘(".contains(before);
            let word = !before.is_whitespace() && before < WIDE && character < WIDE;
            no_start || no_end || word || character.is_whitespace()
        });
        match pieces.last_mut() {
            Some(last) if joined => last.push(character),
            _ => pieces.push(character.to_string()),
        }
        before = Some(character);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_not_below_those_of_arial() {
        // Advance widths of Helvetica and Arial, in thousandths: "Hello, World" in regular weight.
        let known = [722, 556, 222, 222, 556, 278, 278, 944, 556, 333, 222, 556];
        let arial = f64::from(known.iter().sum::<i32>()) / 1000.0;
        let ours = text_width("Hello, World", 1.0, false);
        assert!(ours >= arial && ours < 1.15 * arial, "{ours} against {arial}");
    }

    #[test]
    fn lines_break_where_they_may() {
        let lines = wrapped("one two three four", 60.0, 12.0, false);
        assert_eq!(lines.join(" "), "one two three four");
        assert!(lines.iter().all(|line| text_width(line, 12.0, false) <= 60.0), "{lines:?}");
        // No line begins with a closing mark, none ends with an opening one, words stay whole.
        for width in 36..140 {
            let lines = wrapped(
                "阴影为95%置信区间（自助法），其余各项区间重叠。BG/NBD模型",
                f64::from(width),
                12.0,
                false,
            );
            for line in &lines {
                assert!(!line.starts_with(['，', '。', '）', '%']), "{lines:?}");
                assert!(!line.ends_with('（'), "{lines:?}");
            }
            if width > 60 {
                assert!(lines.iter().any(|line| line.contains("BG/NBD")), "{lines:?}");
            }
        }
        assert_eq!(wrapped("", 60.0, 12.0, false), Vec::<String>::new());
        assert!(text_width(&wrapped(&"a".repeat(99), 60.0, 12.0, false)[0], 12.0, false) <= 60.0);
    }

    #[test]
    fn long_text_is_cut_with_an_ellipsis_and_marks_of_direction_go() {
        assert_eq!(clipped("short", 100.0, 12.0, false), "short");
        let cut = clipped("a name that is much too long", 80.0, 12.0, false);
        assert!(cut.ends_with('…') && text_width(&cut, 12.0, false) <= 80.0, "{cut}");
        assert_eq!(cleaned("a\u{202e}b\u{0}\tc"), "ab c");
    }
}
