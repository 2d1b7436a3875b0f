//! Random numbers, and bases drawn with them.

use habitue::lifetime::{
    BgBb, BgCnbd, BgNbd, GGompertzNbd, Histories, MbgCnbd, MbgNbd, Nbd, ParetoNbd, PurchaseModel,
    Simulation,
};
use rand_distr::{Distribution, StandardNormal, StandardUniform};
use rand_pcg::Pcg64;
use rand_pcg::rand_core::SeedableRng;

/// A stream of random numbers.
pub(crate) struct Dice(Pcg64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Pcg64::seed_from_u64(seed))
    }

    pub(crate) fn uniform(&mut self, low: f64, high: f64) -> f64 {
        let share: f64 = StandardUniform.sample(&mut self.0);
        low + (high - low) * share
    }

    /// Uniform in the logarithm.
    pub(crate) fn log_uniform(&mut self, low: f64, high: f64) -> f64 {
        self.uniform(low.ln(), high.ln()).exp()
    }

    pub(crate) fn normal(&mut self) -> f64 {
        StandardNormal.sample(&mut self.0)
    }

    pub(crate) fn chance(&mut self, p: f64) -> bool {
        self.uniform(0.0, 1.0) < p
    }
}

/// The models that bases are drawn from, in turn.
pub(crate) const SOURCES: [&str; 8] =
    ["NBD", "Pareto/NBD", "GGompertz/NBD", "BG/NBD", "MBG/NBD", "BG/CNBD-k", "MBG/CNBD-k", "BG/BB"];

/// A base of customers.
pub(crate) struct Base {
    pub(crate) id: u32,
    pub(crate) source: &'static str,
    /// The parameters that it was drawn with, k left out.
    pub(crate) truth: Vec<f64>,
    pub(crate) x: Vec<u32>,
    pub(crate) t_x: Vec<f64>,
    pub(crate) t: Vec<f64>,
    log_intervals: Vec<f64>,
}

impl Base {
    pub(crate) fn histories(&self) -> habitue::Result<Histories<'_>> {
        Histories::new(&self.x, &self.t_x, &self.t)?.with_log_intervals(&self.log_intervals)
    }

    pub(crate) fn log_intervals(&self) -> &[f64] {
        &self.log_intervals
    }

    /// What k adds to the log-likelihood of a model with Erlang-k intervals.
    pub(crate) fn constant(&self, k: u32) -> f64 {
        let k = f64::from(k);
        let bought: f64 = self.x.iter().map(|&x| f64::from(x)).sum();
        (k - 1.0) * self.log_intervals.iter().sum::<f64>() - bought * libm::lgamma(k)
    }

    /// The base of this number: always the same one.
    pub(crate) fn draw(id: u32) -> habitue::Result<Self> {
        for attempt in 0..50 {
            let base = Self::try_draw(id, (attempt << 32) | u64::from(id))?;
            if let Some(base) = base {
                return Ok(base);
            }
        }
        Err(habitue::Error::new(habitue::ErrorKind::Internal, "no base could be drawn"))
    }

    /// `None` where nobody came back, which no model can be fitted to, or a customer
    /// bought beyond measure.
    fn try_draw(id: u32, seed: u64) -> habitue::Result<Option<Self>> {
        let mut dice = Dice::new(seed);
        let source = SOURCES[id as usize % SOURCES.len()];
        let customers = dice.log_uniform(30.0, 2000.0).round() as usize;
        let opportunities = source == "BG/BB";
        let watched = match opportunities {
            true => dice.uniform(6.0, 60.0).round(),
            false => dice.log_uniform(13.0, 156.0),
        };
        // A third of the bases were born at once; the others over up to 95 % of the time.
        let born = if dice.chance(1.0 / 3.0) { 0.0 } else { dice.uniform(0.1, 0.95) * watched };
        let daily = dice.chance(0.5);
        let unit = match (opportunities, daily) {
            (true, _) => 1.0,
            (false, true) => 1.0 / 7.0,
            (false, false) => 0.0,
        };
        let ages: Vec<f64> = (0..customers)
            .map(|_| up_to(watched - dice.uniform(0.0, born), unit).max(unit.max(1e-3)))
            .collect();
        let (model, truth) = model(source, watched, &mut dice)?;
        let Ok(mut drawn) = Simulation::new(seed).run(&*model, &ages) else {
            return Ok(None);
        };
        if drawn.x.iter().all(|&x| x == 0) {
            return Ok(None);
        }
        for (t_x, &age) in drawn.t_x.iter_mut().zip(&ages) {
            *t_x = up_to(*t_x, unit).min(age);
        }
        Ok(Some(Self {
            id,
            source,
            truth,
            x: drawn.x,
            t_x: drawn.t_x,
            t: drawn.t,
            log_intervals: drawn.log_intervals,
        }))
    }
}

/// The time in whole units, rounded up; as it is where there is none.
fn up_to(time: f64, unit: f64) -> f64 {
    if unit == 0.0 { time } else { (time / unit).ceil() * unit }
}

/// A model with parameters drawn widely, for customers watched for so long.
fn model(
    source: &str,
    watched: f64,
    dice: &mut Dice,
) -> habitue::Result<(Box<dyn PurchaseModel>, Vec<f64>)> {
    let r = dice.log_uniform(0.05, 20.0);
    // Purchases of a mean customer who stays.
    let alpha = r * watched / dice.log_uniform(0.1, 15.0);
    let s = dice.log_uniform(0.02, 20.0);
    // The median life, in times of the watch.
    let life = dice.log_uniform(0.02, 20.0);
    let half = ((2f64.ln() / s).exp() - 1.0).max(1e-12);
    let b = dice.log_uniform(0.05, 5.0) / watched;
    // The mean chance to leave at a purchase, and how alike customers are in it.
    let (leaves, alike) = (dice.log_uniform(0.01, 0.9), dice.log_uniform(0.1, 50.0));
    let coin = [leaves * alike, (1.0 - leaves) * alike];
    let k = dice.uniform(2.0, 7.0).floor() as u32;
    Ok(match source {
        "NBD" => (Box::new(Nbd::new(r, alpha)?), vec![r, alpha]),
        "Pareto/NBD" => {
            let beta = life * watched / half;
            (Box::new(ParetoNbd::new(r, alpha, s, beta)?), vec![r, alpha, s, beta])
        }
        "GGompertz/NBD" => {
            let beta = (b * life.min(6.0) * watched).exp_m1() / half;
            (Box::new(GGompertzNbd::new(r, alpha, b, s, beta)?), vec![r, alpha, b, s, beta])
        }
        "BG/NBD" => {
            (Box::new(BgNbd::new(r, alpha, coin[0], coin[1])?), vec![r, alpha, coin[0], coin[1]])
        }
        "MBG/NBD" => {
            (Box::new(MbgNbd::new(r, alpha, coin[0], coin[1])?), vec![r, alpha, coin[0], coin[1]])
        }
        "BG/CNBD-k" => {
            let alpha = alpha / f64::from(k);
            let model = BgCnbd::new(r, alpha, coin[0], coin[1], k)?;
            (Box::new(model), vec![r, alpha, coin[0], coin[1]])
        }
        "MBG/CNBD-k" => {
            let alpha = alpha / f64::from(k);
            let model = MbgCnbd::new(r, alpha, coin[0], coin[1], k)?;
            (Box::new(model), vec![r, alpha, coin[0], coin[1]])
        }
        _ => {
            let (buys, spread) = (dice.log_uniform(0.01, 0.7), dice.log_uniform(0.2, 20.0));
            let parameters = [buys * spread, (1.0 - buys) * spread, coin[0] * 0.2, coin[1]];
            let [alpha, beta, gamma, delta] = parameters;
            (Box::new(BgBb::new(alpha, beta, gamma, delta)?), parameters.to_vec())
        }
    })
}
