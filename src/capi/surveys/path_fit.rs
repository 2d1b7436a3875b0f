//! Path models fitted: to moments, over samples of the respondents, or in two segments.

use super::path_model::PathOptions;
use super::resampling::Resampling;
use crate::capi::prelude::*;
use crate::numeric::proportion::check_confidence;
use crate::satisfaction::{
    PathBootstrap, PathFigure, PathFit, PathModel, SegmentComparison, SegmentDifference,
};
use crate::survey::Moments;

enumeration!(HABITUE_FIGURE: PathFigure,
    /// Of a fit to moments: adjusted R² of each construct; NaN where nothing acts on it.
    ADJUSTED_R_SQUARED = 6,
    /// Of a fit to moments: rho_A of each construct; NaN in mode B.
    RHO_A = 7,
    /// Of a fit to moments: composite reliability of each construct; NaN in mode B.
    COMPOSITE_RELIABILITY = 8,
    /// Of a fit to moments: average variance extracted of each construct; NaN in mode B.
    AVERAGE_VARIANCE_EXTRACTED = 9
);

/// Figures of one kind. Start from `HABITUE_PATH_FIGURES_INIT`, and ask twice for columns: the
/// first call tells `count`, the second needs it (else `HABITUE_BAD_LENGTH`) and fills them, NaN
/// for a figure that does not exist. A column that the fit does not have is refused.
#[apply(versioned)]
pub struct habitue_path_figures {
    /// Written: samples, or permutations, without a fit; many make intervals doubtful.
    pub failed: u32,
    /// Written: how many figures of the kind there are.
    pub count: usize,
    /// Confidence of `low` and `high`, between 0 and 1.
    pub confidence: f64,
    /// The figures, of the first of two segments; or NULL, as all of these.
    pub estimates: *mut f64,
    /// Of samples: standard errors.
    pub standard_errors: *mut f64,
    /// Of samples: low ends of the percentile intervals.
    pub low: *mut f64,
    /// Of samples: high ends.
    pub high: *mut f64,
    /// Of segments: the figures of the second.
    pub others: *mut f64,
    /// Of segments: second less first.
    pub differences: *mut f64,
    /// Of segments: two-sided p-values of the permutations.
    pub p_values: *mut f64,
}

/// The index of a construct. Start from `HABITUE_CONSTRUCT_INDEX_INIT`.
#[apply(versioned)]
pub struct habitue_construct_index {
    pub reserved: u32,
    /// Written: the mean over respondents, 0 to 100.
    pub value: f64,
    /// Written: the standard deviation over respondents.
    pub standard_deviation: f64,
    /// Where the unstandardised weights of its items go, which sum to 1; or NULL.
    pub weights: *mut f64,
    /// How many items it has, where `weights` are wanted.
    pub item_count: usize,
    /// Where the index of each of the responses goes, NaN where one of its items is missing; or
    /// NULL.
    pub respondents: *mut f64,
    /// How many respondents there are, where these are wanted.
    pub rows: usize,
}

begins!(habitue_path_figures, confidence = 0.95);

/// A path model that has been fitted. Threads: as every handle.
#[derive(Debug)]
pub struct habitue_path_fit(pub(in crate::capi) Fitted);

#[derive(Debug)]
pub(in crate::capi) enum Fitted {
    Moments(PathFit, Moments),
    Samples(PathBootstrap),
    Segments(SegmentComparison),
}

/// Fits a path model to moments by partial least squares, and keeps what it needs of them.
/// `options` may be NULL.
///
/// Returns also `HABITUE_NOT_READ`, `HABITUE_EMPTY_INPUT`, `HABITUE_OUT_OF_RANGE`,
/// `HABITUE_DUPLICATE` or `HABITUE_INCONSISTENT` for what is no model, `HABITUE_UNDEFINED`,
/// `HABITUE_SINGULAR_MATRIX`, `HABITUE_NOT_CONVERGED` or `HABITUE_OUTSIDE_DOMAIN`.
pub fn habitue_path_fit_new(
    model: PathModel,
    moments: &habitue_moments,
    options: PathOptions,
) -> Result<Fitted> {
    let moments = moments.get()?;
    let fit = PathFit::of(model, moments, options.scheme)?;
    let fit = match options.least {
        None => fit,
        Some(least) => fit.consistent(least)?,
    };
    Ok(Fitted::Moments(fit, moments.clone()))
}

/// Fits a path model by plain PLS to responses and to samples of the respondents (a bootstrap), or,
/// where `others` is not NULL, to two segments of one questionnaire, testing each difference by
/// permutation. `path` may be NULL. The job hears the samples done.
///
/// Returns also what `habitue_path_fit_new` and `habitue_moments_of_responses` do,
/// `HABITUE_INCONSISTENT` for segments of different surveys, or `HABITUE_CANCELLED`.
pub fn habitue_path_fit_resampled(
    model: PathModel,
    path: PathOptions,
    responses: &Answers,
    others: Option<&habitue_responses>,
    options: Resampling,
    job: Working,
) -> Result<Fitted> {
    let (first, scheme) = (responses, path.scheme);
    if path.least.is_some() {
        return Err(unread("path.least_reliability", "by a fit over samples"));
    }
    let read = ["missing", "minimum_share", "samples", "seed"];
    options.given.only("options", &read, "by a path model")?;
    let (missing, how) = (options.policy, options.settings(job.threads));
    job.run(|job| {
        let progress = job.progress();
        match others {
            None => PathBootstrap::of(&model, first, missing, scheme, how, progress)
                .map(Fitted::Samples),
            Some(other) => {
                let other = &other.0;
                SegmentComparison::of(&model, first, other, missing, scheme, how, progress)
                    .map(Fitted::Segments)
            }
        }
    })
}

/// Figures of a fit to moments; absent ones are NaN.
fn of_moments(fit: &PathFit, moments: &Moments, figure: i32) -> Result<Vec<f64>> {
    let known = |of: &[Option<f64>]| of.iter().map(|it| it.unwrap_or(f64::NAN)).collect();
    Ok(match figure {
        HABITUE_FIGURE_PATHS => fit.paths.clone(),
        HABITUE_FIGURE_TOTAL_EFFECTS => fit.total_effects(),
        HABITUE_FIGURE_R_SQUARED => known(&fit.r_squared),
        HABITUE_FIGURE_INDICES => (0..fit.weights.len())
            .map(|construct| fit.index(moments, construct).map_or(f64::NAN, |it| it.value))
            .collect(),
        HABITUE_FIGURE_WEIGHTS => fit.weights.concat(),
        HABITUE_FIGURE_LOADINGS => fit.loadings.concat(),
        HABITUE_FIGURE_ADJUSTED_R_SQUARED => known(&fit.adjusted_r_squared),
        HABITUE_FIGURE_RHO_A => known(&fit.rho_a),
        HABITUE_FIGURE_COMPOSITE_RELIABILITY => known(&fit.composite_reliability),
        HABITUE_FIGURE_AVERAGE_VARIANCE_EXTRACTED => known(&fit.average_variance_extracted),
        other => {
            let all: Vec<i32> = (0..=HABITUE_FIGURE_AVERAGE_VARIANCE_EXTRACTED).collect();
            return Err(no_enumerator(other, "figure", &all));
        }
    })
}

/// Estimate, standard error and interval of each figure of samples.
fn of_samples(found: &PathBootstrap, figure: PathFigure, level: f64) -> Result<Vec<[f64; 4]>> {
    let of = |(place, estimate): (usize, &Option<f64>)| match estimate {
        None => Ok([f64::NAN; 4]),
        Some(estimate) => {
            let interval = found.interval(figure, place, level)?;
            let error = found.standard_error(figure, place)?;
            Ok([*estimate, error, interval.low, interval.high])
        }
    };
    found.estimates(figure).iter().enumerate().map(of).collect()
}

/// Both segments, their difference and its p-value.
fn of_segments(found: &SegmentComparison, figure: PathFigure) -> Vec<[f64; 4]> {
    let of = |row: &SegmentDifference| {
        [row.first, row.second, row.difference, row.p_value].map(|it| it.unwrap_or(f64::NAN))
    };
    found.figures(figure).iter().map(of).collect()
}

/// Figures of one kind, one of `HABITUE_FIGURE_...`.
pub unsafe fn habitue_path_fit_figures(
    fit: &habitue_path_fit,
    figure: i32,
    figures: &mut habitue_path_figures,
) -> Result<()> {
    let level = figures.confidence;
    check_confidence(level)?;
    let own = [("estimates", figures.estimates)];
    let samples = [
        ("standard_errors", figures.standard_errors),
        ("low", figures.low),
        ("high", figures.high),
    ];
    let segments = [
        ("others", figures.others),
        ("differences", figures.differences),
        ("p_values", figures.p_values),
    ];
    let resampled = || PathFigure::read(figure, "figure");
    // What is there, where its parts go, and what is not there.
    let (rows, columns, not, failed) = match &fit.0 {
        Fitted::Moments(fit, moments) => {
            let rows = of_moments(fit, moments, figure)?.into_iter().map(|it| [it; 4]);
            (rows.collect::<Vec<_>>(), own.to_vec(), [samples, segments].concat(), 0)
        }
        Fitted::Samples(found) => {
            let rows = of_samples(found, resampled()?, level)?;
            let columns = own.into_iter().chain(samples).collect();
            (rows, columns, segments.to_vec(), found.bootstrap.failed)
        }
        Fitted::Segments(found) => {
            let rows = of_segments(found, resampled()?);
            (rows, own.into_iter().chain(segments).collect(), samples.to_vec(), found.failed)
        }
    };
    if let Some((name, _)) = not.iter().find(|(_, column)| !column.is_null()) {
        return Err(unread(name, "of a fit of this kind"));
    }
    let wanted = columns.iter().any(|(_, column)| !column.is_null());
    as_long(wanted, "figures", figures.count, rows.len())?;
    let mut places = Places::default();
    for (part, (name, pointer)) in columns.into_iter().enumerate() {
        places.each(pointer, rows.iter().map(|row| row[part]), name)?;
    }
    places.fill();
    (figures.count, figures.failed) = (rows.len(), failed);
    Ok(())
}

/// The index of a construct, from 0, of a fit to moments with ranges, by unstandardised weights.
/// `responses` is NULL where `index->respondents` is.
///
/// Returns also `HABITUE_OUT_OF_RANGE`, `HABITUE_MISSING_VALUE` without ranges, or
/// `HABITUE_INCONSISTENT` where a weight is negative.
pub unsafe fn habitue_path_fit_index(
    fit: &habitue_path_fit,
    responses: Option<&habitue_responses>,
    construct: usize,
    index: &mut habitue_construct_index,
) -> Result<()> {
    let Fitted::Moments(fit, moments) = &fit.0 else {
        return Err(fault(
            ErrorKind::Argument,
            "fit",
            "is over samples; indices with weights are of a fit to moments",
        ));
    };
    let found = fit.index(moments, construct)?;
    let mut places = Places::default();
    as_long(!index.weights.is_null(), "weights", index.item_count, found.weights.len())?;
    places.add(index.weights, found.weights, "weights")?;
    if !index.respondents.is_null() {
        let given = responses.ok_or_else(|| null("responses"));
        let answers = &given?.0;
        same_length("respondents", index.rows, answers.respondents())?;
        let mut own = vec![0.0; index.rows];
        fit.index_into(moments, answers, construct, &mut own)?;
        places.add(index.respondents, own, "respondents")?;
    } else if responses.is_some() {
        return Err(unread("responses", "without a place for their indices"));
    }
    places.fill();
    (index.value, index.standard_deviation) = (found.value, found.sd);
    Ok(())
}

/// Whether figures of `later`, a bootstrap of another wave or segment with respondents of its own,
/// differ from those of the bootstrap `first`: normal tests with the standard errors of both.
/// `figure` is one of `HABITUE_FIGURE_...`; `differences` receives `count` results, as many as
/// there are figures, NaN for one that does not exist in both.
///
/// Returns also `HABITUE_INCONSISTENT` for different models.
pub fn habitue_path_fit_difference(
    first: &habitue_path_fit,
    later: &habitue_path_fit,
    figure: PathFigure,
    confidence: f64,
    differences: &mut [habitue_difference],
    count: usize,
) -> Result<()> {
    let (Fitted::Samples(first), Fitted::Samples(later)) = (&first.0, &later.0) else {
        return Err(fault(
            ErrorKind::Argument,
            "first",
            "is no bootstrap, so that it has no standard errors",
        ));
    };
    check_confidence(confidence)?;
    let (a, b) = (first.estimates(figure), later.estimates(figure));
    same_length("figures", count, a.len())?;
    let of = |(place, pair): (usize, (&Option<f64>, &Option<f64>))| match pair {
        (Some(_), Some(_)) => {
            first.difference(later, figure, place, confidence).map(|found| found.told())
        }
        _ => Ok(habitue_difference::none()),
    };
    let found = a.iter().zip(b).enumerate().map(of).collect::<Result<Vec<_>>>()?;
    differences.copy_from_slice(&found);
    Ok(())
}
