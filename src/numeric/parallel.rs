//! Work shared out to scoped threads so that the bits do not depend on how many
//! there are: fixed chunks, combined in the order of the chunks.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::ScopedJoinHandle;
use std::time::Duration;

use super::effort::Heeding;
use crate::error::Result;
use crate::progress::Progress;

use super::fence;

/// The most threads that are started, whatever is asked for: more than machines have cores, and few
/// enough that what is held for each is little.
const MOST_THREADS: usize = 256;

/// How many threads `requested` asks for: 0 means all cores.
pub(crate) fn threads(requested: usize) -> usize {
    let threads = match requested {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        some => some,
    };
    threads.min(MOST_THREADS)
}

/// How many threads to use: as many as `requested` (0: one a core), but none with less than
/// `least` of the `work`.
pub(crate) fn workers(requested: usize, work: usize, least: usize) -> usize {
    threads(requested).min(work / least).max(1)
}

/// `0..length` in as many ranges as there are workers (fewer where there is too little).
pub(crate) fn ranges(length: usize, workers: usize) -> Vec<Range<usize>> {
    let share = length.div_ceil(workers).max(1);
    (0..length).step_by(share).map(|from| from..(from + share).min(length)).collect()
}

/// Does `work` on so many threads at once. Their panics are printed only if those of this one are,
/// and the first is passed on. It knows no types, so that what starts threads is compiled once.
fn crew(workers: usize, work: &(dyn Fn() + Sync)) {
    let closed = fence::is_closed();
    std::thread::scope(|scope| {
        let start = |_| scope.spawn(move || fence::behind(closed, work));
        joined((0..workers).map(start).collect());
    });
}

/// As [`crew`], while `report` is called on this thread now and then; where it refuses, `stop` is
/// set.
///
/// # Errors
/// What `report` refuses with.
fn crew_heard(
    workers: usize,
    work: &(dyn Fn() + Sync),
    stop: &AtomicBool,
    report: &mut dyn FnMut() -> Result<()>,
) -> Result<()> {
    let closed = fence::is_closed();
    // Nothing is sent: the channel ends when all workers have dropped their side of it.
    let (working, ended) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let start = |_| {
            let working = working.clone();
            scope.spawn(move || {
                let _working = working;
                fence::behind(closed, work);
            })
        };
        let started = (0..workers).map(start).collect();
        drop(working);
        let answer = listen(&ended, report);
        if answer.is_err() {
            stop.store(true, Relaxed);
        }
        joined(started);
        answer
    })
}

/// Waits for threads, and passes a panic on.
fn joined(started: Vec<ScopedJoinHandle<'_, ()>>) {
    for worker in started {
        if let Err(panic) = worker.join() {
            std::panic::resume_unwind(panic);
        }
    }
}

/// What workers give, in the order of what they were given.
struct Answers<T>(Mutex<Vec<Option<T>>>);

impl<T> Answers<T> {
    fn new(count: usize) -> Self {
        Self(Mutex::new(std::iter::repeat_with(|| None).take(count).collect()))
    }

    /// A poisoned lock means that another worker panicked, and that panic is passed on.
    fn put(&self, index: usize, answer: T) {
        if let Ok(mut answers) = self.0.lock() {
            answers[index] = Some(answer);
        }
    }

    fn all(self) -> impl Iterator<Item = T> {
        self.0.into_inner().unwrap_or_default().into_iter().flatten()
    }
}

/// Runs each task, all at once where there are several; the answers in the order of the tasks.
pub(crate) fn each<T: Send, A: Send>(tasks: Vec<T>, run: impl Fn(T) -> A + Sync) -> Vec<A> {
    if tasks.len() <= 1 {
        return tasks.into_iter().map(run).collect();
    }
    let workers = tasks.len();
    let answers = Answers::new(workers);
    let tasks = Mutex::new(tasks.into_iter().enumerate());
    crew(workers, &|| {
        let task = tasks.lock().ok().and_then(|mut tasks| tasks.next());
        if let Some((index, task)) = task {
            answers.put(index, run(task));
        }
    });
    answers.all().collect()
}

/// Applies `map` to the chunks of `0..length` on up to `requested` threads, and
/// folds the answers in the order of the chunks.
pub(crate) fn chunked<T: Send, A>(
    length: usize,
    chunk: usize,
    requested: usize,
    map: impl Fn(Range<usize>) -> T + Sync,
    start: A,
    fold: impl FnMut(A, T) -> A,
) -> A {
    let chunks = length.div_ceil(chunk);
    let part = |index: usize| map(index * chunk..((index + 1) * chunk).min(length));
    let workers = threads(requested).min(chunks);
    if workers <= 1 {
        return (0..chunks).map(part).fold(start, fold);
    }
    let next = AtomicUsize::new(0);
    let answers = Answers::new(chunks);
    crew(workers, &|| {
        loop {
            let index = next.fetch_add(1, Relaxed);
            if index >= chunks {
                break;
            }
            answers.put(index, part(index));
        }
    });
    answers.all().fold(start, fold)
}

/// Fills `out` in chunks on up to `requested` threads; `fill` gets the index of
/// the first entry of its chunk.
pub(crate) fn fill<T: Send>(
    out: &mut [T],
    chunk: usize,
    requested: usize,
    fill: impl Fn(usize, &mut [T]) + Sync,
) {
    fill_with(out, chunk, requested, || (), |(), first, part| fill(first, part));
}

/// As [`fill`], where `fill` also gets what `begin` made for its thread.
pub(crate) fn fill_with<T: Send, W>(
    out: &mut [T],
    chunk: usize,
    requested: usize,
    begin: impl Fn() -> W + Sync,
    fill: impl Fn(&mut W, usize, &mut [T]) + Sync,
) {
    let workers = threads(requested).min(out.len().div_ceil(chunk));
    let parts = out.chunks_mut(chunk).enumerate();
    let parts = Mutex::new(parts.map(|(index, part)| (index * chunk, part)));
    if workers <= 1 {
        return fill_parts(&parts, &begin, &fill);
    }
    crew(workers, &|| fill_parts(&parts, &begin, &fill));
}

/// What each worker does. Kept a function of its own, so that `fill` is compiled once and all of
/// it inlined here, for one thread as for many.
#[inline(never)]
fn fill_parts<'a, T: 'a, W>(
    parts: &Mutex<impl Iterator<Item = (usize, &'a mut [T])>>,
    begin: &impl Fn() -> W,
    fill: &impl Fn(&mut W, usize, &mut [T]),
) {
    let mut work = begin();
    loop {
        let part = parts.lock().ok().and_then(|mut parts| parts.next());
        let Some((first, part)) = part else { break };
        fill(&mut work, first, part);
    }
}

/// As [`fill_with`], while `progress` is told on the calling thread how many entries are
/// filled, a `share` of a chunk at a time. Where it asks to stop, `out` is left half filled.
///
/// # Errors
/// `Cancelled`.
pub(crate) fn fill_heard<T: Send, W>(
    out: &mut [T],
    (chunk, share): (usize, usize),
    requested: usize,
    progress: &mut Progress<'_>,
    begin: impl Fn() -> W + Sync,
    fill: impl Fn(&mut W, usize, &mut [T]) + Sync,
) -> Result<()> {
    if !progress.is_heard() {
        fill_with(out, chunk, requested, begin, fill);
        return Ok(());
    }
    let total = out.len() as u64;
    let workers = threads(requested).min(out.len().div_ceil(chunk)).max(1);
    let parts = out.chunks_mut(chunk).enumerate();
    let parts = Mutex::new(parts.map(|(index, part)| (index * chunk, part)));
    let stop = Arc::new(AtomicBool::new(false));
    let done = AtomicU64::new(0);
    let work = || {
        let _heeding = Heeding::to(&stop);
        fill_parts(&parts, &begin, &|work: &mut W, first, part: &mut [T]| {
            for (index, some) in part.chunks_mut(share).enumerate() {
                if stop.load(Relaxed) {
                    return;
                }
                fill(work, first + index * share, some);
                done.fetch_add(some.len() as u64, Relaxed);
            }
        });
    };
    crew_heard(workers, &work, &stop, &mut || progress.report(done.load(Relaxed), total))
}

/// What workers on one task share with who waits for them.
#[cfg(feature = "files")]
#[derive(Debug, Default)]
pub(crate) struct Shared {
    done: AtomicU64,
    stop: AtomicBool,
}

#[cfg(feature = "files")]
impl Shared {
    /// Says that so much more is done.
    pub(crate) fn did(&self, more: u64) {
        self.done.fetch_add(more, Relaxed);
    }

    /// Asks all workers to stop.
    pub(crate) fn stop(&self) {
        self.stop.store(true, Relaxed);
    }

    /// Whether somebody asked to stop.
    pub(crate) fn stops(&self) -> bool {
        self.stop.load(Relaxed)
    }
}

/// Runs `work` on so many threads at once, while `progress` is told on the calling thread how much
/// of `total` is done; what each gave.
///
/// # Errors
/// `Cancelled`.
#[cfg(feature = "files")]
pub(crate) fn together<T: Send>(
    workers: usize,
    total: u64,
    progress: &mut Progress<'_>,
    work: impl Fn(&Shared) -> T + Sync,
) -> Result<Vec<T>> {
    let shared = Shared::default();
    if workers <= 1 && !progress.is_heard() {
        return Ok(vec![work(&shared)]);
    }
    let workers = workers.max(1);
    let answers = Answers::new(workers);
    let next = AtomicUsize::new(0);
    let work = || answers.put(next.fetch_add(1, Relaxed), work(&shared));
    let mut report = || progress.report(shared.done.load(Relaxed), total);
    crew_heard(workers, &work, &shared.stop, &mut report)?;
    Ok(answers.all().collect())
}

/// How long nothing is said to a listener at first, and at most.
const SILENCE: [Duration; 2] = [Duration::from_millis(1), Duration::from_millis(50)];

/// Reports now and then until all workers have ended, and then once more.
fn listen(ended: &mpsc::Receiver<()>, report: &mut dyn FnMut() -> Result<()>) -> Result<()> {
    let [mut silence, most] = SILENCE;
    while ended.recv_timeout(silence) == Err(mpsc::RecvTimeoutError::Timeout) {
        report()?;
        silence = (2 * silence).min(most);
    }
    report()
}

/// Fewer rows than this are not worth a thread of their own.
const FEWEST_TO_SORT: usize = 1 << 14;

/// Sorts `rows` on up to `requested` threads. Rows that compare equal must be
/// interchangeable.
pub(crate) fn sort<T: Send>(
    rows: &mut [T],
    requested: usize,
    order: impl Fn(&T, &T) -> Ordering + Sync,
) {
    let workers = threads(requested).min(rows.len() / FEWEST_TO_SORT);
    if workers <= 1 {
        rows.sort_unstable_by(&order);
        return;
    }
    let part = rows.len().div_ceil(workers);
    each(rows.chunks_mut(part).collect(), |part| part.sort_unstable_by(&order));
    // The stable sort finds the sorted parts and only merges them.
    rows.sort_by(&order);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workers_are_behind_the_fence_of_who_starts_them() {
        let seen = || {
            let mut filled = [false; 4];
            fill(&mut filled, 1, 2, |_, part| part.fill(fence::is_closed()));
            let chunks = chunked(
                4,
                1,
                2,
                |_| fence::is_closed(),
                vec![],
                |mut all, one| {
                    all.push(one);
                    all
                },
            );
            [each(vec![(); 4], |()| fence::is_closed()), filled.to_vec(), chunks].concat()
        };
        assert!(fence::behind(true, seen).iter().all(|closed| *closed));
        assert!(seen().iter().all(|closed| !closed));
        let reopened = fence::behind(true, || fence::behind(false, fence::is_closed));
        assert!(!reopened);
        let unwound = std::panic::catch_unwind(|| {
            fence::behind(true, || std::panic::resume_unwind(Box::new(())))
        });
        assert!(unwound.is_err() && !fence::is_closed());
    }

    #[test]
    fn the_panic_of_a_worker_is_passed_on_with_its_sentence() {
        let seventh = |index| assert!(index != 7, "the seventh");
        let chunks =
            || chunked(9, 1, 3, |part: Range<usize>| part.for_each(seventh), (), |(), ()| ());
        let tasks = || drop(each((0..9).collect(), seventh));
        for work in [&chunks as &dyn Fn(), &tasks] {
            let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                fence::behind(true, work);
            }));
            let said = outcome.unwrap_err().downcast_ref::<&str>().map(ToString::to_string);
            assert_eq!(said.as_deref(), Some("the seventh"));
        }
    }

    #[test]
    fn the_bits_do_not_depend_on_the_threads() {
        let sum = |requested| {
            chunked(
                10_001,
                64,
                requested,
                |range| range.map(|i| 1.0 / (i as f64 + 0.3)).sum::<f64>(),
                0.0,
                |a, b| a + b,
            )
        };
        let one: f64 = sum(1);
        for requested in [0, 2, 3, 17] {
            assert_eq!(one.to_bits(), sum(requested).to_bits());
        }
        let filled = |requested| {
            let mut out = vec![0usize; 1000];
            fill(&mut out, 7, requested, |first, part| {
                for (i, value) in part.iter_mut().enumerate() {
                    *value = first + i;
                }
            });
            out
        };
        let mut rows: Vec<u64> = (0..100_000).map(|i| i * 7919 % 100_003).collect();
        let mut sorted = rows.clone();
        sorted.sort_unstable();
        sort(&mut rows, 3, u64::cmp);
        assert_eq!(rows, sorted);
        assert_eq!(filled(3), (0..1000).collect::<Vec<_>>());
        assert_eq!(filled(1), filled(4));
    }
}
