//! The matrices of loyalty and of service.

use super::classify::{Outputs, classify, habitue_class_counts};
use super::column::{optional_column, output};
use super::guard::guard;
use super::options::{Options, options};
use super::status::{habitue_error, habitue_status};
use crate::classify::Cuts;
use crate::error::Result;
use crate::loyalty::{
    AllegianceColumns, ApostleMatrix, AttitudeBehaviour, AttitudeBehaviourColumns, LoyalOf,
    ReciprocalColumns, ReciprocalLoyalty, ServiceColumns, ServiceMatrix,
};

/// Kind of customer by satisfaction and loyalty: defector (背叛者).
pub const HABITUE_ALLEGIANCE_DEFECTOR: i32 = 1;
/// Kind of customer by satisfaction and loyalty: terrorist (破坏者).
pub const HABITUE_ALLEGIANCE_TERRORIST: i32 = 2;
/// Kind of customer by satisfaction and loyalty: hostage (囚禁者).
pub const HABITUE_ALLEGIANCE_HOSTAGE: i32 = 3;
/// Kind of customer by satisfaction and loyalty: mercenary (图利者).
pub const HABITUE_ALLEGIANCE_MERCENARY: i32 = 4;
/// Kind of customer by satisfaction and loyalty: loyalist (忠诚者).
pub const HABITUE_ALLEGIANCE_LOYALIST: i32 = 5;
/// Kind of customer by satisfaction and loyalty: apostle (传道者).
pub const HABITUE_ALLEGIANCE_APOSTLE: i32 = 6;

/// Kind of loyalty: no loyalty (不忠诚).
pub const HABITUE_LOYALTY_KIND_NO_LOYALTY: i32 = 1;
/// Kind of loyalty: spurious loyalty (虚假忠诚).
pub const HABITUE_LOYALTY_KIND_SPURIOUS: i32 = 2;
/// Kind of loyalty: latent loyalty (潜在忠诚).
pub const HABITUE_LOYALTY_KIND_LATENT: i32 = 3;
/// Kind of loyalty: true loyalty (真正忠诚).
pub const HABITUE_LOYALTY_KIND_TRUE: i32 = 4;

/// Reciprocity: neither is loyal (双方均不忠诚).
pub const HABITUE_RECIPROCITY_NEITHER: i32 = 1;
/// Reciprocity: only the firm is loyal (仅企业忠诚).
pub const HABITUE_RECIPROCITY_FIRM_ONLY: i32 = 2;
/// Reciprocity: only the customer is loyal (仅客户忠诚).
pub const HABITUE_RECIPROCITY_CUSTOMER_ONLY: i32 = 3;
/// Reciprocity: mutual loyalty (双向忠诚).
pub const HABITUE_RECIPROCITY_MUTUAL: i32 = 4;

/// Kind of service: freezer (冷淡型服务).
pub const HABITUE_SERVICE_FREEZER: i32 = 1;
/// Kind of service: factory (生产型服务).
pub const HABITUE_SERVICE_FACTORY: i32 = 2;
/// Kind of service: friendly zoo (友好型服务).
pub const HABITUE_SERVICE_FRIENDLY_ZOO: i32 = 3;
/// Kind of service: quality customer service (优质型服务).
pub const HABITUE_SERVICE_QUALITY: i32 = 4;

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

/// Loyalists, hostages, mercenaries and defectors by satisfaction and loyalty
/// (Jones and Sasser), with the apostle and the terrorist in the extreme corners.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `satisfaction` and `loyalty` (NaN = not known), on the scale of the cuts.
/// `options` NULL means the defaults. Out, each of `rows` entries: `codes` the
/// class (one of `HABITUE_ALLEGIANCE_...`, 0 = unknown), `reasons` the bits of
/// the reasons and `boundary` 1 where a score stands exactly on a cut; and
/// `counts`. Names: `habitue_class_name(HABITUE_SCHEME_APOSTLE, ...)`.
///
/// `options`, `reasons`, `boundary`, `counts` and `error` may be NULL. Returns
/// `HABITUE_OK`, an argument error, `HABITUE_UNSORTED` unless terrorist < cut <=
/// apostle on both axes, or `HABITUE_NOT_FINITE` with the row and column of the
/// first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_apostle_classify(
    rows: usize,
    satisfaction: *const f64,
    loyalty: *const f64,
    options: *const habitue_apostle_options,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let mut columns = AllegianceColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            let scheme = apostle_matrix(options)?;
            columns.satisfaction = optional_column(satisfaction, rows, "satisfaction")?;
            columns.loyalty = optional_column(loyalty, rows, "loyalty")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
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
/// customers. Arguments as for `habitue_apostle_classify`; entries of `hold`
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

/// Kinds of loyalty by attitude and repeat behaviour (Dick and Basu).
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `attitude`: how much the customer prefers us (NaN = not known); `behaviour`: how
/// much the customer comes back (NaN = not known). `attitude_cut`, `behaviour_cut`:
/// finite, on the scales of the scores; a score on its cut is high.
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_LOYALTY_KIND_...`,
/// 0 = unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact
/// stands exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_ATTITUDE_BEHAVIOUR, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_attitude_behaviour_classify(
    rows: usize,
    attitude: *const f64,
    behaviour: *const f64,
    attitude_cut: f64,
    behaviour_cut: f64,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = AttitudeBehaviour::new().with_cuts(Cuts::new(attitude_cut, behaviour_cut)?);
        let mut columns = AttitudeBehaviourColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.attitude = optional_column(attitude, rows, "attitude")?;
            columns.behaviour = optional_column(behaviour, rows, "behaviour")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// Who is loyal to whom: the customer to the firm, the firm to the customer.
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `customer`: the customer's loyalty to the firm (NaN = not known); `firm`: how well
/// the firm keeps its promises (NaN = not known). `customer_cut`, `firm_cut`: finite,
/// on the scales of the scores; a score on its cut is high.
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_RECIPROCITY_...`,
/// 0 = unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact
/// stands exactly on a cut; and `counts`. Names:
/// `habitue_class_name(HABITUE_SCHEME_RECIPROCAL, ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_reciprocal_classify(
    rows: usize,
    customer: *const f64,
    firm: *const f64,
    customer_cut: f64,
    firm_cut: f64,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = ReciprocalLoyalty::new().with_cuts(Cuts::new(customer_cut, firm_cut)?);
        let mut columns = ReciprocalColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.customer = optional_column(customer, rows, "customer")?;
            columns.firm = optional_column(firm, rows, "firm")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}

/// The four kinds of service by procedure and people (Martin).
///
/// Facts of `rows` customers, each column NULL where it is not known for anybody:
/// `procedural`: the procedure (NaN = not known); `personal`: the people (NaN = not
/// known). `procedural_cut`, `personal_cut`: finite, on the scales of the scores; a
/// score on its cut is high.
///
/// Out, each of `rows` entries: `codes` the class (one of `HABITUE_SERVICE_...`, 0 =
/// unknown), `reasons` the bits of the reasons and `boundary` 1 where a fact stands
/// exactly on a cut; and `counts`. Names: `habitue_class_name(HABITUE_SCHEME_SERVICE,
/// ...)`.
///
/// `reasons`, `boundary`, `counts` and `error` may be NULL. Returns `HABITUE_OK`, an
/// argument error, `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row and
/// column of the first bad fact. Nothing is written then. Any thread. Since 0.1.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn habitue_service_classify(
    rows: usize,
    procedural: *const f64,
    personal: *const f64,
    procedural_cut: f64,
    personal_cut: f64,
    codes: *mut i32,
    reasons: *mut u32,
    boundary: *mut u8,
    counts: *mut habitue_class_counts,
    error: *mut habitue_error,
) -> habitue_status {
    guard(error, || {
        let scheme = ServiceMatrix::new().with_cuts(Cuts::new(procedural_cut, personal_cut)?);
        let mut columns = ServiceColumns::new(rows);
        // SAFETY: the contract of the header.
        unsafe {
            columns.procedural = optional_column(procedural, rows, "procedural")?;
            columns.personal = optional_column(personal, rows, "personal")?;
            classify(&scheme, &columns, Outputs { codes, reasons, boundary, counts })
        }
    })
}
