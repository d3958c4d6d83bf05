//! Why a font that the user gave is not used.

use std::fmt;

/// What is wrong with a font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FontProblem {
    /// The file is no font.
    Unknown,
    /// The file is packed for the web, as `WOFF` or `WOFF2`.
    Packed(&'static str),
    /// The file is of a kind that is not in use any more.
    Old(&'static str),
    /// The file is cut off, or a table of it is damaged.
    Broken(String),
    /// Its outlines have no end: glyphs made of themselves, or of far too many others.
    Endless(String),
    /// Its outlines are of a kind that no paper can carry: variable ones of PostScript (`CFF2`).
    Variable,
    /// It has no outlines, only pictures of its glyphs.
    NoOutlines,
    /// Its maker forbids embedding it (`fsType`, bit 1).
    Restricted,
    /// Its maker allows embedding its bitmaps only (`fsType`, bit 9).
    BitmapsOnly,
}

impl fmt::Display for FontProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FontProblem::Unknown => f.write_str("it is no font file"),
            FontProblem::Packed(kind) => write!(f, "it is packed for web pages ({kind})"),
            FontProblem::Old(kind) => write!(f, "it is a {kind} font"),
            FontProblem::Broken(why) => write!(f, "it is damaged: {why}"),
            FontProblem::Endless(why) => write!(f, "its outlines cannot be followed: {why}"),
            FontProblem::Variable => f.write_str("it is a variable font with PostScript outlines"),
            FontProblem::NoOutlines => f.write_str("it has no outlines"),
            FontProblem::Restricted => f.write_str(
                "its maker forbids embedding it (restricted licence: fsType bit 1, 0x0002)",
            ),
            FontProblem::BitmapsOnly => {
                f.write_str("its maker allows embedding its bitmaps only (fsType bit 9, 0x0200)")
            }
        }
    }
}

impl FontProblem {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            FontProblem::Unknown => "give files that end in .ttf, .otf, .ttc or .otc",
            FontProblem::Packed(_) => "use the .ttf or .otf file from which it was packed",
            FontProblem::Old(_) => "use an OpenType version of the font: .ttf or .otf",
            FontProblem::Broken(_) | FontProblem::Endless(_) => "get the file anew from its maker",
            FontProblem::Variable => "use the static fonts of the family, one file a cut",
            FontProblem::NoOutlines => "use a font with outlines: .ttf or .otf",
            FontProblem::Restricted | FontProblem::BitmapsOnly => {
                "use a font whose licence allows embedding, such as one under the OFL"
            }
        }
    }
}

/// A font that the user gave and that is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The file.
    pub file: String,
    /// What the font calls itself, where that could be read.
    pub name: Option<String>,
    /// Why not.
    pub problem: FontProblem,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => {
                write!(f, "the font `{name}` (`{}`) is not used: {}", self.file, self.problem)
            }
            None => write!(f, "`{}` is not used: {}", self.file, self.problem),
        }
    }
}
