//! Why a customer is in a class: a set of named findings, one bit each.

use std::fmt;
use std::marker::PhantomData;

use super::{Class, Named};

/// A finding that a scheme reports: what was found ("two or more purchases") or
/// what is missing ("recommendation is not known"). Its [code](Named::code) is
/// the number of its bit, 0 to 31.
pub trait Reason: Named {
    /// The bits of the findings that say that a fact is missing.
    const MISSING: u32;

    /// The bit of this finding in a column of reasons.
    #[must_use]
    fn bit(self) -> u32 {
        1 << self.code()
    }

    /// Whether this finding says that a fact is missing.
    #[must_use]
    fn is_missing(self) -> bool {
        self.bit() & Self::MISSING != 0
    }
}

/// Declares the findings of a scheme: those that were found, then those that
/// are missing, each `Variant = bit => "name", "名称";`.
macro_rules! reasons {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $variant:ident = $bit:literal => $en:literal, $zh:literal; )+
        }
        missing {
            $( $absent:ident = $gap:literal => $absent_en:literal, $absent_zh:literal; )*
        }
    ) => {
        $crate::classify::named! {
            $(#[$meta])*
            pub enum $name {
                $( $variant = $bit => $en, $zh; )+
                $( $absent = $gap => $absent_en, $absent_zh; )*
            }
        }

        impl $crate::classify::Reason for $name {
            const MISSING: u32 = 0 $(| (1 << $gap))*;
        }
    };
}
pub(crate) use reasons;

/// A set of findings. In a column it is its [bits](Reasons::bits).
pub struct Reasons<R> {
    bits: u32,
    of: PhantomData<R>,
}

impl<R: Reason> Reasons<R> {
    /// No finding.
    pub const NONE: Self = Self { bits: 0, of: PhantomData };

    /// The set with these bits; bits that name no finding are dropped.
    #[must_use]
    pub fn from_bits(bits: u32) -> Self {
        let known = R::ALL.iter().fold(0, |mask, reason| mask | reason.bit());
        Self { bits: bits & known, of: PhantomData }
    }

    /// The bits, as a column of reasons holds them.
    #[must_use]
    pub fn bits(self) -> u32 {
        self.bits
    }

    /// This set and one more finding.
    #[must_use]
    pub fn with(self, reason: R) -> Self {
        Self { bits: self.bits | reason.bit(), of: PhantomData }
    }

    /// This set, and `reason` if `found`.
    #[must_use]
    pub fn with_if(self, found: bool, reason: R) -> Self {
        if found { self.with(reason) } else { self }
    }

    /// Whether the finding is in the set.
    #[must_use]
    pub fn contains(self, reason: R) -> bool {
        self.bits & reason.bit() != 0
    }

    /// Whether there is no finding at all.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// The findings, in the order of their bits.
    pub fn iter(self) -> impl Iterator<Item = R> {
        R::ALL.iter().copied().filter(move |reason| self.contains(*reason))
    }

    /// Only the findings that say that a fact is missing.
    #[must_use]
    pub fn missing(self) -> Self {
        Self { bits: self.bits & R::MISSING, of: PhantomData }
    }
}

impl<R> Clone for Reasons<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Reasons<R> {}

impl<R> PartialEq for Reasons<R> {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits
    }
}

impl<R> Eq for Reasons<R> {}

impl<R: Reason> Default for Reasons<R> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<R: Reason> fmt::Debug for Reasons<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl<R: Reason> fmt::Display for Reasons<R> {
    /// Writes the English names, separated by "; ".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, reason) in self.iter().enumerate() {
            if position > 0 {
                f.write_str("; ")?;
            }
            f.write_str(reason.name())?;
        }
        Ok(())
    }
}

/// What a scheme answers for one customer: the class or unknown, the reasons,
/// and whether a fact stands exactly on a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Classified<C: Class> {
    class: Option<C>,
    reasons: Reasons<C::Reason>,
    boundary: bool,
}

impl<C: Class> Classified<C> {
    /// The customer is in `class`.
    #[must_use]
    pub fn known(class: C, reasons: Reasons<C::Reason>, boundary: bool) -> Self {
        Self { class: Some(class), reasons, boundary }
    }

    /// The class cannot be told; `reasons` name what is missing.
    #[must_use]
    pub fn unknown(reasons: Reasons<C::Reason>) -> Self {
        Self { class: None, reasons, boundary: false }
    }

    /// The class, or `None` where it is unknown.
    #[must_use]
    pub fn class(&self) -> Option<C> {
        self.class
    }

    /// The code of the class, 0 where it is unknown.
    #[must_use]
    pub fn code(&self) -> i32 {
        self.class.map_or(0, Named::code)
    }

    /// The findings that led here.
    #[must_use]
    pub fn reasons(&self) -> Reasons<C::Reason> {
        self.reasons
    }

    /// The facts that were missing; where the class is known, they did not matter.
    #[must_use]
    pub fn missing(&self) -> Reasons<C::Reason> {
        self.reasons.missing()
    }

    /// Whether a fact stands exactly on a cut, so that the class rests on the
    /// convention that a cut belongs to the higher side.
    #[must_use]
    pub fn on_boundary(&self) -> bool {
        self.boundary
    }

    /// The English name of the class, or "unknown".
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.class.map_or("unknown", Named::name)
    }

    /// The Chinese name of the class, or "未知".
    #[must_use]
    pub fn name_zh(&self) -> &'static str {
        self.class.map_or("未知", Named::name_zh)
    }
}

impl<C: Class> fmt::Display for Classified<C> {
    /// Writes the class and, in brackets, the reasons.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name(), self.reasons)
    }
}
