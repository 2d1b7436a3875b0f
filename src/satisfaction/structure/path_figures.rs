//! The figures of a path model by kind, in one row.

use std::ops::Range;

use super::path_fit::{InnerScheme, PathFit};
use super::path_model::PathModel;
use crate::error::Result;
use crate::survey::{Answers, MissingPolicy, Moments};

/// Which figures of a fitted path model are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum PathFigure {
    /// Path coefficients, in the order of the model's paths.
    Paths,
    /// Total effects, row-major from the row's to the column's construct.
    TotalEffects,
    /// R² of each construct; none for one that nothing acts on.
    RSquared,
    /// The index of each construct on 0 to 100; none where an item of it has a
    /// negative weight, or ranges are not known.
    Indices,
    /// Outer weights, item after item.
    Weights,
    /// Loadings, item after item.
    Loadings,
}

impl PathFigure {
    /// Every kind, in order.
    pub const ALL: &'static [Self] = &[
        Self::Paths,
        Self::TotalEffects,
        Self::RSquared,
        Self::Indices,
        Self::Weights,
        Self::Loadings,
    ];

    /// English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paths => "paths",
            Self::TotalEffects => "total effects",
            Self::RSquared => "R squared",
            Self::Indices => "indices",
            Self::Weights => "weights",
            Self::Loadings => "loadings",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Paths => "路径系数",
            Self::TotalEffects => "总效应",
            Self::RSquared => "决定系数",
            Self::Indices => "指数",
            Self::Weights => "外部权重",
            Self::Loadings => "载荷",
        }
    }

    /// How many there are in a model.
    #[must_use]
    pub fn count(self, model: &PathModel) -> usize {
        let constructs = model.constructs().len();
        match self {
            Self::Paths => model.paths().len(),
            Self::TotalEffects => constructs * constructs,
            Self::RSquared | Self::Indices => constructs,
            Self::Weights | Self::Loadings => {
                model.constructs().iter().map(|construct| construct.items.len()).sum()
            }
        }
    }

    /// Where they stand in a row of all figures.
    pub(super) fn places(self, model: &PathModel) -> Range<usize> {
        let before = Self::ALL.iter().take_while(|kind| **kind != self);
        let start: usize = before.map(|kind| kind.count(model)).sum();
        start..start + self.count(model)
    }
}

/// Refuses a row that has not all figures of a model.
#[cfg(feature = "serde")]
pub(super) fn check_row(model: &PathModel, found: usize) -> Result<()> {
    let needed = PathFigure::ALL.iter().map(|figure| figure.count(model)).sum();
    if found != needed {
        return Err(crate::Error::length("figures", found, needed));
    }
    Ok(())
}

/// All figures of a fit in one row; `None` for those that do not exist. The
/// indices of a sample do exist where chance made a weight negative: `strict` is
/// for the answers themselves.
fn figures(fit: &PathFit, moments: &Moments, strict: bool) -> Vec<Option<f64>> {
    let mut row: Vec<Option<f64>> = fit.paths.iter().copied().map(Some).collect();
    row.extend(fit.total_effects().into_iter().map(Some));
    row.extend_from_slice(&fit.r_squared);
    row.extend((0..fit.weights.len()).map(|construct| {
        let found = match strict {
            true => fit.index(moments, construct),
            false => fit.index_of_any_sign(moments, construct),
        };
        found.ok().map(|index| index.value)
    }));
    row.extend(fit.weights.iter().flatten().copied().map(Some));
    row.extend(fit.loadings.iter().flatten().copied().map(Some));
    row
}

/// A model by the questions that it measures: a fit of answers rests on those alone.
pub(super) struct LocalModel<'a> {
    model: &'a PathModel,
    /// The same model, its items numbered among the questions.
    local: PathModel,
    questions: Vec<usize>,
}

impl<'a> LocalModel<'a> {
    pub(super) fn of(model: &'a PathModel) -> Self {
        let mut questions = model.items();
        questions.sort_unstable();
        Self { model, local: model.renumbered(&questions), questions }
    }

    /// The moments of the questions that the model measures.
    pub(super) fn moments(&self, answers: &Answers, missing: MissingPolicy) -> Result<Moments> {
        Moments::of_questions(answers, &self.questions, missing)
    }

    /// A fit of the model, and the row of its figures.
    pub(super) fn fitted(
        &self,
        answers: &Answers,
        missing: MissingPolicy,
        scheme: InnerScheme,
    ) -> Result<(PathFit, Vec<Option<f64>>)> {
        let moments = self.moments(answers, missing)?;
        let mut fit = PathFit::of(self.local.clone(), &moments, scheme)?;
        let row = figures(&fit, &moments, true);
        fit.model = self.model.clone();
        Ok((fit, row))
    }

    /// Those figures of a sample that `exist`; `None` where it has no fit, or lacks
    /// one of them.
    pub(super) fn of_sample(
        &self,
        moments: &Moments,
        scheme: InnerScheme,
        exist: &[bool],
    ) -> Option<Vec<f64>> {
        let fit = PathFit::of(self.local.clone(), moments, scheme).ok()?;
        let row = figures(&fit, moments, false);
        row.into_iter().zip(exist).filter(|(_, exists)| **exists).map(|(value, _)| value).collect()
    }
}
