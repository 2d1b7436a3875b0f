//! Everything that merges: any partition, any order, any tree of parts gives the same bits.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use habitue::Progress;
use habitue::classify::{ClassCounts, Scheme};
use habitue::customer::Keys;
use habitue::intake::{Layout, Source};
use habitue::ledger::{Ledger, Refunds, Rules, Transaction, TransactionFormat};
use habitue::lifetime::{Holdout, HoldoutCells};
use habitue::loyalty::{GriffinLadder, Stage, StageFacts};
use habitue::money::{Currency, Money, Rounding};
use habitue::retention::{Activity, CohortTable, RepeatCounts, Transitions};
use habitue::satisfaction::{
    Counts, EffortCounts, FuzzyKano, KanoCounts, KanoTable, MeanCounts, PenaltyRewardCounts,
    PromoterBreaks, PromoterCounts, ServiceQualityCounts, ShareCounts,
};
use habitue::summary::{Convention, Summary};
use habitue::survey::{
    Answers, CrossProducts, MissingPolicy, Moments, Question, Questionnaire, Scale,
};
use habitue::time::{Day, Unit, Window};
use habitue::value::{Pyramid, ValueRuns};
use proptest::prelude::*;

use crate::source;

/// What a customer did and said.
#[derive(Debug, Clone)]
struct Row {
    customer: i64,
    day: i32,
    minor: i64,
    answers: [f64; 4],
    weight: f64,
    forecast: f64,
}

/// Each type that merges, with what its parts must come to.
const MERGEABLE: &[Mergeable] = &[
    ("ClassCounts", |case| {
        let of = |rows: &[Row]| {
            let mut counts = ClassCounts::<Stage>::new();
            for row in rows {
                let mut facts = StageFacts::default();
                facts.purchases = Some((row.customer - 1) as u32);
                counts.add(&GriffinLadder.classify(&facts).unwrap());
            }
            counts
        };
        case.holds(of, |a, b| a.merge(b), |counts| format!("{counts:?}"))
    }),
    ("Transitions", |case| {
        let of = |rows: &[Row]| {
            let code =
                |row: &Row, by: i64| (row.customer * by % (1 + Stage::ALL.len() as i64)) as i32;
            let (before, after): (Vec<i32>, Vec<i32>) =
                rows.iter().map(|row| (code(row, 1), code(row, 3))).unzip();
            Transitions::<Stage>::between(&before, &after).unwrap()
        };
        case.holds(of, |a, b| a.merge(b), |found| format!("{found:?}"))
    }),
    ("RepeatCounts", |case| {
        let of = |rows: &[Row]| {
            RepeatCounts::of(&rows.iter().map(|row| row.customer as u32).collect::<Vec<_>>())
        };
        case.holds(of, |a, b| a.merge(b), |found| format!("{found:?}"))
    }),
    ("CohortTable", |case| {
        // Of each customer in one part.
        let of = |rows: &[Row]| {
            let (keys, days): (Vec<i64>, Vec<i32>) =
                rows.iter().map(|row| (row.customer, row.day)).unzip();
            let (from, until) = (day(0), day(400));
            let keys = Keys::Integer(&keys);
            CohortTable::of_purchases(keys, &days, Unit::Month, from, until, Activity::InPeriod)
                .unwrap()
        };
        case.by_customer().holds(of, |a, b| a.merge(b).unwrap(), |found| format!("{found:?}"))
    }),
    ("Summary", |case| {
        case.holds(
            summary,
            |a, b| a.merge(b).unwrap(),
            |found| format!("{:?} {:?}", found.to_bytes().unwrap(), table(found)),
        )
    }),
    ("Cells", |case| {
        let of = |rows: &[Row]| table(&summary(rows)).cells();
        case.by_customer().holds(of, |a, b| *a = a.merge(b), |found| format!("{found:?}"))
    }),
    ("FileAudit", |case| {
        let of = |rows: &[Row]| {
            let lines = rows.iter().map(|row| {
                let amount =
                    if row.customer == 3 { "lots".to_owned() } else { row.minor.to_string() };
                format!("{},2024-01-{:02},{amount}.25\n", row.customer, 1 + row.day % 28)
            });
            let text = format!("who,when,paid\n0,2024-01-01,1.00\n{}", lines.collect::<String>());
            let source = Source::from_bytes(text.into_bytes()).unwrap();
            let layout = Layout::find(&source).unwrap();
            let format = TransactionFormat::new("who", "when", "paid").rejecting(0);
            let silent = &mut Progress::silent();
            Ledger::read(&source, &layout, &format, &rules(), silent).unwrap().1
        };
        // Examples of what was rejected are those of the first parts.
        let told = |found: &habitue::ledger::FileAudit| {
            format!("{:?} {} {}", found.entries(), found.rows(), found.blank_lines())
        };
        // The first line of each part's file is of nobody in particular: so many parts.
        case.with_nobody_in_no_part().holds(of, |a, b| a.merge(b), told)
    }),
    ("ValueRuns", |case| {
        let of = |rows: &[Row]| {
            ValueRuns::of(&rows.iter().map(|row| row.forecast * row.weight).collect::<Vec<_>>())
                .unwrap()
        };
        let told =
            |runs: &ValueRuns<f64>| format!("{:?}", Pyramid::vip().cuts_of_runs(runs).unwrap());
        case.holds(of, |a, b| *a = a.clone().merge(b).unwrap(), told)
    }),
    ("HoldoutCells", |case| {
        let of = |rows: &[Row]| {
            let column = |of: fn(&Row) -> f64| rows.iter().map(of).collect::<Vec<f64>>();
            let (actual, expected) = (column(|row| row.minor as f64), column(|row| row.forecast));
            match Holdout::new(&actual, &expected) {
                Ok(holdout) => holdout.with_weights(&column(|row| row.weight)).unwrap().cells(),
                Err(_) => HoldoutCells::default(),
            }
        };
        let told = |cells: &HoldoutCells| format!("{:?} {:?}", cells.to_bytes(), cells.errors());
        case.holds(of, |a, b| *a = a.merge(b).unwrap(), told)
    }),
    ("CrossProducts", |case| {
        for policy in [
            MissingPolicy::Listwise,
            MissingPolicy::AvailableCase,
            MissingPolicy::ItemMean,
            MissingPolicy::PersonMean { minimum_share: 0.5 },
        ] {
            case.holds(
                |rows| CrossProducts::of(&answers(rows), policy).unwrap(),
                |a, b| *a = a.clone().merge(b).unwrap(),
                |found| format!("{:?} {:?}", found.to_bytes(), Moments::from_cross_products(found)),
            )?;
        }
        Ok(())
    }),
    ("ShareCounts", |case| {
        case.counts(|rows| Counts::Share(ShareCounts::top(&answers(rows), 0, 2).unwrap()))
    }),
    ("PromoterCounts", |case| {
        case.counts(|rows| {
            let breaks = PromoterBreaks::new(2.0, 4.0).unwrap();
            Counts::Promoter(PromoterCounts::count(&answers(rows), 1, breaks).unwrap())
        })
    }),
    ("EffortCounts", |case| {
        case.counts(|rows| Counts::Effort(EffortCounts::count(&answers(rows), 2, 3.0).unwrap()))
    }),
    ("MeanCounts", |case| {
        case.counts(|rows| {
            let figures: Vec<f64> = rows.iter().map(|row| row.forecast / 3.0 - 0.1).collect();
            Counts::Mean(MeanCounts::count(&figures, Some(&weights(rows))).unwrap())
        })
    }),
    ("ServiceQualityCounts", |case| {
        case.counts(|rows| {
            let pairs = [vec![(0, 1), (2, 3)], vec![(1, 3)]];
            Counts::ServiceQuality(ServiceQualityCounts::count(&answers(rows), &pairs).unwrap())
        })
    }),
    ("KanoCounts", |case| {
        case.counts(|rows| {
            let (there, absent) = (column(rows, 0), column(rows, 1));
            let weights = weights(rows);
            let table = &KanoTable::USUAL;
            Counts::Kano(KanoCounts::count(&there, &absent, Some(&weights), table).unwrap())
        })
    }),
    ("FuzzyKano", |case| {
        case.counts(|rows| {
            let spread = |place: usize| -> Vec<[f64; 5]> {
                let of = |row: &Row| {
                    let mut of = [0.1, 0.3, 0.0, 0.2, 0.4];
                    of.rotate_left(row.customer as usize % 5);
                    of[place] += row.forecast;
                    of
                };
                rows.iter().map(of).collect()
            };
            let (weights, table) = (weights(rows), &KanoTable::USUAL);
            let (there, absent) = (spread(0), spread(1));
            let found = FuzzyKano::count(&there, &absent, Some(&weights), table, 0.4).unwrap();
            Counts::FuzzyKano(found)
        })
    }),
    ("PenaltyRewardCounts", |case| {
        case.counts(|rows| {
            let columns = [column(rows, 0), column(rows, 1), column(rows, 2)];
            let (weights, outcome) = (weights(rows), column(rows, 3));
            let attributes: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            let found = PenaltyRewardCounts::count(&attributes, &outcome, Some(&weights), 2.0, 4.0)
                .unwrap();
            Counts::PenaltyReward(found)
        })
    }),
    // Each of its kinds, above.
    ("Counts", |case| {
        case.counts(|rows| Counts::Share(ShareCounts::top(&answers(rows), 3, 1).unwrap()))
    }),
];

type Held = Result<(), TestCaseError>;
type Mergeable = (&'static str, fn(&Case) -> Held);

/// Rows, which part each belongs to, and which parts are merged with which.
struct Case {
    rows: Vec<Row>,
    order: Vec<usize>,
    parts: Vec<usize>,
    picks: Vec<usize>,
    nobody: bool,
}

impl Case {
    /// The merged parts tell what the whole does.
    fn holds<T>(
        &self,
        of: impl Fn(&[Row]) -> T,
        merge: impl Fn(&mut T, &T),
        told: impl Fn(&T) -> String,
    ) -> Held {
        let shuffled = || self.order.iter().map(|row| (&self.rows[*row], self.parts[*row]));
        let part = |wanted: usize| -> Vec<Row> {
            shuffled().filter(|(_, part)| *part == wanted).map(|(row, _)| row.clone()).collect()
        };
        let mut parts: Vec<Vec<Row>> = (0..PARTS).map(part).collect();
        parts.retain(|rows| self.nobody || !rows.is_empty());
        let (mut whole, alone) = (of(&self.rows), parts.len() == 1);
        let mut parts: Vec<T> = parts.iter().map(|rows| of(rows)).collect();
        // What stands in each part besides its rows.
        if !self.nobody {
            (1..parts.len()).for_each(|_| merge(&mut whole, &of(&[])));
        }
        let mut picks = self.picks.iter().cycle();
        while parts.len() > 1 {
            let mut pick = |count: usize| picks.next().map_or(0, |pick| pick % count);
            let one = parts.swap_remove(pick(parts.len()));
            let at = pick(parts.len());
            merge(&mut parts[at], &one);
        }
        prop_assert!(alone || parts.len() == 1);
        prop_assert_eq!(told(&parts[0]), told(&whole));
        Ok(())
    }

    fn counts(&self, of: impl Fn(&[Row]) -> Counts) -> Held {
        self.holds(
            of,
            |a, b| *a = a.merge(&Counts::from_bytes(&b.to_bytes()).unwrap()).unwrap(),
            |counts| format!("{:?} {counts:?}", counts.to_bytes()),
        )
    }

    /// All rows of a customer in one part.
    fn by_customer(&self) -> Self {
        let parts = self.rows.iter().map(|row| row.customer as usize % PARTS).collect();
        let (rows, order, picks) = (self.rows.clone(), self.order.clone(), self.picks.clone());
        Self { rows, order, parts, picks, nobody: self.nobody }
    }

    /// No part is without rows.
    fn with_nobody_in_no_part(&self) -> Self {
        let (rows, order, picks) = (self.rows.clone(), self.order.clone(), self.picks.clone());
        Self { rows, order, parts: self.parts.clone(), picks, nobody: false }
    }
}

const PARTS: usize = 5;

fn day(number: i32) -> Day {
    Day::from_number(number).unwrap()
}

fn rules() -> Rules {
    Rules::money(Currency::EUR).with_refunds(Refunds::Net).with_rounding(Rounding::HalfEven)
}

fn summary(rows: &[Row]) -> Summary {
    let mut summary = Summary::new(rules());
    for row in rows {
        let paid = Money::from_minor(row.minor - 3, Currency::EUR);
        summary.update(&Transaction::new(row.customer, day(row.day), paid)).unwrap();
    }
    summary
}

fn table(summary: &Summary) -> habitue::summary::Table {
    let window = Window::until(day(300)).with_holdout_until(day(400)).unwrap();
    summary.table(&window, &Convention::btyd(Unit::Week)).unwrap()
}

fn column(rows: &[Row], question: usize) -> Vec<f64> {
    rows.iter().map(|row| row.answers[question]).collect()
}

fn weights(rows: &[Row]) -> Vec<f64> {
    rows.iter().map(|row| row.weight).collect()
}

fn answers(rows: &[Row]) -> Answers {
    let five = Scale::points(1, 5).unwrap();
    let questions = (0..4).map(|i| {
        let scale = if i == 2 { five.clone().reversed() } else { five.clone() };
        Question::new(format!("q{i}"), scale)
    });
    let columns = (0..4).map(|question| column(rows, question)).collect();
    let answers = Answers::new(Questionnaire::new(questions.collect()).unwrap(), columns).unwrap();
    answers.with_weights(weights(rows)).unwrap()
}

fn row() -> impl Strategy<Value = Row> {
    let answer = prop_oneof![8 => (1..6_i32).prop_map(f64::from), 1 => Just(f64::NAN)];
    // Whole, of few digits, and of all; far from each other.
    let weight = prop_oneof![
        (0..4_i32).prop_map(f64::from),
        prop::sample::select(vec![0.1, 0.7, 1.0 / 3.0]),
        0.01..9.0_f64,
        1e-6..1e6_f64,
    ];
    let forecast = prop_oneof![0.0..20.0_f64, prop::sample::select(vec![0.0, 0.1, 2.5])];
    let answers = [answer.clone(), answer.clone(), answer.clone(), answer];
    (1..9_i64, 0..401_i32, 0..900_i64, answers, weight, forecast).prop_map(
        |(customer, day, minor, answers, weight, forecast)| Row {
            customer,
            day,
            minor,
            answers,
            weight,
            forecast,
        },
    )
}

fn case() -> impl Strategy<Value = Case> {
    prop::collection::vec(row(), 1..70).prop_flat_map(|mut rows| {
        // Weights that are all 0 are refused.
        rows[0].weight = rows[0].weight.max(0.5);
        let order = Just((0..rows.len()).collect::<Vec<_>>()).prop_shuffle();
        let parts = prop::collection::vec(0..PARTS, rows.len());
        (Just(rows), order, parts, prop::collection::vec(any::<usize>(), 8)).prop_map(
            |(rows, order, mut parts, picks)| {
                for row in 0..rows.len() {
                    if rows[row].weight == 0.0 {
                        parts[row] = parts[0];
                    }
                }
                Case { rows, order, parts, picks, nobody: true }
            },
        )
    })
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} in {:?} by {:?}", self.rows, self.parts, self.picks)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_partition_order_and_tree_give_the_same_bits(case in case()) {
        for (name, holds) in MERGEABLE {
            holds(&case).map_err(|found| TestCaseError::fail(format!("{name}: {found}")))?;
        }
    }
}

/// Whoever has a public `merge` is held to it above.
#[test]
fn everything_that_merges_is_here() {
    let mut found = BTreeSet::new();
    for file in source::files() {
        if file.path.starts_with("capi") {
            continue;
        }
        for item in &file.syntax.items {
            let syn::Item::Impl(block) = item else { continue };
            let syn::Type::Path(of) = &*block.self_ty else { continue };
            let merges = block.items.iter().any(|item| match item {
                syn::ImplItem::Fn(function) => {
                    let public = matches!(function.vis, syn::Visibility::Public(_));
                    public && function.sig.ident == "merge"
                }
                _ => false,
            });
            if let (true, Some(last)) = (merges, of.path.segments.last()) {
                found.insert(last.ident.to_string());
            }
        }
    }
    let known: BTreeSet<String> = MERGEABLE.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, known);
}
