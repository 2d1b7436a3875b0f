//! Work shared out to scoped threads.

use std::ops::Range;

/// How many threads to use: as many as `requested` (0: one a core), but none with less than
/// `least` of the `work`.
pub(super) fn workers(requested: usize, work: usize, least: usize) -> usize {
    let wanted = match requested {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        some => some,
    };
    wanted.min(work / least).max(1)
}

/// `0..length` in as many ranges as there are workers (fewer where there is too little).
pub(super) fn ranges(length: usize, workers: usize) -> Vec<Range<usize>> {
    let share = length.div_ceil(workers).max(1);
    (0..length).step_by(share).map(|from| from..(from + share).min(length)).collect()
}

/// Runs each task, all at once where there are several; the answers in the order of the tasks.
pub(super) fn each<T: Send, A: Send>(tasks: Vec<T>, run: impl Fn(T) -> A + Sync) -> Vec<A> {
    if tasks.len() <= 1 {
        return tasks.into_iter().map(run).collect();
    }
    let run = &run;
    std::thread::scope(|scope| {
        let started: Vec<_> =
            tasks.into_iter().map(|task| scope.spawn(move || run(task))).collect();
        started
            .into_iter()
            .map(|worker| match worker.join() {
                Ok(answer) => answer,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    })
}
