//! Grades and their gauges.

/// How far a thing may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Grade {
    /// It may be used as it stands.
    Sound,
    /// It may be used with care: the finding says which.
    WithCare,
    /// It is not to be used.
    NotToBeUsed,
    /// Nothing tested it.
    NotTested,
}

/// Which way a gauge is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Better {
    /// Small values: sound up to the first bound, with care up to the second.
    Lower,
    /// Large values: sound from the first bound, with care from the second.
    Higher,
    /// Values near 0 of either sign: the bounds are of the absolute value.
    NearZero,
}

/// A measured figure beside the bounds of its grades.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Gauge {
    /// The figure.
    pub value: f64,
    /// Its 95 % interval, where it has one.
    pub interval: Option<(f64, f64)>,
    /// Sound as far as this.
    pub sound: f64,
    /// With care as far as this, not to be used beyond.
    pub care: f64,
    /// Which way is better.
    pub better: Better,
}

impl Grade {
    /// The worse of two: not to be used, with care, not tested, sound.
    #[must_use]
    pub fn worse(self, other: Self) -> Self {
        if other.severity() > self.severity() { other } else { self }
    }

    const fn severity(self) -> u8 {
        match self {
            Self::Sound => 0,
            Self::NotTested => 1,
            Self::WithCare => 2,
            Self::NotToBeUsed => 3,
        }
    }
}

impl Gauge {
    pub(in crate::study) const fn new(value: f64, sound: f64, care: f64, better: Better) -> Self {
        Self { value, interval: None, sound, care, better }
    }

    pub(in crate::study) const fn with_interval(mut self, low: f64, high: f64) -> Self {
        self.interval = Some((low, high));
        self
    }

    /// The grade of its zone.
    #[must_use]
    pub fn zone(&self) -> Grade {
        let within = |bound: f64| match self.better {
            Better::Lower => self.value <= bound,
            Better::Higher => self.value >= bound,
            Better::NearZero => self.value.abs() <= bound,
        };
        if within(self.sound) {
            Grade::Sound
        } else if within(self.care) {
            Grade::WithCare
        } else {
            Grade::NotToBeUsed
        }
    }
}
