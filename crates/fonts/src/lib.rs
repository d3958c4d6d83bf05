//! The embedded font families: faces and metrics, fallback, shaping, subsets.
//!
//! The layout asks a [`FontLibrary`] for faces and a [`Shaper`] for glyphs; the PDF asks for a
//! [`subset()`](subset::subset) of each face that its pages use; the DOCX embeds a
//! repertoire (`embed`, a feature) with which its reader can go on writing. No file is read:
//! the fifteen faces are part of the program.

#[cfg(feature = "repertoire")]
pub mod embed;
pub mod face;
pub mod fallback;
pub mod library;
pub mod math;
pub mod outline;
pub mod shape;
pub mod subset;

#[cfg(feature = "repertoire")]
pub use embed::{Repertoire, repertoire};
pub use face::Face;
pub use fallback::{FacesOf, is_invisible};
pub use library::{FaceId, FontLibrary};
pub use math::{AssemblyPart, Growth, MathFace, MathNumbers};
pub use outline::{PathSegment, outline};
pub use shape::{ShapedGlyph, Shaper};
pub use subset::{Subset, SubsetError, subset};
