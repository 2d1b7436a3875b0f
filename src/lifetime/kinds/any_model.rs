//! Any model by its parameters alone.

use super::every::*;
use super::family::Family;
use crate::error::{Error, ErrorKind, Result};
use crate::lifetime::fit::estimable::Estimable;
use crate::lifetime::fit::fit::Fitted;
use crate::lifetime::fit::fit_options::FitOptions;
use crate::lifetime::observed::covariates::Target;
use crate::lifetime::observed::history::Histories;
use crate::lifetime::observed::survivors::Survivors;
use crate::lifetime::predict::contract::ContractModel;
use crate::lifetime::predict::kind::Kind;
use crate::lifetime::predict::posterior::Posterior;
use crate::lifetime::predict::purchase_model::{AnyLatentAttrition, PurchaseModel};
use crate::lifetime::spend::itemized_spend::Itemized;

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

            pub(crate) fn as_closure(&self) -> Option<&dyn AnyLatentAttrition> {
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

        impl AnyModel {
            /// Fits the model of purchases of this kind.
            pub(crate) fn fit_purchases(
                kind: u32,
                customers: &Histories<'_>,
                options: &FitOptions<'_>,
            ) -> Result<Fitted<Self>> {
                match kind {
                    $($number => Ok($name::fit(customers, options)?.map(Self::from)),)*
                    _ => Err(unknown(kind)),
                }
            }

            /// Fits the model of customers under contract of this kind.
            pub(crate) fn fit_contract(
                kind: u32,
                survivors: &Survivors,
                options: &FitOptions<'_>,
            ) -> Result<Fitted<Self>> {
                match kind {
                    $($contract_number => {
                        Ok($contract::fit(survivors, options)?.map(Self::from))
                    })*
                    _ => Err(unknown(kind)),
                }
            }

            /// What covariates act on, by role.
            pub(crate) fn targets(&self) -> &'static [Target] {
                match self {
                    $(Self::$name(_) => targets::<_, $name>(),)*
                    $(Self::$spend(_) => targets::<_, $spend>(),)*
                    $(Self::$contract(_) => targets::<_, $contract>(),)*
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

fn targets<const N: usize, M: Estimable<N>>() -> &'static [Target] {
    M::TARGETS
}
