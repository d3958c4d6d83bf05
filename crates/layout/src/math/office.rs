//! How wide LibreOffice sets a formula.
use vanban_article::Math;
use vanban_fonts::FontLibrary;
use vanban_theme::Twip;

/// TODO
pub(crate) fn width(_math: &Math, _library: &'static FontLibrary) -> Twip {
    Twip::ZERO
}
