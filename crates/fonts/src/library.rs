//! The families with which articles are set: fifteen bundled faces, and those that the user gave,
//! each read when first asked for.
//!
//! A library is made once and read by every article; [`FontLibrary::for_theme`] gives the view in
//! which the families that a theme names stand for serif, sans and mono.

use std::sync::{Arc, OnceLock};

use vanban_theme::{Family, FontNames, FontSpec};

use crate::face::{Face, FaceName, FontBytes};
use crate::given::{FontFile, Given};
use crate::problem::Refused;

/// A face of a [`FontLibrary`]: the bundled ones first, then those that the user gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// How many bundled faces there are: three families of four cuts, and three of one.
pub(crate) const FACES: usize = 15;

/// The families of text, by their numbers.
pub(crate) const TEXT: [Family; 3] = [Family::Serif, Family::Sans, Family::Mono];

/// The face of emoji.
pub(crate) const EMOJI: FaceId = FaceId(12);

/// The face of symbols.
pub(crate) const SYMBOLS: FaceId = FaceId(13);

/// The face of formulas.
pub(crate) const MATH: FaceId = FaceId(14);

/// The PostScript names and the files, family by family: regular, italic, bold, bold italic.
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

/// The cut at a place among the bundled faces.
fn spec(place: usize) -> FontSpec {
    let only = |family| FontSpec { family, bold: false, italic: false };
    match place {
        12 => only(Family::Emoji),
        13 => only(Family::Symbols),
        14 => only(Family::Math),
        _ => FontSpec { family: TEXT[place / 4], bold: place & 2 != 0, italic: place & 1 != 0 },
    }
}

static BUNDLED_FACES: [OnceLock<Face>; FACES] = [const { OnceLock::new() }; FACES];

fn bundled(place: usize) -> &'static Face {
    BUNDLED_FACES[place].get_or_init(|| {
        let (name, bytes) = FILES[place];
        let spec = spec(place);
        let called = FaceName {
            postscript: name.to_owned(),
            family: spec.family.name().to_owned(),
            serif: matches!(spec.family, Family::Serif | Family::Math),
        };
        Face::read(spec, called, FontBytes::Bundled(bytes))
            .expect("the embedded files are sound: a test reads them all")
    })
}

/// The faces with which articles are set.
#[derive(Clone)]
pub struct FontLibrary {
    given: Option<Arc<Given>>,
    /// The numbers of the families that stand for serif, sans and mono.
    stands: [u16; 3],
}

static BUNDLED: FontLibrary = FontLibrary { given: None, stands: [0, 1, 2] };

/// A family that a theme names and that no font has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFamily {
    /// What it is to stand for.
    pub family: Family,
    /// The name.
    pub name: String,
}

impl FontLibrary {
    /// The families that are part of the program.
    #[must_use]
    pub fn bundled() -> &'static FontLibrary {
        &BUNDLED
    }

    /// The bundled families and those of font files, and the fonts of the files that cannot be used.
    /// Where two files hold the same cut, the first one counts.
    #[must_use]
    pub fn with(files: Vec<FontFile>) -> (FontLibrary, Vec<Refused>) {
        let (given, refused) = Given::read(files, TEXT.len() as u16);
        (FontLibrary { given: Some(Arc::new(given)), ..BUNDLED.clone() }, refused)
    }

    /// The library as a theme sees it, and the families that the theme names in vain. The names of
    /// fonts with a bundled family's metrics stand for that, unless the user gave them.
    #[must_use]
    pub fn for_theme(&self, names: &FontNames) -> (FontLibrary, Vec<UnknownFamily>) {
        let mut library = self.clone();
        let mut unknown = Vec::new();
        for (place, family) in TEXT.into_iter().enumerate() {
            let name = names.of(family);
            match self.number(family, name) {
                Some(number) => library.stands[place] = number,
                None => unknown.push(UnknownFamily { family, name: name.to_owned() }),
            }
        }
        (library, unknown)
    }

    /// The number of the family that a theme calls so.
    fn number(&self, family: Family, name: &str) -> Option<u16> {
        let first = TEXT.len() as u16;
        let is = |other: &&str| other.eq_ignore_ascii_case(name.trim());
        let given = self.given.as_ref().and_then(|given| {
            given.named(name).filter(|number| given.cut(*number, false, false).is_some())
        });
        let own = || (0..first).find(|number| is(&TEXT[usize::from(*number)].name()));
        let twin = || {
            let place = TEXT.iter().position(|text| *text == family)?;
            family.twins().iter().any(&is).then_some(place as u16)
        };
        given.map(|number| number + first).or_else(own).or_else(twin)
    }

    /// Whether a theme may call a family so: it is bundled, a twin of a bundled one, or given.
    #[must_use]
    pub fn knows(&self, family: Family, name: &str) -> bool {
        self.number(family, name).is_some()
    }

    /// The names of all families of text, the bundled ones first; those of [`Family::Other`] by their
    /// numbers.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        let given = self.given.iter().flat_map(|given| given.family_names());
        TEXT.iter().map(|family| family.name()).chain(given)
    }

    /// What office documents call the families, those beside the theme's included.
    #[must_use]
    pub fn names(&self, theme: &FontNames) -> FontNames {
        let mut names = theme.clone();
        names.others = self.families().map(str::to_owned).collect();
        // A family is called as its files call it, so that a word processor finds it.
        for (name, stand) in
            [&mut names.serif, &mut names.sans, &mut names.mono].into_iter().zip(self.stands)
        {
            let own = &names.others[usize::from(stand)];
            if usize::from(stand) >= TEXT.len() || name.trim().eq_ignore_ascii_case(own) {
                name.clone_from(own);
            }
        }
        names
    }

    /// The family that stands for this one, by its number; nothing for those that have none.
    fn stand(&self, family: Family) -> Option<u16> {
        match family {
            Family::Serif => Some(self.stands[0]),
            Family::Sans => Some(self.stands[1]),
            Family::Mono => Some(self.stands[2]),
            Family::Other(number) => Some(number),
            Family::Emoji | Family::Symbols | Family::Math => None,
        }
    }

    /// The face of this cut, or the nearest that its family has.
    #[must_use]
    pub fn id(&self, spec: FontSpec) -> FaceId {
        let cut = 2 * u16::from(spec.bold) + u16::from(spec.italic);
        let number = match (spec.family, self.stand(spec.family)) {
            (Family::Emoji, _) => return EMOJI,
            (Family::Symbols, _) => return SYMBOLS,
            (Family::Math, _) => return MATH,
            (_, number) => number.unwrap_or(0),
        };
        let given = number
            .checked_sub(TEXT.len() as u16)
            .and_then(|own| self.given.as_ref()?.cut(own, spec.bold, spec.italic));
        match given {
            Some(place) => FaceId(FACES as u16 + place),
            None => FaceId(number.min(2) * 4 + cut),
        }
    }

    /// The face of an id that this library gave out.
    #[must_use]
    pub fn face(&self, id: FaceId) -> &Face {
        match id.0.checked_sub(FACES as u16) {
            None => bundled(usize::from(id.0)),
            Some(place) => {
                let given = self.given.as_ref();
                given.expect("only a library with given faces gives out their ids").face(place)
            }
        }
    }

    /// Whether a face is one that the user gave.
    #[must_use]
    pub fn is_given(&self, id: FaceId) -> bool {
        usize::from(id.0) >= FACES
    }

    /// The cut of a face as text sees it that is set in the family of `wanted`: that family where the
    /// face is of it, else another that it stands for, else the face's own.
    #[must_use]
    pub fn spec_of(&self, id: FaceId, wanted: FontSpec) -> FontSpec {
        let own = self.face(id).spec;
        let number = match own.family {
            Family::Serif => 0,
            Family::Sans => 1,
            Family::Mono => 2,
            Family::Other(number) => number,
            Family::Emoji | Family::Symbols | Family::Math => return own,
        };
        let stands = |family: &Family| self.stand(*family) == Some(number);
        let family = [wanted.family].into_iter().chain(TEXT).find(stands);
        FontSpec { family: family.unwrap_or(Family::Other(number)), ..own }
    }

    /// Whether the family of this name that the user gave lacks the cut.
    #[must_use]
    pub fn lacks(&self, spec: FontSpec, id: FaceId) -> bool {
        let own = self.face(id).spec;
        let Family::Other(number) = own.family else { return false };
        let wanted = (spec.bold && !own.bold) || (spec.italic && !own.italic);
        let given = self.given.as_ref().zip(number.checked_sub(TEXT.len() as u16));
        wanted && given.is_some_and(|(given, own)| !given.has(own, spec.bold, spec.italic))
    }

    /// The face of the first family given that draws a character.
    pub(crate) fn given_for(&self, spec: FontSpec, c: char) -> Option<FaceId> {
        let place = self.given.as_ref()?.face_for(c, spec.bold, spec.italic)?;
        Some(FaceId(FACES as u16 + place))
    }

    /// The bundled families of text under their own names, where others stand for them.
    pub(crate) fn displaced(&self, family: Family) -> Option<Family> {
        let place = TEXT.iter().position(|text| *text == family)?;
        (!self.stands.contains(&(place as u16))).then_some(Family::Other(place as u16))
    }

    /// Fonts that turned out to be of no use when text was to be set in them.
    pub fn refused(&self) -> impl Iterator<Item = Refused> {
        self.given.iter().flat_map(|given| given.refused())
    }

    /// The font files of all faces of text, for who reads them by itself.
    pub fn files() -> impl Iterator<Item = &'static [u8]> {
        FILES.iter().take(usize::from(MATH.0)).map(|(_, bytes)| *bytes)
    }

    /// The bundled faces, family by family: regular, italic, bold, bold italic; then the fallback
    /// ones.
    pub fn faces(&self) -> impl Iterator<Item = &'static Face> {
        (0..FACES).map(bundled)
    }
}

#[cfg(test)]
mod tests {
    use super::{FACES, FaceId, FontLibrary, spec};
    use vanban_theme::{Family, FontNames, FontSpec};

    #[test]
    fn every_cut_has_its_place() {
        let library = FontLibrary::bundled();
        for at in 0..FACES {
            assert_eq!(usize::from(library.id(spec(at)).0), at);
            let face = library.face(library.id(spec(at)));
            assert_eq!(face.spec, spec(at));
            assert_eq!(library.spec_of(library.id(spec(at)), spec(0)), spec(at));
        }
    }

    #[test]
    fn a_face_is_read_once() {
        let library = FontLibrary::bundled();
        assert!(std::ptr::eq(library.face(FaceId(3)), library.face(FaceId(3))));
    }

    #[test]
    fn a_bundled_family_can_stand_for_another() {
        let names = FontNames { serif: "arimo".to_owned(), ..FontNames::default() };
        let (library, unknown) = FontLibrary::bundled().for_theme(&names);
        assert_eq!(unknown, []);
        let bold = FontSpec { family: Family::Serif, bold: true, italic: false };
        let face = library.id(bold);
        assert_eq!(library.face(face).name, "Arimo-Bold");
        assert_eq!(library.spec_of(face, bold), bold);
        let sans = FontSpec { family: Family::Sans, ..bold };
        assert_eq!((library.id(sans), library.spec_of(face, sans)), (face, sans));
        // What Arimo lacks Tinos still draws, under its own name.
        let other = FontSpec { family: Family::Other(0), ..bold };
        assert_eq!(library.spec_of(library.id(other), bold), other);
        assert_eq!(library.names(&names).of(Family::Other(0)), "Tinos");
        assert_eq!(library.names(&names).serif, "Arimo");
    }

    #[test]
    fn names_with_a_bundled_familys_metrics_stand_for_it() {
        let twin = |serif: &str| {
            let names = FontNames { serif: serif.to_owned(), ..FontNames::default() };
            FontLibrary::bundled().for_theme(&names)
        };
        let (library, unknown) = twin("Times New Roman");
        assert!(unknown.is_empty());
        assert_eq!(library.face(library.id(spec(0))).name, "Tinos");
        let (_, unknown) = twin("Be Vietnam Pro");
        assert_eq!(unknown[0].name, "Be Vietnam Pro");
        // The metrics of Arial are not those of a serif.
        assert_eq!(twin("Arial").1.len(), 1);
    }
}
