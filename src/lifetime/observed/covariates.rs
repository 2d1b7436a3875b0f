//! What is known of customers besides their purchases.

use std::cmp::Ordering;
use std::ops::Range;

use crate::error::{Error, ErrorKind, Result};

/// What a column of facts acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
#[repr(i32)]
pub enum CovariateRole {
    /// How often customers buy: α_i = α e^(−γ'z), or in the BG/BB α_i = α e^(γ'z), so that e^γ is
    /// the factor of the mean odds α/β of buying. A positive coefficient makes purchases more
    /// frequent.
    Purchase = 1,
    /// How soon customers leave: β_i = β e^(−γ'z) (Pareto/NBD, GGompertz/NBD) or
    /// a_i = a e^(γ'z) of the Beta(a, b) chance of leaving (the beta-geometric models, γ of the
    /// BG/BB and the BdW, α of the sBG). A positive coefficient makes them leave sooner.
    Attrition = 2,
    /// b_i = b e^(γ'z) of that Beta(a, b): δ of the BG/BB and the BdW, β of the sBG. A positive
    /// coefficient makes customers stay longer.
    AttritionB = 3,
    /// How much customers spend per purchase: γ_i = γ e^(γ'z) of the Gamma-Gamma.
    /// A positive coefficient makes purchases larger.
    Spend = 4,
}

/// A parameter that a role acts on: its index, and the sign of the coefficients.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub(crate) role: CovariateRole,
    pub(crate) parameter: usize,
    pub(crate) sign: f64,
}

impl Target {
    /// The scale α of the purchase rates falls as they rise.
    pub(crate) const PURCHASE: Self = Self::new(CovariateRole::Purchase, 1, -1.0);

    pub(crate) const fn new(role: CovariateRole, parameter: usize, sign: f64) -> Self {
        Self { role, parameter, sign }
    }
}

/// What covariates act on where a customer may drop out after a purchase: the scale α of the
/// purchase rates, which falls as they rise; and the odds of leaving, which a positive
/// coefficient raises through a and lowers through b.
pub(crate) const COIN: &[Target] = &[
    Target::PURCHASE,
    Target::new(CovariateRole::Attrition, 2, 1.0),
    Target::new(CovariateRole::AttritionB, 3, 1.0),
];

/// Likewise where customers may buy at each of some opportunities: the odds of buying rise through
/// α as the coefficient does.
pub(crate) const OPPORTUNITIES: &[Target] = &[
    Target::new(CovariateRole::Purchase, 0, 1.0),
    Target::new(CovariateRole::Attrition, 2, 1.0),
    Target::new(CovariateRole::AttritionB, 3, 1.0),
];

/// What covariates act on under contract: the odds of leaving when asked to renew.
pub(crate) const RENEWALS: &[Target] = &[
    Target::new(CovariateRole::Attrition, 0, 1.0),
    Target::new(CovariateRole::AttritionB, 1, 1.0),
];

impl CovariateRole {
    /// Every role.
    pub const ALL: &'static [Self] =
        &[Self::Purchase, Self::Attrition, Self::AttritionB, Self::Spend];

    /// The role with this number, as the C interface and stored bytes give it.
    #[must_use]
    pub fn from_code(code: i32) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| *role as i32 == code)
    }

    /// What the role is called in names of parameters and in errors.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Purchase => "purchase",
            Self::Attrition => "attrition",
            Self::AttritionB => "attrition_b",
            Self::Spend => "spend",
        }
    }

    /// The role whose columns this one reads: both coefficients of a beta-geometric model read
    /// those of attrition.
    pub(crate) const fn source(self) -> Self {
        match self {
            Self::AttritionB => Self::Attrition,
            role => role,
        }
    }
}

/// The most columns of one role: a dense information matrix of them all is
/// inverted.
pub(crate) const MOST_COLUMNS: usize = 200;

/// Facts of customers that do not change with time, as named columns with one row
/// a customer, borrowed and checked: what acts on how often they buy, on how soon
/// they leave, and on what they spend. The same column may serve several roles.
///
/// A fact that is a category becomes a column of zeros and ones for each of its
/// values but one.
///
/// ```
/// use habitue::{ErrorKind, lifetime::Covariates};
/// let online = [1.0, 0.0, 1.0];
/// let facts = Covariates::new()
///     .with_purchase(&[("online", &online)])?
///     .with_attrition(&[("online", &online), ("age", &[34.0, 51.0, 27.0])])?;
/// assert_eq!(facts.len(), Some(3));
/// let bad = Covariates::new().with_spend(&[("age", &[34.0, f64::NAN])]);
/// assert_eq!(bad.unwrap_err().row(), Some(1));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Covariates<'a> {
    columns: Vec<Column<'a>>,
}

/// One column of facts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column<'a> {
    pub(crate) role: CovariateRole,
    pub(crate) name: &'a str,
    pub(crate) values: &'a [f64],
}

impl<'a> Covariates<'a> {
    /// No facts at all.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Columns that act on how often customers buy.
    ///
    /// # Errors
    /// * `Length`: the columns of all roles do not have the same number of rows.
    /// * `NotFinite`: a NaN or an infinity, with the row; nothing is missing.
    /// * `Duplicate`: a name that the role has already; `Empty`: no name.
    /// * `OutOfRange`: more than 200 columns of a role.
    pub fn with_purchase(self, columns: &[(&'a str, &'a [f64])]) -> Result<Self> {
        self.with(CovariateRole::Purchase, columns)
    }

    /// Columns that act on how soon customers leave.
    ///
    /// # Errors
    /// As [`Covariates::with_purchase`].
    pub fn with_attrition(self, columns: &[(&'a str, &'a [f64])]) -> Result<Self> {
        self.with(CovariateRole::Attrition, columns)
    }

    /// Columns that act on what customers spend.
    ///
    /// # Errors
    /// As [`Covariates::with_purchase`].
    pub fn with_spend(self, columns: &[(&'a str, &'a [f64])]) -> Result<Self> {
        self.with(CovariateRole::Spend, columns)
    }

    pub(crate) fn with(
        mut self,
        role: CovariateRole,
        columns: &[(&'a str, &'a [f64])],
    ) -> Result<Self> {
        for &(name, values) in columns {
            if name.is_empty() {
                return Err(Error::new(ErrorKind::Empty, "is the name of a covariate and empty")
                    .in_column(role.name()));
            }
            if self.of(role).any(|column| column.name == name) {
                return Err(Error::new(ErrorKind::Duplicate, "names two columns of the same role")
                    .in_column(role.name())
                    .with_value(name));
            }
            if let Some(rows) = self.len()
                && values.len() != rows
            {
                return Err(Error::length(name, values.len(), rows));
            }
            if let Some(row) = values.iter().position(|value| !value.is_finite()) {
                return Err(Error::new(ErrorKind::NotFinite, "is no finite number")
                    .in_column(name)
                    .with_value(values[row])
                    .allowing("finite")
                    .at_row(row as u64));
            }
            self.columns.push(Column { role, name, values });
            if self.of(role).count() > MOST_COLUMNS {
                return Err(Error::out_of_range(
                    format!("{} columns", role.name()),
                    columns.len() as f64,
                    format!("at most {MOST_COLUMNS}"),
                ));
            }
        }
        Ok(self)
    }

    /// The number of rows; `None` where there are no columns.
    #[must_use]
    pub fn len(&self) -> Option<usize> {
        self.columns.first().map(|column| column.values.len())
    }

    /// Whether there are no columns.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The names of the columns of a role, in order.
    pub fn names(&self, role: CovariateRole) -> impl Iterator<Item = &'a str> {
        self.of(role).map(|column| column.name)
    }

    /// The columns of a role.
    pub(crate) fn of(&self, role: CovariateRole) -> impl Iterator<Item = Column<'a>> {
        self.columns.iter().copied().filter(move |column| column.role == role)
    }

    /// All columns.
    pub(crate) fn all(&self) -> impl Iterator<Item = Column<'a>> {
        self.columns.iter().copied()
    }

    /// Some of the rows.
    pub(crate) fn part(&self, rows: Range<usize>) -> Self {
        let part = |c: &Column<'a>| Column { values: &c.values[rows.clone()], ..*c };
        Self { columns: self.columns.iter().map(part).collect() }
    }

    /// The columns of some roles alone.
    pub(crate) fn only(&self, roles: &[CovariateRole]) -> Self {
        let kept = self.columns.iter().filter(|column| roles.contains(&column.role));
        Self { columns: kept.copied().collect() }
    }

    /// Whether there is one row for each customer.
    pub(crate) fn check_length(&self, customers: usize) -> Result<()> {
        match self.columns.first() {
            Some(column) if column.values.len() != customers => {
                Err(Error::length(column.name, column.values.len(), customers))
            }
            _ => Ok(()),
        }
    }
}

/// The rows of some columns in the order of their values, those with the same
/// values together.
pub(crate) fn grouped(columns: &[&[f64]], mut rows: Vec<u32>) -> Vec<Vec<u32>> {
    let order = |&a: &u32, &b: &u32| {
        let (a, b) = (a as usize, b as usize);
        // Zero is zero, whatever its sign.
        let unequal = |values: &&[f64]| (values[a] + 0.0).total_cmp(&(values[b] + 0.0));
        columns.iter().map(unequal).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
    };
    rows.sort_by(order);
    rows.chunk_by(|a, b| order(a, b).is_eq()).map(<[u32]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_names_its_column() {
        let two: &[f64] = &[1.0, 2.0];
        let kind = |result: Result<Covariates<'_>>| result.unwrap_err().kind();
        let facts = || Covariates::new().with_purchase(&[("u", two)]).unwrap();
        assert_eq!(kind(facts().with_purchase(&[("u", two)])), ErrorKind::Duplicate);
        assert!(facts().with_attrition(&[("u", two)]).is_ok());
        assert_eq!(kind(facts().with_attrition(&[("", two)])), ErrorKind::Empty);
        assert_eq!(kind(facts().with_attrition(&[("v", &[1.0])])), ErrorKind::Length);
        assert_eq!(kind(facts().with_spend(&[("v", &[1.0, f64::INFINITY])])), ErrorKind::NotFinite);
        let names: Vec<String> = (0..=MOST_COLUMNS).map(|n| format!("v{n}")).collect();
        let many: Vec<(&str, &[f64])> = names.iter().map(|name| (name.as_str(), two)).collect();
        assert_eq!(kind(Covariates::new().with_spend(&many)), ErrorKind::OutOfRange);
    }

    #[test]
    fn equal_rows_stand_together() {
        let (u, v) = ([1.0, -0.0, 1.0, 0.0], [5.0, 6.0, 4.0, 6.0]);
        assert_eq!(grouped(&[&u, &v], (0..4).collect()), [vec![1, 3], vec![2], vec![0]]);
        assert_eq!(grouped(&[], vec![2, 0]), [vec![2, 0]]);
    }
}
