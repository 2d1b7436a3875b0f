//! One error for the whole library: a [kind](ErrorKind), a sentence, and the
//! place it speaks of (row, column, value, allowed range, options that decide).
//!
//! A caller who feeds a million rows wants to know *which* row was wrong, what
//! stood there, and what would have been accepted. So every error that a value
//! causes names all four. Programs match on [`Error::kind`] or on the stable
//! [`Error::code`], never on the text.
//!
//! ```
//! use habitue::error::{Error, ErrorKind};
//!
//! let error = Error::out_of_range("discount_rate", -1.5, "> -1 (-100 %)").at_row(7);
//! assert_eq!(error.kind(), ErrorKind::OutOfRange);
//! assert_eq!(error.row(), Some(7));
//! assert_eq!(
//!     error.to_string(),
//!     "row 7, discount_rate: -1.5 is out of range; allowed: > -1 (-100 %)"
//! );
//! ```

use std::fmt;
use std::sync::Arc;

use crate::remedy::{Face, Remedy};

/// The result of every fallible call of this library.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, as one of a fixed set of kinds with stable numbers.
///
/// The numbers are the status codes of the C interface: grouped by hundred,
/// never renumbered and never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(i32)]
pub enum ErrorKind {
    /// A pointer that must not be null is null (C callers only).
    NullPointer = 101,
    /// A pointer is not aligned for its type (C callers only).
    Misaligned = 102,
    /// Columns that must be equally long are not, or a length is impossible.
    Length = 103,
    /// An enumerated argument has no such value.
    Enumerator = 104,
    /// A structure's `struct_size` or reserved tail is not understood.
    StructSize = 105,
    /// The caller was built for another version of the interface.
    AbiVersion = 106,
    /// A buffer is too small; the needed length is reported.
    BufferTooSmall = 107,
    /// An argument contradicts another or is otherwise unusable.
    Argument = 108,
    /// A column, setting or number is given that is not read.
    NotRead = 110,

    /// There is nothing to work on.
    Empty = 201,
    /// A value that must be finite is NaN or infinite.
    NotFinite = 202,
    /// A value lies outside its allowed range.
    OutOfRange = 203,
    /// Values of one row contradict each other.
    Inconsistent = 204,
    /// Values that must be ascending are not.
    Unsorted = 205,
    /// A value that must be unique occurs twice.
    Duplicate = 206,
    /// Text could not be read as the type that its column holds.
    Parse = 207,
    /// Text is not UTF-8.
    Encoding = 208,
    /// A named column is absent.
    MissingColumn = 209,
    /// A row has another number of fields than the header.
    RowShape = 210,
    /// A value that must be present is missing.
    Missing = 211,
    /// Amounts of different currencies meet, or a currency is unknown.
    Currency = 212,
    /// A refund arrived where the policy refuses refunds.
    Refund = 213,
    /// A date lies outside the observation window.
    OutsideWindow = 214,
    /// An exact amount or a count does not fit its type.
    Overflow = 215,
    /// Stored bytes are damaged or are not of this library.
    Corrupt = 216,
    /// Stored bytes come from a newer version of the format.
    FormatVersion = 217,
    /// Input or output failed while reading or writing.
    Io = 218,

    /// An iteration ended without meeting its tolerance; see
    /// [`Error::convergence`].
    NotConverged = 301,
    /// The arguments are legal, but the accuracy promised is not held there.
    Domain = 302,
    /// The value asked for is infinite or undefined for these arguments.
    Undefined = 303,
    /// A matrix that must be invertible is singular.
    Singular = 304,

    /// The caller asked to stop.
    Cancelled = 401,
    /// What was asked for is not built in.
    Unsupported = 501,
    /// A defect of this library; please report it.
    Internal = 901,
}

impl ErrorKind {
    /// Every kind, in the order of its code.
    pub const ALL: &'static [Self] = &[
        Self::NullPointer,
        Self::Misaligned,
        Self::Length,
        Self::Enumerator,
        Self::StructSize,
        Self::AbiVersion,
        Self::BufferTooSmall,
        Self::Argument,
        Self::NotRead,
        Self::Empty,
        Self::NotFinite,
        Self::OutOfRange,
        Self::Inconsistent,
        Self::Unsorted,
        Self::Duplicate,
        Self::Parse,
        Self::Encoding,
        Self::MissingColumn,
        Self::RowShape,
        Self::Missing,
        Self::Currency,
        Self::Refund,
        Self::OutsideWindow,
        Self::Overflow,
        Self::Corrupt,
        Self::FormatVersion,
        Self::Io,
        Self::NotConverged,
        Self::Domain,
        Self::Undefined,
        Self::Singular,
        Self::Cancelled,
        Self::Unsupported,
        Self::Internal,
    ];

    /// The stable code: 1xx argument, 2xx data, 3xx numeric, 4xx cancelled,
    /// 5xx unsupported, 9xx internal. Zero means success and is no kind.
    #[must_use]
    pub const fn code(self) -> i32 {
        self as i32
    }

    /// A short English name, as the C interface reports it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NullPointer => "null pointer",
            Self::Misaligned => "misaligned pointer",
            Self::Length => "length",
            Self::Enumerator => "no such enumerator",
            Self::StructSize => "structure size",
            Self::AbiVersion => "interface version",
            Self::BufferTooSmall => "buffer too small",
            Self::Argument => "argument",
            Self::NotRead => "given but not read",
            Self::Empty => "empty input",
            Self::NotFinite => "not finite",
            Self::OutOfRange => "out of range",
            Self::Inconsistent => "inconsistent",
            Self::Unsorted => "not ascending",
            Self::Duplicate => "duplicate",
            Self::Parse => "unreadable",
            Self::Encoding => "not UTF-8",
            Self::MissingColumn => "missing column",
            Self::RowShape => "wrong number of fields",
            Self::Missing => "missing value",
            Self::Currency => "currency",
            Self::Refund => "refund refused",
            Self::OutsideWindow => "outside the window",
            Self::Overflow => "overflow",
            Self::Corrupt => "corrupt bytes",
            Self::FormatVersion => "format version",
            Self::Io => "input or output",
            Self::NotConverged => "not converged",
            Self::Domain => "outside the accurate domain",
            Self::Undefined => "undefined or infinite",
            Self::Singular => "singular",
            Self::Cancelled => "cancelled",
            Self::Unsupported => "unsupported",
            Self::Internal => "internal",
        }
    }

    /// A short Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::NullPointer => "空指针",
            Self::Misaligned => "指针未对齐",
            Self::Length => "长度不符",
            Self::Enumerator => "无此枚举值",
            Self::StructSize => "结构大小不符",
            Self::AbiVersion => "接口版本不符",
            Self::BufferTooSmall => "缓冲区过小",
            Self::Argument => "参数错误",
            Self::NotRead => "给出但不读取",
            Self::Empty => "输入为空",
            Self::NotFinite => "非有限数",
            Self::OutOfRange => "超出范围",
            Self::Inconsistent => "前后矛盾",
            Self::Unsorted => "未按升序",
            Self::Duplicate => "重复",
            Self::Parse => "无法解读",
            Self::Encoding => "非UTF-8编码",
            Self::MissingColumn => "缺少列",
            Self::RowShape => "字段数不符",
            Self::Missing => "缺少值",
            Self::Currency => "货币不符",
            Self::Refund => "拒绝退款",
            Self::OutsideWindow => "在观察期之外",
            Self::Overflow => "溢出",
            Self::Corrupt => "数据损坏",
            Self::FormatVersion => "格式版本过新",
            Self::Io => "输入输出失败",
            Self::NotConverged => "未收敛",
            Self::Domain => "超出精确范围",
            Self::Undefined => "未定义或无穷",
            Self::Singular => "矩阵奇异",
            Self::Cancelled => "已取消",
            Self::Unsupported => "不支持",
            Self::Internal => "内部错误",
        }
    }
}

/// How far an iteration came before it gave up.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Convergence {
    /// Steps taken.
    pub iterations: u32,
    /// The objective at the last point (a log-likelihood for a fit).
    pub objective: f64,
    /// The largest absolute component of the gradient at the last point.
    pub gradient_norm: f64,
    /// The last point, in the parameters that the caller knows.
    pub parameters: Vec<f64>,
    /// Why it ended, in words.
    pub reason: String,
}

/// An error with its kind and context. See the [module](self).
///
/// It is one pointer wide, so that `Result<f64>` stays small. Where another library's error is
/// behind it (a CSV reader's, a decoder's, the operating system's), that is its
/// [source](std::error::Error::source).
#[derive(Clone, thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    kind: ErrorKind,
    message: String,
    row: Option<u64>,
    /// Whether `row` is a line of text.
    line: bool,
    column: Option<String>,
    value: Option<String>,
    allowed: Option<String>,
    remedies: Vec<Remedy>,
    convergence: Option<Convergence>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of `kind` with a sentence and no place.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            row: None,
            line: false,
            column: None,
            value: None,
            allowed: None,
            remedies: Vec::new(),
            convergence: None,
            source: None,
        }))
    }

    /// `column` holds `value`, which lies outside `allowed`. A NaN or an
    /// infinity becomes [`ErrorKind::NotFinite`].
    #[must_use]
    pub fn out_of_range(column: impl Into<String>, value: f64, allowed: impl Into<String>) -> Self {
        let (kind, message) = if value.is_finite() {
            (ErrorKind::OutOfRange, "is out of range")
        } else {
            (ErrorKind::NotFinite, "is not a finite number")
        };
        Self::new(kind, message).in_column(column).with_value(value).allowing(allowed)
    }

    /// `answer`, unless it is beyond doubles because of `value` in `column`.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] where `answer` is infinite or NaN.
    pub(crate) fn unless_finite(answer: f64, column: &str, value: f64) -> Result<f64> {
        if answer.is_finite() {
            return Ok(answer);
        }
        let sentence = "makes the answer larger than any double, 1.8e308";
        Err(Self::new(ErrorKind::Overflow, sentence).in_column(column).with_value(value))
    }

    /// Whether all `answers` are finite; `column` is what makes them infinite.
    ///
    /// # Errors
    /// [`ErrorKind::Overflow`] with the row of the first that is infinite or NaN.
    pub(crate) fn unless_all_finite(answers: &[f64], column: &str) -> Result<()> {
        match answers.iter().position(|answer| !answer.is_finite()) {
            None => Ok(()),
            Some(row) => Self::unless_finite(f64::NAN, column, answers[row])
                .map(drop)
                .map_err(|error| error.at_row(row as u64)),
        }
    }

    /// `column` has `found` entries where `expected` are needed.
    #[must_use]
    pub fn length(column: impl Into<String>, found: usize, expected: usize) -> Self {
        Self::new(ErrorKind::Length, format!("has {found} entries, but {expected} are needed"))
            .in_column(column)
    }

    /// `column` is empty, but at least one entry is needed.
    #[must_use]
    pub fn empty(column: impl Into<String>) -> Self {
        Self::new(ErrorKind::Empty, "is empty, but at least one entry is needed").in_column(column)
    }

    /// An iteration ended early; the report tells where.
    #[must_use]
    pub fn not_converged(what: impl Into<String>, convergence: Convergence) -> Self {
        let mut error = Self::new(
            ErrorKind::NotConverged,
            format!(
                "{} did not converge: {} (after {} iterations, objective {}, largest gradient component {:.3e}, parameters {:?})",
                what.into(),
                convergence.reason,
                convergence.iterations,
                convergence.objective,
                convergence.gradient_norm,
                convergence.parameters,
            ),
        );
        error.0.convergence = Some(convergence);
        error
    }

    /// Names the row: the index into the caller's columns, counted from 0.
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.0.row = Some(row);
        self.0.line = false;
        self
    }

    /// The same without a row, where a caller does not know rows by number.
    #[cfg(feature = "capi")]
    #[must_use]
    pub(crate) fn of_no_row(mut self) -> Self {
        self.0.row = None;
        self
    }

    /// Names the line of a text file, counted from 1; the message says "line".
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.0.row = Some(line);
        self.0.line = true;
        self
    }

    /// Names the column or argument.
    #[must_use]
    pub fn in_column(mut self, column: impl Into<String>) -> Self {
        self.0.column = Some(column.into());
        self
    }

    /// Shows the offending value; long text is cut.
    #[must_use]
    pub fn with_value(mut self, value: impl fmt::Display) -> Self {
        const LONGEST: usize = 60;
        let text = value.to_string();
        self.0.value = Some(match text.char_indices().nth(LONGEST) {
            Some((cut, _)) => format!("{}...", &text[..cut]),
            None => text,
        });
        self
    }

    /// States what would have been accepted.
    #[must_use]
    pub fn allowing(mut self, allowed: impl Into<String>) -> Self {
        self.0.allowed = Some(allowed.into());
        self
    }

    /// Adds an option that decides; one that is there already is not added again.
    #[must_use]
    pub fn remedied(mut self, remedy: Remedy) -> Self {
        if !self.0.remedies.contains(&remedy) {
            self.0.remedies.push(remedy);
        }
        self
    }

    /// Keeps the error behind this one; [`source`](std::error::Error::source) gives it back.
    #[must_use]
    pub fn with_source(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.0.source = Some(Arc::new(source));
        self
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The stable code of the kind; see [`ErrorKind::code`].
    #[must_use]
    pub fn code(&self) -> i32 {
        self.0.kind.code()
    }

    /// The row (or the line of a text file) that the error speaks of, if it speaks of one.
    #[must_use]
    pub fn row(&self) -> Option<u64> {
        self.0.row
    }

    /// The column or argument that the error speaks of, if it speaks of one.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        self.0.column.as_deref()
    }

    /// The offending value as text, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.0.value.as_deref()
    }

    /// The allowed range in words, if there is one.
    #[must_use]
    pub fn allowed(&self) -> Option<&str> {
        self.0.allowed.as_deref()
    }

    /// The options that decide, any one of which lets the call go on.
    #[must_use]
    pub fn remedies(&self) -> &[Remedy] {
        &self.0.remedies
    }

    /// The whole sentence as a face words it. The display is that of [`Face::Rust`].
    #[must_use]
    pub fn told(&self, face: Face) -> String {
        self.0.told(face)
    }

    /// The report of an iteration that did not converge.
    #[must_use]
    pub fn convergence(&self) -> Option<&Convergence> {
        self.0.convergence.as_ref()
    }
}

/// What an error says before its remedies.
struct Sentence<'a>(&'a Inner);

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.sentence(f)
    }
}

impl Inner {
    fn sentence(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.line { "line" } else { "row" };
        match (self.row, &self.column) {
            (Some(row), Some(column)) => write!(f, "{place} {row}, {column}: ")?,
            (Some(row), None) => write!(f, "{place} {row}: ")?,
            (None, Some(column)) => write!(f, "{column}: ")?,
            (None, None) => {}
        }
        if let Some(value) = &self.value {
            write!(f, "{value} ")?;
        }
        f.write_str(&self.message)?;
        if let Some(allowed) = &self.allowed {
            write!(f, "; allowed: {allowed}")?;
        }
        Ok(())
    }

    fn told(&self, face: Face) -> String {
        let mut told = Sentence(self).to_string();
        for (place, remedy) in self.remedies.iter().enumerate() {
            told += if place == 0 { "; to go on: " } else { ", or " };
            told += &remedy.spelled(face);
        }
        told
    }
}

impl fmt::Display for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Face::Rust))
    }
}

impl std::error::Error for Inner {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}({})", self.0.kind, self.0)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::new(ErrorKind::Io, error.to_string()).with_source(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_ascending_and_positive() {
        let codes: Vec<i32> = ErrorKind::ALL.iter().map(|kind| kind.code()).collect();
        assert!(codes[0] > 0);
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
    }

    #[test]
    fn a_nan_is_not_finite_rather_than_out_of_range() {
        assert_eq!(Error::out_of_range("t", f64::NAN, ">= 0").kind(), ErrorKind::NotFinite);
        assert_eq!(Error::out_of_range("t", -1.0, ">= 0").kind(), ErrorKind::OutOfRange);
    }

    #[test]
    fn long_values_are_cut_on_a_character() {
        let error = Error::new(ErrorKind::Parse, "is no date").with_value("顾".repeat(100));
        assert_eq!(error.value().map(|v| v.chars().count()), Some(63));
    }

    #[test]
    fn an_error_keeps_what_caused_it() {
        use std::error::Error as _;
        let cause = std::io::Error::other("the disk is full");
        let error = Error::from(cause).at_row(3);
        let source = error.source().unwrap().downcast_ref::<std::io::Error>().unwrap();
        assert_eq!(source.to_string(), "the disk is full");
        assert!(error.clone().source().is_some());
        assert!(Error::empty("x").source().is_none());
    }

    #[test]
    fn the_error_is_one_pointer_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }
}
