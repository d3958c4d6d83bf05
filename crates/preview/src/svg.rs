//! A page as an SVG file (SVG 1.1): glyphs as outlines, exactly as they were shaped, under a layer of
//! text that is not seen but read, searched and copied, in reading order.

use std::collections::BTreeSet;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use vanban_article::image::samples::samples;
use vanban_article::image::{Image, ImageFormat};
use vanban_fonts::FaceId;
use vanban_layout::{GlyphRun, Item, Link, LinkTarget, Page, Picture, Point, Rule};
use vanban_theme::{Color, Pt};

use crate::Pages;
use crate::error::PreviewError;
use crate::outlines::{Outlines, name, number};
use crate::picture::loaded;
use crate::png;
use crate::reading::{Leaf, Leaves, Reading};
use crate::watermark;

/// From how many points on a filling is a ground, not a rule.
const GROUND: f32 = 2.0;

/// What draws pages as SVG, and keeps the outlines that it has drawn.
pub struct Svg<'a> {
    pages: Pages<'a>,
    reading: Reading,
    outlines: Outlines,
}

/// A page in the making.
#[derive(Default)]
struct File {
    defs: String,
    body: String,
    glyphs: BTreeSet<(FaceId, u16)>,
    pictures: BTreeSet<usize>,
}

impl<'a> Svg<'a> {
    /// Prepares to draw pages.
    #[must_use]
    pub fn new(pages: Pages<'a>) -> Svg<'a> {
        Svg { pages, reading: Reading::of(pages.layout), outlines: Outlines::default() }
    }

    /// Draws a page, counted from 0, as a file of its own.
    ///
    /// # Errors
    /// When there is no such page, or a picture is not there or damaged.
    pub fn page(&mut self, at: usize) -> Result<String, PreviewError> {
        let layout = self.pages.layout;
        let (Some(page), Some(leaves)) = (layout.pages.get(at), self.reading.page(at)) else {
            return Err(PreviewError::NoPage(at));
        };
        let mut file = File::default();
        if let Some(watermark) = &layout.watermark {
            file.body.push_str(&watermark::element(watermark, page.size));
        }
        for (origin, item) in &page.frame.items {
            match item {
                Item::Run(run) => {
                    let face = self.pages.fonts.face(run.face);
                    glyphs(&mut file, &mut self.outlines, *origin, run, face);
                }
                Item::Rule(rule) => fill(&mut file.body, *origin, rule),
                Item::Image(shown) => picture(&mut file, self.pages, *origin, shown)?,
                Item::Link(_) => {}
            }
        }
        let text = text_layer(self.pages, page, leaves);
        let links = link_layer(page, &layout.links);
        let (width, height) = (short(page.size.width.0), short(page.size.height.0));
        let lang = escaped(&layout.info.lang);
        let title = &layout.info.title;
        let space = if title.is_empty() { "" } else { " " };
        let title = format!("{}{space}({}/{})", escaped(title), at + 1, layout.pages.len());
        let File { defs, body, .. } = file;
        Ok(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" width=\"{width}pt\" \
             height=\"{height}pt\" viewBox=\"0 0 {width} {height}\" xml:lang=\"{lang}\">\n\
             <title>{title}</title>\n<defs>\n{defs}</defs>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n\
             <g aria-hidden=\"true\">\n{body}</g>\n{text}{links}</svg>\n"
        ))
    }
}

fn glyphs(
    file: &mut File,
    outlines: &mut Outlines,
    origin: Point,
    run: &GlyphRun,
    face: &vanban_fonts::Face,
) {
    // In units of the font, so that each glyph needs only its place.
    let unit = run.size.0 / f32::from(face.units_per_em.max(1));
    if unit <= 0.0 {
        return;
    }
    let mut uses = String::new();
    let mut x = Pt(0.0);
    for glyph in &run.glyphs {
        let path = outlines.path(run.face, face, glyph.id);
        if !path.is_empty() {
            let name = name(face, glyph.id);
            if file.glyphs.insert((run.face, glyph.id)) {
                let _ = writeln!(file.defs, "<path id=\"{name}\" d=\"{path}\"/>");
            }
            let _ = write!(uses, "<use xlink:href=\"#{name}\"");
            let mut place = |key: &str, value: f32| {
                let value = (value / unit).round();
                if value != 0.0 {
                    let _ = write!(uses, " {key}=\"{value}\"");
                }
            };
            place("x", (x + glyph.x_offset).0);
            place("y", glyph.y_offset.0);
            uses.push_str("/>");
        }
        x += glyph.advance;
    }
    if uses.is_empty() {
        return;
    }
    let (x, y) = (short(origin.x.0), short(origin.y.0));
    let body = &mut file.body;
    let _ = write!(body, "<g transform=\"translate({x} {y})scale({unit} -{unit})\"");
    if run.color != Color::BLACK {
        let _ = write!(body, " fill=\"#{}\"", run.color.hex());
    }
    let _ = writeln!(body, ">{uses}</g>");
}

fn fill(body: &mut String, origin: Point, rule: &Rule) {
    body.push_str("<rect");
    area(body, origin, rule.size.width, rule.size.height);
    let _ = write!(body, " fill=\"#{}\"", rule.color.hex());
    // Neighbouring grounds leave no seam; rules thinner than a pixel would not be drawn at all.
    if rule.size.width.0.min(rule.size.height.0) >= GROUND {
        body.push_str(" shape-rendering=\"crispEdges\"");
    }
    body.push_str("/>\n");
}

fn area(text: &mut String, origin: Point, width: Pt, height: Pt) {
    for (key, value) in [("x", origin.x), ("y", origin.y), ("width", width), ("height", height)] {
        let _ = write!(text, " {key}=\"");
        number(text, value.0);
        text.push('"');
    }
}

fn picture(
    file: &mut File,
    pages: Pages<'_>,
    origin: Point,
    shown: &Picture,
) -> Result<(), PreviewError> {
    let at = shown.picture.index();
    let image = loaded(pages.images, at)?;
    // The picture in units of its own, so that its proportions are its own wherever it is shown.
    let sides = match &image.vector {
        Some(vector) => [vector.picture.width, vector.picture.height],
        None => [image.width as f32, image.height as f32],
    };
    if file.pictures.insert(at) {
        let (kind, bytes) = data(image).map_err(|source| match source {
            Failed::Samples(source) => PreviewError::Picture { picture: at, source },
            Failed::Encoding(error) => error,
        })?;
        let [width, height] = sides.map(short);
        let _ = write!(
            file.defs,
            "<image id=\"p{at}\" width=\"{width}\" height=\"{height}\" \
             preserveAspectRatio=\"none\" xlink:href=\"data:image/{kind};base64,"
        );
        STANDARD.encode_string(&bytes, &mut file.defs);
        file.defs.push_str("\"/>\n");
    }
    let (x, y) = (short(origin.x.0), short(origin.y.0));
    let (across, down) = (shown.size.width.0 / sides[0], shown.size.height.0 / sides[1]);
    let _ = writeln!(
        file.body,
        "<use xlink:href=\"#p{at}\" transform=\"translate({x} {y})scale({across} {down})\"/>"
    );
    Ok(())
}

enum Failed {
    Samples(vanban_article::ImageError),
    Encoding(PreviewError),
}

/// The file of a picture that every viewer of SVG shows, and its kind.
fn data(image: &Image) -> Result<(&'static str, Vec<u8>), Failed> {
    if let Some(vector) = &image.vector {
        return Ok(("svg+xml", vector.svg.to_vec()));
    }
    match image.file.format {
        ImageFormat::Jpeg => Ok(("jpeg", image.file.bytes.to_vec())),
        ImageFormat::Png => Ok(("png", image.file.bytes.to_vec())),
        // A page does not move: of a GIF only what the paper shows.
        ImageFormat::Gif => {
            let samples = samples(image).map_err(Failed::Samples)?;
            Ok(("png", png::encoded(&samples).map_err(Failed::Encoding)?))
        }
    }
}

/// The text of a page, a line an element, and what its pictures show.
fn text_layer(pages: Pages<'_>, page: &Page, leaves: &Leaves) -> String {
    let mut layer =
        String::from("<g fill-opacity=\"0\" font-family=\"serif\" xml:space=\"preserve\">\n");
    let nodes = &pages.layout.structure.nodes;
    lines(&mut layer, page, &leaves.content, |leaf, origin, picture, layer| {
        let alt = leaf.alt.and_then(|node| nodes.get(node.0)?.alt.as_deref());
        if let Some(alt) = alt.filter(|alt| !alt.is_empty()) {
            layer.push_str("<rect role=\"img\"");
            area(layer, origin, picture.size.width, picture.size.height);
            let _ = writeln!(layer, "><title>{}</title></rect>", escaped(alt));
        }
    });
    if !leaves.furniture.is_empty() {
        layer.push_str("<g aria-hidden=\"true\">\n");
        let leaf = |item: &usize| Leaf { item: *item, heading: None, alt: None };
        let furniture: Vec<Leaf> = leaves.furniture.iter().map(leaf).collect();
        lines(&mut layer, page, &furniture, |_, _, _, _| {});
        layer.push_str("</g>\n");
    }
    layer.push_str("</g>\n");
    layer
}

/// Writes runs, those that follow each other on one baseline as one line; pictures are told apart.
fn lines(
    layer: &mut String,
    page: &Page,
    leaves: &[Leaf],
    shown: impl Fn(&Leaf, Point, &Picture, &mut String),
) {
    let mut open: Option<(Pt, Option<u8>)> = None;
    let close = |layer: &mut String, open: &mut Option<(Pt, Option<u8>)>| {
        if open.take().is_some() {
            layer.push_str("</text>\n");
        }
    };
    for leaf in leaves {
        match page.frame.items.get(leaf.item) {
            Some((origin, Item::Run(run))) if !run.text.is_empty() => {
                if open != Some((origin.y, leaf.heading)) {
                    close(layer, &mut open);
                    let _ = write!(layer, "<text y=\"{}\"", short(origin.y.0));
                    if let Some(level) = leaf.heading {
                        let _ = write!(layer, " role=\"heading\" aria-level=\"{level}\"");
                    }
                    layer.push('>');
                    open = Some((origin.y, leaf.heading));
                }
                span(layer, *origin, run);
            }
            Some((origin, Item::Image(picture))) => {
                close(layer, &mut open);
                shown(leaf, *origin, picture, layer);
            }
            _ => {}
        }
    }
    close(layer, &mut open);
}

/// A run as text that takes the room of its glyphs.
fn span(layer: &mut String, origin: Point, run: &GlyphRun) {
    let width: f32 = run.glyphs.iter().map(|glyph| glyph.advance.0).sum();
    let _ = write!(layer, "<tspan x=\"{}\"", short(origin.x.0));
    let _ = write!(layer, " font-size=\"{}\"", short(run.size.0));
    if width > 0.0 {
        let _ = write!(layer, " textLength=\"{}\"", short(width));
        layer.push_str(" lengthAdjust=\"spacingAndGlyphs\"");
    }
    if let Some(lang) = &run.lang {
        let _ = write!(layer, " xml:lang=\"{}\"", escaped(lang));
    }
    let _ = write!(layer, ">{}</tspan>", escaped(&run.text));
}

/// The areas that lead out of the paper.
fn link_layer(page: &Page, links: &[Link]) -> String {
    let mut layer = String::new();
    for (origin, item) in &page.frame.items {
        let Item::Link(shown) = item else { continue };
        let Some(Link { target: LinkTarget::Url(url), contents }) = links.get(shown.link) else {
            continue;
        };
        let _ = write!(layer, "<a xlink:href=\"{}\"><rect fill-opacity=\"0\"", escaped(url));
        area(&mut layer, *origin, shown.size.width, shown.size.height);
        let _ = writeln!(layer, "><title>{}</title></rect></a>", escaped(contents));
    }
    layer
}

fn short(value: f32) -> String {
    let mut text = String::new();
    number(&mut text, value);
    text
}

/// Text as XML holds it, in elements and in attributes; what XML cannot hold (XML 1.0 §2.2) stands
/// as U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(escaped, "&#{};", u32::from(c));
            }
            '\0'..' ' | '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
