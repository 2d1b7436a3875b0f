//! Models as portable bytes.

use super::every::*;
use super::family::Family;
use super::serialization::{
    corrupt, invalid, opened, read_alternatives, read_floats, read_number, read_text,
    report_floats, report_from, sealed, write_alternatives, write_floats, write_text,
};
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::covariance::check_covariance;
use crate::lifetime::fit::fit::Fitted;
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::fit::fit_report::FitReport;
use crate::lifetime::observed::history::Histories;
use crate::lifetime::observed::survivors::Survivors;
use crate::lifetime::predict::closure::{AnyClosure, PurchaseModel};
use crate::lifetime::predict::contract::ContractModel;
use crate::lifetime::predict::kind::Kind;
use crate::lifetime::predict::posterior::Posterior;
use crate::lifetime::spend::itemized_spend::Itemized;
use crate::time::{Unit, units_meet};

/// Declares [`AnyModel`] by the table of models.
macro_rules! models {
    (purchase { $($(#[$about:meta])* $number:literal $symbol:ident $name:ident $file:ident
        $en:literal $zh:literal [$($own:ident),* $(; $set:ident: $python:ident)?];)* }
     spend { $($(#[$spend_about:meta])* $spend_number:literal $spend_symbol:ident $spend:ident
        $spend_file:ident $spend_en:literal $spend_zh:literal [$($spend_own:ident),*];)* }
     contract { $($(#[$contract_about:meta])* $contract_number:literal $contract_symbol:ident
        $contract:ident $contract_file:ident $contract_en:literal $contract_zh:literal
        [$($contract_own:ident),*];)* }) => {
        /// Any model of purchase and attrition, of spending, or of customers under
        /// contract, by kind.
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[non_exhaustive]
        pub enum AnyModel {
            $(#[doc = concat!("See [`", stringify!($name), "`].")] $name($name),)*
            $(#[doc = concat!("See [`", stringify!($spend), "`], a model of spending.")]
              $spend($spend),)*
            $(#[doc = concat!("See [`", stringify!($contract), "`], a model of customers under contract.")]
              $contract($contract),)*
        }

        kinds! {
            $($name $number $en $zh [$($own),* $(, $set)?];)*
            $($spend $spend_number $spend_en $spend_zh [$($spend_own),*];)*
            $($contract $contract_number $contract_en $contract_zh [$($contract_own),*];)*
        }

        impl AnyModel {
            /// The numbers of all kinds, in the order of the table.
            pub const KINDS: &'static [u32] =
                &[$($number,)* $($spend_number,)* $($contract_number,)*];

            /// The model behind its predictions; `None` for a model of another
            /// family.
            #[must_use]
            pub fn as_purchase(&self) -> Option<&dyn PurchaseModel> {
                match self {
                    $(Self::$name(model) => Some(model),)*
                    _ => None,
                }
            }

            pub(crate) fn as_closure(&self) -> Option<&dyn AnyClosure> {
                match self {
                    $(Self::$name(model) => Some(model),)*
                    _ => None,
                }
            }

            /// The rates of its customers; `None` for a model of another family than that of
            /// purchases.
            #[must_use]
            pub fn as_posterior(&self) -> Option<&dyn Posterior> {
                match self {
                    $(Self::$name(model) => Some(model),)*
                    _ => None,
                }
            }

            /// The model of customers under contract; `None` for a model of another
            /// family.
            #[must_use]
            pub fn as_contract(&self) -> Option<&dyn ContractModel> {
                match self {
                    $(Self::$contract(model) => Some(model),)*
                    _ => None,
                }
            }

            /// The parameters in the order of the paper.
            #[must_use]
            pub fn parameters(&self) -> &[f64] {
                match self {
                    $(Self::$name(model) => PurchaseModel::parameters(model),)*
                    $(Self::$spend(model) => model.parameters(),)*
                    $(Self::$contract(model) => ContractModel::parameters(model),)*
                }
            }

            /// What a kind is a model of.
            pub(crate) fn family_of_kind(kind: u32) -> Result<Family> {
                match kind {
                    $($number)|* => Ok(Family::Purchase),
                    $($spend_number)|* => Ok(Family::Spend),
                    $($contract_number)|* => Ok(Family::Contract),
                    _ => Err(unknown(kind)),
                }
            }
        }

        impl StoredModel {
            /// Fits the model of purchases of this kind; see [`AnyModel::kind`].
            ///
            /// # Errors
            /// As the `fit` of the model; `Enumerator` for a kind that is no model
            /// of purchases.
            pub fn fit(
                kind: u32,
                customers: &Histories<'_>,
                options: &FitOptions<'_>,
            ) -> Result<Self> {
                match kind {
                    $($number => Ok(Self::from_fit(&$name::fit(customers, options)?)),)*
                    _ => Err(unknown(kind)),
                }
            }

            /// Fits the model of customers under contract of this kind; see
            /// [`AnyModel::kind`].
            ///
            /// # Errors
            /// As the `fit` of the model; `Enumerator` for a kind that is no model of
            /// customers under contract.
            pub fn fit_contract(
                kind: u32,
                survivors: &Survivors,
                options: &FitOptions<'_>,
            ) -> Result<Self> {
                match kind {
                    $($contract_number => {
                        Ok(Self::from_fit(&$contract::fit(survivors, options)?))
                    })*
                    _ => Err(unknown(kind)),
                }
            }
        }
    };
}

/// What is the same of all kinds, whatever their family.
macro_rules! kinds {
    ($($name:ident $number:literal $en:literal $zh:literal [$($own:ident),*];)*) => {
        $(impl Kind for $name {
            const KIND: u32 = $number;
            const NAME: &'static str = $en;
            const NAME_ZH: &'static str = $zh;
            const PARAMETERS: &'static [&'static str] = &[$(stringify!($own)),*];
        })*

        $(impl From<$name> for AnyModel {
            fn from(model: $name) -> Self {
                Self::$name(model)
            }
        })*

        impl AnyModel {
            /// The English name of the model.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => $name::NAME,)*
                }
            }

            /// The names of the parameters, as in the paper of the model.
            #[must_use]
            pub fn parameter_names(&self) -> &'static [&'static str] {
                match self {
                    $(Self::$name(_) => <$name as Kind>::PARAMETERS,)*
                }
            }

            /// The model of this kind with these parameters.
            ///
            /// # Errors
            /// `Enumerator` for an unknown kind, `Length` for another number of
            /// parameters than the kind has, otherwise as the constructor of the
            /// model.
            pub fn from_kind(kind: u32, parameters: &[f64]) -> Result<Self> {
                match kind {
                    $($number => Ok(Self::$name($name::try_from(array(parameters)?)?)),)*
                    _ => Err(unknown(kind)),
                }
            }

            /// The number of the kind, which never changes; the C interface lists
            /// them.
            #[must_use]
            pub fn kind(&self) -> u32 {
                match self {
                    $(Self::$name(_) => $number,)*
                }
            }

            /// The English and the Chinese name of a kind.
            ///
            /// # Errors
            /// `Enumerator` for an unknown kind.
            pub fn names_of_kind(kind: u32) -> Result<(&'static str, &'static str)> {
                match kind {
                    $($number => Ok(($en, $zh)),)*
                    _ => Err(unknown(kind)),
                }
            }
        }
    };
}

include!("models.in.rs");

impl AnyModel {
    /// The English and the Chinese name of a kind of model of purchases.
    pub(crate) fn purchase_names(kind: u32) -> Result<(&'static str, &'static str)> {
        match Self::family_of_kind(kind)? {
            Family::Purchase => Self::names_of_kind(kind),
            _ => Err(unknown(kind)),
        }
    }

    /// The model of purchases that this is.
    pub(crate) fn purchases(&self) -> Result<&dyn PurchaseModel> {
        self.as_purchase().ok_or_else(|| {
            Error::new(ErrorKind::Argument, "is no model of purchases").in_column("model")
        })
    }

    /// The model of spending; `None` for a model of purchases.
    #[must_use]
    pub fn as_spend(&self) -> Option<&GammaGamma> {
        match self {
            Self::GammaGamma(model) => Some(model),
            _ => None,
        }
    }
}

impl From<Itemized> for AnyModel {
    fn from(Itemized(model): Itemized) -> Self {
        Self::from(model)
    }
}

fn unknown(kind: u32) -> Error {
    Error::new(ErrorKind::Enumerator, "is no such kind of model").in_column("kind").with_value(kind)
}

fn array<const N: usize>(parameters: &[f64]) -> Result<[f64; N]> {
    parameters.try_into().map_err(|_| Error::length("parameters", parameters.len(), N))
}

/// A model with what is known of it, that can be written to bytes and read back
/// on another machine.
///
/// The bytes begin with a magic word and a format version and end with a
/// checksum; damaged bytes and bytes of a newer version are refused.
///
/// ```
/// use habitue::lifetime::{BgNbd, StoredModel};
/// let stored = StoredModel::new(BgNbd::new(0.243, 4.414, 0.793, 2.426)?)
///     .with_unit("week")
///     .with_provenance("CDNOW 1/10 sample, calibrated to 1997-09-30");
/// let bytes = stored.to_bytes();
/// assert_eq!(StoredModel::from_bytes(&bytes)?, stored);
/// assert!(StoredModel::from_bytes(&bytes[1..]).is_err());
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
pub struct StoredModel {
    model: AnyModel,
    report: Option<FitReport>,
    covariance: Option<Vec<f64>>,
    unit: String,
    provenance: String,
}

const MAGIC: &[u8; 8] = b"habitue\x1a";
const VERSION: u32 = 1;

impl StoredModel {
    /// A model from given parameters.
    pub fn new(model: impl Into<AnyModel>) -> Self {
        Self {
            model: model.into(),
            report: None,
            covariance: None,
            unit: String::new(),
            provenance: String::new(),
        }
    }

    /// A model that was fitted, with its report and covariance.
    pub fn from_fit<M: Copy + Into<AnyModel>>(fitted: &Fitted<M>) -> Self {
        Self {
            model: (*fitted.model()).into(),
            report: Some(fitted.report().clone()),
            covariance: fitted.covariance().map(<[f64]>::to_vec),
            unit: fitted.time_unit().map_or_else(String::new, |unit| unit.name().to_owned()),
            provenance: String::new(),
        }
    }

    /// Refuses a report or a covariance that no fit of the model has.
    fn checked(self) -> Result<Self> {
        check_fit(&self.model, self.report.as_ref(), self.covariance.as_deref())?;
        Ok(self)
    }

    /// The unit of time or money that the parameters are in. Defaults to that of the customers of
    /// the fit, where they stated it, or to none. The name of a [`Unit`] is one: customers,
    /// valuations and live summaries in another are refused.
    #[must_use]
    pub fn with_unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }

    /// Where the model comes from, in the caller's words. Defaults to none.
    #[must_use]
    pub fn with_provenance(mut self, provenance: impl Into<String>) -> Self {
        self.provenance = provenance.into();
        self
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> &AnyModel {
        &self.model
    }

    /// The report of the fit, if the model was fitted.
    #[must_use]
    pub fn report(&self) -> Option<&FitReport> {
        self.report.as_ref()
    }

    /// The covariance of the parameters (k × k, row by row), if it is known.
    #[must_use]
    pub fn covariance(&self) -> Option<&[f64]> {
        self.covariance.as_deref()
    }

    /// The unit of the parameters; empty where none was stated.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// The unit of time of the parameters, where one was stated.
    #[must_use]
    pub fn time_unit(&self) -> Option<Unit> {
        Unit::from_name(&self.unit)
    }

    /// The model of purchases behind the answers for `customers`.
    ///
    /// # Errors
    /// `Argument` for a model of another family; `Inconsistent` where model and customers state
    /// different units of time.
    pub fn purchases_of(&self, customers: &Histories<'_>) -> Result<&dyn PurchaseModel> {
        units_meet("customers", customers.unit(), "the model", self.time_unit())?;
        self.model.as_purchase().ok_or_else(|| {
            Error::new(ErrorKind::Argument, "is no model of purchases").in_column("model")
        })
    }

    /// Where the model comes from; empty where nothing was stated.
    #[must_use]
    pub fn provenance(&self) -> &str {
        &self.provenance
    }

    /// The model as bytes, the same on every machine.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(256);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&self.model.kind().to_le_bytes());
        write_floats(&mut bytes, self.model.parameters());
        write_floats(&mut bytes, self.covariance.as_deref().unwrap_or_default());
        let report = self.report.as_ref().map(report_floats);
        write_floats(&mut bytes, report.as_ref().map_or(&[], |r| r.as_slice()));
        write_text(&mut bytes, &self.unit);
        write_text(&mut bytes, &self.provenance);
        write_alternatives(&mut bytes, self.report.as_ref());
        sealed(bytes)
    }

    /// The model that [`StoredModel::to_bytes`] wrote.
    ///
    /// # Errors
    /// * `Corrupt`: the bytes are cut, damaged, or not of this library.
    /// * `FormatVersion`: a newer library wrote them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let mut rest = opened(MAGIC, VERSION, bytes)?;
        let fields = (|| {
            let kind = read_number(&mut rest)?;
            let parameters = read_floats(&mut rest)?;
            let covariance = read_floats(&mut rest)?;
            let report = read_floats(&mut rest)?;
            let unit = read_text(&mut rest)?;
            let provenance = read_text(&mut rest)?;
            let alternatives = read_alternatives(&mut rest)?;
            Some((kind, parameters, covariance, report, unit, provenance, alternatives))
        })();
        let (kind, parameters, covariance, report, unit, provenance, alternatives) =
            fields.ok_or_else(|| corrupt("do not have the form of a model"))?;
        let report = match report.as_slice() {
            [] => None,
            floats => Some(report_from(floats).ok_or_else(|| corrupt("hold no report of a fit"))?),
        };
        let report = report.map(|report| FitReport { alternatives, ..report });
        let model = AnyModel::from_kind(kind, &parameters).map_err(invalid)?;
        let covariance = (!covariance.is_empty()).then_some(covariance);
        Self { model, report, covariance, unit, provenance }.checked().map_err(invalid)
    }
}

/// Refuses a report or a covariance that no fit of a model has.
fn check_fit(
    model: &AnyModel,
    report: Option<&FitReport>,
    covariance: Option<&[f64]>,
) -> Result<()> {
    let parameters = model.parameters().len();
    if let Some(report) = report {
        report.check()?;
        check_count(report, parameters)?;
    }
    covariance.map_or(Ok(()), |covariance| check_covariance(covariance, parameters))
}

/// Refuses a report of more parameters than the model has, or alternatives of others.
pub(crate) fn check_count(report: &FitReport, parameters: usize) -> Result<()> {
    let mut others = report.alternatives.iter().map(|other| other.parameters.len());
    if let Some(found) = others.find(|found| *found != parameters) {
        return Err(Error::length("parameters of an alternative", found, parameters));
    }
    if report.parameters as usize > parameters {
        let found = f64::from(report.parameters);
        return Err(Error::out_of_range("parameters", found, format!("at most {parameters}")));
    }
    Ok(())
}

#[cfg(feature = "serde")]
impl<'de, M: serde::Deserialize<'de> + Copy + Into<AnyModel>> serde::Deserialize<'de>
    for Fitted<M>
{
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        /// The fields as they were stored, not yet checked.
        #[derive(serde::Deserialize)]
        struct Stored<M> {
            model: M,
            report: FitReport,
            covariance: Option<Vec<f64>>,
            #[serde(default)]
            time_unit: Option<Unit>,
        }

        let Stored::<M> { model, report, covariance, time_unit } = Stored::deserialize(from)?;
        check_fit(&model.into(), Some(&report), covariance.as_deref())
            .map_err(serde::de::Error::custom)?;
        Ok(Self::of_parts(model, report, covariance).in_unit(time_unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        let model = GammaGamma::new(6.25, 3.74, 15.44).unwrap();
        let bytes = StoredModel::new(model).with_unit("USD").to_bytes();
        for cut in 0..bytes.len() {
            assert!(StoredModel::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        for bit in 0..8 * bytes.len() {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(StoredModel::from_bytes(&damaged).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn a_newer_format_is_named() {
        let mut bytes = StoredModel::new(BgNbd::new(1.0, 1.0, 1.0, 1.0).unwrap()).to_bytes();
        bytes[8] = 2;
        assert_eq!(StoredModel::from_bytes(&bytes).unwrap_err().kind(), ErrorKind::FormatVersion);
    }
}
