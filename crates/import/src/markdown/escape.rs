//! Text as Markdown writes it: a backslash or a character reference before what would be read as more
//! than text, and before nothing else.

/// Where a text stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// The character before it.
    pub(super) before: Option<char>,
    /// The character after it, where that is known.
    pub(super) after: Option<char>,
    /// Whether it begins a line of a paragraph.
    pub(super) begins: bool,
    /// Whether brackets of Markdown are open around it.
    pub(super) bracket: bool,
    /// Whether it stands in a cell between bars.
    pub(super) cell: bool,
    /// Whether it is the last of what attributes in braces may follow: of a heading, cell or caption.
    pub(super) last: bool,
    /// Which signs come in pairs in the paragraph.
    pub(super) pairs: Pairs,
}

/// Which signs stand more than once in a paragraph, so that they could be a pair.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pairs {
    pub(super) dollars: bool,
    pub(super) tildes: bool,
    pub(super) carets: bool,
    pub(super) equals: bool,
    pub(super) stars: bool,
    pub(super) lows: bool,
    pub(super) ticks: bool,
}

impl Pairs {
    /// Counts the signs of texts; `marked` where signs of the writer's own are among them.
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>, marked: bool) -> Pairs {
        let mut counts = [0usize; 7];
        for text in texts {
            for (at, sign) in ["$", "~", "^", "==", "*", "_", "`"].into_iter().enumerate() {
                counts[at] += text.matches(sign).count();
            }
        }
        let many = counts.map(|count| count > usize::from(!marked));
        let [dollars, tildes, carets, equals, stars, lows, ticks] = many;
        Pairs { dollars, tildes, carets, equals, stars, lows, ticks }
    }
}

/// Writes a text; it holds no line feed.
pub(super) fn text(words: &str, context: Context, out: &mut String) {
    let begin = if context.begins { beginning(words) } else { Begin::Nothing };
    let line = context.begins;
    let mut before = context.before;
    let mut chars = words.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let next = chars.peek().map(|(_, char)| *char);
        let after = next.or(context.after);
        let rest = &words[at + char.len_utf8()..];
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let slash = match char {
            '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
            '*' => context.pairs.stars && !(blank(before) && blank(after)),
            '_' => {
                let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                context.pairs.lows
                    && !(word(before) && word(after))
                    && !(blank(before) && blank(after))
            }
            '`' => context.pairs.ticks,
            '$' => context.pairs.dollars,
            '~' => context.pairs.tildes,
            '^' => context.pairs.carets || after == Some('['),
            '=' => context.pairs.equals && (after == Some('=') || before == Some('=')),
            '[' => context.bracket || opens(before, rest, context.after),
            ']' => context.bracket,
            '!' => after == Some('[') && !words[at..].starts_with("![ "),
            '<' => after.is_none_or(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => is_reference(rest),
            '@' => begins_reference(rest),
            '|' => context.cell,
            '#' => context.last && rest.is_empty(),
            '{' if is_attribute(rest) && (context.last || ends_element(before)) => {
                out.push_str("&#123;");
                before = Some(char);
                continue;
            }
            '\u{a0}' => {
                out.push_str("&nbsp;");
                before = Some(char);
                continue;
            }
            '\u{2060}' => {
                out.push_str("&#8288;");
                before = Some(char);
                continue;
            }
            _ => false,
        };
        let slash = slash || begin == Begin::Slash(at);
        if line && begin == Begin::Reference(at) {
            out.push_str(&format!("&#{};", u32::from(char)));
        } else {
            if slash {
                out.push('\\');
            }
            out.push(char);
        }
        before = Some(char);
    }
}

/// What keeps the beginning of a line from being read as a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begin {
    Nothing,
    /// A backslash before this byte.
    Slash(usize),
    /// A character reference for the one at this byte.
    Reference(usize),
}

fn beginning(line: &str) -> Begin {
    let Some(first) = line.chars().next() else { return Begin::Nothing };
    let run = line.len() - line.trim_start_matches(first).len();
    let after = line[run..].chars().next();
    let only = |signs: &str| line.chars().all(|c| signs.contains(c) || c == ' ');
    match first {
        '#' if run <= 6 && after.is_none_or(|c| c == ' ') => Begin::Slash(0),
        '>' => Begin::Slash(0),
        '-' | '+' if run == 1 && after.is_none_or(|c| c == ' ') => Begin::Slash(0),
        '*' if run == 1 && after.is_none_or(|c| c == ' ') => Begin::Slash(0),
        '-' | '_' | '*' | '=' if only(&first.to_string()) => Begin::Slash(0),
        '+' if line.trim_end().ends_with('+') && only("+-=:") => Begin::Slash(0),
        '-' | ':' if only("-:| ") => Begin::Reference(0),
        '`' | '~' if run >= 3 => Begin::Slash(0),
        ':' if run >= 3 || after.is_none_or(|c| matches!(c, ' ' | '\u{a0}')) => Begin::Reference(0),
        '|' => Begin::Reference(0),
        'T' | 'B' => {
            let word = ["Table:", "Bảng:"].into_iter().find(|word| line.starts_with(word));
            word.map_or(Begin::Nothing, |word| Begin::Slash(word.len() - 1))
        }
        _ => marker(line),
    }
}

/// The sign after a number or letter that would begin a list.
fn marker(line: &str) -> Begin {
    let inside = line.strip_prefix('(').unwrap_or(line);
    let opened = inside.len() < line.len();
    let Some(end) = inside.find([')', '.']).filter(|end| (1..=9).contains(end)) else {
        return Begin::Nothing;
    };
    let (number, rest) = inside.split_at(end);
    let blank = rest[1..].chars().next().is_none_or(|c| matches!(c, ' ' | '\u{a0}' | '\t'));
    let begins = match opened {
        true => rest.starts_with(')') && matches!(number, "1" | "a" | "A" | "i" | "I" | "#"),
        false => {
            number.bytes().all(|c| c.is_ascii_digit())
                || matches!(number, "a" | "A" | "i" | "I" | "#")
        }
    };
    if begins && blank { Begin::Slash(line.len() - rest.len()) } else { Begin::Nothing }
}

/// Whether an opening bracket could begin a link, a note or a reference: what is in it and after it.
fn opens(before: Option<char>, rest: &str, after: Option<char>) -> bool {
    if matches!(before, Some('!' | '^')) || rest.starts_with(['^', '@', '-', '!']) {
        return true;
    }
    let mut depth = 0;
    for (at, char) in rest.char_indices() {
        match char {
            '[' => depth += 1,
            ']' if depth > 0 => depth -= 1,
            ']' => {
                let next = rest[at + 1..].chars().next();
                let task = matches!(&rest[..at], " " | "x" | "X");
                let command = rest[..at].eq_ignore_ascii_case("toc");
                let follows = match next {
                    None => after,
                    next => next,
                };
                return task || command || follows.is_some_and(|c| "({[:".contains(c));
            }
            _ => {}
        }
    }
    // What closes it may stand in another stretch of the paragraph.
    true
}

/// Whether a character reference follows an ampersand.
fn is_reference(rest: &str) -> bool {
    let word = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#'));
    word.is_some_and(|end| end > 0 && rest[end..].starts_with(';'))
}

fn begins_reference(rest: &str) -> bool {
    ["fig:", "tbl:", "eq:", "sec:", "page:"].into_iter().any(|series| rest.starts_with(series))
}

/// Whether what follows a brace could be attributes.
fn is_attribute(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.starts_with(['#', '.', ':', '-', '/'])
        || rest.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty()
                && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        })
}

fn ends_element(before: Option<char>) -> bool {
    matches!(before, Some(')' | ']' | '>' | '$' | ' ' | '`'))
}

#[cfg(test)]
mod tests {
    use super::{Context, Pairs, text};

    fn written(words: &str) -> String {
        let pairs = Pairs::of(std::iter::once(words), false);
        let mut out = String::new();
        text(words, Context { begins: true, pairs, ..Context::default() }, &mut out);
        out
    }

    #[test]
    fn what_could_be_read_as_more_is_escaped() {
        for (plain, expected) in [
            ("a * b", "a * b"),
            ("*a*", "\\*a\\*"),
            ("ten_tep_tin", "ten_tep_tin"),
            ("giá 5$", "giá 5$"),
            ("5$ và 6$", "5\\$ và 6\\$"),
            ("a < b", "a < b"),
            ("a <b>", "a \\<b>"),
            ("AT&T", "AT&T"),
            ("&lt;", "\\&lt;"),
            ("mảng [1]", "mảng [1]"),
            ("[a](b)", "\\[a](b)"),
            ("C:\\tam", "C:\\tam"),
            ("a==b==c", "a\\=\\=b\\=\\=c"),
            ("x@fig:a", "x\\@fig:a"),
            ("Điều\u{a0}lệ", "Điều&nbsp;lệ"),
        ] {
            assert_eq!(written(plain), expected, "{plain}");
        }
    }

    #[test]
    fn the_beginning_of_a_line_is_no_block() {
        for (plain, expected) in [
            ("# a", "\\# a"),
            ("#a", "#a"),
            ("- a", "\\- a"),
            ("-a", "-a"),
            ("1. a", "1\\. a"),
            ("1.5 a", "1.5 a"),
            ("2013. Năm", "2013\\. Năm"),
            ("a) b", "a\\) b"),
            ("b) c", "b) c"),
            ("---", "\\---"),
            ("> a", "\\> a"),
            (": a", "&#58; a"),
            ("| a", "&#124; a"),
            ("Bảng: a", "Bảng\\: a"),
        ] {
            assert_eq!(written(plain), expected, "{plain}");
        }
    }
}
