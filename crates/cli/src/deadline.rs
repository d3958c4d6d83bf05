//! The time that an article may take: who waits for it goes on without it when the time is over.
//!
//! A thread cannot be ended from outside. So an article is made on a thread of its own, kept for the next
//! article as long as all goes well; one that is late is left behind, stops before its next stage, writes
//! nothing any more, and is gone with the program at the latest.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::batch::{self, STACK};

/// Work goes on.
const RUNNING: u8 = 0;
/// Papers are being written: it is not left behind any more.
const WRITING: u8 = 1;
/// Nobody waits for it any more.
const LATE: u8 = 2;

type Work = Box<dyn FnOnce() + Send>;

thread_local! {
    /// The thread that makes the articles of this one.
    static MAKER: RefCell<Option<Sender<Work>>> = const { RefCell::new(None) };
    /// How the work on this thread stands, where it has a deadline.
    static STATE: RefCell<Option<Arc<AtomicU8>>> = const { RefCell::new(None) };
}

/// Works for so long at most; none where the time is over before papers are being written.
pub(crate) fn within<T: Send + 'static>(
    limit: Option<Duration>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let Some(limit) = limit else { return Some(work()) };
    let state = Arc::new(AtomicU8::new(RUNNING));
    let (sender, receiver) = mpsc::channel();
    let own = Arc::clone(&state);
    let place = batch::lend();
    let work: Work = Box::new(move || {
        place.take();
        STATE.set(Some(own));
        let done = work();
        STATE.take();
        // Who waited may have gone on.
        let _ = sender.send(done);
    });
    hand(work);
    match receiver.recv_timeout(limit) {
        Ok(done) => Some(done),
        Err(RecvTimeoutError::Disconnected) => None,
        Err(RecvTimeoutError::Timeout) => {
            if change(&state, LATE) {
                MAKER.take();
                return None;
            }
            receiver.recv().ok()
        }
    }
}

/// Gives work to the maker, to a new one where it is gone, or does it here where there is no thread.
fn hand(work: Work) {
    let maker = MAKER.take().or_else(begin);
    let Some(maker) = maker else { return work() };
    match maker.send(work) {
        Ok(()) => MAKER.set(Some(maker)),
        Err(mpsc::SendError(work)) => work(),
    }
}

fn begin() -> Option<Sender<Work>> {
    let (sender, receiver) = mpsc::channel::<Work>();
    let name = thread::current().name().unwrap_or("article").to_owned();
    let builder = thread::Builder::new().name(name).stack_size(STACK);
    let made = builder.spawn(move || receiver.into_iter().for_each(|work| work()));
    made.is_ok().then_some(sender)
}

fn change(state: &AtomicU8, to: u8) -> bool {
    state.compare_exchange(RUNNING, to, Ordering::AcqRel, Ordering::Acquire).is_ok()
}

/// Whether the time of the work on this thread is over.
pub(crate) fn is_over() -> bool {
    STATE.with_borrow(|state| {
        state.as_ref().is_some_and(|state| state.load(Ordering::Acquire) == LATE)
    })
}

/// Begins to write; whether the work on this thread still may.
pub(crate) fn may_write() -> bool {
    STATE.with_borrow(|state| {
        state
            .as_ref()
            .is_none_or(|state| change(state, WRITING) || state.load(Ordering::Acquire) == WRITING)
    })
}

#[cfg(test)]
mod tests {
    use super::{is_over, may_write, within};
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    const SOON: Option<Duration> = Some(Duration::from_millis(30));

    #[test]
    fn who_waits_goes_on_and_what_is_late_writes_nothing() {
        let (told, heard) = mpsc::channel();
        let late = within(SOON, move || {
            while !is_over() {
                thread::sleep(Duration::from_millis(2));
            }
            told.send(may_write()).expect("the test listens");
        });
        assert_eq!(late, None);
        assert_eq!(heard.recv(), Ok(false));
        assert_eq!(within(Some(Duration::from_secs(60)), || 7), Some(7));
        assert_eq!(within(None, || 8), Some(8));
    }

    #[test]
    fn what_has_begun_to_write_is_waited_for() {
        let done = within(SOON, || {
            let may = may_write();
            thread::sleep(Duration::from_millis(100));
            may
        });
        assert_eq!(done, Some(true));
    }
}
