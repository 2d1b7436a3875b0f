//! Scorers as portable bytes.

use super::scorer::Scorer;
use crate::bytes::form::Form;
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::error::Result;
use crate::lifetime::{Model, Valuation};
use crate::money::Currency;
use crate::numeric::ranking::cut_point::CutPoint;
use crate::summary::Convention;
use crate::time::{Unit, Window};
use crate::value::pyramids::tier_cuts::TierCuts;

impl Scorer {
    /// The scorer as bytes, the same on every machine: the whole models, valuation, interval, tier
    /// cuts, and the unit, window, convention and currency where they were stated, with a format
    /// version and a checksum.
    ///
    /// ```
    /// use habitue::lifetime::{BgNbd, History, Model, Valuation};
    /// use habitue::value::Scorer;
    ///
    /// let model = Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426)?).with_unit("week");
    /// let scorer = Scorer::of(&model, 39.0, Valuation::new(52.0)?)?.with_tiers(&[50.0, 10.0])?;
    /// let bytes = scorer.to_bytes();
    /// let loaded = Scorer::from_bytes(&bytes)?;
    /// let history = History::new(2, 30.43, 38.86)?;
    /// assert_eq!(loaded.score(history, 35.0)?, scorer.score(history, 35.0)?);
    /// assert_eq!(loaded.model(), &model);
    /// assert!(Scorer::from_bytes(&bytes[1..]).is_err());
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Writer::new(&Form::SCORER);
        bytes.column(&self.model().to_bytes());
        bytes.column(&self.spend().map(Model::to_bytes).unwrap_or_default());
        self.valuation().encode(&mut bytes);
        bytes.put(self.interval());
        let cuts = self.tier_cuts().map_or(&[][..], TierCuts::cuts);
        bytes.put(u8::from(self.tier_cuts().is_some()));
        bytes.put(cuts.len() as u64);
        for cut in cuts {
            bytes.put(cut.map_or(0_u8, |cut| 1 + u8::from(cut.inclusive)));
            bytes.put(cut.map_or(0.0, |cut| cut.value));
        }
        Unit::encode(self.unit(), &mut bytes);
        bytes.text(&self.currency().map(Currency::text).unwrap_or_default());
        bytes.put(u8::from(self.window().is_some()));
        if let Some(window) = self.window() {
            window.encode(&mut bytes);
        }
        bytes.put(u8::from(self.convention().is_some()));
        if let Some(convention) = self.convention() {
            convention.encode(&mut bytes);
        }
        bytes.seal()
    }

    /// The scorer that [`Scorer::to_bytes`] wrote.
    ///
    /// # Errors
    /// * `Corrupt`: the bytes are cut, damaged, or not of a scorer.
    /// * `FormatVersion`: a newer library wrote them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let mut bytes = Reader::open(&Form::SCORER, bytes)?;
        let model = Model::from_bytes(&bytes.column()?)?;
        let spend: Vec<u8> = bytes.column()?;
        let spend = if spend.is_empty() { None } else { Some(Model::from_bytes(&spend)?) };
        let valuation = Valuation::decode(&mut bytes)?;
        let interval = bytes.get()?;
        let tiers = cuts(&mut bytes)?;
        let unit = Unit::decode(&mut bytes)?;
        let currency = bytes.text()?;
        let window = if bytes.flag()? { Some(Window::decode(&mut bytes)?) } else { None };
        let convention = if bytes.flag()? { Some(Convention::decode(&mut bytes)?) } else { None };
        bytes.end()?;
        let stated = || {
            let mut scorer = Self::of(&model, interval, valuation)?;
            if let Some(unit) = unit {
                scorer = scorer.with_unit(unit)?;
            }
            if let Some(spend) = &spend {
                scorer = scorer.with_spend_model(spend)?;
            }
            if !currency.is_empty() {
                scorer = scorer.with_currency(Currency::from_text(currency)?)?;
            }
            if let Some(tiers) = tiers {
                scorer = scorer.with_tier_cuts(TierCuts::new(tiers)?);
            }
            if let Some(window) = window {
                scorer = scorer.with_window(window);
            }
            match convention {
                Some(convention) => scorer.with_convention(convention),
                None => Ok(scorer),
            }
        };
        stated().map_err(|error| bytes.invalid(error))
    }
}

fn cuts(bytes: &mut Reader<'_>) -> Result<Option<Vec<Option<CutPoint<f64>>>>> {
    let there = bytes.flag()?;
    let count = bytes.length(1 + 8)?;
    let mut cuts = Vec::with_capacity(count);
    for _ in 0..count {
        let (kind, value): (u8, f64) = (bytes.get()?, bytes.get()?);
        cuts.push(match kind {
            0 if value == 0.0 => None,
            1 | 2 => Some(CutPoint { value, inclusive: kind == 2 }),
            _ => return Err(bytes.misshapen()),
        });
    }
    if there || cuts.is_empty() { Ok(there.then_some(cuts)) } else { Err(bytes.misshapen()) }
}
