//! Which face draws a character: the wanted one, or another that can.

use vanban_theme::{Family, FontSpec};

use crate::library::{FaceId, FontLibrary};

impl FontLibrary {
    /// The face that draws a character set in `spec`: that face, else the same cut of another
    /// family, else another family's regular cut; `None` when no face can.
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
            .flat_map(|cut| order(spec.family).map(|family| FontSpec { family, ..cut }))
            .map(|candidate| self.id(candidate))
            .find(|id| self.face(*id).covers(c))
    }
}

/// The families in which to look for a character, the wanted one first. Code falls back to Arimo,
/// whose forms are closest to Cousine's.
fn order(wanted: Family) -> [Family; 3] {
    match wanted {
        Family::Serif => [Family::Serif, Family::Sans, Family::Mono],
        Family::Sans => [Family::Sans, Family::Serif, Family::Mono],
        Family::Mono => [Family::Mono, Family::Sans, Family::Serif],
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
        assert_eq!(library.face_for(BOLD, '🦀'), None);
        assert_eq!(library.face_for(BOLD, '\u{10FFFF}'), None);
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
