//! The first and the last pieces of a text: title, lead, byline, day and source go into the front matter.

use vanban_text::check::{Kind, Options, Passage, Rule, check};

use crate::model::{MetaValue, Note};

use super::body::credit;
use super::marker::{Rank, heading, marker};
use super::pieces::{Piece, RIGHT, loose};
use super::{body, date};

/// The pictures that have these endings may be named by a line.
const ENDINGS: [&str; 8] = ["jpg", "jpeg", "png", "gif", "webp", "bmp", "svg", "tif"];

/// Takes what belongs into the front matter, and returns the rest.
pub(super) fn take(
    all: &mut Vec<Piece>,
    meta: &mut Vec<(String, MetaValue)>,
    pictures: &[String],
    notes: &mut Vec<Note>,
) -> Vec<Piece> {
    let mut pieces = std::mem::take(all);
    unbind_ends(&mut pieces);
    let mut front = Front::default();
    let has_picture = pieces.iter().any(|piece| body::placeholder(piece, pictures).is_some());
    if pieces.first().is_some_and(|first| is_title(first, &pieces)) {
        front.title = Some(pieces.remove(0).text);
        while pieces.len() > 1 && front.head(&pieces[0]) {
            pieces.remove(0);
        }
        // A line that is a name right above running text belongs to who wrote it.
        if pieces.len() > 1 && is_name(&pieces[0], &pieces[1..]) {
            front.authors = names(&pieces.remove(0).text);
            while pieces.len() > 1 && front.head(&pieces[0]) {
                pieces.remove(0);
            }
        }
    }
    for _ in 0..3 {
        let [before @ .., last] = pieces.as_slice() else { break };
        if before.is_empty() || !front.foot(last, before) {
            break;
        }
        pieces.pop();
    }
    // What has a byline, a day or a picture is an article of a newspaper, and opens with its lead.
    let press = has_picture || !front.authors.is_empty() || front.source.is_some();
    if front.title.is_some() && press && pieces.len() > 1 && is_lead(&pieces[0], pictures) {
        front.lead = Some(pieces.remove(0).text);
    }
    if front.title.is_none() && !pieces.is_empty() {
        notes.push(Note {
            place: String::new(),
            message: "no title was found".to_owned(),
            hint: "write it into the front matter: `title: …`".to_owned(),
        });
    }
    front.write(meta);
    pieces
}

/// The first and the last lines stand for themselves, also where no empty line parts them.
fn unbind_ends(pieces: &mut Vec<Piece>) {
    if let Some(last) = pieces.pop() {
        pieces.extend(loose(last));
    }
    if pieces.first().is_some_and(|first| !first.verse.is_empty()) {
        let first = pieces.remove(0);
        pieces.splice(0..0, loose(first));
    }
}

/// What was found.
#[derive(Default)]
struct Front {
    title: Option<String>,
    lead: Option<String>,
    authors: Vec<String>,
    date: Option<String>,
    place: Option<String>,
    source: Option<String>,
}

impl Front {
    /// A line between title and text.
    fn head(&mut self, piece: &Piece) -> bool {
        self.day(piece)
    }

    /// A line after the text, with what stands before it.
    fn foot(&mut self, piece: &Piece, before: &[Piece]) -> bool {
        if let Some(source) = source(&piece.text).filter(|_| self.source.is_none()) {
            self.source = Some(source);
            return true;
        }
        if self.authors.is_empty() && is_name(piece, before) {
            self.authors = names(&piece.text);
            return true;
        }
        self.day(piece)
    }

    fn day(&mut self, piece: &Piece) -> bool {
        let Some((place, day)) = date::line(&piece.text) else { return false };
        if self.date.is_some() {
            return false;
        }
        (self.place, self.date) = (place, Some(day));
        true
    }

    fn write(self, meta: &mut Vec<(String, MetaValue)>) {
        let text = |value: Option<String>| value.map(MetaValue::Text);
        let author = match self.authors.as_slice() {
            [] => None,
            [one] => Some(MetaValue::Text(one.clone())),
            _ => Some(MetaValue::List(self.authors)),
        };
        let values = [
            ("title", text(self.title)),
            ("lead", text(self.lead)),
            ("author", author),
            ("date", text(self.date)),
            ("place", text(self.place)),
            ("source", text(self.source)),
        ];
        let given = values.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        meta.extend(given);
    }
}

/// A line of its own at the beginning, short, without what ends a sentence.
fn is_title(first: &Piece, pieces: &[Piece]) -> bool {
    let length = first.text.chars().count();
    let counted = matches!(heading(&first.text), Some((rank, ..)) if rank != Rank::Capitals);
    pieces.len() > 1
        && (2..=200).contains(&length)
        && first.verse.is_empty()
        && first.cells.is_empty()
        && !first.page
        && !counted
        && !first.text.ends_with(['.', ';', ',', ':', '…'])
        && marker(&first.text).is_none()
        && date::line(&first.text).is_none()
        && first.text.contains(char::is_alphabetic)
}

/// A paragraph of whole sentences.
fn is_lead(piece: &Piece, pictures: &[String]) -> bool {
    piece.text.chars().count() >= 60
        && piece.verse.is_empty()
        && piece.cells.is_empty()
        && piece.text.ends_with(['.', '!', '?', '…', '”', '"'])
        && marker(&piece.text).is_none()
        && body::placeholder(piece, pictures).is_none()
}

/// Whether a piece is the name of who wrote the text; several in a row are a list of people.
fn is_name(piece: &Piece, others: &[Piece]) -> bool {
    let plain = piece.verse.is_empty() && piece.cells.is_empty();
    if !plain || credit(&piece.text) {
        return false;
    }
    let (bare, named) = unlabelled(&piece.text);
    let right = piece.indent >= RIGHT;
    let names = names(bare);
    let proper = |name: &String| is_proper(name, right || named);
    let alone = others.last().is_none_or(|other| !is_proper(&other.text, false));
    !names.is_empty() && names.iter().all(proper) && (right || named || alone)
}

/// A byline without what says that it is one, and whether it says so.
fn unlabelled(text: &str) -> (&str, bool) {
    const LABELS: [&str; 12] = [
        "tác giả",
        "bài và ảnh",
        "bài, ảnh",
        "bài",
        "tin, ảnh",
        "tin và ảnh",
        "tin",
        "người viết",
        "phóng viên",
        "thực hiện",
        "biên tập",
        "pv",
    ];
    let Some((label, rest)) = text.split_once(':') else { return (text, false) };
    let small = label.trim().to_lowercase();
    if LABELS.contains(&small.as_str()) { (rest.trim(), true) } else { (text, false) }
}

/// The names of a byline.
pub(crate) fn names(text: &str) -> Vec<String> {
    let (bare, _) = unlabelled(text.trim());
    let bare = bare.trim_matches(['(', ')', '.', ' ', '/', '-', '–']);
    let mut parts = vec![bare];
    for sign in [" - ", " – ", ", ", " và ", " & ", "/", ";"] {
        parts = parts.into_iter().flat_map(|part| part.split(sign)).collect();
    }
    let names = parts.into_iter().map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// The names that a line on the right gives, if it gives nothing else.
pub(crate) fn byline(text: &str) -> Option<Vec<String>> {
    let piece = Piece { text: text.to_owned(), indent: RIGHT, ..Piece::default() };
    is_name(&piece, &[]).then(|| names(text))
}

/// Whether a text is a name: words that begin with a capital, and nothing else.
fn is_proper(text: &str, labelled: bool) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let word = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\''))
    };
    let least = if labelled { 1 } else { 2 };
    // Capitals alone are a heading, unless they stand where names stand.
    let shouted = !labelled && !text.chars().any(char::is_lowercase);
    (least..=6).contains(&words.len())
        && text.chars().count() <= 40
        && words.iter().all(word)
        && !text.ends_with('.')
        && !shouted
}

/// What a line names as the source of the text.
fn source(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = text.trim_matches(['(', ')', '[', ']']).trim_end_matches('.');
    if bare.chars().count() > 80 {
        return None;
    }
    let labelled = ["Nguồn:", "Nguồn tin:", "NGUỒN:", "Theo nguồn:", "Source:"];
    let named = labelled.iter().find_map(|label| bare.strip_prefix(label));
    let told = || {
        bare.strip_prefix("Theo ").filter(|rest| {
            // "Theo TTXVN" names one, "Theo đó, …" begins a sentence.
            !text.ends_with('.')
                && rest.split(' ').count() <= 6
                && rest.starts_with(char::is_uppercase)
        })
    };
    let name = named.or_else(told)?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The name of the picture that a line of one word stands for: a word that nobody can speak, a file.
pub(super) fn stands_for(text: &str, pictures: &[String]) -> Option<String> {
    if text.contains(' ') || text.len() > 100 {
        return None;
    }
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let known = pictures
        .iter()
        .find(|name| name.eq_ignore_ascii_case(text) || stem(name) == text.to_lowercase());
    if let Some(name) = known {
        return Some(name.clone());
    }
    let ending = text.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let file = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
    let passage = [Passage { text, kind: Kind::Body }];
    let mute = || {
        text.len() <= 40
            && check(&passage, &Options::default())
                .iter()
                .any(|found| found.rule == Rule::Placeholder)
    };
    (file && !text.contains(['/', '\\']) || mute()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{is_proper, names, source, stands_for};

    #[test]
    fn bylines_are_taken_apart() {
        assert_eq!(names("Thùy Ly"), ["Thùy Ly"]);
        assert_eq!(names("Bài và ảnh: Thùy Ly - Minh Anh"), ["Thùy Ly", "Minh Anh"]);
        assert!(is_proper("Lê Thị Hồng Gấm", false));
        for none in ["Hội nghị", "Thùy", "Thùy Ly 2", "HỘI NGHỊ TOÀN QUỐC CÔNG TÁC"]
        {
            assert!(!is_proper(none, false), "{none}");
        }
    }

    #[test]
    fn sources_are_named() {
        assert_eq!(source("(Theo TTXVN)").as_deref(), Some("TTXVN"));
        assert_eq!(source("Nguồn: Báo Nhân Dân").as_deref(), Some("Báo Nhân Dân"));
        assert_eq!(source("Theo đó, hội nghị kết thúc"), None);
    }

    #[test]
    fn a_line_may_stand_for_a_picture() {
        let files = ["hncvp.png".to_owned(), "Ảnh1.JPG".to_owned()];
        assert_eq!(stands_for("hncvp", &files).as_deref(), Some("hncvp.png"));
        assert_eq!(stands_for("hncvp", &[]).as_deref(), Some("hncvp"));
        assert_eq!(stands_for("ảnh1", &files).as_deref(), Some("Ảnh1.JPG"));
        assert_eq!(stands_for("anh-dep.jpg", &[]).as_deref(), Some("anh-dep.jpg"));
        assert_eq!(stands_for("Hết", &files), None);
    }
}
