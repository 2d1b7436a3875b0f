//! A figure that is formed for each group.

use crate::error::{Error, ErrorKind, Result};
use crate::numeric::distribution::student_quantile;
use crate::satisfaction::counted::mean::MeanCounts;
use crate::satisfaction::counted::promoter::{PromoterBreaks, PromoterCounts, PromoterInterval};
use crate::satisfaction::counted::top_box::{TopBox, at_least_as_good};
use crate::satisfaction::indices::index::{IndexForm, IndexOptions, SatisfactionIndex};
use crate::survey::{
    Answers, Interval, MissingPolicy, ProportionInterval, Reliability, SampleDesign,
};

/// A figure of a [`Breakdown`](crate::satisfaction::Breakdown): what each group is asked for.
///
/// Each is the figure that the function of one name gives for the answers of the group alone.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum BreakdownFigure {
    /// [`SatisfactionIndex::of`], 0 to 100, over the questions that weigh.
    Index {
        /// What to do about missing answers.
        missing: MissingPolicy,
        /// Which mean comes first.
        form: IndexForm,
    },
    /// [`TopBox::of`], 0 to 1.
    Share {
        /// Of which question.
        question: usize,
        /// How many of the best levels, from 1 to their number less one.
        top: usize,
        /// How the interval is formed.
        method: ProportionInterval,
    },
    /// [`PromoterScore`](crate::satisfaction::PromoterScore), -100 to 100.
    Promoter {
        /// Of which question.
        question: usize,
        /// Who is a detractor and who a promoter.
        breaks: PromoterBreaks,
        /// How the interval is formed.
        method: PromoterInterval,
    },
    /// The [mean](crate::satisfaction::MeanScore) of the answers, higher being better.
    Mean {
        /// Of which question.
        question: usize,
    },
    /// Cronbach's alpha, [`Reliability::of`], with the interval that it has there: Feldt's of
    /// equal weights and complete answers, linearised otherwise. It has no standard error.
    Reliability {
        /// Of which questions, two or more.
        items: Vec<usize>,
        /// What to do about missing answers.
        missing: MissingPolicy,
    },
}

/// A figure of a group, with its interval and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct GroupEstimate {
    /// The figure, in its own unit.
    pub value: f64,
    /// Its standard error; `None` with one respondent, and of a reliability.
    pub standard_error: Option<f64>,
    /// Its interval; `None` with one respondent.
    pub interval: Option<Interval>,
    /// Degrees of freedom of the standard error: of means and indices those of Student's law;
    /// `None` where figures are compared by the normal one.
    pub freedom: Option<f64>,
    /// How many respondents of equal weight would say as much: as the figure alone tells it.
    pub effective_n: f64,
    /// Respondents of the group whose answers entered the figure.
    pub used: u64,
    /// Answers of the group that are missing from the questions of the figure.
    pub missing: u64,
    /// Whether its group shares a cluster of the sample with another, so that their figures are
    /// not independent.
    pub shared: bool,
}

impl GroupEstimate {
    /// A figure from elsewhere, as far as a comparison of groups needs it: with its standard error
    /// and the degrees of freedom of that, `None` for a comparison by the normal law.
    #[must_use]
    pub fn compared(value: f64, standard_error: Option<f64>, freedom: Option<f64>) -> Self {
        let (interval, effective_n) = (None, f64::NAN);
        let [used, missing] = [0; 2];
        Self { value, standard_error, interval, freedom, effective_n, used, missing, shared: false }
    }

    /// Sets whether its group shares a cluster with another. Defaults to no.
    #[must_use]
    pub fn with_shared(mut self, shared: bool) -> Self {
        self.shared = shared;
        self
    }
}

impl BreakdownFigure {
    /// Refuses what no answers could make right.
    pub(super) fn check(&self, answers: &Answers) -> Result<()> {
        let questions = answers.questionnaire();
        match self {
            Self::Index { missing, .. } => missing.check(),
            Self::Share { question, top, .. } => {
                answers.column(*question)?;
                answers.scales()[*question].top(*top).map(|_| ())
            }
            Self::Promoter { question, .. } | Self::Mean { question } => {
                answers.column(*question).map(|_| ())
            }
            Self::Reliability { items, missing } => {
                questions.check_questions(items)?;
                if items.len() < 2 {
                    let message = "has one question; internal consistency needs at least two";
                    return Err(Error::new(ErrorKind::Undefined, message).in_column("items"));
                }
                missing.check()
            }
        }
    }

    /// The figure of these answers.
    ///
    /// # Errors
    /// As for the figure alone.
    pub fn of(&self, answers: &Answers, confidence: f64) -> Result<GroupEstimate> {
        Ok(match self {
            Self::Index { missing, form } => {
                let options =
                    IndexOptions::new(*missing).with_form(*form).with_confidence(confidence);
                let found = SatisfactionIndex::of(answers, options)?;
                GroupEstimate {
                    value: found.value,
                    standard_error: found.standard_error,
                    interval: found.interval,
                    freedom: Some(found.basis.used as f64 - 1.0),
                    effective_n: found.basis.effective_n,
                    used: found.basis.used,
                    missing: found.basis.missing,
                    shared: false,
                }
            }
            Self::Share { question, top, method } => {
                let found = TopBox::of(answers, *question, *top, *method, confidence)?;
                GroupEstimate {
                    value: found.share,
                    standard_error: Some(found.standard_error),
                    interval: Some(found.interval),
                    freedom: None,
                    effective_n: found.effective_n,
                    used: found.counts.answered,
                    missing: found.counts.missing,
                    shared: false,
                }
            }
            Self::Promoter { question, breaks, method } => {
                let counts = PromoterCounts::count(answers, *question, *breaks)?;
                let found = counts.score(*method, confidence)?;
                GroupEstimate {
                    value: found.score,
                    standard_error: Some(found.standard_error),
                    interval: Some(found.interval),
                    freedom: None,
                    effective_n: found.effective_n,
                    used: counts.answered,
                    missing: counts.missing,
                    shared: false,
                }
            }
            Self::Mean { question } => {
                let counts = MeanCounts::count(answers.column(*question)?, answers.weights())?;
                let found = counts.mean(confidence)?;
                GroupEstimate {
                    value: found.mean,
                    standard_error: found.standard_error,
                    interval: found.interval,
                    freedom: Some(counts.answered as f64 - 1.0),
                    effective_n: counts.effective_n(),
                    used: counts.answered,
                    missing: counts.missing,
                    shared: false,
                }
            }
            Self::Reliability { items, missing } => {
                let found = Reliability::of_answers(answers, items, *missing, None, confidence)?;
                let n = found.n as u64;
                GroupEstimate {
                    value: found.alpha,
                    standard_error: None,
                    interval: Some(found.interval),
                    freedom: None,
                    effective_n: found.effective_n,
                    used: found.basis.map_or(n, |basis| basis.used),
                    missing: found.basis.map_or(0, |basis| basis.missing),
                    shared: false,
                }
            }
        })
    }

    /// The figure of these answers, those of `rows` of a sample, with the standard error that its
    /// strata and clusters leave.
    ///
    /// # Errors
    /// As for the figure alone; `Argument` for a reliability.
    pub(super) fn of_design(
        &self,
        own: &Answers,
        (rows, design): (&[u32], &SampleDesign),
        confidence: f64,
    ) -> Result<GroupEstimate> {
        let alone = self.of(own, confidence)?;
        let places = || rows.iter().map(|row| *row as usize);
        let weighed = places().enumerate().filter(|(at, _)| own.weight(*at) > 0.0);
        let freedom = design.freedom_of(weighed.map(|(_, row)| row)) as f64;
        if freedom == 0.0 {
            return Err(Error::new(ErrorKind::Undefined, "is one cluster of each stratum")
                .in_column("groups"));
        }
        // How the figure moves with each respondent.
        let of_mean = |question: usize, score: &dyn Fn(f64) -> f64| -> Result<Vec<f64>> {
            let there = own.column(question)?.iter().enumerate();
            let there = || there.clone().filter(|(at, it)| !it.is_nan() && own.weight(*at) > 0.0);
            let total: f64 = there().map(|(at, _)| own.weight(at)).sum();
            let mean = there().map(|(at, it)| own.weight(at) * score(*it)).sum::<f64>() / total;
            let mut moved = vec![0.0; rows.len()];
            there().for_each(|(at, it)| moved[at] = own.weight(at) / total * (score(*it) - mean));
            Ok(moved)
        };
        let variance = |moved: Vec<f64>| design.variance(places().zip(moved));
        let wide = |error: f64, range| {
            Some(Interval::student(alone.value, error, freedom + 1.0, confidence, range))
        };
        // Student's law instead of the normal one (Korn and Graubard 1998).
        let fewer = |n: f64| {
            let t = |freedom: f64| student_quantile(freedom, 0.5 + confidence / 2.0);
            let sampled = places().count() as f64 - 1.0;
            n * (t(sampled) / t(freedom)).powi(2)
        };
        let effective = |of_one: f64, variance: f64| match variance > 0.0 {
            true => of_one / variance,
            false => alone.effective_n,
        };
        Ok(match self {
            Self::Index { missing, form } => {
                let options = IndexOptions::new(*missing).with_form(*form);
                let error = variance(SatisfactionIndex::with_influences(own, options)?.1).sqrt();
                GroupEstimate {
                    standard_error: Some(error),
                    interval: wide(error, (0.0, 100.0)),
                    freedom: Some(freedom),
                    ..alone
                }
            }
            Self::Mean { question } => {
                let error = variance(of_mean(*question, &|answer| answer)?).sqrt();
                GroupEstimate {
                    standard_error: Some(error),
                    interval: wide(error, (f64::NEG_INFINITY, f64::INFINITY)),
                    freedom: Some(freedom),
                    ..alone
                }
            }
            Self::Share { question, top, method } => {
                let scale = &own.scales()[*question];
                let hit = at_least_as_good(scale, scale.top(*top)?);
                let found = variance(of_mean(*question, &|it| f64::from(u8::from(hit(it))))?);
                let n = effective(alone.value * (1.0 - alone.value), found);
                let known = fewer(n);
                GroupEstimate {
                    standard_error: Some(found.sqrt()),
                    interval: Some(method.of(alone.value * known, known, confidence)?),
                    freedom: Some(freedom),
                    effective_n: n,
                    ..alone
                }
            }
            Self::Promoter { question, breaks, method } => {
                let side = |answer: f64| match answer {
                    it if it >= breaks.promoter_at_least() => 1.0,
                    it if it <= breaks.detractor_at_most() => -1.0,
                    _ => 0.0,
                };
                let found = variance(of_mean(*question, &side)?);
                let score =
                    PromoterCounts::count(own, *question, *breaks)?.score(*method, confidence)?;
                let n = effective(score.variance, found);
                let shares = (score.promoters, score.detractors);
                GroupEstimate {
                    standard_error: Some(100.0 * found.sqrt()),
                    interval: Some(method.of(shares, fewer(n), confidence)),
                    freedom: Some(freedom),
                    effective_n: n,
                    ..alone
                }
            }
            Self::Reliability { .. } => {
                let message = "has no variance of strata and clusters; ask for it without a design";
                return Err(Error::new(ErrorKind::Argument, message).in_column("figure"));
            }
        })
    }
}
