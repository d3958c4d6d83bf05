//! Text to glyphs, under the rules by which both papers break alike.
//!
//! Layout hands in short pieces, a syllable or a space, again and again: every answer is kept.
//! No kerning and no ligatures, because the reader of the DOCX measures without them.

use std::rc::Rc;
use std::str::FromStr;

use harfrust::{
    Buffer, BufferFlags, Direction, Feature, Font, Language, Script, ShapeOptions, ShapePlan,
    ShaperFont, Tag, shape,
};
use rustc_hash::FxHashMap;

use crate::library::{FaceId, FontLibrary};

/// A glyph at its place in a piece of text, in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapedGlyph {
    /// The glyph, 0 (`.notdef`) for a character that the face lacks.
    pub id: u16,
    /// Byte offset in the text of the first character that the glyph stands for.
    pub cluster: u32,
    /// How far the pen moves on.
    pub advance: i32,
    /// How far right of the pen the glyph is drawn.
    pub x_offset: i32,
    /// How far above the baseline the glyph is drawn.
    pub y_offset: i32,
}

/// How many answers are kept: far more than the syllables of Vietnamese in every cut of an
/// article, few enough that hostile input stays within some tens of megabytes.
const KEPT: usize = 100_000;

/// Long pieces hardly ever come twice.
const LONGEST_KEPT: usize = 256;

/// What shaping in one face needs, made once, and the answers so far.
struct Bench<'a> {
    source: &'a Font,
    font: ShaperFont<'a, 'static>,
    /// Plans by the script they are for.
    plans: Vec<(Script, ShapePlan)>,
    /// Whether the face may hold scripts with rules of their own; the bundled ones do not.
    many_scripts: bool,
    kept: FxHashMap<Box<str>, Rc<[ShapedGlyph]>>,
}

/// Turns text into glyphs and remembers what it shaped.
pub struct Shaper<'a> {
    library: &'a FontLibrary,
    benches: Vec<Option<Bench<'a>>>,
    buffer: Buffer,
    language: Language,
    kept: usize,
}

impl<'a> Shaper<'a> {
    /// A shaper for the faces of a library.
    #[must_use]
    pub fn new(library: &'a FontLibrary) -> Shaper<'a> {
        let mut buffer = Buffer::new();
        // Invisible characters leave no glyph behind, not even an empty one.
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        Shaper {
            library,
            benches: Vec::new(),
            buffer,
            language: Language::from_str("vi").expect("a language tag that is not empty"),
            kept: 0,
        }
    }

    /// The glyphs of a piece of text set in a face, from left to right, clusters ascending.
    ///
    /// Empty when the text is, or holds nothing but invisible characters.
    pub fn shape(&mut self, face: FaceId, text: &str) -> Rc<[ShapedGlyph]> {
        let library = self.library;
        let place = usize::from(face.0);
        if self.benches.len() <= place {
            self.benches.resize_with(place + 1, || None);
        }
        let bench = self.benches[place].get_or_insert_with(|| bench(library, face));
        if let Some(glyphs) = bench.kept.get(text) {
            return Rc::clone(glyphs);
        }
        let glyphs = shape_piece(bench, &mut self.buffer, &self.language, text);
        if text.len() <= LONGEST_KEPT {
            bench.kept.insert(text.into(), Rc::clone(&glyphs));
            self.kept += 1;
            if self.kept > KEPT {
                self.forget();
            }
        }
        glyphs
    }

    fn forget(&mut self) {
        for bench in self.benches.iter_mut().flatten() {
            bench.kept.clear();
        }
        self.kept = 0;
    }
}

/// The features that are off: line breaks agree between the papers only without them.
fn features() -> [Feature; 4] {
    [b"kern", b"liga", b"clig", b"calt"].map(|tag| Feature::new(Tag::new(tag), 0, ..))
}

fn bench(library: &FontLibrary, face: FaceId) -> Bench<'_> {
    let source = &library.face(face).font;
    Bench {
        source,
        font: ShaperFont::new(source),
        plans: Vec::new(),
        many_scripts: library.is_given(face),
        kept: FxHashMap::default(),
    }
}

/// The script of a buffer's text, Latin where it has none of its own.
fn script(buffer: &mut Buffer) -> Script {
    buffer.guess_segment_properties();
    buffer.script().unwrap_or(Script::LATIN)
}

fn shape_piece(
    bench: &mut Bench<'_>,
    buffer: &mut Buffer,
    language: &Language,
    text: &str,
) -> Rc<[ShapedGlyph]> {
    buffer.clear();
    buffer.push_str(text);
    let script = if bench.many_scripts { script(buffer) } else { Script::LATIN };
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(Some(script));
    buffer.set_language(Some(language.clone()));
    let features = features();
    let place = bench.plans.iter().position(|(own, _)| *own == script).unwrap_or_else(|| {
        let (font, direction) = (bench.source, Direction::LeftToRight);
        let plan = ShapePlan::new(font, direction, Some(script), Some(language), &features);
        bench.plans.push((script, plan));
        bench.plans.len() - 1
    });
    let plan = &bench.plans[place].1;
    let options = ShapeOptions::new().plan(Some(plan)).features(&features);
    shape(&bench.font, buffer, options).expect("the buffer has the plan's direction and script");
    let infos = buffer.glyph_infos().iter();
    infos
        .zip(buffer.glyph_positions())
        .map(|(info, position)| ShapedGlyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            cluster: info.cluster,
            advance: position.x_advance,
            x_offset: position.x_offset,
            y_offset: position.y_offset,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{KEPT, ShapedGlyph, Shaper};
    use crate::library::{FaceId, FontLibrary};
    use std::rc::Rc;

    const SERIF: FaceId = FaceId(0);

    fn shaped(text: &str) -> Vec<ShapedGlyph> {
        Shaper::new(FontLibrary::bundled()).shape(SERIF, text).to_vec()
    }

    #[test]
    fn every_letter_has_the_glyph_and_width_of_the_font() {
        let face = FontLibrary::bundled().face(SERIF);
        let text = "Đường về AV fi ffi 100-199";
        for (glyph, (at, c)) in shaped(text).iter().zip(text.char_indices()) {
            assert_eq!(Some(glyph.id), face.glyph(c));
            assert_eq!(glyph.cluster as usize, at);
            assert_eq!(glyph.advance, i32::from(face.advance(glyph.id)), "no kerning at {c}");
            assert_eq!((glyph.x_offset, glyph.y_offset), (0, 0));
        }
        assert_eq!(shaped(text).len(), text.chars().count(), "no ligatures");
    }

    #[test]
    fn a_decomposed_letter_is_one_cluster() {
        let decomposed = shaped("e\u{302}\u{301}");
        assert_eq!(decomposed, shaped("ế"));
        assert_eq!(decomposed.len(), 1);
    }

    #[test]
    fn a_mark_without_composed_form_sits_on_its_letter() {
        let glyphs = shaped("q\u{323}");
        assert_eq!(glyphs.len(), 2);
        assert!(glyphs.iter().all(|glyph| glyph.cluster == 0));
        assert_eq!(glyphs[1].advance, 0);
        assert!(glyphs[1].x_offset < 0, "the mark is moved back over its letter");
    }

    #[test]
    fn invisible_characters_leave_no_glyph() {
        assert!(shaped("\u{2060}").is_empty());
        assert!(shaped("").is_empty());
        let joined = shaped("a\u{2060}b");
        assert_eq!(joined.iter().map(|glyph| glyph.id).collect::<Vec<_>>(), {
            let face = FontLibrary::bundled().face(SERIF);
            vec![face.glyph('a').unwrap(), face.glyph('b').unwrap()]
        });
    }

    #[test]
    fn a_character_that_the_face_lacks_is_notdef() {
        assert_eq!(shaped("漢")[0].id, 0);
    }

    #[test]
    fn the_same_piece_is_shaped_once() {
        let mut shaper = Shaper::new(FontLibrary::bundled());
        let first = shaper.shape(SERIF, "Trung");
        assert!(Rc::ptr_eq(&first, &shaper.shape(SERIF, "Trung")));
        assert!(!Rc::ptr_eq(&first, &shaper.shape(FaceId(1), "Trung")));
    }

    #[test]
    fn the_memory_is_bounded() {
        let mut shaper = Shaper::new(FontLibrary::bundled());
        for n in 0..=KEPT {
            shaper.shape(SERIF, &n.to_string());
        }
        assert!(shaper.kept <= 1);
        assert_eq!(*shaper.shape(SERIF, "7"), *shaped("7"));
    }
}
