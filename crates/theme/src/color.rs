//! Colours of text, rules and backgrounds, in sRGB.

use serde::{Deserialize, Serialize};

/// An opaque sRGB colour, eight bits a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Color {
    /// Black, the colour of office text (NĐ 30/2020, Phụ lục I).
    pub const BLACK: Color = Color::rgb(0, 0, 0);

    /// A colour from its channels.
    #[must_use]
    pub const fn rgb(r: u8, g: u8, b: u8) -> Color {
        Color { r, g, b }
    }

    /// The six hexadecimal digits of the colour, upper case, without a mark (`ST_HexColor`,
    /// ECMA-376 §17.18.38).
    #[must_use]
    pub fn hex(self) -> String {
        format!("{:02X}{:02X}{:02X}", self.r, self.g, self.b)
    }
}

#[cfg(test)]
mod tests {
    use super::Color;

    #[test]
    fn hex_has_six_upper_case_digits() {
        assert_eq!(Color::rgb(5, 99, 193).hex(), "0563C1");
    }
}
