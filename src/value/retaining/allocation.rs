//! Contact hours and budgets allocated over customers, so that the last unit brings the same
//! everywhere.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::ranking::amount::Compensated;

/// What effort brings of each customer: `potential` × (1 − e^(−`response` × effort)), the
/// concave response to spending of decision calculus (J. D. C. Little, *Models and managers*,
/// Management Science, 1970). Columns of one length.
///
/// ```
/// use habitue::value::EffortColumns;
///
/// // A key account, who is promised two hours, and two ordinary customers.
/// let customers = EffortColumns::new(&[9000.0, 800.0, 500.0], &[0.2, 0.5, 0.5])
///     .with_least(&[2.0, 0.0, 0.0])
///     .with_most(&[20.0, 4.0, 4.0]);
/// let plan = customers.allocate_hours(12)?;
/// assert_eq!(plan.effort, [11.0, 1.0, 0.0]);
/// let plan = customers.allocate_hours(20)?;
/// assert_eq!(plan.effort, [15.0, 3.0, 2.0]);
/// assert_eq!(plan.undone, [5.0, 1.0, 2.0]);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct EffortColumns<'a> {
    potential: &'a [f64],
    response: &'a [f64],
    least: Option<&'a [f64]>,
    most: Option<&'a [f64]>,
    cost: Option<&'a [f64]>,
}

/// Who gets how much effort, what it brings, and what is left undone.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Allocation {
    /// The effort of each customer.
    pub effort: Vec<f64>,
    /// What it brings.
    pub gain: Vec<f64>,
    /// How much more each could take: infinite without a most.
    pub undone: Vec<f64>,
    /// What that would bring.
    pub undone_gain: Vec<f64>,
    /// What one more unit of the budget would bring; 0 where all is done.
    pub price: f64,
    /// What is spent of the budget.
    pub spent: f64,
    /// What all effort brings together.
    pub total_gain: f64,
    /// What is left undone would bring together.
    pub total_undone_gain: f64,
}

impl<'a> EffortColumns<'a> {
    /// The value that all the effort in the world would bring of each customer (>= 0), and how
    /// fast effort brings it (> 0 per unit: the first unit brings about this share).
    #[must_use]
    pub fn new(potential: &'a [f64], response: &'a [f64]) -> Self {
        Self { potential, response, least: None, most: None, cost: None }
    }

    /// The least effort of each, as a tier or a contract promises it, >= 0. Defaults to 0.
    #[must_use]
    pub fn with_least(mut self, least: &'a [f64]) -> Self {
        self.least = Some(least);
        self
    }

    /// The most effort that each can take, not below the least; it may be infinite. Defaults to
    /// infinity.
    #[must_use]
    pub fn with_most(mut self, most: &'a [f64]) -> Self {
        self.most = Some(most);
        self
    }

    /// What a unit of effort costs of the budget, > 0. Defaults to 1.
    #[must_use]
    pub fn with_cost(mut self, cost: &'a [f64]) -> Self {
        self.cost = Some(cost);
        self
    }

    /// The allocation of a budget in any fractions: what the last unit of it brings is the same
    /// of every customer who is between least and most, and not more of any who has the most, nor
    /// less of any who has the least.
    ///
    /// # Errors
    /// `Empty`; `Length`; `OutOfRange` or `NotFinite` for a cell with its row, or the budget;
    /// `Inconsistent` where the least of all costs more than the budget.
    pub fn allocate(&self, budget: f64) -> Result<Allocation> {
        self.check()?;
        if !(budget >= 0.0 && budget.is_finite()) {
            return Err(Error::out_of_range("budget", budget, "finite and >= 0"));
        }
        self.check_promises(budget)?;
        let spent = |price: f64| {
            let mut sum = Compensated::default();
            (0..self.rows()).for_each(|row| sum.add(self.cost(row) * self.at_price(row, price)));
            sum.value()
        };
        // Of prices at which the budget suffices the lowest: doubles above 0 are ordered as their
        // bits are, and 64 halvings leave none between.
        let (mut low, mut high) = (0_u64, f64::MAX.to_bits());
        if spent(0.0) <= budget {
            high = 0;
        }
        for _ in 0..u64::BITS {
            let middle = low + (high - low) / 2;
            if middle == low {
                break;
            }
            if spent(f64::from_bits(middle)) <= budget {
                high = middle;
            } else {
                low = middle;
            }
        }
        let price = f64::from_bits(high);
        let effort = (0..self.rows()).map(|row| self.at_price(row, price)).collect();
        Ok(self.told(effort, price))
    }

    /// The allocation of whole hours, or other units, each of which counts as 1 of the budget: the
    /// best of all plans in whole units. Of equal customers the first gets the hour.
    ///
    /// As each hour brings less than the one before it, giving every hour to whom it brings most
    /// is exact (O. Gross, *A class of discrete-type minimization problems*, 1956). Where that is
    /// not so, see [`choose_options`](crate::value::choose_options).
    ///
    /// # Errors
    /// As [`EffortColumns::allocate`]; `OutOfRange` for a least or a most that is not whole;
    /// `Unsupported` with costs, which hours do not have.
    pub fn allocate_hours(&self, budget: u32) -> Result<Allocation> {
        self.check()?;
        if self.cost.is_some() {
            return Err(Error::new(ErrorKind::Unsupported, "does not go with whole hours")
                .in_column("cost")
                .allowing("allocate, or choose_options"));
        }
        for (name, column) in [("least", self.least), ("most", self.most)] {
            let broken = |cell: &f64| cell.is_finite() && cell.fract() != 0.0;
            let cells = column.unwrap_or_default();
            if let Some(row) = cells.iter().position(broken) {
                let error = Error::out_of_range(name, cells[row], "whole hours");
                return Err(error.at_row(row as u64));
            }
        }
        self.check_promises(f64::from(budget))?;
        let mut effort: Vec<f64> = (0..self.rows()).map(|row| self.least(row)).collect();
        let next = |row: usize, effort: &[f64]| Hour { gain: self.hour(row, effort[row]), row };
        let open = |row: &usize| self.least(*row) < self.most(*row);
        let mut hours: BinaryHeap<Hour> =
            (0..self.rows()).filter(open).map(|row| next(row, &effort)).collect();
        let promised: f64 = effort.iter().sum();
        for _ in promised as u32..budget {
            let Some(hour) = hours.pop().filter(|hour| hour.gain > 0.0) else { break };
            effort[hour.row] += 1.0;
            if effort[hour.row] < self.most(hour.row) {
                hours.push(next(hour.row, &effort));
            }
        }
        let price = hours.peek().map_or(0.0, |hour| hour.gain.max(0.0));
        Ok(self.told(effort, price))
    }

    fn rows(&self) -> usize {
        self.potential.len()
    }

    fn least(&self, row: usize) -> f64 {
        self.least.map_or(0.0, |least| least[row])
    }

    fn most(&self, row: usize) -> f64 {
        self.most.map_or(f64::INFINITY, |most| most[row])
    }

    fn cost(&self, row: usize) -> f64 {
        self.cost.map_or(1.0, |cost| cost[row])
    }

    /// What effort brings of a customer.
    fn gain(&self, row: usize, effort: f64) -> f64 {
        -self.potential[row] * (-self.response[row] * effort).exp_m1()
    }

    /// What more effort brings, from `effort` on.
    fn more(&self, row: usize, effort: f64, more: f64) -> f64 {
        let left = self.potential[row] * (-self.response[row] * effort).exp();
        if left == 0.0 { 0.0 } else { -left * (-self.response[row] * more).exp_m1() }
    }

    fn hour(&self, row: usize, effort: f64) -> f64 {
        self.more(row, effort, 1.0)
    }

    /// The effort at which a unit of the budget brings `price`.
    fn at_price(&self, row: usize, price: f64) -> f64 {
        let first = self.potential[row] * self.response[row] / self.cost(row);
        if first == 0.0 {
            return self.least(row);
        }
        ((first / price).ln() / self.response[row]).clamp(self.least(row), self.most(row))
    }

    fn told(&self, effort: Vec<f64>, price: f64) -> Allocation {
        let rows = effort.iter().copied().enumerate();
        let gain: Vec<f64> = rows.clone().map(|(row, effort)| self.gain(row, effort)).collect();
        let undone: Vec<f64> = rows.clone().map(|(row, effort)| self.most(row) - effort).collect();
        let undone_gain: Vec<f64> = rows
            .clone()
            .zip(&undone)
            .map(|((row, effort), undone)| self.more(row, effort, *undone))
            .collect();
        let total = |column: &[f64]| {
            let mut sum = Compensated::default();
            column.iter().for_each(|value| sum.add(*value));
            sum.value()
        };
        let paid: Vec<f64> = rows.map(|(row, effort)| self.cost(row) * effort).collect();
        Allocation {
            price,
            spent: total(&paid),
            total_gain: total(&gain),
            total_undone_gain: total(&undone_gain),
            effort,
            gain,
            undone,
            undone_gain,
        }
    }

    fn check(&self) -> Result<()> {
        type Legal = fn(f64) -> bool;
        if self.potential.is_empty() {
            return Err(Error::empty("potential"));
        }
        let positive = |cell: f64| cell > 0.0 && cell.is_finite();
        let non_negative = |cell: f64| cell >= 0.0 && cell.is_finite();
        let cells: [(&str, Option<&[f64]>, Legal, &str); 5] = [
            ("potential", Some(self.potential), non_negative, "finite and >= 0"),
            ("response", Some(self.response), positive, "finite and > 0"),
            ("least", self.least, non_negative, "finite and >= 0"),
            ("most", self.most, |cell| cell >= 0.0, ">= 0"),
            ("cost", self.cost, positive, "finite and > 0"),
        ];
        for (name, column, legal, allowed) in cells {
            let Some(column) = column else { continue };
            if column.len() != self.rows() {
                return Err(Error::length(name, column.len(), self.rows()));
            }
            if let Some(row) = column.iter().position(|cell| !legal(*cell)) {
                return Err(Error::out_of_range(name, column[row], allowed).at_row(row as u64));
            }
        }
        match (0..self.rows()).find(|row| self.least(*row) > self.most(*row)) {
            Some(row) => {
                let least = format!("at least the least, {}", self.least(row));
                Err(Error::out_of_range("most", self.most(row), least).at_row(row as u64))
            }
            None => Ok(()),
        }
    }

    fn check_promises(&self, budget: f64) -> Result<()> {
        let mut promised = Compensated::default();
        (0..self.rows()).for_each(|row| promised.add(self.cost(row) * self.least(row)));
        if promised.value() > budget {
            return Err(Error::new(ErrorKind::Inconsistent, "is less than the least of all takes")
                .in_column("budget")
                .with_value(budget)
                .allowing(format!("at least {}", promised.value())));
        }
        Ok(())
    }
}

/// An hour that may be given to a customer next.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Hour {
    gain: f64,
    row: usize,
}

impl Eq for Hour {}

impl Ord for Hour {
    fn cmp(&self, other: &Self) -> Ordering {
        self.gain.total_cmp(&other.gain).then(other.row.cmp(&self.row))
    }
}

impl PartialOrd for Hour {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::random::Stream;

    /// A base of customers drawn at random.
    struct Base {
        potential: Vec<f64>,
        response: Vec<f64>,
        least: Vec<f64>,
        most: Vec<f64>,
        cost: Vec<f64>,
    }

    fn base(seed: u64) -> Base {
        let mut random = Stream::new(seed, 0);
        let n = 1 + random.below(6);
        let mut column = |of: &mut dyn FnMut(&mut Stream) -> f64| -> Vec<f64> {
            (0..n).map(|_| of(&mut random)).collect()
        };
        let potential = column(&mut |r| 1000.0 * r.uniform());
        let response = column(&mut |r| 0.02 + r.uniform());
        let least = column(&mut |r| r.below(3) as f64);
        let room = column(&mut |r| r.below(7) as f64);
        let cost = column(&mut |r| 0.5 + 2.0 * r.uniform());
        let most = least.iter().zip(room).map(|(least, room)| least + room).collect();
        Base { potential, response, least, most, cost }
    }

    impl Base {
        fn columns(&self) -> EffortColumns<'_> {
            EffortColumns::new(&self.potential, &self.response)
                .with_least(&self.least)
                .with_most(&self.most)
        }
    }

    /// The most that whole hours can bring, by dynamic programming over the budget.
    fn by_dynamic_programming(base: &Base, budget: usize) -> f64 {
        let mut best = vec![0.0_f64; budget + 1];
        for row in 0..base.potential.len() {
            let mut next = vec![f64::NEG_INFINITY; budget + 1];
            for (left, slot) in next.iter_mut().enumerate() {
                for hours in base.least[row] as usize..=base.most[row] as usize {
                    if hours <= left {
                        let effort = -base.response[row] * hours as f64;
                        let gain = base.potential[row] * (1.0 - effort.exp());
                        *slot = slot.max(best[left - hours] + gain);
                    }
                }
            }
            best = next;
        }
        best[budget]
    }

    #[test]
    fn hours_are_those_of_a_dynamic_programme() {
        for seed in 0..200 {
            let base = base(seed);
            let promised = base.least.iter().sum::<f64>() as u32;
            let budget = promised + seed as u32 % 13;
            let plan = base.columns().allocate_hours(budget).unwrap();
            let expected = by_dynamic_programming(&base, budget as usize);
            let gap = (plan.total_gain - expected).abs();
            assert!(gap <= 1e-12 * expected.max(1.0), "{seed}: {} {expected}", plan.total_gain);
            assert!(plan.spent <= f64::from(budget));
            for (row, effort) in plan.effort.iter().enumerate() {
                assert!(
                    (base.least[row]..=base.most[row]).contains(effort) && effort.fract() == 0.0
                );
                assert_eq!(effort + plan.undone[row], base.most[row]);
            }
        }
    }

    /// By weak duality no plan brings more than the sum of what each customer brings at most net
    /// of a price, and the budget at this price.
    #[test]
    fn no_budget_could_bring_more() {
        for seed in 0..200 {
            let base = base(seed);
            let columns = base.columns().with_cost(&base.cost);
            let promised: f64 = base.least.iter().zip(&base.cost).map(|(x, c)| x * c).sum();
            let budget = promised + seed as f64 % 17.0;
            let plan = columns.allocate(budget).unwrap();
            assert!(plan.spent <= budget * (1.0 + 1e-15));
            let bound: f64 = (0..base.potential.len())
                .map(|row| {
                    let (v, k, c) = (base.potential[row], base.response[row], base.cost[row]);
                    let net = |x: f64| v * (1.0 - (-k * x).exp()) - plan.price * c * x;
                    let (least, most) = (base.least[row], base.most[row]);
                    // Concave, so that the best is an end or where the slope vanishes.
                    let free = ((v * k / (plan.price * c)).ln() / k).clamp(least, most);
                    [least, most, free].map(net).into_iter().fold(f64::NEG_INFINITY, f64::max)
                })
                .sum::<f64>()
                + plan.price * budget;
            let gap = bound - plan.total_gain;
            assert!(gap.abs() <= 1e-9 * bound.max(1.0), "{seed}: {gap}");
        }
    }

    #[test]
    fn a_known_plan() {
        // Two customers without bounds: x1 - x2 = ln(v1 / v2) / k.
        let plan = EffortColumns::new(&[200.0, 100.0], &[0.5, 0.5]).allocate(10.0).unwrap();
        let ahead = 2.0_f64.ln() / 0.5;
        assert!((plan.effort[0] - (5.0 + ahead / 2.0)).abs() < 1e-13);
        assert!((plan.effort[1] - (5.0 - ahead / 2.0)).abs() < 1e-13);
        assert!((plan.price - 100.0 * (-0.5 * plan.effort[0]).exp()).abs() < 1e-13);
        assert_eq!(plan.undone, [f64::INFINITY; 2]);
        assert!((plan.total_gain + plan.total_undone_gain - 300.0).abs() < 1e-12);
        // All is done: nothing more to gain.
        let all = EffortColumns::new(&[9.0, 0.0], &[0.5, 0.5]).with_most(&[2.0, 3.0]);
        let plan = all.allocate(100.0).unwrap();
        assert_eq!((plan.effort[0], plan.price, plan.total_undone_gain), (2.0, 0.0, 0.0));
        let plan = all.allocate_hours(100).unwrap();
        assert_eq!((plan.effort, plan.price), (vec![2.0, 0.0], 0.0));
    }

    #[test]
    fn bad_input_is_named() {
        let told = |error: Error| (error.kind(), error.row(), error.column().map(str::to_owned));
        let name = |name: &str| Some(name.to_owned());
        let of = |v: &[f64], k: &[f64]| EffortColumns::new(v, k).allocate(1.0).unwrap_err();
        assert_eq!(told(of(&[], &[])), (ErrorKind::Empty, None, name("potential")));
        assert_eq!(told(of(&[1.0], &[])), (ErrorKind::Length, None, name("response")));
        assert_eq!(
            told(of(&[1.0, -1.0], &[1.0; 2])),
            (ErrorKind::OutOfRange, Some(1), name("potential"))
        );
        assert_eq!(told(of(&[1.0], &[0.0])), (ErrorKind::OutOfRange, Some(0), name("response")));
        let base = EffortColumns::new(&[1.0, 1.0], &[1.0; 2]);
        let promised = base.with_least(&[2.0, 1.5]);
        let error = promised.allocate(3.0).unwrap_err();
        assert_eq!(told(error.clone()), (ErrorKind::Inconsistent, None, name("budget")));
        assert_eq!(error.allowed(), Some("at least 3.5"));
        let error = promised.allocate_hours(9).unwrap_err();
        assert_eq!(told(error), (ErrorKind::OutOfRange, Some(1), name("least")));
        let error = promised.with_most(&[2.0, 1.0]).allocate(9.0).unwrap_err();
        assert_eq!(told(error), (ErrorKind::OutOfRange, Some(1), name("most")));
        let error = base.with_cost(&[1.0; 2]).allocate_hours(9).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert!(base.allocate(-1.0).is_err() && base.allocate(f64::NAN).is_err());
    }
}
