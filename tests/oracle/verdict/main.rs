//! The study of the verdict's thresholds: simulated bases of nine kinds, and what was said of them.
//!
//! `cargo run --release --example verdict_study -- judging 10001 200 > tests/oracle/verdict/judged.csv`
//! writes a row a base: 200 of each kind from seed 10001 on, of the ranges that took no part in
//! setting the thresholds. `setting 1 40` are the bases on which they were set. A fourth argument
//! names kinds by their first letters, for several runs side by side: `judging 10001 200 gap,q`.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod bases;
mod judge;

use bases::{Kind, Part};
use habitue::study::{CheckKind, FigureGroup};
use judge::{judge, word};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let part = match arguments.get(1).map(String::as_str) {
        Some("setting") => Part::Setting,
        _ => Part::Judging,
    };
    let number = |place: usize, otherwise: u64| {
        arguments.get(place).map_or(otherwise, |text| text.parse().unwrap())
    };
    let named = |kind: &Kind| {
        arguments
            .get(4)
            .is_none_or(|names| names.split(',').any(|name| kind.name().starts_with(name)))
    };
    let (first, count) = (number(2, 10_001), number(3, 200));
    println!(
        "kind,seed,law,customers,weeks,came_back,overall,totals,ranking,leaving,gaps,rows,spend,\
         model,headline,bias,gini,lead,active_low,active_high,gap,r,q,withheld,degenerate,\
         parameters"
    );
    for kind in Kind::ALL.into_iter().filter(named) {
        for seed in first..first + count {
            let base = bases::base(kind, seed, part);
            let judged = judge(&base);
            let (study, verdict) = (&judged.study, &judged.study.verdict);
            let checks = &verdict.checks;
            let shown = |value: Option<f64>| value.map_or(String::new(), |v| format!("{v:.3}"));
            let grades: Vec<&str> = judged.grades.iter().map(|grade| word(*grade)).collect();
            let withheld = FigureGroup::ALL.iter().filter(|group| verdict.allows(**group).is_err());
            let withheld: Vec<String> = withheld.map(|group| format!("{group:?}")).collect();
            let parameters: Vec<String> =
                base.parameters.iter().map(|(name, value)| format!("{name}={value:.4}")).collect();
            println!(
                "{},{},{},{},{:.1},{},{},{},{},{:?},{},{},{},{},{},{},{},{},{},{},{}",
                base.kind.name(),
                base.seed,
                base.law,
                base.customers,
                base.weeks,
                study.base.came_back(),
                word(judged.overall),
                grades.join(","),
                study.chosen().map_or("none", |model| model.name),
                verdict.headline,
                shown(checks.gauge(CheckKind::Totals).map(|gauge| gauge.value)),
                shown(checks.ranking.gini.map(|gini| gini.0)),
                shown(checks.ranking.lead.map(|lead| lead.0)),
                shown(checks.leaving.active_of_repeat.map(|range| range.0)),
                shown(checks.leaving.active_of_repeat.map(|range| range.1)),
                shown(checks.gaps.gauge.map(|gauge| gauge.value)),
                shown(checks.spend.pearson.map(|found| found.coefficient)),
                shown(checks.spend.q.map(|q| q.0)),
                withheld.join(" "),
                judged.degenerate.unwrap_or(""),
                parameters.join(" "),
            );
        }
    }
}
