//! What a class is: one of a fixed list, with two names and a stable code.

use std::fmt::Debug;
use std::hash::Hash;

use super::Reason;

/// Only this crate implements what is sealed.
pub(crate) mod sealed {
    pub trait Sealed {}
}

/// One of a fixed list of things with a stable code and a name in English and
/// in Chinese, the two languages of the field's texts.
///
/// Every implementor also has these as inherent methods, so the trait need not
/// be imported to ask a class for its name. The trait is sealed.
pub trait Named: sealed::Sealed + Copy + Eq + Hash + Debug + 'static {
    /// All of them, in ascending order of code.
    const ALL: &'static [Self];

    /// The stable code, never renumbered.
    fn code(self) -> i32;

    /// The English name.
    fn name(self) -> &'static str;

    /// The Chinese name.
    fn name_zh(self) -> &'static str;

    /// The one with this code, if there is one.
    #[must_use]
    fn from_code(code: i32) -> Option<Self> {
        Self::ALL.iter().copied().find(|item| item.code() == code)
    }
}

/// A class that a [`Scheme`](super::Scheme) assigns. Codes count up from 1;
/// code 0 in a column means that the class is unknown.
///
/// Where the scheme is a ladder, classes compare by rung (`<`, `max`).
pub trait Class: Named + Ord {
    /// The findings that lead to these classes.
    type Reason: Reason;
}

/// Declares an enumeration of named things: `Variant = code => "name", "名称";`.
macro_rules! named {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$note:meta])* $variant:ident = $code:literal => $en:literal, $zh:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[repr(i32)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = concat!($en, " (", $zh, ").")]
                $(#[$note])*
                $variant = $code,
            )+
        }

        impl $name {
            /// All of them, in ascending order of code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code, never renumbered.
            #[must_use]
            pub const fn code(self) -> i32 {
                self as i32
            }

            /// The one with this code, if there is one.
            #[must_use]
            pub const fn from_code(code: i32) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// The English name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $en,)+
                }
            }

            /// The Chinese name.
            #[must_use]
            pub const fn name_zh(self) -> &'static str {
                match self {
                    $(Self::$variant => $zh,)+
                }
            }
        }

        impl $crate::classify::Sealed for $name {}

        impl $crate::classify::Named for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn code(self) -> i32 {
                self.code()
            }

            fn name(self) -> &'static str {
                self.name()
            }

            fn name_zh(self) -> &'static str {
                self.name_zh()
            }

            fn from_code(code: i32) -> Option<Self> {
                Self::from_code(code)
            }
        }

        impl std::fmt::Display for $name {
            /// Writes the English name.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}
pub(crate) use named;

/// Declares the classes of a scheme: as [`named!`], with the type of the reasons.
macro_rules! classes {
    (
        $(#[$meta:meta])*
        pub enum $name:ident because $reason:ty {
            $( $(#[$note:meta])* $variant:ident = $code:literal => $en:literal, $zh:literal; )+
        }
    ) => {
        $crate::classify::named! {
            $(#[$meta])*
            pub enum $name {
                $( $(#[$note])* $variant = $code => $en, $zh; )+
            }
        }

        impl $crate::classify::Class for $name {
            type Reason = $reason;
        }
    };
}
pub(crate) use classes;
