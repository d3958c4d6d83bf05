//! Runs of letters, signs and words in a formula.

use vanban_article::Alphabet;

use super::FONT;
use crate::xml::Xml;

/// Whether LibreOffice would take a text for a command of its own.
pub(super) fn is_command(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '#' | '&' | '~' | '`' | '^' | '_' | '\\' | '%' | '"' | '|' | '?'))
}

/// Room as spaces, the nearest from above.
pub(super) fn spaces(room: i32) -> String {
    let mut spaces = String::new();
    let mut left = room;
    for (width, space) in
        [(1000, '\u{2003}'), (500, '\u{2002}'), (250, '\u{2005}'), (160, '\u{2009}')]
    {
        while left >= width {
            spaces.push(space);
            left -= width;
        }
    }
    spaces
}

/// Writes a run of letters or signs (§22.1.2.87); `normal` where they are words, not mathematics.
pub(super) fn run(text: &str, alphabet: Alphabet, normal: bool, xml: &mut Xml) {
    xml.tag("m:r").open();
    let unicode = matches!(
        alphabet,
        Alphabet::Script
            | Alphabet::BoldScript
            | Alphabet::Fraktur
            | Alphabet::BoldFraktur
            | Alphabet::DoubleStruck
    );
    let style = match alphabet {
        _ if normal => None,
        Alphabet::Auto | Alphabet::Italic => None,
        Alphabet::Bold | Alphabet::BoldSans => Some("b"),
        Alphabet::BoldItalic => Some("bi"),
        _ => Some("p"),
    };
    let script = match alphabet {
        _ if normal => None,
        Alphabet::Sans | Alphabet::BoldSans => Some("sans-serif"),
        Alphabet::Mono => Some("monospace"),
        _ => None,
    };
    if normal || style.is_some() || script.is_some() {
        xml.tag("m:rPr").open();
        if normal {
            xml.tag("m:nor").empty();
        }
        if let Some(script) = script {
            xml.tag("m:scr").with("m:val", script).empty();
        }
        if let Some(style) = style {
            xml.tag("m:sty").with("m:val", style).empty();
        }
        xml.close("m:rPr");
    }
    xml.tag("w:rPr").open();
    xml.tag("w:rFonts").with("w:ascii", FONT).with("w:hAnsi", FONT).empty();
    xml.close("w:rPr");
    xml.tag("m:t").with("xml:space", "preserve").open();
    if unicode {
        let letters: String = text.chars().map(|c| alphabet.letter(c)).collect();
        xml.text(&letters);
    } else {
        xml.text(text);
    }
    xml.close("m:t");
    xml.close("m:r");
}
