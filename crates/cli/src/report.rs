//! All that there is to tell: diagnostics, failures of the world, wrong usage.
//!
//! ```text
//! Diagnostic ─message→ Message ─┬─ told at once, or gathered while articles are made side by side
//!                               ├─ printer: human, lines (short, json, github), sarif
//!                               └─ record: the report of `--report`
//! ```

mod human;
mod lines;
pub(crate) mod message;
pub(crate) mod printer;
pub(crate) mod record;
mod sarif;

use std::cell::RefCell;
use std::io::Write;
use std::sync::OnceLock;

use vanban_article::spelling::is_spelling;
use vanban_article::{Code, Diagnostic, Severity, Source};

use crate::args::batch::MessageFormat;
use crate::lang;
use crate::settings::UsageError;
use message::{Message, Places};

/// How things are told, the same for a whole run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Voice {
    /// The format.
    pub(crate) format: MessageFormat,
    /// What a person is told at least; none is told nothing.
    pub(crate) least: Option<Severity>,
}

static VOICE: OnceLock<Voice> = OnceLock::new();

thread_local! {
    /// What was told on this thread while it is gathered.
    static GATHERED: RefCell<Option<Vec<Message>>> = const { RefCell::new(None) };
}

/// Chooses how things are told; the first choice holds.
pub(crate) fn speak(voice: Voice) {
    VOICE.get_or_init(|| voice);
}

/// How things are told.
fn voice() -> Voice {
    let plain = Voice { format: MessageFormat::Human, least: Some(Severity::Note) };
    VOICE.get().copied().unwrap_or(plain)
}

/// Works, and returns with the result what was told meanwhile on this thread, instead of telling it.
pub(crate) fn gather<T>(work: impl FnOnce() -> T) -> (T, Vec<Message>) {
    let outer = GATHERED.replace(Some(Vec::new()));
    let done = work();
    let messages = GATHERED.replace(outer).unwrap_or_default();
    (done, messages)
}

/// Whether what is told on this thread is gathered.
pub(crate) fn is_gathering() -> bool {
    GATHERED.with_borrow(Option::is_some)
}

/// Tells the warnings and errors about a source, in source order; notes are for programs.
pub(crate) fn diagnostics(source: &Source, diagnostics: &[Diagnostic]) {
    from(source, diagnostics, |told| told.severity >= Severity::Warning);
}

/// Tells the warnings and errors about a source, and the matters of style in its spelling.
pub(crate) fn checked(source: &Source, diagnostics: &[Diagnostic]) {
    from(source, diagnostics, |told| {
        told.severity >= Severity::Warning || is_spelling(told.code.0)
    });
}

/// Tells all there is to say about a source, notes included, in source order.
pub(crate) fn everything(source: &Source, diagnostics: &[Diagnostic]) {
    from(source, diagnostics, |_| true);
}

/// Prints a result that was asked for, on standard output.
pub(crate) fn result(text: &str) {
    let _ = write!(anstream::stdout().lock(), "{text}");
}

fn from(source: &Source, diagnostics: &[Diagnostic], is_shown: impl Fn(&Diagnostic) -> bool) {
    let mut sorted: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| (human::narrowed(source, diagnostic), diagnostic))
        .collect();
    sorted.sort_by_key(|(span, diagnostic)| (*span, diagnostic.code));
    let mut places = Places::of(source);
    for (span, diagnostic) in sorted {
        let mut message = places.message(diagnostic, span, is_shown(diagnostic));
        let place = message.place.as_ref().filter(|_| printer::is_drawn(&message));
        if let Some(place) = place {
            message.drawn = human::diagnostic(source, &message, span, place);
        }
        tell(message);
    }
}

/// Tells what is wrong with a command line, a configuration or an input.
pub(crate) fn usage(problem: &UsageError) {
    if problem.message.is_empty() {
        return;
    }
    let mut message = Message::of_the_world("", &problem.message);
    message.hints.extend(Some(problem.hint.clone()).filter(|hint| !hint.is_empty()));
    message.hints = lang::texts(&message.hints);
    let _ = writeln!(anstream::stderr().lock(), "{}\n", human::plain(&message));
}

/// Tells what the world refused: a file that cannot be written, a paper that cannot be made.
pub(crate) fn failure(code: Code, message: &str) {
    tell(Message::of_the_world(code.0, message));
}

/// Tells on standard error how a run goes.
pub(crate) fn aside(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Tells what was done, or what to do, in one line.
pub(crate) fn note(text: &str) {
    let mut message = Message::of_the_world("", text);
    message.severity = Severity::Note;
    tell(message);
}

/// Tells what is left out, and what to do about it.
pub(crate) fn warning(code: Code, message: &str, hint: &str) {
    let mut message = Message::of_the_world(code.0, message);
    message.severity = Severity::Warning;
    message.hints.push(lang::text(hint).into_owned());
    tell(message);
}

/// Tells, or keeps for who gathers.
pub(crate) fn tell(message: Message) {
    let left = GATHERED.with_borrow_mut(|gathered| match gathered {
        Some(gathered) => {
            gathered.push(message);
            None
        }
        None => Some(message),
    });
    if let Some(message) = left
        && let Some(text) = printer::text(&message)
    {
        // Nothing is left to tell if even standard error is gone.
        let _ = writeln!(anstream::stderr().lock(), "{text}");
    }
}

#[cfg(test)]
mod tests {
    use super::{failure, gather, is_gathering};
    use vanban_article::Code;

    #[test]
    fn what_is_told_can_be_gathered_in_order() {
        let ((_, inner), outer) = gather(|| {
            failure(Code::OUTPUT, "một");
            let inner = gather(|| failure(Code::PAPER, "hai"));
            failure(Code::OUTPUT, "ba");
            inner
        });
        let texts = |messages: Vec<super::Message>| {
            messages.into_iter().map(|message| message.text).collect::<Vec<_>>()
        };
        assert_eq!(
            (texts(outer), texts(inner)),
            (vec!["một".into(), "ba".into()], vec!["hai".into()])
        );
        assert!(!is_gathering());
    }
}
