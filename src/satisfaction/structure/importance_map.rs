//! Importance against performance.

use crate::error::{Error, Result};
use crate::numeric::small::median;

/// Where the cross-hairs of an importance-performance map stand. The picture
/// changes with the choice, so it is always stated.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum CrossHairs {
    /// Grand means of performance and of importance.
    Means,
    /// Medians of performance and of importance.
    Medians,
    /// Given values, such as the midpoints of the scales.
    At {
        /// Where the performance axis is cut.
        performance: f64,
        /// Where the importance axis is cut.
        importance: f64,
    },
}

impl CrossHairs {
    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Means => "grand means",
            Self::Medians => "medians",
            Self::At { .. } => "given values",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Means => "总均值",
            Self::Medians => "中位数",
            Self::At { .. } => "给定值",
        }
    }
}

/// The quadrants of Martilla and James (1977).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Quadrant {
    /// Important, and done badly.
    ConcentrateHere,
    /// Important, and done well.
    KeepUp,
    /// Neither important nor done well.
    LowPriority,
    /// Done well, but not important.
    PossibleOverkill,
}

impl Quadrant {
    /// Every quadrant.
    pub const ALL: &'static [Self] =
        &[Self::ConcentrateHere, Self::KeepUp, Self::LowPriority, Self::PossibleOverkill];

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ConcentrateHere => "concentrate here",
            Self::KeepUp => "keep up the good work",
            Self::LowPriority => "low priority",
            Self::PossibleOverkill => "possible overkill",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::ConcentrateHere => "重点改进区",
            Self::KeepUp => "优势保持区",
            Self::LowPriority => "低优先区",
            Self::PossibleOverkill => "过度投入区",
        }
    }
}

/// One attribute on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct MapPoint {
    /// Performance, such as a mean answer.
    pub performance: f64,
    /// Importance: stated, or derived (a correlation, a relative weight).
    pub importance: f64,
    /// Its quadrant; a point on a cross-hair counts as high.
    pub quadrant: Quadrant,
    /// Whether it lies on a cross-hair.
    pub on_boundary: bool,
}

/// An importance-performance map: performance to the right, importance upwards.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ImportanceMap {
    /// The attributes, in the order given.
    pub points: Vec<MapPoint>,
    /// Where the performance axis is cut.
    pub performance_cut: f64,
    /// Where the importance axis is cut.
    pub importance_cut: f64,
    /// How the cuts were chosen.
    pub cross_hairs: CrossHairs,
}

impl ImportanceMap {
    /// Places attributes on the map.
    ///
    /// # Errors
    /// `Empty`; `Length`; `NotFinite` for a value or a cut, naming the row.
    ///
    /// ```
    /// use habitue::satisfaction::{CrossHairs, ImportanceMap, Quadrant};
    ///
    /// let map = ImportanceMap::of(&[4.0, 8.0], &[9.0, 3.0], CrossHairs::Means)?;
    /// assert_eq!(map.points[0].quadrant, Quadrant::ConcentrateHere);
    /// assert_eq!(map.points[1].quadrant, Quadrant::PossibleOverkill);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    pub fn of(performance: &[f64], importance: &[f64], cross_hairs: CrossHairs) -> Result<Self> {
        if performance.is_empty() {
            return Err(Error::empty("performance"));
        }
        if importance.len() != performance.len() {
            return Err(Error::length("importance", importance.len(), performance.len()));
        }
        for (name, column) in [("performance", performance), ("importance", importance)] {
            if let Some(row) = column.iter().position(|value| !value.is_finite()) {
                return Err(
                    Error::out_of_range(name, column[row], "a finite number").at_row(row as u64)
                );
            }
        }
        let mean = |column: &[f64]| column.iter().sum::<f64>() / column.len() as f64;
        let (performance_cut, importance_cut) = match cross_hairs {
            CrossHairs::Means => (mean(performance), mean(importance)),
            CrossHairs::Medians => (median(performance), median(importance)),
            CrossHairs::At { performance, importance } => (performance, importance),
        };
        for (name, cut) in [("performance", performance_cut), ("importance", importance_cut)] {
            if !cut.is_finite() {
                return Err(Error::out_of_range(format!("cut of {name}"), cut, "a finite number"));
            }
        }
        let place = |(performance, importance): (&f64, &f64)| {
            let quadrant = match (*importance >= importance_cut, *performance >= performance_cut) {
                (true, false) => Quadrant::ConcentrateHere,
                (true, true) => Quadrant::KeepUp,
                (false, false) => Quadrant::LowPriority,
                (false, true) => Quadrant::PossibleOverkill,
            };
            MapPoint {
                performance: *performance,
                importance: *importance,
                quadrant,
                on_boundary: *importance == importance_cut || *performance == performance_cut,
            }
        };
        Ok(Self {
            points: performance.iter().zip(importance).map(place).collect(),
            performance_cut,
            importance_cut,
            cross_hairs,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cross_hairs_decide_and_a_point_on_them_is_high() {
        let (performance, importance) = ([1.0, 2.0, 9.0], [5.0, 6.0, 7.0]);
        let quadrants = |cross_hairs| {
            let map = ImportanceMap::of(&performance, &importance, cross_hairs).unwrap();
            map.points.iter().map(|point| (point.quadrant, point.on_boundary)).collect::<Vec<_>>()
        };
        use Quadrant::{ConcentrateHere, KeepUp, LowPriority};
        // Means 4 and 6; medians 2 and 6.
        assert_eq!(
            quadrants(CrossHairs::Means),
            [(LowPriority, false), (ConcentrateHere, true), (KeepUp, false)]
        );
        assert_eq!(quadrants(CrossHairs::Medians)[1], (KeepUp, true));
        let midpoints = CrossHairs::At { performance: 1.0, importance: 1.0 };
        assert!(quadrants(midpoints).iter().all(|(quadrant, _)| *quadrant == KeepUp));
        assert!(ImportanceMap::of(&[], &[], CrossHairs::Means).is_err());
        assert!(ImportanceMap::of(&[1.0], &[f64::NAN], CrossHairs::Means).is_err());
    }
}
