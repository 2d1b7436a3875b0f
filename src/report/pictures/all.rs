//! All pictures of a study.

use super::{
    alive_check, bought_again, calibration, cohorts, cumulative, fit, keeping, ladder, p_alive,
    purchases_grid, rfm_grid, tier_forecast, tier_outlook, tiers, tracking, value_matrix, whale,
};
use crate::report::{Language, Picture, Terms};
use crate::study::{FigureGroup, Study};

/// All pictures of a study, in the order of the questions that they answer: who matters, who is
/// leaving, what will they bring, what does keeping them pay, what do they say, where to work, and
/// those for the analyst.
///
/// A picture whose figure is withheld is left out; the study says why. Each has a name of its own,
/// that of the function which draws it.
///
/// # Examples
/// ```
/// use habitue::Progress;
/// use habitue::ledger::{Rules, Transaction};
/// use habitue::report::{Language, pictures};
/// use habitue::study::{Study, StudyOptions};
/// use habitue::summary::Summary;
/// use habitue::time::Day;
///
/// let mut summary = Summary::new(Rules::visits());
/// for customer in 0..40 {
///     for visit in 0..=365 / (customer + 9) {
///         let day = Day::from_number(19_000 + visit as i32 * (customer as i32 + 9))?;
///         summary.update(&Transaction::visit(customer, day))?;
///     }
/// }
/// let study = Study::of(&summary, &StudyOptions::new(), &mut Progress::silent())?;
/// let pictures = pictures::all(&study, Language::English);
/// assert!(pictures.iter().any(|picture| picture.name == "bought_again"));
/// # Ok::<(), habitue::Error>(())
/// ```
#[must_use]
pub fn all(study: &Study, language: Language) -> Vec<Picture> {
    let terms = &Terms::of(study, language);
    let figures = &study.figures;
    let (now, test) = (&figures.now, figures.test.as_ref());
    // What the study found as of the last day, where it may be believed.
    let allowed = |group: FigureGroup| study.verdict.allows(group).is_ok();
    let mut found: Vec<Option<Picture>> = Vec::new();

    let tested = test.and_then(|test| test.tiers.as_ref().ok());
    let tiers_now = now.tiers.as_ref().ok().filter(|_| allowed(FigureGroup::Values));
    found.push(tiers_now.map(|now| tiers(now, tested, terms)));
    let curve = test.map_or(&now.whale, |test| &test.whale);
    found.push(
        curve.as_ref().ok().filter(|_| allowed(FigureGroup::Values)).map(|it| whale(it, terms)),
    );
    let matrix = test.map_or(&now.value_matrix, |test| &test.value_matrix);
    let matrix = matrix.as_ref().ok().filter(|_| allowed(FigureGroup::Values));
    found.push(matrix.map(|matrix| value_matrix(matrix, terms)));

    let silence = now.silence.as_ref().ok().filter(|_| allowed(FigureGroup::Leaving));
    found.push(silence.map(|grid| p_alive(grid, terms)));
    let check = test.and_then(|test| test.alive_check.as_ref().ok());
    found.push(check.map(|check| alive_check(check, terms)));
    let grid = now.purchases_grid.as_ref().ok().filter(|_| allowed(FigureGroup::Chance));
    found.push(grid.map(|grid| purchases_grid(grid, terms)));
    found.push(figures.bought_again.as_ref().ok().map(|curves| bought_again(curves, terms)));
    found.push(figures.cohorts.as_ref().ok().map(|table| cohorts(table, terms)));

    let tracked = figures.tracking.as_ref().ok();
    found.push(tracked.map(|tracked| tracking(tracked, terms)));
    let futures = figures.futures.as_ref().ok().filter(|_| allowed(FigureGroup::Money));
    found.push(futures.zip(tiers_now).and_then(|(futures, now)| tier_outlook(futures, now, terms)));
    found.push(tested.and_then(|tested| tier_forecast(tested, terms)));
    let classes = test.map_or(&now.calibration, |test| &test.calibration).as_ref().ok();
    found.push(classes.and_then(|classes| calibration(classes, terms)));

    let lifts = now.keeping.as_ref().ok().filter(|_| allowed(FigureGroup::Keeping));
    found.push(
        lifts.zip(now.tiers.as_ref().ok()).and_then(|(lifts, now)| keeping(lifts, now, terms)),
    );

    found.push(Some(rfm_grid(&test.unwrap_or(now).rfm_grid, terms)));
    found.push(ladder(&now.segmentation, terms));
    found.push(classes.and_then(|classes| fit(classes, terms)));
    found.push(tracked.map(|tracked| cumulative(tracked, terms)));
    found.into_iter().flatten().collect()
}
