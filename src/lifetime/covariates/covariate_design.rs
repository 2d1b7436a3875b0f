//! Which coefficient acts on which parameter, and in which units.

use nalgebra::{DMatrix, DVector, SymmetricEigen};

use super::covariate_options::{AttritionLink, CovariateOptions};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::covariance::check_covariance;
use crate::lifetime::fit::fit_report::{FitReport, Ridge};
use crate::lifetime::kinds::any_model::AnyModel;
use crate::lifetime::kinds::covariate_effect::CovariateEffect;
use crate::lifetime::kinds::covariate_report::CovariateReport;
use crate::lifetime::kinds::model::{Model, Report};
use crate::lifetime::observed::covariates::{Column, CovariateRole, Covariates, Target};
use crate::numeric::tolerance;

/// The fit climbs in coefficients per standard deviation from the mean of each
/// column, whatever the caller reports them in: there the surface is round.
#[derive(Debug)]
pub(crate) struct Design {
    pub(crate) columns: Vec<Standard>,
    /// One for each coefficient that is reported.
    pub(crate) terms: Vec<Term>,
    /// The strength of the penalty on each coefficient that is estimated.
    pub(crate) penalties: Vec<f64>,
    standardise: bool,
}

/// A column with its moments over the customers.
#[derive(Debug)]
pub(crate) struct Standard {
    role: CovariateRole,
    name: String,
    pub(crate) mean: f64,
    deviation: f64,
    /// The largest distance from the mean, in deviations: 0 for a constant.
    reach: f64,
}

/// A coefficient at work.
#[derive(Debug)]
pub(crate) struct Term {
    role: CovariateRole,
    pub(crate) column: usize,
    /// Which of those estimated: two terms may share one.
    pub(crate) coefficient: usize,
    pub(crate) parameter: usize,
    /// The sign of the target, per unit of the column.
    pub(crate) factor: f64,
    /// The unit of the coefficient in units of the column.
    scale: f64,
    /// The standard deviation that is reported.
    deviation: f64,
}

impl Design {
    /// The columns that a model looks at.
    pub(crate) fn columns<'a>(facts: &Covariates<'a>, targets: &[Target]) -> Vec<Column<'a>> {
        let roles = targets.iter().map(|target| target.role);
        roles.flat_map(|role| facts.of(role)).collect()
    }

    /// The design over distinct rows of the columns with their weights.
    pub(crate) fn new(
        columns: &[Column<'_>],
        rows: &[(&[f64], f64)],
        targets: &[Target],
        chosen: &CovariateOptions,
    ) -> Result<Self> {
        let standards =
            columns.iter().enumerate().map(|(i, c)| Standard::new((c.role, c.name), i, rows));
        let mut design = Self {
            columns: standards.collect(),
            terms: Vec::new(),
            penalties: Vec::new(),
            standardise: chosen.standardise,
        };
        for role in [CovariateRole::Purchase, CovariateRole::Attrition, CovariateRole::Spend] {
            if chosen.penalty(role) == 0.0 {
                identified(&design.columns, role, rows)?;
            }
        }
        let customers: f64 = rows.iter().map(|row| row.1).sum();
        for target in targets {
            design.act(target, columns, chosen, customers);
        }
        for name in &chosen.shared {
            design.shared(name, columns)?;
        }
        if design.penalties.len() as f64 >= customers {
            return Err(Error::out_of_range(
                "coefficients",
                design.penalties.len() as f64,
                format!("fewer than the {customers} customers"),
            ));
        }
        Ok(design)
    }

    /// Adds the coefficients of one target.
    fn act(
        &mut self,
        target: &Target,
        columns: &[Column<'_>],
        chosen: &CovariateOptions,
        customers: f64,
    ) {
        let Target { role, parameter, sign } = *target;
        if role == CovariateRole::AttritionB && chosen.link == AttritionLink::Odds {
            return;
        }
        for (index, column) in columns.iter().enumerate() {
            if column.role != role.source() {
                continue;
            }
            let twin = |role: CovariateRole| {
                self.terms
                    .iter()
                    .find(|term| term.role == role && self.columns[term.column].name == column.name)
                    .map(|term| (term.coefficient, term.scale, term.deviation))
            };
            let with = match role {
                CovariateRole::Attrition if chosen.shared.iter().any(|n| n == column.name) => {
                    twin(CovariateRole::Purchase)
                }
                CovariateRole::AttritionB if chosen.link == AttritionLink::Common => {
                    twin(CovariateRole::Attrition)
                }
                _ => None,
            };
            let (coefficient, scale, deviation) = with.unwrap_or_else(|| {
                let deviation = self.columns[index].deviation;
                let unit = if self.standardise { 1.0 } else { deviation };
                let strength = chosen.penalty(role) / (unit * unit);
                // A strong penalty is climbed in smaller units, in which it bends the
                // surface no more than the customers do.
                let share = customers / (customers + strength);
                self.penalties.push(strength * share);
                (self.penalties.len() - 1, deviation / share.sqrt(), deviation)
            });
            let factor = sign / scale;
            self.terms.push(Term {
                role,
                column: index,
                coefficient,
                parameter,
                factor,
                scale,
                deviation,
            });
        }
    }

    /// Whether a name can be shared by purchase and attrition.
    fn shared(&self, name: &str, columns: &[Column<'_>]) -> Result<()> {
        for role in [CovariateRole::Purchase, CovariateRole::Attrition] {
            let mut of_role = columns.iter().filter(|column| column.role == role);
            if !of_role.any(|column| column.name == name) {
                let known = columns.iter().filter(|column| column.role == role);
                let known: Vec<&str> = known.map(|column| column.name).collect();
                return Err(Error::new(
                    ErrorKind::MissingColumn,
                    format!("is to be shared, but is no covariate of {}", role.name()),
                )
                .in_column(format!("shared.{name}"))
                .allowing(known.join(", ")));
            }
        }
        Ok(())
    }

    /// Whether other customers, with these facts and weights, identify the coefficients
    /// that no penalty holds.
    pub(crate) fn identified_by(&self, rows: &[(&[f64], f64)]) -> Result<()> {
        let again = self.columns.iter().enumerate();
        let columns: Vec<Standard> =
            again.map(|(i, c)| Standard::new((c.role, &c.name), i, rows)).collect();
        let free = |term: &&Term| self.penalties[term.coefficient] == 0.0;
        let mut roles: Vec<CovariateRole> =
            self.terms.iter().filter(free).map(|term| term.role.source()).collect();
        roles.dedup();
        roles.into_iter().try_for_each(|role| identified(&columns, role, rows))
    }

    /// Role, name and centre of each coefficient that is reported.
    pub(crate) fn effects(&self) -> impl Iterator<Item = (CovariateRole, &str, f64)> {
        self.terms
            .iter()
            .map(|term| (term.role, self.columns[term.column].name.as_str(), self.center(term)))
    }

    /// The coefficient, among those that are estimated, behind one that is reported,
    /// and its unit in units of the column.
    pub(crate) fn coefficient(&self, effect: usize) -> Option<(usize, f64)> {
        self.terms.get(effect).map(|term| (term.coefficient, term.scale))
    }

    /// The point of a base at the centre of the facts, without effects.
    pub(crate) fn at_center_of<const N: usize>(&self, parameters: &[f64; N]) -> DVector<f64> {
        let value = |i: usize| if i < N { parameters[i].ln() } else { 0.0 };
        DVector::from_fn(N + self.penalties.len(), |i, _| value(i))
    }

    /// The point of parameters and coefficients as they are reported.
    pub(crate) fn point_of<const N: usize>(&self, given: &[f64]) -> Result<DVector<f64>> {
        let expected = N + self.terms.len();
        if given.len() != N && given.len() != expected {
            return Err(Error::length("start", given.len(), expected));
        }
        for (index, &value) in given.iter().enumerate() {
            if !value.is_finite() || index < N && value <= 0.0 {
                let allowed = "finite, and > 0 for parameters of the base";
                return Err(Error::out_of_range("start", value, allowed).at_row(index as u64));
            }
        }
        let mut point = DVector::zeros(N + self.penalties.len());
        for i in 0..N {
            point[i] = given[i].ln();
        }
        for (term, value) in self.terms.iter().zip(&given[N..]) {
            point[N + term.coefficient] = value * term.scale;
            let moved = self.columns[term.column].mean - self.center(term);
            point[term.parameter] += term.factor * term.scale * value * moved;
        }
        Ok(point)
    }

    /// What is subtracted from a column in the model that is reported.
    fn center(&self, term: &Term) -> f64 {
        if self.standardise { self.columns[term.column].mean } else { 0.0 }
    }

    /// The box of the fit.
    pub(crate) fn limits<const N: usize>(
        &self,
        bounds: &[(f64, f64); N],
    ) -> (DVector<f64>, DVector<f64>) {
        let n = N + self.penalties.len();
        let mut reach = vec![0.0f64; self.penalties.len()];
        for term in &self.terms {
            let most = &mut reach[term.coefficient];
            *most = most.max(self.columns[term.column].reach * term.deviation / term.scale);
        }
        // No customer's parameter is moved by more than a factor of e^30.
        let most = |c: usize| FARTHEST / reach[c].max(f64::MIN_POSITIVE);
        let low = |i: usize| if i < N { bounds[i].0.ln() } else { -most(i - N) };
        let high = |i: usize| if i < N { bounds[i].1.ln() } else { most(i - N) };
        (DVector::from_fn(n, |i, _| low(i)), DVector::from_fn(n, |i, _| high(i)))
    }

    /// The linear map from the point to what is reported, the base in logarithms.
    pub(crate) fn map<const N: usize>(&self) -> DMatrix<f64> {
        let mut map = DMatrix::zeros(N + self.terms.len(), N + self.penalties.len());
        for i in 0..N {
            map[(i, i)] = 1.0;
        }
        for (row, term) in self.terms.iter().enumerate() {
            map[(N + row, N + term.coefficient)] = 1.0 / term.scale;
            let moved = self.center(term) - self.columns[term.column].mean;
            map[(term.parameter, N + term.coefficient)] += term.factor * moved;
        }
        map
    }

    /// The parameters of the base and the coefficients, as they are reported.
    pub(crate) fn reported<const N: usize>(&self, point: &DVector<f64>) -> DVector<f64> {
        let mut reported = self.map::<N>() * point;
        for i in 0..N {
            reported[i] = reported[i].exp();
        }
        reported
    }
}

/// Whether each column of a role says something that the constant and those
/// before it do not.
fn identified(columns: &[Standard], role: CovariateRole, rows: &[(&[f64], f64)]) -> Result<()> {
    let indices: Vec<usize> = (0..columns.len()).filter(|&i| columns[i].role == role).collect();
    let label = |index: usize| format!("{}.{}", role.name(), columns[index].name);
    for &index in &indices {
        let column = &columns[index];
        if column.is_constant() {
            return Err(Error::new(
                ErrorKind::Undefined,
                "is the same for all customers, so that its coefficient is not identified",
            )
            .in_column(label(index))
            .with_value(column.mean)
            .allowing("a column that varies, or a penalty"));
        }
    }
    let n = indices.len();
    let total: f64 = rows.iter().map(|row| row.1).sum();
    let standard = |facts: &[f64], i: usize| {
        let column = &columns[indices[i]];
        (facts[indices[i]] - column.mean) / column.deviation
    };
    let mut correlation = DMatrix::<f64>::zeros(n, n);
    for (facts, weight) in rows {
        let z: Vec<f64> = (0..n).map(|i| standard(facts, i)).collect();
        for i in 0..n {
            for j in 0..=i {
                correlation[(i, j)] += weight / total * z[i] * z[j];
            }
        }
    }
    // Cholesky: what of each column the columns before it leave over.
    let mut root = DMatrix::<f64>::zeros(n, n);
    for i in 0..n {
        for j in 0..i {
            let known: f64 = (0..j).map(|k| root[(i, k)] * root[(j, k)]).sum();
            root[(i, j)] = (correlation[(i, j)] - known) / root[(j, j)];
        }
        let known: f64 = (0..i).map(|k| root[(i, k)] * root[(i, k)]).sum();
        let rest = correlation[(i, i)] - known;
        if rest < tolerance::COLLINEAR {
            // Its weights on the columns before it, backwards.
            let mut weights = vec![0.0; i];
            for j in (0..i).rev() {
                let later: f64 = (j + 1..i).map(|k| root[(k, j)] * weights[k]).sum();
                weights[j] = (root[(i, j)] - later) / root[(j, j)];
            }
            let others: Vec<String> = (0..i)
                .filter(|&j| weights[j].abs() > tolerance::NAMED_COLUMN)
                .map(|j| columns[indices[j]].name.clone())
                .collect();
            return Err(Error::new(
                ErrorKind::Undefined,
                format!("follows from the columns {}: collinear", others.join(", ")),
            )
            .in_column(label(indices[i]))
            .allowing("columns that do not follow from others, or a penalty"));
        }
        root[(i, i)] = rest.sqrt();
    }
    Ok(())
}

/// The largest shift of a logarithm.
const FARTHEST: f64 = 30.0;

impl Standard {
    fn new((role, name): (CovariateRole, &str), index: usize, rows: &[(&[f64], f64)]) -> Self {
        let total: f64 = rows.iter().map(|row| row.1).sum();
        let first = rows[0].0[index];
        // Around the first value, so that a constant has no deviation at all.
        let mean =
            first + rows.iter().map(|(facts, w)| w * (facts[index] - first)).sum::<f64>() / total;
        let square: f64 = rows.iter().map(|(facts, w)| w * (facts[index] - mean).powi(2)).sum();
        let deviation = (square / total).sqrt();
        let varies = deviation > tolerance::CONSTANT_COLUMN * mean.abs();
        let deviation = if varies { deviation } else { 1.0 };
        let far = |facts: &[f64]| (facts[index] - mean).abs() / deviation;
        let reach = rows.iter().map(|row| far(row.0)).fold(0.0, f64::max);
        let name = name.to_owned();
        Self { role, name, mean, deviation, reach: if varies { reach } else { 0.0 } }
    }

    fn is_constant(&self) -> bool {
        self.reach == 0.0
    }
}

/// What a fit with covariates has found, as it is reported.
pub(crate) struct Estimate {
    /// The base, then the coefficients.
    pub(crate) parameters: Vec<f64>,
    pub(crate) covariance: Option<Vec<f64>>,
    pub(crate) effective: f64,
    pub(crate) condition: f64,
    pub(crate) ridge: Option<Ridge>,
}

impl Estimate {
    /// From the point and the Hessian of the likelihood without the penalty.
    pub(crate) fn new<const N: usize>(
        design: &Design,
        point: &DVector<f64>,
        hessian: &DMatrix<f64>,
    ) -> Self {
        let estimated = design.penalties.len();
        let parameters = design.reported::<N>(point).as_slice().to_vec();
        let mut information = -hessian;
        let own = information.clone();
        for (c, strength) in design.penalties.iter().enumerate() {
            information[(N + c, N + c)] += strength;
        }
        let eigen = SymmetricEigen::new(information);
        let (mut lowest, mut high) = (0, 0.0f64);
        for (index, &value) in eigen.eigenvalues.iter().enumerate() {
            high = high.max(value);
            if value.is_nan() || value < eigen.eigenvalues[lowest] {
                lowest = index;
            }
        }
        let low = eigen.eigenvalues[lowest];
        let all = (N + estimated) as f64;
        let singular = low.is_nan() || low <= high * f64::EPSILON;
        let condition = if singular { f64::INFINITY } else { high / low };
        // A flat direction along which mostly coefficients move.
        let axis = eigen.eigenvectors.column(lowest);
        let of_coefficients: f64 = axis.iter().skip(N).map(|part| part * part).sum();
        let ridge = (condition > tolerance::FLAT_CONDITION).then_some(if of_coefficients > 0.5 {
            Ridge::Separation
        } else {
            Ridge::Flat
        });
        if singular {
            return Self { parameters, covariance: None, effective: all, condition, ridge };
        }
        let axes = &eigen.eigenvectors;
        let inverse = axes
            * DMatrix::from_diagonal(&eigen.eigenvalues.map(|value| 1.0 / value))
            * axes.transpose();
        let held: f64 =
            design.penalties.iter().enumerate().map(|(c, p)| p * inverse[(N + c, N + c)]).sum();
        let penalised = design.penalties.iter().any(|&strength| strength > 0.0);
        let inner = if penalised { &inverse * own * &inverse } else { inverse };
        let mut map = design.map::<N>();
        for (i, &parameter) in parameters.iter().take(N).enumerate() {
            map.row_mut(i).scale_mut(parameter);
        }
        let covariance = &map * inner * map.transpose();
        let k = parameters.len();
        let entry = |i: usize, j: usize| covariance[(i.min(j), i.max(j))];
        let covariance = (0..k * k).map(|at| entry(at / k, at % k)).collect();
        let effective = all - held;
        Self { parameters, covariance: Some(covariance), effective, condition, ridge }
    }

    pub(crate) fn into_model(
        self,
        design: &Design,
        base: AnyModel,
        fit: FitReport,
        penalised: f64,
        plain: Option<FitReport>,
    ) -> Result<Model> {
        let effects = self.parameters.len() - design.terms.len();
        let effects = self.parameters[effects..].iter().zip(&design.terms);
        let effects: Vec<CovariateEffect> = effects
            .map(|(&coefficient, term)| CovariateEffect {
                name: design.columns[term.column].name.clone(),
                role: term.role,
                coefficient,
                center: design.center(term),
                scale: term.deviation,
            })
            .collect();
        let report =
            CovariateReport { fit, penalised, effective_parameters: self.effective, plain };
        // Parameters that were not estimated stand after those that were.
        let (whole, k) = (base.parameters().len(), self.parameters.len());
        let fixed = whole + design.terms.len() - k;
        let covariance: Option<Vec<f64>> = self.covariance.map(|old| {
            let estimated = whole - fixed;
            let place = |i: usize| match i {
                i if i < estimated => Some(i),
                i if i < whole => None,
                i => Some(i - fixed),
            };
            let size = k + fixed;
            let entry = |at: usize| match (place(at / size), place(at % size)) {
                (Some(i), Some(j)) => old[i * k + j],
                _ => 0.0,
            };
            (0..size * size).map(entry).collect()
        });
        // Where a penalty holds the top away from that of the likelihood, the information
        // of the latter need not be positive; then there is no covariance.
        let covariance = covariance.filter(|found| check_covariance(found, k + fixed).is_ok());
        let report = Some(Report::WithCovariates(report));
        Model { effects, report, covariance, ..Model::new(base) }.checked()
    }
}
