//! What a model is of.

/// What a model is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
#[repr(i32)]
pub enum Family {
    /// Purchases and attrition of customers who come and go as they please.
    Purchase = 1,
    /// What customers spend in a purchase.
    Spend = 2,
    /// Renewals of customers under contract.
    Contract = 3,
}

impl Family {
    /// The English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Purchase => "purchases",
            Self::Spend => "spend",
            Self::Contract => "customers under contract",
        }
    }
}
