//! Simulated ledgers of nine kinds: sound ones, and ones that fail in a known way.
//!
//! Drawn here from the definitions of the models (rates, lifetimes, amounts), not by
//! `habitue::lifetime::Simulation`, and rounded to days and cents as a shop would write them, so
//! that the whole path from a ledger to the verdict is used.

use habitue::ledger::{Amounts, Columns, Rules, Times};
use habitue::money::Currency;
use habitue::summary::Summary;
use habitue::time::Day;
use rand_distr::{Beta, Distribution, Exp, Gamma, StandardUniform};
use rand_pcg::Pcg64;

/// What is known of a base because it was drawn so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Customers as the models take them to be: rates differ, some leave, spend is its own.
    Sound,
    /// Nobody ever leaves.
    NoAttrition,
    /// Everybody buys once.
    OneTimers,
    /// All customers have one rate and one law of amounts: no ranking is better than chance.
    Chance,
    /// All rows of two to five months in the middle are missing.
    Gap,
    /// The year of one row is typed wrong.
    Typo,
    /// The rate of buying has a strong season of the year.
    Season,
    /// The amounts of the population have no mean: q <= 1.
    InfiniteSpend,
    /// Equal amounts at equal intervals until the customer cancels.
    Subscription,
}

impl Kind {
    /// All of them.
    pub(crate) const ALL: [Self; 9] = [
        Self::Sound,
        Self::NoAttrition,
        Self::OneTimers,
        Self::Chance,
        Self::Gap,
        Self::Typo,
        Self::Season,
        Self::InfiniteSpend,
        Self::Subscription,
    ];

    /// The name in tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sound => "sound",
            Self::NoAttrition => "no attrition",
            Self::OneTimers => "all one-timers",
            Self::Chance => "ranking is chance",
            Self::Gap => "gap of months",
            Self::Typo => "one typo date",
            Self::Season => "strong season",
            Self::InfiniteSpend => "q <= 1",
            Self::Subscription => "subscription",
        }
    }
}

/// Which seeds and ranges of parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Those on which thresholds may be set.
    Setting,
    /// Those that took no part in it: other seeds, wider ranges.
    Judging,
}

/// A simulated base.
pub(crate) struct Base {
    pub(crate) kind: Kind,
    pub(crate) seed: u64,
    /// The law of leaving that it was drawn from.
    pub(crate) law: &'static str,
    pub(crate) customers: usize,
    pub(crate) weeks: f64,
    /// The parameters, by name.
    pub(crate) parameters: Vec<(&'static str, f64)>,
    pub(crate) summary: Summary,
}

/// A purchase: customer, week since the beginning, cents.
type Purchase = (i64, f64, i64);

struct Draw(Pcg64);

impl Draw {
    fn uniform(&mut self, low: f64, high: f64) -> f64 {
        let share: f64 = StandardUniform.sample(&mut self.0);
        low + share * (high - low)
    }

    fn log_uniform(&mut self, low: f64, high: f64) -> f64 {
        self.uniform(low.ln(), high.ln()).exp()
    }

    fn choose<T: Copy>(&mut self, from: &[T]) -> T {
        from[(self.uniform(0.0, from.len() as f64) as usize).min(from.len() - 1)]
    }

    fn gamma(&mut self, shape: f64, rate: f64) -> f64 {
        Gamma::new(shape, 1.0 / rate).unwrap().sample(&mut self.0)
    }
}

/// How customers leave.
enum Leaving {
    Never,
    /// After each repeat purchase, and after the first one where `first`: Beta(a, b).
    Coin {
        a: f64,
        b: f64,
        first: bool,
    },
    /// At a moment of their own: exponential at a rate of Gamma(s, beta).
    Moment {
        s: f64,
        beta: f64,
    },
}

/// The base of a kind and a seed.
pub(crate) fn base(kind: Kind, seed: u64, part: Part) -> Base {
    let number = Kind::ALL.iter().position(|one| *one == kind).unwrap() as u128;
    let (stream, wide) = match part {
        Part::Setting => (number, 1.0),
        Part::Judging => (1_000 + number, 1.25),
    };
    let mut draw = Draw(Pcg64::new(u128::from(seed), stream));
    let customers = draw.log_uniform(100.0, 3_000.0) as usize;
    let weeks = draw.uniform(1.0, 3.0) * 365.25 / 7.0;
    let mut parameters = Vec::new();
    let (law, mut purchases) = match kind {
        Kind::OneTimers => ("once", once(&mut draw, customers, weeks)),
        Kind::Subscription => ("cancel", subscribe(&mut draw, customers, weeks, &mut parameters)),
        _ => shop(&mut draw, kind, customers, weeks, wide, &mut parameters),
    };
    match kind {
        Kind::Gap => cut(&mut draw, &mut purchases, weeks, &mut parameters),
        Kind::Typo => mistype(&mut draw, &mut purchases, &mut parameters),
        _ => {}
    }
    let first = Day::parse("2021-01-01").unwrap().number() + draw.uniform(0.0, 365.0) as i32;
    parameters.push(("first", f64::from(first)));
    Base { kind, seed, law, customers, weeks, parameters, summary: ledger(&purchases, first) }
}

/// The purchases as a shop writes them: days and cents.
fn ledger(purchases: &[Purchase], first: i32) -> Summary {
    let keys: Vec<i64> = purchases.iter().map(|one| one.0).collect();
    let days: Vec<i32> = purchases.iter().map(|one| first + (7.0 * one.1).floor() as i32).collect();
    let cents: Vec<i64> = purchases.iter().map(|one| one.2).collect();
    let mut summary = Summary::new(Rules::money(Currency::USD));
    let columns = Columns::new(keys.as_slice(), Times::Days(&days)).unwrap();
    summary.push_columns(&columns.with_amounts(Amounts::Minor(&cents)).unwrap()).unwrap();
    summary
}

/// When customers first come: ever more or ever fewer, some all at once at the beginning.
fn births(draw: &mut Draw, customers: usize, weeks: f64) -> Vec<f64> {
    let (growth, at_once) = (draw.uniform(-1.5, 1.5), draw.uniform(0.0, 0.5));
    let born = |draw: &mut Draw| {
        let share = draw.uniform(0.0, 1.0);
        if draw.uniform(0.0, 1.0) < at_once {
            return share * weeks.min(8.0);
        }
        // The inverse of the distribution with density e^(growth t/weeks).
        let place =
            if growth.abs() < 1e-3 { share } else { (1.0 + share * growth.exp_m1()).ln() / growth };
        place * weeks
    };
    (0..customers).map(|_| born(draw)).collect()
}

/// A shop: rates Gamma(r, alpha), a law of leaving, amounts Gamma-Gamma.
fn shop(
    draw: &mut Draw,
    kind: Kind,
    customers: usize,
    weeks: f64,
    wide: f64,
    parameters: &mut Vec<(&'static str, f64)>,
) -> (&'static str, Vec<Purchase>) {
    let mut r = draw.log_uniform(0.3 / wide, 1.5 * wide);
    let rate = draw.log_uniform(1.0 / 20.0 / wide, 0.25 * wide);
    if kind == Kind::Chance {
        r = f64::INFINITY;
    }
    let laws: &[&str] = match kind {
        Kind::NoAttrition | Kind::Chance => &["NBD"],
        _ => &["BG/NBD", "MBG/NBD", "Pareto/NBD"],
    };
    let law = draw.choose(laws);
    let leaving = match law {
        "NBD" => Leaving::Never,
        "Pareto/NBD" => {
            let (s, median) = (draw.uniform(0.4, 1.5), draw.log_uniform(20.0 / wide, 100.0 * wide));
            parameters.push(("s", s));
            parameters.push(("beta", median / ((1.0 / s).exp2() - 1.0)));
            Leaving::Moment { s, beta: parameters[1].1 }
        }
        _ => {
            let (a, mean) = (draw.uniform(0.4, 1.5), draw.uniform(0.08 / wide, 0.3 * wide));
            let b = a * (1.0 - mean) / mean;
            parameters.push(("a", a));
            parameters.push(("b", b));
            Leaving::Coin { a, b, first: law == "MBG/NBD" }
        }
    };
    let (p, mut q) = (draw.uniform(2.0, 8.0), draw.uniform(2.5, 6.0));
    let typical = draw.log_uniform(10.0, 200.0);
    let mut gamma = typical * (q - 1.0) / p;
    if kind == Kind::InfiniteSpend {
        q = draw.uniform(0.5, 0.9);
        gamma = typical * q / p;
    }
    let wave = (kind == Kind::Season).then(|| (draw.uniform(0.6, 0.95), draw.uniform(0.0, 1.0)));
    parameters.extend([("r", r), ("rate", rate), ("p", p), ("q", q), ("gamma", gamma)]);
    parameters.extend(
        wave.into_iter().flat_map(|(height, peak)| [("amplitude", height), ("peak", peak)]),
    );

    // The share of the purchases at the height of the season that fall at a time.
    let season = |at: f64| {
        wave.map_or(1.0, |(height, peak)| {
            let angle = std::f64::consts::TAU * (at * 7.0 / 365.25 - peak);
            (1.0 + height * angle.cos()) / (1.0 + height)
        })
    };
    let highest = wave.map_or(1.0, |(height, _)| 1.0 + height);
    let mut purchases = Vec::new();
    for (customer, born) in births(draw, customers, weeks).into_iter().enumerate() {
        let key = customer as i64 + 1;
        let lambda = if r.is_finite() { draw.gamma(r, r / rate) } else { rate };
        let scale = match kind {
            Kind::Chance => p / typical,
            _ => draw.gamma(q, gamma),
        };
        let mut buy = |draw: &mut Draw, at: f64| {
            let amount = draw.gamma(p, scale);
            purchases.push((key, at, ((amount * 100.0).round() as i64).max(1)));
        };
        buy(draw, born);
        let (chance, end) = match leaving {
            Leaving::Never => (0.0, f64::INFINITY),
            Leaving::Coin { a, b, .. } => {
                (Beta::new(a, b).unwrap().sample(&mut draw.0), f64::INFINITY)
            }
            Leaving::Moment { s, beta } => {
                let risk = draw.gamma(s, beta).max(1e-12);
                (0.0, born + Exp::new(risk).unwrap().sample(&mut draw.0))
            }
        };
        if matches!(leaving, Leaving::Coin { first: true, .. }) && draw.uniform(0.0, 1.0) < chance {
            continue;
        }
        let mut at = born;
        loop {
            let wait: f64 = Exp::new((lambda * highest).max(1e-12)).unwrap().sample(&mut draw.0);
            at += wait;
            if at > weeks || at > end {
                break;
            }
            if draw.uniform(0.0, 1.0) > season(at) {
                continue;
            }
            buy(draw, at);
            if draw.uniform(0.0, 1.0) < chance {
                break;
            }
        }
    }
    (law, purchases)
}

/// Everybody buys once.
fn once(draw: &mut Draw, customers: usize, weeks: f64) -> Vec<Purchase> {
    let typical = draw.log_uniform(10.0, 200.0);
    let born = births(draw, customers, weeks);
    let each = born.into_iter().enumerate().map(|(customer, at)| {
        let cents = (100.0 * draw.gamma(3.0, 3.0 / typical)).round() as i64;
        (customer as i64 + 1, at, cents.max(1))
    });
    each.collect()
}

/// Everybody pays a plan's price at the plan's interval, a day late at times, until cancelling.
fn subscribe(
    draw: &mut Draw,
    customers: usize,
    weeks: f64,
    parameters: &mut Vec<(&'static str, f64)>,
) -> Vec<Purchase> {
    let days = draw.choose(&[7.0, 14.0, 30.4375, 30.4375, 91.3125]);
    let churn = draw.log_uniform(0.01, 0.15) * (days / 30.0_f64).sqrt();
    let late = draw.uniform(0.0, 0.3);
    parameters.extend([("interval", days), ("churn", churn)]);
    let prices = [499, 999, 1_999, 4_999];
    let mut purchases = Vec::new();
    for (customer, born) in births(draw, customers, weeks).into_iter().enumerate() {
        let (cents, mut due) = (draw.choose(&prices), born);
        while due <= weeks {
            let delay = if draw.uniform(0.0, 1.0) < late { 1.0 / 7.0 } else { 0.0 };
            purchases.push((customer as i64 + 1, (due + delay).min(weeks), cents));
            due += days / 7.0;
            if draw.uniform(0.0, 1.0) < churn {
                break;
            }
        }
    }
    purchases
}

/// Takes two to five months out of the middle, where at least twenty purchases fall into them.
fn cut(
    draw: &mut Draw,
    purchases: &mut Vec<Purchase>,
    weeks: f64,
    parameters: &mut Vec<(&'static str, f64)>,
) {
    let (mut longest, mut from) = (0.0, 0.0);
    let within = |from: f64, length: f64, at: f64| (from..from + length).contains(&at);
    // The emptiest bases have no such months: the best of a hundred draws is taken there.
    let mut most = 0;
    for _ in 0..100 {
        let (start, length) = (weeks * draw.uniform(0.15, 0.7), draw.uniform(61.0, 152.0) / 7.0);
        let count = purchases.iter().filter(|one| within(start, length, one.1)).count();
        let room = start + length < 0.9 * weeks;
        if room && count > most {
            (most, longest, from) = (count, length, start);
        }
        if most >= 20 {
            break;
        }
    }
    purchases.retain(|one| !within(from, longest, one.1));
    parameters.extend([("from", from), ("length", longest), ("cut", most as f64)]);
}

/// Moves one row by years that were typed wrong.
fn mistype(draw: &mut Draw, purchases: &mut [Purchase], parameters: &mut Vec<(&'static str, f64)>) {
    let years = draw.choose(&[-100.0, -20.0, -10.0, -4.0, 4.0, 10.0, 20.0]);
    let row = (draw.uniform(0.0, purchases.len() as f64) as usize).min(purchases.len() - 1);
    purchases[row].1 += years * 365.25 / 7.0;
    parameters.push(("years", years));
}
