//! Scales of axes: linear, logarithmic and in bands, from data to pixels, with round ticks.

/// A scale from data to pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
    log: bool,
}

impl Scale {
    /// Equal steps of data are equal steps of pixels.
    pub(crate) fn linear((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, from, to, log: false }
    }

    /// Equal factors of data are equal steps of pixels; both ends above 0.
    pub(crate) fn log((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        let low = low.max(f64::MIN_POSITIVE);
        let high = if high > low { high } else { low * 10.0 };
        Self { low, high, from, to, log: true }
    }

    /// Where `value` stands, in pixels; outside the ends at the nearer one.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let value = value.clamp(self.low, self.high);
        let part = if self.log {
            (value / self.low).ln() / (self.high / self.low).ln()
        } else {
            (value - self.low) / (self.high - self.low)
        };
        self.from + part * (self.to - self.from)
    }

    /// Round values between the ends, about `count` of them.
    pub(crate) fn ticks(&self, count: usize) -> Vec<f64> {
        if self.log {
            log_ticks(self.low, self.high, count)
        } else {
            linear_ticks(self.low, self.high, count)
        }
    }
}

/// What a few operations round a double by, as a share of it.
const ROUNDING: f64 = 16.0 * f64::EPSILON;

/// `value`, or the whole number that only rounding keeps it from.
pub(crate) fn settled(value: f64) -> f64 {
    let whole = value.round();
    if (value - whole).abs() <= ROUNDING * value.abs().max(1.0) { whole } else { value }
}

/// `value` where it is positive, 1 otherwise: the end of an axis on which all is 0.
pub(crate) fn positive(value: f64) -> f64 {
    if value > 0.0 { value } else { 1.0 }
}

/// 1, 2, 2.5, 5 and 10 times the power of ten that is not above `step`.
fn round_steps(step: f64) -> [f64; 5] {
    let power = 10f64.powf(step.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0].map(|factor| factor * power)
}

/// The least round step that is not below `step`.
fn round_step(step: f64) -> f64 {
    let steps = round_steps(step);
    steps.into_iter().find(|round| *round >= step * (1.0 - ROUNDING)).unwrap_or(steps[4])
}

/// The round step that is nearest to `step` by its ratio.
fn nearest_step(step: f64) -> f64 {
    let apart = |round: &f64| (round / step).ln().abs();
    let nearest = round_steps(step).into_iter().min_by(|a, b| apart(a).total_cmp(&apart(b)));
    nearest.unwrap_or(step)
}

/// The least round value that is not below `value`, in about `count` steps from 0.
pub(crate) fn round_up(value: f64, count: usize) -> f64 {
    if !(value > 0.0 && value.is_finite()) {
        return 1.0;
    }
    let step = round_step(value / count.max(1) as f64);
    settled(value / step).ceil() * step
}

fn linear_ticks(low: f64, high: f64, count: usize) -> Vec<f64> {
    let step = nearest_step((high - low) / count.max(1) as f64);
    if !(step > 0.0 && step.is_finite()) {
        return vec![low];
    }
    let first = settled(low / step).ceil();
    let steps = (settled(high / step).floor() - first).clamp(0.0, 50.0) as usize;
    (0..=steps).map(|index| (first + index as f64) * step).collect()
}

fn log_ticks(low: f64, high: f64, count: usize) -> Vec<f64> {
    let decades = low.log10().floor() as i32..=high.log10().ceil() as i32;
    let all = |factors: &[f64]| -> Vec<f64> {
        decades
            .clone()
            .flat_map(|power| factors.iter().map(move |factor| factor * 10f64.powi(power)))
            .filter(|value| *value >= low * (1.0 - ROUNDING) && *value <= high * (1.0 + ROUNDING))
            .collect()
    };
    let candidates = [all(&[1.0, 2.0, 5.0]), all(&[1.0, 3.0]), all(&[1.0])];
    let fits = candidates.iter().find(|ticks| ticks.len() <= count.max(2));
    let ticks = fits.unwrap_or(&candidates[2]);
    let stride = ticks.len().div_ceil(count.max(2)).max(1);
    ticks.iter().copied().step_by(stride).collect()
}

/// Equal places beside each other, with a gap between them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bands {
    from: f64,
    /// From the beginning of a place to that of the next, in pixels.
    pub(crate) step: f64,
}

impl Bands {
    /// `count` places between two pixels.
    pub(crate) fn new(count: usize, (from, to): (f64, f64)) -> Self {
        Self { from, step: (to - from) / count.max(1) as f64 }
    }

    /// Where the place of `index` begins.
    pub(crate) fn start(&self, index: usize) -> f64 {
        self.from + self.step * index as f64
    }

    /// The middle of the place of `index`.
    pub(crate) fn middle(&self, index: usize) -> f64 {
        self.start(index) + self.step / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_within_the_ends() {
        let ticks = |low, high, count| Scale::linear((low, high), (0.0, 1.0)).ticks(count);
        assert_eq!(ticks(0.0, 500.0, 5), [0.0, 100.0, 200.0, 300.0, 400.0, 500.0]);
        assert_eq!(ticks(0.0, 1.0, 4), [0.0, 0.25, 0.5, 0.75, 1.0]);
        assert_eq!(ticks(-12.0, 9.0, 4), [-10.0, -5.0, 0.0, 5.0]);
        let log = |low, high, count| Scale::log((low, high), (0.0, 1.0)).ticks(count);
        assert_eq!(log(3.0, 2000.0, 6), [3.0, 10.0, 30.0, 100.0, 300.0, 1000.0]);
        assert_eq!(log(1.0, 1e9, 5), [1.0, 100.0, 1e4, 1e6, 1e8]);
        assert_eq!(log(1.0, 10.0, 7), [1.0, 2.0, 5.0, 10.0]);
    }

    #[test]
    fn places_follow_the_scale_and_stop_at_its_ends() {
        let linear = Scale::linear((0.0, 10.0), (100.0, 0.0));
        assert_eq!((linear.at(2.5), linear.at(-3.0), linear.at(99.0)), (75.0, 100.0, 0.0));
        let log = Scale::log((1.0, 100.0), (0.0, 200.0));
        assert!((log.at(10.0) - 100.0).abs() < 1e-9);
        assert_eq!(log.at(0.0), 0.0);
        // An axis of one value has a length too.
        assert!(Scale::linear((5.0, 5.0), (0.0, 1.0)).at(5.0).is_finite());
    }

    #[test]
    fn tops_of_axes_are_round() {
        let tops = [(394.0, 5, 400.0), (23_691.0, 3, 30_000.0), (0.247, 5, 0.25), (1.0, 4, 1.0)];
        for (value, count, top) in tops {
            assert!((round_up(value, count) - top).abs() < 1e-9 * top, "{value}");
        }
        assert_eq!((round_up(0.0, 5), round_up(f64::NAN, 5)), (1.0, 1.0));
    }
}
