//! Pictures from the article's folder, and from nowhere else.

use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use cap_std::ambient_authority;
use cap_std::fs::Dir;
use vanban_article::{
    Article, Code, Diagnostic, Image, ImageError, Images, PictureRef, image, picture_path,
};
use vanban_fonts::FontLibrary;

use crate::needs;

/// The largest picture file that is read, in bytes.
const MAX_PICTURE: u64 = 64 << 20;

/// Loads the pictures of an article from a folder; each that cannot be used is a diagnostic.
pub(crate) fn load(article: &Article, folder: &Path) -> (Images, Vec<Diagnostic>) {
    let mut images = Images::default();
    let mut diagnostics = Vec::new();
    if article.pictures.is_empty() {
        return (images, diagnostics);
    }
    let root = Dir::open_ambient_dir(folder, ambient_authority());
    for picture in &article.pictures {
        let loaded = match &root {
            Ok(root) => load_one(root, picture),
            Err(error) => Err(Diagnostic::error(
                Code::PICTURE_MISSING,
                picture.span,
                format!("cannot open the folder `{}`: {error}", folder.display()),
            )),
        };
        match loaded {
            Ok(image) => images.entries.push(Some(Arc::new(image))),
            Err(diagnostic) => {
                images.entries.push(None);
                diagnostics.push(diagnostic);
            }
        }
    }
    (images, diagnostics)
}

fn load_one(root: &Dir, picture: &PictureRef) -> Result<Image, Diagnostic> {
    let path = picture_path(&picture.path).map_err(|problem| {
        Diagnostic::error(Code::PICTURE_PATH, picture.span, problem.to_string())
            .hint("keep pictures in the article's folder or below it")
    })?;
    let read = read(root, &path);
    needs::say(&path, read.as_deref());
    let bytes = read.map_err(|error| {
        let (code, message, hint) = match error.kind() {
            io::ErrorKind::NotFound => (
                Code::PICTURE_MISSING,
                format!("no such picture: `{path}`"),
                "check the name; it counts from the article's folder",
            ),
            io::ErrorKind::FileTooLarge => (
                Code::PICTURE_LIMIT,
                format!("`{path}` is larger than {} MiB", MAX_PICTURE >> 20),
                "make the picture smaller",
            ),
            io::ErrorKind::PermissionDenied => (
                Code::PICTURE_PATH,
                format!("`{path}` leads out of the article's folder or may not be read"),
                "keep pictures in the article's folder or below it",
            ),
            _ => (
                Code::PICTURE_MISSING,
                format!("cannot read `{path}`: {error}"),
                "name a picture file",
            ),
        };
        Diagnostic::error(code, picture.span, message).hint(hint)
    })?;
    let faces: Vec<&[u8]> = FontLibrary::files().collect();
    image::load(bytes.into(), &faces).map_err(|error| {
        let (code, message) = match error {
            ImageError::Unknown => {
                (Code::PICTURE_CORRUPT, format!("`{path}` is no picture that vanban reads"))
            }
            ImageError::Corrupt(why) => {
                (Code::PICTURE_CORRUPT, format!("`{path}` is damaged: {why}"))
            }
            ImageError::TooLarge(why) => {
                (Code::PICTURE_LIMIT, format!("`{path}` is too large: {why}"))
            }
        };
        Diagnostic::error(code, picture.span, message)
            .hint("use a JPEG, PNG, GIF, WebP, BMP or SVG file that opens elsewhere")
    })
}

/// Reads a regular file below the folder; names that differ only in how letters are composed are one.
pub(crate) fn read(root: &Dir, path: &str) -> io::Result<Vec<u8>> {
    let composed = vanban_text::normalize::nfc(path).into_owned();
    let decomposed = vanban_text::normalize::nfd(path);
    let mut outcome = read_exactly(root, path);
    for other in [composed, decomposed] {
        match &outcome {
            Err(error) if error.kind() == io::ErrorKind::NotFound && other != path => {
                outcome = read_exactly(root, &other);
            }
            _ => break,
        }
    }
    outcome
}

fn read_exactly(root: &Dir, path: &str) -> io::Result<Vec<u8>> {
    // Asked before opening: opening a pipe would wait for who writes into it.
    let kind = root.metadata(path)?;
    if !kind.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    if kind.len() > MAX_PICTURE {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(kind.len()).unwrap_or(0));
    root.open(path)?.take(MAX_PICTURE).read_to_end(&mut bytes)?;
    Ok(bytes)
}
