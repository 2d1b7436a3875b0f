//! A reduced form of the study of the thresholds (tests/oracle/verdict): a few bases of each kind
//! that took no part in setting them.

use std::collections::BTreeMap;

use habitue::study::Grade;

use crate::bases::{Kind, Part, base};
use crate::judge::{judge, word};

/// The first seeds of the committed table, and how many of them are judged here.
const SEEDS: std::ops::Range<u64> = 10_001..10_006;

/// The committed table: kind and seed, then the overall grade, those of the six checks, and the
/// degenerate number that was released, if any.
fn table() -> BTreeMap<(String, u64), (String, Vec<String>, String)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/verdict/judged.csv");
    let text = std::fs::read_to_string(path).unwrap();
    // No field has a comma in it, so that none is quoted.
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<&str>>());
    let heads = lines.next().unwrap();
    let place = |name: &str| heads.iter().position(|head| *head == name).unwrap();
    let (overall, degenerate) = (place("overall"), place("degenerate"));
    let row = |row: Vec<&str>| {
        let key = (row[place("kind")].to_owned(), row[place("seed")].parse().unwrap());
        let grades = row[overall + 1..=overall + 6].iter().map(|word| (*word).to_owned());
        (key, (row[overall].to_owned(), grades.collect(), row[degenerate].to_owned()))
    };
    lines.map(row).collect()
}

#[test]
fn of_two_hundred_bases_of_each_kind_no_failure_is_sound_and_few_sound_ones_red() {
    let table = table();
    for kind in Kind::ALL {
        let rows = table.iter().filter(|((name, _), _)| name == kind.name());
        let rows: Vec<_> = rows.map(|(_, judged)| judged).collect();
        assert_eq!(rows.len(), 200, "{}", kind.name());
        let count = |grade: &str| rows.iter().filter(|row| row.0 == grade).count();
        if kind == Kind::Sound {
            assert!(count("red") <= 10 && count("sound") > 0);
        } else {
            assert_eq!(count("sound"), 0, "{}", kind.name());
        }
        assert!(rows.iter().all(|row| row.2.is_empty()), "{}", kind.name());
    }
}

#[test]
fn the_first_of_them_are_judged_as_the_table_says() {
    let table = table();
    for kind in Kind::ALL {
        let mut red = 0;
        for seed in SEEDS {
            let base = base(kind, seed, Part::Judging);
            let judged = judge(&base);
            assert_eq!(judged.degenerate, None, "{} {seed}", kind.name());
            let (overall, grades, _) = &table[&(kind.name().to_owned(), seed)];
            assert_eq!(word(judged.overall), overall, "{} {seed}", kind.name());
            assert_eq!(
                judged.grades.iter().map(|grade| word(*grade)).collect::<Vec<_>>(),
                *grades,
                "{} {seed}",
                kind.name()
            );
            if kind == Kind::Sound {
                red += usize::from(judged.overall == Grade::NotToBeUsed);
            } else {
                assert_ne!(judged.overall, Grade::Sound, "{} {seed}", kind.name());
            }
        }
        // One of five by chance, where one in twenty are.
        assert!(red <= 1, "{red} of 5 sound bases are not to be used");
    }
}

#[test]
fn a_season_is_found_with_its_height_and_its_month() {
    let mut found = 0;
    for seed in SEEDS.chain(10_006..10_031) {
        let base = base(Kind::Season, seed, Part::Judging);
        let parameter =
            |name: &str| base.parameters.iter().find(|(other, _)| *other == name).unwrap().1;
        // Two years or more and a thousand customers: enough to measure a wave.
        if base.weeks < 104.0 || base.customers < 1_000 {
            continue;
        }
        let season = judge(&base).study.verdict.checks.totals.season.unwrap();
        let truth = parameter("amplitude");
        assert!((season.amplitude - truth).abs() < 0.25 * truth, "{season:?} {truth}");
        let day = parameter("first") + 365.25 * parameter("peak");
        let month = (day / 365.25).fract() * 12.0 + 1.0;
        let off = (f64::from(season.peak) + 0.5 - month).rem_euclid(12.0);
        assert!(off.min(12.0 - off) <= 1.5, "{season:?} peak in month {month}");
        found += 1;
    }
    assert!(found >= 3, "{found}");
}
