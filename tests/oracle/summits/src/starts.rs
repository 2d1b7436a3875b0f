//! Points that the reference starts from: from the data, from corners, and at random.

use crate::draw::{Base, Dice};
use crate::kinds::Kind;

/// What is known of a base without a fit.
struct Sight {
    age: f64,
    rate: f64,
}

/// The logarithms of so many starts for a model, the same for the same base and kind.
pub(crate) fn starts(base: &Base, kind: Kind, k: u32, number: usize) -> Vec<Vec<f64>> {
    let n = base.x.len() as f64;
    let age = base.t.iter().sum::<f64>() / n;
    let bought: f64 = base.x.iter().map(|&x| f64::from(x)).sum();
    let k = if kind.is_regular() { f64::from(k) } else { 1.0 };
    let sight = Sight { age, rate: k * bought / (n * age) };
    let mut dice = Dice::new(u64::from(base.id) << 8 | u64::from(kind.number()));
    (0..number)
        .map(|start| {
            let parameters = match start {
                1 if base.source == kind.name() => base.truth.clone(),
                _ => parameters(start, kind, &sight, &mut dice),
            };
            parameters.iter().map(|value| value.max(1e-300).ln()).collect()
        })
        .collect()
}

fn parameters(start: usize, kind: Kind, sight: &Sight, dice: &mut Dice) -> Vec<f64> {
    let r = if start == 0 { 0.7 } else { shape(dice) };
    let faster = if start == 0 { 1.7 } else { (0.5 + dice.normal()).exp() };
    let alpha = r / (sight.rate * faster);
    let leaving = match kind {
        Kind::Nbd => vec![],
        Kind::ParetoNbd => pareto(start, sight, dice),
        Kind::GGompertzNbd => ggompertz(start, sight, dice),
        _ => coin(start, dice),
    };
    [vec![r, alpha], leaving].concat()
}

/// A shape: mostly near 1, at times far out.
fn shape(dice: &mut Dice) -> f64 {
    if dice.chance(0.6) {
        return (1.2 * dice.normal()).exp();
    }
    if dice.chance(0.5) { dice.log_uniform(1e-5, 1.0) } else { dice.log_uniform(1.0, 1e5) }
}

fn pareto(start: usize, sight: &Sight, dice: &mut Dice) -> Vec<f64> {
    let age = sight.age;
    match start {
        0 => vec![0.7, age],
        // Nobody leaves; all are equally prone to; some leave at once, the others never.
        2 => vec![1e-3, 10.0 * age],
        3 => vec![1e3, 1e3 * age * dice.log_uniform(0.1, 10.0)],
        4 => vec![dice.log_uniform(0.02, 0.2), 1e-5 * age],
        _ => {
            let s = shape(dice);
            let wide = dice.chance(0.4);
            let beta =
                if wide { dice.log_uniform(1e-6, 10.0) } else { s * dice.log_uniform(0.05, 50.0) };
            vec![s, beta * age]
        }
    }
}

fn ggompertz(start: usize, sight: &Sight, dice: &mut Dice) -> Vec<f64> {
    let age = sight.age;
    let (b, s, life) = match start {
        0 => (0.1, 0.7, 1.0),
        2 => (0.01, 1e-3, 50.0),
        3 => (dice.log_uniform(0.01, 5.0), 1e3, dice.log_uniform(0.1, 5.0)),
        4 => (dice.log_uniform(0.01, 5.0), dice.log_uniform(0.02, 0.2), 1e-3),
        _ => (dice.log_uniform(1e-4, 20.0), shape(dice), dice.log_uniform(0.01, 20.0)),
    };
    let half = ((2f64.ln() / s).min(30.0).exp() - 1.0).max(1e-12);
    vec![b / age, s, ((b * life).min(30.0)).exp_m1() / half]
}

fn coin(start: usize, dice: &mut Dice) -> Vec<f64> {
    match start {
        0 => vec![0.7, 2.5],
        // Nobody leaves; all are equally prone to; all or nothing.
        2 => vec![1e-3, 10.0],
        3 => {
            let p = dice.log_uniform(0.02, 0.8);
            vec![1e3 * p, 1e3 * (1.0 - p)]
        }
        4 => vec![dice.log_uniform(1e-4, 0.1), dice.log_uniform(1e-4, 0.1)],
        _ => vec![shape(dice), shape(dice)],
    }
}
