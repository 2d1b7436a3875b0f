//! One million customers by every classification, as a multiple of one pass that
//! sums the same columns in the same run.
//!
//! `cargo bench --bench loyalty` prints a line for each scheme: the time of the
//! pass, the time of the classification with its reasons, boundary flags and
//! counts, their ratio (the median over paired runs), and how often the allocator
//! was called in between. Facts are random, which is the worst case for branches.
//! The program fails where a ratio exceeds [`MOST`] or anything is allocated.
#![allow(
    unsafe_code,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a program that counts allocations, prints, and may stop at a defect"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use habitue::classify::{ClassColumns, LadderRule, Scheme};
use habitue::customer::{
    BondColumns, BondLevels, ContactColumns, ContactPolicy, ImportanceColumns, ImportanceTiers,
    LifecycleRules, OrientationColumns, OrientationScores, RelationColumns, RelationTree,
    StatusColumns, UsageColumns, UsageTiers, WinBackColumns, WinBackTrigger,
};
use habitue::loyalty::{
    AllegianceColumns, ApostleMatrix, AttitudeBehaviour, AttitudeBehaviourColumns, BehaviourGrowth,
    EarnedTrust, EarnedTrustColumns, FourPhases, GateColumns, GriffinLadder, GrowthColumns,
    LoyaltyGates, PhaseColumns, PhaseOrder, ReciprocalColumns, ReciprocalLoyalty, SecureCustomer,
    SecurityColumns, ServiceColumns, ServiceMatrix, StageColumns, StandingColumns, StandingScheme,
    ThreeIndicator, ThreeIndicatorColumns, TrustColumns, TrustLevels,
};
use habitue::value::{
    FutureValue, FutureValueColumns, ValueLoyalty, ValueLoyaltyColumns, ValueResponse,
    ValueResponseColumns,
};

const CUSTOMERS: usize = 1_000_000;
const RUNS: usize = 11;
/// The largest multiple of the pass that a classification may take.
const MOST: f64 = 20.0;

struct Counting;

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

// SAFETY: passes everything on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: as promised by the caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as promised by the caller.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A stream of random numbers (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn column<T>(&mut self, mut of: impl FnMut(u64) -> T) -> Vec<T> {
        (0..CUSTOMERS).map(|_| of(self.next())).collect()
    }

    fn flags(&mut self) -> Vec<u8> {
        self.column(|bits| (bits % 3) as u8)
    }

    fn levels(&mut self, levels: u64) -> Vec<u8> {
        self.column(|bits| (bits % (levels + 1)) as u8)
    }

    fn counts(&mut self) -> Vec<u32> {
        self.column(|bits| if bits % 20 == 0 { u32::MAX } else { (bits % 6) as u32 })
    }

    /// Numbers from 0 to `most`, one in twenty not known.
    fn numbers(&mut self, most: f64) -> Vec<f64> {
        self.column(|bits| match bits % 20 {
            0 => f64::NAN,
            _ => (bits >> 11) as f64 / (1_u64 << 53) as f64 * most,
        })
    }
}

fn total<T: Copy + Into<f64>>(column: &[T]) -> f64 {
    column.iter().map(|cell| (*cell).into()).sum()
}

struct Bench {
    codes: Vec<i32>,
    reasons: Vec<u32>,
    boundary: Vec<u8>,
    held: bool,
}

impl Bench {
    fn scheme<S: Scheme>(
        &mut self,
        name: &str,
        scheme: &S,
        columns: &S::Columns<'_>,
        sum: impl Fn() -> f64,
    ) {
        let mut times: Vec<(f64, Duration, Duration)> = Vec::with_capacity(RUNS);
        let mut allocations = 0;
        for _ in 0..RUNS {
            let start = Instant::now();
            black_box(sum());
            let pass = start.elapsed();
            let before = ALLOCATIONS.load(Ordering::Relaxed);
            let start = Instant::now();
            let out = ClassColumns::new(&mut self.codes)
                .reasons(&mut self.reasons)
                .boundary(&mut self.boundary);
            black_box(scheme.classify_into(black_box(columns), out).unwrap());
            let classified = start.elapsed();
            allocations += ALLOCATIONS.load(Ordering::Relaxed) - before;
            times.push((classified.as_secs_f64() / pass.as_secs_f64(), pass, classified));
        }
        times.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (ratio, pass, classified) = times[RUNS / 2];
        let held = ratio <= MOST && allocations == 0;
        self.held &= held;
        println!(
            "{name:<24}{:>9.2} ms{:>9.2} ms{ratio:>8.1} x{allocations:>8}{}",
            pass.as_secs_f64() * 1e3,
            classified.as_secs_f64() * 1e3,
            if held { "" } else { "   NOT HELD" }
        );
    }
}

macro_rules! run {
    ($bench:ident, $name:literal, $scheme:expr, $columns:ident { $($fact:ident: $column:expr),+ }) => {
        $bench.scheme(
            $name,
            &$scheme,
            &$columns::new(CUSTOMERS)$(.$fact(&$column))+,
            || 0.0 $(+ total(&$column))+,
        )
    };
}

fn main() -> ExitCode {
    let mut r = Random(20_260_101);
    let f: [Vec<u8>; 8] = std::array::from_fn(|_| r.flags());
    let five: [Vec<u8>; 3] = std::array::from_fn(|_| r.levels(5));
    let three = r.levels(3);
    let share = r.numbers(1.0);
    let score: [Vec<f64>; 5] = std::array::from_fn(|_| r.numbers(100.0));
    let amount: [Vec<f64>; 8] = std::array::from_fn(|_| r.numbers(10.0));
    let days: [Vec<f64>; 2] = std::array::from_fn(|_| r.numbers(2000.0));
    let count: [Vec<u32>; 2] = std::array::from_fn(|_| r.counts());
    let mut b = Bench {
        codes: vec![0; CUSTOMERS],
        reasons: vec![0; CUSTOMERS],
        boundary: vec![0; CUSTOMERS],
        held: true,
    };
    println!("{CUSTOMERS} customers, median of {RUNS} paired runs, at most {MOST} x");
    println!("scheme                      one pass    classify    ratio  allocations");
    run!(
        b,
        "three indicators",
        ThreeIndicator::new(),
        ThreeIndicatorColumns { satisfaction: five[0], repurchase: share, recommendation: three }
    );
    run!(
        b,
        "Griffin ladder",
        GriffinLadder,
        StageColumns {
            purchases: count[0],
            products: count[1],
            need: f[0],
            need_now: f[1],
            ability: f[2],
            likes: f[3],
            regular: f[4],
            buys_all: f[5],
            resists: f[6],
            recommends: f[7]
        }
    );
    run!(
        b,
        "standing",
        StandingScheme::new(),
        StandingColumns { purchases: count[0], tenure_days: days[0], loyal: f[0] }
    );
    run!(
        b,
        "four phases, Oliver",
        FourPhases::new(),
        PhaseColumns { cognitive: f[0], affective: f[1], conative: f[2], action: f[3] }
    );
    run!(
        b,
        "four phases, highest",
        FourPhases::new().with_rule(LadderRule::Highest),
        PhaseColumns { cognitive: f[0], affective: f[1], conative: f[2], action: f[3] }
    );
    run!(
        b,
        "four phases, impulse",
        FourPhases::new().with_order(PhaseOrder::ImpulseFirst),
        PhaseColumns { cognitive: f[0], affective: f[1], conative: f[2], action: f[3] }
    );
    run!(
        b,
        "trust levels",
        TrustLevels::new(),
        TrustColumns { fits: f[0], prefers: f[1], sustained: f[2] }
    );
    run!(
        b,
        "earned trust",
        EarnedTrust::new(),
        EarnedTrustColumns { streak: count[0], failures: count[1] }
    );
    run!(
        b,
        "loyalty gates",
        LoyaltyGates::new(),
        GateColumns { satisfaction: score[0], delight: score[1], trust: score[2] }
    );
    run!(
        b,
        "secure customer",
        SecureCustomer,
        SecurityColumns { satisfaction: five[0], continues: five[1], recommends: five[2] }
    );
    run!(
        b,
        "apostle matrix",
        ApostleMatrix::new(),
        AllegianceColumns { satisfaction: score[0], loyalty: score[1] }
    );
    run!(
        b,
        "attitude by behaviour",
        AttitudeBehaviour::new(),
        AttitudeBehaviourColumns { attitude: score[0], behaviour: score[1] }
    );
    run!(
        b,
        "reciprocal loyalty",
        ReciprocalLoyalty::new(),
        ReciprocalColumns { customer: score[0], firm: score[1] }
    );
    run!(
        b,
        "service matrix",
        ServiceMatrix::new(),
        ServiceColumns { procedural: score[0], personal: score[1] }
    );
    run!(
        b,
        "behaviour growth",
        BehaviourGrowth,
        GrowthColumns {
            quantity_before: amount[0],
            quantity: amount[1],
            frequency_before: amount[2],
            frequency: amount[3],
            use_before: amount[4],
            uses: amount[5],
            spend_before: amount[6],
            spend: amount[7]
        }
    );
    run!(
        b,
        "relation",
        RelationTree,
        RelationColumns { own_use: f[0], builds_in: f[1], inside: f[2], resells: f[3] }
    );
    run!(b, "importance", ImportanceTiers::new(), ImportanceColumns { top_share: share });
    run!(
        b,
        "lifecycle status",
        LifecycleRules::new(),
        StatusColumns {
            purchases: count[0],
            days_since_last: days[0],
            need: f[0],
            targeted: f[1],
            has_left: f[2]
        }
    );
    run!(
        b,
        "bond",
        BondLevels::new(),
        BondColumns {
            invites: f[0],
            calls_after_sale: f[1],
            calls_regularly: f[2],
            works_together: f[3]
        }
    );
    run!(
        b,
        "orientation",
        OrientationScores,
        OrientationColumns {
            novelty: score[0],
            leadership: score[1],
            following: score[2],
            weighing: score[3],
            saving: score[4]
        }
    );
    run!(b, "usage", UsageTiers::new(), UsageColumns { interval_days: days[0] });
    run!(
        b,
        "contact policy",
        ContactPolicy::new(),
        ContactColumns { consent: f[0], contacts: count[0], days_since_contact: days[0] }
    );
    run!(
        b,
        "win-back trigger",
        WinBackTrigger::new(),
        WinBackColumns { days_since_last: days[0], days_to_birthday: days[1] }
    );
    run!(
        b,
        "current by future value",
        FutureValue::new(),
        FutureValueColumns { current: score[0], future: score[1] }
    );
    run!(
        b,
        "value by loyalty",
        ValueLoyalty::new(),
        ValueLoyaltyColumns { value: score[0], loyalty: score[1] }
    );
    run!(
        b,
        "value by response",
        ValueResponse::new(),
        ValueResponseColumns { value: score[0], response: share }
    );
    if b.held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
