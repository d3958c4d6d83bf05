//! Makes the font parts that a DOCX embeds, once, when the program is built: each face cut to a
//! repertoire, obfuscated (ECMA-376 part 4 §9.1.2) and deflated, all in one archive from which
//! `embedded` copies entries as they are.
#![allow(clippy::disallowed_methods, reason = "a build script's inputs and outputs are files")]

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;

use skrifa::{FontRef, MetadataProvider};
use vanban_fonts::{Face, FontLibrary, Repertoire, repertoire};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

#[path = "src/obfuscate.rs"]
mod obfuscate;

use obfuscate::{guid, key, obfuscated};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/obfuscate.rs");
    let folder = std::env::var("OUT_DIR")?;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9));
    let mut beyond = BTreeSet::new();
    let mut keys = String::new();
    for set in [Repertoire::Vietnamese, Repertoire::Full] {
        writeln!(keys, "    &[")?;
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
            archive.start_file(format!("{set:?}-{}", face.name), options)?;
            archive.write_all(&obfuscated(bytes, key))?;
            writeln!(keys, "        \"{}\",", guid(key))?;
        }
        writeln!(keys, "    ],")?;
    }
    let mut source = format!("const KEYS: [&[&str]; 2] = [\n{keys}];\n");
    writeln!(source, "const BEYOND: &[(char, char)] = &[")?;
    for (first, last) in ranges(&beyond) {
        writeln!(source, "    ('\\u{{{first:x}}}', '\\u{{{last:x}}}'),")?;
    }
    writeln!(source, "];")?;
    std::fs::write(Path::new(&folder).join("fonts.zip"), archive.finish()?.into_inner())?;
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
