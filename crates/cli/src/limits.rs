//! How much an article may take: bytes read and written, pages, time, memory.
//!
//! What a source holds is limited where it is read (nesting, cells, pixels); these limits hold for the
//! article as a whole. [`crate::deadline`] keeps the time, [`crate::alone`] time and memory.

use std::time::Duration;

use vanban_article::{Article, Code, Diagnostic, Span};

use crate::config::{self, Layer};

/// The limits of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    /// The largest source, in bytes.
    pub(crate) input: u64,
    /// The most pages.
    pub(crate) pages: usize,
    /// The largest paper, in bytes.
    pub(crate) output: u64,
    /// The longest time; none for any.
    pub(crate) time: Option<Duration>,
    /// The most memory of an article that is made alone, in bytes; none for any.
    pub(crate) memory: Option<u64>,
    /// Whether articles are made alone.
    pub(crate) isolate: bool,
}

/// The most headings, and the most notes, that an article may have: readers of outlines give up before.
const PARTS: usize = 100_000;
/// The memory of an article that is made alone, where nothing is said.
const MEMORY: u64 = 1 << 30;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            input: crate::files::MAX_INPUT,
            pages: 20_000,
            output: 2 << 30,
            time: Some(Duration::from_secs(60)),
            memory: None,
            isolate: false,
        }
    }
}

impl Limits {
    /// The limits of settings.
    pub(crate) fn of(layer: &Layer) -> Limits {
        let usual = Limits::default();
        let bytes = |name| config::text(layer, name).and_then(size);
        let memory = config::text(layer, "memory-limit");
        let isolate = config::said_flag(layer, "isolate");
        let isolate = isolate.unwrap_or(memory.is_some_and(|text| text != NONE));
        Limits {
            input: bytes("max-input").unwrap_or(usual.input),
            pages: config::count(layer, "max-pages").unwrap_or(usual.pages),
            output: bytes("max-output").unwrap_or(usual.output),
            time: config::text(layer, "time-limit").map_or(usual.time, time),
            memory: memory.map_or(Some(MEMORY), size).filter(|_| isolate),
            isolate,
        }
    }

    /// What there is to say of pages that are too many.
    pub(crate) fn check_pages(&self, pages: usize) -> Option<Diagnostic> {
        (pages > self.pages).then(|| {
            let message = format!("the article has {pages} pages; {} are allowed", self.pages);
            Diagnostic::error(Code::PAGES_LIMIT, Span::default(), message)
                .hint("split the article, or allow more with `--max-pages N`")
        })
    }

    /// What is wrong with a paper that is too large.
    ///
    /// # Errors
    ///
    /// That, in a sentence.
    pub(crate) fn check_output(&self, name: &str, bytes: usize) -> Result<(), String> {
        if bytes as u64 <= self.output {
            return Ok(());
        }
        let most = shown(self.output);
        Err(format!("{name} is larger than {most}; `--max-output SIZE` allows more"))
    }
}

/// What there is to say of an article of too many parts to be laid out.
pub(crate) fn check_parts(article: &Article) -> Option<Diagnostic> {
    let told = |what: &str, span| {
        let message = format!("the article has more than {PARTS} {what}");
        Diagnostic::error(Code::PARTS_LIMIT, span, message).hint("split the article")
    };
    if let Some(heading) = article.headings().nth(PARTS) {
        return Some(told("headings", article.block(heading.0).span));
    }
    article.notes.get(PARTS).map(|note| told("notes", note.span))
}

/// The word for no limit.
const NONE: &str = "none";

/// Units of sizes, the longer names first.
const SIZES: [(&str, u64); 8] = [
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("KB", 1000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("B", 1),
    ("", 1),
];

/// A size in bytes, such as `32MiB`; none where the text says none, or nothing that is a size.
pub(crate) fn size(text: &str) -> Option<u64> {
    let (number, unit) = split(text)?;
    let (_, factor) = SIZES.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit))?;
    number.checked_mul(*factor).filter(|bytes| *bytes > 0)
}

/// A time, such as `90s`; none where the text says none, or nothing that is a time.
pub(crate) fn time(text: &str) -> Option<Duration> {
    let (number, unit) = split(text)?;
    let milliseconds = match unit.to_ascii_lowercase().as_str() {
        "ms" => 1,
        "" | "s" => 1000,
        "m" | "min" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    let time = number.checked_mul(milliseconds).filter(|time| *time > 0)?;
    // Further than any run, and within what clocks count.
    Some(Duration::from_millis(time.min(1000 * 3600 * 24 * 365)))
}

/// A whole number and the unit after it.
fn split(text: &str) -> Option<(u64, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    Some((text[..end].parse().ok()?, text[end..].trim()))
}

/// Whether a text is a size.
pub(crate) fn is_size(text: &str) -> bool {
    size(text).is_some()
}

/// Whether a text is a size or says none.
pub(crate) fn is_memory(text: &str) -> bool {
    text == NONE || is_size(text)
}

/// Whether a text is a time or says none.
pub(crate) fn is_time(text: &str) -> bool {
    text == NONE || time(text).is_some()
}

/// What sizes are like.
pub(crate) const SIZE: &str = "a size, such as 64MiB or 500KB";
/// What sizes that may be none are like.
pub(crate) const SIZE_OR_NONE: &str = "a size, such as 64MiB or 500KB, or none";
/// What times are like.
pub(crate) const TIME: &str = "a time, such as 90s or 2m, or none";

/// Reads a size that was typed.
pub(crate) fn typed_size(text: &str) -> Result<String, String> {
    is_size(text).then(|| text.to_owned()).ok_or_else(|| format!("write {SIZE}"))
}

/// Reads a size that was typed, or none.
pub(crate) fn typed_memory(text: &str) -> Result<String, String> {
    is_memory(text).then(|| text.to_owned()).ok_or_else(|| format!("write {SIZE_OR_NONE}"))
}

/// Reads a time that was typed, or none.
pub(crate) fn typed_time(text: &str) -> Result<String, String> {
    is_time(text).then(|| text.to_owned()).ok_or_else(|| format!("write {TIME}"))
}

/// A size as a person reads it.
pub(crate) fn shown(bytes: u64) -> String {
    let units = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    let whole = |(_, factor): &&(&str, u64)| bytes >= *factor && bytes.is_multiple_of(*factor);
    match units.iter().find(whole) {
        Some((unit, factor)) => format!("{} {unit}", bytes / factor),
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, is_memory, is_time, shown, size, time};
    use crate::config::{Layer, Origin, Value};
    use std::time::Duration;

    #[test]
    fn sizes_and_times_have_units() {
        assert_eq!(
            ["32MiB", "1 gib", "7", "2KB", "3b"].map(size).map(Option::unwrap_or_default),
            [32 << 20, 1 << 30, 7, 2000, 3]
        );
        for text in ["", "0", "-1", "1.5MiB", "1XB", "99999999999GiB", "none"] {
            assert_eq!(size(text), None, "{text}");
        }
        assert_eq!(time("90s"), Some(Duration::from_secs(90)));
        assert_eq!(time("2m"), time("120"));
        assert_eq!(time("1500ms"), Some(Duration::from_millis(1500)));
        assert!(is_time("none") && is_memory("none") && !is_time("soon") && !is_time("0s"));
        assert_eq!([shown(32 << 20), shown(1000)], ["32 MiB", "1000 bytes"]);
    }

    #[test]
    fn a_limit_of_memory_asks_for_a_process_of_its_own() {
        let layer = |said: &[(&'static str, &str)]| {
            let say = |(name, text): &(&'static str, &str)| {
                (*name, (Value::Text((*text).to_owned()), Origin::CommandLine))
            };
            said.iter().map(say).collect::<Layer>()
        };
        assert_eq!(Limits::of(&layer(&[])), Limits::default());
        let limits = Limits::of(&layer(&[("memory-limit", "100MiB"), ("time-limit", "none")]));
        assert_eq!((limits.isolate, limits.memory, limits.time), (true, Some(100 << 20), None));
        assert!(!Limits::of(&layer(&[("memory-limit", "none")])).isolate);
    }
}
