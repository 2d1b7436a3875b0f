//! Models that answer for customers, whether or not they look at facts.

use std::ops::Range;

use super::parametric::Parametric;
use crate::error::Result;
use crate::lifetime::covariates::covariate_model::CovariateModel;
use crate::lifetime::kinds::stored::AnyModel;
use crate::lifetime::kinds::surface::other_family;
use crate::lifetime::observed::cells::Cells;
use crate::lifetime::observed::covariates::{CovariateRole, Covariates, grouped};
use crate::lifetime::observed::history::{Histories, History};
use crate::lifetime::predict::closure::PurchaseModel;
use crate::lifetime::predict::prediction::Prediction;
use crate::lifetime::predict::valuation::Valuation;

/// Customers who are asked of, with their facts where the model looks at some.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) customers: Histories<'a>,
    pub(crate) facts: &'a Covariates<'a>,
}

/// Distinct customers, with the facts behind each column, and how many each stands for.
pub(crate) struct Distinct<'a> {
    pub(crate) x: Vec<u32>,
    pub(crate) t_x: Vec<f64>,
    pub(crate) t: Vec<f64>,
    pub(crate) facts: Vec<(CovariateRole, &'a str, Vec<f64>)>,
    pub(crate) weights: Vec<f64>,
}

/// A model that answers questions about purchases, whatever it looks at.
pub(crate) trait Answering: Parametric {
    /// Whether it can speak of these customers.
    fn check(&self, asked: Asked<'_>) -> Result<()>;

    /// The plain model that says whether a question is one.
    fn plain(&self) -> &AnyModel;

    /// The answers for customers who were checked.
    fn answer(&self, prediction: Prediction, asked: Asked<'_>, out: &mut [f64]) -> Result<()>;

    fn discounted(&self, valuation: &Valuation, asked: Asked<'_>, out: &mut [f64]) -> Result<()>;

    fn distinct<'a>(asked: Asked<'a>, threads: usize) -> Distinct<'a>;
}

pub(crate) fn purchase_model(model: &AnyModel) -> Result<&dyn PurchaseModel> {
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

/// No facts are looked at.
const NONE: &Covariates<'static> = &Covariates::none();

pub(crate) fn without_facts<'a>(customers: &Histories<'a>) -> Asked<'a> {
    Asked { customers: *customers, facts: NONE }
}

impl Asked<'_> {
    /// Some of the rows, with their facts.
    pub(crate) fn part<'a>(&'a self, rows: Range<usize>, facts: &'a Covariates<'a>) -> Asked<'a> {
        Asked { customers: self.customers.part(rows.start, rows.len()), facts }
    }
}
