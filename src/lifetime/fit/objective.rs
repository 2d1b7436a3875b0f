//! A log-likelihood that is climbed, whatever the model behind it.

use std::ops::Range;

use nalgebra::DVector;

use crate::numeric::maximise::Derivatives;

/// A log-likelihood over unbounded parameters.
///
/// Asked through a reference to any, so that the way up is compiled once, not once a model.
pub(crate) trait Objective: Sync {
    /// The English name of the model, for errors.
    fn name(&self) -> &'static str;

    /// Distinct observations.
    fn cells(&self) -> usize;

    /// Customers that they stand for.
    fn customers(&self) -> f64;

    /// The surface of a sample of so many customers, each standing for as many of
    /// all.
    fn sample(&self, draws: u32) -> Box<dyn Objective + '_>;

    fn at(&self, point: &DVector<f64>) -> Derivatives;

    /// The special cases that a reader may believe, where at the last of the starts nobody
    /// leaves; that nobody does may be the best answer.
    fn special_cases(&self, _last: &DVector<f64>, _nobody: bool) -> Vec<SpecialCase> {
        Vec::new()
    }

    /// The mean P(alive) of the customers at a point; 1 where nobody leaves.
    fn alive(&self, point: &DVector<f64>) -> f64;

    /// The parameters at a point as the caller knows them.
    fn parameters(&self, point: &DVector<f64>) -> Vec<f64>;
}

/// Where a special case begins, and the coordinates that it holds there.
pub(crate) type SpecialCase = (DVector<f64>, Range<usize>);

/// Points to start from. Those of a family lead to like summits, so that only the highest
/// of each is climbed from.
pub(crate) type Families = Vec<Vec<DVector<f64>>>;
