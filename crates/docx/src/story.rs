//! What is known while a document is written: its inputs, what it has used so far, and the story
//! (the body or a note) that is being written.

use std::collections::{BTreeMap, BTreeSet};

use vanban_article::{
    AnchorId, Article, BlockId, Hints, Images, InlineKind, NoteId, Place, contents,
};
use vanban_fonts::FontLibrary;
use vanban_theme::{Align, Depth, FontNames, TextStyle, Theme, Twip};

use crate::drawing::Media;
use crate::font_table::Faces;
use crate::numbering::{Number, Numbering};
use crate::pages::Pages;
use crate::relationships::Relationships;
use crate::xml::Xml;

/// What a document is made from.
#[derive(Clone, Copy)]
pub(crate) struct Input<'a> {
    pub(crate) article: &'a Article,
    pub(crate) theme: &'a Theme,
    pub(crate) library: &'a FontLibrary,
    /// What the families are called.
    pub(crate) names: &'a FontNames,
    pub(crate) images: &'a Images,
    pub(crate) hints: &'a Hints,
    /// The text of the default paragraph style.
    pub(crate) body: TextStyle,
}

/// What a document has used so far.
pub(crate) struct Writing<'a> {
    pub(crate) input: Input<'a>,
    pub(crate) numbering: Numbering,
    pub(crate) media: Media,
    pub(crate) faces: Faces,
    pub(crate) notes: Notes,
    /// The places that can be linked to, in the order of their blocks.
    anchors: Vec<(BlockId, AnchorId)>,
    /// The blocks that tables of contents list.
    pub(crate) listed: BTreeSet<BlockId>,
    bookmarks: u32,
    drawings: u32,
    /// The running heads and feet.
    pub(crate) heads: Vec<crate::header_footer::Part>,
    /// The numbers of the headings.
    pub(crate) numbers: BTreeMap<BlockId, String>,
    /// Room above the title of the first table of contents.
    pub(crate) title_room: Option<Twip>,
}

/// The notes of the article and their marks.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// Notes that more than one mark refers to, or a mark in a note.
    pub(crate) repeated: BTreeSet<NoteId>,
    /// Notes whose first mark stands in a note: that note, and they.
    pub(crate) nested: Vec<(NoteId, NoteId)>,
    /// What the references of the body show, note by note in the order of the references.
    pub(crate) shown: Vec<(NoteId, NoteLabel)>,
    /// The notes among them.
    known: BTreeSet<NoteId>,
    /// How many notes the word processor has numbered so far.
    pub(crate) counted: u32,
}

/// What a note is called by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoteLabel {
    /// The number that the word processor counts.
    Counted,
    /// This number, where counting would give another.
    Own(u32),
}

/// The body, a cell's content or a note, being written into its part.
#[derive(Debug, Default)]
pub(crate) struct Story {
    pub(crate) xml: Xml,
    pub(crate) relationships: Relationships,
    /// Whether it is a note's.
    pub(crate) in_note: bool,
    /// Whether a table has just ended.
    pub(crate) after_table: bool,
    /// The numbering that the next paragraph has.
    pub(crate) number: Option<Number>,
    /// The label that the next paragraph of a note starts with.
    pub(crate) label: Option<NoteLabel>,
    /// Whether its paragraphs stay with what follows: those of a row that a merged cell holds
    /// together with the next.
    pub(crate) keep_next: bool,
    /// Room above the next paragraph, if not its style's.
    pub(crate) gap: Option<Twip>,
    /// Page breaks and sections.
    pub(crate) pages: Pages,
    /// Anchors that the next paragraph bears.
    pub(crate) anchors: Vec<AnchorId>,
}

impl<'a> Writing<'a> {
    /// Nothing written yet.
    pub(crate) fn new(input: Input<'a>) -> Writing<'a> {
        let article = input.article;
        let places = (0u32..).map(AnchorId).zip(&article.anchors);
        let mut anchors = places.map(|(id, anchor)| (anchor.block, id)).collect::<Vec<_>>();
        anchors.sort_unstable();
        let numbering = &input.theme.numbering;
        let numbers = numbering.count(article.meta.number_sections, article.headings());
        let numbers: BTreeMap<_, _> = numbers.into_iter().collect();
        Writing {
            input,
            numbering: Numbering::new(!numbers.is_empty()),
            media: Media::default(),
            faces: Faces::new(input.library),
            notes: Notes::of(article),
            anchors,
            listed: contents::listed(article, &numbers).into_iter().collect(),
            bookmarks: 0,
            drawings: 0,
            heads: Vec::new(),
            numbers,
            title_room: None,
        }
    }

    /// The families' names.
    pub(crate) fn fonts(&self) -> &'a FontNames {
        self.input.names
    }

    /// Whether the styles of headings number them.
    pub(crate) fn headings_numbered(&self) -> bool {
        !self.numbers.is_empty()
    }

    /// The anchors on a block.
    pub(crate) fn anchors_on(&self, block: BlockId) -> impl Iterator<Item = AnchorId> + '_ {
        let start = self.anchors.partition_point(|(each, _)| *each < block);
        let on = self.anchors[start..].iter().take_while(move |(each, _)| *each == block);
        on.map(|(_, anchor)| *anchor)
    }

    /// A number that no other bookmark has.
    pub(crate) fn next_bookmark(&mut self) -> u32 {
        self.bookmarks += 1;
        self.bookmarks
    }

    /// A number that no other drawing has.
    pub(crate) fn next_drawing(&mut self) -> u32 {
        self.drawings += 1;
        self.drawings
    }
}

impl Notes {
    fn of(article: &Article) -> Notes {
        let mut notes = Notes::default();
        let marks = |blocks: std::ops::Range<u32>| {
            let blocks = &article.blocks[blocks.start as usize..blocks.end as usize];
            blocks.iter().flat_map(|block| article.inlines_of(block)).filter_map(|inline| {
                match inline.kind {
                    InlineKind::NoteMark { note, again } => Some((note, again)),
                    _ => None,
                }
            })
        };
        for (note, again) in marks(0..article.body_len) {
            if again {
                notes.repeated.insert(note);
            }
        }
        for (holder, each) in (0u32..).map(NoteId).zip(&article.notes) {
            for (note, again) in marks(each.blocks.clone()) {
                notes.repeated.insert(note);
                if !again {
                    notes.nested.push((holder, note));
                }
            }
        }
        notes
    }

    /// Whether the body already refers to a note.
    pub(crate) fn is_shown(&self, note: NoteId) -> bool {
        self.known.contains(&note)
    }

    /// Takes note of a reference to a note of this number, and says what it shows.
    pub(crate) fn show(&mut self, note: NoteId, number: u32) -> NoteLabel {
        let label = if number == self.counted + 1 {
            self.counted += 1;
            NoteLabel::Counted
        } else {
            NoteLabel::Own(number)
        };
        self.known.insert(note);
        self.shown.push((note, label));
        label
    }
}

/// The bookmark of an anchor: hidden, ASCII, at most 40 characters (ECMA-376 §17.13.6.2).
pub(crate) fn anchor_name(anchor: AnchorId) -> String {
    format!("_anchor_{}", anchor.0 + 1)
}

/// The bookmark of a block that a table of contents lists, named as word processors name theirs.
pub(crate) fn listed_name(block: BlockId) -> String {
    format!("_Toc{:09}", block.0)
}

/// The bookmark of a number and the word before it: what references to it show.
pub(crate) fn label_name(anchor: AnchorId) -> String {
    format!("_Ref{}", anchor.0 + 1)
}

/// The bookmark of a number alone.
pub(crate) fn number_name(anchor: AnchorId) -> String {
    format!("_Number{}", anchor.0 + 1)
}

/// The bookmark of a note's first mark.
pub(crate) fn note_name(note: NoteId) -> String {
    format!("_note_{}", note.0 + 1)
}

/// The bookmark of a block of code, which says its language: no property of a paragraph does, and word
/// processors keep bookmarks. Names hold letters, digits and low lines (ECMA-376 §17.13.6.2 as Word has
/// it); other characters stand as their numbers between low lines.
pub(crate) fn code_name(block: BlockId, language: &str) -> String {
    let mut name = format!("_code_{}_", block.0);
    for c in language.chars() {
        if c.is_ascii_alphanumeric() {
            name.push(c);
        } else {
            name.push_str(&format!("_{:x}_", u32::from(c)));
        }
    }
    name
}

/// What surrounds a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around {
    /// Lists, quotations, cell, note.
    pub(crate) place: Place,
    /// How the lines of the column that holds it stand, if the author has said so.
    pub(crate) align: Option<Align>,
    /// The width of what holds it.
    pub(crate) width: Twip,
}

impl Around {
    /// How deep the paragraph stands.
    pub(crate) fn depth(&self) -> Depth {
        Depth { lists: self.place.lists, quotes: self.place.quotes, alerts: self.place.alerts }
    }
}

pub(crate) fn start_bookmark(writing: &mut Writing<'_>, xml: &mut Xml, name: &str) -> u32 {
    let id = writing.next_bookmark();
    xml.tag("w:bookmarkStart").with("w:id", id).with("w:name", name).empty();
    id
}

pub(crate) fn end_bookmark(xml: &mut Xml, id: u32) {
    xml.tag("w:bookmarkEnd").with("w:id", id).empty();
}
