//! An article made in a process of its own, which can be ended from outside: where it takes too long, too
//! much memory, or falls.
//!
//! ```text
//! make ─ vanban build --alone FILE … ─ answer ─ FILE ─ Outcome
//! ```
//!
//! The process is this program with the words of this run; what came of the article it writes to a file
//! that is read when it has ended, so that its standard output is free for a paper.

use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use vanban_article::{Code, Severity, Span};

use crate::args::words;
use crate::digest::Digest;
use crate::making::Outcome;
use crate::needs::Need;
use crate::plan::Job;
use crate::report::message::{Message, Place, Position};
use crate::report::record::{Status, Written};
use crate::settings::{Input, Output};
use crate::{explanations, files, limits, report};

/// What came of an article, as one program tells the other.
#[derive(Debug, Serialize, Deserialize)]
struct Answer {
    done: bool,
    pages: Option<usize>,
    /// The papers written, by their endings: bytes and hash.
    written: Vec<(String, u64, Digest)>,
    messages: Vec<Told>,
    source: Option<Digest>,
    needs: Vec<Need>,
}

/// A message.
#[derive(Debug, Serialize, Deserialize)]
struct Told {
    code: String,
    severity: u8,
    text: String,
    hints: Vec<String>,
    place: Option<ToldPlace>,
    shown: bool,
    drawn: String,
}

/// A place in a source.
#[derive(Debug, Serialize, Deserialize)]
struct ToldPlace {
    file: String,
    start: [usize; 3],
    end: Option<[usize; 3]>,
    bytes: [u32; 2],
}

/// Severities as they are told.
const SEVERITIES: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];

/// The largest answer that is read, in bytes: tens of thousands of messages.
const MOST: u64 = 256 << 20;

/// Makes an article in a process of its own.
pub(crate) fn make(job: &Job, writes: bool) -> Outcome {
    let began = Instant::now();
    let (answer, messages) = report::gather(|| {
        let name = files::name(&job.input);
        ask(job, writes).unwrap_or_else(|Fallen(code, why)| {
            report::failure(code, &format!("`{name}` is not built: {why}"));
            None
        })
    });
    let took = began.elapsed();
    let Some(answer) = answer else { return Outcome { messages, took, ..Outcome::none() } };
    let status = match (answer.done, writes) {
        (true, true) => Status::Built,
        (true, false) => Status::Checked,
        (false, _) => Status::Failed,
    };
    let written = answer.written.into_iter().filter_map(|(ending, bytes, blake3)| {
        let (format, output) =
            job.outputs.iter().find(|(format, _)| format.extension() == ending)?;
        let path = match output {
            Output::Nowhere | Output::Stdout => "-".to_owned(),
            Output::File(path) => path.display().to_string(),
        };
        Some(Written { format: format.extension(), path, bytes, blake3 })
    });
    let written = written.collect();
    let messages = answer.messages.into_iter().map(message).collect();
    let Answer { pages, source, needs, .. } = answer;
    Outcome { status, pages, written, messages, took, source, needs, ..Outcome::none() }
}

/// Why there is no answer.
struct Fallen(Code, String);

fn ask(job: &Job, writes: bool) -> Result<Option<Answer>, Fallen> {
    let world = |error: std::io::Error| {
        Fallen(Code::FAULT, format!("no process can be begun for it: {error}"))
    };
    let folder = tempfile::tempdir().map_err(world)?;
    let [answer, errors] = ["answer", "errors"].map(|name| folder.path().join(name));
    let errors_file = files::create(&errors).map_err(world)?;
    let mut command = command(job, writes, &answer).map_err(world)?;
    command.stderr(errors_file).stdin(Stdio::inherit());
    let to_stdout = job.outputs.iter().any(|(_, output)| *output == Output::Stdout);
    command.stdout(if to_stdout { Stdio::inherit() } else { Stdio::null() });
    let mut child = command.spawn().map_err(world)?;
    let id = child.id();
    let ended = watch(&mut child, job);
    if !matches!(&ended, Ok(status) if status.code().is_some()) {
        for (_, output) in &job.outputs {
            if let Output::File(path) = output {
                files::sweep(files::parent(path), &[&files::mark_of(id)]);
            }
        }
    }
    let status = ended?;
    let told = files::text(&answer, MOST).ok();
    if let Some(answer) = told.and_then(|text| serde_json::from_str(&text).ok()) {
        return Ok(Some(answer));
    }
    let told = files::text(&errors, MOST).unwrap_or_default();
    // What Rust says before it ends a program that no memory is left for.
    if told.contains("memory allocation of") {
        return Err(too_much(job));
    }
    let last = told.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let last: String = last.chars().take(200).collect();
    let why = format!("its process ended without an answer ({status}) {last}");
    Err(Fallen(Code::FAULT, why.trim_end().to_owned()))
}

/// The program that makes an article alone.
fn command(job: &Job, writes: bool, answer: &Path) -> std::io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(if writes { "build" } else { "check" }).args(words::of_an_article());
    command.args(["--isolate=false", "--time-limit=none", "--no-progress"]);
    command.arg(format!("--message-format={}", report::format_name()));
    let memory = job.choices.limits.memory.map_or("none".to_owned(), |bytes| format!("{bytes}B"));
    command.arg(format!("--memory-limit={memory}"));
    command.arg("--alone").arg(answer);
    if writes {
        let formats: Vec<_> = job.outputs.iter().map(|(format, _)| format.extension()).collect();
        command.arg(format!("--to={}", formats.join(",")));
        match job.outputs.first() {
            Some((_, Output::Stdout)) => {
                command.args(["--output", "-"]);
            }
            Some((_, Output::File(path))) if job.outputs.len() == 1 => {
                command.arg("--output").arg(path);
            }
            Some((_, Output::File(path))) => {
                command.arg("--out-dir").arg(files::parent(path));
            }
            Some((_, Output::Nowhere)) | None => {}
        }
    }
    // An allocator that takes a gigabyte beforehand would leave none of the limit.
    command.env("MIMALLOC_ARENA_EAGER_COMMIT", "0").env("MIMALLOC_ARENA_RESERVE", "65536");
    command.arg("--");
    match &job.input {
        Input::Stdin => command.arg("-"),
        Input::File(path) => command.arg(path),
    };
    Ok(command)
}

fn too_much(job: &Job) -> Fallen {
    let most = job.choices.limits.memory.map(limits::shown).unwrap_or_default();
    Fallen(Code::MEMORY_LIMIT, format!("it takes more than {most} of memory"))
}

/// Waits for a process, and ends it where it takes too long or too much.
fn watch(child: &mut Child, job: &Job) -> Result<ExitStatus, Fallen> {
    let limits = &job.choices.limits;
    let began = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) => {}
            Err(error) => return Err(Fallen(Code::FAULT, format!("its process is lost: {error}"))),
        }
        let fallen = if limits.time.is_some_and(|limit| began.elapsed() >= limit) {
            Some(late(limits.time))
        } else if limits.memory.is_some_and(|most| memory(child.id()) > most) {
            Some(too_much(job))
        } else {
            None
        };
        if let Some(fallen) = fallen {
            // It may have ended by itself meanwhile.
            let _ = child.kill();
            let _ = child.wait();
            return Err(fallen);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}

fn late(limit: Option<Duration>) -> Fallen {
    Fallen(Code::TIME_LIMIT, late_text(limit))
}

/// What is told of an article that took too long.
pub(crate) fn late_text(limit: Option<Duration>) -> String {
    let seconds = limit.unwrap_or_default().as_secs_f64();
    format!("it takes longer than {seconds} s; `--time-limit TIME` gives more")
}

/// The memory that a process holds, in bytes, where the system tells it as Linux does.
fn memory(id: u32) -> u64 {
    let path = format!("/proc/{id}/status");
    let told = files::system_text(Path::new(&path)).unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}

/// Limits the memory of this process, which makes an article alone.
pub(crate) fn limit_memory(most: Option<u64>) {
    #[cfg(unix)]
    if let Some(most) = most {
        // A system that knows no such limit still has the one who watches.
        let _ = rlimit::setrlimit(rlimit::Resource::DATA, most, most);
    }
    #[cfg(not(unix))]
    let _ = most;
}

/// Tells what came of the article that this process makes alone; whether it could be told.
pub(crate) fn answer(path: &Path, outcome: Outcome) -> bool {
    let written = outcome.written.into_iter();
    let answer = Answer {
        done: outcome.status != Status::Failed,
        pages: outcome.pages,
        written: written.map(|each| (each.format.to_owned(), each.bytes, each.blake3)).collect(),
        messages: outcome.messages.into_iter().map(told).collect(),
        source: outcome.source,
        needs: outcome.needs,
    };
    let text = serde_json::to_string(&answer);
    text.is_ok_and(|text| files::write(&Output::File(path.to_owned()), text.as_bytes()).is_ok())
}

fn told(message: Message) -> Told {
    let numbers = |at: Position| [at.line, at.column, at.point];
    Told {
        code: message.code.to_owned(),
        severity: message.severity as u8,
        text: message.text,
        hints: message.hints,
        place: message.place.map(|place| ToldPlace {
            file: place.file,
            start: numbers(place.start),
            end: place.end.map(numbers),
            bytes: [place.bytes.start, place.bytes.end],
        }),
        shown: message.shown,
        drawn: message.drawn,
    }
}

fn message(told: Told) -> Message {
    let position = |[line, column, point]: [usize; 3]| Position { line, column, point };
    let code = explanations::all().find(|each| each.code == told.code);
    Message {
        code: code.map_or("", |each| each.code),
        severity: *SEVERITIES.get(usize::from(told.severity)).unwrap_or(&Severity::Error),
        text: told.text,
        hints: told.hints,
        place: told.place.map(|place| Place {
            file: place.file,
            start: position(place.start),
            end: place.end.map(position),
            bytes: Span { start: place.bytes[0], end: place.bytes[1] },
        }),
        shown: told.shown,
        drawn: told.drawn,
    }
}

#[cfg(test)]
mod tests {
    use super::{message, told};
    use crate::report::message::{Message, Place, Position};
    use vanban_article::{Severity, Span};

    #[test]
    fn messages_come_over_whole() {
        let start = Position { line: 3, column: 5, point: 6 };
        let place =
            Place { file: "a.md".to_owned(), start, end: Some(start), bytes: Span::new(7, 9) };
        for severity in [Severity::Note, Severity::Warning, Severity::Error] {
            let whole = Message {
                code: "VB0401",
                severity,
                text: "lạ".to_owned(),
                hints: vec!["bỏ đi".to_owned()],
                place: Some(place.clone()),
                shown: true,
                drawn: "x".to_owned(),
            };
            assert_eq!(message(told(whole.clone())), whole);
        }
    }
}
