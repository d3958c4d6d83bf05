//! A block's inlines to pieces of one look: the first stage of a paragraph.

use vanban_article::{Article, Block, InlineId, InlineKind, Marks, NoteId, PictureId, Span};
use vanban_theme::{CodePart, Mark, Pt, TextStyle, Theme, Twip};

use crate::context::Context;
use crate::math::{Formula, formula};
use crate::structure::{NodeId, Tag};

/// A stretch of a paragraph with one look.
#[derive(Debug)]
pub(crate) struct Piece<'a> {
    /// What it holds.
    pub(crate) content: Content<'a>,
    /// Its look.
    pub(crate) look: TextStyle,
    /// How far its baseline is raised.
    pub(crate) rise: Pt,
    /// The link that it is part of.
    pub(crate) link: Option<usize>,
    /// The structure node that it belongs to.
    pub(crate) node: NodeId,
    /// Its place in the source.
    pub(crate) span: Span,
    /// The inline that it comes from.
    pub(crate) inline: Option<InlineId>,
    /// Its language, where it is not the article's.
    pub(crate) lang: Option<String>,
}

impl<'a> Piece<'a> {
    /// A piece on the baseline, of no link and no inline.
    pub(crate) fn new(content: Content<'a>, look: TextStyle, node: NodeId) -> Piece<'a> {
        let span = Span::default();
        Piece { content, look, rise: Pt(0.0), link: None, node, span, inline: None, lang: None }
    }
}

/// What a piece holds.
#[derive(Debug)]
pub(crate) enum Content<'a> {
    /// The article's text.
    Text(&'a str),
    /// The article's text, and the byte offsets at which its line goes on behind a mark.
    Split {
        /// The text.
        words: &'a str,
        /// The offsets, in order.
        cuts: Vec<u32>,
        /// The look of the mark.
        mark: TextStyle,
    },
    /// Text that layout adds.
    Label(String),
    /// Small letters that are set as capitals.
    SmallCaps(&'a str),
    /// The mark of a note: its number.
    NoteMark(String),
    /// A line end that the author asked for.
    LineBreak,
    /// A picture.
    Picture {
        /// Which picture.
        picture: PictureId,
        /// Its printed width.
        width: Twip,
        /// Its printed height.
        height: Twip,
    },
    /// A formula.
    Math(Box<Formula>),
}

/// Collects the pieces of a leaf block whose paragraphs look like `base`, and the notes that it
/// marks, each with the index of its piece.
pub(crate) fn collect<'a>(
    cx: &mut Context<'a>,
    block: &'a Block,
    base: TextStyle,
    node: NodeId,
    measure: Twip,
) -> (Vec<Piece<'a>>, Vec<(usize, NoteId)>) {
    let article: &'a Article = cx.article;
    let inlines = article.inlines_of(block);
    let mut pieces = Vec::with_capacity(inlines.len());
    let mut notes = Vec::new();
    let mut link_node: Option<(usize, NodeId)> = None;
    for (id, inline) in (block.inlines.start..).map(InlineId).zip(inlines) {
        let mut look = marked(cx.theme, base, inline.marks);
        let span = inline.style.and_then(|style| cx.span(style, inline.span));
        look = span.map_or(look, |span| span.on(look));
        let small = inline.marks.has(Marks::SMALL_CAPS) || span.is_some_and(|span| span.small_caps);
        let style = inline.style.map(|style| &article.styles[style.index()]);
        let lang = style.and_then(|style| style.language());
        let mut rise;
        (look, rise) = script(cx.theme, look, inline.marks);
        if let Some(part) = inline.token.name().and_then(CodePart::named) {
            look = cx.theme.code(look, part);
        }
        let mut owner = node;
        let link = inline.link.map(|link| link.index());
        if let Some(link) = link {
            look = cx.theme.marked(look, Mark::Link);
            owner = match link_node {
                Some((open, node)) if open == link => node,
                _ => cx.structure.detached(Tag::Link, node),
            };
            link_node = Some((link, owner));
        } else {
            link_node = None;
        }
        if inline.marks.has(Marks::CODE) {
            owner = cx.structure.detached(Tag::Code, owner);
        }
        if let Some(lang) = &lang {
            owner = cx.structure.detached(Tag::Span, owner);
            cx.structure.node_mut(owner).lang = Some(lang.clone());
        }
        let mut link = link;
        let content = match &inline.kind {
            InlineKind::Text(text) if small => {
                let span = inline.span;
                let piece = Piece::new(Content::LineBreak, look, owner);
                let piece = Piece { rise, link, span, lang, ..piece };
                small_caps(cx.theme, text, &piece, &mut pieces);
                continue;
            }
            InlineKind::Text(text) => Content::Text(text),
            InlineKind::Number { number, .. } => Content::Label(number.to_string()),
            InlineKind::Reference { anchor, shown, link: to } => {
                link = Some(to.index());
                owner = cx.structure.detached(Tag::Reference, node);
                owner = cx.structure.detached(Tag::Link, owner);
                Content::Label(cx.refer(*anchor, *shown))
            }
            InlineKind::LineBreak => Content::LineBreak,
            InlineKind::NoteMark { note, again } => {
                if !again {
                    notes.push((pieces.len(), *note));
                }
                (look, rise) = raised(cx.theme, base);
                link = Some(cx.note_link(*note));
                let reference = cx.structure.detached(Tag::Reference, node);
                cx.note_marks.entry(*note).or_default().push(reference);
                owner = cx.structure.detached(Tag::Link, reference);
                Content::NoteMark(article.notes[note.index()].number.to_string())
            }
            InlineKind::Math(math) => {
                let math = &article.maths[math.index()];
                owner = cx.structure.detached(Tag::Formula, owner);
                cx.structure.node_mut(owner).alt = Some(math.source.clone());
                Content::Math(Box::new(formula(math, look, cx.library, &mut cx.shaper)))
            }
            InlineKind::Picture { picture, alt, size } => {
                match cx.picture_size(*picture, *size, measure) {
                    Some((width, height)) => {
                        cx.hints.pictures.insert(id, (width.0, height.0));
                        owner = cx.structure.detached(Tag::Figure, owner);
                        cx.structure.node_mut(owner).alt = Some(alt.clone());
                        Content::Picture { picture: *picture, width, height }
                    }
                    None if alt.is_empty() => continue,
                    None => Content::Label(format!("[{alt}]")),
                }
            }
        };
        let (span, inline) = (inline.span, Some(id));
        pieces.push(Piece { content, look, rise, link, node: owner, span, inline, lang });
    }
    (pieces, notes)
}

/// A note's number before its text, raised as its mark is.
pub(crate) fn note_label<'a>(
    theme: &Theme,
    number: u32,
    base: TextStyle,
    node: NodeId,
    label: NodeId,
) -> [Piece<'a>; 2] {
    let (look, rise) = raised(theme, base);
    let mark = Piece::new(Content::NoteMark(number.to_string()), look, label);
    [Piece { rise, ..mark }, Piece::new(Content::Label(" ".to_owned()), base, node)]
}

/// Small capitals as word processors make them: small letters as smaller capitals, the rest as it is.
fn small_caps<'a>(theme: &Theme, text: &'a str, like: &Piece<'a>, out: &mut Vec<Piece<'a>>) {
    let small =
        TextStyle { size: theme.small_caps_size.at(like.look.size).twips().pt(), ..like.look };
    let mut start = 0;
    let mut push = |range: std::ops::Range<usize>, lower: bool| {
        if !range.is_empty() {
            let part = &text[range];
            let (content, look) = if lower {
                (Content::SmallCaps(part), small)
            } else {
                (Content::Text(part), like.look)
            };
            out.push(Piece { content, look, lang: like.lang.clone(), ..*like });
        }
    };
    let mut before = None;
    for (at, char) in text.char_indices() {
        let lower = char.is_lowercase();
        if before.is_some_and(|before| before != lower) {
            push(start..at, !lower);
            start = at;
        }
        before = Some(lower);
    }
    push(start..text.len(), before.unwrap_or(false));
}

/// The look of raised text.
fn raised(theme: &Theme, base: TextStyle) -> (TextStyle, Pt) {
    (theme.marked(base, Mark::Superscript), theme.superscript_rise.at(base.size))
}

/// The look of text under marks, in full size even where it is raised or lowered.
pub(crate) fn marked(theme: &Theme, base: TextStyle, marks: Marks) -> TextStyle {
    let mut look = base;
    for (bit, mark) in [
        (Marks::CODE, Mark::Code),
        (Marks::EMPHASIS, Mark::Emphasis),
        (Marks::STRONG, Mark::Strong),
        (Marks::STRIKE, Mark::Strike),
        (Marks::UNDERLINE, Mark::Underline),
        (Marks::HIGHLIGHT, Mark::Highlight),
    ] {
        if marks.has(bit) {
            look = theme.marked(look, mark);
        }
    }
    look
}

/// The look of text that may be raised or lowered, and how far it is raised.
fn script(theme: &Theme, look: TextStyle, marks: Marks) -> (TextStyle, Pt) {
    if marks.has(Marks::SUPERSCRIPT) {
        let rise = theme.superscript_rise.at(look.size);
        (theme.marked(look, Mark::Superscript), rise)
    } else if marks.has(Marks::SUBSCRIPT) {
        let fall = -theme.subscript_fall.at(look.size);
        (theme.marked(look, Mark::Subscript), fall)
    } else {
        (look, Pt(0.0))
    }
}
