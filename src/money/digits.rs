//! The digits of a number: decimal mark, groups of thousands, exponent.

use rust_decimal::Decimal;

use crate::error::{Error, ErrorKind, Result};

/// What stands before the decimals of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum DecimalMark {
    /// A point: 1,234.56.
    #[default]
    Point,
    /// A comma: 1.234,56.
    Comma,
}

impl DecimalMark {
    /// Both marks.
    pub const ALL: &'static [Self] = &[Self::Point, Self::Comma];

    /// The mark as a character.
    #[must_use]
    pub const fn character(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    pub(super) const fn byte(self) -> u8 {
        self.character() as u8
    }
}

/// The most characters that a number has, its thousands marks included.
const LONGEST: usize = 64;

/// Digits, grouping marks, a decimal mark and an exponent.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Digits {
    /// All digits as a number; `None` where they are too many.
    mantissa: Option<u128>,
    digits: usize,
    decimals: i32,
    exponent: i32,
    /// The mark between groups.
    group: Option<u8>,
    /// Lengths of the groups, and how many there are.
    groups: [u8; 16],
    count: usize,
    has_mark: bool,
    has_exponent: bool,
    leading_zero: bool,
}

impl Digits {
    /// Reads them; `None` for any other shape.
    pub(super) fn of(text: &str, mark: DecimalMark) -> Option<Self> {
        let mut digits = Self { mantissa: Some(0), ..Self::default() };
        let mut run = 0_u8;
        let mut rest = text.char_indices();
        for (at, character) in rest.by_ref().take(LONGEST) {
            match plain(character) {
                digit @ b'0'..=b'9' => {
                    digits.leading_zero |= digits.digits == 0 && digit == b'0';
                    digits.mantissa = digits.mantissa.and_then(|mantissa| {
                        mantissa.checked_mul(10)?.checked_add(u128::from(digit - b'0'))
                    });
                    digits.digits += 1;
                    if digits.has_mark {
                        digits.decimals += 1;
                    } else {
                        run += 1;
                    }
                }
                found if found == mark.byte() && !digits.has_mark => {
                    digits.close_group(&mut run)?;
                    digits.has_mark = true;
                }
                found @ (b',' | b'.' | b'\'' | b' ') if !digits.has_mark => {
                    if found == mark.byte() || digits.group.is_some_and(|group| group != found) {
                        return None;
                    }
                    digits.group = Some(found);
                    digits.close_group(&mut run)?;
                }
                b'e' | b'E' if digits.digits > 0 => {
                    digits.exponent = exponent(&text[at + character.len_utf8()..])?;
                    digits.has_exponent = true;
                    break;
                }
                _ => return None,
            }
        }
        if !digits.has_exponent && rest.next().is_some() {
            return None;
        }
        if !digits.has_mark {
            digits.close_group(&mut run)?;
        }
        (digits.digits > 0 && digits.is_grouped_well()).then_some(digits)
    }

    fn close_group(&mut self, run: &mut u8) -> Option<()> {
        *self.groups.get_mut(self.count)? = std::mem::take(run);
        self.count += 1;
        Some(())
    }

    /// Whether the groups are those of thousands, of lakhs and crores, or of ten thousands. One
    /// group of four and no decimals is not enough to tell: 1,2345 is a slip of the pen.
    fn is_grouped_well(&self) -> bool {
        let [first, middle @ .., last] = &self.groups[..self.count] else {
            return self.group.is_none();
        };
        if self.group.is_none() {
            return true;
        }
        let threes = (1..=3).contains(first) && *last == 3 && middle.iter().all(|run| *run == 3);
        let lakhs = !middle.is_empty()
            && (1..=2).contains(first)
            && *last == 3
            && middle.iter().all(|run| *run == 2);
        let fours = (1..=4).contains(first)
            && *last == 4
            && middle.iter().all(|run| *run == 4)
            && (!middle.is_empty() || self.has_mark);
        !self.leading_zero && (threes || lakhs || fours)
    }

    /// The number, and whether the other mark would read it as another one.
    pub(super) fn value(&self, text: &str) -> Result<(Decimal, bool)> {
        let too_many = || {
            Error::new(ErrorKind::OutOfRange, "has more digits than an exact decimal holds (28)")
                .in_column("amount")
                .with_value(format!("{text:?}"))
        };
        let mantissa = self.mantissa.and_then(|mantissa| i128::try_from(mantissa).ok());
        let mut mantissa = mantissa.ok_or_else(too_many)?;
        let mut scale = i64::from(self.decimals) - i64::from(self.exponent);
        const FINEST: i64 = 28;
        while scale < 0 && mantissa != 0 {
            mantissa = mantissa.checked_mul(10).ok_or_else(too_many)?;
            scale += 1;
        }
        if scale > FINEST && self.has_exponent {
            // Below what an exact decimal tells apart: to the nearest that it does.
            let excess = u32::try_from(scale - FINEST).unwrap_or(u32::MAX);
            mantissa = 10_i128
                .checked_pow(excess)
                .map_or(0, |unit| mantissa / unit + i128::from(mantissa % unit * 2 > unit));
            scale = FINEST;
        }
        let scale = u32::try_from(scale.max(0)).map_err(|fault| too_many().with_source(fault))?;
        let value = Decimal::try_from_i128_with_scale(mantissa, scale)
            .map_err(|fault| too_many().with_source(fault))?;
        let lone_group = matches!(self.group, Some(b',' | b'.'))
            && self.count == 2
            && self.groups[1] == 3
            && !self.has_mark;
        Ok((value, lone_group))
    }
}

/// A character of a number in ASCII: full-width forms, blanks of any width, typeset apostrophes.
const fn plain(character: char) -> u8 {
    match character {
        '\u{FF10}'..='\u{FF19}' => (character as u32 - 0xFF10) as u8 + b'0',
        '\u{FF0C}' => b',',
        '\u{FF0E}' => b'.',
        '\u{FF25}' | '\u{FF45}' => b'e',
        '\u{2019}' | '\u{FF07}' => b'\'',
        ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}' | '\u{3000}' => b' ',
        '\0'..='\u{7F}' => character as u8,
        _ => 0,
    }
}

/// A decimal exponent; one that no amount has is cut to one that is out of range as well.
fn exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let most = 1_000_000;
    let size = digits.parse().map_or(most, |size: i32| size.min(most));
    Some(if text.starts_with('-') { -size } else { size })
}
