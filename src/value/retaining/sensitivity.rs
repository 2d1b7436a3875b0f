//! How much a value depends on what is not known: tornado and simulation.

use crate::error::{Error, Result};
use crate::numeric::random::Stream;
use crate::numeric::ranking::amount::Compensated;
use crate::numeric::room;

/// A bar of the tornado: the value when one input is at its low and at its high
/// end and all others are at their base.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct TornadoBar {
    /// The index of the input.
    pub input: usize,
    /// The value at the low end.
    pub low: f64,
    /// The value at the high end.
    pub high: f64,
}

impl TornadoBar {
    /// How far apart the two values are.
    #[must_use]
    pub fn width(&self) -> f64 {
        (self.high - self.low).abs()
    }
}

/// The base, low and high end of each uncertain input, for any value that is
/// computed from them.
///
/// ```
/// use habitue::value::{MarginMultiple, Sensitivity};
///
/// // Margin 40 (30 to 50), retention .8 (.7 to .9), at 10 % discount.
/// let inputs = Sensitivity::new(&[40.0, 0.8], &[30.0, 0.7], &[50.0, 0.9])?;
/// let terms = MarginMultiple::new(0.1)?;
/// let value = |inputs: &[f64]| Ok(inputs[0] * terms.of(inputs[1])?);
/// let bars = inputs.tornado(value)?;
/// assert_eq!(bars[0].input, 1); // retention matters most
/// let interval = inputs.simulate(value, 2000, 0.9, 7)?;
/// assert!(interval.low < interval.median && interval.median < interval.high);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    base: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
}

/// The distribution of a simulated value.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SimulatedValue {
    /// The mean.
    pub mean: f64,
    /// The median.
    pub median: f64,
    /// The lower end of the central interval.
    pub low: f64,
    /// The upper end of the central interval.
    pub high: f64,
    /// How many draws.
    pub draws: u32,
}

impl Sensitivity {
    /// The base and the two ends of each input.
    ///
    /// # Errors
    /// `Empty`; `Length`; `OutOfRange` unless low ≤ base ≤ high; `NotFinite`. The
    /// row is the index of the input.
    pub fn new(base: &[f64], low: &[f64], high: &[f64]) -> Result<Self> {
        if base.is_empty() {
            return Err(Error::empty("base"));
        }
        for (name, column) in [("low", low), ("high", high)] {
            if column.len() != base.len() {
                return Err(Error::length(name, column.len(), base.len()));
            }
        }
        for (row, ((&base, &low), &high)) in base.iter().zip(low).zip(high).enumerate() {
            for (name, value) in [("low", low), ("high", high)] {
                if !value.is_finite() {
                    return Err(
                        Error::out_of_range(name, value, "a finite number").at_row(row as u64)
                    );
                }
            }
            if !(high - low).is_finite() {
                return Err(Error::out_of_range("high", high, "within doubles of the low end")
                    .at_row(row as u64));
            }
            if !(low..=high).contains(&base) {
                return Err(Error::out_of_range("base", base, format!("{low} to {high}"))
                    .at_row(row as u64));
            }
        }
        Ok(Self { base: base.to_vec(), low: low.to_vec(), high: high.to_vec() })
    }

    /// How many inputs there are.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.base.len()
    }

    /// The cases that the tornado looks at, as one column per input: row 2 i has
    /// input i at its low end, row 2 i + 1 at its high end, all others at their base.
    #[must_use]
    pub fn tornado_cases(&self) -> Vec<Vec<f64>> {
        let rows = 0..2 * self.inputs();
        (0..self.inputs())
            .map(|input| {
                let at = |row: usize| match (row / 2 == input, row % 2) {
                    (false, _) => self.base[input],
                    (true, 0) => self.low[input],
                    (true, _) => self.high[input],
                };
                rows.clone().map(at).collect()
            })
            .collect()
    }

    /// The bars of the tornado, the widest first, from the values of
    /// [`Sensitivity::tornado_cases`]; equal ones in the order of the inputs.
    ///
    /// # Errors
    /// `Length` unless there are two values for each input; `NotFinite` naming the
    /// row.
    pub fn tornado_of(&self, values: &[f64]) -> Result<Vec<TornadoBar>> {
        if values.len() != 2 * self.inputs() {
            return Err(Error::length("values", values.len(), 2 * self.inputs()));
        }
        finite(values)?;
        let mut bars: Vec<TornadoBar> = values
            .chunks_exact(2)
            .enumerate()
            .map(|(input, ends)| TornadoBar { input, low: ends[0], high: ends[1] })
            .collect();
        bars.sort_by(|a, b| b.width().total_cmp(&a.width()));
        Ok(bars)
    }

    /// The bars of the tornado, the widest first; equal ones in the order of the
    /// inputs.
    ///
    /// # Errors
    /// What `value` returns; `NotFinite` where it is not a number.
    pub fn tornado(&self, value: impl Fn(&[f64]) -> Result<f64>) -> Result<Vec<TornadoBar>> {
        self.tornado_of(&by_row(&self.tornado_cases(), value)?)
    }

    /// All combinations of low and high ends, as one column per input: row k has
    /// input i at its high end where bit i of k is set.
    ///
    /// # Errors
    /// `OutOfRange` for more than 16 inputs.
    pub fn corner_cases(&self) -> Result<Vec<Vec<f64>>> {
        if self.inputs() > MOST_CORNER_INPUTS {
            return Err(Error::out_of_range("inputs", self.inputs() as f64, "1 to 16"));
        }
        let rows = 0..1_usize << self.inputs();
        Ok((0..self.inputs())
            .map(|i| {
                let end = |row: usize| if row >> i & 1 == 1 { self.high[i] } else { self.low[i] };
                rows.clone().map(end).collect()
            })
            .collect())
    }

    /// The lowest and the highest value over all combinations of low and high ends:
    /// where the value rises or falls throughout with each input (as lifetime value
    /// does with margin, retention and discount), everything that it can be.
    ///
    /// # Errors
    /// `OutOfRange` for more than 16 inputs; what `value` returns; `NotFinite` where
    /// it is not a number.
    pub fn interval(&self, value: impl Fn(&[f64]) -> Result<f64>) -> Result<(f64, f64)> {
        let values = by_row(&self.corner_cases()?, value)?;
        finite(&values)?;
        Ok(values
            .into_iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v))))
    }

    /// The cases of a simulation, as one column per input: the inputs drawn
    /// independently from triangular distributions between their ends with the mode
    /// at the base. The same `seed` gives the same draws on every machine.
    ///
    /// # Errors
    /// `OutOfRange` for fewer than 100 draws; `Overflow` for more than the memory holds.
    pub fn draws(&self, draws: u32, seed: u64) -> Result<Vec<Vec<f64>>> {
        if draws < FEWEST_DRAWS {
            return Err(Error::out_of_range("draws", f64::from(draws), ">= 100"));
        }
        let mut random = Stream::new(seed, 0);
        let room = |_| room::zeros(draws as usize, "draws");
        let mut columns = (0..self.inputs()).map(room).collect::<Result<Vec<_>>>()?;
        for draw in 0..draws as usize {
            for (input, column) in columns.iter_mut().enumerate() {
                let (low, mode, high) = (self.low[input], self.base[input], self.high[input]);
                column[draw] = triangular(low, mode, high, random.uniform());
            }
        }
        Ok(columns)
    }

    /// Draws the inputs as [`Sensitivity::draws`] does and returns the distribution
    /// of the value, with the central interval of `confidence`.
    ///
    /// # Errors
    /// `OutOfRange` for fewer than 100 draws or a confidence outside (0, 1); what
    /// `value` returns; `NotFinite` where it is not a number, naming the draw.
    pub fn simulate(
        &self,
        value: impl Fn(&[f64]) -> Result<f64>,
        draws: u32,
        confidence: f64,
        seed: u64,
    ) -> Result<SimulatedValue> {
        SimulatedValue::of(&by_row(&self.draws(draws, seed)?, value)?, confidence)
    }
}

impl SimulatedValue {
    /// The distribution of simulated values, such as those of
    /// [`Sensitivity::draws`], with the central interval of `confidence`
    /// (quantiles of type 7).
    ///
    /// # Errors
    /// `OutOfRange` for fewer than 100 values or a confidence outside (0, 1); `NotFinite`
    /// naming the row; `Overflow` for a sum beyond doubles.
    pub fn of(values: &[f64], confidence: f64) -> Result<Self> {
        let draws = u32::try_from(values.len()).unwrap_or(u32::MAX);
        if draws < FEWEST_DRAWS || values.len() > u32::MAX as usize {
            let allowed = "100 to 4294967295 values";
            return Err(Error::out_of_range("values", values.len() as f64, allowed));
        }
        if !(confidence > 0.0 && confidence < 1.0) {
            return Err(Error::out_of_range("confidence", confidence, "above 0 and below 1"));
        }
        finite(values)?;
        let mut sum = Compensated::default();
        values.iter().for_each(|&value| sum.add(value));
        let mut values = values.to_vec();
        values.sort_unstable_by(f64::total_cmp);
        let quantile = |p: f64| {
            let at = p * (values.len() - 1) as f64;
            let below = values[at.floor() as usize];
            below + (at - at.floor()) * (values[at.ceil() as usize] - below)
        };
        let tail = (1.0 - confidence) / 2.0;
        crate::value::within_doubles(&[sum.value()])?;
        Ok(Self {
            mean: sum.value() / f64::from(draws),
            median: quantile(0.5),
            low: quantile(tail),
            high: quantile(1.0 - tail),
            draws,
        })
    }
}

/// The most inputs whose corners are looked at: 2¹⁶ values.
const MOST_CORNER_INPUTS: usize = 16;

/// Fewer draws say nothing about an interval.
const FEWEST_DRAWS: u32 = 100;

/// The value of each row of some columns.
fn by_row(columns: &[Vec<f64>], value: impl Fn(&[f64]) -> Result<f64>) -> Result<Vec<f64>> {
    let mut inputs = vec![0.0; columns.len()];
    (0..columns[0].len())
        .map(|row| {
            inputs.iter_mut().zip(columns).for_each(|(input, column)| *input = column[row]);
            value(&inputs)
        })
        .collect()
}

fn finite(values: &[f64]) -> Result<()> {
    match values.iter().position(|value| !value.is_finite()) {
        Some(row) => {
            Err(Error::out_of_range("value", values[row], "a finite number").at_row(row as u64))
        }
        None => Ok(()),
    }
}

/// The triangular distribution by inversion.
fn triangular(low: f64, mode: f64, high: f64, u: f64) -> f64 {
    let width = high - low;
    if width == 0.0 {
        return mode;
    }
    let left = (mode - low) / width;
    let drawn = if u < left {
        low + width * (u * left).sqrt()
    } else {
        high - width * ((1.0 - u) * (1.0 - left)).sqrt()
    };
    drawn.clamp(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linear_value_has_the_bars_of_its_slopes() {
        let inputs =
            Sensitivity::new(&[1.0, 1.0, 1.0], &[0.0, 0.0, 1.0], &[2.0, 2.0, 1.0]).unwrap();
        let bars = inputs.tornado(|x| Ok(x[0] - 5.0 * x[1] + 100.0 * x[2])).unwrap();
        let order: Vec<usize> = bars.iter().map(|bar| bar.input).collect();
        assert_eq!(order, [1, 0, 2]);
        assert_eq!((bars[0].low, bars[0].high, bars[0].width()), (101.0, 91.0, 10.0));
        assert_eq!(bars[2].width(), 0.0);
    }

    #[test]
    fn a_triangular_draw_has_its_mean_and_quantiles() {
        let inputs = Sensitivity::new(&[1.0], &[0.0], &[4.0]).unwrap();
        let draws = 40_000;
        let found = inputs.simulate(|x| Ok(x[0]), draws, 0.5, 1).unwrap();
        // Mean (0 + 1 + 4)/3; variance (16 + 1 + 0 − 4 − 0 − 0)/18.
        let error = (13.0_f64 / 18.0 / f64::from(draws)).sqrt();
        assert!((found.mean - 5.0 / 3.0).abs() < 4.0 * error, "{}", found.mean);
        // Quartiles: F(1) = 1/4, and 4 − √(12 (1 − u)) above the mode.
        assert!((found.low - 1.0).abs() < 0.03, "{}", found.low);
        assert!((found.high - (4.0 - 3.0_f64.sqrt())).abs() < 0.03, "{}", found.high);
        assert_eq!(found, inputs.simulate(|x| Ok(x[0]), draws, 0.5, 1).unwrap());
    }

    #[test]
    fn the_interval_holds_every_value_of_a_monotone_one() {
        use crate::value::MarginMultiple;
        let inputs =
            Sensitivity::new(&[40.0, 0.8, 0.1], &[30.0, 0.7, 0.08], &[50.0, 0.9, 0.15]).unwrap();
        let value = |x: &[f64]| Ok(x[0] * MarginMultiple::new(x[2])?.of(x[1])?);
        let (low, high) = inputs.interval(value).unwrap();
        assert_eq!(low, value(&[30.0, 0.7, 0.15]).unwrap());
        assert_eq!(high, value(&[50.0, 0.9, 0.08]).unwrap());
        let draws = inputs.draws(500, 3).unwrap();
        for ((margin, retention), discount) in draws[0].iter().zip(&draws[1]).zip(&draws[2]) {
            let drawn = value(&[*margin, *retention, *discount]).unwrap();
            assert!(low <= drawn && drawn <= high);
        }
    }

    #[test]
    fn bad_input_is_named() {
        assert!(Sensitivity::new(&[], &[], &[]).is_err());
        assert!(Sensitivity::new(&[1.0], &[0.0, 0.0], &[2.0]).is_err());
        assert_eq!(Sensitivity::new(&[3.0], &[0.0], &[2.0]).unwrap_err().row(), Some(0));
        assert!(Sensitivity::new(&[3.0], &[f64::NAN], &[2.0]).is_err());
        let inputs = Sensitivity::new(&[1.0], &[0.0], &[2.0]).unwrap();
        assert!(inputs.simulate(|x| Ok(x[0]), 10, 0.9, 1).is_err());
        assert!(inputs.simulate(|x| Ok(x[0]), 100, 1.0, 1).is_err());
        assert!(Sensitivity::new(&[0.0], &[-1e308], &[1e308]).is_err());
        assert!(inputs.simulate(|_| Ok(f64::MAX), 100, 0.9, 1).is_err());
        assert!(inputs.simulate(|_| Ok(f64::NAN), 100, 0.9, 1).is_err());
        assert!(inputs.tornado(|_| Err(Error::empty("x"))).is_err());
        assert_eq!(inputs.tornado(|x| Ok(1.0 / x[0])).unwrap_err().row(), Some(0));
        assert!(inputs.tornado_of(&[1.0]).is_err() && SimulatedValue::of(&[1.0; 9], 0.5).is_err());
        let many = Sensitivity::new(&[1.0; 17], &[0.0; 17], &[2.0; 17]).unwrap();
        assert!(many.interval(|x| Ok(x[0])).is_err());
    }
}
