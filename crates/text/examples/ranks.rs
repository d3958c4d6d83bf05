//! Counts the syllables of Markdown files and prints them, the most frequent first: how
//! `src/repair/ranks.txt` was made.
#![allow(clippy::print_stdout, reason = "what the example is for")]

use std::collections::BTreeMap;

use vanban_text::syllable::ToneStyle;
use vanban_text::token::{Class, tokens};
use vanban_text::{nfc, tone_style};

mod prose;

/// Words seen once may be slips.
const FEWEST: usize = 2;

fn main() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, paragraphs) in prose::paragraphs() {
        for paragraph in paragraphs {
            let text = nfc(&paragraph);
            let mut found = Vec::new();
            tokens(&text, &mut found);
            for token in found.iter().filter(|token| token.class == Class::Syllable) {
                let word = text[token.start..token.end].to_lowercase();
                let word = tone_style::convert(&word, ToneStyle::Old).unwrap_or(word);
                *counts.entry(word).or_default() += 1;
            }
        }
    }
    let mut words: Vec<_> = counts.into_iter().filter(|(_, count)| *count >= FEWEST).collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut line = String::new();
    for (word, _) in words {
        if line.len() + word.len() > 120 {
            println!("{line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    println!("{line}");
}
