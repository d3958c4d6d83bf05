//! The examples of Markdown's specifications, and whether a paper says what one expects.

use std::path::Path;

/// An example: Markdown and the HTML that it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The specification's file name without its end.
    pub specification: String,
    /// Its place among the examples of the specification, from 1: its number.
    pub number: usize,
    /// The Markdown.
    pub markdown: String,
    /// The HTML.
    pub html: String,
}

/// The examples of a specification.
///
/// # Panics
/// If the file cannot be read.
#[must_use]
pub fn examples(path: &Path) -> Vec<Example> {
    let text = std::fs::read_to_string(path).expect("the specification is there");
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if !line.strip_prefix(&fence).is_some_and(|info| info.trim().starts_with("example")) {
            continue;
        }
        let part = |lines: &mut std::str::Lines<'_>, end: &str| {
            let lines = lines.take_while(|line| *line != end);
            lines.map(|line| line.replace('→', "\t") + "\n").collect::<String>()
        };
        let markdown = part(&mut lines, ".");
        examples.push(Example {
            specification: crate::place::stem(path),
            number: examples.len() + 1,
            markdown,
            html: part(&mut lines, &fence),
        });
    }
    examples
}

/// The text of a part of a DOCX: its words, a line a paragraph.
#[must_use]
pub fn words(xml: &str) -> String {
    let mut text = String::new();
    let mut open = false;
    for piece in xml.split('<') {
        let (tag, after) = piece.split_once('>').unwrap_or(("", piece));
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        match (name, tag) {
            ("w:t", _) => open = !tag.ends_with('/'),
            ("w:noBreakHyphen", _) => text.push('-'),
            ("w:br" | "w:tab", _) | (_, "/w:p") => text.push('\n'),
            _ => {}
        }
        if open {
            let unescaped = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'")];
            let after =
                unescaped.iter().fold(after.to_owned(), |text, (from, to)| text.replace(from, to));
            text.push_str(&after.replace("&amp;", "&"));
        }
        if tag == "/w:t" {
            open = false;
        }
    }
    text
}

/// A character and the white space before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sign {
    char: char,
    gap: Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Line,
}

fn signs(text: &str) -> Vec<Sign> {
    let mut signs = Vec::new();
    let mut gap = Gap::Line;
    for char in text.chars() {
        match char {
            '\n' => gap = Gap::Line,
            // What only settles where lines end is no text.
            '\u{2060}' | '\u{200b}' => {}
            char if char.is_whitespace() => {
                if gap == Gap::None {
                    gap = Gap::Space;
                }
            }
            char => {
                signs.push(Sign { char: if char == '\u{2011}' { '-' } else { char }, gap });
                gap = Gap::None;
            }
        }
    }
    signs
}

/// How much of the white space of a paper counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spaces {
    /// None: programs that read it guess it.
    Guessed,
    /// All but at the ends of lines.
    Written,
}

/// Whether a paper says these blocks, in order, and nothing else but the labels of lists. A line may
/// end beside any sign.
///
/// # Errors
/// Says where they part.
pub fn says(expected: &[String], paper: &str, spaces: Spaces) -> Result<(), String> {
    let found = signs(paper);
    let mut at = 0;
    let mut said = String::new();
    for block in expected {
        let wanted = signs(block);
        let agrees = |at: usize| {
            let same = |(index, (wanted, found)): (usize, (&Sign, &Sign))| {
                let free = index == 0 || found.gap == Gap::Line || spaces == Spaces::Guessed;
                let gap = free || wanted.gap == found.gap;
                wanted.char == found.char && gap
            };
            let pairs = wanted.iter().zip(found.get(at..).unwrap_or_default());
            pairs.enumerate().take_while(|pair| same(*pair)).count()
        };
        while agrees(at) < wanted.len() {
            let Some(length) = label(&found[at..]) else {
                let from = at;
                let rest: String = found[from..].iter().take(60).map(show).collect();
                return Err(format!("after `{said}`\n  expected: {block}\n  found:    {rest}"));
            };
            at += length;
        }
        at += wanted.len();
        said = block.chars().take(40).collect();
    }
    while let Some(length) = label(&found[at..]) {
        at += length;
    }
    if at < found.len() {
        let rest: String = found[at..].iter().take(60).map(show).collect();
        return Err(format!("after all that is expected: {rest}"));
    }
    Ok(())
}

fn show(sign: &Sign) -> String {
    match sign.gap {
        Gap::None => sign.char.to_string(),
        Gap::Space => format!(" {}", sign.char),
        Gap::Line => format!("⏎{}", sign.char),
    }
}

/// The length of the label of a list's item or of a note, if one stands here.
fn label(found: &[Sign]) -> Option<usize> {
    match found.first()?.char {
        '-' | '+' | '•' | '☐' | '☒' => Some(1),
        '[' => Some(found.iter().take(3).position(|sign| sign.char == ']')? + 1),
        '0'..='9' => {
            let digits = found.iter().take_while(|sign| sign.char.is_ascii_digit()).count();
            let point = found.get(digits).is_some_and(|sign| matches!(sign.char, '.' | ')'));
            Some(digits + usize::from(point))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Spaces, says, words};

    fn blocks(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn labels_and_line_ends_are_passed_over_and_nothing_else() {
        let says = |expected: &[&str], paper| says(&blocks(expected), paper, Spaces::Written);
        assert_eq!(says(&["a b", "c"], "-a\nb\n1.\u{a0}c"), Ok(()));
        assert!(says(&["a b", "c"], "a b").is_err());
        assert!(says(&["a b"], "a b c").is_err());
        assert!(says(&["ab"], "a b").is_err());
        assert!(says(&["a b"], "ab").is_err());
    }

    #[test]
    fn spaces_that_are_guessed_do_not_count() {
        assert_eq!(says(&blocks(&["a b"]), "ab", Spaces::Guessed), Ok(()));
    }

    #[test]
    fn the_words_of_a_part_are_its_text_elements() {
        let xml = "<w:p><w:r><w:t xml:space=\"preserve\">a &amp;lt; </w:t><w:br/><w:noBreakHyphen/></w:r></w:p><w:t/>";
        assert_eq!(words(xml), "a &lt; \n-\n");
    }
}
