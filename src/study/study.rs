//! The study of one base.

use super::base::Base;
use super::candidates::Candidate;
use super::choice::Choice;
use super::figures::{Figures, Ground, StudySurvey};
use super::judgement::Judgement;
use super::split::{self, Split};
use super::state::State;
use super::study_options::StudyOptions;
use super::verdict::Verdict;
use crate::error::Result;
use crate::progress::Progress;
use crate::summary::Summary;
use crate::time::Day;

/// The study of one base of customers, from ledger to judgement.
///
/// ```
/// use habitue::Progress;
/// use habitue::ledger::{Rules, Transaction};
/// use habitue::study::{Study, StudyOptions};
/// use habitue::summary::Summary;
/// use habitue::time::Day;
///
/// // Forty customers over a year, the i-th of whom comes back every i + 9 days.
/// let mut summary = Summary::new(Rules::visits());
/// for customer in 0..40 {
///     for visit in 0..=365 / (customer + 9) {
///         let day = Day::from_number(19_000 + visit as i32 * (customer as i32 + 9))?;
///         summary.update(&Transaction::visit(customer, day))?;
///     }
/// }
/// let study = Study::of(&summary, &StudyOptions::new(), None, &mut Progress::silent())?;
/// assert_eq!(study.base.customers, 40);
/// assert!(study.test.is_some());
/// assert_eq!(study.now.day, study.base.last_day);
/// # Ok::<(), habitue::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Study {
    /// What it was asked to do.
    pub options: StudyOptions,
    /// Who is in the base, since when, and what they brought.
    pub base: Base,
    /// Where the calibration ends and the test begins; `None` where nothing is held out.
    pub split: Option<Split>,
    /// Every model on trial.
    pub candidates: Vec<Candidate>,
    /// Which of them is used, and why; `None` where none could be fitted.
    pub choice: Option<Choice>,
    /// The base as of the end of the calibration, beside what came in the test; `None` where
    /// nothing is held out.
    pub test: Option<State>,
    /// The base as of the last day, and what the chosen model, fitted to all days, forecasts.
    pub now: State,
    /// What customers are worth, who leaves, what they will bring: every figure of both states.
    pub figures: Figures,
    /// What of all this may be believed.
    pub verdict: Verdict,
}

impl Study {
    /// Studies the base of a summary, and what its customers say, where there is a survey.
    ///
    /// # Errors
    /// `Empty` where nobody bought anything; `OutOfRange` where the split or the last day of the
    /// options is outside the data; `Cancelled`; `Overflow` where a sum of money does not fit.
    /// What a base cannot support is no error: it is [`Withheld`](super::Withheld) in its place.
    pub fn of(
        summary: &Summary,
        options: &StudyOptions,
        survey: Option<&StudySurvey>,
        progress: &mut Progress<'_>,
    ) -> Result<Self> {
        let judged = Judgement::of(summary, options, progress)?;
        let Judgement { base, split, candidates, choice, test, now, verdict, start } = judged;
        let earlier = earlier(summary, start, split.as_ref(), choice.as_ref(), options)?;
        let ground = Ground {
            summary,
            options,
            survey,
            verdict: &verdict,
            first_day: base.first_day,
            now: &now,
            test: test.as_ref(),
            earlier: &earlier,
        };
        let figures = Figures::of(&ground, progress)?;
        Ok(Self {
            options: options.clone(),
            base,
            split,
            candidates,
            choice,
            test,
            now,
            figures,
            verdict,
        })
    }

    /// The candidate that is used; `None` where none could be fitted.
    #[must_use]
    pub fn chosen(&self) -> Option<&Candidate> {
        self.candidates.get(self.choice.as_ref()?.candidate)
    }
}

/// The states of earlier origins, each with the chosen kind fitted to it and a test of its own, which
/// ends where that of the next one begins.
fn earlier(
    summary: &Summary,
    start: Option<Day>,
    split: Option<&Split>,
    choice: Option<&Choice>,
    options: &StudyOptions,
) -> Result<Vec<State>> {
    let (Some(split), Some(choice)) = (split, choice) else { return Ok(Vec::new()) };
    let ends = std::iter::once(split.day).chain(split.earlier.iter().copied());
    let origins = split.earlier.iter().zip(ends).map(|(day, end)| {
        let state = State::observed(summary, split::window(start, *day, end)?, options)?;
        let model = state.fit(choice.kind, options)?;
        state.with_model(model, options)
    });
    origins.collect()
}
