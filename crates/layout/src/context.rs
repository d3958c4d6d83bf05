//! What every stage of one article's layout reads and adds to.

use std::collections::{BTreeMap, BTreeSet};

use vanban_article::{
    AnchorId, Article, BlockId, Code, Diagnostic, Headings, Hints, Images, NoteId, PictureId,
    PictureRoom, PictureSize, Shown, Span, StyleId, contents, nearest,
};
use vanban_fonts::{FontLibrary, Shaper};
use vanban_theme::{PageStyle, SpanLook, Theme, Twip};

use crate::frame::Link;
use crate::inline::shape::Text;
use crate::structure::{NodeId, Structure};

/// How many roles of spans a hint lists.
const SHOWN_ROLES: usize = 20;

/// The article being laid out, and what laying it out has made so far.
pub(crate) struct Context<'a> {
    /// The article.
    pub(crate) article: &'a Article,
    /// How it looks.
    pub(crate) theme: &'a Theme,
    /// The faces.
    pub(crate) library: &'a FontLibrary,
    /// Its pictures.
    pub(crate) images: &'a Images,
    /// Shapes words.
    pub(crate) shaper: Shaper<'a>,
    /// The page on which what is being laid out will stand.
    pub(crate) page: PageStyle,
    /// The blocks that anchors stand on, and the place of each anchor.
    anchors: BTreeSet<(BlockId, usize)>,
    /// The places of the blocks that tables of contents list.
    pub(crate) listed: BTreeMap<BlockId, usize>,
    /// The links of the entries of tables of contents.
    pub(crate) entry_links: Vec<Link>,
    /// The logical tree.
    pub(crate) structure: Structure,
    /// What the DOCX will repeat.
    pub(crate) hints: Hints,
    /// What there is to say.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The numbers of the headings.
    pub(crate) numbers: BTreeMap<BlockId, String>,
    /// The pages of the anchors, from 1, as far as they are known.
    pub(crate) anchor_pages: Vec<u32>,
    /// Roles of spans that the theme has no look for, which were told.
    told: BTreeSet<&'a str>,
    /// Characters that no face has: where each stands first, and how often.
    missing: BTreeMap<char, (Span, usize)>,
    /// Looks that a family given lacks: its name, bold, italic, and where one is asked for first.
    lacking: BTreeMap<(&'a str, bool, bool), Span>,
    /// The headings above what is being laid out.
    headings: Headings,
    /// The table whose caption was laid out last.
    pub(crate) captioned: Option<NodeId>,
    /// The marks of each note, in the logical tree.
    pub(crate) note_marks: BTreeMap<NoteId, Vec<NodeId>>,
}

impl<'a> Context<'a> {
    /// A context in which nothing is laid out yet.
    pub(crate) fn new(
        article: &'a Article,
        theme: &'a Theme,
        library: &'a FontLibrary,
        images: &'a Images,
    ) -> Context<'a> {
        let numbers = theme.numbering.count(article.meta.number_sections, article.headings());
        let numbers: BTreeMap<BlockId, String> = numbers.into_iter().collect();
        Context {
            article,
            theme,
            library,
            images,
            shaper: Shaper::new(library),
            page: theme.page.clone(),
            anchors: (0..).zip(&article.anchors).map(|(at, anchor)| (anchor.block, at)).collect(),
            listed: (article.anchors.len() + article.notes.len()..)
                .zip(contents::listed(article, &numbers))
                .map(|(place, block)| (block, place))
                .collect(),
            entry_links: Vec::new(),
            structure: Structure::default(),
            hints: Hints::default(),
            diagnostics: Vec::new(),
            numbers,
            anchor_pages: Vec::new(),
            told: BTreeSet::new(),
            missing: BTreeMap::new(),
            lacking: BTreeMap::new(),
            headings: Headings::default(),
            captioned: None,
            note_marks: BTreeMap::new(),
        }
    }

    /// The link that leads to a note: those of the notes follow the article's own.
    pub(crate) fn note_link(&self, note: NoteId) -> usize {
        self.article.links.len() + note.index()
    }

    /// The place where a note stands: those of the notes follow the anchors'.
    pub(crate) fn note_place(&self, note: NoteId) -> usize {
        self.article.anchors.len() + note.index()
    }

    /// The places that are a block's: those of its anchors, and that by which a table of contents
    /// leads to it.
    pub(crate) fn places_on(&self, id: BlockId) -> impl Iterator<Item = usize> + '_ {
        let anchors = self.anchors.range((id, 0)..=(id, usize::MAX)).map(|(_, place)| *place);
        anchors.chain(self.listed.get(&id).copied())
    }

    /// Adds the link of an entry of a table of contents: they follow those to the notes.
    pub(crate) fn add_entry_link(&mut self, link: Link) -> usize {
        self.entry_links.push(link);
        self.article.links.len() + self.article.notes.len() + self.entry_links.len() - 1
    }

    /// The level of a heading in the logical tree, which never skips one (ISO 14289-1 §7.4.2).
    pub(crate) fn heading_level(&mut self, level: u8) -> u8 {
        self.headings.next(level).depth.min(6)
    }

    /// What a reference shows.
    pub(crate) fn refer(&self, anchor: AnchorId, shown: Shown) -> String {
        match self.article.refer(anchor, shown, &self.numbers) {
            Some(referred) => referred.text(),
            None => self.anchor_pages.get(anchor.index()).copied().unwrap_or(1).to_string(),
        }
    }

    /// The look that the theme has for the role of a span; a role without one is told once.
    pub(crate) fn span(&mut self, id: StyleId, span: Span) -> Option<&'a SpanLook> {
        let (article, theme) = (self.article, self.theme);
        let role = article.styles[id.index()].role.as_deref()?;
        let look = theme.spans.get(role);
        if look.is_none() && self.told.insert(role) {
            let message = format!("the theme has no look for spans of the role `{role}`");
            let known = || theme.spans.keys().map(String::as_str);
            let hint = match nearest(role, known()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    let known: Vec<_> = known().take(SHOWN_ROLES).collect();
                    format!("it has: {}; a theme file adds others: `[span.x]`", known.join(", "))
                }
            };
            self.diagnostics.push(Diagnostic::warning(Code::ROLE, span, message).hint(hint));
        }
        look
    }

    /// The printed size of a picture in lines of this measure: that asked for, or its own at its
    /// resolution, as far as there is room. None where it was not loaded.
    pub(crate) fn picture_size(
        &self,
        picture: PictureId,
        asked: PictureSize,
        measure: Twip,
    ) -> Option<(Twip, Twip)> {
        let image = self.images.entries.get(picture.index())?.as_ref()?;
        let dpi = image.dpi.filter(|dpi| *dpi >= 1.0).unwrap_or(self.theme.picture_dpi);
        let text_height = self.page.text_height().0;
        let share = self.theme.picture_share;
        let room = PictureRoom { measure: measure.0, text_height, share };
        let (width, height) = asked.printed((image.width, image.height), dpi, room);
        Some((Twip(width), Twip(height)))
    }

    /// Counts characters that no face has, and takes note of looks that a family lacks.
    pub(crate) fn note_missing(&mut self, text: &Text) {
        for (c, span) in &text.missing {
            self.missing.entry(*c).or_insert((*span, 0)).1 += 1;
        }
        for (face, look, span) in &text.lacking {
            let family = &self.library.face(*face).family;
            self.lacking.entry((family, look.bold, look.italic)).or_insert(*span);
        }
    }

    /// Says which looks the families lack that the user gave, once each.
    pub(crate) fn report_lacking(&mut self) {
        for ((family, bold, italic), span) in std::mem::take(&mut self.lacking) {
            let cut = match (bold, italic) {
                (true, true) => "bold italic",
                (true, false) => "bold",
                _ => "italic",
            };
            let message = format!("the family `{family}` has no {cut} cut: another one is used");
            let warning = Diagnostic::warning(Code::FONT_CUT, span, message);
            self.diagnostics.push(warning.hint("give that cut's file with --font-path too"));
        }
    }

    /// Says which characters no face has.
    pub(crate) fn report_missing(&mut self) {
        for (c, (span, count)) in std::mem::take(&mut self.missing) {
            let times = if count == 1 { String::new() } else { format!(", {count} times") };
            let message = format!("no font has the character {c:?} (U+{:04X}){times}", c as u32);
            let shown = "the PDF shows a box in its place, keeps the character in its text, and is \
                         no PDF/A";
            self.diagnostics.push(
                Diagnostic::warning(Code::GLYPH, span, message)
                    .about(c)
                    .hint(shown)
                    .hint("--font-path FILE names a font that has it"),
            );
        }
    }
}
