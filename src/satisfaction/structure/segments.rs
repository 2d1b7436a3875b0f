//! Does a path model differ between two segments?

use super::bootstrap::{BootstrapOptions, resample};
use super::path_figures::{LocalModel, PathFigure};
use super::path_fit::{InnerScheme, PathFit};
use super::path_model::PathModel;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::random::Stream;
use crate::numeric::tolerance::PERMUTATION_TIE;
use crate::progress::Progress;
use crate::survey::{Answers, MissingPolicy};

/// A path model fitted to two segments (or waves with different respondents),
/// and the permutation test of each difference (Chin and Dibbern 2010): how
/// often respondents dealt out at random to two groups of the same sizes differ
/// as much.
///
/// The test assumes no law of the answers; it does assume that respondents would
/// be exchangeable if the segments did not differ. Where many figures are tested
/// at once, some fall below 5 % by chance.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", macro_rules_attribute::derive(crate::checked::Deserialize!))]
#[non_exhaustive]
pub struct SegmentComparison {
    /// The fit of the first segment.
    pub first: PathFit,
    /// The fit of the second segment.
    pub second: PathFit,
    /// All figures of both and the difference, in the order of
    /// [`PathFigure::ALL`].
    figures: Vec<SegmentDifference>,
    /// Permutations without a figure, such as one that did not converge.
    pub failed: u32,
}

/// One figure in two segments.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SegmentDifference {
    /// In the first segment; `None` where it does not exist.
    pub first: Option<f64>,
    /// In the second segment; `None` where it does not exist.
    pub second: Option<f64>,
    /// Second less first; `None` where one of them does not exist.
    pub difference: Option<f64>,
    /// Two-sided p-value (1 + #{as large}) / (1 + #permutations), never 0; `None`
    /// where there is no difference to test.
    pub p_value: Option<f64>,
}

impl SegmentComparison {
    /// Fits `model` to both segments and to permutations of them.
    ///
    /// # Errors
    /// `Inconsistent` where the segments have different questionnaires or only one
    /// has base weights; otherwise as for [`PathFit::of`]; `OutOfRange` for fewer
    /// than 2 permutations; `Empty` where fewer than two had a fit; `Cancelled`.
    pub fn of(
        model: &PathModel,
        first: &Answers,
        second: &Answers,
        missing: MissingPolicy,
        scheme: InnerScheme,
        options: BootstrapOptions,
        progress: &mut Progress<'_>,
    ) -> Result<Self> {
        let local = LocalModel::of(model);
        let (first_fit, left) = local.fitted(first, missing, scheme)?;
        let (second_fit, right) = local.fitted(second, missing, scheme)?;
        let pooled = pooled(first, second)?;
        let differences: Vec<Option<f64>> =
            left.iter().zip(&right).map(|(a, b)| Some((*b)? - (*a)?)).collect();
        let exist: Vec<bool> = differences.iter().map(Option::is_some).collect();
        let one = |sample: u32| -> Option<Vec<f64>> {
            let mut stream = Stream::new(options.seed, u64::from(sample));
            let mut order: Vec<usize> = (0..pooled.respondents()).collect();
            // The first few of a shuffle (Fisher and Yates) are the first group.
            for place in 0..first.respondents() {
                let other = place + stream.below(order.len() - place);
                order.swap(place, other);
            }
            let figures = |group: &[usize]| {
                let mut weights = vec![0.0; pooled.respondents()];
                group.iter().for_each(|row| weights[*row] = pooled.weight(*row));
                let drawn = pooled.clone().with_weights(weights).ok()?;
                local.of_sample(&local.moments(&drawn, missing).ok()?, scheme, &exist)
            };
            let (a, b) = order.split_at(first.respondents());
            let (a, b) = (figures(a)?, figures(b)?);
            Some(a.iter().zip(&b).map(|(a, b)| b - a).collect())
        };
        let samples = resample(options, progress, one)?;
        let p_value = |figure: usize, difference: f64| {
            let least = difference.abs() * (1.0 - PERMUTATION_TIE);
            let as_large = samples.iter().filter(|sample| sample[figure].abs() >= least);
            (1 + as_large.count()) as f64 / (1 + samples.len()) as f64
        };
        let mut existing = 0..;
        let figures = left
            .into_iter()
            .zip(right)
            .zip(differences)
            .map(|((first, second), difference)| SegmentDifference {
                first,
                second,
                difference,
                p_value: difference.and_then(|it| Some(p_value(existing.next()?, it))),
            })
            .collect();
        Ok(Self {
            first: first_fit,
            second: second_fit,
            figures,
            failed: options.samples - samples.len() as u32,
        })
    }

    /// Refuses fits of two models, or figures that are not those of the model.
    #[cfg(feature = "serde")]
    fn checked(self) -> Result<Self> {
        if self.first.model != self.second.model {
            return Err(Error::new(
                ErrorKind::Inconsistent,
                "the two are fits of different models",
            ));
        }
        super::path_figures::check_row(&self.first.model, self.figures.len())?;
        Ok(self)
    }

    /// The figures of one kind.
    #[must_use]
    pub fn figures(&self, figure: PathFigure) -> &[SegmentDifference] {
        &self.figures[figure.places(&self.first.model)]
    }
}

/// The respondents of both segments, without keys: a customer may be in two
/// waves.
fn pooled(first: &Answers, second: &Answers) -> Result<Answers> {
    if first.questionnaire() != second.questionnaire() {
        return Err(Error::new(
            ErrorKind::Inconsistent,
            "the two segments differ in their questionnaire",
        ));
    }
    if first.weights().is_some() != second.weights().is_some() {
        return Err(Error::new(
            ErrorKind::Inconsistent,
            "the two segments differ in having weights",
        ));
    }
    let mut pooled = first.clone().without_keys();
    pooled.append(&second.clone().without_keys())?;
    Ok(pooled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::satisfaction::structure::simulated::{model, sample};

    fn compare(first: &Answers, second: &Answers, options: BootstrapOptions) -> SegmentComparison {
        SegmentComparison::of(
            &model(),
            first,
            second,
            MissingPolicy::Listwise,
            InnerScheme::Path,
            options,
            &mut Progress::silent(),
        )
        .unwrap()
    }

    /// Without a difference the p-value is uniform: its mean is a half, and one of
    /// ten lies below 0.1.
    #[test]
    fn the_p_value_is_uniform_without_a_difference() {
        let options = BootstrapOptions::default().with_samples(99);
        let mut below = 0;
        let mut sum = 0.0;
        for seed in 0..80 {
            // Segments of different sizes.
            let found =
                compare(&sample(2 * seed, 60, 0.6), &sample(2 * seed + 1, 90, 0.6), options);
            let p = found.figures(PathFigure::Paths)[0].p_value.unwrap();
            sum += p;
            below += u32::from(p <= 0.1);
        }
        // Standard deviations: 0.289/√80 = 0.032 of the mean; 8 ± 2.7 of the count.
        assert!((sum / 80.0 - 0.5_f64).abs() < 0.13, "{}", sum / 80.0);
        assert!(below <= 18, "{below}");
    }

    #[test]
    fn a_difference_is_found_where_it_is() {
        let options = BootstrapOptions::default().with_samples(199);
        // Four standard errors apart: of ten surveys nearly all show it.
        let shown = (0..10).filter(|seed| {
            let found =
                compare(&sample(2 * seed, 150, 0.8), &sample(2 * seed + 1, 150, 0.25), options);
            found.figures(PathFigure::Paths)[0].p_value.unwrap() <= 0.05
        });
        assert!(shown.count() >= 9);
        let found = compare(&sample(1, 150, 0.8), &sample(2, 150, 0.25), options);
        let paths = found.figures(PathFigure::Paths);
        assert_eq!(paths[0].first, Some(found.first.paths[0]));
        assert_eq!(paths[0].difference, Some(found.second.paths[0] - found.first.paths[0]));
        // The indices of the causes are the same in both.
        assert!(found.figures(PathFigure::Indices)[1].p_value.unwrap() > 0.05);
        assert_eq!(found.figures(PathFigure::RSquared)[0].p_value, None);
        assert_eq!(
            found,
            compare(&sample(1, 150, 0.8), &sample(2, 150, 0.25), options.with_threads(3))
        );
        // A segment beside itself does not differ at all.
        let same = compare(&sample(1, 50, 0.8), &sample(1, 50, 0.8), options);
        assert!(same.figures(PathFigure::Paths).iter().all(|path| path.p_value == Some(1.0)));
    }

    #[test]
    fn segments_of_different_surveys_are_refused() {
        let refused = |second: &Answers| {
            SegmentComparison::of(
                &model(),
                &sample(1, 50, 0.6),
                second,
                MissingPolicy::Listwise,
                InnerScheme::Path,
                BootstrapOptions::default(),
                &mut Progress::silent(),
            )
            .unwrap_err()
            .kind()
        };
        assert_eq!(
            refused(&sample(2, 40, 0.6).with_weights(vec![2.0; 40]).unwrap()),
            ErrorKind::Inconsistent
        );
        let question = |i| {
            crate::survey::Question::new(
                format!("q{i}"),
                crate::survey::Scale::continuous(1.0, 11.0).unwrap(),
            )
        };
        let other = crate::survey::Questionnaire::new((0..6).map(question).collect()).unwrap();
        let other = Answers::new(other, sample(2, 40, 0.6).columns().to_vec()).unwrap();
        assert_eq!(refused(&other), ErrorKind::Inconsistent);
    }
}
