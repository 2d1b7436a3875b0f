//! Dates and times as text: the shapes that people write.

use super::zone::offset;
use super::{Day, Moment};

/// What stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// What the clock shows.
    pub(super) clock: Moment,
    /// How many seconds that clock is ahead of UTC, where it says so.
    pub(super) offset: Option<i32>,
    /// Whether it is the clock of UTC, without saying so.
    pub(super) instant: bool,
}

/// Why a text is no date of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is of another shape.
    Shape,
    /// The calendar or the clock has no such date or time.
    Calendar,
}

type Read<T> = Result<T, Fault>;

/// Where day, month and year stand in a date of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Order {
    /// The places of year, month and day.
    pub(super) places: [usize; 3],
    /// Whether the year has two digits rather than four.
    pub(super) short: bool,
}

impl Order {
    pub(super) const YMD: Self = Self { places: [0, 1, 2], short: false };
    pub(super) const DMY: Self = Self { places: [2, 1, 0], short: false };
    pub(super) const MDY: Self = Self { places: [2, 0, 1], short: false };
}

/// Text that is read from its beginning.
#[derive(Debug, Clone, Copy)]
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Passes over a piece of text, if it is there.
    #[inline]
    fn take(&mut self, piece: &[u8]) -> bool {
        match self.0.strip_prefix(piece) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// Passes over blanks; whether there were any.
    #[inline]
    fn blanks(&mut self) -> bool {
        let before = self.0.len();
        self.0 = self.0.trim_ascii_start();
        self.0.len() < before
    }

    /// A number of `least` to `most` digits.
    #[inline]
    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let digits = self.0.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        if digits < least {
            return None;
        }
        let (number, rest) = self.0.split_at(digits);
        self.0 = rest;
        Some(number.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }

    /// A word of letters, at least three of them.
    fn word(&mut self) -> Option<&'a [u8]> {
        let letters = self.0.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters < 3 {
            return None;
        }
        let (word, rest) = self.0.split_at(letters);
        self.0 = rest;
        Some(word)
    }
}

/// Eight digits 0.
const ZEROS: u64 = u64::from_le_bytes(*b"00000000");

/// `YYYY-MM-DD` and nothing else; `None` where it is not that or no date.
#[inline]
pub(super) fn iso_day(text: &[u8; 10]) -> Option<Day> {
    let &[a, b, c, d, e, f, g, h, i, j] = text;
    // Eight digits side by side, each as its value; dashes as 0.
    let first = u64::from_le_bytes([a, b, c, d, e, f, g, h]) ^ u64::from_le_bytes(*b"0000-00-");
    let last = u64::from_le_bytes([i, j, b'0', b'0', b'0', b'0', b'0', b'0']) ^ ZEROS;
    let are_digits =
        |bytes: u64| (bytes | (bytes + 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 == 0;
    let dashes = first & 0xFF00_00FF_0000_0000 == 0;
    let right = (first | last) & 0xF0F0_F0F0_F0F0_F0F0 == 0
        && dashes & are_digits(first) & are_digits(last);
    let digit = |at: u32| (first >> (8 * at)) as u32 & 0xF;
    let year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    let month = digit(5) * 10 + digit(6);
    let day = (last as u32 & 0xF) * 10 + ((last >> 8) as u32 & 0xF);
    // Days that every month has need no calendar.
    let usual = right & (year >= 1) & (1..=12).contains(&month) & (1..=28).contains(&day);
    if usual {
        return Some(Day::unchecked(day_number(year as i32, month, day)));
    }
    if right { Day::from_ymd_opt(year as i32, month, day) } else { None }
}

/// Days since 1970-01-01 of a date that the calendar has: years from March on, so that what leap
/// years add comes last (Hinnant, "chrono-compatible low-level date algorithms").
#[inline]
const fn day_number(year: i32, month: u32, day: u32) -> i32 {
    let year = year - (month <= 2) as i32;
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month as i32 + 9) % 12) + 2) / 5 + day as i32 - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// ISO 8601: a date of ten characters, and a time behind `T` or a blank.
pub(super) fn iso(text: &[u8]) -> Read<Stamp> {
    let (date, rest) = text.split_first_chunk::<10>().ok_or(Fault::Shape)?;
    let Some(day) = iso_day(date) else {
        let mut cursor = Cursor(date);
        let shape = cursor.number(4, 4).is_some()
            && cursor.take(b"-")
            && cursor.number(2, 2).is_some()
            && cursor.take(b"-")
            && cursor.number(2, 2).is_some();
        return Err(if shape { Fault::Calendar } else { Fault::Shape });
    };
    with_time(day, Cursor(rest))
}

/// Three numbers with the same mark between them, in an order.
#[inline]
pub(super) fn numbers(text: &[u8], order: Order) -> Read<Stamp> {
    let mut cursor = Cursor(text);
    let [year, month, day] = order.places;
    let mut parts = [0_u32; 3];
    let mut mark = None;
    for (at, part) in parts.iter_mut().enumerate() {
        let (least, most) = match (at == year, order.short) {
            (true, false) => (4, 4),
            (true, true) => (2, 2),
            (false, _) => (1, 2),
        };
        *part = cursor.number(least, most).ok_or(Fault::Shape)?;
        if at < 2 {
            let (&found, rest) = cursor.0.split_first().ok_or(Fault::Shape)?;
            if !b"-/. ".contains(&found) || mark.is_some_and(|mark| mark != found) {
                return Err(Fault::Shape);
            }
            mark = Some(found);
            cursor.0 = rest;
            cursor.blanks();
        }
    }
    let year = if order.short { century(parts[year]) } else { parts[year] };
    with_time(day_of(year, parts[month], parts[day])?, cursor)
}

/// The year of two digits: 69 to 99 are of the last century, as POSIX has it.
const fn century(year: u32) -> u32 {
    if year < 69 { 2000 + year } else { 1900 + year }
}

fn day_of(year: u32, month: u32, day: u32) -> Read<Day> {
    Day::from_ymd_opt(year as i32, month, day).ok_or(Fault::Calendar)
}

/// A date with the English name of a month, in any order that leaves no doubt; `short` with a year
/// of two digits, behind day and month.
pub(super) fn month_name(text: &[u8], short: bool) -> Read<Stamp> {
    let mut cursor = Cursor(text);
    let (mut day, mut month, mut year) = (None, None, None);
    let mut time = None;
    for _ in 0..7 {
        if day.is_some() && month.is_some() && year.is_some() || cursor.is_empty() {
            break;
        }
        if let Some(word) = cursor.word() {
            match month_of(word) {
                Some(number) if month.is_none() => month = Some(number),
                None if is_weekday(word) && day.is_none() && year.is_none() => {}
                _ => return Err(Fault::Shape),
            }
        } else {
            let digits = cursor.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if cursor.0.get(digits) == Some(&b':') && time.is_none() && day.is_some() {
                // A time between the day and the year, as C prints it.
                time = Some(clock(&mut cursor)?);
            } else if digits == 4 && !short && year.is_none() {
                year = cursor.number(4, 4);
            } else if digits == 2 && short && day.is_some() && month.is_some() {
                year = cursor.number(2, 2).map(century);
            } else if (1..=2).contains(&digits) && day.is_none() {
                day = cursor.number(1, 2);
                for end in [b"st", b"nd", b"rd", b"th"] {
                    if cursor.take(end) {
                        break;
                    }
                }
            } else {
                return Err(Fault::Shape);
            }
        }
        let complete = day.is_some() && month.is_some() && year.is_some();
        if !complete {
            let marked =
                cursor.take(b",") | cursor.take(b".") | cursor.take(b"-") | cursor.take(b"/");
            if !(marked | cursor.blanks()) {
                return Err(Fault::Shape);
            }
        }
    }
    let (Some(day), Some(month), Some(year)) = (day, month, year) else { return Err(Fault::Shape) };
    let day = day_of(year, month, day)?;
    match time {
        Some(time) if cursor.is_empty() => Ok(at(day, time)),
        Some(_) => Err(Fault::Shape),
        None => with_time(day, cursor),
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Whether a word is a name, or the first three letters of it (or four: Sept, Tues, Thur).
fn names(word: &[u8], name: &str) -> bool {
    let begins =
        name.len() >= word.len() && name.as_bytes()[..word.len()].eq_ignore_ascii_case(word);
    begins && (word.len() <= 4 || word.len() == name.len())
}

fn month_of(word: &[u8]) -> Option<u32> {
    MONTHS.iter().position(|name| names(word, name)).map(|at| at as u32 + 1)
}

fn is_weekday(word: &[u8]) -> bool {
    WEEKDAYS.iter().any(|name| names(word, name))
}

/// `2024年1月5日`, and a time with a colon or with its units.
pub(super) fn chinese(text: &[u8]) -> Read<Stamp> {
    let mut cursor = Cursor(text);
    let (year, month) = chinese_month(&mut cursor)?;
    let day = cursor.number(1, 2).ok_or(Fault::Shape)?;
    if !(cursor.take("日".as_bytes()) || cursor.take("号".as_bytes())) {
        return Err(Fault::Shape);
    }
    let day = day_of(year, month, day)?;
    let mut timed = cursor;
    timed.blanks();
    let half = half_of_day(&mut timed);
    let hour = timed.number(1, 2);
    if let Some(hour) = hour
        && (timed.take("时".as_bytes())
            || timed.take("點".as_bytes())
            || timed.take("点".as_bytes()))
    {
        let mut part = |unit: &str| -> Read<u32> {
            let Some(number) = timed.number(1, 2) else { return Ok(0) };
            if timed.take(unit.as_bytes()) { Ok(number) } else { Err(Fault::Shape) }
        };
        let (minute, second) = (part("分")?, part("秒")?);
        if !timed.is_empty() {
            return Err(Fault::Shape);
        }
        return Ok(at(day, seconds(of_half(hour, half)?, minute, second)?));
    }
    // The day may be followed by a time at once.
    let mut rest = cursor;
    rest.blanks();
    if rest.is_empty() {
        return Ok(at(day, 0));
    }
    time_of(day, rest)
}

fn chinese_month(cursor: &mut Cursor<'_>) -> Read<(u32, u32)> {
    let year = cursor.number(4, 4).ok_or(Fault::Shape)?;
    if !cursor.take("年".as_bytes()) {
        return Err(Fault::Shape);
    }
    let month = cursor.number(1, 2).ok_or(Fault::Shape)?;
    if cursor.take("月".as_bytes()) { Ok((year, month)) } else { Err(Fault::Shape) }
}

/// Eight digits of a date, and six or four of a time, joined or apart.
pub(super) fn compact(text: &[u8]) -> Read<Stamp> {
    let mut cursor = Cursor(text);
    let mut part = |digits| cursor.number(digits, digits).ok_or(Fault::Shape);
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    let day = || day_of(year, month, day);
    if cursor.is_empty() {
        return Ok(at(day()?, 0));
    }
    let mut timed = cursor;
    if !timed.take(b"T") {
        timed.blanks();
    }
    let digits = timed.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 4 || digits == 6 {
        let mut part = || timed.number(2, 2).unwrap_or(0);
        let (hour, minute, second) = (part(), part(), if digits == 6 { part() } else { 0 });
        let time = seconds(hour, minute, second)?;
        return ended(day()?, time, timed);
    }
    with_time(day()?, cursor)
}

/// Seconds since 1970-01-01 in UTC, counted by so many a second.
pub(super) fn epoch(text: &[u8], by: i64) -> Read<Stamp> {
    let whole = match text.iter().position(|byte| *byte == b'.') {
        Some(point) if text[point + 1..].iter().all(u8::is_ascii_digit) => &text[..point],
        Some(_) => return Err(Fault::Shape),
        None => text,
    };
    let count: i64 =
        std::str::from_utf8(whole).ok().and_then(|text| text.parse().ok()).ok_or(Fault::Shape)?;
    let clock = Moment::from_seconds(count.div_euclid(by)).ok().ok_or(Fault::Calendar)?;
    Ok(Stamp { clock, offset: None, instant: true })
}

/// Days of Excel and their fraction: 61 is 1900-03-01, before which Excel counts a day that was
/// not.
pub(super) fn excel(text: &[u8]) -> Read<Stamp> {
    let plain = text.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    let days: f64 = std::str::from_utf8(text)
        .ok()
        .filter(|_| plain)
        .and_then(|text| text.parse().ok())
        .ok_or(Fault::Shape)?;
    if !(61.0..2_958_466.0).contains(&days) {
        return Err(Fault::Calendar);
    }
    let clock = Moment::from_seconds(((days - 25_569.0) * 86_400.0).round() as i64);
    clock.map(|clock| Stamp { clock, offset: None, instant: false }).ok().ok_or(Fault::Calendar)
}

/// A month, which stands for its first day.
pub(super) fn month(text: &[u8]) -> Read<Stamp> {
    let mut cursor = Cursor(text);
    let (year, month) = if let Ok(found) = chinese_month(&mut cursor) {
        found
    } else if let Some(name) = {
        cursor = Cursor(text);
        cursor.word()
    } {
        let month = month_of(name).ok_or(Fault::Shape)?;
        if !(cursor.take(b"-") | cursor.take(b",") | cursor.blanks()) {
            return Err(Fault::Shape);
        }
        cursor.blanks();
        (cursor.number(4, 4).ok_or(Fault::Shape)?, month)
    } else {
        let year = cursor.number(4, 4).ok_or(Fault::Shape)?;
        let marked = cursor.take(b"-") || cursor.take(b"/") || cursor.take(b".");
        let least = if marked { 1 } else { 2 };
        (year, cursor.number(least, 2).ok_or(Fault::Shape)?)
    };
    if !cursor.is_empty() {
        return Err(Fault::Shape);
    }
    Ok(at(day_of(year, month, 1)?, 0))
}

const fn at(day: Day, seconds: u32) -> Stamp {
    let clock = Moment::unchecked(day.number() as i64 * 86_400 + seconds as i64);
    Stamp { clock, offset: None, instant: false }
}

/// A day and what follows its date: nothing, or a time behind `T`, a comma or blanks.
#[inline]
fn with_time(day: Day, mut cursor: Cursor<'_>) -> Read<Stamp> {
    if cursor.is_empty() {
        return Ok(at(day, 0));
    }
    let apart = cursor.take(b"T") || cursor.take(b"t") || cursor.take(b",") | cursor.blanks();
    cursor.blanks();
    if apart { time_of(day, cursor) } else { Err(Fault::Shape) }
}

fn time_of(day: Day, mut cursor: Cursor<'_>) -> Read<Stamp> {
    let time = clock(&mut cursor)?;
    ended(day, time, cursor)
}

/// A day, a time, and an offset or nothing.
fn ended(day: Day, time: u32, mut cursor: Cursor<'_>) -> Read<Stamp> {
    cursor.blanks();
    if cursor.is_empty() {
        return Ok(at(day, time));
    }
    match offset(cursor.0) {
        Some((seconds, [])) => Ok(Stamp { offset: Some(seconds), ..at(day, time) }),
        _ => Err(Fault::Shape),
    }
}

/// `8:05`, `08:05:09`, `08:05:09.123`, `8:05 PM`, `下午8:05`, in seconds of the day.
fn clock(cursor: &mut Cursor<'_>) -> Read<u32> {
    let before = half_of_day(cursor);
    let hour = cursor.number(1, 2).ok_or(Fault::Shape)?;
    if !cursor.take(b":") {
        return Err(Fault::Shape);
    }
    let minute = cursor.number(2, 2).ok_or(Fault::Shape)?;
    let mut second = 0;
    if cursor.take(b":") {
        second = cursor.number(2, 2).ok_or(Fault::Shape)?;
        if cursor.take(b".") || cursor.take(b",") {
            let digits = cursor.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                return Err(Fault::Shape);
            }
            cursor.0 = &cursor.0[digits..];
        }
    }
    let half = before.or_else(|| {
        let mut behind = *cursor;
        behind.blanks();
        let half = half_of_day(&mut behind);
        if half.is_some() {
            *cursor = behind;
        }
        half
    });
    seconds(of_half(hour, half)?, minute, second)
}

/// The half of the day that is named here: 0 before noon, 12 from noon on.
fn half_of_day(cursor: &mut Cursor<'_>) -> Option<u32> {
    for (word, hours) in
        [("上午", 0), ("下午", 12), ("AM", 0), ("PM", 12), ("a.m.", 0), ("p.m.", 12)]
    {
        let begins = cursor.0.get(..word.len());
        if begins.is_some_and(|begins| begins.eq_ignore_ascii_case(word.as_bytes())) {
            cursor.0 = &cursor.0[word.len()..];
            cursor.blanks();
            return Some(hours);
        }
    }
    None
}

/// The hour of the day of an hour of a clock of twelve.
const fn of_half(hour: u32, half: Option<u32>) -> Read<u32> {
    match half {
        None => Ok(hour),
        Some(half) if hour >= 1 && hour <= 12 => Ok(hour % 12 + half),
        // As people write it: 13:05 PM.
        Some(12) if hour < 24 && hour > 12 => Ok(hour),
        Some(_) => Err(Fault::Calendar),
    }
}

const fn seconds(hour: u32, minute: u32, second: u32) -> Read<u32> {
    if hour < 24 && minute < 60 && second < 60 {
        Ok(hour * 3_600 + minute * 60 + second)
    } else {
        Err(Fault::Calendar)
    }
}
