//! Classifications: one function over a table with a row for each scheme.

use crate::capi::prelude::*;
use crate::classify::{Class, ClassColumns, Cuts, FactColumns, LadderRule, Reason, Scheme};
use crate::{customer, loyalty, value};

enumeration!(HABITUE_LADDER: LadderRule);

enumeration!(HABITUE_PHASE_ORDER: crate::loyalty::PhaseOrder);

/// The classes of customers. Start from `HABITUE_CLASSES_INIT` and say where to write.
#[apply(versioned)]
pub struct habitue_classes {
    pub reserved: u32,
    /// Where the class of each customer goes, 0 where it is unknown.
    pub codes: *mut i32,
    /// Where the bits of the reasons go (`HABITUE_LIST_REASONS + scheme`), or NULL.
    pub reasons: *mut u32,
    /// Where 1 goes for a customer exactly on a cut, which belongs to the higher side, else 0; or
    /// NULL.
    pub boundary: *mut u8,
    /// Written: customers by the code of their class; entry 0 counts the unknown, and entries
    /// beyond the scheme's classes are 0.
    pub by_code: [u64; 16],
    /// Written: customers with a class.
    pub n_used: u64,
    /// Written: customers whose class is unknown, for want of evidence.
    pub n_missing: u64,
    /// Written: customers who stand exactly on a cut.
    pub n_boundary: u64,
}

/// What the table says of a scheme.
pub(super) struct SchemeRow {
    pub(super) code: i32,
    symbol: &'static str,
    names: [&'static str; 2],
    pub(super) facts: Vec<Entry>,
    pub(super) settings: Vec<Entry>,
    pub(super) classes: Vec<Entry>,
    pub(super) reasons: Vec<Entry>,
}

impl SchemeRow {
    fn new<C: Class>(
        code: i32,
        symbol: &'static str,
        names: [&'static str; 2],
        facts: &[(&str, i32)],
        settings: Vec<Entry>,
    ) -> Self {
        let mut classes = vec![Entry::new(0, "unknown", "未知")];
        classes.extend(named::<C>());
        let mut reasons = named::<C::Reason>();
        for reason in &mut reasons {
            let missing = C::Reason::MISSING >> reason.code & 1;
            reason.flags = missing * HABITUE_ENTRY_MISSING;
        }
        let facts = (1..).zip(facts).map(|(code, (name, cell))| Entry::column(code, name, *cell));
        let facts = facts.collect();
        Self { code, symbol, names, facts, settings: numbered(settings), classes, reasons }
    }

    pub(super) fn itself(&self) -> Entry {
        Entry::new(self.code, self.names[0], self.names[1]).called(self.symbol)
    }
}

pub(super) fn three_indicator(
    satisfaction: [f64; 5],
    repurchase: [f64; 3],
    recommendation: [f64; 3],
    weights: [f64; 3],
    repurchase_cuts: [f64; 2],
    index_cuts: [f64; 2],
) -> Result<loyalty::ThreeIndicator> {
    loyalty::ThreeIndicator::new()
        .with_tables(satisfaction, repurchase, recommendation)?
        .with_weights(weights)?
        .with_repurchase_cuts(repurchase_cuts[0], repurchase_cuts[1])?
        .with_index_cuts(index_cuts[0], index_cuts[1])
}

/// Classifies `columns` into the columns of `out`, and counts there.
unsafe fn run<S: Scheme>(
    scheme: &S,
    columns: &S::Columns<'_>,
    out: &mut habitue_classes,
) -> Result<()> {
    let rows = columns.rows();
    let to = ClassColumns {
        codes: column_mut(out.codes, rows, "codes")?,
        reasons: optional_column_mut(out.reasons, rows, "reasons")?,
        boundary: optional_column_mut(out.boundary, rows, "boundary")?,
    };
    let counts = scheme.classify_into(columns, to)?;
    out.by_code = [0; 16];
    put(Some(&mut out.by_code), counts.by_code());
    (out.n_used, out.n_missing) = (counts.n_used(), counts.n_missing());
    out.n_boundary = counts.n_boundary();
    Ok(())
}

macro_rules! schemes {
    ($(
        $(#[doc = $doc:literal])*
        $code:literal $symbol:ident $en:literal $zh:literal
        $scheme:ty { $($fact:ident: $cell:ty),* }
        ($($set:ident: $kind:ty = [$($default:expr),*]),*) => $make:expr, [$($class:ident),*];
    )*) => {
        /// Classifies by the scheme of this number.
        unsafe fn classify(
            scheme: i32,
            given: &Evidence<'_>,
            out: &mut habitue_classes,
        ) -> Result<()> {
            match scheme {
                $($code => {
                    let columns: &[&str] = &[$(stringify!($fact)),*];
                    given.only(stringify!($symbol), columns, &[$(stringify!($set)),*])?;
                    $(let $set = given.setting::<$kind>(stringify!($set), &[$($default),*])?;)*
                    let scheme: $scheme = $make;
                    let mut columns =
                        <<$scheme as Scheme>::Columns<'_> as FactColumns>::of_rows(given.rows);
                    $(columns.$fact = given.optional::<$cell>(stringify!($fact))?;)*
                    run(&scheme, &columns, out)
                })*
                _ => Err(no_enumerator(scheme, "scheme", &[$($code),*])),
            }
        }

        /// The table.
        pub(super) fn scheme_rows() -> Vec<SchemeRow> {
            vec![$({
                // A fact that its row leaves out does not compile.
                type Facts = <$scheme as Scheme>::Facts;
                let _ = |Facts { $($fact: _),* }: Facts| ();
                SchemeRow::new::<<$scheme as Scheme>::Class>(
                    $code,
                    stringify!($symbol),
                    [$en, $zh],
                    &[$((stringify!($fact), <$cell as Cell>::TYPE)),*],
                    vec![$(Entry::setting(
                        stringify!($set), <$kind as Setting>::COUNT, &[$($default),*])),*],
                )
            }),*]
        }

        #[cfg(test)]
        const CLASSES: &[(i32, usize)] = &[$(($code, <[&str]>::len(&[$(stringify!($class)),*]))),*];
    };
}
include!("rows/schemes.in.rs");

/// Classifies customers by a scheme, one of `HABITUE_SCHEME_...` with the evidence and the settings
/// named there. Evidence that is absent is not known for anybody; its cells say "not known" by NaN,
/// `UINT32_MAX`, and in uint8_t by 2 for flags (0 no, 1 yes) and 0 for levels.
///
/// `classes` says where to write, and receives the counts. Names, by code:
/// `habitue_name(HABITUE_LIST_CLASSES + scheme, ...)`; of the reasons, by bit:
/// `HABITUE_LIST_REASONS + scheme`. A cut is the lowest value of the higher side.
///
/// `error` may be NULL. Returns `HABITUE_OK`, an argument error, `HABITUE_NOT_READ` for evidence or
/// a setting that the scheme does not have, `HABITUE_MISSING_VALUE` for a setting that must be
/// given, `HABITUE_OUT_OF_RANGE`, `HABITUE_NOT_FINITE` or `HABITUE_UNSORTED` for a setting, or the
/// first two with the row and the column of the first bad fact. Nothing is written then. Any
/// thread.
pub unsafe fn habitue_classify(
    scheme: i32,
    evidence: Evidence,
    classes: &mut habitue_classes,
) -> Result<()> {
    classify(scheme, &evidence, classes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_constant_and_schemes_count_up_from_one() {
        for (at, (row, (code, symbols))) in scheme_rows().iter().zip(CLASSES).enumerate() {
            assert_eq!((row.code, *code), (at as i32 + 1, at as i32 + 1));
            // Without "unknown"; a scheme may have the classes of another.
            assert!(*symbols == 0 || *symbols == row.classes.len() - 1, "{}", row.symbol);
            assert!(row.reasons.iter().any(|reason| reason.flags == HABITUE_ENTRY_MISSING));
        }
    }
}
