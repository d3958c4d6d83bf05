//! A diagnostic in a manifest: the same on every machine, so that its file, where it is another than the
//! article, counts from the folder of the set.

use std::path::Path;

use serde::{Deserialize, Serialize};
use vanban_article::{Code, Diagnostic, Source, Span};

use crate::cache::known::{code, severity, severity_name};
use crate::plan::Job;
use crate::report::message::{Message, Place, Position};
use crate::{files, report};

/// A diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Remark {
    code: String,
    severity: String,
    message: String,
    /// The file, where it is not the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<[u32; 2]>,
    hints: Vec<String>,
}

/// What was told of a job's article; what was told of the cache is of one machine.
pub(crate) fn remarks(job: &Job, messages: &[Message]) -> Vec<Remark> {
    let name = files::name(&job.input);
    let of_cache =
        |message: &&Message| message.code == Code::CACHE.0 || message.code == Code::CACHE_DAMAGED.0;
    messages
        .iter()
        .filter(|message| !of_cache(message))
        .map(|message| {
            let place = message.place.as_ref();
            let end = place.and_then(|place| place.end);
            let other = place.filter(|place| place.file != name);
            Remark {
                code: message.code.to_owned(),
                severity: severity_name(message.severity).to_owned(),
                message: message.text.replace(&format!("`{name}`"), &format!("`{}`", job.id)),
                file: other.map(|place| within(job, &place.file)),
                line: place.map(|place| place.start.line),
                column: place.map(|place| place.start.column),
                end_line: end.map(|end| end.line),
                end_column: end.map(|end| end.column),
                bytes: place.map(|place| [place.bytes.start, place.bytes.end]),
                hints: message.hints.clone(),
            }
        })
        .collect()
}

/// A file's name from the folder of the set, where it lies below the article's.
fn within(job: &Job, file: &str) -> String {
    let folder = files::folder(&job.input);
    let folder = folder.strip_prefix(".").unwrap_or(&folder);
    let Ok(below) = Path::new(file).strip_prefix(folder) else { return file.to_owned() };
    let below = below.to_string_lossy().replace('\\', "/");
    match job.id.rsplit_once('/') {
        Some((above, _)) => format!("{above}/{below}"),
        None => below,
    }
}

/// Tells of a job again what was told of it.
pub(crate) fn tell(job: &Job, source: &Source, remarks: &[Remark]) {
    for remark in remarks {
        match (&remark.file, remark.bytes) {
            (None, Some([start, end])) => {
                let (code, span) = (Code(code(&remark.code)), Span { start, end });
                let mut told = Diagnostic::error(code, span, &*remark.message);
                told.severity = severity(&remark.severity);
                told.hints.clone_from(&remark.hints);
                report::diagnostics(source, &[told]);
            }
            _ => report::tell(message(job, remark)),
        }
    }
}

/// A message about another file, or about none.
fn message(job: &Job, remark: &Remark) -> Message {
    let start = Position {
        line: remark.line.unwrap_or(1),
        column: remark.column.unwrap_or(1),
        point: remark.column.unwrap_or(1),
    };
    let place = remark.file.as_ref().map(|file| Place {
        file: file.clone(),
        start,
        end: None,
        bytes: remark.bytes.map_or(Span::default(), |[start, end]| Span { start, end }),
    });
    let name = format!("`{}`", files::name(&job.input));
    let mut message = Message::of_the_world(
        code(&remark.code),
        &remark.message.replace(&format!("`{}`", job.id), &name),
    );
    message.severity = severity(&remark.severity);
    message.hints.clone_from(&remark.hints);
    message.place = place;
    message
}
