//! The keys of the front matter and their values.

use vanban_text::normalize::nfc;

use super::furniture;
use super::inline::one_line;
use super::report::{Report, shorten};
use super::spelling;
use super::watermark;
use super::yaml::{Node, Value};
use crate::contents::LOWEST_LISTED;
use crate::diagnostic::{Code, Diagnostic};
use crate::front_keys::FRONT_KEYS;
use crate::meta::{Date, Defaults, Field, Meta};
use crate::nearest::nearest;
use crate::source::Span;

/// What other tools call our keys.
const OTHERS: [(&str, &str); 18] = [
    ("numbersections", "number-sections"),
    ("numbered", "number-sections"),
    ("authors", "author"),
    ("byline", "author"),
    ("tác giả", "author"),
    ("categories", "category"),
    ("section", "category"),
    ("description", "abstract"),
    ("summary", "abstract"),
    ("tóm tắt", "abstract"),
    ("excerpt", "lead"),
    ("sapo", "lead"),
    ("language", "lang"),
    ("locale", "lang"),
    ("location", "place"),
    ("tags", "keywords"),
    ("tiêu đề", "title"),
    ("headline", "title"),
];

/// Reads a mapping whose YAML starts at byte `base` of the source.
pub(super) fn meta(
    map: &[(Node, Node)],
    base: usize,
    defaults: Defaults,
    report: &mut Report,
) -> Meta {
    let mut meta = defaults.meta();
    for (key, node) in map {
        let place = |span: Span| Span::new(base + span.start as usize, base + span.end as usize);
        let Value::Text(name) = &key.value else {
            let message = "a key of the front matter is no text";
            report.push(Diagnostic::warning(Code::FRONT_UNKNOWN, place(key.span), message));
            continue;
        };
        let mut reader = Reader { name, base, report };
        match name.as_str() {
            "title" => meta.title = reader.text(node),
            "subtitle" => meta.subtitle = reader.text(node),
            "lead" => meta.lead = reader.text(node),
            "author" => meta.authors = reader.texts(node),
            "date" => meta.date = reader.text(node).and_then(|text| reader.date(&text)),
            "place" => meta.place = reader.text(node),
            "source" => meta.source = reader.text(node),
            "category" => meta.category = reader.text(node),
            "keywords" => meta.keywords = reader.keywords(node),
            "lang" => {
                let lang = reader.text(node).and_then(|text| reader.lang(&text));
                meta.lang = lang.unwrap_or(meta.lang);
            }
            "theme" => meta.theme = reader.text(node),
            "abstract" => meta.summary = reader.text(node),
            "toc" => meta.toc = reader.depth(node),
            "lof" => meta.lof = reader.yes(node).unwrap_or(false),
            "lot" => meta.lot = reader.yes(node).unwrap_or(false),
            "cover" => meta.cover = reader.yes(node).unwrap_or(false),
            "number-sections" => meta.number_sections = reader.yes(node),
            "number-captions" => meta.number_captions = reader.yes(node).unwrap_or(false),
            "header" => meta.header = furniture::furniture(&mut reader, node),
            "footer" => meta.footer = furniture::furniture(&mut reader, node),
            "watermark" => meta.watermark = watermark::watermark(&mut reader, node),
            "check" => meta.check = spelling::choice(&mut reader, node),
            _ => report.push(unknown(name, place(key.span))),
        }
    }
    meta
}

fn unknown(name: &str, span: Span) -> Diagnostic {
    let message = format!("the key `{}` of the front matter is unknown", shorten(name));
    let diagnostic = Diagnostic::warning(Code::FRONT_UNKNOWN, span, message);
    let name = nfc(name).to_lowercase();
    let other = OTHERS.iter().find(|(other, _)| *other == name).map(|(_, key)| *key);
    let near = || nearest(&name, FRONT_KEYS.iter().map(|key| key.name));
    match other.or_else(near) {
        Some(key) => diagnostic.hint(format!("did you mean `{key}`?")),
        None => diagnostic,
    }
}

/// Reads the value of a key.
pub(super) struct Reader<'r> {
    name: &'r str,
    base: usize,
    report: &'r mut Report,
}

impl Reader<'_> {
    pub(super) fn span(&self, node: &Node) -> Span {
        Span::new(self.base + node.span.start as usize, self.base + node.span.end as usize)
    }

    pub(super) fn wrong(&mut self, node: &Node, wanted: &str) {
        let span = self.span(node);
        let message = format!("the value of `{}` is no {wanted}", self.name);
        self.report.push(Diagnostic::warning(Code::FRONT_VALUE, span, message));
    }

    /// Yes or no.
    pub(super) fn yes(&mut self, node: &Node) -> Option<bool> {
        let text = self.text(node)?;
        let said = yes_or_no(&text.value);
        if said.is_none() {
            self.wrong(node, "`true` or `false`");
        }
        said
    }

    /// Tells of a key inside the value that is none of these.
    pub(super) fn unknown<'k>(&mut self, key: &Node, known: impl IntoIterator<Item = &'k str>) {
        let Value::Text(name) = &key.value else { return };
        let message = format!("the key `{}` of `{}` is unknown", shorten(name), self.name);
        let diagnostic = Diagnostic::warning(Code::FRONT_UNKNOWN, self.span(key), message);
        self.report.push(match nearest(name, known) {
            Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
            None => diagnostic,
        });
    }

    /// A text on one line; none where it is empty.
    pub(super) fn text(&mut self, node: &Node) -> Option<Field<String>> {
        match &node.value {
            Value::Null => None,
            Value::Text(text) => {
                let value = one_line(text);
                (!value.is_empty()).then(|| Field { value, span: self.span(node) })
            }
            Value::List(_) | Value::Map(_) => {
                self.wrong(node, "text");
                None
            }
        }
    }

    /// One text or a list of them; of a mapping, its `name`.
    pub(super) fn texts(&mut self, node: &Node) -> Vec<Field<String>> {
        let nodes = match &node.value {
            Value::List(list) => list.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut texts = Vec::new();
        for node in nodes {
            let named = match &node.value {
                Value::Map(map) => map.iter().find_map(|(key, value)| {
                    (key.value == Value::Text("name".to_owned())).then_some(value)
                }),
                _ => None,
            };
            texts.extend(self.text(named.unwrap_or(node)));
        }
        texts
    }

    fn keywords(&mut self, node: &Node) -> Vec<Field<String>> {
        let texts = self.texts(node);
        if matches!(node.value, Value::List(_)) {
            return texts;
        }
        let words = texts.iter().flat_map(|text| {
            text.value.split([',', ';']).map(str::trim).map(|word| (word.to_owned(), text.span))
        });
        words
            .filter(|(word, _)| !word.is_empty())
            .map(|(value, span)| Field { value, span })
            .collect()
    }

    /// How deep a table of contents goes: a level of headings, or yes for all that it can list.
    fn depth(&mut self, node: &Node) -> Option<Field<u8>> {
        let text = self.text(node)?;
        let value = match (text.value.parse::<u8>(), yes_or_no(&text.value)) {
            (_, Some(true)) => LOWEST_LISTED,
            (_, Some(false)) | (Ok(0), _) => return None,
            (Ok(depth), _) if depth <= LOWEST_LISTED => depth,
            (Ok(_), _) => {
                let message = format!("a table of contents lists {LOWEST_LISTED} levels at most");
                self.report.push(Diagnostic::warning(Code::FRONT_VALUE, text.span, message));
                LOWEST_LISTED
            }
            _ => {
                self.wrong(node, "`true` and no number of levels");
                return None;
            }
        };
        Some(Field { value, span: text.span })
    }

    fn date(&mut self, text: &Field<String>) -> Option<Field<Date>> {
        let (message, hint) = match read_date(&text.value) {
            Some(Some(value)) => return Some(Field { value, span: text.span }),
            Some(None) => {
                ("is no day of the calendar", "days come before months, unless the year is first")
            }
            None => ("is no date", "write the date as 2013-11-07 or 07/11/2013"),
        };
        let message = format!("`{}` {message}", shorten(&text.value));
        self.report.push(Diagnostic::warning(Code::FRONT_VALUE, text.span, message).hint(hint));
        None
    }

    fn lang(&mut self, text: &Field<String>) -> Option<String> {
        if let Some(lang) = language_tag(&text.value) {
            return Some(lang);
        }
        let message = format!("`{}` is no language tag", shorten(&text.value));
        let diagnostic = Diagnostic::warning(Code::FRONT_VALUE, text.span, message);
        let hint = match language_tag(&text.value.replace('_', "-")) {
            Some(lang) => format!("did you mean `{lang}`?"),
            None => "a language tag is like `vi-VN` or `en`".to_owned(),
        };
        self.report.push(diagnostic.hint(hint));
        None
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "on" | "có" => Some(true),
        "false" | "no" | "off" | "không" => Some(false),
        _ => None,
    }
}

/// Reads `2013-11-07`, also before a time of day, or `07/11/2013`, `7-11-2013`, `7.11.2013`. None
/// where it is no date, none inside where the calendar has no such day.
fn read_date(text: &str) -> Option<Option<Date>> {
    let date = text.split(['T', ' ']).next()?;
    let rest = &text[date.len()..];
    let timed = rest.get(1..).is_some_and(|time| time.starts_with(|c: char| c.is_ascii_digit()));
    if !rest.is_empty() && !timed {
        return None;
    }
    let mut parts = date.split(['-', '/', '.']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let number = |part: &str, digits: std::ops::RangeInclusive<usize>| -> Option<u16> {
        let right = digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        right.then(|| part.parse().ok()).flatten()
    };
    let (year, day) = match number(first, 4..=4) {
        Some(year) => (year, number(third, 1..=2)?),
        None => (number(third, 4..=4)?, number(first, 1..=2)?),
    };
    let month = number(second, 1..=2)?;
    Some(Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

/// A tag in the shape and the letter case of BCP 47 (RFC 5646 §2.1, §2.1.1).
pub(crate) fn language_tag(text: &str) -> Option<String> {
    let mut tag = String::new();
    for (at, part) in text.split('-').enumerate() {
        let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let shaped = match at {
            0 => (2..=8).contains(&part.len()) && letters,
            _ => {
                (1..=8).contains(&part.len())
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            }
        };
        if !shaped {
            return None;
        }
        if at > 0 {
            tag.push('-');
        }
        match part.len() {
            2 if at > 0 && letters => tag.push_str(&part.to_ascii_uppercase()),
            4 if at > 0 && letters => {
                tag.push_str(&part[..1].to_ascii_uppercase());
                tag.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => tag.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(tag)
}

#[cfg(test)]
mod tests {
    use super::{FRONT_KEYS, language_tag, meta, read_date};
    use crate::diagnostic::{Code, Diagnostic};
    use crate::meta::{Date, Meta};
    use crate::parse::report::Report;
    use crate::parse::yaml::{self, Value};

    fn read(yaml: &str) -> (Meta, Vec<Diagnostic>) {
        let Value::Map(map) = yaml::read(yaml).expect("valid").value else { panic!("no mapping") };
        let mut report = Report::default();
        (meta(&map, 0, crate::meta::Defaults::default(), &mut report), report.finish())
    }

    #[test]
    fn every_key_is_read() {
        let (meta, told) = read(
            "title: T\nsubtitle: S\nlead: L\nauthor: [A, B]\ndate: 7/11/2013\nplace: Hà Nội\nsource: N\n\
             category: C\nkeywords: a, b\nlang: en-gb\ntheme: party\nabstract: >\n  Tóm\n  tắt\n",
        );
        assert!(told.is_empty(), "{told:?}");
        let of = |field: &Option<crate::meta::Field<String>>| {
            field.as_ref().map(|field| field.value.clone()).unwrap_or_default()
        };
        let fields = [&meta.title, &meta.subtitle, &meta.lead, &meta.place, &meta.source];
        assert_eq!(fields.map(of), ["T", "S", "L", "Hà Nội", "N"]);
        assert_eq!([&meta.category, &meta.theme, &meta.summary].map(of), ["C", "party", "Tóm tắt"]);
        let values = |fields: &[crate::meta::Field<String>]| {
            fields.iter().map(|field| field.value.clone()).collect::<Vec<_>>()
        };
        assert_eq!(values(&meta.authors), ["A", "B"]);
        assert_eq!(values(&meta.keywords), ["a", "b"]);
        assert_eq!(meta.date.map(|date| date.value), Date::new(2013, 11, 7));
        assert_eq!(meta.lang, "en-GB");
    }

    #[test]
    fn the_keys_that_are_listed_are_those_that_are_read() {
        for key in FRONT_KEYS {
            let (_, told) = read(&format!("{}: ~\n", key.name));
            assert!(told.is_empty(), "{told:?}");
        }
    }

    #[test]
    fn running_heads_are_texts_or_parts_and_variants() {
        let (meta, told) = read(
            "header: 'Báo cáo {{page}}'\nfooter:\n  left: a\n  right: b\n  first: false\n  even: {left: c}\n",
        );
        assert!(told.is_empty(), "{told:?}");
        let value = |field: Option<&crate::meta::Field<String>>| field.map(|f| f.value.clone());
        let header = meta.header.expect("a header").general.expect("a text");
        assert_eq!(value(header.parts()[1]).as_deref(), Some("Báo cáo {{page}}"));
        let footer = meta.footer.expect("a footer");
        let general = footer.general.expect("parts");
        assert_eq!(general.parts().map(value), [Some("a".to_owned()), None, Some("b".to_owned())]);
        assert_eq!(footer.first, Some(crate::furniture::BandChoice::default()));
        assert_eq!(value(footer.even.expect("even").left.as_ref()).as_deref(), Some("c"));
        assert!(footer.odd.is_none());
        let (_, told) = read("header: {lfet: a, first: {rihgt: b}}\nfooter: [a]\n");
        let hints: Vec<_> = told.iter().map(|told| told.hints.join("")).collect();
        assert_eq!(hints, ["did you mean `left`?", "did you mean `right`?", ""]);
    }

    #[test]
    fn numbers_are_texts_and_empty_values_are_none() {
        let (meta, told) = read("title: 2013\nlead: ''\nsource:\n");
        assert_eq!(meta.title.map(|title| title.value).as_deref(), Some("2013"));
        assert!(meta.lead.is_none() && meta.source.is_none() && told.is_empty());
    }

    #[test]
    fn unknown_keys_are_told_with_what_may_be_meant() {
        let hint = |yaml: &str| {
            let (_, told) = read(yaml);
            assert_eq!((told.len(), told[0].code), (1, Code::FRONT_UNKNOWN));
            assert_eq!(told[0].span.start, 0);
            told[0].hints.first().cloned().unwrap_or_default()
        };
        assert_eq!(hint("tilte: a"), "did you mean `title`?");
        assert_eq!(hint("tags: [a]"), "did you mean `keywords`?");
        assert_eq!(hint("sidebar_position: 1"), "");
        assert_eq!(hint("layout: home"), "");
    }

    #[test]
    fn values_of_the_wrong_kind_are_told_and_left_out() {
        let (meta, told) = read("title: [a]\nlang: vi_VN\ndate: 31/11/2013\n");
        assert!(meta.title.is_none() && meta.date.is_none());
        assert_eq!(meta.lang, "vi-VN");
        assert!(told.iter().all(|told| told.code == Code::FRONT_VALUE));
        let starts: Vec<_> = told.iter().map(|told| told.span.start).collect();
        assert_eq!(starts, [7, 17, 29]);
        assert_eq!(told[1].hints, ["did you mean `vi-VN`?"]);
    }

    #[test]
    fn dates_are_read_day_first_unless_the_year_is() {
        let day = Some(Date::new(2013, 11, 7));
        for text in [
            "2013-11-07",
            "07/11/2013",
            "7-11-2013",
            "7.11.2013",
            "2013-11-07T10:00:00+07:00",
            "2013-11-07 10:00",
        ] {
            assert_eq!(read_date(text), day, "{text}");
        }
        assert_eq!(read_date("31/11/2013"), Some(None));
        for text in
            ["", "2013", "7/11", "7 tháng 11", "07/11/13", "1/2/3/2013", "2013-11-07 x", "a-b-2013"]
        {
            assert_eq!(read_date(text), None, "{text}");
        }
    }

    #[test]
    fn language_tags_get_their_letter_case() {
        assert_eq!(language_tag("VI-vn").as_deref(), Some("vi-VN"));
        assert_eq!(language_tag("zh-hant-tw").as_deref(), Some("zh-Hant-TW"));
        for wrong in ["", "v", "vi_VN", "tiếng Việt", "vi-", "vi-VN-toolongtag"] {
            assert_eq!(language_tag(wrong), None, "{wrong}");
        }
    }
}
