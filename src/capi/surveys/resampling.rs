//! How respondents are resampled.

use super::figures::missing_policy;
use crate::capi::prelude::*;
use crate::satisfaction::BootstrapOptions;
use crate::survey::MissingPolicy;

/// How respondents are resampled. Start from `HABITUE_RESAMPLE_OPTIONS_INIT` (1000 samples, seed
/// 1), and say what to do about missing answers.
#[apply(versioned)]
pub struct habitue_resample_options {
    /// One of `HABITUE_MISSING_...`; it must be given.
    pub missing: i32,
    /// Least share of answers for `HABITUE_MISSING_PERSON_MEAN`, 0 to 1.
    pub minimum_share: f64,
    /// How many samples, or permutations, are drawn; at least 2.
    pub samples: u32,
    pub reserved: u32,
    /// Where the random stream starts; the same seed gives the same bits, whatever the number of
    /// threads.
    pub seed: u64,
    /// Key drivers: confidence of the intervals, 0.95 where not given.
    pub confidence: f64,
}

begins!(
    habitue_resample_options,
    missing = -1,
    minimum_share = 0.5,
    samples = 1000,
    seed = 1,
    confidence = f64::NAN
);

/// The caller's options, read.
pub(in crate::capi) struct Resampling {
    pub(super) policy: MissingPolicy,
    given: habitue_resample_options,
}

impl Reads for Resampling {
    type From = habitue_resample_options;

    unsafe fn read(pointer: *const habitue_resample_options, name: &'static str) -> Result<Self> {
        let given: habitue_resample_options = results(pointer, name)?;
        Ok(Self { policy: missing_policy(given.missing, given.minimum_share)?, given })
    }
}

impl Resampling {
    pub(super) fn settings(&self, threads: usize) -> BootstrapOptions {
        BootstrapOptions::default()
            .with_samples(self.given.samples)
            .with_seed(self.given.seed)
            .with_threads(threads)
    }

    pub(super) fn confidence(&self) -> Result<f64> {
        confidence(self.given.confidence, "options.confidence")
    }

    pub(super) fn has_confidence(&self) -> bool {
        !self.given.confidence.is_nan()
    }
}

/// The confidence that is given, or the usual one.
pub(super) fn confidence(given: f64, name: &'static str) -> Result<f64> {
    let confidence = if given.is_nan() { 0.95 } else { given };
    if confidence > 0.0 && confidence < 1.0 {
        return Ok(confidence);
    }
    Err(Error::out_of_range(name, confidence, "between 0 and 1"))
}
