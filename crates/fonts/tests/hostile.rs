//! Damaged fonts: whatever a file holds, it is refused or used, without panic and in bounded time.
#![allow(missing_docs, reason = "a test has no users")]

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use vanban_fonts::{
    FontFile, FontLibrary, FontProblem, Repertoire, Shaper, look, repertoire_with, subset,
};
use vanban_theme::{Family, FontNames, FontSpec};

const REGULAR: FontSpec = FontSpec { family: Family::Serif, bold: false, italic: false };

const FONTS: [&[u8]; 5] = [
    include_bytes!("../../../tests/suite/fonts/probe-han.ttf"),
    include_bytes!("../../../tests/suite/fonts/probe-han.otf"),
    include_bytes!("../../../tests/suite/fonts/probe.ttc"),
    include_bytes!("../../../tests/suite/fonts/probe-variable.ttf"),
    include_bytes!("../../../tests/suite/fonts/probe-cyclic.ttf"),
];

/// The library with one file; `named`: checked at once.
fn library(bytes: &[u8], named: bool) -> (FontLibrary, Vec<FontProblem>) {
    let file = FontFile { name: "a.ttf".to_owned(), bytes: Arc::from(bytes), named };
    let (library, refused) = FontLibrary::with(vec![file]);
    (library, refused.into_iter().map(|refused| refused.problem).collect())
}

/// Does with the fonts of a library all that papers do; how many faces were used.
fn use_up(library: &FontLibrary) -> usize {
    let text = "漢字文化中國北京";
    let mut shaper = Shaper::new(library);
    let mut used = BTreeSet::new();
    for (at, c, face) in library.faces_of(REGULAR, text) {
        let Some(face) = face else { continue };
        let glyphs = shaper.shape(face, &text[at..at + c.len_utf8()]);
        used.insert(face);
        let glyphs = glyphs.iter().map(|glyph| glyph.id).collect();
        // An error is as good as a subset.
        drop(subset(library.face(face), &glyphs));
        let _ = (library.face(face).ink(1), look(library.face(face)));
    }
    for face in &used {
        drop(repertoire_with(library.face(*face), Repertoire::Vietnamese, &['漢', '字']));
    }
    used.len()
}

/// Numbers that look random and are the same always.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

#[test]
fn sound_files_are_used_and_a_glyph_made_of_itself_is_not() {
    for bytes in &FONTS[..4] {
        let (library, refused) = library(bytes, true);
        assert_eq!(refused, []);
        assert!(use_up(&library) > 0);
        assert_eq!(library.refused().count(), 0);
    }
    assert!(matches!(library(FONTS[4], true).1[..], [FontProblem::Endless(_)]));
    let (library, refused) = library(FONTS[4], false);
    assert_eq!(refused, []);
    assert_eq!((use_up(&library), library.refused().count()), (0, 1));
}

#[test]
fn a_family_given_stands_for_the_one_that_a_theme_names() {
    let (library, _) = library(FONTS[2], true);
    let names = FontNames { mono: "VANBAN probe b".to_owned(), ..FontNames::default() };
    let (library, unknown) = library.for_theme(&names);
    assert_eq!(unknown, []);
    let mono = FontSpec { family: Family::Mono, bold: true, italic: false };
    let face = library.id(mono);
    assert_eq!(library.face(face).family, "Vanban Probe B");
    assert_eq!(library.spec_of(face, mono), FontSpec { bold: false, ..mono });
    assert!(library.lacks(mono, face) && !library.lacks(REGULAR, face));
    // The fonts call themselves otherwise than the theme does.
    assert_eq!(library.names(&names).mono, "Vanban Probe B");
    // What the family lacks the bundled one still draws, under its own name.
    let latin = library.face_for(mono, 'ế').expect("a bundled face draws it");
    assert!(!library.is_given(latin));
}

#[test]
fn truncated_files_are_refused() {
    for bytes in FONTS {
        for end in (0..bytes.len()).step_by(13) {
            let (library, _) = library(&bytes[..end], true);
            use_up(&library);
        }
    }
}

#[test]
fn damaged_files_neither_panic_nor_hang() {
    let start = Instant::now();
    let mut dice = Dice(7);
    for round in 0..3000 {
        let mut bytes = FONTS[round % FONTS.len()].to_vec();
        for _ in 0..1 + dice.below(6) {
            // Half of the changes hit the directory and the first tables, which say what is where.
            let bound = if dice.below(2) == 0 { 400 } else { bytes.len() };
            let place = dice.below(bound.min(bytes.len()));
            bytes[place] = match dice.below(4) {
                0 => 0,
                1 => 0xFF,
                2 => bytes[place].wrapping_add(1),
                _ => dice.below(256) as u8,
            };
        }
        for named in [true, false] {
            use_up(&library(&bytes, named).0);
        }
    }
    assert!(start.elapsed() < Duration::from_secs(300), "{:?}", start.elapsed());
}
