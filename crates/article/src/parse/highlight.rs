//! What each stretch of a block of code is, for languages that are known: the stage after
//! [`super::code`]. The only file that names the libraries that read code.
//!
//! The text stays as it is to the byte: a line becomes several inlines, each with its
//! [`Token`]. The languages' grammars are read when the first block of a known language is met, and
//! then only those parts that it needs: other articles pay nothing.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::model::{Inline, InlineKind};
use crate::token::Token;

/// Bytes of one block, of one line and of all blocks of an article up to which code is read.
const BLOCK: usize = 200 << 10;
const LINE: usize = 2_000;
const ARTICLE: usize = 512 << 10;
/// The cubes of the lengths of all lines of an article up to which code is read: a grammar may try
/// every stretch of a line from every place of it (measured: a second for as much).
const CUBES: u64 = 10_000_000_000;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
static SCOPES: LazyLock<Vec<(Scope, Token)>> = LazyLock::new(|| {
    let scope = |(name, token): &(&str, Token)| Some((Scope::new(name).ok()?, *token));
    TOKENS.iter().filter_map(scope).collect()
});

/// What the scopes of grammars mean; of those that fit the first counts. Plain ones end what is
/// around them: code inside a string is code again.
const TOKENS: [(&str, Token); 58] = [
    ("comment", Token::Comment),
    ("meta.interpolation", Token::Plain),
    ("meta.template.expression", Token::Plain),
    ("constant.numeric", Token::Number),
    ("constant.character.escape", Token::Constant),
    ("constant.other.placeholder", Token::Constant),
    ("punctuation.definition.constant", Token::Constant),
    ("constant", Token::Constant),
    ("string.unquoted.plain.out", Token::Plain),
    ("string", Token::String),
    ("meta.diff.header", Token::Heading),
    ("meta.diff.range", Token::Heading),
    ("meta.header", Token::Heading),
    ("markup.inserted", Token::Inserted),
    ("markup.deleted", Token::Deleted),
    ("markup.heading", Token::Heading),
    ("markup.raw", Token::String),
    ("markup.quote", Token::Comment),
    ("markup.underline.link", Token::String),
    ("keyword.operator.word", Token::Keyword),
    ("keyword.operator.logical.python", Token::Keyword),
    ("keyword.operator", Token::Operator),
    ("keyword.other.unit", Token::Number),
    ("keyword", Token::Keyword),
    ("storage.type.annotation", Token::Attribute),
    ("storage.type.numeric", Token::Number),
    ("storage", Token::Keyword),
    ("variable.language", Token::Keyword),
    ("variable.annotation", Token::Attribute),
    ("variable.function", Token::Function),
    ("variable.other.readwrite.shell", Token::Plain),
    ("variable.other.constant", Token::Constant),
    ("support.function", Token::Function),
    ("support.macro", Token::Function),
    ("support.constant", Token::Constant),
    ("support.type.property-name", Token::Attribute),
    ("support.type", Token::Type),
    ("support.class", Token::Type),
    ("support.module", Token::Type),
    ("entity.name.function", Token::Function),
    ("entity.name.macro", Token::Function),
    ("entity.name.command", Token::Function),
    ("entity.name.tag.yaml", Token::Attribute),
    ("entity.name.tag.toml", Token::Attribute),
    ("entity.name.tag", Token::Keyword),
    ("entity.name.section", Token::Heading),
    ("entity.name.constant", Token::Constant),
    ("entity.name.label", Token::Attribute),
    ("entity.name", Token::Type),
    ("entity.other.attribute-name", Token::Attribute),
    ("entity.other.inherited-class", Token::Type),
    ("meta.annotation", Token::Attribute),
    ("meta.attribute", Token::Attribute),
    ("meta.preprocessor", Token::Attribute),
    ("source", Token::Plain),
    ("text", Token::Plain),
    ("meta.mapping.value", Token::Plain),
    ("meta.embedded", Token::Plain),
];

/// How much of an article's code may still be read.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: usize,
    cubes: u64,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { bytes: ARTICLE, cubes: CUBES }
    }
}

impl Budget {
    /// Takes these lines out of the budget; false where it is too small for them.
    fn spend(&mut self, lines: &[Inline]) -> bool {
        let length = |inline: &Inline| match &inline.kind {
            InlineKind::Text(text) => text.len() + 1,
            _ => 1,
        };
        let bytes: usize = lines.iter().map(length).sum();
        let cube = |line: &Inline| (length(line) as u64).saturating_pow(3);
        let cubes = lines.iter().map(cube).fold(0, u64::saturating_add);
        let fits = bytes <= BLOCK.min(self.bytes)
            && cubes <= self.cubes
            && lines.iter().all(|line| length(line) <= LINE);
        if fits {
            self.bytes -= bytes;
            self.cubes -= cubes;
        }
        fits
    }
}

/// The lines of a block of code with what each stretch of them is. They come back as they are where
/// the language is not known, or the code is too long to be read.
pub(super) fn highlight(
    language: Option<&str>,
    lines: Vec<Inline>,
    budget: &mut Budget,
) -> Vec<Inline> {
    let Some(language) = language.filter(|_| !lines.is_empty()) else { return lines };
    let Some(syntax) = syntax(language, &lines).filter(|_| budget.spend(&lines)) else {
        return lines;
    };
    read(syntax, &lines).unwrap_or(lines)
}

/// The grammar of a language, by the first word of what stands after the fence.
fn syntax(language: &str, lines: &[Inline]) -> Option<&'static SyntaxReference> {
    let word = language.trim_start_matches(['{', '.', ' ']);
    let word = word.split([',', ' ', '{', '}', ':']).next().unwrap_or_default();
    let name = word.to_lowercase();
    let name = match name.as_str() {
        "" | "text" | "txt" | "plain" | "plaintext" | "none" | "nohighlight" => return None,
        "golang" => "go",
        "csharp" | "c#" => "cs",
        "fsharp" | "f#" => "fs",
        "shell" | "shellscript" | "zsh" => "bash",
        "console" | "shell-session" | "sh-session" => "bash",
        "jsonc" | "json5" => "json",
        "pwsh" => "ps1",
        "docker" => "dockerfile",
        "make" => "makefile",
        "node" | "jsx" => "js",
        "py3" | "python3" => "py",
        "tex" => "latex",
        "objective-c" | "objectivec" => "objc",
        // Between its marks PHP is a language; without them its grammar reads HTML.
        "php" if !holds(lines, "<?") => return SYNTAXES.find_syntax_by_name("PHP Source"),
        name => name,
    };
    let found = SYNTAXES.find_syntax_by_token(name)?;
    (found.name != SYNTAXES.find_syntax_plain_text().name).then_some(found)
}

fn holds(lines: &[Inline], word: &str) -> bool {
    lines.iter().any(|line| matches!(&line.kind, InlineKind::Text(text) if text.contains(word)))
}

/// Reads code line by line; none where the grammar is at fault.
fn read(syntax: &SyntaxReference, lines: &[Inline]) -> Option<Vec<Inline>> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut marked = Vec::with_capacity(lines.len() * 4);
    let mut line = String::new();
    let mut holder: Option<&Inline> = None;
    for inline in lines {
        match &inline.kind {
            InlineKind::Text(text) => {
                line.push_str(text);
                holder = Some(inline);
            }
            _ => {
                line.push('\n');
                split(&mut state, &mut stack, &line, holder.take(), &mut marked)?;
                line.clear();
                marked.push(inline.clone());
            }
        }
    }
    line.push('\n');
    split(&mut state, &mut stack, &line, holder, &mut marked)?;
    Some(marked)
}

/// Reads a line, its line feed included, and splits the inline that holds it.
fn split(
    state: &mut ParseState,
    stack: &mut ScopeStack,
    line: &str,
    holder: Option<&Inline>,
    marked: &mut Vec<Inline>,
) -> Option<()> {
    let operations = state.parse_line(line, &SYNTAXES).ok()?;
    let end = line.len() - 1;
    let mut stretches: Vec<(usize, Token)> = Vec::new();
    let mut begin = |at: usize, token: Token| match stretches.last_mut() {
        Some(last) if last.0 == at => last.1 = token,
        _ => stretches.push((at, token)),
    };
    begin(0, token(stack.as_slice()));
    for (at, operation) in &operations {
        stack.apply(operation).ok()?;
        if *at < end {
            begin(*at, token(stack.as_slice()));
        }
    }
    let Some(holder) = holder else { return Some(()) };
    settle_blanks(&line[..end], &mut stretches);
    let ends: Vec<usize> = stretches.iter().skip(1).map(|next| next.0).chain([end]).collect();
    for ((start, token), end) in stretches.into_iter().zip(ends) {
        // The place is the line's: composing letters and widening tabs have moved what is in it.
        let kind = InlineKind::Text(line.get(start..end)?.to_owned());
        marked.push(Inline { kind, token, ..holder.clone() });
    }
    Some(())
}

/// Joins neighbours that are the same, and gives blanks to what stands before them: nobody sees
/// what they are, and every change of look is one more run in both papers.
fn settle_blanks(line: &str, stretches: &mut Vec<(usize, Token)>) {
    let ends: Vec<usize> =
        stretches.iter().skip(1).map(|next| next.0).chain([line.len()]).collect();
    for index in 1..stretches.len() {
        let (start, end) = (stretches[index].0, ends[index]);
        if line.get(start..end).is_some_and(|text| text.bytes().all(|byte| byte == b' ')) {
            stretches[index].1 = stretches[index - 1].1;
        }
    }
    stretches.dedup_by_key(|stretch| stretch.1);
}

/// What text under these scopes is: the innermost scope that says something counts.
fn token(stack: &[Scope]) -> Token {
    let known = |scope: &Scope| {
        SCOPES.iter().find(|(known, _)| known.is_prefix_of(*scope)).map(|(_, token)| *token)
    };
    let token = stack.iter().rev().find_map(known).unwrap_or_default();
    let is_key = || {
        static KEY: LazyLock<Option<Scope>> = LazyLock::new(|| Scope::new("meta.mapping.key").ok());
        let inner = stack.iter().rev().take(3);
        KEY.is_some_and(|key| inner.into_iter().any(|scope| key.is_prefix_of(*scope)))
    };
    if token == Token::String && is_key() { Token::Attribute } else { token }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Budget, LINE, TOKENS, highlight};
    use crate::model::{Inline, InlineKind};
    use crate::source::Span;
    use crate::token::Token;

    fn lines(code: &str) -> Vec<Inline> {
        let mut at = 0;
        let mut inlines = Vec::new();
        let mut push = |kind, length: usize| {
            let span = Span::new(at, at + length);
            at += length;
            inlines.push(Inline::plain(span, kind));
        };
        for (index, line) in code.split('\n').enumerate() {
            if index > 0 {
                push(InlineKind::LineBreak, 1);
            }
            if !line.is_empty() {
                push(InlineKind::Text(line.to_owned()), line.len());
            }
        }
        inlines
    }

    fn text(inlines: &[Inline]) -> String {
        let text = |inline: &Inline| match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            _ => "\n".to_owned(),
        };
        inlines.iter().map(text).collect()
    }

    fn read(language: &str, code: &str) -> Vec<Inline> {
        let read = highlight(Some(language), lines(code), &mut Budget::default());
        assert_eq!(text(&read), code, "{language}");
        read
    }

    /// What this word of the code is.
    fn token(language: &str, code: &str, word: &str) -> Token {
        let mut at = code.find(word).expect("the code holds the word");
        for inline in read(language, code) {
            let InlineKind::Text(text) = &inline.kind else {
                at -= 1;
                continue;
            };
            match at.checked_sub(text.len()) {
                Some(rest) => at = rest,
                None => return inline.token,
            }
        }
        panic!("every byte has an inline");
    }

    #[test]
    fn words_of_known_languages_are_what_they_are() {
        let rust = "// ghi chú\nfn main() { let x: u8 = 12; println!(\"Xin chào {x}\\n\"); }";
        assert_eq!(token("rust", rust, "ghi"), Token::Comment);
        assert_eq!(token("rust", rust, "fn"), Token::Keyword);
        assert_eq!(token("rust", rust, "main"), Token::Function);
        assert_eq!(token("rust", rust, "12"), Token::Number);
        assert_eq!(token("rust", rust, "Xin"), Token::String);
        assert_eq!(token("Rust,ignore", rust, "let"), Token::Keyword);
        let python = "def tính(n):\n    # ghi chú\n    return n + 1";
        assert_eq!(token("python", python, "def"), Token::Keyword);
        assert_eq!(token("py3", python, "ghi"), Token::Comment);
        assert_eq!(token("{.python}", python, "return"), Token::Keyword);
        assert_eq!(token("json", "{\"tên\": \"Việt Nam\"}", "tên"), Token::Attribute);
        assert_eq!(token("json", "{\"tên\": \"Việt Nam\"}", "Việt"), Token::String);
        assert_eq!(token("yaml", "tên: Việt Nam # ghi", "tên"), Token::Attribute);
        assert_eq!(token("yaml", "tên: Việt Nam # ghi", "ghi"), Token::Comment);
        assert_eq!(token("html", "<a href=\"#x\">văn</a>", "href"), Token::Attribute);
        assert_eq!(token("html", "<a href=\"#x\">văn</a>", "văn"), Token::Plain);
        assert_eq!(token("diff", "-cũ\n+mới", "cũ"), Token::Deleted);
        assert_eq!(token("diff", "-cũ\n+mới", "mới"), Token::Inserted);
        assert_eq!(token("php", "echo 'a';", "'a'"), Token::String);
        assert_eq!(token("sql", "SELECT tên FROM bảng", "SELECT"), Token::Keyword);
        assert_eq!(token("c", "int main(void) { return 0; }", "return"), Token::Keyword);
    }

    #[test]
    fn what_is_inserted_into_a_string_is_code() {
        let code = "x = f\"một {y + 1} hai\"";
        assert_eq!(token("python", code, "một"), Token::String);
        assert_eq!(token("python", code, "1"), Token::Number);
    }

    #[test]
    fn unknown_languages_and_none_stay_plain() {
        for language in [None, Some(""), Some("text"), Some("tiếng-lạ")] {
            let before = lines("fn main() {}\n\n// x");
            let after = highlight(language, before.clone(), &mut Budget::default());
            assert_eq!(after, before, "{language:?}");
        }
    }

    #[test]
    fn blanks_and_empty_lines_keep_their_places() {
        read("rust", "\n\nfn a() {\n\n        1\n}\n");
        read("markdown", "# Tên\n\n> trích\n");
        read("makefile", "a: b\n        cc  -c   x");
    }

    #[test]
    fn long_code_stays_plain() {
        let plain = |code: &str, budget: &mut Budget| {
            let read = highlight(Some("rust"), lines(code), budget);
            assert_eq!(text(&read), code);
            read.iter().all(|inline| inline.token == Token::Plain)
        };
        assert!(plain(&format!("let x = \"{}\";", "a".repeat(LINE)), &mut Budget::default()));
        assert!(plain(&"let x = 1;\n".repeat(BLOCK / 11 + 1), &mut Budget::default()));
        let mut budget = Budget { bytes: 20, ..Budget::default() };
        assert!(!plain("let x = 1;", &mut budget));
        assert!(plain("let x = 1;", &mut budget));
        let mut budget = Budget::default();
        let long = format!("let x = \"{}\";", "a".repeat(LINE - 20));
        assert!(!plain(&long, &mut budget));
        assert!(plain(&long, &mut budget), "the time that long lines may take is spent");
    }

    #[test]
    fn every_scope_of_the_table_is_one() {
        assert_eq!(super::SCOPES.len(), TOKENS.len());
    }
}
