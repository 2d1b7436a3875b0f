//! What covariates act on in each model.

use super::covariate_fit::{Responsive, fit_covariates};
use super::covariate_model::{CovariateModel, Target, no_such_role};
use super::covariate_options::CovariateOptions;
use super::crowd::crowd;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::estimable::Estimable;
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::kinds::stored::AnyModel;
use crate::lifetime::kinds::surface::{Surface, other_family};
use crate::lifetime::observed::covariates::{CovariateRole, Covariates};
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::observed::spend::{Spend, Spending};
use crate::lifetime::purchase::bg_nbd::{BgNbd, MbgNbd};
use crate::lifetime::purchase::cnbd::{BgCnbd, MbgCnbd, choose};
use crate::lifetime::purchase::ggompertz_nbd::GGompertzNbd;
use crate::lifetime::purchase::nbd::Nbd;
use crate::lifetime::purchase::pareto_nbd::ParetoNbd;
use crate::lifetime::spend::gamma_gamma::GammaGamma;

const NONE: &[Target] = &[];

/// The scale α of the purchase rates falls as they rise.
const PURCHASE: Target = Target::new(CovariateRole::Purchase, 1, -1.0);

/// Declares what covariates act on, and the fits with them.
macro_rules! responsive {
    (plain { $($plain:ident, $n:literal, $targets:expr;)* }
     regular { $($regular:ident;)* }) => {
        $(
            impl Responsive<$n> for $plain {
                const TARGETS: &'static [Target] = $targets;
            }

            impl $plain {
                /// Fits the model with covariates by maximum likelihood.
                ///
                /// # Errors
                /// As without covariates; as [`CovariateModel::fit`] for the facts.
                pub fn fit_with_covariates(
                    customers: &Histories<'_>,
                    facts: &Covariates<'_>,
                    covariates: &CovariateOptions,
                    options: &FitOptions<'_>,
                ) -> Result<CovariateModel> {
                    let rows = rows::<$n, Self>(customers, facts)?;
                    let model = fit_covariates::<$n, Self>((), &rows, facts, covariates, options)?;
                    Ok(model.in_unit_of(customers))
                }
            }
        )*
        $(
            impl Responsive<4> for $regular {
                const TARGETS: &'static [Target] = COIN;
            }

            impl $regular {
                /// Fits the model with covariates by maximum likelihood, with k as
                /// in the fit without.
                ///
                /// # Errors
                /// As without covariates; as [`CovariateModel::fit`] for the facts.
                pub fn fit_with_covariates(
                    customers: &Histories<'_>,
                    facts: &Covariates<'_>,
                    covariates: &CovariateOptions,
                    options: &FitOptions<'_>,
                ) -> Result<CovariateModel> {
                    let rows = rows::<4, Self>(customers, facts)?;
                    let model = choose(customers, options, |k| {
                        fit_covariates::<4, Self>(k, &rows, facts, covariates, options)
                    })?;
                    Ok(model.in_unit_of(customers))
                }
            }
        )*

        impl AnyModel {
            /// What covariates act on, by role.
            pub(crate) fn targets(&self) -> &'static [Target] {
                match self {
                    $(Self::$plain(_) => <$plain as Responsive<$n>>::TARGETS,)*
                    $(Self::$regular(_) => <$regular as Responsive<4>>::TARGETS,)*
                    Self::GammaGamma(_) => GammaGamma::TARGETS,
                    _ => NONE,
                }
            }
        }

        /// The likelihood of a model of purchases with covariates.
        pub(crate) fn crowd_of(
            model: &CovariateModel,
            customers: &Histories<'_>,
            facts: &Covariates<'_>,
            chosen: &CovariateOptions,
        ) -> Result<Box<dyn Surface<CovariateModel>>> {
            match *model.base() {
                $(AnyModel::$plain(_) => {
                    let rows = rows::<$n, $plain>(customers, facts)?;
                    crowd::<$n, $plain>((), &rows, facts, chosen, model)
                })*
                $(AnyModel::$regular(base) => {
                    let rows = rows::<4, $regular>(customers, facts)?;
                    crowd::<4, $regular>(base.k(), &rows, facts, chosen, model)
                })*
                _ => Err(other_family("purchases")),
            }
        }

        impl CovariateModel {
            /// Fits the model of purchases of this kind (see [`AnyModel::kind`]) to
            /// customers with facts by maximum likelihood.
            ///
            /// # Errors
            /// As the `fit` of the model, and:
            /// * `Length`: the facts do not have one row for each customer.
            /// * `Undefined`: a column without a penalty is the same for all
            ///   customers, or follows from other columns of its role, which are
            ///   named: its coefficient is not identified.
            /// * `OutOfRange`: as many coefficients as customers, or more.
            /// * `MissingColumn`: a name that is to be shared is not a column of both
            ///   roles.
            /// * `Argument`: a role that the model does not have.
            /// * `NotFinite`: the facts lie so far from 0 that a customer with facts
            ///   of 0 has no parameters; standardise them.
            /// * `Enumerator`: no kind of model of purchases in continuous time.
            pub fn fit(
                kind: u32,
                customers: &Histories<'_>,
                facts: &Covariates<'_>,
                covariates: &CovariateOptions,
                options: &FitOptions<'_>,
            ) -> Result<Self> {
                $(if kind == $plain::KIND {
                    return $plain::fit_with_covariates(customers, facts, covariates, options);
                })*
                $(if kind == $regular::KIND {
                    return $regular::fit_with_covariates(customers, facts, covariates, options);
                })*
                Err(Error::new(ErrorKind::Enumerator, "is no kind of model with covariates")
                    .in_column("kind")
                    .with_value(kind))
            }
        }
    };
}

/// A positive coefficient raises the odds of leaving through a, and lowers them
/// through b.
const COIN: &[Target] = &[
    PURCHASE,
    Target::new(CovariateRole::Attrition, 2, 1.0),
    Target::new(CovariateRole::AttritionB, 3, 1.0),
];

responsive! {
    plain {
        Nbd, 2, &[PURCHASE];
        ParetoNbd, 4, &[PURCHASE, Target::new(CovariateRole::Attrition, 3, -1.0)];
        BgNbd, 4, COIN;
        MbgNbd, 4, COIN;
        GGompertzNbd, 5, &[PURCHASE, Target::new(CovariateRole::Attrition, 4, -1.0)];
    }
    regular {
        BgCnbd;
        MbgCnbd;
    }
}

impl Responsive<3> for GammaGamma {
    /// All amounts grow with γ.
    const TARGETS: &'static [Target] = &[Target::new(CovariateRole::Spend, 2, 1.0)];
}

impl GammaGamma {
    /// Fits the model with covariates to the customers with x > 0: all that a
    /// customer spends per purchase is multiplied by e^(γ'z).
    ///
    /// # Errors
    /// As without covariates; as [`CovariateModel::fit`] for the facts.
    pub fn fit_with_covariates(
        customers: &Spending<'_>,
        facts: &Covariates<'_>,
        covariates: &CovariateOptions,
        options: &FitOptions<'_>,
    ) -> Result<CovariateModel> {
        facts.check_length(customers.len())?;
        let rows: Vec<(usize, Spend, f64)> = customers.observations().collect();
        fit_covariates::<3, Self>((), &rows, facts, covariates, options)
    }
}

/// The customers of a fit with covariates.
fn rows<const N: usize, M: Responsive<N>>(
    customers: &Histories<'_>,
    facts: &Covariates<'_>,
) -> Result<Vec<(usize, History, f64)>> {
    facts.check_length(customers.len())?;
    let acts = |role| M::TARGETS.iter().any(|target| target.role == role);
    let role = CovariateRole::Attrition;
    if !acts(role) && facts.of(role).next().is_some() {
        return Err(no_such_role(<M as Estimable<N>>::NAME, M::TARGETS, role));
    }
    let rows = customers.iter().enumerate();
    Ok(rows.map(|(row, history)| (row, history, customers.weight(row))).collect())
}
