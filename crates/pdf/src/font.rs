//! The faces that the pages use: which glyphs, for which text, under which code.
//!
//! A code (CID) tells one glyph *and* one text, so that every viewer copies the right characters:
//! a glyph that stands for two texts (a space and a no-break space) gets a second code, and the
//! font's `CIDToGIDMap` leads both to the same glyph. Text that codes cannot tell, a cluster of
//! several glyphs, is told by `ActualText` in `text.rs`.

use std::collections::{BTreeMap, BTreeSet};

use vanban_deflate::crc32;
use vanban_fonts::{Face, FaceId, FontLibrary, subset};
use vanban_layout::{GlyphRun, Item, Layout};

use crate::error::PdfError;

/// Marks a value of [`UsedFace::tells`] as a place in [`UsedFace::texts`]; no character is so high.
const LONG: u32 = 0x11_0000;

/// The code by which a glyph is shown.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Code {
    /// The number.
    pub(crate) cid: u16,
    /// The advance that the font dictionary states, in thousandths of an em.
    pub(crate) width: f32,
}

/// A code of the font: what `/W`, `/ToUnicode` and `/CIDToGIDMap` say of it.
#[derive(Clone, Debug)]
pub(crate) struct Cid {
    /// The glyph in the subset.
    pub(crate) glyph: u16,
    /// The advance in thousandths of an em.
    pub(crate) width: f32,
    /// The text.
    pub(crate) text: String,
}

/// A face as the pages use it.
pub(crate) struct UsedFace<'a> {
    /// The face.
    pub(crate) face: &'a Face,
    /// Its name among the resources.
    pub(crate) resource: String,
    /// The name of the subset: six letters from its bytes, then the face's own, alone where the face
    /// is whole.
    pub(crate) name: String,
    /// The font file.
    pub(crate) program: Vec<u8>,
    /// The codes.
    pub(crate) cids: BTreeMap<u16, Cid>,
    /// Whether `.notdef` is drawn, which no standard allows.
    pub(crate) draws_notdef: bool,
    /// For each glyph of the face, the text that it tells first: 0 for none, a character, or
    /// [`LONG`] and a place in `texts`.
    tells: Vec<u32>,
    texts: Vec<String>,
    /// For each glyph of the face, the code of that text.
    codes: Vec<Code>,
    /// For glyphs that tell other texts too, these and their codes.
    others: BTreeMap<u16, Vec<(String, Code)>>,
}

/// The faces, by their number in the library.
pub(crate) struct Faces<'a> {
    used: Vec<Option<UsedFace<'a>>>,
}

/// A cluster of a run: characters that share glyphs.
pub(crate) struct Cluster<'a> {
    /// The first glyph.
    pub(crate) first: usize,
    /// The glyph after the last.
    pub(crate) end: usize,
    /// The text.
    pub(crate) text: &'a str,
}

impl Cluster<'_> {
    /// Whether the code of its only glyph can tell its text (PDF/A-2 asks more for private
    /// characters, and forbids codes for the three others: ISO 19005-2 §6.2.11.7). Some readers take
    /// the halves of surrogate pairs for characters where a code stands for several.
    pub(crate) fn is_plain(&self) -> bool {
        self.end - self.first == 1
            && !self.text.is_empty()
            && (only(self.text).is_some() || !self.text.chars().any(|c| c > '\u{FFFF}'))
            && !self.text.chars().any(|c| {
                matches!(c, '\0' | '\u{FEFF}' | '\u{FFFE}' | '\u{E000}'..='\u{F8FF}')
                    || c >= '\u{F0000}'
            })
    }
}

/// The clusters of a run, in text order. Characters before the first glyph belong to it.
pub(crate) fn clusters(run: &GlyphRun) -> impl Iterator<Item = Cluster<'_>> {
    let glyphs = &run.glyphs;
    let mut first = 0;
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = glyphs.get(first)?.start;
        let mut end = first + 1;
        while glyphs.get(end).is_some_and(|glyph| glyph.start == start) {
            end += 1;
        }
        let to = glyphs.get(end).map_or(run.text.len(), |glyph| glyph.start as usize);
        let text = run.text.get(from..to).unwrap_or_default();
        let cluster = Cluster { first, end, text };
        (first, from) = (end, to);
        Some(cluster)
    })
}

/// The only character of a text.
fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

/// The glyphs and texts of one face, before it is cut down.
struct Census {
    tells: Vec<u32>,
    texts: Vec<String>,
    others: BTreeSet<(u16, String)>,
    /// A character for each glyph that is part of a cluster, should it tell nothing by itself.
    parts: BTreeMap<u16, char>,
}

impl Census {
    fn count(&mut self, run: &GlyphRun) {
        for cluster in clusters(run) {
            if !cluster.is_plain() {
                for (glyph, c) in run.glyphs[cluster.first..cluster.end]
                    .iter()
                    .zip(cluster.text.chars().chain(std::iter::repeat('\u{FFFD}')))
                {
                    self.parts.entry(glyph.id).or_insert(c);
                }
                continue;
            }
            let id = run.glyphs[cluster.first].id;
            let at = usize::from(id);
            if self.tells.len() <= at {
                self.tells.resize(at + 1, 0);
            }
            let told = self.tells[at];
            match only(cluster.text) {
                Some(c) if told == u32::from(c) => {}
                Some(c) if told == 0 => self.tells[at] = u32::from(c),
                None if told == 0 => {
                    self.tells[at] = LONG + u32::try_from(self.texts.len()).unwrap_or(0);
                    self.texts.push(cluster.text.to_owned());
                }
                None if told >= LONG && self.texts[(told - LONG) as usize] == cluster.text => {}
                _ => {
                    self.others.insert((id, cluster.text.to_owned()));
                }
            }
        }
    }
}

/// The faces that a layout uses, cut down to its glyphs.
pub(crate) fn gather<'a>(layout: &Layout, fonts: &'a FontLibrary) -> Result<Faces<'a>, PdfError> {
    let mut census: BTreeMap<FaceId, Census> = BTreeMap::new();
    let mut last = None;
    for (_, item) in layout.pages.iter().flat_map(|page| &page.frame.items) {
        if let Item::Run(run) = item
            && !run.glyphs.is_empty()
        {
            let (id, mut count) = match last.take() {
                Some((id, count)) if id == run.face => (id, count),
                other => {
                    census.extend(other);
                    let count = census.remove(&run.face).unwrap_or_else(|| Census {
                        tells: Vec::new(),
                        texts: Vec::new(),
                        others: BTreeSet::new(),
                        parts: BTreeMap::new(),
                    });
                    (run.face, count)
                }
            };
            count.count(run);
            last = Some((id, count));
        }
    }
    census.extend(last);

    let mut faces = Faces { used: Vec::new() };
    for (id, census) in census {
        let place = usize::from(id.0);
        faces.used.resize_with(place + 1, || None);
        faces.used[place] = Some(cut(id, fonts.face(id), census)?);
    }
    Ok(faces)
}

fn cut(id: FaceId, face: &Face, census: Census) -> Result<UsedFace<'_>, PdfError> {
    let Census { mut tells, texts, others, parts } = census;
    let others = if face.is_cff { BTreeSet::new() } else { others };
    for (glyph, c) in parts {
        let at = usize::from(glyph);
        if tells.len() <= at {
            tells.resize(at + 1, 0);
        }
        if tells[at] == 0 {
            tells[at] = u32::from(c);
        }
    }
    let glyphs: BTreeSet<u16> =
        (0..=u16::MAX).zip(&tells).filter(|(_, told)| **told != 0).map(|(id, _)| id).collect();
    let subset = subset(face, &glyphs)
        .map_err(|source| PdfError::Subset { face: face.name.clone(), source })?;
    let new = |glyph: u16| subset.get(glyph).unwrap_or(0);
    let width = |glyph: u16| {
        let units = f64::from(face.advance(glyph)) * 1000.0 / f64::from(face.units_per_em);
        ((units * 1000.0).round() / 1000.0) as f32
    };

    let mut used = UsedFace {
        face,
        resource: format!("V{}", id.0),
        name: if subset.is_whole {
            face.name.clone()
        } else {
            format!("{}+{}", tag(&subset.bytes), face.name)
        },
        program: Vec::new(),
        cids: BTreeMap::new(),
        draws_notdef: glyphs.contains(&0),
        codes: vec![Code::default(); tells.len()],
        others: BTreeMap::new(),
        texts: Vec::new(),
        tells: Vec::new(),
    };
    for &glyph in &glyphs {
        let told = tells[usize::from(glyph)];
        let text = match char::from_u32(told) {
            Some(c) => c.to_string(),
            None => texts[(told - LONG) as usize].clone(),
        };
        let cid = Cid { glyph: new(glyph), width: width(glyph), text };
        used.codes[usize::from(glyph)] = used.enter(new(glyph), cid);
    }
    // Other texts of a glyph are numbered after all glyphs of the subset.
    let mut next = used.cids.keys().next_back().map_or(1, |last| last.saturating_add(1));
    for (glyph, text) in others {
        let cid = Cid { glyph: new(glyph), width: width(glyph), text: text.clone() };
        let code = used.enter(next, cid);
        used.others.entry(glyph).or_default().push((text, code));
        next = next.saturating_add(1);
    }
    (used.tells, used.texts, used.program) = (tells, texts, subset.bytes);
    Ok(used)
}

/// Six letters that tell this subset from others of the face (ISO 32000-2 §9.9.2).
fn tag(program: &[u8]) -> String {
    let sum = crc32(program);
    (0..6).map(|place| char::from(b'A' + (sum / 26_u32.pow(place) % 26) as u8)).collect()
}

impl UsedFace<'_> {
    fn enter(&mut self, number: u16, cid: Cid) -> Code {
        let code = Code { cid: number, width: cid.width };
        self.cids.insert(number, cid);
        code
    }

    /// The code of a glyph that tells a text by itself.
    pub(crate) fn code_of(&self, glyph: u16, text: &str) -> Code {
        let told = self.tells[usize::from(glyph)];
        let tells = match only(text) {
            Some(c) => told == u32::from(c),
            None => told >= LONG && self.texts[(told - LONG) as usize] == text,
        };
        if tells {
            return self.part(glyph);
        }
        let others = self.others.get(&glyph).map_or(&[][..], Vec::as_slice);
        others.iter().find(|(other, _)| other == text).map_or(self.part(glyph), |(_, code)| *code)
    }

    /// Whether the code of a glyph alone can tell a text. A font with PostScript outlines has one code
    /// a glyph.
    pub(crate) fn tells(&self, glyph: u16, text: &str) -> bool {
        !self.face.is_cff
            || only(text).is_some_and(|c| self.tells.get(usize::from(glyph)) == Some(&u32::from(c)))
    }

    /// A code of a glyph whose text is told otherwise.
    pub(crate) fn part(&self, glyph: u16) -> Code {
        self.codes[usize::from(glyph)]
    }
}

impl<'a> Faces<'a> {
    /// A face that a run of the layout names.
    pub(crate) fn of(&self, run: &GlyphRun) -> &UsedFace<'a> {
        self.used[usize::from(run.face.0)].as_ref().expect("gathered from the same layout")
    }

    /// The faces.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &UsedFace<'a>> {
        self.used.iter().flatten()
    }
}
