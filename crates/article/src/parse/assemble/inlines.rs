//! The inlines of a leaf block: references resolved, formulas read, pictures and links counted.

use super::{Assembler, add_link};
use crate::inline::{Inline, InlineKind, Marks};
use crate::kind::{Series, Shown};
use crate::math::Math;
use crate::model::{Link, LinkId, MathId, ParagraphKind, PictureId, PictureRef, StyleId, Target};
use crate::parse::draft::{BlockDraft, DraftKind, Piece, PieceKind, Stream};
use crate::parse::number::Numbered;
use crate::parse::text::{self, Ready, ReadyKind};
use crate::parse::{code, highlight, label, link, math};
use crate::source::Span;

impl<'t> Assembler<'_, 't, '_> {
    /// The inlines of a leaf block.
    pub(super) fn leaf(
        &mut self,
        stream: &Stream<'t>,
        block: &BlockDraft,
        number: Option<Numbered>,
        actions: &mut Option<std::slice::Iter<'_, String>>,
    ) -> Vec<Inline> {
        let pieces = &stream.pieces[block.pieces.start as usize..block.pieces.end as usize];
        if let DraftKind::Code { language } = &block.kind {
            let lines = code::code(pieces, self.report);
            return highlight::highlight(language.as_deref(), lines, &mut self.colored);
        }
        let mut ready = Vec::with_capacity(pieces.len());
        if let Some(number) = number.filter(|number| number.series != Series::Equation) {
            ready.extend(label::caption(number, block.span, !pieces.is_empty()));
        }
        for piece in pieces {
            let mut link = piece.link.and_then(|link| self.link(link));
            let Piece { span, marks, .. } = *piece;
            let style = piece.style.map(StyleId);
            let kind = match &piece.kind {
                PieceKind::Text(text) => ReadyKind::Text(text.as_ref().into()),
                PieceKind::Break => ReadyKind::Other(InlineKind::LineBreak),
                PieceKind::Address { shown, destination } => {
                    link = self.new_link(destination, span);
                    ReadyKind::Text(shown.as_ref().into())
                }
                PieceKind::Reference { name, shown, written } => {
                    match self.reference(name, *shown, span) {
                        Some(reference) => ReadyKind::Other(reference),
                        None => ReadyKind::Text(written.as_str().into()),
                    }
                }
                PieceKind::Picture(shot) => {
                    let picture = self.picture(&shot.path, span);
                    let (alt, size) = (shot.alt.clone(), shot.size);
                    ReadyKind::Other(InlineKind::Picture { picture, alt, size })
                }
                PieceKind::Math(latex, display) => self.math(latex, *display, span),
                PieceKind::Note(label) => match actions {
                    Some(actions) => {
                        ReadyKind::Text(actions.next().map_or("", String::as_str).into())
                    }
                    None => match self.notes.marked(label) {
                        Some(note) => {
                            let again = !self.marked.insert(note);
                            ReadyKind::Other(InlineKind::NoteMark { note, again })
                        }
                        None => ReadyKind::Text(format!("[^{label}]").into()),
                    },
                },
            };
            let code =
                matches!(piece.kind, PieceKind::Math(..)) && matches!(kind, ReadyKind::Text(_));
            let marks = if code { marks.with(Marks::CODE) } else { marks };
            ready.push(Ready { span, kind, marks, link, style });
        }
        if let Some(number) = number.filter(|number| number.series == Series::Equation) {
            ready.extend(label::caption(number, block.span, true));
        }
        text::paragraph(ready.into_iter(), self.report)
    }

    pub(super) fn link(&mut self, index: u32) -> Option<LinkId> {
        let index = index as usize;
        if let Some(known) = self.links[index] {
            return known;
        }
        let draft = &self.draft.links[index];
        let target =
            link::resolve(&draft.destination, draft.span, &mut self.anchors.names, self.report);
        let id = target.map(|target| {
            let title = crate::parse::inline::one_line(&draft.title);
            let title = (!title.is_empty()).then_some(title);
            add_link(&mut self.article, Link { span: draft.span, target, title })
        });
        self.links[index] = Some(id);
        id
    }

    /// The link of a bare address.
    pub(super) fn new_link(&mut self, destination: &str, span: Span) -> Option<LinkId> {
        let target = link::resolve(destination, span, &mut self.anchors.names, self.report)?;
        Some(add_link(&mut self.article, Link { span, target, title: None }))
    }

    /// A reference to the place of a name; none, and a diagnostic, where there is no such place.
    pub(super) fn reference(&mut self, name: &str, shown: Shown, span: Span) -> Option<InlineKind> {
        let target = link::resolve(&format!("#{name}"), span, &mut self.anchors.names, self.report);
        let Some(Target::Anchor(anchor)) = target else { return None };
        let link = Link { span, target: Target::Anchor(anchor), title: None };
        let link = add_link(&mut self.article, link);
        Some(InlineKind::Reference { anchor, shown, link })
    }

    /// The number that the caption of a draft block begins with.
    pub(super) fn number(&self, stream: usize, index: u32, kind: &DraftKind) -> Option<Numbered> {
        match kind {
            // The caption of a figure follows it.
            DraftKind::Paragraph(ParagraphKind::Caption) => {
                self.numbers.of(stream, index.checked_sub(1)?)
            }
            DraftKind::Paragraph(ParagraphKind::TableCaption | ParagraphKind::Equation) => {
                self.numbers.of(stream, index)
            }
            _ => None,
        }
    }

    /// A formula, or its source where it cannot be read.
    pub(super) fn math(&mut self, latex: &str, display: bool, span: Span) -> ReadyKind<'static> {
        let source = math::source(latex);
        match math::read(latex, span, self.report) {
            Some(nodes) => {
                let id = MathId(self.article.maths.len() as u32);
                self.article.maths.push(Math { source, display, nodes, span });
                ReadyKind::Other(InlineKind::Math(id))
            }
            None => ReadyKind::Text(source.into()),
        }
    }

    pub(super) fn picture(&mut self, path: &str, span: Span) -> PictureId {
        if let Some(known) = self.pictures.get(path) {
            return *known;
        }
        let id = PictureId(self.article.pictures.len() as u32);
        self.article.pictures.push(PictureRef { path: path.to_owned(), span });
        self.pictures.insert(path.to_owned(), id);
        id
    }
}
