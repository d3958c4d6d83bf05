//! Interruptions: the first ends a run after the articles that were begun, the second at once. A request
//! to end (SIGTERM), and a terminal that goes away (SIGHUP), end it at once.

use std::sync::atomic::{AtomicU8, Ordering};

use crate::{files, report};

static SIGNALS: AtomicU8 = AtomicU8::new(0);

/// The exit code of a program that was interrupted.
pub(crate) const EXIT: u8 = 130;

/// Begins to listen for interruptions.
pub(crate) fn listen() {
    // Where they cannot be listened for, the system's own way of ending a program stays.
    let _ = ctrlc::set_handler(|| {
        if SIGNALS.fetch_add(1, Ordering::Relaxed) == 0 {
            report::aside(
                "interrupted: the articles that were begun are finished; again ends at once",
            );
        } else {
            files::abandon();
            std::process::exit(i32::from(EXIT));
        }
    });
    #[cfg(unix)]
    end_when_told();
}

/// Ends the program when the system is told to, without leaving unfinished files.
#[cfg(unix)]
fn end_when_told() {
    use signal_hook::consts::{SIGHUP, SIGTERM};
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGTERM]) else { return };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            files::abandon();
            // As shells tell of a program that a signal ended.
            std::process::exit(128 + signal);
        }
    });
}

/// Whether there was an interruption.
pub(crate) fn requested() -> bool {
    SIGNALS.load(Ordering::Relaxed) > 0
}
