//! All pictures of a study.

use super::of_the_model::of_the_model;
use super::{
    FunnelStep, PurchaseTimes, SpendBin, alive_check, alive_history, bought_again, calibration,
    cohorts, cumulative, drivers, fit, funnel, histories, importance, keeping, ladder, p_alive,
    promoters, purchases_grid, rfm_grid, said_and_done, satisfaction, spend_density, tier_forecast,
    tier_outlook, tiers, tracking, value_matrix, whale,
};
use crate::report::{Language, Picture, Terms};
use crate::study::{BoughtAgain, FigureGroup, PurchaseHistories, SpendDistribution, Study};

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
/// let study = Study::of(&summary, &StudyOptions::new(), None, &mut Progress::silent())?;
/// let pictures = pictures::all(&study, Language::English);
/// assert!(pictures.iter().any(|picture| picture.name == "bought_again"));
/// # Ok::<(), habitue::Error>(())
/// ```
#[must_use]
pub fn all(study: &Study, language: Language) -> Vec<Picture> {
    let terms = &Terms::of(study, language);
    let figures = &study.figures;
    let (now, test) = (&figures.now, figures.test.as_ref());
    // The figures of the last day are withheld in themselves; those of a test are not.
    let values = study.verdict.allows(FigureGroup::Values).is_ok();
    let mut found: Vec<Option<Picture>> = Vec::new();

    let tested = test.and_then(|test| test.tiers.as_ref().ok());
    let tiers_now = now.tiers.as_ref().ok();
    found.push(tiers_now.map(|now| tiers(now, tested, terms)));
    let curve = test.map_or(&now.whale, |test| &test.whale).as_ref().ok().filter(|_| values);
    let ranking = test.map(|_| study.verdict.checks.ranking.finding);
    found.push(curve.map(|curve| whale(curve, ranking, terms)));
    let matrix = test.map_or(&now.value_matrix, |test| &test.value_matrix);
    let matrix = matrix.as_ref().ok().filter(|_| values);
    found.push(matrix.map(|matrix| value_matrix(matrix, terms)));

    found.push(now.silence.as_ref().ok().map(|grid| p_alive(grid, terms)));
    let check = test.and_then(|test| test.alive_check.as_ref().ok());
    found.push(check.map(|check| alive_check(check, terms)));
    found.push(now.purchases_grid.as_ref().ok().map(|grid| purchases_grid(grid, terms)));
    found.push(figures.bought_again.as_ref().ok().map(|curves| bought_again(curves, terms)));
    found.push(figures.cohorts.as_ref().ok().map(|table| cohorts(table, terms)));

    let tracked = figures.tracking.as_ref().ok();
    found.push(tracked.map(|tracked| tracking(tracked, terms)));
    let futures = figures.futures.as_ref().ok().zip(tiers_now);
    found.push(futures.and_then(|(futures, now)| tier_outlook(futures, now, terms)));
    found.push(tested.and_then(|tested| tier_forecast(tested, terms)));
    let classes = test.map_or(&now.calibration, |test| &test.calibration).as_ref().ok();
    found.push(classes.and_then(|classes| calibration(classes, terms)));

    let lifts = now.keeping.as_ref().ok().zip(tiers_now);
    found.push(lifts.and_then(|(lifts, now)| keeping(lifts, now, terms)));

    let voice = now.voice.as_ref().ok();
    found.push(voice.and_then(|voice| satisfaction(voice, terms)));
    found.push(
        voice.and_then(|voice| voice.promoters.as_ref()).map(|found| promoters(found, terms)),
    );
    // Beside what came, where something did.
    let spoken = test.map_or(&now.voice, |test| &test.voice).as_ref().ok();
    let spoken = spoken.and_then(|voice| voice.said_and_done.as_ref());
    found.push(spoken.and_then(|spoken| said_and_done(spoken, terms)));
    let work = figures.priorities.as_ref().ok();
    found.push(work.and_then(|work| importance(work, terms)));
    found.push(work.and_then(|work| drivers(work, terms)));

    found.push(Some(rfm_grid(&test.unwrap_or(now).rfm_grid, terms)));
    found.push(ladder(&now.segmentation, terms));
    found.push(figures.bought_again.as_ref().ok().and_then(|curves| by_number(curves, terms)));
    found.push(figures.spend.as_ref().ok().and_then(|spend| spend_of(spend, terms)));
    let some = figures.histories.as_ref().ok();
    found.push(some.and_then(|some| alive_history(some, terms)));
    found.push(some.and_then(|some| timing(some, terms)));
    found.push(classes.and_then(|classes| fit(classes, terms)));
    found.push(tracked.map(|tracked| cumulative(tracked, terms)));
    found.extend(of_the_model(&study.now, terms));
    found.into_iter().flatten().collect()
}

/// The funnel of purchases: how many bought once, twice and so on.
fn by_number(curves: &BoughtAgain, terms: &Terms) -> Option<Picture> {
    let single = curves.curves.iter().filter(|curve| curve.to == Some(curve.from));
    let first = curves.curves.first()?.purchases;
    let name = |number: u32| match number {
        1 => terms.say("bought".into(), "首次购买".into()),
        2 => terms.say("a second time".into(), "第二次购买".into()),
        3 => terms.say("a third time".into(), "第三次购买".into()),
        _ => terms.say("a fourth time".into(), "第四次购买".into()),
    };
    let again = single.map(|curve| FunnelStep::new(&name(curve.from + 1), curve.again));
    let steps: Vec<FunnelStep> =
        [FunnelStep::new(&name(1), first)].into_iter().chain(again).collect();
    funnel(&steps, &terms.numbers).ok().filter(|_| steps.len() > 1 && steps[1].count > 0)
}

/// What customers spend a purchase.
fn spend_of(spend: &SpendDistribution, terms: &Terms) -> Option<Picture> {
    let bins: Vec<SpendBin> = spend
        .bins
        .iter()
        .map(|bin| SpendBin { low: bin.low, high: bin.high, customers: bin.customers })
        .collect();
    spend_density(&bins, &spend.expected, &terms.numbers).ok()
}

/// When some customers bought.
fn timing(some: &PurchaseHistories, terms: &Terms) -> Option<Picture> {
    let lines = some.customers.iter().map(|one| {
        let times = PurchaseTimes::new(&one.key, &one.times);
        match one.chance {
            Some(chance) => times.with_chance(chance),
            None => times,
        }
    });
    let lines: Vec<PurchaseTimes> = lines.collect();
    let mut picture = histories(&lines, some.end, some.split, terms).ok()?;
    picture.note += &terms.say(
        " Customers who came back, at even steps from the most valuable to the least.".into(),
        "从复购客户中按价值由高到低等距选取。".into(),
    );
    Some(picture)
}
