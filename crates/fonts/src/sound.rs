//! Whether the outlines of a face can be followed to their end, before anything draws, measures or
//! cuts them.
//!
//! Composite glyphs may be made of themselves, and subroutines of subroutines may be called often
//! enough to keep a reader busy for years. Called once for each face that is used.

use skrifa::GlyphId;
use skrifa::raw::ps::cff::{CffFontRef, index::Index};
use skrifa::raw::tables::glyf::Glyph;
use skrifa::raw::{FontRef, TableProvider};

use crate::problem::FontProblem;

/// How many simple glyphs a composite one may be made of in the end: real ones are of three or four.
const MOST_PARTS: u32 = 4096;
/// How deep composite glyphs may stand in one another.
const DEEPEST: usize = 32;
/// How deep subroutines may call one another (Adobe Technical Note 5177, appendix B).
const DEEPEST_CALL: usize = 10;
/// How many numbers and operators an outline may hold: those of the most ornate letters are some
/// thousands.
const MOST_STEPS: u32 = 200_000;
/// How many those of all glyphs may hold together.
const MOST_STEPS_OF_ALL: u64 = 200_000_000;

/// Checks the outlines of a face.
pub(crate) fn check(font: &FontRef<'_>) -> Result<(), FontProblem> {
    if font.glyf().is_ok() && font.loca(None).is_ok() {
        composites(font)
    } else if let Ok(cff) = font.cff() {
        charstrings(cff.offset_data().as_bytes())
    } else if font.cff2().is_ok() {
        Err(FontProblem::Variable)
    } else {
        Err(FontProblem::NoOutlines)
    }
}

fn damaged(error: impl std::fmt::Display) -> FontProblem {
    FontProblem::Broken(error.to_string())
}

/// Checks the composite glyphs of a TrueType face: each is made of a few others, and not of itself.
fn composites(font: &FontRef<'_>) -> Result<(), FontProblem> {
    let count = font.maxp().map_err(damaged)?.num_glyphs();
    let (loca, glyf) = (font.loca(None).map_err(damaged)?, font.glyf().map_err(damaged)?);
    if loca.len() < usize::from(count) {
        return Err(FontProblem::Broken(format!("it lacks outlines: {} of {count}", loca.len())));
    }
    let parts_of = |glyph: u16| -> Result<Vec<u16>, FontProblem> {
        let outline = loca.get_glyf(GlyphId::from(glyph), &glyf);
        let Some(outline) = outline.map_err(|error| {
            FontProblem::Broken(format!("the outline of glyph {glyph}: {error}"))
        })?
        else {
            return Ok(Vec::new());
        };
        let Glyph::Composite(composite) = outline else { return Ok(Vec::new()) };
        let parts = composite.component_glyphs_and_flags();
        parts
            .map(|(part, _)| match u16::try_from(part.to_u32()) {
                Ok(part) if part < count => Ok(part),
                _ => Err(FontProblem::Broken(format!(
                    "glyph {glyph} is made of one that is not there"
                ))),
            })
            .collect()
    };
    /// The mark of a glyph whose parts are being counted.
    const OPEN: u32 = u32::MAX;
    // How many simple glyphs each is made of, 0 where that is not known yet.
    let mut simple = vec![0_u32; usize::from(count)];
    for first in 0..count {
        if simple[usize::from(first)] > 0 {
            continue;
        }
        let mut path = vec![(first, parts_of(first)?, 0)];
        simple[usize::from(first)] = OPEN;
        while let Some((glyph, parts, at)) = path.last_mut() {
            let glyph = *glyph;
            if let Some(part) = parts.get(*at).copied() {
                match simple[usize::from(part)] {
                    0 => {
                        let inner = parts_of(part)?;
                        if path.len() >= DEEPEST {
                            return Err(FontProblem::Endless(format!(
                                "glyph {first} is made of others more than {DEEPEST} deep"
                            )));
                        }
                        simple[usize::from(part)] = OPEN;
                        path.push((part, inner, 0));
                    }
                    OPEN => {
                        let message = format!("glyph {part} is made of itself");
                        return Err(FontProblem::Endless(message));
                    }
                    _ => *at += 1,
                }
                continue;
            }
            let total = parts
                .iter()
                .fold(0_u32, |sum, part| sum.saturating_add(simple[usize::from(*part)]));
            if total > MOST_PARTS {
                let message = format!("glyph {glyph} is made of more than {MOST_PARTS} others");
                return Err(FontProblem::Endless(message));
            }
            simple[usize::from(glyph)] = total.max(1);
            path.pop();
        }
    }
    Ok(())
}

/// Checks the outlines of a PostScript face: each ends after a bounded number of steps.
fn charstrings(table: &[u8]) -> Result<(), FontProblem> {
    let font = CffFontRef::new(table, 0, None).map_err(damaged)?;
    let mut locals: Vec<Option<Index<'_>>> = Vec::new();
    for subfont in 0..font.num_subfonts() {
        let subfont = font.subfont(subfont, &[]).map_err(damaged)?;
        let offset = subfont.subrs_offset() as usize;
        let data = if offset == 0 { None } else { table.get(offset..) };
        locals.push(data.map(|data| Index::new(data, false)).transpose().map_err(damaged)?);
    }
    let mut all = 0;
    for glyph in 0..font.num_glyphs() {
        let subfont = font.subfont_index(GlyphId::new(glyph)).unwrap_or(0);
        let walk = Walk {
            global: font.global_subrs(),
            local: locals.get(usize::from(subfont)).and_then(Option::as_ref),
        };
        let outline = font.charstrings().get(glyph as usize);
        let outline = outline
            .ok_or_else(|| FontProblem::Broken(format!("it lacks the outline of glyph {glyph}")))?;
        let steps = walk.steps(outline).map_err(|why| match why {
            Stop::Endless => FontProblem::Endless(format!("that of glyph {glyph} has no end")),
            Stop::Broken => FontProblem::Broken(format!("the outline of glyph {glyph}")),
        })?;
        all += u64::from(steps);
        if all > MOST_STEPS_OF_ALL {
            return Err(FontProblem::Endless("they are far too many".to_owned()));
        }
    }
    Ok(())
}

/// Why a walk does not come to its end.
enum Stop {
    Endless,
    Broken,
}

/// The subroutines that an outline may call.
struct Walk<'a> {
    global: &'a Index<'a>,
    local: Option<&'a Index<'a>>,
}

impl Walk<'_> {
    /// The numbers and operators of an outline, those of its subroutines included (Adobe Technical
    /// Note 5177).
    fn steps(&self, outline: &[u8]) -> Result<u32, Stop> {
        const MOST_NUMBERS: usize = 513;
        let mut frames = vec![outline];
        let mut numbers: Vec<i32> = Vec::new();
        let (mut stems, mut steps) = (0, 0);
        while let Some(rest) = frames.last_mut() {
            let Some((&first, after)) = rest.split_first() else {
                // A subroutine without an end returns, as readers have it.
                frames.pop();
                continue;
            };
            *rest = after;
            steps += 1;
            if steps > MOST_STEPS {
                return Err(Stop::Endless);
            }
            let size = match first {
                28 => 2,
                247..=254 => 1,
                255 => 4,
                _ => 0,
            };
            let (more, after) = rest.split_at_checked(size).ok_or(Stop::Broken)?;
            match first {
                28 | 32..=255 => {
                    *rest = after;
                    numbers.push(number(first, more));
                    if numbers.len() > MOST_NUMBERS {
                        return Err(Stop::Broken);
                    }
                }
                // hstem, vstem, hstemhm, vstemhm
                1 | 3 | 18 | 23 => {
                    stems += numbers.len() / 2;
                    numbers.clear();
                }
                // hintmask, cntrmask
                19 | 20 => {
                    stems += numbers.len() / 2;
                    numbers.clear();
                    *rest = rest.get(stems.div_ceil(8)..).ok_or(Stop::Broken)?;
                }
                // callsubr, callgsubr
                10 | 29 => {
                    let index = if first == 10 { self.local } else { Some(self.global) };
                    let index = index.ok_or(Stop::Broken)?;
                    let place = numbers.pop().ok_or(Stop::Broken)?;
                    let place = place.checked_add(index.subr_bias()).ok_or(Stop::Broken)?;
                    let place = usize::try_from(place).map_err(|_| Stop::Broken)?;
                    let routine = index.get(place).ok_or(Stop::Broken)?;
                    if frames.len() > DEEPEST_CALL {
                        return Err(Stop::Endless);
                    }
                    frames.push(routine);
                }
                // return
                11 => {
                    frames.pop();
                }
                // endchar
                14 => return Ok(steps),
                // The operators of two bytes: curves, and an old one that does nothing. With those
                // that reckon or store, a call could lead anywhere; no maker of fonts uses them.
                12 => match rest.split_first() {
                    Some((0 | 34..=37, after)) => {
                        *rest = after;
                        numbers.clear();
                    }
                    _ => return Err(Stop::Broken),
                },
                _ => numbers.clear(),
            }
        }
        Ok(steps)
    }
}

/// The whole part of a number.
fn number(first: u8, more: &[u8]) -> i32 {
    match (first, more) {
        (32..=246, _) => i32::from(first) - 139,
        (247..=250, [low]) => (i32::from(first) - 247) * 256 + i32::from(*low) + 108,
        (251..=254, [low]) => -(i32::from(first) - 251) * 256 - i32::from(*low) - 108,
        (_, [high, low]) => i32::from(i16::from_be_bytes([*high, *low])),
        (_, [high, low, _, _]) => i32::from(i16::from_be_bytes([*high, *low])),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Index, Stop, Walk, check};
    use crate::library::FontLibrary;
    use skrifa::raw::FontRef;

    #[test]
    fn the_bundled_faces_are_sound() {
        for face in FontLibrary::bundled().faces() {
            let font = FontRef::new(&face.bytes).unwrap();
            assert_eq!(check(&font), Ok(()), "{}", face.name);
        }
    }

    /// An index of these items, their offsets of two bytes (Adobe Technical Note 5176, §5).
    fn index(items: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = (items.len() as u16).to_be_bytes().to_vec();
        bytes.push(2);
        let mut offset = 1_u16;
        for item in items {
            bytes.extend(offset.to_be_bytes());
            offset += item.len() as u16;
        }
        bytes.extend(offset.to_be_bytes());
        items.iter().for_each(|item| bytes.extend(item));
        bytes
    }

    fn steps(outline: &[u8], routines: &[Vec<u8>]) -> Result<u32, Stop> {
        let bytes = index(routines);
        let global = Index::new(&bytes, false).unwrap();
        Walk { global: &global, local: None }.steps(outline)
    }

    /// Calls a global subroutine.
    fn call(place: u8) -> [u8; 2] {
        [139 - 107 + place, 29]
    }

    #[test]
    fn subroutines_that_call_one_another_for_ever_are_found() {
        let me = vec![call(0).to_vec()];
        assert!(matches!(steps(&call(0), &me), Err(Stop::Endless)));
        // Nine levels, each calling the next two hundred times.
        let mut routines: Vec<Vec<u8>> = (1..9).map(|next| call(next).repeat(200)).collect();
        routines.push(vec![11]);
        assert!(matches!(steps(&call(0), &routines), Err(Stop::Endless)));
        assert!(matches!(steps(&call(4), &me), Err(Stop::Broken)));
    }

    #[test]
    fn an_outline_is_walked_to_its_end() {
        // 139 is 0: two stems, a mask of one byte, a line, the end.
        let outline = [139, 139, 139, 139, 18, 19, 0xFF, 139, 139, 5, 14, 29];
        assert!(matches!(steps(&outline, &[vec![11]]), Ok(10)));
        assert!(matches!(steps(&[12, 10], &[vec![11]]), Err(Stop::Broken)));
        assert!(matches!(steps(&[28, 1], &[vec![11]]), Err(Stop::Broken)));
    }
}
