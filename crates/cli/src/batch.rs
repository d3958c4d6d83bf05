//! Many articles side by side: work is taken in order by some threads, and what comes of it is delivered
//! in the same order, so that a run tells the same whatever the number of threads.
//!
//! So many threads as were asked for make articles at a time; others stand by. While one waits for the
//! disk to have what it wrote, another goes on in its place: an article takes a few milliseconds to make
//! and often longer to be safe on the disk, which writes for several as fast as for one.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// The stack of a thread that makes articles, in bytes: nesting is limited, so this is ample.
pub(crate) const STACK: usize = 16 << 20;
/// How often who waits is told that nothing was finished.
const TICK: Duration = Duration::from_millis(100);

/// How many threads there are for each that makes articles at a time.
const STANDING_BY: usize = 4;

/// The places of those that make articles at a time.
pub(crate) struct Places {
    free: Mutex<usize>,
    freed: Condvar,
}

impl Places {
    /// A place, given back when it is dropped, also where work ends in a fault.
    fn hold(&self) -> Place<'_> {
        self.take();
        Place(self)
    }

    fn take(&self) {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let free = self.freed.wait_while(free, |free| *free == 0);
        *free.unwrap_or_else(PoisonError::into_inner) -= 1;
    }

    fn give(&self) {
        *self.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.freed.notify_one();
    }
}

/// A place that is held.
struct Place<'p>(&'p Places);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.give();
    }
}

thread_local! {
    /// The places among which this thread has one.
    static PLACES: RefCell<Option<Arc<Places>>> = const { RefCell::new(None) };
}

/// Waits for something that needs no processor; another thread works in this one's place meanwhile.
pub(crate) fn waiting<T>(wait: impl FnOnce() -> T) -> T {
    let Some(places) = PLACES.with_borrow(Clone::clone) else { return wait() };
    places.give();
    let waited = wait();
    places.take();
    waited
}

/// The place of a thread, for another that works for it while it waits.
pub(crate) struct Lent(Option<Arc<Places>>);

/// The place of this thread.
pub(crate) fn lend() -> Lent {
    Lent(PLACES.with_borrow(Clone::clone))
}

impl Lent {
    /// Makes it that of this thread.
    pub(crate) fn take(self) {
        PLACES.set(self.0);
    }
}

/// What comes of work.
pub(crate) enum Event<T> {
    /// The next piece of work in order, and what came of it.
    Done(usize, T),
    /// Time has passed, or work is finished out of order: so many pieces are finished in all.
    Tick(usize),
}

/// Does `count` pieces of work on some threads, and delivers on this one what comes of them, in order.
/// Where `halted` says so, no further piece is begun; those that were are delivered.
pub(crate) fn run<T: Send>(
    count: usize,
    threads: usize,
    halted: impl Fn() -> bool + Sync,
    work: impl Fn(usize) -> T + Sync,
    mut deliver: impl FnMut(Event<T>),
) {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let (next, halted, work) = (&next, &halted, &work);
    let threads = threads.max(1);
    let places = Arc::new(Places { free: Mutex::new(threads), freed: Condvar::new() });
    let worker = |sender: mpsc::Sender<(usize, T)>| {
        let places = Arc::clone(&places);
        move || {
            PLACES.set(Some(Arc::clone(&places)));
            loop {
                let done = {
                    let _place = places.hold();
                    let at = if halted() { count } else { next.fetch_add(1, Ordering::Relaxed) };
                    (at < count).then(|| (at, work(at)))
                };
                let Some(done) = done else { break };
                if sender.send(done).is_err() {
                    break;
                }
            }
            PLACES.set(None);
        }
    };
    thread::scope(|scope| {
        let mut started = 0;
        for number in 0..threads.saturating_mul(STANDING_BY).min(count) {
            let builder = thread::Builder::new().name(format!("article-{number}"));
            let thread = builder.stack_size(STACK).spawn_scoped(scope, worker(sender.clone()));
            started += usize::from(thread.is_ok());
        }
        // A machine that gives no thread still has this one.
        if started == 0 {
            worker(sender.clone())();
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let (mut due, mut finished) = (0, 0);
        loop {
            match receiver.recv_timeout(TICK) {
                Ok((at, done)) => {
                    finished += 1;
                    waiting.insert(at, done);
                    while let Some(done) = waiting.remove(&due) {
                        deliver(Event::Done(due, done));
                        due += 1;
                    }
                    deliver(Event::Tick(finished));
                }
                Err(RecvTimeoutError::Timeout) => deliver(Event::Tick(finished)),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{Event, run};
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn what_comes_of_work_is_delivered_in_order() {
        for threads in [1, 3, 64] {
            let mut order = Vec::new();
            let work = |at: usize| {
                std::thread::sleep(Duration::from_millis(if at.is_multiple_of(5) { 5 } else { 0 }));
                at * 2
            };
            run(
                40,
                threads,
                || false,
                work,
                |event| {
                    if let Event::Done(at, done) = event {
                        assert_eq!(done, at * 2);
                        order.push(at);
                    }
                },
            );
            assert_eq!(order, (0..40).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_is_begun_after_a_halt_and_all_that_was_begun_is_delivered() {
        let halted = AtomicBool::new(false);
        let begun = AtomicUsize::new(0);
        let mut delivered = 0;
        let work = |at: usize| {
            begun.fetch_add(1, Ordering::Relaxed);
            if at == 7 {
                halted.store(true, Ordering::Relaxed);
            }
        };
        run(
            10_000,
            4,
            || halted.load(Ordering::Relaxed),
            work,
            |event| {
                delivered += usize::from(matches!(event, Event::Done(..)));
            },
        );
        assert_eq!(delivered, begun.load(Ordering::Relaxed));
        assert!((8..10_000).contains(&delivered), "{delivered}");
    }

    #[test]
    fn no_more_work_at_a_time_than_was_asked_for_while_others_wait() {
        let (working, most, waiting) =
            (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let together = AtomicUsize::new(0);
        let work = |_| {
            let now = working.fetch_add(1, Ordering::SeqCst) + 1;
            most.fetch_max(now, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(1));
            working.fetch_sub(1, Ordering::SeqCst);
            super::waiting(|| {
                let now = waiting.fetch_add(1, Ordering::SeqCst) + 1;
                together.fetch_max(now, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(20));
                waiting.fetch_sub(1, Ordering::SeqCst);
            });
        };
        run(40, 2, || false, work, |_| ());
        assert!(most.into_inner() <= 2);
        assert!(together.into_inner() > 2, "who waits keeps nobody from working");
    }

    #[test]
    fn no_work_is_no_trouble() {
        run(0, 2, || false, |_| (), |event| assert!(matches!(event, Event::Tick(_))));
    }
}
