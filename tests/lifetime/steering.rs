//! Fits that are steered: parameters held, kept within bounds, given priors or the penalty of
//! the Python package lifetimes.

#![allow(clippy::unwrap_used)]

use habitue::ErrorKind;
use habitue::lifetime::{
    Bdw, BgBb, BgNbd, Covariates, FitOptions, GGompertzNbd, GammaGamma, Histories,
    LikelihoodSurface, MbgCnbd, MbgNbd, Model, Nbd, ParetoNbd, Prior, Ridge, Sbg, Spending,
    Survivors,
};

use crate::short::{self};

/// The CDNOW 1/10 sample, calibrated to 1997-09-30, in weeks.
#[derive(Default)]
struct Cdnow {
    x: Vec<u32>,
    t_x: Vec<f64>,
    t: Vec<f64>,
    spend: Vec<f64>,
    log_intervals: Vec<f64>,
}

impl Cdnow {
    fn read() -> Self {
        let mut data = Self::default();
        for line in include_str!("../data/cdnow_summary.csv").lines().skip(1) {
            let field: Vec<f64> = line.split(',').map(|f| f.parse().unwrap()).collect();
            data.x.push(field[1] as u32);
            data.t_x.push(field[2] / 7.0);
            data.t.push(field[3] / 7.0);
            data.spend.push(if field[1] > 0.0 { field[4] / 100.0 / field[1] } else { 0.0 });
            data.log_intervals.push(field[6] - field[1] * 7f64.ln());
        }
        data
    }

    fn histories(&self) -> Histories<'_> {
        let all = Histories::new(&self.x, &self.t_x, &self.t).unwrap();
        all.with_log_intervals(&self.log_intervals).unwrap()
    }
}

fn near(found: f64, expected: f64, tolerance: f64, what: &str) {
    let gap = (found - expected).abs();
    assert!(gap <= tolerance * (1.0 + expected.abs()), "{what}: {found} is not {expected}");
}

/// `tests/oracle/penalizer.py`: coefficient, then r, alpha, a and b.
const BG_NBD: [(f64, [f64; 4]); 3] = [
    (0.001, [0.242_777_931_5, 4.405_348_999_7, 0.498_451_601_7, 1.323_267_748_5]),
    (0.01, [0.242_941_986_2, 4.432_506_314_1, 0.285_642_766_8, 0.658_459_209_4]),
    (0.1, [0.230_947_891_6, 4.219_325_313_7, 0.128_656_196_1, 0.267_129_554_1]),
];
const MBG_NBD: [(f64, [f64; 4]); 3] = [
    (0.001, [0.617_159_578_0, 6.777_172_212_0, 0.720_574_284_8, 1.059_630_359_3]),
    (0.01, [0.615_250_531_7, 6.738_558_258_1, 0.499_080_079_9, 0.672_275_327_7]),
    (0.1, [0.408_220_174_0, 5.312_099_057_9, 0.204_822_562_2, 0.346_788_783_9]),
];
/// A simplex search tells parameters to the root of the 1e-14 to which it tells the mean
/// log-likelihood.
const LIFETIMES: f64 = 1e-6;

/// How steep a likelihood may be where an ascent ends. It goes on until what is left to gain,
/// half of g'H⁻¹g, is a millionth of 1e-9, or of what rounding takes from the height, 1e-12 of
/// it; no slope is then above √(2 · that · H_ii), by the inequality of Cauchy and Schwarz.
fn steepest(log_likelihood: f64, curvature: f64) -> f64 {
    let left = 1e-6 * f64::max(1e-9, 1e-12 * (1.0 + log_likelihood.abs()));
    (2.0 * left * curvature).sqrt()
}

fn survivors() -> Survivors {
    Survivors::new().with_cohort(&[1000, 869, 743, 653, 593, 551, 517, 491]).unwrap()
}

/// What a held parameter leaves is the profile of the likelihood; where it is held at its
/// estimate, the others are theirs.
#[test]
fn what_is_held_leaves_the_profile() {
    let data = Cdnow::read();
    let customers = data.histories();
    let free = ParetoNbd::fit(&customers, &FitOptions::default()).unwrap();
    let likelihood = short::of_purchases(&Model::from(&free), &customers, 1).unwrap();
    for (place, name) in ["r", "alpha", "s", "beta"].into_iter().enumerate() {
        for factor in [1.0, 0.7, 1.6] {
            let value = factor * [free.r(), free.alpha(), free.s(), free.beta()][place];
            let options = FitOptions::default().with_fixed(name, value);
            let held = ParetoNbd::fit(&customers, &options).unwrap();
            let found = [held.r(), held.alpha(), held.s(), held.beta()];
            near(found[place], value, 1e-14, name);
            let profile = likelihood.profile(place, value).unwrap();
            near(held.report().log_likelihood, profile, 1e-11, name);
            assert_eq!(held.report().parameters, 3);
            let errors = held.standard_errors().unwrap();
            assert!(
                errors.iter().enumerate().all(|(i, &e)| (e == 0.0) == (i == place)),
                "{errors:?}"
            );
            if factor == 1.0 {
                near(held.alpha(), free.alpha(), 1e-6, "alpha");
                assert!(held.report().aic() < free.report().aic());
            }
        }
    }
}

/// A bound that the data respect changes nothing; one that they do not is where the fit ends,
/// and is told.
#[test]
fn bounds_are_kept_and_told() {
    let data = Cdnow::read();
    let customers = data.histories();
    let free = BgNbd::fit(&customers, &FitOptions::default()).unwrap();
    let wide =
        FitOptions::default().with_bounds("a", 0.1, f64::INFINITY).with_bounds("r", 0.01, 9.0);
    let same = BgNbd::fit(&customers, &wide).unwrap();
    near(same.a(), free.a(), 1e-9, "a");
    assert_eq!(same.report().ridge, None);
    let tight = BgNbd::fit(&customers, &FitOptions::default().with_bounds("a", 1.2, 3.0)).unwrap();
    near(tight.a(), 1.2, 1e-14, "a");
    assert_eq!(tight.report().ridge, Some(Ridge::GivenBound));
    let held = BgNbd::fit(&customers, &FitOptions::default().with_fixed("a", 1.2)).unwrap();
    near(tight.report().log_likelihood, held.report().log_likelihood, 1e-11, "at the bound");
    assert!(tight.report().gradient_norm > 1.0, "the data want it lower");
}

/// Spends without a finite mean: a bound on q gives the population one.
#[test]
fn q_can_be_kept_above_one() {
    let x = [3_u32, 2, 5, 1, 4, 2, 8, 3, 2, 6];
    let mean = [1.0, 900.0, 3.0, 2.0, 41_000.0, 12.0, 0.6, 150.0, 7.0, 3_800.0];
    let spending = Spending::new(&x, &mean).unwrap();
    let free = GammaGamma::fit(&spending, &FitOptions::default()).unwrap();
    assert!(free.q() < 1.0 && free.population_mean().is_err());
    let options = FitOptions::default().with_bounds("q", 1.5, f64::INFINITY);
    let kept = GammaGamma::fit(&spending, &options).unwrap();
    near(kept.q(), 1.5, 1e-14, "q");
    assert_eq!(kept.report().ridge, Some(Ridge::GivenBound));
    assert!(kept.population_mean().is_ok_and(f64::is_finite));
}

/// At the mode of the posterior the slope of the likelihood, in logarithms, is that of the
/// prior turned around: for every model, plain and under contract.
#[test]
fn priors_are_met_by_the_slope_of_the_likelihood() {
    let data = Cdnow::read();
    let customers = data.histories();
    let table = survivors();
    // Gamma(40, 40/m) has slope 39 − 40 θ/m in ln θ; LogNormal(ln m, .2): −1 − ln(θ/m)/.04.
    let gamma = |m: f64| Prior::gamma(40.0, 40.0 / m).unwrap();
    let normal = |m: f64| Prior::log_normal(m.ln(), 0.2).unwrap();
    // Place, slope, and how it falls.
    let of_gamma = |place, m: f64, at: f64| (place, 39.0 - 40.0 * at / m, 40.0 * at / m);
    let of_normal = |place, m: f64, at: f64| (place, -1.0 - (at / m).ln() / 0.04, 1.0 / 0.04);
    let check =
        |name: &str, model: Model, surface: &LikelihoodSurface, pulls: &[(usize, f64, f64)]| {
            let estimated: Vec<f64> = model.base().parameters().to_vec();
            let count =
                surface.evaluate(&estimated).map_or(estimated.len() - 1, |_| estimated.len());
            let at = surface.evaluate(&estimated[..count]).unwrap();
            let report = model.report().unwrap();
            near(at.log_likelihood, report.log_likelihood, 1e-11, name);
            for (place, slope) in at.gradient.iter().enumerate() {
                let pull = pulls.iter().find(|pull| pull.0 == place);
                let (pull, bend) = pull.map_or((0.0, 0.0), |pull| (pull.1, pull.2));
                let curvature = bend - at.hessian[place * (count + 1)];
                let most = steepest(at.log_likelihood, curvature);
                let found = slope + pull;
                assert!(found.abs() <= most, "{name}, {place}: {found} is above {most}");
            }
        };
    macro_rules! purchases {
        ($model:ty) => {{
            let options =
                FitOptions::default().with_prior("r", gamma(1.0)).with_prior("alpha", normal(9.0));
            let fit = <$model>::fit(&customers, &options).unwrap();
            let stored = Model::from(&fit);
            let surface = LikelihoodSurface::of_purchases(stored.base(), &customers, 1).unwrap();
            let [r, alpha] = [stored.base().parameters()[0], stored.base().parameters()[1]];
            let pulls = [of_gamma(0, 1.0, r), of_normal(1, 9.0, alpha)];
            check(stringify!($model), stored, &surface, &pulls);
        }};
    }
    purchases!(Nbd);
    purchases!(ParetoNbd);
    purchases!(BgNbd);
    purchases!(MbgNbd);
    purchases!(MbgCnbd);
    purchases!(GGompertzNbd);
    let spending = Spending::new(&data.x, &data.spend).unwrap();
    let fit =
        GammaGamma::fit(&spending, &FitOptions::default().with_prior("q", gamma(9.0))).unwrap();
    let stored = Model::from(&fit);
    let surface = LikelihoodSurface::of_spend(stored.base(), &spending).unwrap();
    check("Gamma-Gamma", stored, &surface, &[of_gamma(1, 9.0, fit.q())]);
    let options = FitOptions::default().with_prior("gamma", normal(0.9));
    let fit = Bdw::fit(&table, &options).unwrap();
    let stored = Model::from(&fit);
    let gamma_now = stored.base().parameters()[0];
    let surface = LikelihoodSurface::of_contract(stored.base(), &table).unwrap();
    check("BdW", stored, &surface, &[of_normal(0, 0.9, gamma_now)]);
    let fit = Sbg::fit(&table, &FitOptions::default().with_prior("alpha", gamma(3.0))).unwrap();
    let stored = Model::from(&fit);
    let alpha = stored.base().parameters()[0];
    let surface = LikelihoodSurface::of_contract(stored.base(), &table).unwrap();
    check("sBG", stored, &surface, &[of_gamma(0, 3.0, alpha)]);
    let (x, t_x) = ([0_u32, 1, 3, 6, 2, 0, 1, 4], [0.0, 2.0, 5.0, 6.0, 6.0, 0.0, 1.0, 4.0]);
    let few = Histories::new(&x, &t_x, &[6.0; 8]).unwrap();
    let fit = BgBb::fit(&few, &FitOptions::default().with_prior("delta", gamma(2.0))).unwrap();
    let stored = Model::from(&fit);
    let delta = stored.base().parameters()[3];
    let surface = LikelihoodSurface::of_purchases(stored.base(), &few, 1).unwrap();
    check("BG/BB", stored, &surface, &[of_gamma(3, 2.0, delta)]);
}

/// lifetimes 0.11.3 on the same histories (`tests/oracle/penalizer.py`).
#[test]
fn the_penalizer_is_that_of_lifetimes() {
    let data = Cdnow::read();
    let customers = data.histories();
    for (coefficient, expected) in BG_NBD {
        let options = FitOptions::default().with_penalizer_coef(coefficient);
        let fit = BgNbd::fit(&customers, &options).unwrap();
        for (found, expected) in [fit.r(), fit.alpha(), fit.a(), fit.b()].into_iter().zip(expected)
        {
            near(found, expected, LIFETIMES, "BG/NBD");
        }
    }
    for (coefficient, expected) in MBG_NBD {
        let options = FitOptions::default().with_penalizer_coef(coefficient);
        let fit = MbgNbd::fit(&customers, &options).unwrap();
        for (found, expected) in [fit.r(), fit.alpha(), fit.a(), fit.b()].into_iter().zip(expected)
        {
            near(found, expected, LIFETIMES, "MBG/NBD");
        }
    }
    let plain = BgNbd::fit(&customers, &FitOptions::default()).unwrap();
    let penalised =
        BgNbd::fit(&customers, &FitOptions::default().with_penalizer_coef(0.01)).unwrap();
    assert!(penalised.report().log_likelihood < plain.report().log_likelihood);
    assert!(penalised.report().ridge.is_none());
    // A square of a parameter has slope 2wθ² in ln θ, which the data balance, and it falls by
    // twice that.
    let stored = Model::from(&penalised);
    let surface = LikelihoodSurface::of_purchases(stored.base(), &customers, 1).unwrap();
    let at = surface.evaluate(stored.base().parameters()).unwrap();
    let curvature = |place: usize| 2.0 * at.gradient[place] - at.hessian[place * 5];
    let sharpest = (0..4).map(curvature).fold(0.0, f64::max);
    let most = steepest(penalised.report().log_likelihood, sharpest);
    assert!(penalised.report().gradient_norm <= most, "above {most}");
}

#[test]
fn what_cannot_be_wanted_is_named() {
    let data = Cdnow::read();
    let customers = data.histories();
    let error = |options: &FitOptions<'_>| BgNbd::fit(&customers, options).unwrap_err();
    let found = error(&FitOptions::default().with_fixed("beta", 1.0));
    assert_eq!((found.kind(), found.column()), (ErrorKind::Argument, Some("parameter")));
    assert!(found.to_string().contains("r, alpha, a, b"), "{found}");
    for (options, column) in [
        (FitOptions::default().with_fixed("r", -1.0), "r"),
        (FitOptions::default().with_fixed("r", f64::NAN), "r"),
        (FitOptions::default().with_bounds("a", 2.0, 1.0), "a"),
        (FitOptions::default().with_bounds("a", f64::NAN, 1.0), "a"),
        (FitOptions::default().with_bounds("a", 1e9, 1e10), "a"),
        (FitOptions::default().with_penalizer_coef(-1.0), "penalizer_coef"),
        (FitOptions::default().with_start(&[1.0; 4]).with_bounds("b", 2.0, 9.0), "start of b"),
    ] {
        assert_eq!(error(&options).column(), Some(column));
    }
    let both = FitOptions::default().with_bounds("a", 2.0, 3.0).with_fixed("a", 1.0);
    assert_eq!(error(&both).kind(), ErrorKind::Inconsistent);
    let ones = vec![1.0; data.x.len()];
    let facts = Covariates::new().with_purchase(&[("one", &ones)]).unwrap();
    let options = FitOptions::default().with_fixed("r", 1.0);
    let refused = Nbd::fit_with_covariates(&customers, &facts, &Default::default(), &options);
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Unsupported);
}
