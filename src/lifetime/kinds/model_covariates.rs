//! The plain model of each customer with covariates.

use super::any_model::AnyModel;
use super::covariate_effect::CovariateEffect;
use super::model::Model;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::observed::covariates::{Column, CovariateRole, Covariates, grouped};
use crate::lifetime::observed::history::Histories;
use crate::lifetime::observed::spend::Spending;
use crate::lifetime::predict::prediction::Prediction;
use crate::numeric::parallel::chunked;
use crate::time::units_meet;

/// Rows in one share of the work.
const CHUNK: usize = 4096;

impl Model {
    /// The names of the columns that a role needs, in order.
    pub fn columns(&self, role: CovariateRole) -> impl Iterator<Item = &str> {
        // The two coefficients of a beta-geometric model may read different columns of attrition.
        let effects = &self.effects;
        effects
            .iter()
            .enumerate()
            .filter(move |(index, effect)| {
                let twin = |e: &CovariateEffect| {
                    e.role.source() == effect.role.source() && e.name == effect.name
                };
                effect.role.source() == role && !effects[..*index].iter().any(twin)
            })
            .map(|(_, effect)| effect.name.as_str())
    }

    /// The plain model of one customer: `purchase` and `attrition` hold the facts
    /// in the order of [`Model::columns`]; so does `spend`.
    ///
    /// # Errors
    /// `Length`, `NotFinite`; `OutOfRange` where the facts lie so far from those
    /// of the fit that a parameter leaves the range of numbers.
    pub fn for_covariates(
        &self,
        purchase: &[f64],
        attrition: &[f64],
        spend: &[f64],
    ) -> Result<AnyModel> {
        let mut facts = Covariates::new();
        let given = [
            (CovariateRole::Purchase, purchase),
            (CovariateRole::Attrition, attrition),
            (CovariateRole::Spend, spend),
        ];
        for (role, values) in given {
            let names: Vec<&str> = self.columns(role).collect();
            if names.len() != values.len() {
                return Err(Error::length(role.name(), values.len(), names.len()));
            }
            for (name, value) in names.into_iter().zip(values) {
                facts = facts.with(role, &[(name, std::slice::from_ref(value))])?;
            }
        }
        self.shifted(&self.lookup(&facts)?, 0)
    }

    /// The plain model of each customer with these facts.
    ///
    /// # Errors
    /// As for [`Model::answer`].
    pub fn for_customers(&self, facts: &Covariates<'_>, customers: usize) -> Result<Vec<AnyModel>> {
        facts.check_length(customers)?;
        let columns = self.lookup(facts)?;
        (0..customers)
            .map(|row| self.shifted(&columns, row).map_err(|error| error.at_row(row as u64)))
            .collect()
    }

    /// The plain model of each distinct row of these facts, and which of them is that of
    /// each customer.
    pub(crate) fn of_distinct(
        &self,
        facts: &Covariates<'_>,
        customers: usize,
    ) -> Result<(Vec<AnyModel>, Vec<usize>)> {
        facts.check_length(customers)?;
        let columns = self.lookup(facts)?;
        let groups = grouped(&columns, (0..customers as u32).collect());
        let mut of = vec![0; customers];
        let mut models = Vec::with_capacity(groups.len());
        for (index, group) in groups.iter().enumerate() {
            let row = group[0] as usize;
            models.push(self.shifted(&columns, row).map_err(|error| error.at_row(row as u64))?);
            group.iter().for_each(|&row| of[row as usize] = index);
        }
        Ok((models, of))
    }

    /// One prediction for each customer with their covariates, written to `out`.
    pub(crate) fn predict_by_covariates_into(
        &self,
        prediction: Prediction,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        threads: usize,
        out: &mut [f64],
    ) -> Result<()> {
        let nobody = Histories::new(&[], &[], &[])?;
        self.base.purchases()?.predict_into(prediction, &nobody, 1, &mut [])?;
        self.by_facts(customers, facts, threads, out, |model, rows, out| {
            model.purchases()?.predict_into(prediction, rows, 1, out)
        })
    }

    /// The expected spend per purchase of each customer of a model of spend with covariates.
    pub(crate) fn spend_by_covariates_into(
        &self,
        customers: &Spending<'_>,
        facts: &Covariates<'_>,
        out: &mut [f64],
    ) -> Result<()> {
        let base = self.base.as_spend().ok_or_else(|| {
            Error::new(ErrorKind::Argument, "is no model of spend").in_column("model")
        })?;
        if out.len() != customers.len() {
            return Err(Error::length("out", out.len(), customers.len()));
        }
        facts.check_length(out.len())?;
        // Whether the mean exists depends on p and q alone.
        base.expected_spend_into(customers, &mut vec![0.0; out.len()])?;
        let columns = self.lookup(facts)?;
        let mut found = vec![0.0; out.len()];
        for (row, (x, mean)) in customers.iter().enumerate() {
            let model = self.shifted(&columns, row).map_err(|error| error.at_row(row as u64))?;
            if let Some(model) = model.as_spend() {
                found[row] = model.expected_spend(x, mean)?;
            }
        }
        out.copy_from_slice(&found);
        Ok(())
    }

    /// The column of each effect.
    fn lookup<'c>(&self, facts: &Covariates<'c>) -> Result<Vec<&'c [f64]>> {
        let roles: &[CovariateRole] = match self.base {
            AnyModel::GammaGamma(_) => &[CovariateRole::Spend],
            _ => &[CovariateRole::Purchase, CovariateRole::Attrition],
        };
        for &role in roles {
            for column in facts.of(role) {
                if !self.columns(role).any(|name| name == column.name) {
                    let known: Vec<&str> = self.columns(role).collect();
                    return Err(Error::new(ErrorKind::Argument, "is no covariate of the model")
                        .in_column(format!("{}.{}", role.name(), column.name))
                        .allowing(known.join(", ")));
                }
            }
        }
        let effects = self.effects.iter();
        effects
            .map(|effect| {
                let role = effect.role.source();
                let found: Option<Column<'c>> =
                    facts.of(role).find(|column| column.name == effect.name);
                found.map(|column| column.values).ok_or_else(|| {
                    Error::new(ErrorKind::MissingColumn, "is a covariate of the model and absent")
                        .in_column(format!("{}.{}", role.name(), effect.name))
                })
            })
            .collect()
    }

    /// The plain model of the customer in `row` of the columns of the effects.
    fn shifted(&self, columns: &[&[f64]], row: usize) -> Result<AnyModel> {
        let base = &self.base;
        let mut parameters = base.parameters().to_vec();
        let mut shifts = vec![0.0; parameters.len()];
        for (effect, values) in self.effects.iter().zip(columns) {
            for target in base.targets().iter().filter(|target| target.role == effect.role) {
                let shift = effect.coefficient * (values[row] - effect.center);
                shifts[target.parameter] += target.sign * shift;
            }
        }
        for (value, shift) in parameters.iter_mut().zip(shifts).filter(|(_, shift)| *shift != 0.0) {
            *value *= f64::exp(shift);
        }
        AnyModel::from_kind(base.kind(), &parameters)
    }

    /// Answers for the customers of each distinct row of facts, from their own
    /// plain model.
    pub(crate) fn by_facts(
        &self,
        customers: &Histories<'_>,
        facts: &Covariates<'_>,
        threads: usize,
        out: &mut [f64],
        answer: impl Fn(&AnyModel, &Histories<'_>, &mut [f64]) -> Result<()> + Sync,
    ) -> Result<()> {
        self.base.purchases()?;
        units_meet("customers", customers.unit(), "the model", self.time_unit())?;
        if out.len() != customers.len() {
            return Err(Error::length("out", out.len(), customers.len()));
        }
        facts.check_length(customers.len())?;
        let columns = self.lookup(facts)?;
        let groups = grouped(&columns, (0..customers.len() as u32).collect());
        // Every share holds whole groups, or one part of a large one.
        let mut shares: Vec<Vec<(AnyModel, &[u32])>> = Vec::new();
        let mut room = 0;
        for group in &groups {
            let row = group[0] as usize;
            let model = self.shifted(&columns, row).map_err(|error| error.at_row(row as u64))?;
            for part in group.chunks(CHUNK) {
                if room < part.len() || shares.is_empty() {
                    shares.push(Vec::new());
                    room = CHUNK;
                }
                if let Some(share) = shares.last_mut() {
                    share.push((model, part));
                }
                room -= part.len();
            }
        }
        let answers = chunked(
            shares.len(),
            1,
            threads,
            |range| {
                let mut found = Vec::with_capacity(CHUNK);
                for (model, rows) in shares[range].iter().flatten() {
                    let first = found.len();
                    found.resize(first + rows.len(), 0.0);
                    let histories = || rows.iter().filter_map(|&row| customers.get(row as usize));
                    let x: Vec<u32> = histories().map(|history| history.x()).collect();
                    let t_x: Vec<f64> = histories().map(|history| history.t_x()).collect();
                    let t: Vec<f64> = histories().map(|history| history.t()).collect();
                    let own = Histories::new(&x, &t_x, &t)?;
                    answer(model, &own, &mut found[first..]).map_err(|error| {
                        match error.row() {
                            Some(row) => error.at_row(u64::from(rows[row as usize])),
                            None => error,
                        }
                    })?;
                }
                Ok(found)
            },
            Ok(Vec::with_capacity(out.len())),
            |all: Result<Vec<f64>>, part: Result<Vec<f64>>| {
                let (mut all, part) = (all?, part?);
                all.extend(part);
                Ok(all)
            },
        )?;
        for (&row, value) in groups.iter().flatten().zip(answers) {
            out[row as usize] = value;
        }
        Ok(())
    }
}
