//! What the maths face says of setting formulas: constants, corrections, larger variants, and how
//! signs that grow are assembled (OpenType, the `MATH` table).
//!
//! Read once, when the first formula is laid out. Lengths are font units; the face has
//! [`Face::units_per_em`](crate::Face) of them in an em.

use std::sync::OnceLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::raw::tables::math::{Math, MathConstants, MathValueRecord, StretchAxis};
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId, MetadataProvider};

use crate::face::Face;
use crate::library::{FontLibrary, MATH};

/// The constants by which the parts of a formula are placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as OpenType names it, where its meaning is written")]
pub struct MathNumbers {
    pub script_percent: i32,
    pub script_script_percent: i32,
    pub display_operator_min_height: i32,
    pub axis_height: i32,
    pub accent_base_height: i32,
    pub subscript_shift_down: i32,
    pub subscript_top_max: i32,
    pub subscript_baseline_drop_min: i32,
    pub superscript_shift_up: i32,
    pub superscript_shift_up_cramped: i32,
    pub superscript_bottom_min: i32,
    pub superscript_baseline_drop_max: i32,
    pub sub_superscript_gap_min: i32,
    pub superscript_bottom_max_with_subscript: i32,
    pub space_after_script: i32,
    pub upper_limit_gap_min: i32,
    pub upper_limit_baseline_rise_min: i32,
    pub lower_limit_gap_min: i32,
    pub lower_limit_baseline_drop_min: i32,
    pub stack_top_shift_up: i32,
    pub stack_top_display_style_shift_up: i32,
    pub stack_bottom_shift_down: i32,
    pub stack_bottom_display_style_shift_down: i32,
    pub stack_gap_min: i32,
    pub stack_display_style_gap_min: i32,
    pub stretch_stack_gap_above_min: i32,
    pub stretch_stack_gap_below_min: i32,
    pub fraction_numerator_shift_up: i32,
    pub fraction_numerator_display_style_shift_up: i32,
    pub fraction_denominator_shift_down: i32,
    pub fraction_denominator_display_style_shift_down: i32,
    pub fraction_numerator_gap_min: i32,
    pub fraction_num_display_style_gap_min: i32,
    pub fraction_rule_thickness: i32,
    pub fraction_denominator_gap_min: i32,
    pub fraction_denom_display_style_gap_min: i32,
    pub overbar_vertical_gap: i32,
    pub overbar_rule_thickness: i32,
    pub overbar_extra_ascender: i32,
    pub underbar_vertical_gap: i32,
    pub underbar_rule_thickness: i32,
    pub underbar_extra_descender: i32,
    pub radical_vertical_gap: i32,
    pub radical_display_style_vertical_gap: i32,
    pub radical_rule_thickness: i32,
    pub radical_extra_ascender: i32,
    pub radical_kern_before_degree: i32,
    pub radical_kern_after_degree: i32,
    pub radical_degree_bottom_raise_percent: i32,
}

/// Along which side a sign grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// In height.
    Up,
    /// In width.
    Along,
}

/// A part of an assembled sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssemblyPart {
    /// Its glyph.
    pub glyph: u16,
    /// How much of its start may lie under the part before.
    pub start: i32,
    /// How much of its end may lie under the part after.
    pub end: i32,
    /// Its length along the side on which the sign grows.
    pub length: i32,
    /// Whether it may be left out, or be there more than once.
    pub repeats: bool,
}

/// The maths face with its table.
pub struct MathFace {
    /// The face.
    pub face: &'static Face,
    /// The constants.
    pub numbers: MathNumbers,
    table: Math<'static>,
    /// The box of each glyph, as it is asked for: reading outlines takes time.
    boxes: Vec<OnceLock<[i32; 4]>>,
    file: FontRef<'static>,
    /// How much of two parts of an assembly must lie over one another.
    overlap: i32,
}

static BUNDLED: OnceLock<MathFace> = OnceLock::new();

impl MathFace {
    /// The maths face that is part of the program.
    #[must_use]
    pub fn bundled() -> &'static MathFace {
        BUNDLED.get_or_init(|| {
            let face = FontLibrary::bundled().face(MATH);
            let file = FontRef::new(&face.bytes).expect("the embedded files are sound");
            let table = file.math().expect("the maths face has its table: a test reads it");
            let constants = table.math_constants().expect("the table has its constants");
            let overlap = table.math_variants().map_or(0, |v| v.min_connector_overlap().to_u16());
            MathFace {
                face,
                numbers: numbers(&constants),
                table,
                boxes: vec![OnceLock::new(); face.glyph_count()],
                file,
                overlap: i32::from(overlap),
            }
        })
    }

    /// The box around a glyph's outline: left, bottom, right, top.
    #[must_use]
    pub fn bounds(&self, glyph: u16) -> [i32; 4] {
        let Some(kept) = self.boxes.get(usize::from(glyph)) else { return [0; 4] };
        *kept.get_or_init(|| {
            let metrics = self.file.glyph_metrics(Size::unscaled(), LocationRef::default());
            metrics.bounds(GlyphId::from(glyph)).map_or([0; 4], |b| {
                [b.x_min, b.y_min, b.x_max, b.y_max].map(|side| side.round() as i32)
            })
        })
    }

    /// How far an upright sign after a slanted glyph must keep off.
    #[must_use]
    pub fn italics_correction(&self, glyph: u16) -> i32 {
        let info = self.table.math_glyph_info().ok();
        let table = info.and_then(|info| info.math_italics_correction_info()?.ok());
        table.and_then(|table| table.correction(GlyphId::from(glyph))).unwrap_or(0)
    }

    /// Over which place of a glyph an accent stands, from its origin.
    #[must_use]
    pub fn accent_attachment(&self, glyph: u16) -> Option<i32> {
        let info = self.table.math_glyph_info().ok()?;
        info.math_top_accent_attachment()?.ok()?.attachment(GlyphId::from(glyph))
    }

    /// The larger forms of a glyph, itself first, each with its size along the side it grows on.
    #[must_use]
    pub fn variants(&self, glyph: u16, growth: Growth) -> Vec<(u16, i32)> {
        let construction = self.construction(glyph, growth);
        let Some(construction) = construction else { return Vec::new() };
        let records = construction.math_glyph_variant_records().iter();
        records
            .map(|record| {
                (record.variant_glyph().to_u16(), i32::from(record.advance_measurement().to_u16()))
            })
            .collect()
    }

    /// The parts of which a glyph of any size is made, from its bottom or left; none where it does
    /// not grow so.
    #[must_use]
    pub fn assembly(&self, glyph: u16, growth: Growth) -> Vec<AssemblyPart> {
        let assembly = self
            .construction(glyph, growth)
            .and_then(|construction| construction.glyph_assembly()?.ok());
        let Some(assembly) = assembly else { return Vec::new() };
        let records = assembly.part_records().iter();
        records
            .map(|part| AssemblyPart {
                glyph: part.glyph_id().to_u16(),
                start: i32::from(part.start_connector_length().to_u16()),
                end: i32::from(part.end_connector_length().to_u16()),
                length: i32::from(part.full_advance().to_u16()),
                repeats: part.part_flags().bits() & 1 != 0,
            })
            .collect()
    }

    /// How much of two parts of an assembly lie over one another at least.
    #[must_use]
    pub fn overlap(&self) -> i32 {
        self.overlap
    }

    fn construction(
        &self,
        glyph: u16,
        growth: Growth,
    ) -> Option<skrifa::raw::tables::math::MathGlyphConstruction<'static>> {
        let axis = match growth {
            Growth::Up => StretchAxis::Vertical,
            Growth::Along => StretchAxis::Horizontal,
        };
        self.table.math_variants().ok()?.glyph_construction(GlyphId::from(glyph), axis)
    }
}

fn numbers(c: &MathConstants<'_>) -> MathNumbers {
    let of = |record: &MathValueRecord| i32::from(record.value().to_i16());
    MathNumbers {
        script_percent: i32::from(c.script_percent_scale_down()),
        script_script_percent: i32::from(c.script_script_percent_scale_down()),
        display_operator_min_height: i32::from(c.display_operator_min_height().to_u16()),
        axis_height: of(c.axis_height()),
        accent_base_height: of(c.accent_base_height()),
        subscript_shift_down: of(c.subscript_shift_down()),
        subscript_top_max: of(c.subscript_top_max()),
        subscript_baseline_drop_min: of(c.subscript_baseline_drop_min()),
        superscript_shift_up: of(c.superscript_shift_up()),
        superscript_shift_up_cramped: of(c.superscript_shift_up_cramped()),
        superscript_bottom_min: of(c.superscript_bottom_min()),
        superscript_baseline_drop_max: of(c.superscript_baseline_drop_max()),
        sub_superscript_gap_min: of(c.sub_superscript_gap_min()),
        superscript_bottom_max_with_subscript: of(c.superscript_bottom_max_with_subscript()),
        space_after_script: of(c.space_after_script()),
        upper_limit_gap_min: of(c.upper_limit_gap_min()),
        upper_limit_baseline_rise_min: of(c.upper_limit_baseline_rise_min()),
        lower_limit_gap_min: of(c.lower_limit_gap_min()),
        lower_limit_baseline_drop_min: of(c.lower_limit_baseline_drop_min()),
        stack_top_shift_up: of(c.stack_top_shift_up()),
        stack_top_display_style_shift_up: of(c.stack_top_display_style_shift_up()),
        stack_bottom_shift_down: of(c.stack_bottom_shift_down()),
        stack_bottom_display_style_shift_down: of(c.stack_bottom_display_style_shift_down()),
        stack_gap_min: of(c.stack_gap_min()),
        stack_display_style_gap_min: of(c.stack_display_style_gap_min()),
        stretch_stack_gap_above_min: of(c.stretch_stack_gap_above_min()),
        stretch_stack_gap_below_min: of(c.stretch_stack_gap_below_min()),
        fraction_numerator_shift_up: of(c.fraction_numerator_shift_up()),
        fraction_numerator_display_style_shift_up: of(c.fraction_numerator_display_style_shift_up()),
        fraction_denominator_shift_down: of(c.fraction_denominator_shift_down()),
        fraction_denominator_display_style_shift_down: of(
            c.fraction_denominator_display_style_shift_down()
        ),
        fraction_numerator_gap_min: of(c.fraction_numerator_gap_min()),
        fraction_num_display_style_gap_min: of(c.fraction_num_display_style_gap_min()),
        fraction_rule_thickness: of(c.fraction_rule_thickness()),
        fraction_denominator_gap_min: of(c.fraction_denominator_gap_min()),
        fraction_denom_display_style_gap_min: of(c.fraction_denom_display_style_gap_min()),
        overbar_vertical_gap: of(c.overbar_vertical_gap()),
        overbar_rule_thickness: of(c.overbar_rule_thickness()),
        overbar_extra_ascender: of(c.overbar_extra_ascender()),
        underbar_vertical_gap: of(c.underbar_vertical_gap()),
        underbar_rule_thickness: of(c.underbar_rule_thickness()),
        underbar_extra_descender: of(c.underbar_extra_descender()),
        radical_vertical_gap: of(c.radical_vertical_gap()),
        radical_display_style_vertical_gap: of(c.radical_display_style_vertical_gap()),
        radical_rule_thickness: of(c.radical_rule_thickness()),
        radical_extra_ascender: of(c.radical_extra_ascender()),
        radical_kern_before_degree: of(c.radical_kern_before_degree()),
        radical_kern_after_degree: of(c.radical_kern_after_degree()),
        radical_degree_bottom_raise_percent: i32::from(c.radical_degree_bottom_raise_percent()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Growth, MathFace};

    #[test]
    fn the_table_is_that_of_the_face() {
        let math = MathFace::bundled();
        assert_eq!((math.numbers.axis_height, math.numbers.script_percent), (250, 74));
        let glyph = |c: char| math.face.glyph(c).unwrap();
        let sum = math.variants(glyph('∑'), Growth::Up);
        assert_eq!((sum.len(), sum[1].1), (2, 1375));
        assert!(math.assembly(glyph('('), Growth::Up).iter().any(|part| part.repeats));
        assert!(math.assembly(glyph('x'), Growth::Up).is_empty());
        assert!(math.italics_correction(glyph('𝑓')) > 0);
        assert!(math.accent_attachment(glyph('𝑥')).is_some());
        let [left, bottom, right, top] = math.bounds(glyph('x'));
        assert!(left < right && bottom <= 0 && (440..480).contains(&top), "{top}");
        assert_eq!(math.bounds(u16::MAX), [0; 4]);
    }

    #[test]
    fn the_face_draws_what_formulas_need() {
        let math = MathFace::bundled();
        for c in "𝑎𝑧ℎ𝛼𝜔Ω𝐱ℝℤ𝔤ℒ∑∏∫∮√∞∂∇±×÷⋅∘≤≥≠≈≡∈∉⊂∪∩→⇒⇔∀∃∅⟨⟩⌊⌋{}|‖⋯⋮⋱".chars()
        {
            assert!(math.face.covers(c), "{c:?}");
        }
    }
}
