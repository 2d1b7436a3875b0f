//! How respondents are resampled.

use super::figures::missing_policy;
use crate::capi::prelude::*;
use crate::satisfaction::BootstrapOptions;
use crate::survey::MissingPolicy;

/// How respondents are resampled. Start from `HABITUE_RESAMPLE_OPTIONS_INIT` (1000 samples, seed
/// 1, 0.95), and say what to do about missing answers.
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
    /// Key drivers: confidence of the intervals, between 0 and 1.
    pub confidence: f64,
}

begins!(
    habitue_resample_options,
    missing = -1,
    minimum_share = 0.5,
    samples = 1000,
    seed = 1,
    confidence = 0.95
);

/// The caller's options, read.
pub(in crate::capi) struct Resampling {
    pub(super) policy: MissingPolicy,
    pub(super) given: habitue_resample_options,
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
}
