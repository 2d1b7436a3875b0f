//! Pictures of the chosen model: how its customers differ, and what a new one is expected to buy.

use super::{Rate, expected_by_age, heterogeneity};
use crate::lifetime::{Heterogeneity, History, Model, Prediction, PurchaseModel};
use crate::report::{Picture, Terms};
use crate::study::State;

/// Points that curves are drawn through.
const POINTS: u32 = 160;

/// The densities of the rates of customers, and expected purchases by age; those that the kind of
/// the model has.
pub(super) fn of_the_model(state: &State, terms: &Terms) -> Vec<Option<Picture>> {
    let Ok(model) = &state.model else {
        return Vec::new();
    };
    let differ = Heterogeneity::of(model);
    let rates = [
        (Rate::Purchases, differ.map(|differ| differ.purchases)),
        (Rate::Dropout, differ.and_then(|differ| differ.dropout)),
        (Rate::Attrition, differ.and_then(|differ| differ.attrition)),
    ];
    let densities = rates.into_iter().map(|(rate, density)| {
        let density = density?;
        heterogeneity(rate, &density.curve(POINTS), density.mean(), terms).ok()
    });
    densities.chain([by_age(state, model, terms)]).collect()
}

fn by_age(state: &State, model: &Model, terms: &Terms) -> Option<Picture> {
    let histories = state.histories().ok()?;
    let model: &dyn PurchaseModel = model.purchases_of(&histories).ok()?;
    let step = terms.horizon / f64::from(POINTS);
    let points: Option<Vec<(f64, f64)>> = (0..=POINTS)
        .map(|at| step * f64::from(at))
        .map(|t| Some((t, model.predict(Prediction::ExpectedPurchases { t }, History::NEW).ok()?)))
        .collect();
    expected_by_age(&points?, terms).ok()
}
