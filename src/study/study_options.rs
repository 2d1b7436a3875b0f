//! What a study is asked to do.

use super::thresholds::Thresholds;
use crate::error::{Error, ErrorKind, Result};
#[cfg(feature = "files")]
use crate::ledger::{FileAudit, FileAuditEntry, RowFate};
use crate::lifetime::{AnyModel, Model};
#[cfg(feature = "files")]
use crate::money::Currency;
use crate::time::{Day, Unit};
use crate::value::Pyramid;

/// Which model of purchases a study uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum ModelRule {
    /// The best of the sound ones in continuous time, by the test and by AIC.
    #[default]
    Auto,
    /// This kind, by number ([`AnyModel::kind`]); the others are still fitted beside it.
    Kind(u32),
}

/// Where the calibration ends and the test begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum SplitRule {
    /// About the last third of the days, at most the horizon; none where too few days or
    /// purchases are left on either side.
    #[default]
    Auto,
    /// The calibration ends with this day.
    Day(Day),
    /// No test.
    None,
}

/// Rows of a file that reading left out, of one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Loss {
    /// Why: the kind of the error that each row met; `None` where it is not known.
    pub reason: Option<ErrorKind>,
    /// How many rows.
    pub rows: u64,
    /// Their amounts together, each taken without its sign, in minor units; `None` where they
    /// cannot be known.
    pub money: Option<i64>,
}

impl Loss {
    /// `rows` left out for `reason`, that came to `money` minor units together, where known.
    #[must_use]
    pub const fn new(reason: Option<ErrorKind>, rows: u64, money: Option<i64>) -> Self {
        Self { reason, rows, money }
    }

    /// What reading a file lost: bad rows, guests and other currencies. Rows that were left out for
    /// their status, or for an amount of 0, are none that anybody lost.
    #[cfg(feature = "files")]
    #[must_use]
    pub fn of_file(audit: &FileAudit, currency: Option<Currency>) -> Vec<Self> {
        let lost = |entry: &FileAuditEntry| {
            let reason = match entry.fate {
                RowFate::Rejected(kind) => kind,
                RowFate::Guest => ErrorKind::Missing,
                RowFate::OtherCurrency => ErrorKind::Currency,
                _ => return None,
            };
            let known = entry.unread_amounts == 0 && entry.currency == currency;
            let money = entry.turnover().ok().flatten().filter(|_| known);
            let minor = money.and_then(|money| money.to_minor().ok());
            Some(Self::new(Some(reason), entry.rows(), minor))
        };
        audit.entries().iter().filter_map(lost).collect()
    }
}

/// What a study is asked to do: model, unit, horizon, discount, margin, split, pyramid, seed and
/// threads.
///
/// ```
/// use habitue::study::StudyOptions;
/// use habitue::time::Unit;
///
/// let options = StudyOptions::new().with_margin(0.3)?.with_discount(0.15)?;
/// assert_eq!((options.unit(), options.horizon()), (Unit::Week, 52.0));
/// // Thirty times the revenue is no margin.
/// let refused = StudyOptions::new().with_margin(30.0).unwrap_err();
/// assert!(refused.to_string().contains("0.3"));
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct StudyOptions {
    model: ModelRule,
    unit: Unit,
    horizon: Option<f64>,
    discount: f64,
    margin: f64,
    split: SplitRule,
    last_day: Option<Day>,
    pyramid: Pyramid,
    seed: u64,
    futures: u32,
    threads: usize,
    losses: Vec<Loss>,
    thresholds: Thresholds,
}

impl Default for StudyOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl StudyOptions {
    /// The model of `Auto`, weeks, one year ahead, a discount of 15 % a year, all of the revenue
    /// (or of the profit, where costs are known), the split of `Auto`, Curry's pyramid of 1, 4,
    /// 15 and 80 %, seed 1, 1,000 simulated futures and one thread.
    #[must_use]
    pub fn new() -> Self {
        Self {
            model: ModelRule::Auto,
            unit: Unit::Week,
            horizon: None,
            discount: 0.15,
            margin: 1.0,
            split: SplitRule::Auto,
            last_day: None,
            pyramid: Pyramid::curry(),
            seed: 1,
            futures: 1_000,
            threads: 1,
            losses: Vec::new(),
            thresholds: Thresholds::default(),
        }
    }

    /// Which model of purchases. Defaults to [`ModelRule::Auto`].
    ///
    /// # Errors
    /// `Enumerator` for a kind that is no model of purchases; `Argument` for the BG/BB, whose
    /// opportunities to buy a study does not know.
    pub fn with_model(mut self, model: ModelRule) -> Result<Self> {
        if let ModelRule::Kind(kind) = model {
            AnyModel::purchase_names(kind)?;
            if kind == Model::BG_BB {
                return Err(Error::new(ErrorKind::Argument, "needs opportunities to buy")
                    .in_column("model")
                    .with_value("BG/BB")
                    .allowing("a model in continuous time; Model::fit fits the BG/BB"));
            }
        }
        self.model = model;
        Ok(self)
    }

    /// The unit of time of models and horizons: the day or longer. Defaults to the week.
    ///
    /// # Errors
    /// `Argument` for the hour, of which a study makes no use.
    pub fn with_unit(mut self, unit: Unit) -> Result<Self> {
        if unit == Unit::Hour {
            return Err(Error::new(ErrorKind::Argument, "is finer than a study keeps time")
                .in_column("unit")
                .with_value(unit)
                .allowing("day, week, month, quarter or year"));
        }
        self.unit = unit;
        Ok(self)
    }

    /// How far forecasts reach beyond the last day, in the unit. Defaults to the whole units of a
    /// year: 52 weeks, 12 months.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange` where it is not more than 0; `OutOfRange` beyond 30 years, of
    /// which no base of customers can tell.
    pub fn with_horizon(mut self, horizon: f64) -> Result<Self> {
        if !(horizon > 0.0 && horizon.is_finite()) {
            return Err(Error::out_of_range("horizon", horizon, "> 0 and finite"));
        }
        let most = 30.0 * self.unit.per(Unit::Year);
        if horizon > most {
            return Err(Error::out_of_range(
                "horizon",
                horizon,
                format!("at most {most:.0} {}s, 30 years; was it meant in days?", self.unit),
            ));
        }
        self.horizon = Some(horizon);
        Ok(self)
    }

    /// The discount a year as a fraction: 0.15 is 15 %, which is the default.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange` outside 0 to 1; the error says which fraction was probably
    /// meant.
    pub fn with_discount(mut self, discount: f64) -> Result<Self> {
        self.discount = fraction("discount", discount, 0.0)?;
        Ok(self)
    }

    /// The share of the revenue that is margin (of the profit, where costs are known), as a
    /// fraction. Defaults to 1.
    ///
    /// # Errors
    /// `NotFinite` or `OutOfRange` outside 0 to 1, 0 excluded; the error says which fraction was
    /// probably meant.
    pub fn with_margin(mut self, margin: f64) -> Result<Self> {
        self.margin = fraction("margin", margin, f64::MIN_POSITIVE)?;
        Ok(self)
    }

    /// Where the calibration ends. Defaults to [`SplitRule::Auto`]. A day outside the data is
    /// refused when the study is made.
    #[must_use]
    pub const fn with_split(mut self, split: SplitRule) -> Self {
        self.split = split;
        self
    }

    /// The last day that the study looks at; rows after it are left out and counted. Defaults to
    /// the last day of the data that is not far from all others. A day outside the data is
    /// refused when the study is made.
    #[must_use]
    pub const fn with_last_day(mut self, day: Day) -> Self {
        self.last_day = Some(day);
        self
    }

    /// The tiers. Defaults to [`Pyramid::curry`].
    #[must_use]
    pub fn with_pyramid(mut self, pyramid: Pyramid) -> Self {
        self.pyramid = pyramid;
        self
    }

    /// Where random numbers begin. Defaults to 1; the same seed gives the same bits.
    #[must_use]
    pub const fn with_seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How many futures are simulated. Defaults to 1,000; 0 for none, where only the verdict is
    /// wanted.
    #[must_use]
    pub const fn with_futures(mut self, futures: u32) -> Self {
        self.futures = futures;
        self
    }

    /// By how many threads; 0 for all cores. Defaults to 1. The bits do not depend on it.
    #[must_use]
    pub const fn with_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// What reading left out of the file. Defaults to what the summary knows, which is the number
    /// of rejected rows.
    #[must_use]
    pub fn with_losses(mut self, losses: Vec<Loss>) -> Self {
        self.losses = losses;
        self
    }

    /// The bounds of the grades. Defaults to those that were set over simulated bases.
    #[must_use]
    pub const fn with_thresholds(mut self, thresholds: Thresholds) -> Self {
        self.thresholds = thresholds;
        self
    }

    /// Which model of purchases.
    #[must_use]
    pub const fn model(&self) -> ModelRule {
        self.model
    }

    /// The unit of time.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// How far forecasts reach, in the unit.
    #[must_use]
    pub fn horizon(&self) -> f64 {
        self.horizon.unwrap_or_else(|| self.unit.per(Unit::Year).floor().max(1.0))
    }

    /// The discount a year.
    #[must_use]
    pub const fn discount(&self) -> f64 {
        self.discount
    }

    /// The share of the revenue, or of the profit, that is margin.
    #[must_use]
    pub const fn margin(&self) -> f64 {
        self.margin
    }

    /// Where the calibration ends.
    #[must_use]
    pub const fn split(&self) -> SplitRule {
        self.split
    }

    /// The last day that is looked at, where one is named.
    #[must_use]
    pub const fn last_day(&self) -> Option<Day> {
        self.last_day
    }

    /// The tiers.
    #[must_use]
    pub const fn pyramid(&self) -> &Pyramid {
        &self.pyramid
    }

    /// Where random numbers begin.
    #[must_use]
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// How many futures are simulated.
    #[must_use]
    pub const fn futures(&self) -> u32 {
        self.futures
    }

    /// By how many threads.
    #[must_use]
    pub const fn threads(&self) -> usize {
        self.threads
    }

    /// The bounds of the grades.
    #[must_use]
    pub const fn thresholds(&self) -> &Thresholds {
        &self.thresholds
    }

    /// What reading left out.
    #[must_use]
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }
}

/// A fraction of 1, or the error that says which was probably meant.
fn fraction(name: &str, value: f64, least: f64) -> Result<f64> {
    if (least..=1.0).contains(&value) {
        return Ok(value);
    }
    let allowed = if value > 1.0 && value <= 100.0 {
        format!("a fraction up to 1: for {value} % give {}", value / 100.0)
    } else if least > 0.0 {
        "a fraction above 0 and up to 1".to_owned()
    } else {
        "a fraction from 0 to 1".to_owned()
    };
    Err(Error::out_of_range(name, value, allowed))
}
