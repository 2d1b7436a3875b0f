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

    /// The ends of the data.
    pub(crate) fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
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

/// The least of 1, 2, 2.5 and 5 times a power of ten that is not below `step`.
pub(crate) fn round_step(step: f64) -> f64 {
    let power = 10f64.powf(step.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .iter()
        .map(|factor| factor * power)
        .find(|round| *round >= step * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// The least round value that is not below `value`, in about `count` steps from 0.
pub(crate) fn round_up(value: f64, count: usize) -> f64 {
    if !(value > 0.0 && value.is_finite()) {
        return 1.0;
    }
    let step = round_step(value / count.max(1) as f64);
    (value / step - 1e-9).ceil() * step
}

fn linear_ticks(low: f64, high: f64, count: usize) -> Vec<f64> {
    let step = round_step((high - low) / count.max(1) as f64);
    if !(step > 0.0 && step.is_finite()) {
        return vec![low];
    }
    let first = (low / step - 1e-9).ceil();
    let steps = ((high / step + 1e-9).floor() - first).clamp(0.0, 50.0) as usize;
    (0..=steps).map(|index| (first + index as f64) * step).collect()
}

fn log_ticks(low: f64, high: f64, count: usize) -> Vec<f64> {
    let decades = low.log10().floor() as i32..=high.log10().ceil() as i32;
    let all = |factors: &[f64]| -> Vec<f64> {
        decades
            .clone()
            .flat_map(|power| factors.iter().map(move |factor| factor * 10f64.powi(power)))
            .filter(|value| *value >= low * (1.0 - 1e-9) && *value <= high * (1.0 + 1e-9))
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
