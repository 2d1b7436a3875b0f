//! How the cost of scoring, tiering and ranking grows: 10^4 to 10^7 customers, on one and two
//! threads. What comes out is compared with what the definitions give before anything is timed.
//!
//!     cargo bench --bench value

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use habitue::value::{Pyramid, RankTies, Rfm, ranks_into};

/// Days since the last purchase, purchases, cents and a lifetime value, the same in every run.
struct Customers {
    days: Vec<i32>,
    orders: Vec<u32>,
    cents: Vec<i64>,
    worth: Vec<f64>,
}

/// Room for the answers.
struct Answers {
    scores: [Vec<i32>; 3],
    tier: Vec<i32>,
    rank: Vec<u64>,
}

impl Customers {
    fn new(customers: usize) -> Self {
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        let mut this =
            Self { days: Vec::new(), orders: Vec::new(), cents: Vec::new(), worth: Vec::new() };
        for _ in 0..customers {
            this.days.push((next() * 731.0) as i32);
            this.orders.push(1 + (next().ln() / 0.75_f64.ln()) as u32);
            // Twelve uniform numbers are nearly normal: spend is nearly lognormal.
            let normal: f64 = (0..12).map(|_| next()).sum::<f64>() - 6.0;
            this.cents.push((9.0 + 1.2 * normal).exp().round() as i64);
            this.worth.push((3.0 + 1.5 * normal).exp() - 1.0 + next());
        }
        this
    }

    fn answers(&self) -> Answers {
        let empty = || vec![0; self.days.len()];
        Answers {
            scores: [empty(), empty(), empty()],
            tier: empty(),
            rank: vec![0; self.days.len()],
        }
    }

    /// Everything, as one run of the day.
    fn all(&self, threads: usize, answers: &mut Answers) -> habitue::Result<()> {
        let [r, f, m] = &mut answers.scores;
        let rfm = Rfm::quintiles().with_threads(threads);
        rfm.score_into(&self.days, &self.orders, &self.cents, [r, f, m])?;
        Pyramid::curry().with_threads(threads).assign_into(&self.cents, &mut answers.tier)?;
        ranks_into(&self.cents, RankTies::Lowest, threads, &mut answers.rank)
    }

    fn doubles(&self, threads: usize, answers: &mut Answers) -> habitue::Result<()> {
        Pyramid::curry().with_threads(threads).assign_into(&self.worth, &mut answers.tier)?;
        ranks_into(&self.worth, RankTies::Lowest, threads, &mut answers.rank)
    }
}

/// Compares with a sorted copy.
fn check(customers: &Customers, answers: &Answers) {
    let mut sorted = customers.cents.clone();
    sorted.sort_unstable();
    let n = sorted.len();
    let quantile = |fifth: usize| {
        let product = (n - 1) * fifth;
        let (low, part) = (sorted[product / 5], (product % 5) as f64 / 5.0);
        low as f64 + part * (sorted[(product / 5 + 1).min(n - 1)] - low) as f64
    };
    let cuts = [1, 2, 3, 4].map(quantile);
    for (row, &cents) in customers.cents.iter().enumerate() {
        let score = 1 + cuts.iter().filter(|&&cut| cents as f64 > cut).count() as i32;
        assert_eq!(answers.scores[2][row], score, "score of row {row}");
        let rank = 1 + n - sorted.partition_point(|&other| other <= cents);
        assert_eq!(answers.rank[row], rank as u64, "rank of row {row}");
        let cut = |share: usize| rank > (share * n).div_ceil(100);
        let tier = 1 + [1, 5, 20].into_iter().filter(|&share| cut(share)).count() as i32;
        assert_eq!(answers.tier[row], tier, "tier of row {row}");
    }
}

fn value(criterion: &mut Criterion) {
    for exponent in 4..=7 {
        let customers = Customers::new(10_usize.pow(exponent));
        let mut answers = customers.answers();
        for threads in [1, 2] {
            let done = customers.all(threads, &mut answers);
            assert!(done.is_ok(), "{done:?}");
            check(&customers, &answers);
        }
        let mut group = criterion.benchmark_group("value");
        group.sample_size(10).measurement_time(Duration::from_secs(2));
        group.throughput(Throughput::Elements(customers.days.len() as u64));
        for threads in [1, 2] {
            let id = |what: &str| {
                BenchmarkId::new(format!("{what}, {threads} threads"), customers.days.len())
            };
            group.bench_function(id("scores, tiers and ranks"), |bencher| {
                bencher.iter(|| black_box(customers.all(threads, &mut answers)));
            });
            group.bench_function(id("tiers and ranks of doubles"), |bencher| {
                bencher.iter(|| black_box(customers.doubles(threads, &mut answers)));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, value);
criterion_main!(benches);
