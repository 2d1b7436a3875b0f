//! How a fit is steered: parameters held or kept within bounds, and what is known of
//! them before the data.

use super::estimable::Estimable;
use super::fit_options::FitOptions;
use super::prior::Prior;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::observed::cells::{Cells, Observation};
use crate::numeric::maximise::Derivatives;

/// What is added to the log-likelihood along one coordinate.
#[derive(Debug, Clone, Copy)]
enum Term {
    Prior(Prior),
    /// So many times the square of the parameter, subtracted.
    Squares(f64),
}

impl Term {
    fn along(self, u: f64) -> [f64; 3] {
        match self {
            Self::Prior(prior) => prior.along(u),
            Self::Squares(weight) => {
                let square = weight * (2.0 * u).exp();
                [-square, -2.0 * square, -4.0 * square]
            }
        }
    }
}

/// The wishes in the coordinates of a fit: the logarithms of the parameters.
#[derive(Debug, Clone)]
pub(crate) struct Steering {
    /// The box of the coordinates; a point where a parameter is held.
    pub(crate) low: Vec<f64>,
    pub(crate) high: Vec<f64>,
    /// Whether the caller set the bound.
    given: Vec<[bool; 2]>,
    terms: Vec<(usize, Term)>,
}

impl Steering {
    /// The wishes of `options` for a model, within its own box.
    ///
    /// # Errors
    /// `OutOfRange` or `NotFinite` for a number outside the box; `Argument` for a name
    /// that the model does not have; `Inconsistent` where nothing is left of the box.
    pub(crate) fn new<const N: usize, M: Estimable<N>>(
        options: &FitOptions<'_>,
        cells: &Cells<M::Observation>,
        bounds: &[(f64, f64); N],
    ) -> Result<Self> {
        let wishes = options.wishes();
        let mut this = Self {
            low: bounds.iter().map(|bound| bound.0.ln()).collect(),
            high: bounds.iter().map(|bound| bound.1.ln()).collect(),
            given: vec![[false; 2]; N],
            terms: Vec::new(),
        };
        let index = |name: &str| {
            let place = M::names().iter().position(|own| *own == name);
            place.ok_or_else(|| {
                let names = M::names().join(", ");
                let what = format!("{name} is no parameter of {}: it has {names}", M::NAME);
                Error::new(ErrorKind::Argument, what).in_column("parameter")
            })
        };
        for (name, low, high) in &wishes.bounds {
            this.narrow(index(name)?, name, *low, *high, bounds)?;
        }
        for (name, value) in &wishes.fixed {
            let place = index(name)?;
            let (low, high) = bounds[place];
            if !(*value >= low && *value <= high) {
                return Err(Error::out_of_range(name, *value, format!("{low:e} to {high:e}")));
            }
            this.narrow(place, name, *value, *value, bounds)?;
        }
        for (name, prior) in &wishes.priors {
            this.terms.push((index(name)?, Term::Prior(*prior)));
        }
        let coefficient = wishes.penalizer_coef;
        if !(coefficient >= 0.0 && coefficient.is_finite()) {
            return Err(Error::out_of_range("penalizer_coef", coefficient, ">= 0 and finite"));
        }
        if coefficient > 0.0 {
            let longest = longest(cells);
            let strength = coefficient * cells.total();
            let square = |power: i32| Term::Squares(strength * longest.powi(-2 * power));
            this.terms.extend(M::TIME_POWERS.into_iter().map(square).enumerate());
        }
        Ok(this)
    }

    fn narrow<const N: usize>(
        &mut self,
        place: usize,
        name: &str,
        low: f64,
        high: f64,
        bounds: &[(f64, f64); N],
    ) -> Result<()> {
        if low.is_nan() || high.is_nan() || !(low <= high) {
            let allowed = "numbers, the lower one first";
            return Err(Error::out_of_range(name, low, allowed));
        }
        let (own_low, own_high) = bounds[place];
        if !(low <= own_high && high >= own_low) {
            let allowed = format!("an interval that meets {own_low:e} to {own_high:e}");
            return Err(Error::out_of_range(
                name,
                if low > own_high { low } else { high },
                allowed,
            ));
        }
        for (side, inside, bound) in [(0, low > own_low, low), (1, high < own_high, high)] {
            if inside {
                let own = if side == 0 { &mut self.low[place] } else { &mut self.high[place] };
                let tighter = if side == 0 { bound.ln() > *own } else { bound.ln() < *own };
                if tighter {
                    *own = bound.ln();
                    self.given[place][side] = true;
                }
            }
        }
        if self.low[place] > self.high[place] {
            let what = "nothing is left between its bounds";
            return Err(Error::new(ErrorKind::Inconsistent, what).in_column(name));
        }
        Ok(())
    }

    /// Whether a parameter is held.
    pub(crate) fn is_held(&self, place: usize) -> bool {
        self.low[place] >= self.high[place]
    }

    /// How many parameters are estimated.
    pub(crate) fn estimated(&self) -> usize {
        (0..self.low.len()).filter(|&place| !self.is_held(place)).count()
    }

    /// Whether a point stands at a bound that the caller set, and is not held.
    pub(crate) fn is_at_given_bound(&self, point: &[f64]) -> bool {
        (0..point.len()).any(|place| {
            let [low, high] = self.given[place];
            !self.is_held(place)
                && (low && point[place] <= self.low[place]
                    || high && point[place] >= self.high[place])
        })
    }

    /// Refuses parameters to start from that lie outside of what the caller wants.
    pub(crate) fn check_start(&self, names: &[&str], start: &[f64]) -> Result<()> {
        for (place, &value) in start.iter().enumerate() {
            let (low, high) = (self.low[place].exp(), self.high[place].exp());
            let [low_given, high_given] = self.given[place];
            let slack = 4.0 * f64::EPSILON * value;
            if low_given && value < low - slack || high_given && value > high + slack {
                let allowed = format!("{low:e} to {high:e}, as its bounds are");
                return Err(Error::out_of_range(
                    format!("start of {}", names[place]),
                    value,
                    allowed,
                ));
            }
        }
        Ok(())
    }

    /// What is added to the log-likelihood at a point.
    pub(crate) fn value(&self, point: &[f64]) -> f64 {
        self.terms.iter().map(|&(place, term)| term.along(point[place])[0]).sum()
    }

    /// The likelihood with what is added to it, and without slopes along what is held.
    pub(crate) fn steered(&self, mut at: Derivatives, point: &[f64]) -> Derivatives {
        for &(place, term) in &self.terms {
            let [value, slope, bend] = term.along(point[place]);
            at.value += value;
            at.gradient[place] += slope;
            at.hessian[(place, place)] += bend;
        }
        for place in (0..point.len()).filter(|&place| self.is_held(place)) {
            at.gradient[place] = 0.0;
            at.hessian.row_mut(place).fill(0.0);
            at.hessian.column_mut(place).fill(0.0);
        }
        at
    }
}

/// The longest time that any observation speaks of; 1 where there is none.
fn longest<O: Observation>(cells: &Cells<O>) -> f64 {
    let times = cells.iter().flat_map(|(observation, _)| observation.times());
    let longest = times.fold(0.0, f64::max);
    if longest > 0.0 { longest } else { 1.0 }
}
