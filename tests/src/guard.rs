//! Runs the real program under guard: no more than so much memory and time.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::runner::{Outcome, program};

/// What a run may take.
#[derive(Clone, Copy, Debug)]
pub struct Guard {
    /// Seconds; tests of many files beside one another on a small machine take long.
    pub seconds: u64,
    /// Virtual memory in MiB.
    pub memory: u64,
}

/// The usual guard: what hangs or takes all memory does not pass.
pub const USUAL: Guard = Guard { seconds: 300, memory: 2048 };

/// Runs the program in a folder.
///
/// # Panics
/// If it cannot be started, or takes longer than the guard allows.
#[must_use]
pub fn guarded<S: AsRef<OsStr>>(folder: &Path, guard: Guard, args: &[S]) -> Outcome {
    let text = format!("ulimit -v {} && exec \"$0\" \"$@\"", guard.memory * 1024);
    watched(folder, guard, &text, args)
}

/// Runs a line of the shell in a folder; `$0` is the program, `$@` the arguments.
///
/// # Panics
/// If it cannot be started, or takes longer than the guard allows.
#[must_use]
pub fn watched<S: AsRef<OsStr>>(folder: &Path, guard: Guard, line: &str, args: &[S]) -> Outcome {
    let told = tempfile::tempdir().expect("a temporary folder can be made");
    let [out, err] = ["out", "err"].map(|name| told.path().join(name));
    let create = |path: &Path| std::fs::File::create(path).expect("it can be written");
    let mut child = Command::new("sh")
        .current_dir(folder)
        .arg("-c")
        .arg(line)
        .arg(program())
        .args(args)
        .env("NO_COLOR", "1")
        // Address space that is set aside at once would count.
        .env("MIMALLOC_ARENA_RESERVE", "65536")
        .stdin(Stdio::null())
        .stdout(create(&out))
        .stderr(create(&err))
        .spawn()
        .expect("there is a shell");
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            break status;
        }
        if began.elapsed() > Duration::from_secs(guard.seconds) {
            let _ = child.kill();
            let _ = child.wait();
            panic!("longer than {} s: {}", guard.seconds, line);
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    Outcome {
        code: status.code(),
        stdout: std::fs::read(&out).expect("it was written"),
        stderr: String::from_utf8_lossy(&std::fs::read(&err).expect("it was written")).into_owned(),
    }
}

/// How many of what a list of hostile inputs asks for: all in a program that is optimised, a tenth in one
/// that is not.
#[must_use]
pub fn scaled(count: usize) -> usize {
    if cfg!(debug_assertions) { (count / 10).max(1) } else { count }
}
