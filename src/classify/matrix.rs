//! Two axes, one cut on each: the two-by-two matrix.

use crate::error::{Error, Result};

/// The cuts of the two axes of a matrix; a score on a cut is high.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct Cuts {
    x: f64,
    y: f64,
}

/// Where a customer stands in a matrix, where both scores are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quadrant {
    /// Whether the first score is at or above its cut.
    pub x_high: bool,
    /// Whether the second score is at or above its cut.
    pub y_high: bool,
    /// Whether a score stands exactly on its cut.
    pub boundary: bool,
}

impl Cuts {
    /// Cuts of the first and of the second axis.
    ///
    /// # Errors
    /// [`NotFinite`](crate::ErrorKind::NotFinite) for a NaN or an infinity.
    pub fn new(x: f64, y: f64) -> Result<Self> {
        Self { x, y }.checked()
    }

    fn checked(self) -> Result<Self> {
        let cuts = [("first cut", self.x), ("second cut", self.y)];
        match cuts.into_iter().find(|(_, cut)| !cut.is_finite()) {
            Some((name, cut)) => Err(Error::out_of_range(name, cut, "a finite number")),
            None => Ok(self),
        }
    }

    /// The cuts in the middle of scores from 0 to 100.
    pub const MIDDLE: Self = Self { x: 50.0, y: 50.0 };

    /// The cut of the first axis.
    #[must_use]
    pub fn x(&self) -> f64 {
        self.x
    }

    /// The cut of the second axis.
    #[must_use]
    pub fn y(&self) -> f64 {
        self.y
    }

    /// The quadrant of two known scores.
    #[must_use]
    pub fn quadrant(&self, x: f64, y: f64) -> Quadrant {
        Quadrant { x_high: x >= self.x, y_high: y >= self.y, boundary: x == self.x || y == self.y }
    }
}

impl Default for Cuts {
    /// [`Cuts::MIDDLE`].
    fn default() -> Self {
        Self::MIDDLE
    }
}

/// Declares a whole two-by-two scheme: its facts, its four classes and its
/// reasons. The cells are named in the order low/low, high/low, low/high,
/// high/high, the first axis first.
macro_rules! matrix {
    (
        $(#[$meta:meta])*
        pub struct $scheme:ident($facts:ident, $columns:ident);
        $(#[$x_note:meta])*
        x $x:ident: $x_kind:ty =>
            $x_high:ident $x_high_en:literal $x_high_zh:literal,
            $x_low:ident $x_low_en:literal $x_low_zh:literal,
            $x_gap:ident $x_gap_en:literal $x_gap_zh:literal;
        $(#[$y_note:meta])*
        y $y:ident: $y_kind:ty =>
            $y_high:ident $y_high_en:literal $y_high_zh:literal,
            $y_low:ident $y_low_en:literal $y_low_zh:literal,
            $y_gap:ident $y_gap_en:literal $y_gap_zh:literal;
        $(#[$class_meta:meta])*
        pub enum $class:ident because $reason:ident {
            $( $(#[$note:meta])* $variant:ident = $code:literal => $en:literal, $zh:literal; )+
        }
        cells $low_low:ident, $high_low:ident, $low_high:ident, $high_high:ident;
    ) => {
        $crate::classify::classes! {
            $(#[$class_meta])*
            pub enum $class because $reason {
                $( $(#[$note])* $variant = $code => $en, $zh; )+
            }
        }

        $crate::classify::reasons! {
            /// What the matrix found on its two axes.
            pub enum $reason {
                $x_high = 0 => $x_high_en, $x_high_zh;
                $x_low = 1 => $x_low_en, $x_low_zh;
                $y_high = 2 => $y_high_en, $y_high_zh;
                $y_low = 3 => $y_low_en, $y_low_zh;
            }
            missing {
                $x_gap = 16 => $x_gap_en, $x_gap_zh;
                $y_gap = 17 => $y_gap_en, $y_gap_zh;
            }
        }

        $crate::classify::facts! {
            /// The two scores that the matrix looks at.
            pub struct $facts, $columns {
                $(#[$x_note])*
                $x: $x_kind,
                $(#[$y_note])*
                $y: $y_kind,
            }
        }

        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Default)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub struct $scheme {
            cuts: $crate::classify::Cuts,
        }

        impl $scheme {
            /// The matrix with both cuts at 50, the middle of scores from 0 to 100.
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }

            /// Replaces the cuts; a score on a cut is high. Defaults to 50 and 50.
            #[must_use]
            pub fn with_cuts(mut self, cuts: $crate::classify::Cuts) -> Self {
                self.cuts = cuts;
                self
            }

            /// The cuts of the two axes.
            #[must_use]
            pub fn cuts(&self) -> $crate::classify::Cuts {
                self.cuts
            }
        }

        impl $crate::classify::Scheme for $scheme {
            type Class = $class;
            type Facts = $facts;
            type Columns<'a> = $columns<'a>;

            #[inline]
            fn decide(&self, facts: &$facts) -> $crate::classify::Classified<$class> {
                let none = $crate::classify::Reasons::NONE;
                let (Some(x), Some(y)) = (facts.$x, facts.$y) else {
                    return $crate::classify::Classified::unknown(
                        none.with_if(facts.$x.is_none(), $reason::$x_gap)
                            .with_if(facts.$y.is_none(), $reason::$y_gap),
                    );
                };
                let found = self.cuts.quadrant(x, y);
                let x_reason = if found.x_high { $reason::$x_high } else { $reason::$x_low };
                let y_reason = if found.y_high { $reason::$y_high } else { $reason::$y_low };
                let class = match (found.x_high, found.y_high) {
                    (false, false) => $class::$low_low,
                    (true, false) => $class::$high_low,
                    (false, true) => $class::$low_high,
                    (true, true) => $class::$high_high,
                };
                let reasons = none.with(x_reason).with(y_reason);
                $crate::classify::Classified::known(class, reasons, found.boundary)
            }
        }
    };
}
pub(crate) use matrix;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_on_the_cut_is_high_and_flagged() {
        let cuts = Cuts::new(3.0, 70.0).unwrap();
        let found = cuts.quadrant(3.0, 69.0);
        assert_eq!(found, Quadrant { x_high: true, y_high: false, boundary: true });
        assert!(Cuts::new(f64::NAN, 1.0).is_err() && Cuts::new(1.0, f64::INFINITY).is_err());
    }
}
