//! Drivers of fertility in the Swiss data, as R's relaimpo decomposes them.
#![allow(clippy::unwrap_used)]

use crate::common;
use common::{answers, close, ecsi};
use habitue::ErrorKind;
use habitue::satisfaction::KeyDrivers;
use habitue::survey::{MissingPolicy, Moments};

#[test]
fn the_published_decomposition() {
    let table = answers("swiss.csv", 0.0, 100.0);
    let moments = Moments::of(&table, MissingPolicy::Listwise).unwrap();
    let found = KeyDrivers::of(&moments, 0, &[1, 2, 3, 4, 5]).unwrap();
    close(found.r_squared, 0.706_735_001_6, 1e-10);
    let lmg =
        [0.057_091_220_77, 0.171_173_028_90, 0.260_134_678_62, 0.105_570_150_37, 0.112_765_922_93];
    for (driver, expected) in found.drivers.iter().zip(lmg) {
        close(driver.lmg.unwrap(), expected, 5e-12);
    }
}

/// Pratt's measure and CAR scores from their definitions by numpy: β r and R^(-1/2) r, of
/// `numpy.corrcoef` and `numpy.linalg`.
#[test]
fn pratt_and_car_scores_are_those_of_numpy() {
    let table = answers("swiss.csv", 0.0, 100.0);
    let moments = Moments::of(&table, MissingPolicy::Listwise).unwrap();
    let found = KeyDrivers::of(&moments, 0, &[1, 2, 3, 4, 5]).unwrap();
    let expected = [
        (-0.110_485_990_962_387_36, 0.023_821_716_674_889_616),
        (0.106_427_404_338_935_58, -0.388_759_554_028_101_3),
        (0.445_004_567_582_029_55, -0.568_566_681_205_173_5),
        (0.161_176_814_996_606_85, 0.339_224_386_179_679_2),
        (0.104_612_205_637_540_81, 0.341_602_519_609_580_1),
    ];
    for (driver, (pratt, car)) in found.drivers.iter().zip(expected) {
        close(driver.pratt, pratt, 1e-13);
        close(driver.car, car, 1e-13);
    }
    close(found.drivers.iter().map(|it| it.pratt).sum(), found.r_squared, 1e-13);
    close(found.drivers.iter().map(|it| it.car * it.car).sum(), found.r_squared, 1e-13);
}

/// LMG against its definition: the mean gain over all orders of entry.
#[test]
fn lmg_is_the_mean_over_all_orders() {
    let moments = ecsi();
    let drivers = [0, 5, 9, 14];
    let found = KeyDrivers::of(&moments, 3, &drivers).unwrap();
    let r_squared = |set: &[usize]| {
        if set.is_empty() { 0.0 } else { KeyDrivers::of(&moments, 3, set).unwrap().r_squared }
    };
    let mut gains = [0.0; 4];
    let mut orders = 0.0;
    for a in 0..4 {
        for b in (0..4).filter(|b| *b != a) {
            for c in (0..4).filter(|c| *c != a && *c != b) {
                let order = [a, b, c, 6 - a - b - c];
                orders += 1.0;
                for place in 0..4 {
                    let set: Vec<usize> = order[..place].iter().map(|i| drivers[*i]).collect();
                    let more: Vec<usize> = order[..=place].iter().map(|i| drivers[*i]).collect();
                    gains[order[place]] += r_squared(&more) - r_squared(&set);
                }
            }
        }
    }
    for (driver, gain) in found.drivers.iter().zip(gains) {
        close(driver.lmg.unwrap(), gain / orders, 1e-13);
    }
    let without = r_squared(&drivers[1..]);
    close(found.drivers[0].last, found.r_squared - without, 1e-13);
}

#[test]
fn shares_sum_to_r_squared_and_follow_the_driver() {
    let moments = ecsi();
    let drivers: Vec<usize> = (10..22).collect();
    let found = KeyDrivers::of(&moments, 3, &drivers).unwrap();
    let sum = |of: &dyn Fn(&habitue::satisfaction::Driver) -> f64| {
        found.drivers.iter().map(of).sum::<f64>()
    };
    close(sum(&|d| d.lmg.unwrap()), found.r_squared, 1e-12);
    close(sum(&|d| d.johnson), found.r_squared, 1e-12);
    close(sum(&|d| d.beta * d.correlation), found.r_squared, 1e-12);
    assert!(found.drivers.iter().all(|d| d.johnson > 0.0 && d.lmg.unwrap() > 0.0));
    let turned: Vec<usize> = drivers.iter().rev().copied().collect();
    let again = KeyDrivers::of(&moments, 3, &turned).unwrap();
    for (driver, same) in found.drivers.iter().zip(again.drivers.iter().rev()) {
        assert_eq!(driver.name, same.name);
        close(driver.johnson, same.johnson, 1e-12);
        close(driver.lmg.unwrap(), same.lmg.unwrap(), 1e-12);
    }
}

#[test]
fn what_cannot_be_decomposed_is_named() {
    let moments = ecsi();
    let kind =
        |outcome, drivers: &[usize]| KeyDrivers::of(&moments, outcome, drivers).unwrap_err().kind();
    assert_eq!(kind(0, &[]), ErrorKind::Empty);
    assert_eq!(kind(0, &[0]), ErrorKind::Duplicate);
    assert_eq!(kind(0, &[1, 24]), ErrorKind::OutOfRange);
    let names = (0..3).map(|i| format!("q{i}")).collect::<Vec<_>>();
    let twins = vec![1.0, 0.5, 0.5, 0.5, 1.0, 1.0, 0.5, 1.0, 1.0];
    let moments =
        Moments::from_correlations(names.clone(), 9.0, vec![0.0; 3], vec![1.0; 3], twins).unwrap();
    assert_eq!(KeyDrivers::of(&moments, 0, &[1, 2]).unwrap_err().kind(), ErrorKind::Singular);
    let many: Vec<usize> = (1..24).collect();
    let wide = KeyDrivers::of(&ecsi(), 0, &many).unwrap();
    assert!(wide.drivers.iter().all(|driver| driver.lmg.is_none() && driver.johnson > 0.0));
}
