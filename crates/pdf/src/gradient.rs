//! The colours of drawings: patterns of gradients (ISO 32000-2 §8.7.4) and their functions (§7.10),
//! of a screen or of a press. `vector` writes what they fill.

use std::collections::BTreeMap;

use printpdf::DictItem;
use vanban_article::image::vector::{Course, Gradient, Matrix};
use vanban_theme::Color;

use crate::inks::Inks;

type Entries = BTreeMap<String, DictItem>;

/// The pattern of a gradient (ISO 32000-2 §8.7.4).
pub(crate) fn shading(gradient: &Gradient, matrix: Matrix, inks: Option<&Inks>) -> DictItem {
    let space = if inks.is_some() { "DeviceCMYK" } else { "DeviceRGB" };
    let (kind, places): (i64, &[f32]) = match &gradient.course {
        Course::Line(places) => (2, places),
        Course::Circles(places) => (3, places),
    };
    let map = Entries::from([
        ("ShadingType".to_owned(), DictItem::Int(kind)),
        ("ColorSpace".to_owned(), name(space)),
        ("Coords".to_owned(), numbers(places)),
        ("Function".to_owned(), colors(&gradient.stops, inks)),
        ("Extend".to_owned(), DictItem::Array(vec![DictItem::Bool(true), DictItem::Bool(true)])),
    ]);
    let map = Entries::from([
        ("Type".to_owned(), name("Pattern")),
        ("PatternType".to_owned(), DictItem::Int(2)),
        ("Matrix".to_owned(), numbers(&matrix.0)),
        ("Shading".to_owned(), DictItem::Dict { map }),
    ]);
    DictItem::Dict { map }
}

/// The function from a place between 0 and 1 to a colour: straight between two stops (§7.10).
fn colors(stops: &[(f32, [u8; 3])], inks: Option<&Inks>) -> DictItem {
    let first = stops.first().map_or([0; 3], |stop| stop.1);
    let last = stops.last().map_or([0; 3], |stop| stop.1);
    let ends = [(0.0, first)].into_iter().chain(stops.iter().copied()).chain([(1.0, last)]);
    let ends: Vec<(f32, [u8; 3])> = ends.collect();
    let channels = |color: [u8; 3]| numbers(&channels(color, inks));
    let unit = || numbers(&[0.0, 1.0]);
    let between = |from: [u8; 3], to: [u8; 3]| {
        let map = Entries::from([
            ("FunctionType".to_owned(), DictItem::Int(2)),
            ("Domain".to_owned(), unit()),
            ("C0".to_owned(), channels(from)),
            ("C1".to_owned(), channels(to)),
            ("N".to_owned(), DictItem::Int(1)),
        ]);
        DictItem::Dict { map }
    };
    let (mut parts, mut bounds) = (Vec::new(), Vec::new());
    for pair in ends.windows(2) {
        // Two stops at one place are a jump: the functions beside it make it.
        if let [(from, before), (to, after)] = pair
            && to > from
        {
            parts.push(between(*before, *after));
            bounds.push(*to);
        }
    }
    bounds.pop();
    if parts.len() < 2 {
        return parts.pop().unwrap_or_else(|| between(first, last));
    }
    let encode: Vec<f32> = parts.iter().flat_map(|_| [0.0, 1.0]).collect();
    let map = Entries::from([
        ("FunctionType".to_owned(), DictItem::Int(3)),
        ("Domain".to_owned(), unit()),
        ("Functions".to_owned(), DictItem::Array(parts)),
        ("Bounds".to_owned(), numbers(&bounds)),
        ("Encode".to_owned(), numbers(&encode)),
    ]);
    DictItem::Dict { map }
}

/// The channels of a colour, from 0 to 1: of a screen, or of a press.
pub(crate) fn channels(rgb: [u8; 3], inks: Option<&Inks>) -> Vec<f32> {
    let [r, g, b] = rgb;
    match inks {
        Some(inks) => inks.mix(Color::rgb(r, g, b)).to_vec(),
        None => rgb.map(|channel| f32::from(channel) / 255.0).to_vec(),
    }
}

/// Numbers.
pub(crate) fn numbers(numbers: &[f32]) -> DictItem {
    DictItem::Array(numbers.iter().map(|number| DictItem::Real(*number)).collect())
}

/// A name.
pub(crate) fn name(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}
