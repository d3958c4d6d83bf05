//! The watermark that front matter asks for: a word behind the text of every page.

use serde::{Deserialize, Serialize};

use crate::meta::Field;

/// What stands behind the text of every page, such as `NHÁP` or `MẬT`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watermark {
    /// What it says, on one line.
    pub text: Field<String>,
    /// Its colour in sRGB: red, green, blue; the papers' own where none is said.
    pub color: Option<[u8; 3]>,
}
