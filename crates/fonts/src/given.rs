//! The fonts that the user gave: what each is called and allows, and the faces, read when text is
//! first set in them.
//!
//! Of every file the names, the licence and the measures are read at once, so that what cannot be
//! used is told at the start; outlines and characters only of what is used. `library` looks faces
//! up here after the bundled ones.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use skrifa::raw::tables::head::MacStyle;
use skrifa::raw::tables::os2::SelectionFlags;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::string::StringId;
use skrifa::{MetadataProvider, Tag};
use vanban_theme::{Family, FontSpec};

use crate::container;
use crate::face::{Face, FaceName};
use crate::licence::{Licence, Usage};
use crate::problem::{FontProblem, Refused};
use crate::sound;

/// A font file that the user gave.
#[derive(Clone, Debug)]
pub struct FontFile {
    /// What messages call it.
    pub name: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Whether all of it is checked at once: it was named by itself, not found in a folder.
    pub named: bool,
}

/// A face of a file, and what is known of it before it is read.
struct GivenFace {
    file: String,
    bytes: Arc<[u8]>,
    index: u32,
    called: FaceName,
    spec: FontSpec,
    face: OnceLock<Result<Face, FontProblem>>,
}

/// A family: its name and its cuts by their place among the faces.
struct GivenFamily {
    name: String,
    /// Regular, italic, bold, bold italic.
    cuts: [Option<u16>; 4],
}

/// All that the user gave.
#[derive(Default)]
pub(crate) struct Given {
    faces: Vec<GivenFace>,
    families: Vec<GivenFamily>,
    /// Families by every name that their files have for them, in small letters.
    names: BTreeMap<String, u16>,
    /// The first family that draws each character; made when the first one is asked for.
    characters: OnceLock<FxHashMap<u32, u16>>,
}

/// What a face says of itself.
struct Card {
    called: FaceName,
    aliases: Vec<String>,
    bold: bool,
    italic: bool,
}

/// The place of a cut among those of its family.
fn cut(bold: bool, italic: bool) -> usize {
    2 * usize::from(bold) + usize::from(italic)
}

impl Given {
    /// Reads what the files say of themselves, in their order; `numbers` are taken by families already.
    pub(crate) fn read(files: Vec<FontFile>, numbers: u16) -> (Given, Vec<Refused>) {
        let mut given = Given::default();
        let mut refused = Vec::new();
        for file in files {
            let count = match container::faces(&file.bytes) {
                Ok(count) => count,
                Err(problem) => {
                    refused.push(Refused { file: file.name, name: None, problem });
                    continue;
                }
            };
            for index in 0..count {
                if let Err((name, problem)) = given.add(&file, index, numbers) {
                    refused.push(Refused { file: file.name.clone(), name, problem });
                }
            }
        }
        (given, refused)
    }

    fn add(
        &mut self,
        file: &FontFile,
        index: u32,
        numbers: u16,
    ) -> Result<(), (Option<String>, FontProblem)> {
        let card = card(&file.bytes, index)?;
        let Card { called, aliases, bold, italic } = card;
        let known = self.names.get(&called.family.to_lowercase()).copied();
        let place = known.map_or(self.families.len(), usize::from);
        let cut = cut(bold, italic);
        // The first file of a cut counts.
        if self.families.get(place).is_some_and(|family| family.cuts[cut].is_some()) {
            return Ok(());
        }
        let number = u16::try_from(place).ok().and_then(|place| place.checked_add(numbers));
        let (Some(number), Ok(at)) = (number, u16::try_from(self.faces.len())) else {
            return Err((None, FontProblem::Broken("it is one font too many".to_owned())));
        };
        let family = called.family.clone();
        let name = called.postscript.clone();
        let face = GivenFace {
            file: file.name.clone(),
            bytes: Arc::clone(&file.bytes),
            index,
            called,
            spec: FontSpec { family: Family::Other(number), bold, italic },
            face: OnceLock::new(),
        };
        if file.named
            && let Err(problem) = face.read()
        {
            return Err((Some(name), problem.clone()));
        }
        self.faces.push(face);
        if known.is_none() {
            self.families.push(GivenFamily { name: family.clone(), cuts: [None; 4] });
        }
        let own = number - numbers;
        for name in aliases.iter().chain([&family]) {
            self.names.entry(name.to_lowercase()).or_insert(own);
        }
        self.families[place].cuts[cut] = Some(at);
        Ok(())
    }

    /// The names of the families, by their numbers.
    pub(crate) fn family_names(&self) -> impl Iterator<Item = &str> {
        self.families.iter().map(|family| family.name.as_str())
    }

    /// The number of the family of this name, capitals or not.
    pub(crate) fn named(&self, name: &str) -> Option<u16> {
        self.names.get(&name.trim().to_lowercase()).copied()
    }

    /// The face at a place that was given out.
    pub(crate) fn face(&self, place: u16) -> &Face {
        let face = self.faces.get(usize::from(place)).map(GivenFace::read);
        face.and_then(Result::ok).expect("a face is given out only after it was read")
    }

    /// The face of a family that is nearest to a cut: itself, else bold before italic, else regular,
    /// else any; nothing where none can be read.
    pub(crate) fn cut(&self, family: u16, bold: bool, italic: bool) -> Option<u16> {
        let cuts = self.families.get(usize::from(family))?.cuts;
        let order = [cut(bold, italic), cut(bold, false), cut(false, italic), 0, 1, 2, 3];
        let mut candidates = order.into_iter().filter_map(|cut| cuts[cut]);
        candidates.find(|place| self.reads(*place))
    }

    /// Whether a family has a cut.
    pub(crate) fn has(&self, family: u16, bold: bool, italic: bool) -> bool {
        let family = self.families.get(usize::from(family));
        family.is_some_and(|family| family.cuts[cut(bold, italic)].is_some())
    }

    fn reads(&self, place: u16) -> bool {
        self.faces.get(usize::from(place)).is_some_and(|face| face.read().is_ok())
    }

    /// The face of the first family that draws a character, in the nearest cut that does.
    pub(crate) fn face_for(&self, c: char, bold: bool, italic: bool) -> Option<u16> {
        if self.families.is_empty() {
            return None;
        }
        let characters = self.characters.get_or_init(|| self.characters());
        let first = *characters.get(&u32::from(c))?;
        let draws = |family: u16| {
            let nearest = self.cut(family, bold, italic);
            let cuts = [nearest, self.cut(family, false, false)];
            cuts.into_iter().flatten().find(|place| self.face(*place).covers(c))
        };
        // The first may turn out to be unsound.
        draws(first).or_else(|| (first + 1..).take(self.families.len()).find_map(draws))
    }

    /// The characters of all families.
    fn characters(&self) -> FxHashMap<u32, u16> {
        let mut characters = FxHashMap::default();
        for (number, family) in (0..).zip(&self.families) {
            let Some(first) = family.cuts.iter().flatten().next() else { continue };
            let face = &self.faces[usize::from(*first)];
            let Ok(font) = container::face(&face.bytes, face.index) else { continue };
            for (code, glyph) in font.charmap().mappings() {
                if glyph.to_u32() != 0 && !is_from_right(code) {
                    characters.entry(code).or_insert(number);
                }
            }
        }
        characters
    }

    /// The faces that turned out to be of no use when they were read.
    pub(crate) fn refused(&self) -> impl Iterator<Item = Refused> {
        self.faces.iter().filter_map(|face| match face.face.get() {
            Some(Err(problem)) => Some(Refused {
                file: face.file.clone(),
                name: Some(face.called.postscript.clone()),
                problem: problem.clone(),
            }),
            _ => None,
        })
    }
}

impl GivenFace {
    fn read(&self) -> Result<&Face, &FontProblem> {
        let read = || {
            let bytes = container::alone(&self.bytes, self.index)?;
            let damaged = |error: skrifa::raw::ReadError| FontProblem::Broken(error.to_string());
            sound::check(&FontRef::new(&bytes).map_err(damaged)?)?;
            let called = FaceName {
                postscript: self.called.postscript.clone(),
                family: self.called.family.clone(),
                serif: self.called.serif,
            };
            Face::read(self.spec, called, bytes).map_err(damaged)
        };
        self.face.get_or_init(read).as_ref()
    }
}

/// What a face says of itself, where it may be used.
fn card(bytes: &[u8], index: u32) -> Result<Card, (Option<String>, FontProblem)> {
    let font = container::face(bytes, index).map_err(|problem| (None, problem))?;
    let strings = |id| font.localized_strings(id);
    let text = |id| strings(id).english_or_first().map(|name| plain(&name.to_string()));
    let family = text(StringId::FAMILY_NAME).filter(|name| !name.is_empty());
    let family = family.ok_or_else(|| (None, FontProblem::Broken("it has no name".to_owned())))?;
    let aliases = strings(StringId::FAMILY_NAME).map(|name| plain(&name.to_string())).collect();
    let named = text(StringId::POSTSCRIPT_NAME).unwrap_or_default();
    let postscript = postscript(&named, &family);
    let fail = |problem| (Some(postscript.clone()), problem);
    let damaged = |error: skrifa::raw::ReadError| fail(FontProblem::Broken(error.to_string()));
    let (head, os2) = (font.head().map_err(damaged)?, font.os2().map_err(damaged)?);
    let (maxp, hhea) = (font.maxp().map_err(damaged)?, font.hhea().map_err(damaged)?);
    font.post().map_err(damaged)?;
    font.cmap().map_err(damaged)?;
    let units = head.units_per_em();
    if !(16..=16_384).contains(&units) {
        return Err(fail(FontProblem::Broken(format!("{units} units in an em"))));
    }
    let widths = font.hmtx().map_err(damaged)?;
    let stated = hhea.number_of_h_metrics();
    if stated == 0 || maxp.num_glyphs() == 0 || widths.h_metrics().len() < usize::from(stated) {
        return Err(fail(FontProblem::Broken("its glyphs have no widths".to_owned())));
    }
    let licence = Licence::of(os2.fs_type());
    if licence.usage == Usage::Restricted {
        return Err(fail(FontProblem::Restricted));
    }
    if licence.bitmaps_only {
        return Err(fail(FontProblem::BitmapsOnly));
    }
    let has = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).is_some();
    if !has(b"glyf") && !has(b"CFF ") {
        let variable = has(b"CFF2");
        return Err(fail(if variable { FontProblem::Variable } else { FontProblem::NoOutlines }));
    }
    let (selection, style) = (os2.fs_selection(), head.mac_style());
    // Families 1 to 5 and 7 have serifs (OpenType, `OS/2`, `sFamilyClass`); so have 2 to 10 of PANOSE.
    let class = os2.s_family_class() >> 8;
    let panose = os2.panose_10();
    let serif = matches!(class, 1..=5 | 7)
        || class == 0 && panose.first() == Some(&2) && matches!(panose.get(1), Some(2..=10));
    Ok(Card {
        called: FaceName { postscript, family, serif },
        aliases,
        bold: selection.contains(SelectionFlags::BOLD) || style.contains(MacStyle::BOLD),
        italic: selection.contains(SelectionFlags::ITALIC) || style.contains(MacStyle::ITALIC),
    })
}

/// A name on one line, of a length that formats can carry.
fn plain(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).take(63).collect();
    name.trim().to_owned()
}

/// A PostScript name of the letters that such names may have (Adobe Technical Note 5902).
fn postscript(named: &str, family: &str) -> String {
    let allowed = |c: &char| c.is_ascii_graphic() && !"[](){}<>/%+".contains(*c);
    let pick = |name: &str| name.chars().filter(allowed).take(63).collect::<String>();
    let name = pick(named);
    let name = if name.is_empty() { pick(family) } else { name };
    if name.is_empty() { "Unnamed".to_owned() } else { name }
}

/// Whether a character is written from right to left (UAX #9, classes R and AL by block): lines are
/// set from left to right only.
fn is_from_right(code: u32) -> bool {
    matches!(
        code,
        0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF
    )
}

#[cfg(test)]
mod tests {
    use super::{plain, postscript};

    #[test]
    fn names_are_such_as_formats_can_carry() {
        assert_eq!(plain("  Chữ\u{0} Việt\n "), "Chữ Việt");
        assert_eq!(postscript("A B/C(d)", ""), "ABCd");
        assert_eq!(postscript("", "文泉驿"), "Unnamed");
        assert_eq!(postscript("", "My Font"), "MyFont");
    }
}
