//! The one thread that writes: what waits goes to the disk together, then to the base, then the
//! answers go out. No lock is held while the disk works.

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

use crate::base::{Base, Outcome};
use crate::disk::Disk;
use crate::frame;
use crate::message::Message;
use crate::snapshots::Snapshots;

/// As many messages go to the disk at once at most: readers wait no longer than it takes to apply
/// these to the base, a fraction of a millisecond.
const MOST: usize = 1_000;

/// As many messages wait at most; more are turned away.
const WAITING: usize = 10_000;

/// Why a message was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unwritten {
    /// Too many wait.
    #[error("too many messages wait for the disk: send it again in a second")]
    Busy,
    /// The disk refused: what it holds of the message is unknown until the service is started again.
    #[error(
        "the journal cannot be written, and nothing is taken in until the service is started \
         again; then send this message again, with the same number"
    )]
    Broken,
}

struct Task {
    message: Message,
    answer: oneshot::Sender<Result<Outcome, Unwritten>>,
}

/// Where messages are handed in.
#[derive(Debug)]
pub struct Writer {
    queue: Option<SyncSender<Task>>,
    broken: Arc<AtomicBool>,
    unsaved: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread over a base, its journal and its snapshots.
    pub fn start(base: Arc<Base>, disk: impl Disk + 'static, snapshots: Snapshots) -> Self {
        let (queue, waiting) = sync_channel(WAITING);
        let broken = Arc::new(AtomicBool::new(false));
        let unsaved = snapshots.failed();
        let (is_broken, bytes) = (Arc::clone(&broken), Vec::new());
        let state = Group { base, disk, snapshots, broken: is_broken, bytes };
        let thread = thread::spawn(move || state.run(&waiting));
        Self { queue: Some(queue), broken, unsaved, thread: Some(thread) }
    }

    /// Hands in a message; what became of it, once it would outlive a loss of power.
    ///
    /// # Errors
    /// Where it was not taken in, or nobody knows.
    pub async fn write(&self, message: Message) -> Result<Outcome, Unwritten> {
        let (answer, comes) = oneshot::channel();
        let queue = self.queue.as_ref().ok_or(Unwritten::Broken)?;
        queue.try_send(Task { message, answer }).map_err(|refused| match refused {
            TrySendError::Full(_) => Unwritten::Busy,
            TrySendError::Disconnected(_) => Unwritten::Broken,
        })?;
        comes.await.unwrap_or(Err(Unwritten::Broken))
    }

    /// Whether the disk refused something.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Relaxed)
    }

    /// Whether the last snapshot could not be written: the journal grows, and nothing is lost.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.unsaved.load(Ordering::Relaxed)
    }
}

impl Drop for Writer {
    /// Everything handed in is written first.
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the thread holds.
struct Group<D> {
    base: Arc<Base>,
    disk: D,
    snapshots: Snapshots,
    broken: Arc<AtomicBool>,
    bytes: Vec<u8>,
}

impl<D: Disk> Group<D> {
    fn run(mut self, waiting: &Receiver<Task>) {
        loop {
            let first = match self.snapshots.wait().filter(|_| !self.is_broken()) {
                Some(time) => waiting.recv_timeout(time),
                None => waiting.recv().map_err(RecvTimeoutError::from),
            };
            match first {
                Ok(first) => {
                    let all = std::iter::once(first).chain(waiting.try_iter());
                    self.commit(all.take(MOST).collect());
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if self.snapshots.is_due() && !self.is_broken() {
                self.snapshot();
            }
        }
    }

    /// Goes on in a new journal, and turns the base into bytes, which others write. Readers read
    /// on meanwhile; writers wait for the bytes.
    fn snapshot(&mut self) {
        let sequence = self.base.sequence();
        match self.begun(sequence + 1).and_then(|()| Ok(self.base.to_bytes()?)) {
            Ok(bytes) => self.snapshots.save(sequence, bytes),
            Err(error) => self.snapshots.put_off(error.as_ref()),
        }
    }

    /// A journal that begins with the message of this number.
    fn begun(&mut self, first: u64) -> Result<(), Box<dyn Error>> {
        match self.disk.length() {
            0 => Ok(()),
            _ => Ok(self.disk.begin(first)?),
        }
    }

    /// Writes a group, applies it and answers all.
    fn commit(&mut self, tasks: Vec<Task>) {
        let (known, new): (Vec<Task>, Vec<Task>) =
            tasks.into_iter().partition(|task| self.base.knows(&task.message));
        let answer = |task: Task, outcome| {
            // Who no longer waits needs no answer.
            let _ = task.answer.send(outcome);
        };
        known.into_iter().for_each(|task| answer(task, Ok(Outcome::Repeated)));
        if new.is_empty() {
            return;
        }
        if self.is_broken() || self.write(&new).is_err() {
            self.broken.store(true, Ordering::Relaxed);
            new.into_iter().for_each(|task| answer(task, Err(Unwritten::Broken)));
            return;
        }
        let outcomes = self.base.apply(new.iter().map(|task| &task.message));
        self.snapshots.note(&outcomes);
        new.into_iter().zip(outcomes).for_each(|(task, outcome)| answer(task, Ok(outcome)));
    }

    fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Relaxed)
    }

    fn write(&mut self, tasks: &[Task]) -> io::Result<()> {
        self.bytes.clear();
        let messages = tasks.iter().map(|task| &task.message);
        frame::write(self.base.sequence() + 1, messages, self.disk.length(), &mut self.bytes);
        self.disk.append(&self.bytes)?;
        self.disk.sync()
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Mutex;
    use std::time::Duration;

    use super::*;
    use crate::frame::Frames;
    use crate::message::{Customer, Purchase};
    use crate::sample;
    use crate::snapshots::Rhythm;

    /// A disk that tells what would be left of it, and fails when told to.
    #[derive(Debug, Clone, Default)]
    struct Memory(Arc<Mutex<Held>>);

    #[derive(Debug, Default)]
    struct Held {
        bytes: Vec<u8>,
        synced: usize,
        syncs: usize,
        fails: bool,
    }

    impl Memory {
        /// What a loss of power would leave.
        fn left(&self) -> Frames {
            let held = self.0.lock().unwrap();
            frame::read(&held.bytes[..held.synced]).unwrap()
        }
    }

    impl Disk for Memory {
        fn length(&self) -> u64 {
            self.0.lock().unwrap().bytes.len() as u64
        }

        fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
            self.0.lock().unwrap().bytes.extend_from_slice(bytes);
            Ok(())
        }

        fn sync(&mut self) -> io::Result<()> {
            // Slow, so that others come to wait.
            thread::sleep(Duration::from_millis(2));
            let mut held = self.0.lock().unwrap();
            if held.fails {
                return Err(io::Error::other("no space"));
            }
            held.synced = held.bytes.len();
            held.syncs += 1;
            Ok(())
        }

        fn begin(&mut self, _: u64) -> io::Result<()> {
            Err(io::Error::other("one place is all there is"))
        }
    }

    fn purchase(message: i64) -> Message {
        let (date, amount) = ("2026-03-01".to_owned(), "19.99".to_owned());
        Message::Purchase(Purchase { message, customer: Customer::Integer(message), date, amount })
    }

    fn start() -> (Arc<Base>, Memory, Writer) {
        let base = Arc::new(Base::new(sample::scorer().unwrap()).unwrap());
        let disk = Memory::default();
        let never = Rhythm { messages: u64::MAX, time: Duration::MAX };
        let snapshots = Snapshots::new(PathBuf::new(), never, 0);
        let writer = Writer::start(Arc::clone(&base), disk.clone(), snapshots);
        (base, disk, writer)
    }

    fn wait<T>(future: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
    }

    #[test]
    fn what_is_answered_is_on_the_disk_and_many_share_a_sync() {
        let (base, disk, writer) = start();
        thread::scope(|scope| {
            for client in 0..16 {
                let (disk, writer) = (&disk, &writer);
                scope.spawn(move || {
                    for number in 0..20 {
                        let message = purchase(100 * client + number);
                        let outcome = wait(writer.write(message.clone()));
                        assert!(matches!(outcome, Ok(Outcome::Counted(_))), "{outcome:?}");
                        let left = disk.left().frames;
                        assert!(left.iter().any(|frame| frame.messages.contains(&message)));
                    }
                });
            }
        });
        assert_eq!(base.sequence(), 320);
        let syncs = disk.0.lock().unwrap().syncs;
        assert!((20..300).contains(&syncs), "{syncs} for 320 messages of 16 clients");
    }

    #[test]
    fn what_a_loss_of_power_leaves_is_the_same_base() {
        let (base, disk, writer) = start();
        for number in [1, 2, 1, 3] {
            let outcome = wait(writer.write(purchase(number)));
            assert!(matches!(outcome, Ok(Outcome::Counted(_) | Outcome::Repeated)), "{outcome:?}");
        }
        let outcome = wait(writer.write(Message::Erasure("2".to_owned())));
        assert!(matches!(outcome, Ok(Outcome::Erased(true))), "{outcome:?}");
        // Who was forgotten does not come back by an old message.
        assert!(matches!(wait(writer.write(purchase(2))), Ok(Outcome::Repeated)));
        let after = Base::new(sample::scorer().unwrap()).unwrap();
        disk.left().frames.iter().for_each(|frame| after.replay(frame).unwrap());
        assert_eq!((base.sequence(), after.sequence()), (4, 4));
        for id in ["1", "2", "3"] {
            assert_eq!(after.standing(id).unwrap(), base.standing(id).unwrap());
        }
        assert_eq!(after.standing("2").unwrap(), None);
        assert!(after.standing("3").unwrap().is_some());
    }

    #[test]
    fn a_disk_that_fails_once_is_written_no_more() {
        let (base, disk, writer) = start();
        assert!(matches!(wait(writer.write(purchase(1))), Ok(Outcome::Counted(_))));
        disk.0.lock().unwrap().fails = true;
        assert_eq!(wait(writer.write(purchase(2))).unwrap_err(), Unwritten::Broken);
        disk.0.lock().unwrap().fails = false;
        assert_eq!(wait(writer.write(purchase(2))).unwrap_err(), Unwritten::Broken);
        assert!(writer.is_broken());
        // Reads go on, of what is known to be there; what came before is still known.
        assert!(base.standing("1").unwrap().is_some() && base.standing("2").unwrap().is_none());
        assert!(matches!(wait(writer.write(purchase(1))), Ok(Outcome::Repeated)));
    }
}
