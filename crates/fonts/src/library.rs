//! The bundled families: fifteen faces, each read when first asked for.

use std::sync::OnceLock;

use vanban_theme::{Family, FontSpec};

use crate::face::Face;

/// A face of a [`FontLibrary`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u8);

/// How many faces the library holds: three families of four cuts, and three of one.
pub(crate) const FACES: usize = 15;

/// The face of emoji.
pub(crate) const EMOJI: FaceId = FaceId(12);

/// The face of symbols.
pub(crate) const SYMBOLS: FaceId = FaceId(13);

/// The face of formulas.
pub(crate) const MATH: FaceId = FaceId(14);

/// The PostScript names and the files, in the order of [`place`].
static FILES: [(&str, &[u8]); FACES] = [
    ("Tinos", include_bytes!("../../../fonts/tinos/Tinos-Regular.ttf")),
    ("Tinos-Italic", include_bytes!("../../../fonts/tinos/Tinos-Italic.ttf")),
    ("Tinos-Bold", include_bytes!("../../../fonts/tinos/Tinos-Bold.ttf")),
    ("Tinos-BoldItalic", include_bytes!("../../../fonts/tinos/Tinos-BoldItalic.ttf")),
    ("Arimo", include_bytes!("../../../fonts/arimo/Arimo-Regular.ttf")),
    ("Arimo-Italic", include_bytes!("../../../fonts/arimo/Arimo-Italic.ttf")),
    ("Arimo-Bold", include_bytes!("../../../fonts/arimo/Arimo-Bold.ttf")),
    ("Arimo-BoldItalic", include_bytes!("../../../fonts/arimo/Arimo-BoldItalic.ttf")),
    ("Cousine", include_bytes!("../../../fonts/cousine/Cousine-Regular.ttf")),
    ("Cousine-Italic", include_bytes!("../../../fonts/cousine/Cousine-Italic.ttf")),
    ("Cousine-Bold", include_bytes!("../../../fonts/cousine/Cousine-Bold.ttf")),
    ("Cousine-BoldItalic", include_bytes!("../../../fonts/cousine/Cousine-BoldItalic.ttf")),
    ("NotoEmoji-Regular", include_bytes!("../../../fonts/noto-emoji/NotoEmoji-Regular.ttf")),
    (
        "VanbanSymbols-Regular",
        include_bytes!("../../../fonts/vanban-symbols/VanbanSymbols-Regular.ttf"),
    ),
    (
        "TeXGyreTermesMath-Regular",
        include_bytes!("../../../fonts/tex-gyre-termes-math/TeXGyreTermesMath-Regular.otf"),
    ),
];

/// The place of a cut among the faces.
fn place(spec: FontSpec) -> usize {
    let family = match spec.family {
        Family::Serif => 0,
        Family::Sans => 1,
        Family::Mono => 2,
        Family::Emoji => return usize::from(EMOJI.0),
        Family::Symbols => return usize::from(SYMBOLS.0),
        Family::Math => return usize::from(MATH.0),
    };
    family * 4 + usize::from(spec.bold) * 2 + usize::from(spec.italic)
}

/// The cut at a place among the faces.
fn spec(place: usize) -> FontSpec {
    let only = |family| FontSpec { family, bold: false, italic: false };
    match place {
        12 => only(Family::Emoji),
        13 => only(Family::Symbols),
        14 => only(Family::Math),
        _ => {
            let family = [Family::Serif, Family::Sans, Family::Mono][place / 4];
            FontSpec { family, bold: place & 2 != 0, italic: place & 1 != 0 }
        }
    }
}

/// The faces with which articles are set.
pub struct FontLibrary {
    faces: [OnceLock<Face>; FACES],
}

static BUNDLED: FontLibrary = FontLibrary { faces: [const { OnceLock::new() }; FACES] };

impl FontLibrary {
    /// The families that are part of the program.
    #[must_use]
    pub fn bundled() -> &'static FontLibrary {
        &BUNDLED
    }

    /// The face of this cut.
    #[must_use]
    pub fn id(&self, spec: FontSpec) -> FaceId {
        FaceId(u8::try_from(place(spec)).expect("there are fifteen places"))
    }

    /// The face of an id that this library gave out.
    #[must_use]
    pub fn face(&self, id: FaceId) -> &Face {
        let place = usize::from(id.0);
        self.faces[place].get_or_init(|| {
            let (name, bytes) = FILES[place];
            Face::read(spec(place), name, bytes)
                .expect("the embedded files are sound: a test reads them all")
        })
    }

    /// The font files of all faces of text, for who reads them by itself.
    pub fn files() -> impl Iterator<Item = &'static [u8]> {
        FILES.iter().take(usize::from(MATH.0)).map(|(_, bytes)| *bytes)
    }

    /// All faces, family by family: regular, italic, bold, bold italic; then the fallback ones.
    pub fn faces(&self) -> impl Iterator<Item = &Face> {
        (0u8..).take(FACES).map(|place| self.face(FaceId(place)))
    }
}

#[cfg(test)]
mod tests {
    use super::{FACES, FaceId, FontLibrary, place, spec};

    #[test]
    fn every_cut_has_its_place() {
        let library = FontLibrary::bundled();
        for at in 0..FACES {
            assert_eq!(place(spec(at)), at);
            let face = library.face(library.id(spec(at)));
            assert_eq!(face.spec, spec(at));
        }
    }

    #[test]
    fn a_face_is_read_once() {
        let library = FontLibrary::bundled();
        assert!(std::ptr::eq(library.face(FaceId(3)), library.face(FaceId(3))));
    }
}
