//! Text in fonts of the time before Unicode: `.VnTime`, `VNI-Times` drew Vietnamese letters where other
//! fonts have Western ones. The name of a font is a hint, the syllables of all its text are the proof.

use std::collections::BTreeMap;

use vanban_text::encoding::{Encoding, decode, marked_words};

use crate::encoding::western_byte;
use crate::model::Note;

/// How much text of a font is weighed, in characters.
const SAMPLE: usize = 16 << 10;

/// The share of valid syllables, in hundredths, that proves what the name of a font says.
const SHARE: usize = 90;

/// What stands in each font whose name speaks of an old encoding.
#[derive(Clone, Debug, Default)]
pub struct Fonts {
    samples: BTreeMap<String, (Encoding, String)>,
}

impl Fonts {
    /// Adds text of a font; fonts of no old name are not kept.
    pub fn add(&mut self, font: &str, text: &str) {
        let Some(encoding) = Encoding::of_font(font) else { return };
        let (_, sample) =
            self.samples.entry(font.to_owned()).or_insert_with(|| (encoding, String::new()));
        if sample.len() < SAMPLE {
            sample.extend(text.chars().take(SAMPLE));
            sample.push('\n');
        }
    }

    /// Decides about every font; what stays in doubt is told.
    #[must_use]
    pub fn decide(self) -> (Decided, Vec<Note>) {
        let mut decided = Decided::default();
        let mut notes = Vec::new();
        for (font, (encoding, sample)) in self.samples {
            // Letters that no Western font has are Unicode, whatever the font is called.
            let (all, plain) = marked_words(&sample);
            let (marked, valid) = marked_words(&text_of(&sample, encoding));
            let proven = valid * 100 >= marked * SHARE && valid > plain;
            // Capitals and ASCII look alike in both, but a font of capitals changes ASCII too.
            if proven || all == 0 && marked == 0 && encoding == Encoding::Tcvn3Capitals {
                decided.fonts.insert(font, encoding);
            } else if all > 0 && plain * 100 < all * SHARE {
                notes.push(Note {
                    place: String::new(),
                    message: format!(
                        "text in the font `{font}` is not certain to be {} and stays as it is",
                        encoding.name()
                    ),
                    hint: "look at it; save the document with Unicode fonts and import it again"
                        .to_owned(),
                });
            }
        }
        (decided, notes)
    }
}

/// The fonts whose text is in an old encoding, without doubt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    fonts: BTreeMap<String, Encoding>,
}

impl Decided {
    /// The text of a run in this font.
    #[must_use]
    pub fn text(&self, font: &str, text: &str) -> Option<String> {
        self.fonts.get(font).map(|encoding| text_of(text, *encoding))
    }

    /// Whether there is such a font at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fonts.is_empty()
    }
}

/// What Western characters say in an old font; others stay.
#[must_use]
pub fn text_of(text: &str, encoding: Encoding) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bytes = Vec::new();
    for c in text.chars() {
        if let Some(byte) = western_byte(c) {
            bytes.push(byte);
        } else {
            out.push_str(&decode(&bytes, encoding));
            bytes.clear();
            out.push(c);
        }
    }
    out.push_str(&decode(&bytes, encoding));
    out
}

#[cfg(test)]
mod tests {
    use super::Fonts;

    /// "Trung ương Đảng" in TCVN3, as a Western font shows it.
    const TCVN3: &str = "Trung \u{AD}\u{AC}ng \u{A7}\u{B6}ng";

    #[test]
    fn an_old_font_is_read_when_its_syllables_prove_it() {
        let mut fonts = Fonts::default();
        fonts.add(".VnTime", TCVN3);
        fonts.add("VNI-Times", "Vieät Nam");
        fonts.add("Times New Roman", TCVN3);
        let (decided, notes) = fonts.decide();
        assert_eq!(notes, []);
        assert_eq!(decided.text(".VnTime", TCVN3).as_deref(), Some("Trung ương Đảng"));
        assert_eq!(decided.text("VNI-Times", "Vieät").as_deref(), Some("Việt"));
        assert_eq!(decided.text("Times New Roman", TCVN3), None);
    }

    #[test]
    fn unicode_in_a_font_of_an_old_name_stays() {
        let mut fonts = Fonts::default();
        fonts.add("VNI-Times", "Việt Nam, à, hội nghị");
        let (decided, notes) = fonts.decide();
        assert!(decided.is_empty());
        assert_eq!(notes, []);
    }

    #[test]
    fn what_is_neither_is_told() {
        let mut fonts = Fonts::default();
        fonts.add(".VnTime", "l'été dernier, près de la forêt, où étaient les élèves");
        let (decided, notes) = fonts.decide();
        assert!(decided.is_empty());
        assert!(notes[0].message.contains(".VnTime"), "{notes:?}");
    }

    #[test]
    fn a_font_of_capitals_raises_ascii_too() {
        let mut fonts = Fonts::default();
        fonts.add(".VnTimeH", "V\u{A8}n ph\u{DF}ng");
        let (decided, _) = fonts.decide();
        assert!(decided.text(".VnTimeH", "V\u{A8}n").is_some_and(|text| text == "VĂN"));
    }
}
