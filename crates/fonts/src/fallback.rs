//! Which face draws a character: the wanted one, or another that can.

use std::iter::Peekable;
use std::str::CharIndices;

use vanban_theme::{Family, FontSpec};

use crate::library::{EMOJI, FaceId, FontLibrary, SYMBOLS};

impl FontLibrary {
    /// The face that draws a character set in `spec`: that face, else the same cut of another
    /// family, else another family's regular cut, else that of emoji or symbols, else the first one
    /// that the user gave; `None` when no face can.
    ///
    /// Characters that show nothing ([`is_invisible`]) stay in the wanted face.
    #[must_use]
    pub fn face_for(&self, spec: FontSpec, c: char) -> Option<FaceId> {
        let wanted = self.id(spec);
        if self.face(wanted).covers(c) || is_invisible(c) {
            return Some(wanted);
        }
        let regular = FontSpec { bold: false, italic: false, ..spec };
        let cuts = [spec, regular];
        cuts.into_iter()
            .flat_map(|cut| {
                let order = order(spec.family);
                let displaced = order.into_iter().filter_map(|family| self.displaced(family));
                order.into_iter().chain(displaced).map(move |family| FontSpec { family, ..cut })
            })
            .map(|candidate| self.id(candidate))
            .chain([EMOJI, SYMBOLS])
            .find(|id| self.face(*id).covers(c))
            .or_else(|| self.given_for(spec, c))
    }

    /// The characters of a text set in `spec`, where they stand, and the face that draws each: that
    /// of [`face_for`](FontLibrary::face_for), except that a sequence of emoji (UTS #51 §1.4) is
    /// drawn by the face of emoji from its first character to its last, digits and joiners included.
    #[must_use]
    pub fn faces_of<'t>(&'t self, spec: FontSpec, text: &'t str) -> FacesOf<'t> {
        let chars = text.char_indices().peekable();
        FacesOf { library: self, spec, chars, emoji: false, joined: false }
    }
}

/// What [`FontLibrary::faces_of`] gives.
pub struct FacesOf<'t> {
    library: &'t FontLibrary,
    spec: FontSpec,
    chars: Peekable<CharIndices<'t>>,
    /// Whether the last character was drawn by the face of emoji.
    emoji: bool,
    /// Whether it was a joiner in a sequence of emoji.
    joined: bool,
}

impl Iterator for FacesOf<'_> {
    type Item = (usize, char, Option<FaceId>);

    fn next(&mut self) -> Option<Self::Item> {
        let (at, c) = self.chars.next()?;
        // Signs from here on, and the keys of a telephone, can be emoji.
        if c.is_ascii() && !matches!(c, '0'..='9' | '#' | '*') {
            (self.emoji, self.joined) = (false, false);
            return Some((at, c, self.library.face_for(self.spec, c)));
        }
        let goes_on = self.emoji && (self.joined || continues(c));
        let begins = match self.chars.peek() {
            Some((_, '\u{FE0F}')) => true,
            Some((_, '\u{20E3}')) => c.is_ascii(),
            _ => false,
        };
        let covered = |c: char| is_invisible(c) || self.library.face(EMOJI).covers(c);
        let face = if (goes_on || begins) && covered(c) {
            Some(EMOJI)
        } else {
            self.library.face_for(self.spec, c)
        };
        self.joined = goes_on && c == '\u{200D}';
        self.emoji = face == Some(EMOJI);
        Some((at, c, face))
    }
}

/// Whether a character goes on a sequence of emoji: style and joiner, keycap, skin tone, tags.
fn continues(c: char) -> bool {
    matches!(
        c,
        '\u{FE0E}'
            | '\u{FE0F}'
            | '\u{200D}'
            | '\u{20E3}'
            | '\u{1F3FB}'..='\u{1F3FF}'
            | '\u{E0020}'..='\u{E007F}'
    )
}

/// The families in which to look for a character, the wanted one first. Code falls back to Arimo,
/// whose forms are closest to Cousine's.
fn order(wanted: Family) -> [Family; 3] {
    match wanted {
        Family::Serif => [Family::Serif, Family::Sans, Family::Mono],
        Family::Sans => [Family::Sans, Family::Serif, Family::Mono],
        Family::Mono => [Family::Mono, Family::Sans, Family::Serif],
        Family::Emoji | Family::Symbols | Family::Math | Family::Other(_) => {
            [wanted, Family::Sans, Family::Serif]
        }
    }
}

/// Whether a character shows nothing and takes no room, so that it needs no glyph: joiners,
/// zero-width spaces, the soft hyphen, direction marks, variation selectors (the
/// `Default_Ignorable_Code_Point` property of UAX #44).
#[must_use]
pub fn is_invisible(c: char) -> bool {
    if c < '\u{AD}' {
        return false;
    }
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::is_invisible;
    use crate::library::FontLibrary;
    use vanban_theme::{Family, FontSpec};

    const BOLD: FontSpec = FontSpec { family: Family::Mono, bold: true, italic: false };

    #[test]
    fn the_wanted_face_draws_what_it_can() {
        let library = FontLibrary::bundled();
        assert_eq!(library.face_for(BOLD, 'ế'), Some(library.id(BOLD)));
    }

    #[test]
    fn another_family_lends_the_same_cut() {
        let library = FontLibrary::bundled();
        let lacking = (0x80..0xFFFF)
            .filter_map(char::from_u32)
            .find(|c| {
                let sans = FontSpec { family: Family::Sans, ..BOLD };
                !is_invisible(*c)
                    && !library.face(library.id(BOLD)).covers(*c)
                    && library.face(library.id(sans)).covers(*c)
            })
            .expect("Arimo draws more characters than Cousine");
        let found = library.face_for(BOLD, lacking).unwrap();
        assert_eq!(library.face(found).spec, FontSpec { family: Family::Sans, ..BOLD });
    }

    #[test]
    fn a_character_that_nobody_draws_has_no_face() {
        let library = FontLibrary::bundled();
        assert_eq!(library.face_for(BOLD, '漢'), None);
        assert_eq!(library.face_for(BOLD, '\u{10FFFF}'), None);
    }

    #[test]
    fn emoji_and_symbols_have_faces_of_their_own() {
        let library = FontLibrary::bundled();
        for (c, family) in [('🦀', Family::Emoji), ('✅', Family::Emoji), ('∈', Family::Symbols)]
        {
            let face = library.face_for(BOLD, c).expect("a face draws it");
            assert_eq!(library.face(face).spec.family, family, "{c}");
        }
    }

    /// The text with what the face of emoji draws in brackets.
    fn drawn(text: &str) -> String {
        let library = FontLibrary::bundled();
        let mut drawn = String::new();
        let mut open = false;
        for (_, c, face) in library.faces_of(BOLD, text) {
            let emoji = face == Some(library.id(FontSpec { family: Family::Emoji, ..BOLD }));
            if emoji != open {
                drawn.push(if emoji { '[' } else { ']' });
                open = emoji;
            }
            drawn.push(c);
        }
        drawn + if open { "]" } else { "" }
    }

    #[test]
    fn sequences_of_emoji_stay_whole() {
        assert_eq!(drawn("a 👍🏽 1\u{FE0F}\u{20E3}b"), "a [👍🏽] [1\u{FE0F}\u{20E3}]b");
        assert_eq!(drawn("👩\u{200D}⚕\u{FE0F}.5"), "[👩\u{200D}⚕\u{FE0F}].5");
        assert_eq!(drawn("↔\u{FE0F} ↔ 5"), "[↔\u{FE0F}] ↔ 5");
    }

    #[test]
    fn invisible_characters_stay_in_the_wanted_face() {
        let library = FontLibrary::bundled();
        for c in "\u{AD}\u{200B}\u{200C}\u{200D}\u{2060}\u{FE0F}\u{FEFF}\u{E0100}".chars() {
            assert!(is_invisible(c), "{c:?}");
            assert_eq!(library.face_for(BOLD, c), Some(library.id(BOLD)));
        }
        assert!("a ế\u{A0}\u{2009}\u{2011}\u{301}".chars().all(|c| !is_invisible(c)));
    }
}
