//! A reduced form of the study of the thresholds (tests/oracle/verdict): a few bases of each kind
//! that took no part in setting them.

use habitue::study::Grade;

use crate::bases::{Kind, Part, base};
use crate::judge::judge;

/// The first seeds of the committed table, and how many of them are judged here.
const SEEDS: std::ops::Range<u64> = 10_001..10_006;

#[test]
fn no_failure_is_called_sound_and_no_sound_base_not_to_be_used() {
    for kind in Kind::ALL {
        let mut red = 0;
        for seed in SEEDS {
            let base = base(kind, seed, Part::Judging);
            let judged = judge(&base);
            assert_eq!(judged.degenerate, None, "{} {seed}", kind.name());
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
