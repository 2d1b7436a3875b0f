//! What the base is scored by: one artefact, of which unit, window and currency are.

use habitue::lifetime::{BgNbd, GammaGamma, Valuation};
use habitue::money::Currency;
use habitue::summary::Convention;
use habitue::time::{Day, Unit, Window};
use habitue::value::Scorer;

use crate::error::Result;

/// A scorer with what its base counts in.
#[derive(Debug)]
pub struct Artefact {
    /// Model, spend, valuation and tiers.
    pub scorer: Scorer,
    /// Up to when purchases count.
    pub window: Window,
    /// How they count.
    pub convention: Convention,
    /// Of the amounts.
    pub currency: Currency,
}

impl Artefact {
    /// One to try the service with: the parameters that were published for the CDNOW sample, in
    /// weeks and US dollars, until the end of 2026.
    ///
    /// # Errors
    /// None.
    pub fn sample() -> Result<Self> {
        let valuation = Valuation::new(52.0)?.with_margin(0.3)?.with_continuous_rate(0.003)?;
        let model = BgNbd::new(0.243, 4.414, 0.793, 2.426)?;
        let scorer = Scorer::new(model, 39.0, valuation)?
            .with_unit(Unit::Week)?
            .with_spend(GammaGamma::new(6.25, 3.74, 15.44)?)
            .with_tiers(&[50.0, 20.0, 5.0])?;
        let window = Window::until(Day::parse("2026-12-31")?);
        Ok(Self {
            scorer,
            window,
            convention: Convention::btyd(Unit::Week),
            currency: Currency::USD,
        })
    }
}
