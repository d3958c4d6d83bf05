//! Messages on one line each: short for people, objects of JSON for programs, commands for GitHub
//! Actions.

use serde::Serialize;
use vanban_article::Severity;

use super::message::Message;

/// `file:line:column: severity[code]: message`.
pub(super) fn short(message: &Message) -> String {
    let mut line = String::new();
    if let Some(place) = &message.place {
        let start = place.start;
        line.push_str(&format!("{}:{}:{}: ", place.file, start.line, start.column));
    }
    line.push_str(word(message.severity));
    if !message.code.is_empty() {
        line.push_str(&format!("[{}]", message.code));
    }
    line.push_str(": ");
    line.push_str(&message.text);
    line.replace(['\n', '\r'], " ")
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A value as a line of JSON, with its type.
pub(super) fn json(kind: &'static str, value: &impl Serialize) -> String {
    #[derive(Serialize)]
    struct Line<'v, T> {
        r#type: &'static str,
        #[serde(flatten)]
        value: &'v T,
    }
    let text = serde_json::to_string(&Line { r#type: kind, value });
    text.expect("messages and records are objects of texts and numbers") + "\n"
}

/// A workflow command, as GitHub's documentation of workflow commands has them.
pub(super) fn github(message: &Message) -> String {
    let command = match message.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &message.place {
        properties.push(format!("file={}", escaped(&place.file, true)));
        properties.push(format!("line={}", place.start.line));
        // The runner refuses columns where the lines differ.
        match place.end {
            Some(end) if end.line != place.start.line => {
                properties.push(format!("endLine={}", end.line));
            }
            end => {
                properties.push(format!("col={}", place.start.column));
                properties.extend(end.map(|end| format!("endColumn={}", end.column)));
            }
        }
    }
    if !message.code.is_empty() {
        properties.push(format!("title={}", message.code));
    }
    let mut text = message.text.clone();
    for hint in &message.hints {
        text.push_str(&format!("\nhelp: {hint}"));
    }
    let space = if properties.is_empty() { "" } else { " " };
    format!("::{command}{space}{}::{}", properties.join(","), escaped(&text, false))
}

/// A text that ends no command; one that ends no property either.
fn escaped(text: &str, property: bool) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => safe.push_str("%25"),
            '\r' => safe.push_str("%0D"),
            '\n' => safe.push_str("%0A"),
            ':' if property => safe.push_str("%3A"),
            ',' if property => safe.push_str("%2C"),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{github, json, short};
    use crate::report::message::{Message, Place, Position};
    use vanban_article::{Severity, Span};

    fn message() -> Message {
        let start = Position { line: 2, column: 5, point: 6 };
        let end = Position { line: 2, column: 7, point: 8 };
        let file = "tin, bài:1.md".to_owned();
        Message {
            code: "VB0401",
            severity: Severity::Warning,
            text: "100% lạ\nhai".to_owned(),
            hints: vec!["bỏ: đi".to_owned()],
            place: Some(Place { file, start, end: Some(end), bytes: Span::new(9, 11) }),
            shown: true,
            drawn: String::new(),
        }
    }

    #[test]
    fn a_short_message_is_one_line() {
        assert_eq!(short(&message()), "tin, bài:1.md:2:5: warning[VB0401]: 100% lạ hai");
    }

    #[test]
    fn a_command_for_github_cannot_be_ended_by_its_text() {
        let command = "::warning file=tin%2C bài%3A1.md,line=2,col=5,endColumn=7,\
                       title=VB0401::100%25 lạ%0Ahai%0Ahelp: bỏ: đi";
        assert_eq!(github(&message()), command);
        let mut long = message();
        if let Some(end) = long.place.as_mut().and_then(|place| place.end.as_mut()) {
            end.line = 4;
        }
        assert!(github(&long).contains(",line=2,endLine=4,title="), "{}", github(&long));
        assert_eq!(github(&Message::of_the_world("VB0801", "x")), "::error title=VB0801::x");
    }

    #[test]
    fn a_line_of_json_names_its_type() {
        let line = json("diagnostic", &message().told());
        assert!(line.starts_with("{\"type\":\"diagnostic\",\"code\":\"VB0401\""), "{line}");
        assert!(line.ends_with("}\n") && line.matches('\n').count() == 1, "{line}");
    }
}
