//! `vanban worker`: requests on standard input, a line of JSON each, answers on standard output, for any
//! engine to drive: fonts, themes and configurations are read once.
//!
//! An answer is the article's line of a manifest with the build of the program. A request that makes no
//! sense is answered with its error; it never ends the worker. The end of the input does, and so does an
//! interruption, after the articles that were begun.

mod request;

use std::io::{self, BufRead, Read, Write};
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde::Serialize;

use crate::args::WorkerArgs;
use crate::cache::Cache;
use crate::making::{self, Ways};
use crate::manifest::{BUILD, Line, line, text};
use crate::plan::Job;
use crate::run::cache_folder;
use crate::settings::{Same, UsageError};
use crate::{fault, interrupt, report};
use request::Desk;

/// The longest request, in bytes.
const LONGEST: u64 = 1 << 20;
/// How often an interruption is asked for while nothing comes.
const TICK: Duration = Duration::from_millis(50);
/// The stack of a thread that makes articles, in bytes.
const STACK: usize = 16 << 20;

/// The answer to a request that makes no sense.
#[derive(Debug, Serialize)]
pub(crate) struct Refusal {
    /// The request's own, if it had one.
    pub(crate) id: Option<String>,
    /// `refused`.
    pub(crate) status: &'static str,
    /// The code of the diagnostic.
    pub(crate) code: &'static str,
    /// What is wrong.
    pub(crate) error: String,
    /// What to do.
    pub(crate) hint: String,
}

/// Answers requests until there are no more.
///
/// # Errors
///
/// Where what was typed or configured makes no sense.
pub(crate) fn run(args: &WorkerArgs) -> Result<ExitCode, UsageError> {
    let mut desk = Desk::new(args, Same::default())?;
    let cache = cache_folder(&*desk.here()?, &args.cache);
    let cache = cache.as_deref().map(Cache::open).map(Arc::new);
    if cache.is_some() {
        report::keep();
    }
    interrupt::listen();
    fault::keep();
    let threads = args.jobs.map_or(1, std::num::NonZeroUsize::get);
    let answers = Mutex::new(None);
    let (jobs, given) = mpsc::sync_channel::<Job>(threads);
    let given = Mutex::new(given);
    let ways = Ways { writes: true, hashed: true, cache: cache.clone(), past: None };
    thread::scope(|scope| {
        let mut started = 0;
        for number in 0..threads {
            let builder = thread::Builder::new().name(format!("request-{number}"));
            let work = || work(&given, &ways, &answers);
            started += usize::from(builder.stack_size(STACK).spawn_scoped(scope, work).is_ok());
        }
        if started > 0 {
            read(&mut desk, jobs, &answers);
        }
    });
    let ((), told) = report::gather(|| cache.iter().for_each(|cache| cache.close()));
    told.into_iter().for_each(report::tell);
    let failure: Option<io::Error> = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some(error) = failure.filter(|error| error.kind() != io::ErrorKind::BrokenPipe) {
        return Err(UsageError::new(format!("cannot write answers: {error}"), ""));
    }
    let interrupted = interrupt::requested();
    Ok(if interrupted { ExitCode::from(interrupt::EXIT) } else { ExitCode::SUCCESS })
}

/// The first answer that could not be given.
type Answers = Mutex<Option<io::Error>>;

/// Prints an answer whole.
fn answer(answers: &Answers, value: &impl Serialize) {
    let mut failure = answers.lock().unwrap_or_else(PoisonError::into_inner);
    if failure.is_none() {
        let line = text(value) + "\n";
        let mut out = io::stdout().lock();
        *failure = out.write_all(line.as_bytes()).and_then(|()| out.flush()).err();
    }
}

fn is_broken(answers: &Answers) -> bool {
    answers.lock().unwrap_or_else(PoisonError::into_inner).is_some()
}

/// Makes articles as they are given.
fn work(given: &Mutex<Receiver<Job>>, ways: &Ways, answers: &Answers) {
    loop {
        let next = given.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { break };
        let outcome = making::limited(&job, ways);
        let line = Line { build: Some(BUILD.to_owned()), ..line(&job, &outcome) };
        answer(answers, &line);
    }
}

/// Reads requests and gives their jobs to who makes them.
fn read(desk: &mut Desk<'_>, jobs: SyncSender<Job>, answers: &Answers) {
    let (sender, lines) = mpsc::sync_channel::<io::Result<Vec<u8>>>(1);
    // Reading cannot be interrupted: it has a thread that ends with the program.
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        loop {
            let line = next_line(&mut input).transpose();
            let Some(line) = line else { break };
            let failed = line.is_err();
            if sender.send(line).is_err() || failed {
                break;
            }
        }
    });
    while !interrupt::requested() && !is_broken(answers) {
        let line = match lines.recv_timeout(TICK) {
            Ok(Ok(line)) => line,
            Err(RecvTimeoutError::Timeout) => continue,
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => break,
        };
        if line.trim_ascii().is_empty() {
            continue;
        }
        match desk.job(&line) {
            Ok(job) => {
                if jobs.send(job).is_err() {
                    break;
                }
            }
            Err(refusal) => answer(answers, &refusal),
        }
    }
}

/// The next line without its end; of one that is too long the beginning. None at the end.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if input.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        return Ok(Some(line));
    }
    // The rest of a line that is too long is passed over piece by piece.
    let mut rest = Vec::new();
    while input.by_ref().take(LONGEST).read_until(b'\n', &mut rest)? > 0 {
        if rest.last() == Some(&b'\n') {
            break;
        }
        rest.clear();
    }
    Ok(Some(line))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, next_line};

    #[test]
    fn a_line_that_is_too_long_is_cut_and_the_next_one_is_whole() {
        let long = usize::try_from(LONGEST).expect("it is small") * 2 + 5;
        let text = [vec![b'x'; long], b"\nhai\nba".to_vec()].concat();
        let mut input = std::io::Cursor::new(text);
        let mut next = || next_line(&mut input).expect("memory can be read");
        assert_eq!(next().map(|line| line.len() as u64), Some(LONGEST));
        assert_eq!(next(), Some(b"hai".to_vec()));
        assert_eq!(next(), Some(b"ba".to_vec()));
        assert_eq!(next(), None);
    }
}
