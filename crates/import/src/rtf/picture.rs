//! Pictures within a document: `\pict`.

/// A picture while it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Drawn {
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// The first of two digits.
    half: Option<u8>,
    /// Its width on paper in twips, and by how many hundredths it is scaled.
    goal: i32,
    scale: i32,
}

impl Drawn {
    /// Adds digits of bytes; spaces between them are none.
    pub(super) fn digits(&mut self, text: &[u8]) {
        for byte in text {
            let Some(digit) = char::from(*byte).to_digit(16) else { continue };
            let digit = (digit & 0xF) as u8;
            match self.half.take() {
                Some(high) => self.bytes.push(high << 4 | digit),
                None => self.half = Some(digit),
            }
        }
    }

    /// A control word.
    pub(super) fn word(&mut self, word: &str, number: i32) {
        match word {
            "picwgoal" => self.goal = number,
            "picscalex" => self.scale = number,
            _ => {}
        }
    }

    /// The ending of the name of its file, by what it holds.
    pub(super) fn ending(&self) -> Option<&'static str> {
        let starts = |signature: &[u8]| self.bytes.starts_with(signature);
        if starts(b"\x89PNG\r\n\x1A\n") {
            Some("png")
        } else if starts(&[0xFF, 0xD8, 0xFF]) {
            Some("jpg")
        } else if starts(b"GIF8") {
            Some("gif")
        } else if starts(b"BM") {
            Some("bmp")
        } else {
            None
        }
    }

    /// Its width in whole points, if it has a sensible one.
    pub(super) fn width(&self) -> Option<i32> {
        let scale = if self.scale == 0 { 100 } else { self.scale };
        let twips = i64::from(self.goal) * i64::from(scale) / 100;
        i32::try_from(twips / 20).ok().filter(|points| (10..=2000).contains(points))
    }
}

#[cfg(test)]
mod tests {
    use super::Drawn;

    #[test]
    fn digits_make_bytes_and_signatures_endings() {
        let mut drawn = Drawn::default();
        drawn.digits(b"ff d8f");
        drawn.digits(b"f");
        assert_eq!(drawn.ending(), Some("jpg"));
        drawn.word("picwgoal", 2000);
        drawn.word("picscalex", 50);
        assert_eq!(drawn.width(), Some(50));
    }
}
