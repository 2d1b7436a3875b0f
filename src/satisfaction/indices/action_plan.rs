//! Steps with owners and dates: what of a checklist is done, late, open, overdue.

use crate::classify::named;
use crate::error::{Error, Result};
use crate::time::Day;

named! {
    /// Where a step stands.
    pub enum StepState {
        DoneInTime = 1 => "done in time", "按期完成";
        DoneLate = 2 => "done late", "逾期完成";
        /// Not done, and not yet due.
        Open = 3 => "open", "进行中";
        /// Not done, and due before today.
        Overdue = 4 => "overdue", "已逾期";
    }
}

/// How a plan stands.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PlanProgress {
    /// Where each step stands.
    pub states: Vec<StepState>,
    /// Steps in each state, in the order of the codes.
    pub counts: [u64; 4],
    /// Steps that are not done and that nobody owns.
    pub unowned: u64,
}

/// The progress of steps up to `today`: `due` is the day by which each is to be done (that day
/// included), `done` when it was, `owned` whether somebody answers for it.
///
/// ```
/// use habitue::satisfaction::{Checklist, StepState, plan_progress};
/// use habitue::time::Day;
///
/// let steps = Checklist::ServicePlan.points();
/// assert_eq!(steps.len(), 3);
/// let day = |text: &str| Day::parse(text);
/// let due = [day("2026-01-31")?, day("2026-02-28")?, day("2026-03-31")?];
/// let done = [Some(day("2026-02-03")?), None, None];
/// let found = plan_progress(day("2026-03-01")?, &due, &done, &[true, true, false])?;
/// assert_eq!(found.states, [StepState::DoneLate, StepState::Overdue, StepState::Open]);
/// assert_eq!(found.unowned, 1);
/// # Ok::<(), habitue::Error>(())
/// ```
///
/// # Errors
/// [`Length`](crate::ErrorKind::Length); [`OutOfRange`](crate::ErrorKind::OutOfRange) for a step
/// that was done after today, with its row.
pub fn plan_progress(
    today: Day,
    due: &[Day],
    done: &[Option<Day>],
    owned: &[bool],
) -> Result<PlanProgress> {
    for (name, length) in [("done", done.len()), ("owned", owned.len())] {
        if length != due.len() {
            return Err(Error::length(name, length, due.len()));
        }
    }
    if let Some(row) = done.iter().position(|done| done.is_some_and(|done| done > today)) {
        return Err(Error::new(crate::ErrorKind::OutOfRange, "is after today")
            .in_column("done")
            .allowing(format!("up to {today}"))
            .at_row(row as u64));
    }
    let state = |(due, done): (&Day, &Option<Day>)| match done {
        Some(done) if done <= due => StepState::DoneInTime,
        Some(_) => StepState::DoneLate,
        None if *due < today => StepState::Overdue,
        None => StepState::Open,
    };
    let states: Vec<StepState> = due.iter().zip(done).map(state).collect();
    let mut counts = [0; 4];
    states.iter().for_each(|state| counts[state.code() as usize - 1] += 1);
    let unowned = done.iter().zip(owned).filter(|(done, owned)| done.is_none() && !**owned);
    Ok(PlanProgress { unowned: unowned.count() as u64, states, counts })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_in_time_on_its_day_and_overdue_after_it() {
        let day = |n: i32| Day::from_number(n).unwrap();
        for due in 5..9 {
            for done in [None, Some(4), Some(5), Some(6), Some(7)] {
                let found = plan_progress(day(7), &[day(due)], &[done.map(day)], &[false]).unwrap();
                let expected = match done {
                    Some(done) if done <= due => StepState::DoneInTime,
                    Some(_) => StepState::DoneLate,
                    None if due < 7 => StepState::Overdue,
                    None => StepState::Open,
                };
                assert_eq!(found.states, [expected]);
                assert_eq!(found.unowned, u64::from(done.is_none()));
                assert_eq!(found.counts.iter().sum::<u64>(), 1);
            }
        }
        let late = plan_progress(day(7), &[day(5), day(5)], &[None, Some(day(8))], &[true; 2]);
        assert_eq!(late.unwrap_err().row(), Some(1));
        assert!(plan_progress(day(7), &[day(5)], &[], &[true]).is_err());
    }
}
