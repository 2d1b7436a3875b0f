//! One option of each customer within a budget: the exact plan where hours come in packages.

use crate::error::{Error, ErrorKind, Result};

/// The options that are taken, and what is left undone.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct ChosenOptions {
    /// Whether each option is taken: one of a customer at most.
    pub chosen: Vec<bool>,
    /// The hours of those that are.
    pub hours: u64,
    /// What they bring.
    pub total_gain: f64,
    /// What the best option of every customer would bring more, with hours without end.
    pub total_undone_gain: f64,
}

/// The most cells of the table that is worked: (customers) × (budget + 1).
const MOST_CELLS: u64 = 1 << 28;

/// Chooses at most one option of each customer (a visit of two hours, an audit of eight) so that
/// they bring most together within a budget of hours: exact for any gains, by dynamic programming
/// over the budget. Not doing anything costs and brings nothing. Of plans that bring the same, the
/// one of fewer hours for the later customers is taken.
///
/// `customer[i]` is the customer, from 0, of option i; options come in any order.
///
/// ```
/// use habitue::value::choose_options;
///
/// // A visit hardly helps, two do: what rises ever faster is for packages, not for hour by hour.
/// let (customer, hours) = ([0, 0, 1, 1], [1, 2, 1, 2]);
/// let plan = choose_options(&customer, &hours, &[1.0, 9.0, 2.0, 3.0], 3)?;
/// assert_eq!(plan.chosen, [false, true, true, false]);
/// assert_eq!((plan.hours, plan.total_gain, plan.total_undone_gain), (3, 11.0, 1.0));
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// `Empty`; `Length`; `NotFinite` for a gain, with its row; `Unsupported` where customers times
/// hours of the budget exceed 2^28.
pub fn choose_options(
    customer: &[u32],
    hours: &[u32],
    gain: &[f64],
    budget: u32,
) -> Result<ChosenOptions> {
    if customer.is_empty() {
        return Err(Error::empty("customer"));
    }
    for (name, length) in [("hours", hours.len()), ("gain", gain.len())] {
        if length != customer.len() {
            return Err(Error::length(name, length, customer.len()));
        }
    }
    if let Some(row) = gain.iter().position(|gain| !gain.is_finite()) {
        let error = Error::out_of_range("gain", gain[row], "a finite number");
        return Err(error.at_row(row as u64));
    }
    // The options of each customer that has any, in the order of customers and rows.
    let mut order: Vec<usize> = (0..customer.len()).collect();
    order.sort_by_key(|option| customer[*option]);
    let groups: Vec<&[usize]> = order.chunk_by(|a, b| customer[*a] == customer[*b]).collect();
    let width = budget as usize + 1;
    let cells = groups.len() as u64 * width as u64;
    if cells > MOST_CELLS {
        return Err(Error::new(ErrorKind::Unsupported, "is too large for an exact plan")
            .in_column("budget")
            .with_value(budget)
            .allowing(format!("customers x (hours + 1) <= {MOST_CELLS}")));
    }
    let mut best = vec![0.0; width];
    // Which option each customer takes at each budget: 0 is none.
    let mut taken = vec![0_u32; cells as usize];
    for (group, taken) in groups.iter().zip(taken.chunks_exact_mut(width)) {
        let before = best.clone();
        for (left, (slot, taken)) in best.iter_mut().zip(taken).enumerate() {
            for (option, at) in group.iter().zip(1..) {
                let Some(rest) = left.checked_sub(hours[*option] as usize) else { continue };
                let worth = before[rest] + gain[*option];
                if worth > *slot {
                    (*slot, *taken) = (worth, at);
                }
            }
        }
    }
    let mut plan = ChosenOptions {
        chosen: vec![false; customer.len()],
        hours: 0,
        total_gain: 0.0,
        total_undone_gain: 0.0,
    };
    let (mut left, mut possible) = (budget as usize, 0.0);
    for (group, taken) in groups.iter().zip(taken.chunks_exact(width)).rev() {
        possible += group.iter().map(|option| gain[*option]).fold(0.0, f64::max);
        let Some(at) = (taken[left] as usize).checked_sub(1) else { continue };
        let option = group[at];
        plan.chosen[option] = true;
        plan.hours += u64::from(hours[option]);
        plan.total_gain += gain[option];
        left -= hours[option] as usize;
    }
    plan.total_undone_gain = possible - plan.total_gain;
    Ok(plan)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::random::Stream;

    /// The best of all plans, one by one.
    fn by_trying_all(customer: &[u32], hours: &[u32], gain: &[f64], budget: u32) -> f64 {
        let mut best = 0.0_f64;
        for bits in 0_u32..1 << customer.len() {
            let taken: Vec<usize> = (0..customer.len()).filter(|at| bits >> at & 1 == 1).collect();
            let mut who: Vec<u32> = taken.iter().map(|at| customer[*at]).collect();
            who.sort_unstable();
            let once = who.windows(2).all(|pair| pair[0] != pair[1]);
            let total: u32 = taken.iter().map(|at| hours[*at]).sum();
            if once && total <= budget {
                best = best.max(taken.iter().map(|at| gain[*at]).sum());
            }
        }
        best
    }

    #[test]
    fn no_plan_brings_more() {
        for seed in 0..200 {
            let mut random = Stream::new(seed, 1);
            let options = 1 + random.below(10);
            let customer: Vec<u32> = (0..options).map(|_| random.below(4) as u32).collect();
            let hours: Vec<u32> = (0..options).map(|_| random.below(6) as u32).collect();
            let gain: Vec<f64> = (0..options).map(|_| 100.0 * random.uniform() - 20.0).collect();
            let budget = random.below(12) as u32;
            let plan = choose_options(&customer, &hours, &gain, budget).unwrap();
            let expected = by_trying_all(&customer, &hours, &gain, budget);
            assert!((plan.total_gain - expected).abs() < 1e-11, "{seed}");
            assert!(plan.hours <= u64::from(budget) && plan.total_undone_gain >= 0.0);
            let chosen = |at: &usize| plan.chosen[*at];
            let sum: u64 = (0..options).filter(chosen).map(|at| u64::from(hours[at])).sum();
            assert_eq!(sum, plan.hours);
            for who in 0..4 {
                assert!((0..options).filter(chosen).filter(|at| customer[*at] == who).count() < 2);
            }
        }
    }

    #[test]
    fn bad_input_is_named() {
        let kind = |error: Error| (error.kind(), error.row());
        let of = |c: &[u32], h: &[u32], g: &[f64], budget| {
            kind(choose_options(c, h, g, budget).unwrap_err())
        };
        assert_eq!(of(&[], &[], &[], 3), (ErrorKind::Empty, None));
        assert_eq!(of(&[0], &[], &[1.0], 3), (ErrorKind::Length, None));
        assert_eq!(of(&[0, 1], &[1, 1], &[1.0, f64::NAN], 3), (ErrorKind::NotFinite, Some(1)));
        assert_eq!(of(&[0], &[1], &[1.0], u32::MAX), (ErrorKind::Unsupported, None));
        let nothing = choose_options(&[4], &[9], &[5.0], 3).unwrap();
        assert_eq!((nothing.hours, nothing.total_undone_gain), (0, 5.0));
    }
}
