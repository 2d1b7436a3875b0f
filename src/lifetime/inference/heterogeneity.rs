//! Heterogeneity: how the customers of a model differ in how often they buy and how soon they leave.

use crate::lifetime::kinds::model::Model;
use crate::numeric::gamma::{ln_beta, ln_gamma};

/// How customers differ, as a model has it: the densities of their rates over the whole base.
///
/// Of BG/NBD and MBG/NBD the purchase rate is Gamma(r, α) and the chance to leave after a purchase
/// Beta(a, b); of Pareto/NBD the purchase rate is Gamma(r, α) and the rate of leaving Gamma(s, β);
/// of NBD the purchase rate is Gamma(r, α) and nobody leaves.
///
/// ```
/// use habitue::lifetime::{BgNbd, Heterogeneity, Model};
///
/// let model = Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426)?);
/// let differ = Heterogeneity::of(&model).expect("a BG/NBD");
/// assert!((differ.purchases.mean() - 0.243 / 4.414).abs() < 1e-15);
/// assert!((differ.dropout.expect("leaves after a purchase").mean() - 0.2463).abs() < 5e-5);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Heterogeneity {
    /// Purchases of a customer per unit of time, while active.
    pub purchases: RateDensity,
    /// The chance to leave after a purchase, 0 to 1; `None` where a model has none.
    pub dropout: Option<RateDensity>,
    /// Departures per unit of time; `None` where a model has none.
    pub attrition: Option<RateDensity>,
}

/// The density of a rate over customers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateDensity(Law);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Law {
    Gamma { shape: f64, rate: f64 },
    Beta { a: f64, b: f64 },
}

impl Heterogeneity {
    /// How the customers of a model differ; `None` of models with covariates, where each customer
    /// has laws of their own, and of kinds other than BG/NBD, MBG/NBD, Pareto/NBD and NBD.
    #[must_use]
    pub fn of(model: &Model) -> Option<Self> {
        if model.has_covariates() {
            return None;
        }
        let parameters = model.parameters();
        let gamma = |shape: f64, rate: f64| RateDensity(Law::Gamma { shape, rate });
        let purchases = gamma(*parameters.first()?, *parameters.get(1)?);
        let (mut dropout, mut attrition) = (None, None);
        match (model.kind(), parameters.get(2..)?) {
            (Model::NBD, []) => {}
            (Model::BG_NBD | Model::MBG_NBD, &[a, b]) => {
                dropout = Some(RateDensity(Law::Beta { a, b }));
            }
            (Model::PARETO_NBD, &[s, beta]) => attrition = Some(gamma(s, beta)),
            _ => return None,
        }
        Some(Self { purchases, dropout, attrition })
    }
}

impl RateDensity {
    /// The mean rate.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match self.0 {
            Law::Gamma { shape, rate } => shape / rate,
            Law::Beta { a, b } => a / (a + b),
        }
    }

    /// The density at a rate; 0 outside of what it can be, infinite at a pole.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        // x^p with 0^0 = 1, in logarithms.
        let power = |x: f64, p: f64| if p == 0.0 { 0.0 } else { p * x.ln() };
        match self.0 {
            Law::Gamma { shape, rate } if value >= 0.0 => {
                (power(value, shape - 1.0) + shape * rate.ln() - rate * value - ln_gamma(shape))
                    .exp()
            }
            Law::Beta { a, b } if (0.0..=1.0).contains(&value) => {
                (power(value, a - 1.0) + power(1.0 - value, b - 1.0) - ln_beta(a, b)).exp()
            }
            _ => 0.0,
        }
    }

    /// Where hardly any customer's rate lies above: four standard deviations over the mean; 1 of a
    /// chance.
    #[must_use]
    pub fn reach(&self) -> f64 {
        match self.0 {
            Law::Gamma { shape, rate } => (shape + 4.0 * shape.sqrt()) / rate,
            Law::Beta { .. } => 1.0,
        }
    }

    /// `points` places (rate, density) at equal steps between 0 and [`reach`](Self::reach), both
    /// left out: what a curve is drawn through.
    #[must_use]
    pub fn curve(&self, points: u32) -> Vec<(f64, f64)> {
        let step = self.reach() / (f64::from(points) + 1.0);
        (1..=points).map(|at| step * f64::from(at)).map(|rate| (rate, self.at(rate))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifetime::{BgNbd, Nbd, ParetoNbd, PdoNbd};

    #[test]
    fn densities_are_those_of_the_gamma_and_the_beta() {
        // Gamma(1, 2) is exponential; Beta(1, 1) is even; Beta(2, 2) is 6 x (1 - x).
        let model = Model::new(ParetoNbd::new(1.0, 2.0, 3.0, 4.0).unwrap());
        let differ = Heterogeneity::of(&model).unwrap();
        assert!((differ.purchases.at(0.5) - 2.0 * (-1.0_f64).exp()).abs() < 1e-14);
        assert_eq!(differ.purchases.at(-1.0), 0.0);
        // Gamma(3, 4) at 1/2: 4^3 / 2! (1/2)^2 e^-2.
        let left = differ.attrition.unwrap();
        assert!((left.at(0.5) - 8.0 * (-2.0_f64).exp()).abs() < 1e-14);
        assert!((left.mean() - 0.75).abs() < 1e-15 && differ.dropout.is_none());
        let even = Model::new(BgNbd::new(1.0, 1.0, 1.0, 1.0).unwrap());
        let chance = Heterogeneity::of(&even).unwrap().dropout.unwrap();
        assert!((chance.at(0.0) - 1.0).abs() < 1e-15 && (chance.at(0.3) - 1.0).abs() < 1e-15);
        let humped = Model::new(BgNbd::new(1.0, 1.0, 2.0, 2.0).unwrap());
        let chance = Heterogeneity::of(&humped).unwrap().dropout.unwrap();
        assert!((chance.at(0.5) - 1.5).abs() < 1e-14 && chance.at(1.1) == 0.0);
    }

    #[test]
    fn a_density_holds_all_customers_and_has_its_mean() {
        let model = Model::new(ParetoNbd::new(1.7, 3.1, 2.4, 5.0).unwrap());
        let differ = Heterogeneity::of(&model).unwrap();
        for density in [differ.purchases, differ.attrition.unwrap()] {
            let end = 6.0 * density.reach();
            let steps = 200_000;
            let step = end / f64::from(steps);
            let places = (0..steps).map(|at| step * (f64::from(at) + 0.5));
            let (mass, first) = places.fold((0.0, 0.0), |(mass, first), rate| {
                let part = density.at(rate) * step;
                (mass + part, first + rate * part)
            });
            assert!((mass - 1.0).abs() < 1e-6, "{mass}");
            assert!((first - density.mean()).abs() < 1e-6, "{first}");
        }
    }

    #[test]
    fn models_without_such_laws_have_none() {
        let nbd = Heterogeneity::of(&Model::new(Nbd::new(0.5, 2.0).unwrap())).unwrap();
        assert!(nbd.dropout.is_none() && nbd.attrition.is_none());
        let other = Model::new(PdoNbd::new(0.5, 2.0, 1.0, 1.0, 4.0).unwrap());
        assert_eq!(Heterogeneity::of(&other), None);
        assert_eq!(nbd.purchases.curve(99).len(), 99);
    }
}
