//! Checks the prose of Markdown files: counts what each rule finds, and shows the errors with
//! `--errors`, the warnings too with `--warnings`.
#![allow(clippy::print_stdout, reason = "what the example is for")]
#![allow(clippy::disallowed_methods, reason = "an example is told what to do")]

use std::collections::BTreeMap;

use vanban_text::check::{Kind, Options, Passage, Severity, check};
use vanban_text::nfc;
use vanban_text::token::{Class, tokens};

mod prose;

fn main() {
    let asked = |name: &str| std::env::args().any(|each| each == name);
    let least = if asked("--warnings") { Severity::Warning } else { Severity::Error };
    let only = std::env::args().find_map(|each| each.strip_prefix("--rule=").map(str::to_owned));
    let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    let (mut all, mut marked, mut syllables) = (0usize, 0usize, 0usize);
    for (name, paragraphs) in prose::paragraphs() {
        let paragraphs: Vec<_> = paragraphs.iter().map(|text| nfc(text)).collect();
        let passages: Vec<_> =
            paragraphs.iter().map(|text| Passage { text, kind: Kind::Body }).collect();
        let mut list = Vec::new();
        for passage in &passages {
            list.clear();
            tokens(passage.text, &mut list);
            all += list.len();
            marked += list.iter().filter(|token| token.marked).count();
            syllables += list.iter().filter(|token| token.class == Class::Syllable).count();
        }
        for found in check(&passages, &Options::default()) {
            *counts.entry((found.rule.name(), found.severity)).or_default() += 1;
            let shown =
                only.as_deref().map_or(found.severity >= least, |rule| rule == found.rule.name());
            if shown && (asked("--errors") || asked("--warnings") || only.is_some()) {
                let text = passages[found.passage].text;
                let from =
                    text[..found.span.start].char_indices().rev().nth(25).map_or(0, |(at, _)| at);
                let to = text[found.span.end..]
                    .char_indices()
                    .nth(25)
                    .map_or(text.len(), |(at, _)| found.span.end + at);
                println!(
                    "{}\t{:?}\t{}[{}]{}\t{:?}\t{}",
                    found.rule.name(),
                    found.severity,
                    &text[from..found.span.start],
                    &text[found.span.clone()],
                    &text[found.span.end..to],
                    found.repairs,
                    name
                );
            }
        }
    }
    println!("tokens {all}, marked {marked}, syllables {syllables}");
    for ((rule, severity), count) in counts {
        println!("{count}\t{severity:?}\t{rule}");
    }
}
