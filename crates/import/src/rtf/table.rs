//! What the tables at the head of a document say: fonts with their code pages, styles with their levels.

use std::collections::BTreeMap;

use vanban_text::encoding::Encoding;

/// A font.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Font {
    /// Its name.
    pub(super) name: String,
    /// The code page of its bytes; none where the document's holds.
    pub(super) page: Option<u32>,
}

/// A style of paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Its name in lower case.
    pub(super) name: String,
    /// Its level as a heading, from 1.
    pub(super) level: Option<u8>,
}

/// The tables.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    /// The fonts by their numbers.
    pub(super) fonts: BTreeMap<i32, Font>,
    /// The styles by their numbers.
    pub(super) styles: BTreeMap<i32, Style>,
    /// The code page of the document.
    pub(super) page: u32,
}

impl Tables {
    /// The code page of the bytes of a font.
    pub(super) fn page(&self, font: i32) -> u32 {
        let Some(font) = self.fonts.get(&font) else { return self.page };
        // An old font draws its own letters, whatever its character set is called.
        if Encoding::of_font(&font.name).is_some() {
            return 1252;
        }
        font.page.unwrap_or(self.page)
    }

    /// The name of a font.
    pub(super) fn name(&self, font: i32) -> &str {
        self.fonts.get(&font).map_or("", |font| font.name.as_str())
    }

    /// The level of the heading that a style is.
    pub(super) fn level(&self, style: i32) -> Option<u8> {
        let style = self.styles.get(&style)?;
        let named = style.name.strip_prefix("heading ").and_then(|level| level.trim().parse().ok());
        named.or(style.level).filter(|level| (1..=9).contains(level))
    }

    /// The name of a style in lower case.
    pub(super) fn style(&self, style: i32) -> &str {
        self.styles.get(&style).map_or("", |style| style.name.as_str())
    }
}

/// The code page of a character set (`\fcharset`).
pub(super) fn page_of(charset: i32) -> Option<u32> {
    Some(match charset {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 => 437,
        255 => 850,
        _ => return None,
    })
}
