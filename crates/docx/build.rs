//! Makes the font parts that a DOCX embeds, once, when the program is built: each face cut to a
//! repertoire, obfuscated (ECMA-376 part 4 §9.1.2) and deflated, as `embedded` copies them into packages.
#![allow(clippy::disallowed_methods, reason = "a build script's inputs and outputs are files")]

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use skrifa::{FontRef, MetadataProvider};
use vanban_deflate::{Deflater, crc32};
use vanban_fonts::{Face, FontLibrary, Repertoire, repertoire};

/// The smallest that there is: done once.
const LEVEL: u8 = 12;

#[path = "src/obfuscate.rs"]
mod obfuscate;

use obfuscate::{guid, key, obfuscated};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/obfuscate.rs");
    let folder = std::env::var("OUT_DIR")?;
    let mut deflater = Deflater::new(LEVEL);
    let (mut streams, mut parts) = (Vec::new(), String::new());
    let (mut count, mut vietnamese) = (0, 0);
    let mut beyond = BTreeSet::new();
    for set in [Repertoire::Vietnamese, Repertoire::Full] {
        // Word processors set formulas in a maths face of their own.
        let faces = FontLibrary::bundled().faces();
        for face in faces.filter(|face| !face.is_cff) {
            let fallback = face.spec.family.is_fallback();
            if fallback && set == Repertoire::Vietnamese {
                continue;
            }
            // What only lends characters has no others to leave out.
            let bytes = if fallback { face.bytes.to_vec() } else { repertoire(face, set)? };
            if set == Repertoire::Vietnamese {
                beyond.extend(lost(face, &bytes)?);
            }
            let key = key(&bytes);
            let part = obfuscated(bytes, key);
            streams.extend(deflater.raw(&part));
            let (key, end, size, crc) = (guid(key), streams.len(), part.len(), crc32(&part));
            writeln!(
                parts,
                "    Part {{ key: \"{key}\", end: {end}, size: {size}, crc: {crc} }},"
            )?;
            count += 1;
        }
        if set == Repertoire::Vietnamese {
            vietnamese = count;
        }
    }
    let mut source = format!("static PARTS: [Part; {count}] = [\n{parts}];\n");
    writeln!(source, "/// How many of the parts are of the first cut.")?;
    writeln!(source, "const VIETNAMESE: usize = {vietnamese};")?;
    writeln!(source, "const BEYOND: &[(char, char)] = &[")?;
    for (first, last) in ranges(&beyond) {
        writeln!(source, "    ('\\u{{{first:x}}}', '\\u{{{last:x}}}'),")?;
    }
    writeln!(source, "];")?;
    std::fs::write(Path::new(&folder).join("fonts.deflate"), streams)?;
    std::fs::write(Path::new(&folder).join("fonts.rs"), source)?;
    Ok(())
}

/// The characters that a face has and its repertoire lacks.
fn lost(face: &Face, cut: &[u8]) -> Result<Vec<u32>, Box<dyn Error>> {
    let (whole, cut) = (FontRef::new(&face.bytes)?, FontRef::new(cut)?);
    let kept = cut.charmap();
    // Some faces map control characters, which no text holds.
    let characters = whole.charmap().mappings().map(|(code, _)| code).filter(|code| *code > 0x9F);
    Ok(characters.filter(|code| kept.map(*code).is_none()).collect())
}

/// The stretches of a set of characters.
fn ranges(codes: &BTreeSet<u32>) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for code in codes.iter().copied().filter(|code| char::from_u32(*code).is_some()) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == code => *last = code,
            _ => ranges.push((code, code)),
        }
    }
    ranges
}
