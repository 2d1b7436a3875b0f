//! The figures of CDNOW beside those of an oracle that shares no code with them
//! (`tests/oracle/study_figures.py`), and what they must be whatever the base.

use std::collections::BTreeMap;

use habitue::lifetime::UncertaintyMethod;
use habitue::study::{CohortMonthCell, ListKind, ParameterSource, StateFigures, ValueBasis};
use habitue::time::Day;
use habitue::value::ValueClass;

use super::cdnow;

/// What the oracle found, by name.
fn oracle() -> BTreeMap<&'static str, f64> {
    let text = include_str!("../data/study_cdnow.csv");
    let rows = text.lines().skip(1).map(|line| line.split_once(',').unwrap());
    rows.map(|(name, value)| (name, value.parse().unwrap())).collect()
}

/// Two optimisers end within 1e-7 of each other, relatively; counts are exact.
#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 2e-7 * expected.abs().max(1e-3), "{found} {expected}");
}

fn test() -> &'static StateFigures {
    cdnow::study().figures.test.as_ref().unwrap()
}

#[test]
fn tiers_are_those_of_the_oracle() {
    let (tiers, oracle) = (test().tiers.as_ref().unwrap(), oracle());
    for row in &tiers.rows {
        let of = |name: &str| oracle[format!("tier_{}_{name}", row.number).as_str()];
        let tested = row.test.unwrap();
        assert_eq!(row.customers as f64, of("customers"));
        assert_eq!(tested.bought as f64, of("bought"));
        near(row.so_far, of("so_far"));
        near(row.expected, of("value"));
        near(tested.expected, of("expected"));
        near(tested.came, of("came"));
        assert!(tested.came_interval.contains(tested.came));
    }
    near(tiers.expected, oracle["value"]);
    near(tiers.came.unwrap(), oracle["came"]);
    // As the mock page of the project prints them: +32, −20, −16 and −28 %.
    let error = |row: usize| (100.0 * tiers.rows[row].test.unwrap().error.unwrap()).round();
    assert_eq!([error(0), error(1), error(2), error(3)], [32.0, -20.0, -16.0, -28.0]);
    let forecast: f64 = tiers.rows.iter().map(|row| row.test.unwrap().expected).sum();
    let bias = forecast / tiers.came.unwrap() - 1.0;
    assert_eq!(((1000.0 * bias).round(), forecast.round()), (-156.0, 59_932.0));
}

#[test]
fn the_whale_curve_is_that_of_the_oracle() {
    let (whale, oracle) = (test().whale.as_ref().unwrap(), oracle());
    for part in [10, 20, 50] {
        for (name, curve) in [("value", &whale.came), ("so_far", &whale.came_by_so_far)] {
            // The oracle's customers are whole: ⌊n part / 100⌋ of them, as at the points.
            let point = curve[part / 2];
            near(point.1, oracle[format!("whale_{name}_{part}").as_str()]);
        }
    }
    let ranking = &cdnow::study().verdict.checks.ranking;
    let caught = |part: f64| ranking.caught.iter().find(|caught| caught.part == part).unwrap();
    let percent = |share: f64| (1000.0 * share).round() / 10.0;
    assert_eq!((percent(caught(0.2).model), percent(caught(0.2).so_far)), (66.6, 66.3));
    assert_eq!((percent(caught(0.05).model), percent(caught(0.05).so_far)), (37.3, 32.3));
    assert_eq!((percent(whale.top_fifth.unwrap()), whale.expected.len()), (71.3, 51));
}

#[test]
fn the_value_matrix_is_that_of_the_oracle() {
    let (matrix, oracle) = (test().value_matrix.as_ref().unwrap(), oracle());
    for (class, name) in
        [(ValueClass::A, "A"), (ValueClass::B, "B"), (ValueClass::C, "C"), (ValueClass::D, "D")]
    {
        let corner = matrix.corner(class).unwrap();
        let of = |figure: &str| oracle[format!("corner_{name}_{figure}").as_str()];
        assert_eq!(corner.customers as f64, of("customers"));
        assert_eq!(corner.bought.unwrap().count as f64, of("bought"));
        near(corner.came.unwrap(), of("came"));
    }
    assert_eq!(matrix.points.len(), 2357);
}

#[test]
fn p_alive_is_checked_as_the_oracle_checks_it() {
    let (check, oracle) = (test().alive_check.as_ref().unwrap(), oracle());
    for class in &check.classes {
        let of = |figure: &str| oracle[format!("alive_{}_{figure}", class.low).as_str()];
        assert_eq!(class.bought.of as f64, of("customers"));
        assert_eq!(class.bought.count as f64, of("bought"));
        near(class.p_alive, of("p_alive"));
        near(class.chance, of("chance"));
    }
    let once = check.one_timers.unwrap();
    assert_eq!(once.bought.count as f64, oracle["once_bought"]);
    near(once.chance, oracle["once_chance"]);
    assert!(once.fixed);
    assert_eq!((check.classes[0].bought.count, check.classes[0].bought.of), (16, 37));

    let grid = test().silence.as_ref().unwrap();
    for repeats in [1, 5, 10] {
        let found = grid.even_odds[repeats - 1].unwrap();
        near(found, oracle[format!("even_odds_{repeats}").as_str()]);
    }
    assert_eq!(grid.dots.iter().map(|dot| dot.customers).sum::<u64>() + grid.one_time, 2357);
}

#[test]
fn buyers_are_counted_as_the_oracle_counts_them() {
    let (test, oracle) = (test().buyers.unwrap(), oracle());
    near(test.expected, oracle["expected_buyers"]);
    assert_eq!(test.bought as f64, oracle["came_buyers"]);
    near(test.bias.unwrap(), oracle["expected_buyers"] / oracle["came_buyers"] - 1.0);
    near(test.brier, oracle["brier"]);
    assert_eq!(test.customers, 2357);
    assert!(cdnow::study().figures.now.buyers.is_err(), "nothing came yet");

    let figures = &cdnow::study().figures;
    let futures = figures.futures.as_ref().unwrap();
    let chances: f64 = figures.customers.rows.iter().filter_map(|row| row.chance_to_buy).sum();
    near(futures.buyers.expected, chances);
    near(futures.buyers.miss.unwrap(), (oracle["came_buyers"] / oracle["expected_buyers"]).ln());
    // No more customers buy than there are purchases, nor than there are customers.
    assert!(futures.buyers.simulated < futures.purchases.simulated);
    assert!(futures.buyers.widened.high <= 2357.0);
}

#[test]
fn parameters_have_the_profile_intervals_of_the_oracle() {
    let oracle = oracle();
    let found = &cdnow::study().figures.parameters;
    let names: Vec<&str> = found.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["r", "alpha", "a", "b", "p", "q", "gamma"]);
    for one in found {
        let estimate = &one.estimate;
        assert_eq!(estimate.method, UncertaintyMethod::Profile);
        for (value, end) in
            [(estimate.estimate, ""), (estimate.low, "_low"), (estimate.high, "_high")]
        {
            let expected = oracle[format!("parameter_{}{end}", one.name).as_str()];
            assert!((value / expected - 1.0).abs() < 1e-6, "{}{end}: {value} {expected}", one.name);
        }
    }
}

#[test]
fn spend_is_distributed_as_the_model_has_it() {
    let spend = cdnow::study().figures.spend.as_ref().unwrap();
    let oracle = oracle();
    let held: u64 = spend.bins.iter().map(|bin| bin.customers).sum();
    assert_eq!((held + spend.above) as f64, oracle["spend_customers"]);
    for at in [0, 3, 9] {
        let bin = spend.bins[at];
        assert_eq!(bin.customers as f64, oracle[format!("spend_bin_{at}").as_str()]);
    }
    for at in [0, 13, 38] {
        let (amount, customers) = spend.expected[at];
        assert_eq!(amount, 10.0 * (at as f64 + 0.5) / 4.0);
        let expected = oracle[format!("spend_point_{at}").as_str()];
        assert!((customers / expected - 1.0).abs() < 1e-6, "{at}: {customers} {expected}");
    }
}

#[test]
fn histories_are_those_of_the_ledger() {
    let figures = &cdnow::study().figures;
    let found = figures.histories.as_ref().unwrap();
    assert_eq!(found.customers.len(), 20);
    assert_eq!((found.end, found.split), (545.0 / 7.0, Some(272.0 / 7.0)));
    let values: Vec<f64> =
        found.customers.iter().map(|one| figures.customers.rows[one.row].value.unwrap()).collect();
    assert!(values.is_sorted_by(|a, b| a >= b));
    let followed: Vec<_> = found.customers.iter().filter(|one| !one.alive.is_empty()).collect();
    assert_eq!(followed.len(), 3);
    for one in followed {
        // On the last day it is what the table of customers says.
        let (time, alive) = one.alive[one.alive.len() - 1];
        assert_eq!(time, found.end);
        let told = figures.customers.rows[one.row].p_alive.unwrap();
        assert!((alive - told).abs() < 1e-12, "{alive} {told}");
        assert!(one.alive.is_sorted_by(|a, b| a.0 <= b.0));
        // A silence wears it down: until a purchase it never rises.
        let days = one.times.windows(2);
        for gap in days {
            let within: Vec<f64> = one
                .alive
                .iter()
                .filter(|(at, _)| gap[0] < *at && *at < gap[1])
                .map(|(_, alive)| *alive)
                .collect();
            assert!(within.is_sorted_by(|a, b| a >= b), "{within:?}");
        }
    }
    for one in &found.customers {
        let row = &figures.customers.rows[one.row];
        assert_eq!(
            (one.times.len() as u32, one.key.as_str()),
            (row.frequency + 1, row.key.as_str())
        );
        let (first, last) = (one.times[0], one.times[one.times.len() - 1]);
        assert!((last - first - row.recency).abs() < 1e-9 && row.frequency > 0);
        assert!((found.end - first - row.age).abs() < 1e-9);
        assert_eq!(one.chance, row.chance_to_buy);
    }
}

#[test]
fn keeping_pays_what_the_oracle_says_and_not_all_is_supported() {
    let (keeping, oracle) = (test().keeping.as_ref().unwrap(), oracle());
    for lift in &keeping.all {
        near(lift.gain, oracle[format!("lift_{}_gain", lift.points).as_str()]);
        near(lift.supported, oracle[format!("lift_{}_supported", lift.points).as_str()]);
    }
    let five = keeping.all[2];
    let share = five.unsupported / five.gain;
    let found = (five.gain.round(), five.unsupported.round(), five.supported.round());
    assert_eq!((found, (100.0 * share).round()), ((40_333.0, 23_632.0, 16_702.0), 59.0));
    let tiers: f64 = keeping.tiers.iter().map(|tier| tier.lifts[2].gain).sum();
    near(tiers, five.gain);
}

#[test]
fn bought_again_is_what_lifelines_finds() {
    let (again, oracle) = (cdnow::study().figures.bought_again.as_ref().unwrap(), oracle());
    for curve in &again.curves {
        let of = |figure: &str| oracle[format!("again_{}_{figure}", curve.from).as_str()];
        let interval = curve.end.interval.unwrap();
        for (found, expected) in
            [(curve.end.share, of("share")), (interval.low, of("low")), (interval.high, of("high"))]
        {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
        assert!(curve.points.is_sorted_by(|a, b| a.time <= b.time && a.share <= b.share));
    }
    let percent: Vec<f64> =
        again.curves.iter().map(|curve| (100.0 * curve.end.share).round()).collect();
    assert_eq!(percent, [45.0, 67.0, 80.0, 85.0, 94.0]);
    let purchases: u64 = again.curves.iter().map(|curve| curve.purchases).sum();
    assert_eq!((purchases, again.curves[0].purchases), (6696, 2357));
}

#[test]
fn tracking_adds_up_and_ends_with_the_days() {
    let tracking = cdnow::study().figures.tracking.as_ref().unwrap();
    let test = tracking.test.unwrap();
    assert_eq!((tracking.learned.came, test.came), (2457, 1882));
    near(test.expected, oracle()["expected_purchases"]);
    // 39 weeks either way: the first and the last period have three weeks.
    let periods = &tracking.periods;
    assert_eq!((periods.len(), tracking.units), (20, 4));
    assert_eq!(
        [periods[0].full, periods[1].full, periods[18].full, periods[19].full],
        [false, true, true, false]
    );
    let day = |text: &str| Day::parse(text).unwrap();
    assert_eq!((periods[0].first, periods[9].last), (day("1997-01-01"), day("1997-09-30")));
    assert_eq!((periods[10].first, periods[19].last), (day("1997-10-01"), day("1998-06-30")));
    for pair in periods.windows(2) {
        assert_eq!(pair[1].first.days_since(pair[0].last), 1);
    }
    // Weeks scatter 3.7 times as much as Poisson.
    assert_eq!((10.0 * tracking.dispersion).round(), 37.0);
    for period in periods {
        assert!(period.low <= period.expected && period.expected <= period.high);
    }
}

#[test]
fn calibration_holds_every_customer_and_purchase() {
    let calibration = test().calibration.as_ref().unwrap();
    let classes = &calibration.classes;
    assert_eq!(classes.iter().map(|class| class.customers).sum::<u64>(), 2357);
    let sum = |of: fn(&habitue::study::CalibrationClass) -> f64| -> f64 {
        classes.iter().map(|class| class.customers as f64 * of(class)).sum()
    };
    near(sum(|class| class.came), 1882.0);
    near(sum(|class| class.expected), oracle()["expected_purchases"]);
    let fit: f64 = calibration.fit.iter().map(|class| class.expected).sum();
    near(fit, 2357.0);
}

#[test]
fn lists_say_what_their_rule_did_in_the_test() {
    let figures = &cdnow::study().figures;
    let (then, now) = (test().lists.as_ref().unwrap(), figures.now.lists.as_ref().unwrap());
    let risers = then.of_kind(ListKind::BringOn).unwrap();
    let check = risers.check.unwrap();
    // The corner B of the value matrix.
    assert_eq!((risers.rows.len(), check.bought.count), (123, 68));
    near(check.came, oracle()["corner_B_came"]);
    for list in &now.lists {
        assert_eq!(list.check, then.of_kind(list.kind).and_then(|list| list.check));
    }
    // Nobody is both thanked and called.
    let rows = |kind| now.of_kind(kind).unwrap().rows.clone();
    let (thanked, called) = (rows(ListKind::Thank), rows(ListKind::Call));
    assert!(thanked.iter().all(|row| !called.contains(row)));
    for customer in rows(ListKind::Mail) {
        let row = &figures.customers.rows[customer];
        assert_eq!((row.frequency, row.p_alive), (0, None));
        assert!(row.lists.iter().any(|(kind, _)| *kind == ListKind::Mail));
    }
}

#[test]
fn cohorts_count_people_once_a_month() {
    let cohorts = cdnow::study().figures.cohorts.as_ref().unwrap();
    let sizes: Vec<u64> = cohorts.months.iter().map(|month| month.customers).collect();
    assert_eq!((sizes, cohorts.all.customers), (vec![781, 857, 719], 2357));
    let percent = |month: usize, age: usize| match cohorts.months[month].cells[age - 1] {
        CohortMonthCell::Complete(share) => (100.0 * share.share).round(),
        _ => f64::NAN,
    };
    // As counted for the mock page with pandas.
    assert_eq!(
        [percent(0, 1), percent(0, 2), percent(1, 8), percent(2, 15)],
        [16.0, 12.0, 9.0, 6.0]
    );
    assert_eq!(cohorts.months[1].cells[16], CohortMonthCell::NotYet);
}

#[test]
fn futures_stand_around_what_is_expected() {
    let figures = &cdnow::study().figures;
    let futures = figures.futures.as_ref().unwrap();
    let money = futures.money.unwrap();
    assert_eq!((futures.runs, futures.parameters), (1000, ParameterSource::Drawn));
    for range in [futures.buyers, futures.purchases, money] {
        // The mean of 1,000 futures: within four of its standard errors.
        let spread = range.if_model_holds.width() / 3.92;
        assert!((range.simulated - range.expected).abs() < 4.0 * spread / 1000.0_f64.sqrt());
        assert!(range.widened.low < range.if_model_holds.low);
        assert!(range.widened.high > range.if_model_holds.high);
    }
    // ln(70,976 / 59,932) and ln(1,882 / 1,653), the only origin there is.
    near(money.miss.unwrap(), (oracle()["came"] / oracle()["expected"]).ln());
    let purchases = oracle()["came_purchases"] / oracle()["expected_purchases"];
    near(futures.purchases.miss.unwrap(), purchases.ln());
    let tiers: f64 = futures.tiers.iter().filter_map(|tier| Some(tier.forecast?.expected)).sum();
    near(tiers, money.expected);
    let top = futures.top_fifth.unwrap();
    assert_eq!(Some(top.expected), figures.now.whale.as_ref().unwrap().top_fifth);
}

#[test]
fn customers_have_a_row_each_that_adds_up() {
    let study = cdnow::study();
    let customers = &study.figures.customers;
    assert_eq!(customers.rows.len(), 2357);
    let revenue: f64 = customers.rows.iter().filter_map(|row| row.revenue).sum();
    assert!((revenue - 244_091.94).abs() < 1e-6);
    let value: f64 = customers.rows.iter().filter_map(|row| row.value).sum();
    near(value, study.figures.now.tiers.as_ref().unwrap().expected);
    for row in &customers.rows {
        for (figure, interval) in [
            (row.p_alive, row.p_alive_interval),
            (row.expected_purchases, row.expected_purchases_interval),
            (row.value, row.value_interval),
        ] {
            assert!(figure.is_none_or(|figure| interval.unwrap().contains(figure)), "{row:?}");
        }
        assert!((1..=4).contains(&row.tier_at_split.unwrap()));
        // Weeks from the first purchase to the last day, less those of the silence.
        let silence = f64::from(study.base.last_day.days_since(row.last_purchase)) / 7.0;
        assert!((row.age - row.recency - silence).abs() < 1e-9, "{row:?}");
    }
    assert_eq!(study.figures.basis, ValueBasis::Revenue);
}

#[test]
fn what_customers_say_stands_beside_what_they_did() {
    let voice = test().voice.as_ref().unwrap();
    let said = voice.said_and_done.as_ref().unwrap();
    assert_eq!((voice.respondents, voice.matched, said.points.len()), (400, 400, 400));
    // As counted for the mock page with pandas: 340 satisfied, 48 % of whom bought; 25 % of the others.
    let percent =
        |share: Option<habitue::study::ObservedShare>| (100.0 * share.unwrap().share).round();
    assert_eq!((said.satisfied, said.unsatisfied), (340, 60));
    assert_eq!((percent(said.satisfied_bought), percent(said.unsatisfied_bought)), (48.0, 25.0));
    assert_eq!(said.corners.iter().map(|corner| corner.customers).sum::<u64>(), 400);
    let asked = test().lists.as_ref().unwrap().of_kind(ListKind::Ask).unwrap();
    assert_eq!((asked.rows.len(), asked.check.unwrap().bought.count), (12, 5));

    let work = cdnow::study().figures.priorities.as_ref().unwrap();
    let strongest = work.drivers.iter().max_by(|a, b| a.share.total_cmp(&b.share)).unwrap();
    assert_eq!((strongest.name.as_str(), work.map.len()), ("delivery", 5));
    let shares: f64 = work.drivers.iter().map(|driver| driver.share).sum();
    assert!((shares - work.r_squared.unwrap()).abs() < 1e-12);
    assert!(work.drivers.iter().all(|driver| driver.interval.unwrap().contains(driver.share)));
}
