//! Interruptions: the first ends a run after the articles that were begun, the second at once.

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
}

/// Whether there was an interruption.
pub(crate) fn requested() -> bool {
    SIGNALS.load(Ordering::Relaxed) > 0
}
