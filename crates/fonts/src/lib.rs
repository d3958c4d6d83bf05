//! The font families, bundled and given: faces and metrics, fallback, shaping, subsets.
//!
//! The layout asks a [`FontLibrary`] for faces and a [`Shaper`] for glyphs; the PDF asks for a
//! [`subset()`](subset::subset) of each face that its pages use; the DOCX embeds a
//! repertoire (`embed`) with which its reader can go on writing. No file is read: fifteen faces are
//! part of the program, others are handed in as bytes.
//!
//! ```text
//! files ─container→ faces ─given: names, licence─┐
//!                             sound: outlines    ├─ library ─ fallback ─ shape
//! bundled faces ─────────────────────────────────┘      └─ subset, embed
//! ```

mod container;
pub mod embed;
pub mod face;
pub mod fallback;
mod given;
pub mod library;
pub mod licence;
pub mod look;
pub mod math;
pub mod outline;
pub mod problem;
pub mod shape;
mod sound;
pub mod subset;

pub use embed::{Repertoire, repertoire, repertoire_with};
pub use face::{Face, FontBytes};
pub use fallback::{FacesOf, is_invisible};
pub use given::FontFile;
pub use library::{FaceId, FontLibrary, UnknownFamily};
pub use licence::{Licence, Usage};
pub use look::{FaceLook, LetterKind, look};
pub use math::{AssemblyPart, Growth, MathFace, MathNumbers};
pub use outline::{PathSegment, outline};
pub use problem::{FontProblem, Refused};
pub use shape::{ShapedGlyph, Shaper};
pub use subset::{Subset, SubsetError, subset};
