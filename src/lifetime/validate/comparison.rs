//! Several models of the same customers in one table.

use super::holdout::{Holdout, HoldoutErrors};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::fit::fit_report::{FitReport, Ridge};
use crate::lifetime::fit::likelihood_ratio::LikelihoodRatio;
use crate::lifetime::kinds::any_model::AnyModel;
use crate::lifetime::kinds::model::Model;
use crate::lifetime::model::customers::Customers;
use crate::lifetime::observed::history::Histories;
use crate::lifetime::predict::prediction::Prediction;

/// Fits of several models to the same customers, side by side. A model that cannot be
/// fitted is a row with its reason and does not stop the others.
///
/// ```
/// use habitue::lifetime::{Comparison, FitOptions, ParetoNbd, Simulation};
/// let truth = ParetoNbd::new(0.55, 10.6, 0.61, 11.7)?;
/// let base = Simulation::new(3).with_holdout(26.0)?.run(&truth, &[52.0; 1000])?;
/// let customers = base.histories()?;
/// let actual: Vec<f64> = base.holdout_x.iter().map(|x| f64::from(*x)).collect();
/// let table = Comparison::fit(&Comparison::CONTINUOUS, &customers, &FitOptions::default())?
///     .with_holdout(&customers, &actual, 26.0, 1)?;
/// // Customers leave: the NBD, in which nobody does, is the worst by far.
/// let best = &table.rows()[table.best().unwrap()];
/// assert_ne!(best.name(), "NBD");
/// assert!(best.holdout().unwrap().wape.unwrap() > 0.0);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Comparison {
    rows: Vec<ComparedModel>,
}

/// One model of a [`Comparison`].
#[derive(Debug, Clone)]
pub struct ComparedModel {
    kind: u32,
    name: &'static str,
    name_zh: &'static str,
    fit: Result<(Model, FitReport)>,
    holdout: Option<HoldoutErrors>,
}

/// The likelihood-ratio test of two models of a [`Comparison`], of which one is a
/// special case of the other.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct NestedTest {
    /// The row of the special case.
    pub restricted: usize,
    /// The row of the model that contains it.
    pub general: usize,
    /// The test. In all these pairs the special case lies at the end of a parameter's
    /// range, so that the p-value is too large rather than too small.
    pub test: LikelihoodRatio,
}

/// Kinds of which the first is a limit of the second: without attrition, and with
/// lifetimes that do not age.
const NESTED: [(u32, u32); 7] = [(4, 2), (4, 1), (4, 3), (4, 5), (4, 6), (4, 8), (2, 7)];

impl Comparison {
    /// The kinds ([`AnyModel::kind`]) of models in continuous time that are compared unless
    /// others are named: NBD, Pareto/NBD, BG/NBD, MBG/NBD, BG/CNBD-k, MBG/CNBD-k,
    /// GGompertz/NBD. Their likelihoods speak of the same moments of purchase and may be
    /// compared, also with that of the PDO/NBD, which is twelve fits; that of the BG/BB, in
    /// discrete time, may not.
    pub const CONTINUOUS: [u32; 7] = [4, 2, 1, 3, 5, 6, 7];

    /// Fits a model of each kind to `customers`, in this order. Give
    /// [`Histories::with_log_intervals`] for the CNBD-k models.
    ///
    /// # Errors
    /// `Empty`: no customers or no kinds; `Duplicate` or `Enumerator`, with the place
    /// as row, for a kind that comes twice or is no model of purchases; `Cancelled`.
    /// All else that hinders a fit is told in its row.
    pub fn fit(kinds: &[u32], customers: &Histories<'_>, options: &FitOptions<'_>) -> Result<Self> {
        if customers.is_empty() {
            return Err(Error::empty("customers"));
        }
        if kinds.is_empty() {
            return Err(Error::empty("kinds"));
        }
        for (place, kind) in kinds.iter().enumerate() {
            if kinds[..place].contains(kind) {
                return Err(Error::new(ErrorKind::Duplicate, "is asked for twice")
                    .in_column("kinds")
                    .with_value(kind)
                    .at_row(place as u64));
            }
            AnyModel::purchase_names(*kind).map_err(|error| error.at_row(place as u64))?;
        }
        let fit = |&kind: &u32| {
            let (name, name_zh) = AnyModel::purchase_names(kind)?;
            let fit = match Model::fit(kind, &Customers::of(*customers), options) {
                Err(error) if error.kind() == ErrorKind::Cancelled => return Err(error),
                Err(error) => Err(error),
                Ok(model) => match model.report().cloned() {
                    Some(report) => Ok((model, report)),
                    None => Err(Error::new(ErrorKind::Internal, "has no report")),
                },
            };
            Ok(ComparedModel { kind, name, name_zh, fit, holdout: None })
        };
        Ok(Self { rows: kinds.iter().map(fit).collect::<Result<_>>()? })
    }

    /// Judges each fitted model by `actual`, what each customer bought in
    /// (T, T + t], beside the expected purchases; by up to `threads` threads.
    ///
    /// # Errors
    /// As [`Holdout::new`] and
    /// [`PurchaseModel::predict_into`](crate::lifetime::PurchaseModel::predict_into); weights of the
    /// histories count.
    pub fn with_holdout(
        mut self,
        customers: &Histories<'_>,
        actual: &[f64],
        t: f64,
        threads: usize,
    ) -> Result<Self> {
        let mut expected = vec![0.0; customers.len()];
        let weights: Option<Vec<f64>> = customers
            .are_weighted()
            .then(|| (0..customers.len()).map(|row| customers.weight(row)).collect());
        for row in &mut self.rows {
            let Some(model) = row.model().and_then(|model| model.base().as_purchase()) else {
                continue;
            };
            let asked = Prediction::ExpectedPurchases { t };
            model.predict_into(asked, customers, threads, &mut expected)?;
            let mut holdout = Holdout::new(actual, &expected)?;
            if let Some(weights) = &weights {
                holdout = holdout.with_weights(weights)?;
            }
            row.holdout = Some(holdout.errors());
        }
        Ok(self)
    }

    /// The models in the order in which they were asked for.
    #[must_use]
    pub fn rows(&self) -> &[ComparedModel] {
        &self.rows
    }

    /// The row of the smallest AIC, the first of several; `None` where no fit
    /// succeeded.
    #[must_use]
    pub fn best(&self) -> Option<usize> {
        let found = self.rows.iter().enumerate();
        let scored = found.filter_map(|(row, model)| Some((row, model.report()?.aic())));
        scored.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(row, _)| row)
    }

    /// The tests of all pairs of fitted models of which one is a special case of the
    /// other: NBD in every model of attrition, and Pareto/NBD in GGompertz/NBD. Where
    /// the peak of the richer model lies at the special case, the statistic is 0.
    /// (BG/NBD is BG/CNBD-k with k = 1, but k is a whole number: compare their AIC.)
    #[must_use]
    pub fn nested_tests(&self) -> Vec<NestedTest> {
        let find = |kind: u32| {
            let row = self.rows.iter().position(|row| row.kind == kind)?;
            Some((row, self.rows[row].report()?))
        };
        let test = |&(small, large): &(u32, u32)| {
            let ((restricted, special), (general, rich)) = (find(small)?, find(large)?);
            let test = LikelihoodRatio::new(special, rich).unwrap_or(LikelihoodRatio {
                statistic: 0.0,
                degrees: rich.parameters - special.parameters,
                p_value: 1.0,
            });
            Some(NestedTest { restricted, general, test })
        };
        NESTED.iter().filter_map(test).collect()
    }
}

impl ComparedModel {
    /// The kind of the model; see [`AnyModel::kind`].
    #[must_use]
    pub fn kind(&self) -> u32 {
        self.kind
    }

    /// The English name of the model.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The Chinese name of the model.
    #[must_use]
    pub fn name_zh(&self) -> &'static str {
        self.name_zh
    }

    /// The fitted model; `None` where the fit failed.
    #[must_use]
    pub fn model(&self) -> Option<&Model> {
        self.fit.as_ref().ok().map(|(model, _)| model)
    }

    /// Log-likelihood, AIC, BIC and diagnosis; `None` where the fit failed. k of the
    /// CNBD-k models is not counted among the parameters.
    #[must_use]
    pub fn report(&self) -> Option<&FitReport> {
        self.fit.as_ref().ok().map(|(_, report)| report)
    }

    /// Why there is no fit; `None` where there is one.
    #[must_use]
    pub fn failure(&self) -> Option<&Error> {
        self.fit.as_ref().err()
    }

    /// The ridge of the fit, if there is one.
    #[must_use]
    pub fn ridge(&self) -> Option<Ridge> {
        self.report().and_then(|report| report.ridge)
    }

    /// k of a CNBD-k model, as given or found; `None` for other models.
    #[must_use]
    pub fn regularity(&self) -> Option<u32> {
        match self.model()?.base() {
            AnyModel::BgCnbd(model) => Some(model.k()),
            AnyModel::MbgCnbd(model) => Some(model.k()),
            _ => None,
        }
    }

    /// The errors of its forecasts; `None` without a holdout or a fit.
    #[must_use]
    pub fn holdout(&self) -> Option<&HoldoutErrors> {
        self.holdout.as_ref()
    }
}
