//! From facts about a customer to a class with its reasons: the shape that
//! every ladder, matrix and tier of this library has.
//!
//! A classification of a customer is worth something only if it can be
//! questioned. So each scheme here is a *total* function: whatever is known of a
//! customer, it answers with
//!
//! - a **class** with an English and a Chinese name and a stable code, or
//!   *unknown* (code 0), never a guess and never a panic;
//! - the **reasons**: a small set of named findings that led there, or, where the
//!   class is unknown, the facts that are missing;
//! - a **boundary flag**: a fact stands exactly on a cut, so that the class rests
//!   on the convention that the cut belongs to the higher side.
//!
//! The same scheme works on [one customer](Scheme::classify) and on
//! [columns](Scheme::classify_into) of a million, where a class is its `i32`
//! code, the reasons are the bits of a `u32` and the flag is a `u8`. Nothing is
//! allocated per customer. Thresholds are data: fields of the scheme with
//! documented defaults.
//!
//! How facts look in columns, and how each says "not known":
//!
//! | kind | one customer | column | not known |
//! |---|---|---|---|
//! | [`Flag`] | `Option<bool>` | `u8`: 0 no, 1 yes | 2 |
//! | [`Level<N>`](Level) | `Option<u8>`, 1 to N | `u8`, 1 to N | 0 |
//! | [`Count`] | `Option<u32>` | `u32` | `u32::MAX` |
//! | [`Number`], [`NonNegative`], [`Fraction`] | `Option<f64>` | `f64` | NaN |
//!
//! A column that is left out is not known for anybody. Anything else (a flag of
//! 7, a share of 1.5, an infinity) is an error that names the row; nothing is
//! written then.
//!
//! Missing facts, by one rule: on a **ladder** a fact that is not known proves
//! nothing, so that the customer stands on the highest rung that the known facts
//! prove, with the missing ones named among the reasons; the class is unknown
//! only where a fact on which the ladder rests is missing (its scheme says which), or
//! all are. In a **matrix** every axis must be known.
//!
//! The rooms: [`Named`] and [`Class`] (what a class is), [`Reason`] and
//! [`Reasons`] (why), [`Classified`] (the answer for one customer),
//! [`FactKind`] and its kinds (what is known), [`Scheme`] (the function itself),
//! [`ClassCounts`] (how many of each, and of how many), [`Cuts`] (two-by-two
//! matrices), [`LadderRule`] (ladders of evidence).

mod class;
mod counts;
mod facts;
mod ladder;
mod matrix;
mod reason;
mod scheme;

pub use class::{Class, Named};
pub use counts::ClassCounts;
pub use facts::{
    Count, FactColumns, FactKind, Facts, Flag, Fraction, Level, NonNegative, Number, UNKNOWN_COUNT,
    UNKNOWN_FLAG, UNKNOWN_LEVEL,
};
pub use ladder::LadderRule;
pub use matrix::{Cuts, Quadrant};
pub use reason::{Classified, Reason, Reasons};
pub use scheme::{ClassColumns, ClassTable, Scheme};

pub(crate) use class::sealed::Sealed;
pub(crate) use class::{classes, named};
pub(crate) use facts::{check_column, check_fact, facts};
pub(crate) use matrix::matrix;
pub(crate) use reason::reasons;

/// Laws that every class and its reasons obey; each scheme's tests call it.
#[cfg(test)]
pub(crate) fn assert_well_named<C: Class>() {
    fn distinct<T: Named>(first: i32) {
        let mut names = std::collections::HashSet::new();
        let mut codes = std::collections::HashSet::new();
        for item in T::ALL {
            assert!(item.code() >= first, "{item:?} has code {}", item.code());
            assert!(codes.insert(item.code()), "{item:?} repeats a code");
            assert!(names.insert(item.name()), "{item:?} repeats a name");
            assert!(names.insert(item.name_zh()), "{item:?} repeats a Chinese name");
            assert!(item.name().is_ascii() && !item.name().is_empty(), "{item:?}");
            assert!(!item.name_zh().is_ascii(), "{item:?} has no Chinese name");
            assert_eq!(T::from_code(item.code()), Some(*item));
        }
        assert_eq!(T::from_code(-1), None);
        assert_eq!(T::from_code(99), None);
    }
    distinct::<C>(1);
    assert_eq!(C::from_code(0), None);
    let codes: Vec<i32> = C::ALL.iter().map(|class| class.code()).collect();
    let ascending: Vec<i32> = (1..=C::ALL.len() as i32).collect();
    assert_eq!(codes, ascending, "codes count up from 1");
    assert!(C::ALL.len() <= ClassCounts::<C>::MOST_CLASSES);
    distinct::<C::Reason>(0);
    assert!(C::Reason::ALL.iter().all(|reason| reason.code() < 32));
}

/// Totality: each of these customers has exactly one class with reasons that explain
/// it, or is unknown with what is missing; and columns say the same as single customers.
#[cfg(test)]
pub(crate) fn assert_total<S: Scheme>(scheme: &S, rows: &[S::Facts], columns: &S::Columns<'_>)
where
    S::Facts: std::fmt::Debug,
{
    assert_total_of(scheme, rows, columns, |_| true);
}

/// The same of a scheme whose settings leave out some classes.
#[cfg(test)]
pub(crate) fn assert_total_of<S: Scheme>(
    scheme: &S,
    rows: &[S::Facts],
    columns: &S::Columns<'_>,
    reached: impl Fn(S::Class) -> bool,
) where
    S::Facts: std::fmt::Debug,
{
    assert_well_named::<S::Class>();
    let table = scheme.classify_all(columns).expect("valid columns");
    let mut boundary = 0;
    let mut explained = std::collections::HashMap::new();
    for (row, facts) in rows.iter().enumerate() {
        let one = scheme.classify(facts).expect("valid facts");
        assert!(!one.reasons().is_empty(), "{facts:?} has no reason");
        // The reasons name all the facts that were used: nothing else tells classes apart.
        let other = *explained.entry(one.reasons().bits()).or_insert(one.class());
        assert_eq!(other, one.class(), "{facts:?}: {} explain both", one.reasons());
        if one.class().is_none() {
            assert!(!one.missing().is_empty(), "{facts:?} is unknown for no missing fact");
            assert!(!one.on_boundary(), "{facts:?} is unknown and on a boundary");
        }
        boundary += u64::from(one.on_boundary());
        let columnar = (table.codes[row], table.reasons[row], table.boundary[row]);
        let single = (one.code(), one.reasons().bits(), u8::from(one.on_boundary()));
        assert_eq!(columnar, single, "{facts:?}");
    }
    let counts = &table.counts;
    assert_eq!(counts.n_used() + counts.n_missing(), rows.len() as u64);
    assert_eq!(counts.n_boundary(), boundary);
    assert_eq!(counts.by_code().iter().sum::<u64>(), rows.len() as u64);
    for class in S::Class::ALL {
        let found = counts.of(*class) > 0;
        assert_eq!(found, reached(*class), "facts give {class:?} or not");
    }
}

/// The three states of a flag, for tests over all combinations.
#[cfg(test)]
pub(crate) const FLAGS: [Option<bool>; 3] = [None, Some(false), Some(true)];
