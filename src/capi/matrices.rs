//! What the satisfaction-loyalty matrix says of its propositions.

use super::column::{optional_column, output};
use super::guard::guard;
use super::options::{Options, options};
use super::status::{habitue_error, habitue_status};
use crate::classify::Cuts;
use crate::error::Result;
use crate::loyalty::{AllegianceColumns, ApostleMatrix, LoyalOf};

/// The cuts and corners of the satisfaction-loyalty matrix, each of satisfaction
/// and of loyalty. Start from `HABITUE_APOSTLE_OPTIONS_INIT`.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_apostle_options {
    /// `sizeof(habitue_apostle_options)` of the caller.
    pub struct_size: u32,
    /// Must be 0.
    pub reserved: u32,
    /// A score at or above its cut is high; 50 and 50 by default.
    pub cuts: [f64; 2],
    /// An apostle has both scores at or above these; 90 and 90 by default.
    pub apostle: [f64; 2],
    /// A terrorist has both scores at or below these; 10 and 10 by default.
    pub terrorist: [f64; 2],
}

// SAFETY: repr(C), two u32 and six f64 without padding.
unsafe impl Options for habitue_apostle_options {
    const INITIAL: Self = Self {
        struct_size: size_of::<Self>() as u32,
        reserved: 0,
        cuts: [50.0; 2],
        apostle: [90.0; 2],
        terrorist: [10.0; 2],
    };
    const FIRST_SIZE: usize = size_of::<Self>();
}

/// The matrix that the caller's options describe.
///
/// # Safety
/// As for [`options`].
unsafe fn apostle_matrix(pointer: *const habitue_apostle_options) -> Result<ApostleMatrix> {
    // SAFETY: the caller's promise is the same.
    let options = unsafe { options(pointer, "options") }?;
    super::options::reserved(&[options.reserved], "options.reserved")?;
    let cuts = |pair: [f64; 2]| Cuts::new(pair[0], pair[1]);
    ApostleMatrix::new().with_cuts(
        cuts(options.cuts)?,
        cuts(options.apostle)?,
        cuts(options.terrorist)?,
    )
}

/// How many of a group are loyal.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_loyal_of {
    /// Customers with high loyalty.
    pub loyal: u64,
    /// All customers of the group.
    pub of: u64,
}

/// The evidence for the five propositions "satisfaction is not loyalty".
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct habitue_propositions {
    /// Customers with high satisfaction.
    pub satisfied: habitue_loyal_of,
    /// Customers with low satisfaction.
    pub dissatisfied: habitue_loyal_of,
    /// Customers at or above the apostle's corner of satisfaction.
    pub fully_satisfied: habitue_loyal_of,
    /// Customers with satisfaction or loyalty not known.
    pub n_missing: u64,
    /// Whether each proposition holds of these customers: 1 yes, 0 no, 2 where
    /// nobody is in the group that it speaks of. In order: the satisfied may be
    /// loyal; the satisfied may be disloyal; the dissatisfied are usually
    /// disloyal; the dissatisfied may be loyal; full satisfaction makes most
    /// loyal.
    pub hold: [u8; 8],
}

/// Counts what the five propositions about satisfaction and loyalty say of these
/// customers: `satisfaction` and `loyalty` of `rows` entries (NaN = not known), on the
/// scale of the cuts; `options` NULL means the defaults. Entries of `hold`
/// beyond the fifth are 0.
///
/// `result` must not be NULL; `options` and `error` may be. Returns `HABITUE_OK`,
/// an argument error, `HABITUE_UNSORTED`, or `HABITUE_NOT_FINITE` with row and
/// column. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_apostle_propositions(
    rows: usize,
    satisfaction: *const f64,
    loyalty: *const f64,
    options: *const habitue_apostle_options,
    result: *mut habitue_propositions,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let mut columns = AllegianceColumns::new(rows);
        // SAFETY: the contract of the header.
        let (scheme, result) = unsafe {
            columns.satisfaction = optional_column(satisfaction, rows, "satisfaction")?;
            columns.loyalty = optional_column(loyalty, rows, "loyalty")?;
            (apostle_matrix(options)?, output(result, "result")?)
        };
        let found = scheme.propositions(&columns)?;
        let group = |of: LoyalOf| habitue_loyal_of { loyal: of.loyal, of: of.of };
        let mut hold = [0; 8];
        for (slot, answer) in hold.iter_mut().zip(found.hold()) {
            *slot = answer.map_or(2, u8::from);
        }
        *result = habitue_propositions {
            satisfied: group(found.satisfied),
            dissatisfied: group(found.dissatisfied),
            fully_satisfied: group(found.fully_satisfied),
            n_missing: found.n_missing,
            hold,
        };
        Ok(())
    })
}
