//! Counts of any measure as portable bytes.

use super::counts::{Counts, MeasureKind};
use super::remainders::{Rest, check_rests};
use crate::bytes::form::Form;
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::error::Result;

impl Counts {
    /// Of which measure they are.
    #[must_use]
    pub const fn kind(&self) -> MeasureKind {
        match self {
            Self::Share(_) => MeasureKind::Share,
            Self::Promoter(_) => MeasureKind::Promoter,
            Self::Effort(_) => MeasureKind::Effort,
            Self::Mean(_) => MeasureKind::Mean,
            Self::ServiceQuality(_) => MeasureKind::ServiceQuality,
            Self::Kano(_) => MeasureKind::Kano,
            Self::FuzzyKano(_) => MeasureKind::FuzzyKano,
            Self::PenaltyReward(_) => MeasureKind::PenaltyReward,
        }
    }

    /// The counts as bytes, the same on every machine: measure, totals and what rounding left of
    /// them, with a format version and a checksum. Parts that are merged in any order give the
    /// bytes of the whole.
    ///
    /// ```
    /// use habitue::satisfaction::{Counts, MeanCounts};
    ///
    /// let part = |values: &[f64], weights: &[f64]| {
    ///     MeanCounts::count(values, Some(weights)).map(Counts::Mean)
    /// };
    /// let north = part(&[4.0, 7.0], &[0.1, 0.2])?;
    /// let south = part(&[1.0], &[0.3])?;
    /// let merged = Counts::from_bytes(&south.to_bytes())?.merge(&north)?;
    /// assert_eq!(merged, part(&[1.0, 4.0, 7.0], &[0.3, 0.1, 0.2])?);
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Writer::new(&Form::COUNTS);
        bytes.put(self.kind() as u8);
        let totals = self.totals();
        bytes.column(&totals);
        let rests = self.rests();
        let left = rests.iter().zip(0_u32..).filter(|(rest, _)| **rest != [0.0; 3]);
        bytes.put(left.clone().count() as u64);
        for (rest, place) in left {
            bytes.put(place);
            bytes.run(rest);
        }
        bytes.seal()
    }

    /// The counts that [`Counts::to_bytes`] wrote.
    ///
    /// # Errors
    /// `Corrupt` where the bytes are cut, damaged, or not of counts; `FormatVersion` where a newer
    /// library wrote them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let mut bytes = Reader::open(&Form::COUNTS, bytes)?;
        let kind: u8 = bytes.get()?;
        let kind = MeasureKind::ALL.iter().find(|known| **known as u8 == kind);
        let kind = *kind.ok_or_else(|| bytes.misshapen())?;
        let totals: Vec<f64> = bytes.column()?;
        let mut rests: Vec<Rest> = vec![[0.0; 3]; totals.len()];
        let mut next = 0;
        for _ in 0..bytes.length(4 + 24)? {
            let place = bytes.get::<u32>()? as usize;
            let rest = [bytes.get()?, bytes.get()?, bytes.get()?];
            if place < next || place >= rests.len() || rest == [0.0; 3] {
                return Err(bytes.misshapen());
            }
            rests[place] = rest;
            next = place + 1;
        }
        bytes.end()?;
        let counts = Self::of_totals(kind, &totals)
            .and_then(|counts| check_rests(&totals, &rests).map(|()| counts.with_rests(&rests)))
            .map_err(|error| bytes.invalid(error))?;
        // Fewer totals than all, and rests of what has none.
        if counts.totals().len() != totals.len() || counts.rests() != rests {
            return Err(bytes.misshapen());
        }
        Ok(counts)
    }
}
