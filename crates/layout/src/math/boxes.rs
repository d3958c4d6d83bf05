//! Boxes: ink at places, and the room that it takes. Lengths are ems of the formula's font size,
//! upwards positive; the origin is the left end of the baseline.

use vanban_fonts::FaceId;

/// A part of a formula that is set.
#[derive(Clone, Debug, Default)]
pub(crate) struct MathBox {
    /// From its origin to the next box.
    pub(crate) width: f64,
    /// Above the baseline.
    pub(crate) ascent: f64,
    /// Below the baseline.
    pub(crate) descent: f64,
    /// How far its last sign leans over its width.
    pub(crate) italic: f64,
    /// Over which place an accent stands, where the box is one glyph.
    pub(crate) attachment: Option<f64>,
    /// Whether it is one glyph.
    pub(crate) single: bool,
    /// What is drawn: the left end and baseline of glyphs, the top left corner of rules.
    pub(crate) ink: Vec<(f64, f64, Ink)>,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub(crate) enum Ink {
    /// Glyphs of one face on one baseline.
    Glyphs {
        /// The face.
        face: FaceId,
        /// Their size as a share of the formula's.
        scale: f64,
        /// The text that they stand for.
        text: String,
        /// The glyphs.
        glyphs: Vec<InkGlyph>,
    },
    /// A filled rectangle.
    Rule {
        /// From left to right.
        width: f64,
        /// From top to bottom.
        height: f64,
    },
}

/// A glyph with its measures in ems of the formula.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InkGlyph {
    /// Its index in the face.
    pub(crate) id: u16,
    /// To the next glyph.
    pub(crate) advance: f64,
    /// Right of its origin.
    pub(crate) x: f64,
    /// Above its baseline.
    pub(crate) y: f64,
    /// Its cluster's start in the text.
    pub(crate) start: u32,
}

impl MathBox {
    /// Nothing of this width.
    pub(crate) fn space(width: f64) -> MathBox {
        MathBox { width, ..MathBox::default() }
    }

    /// A rule of this size, its top at `top`.
    pub(crate) fn rule(width: f64, thickness: f64, top: f64) -> MathBox {
        MathBox {
            width,
            ascent: top,
            descent: thickness - top,
            ink: vec![(0.0, top, Ink::Rule { width, height: thickness })],
            ..MathBox::default()
        }
    }

    /// Its ascent and descent together.
    pub(crate) fn height(&self) -> f64 {
        self.ascent + self.descent
    }

    /// Draws another box at a place of this one, whose room grows upwards and downwards.
    pub(crate) fn put(&mut self, x: f64, y: f64, other: MathBox) {
        self.ascent = self.ascent.max(other.ascent + y);
        self.descent = self.descent.max(other.descent - y);
        self.ink.extend(other.ink.into_iter().map(|(left, up, ink)| (left + x, up + y, ink)));
    }

    /// Sets another box beside this one.
    pub(crate) fn push(&mut self, other: MathBox) {
        let (x, width) = (self.width, other.width);
        (self.italic, self.attachment, self.single) = (other.italic, None, false);
        self.put(x, 0.0, other);
        self.width += width;
    }

    /// The same box raised.
    pub(crate) fn raised(self, by: f64) -> MathBox {
        let mut raised = MathBox { width: self.width, italic: self.italic, ..MathBox::default() };
        (raised.ascent, raised.descent) = (self.ascent + by, self.descent - by);
        raised.put(0.0, by, self);
        raised
    }
}
