//! The scales that a raw file is likely to be answered on.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Result};
use crate::survey::{Level, Scale};

/// A scale by its name, such as `balanced-five` or `1-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SurveyScale {
    /// [`Scale::balanced_five`]: 非常满意, 满意, 一般, 不满意, 非常不满意.
    BalancedFive,
    /// [`Scale::unbalanced_five`]: 很满意, 比较满意, 满意, 不满意, 很不满意.
    UnbalancedFive,
    /// Five levels of both: 非常满意 (or 很满意), 比较满意, 一般, 不满意 (or 不太满意), 非常不满意; very,
    /// fairly, neither, dissatisfied, very dissatisfied.
    GradedFive,
    /// Five levels whose best is 满意: 满意, 比较满意, 一般, 不太满意, 不满意; satisfied, fairly, neither,
    /// not very satisfied, dissatisfied.
    PlainFive,
    /// Five levels from strongly agree (非常同意) to strongly disagree (非常不同意).
    AgreementFive,
    /// Whole numbers from the first to the second.
    Points(i32, i32),
}

impl SurveyScale {
    /// The scales with labels.
    pub const LABELLED: &'static [Self] = &[
        Self::BalancedFive,
        Self::UnbalancedFive,
        Self::GradedFive,
        Self::PlainFive,
        Self::AgreementFive,
    ];

    /// The scale itself.
    ///
    /// # Errors
    /// `OutOfRange` for points whose first is not below the second.
    pub fn scale(self) -> Result<Scale> {
        match self {
            Self::BalancedFive => Ok(Scale::balanced_five()),
            Self::UnbalancedFive => Ok(Scale::unbalanced_five()),
            Self::GradedFive => five([
                ("very dissatisfied", "非常不满意"),
                ("dissatisfied", "不满意"),
                ("neither", "一般"),
                ("fairly satisfied", "比较满意"),
                ("very satisfied", "非常满意"),
            ]),
            Self::PlainFive => five([
                ("dissatisfied", "不满意"),
                ("not very satisfied", "不太满意"),
                ("neither", "一般"),
                ("fairly satisfied", "比较满意"),
                ("satisfied", "满意"),
            ]),
            Self::AgreementFive => five([
                ("strongly disagree", "非常不同意"),
                ("disagree", "不同意"),
                ("neither agree nor disagree", "中立"),
                ("agree", "同意"),
                ("strongly agree", "非常同意"),
            ]),
            Self::Points(low, high) => Scale::points(low, high),
        }
    }
}

/// Five levels, the worst first, of which two are favourable.
fn five(labels: [(&str, &str); 5]) -> Result<Scale> {
    let level = |((name, name_zh), value): (&(&str, &str), i32)| {
        let value = f64::from(value);
        Level::new(value, 25.0 * (value - 1.0), value > 3.0, name, name_zh)
    };
    Scale::levels(labels.iter().zip(1..).map(level).collect())
}

impl fmt::Display for SurveyScale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BalancedFive => f.write_str("balanced-five"),
            Self::UnbalancedFive => f.write_str("unbalanced-five"),
            Self::GradedFive => f.write_str("graded-five"),
            Self::PlainFive => f.write_str("plain-five"),
            Self::AgreementFive => f.write_str("agreement-five"),
            Self::Points(low, high) => write!(f, "{low}-{high}"),
        }
    }
}

impl FromStr for SurveyScale {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let plain = name.trim().to_lowercase().replace('_', "-");
        if let Some(known) = Self::LABELLED.iter().find(|known| known.to_string() == plain) {
            return Ok(*known);
        }
        let ends = plain
            .split_once('-')
            .and_then(|(low, high)| Some((low.parse::<u16>().ok()?, high.parse::<u16>().ok()?)));
        match ends {
            Some((low, high)) if low < high && high <= 1000 => {
                Ok(Self::Points(i32::from(low), i32::from(high)))
            }
            _ => Err(Error::new(ErrorKind::Argument, "is no scale")
                .in_column("scale")
                .with_value(format!("{name:?}"))
                .allowing(
                    "balanced-five, unbalanced-five, graded-five, plain-five, agreement-five, or two \
                     whole numbers up to 1000 such as 1-10",
                )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_nonsense_does_not() {
        for scale in SurveyScale::LABELLED.iter().copied().chain([SurveyScale::Points(0, 10)]) {
            assert_eq!(scale.to_string().parse::<SurveyScale>().ok(), Some(scale));
            assert!(scale.scale().is_ok());
        }
        for name in ["", "5", "5-1", "1-1", "-1-5", "1-x", "1-2000", "five"] {
            assert!(name.parse::<SurveyScale>().is_err(), "{name}");
        }
    }
}
