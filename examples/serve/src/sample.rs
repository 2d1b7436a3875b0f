//! An artefact to try the service with.

use habitue::lifetime::{BgNbd, GammaGamma, Valuation};
use habitue::money::Currency;
use habitue::summary::Convention;
use habitue::time::{Day, Unit, Window};
use habitue::value::Scorer;

use crate::error::Result;

/// A scorer by the parameters that were published for the CDNOW sample, in weeks and US dollars,
/// until the end of 2026.
///
/// # Errors
/// None.
pub fn scorer() -> Result<Scorer> {
    let valuation = Valuation::new(52.0)?.with_margin(0.3)?.with_continuous_rate(0.003)?;
    let model = BgNbd::new(0.243, 4.414, 0.793, 2.426)?;
    Ok(Scorer::new(model, 39.0, valuation)?
        .with_spend(GammaGamma::new(6.25, 3.74, 15.44)?)
        .with_tiers(&[50.0, 20.0, 5.0])?
        .with_convention(Convention::btyd(Unit::Week))?
        .with_currency(Currency::USD)?
        .with_window(Window::until(Day::parse("2026-12-31")?)))
}
