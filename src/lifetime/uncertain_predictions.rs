//! Predictions with their uncertainty: of each customer, and of the whole base.

use std::ops::Range;

use super::cells::Cells;
use super::closure::PurchaseModel;
use super::contract::{ContractModel, ContractPrediction};
use super::covariate_model::CovariateModel;
use super::covariates::{CovariateRole, Covariates, grouped};
use super::estimate::{Estimate, Estimates, Support, UncertaintyMethod};
use super::gamma_gamma::GammaGamma;
use super::history::{Histories, History};
use super::parametric::Parametric;
use super::prediction::Prediction;
use super::spend::Spending;
use super::spread::Spread;
use super::stored::AnyModel;
use super::surface::other_family;
use super::uncertainty::Uncertainty;
use super::valuation::Valuation;
use crate::error::{Error, ErrorKind, Result};
use crate::progress::Progress;

/// What customers are expected to spend per purchase.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum ExpectedSpend<'a> {
    /// Amounts that are taken as known, one a customer.
    Known(&'a [f64]),
    /// What a model of spend expects after these purchases, one row a customer; its
    /// uncertainty comes on top of that of the purchases, and must have been
    /// found by the same method.
    Modelled(&'a Uncertainty, Spending<'a>),
    /// Likewise from a model of spend with covariates, with the facts of the customers.
    ModelledByFacts(&'a Uncertainty<CovariateModel>, Spending<'a>, &'a Covariates<'a>),
}

/// The model of spend behind a draw, if there is one.
#[derive(Debug, Clone)]
enum Amounts {
    Known,
    Plain(AnyModel),
    ByFacts(CovariateModel),
}

impl ExpectedSpend<'_> {
    fn check(&self, customers: usize) -> Result<()> {
        let same_length = |spending: &Spending<'_>| {
            if spending.len() == customers {
                return Ok(());
            }
            Err(Error::length("mean_spend", spending.len(), customers))
        };
        match self {
            Self::Known(spend) => {
                if spend.len() != customers {
                    return Err(Error::length("expected_spend", spend.len(), customers));
                }
                match spend.iter().position(|spend| !spend.is_finite()) {
                    None => Ok(()),
                    Some(row) => Err(Error::out_of_range("expected_spend", spend[row], "finite")
                        .at_row(row as u64)),
                }
            }
            Self::Modelled(uncertainty, spending) => {
                same_length(spending)?;
                spend_model(uncertainty.model())?
                    .expected_spend_into(spending, &mut vec![0.0; customers])
            }
            Self::ModelledByFacts(uncertainty, spending, facts) => {
                same_length(spending)?;
                uncertainty.model().expected_spend_into(spending, facts, &mut vec![0.0; customers])
            }
        }
    }

    /// The spend of some rows; infinite where a draw makes it so.
    fn of(&self, model: &Amounts, rows: Range<usize>) -> Result<Vec<f64>> {
        match (self, model) {
            (Self::Known(spend), _) => Ok(spend[rows].to_vec()),
            (Self::Modelled(_, spending), Amounts::Plain(model)) => {
                let model = spend_model(model)?;
                Ok(rows.map(|row| expected(model, spending.get(row))).collect())
            }
            (Self::ModelledByFacts(_, spending, facts), Amounts::ByFacts(model)) => {
                expected_by_facts(model, spending, facts, rows)
            }
            _ => Ok(vec![f64::NAN; rows.len()]),
        }
    }

    /// The spread of the purchases with that of the spend.
    fn join<M: Parametric>(&self, purchases: &Uncertainty<M>) -> Result<Spread<(M, Amounts)>> {
        let amounts = match self {
            Self::Known(_) => {
                return Ok(purchases.spread.map(|model| (model.clone(), Amounts::Known)));
            }
            Self::Modelled(found, _) => found.spread.map(|model| Amounts::Plain(*model)),
            Self::ModelledByFacts(found, ..) => {
                found.spread.map(|model| Amounts::ByFacts(model.clone()))
            }
        };
        purchases.spread.with(&amounts).ok_or_else(|| {
            Error::new(
                ErrorKind::Argument,
                "was found by another method than that of the purchases",
            )
            .in_column("spend")
        })
    }
}

fn spend_model(model: &AnyModel) -> Result<&GammaGamma> {
    model.as_spend().ok_or_else(|| other_family("spend"))
}

fn expected(model: &GammaGamma, (x, mean): (u32, f64)) -> f64 {
    model.expected_spend(x, mean).unwrap_or(f64::INFINITY)
}

fn expected_by_facts(
    model: &CovariateModel,
    spending: &Spending<'_>,
    facts: &Covariates<'_>,
    rows: Range<usize>,
) -> Result<Vec<f64>> {
    let models = model.for_customers(&facts.part(rows.clone()), rows.len())?;
    let each = models.iter().zip(rows);
    each.map(|(model, row)| Ok(expected(spend_model(model)?, spending.get(row)))).collect()
}

/// An infinite answer is the answer; any other error means none.
fn or_infinite(answer: Result<f64>) -> f64 {
    match answer {
        Ok(value) => value,
        Err(error) if error.kind() == ErrorKind::Undefined => f64::INFINITY,
        Err(_) => f64::NAN,
    }
}

/// Customers who are asked of, with their facts where the model looks at some.
#[derive(Clone, Copy)]
struct Asked<'a> {
    customers: Histories<'a>,
    facts: &'a Covariates<'a>,
}

/// Distinct customers, with the facts behind each column, and how many each stands for.
struct Distinct<'a> {
    x: Vec<u32>,
    t_x: Vec<f64>,
    t: Vec<f64>,
    facts: Vec<(CovariateRole, &'a str, Vec<f64>)>,
    weights: Vec<f64>,
}

/// A model that answers questions about purchases, whatever it looks at.
trait Answering: Parametric {
    /// Whether it can speak of these customers.
    fn check(&self, asked: Asked<'_>) -> Result<()>;

    /// The plain model that says whether a question is one.
    fn plain(&self) -> &AnyModel;

    /// The answers for customers who were checked.
    fn answer(&self, prediction: Prediction, asked: Asked<'_>, out: &mut [f64]) -> Result<()>;

    fn discounted(&self, valuation: &Valuation, asked: Asked<'_>, out: &mut [f64]) -> Result<()>;

    fn distinct<'a>(asked: Asked<'a>, threads: usize) -> Distinct<'a>;
}

fn purchase_model(model: &AnyModel) -> Result<&dyn PurchaseModel> {
    model.as_purchase().ok_or_else(|| other_family("purchases"))
}

impl Answering for AnyModel {
    fn check(&self, asked: Asked<'_>) -> Result<()> {
        let model = self.as_closure().ok_or_else(|| other_family("purchases"))?;
        for (row, history) in asked.customers.iter().enumerate() {
            model.accepts(history).map_err(|error| error.at_row(row as u64))?;
        }
        Ok(())
    }

    fn plain(&self) -> &AnyModel {
        self
    }

    fn answer(&self, prediction: Prediction, asked: Asked<'_>, out: &mut [f64]) -> Result<()> {
        purchase_model(self)?.predict_into(prediction, &asked.customers, 1, out)
    }

    fn discounted(&self, valuation: &Valuation, asked: Asked<'_>, out: &mut [f64]) -> Result<()> {
        valuation.discounted_purchases_into(purchase_model(self)?, &asked.customers, 1, out)
    }

    fn distinct<'a>(asked: Asked<'a>, threads: usize) -> Distinct<'a> {
        let (rows, weights): (Vec<History>, Vec<f64>) =
            Cells::of(&asked.customers, threads).iter().unzip();
        Distinct {
            x: rows.iter().map(History::x).collect(),
            t_x: rows.iter().map(History::t_x).collect(),
            t: rows.iter().map(History::t).collect(),
            facts: Vec::new(),
            weights,
        }
    }
}

impl Answering for CovariateModel {
    fn check(&self, Asked { customers, facts }: Asked<'_>) -> Result<()> {
        purchase_model(self.base())?;
        self.for_customers(facts, customers.len()).map(drop)
    }

    fn plain(&self) -> &AnyModel {
        self.base()
    }

    fn answer(&self, prediction: Prediction, asked: Asked<'_>, out: &mut [f64]) -> Result<()> {
        self.predict_into(prediction, &asked.customers, asked.facts, 1, out)
    }

    fn discounted(&self, valuation: &Valuation, asked: Asked<'_>, out: &mut [f64]) -> Result<()> {
        self.discounted_purchases_into(valuation, &asked.customers, asked.facts, 1, out)
    }

    fn distinct<'a>(Asked { customers, facts }: Asked<'a>, _: usize) -> Distinct<'a> {
        let history: [Vec<f64>; 3] = [
            customers.iter().map(|history| f64::from(history.x())).collect(),
            customers.iter().map(|history| history.t_x()).collect(),
            customers.iter().map(|history| history.t()).collect(),
        ];
        let columns = history.iter().map(Vec::as_slice).chain(facts.all().map(|c| c.values));
        let columns: Vec<&[f64]> = columns.collect();
        let groups = grouped(&columns, (0..customers.len() as u32).collect());
        let first: Vec<usize> = groups.iter().map(|group| group[0] as usize).collect();
        let pick = |column: &[f64]| first.iter().map(|&row| column[row]).collect::<Vec<f64>>();
        let weight =
            |group: &Vec<u32>| group.iter().map(|&row| customers.weight(row as usize)).sum::<f64>();
        Distinct {
            x: pick(&history[0]).into_iter().map(|x| x as u32).collect(),
            t_x: pick(&history[1]),
            t: pick(&history[2]),
            facts: facts.all().map(|c| (c.role, c.name, pick(c.values))).collect(),
            weights: groups.iter().map(weight).collect(),
        }
    }
}

impl Uncertainty {
    /// A prediction for each customer, with standard errors and intervals at a level
    /// such as 0.95. `threads` share the rows, 0 for all cores; the bits do not
    /// depend on it. `progress` hears the rows done.
    ///
    /// # Errors
    /// As [`PurchaseModel::predict_into`];
    /// `Argument` for a model of another family; `OutOfRange` for the level;
    /// `Undefined` for the delta method and a prediction that moves in steps;
    /// `Cancelled`.
    pub fn predict(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        self.each(prediction, without_facts(customers), level, threads, progress)
    }

    /// The sum of a prediction over all customers, each counted as often as its
    /// weight says: expected purchases of the base, customers who are still alive.
    /// Since the same parameters stand behind all of them, the errors of customers
    /// do not cancel, and the interval is far wider than that of independent
    /// figures. `progress` hears the draws done.
    ///
    /// # Errors
    /// As [`Uncertainty::predict`]; `Argument` for a quantile, of which there is no
    /// sum.
    pub fn predict_total(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        self.total(prediction, without_facts(customers), level, threads, progress)
    }

    /// Lifetime value of each customer: discounted expected purchases × expected
    /// spend × margin, with the uncertainty of both models.
    ///
    /// # Errors
    /// As [`Uncertainty::predict`] and
    /// [`Valuation::lifetime_value_into`]; `Argument` where the uncertainties of
    /// purchases and of spend were found by different methods.
    pub fn lifetime_value(
        &self,
        valuation: &Valuation,
        customers: &Histories<'_>,
        spend: ExpectedSpend<'_>,
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        self.values(valuation, without_facts(customers), spend, level, threads, progress)
    }

    /// The lifetime value of the whole base, each customer counted as often as its
    /// weight says: what the present customers are worth together.
    ///
    /// # Errors
    /// As [`Uncertainty::lifetime_value`].
    pub fn total_lifetime_value(
        &self,
        valuation: &Valuation,
        customers: &Histories<'_>,
        spend: ExpectedSpend<'_>,
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        self.total_value(valuation, without_facts(customers), spend, level, threads, progress)
    }

    /// Expected spend per purchase of each customer.
    ///
    /// # Errors
    /// As [`GammaGamma::expected_spend_into`]; `Argument` for a model of another
    /// family; `OutOfRange` for the level.
    pub fn expected_spend(
        &self,
        customers: &Spending<'_>,
        level: f64,
        threads: usize,
    ) -> Result<Estimates> {
        let n = customers.len();
        spend_model(self.model())?.expected_spend_into(customers, &mut vec![0.0; n])?;
        let wanted = self.wanted(level, Support::Positive, threads);
        self.spread.columns(n, wanted, &mut Progress::silent(), |model, rows, out| {
            let model = spend_model(model)?;
            for (slot, row) in out.iter_mut().zip(rows) {
                *slot = expected(model, customers.get(row));
            }
            Ok(())
        })
    }

    /// A prediction for each customer under contract with n = `renewals` behind it.
    ///
    /// # Errors
    /// As [`ContractModel::predict_into`]; `Argument` for a model of another family;
    /// `OutOfRange` for the level; `Undefined` for the delta method and a
    /// prediction that moves in steps.
    pub fn contract_predict(
        &self,
        prediction: ContractPrediction,
        renewals: &[u32],
        level: f64,
        threads: usize,
    ) -> Result<Estimates> {
        self.check_contract(prediction, renewals)?;
        let mut distinct = renewals.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let support = match prediction {
            ContractPrediction::RetentionRate
            | ContractPrediction::Survival { .. }
            | ContractPrediction::Churn { .. } => Support::Probability,
            _ => Support::Positive,
        };
        let wanted = self.wanted(level, support, threads);
        let progress = &mut Progress::silent();
        let found = self.spread.columns(distinct.len(), wanted, progress, |model, rows, out| {
            let model = contract_model(model)?;
            for (slot, row) in out.iter_mut().zip(rows) {
                *slot = or_infinite(model.predict(prediction, distinct[row]));
            }
            Ok(())
        })?;
        let place = |n: &u32| distinct.binary_search(n).unwrap_or(0);
        let pick = |column: &[f64]| renewals.iter().map(|n| column[place(n)]).collect();
        Ok(Estimates {
            estimate: pick(&found.estimate),
            standard_error: pick(&found.standard_error),
            low: pick(&found.low),
            high: pick(&found.high),
            ..found
        })
    }

    /// The sum of a prediction over customers under contract.
    ///
    /// # Errors
    /// As [`Uncertainty::contract_predict`]; `Argument` for a quantile or an
    /// elasticity, of which there is no sum.
    pub fn contract_total(
        &self,
        prediction: ContractPrediction,
        renewals: &[u32],
        level: f64,
        threads: usize,
    ) -> Result<Estimate> {
        self.check_contract(prediction, renewals)?;
        if matches!(
            prediction,
            ContractPrediction::RenewalsQuantile { .. }
                | ContractPrediction::RetentionElasticity { .. }
                | ContractPrediction::RenewersElasticity { .. }
        ) {
            return Err(Error::new(ErrorKind::Argument, "has no sum over customers")
                .in_column("prediction"));
        }
        let mut sorted = renewals.to_vec();
        sorted.sort_unstable();
        let counts: Vec<(u32, f64)> =
            sorted.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as f64)).collect();
        let wanted = self.wanted(level, Support::Positive, threads);
        self.spread.figure(wanted, &mut Progress::silent(), |model| {
            let model = contract_model(model)?;
            let term = |(n, count): &(u32, f64)| count * or_infinite(model.predict(prediction, *n));
            Ok(counts.iter().map(term).sum())
        })
    }

    fn check_contract(&self, prediction: ContractPrediction, renewals: &[u32]) -> Result<()> {
        let model = contract_model(self.model())?;
        model.predict_into(prediction, renewals, &mut vec![0.0; renewals.len()])?;
        self.check_steps(matches!(prediction, ContractPrediction::RenewalsQuantile { .. }))
    }
}

impl Uncertainty<CovariateModel> {
    /// A prediction for each customer with their facts; as [`Uncertainty::predict`].
    /// Uncertain are the coefficients along with the parameters.
    ///
    /// # Errors
    /// As there, and as [`CovariateModel::predict_into`] for the facts.
    pub fn predict(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        self.each(prediction, Asked { customers: *customers, facts }, level, threads, progress)
    }

    /// The sum of a prediction over all customers with their facts; as
    /// [`Uncertainty::predict_total`].
    ///
    /// # Errors
    /// As there, and as [`CovariateModel::predict_into`] for the facts.
    pub fn predict_total(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        self.total(prediction, Asked { customers: *customers, facts }, level, threads, progress)
    }

    /// Lifetime value of each customer with their facts; as
    /// [`Uncertainty::lifetime_value`].
    ///
    /// # Errors
    /// As there, and as [`CovariateModel::predict_into`] for the facts.
    #[expect(clippy::too_many_arguments, reason = "the facts come along with the customers")]
    pub fn lifetime_value(
        &self,
        valuation: &Valuation,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        spend: ExpectedSpend<'_>,
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        let asked = Asked { customers: *customers, facts };
        self.values(valuation, asked, spend, level, threads, progress)
    }

    /// The lifetime value of the whole base; as [`Uncertainty::total_lifetime_value`].
    ///
    /// # Errors
    /// As there, and as [`CovariateModel::predict_into`] for the facts.
    #[expect(clippy::too_many_arguments, reason = "the facts come along with the customers")]
    pub fn total_lifetime_value(
        &self,
        valuation: &Valuation,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        spend: ExpectedSpend<'_>,
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        let asked = Asked { customers: *customers, facts };
        self.total_value(valuation, asked, spend, level, threads, progress)
    }

    /// Expected spend per purchase of each customer with their facts.
    ///
    /// # Errors
    /// As [`CovariateModel::expected_spend_into`]; `OutOfRange` for the level.
    pub fn expected_spend(
        &self,
        customers: &Spending<'_>,
        facts: &Covariates<'_>,
        level: f64,
        threads: usize,
    ) -> Result<Estimates> {
        let n = customers.len();
        self.model().expected_spend_into(customers, facts, &mut vec![0.0; n])?;
        let wanted = self.wanted(level, Support::Positive, threads);
        self.spread.columns(n, wanted, &mut Progress::silent(), |model, rows, out| {
            out.copy_from_slice(&expected_by_facts(model, customers, facts, rows)?);
            Ok(())
        })
    }
}

#[expect(private_bounds, reason = "only plain models and those with covariates answer")]
impl<M: Answering> Uncertainty<M> {
    fn each(
        &self,
        prediction: Prediction,
        asked: Asked<'_>,
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        self.model().check(asked)?;
        self.check_prediction(prediction)?;
        let wanted = self.wanted(level, support(prediction), threads);
        self.spread.columns(asked.customers.len(), wanted, progress, |model, rows, out| {
            let facts = asked.facts.part(rows.clone());
            model.answer(prediction, asked.part(rows, &facts), out)
        })
    }

    fn total(
        &self,
        prediction: Prediction,
        asked: Asked<'_>,
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        self.model().check(asked)?;
        self.check_prediction(prediction)?;
        if !prediction.is_average() {
            return Err(Error::new(ErrorKind::Argument, "is a quantile, of which there is no sum")
                .in_column("prediction"));
        }
        let Distinct { x, t_x, t, facts, weights } = M::distinct(asked, threads);
        let customers = Histories::new(&x, &t_x, &t)?;
        let facts = facts.iter().try_fold(Covariates::new(), |all, (role, name, values)| {
            all.with(*role, &[(name, values)])
        })?;
        let distinct = Asked { customers, facts: &facts };
        let wanted = self.wanted(level, Support::Positive, threads);
        self.spread.figure(wanted, progress, |model| {
            let mut column = vec![0.0; weights.len()];
            model.answer(prediction, distinct, &mut column)?;
            Ok(column.iter().zip(&weights).map(|(value, weight)| weight * value).sum())
        })
    }

    fn values(
        &self,
        valuation: &Valuation,
        asked: Asked<'_>,
        spend: ExpectedSpend<'_>,
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimates> {
        let spread = self.check_value(valuation, asked, spend)?;
        let wanted = self.wanted(level, Support::Signed, threads);
        let customers = asked.customers.len();
        spread.columns(customers, wanted, progress, |(model, amounts), rows, out| {
            let facts = asked.facts.part(rows.clone());
            model.discounted(valuation, asked.part(rows.clone(), &facts), out)?;
            for (value, spend) in out.iter_mut().zip(spend.of(amounts, rows)?) {
                *value = worth(*value, spend * valuation.margin());
            }
            Ok(())
        })
    }

    fn total_value(
        &self,
        valuation: &Valuation,
        asked: Asked<'_>,
        spend: ExpectedSpend<'_>,
        level: f64,
        threads: usize,
        progress: &mut Progress<'_>,
    ) -> Result<Estimate> {
        let spread = self.check_value(valuation, asked, spend)?;
        let wanted = self.wanted(level, Support::Signed, threads);
        spread.figure(wanted, progress, |(model, amounts)| {
            let mut column = vec![0.0; asked.customers.len()];
            model.discounted(valuation, asked, &mut column)?;
            let spends = spend.of(amounts, 0..column.len())?;
            let value = |(row, (purchases, spend)): (usize, (&f64, f64))| {
                asked.customers.weight(row) * worth(*purchases, spend * valuation.margin())
            };
            Ok(column.iter().zip(spends).enumerate().map(value).sum())
        })
    }

    fn check_prediction(&self, prediction: Prediction) -> Result<()> {
        let plain = self.model().plain();
        let nobody = Histories::new(&[], &[], &[])?;
        purchase_model(plain)?.predict_into(prediction, &nobody, 1, &mut [])?;
        let counts = matches!(
            prediction,
            Prediction::PurchaseQuantile { .. } | Prediction::PurchaseQuantileBetween { .. }
        );
        let waits = matches!(
            prediction,
            Prediction::NextPurchaseQuantile { .. } | Prediction::LifetimeQuantile { .. }
        );
        self.check_steps(counts || waits && matches!(plain, AnyModel::BgBb(_)))
    }

    fn check_steps(&self, steps: bool) -> Result<()> {
        if steps && self.method() == UncertaintyMethod::Delta {
            return Err(Error::new(
                ErrorKind::Undefined,
                "moves in steps, so that it has no slope: use draws or the bootstrap",
            )
            .in_column("prediction"));
        }
        Ok(())
    }

    /// The spread of both models, once everything is in order.
    fn check_value(
        &self,
        valuation: &Valuation,
        asked: Asked<'_>,
        spend: ExpectedSpend<'_>,
    ) -> Result<Spread<(M, Amounts)>> {
        self.model().check(asked)?;
        valuation.check()?;
        spend.check(asked.customers.len())?;
        spend.join(self)
    }
}

/// No facts are looked at.
const NONE: &Covariates<'static> = &Covariates::none();

fn without_facts<'a>(customers: &Histories<'a>) -> Asked<'a> {
    Asked { customers: *customers, facts: NONE }
}

impl Asked<'_> {
    fn part<'a>(&'a self, rows: Range<usize>, facts: &'a Covariates<'a>) -> Asked<'a> {
        Asked { customers: self.customers.part(rows.start, rows.len()), facts }
    }
}

fn contract_model(model: &AnyModel) -> Result<&dyn ContractModel> {
    model.as_contract().ok_or_else(|| other_family("customers under contract"))
}

/// Purchases times their worth; no purchases are worth nothing, whatever is spent.
fn worth(purchases: f64, each: f64) -> f64 {
    if purchases == 0.0 { 0.0 } else { purchases * each }
}

fn support(prediction: Prediction) -> Support {
    match prediction {
        Prediction::PAlive
        | Prediction::PAliveAt { .. }
        | Prediction::PPurchases { .. }
        | Prediction::PAtLeast { .. }
        | Prediction::PNoPurchase { .. }
        | Prediction::PPurchasesBetween { .. }
        | Prediction::PAtLeastBetween { .. } => Support::Probability,
        _ => Support::Positive,
    }
}
