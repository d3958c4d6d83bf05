//! Boxes one over the other: fractions, roots, scripts, limits, accents, brackets, by the constants
//! of the maths face (OpenType, the `MATH` table; The TeXbook, appendix G, rules 11 to 18).

use vanban_fonts::{Growth, MathNumbers};

use super::boxes::MathBox;
use super::glyphs::{Pens, em};

/// Room at each side of a fraction: TeX's null delimiter, in ems.
const FRACTION_SIDE: f64 = 0.1;
/// How much of what it holds a delimiter covers, and by how much it may fall short, in ems.
const DELIMITER_FACTOR: f64 = 0.901;
const DELIMITER_SHORTFALL: f64 = 0.5;

/// How large and how tight something is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Manner {
    /// Whether it has the room of a displayed formula.
    pub(crate) display: bool,
    /// Its size as a share of the formula's.
    pub(crate) scale: f64,
    /// Whether something stands over it, so that scripts rise less.
    pub(crate) cramped: bool,
}

/// A numerator over a denominator.
pub(crate) fn fraction(
    n: &MathNumbers,
    manner: Manner,
    ruled: bool,
    mut top: MathBox,
    mut bottom: MathBox,
) -> MathBox {
    let of = |units: i32| em(units, manner.scale);
    let axis = of(n.axis_height);
    let (mut up, mut down, top_gap, bottom_gap);
    if ruled {
        let half = of(n.fraction_rule_thickness) / 2.0;
        if manner.display {
            up = of(n.fraction_numerator_display_style_shift_up);
            down = of(n.fraction_denominator_display_style_shift_down);
            top_gap = of(n.fraction_num_display_style_gap_min);
            bottom_gap = of(n.fraction_denom_display_style_gap_min);
        } else {
            up = of(n.fraction_numerator_shift_up);
            down = of(n.fraction_denominator_shift_down);
            top_gap = of(n.fraction_numerator_gap_min);
            bottom_gap = of(n.fraction_denominator_gap_min);
        }
        up = up.max(axis + half + top_gap + top.descent);
        down = down.max(bottom.ascent + bottom_gap + half - axis);
    } else {
        let gap;
        if manner.display {
            up = of(n.stack_top_display_style_shift_up);
            down = of(n.stack_bottom_display_style_shift_down);
            gap = of(n.stack_display_style_gap_min);
        } else {
            up = of(n.stack_top_shift_up);
            down = of(n.stack_bottom_shift_down);
            gap = of(n.stack_gap_min);
        }
        let lacks = gap - (up - top.descent - (bottom.ascent - down));
        if lacks > 0.0 {
            up += lacks / 2.0;
            down += lacks / 2.0;
        }
    }
    let side = FRACTION_SIDE * manner.scale;
    let width = top.width.max(bottom.width);
    let mut whole = MathBox::space(width + 2.0 * side);
    (top.italic, bottom.italic) = (0.0, 0.0);
    let (left, right) = ((width - top.width) / 2.0, (width - bottom.width) / 2.0);
    whole.put(side + left, up, top);
    if ruled {
        let thickness = of(n.fraction_rule_thickness);
        whole.put(side, 0.0, MathBox::rule(width, thickness, axis + thickness / 2.0));
    }
    whole.put(side + right, -down, bottom);
    whole
}

/// A root, perhaps with an index.
pub(crate) fn root(
    pens: &Pens<'_, '_>,
    manner: Manner,
    inside: MathBox,
    index: Option<MathBox>,
) -> MathBox {
    let n = &pens.math.numbers;
    let of = |units: i32| em(units, manner.scale);
    let rule = of(n.radical_rule_thickness);
    let mut gap = if manner.display {
        of(n.radical_display_style_vertical_gap)
    } else {
        of(n.radical_vertical_gap)
    };
    // An empty root is as high as a letter.
    let (ascent, descent) = (inside.ascent.max(0.45 * manner.scale), inside.descent.max(0.0));
    let needed = ascent + descent + gap + rule;
    let sign = pens.grown('√', Growth::Up, needed, manner.scale);
    let spare = sign.height() - needed;
    if spare > 0.0 {
        gap += spare / 2.0;
    }
    let top = ascent + gap + rule;
    let mut whole = MathBox::default();
    let mut x = 0.0;
    let rise = top - sign.ascent;
    let bottom = sign.descent - rise;
    if let Some(index) = index {
        let raise = f64::from(n.radical_degree_bottom_raise_percent) / 100.0;
        let y = -bottom + raise * sign.height() + index.descent;
        x = of(n.radical_kern_before_degree);
        let width = index.width;
        whole.put(x, y, index);
        x = (x + width + of(n.radical_kern_after_degree)).max(0.0);
    }
    let sign_width = sign.width;
    whole.put(x, rise, sign);
    x += sign_width;
    let width = inside.width + inside.italic;
    whole.put(x, 0.0, MathBox::rule(width, rule, top));
    whole.put(x, 0.0, inside);
    whole.width = x + width;
    whole.ascent = whole.ascent.max(top + of(n.radical_extra_ascender) / 2.0);
    whole
}

/// Scripts to the right of a base. `large` is a base whose subscript stands under its slant.
pub(crate) fn scripts(
    n: &MathNumbers,
    manner: Manner,
    large: bool,
    base: MathBox,
    sub: Option<MathBox>,
    sup: Option<MathBox>,
) -> MathBox {
    let of = |units: i32| em(units, manner.scale);
    let (mut up, mut down) = (0.0f64, 0.0f64);
    if let Some(sup) = &sup {
        let least =
            if manner.cramped { n.superscript_shift_up_cramped } else { n.superscript_shift_up };
        up = of(least).max(sup.descent + of(n.superscript_bottom_min));
        if !base.single || large {
            up = up.max(base.ascent - of(n.superscript_baseline_drop_max));
        }
    }
    if let Some(sub) = &sub {
        down = of(n.subscript_shift_down).max(sub.ascent - of(n.subscript_top_max));
        if !base.single || large {
            down = down.max(base.descent + of(n.subscript_baseline_drop_min));
        }
    }
    if let (Some(sub), Some(sup)) = (&sub, &sup) {
        let lacks = of(n.sub_superscript_gap_min) - (up - sup.descent - (sub.ascent - down));
        if lacks > 0.0 {
            let rise = of(n.superscript_bottom_max_with_subscript) - (up - sup.descent);
            let rise = rise.clamp(0.0, lacks);
            up += rise;
            down += lacks - rise;
        }
    }
    let slant = base.italic;
    let mut whole = base;
    let width = whole.width;
    (whole.italic, whole.single, whole.attachment) = (0.0, false, None);
    let mut reach = width;
    if let Some(sup) = sup {
        let x = if large { width } else { width + slant };
        reach = reach.max(x + sup.width + sup.italic);
        whole.put(x, up, sup);
    }
    if let Some(sub) = sub {
        let x = if large { width - slant } else { width };
        reach = reach.max(x + sub.width + sub.italic);
        whole.put(x, -down, sub);
    }
    whole.width = reach + of(n.space_after_script);
    whole
}

/// Something under and over a base. `large` is a base that leans: what is over it follows.
pub(crate) fn limits(
    n: &MathNumbers,
    manner: Manner,
    large: bool,
    mut base: MathBox,
    under: Option<MathBox>,
    over: Option<MathBox>,
) -> MathBox {
    let of = |units: i32| em(units, manner.scale);
    let slant = if large { base.italic / 2.0 } else { 0.0 };
    if !large {
        base.width += base.italic;
    }
    base.italic = 0.0;
    let widths = [Some(&base), under.as_ref(), over.as_ref()];
    let width = widths.into_iter().flatten().map(|part| part.width).fold(0.0, f64::max);
    let mut whole = MathBox::space(width);
    let (ascent, descent) = (base.ascent, base.descent);
    whole.put((width - base.width) / 2.0, 0.0, base);
    if let Some(over) = over {
        let gap = of(n.upper_limit_gap_min).max(of(n.upper_limit_baseline_rise_min) - over.descent);
        let x = (width - over.width) / 2.0 + slant;
        whole.put(x, ascent + gap + over.descent, over);
    }
    if let Some(under) = under {
        let drop = of(n.lower_limit_gap_min) + under.ascent;
        let drop = drop.max(of(n.lower_limit_baseline_drop_min));
        let x = (width - under.width) / 2.0 - slant;
        whole.put(x, -(descent + drop), under);
    }
    whole
}

/// An accent over something, a bar over or under it, a brace or an arrow.
pub(crate) fn accent(
    pens: &Pens<'_, '_>,
    manner: Manner,
    (mark, below, wide): (char, bool, bool),
    mut base: MathBox,
) -> MathBox {
    let n = &pens.math.numbers;
    let of = |units: i32| em(units, manner.scale);
    let single = base.single;
    let slant = if single { base.italic } else { 0.0 };
    if !single {
        base.width += base.italic;
    }
    if matches!(mark, '‾' | '_') {
        let (gap, thickness, extra) = if below {
            (n.underbar_vertical_gap, n.underbar_rule_thickness, n.underbar_extra_descender)
        } else {
            (n.overbar_vertical_gap, n.overbar_rule_thickness, n.overbar_extra_ascender)
        };
        let (gap, thickness) = (of(gap), of(thickness));
        let (ascent, descent) = (base.ascent, base.descent.max(0.0));
        let width = base.width;
        let mut whole = base;
        whole.single = false;
        if below {
            whole.put(0.0, 0.0, MathBox::rule(width, thickness, -descent - gap));
            whole.descent += of(extra);
        } else {
            let top = ascent + gap + thickness;
            whole.put(slant / 2.0, 0.0, MathBox::rule(width, thickness, top));
            whole.ascent += of(extra);
        }
        return whole;
    }
    let stretched = wide && !matches!(mark, '^' | '~' | 'ˇ');
    if stretched || below {
        let sign = pens.grown(mark, Growth::Along, base.width, manner.scale);
        let (ascent, descent) = (base.ascent, base.descent.max(0.0));
        let width = base.width.max(sign.width);
        let mut whole = MathBox::space(width);
        let x = (width - base.width) / 2.0;
        whole.put(x, 0.0, base);
        let x = (width - sign.width) / 2.0;
        if below {
            let y = -descent - of(n.stretch_stack_gap_above_min) - sign.ascent;
            whole.put(x, y, sign);
        } else {
            let y = ascent + of(n.stretch_stack_gap_below_min) + sign.descent;
            whole.put(x, y, sign);
        }
        return whole;
    }
    let combining = match mark {
        '´' => '\u{301}',
        '˘' => '\u{306}',
        'ˇ' => '\u{30C}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '`' => '\u{300}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '˚' => '\u{30A}',
        '→' => '\u{20D7}',
        '←' => '\u{20D6}',
        '↔' => '\u{20E1}',
        '⇀' => '\u{20D1}',
        '↼' => '\u{20D0}',
        other => other,
    };
    let mut sign = if wide {
        pens.widest(combining, base.width, manner.scale)
    } else {
        pens.grown(combining, Growth::Along, 0.0, manner.scale)
    };
    // A combining sign reaches back over its letter: its place is told by where it is attached.
    let own = sign.attachment.unwrap_or(sign.width / 2.0);
    let at = base.attachment.unwrap_or((base.width + slant) / 2.0);
    let rise = (base.ascent - of(n.accent_base_height)).max(0.0);
    (sign.width, sign.italic) = (0.0, 0.0);
    let (width, italic) = (base.width, if single { base.italic } else { 0.0 });
    let mut whole = base;
    whole.put(at - own, rise, sign);
    (whole.width, whole.italic, whole.single) = (width, italic, true);
    whole
}

/// How high a delimiter must be around something.
pub(crate) fn delimiter_height(n: &MathNumbers, manner: Manner, inside: &MathBox) -> f64 {
    let axis = em(n.axis_height, manner.scale);
    let half = (inside.ascent - axis).max(inside.descent + axis);
    (half * 2.0 * DELIMITER_FACTOR).max(half * 2.0 - DELIMITER_SHORTFALL * manner.scale)
}

/// A delimiter of a height, its middle on the axis.
pub(crate) fn delimiter(pens: &Pens<'_, '_>, manner: Manner, sign: char, height: f64) -> MathBox {
    let sign = match sign {
        '|' => '|',
        '‖' | '∥' => '‖',
        other => other,
    };
    let grown = pens.grown(sign, Growth::Up, height, manner.scale);
    let axis = em(pens.math.numbers.axis_height, manner.scale);
    let rise = axis - (grown.ascent - grown.descent) / 2.0;
    grown.raised(rise)
}

/// Something with a stroke through it from its lower left to its upper right.
pub(crate) fn struck(pens: &Pens<'_, '_>, manner: Manner, base: MathBox) -> MathBox {
    let stroke = pens.grown('/', Growth::Up, base.height() * 1.1, manner.scale);
    let mut whole = base;
    let middle = (whole.ascent - whole.descent) / 2.0;
    let rise = middle - (stroke.ascent - stroke.descent) / 2.0;
    let mut stroke = stroke.raised(rise);
    for (_, _, ink) in &mut stroke.ink {
        if let super::boxes::Ink::Glyphs { text, .. } = ink {
            *text = "\u{338}".to_owned();
        }
    }
    let x = (whole.width - stroke.width) / 2.0;
    let (width, italic) = (whole.width, whole.italic);
    whole.put(x, 0.0, stroke);
    (whole.width, whole.italic, whole.single) = (width, italic, false);
    whole
}
