//! Classifications and formulas through C: the same bits as from Rust, and every row of their
//! tables on hostile cells.
#![cfg(feature = "capi")]
#![allow(clippy::unwrap_used, clippy::panic)]
#![allow(
    unsafe_code,
    clippy::undocumented_unsafe_blocks,
    reason = "every call passes live columns of ROWS entries, or NULL where that is allowed"
)]

use crate::named;
use std::ffi::{CStr, CString, c_char};
use std::ptr::null_mut;

use habitue::capi::*;
use habitue::classify::{ClassTable, Cuts, LadderRule, Scheme};
use habitue::customer::*;
use habitue::loyalty::*;
use habitue::value::*;
use named::number;

const ROWS: usize = 240;
const LISTS: [i32; 3] = [4, 4000, 5000];

/// Columns that go through the values of a kind at co-prime strides.
fn cycle<T: Copy>(values: &[T], stride: usize) -> Vec<T> {
    (0..ROWS).map(|row| values[row / stride % values.len()]).collect()
}

fn flags(stride: usize) -> Vec<u8> {
    cycle(&[0, 1, 2], stride)
}

fn scores(stride: usize) -> Vec<f64> {
    cycle(&[f64::NAN, 0.0, 10.0, 49.5, 50.0, 77.0, 90.0, 100.0], stride)
}

fn counts(stride: usize) -> Vec<u32> {
    cycle(&[0, 1, 2, 7, u32::MAX], stride)
}

/// A column of some type.
enum Column<'a> {
    Flags(&'a [u8]),
    Counts(&'a [u32]),
    Numbers(&'a [f64]),
}

impl<'a> From<&'a Vec<u8>> for Column<'a> {
    fn from(cells: &'a Vec<u8>) -> Self {
        Self::Flags(cells)
    }
}

impl<'a> From<&'a Vec<u32>> for Column<'a> {
    fn from(cells: &'a Vec<u32>) -> Self {
        Self::Counts(cells)
    }
}

impl<'a> From<&'a Vec<f64>> for Column<'a> {
    fn from(cells: &'a Vec<f64>) -> Self {
        Self::Numbers(cells)
    }
}

impl Column<'_> {
    fn named(&self, name: &CStr) -> habitue_column {
        match self {
            Self::Flags(cells) => named::u8s(name, cells),
            Self::Counts(cells) => named::u32s(name, cells),
            Self::Numbers(cells) => named::f64s(name, cells),
        }
    }
}

/// The entries of a list.
fn entries(list: i32) -> Vec<habitue_entry> {
    let mut found = Vec::new();
    loop {
        let mut entry: habitue_entry = unsafe { std::mem::zeroed() };
        entry.struct_size = size_of::<habitue_entry>() as u32;
        match unsafe { habitue_list_entry(list, found.len(), &raw mut entry, null_mut()) } {
            HABITUE_OK => found.push(entry),
            status => {
                assert_eq!(status, HABITUE_OUT_OF_RANGE);
                return found;
            }
        }
    }
}

fn text(pointer: *const c_char) -> &'static CStr {
    unsafe { CStr::from_ptr(pointer) }
}

fn nothing() -> habitue_error {
    let mut error: habitue_error = unsafe { std::mem::zeroed() };
    error.struct_size = size_of::<habitue_error>() as u32;
    error
}

/// What a call answers: the status, the error, and the three columns with the counts.
struct Answer {
    status: habitue_status,
    error: habitue_error,
    codes: Vec<i32>,
    reasons: Vec<u32>,
    boundary: Vec<u8>,
    classes: habitue_classes,
}

fn classify(
    scheme: i32,
    rows: usize,
    columns: &[habitue_column],
    settings: &[habitue_setting],
) -> Answer {
    let (mut codes, mut reasons, mut boundary) = (vec![-7; rows], vec![9; rows], vec![9; rows]);
    let evidence = named::evidence(rows, columns, settings);
    let mut classes = habitue_classes {
        struct_size: size_of::<habitue_classes>() as u32,
        reserved: 0,
        codes: codes.as_mut_ptr(),
        reasons: reasons.as_mut_ptr(),
        boundary: boundary.as_mut_ptr(),
        by_code: [0; 16],
        n_used: 0,
        n_missing: 0,
        n_boundary: 0,
    };
    let mut error = nothing();
    let status =
        unsafe { habitue_classify(scheme, &raw const evidence, &raw mut classes, &raw mut error) };
    Answer { status, error, codes, reasons, boundary, classes }
}

/// The number of the scheme with this symbol.
fn scheme(symbol: &CStr) -> i32 {
    let found = entries(LISTS[0]).into_iter().find(|entry| text(entry.symbol) == symbol);
    found.unwrap_or_else(|| panic!("no scheme {symbol:?}")).code
}

/// Calls the C function and compares what it says with `expected`.
fn same<C: habitue::classify::Class>(
    expected: habitue::Result<ClassTable<C>>,
    symbol: &CStr,
    columns: &[(&CStr, Column<'_>)],
    settings: &[habitue_setting],
) {
    let expected = expected.unwrap();
    let columns: Vec<_> = columns.iter().map(|(name, column)| column.named(name)).collect();
    let found = classify(scheme(symbol), ROWS, &columns, settings);
    assert_eq!(found.status, HABITUE_OK, "{symbol:?}");
    assert_eq!(found.codes, expected.codes, "{symbol:?}");
    assert_eq!(found.reasons, expected.reasons, "{symbol:?}");
    assert_eq!(found.boundary, expected.boundary, "{symbol:?}");
    let (said, counts) = (found.classes, &expected.counts);
    assert_eq!(&said.by_code[..counts.by_code().len()], counts.by_code());
    assert_eq!((said.n_used, said.n_missing), (counts.n_used(), counts.n_missing()));
    assert_eq!(said.n_boundary, counts.n_boundary());
}

/// `same` of a scheme whose columns in C have the names that they have in Rust.
macro_rules! same {
    ($symbol:literal, $scheme:expr, $columns:ident { $($fact:ident: $column:expr),* }
        $(, $set:ident: $value:expr)*) => {
        same(
            $scheme.classify_all(&$columns::new(ROWS)$(.$fact(&$column))*),
            $symbol,
            &[$((
                CString::new(stringify!($fact)).unwrap().as_c_str(),
                Column::from(&$column),
            )),*],
            &[$(number(CString::new(stringify!($set)).unwrap().as_c_str(), $value)),*],
        )
    };
}

#[test]
fn three_indicators() {
    let satisfaction = cycle(&[0, 1, 2, 3, 4, 5], 1);
    let repurchase = cycle(&[f64::NAN, 0.0, 0.3, 0.5, 0.7, 1.0], 6);
    let recommendation = cycle(&[0, 1, 2, 3], 36);
    let scheme = ThreeIndicator::new();
    same!(
        c"THREE_INDICATOR",
        scheme,
        ThreeIndicatorColumns {
            satisfaction: satisfaction,
            repurchase: repurchase,
            recommendation: recommendation
        }
    );
    let columns = ThreeIndicatorColumns::new(ROWS)
        .satisfaction(&satisfaction)
        .repurchase(&repurchase)
        .recommendation(&recommendation);
    let (mut expected, mut found) = (vec![0.0; ROWS], vec![0.0; ROWS]);
    let summary = scheme.index_into(&columns, &mut expected).unwrap();
    let (mut mean, mut used, mut missing) = ([0.0], [0.0], [0.0]);
    let given = [
        named::u8s(c"satisfaction", &satisfaction),
        named::f64s(c"repurchase", &repurchase),
        named::u8s(c"recommendation", &recommendation),
    ];
    let status = named::calculate(
        44,
        &named::evidence(ROWS, &given, &[]),
        &mut [
            (c"index", &mut found[..]),
            (c"mean", &mut mean[..]),
            (c"n_used", &mut used[..]),
            (c"n_missing", &mut missing[..]),
        ],
        null_mut(),
    );
    assert_eq!(status, HABITUE_OK);
    let bits = |column: &[f64]| column.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(&expected), bits(&found));
    assert_eq!(mean[0].to_bits(), summary.mean.unwrap().index.to_bits());
    assert_eq!((used[0], missing[0]), (summary.n_used as f64, summary.n_missing as f64));
}

#[test]
fn ladders_of_evidence() {
    let (a, b, c, d) = (flags(1), flags(3), flags(9), flags(27));
    let (e, f, g, h) = (flags(7), flags(11), flags(13), flags(17));
    let (purchases, products) = (counts(1), counts(5));
    same!(
        c"LOYALTY_LADDER",
        GriffinLadder,
        StageColumns {
            purchases: purchases,
            products: products,
            need: a,
            need_now: b,
            ability: c,
            likes: d,
            regular: e,
            buys_all: f,
            resists: g,
            recommends: h
        }
    );
    for (order, c_order) in [(PhaseOrder::Oliver, 1.0), (PhaseOrder::ImpulseFirst, 2.0)] {
        for (rule, c_rule) in [(LadderRule::Cumulative, 1.0), (LadderRule::Highest, 2.0)] {
            same!(c"LOYALTY_PHASE", FourPhases::new().with_order(order).with_rule(rule),
                PhaseColumns { cognitive: a, affective: b, conative: c, action: d },
                order: c_order, rule: c_rule);
            same!(c"TRUST", TrustLevels::new().with_rule(rule),
                TrustColumns { fits: a, prefers: b, sustained: c }, rule: c_rule);
            same!(c"RELATIONSHIP_LEVEL", BondLevels::new().with_rule(rule), BondColumns {
                invites: a, calls_after_sale: b, calls_regularly: c, works_together: d
            }, rule: c_rule);
        }
    }
    same!(
        c"RELATION",
        RelationTree,
        RelationColumns { own_use: a, builds_in: b, inside: c, resells: d }
    );
}

#[test]
fn the_defaults_are_those_of_the_core() {
    let (a, b, c, d) = (flags(1), flags(3), flags(9), flags(27));
    let (x, y) = (scores(1), scores(8));
    same!(
        c"LOYALTY_PHASE",
        FourPhases::new(),
        PhaseColumns { cognitive: a, affective: b, conative: c, action: d }
    );
    same!(c"TRUST", TrustLevels::new(), TrustColumns { fits: a, prefers: b, sustained: c });
    same!(
        c"RELATIONSHIP_LEVEL",
        BondLevels::new(),
        BondColumns { invites: a, calls_after_sale: b, calls_regularly: c, works_together: d }
    );
    same!(
        c"LOYALTY_PREREQUISITES",
        LoyaltyGates::new(),
        GateColumns { satisfaction: x, delight: y }
    );
    same!(
        c"ATTITUDE_BEHAVIOUR",
        AttitudeBehaviour::new(),
        AttitudeBehaviourColumns { attitude: x, behaviour: y }
    );
    same!(c"APOSTLE", ApostleMatrix::new(), AllegianceColumns { satisfaction: x, loyalty: y });
    let purchases = counts(1);
    let days = cycle(&[f64::NAN, 0.0, 7.0, 90.0, 182.0, 365.0, 400.0, 1095.0, 2000.0], 2);
    same!(
        c"LOYALTY_CLASS",
        StandingScheme::new(),
        StandingColumns { purchases: purchases, tenure_days: days, loyal: a }
    );
    same!(
        c"LIFECYCLE",
        LifecycleRules::new(),
        StatusColumns {
            purchases: purchases,
            days_since_last: days,
            need: a,
            targeted: b,
            has_left: c
        }
    );
    let share = cycle(&[f64::NAN, 0.0, 0.01, 0.015, 0.2, 0.3, 1.0], 1);
    same!(c"IMPORTANCE", ImportanceTiers::new(), ImportanceColumns { top_share: share });
    let interval = cycle(&[f64::NAN, 0.0, 7.0, 8.0, 30.0, 182.0, 183.0], 1);
    same!(c"USAGE", UsageTiers::new(), UsageColumns { interval_days: interval });
    let (since, contacts) =
        (cycle(&[f64::NAN, 0.0, 7.0, 30.0], 3), cycle(&[0, 3, 4, 5, u32::MAX], 7));
    same!(
        c"CONTACT",
        ContactPolicy::new(),
        ContactColumns { consent: a, contacts: contacts, days_since_contact: since }
    );
    same!(
        c"WIN_BACK",
        WinBackTrigger::new(),
        WinBackColumns { days_since_last: days, days_to_birthday: since }
    );
    let streak = cycle(&[0, 1, 2, 3, 4, 5, 9, u32::MAX], 1);
    let failed = cycle(&[0, 1, 2, u32::MAX], 8);
    same!(
        c"EARNED_TRUST",
        EarnedTrust::new(),
        EarnedTrustColumns { streak: streak, failures: failed }
    );
}

#[test]
fn ladders_of_scores_and_counts() {
    let (x, y, z) = (scores(1), scores(8), scores(3));
    same!(c"LOYALTY_PREREQUISITES", LoyaltyGates::new().with_gates([50.0, 77.0, 10.0]).unwrap(),
        GateColumns { satisfaction: x, delight: y, trust: z },
        satisfaction_cut: 50.0, delight_cut: 77.0, trust_cut: 10.0);
    let customer = cycle(&[0, 1, 2, 3, 4], 1);
    let satisfied = cycle(&[1, 1, 0, 1, 1, 1, 1], 1);
    let (mut expected, mut streaks) = (vec![0; ROWS], vec![0; ROWS]);
    satisfied_streaks_into(&customer, &satisfied, &mut expected).unwrap();
    let status = unsafe {
        habitue_satisfied_streaks(
            customer.as_ptr(),
            satisfied.as_ptr(),
            ROWS,
            0,
            streaks.as_mut_ptr(),
            null_mut(),
            ROWS,
            null_mut(),
        )
    };
    assert_eq!((status, &streaks), (HABITUE_OK, &expected));
    same!(c"EARNED_TRUST", EarnedTrust::new().with_needed([1, 2, 4]).unwrap(),
        EarnedTrustColumns { streak: streaks }, cognitive: 1.0, affective: 2.0, behavioural: 4.0,
        tolerance: 1.0);
    let (s, c, r) =
        (cycle(&[0, 1, 4, 5], 1), cycle(&[0, 1, 2, 3, 4, 5], 4), cycle(&[0, 2, 4, 5], 24));
    same!(
        c"SECURE_CUSTOMER",
        SecureCustomer,
        SecurityColumns { satisfaction: s, continues: c, recommends: r }
    );
    let w = scores(5);
    same!(
        c"ORIENTATION",
        OrientationScores,
        OrientationColumns { novelty: x, leadership: y, following: z, weighing: w, saving: x }
    );
    same!(
        c"GROWTH",
        BehaviourGrowth,
        GrowthColumns {
            quantity_before: x,
            quantity: y,
            frequency_before: z,
            frequency: w,
            use_before: y,
            uses: x,
            spend_before: w,
            spend: z
        }
    );
    let (purchases, days) = (counts(2), cycle(&[f64::NAN, 0.0, 50.0, 60.0, 100.0, 101.0], 1));
    let rules = LifecycleRules::new().with_lost_after_days(50.0).unwrap();
    same!(c"LIFECYCLE", rules.with_lost_for_good_after_days(100.0).unwrap(),
        StatusColumns { purchases: purchases, days_since_last: days },
        lost_after_days: 50.0, lost_for_good_after_days: 100.0);
}

#[test]
fn matrices() {
    let (x, y) = (scores(1), scores(8));
    let cuts = Cuts::new(50.0, 77.0).unwrap();
    same!(c"ATTITUDE_BEHAVIOUR", AttitudeBehaviour::new().with_cuts(cuts),
        AttitudeBehaviourColumns { attitude: x, behaviour: y },
        attitude_cut: 50.0, behaviour_cut: 77.0);
    same!(c"RECIPROCAL_LOYALTY", ReciprocalLoyalty::new().with_cuts(cuts),
        ReciprocalColumns { customer: x, firm: y }, customer_cut: 50.0, firm_cut: 77.0);
    same!(c"SERVICE", ServiceMatrix::new().with_cuts(cuts),
        ServiceColumns { procedural: x, personal: y }, procedural_cut: 50.0, personal_cut: 77.0);
    same!(c"FUTURE_VALUE", FutureValue::new().with_cuts(cuts),
        FutureValueColumns { current: x, future: y }, current_cut: 50.0, future_cut: 77.0);
    same!(c"VALUE_LOYALTY", ValueLoyalty::new().with_cuts(cuts),
        ValueLoyaltyColumns { value: x, loyalty: y }, value_cut: 50.0, loyalty_cut: 77.0);
    let response = cycle(&[f64::NAN, 0.0, 0.3, 0.5, 1.0], 8);
    same!(c"VALUE_RESPONSE", ValueResponse::new().with_cuts(Cuts::new(50.0, 0.5).unwrap()),
        ValueResponseColumns { value: x, response: response }, value_cut: 50.0, response_cut: 0.5);
    let columns = AllegianceColumns::new(ROWS).satisfaction(&x).loyalty(&y);
    let apostle = ApostleMatrix::new();
    let expected = apostle.propositions(&columns).unwrap();
    let mut told = [[0.0]; 8];
    let names = [
        c"satisfied_loyal",
        c"satisfied",
        c"n_missing",
        c"holds_1",
        c"holds_2",
        c"holds_3",
        c"holds_4",
        c"holds_5",
    ];
    let mut outputs: Vec<_> =
        names.into_iter().zip(&mut told).map(|(name, cell)| (name, &mut cell[..])).collect();
    let given = [named::f64s(c"satisfaction", &x), named::f64s(c"loyalty", &y)];
    let given = named::evidence(ROWS, &given, &[]);
    assert_eq!(named::calculate(52, &given, &mut outputs, null_mut()), HABITUE_OK);
    let counts = [expected.satisfied.loyal, expected.satisfied.of, expected.n_missing];
    let holds = expected.hold().map(|holds| holds.map_or(2.0, f64::from));
    let expected: Vec<f64> = counts.iter().map(|n| *n as f64).chain(holds).collect();
    assert_eq!(told.concat(), expected);
}

fn sentence(error: &habitue_error) -> String {
    text(error.message.as_ptr()).to_string_lossy().into_owned()
}

#[test]
fn a_bad_fact_is_named_and_nothing_is_written() {
    let flags = vec![0_u8, 1, 3];
    let found = classify(5, 3, &[Column::from(&flags).named(c"prefers")], &[]);
    assert_eq!((found.status, found.error.row), (HABITUE_OUT_OF_RANGE, 2));
    assert_eq!((found.codes, found.classes.by_code), (vec![-7; 3], [0; 16]));
    assert_eq!(text(found.error.column.as_ptr()), c"prefers");
}

#[test]
fn what_a_scheme_does_not_read_is_refused_with_what_it_reads() {
    let flags = vec![0_u8, 1, 2];
    let column = Column::from(&flags).named(c"perfers");
    let found = classify(5, 3, &[column], &[]);
    assert_eq!(found.status, HABITUE_NOT_READ);
    assert_eq!(
        sentence(&found.error),
        "perfers: is no column of TRUST; allowed: fits, prefers, sustained"
    );
    let found = classify(5, 3, &[], &[number(c"cut", 1.0)]);
    assert_eq!(sentence(&found.error), "cut: is no setting of TRUST; allowed: rule");
    let found = classify(5, 0, &[], &[number(c"rule", 0.0)]);
    assert_eq!(found.status, HABITUE_BAD_ENUMERATOR);
    let found = classify(21, 0, &[], &[number(c"current_cut", 0.0)]);
    assert_eq!(sentence(&found.error), "future_cut: is not given, but is needed");
    assert_eq!(classify(0, 0, &[], &[]).status, HABITUE_BAD_ENUMERATOR);
}

/// Each scheme as its lists describe it, on cells at the ends of their types: a class or a
/// refusal that names a column or a setting, never a defect.
#[test]
fn every_scheme_answers_or_refuses_whatever_its_lists_say_it_reads() {
    let numbers = [f64::NAN, -0.0, 0.0, 5e-324, 0.5, 1.0, 50.0, 1e308, -1.0, f64::INFINITY];
    let (mut accepted, mut refused) = (0, 0);
    for scheme in entries(LISTS[0]) {
        let columns = entries(LISTS[1] + scheme.code);
        let settings = entries(LISTS[2] + scheme.code);
        assert!(columns.iter().all(|column| column.r#type != 0));
        for trial in 0..40 {
            let wild = if trial % 4 == 0 { 10 } else { 8 };
            let real = |i: usize| cycle(&numbers[..wild], i + 1 + trial);
            let reals: Vec<_> = (0..columns.len()).map(real).collect();
            let whole = |i: usize| cycle(&[0, 1, u32::MAX, 2, 7], i + 1 + trial);
            let wholes: Vec<_> = (0..columns.len()).map(whole).collect();
            let flag = |i: usize| cycle(&[0_u8, 1, 2, 3, 255][..wild / 3], i + 1 + trial);
            let flags: Vec<_> = (0..columns.len()).map(flag).collect();
            let given: Vec<_> = columns
                .iter()
                .enumerate()
                .filter(|(i, _)| (trial >> (i % 5)) & 1 == 0)
                .map(|(i, column)| {
                    let cells = match column.r#type {
                        HABITUE_TYPE_U8 => Column::Flags(&flags[i]),
                        HABITUE_TYPE_U32 => Column::Counts(&wholes[i]),
                        _ => Column::Numbers(&reals[i]),
                    };
                    cells.named(text(column.symbol))
                })
                .collect();
            let required = settings.iter().filter(|s| s.flags & HABITUE_ENTRY_REQUIRED != 0);
            let chosen: Vec<_> = required
                .chain(settings.iter().filter(|s| s.count == 1 && trial % 7 == 6))
                .map(|s| number(text(s.symbol), numbers[trial % numbers.len()]))
                .collect();
            let found = classify(scheme.code, ROWS, &given, &chosen);
            match found.status {
                HABITUE_OK => {
                    accepted += 1;
                    let last = entries(1000 + scheme.code).len() as i32;
                    assert!(found.codes.iter().all(|code| (0..last).contains(code)));
                    let all = found.classes.by_code.iter().sum::<u64>();
                    assert_eq!(all, ROWS as u64);
                }
                HABITUE_INTERNAL => panic!("{}", sentence(&found.error)),
                _ => {
                    refused += 1;
                    assert_ne!(found.error.column[0], 0, "{}", sentence(&found.error));
                    assert!(found.codes.iter().all(|code| *code == -7), "written");
                }
            }
        }
    }
    assert!(accepted > 300 && refused > 50, "{accepted} accepted, {refused} refused");
}

/// Each formula as its lists describe it, on cells at the ends of their types: outputs or a
/// refusal, never a defect; and names that are not read are refused.
#[test]
fn every_formula_answers_or_refuses_whatever_its_lists_say_it_reads() {
    let numbers = [0.5, 1.0, 0.9, 0.0, 3.0, 20.0, f64::NAN, -1.0, 5e-324, 1e308, f64::INFINITY];
    let formulas = entries(5);
    assert_eq!(formulas.len(), 85);
    let (mut accepted, mut refused) = (0, 0);
    for formula in formulas {
        let code = formula.code;
        let (columns, outputs) = (entries(6000 + code), entries(8000 + code));
        let settings = entries(7000 + code);
        for trial in 0..40 {
            let few = if trial % 4 == 0 { numbers.len() } else { 6 };
            let whole = [1_u32, 0, 2, 12, 28, u32::MAX];
            let cells: Vec<_> = (0..columns.len())
                .map(|i| {
                    let stride = i + 1 + trial;
                    (
                        cycle(&numbers[..few], stride),
                        cycle(&whole[..few.min(6) - 1], stride),
                        cycle(&[0_u8, 1, 2, 7][..few / 3], stride),
                        cycle(&[100_u64, 7, 0, 2, u64::MAX][..few.min(8) / 2], stride),
                    )
                })
                .collect();
            let given: Vec<_> = columns
                .iter()
                .zip(&cells)
                .map(|(column, (reals, wholes, flags, counts))| {
                    let mut made = match column.r#type {
                        HABITUE_TYPE_U8 => named::u8s(text(column.symbol), flags),
                        HABITUE_TYPE_U32 => named::u32s(text(column.symbol), wholes),
                        HABITUE_TYPE_F64 => named::f64s(text(column.symbol), reals),
                        _ => named::f64s(text(column.symbol), &[]),
                    };
                    match column.r#type {
                        HABITUE_TYPE_I64 | HABITUE_TYPE_U64 => made.cells = counts.as_ptr().cast(),
                        HABITUE_TYPE_I32 => made.cells = wholes.as_ptr().cast(),
                        _ => {}
                    }
                    made.r#type = column.r#type;
                    made
                })
                .collect();
            let lists: Vec<Vec<f64>> = settings
                .iter()
                .enumerate()
                .map(|(i, s)| {
                    let count = if s.count == 0 { 3 } else { s.count };
                    (0..count).map(|j| numbers[(i + j + trial) % few]).collect()
                })
                .collect();
            let chosen: Vec<_> = settings
                .iter()
                .zip(&lists)
                .filter(|(s, _)| s.flags & HABITUE_ENTRY_REQUIRED != 0 || trial % 3 == 0)
                .map(|(s, list)| named::numbers(text(s.symbol), list))
                .collect();
            let mut out = vec![vec![-7.25; ROWS]; outputs.len()];
            let mut wanted: Vec<_> = outputs
                .iter()
                .zip(&mut out)
                .map(|(output, cells)| {
                    let all = output.flags & HABITUE_ENTRY_OF_ALL != 0;
                    (text(output.symbol), &mut cells[..if all { 1 } else { ROWS }])
                })
                .collect();
            let mut error = nothing();
            let given = named::evidence(ROWS, &given, &chosen);
            match named::calculate(code, &given, &mut wanted, &raw mut error) {
                HABITUE_OK => accepted += 1,
                HABITUE_INTERNAL => panic!("{code}: {}", sentence(&error)),
                _ => {
                    refused += 1;
                    assert!(out.concat().iter().all(|cell| *cell == -7.25), "{code} wrote");
                }
            }
        }
        let misspelt = [named::f64s(c"mispelt", &[0.0])];
        let given = named::evidence(1, &misspelt, &[]);
        assert_eq!(named::calculate(code, &given, &mut [], null_mut()), HABITUE_NOT_READ);
        let mut cell = [0.0];
        let given = named::evidence(0, &[], &[]);
        let mut wanted = [(c"mispelt", &mut cell[..])];
        assert_eq!(named::calculate(code, &given, &mut wanted, null_mut()), HABITUE_NOT_READ);
    }
    assert!(accepted > 200 && refused > 200, "{accepted} accepted, {refused} refused");
}

/// What is kept of customers, as Rust hands it out.
#[test]
fn records_are_handed_out_as_in_rust() {
    use habitue::customer::{CustomerRecord, Key, RecordField, records_csv};
    use habitue::time::Day;

    let text = |name: &'static std::ffi::CStr, cells: [&str; 2]| {
        let mut offsets = vec![0_i64];
        cells.iter().for_each(|cell| offsets.push(offsets[offsets.len() - 1] + cell.len() as i64));
        (name, cells.concat().into_bytes(), offsets)
    };
    let held = [
        text(c"customer", ["G-17", "a,\"b\""]),
        text(c"name", ["Mr Yu", ""]),
        text(c"habit", ["a sandwich, a coffee", "line\nbreak"]),
    ];
    let days = [19_516.0, 19_520.0];
    let ends = [f64::NAN, 20_000.0];
    let consents = [1.0, 0.0];
    let mut columns: Vec<habitue_column> = held
        .iter()
        .map(|(name, bytes, offsets)| habitue_column {
            name: name.as_ptr(),
            cells: bytes.as_ptr().cast(),
            offsets: offsets.as_ptr(),
            bytes: bytes.len(),
            r#type: HABITUE_TYPE_TEXT,
            reserved: 0,
        })
        .collect();
    let number = |name: &'static std::ffi::CStr, cells: &[f64; 2]| habitue_column {
        name: name.as_ptr(),
        cells: cells.as_ptr().cast(),
        offsets: std::ptr::null(),
        bytes: 0,
        r#type: HABITUE_TYPE_F64,
        reserved: 0,
    };
    columns.push(number(c"contract_end", &ends));
    columns.push(number(c"consent", &consents));
    for name in [c"name_confirmed", c"habit_confirmed", c"contract_end_confirmed"] {
        columns.push(number(name, &days));
    }
    columns.push(number(c"consent_confirmed", &days));
    let export = |columns: &[habitue_column]| {
        let given = habitue_evidence {
            rows: 2,
            columns: columns.as_ptr(),
            column_count: columns.len(),
            ..habitue_evidence::default()
        };
        let (mut room, mut needed) = (vec![0_u8; 4096], 0);
        let place = room.as_mut_ptr().cast();
        let mut error = crate::capi_summary::blank_error();
        // SAFETY: every pointer is that of a live local.
        let status =
            unsafe { habitue_records_export(&given, place, room.len(), &mut needed, &mut error) };
        room.truncate(needed);
        (status, String::from_utf8(room).unwrap(), error.row)
    };
    let day = |number| Day::from_number(number).unwrap();
    let mut first = CustomerRecord::new(Key::from("G-17"));
    first.set(RecordField::Name, "Mr Yu", day(19_516)).unwrap();
    first.set(RecordField::Habit, "a sandwich, a coffee", day(19_516)).unwrap();
    first.set(RecordField::Consent, true, day(19_516)).unwrap();
    let mut second = CustomerRecord::new(Key::from("a,\"b\""));
    second.set(RecordField::Habit, "line\nbreak", day(19_520)).unwrap();
    second.set(RecordField::Consent, false, day(19_520)).unwrap();
    second.set(RecordField::ContractEnd, day(20_000), day(19_520)).unwrap();
    let (status, csv, _) = export(&columns);
    assert_eq!((status, csv), (HABITUE_OK, records_csv([&first, &second])));
    let without: Vec<_> = columns[..columns.len() - 1].to_vec();
    assert_eq!(export(&without).0, HABITUE_MISSING_COLUMN);
    let unknown = [19_516.0, f64::NAN];
    *columns.last_mut().unwrap() = number(c"consent_confirmed", &unknown);
    let (status, _, row) = export(&columns);
    assert_eq!((status, row), (HABITUE_MISSING_VALUE, 1));
    let perhaps = [1.0, 0.5];
    let place = columns.len() - 5;
    columns[place] = number(c"consent", &perhaps);
    let (status, _, row) = export(&columns);
    assert_eq!((status, row), (HABITUE_OUT_OF_RANGE, 1));
}
