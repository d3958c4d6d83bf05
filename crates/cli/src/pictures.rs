//! Pictures from the article's folder, or from a folder above it that was named, and from nowhere else.
//!
//! Names are looked up below that folder by the system itself (`openat2` with `RESOLVE_BENEATH` where
//! there is such), so that no link leads out of it, not even one made meanwhile.

use std::io::{self, Read};
use std::path::{Component, Path};
use std::sync::Arc;

use cap_fs_ext::OpenOptionsSyncExt;
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};
use vanban_article::{
    Article, Code, Diagnostic, Image, ImageError, Images, PathProblem, PictureRef, image,
    picture_path_below,
};
use vanban_fonts::FontLibrary;
use vanban_text::normalize::nfc;

/// The largest picture file that is read, in bytes.
const MAX_PICTURE: u64 = 64 << 20;
/// How many names of a folder are looked at for one that is written otherwise.
const MAX_NAMES: usize = 20_000;

/// Where the pictures of an article may lie.
struct Place {
    root: Dir,
    /// The folders from the root to the article's.
    below: Vec<String>,
    /// Whether the root was named.
    named: bool,
}

/// Loads the pictures of an article that lies in `folder`, from below `root` or that folder; each that
/// cannot be used is a diagnostic.
pub(crate) fn load(
    article: &Article,
    folder: &Path,
    root: Option<&Path>,
) -> (Images, Vec<Diagnostic>) {
    let mut images = Images::default();
    let mut diagnostics = Vec::new();
    if article.pictures.is_empty() {
        return (images, diagnostics);
    }
    let place = place(folder, root);
    for picture in &article.pictures {
        let loaded = match &place {
            Ok(place) => load_one(place, picture),
            Err((code, message)) => Err(Diagnostic::error(*code, picture.span, message.clone())
                .hint("the article must lie in the folder of `--root`, or below it")),
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

fn place(folder: &Path, root: Option<&Path>) -> Result<Place, (Code, String)> {
    let cannot = |path: &Path, error: io::Error| {
        (Code::PICTURE_MISSING, format!("cannot open the folder `{}`: {error}", path.display()))
    };
    let open = |path: &Path| {
        Dir::open_ambient_dir(path, ambient_authority()).map_err(|error| cannot(path, error))
    };
    let Some(root) = root else {
        return Ok(Place { root: open(folder)?, below: Vec::new(), named: false });
    };
    let whole = |path: &Path| path.canonicalize().map_err(|error| cannot(path, error));
    let (own, above) = (whole(folder)?, whole(root)?);
    let below = own.strip_prefix(&above).map_err(|_| {
        let message = format!("the article does not lie below the root `{}`", root.display());
        (Code::PICTURE_PATH, message)
    })?;
    let name = |part: Component<'_>| part.as_os_str().to_str().map(str::to_owned);
    let below: Option<Vec<String>> = below.components().map(name).collect();
    match below {
        Some(below) => Ok(Place { root: open(&above)?, below, named: true }),
        // Names that are no text cannot be joined with those of the source: the folder itself serves.
        None => Ok(Place { root: open(folder)?, below: Vec::new(), named: false }),
    }
}

fn load_one(place: &Place, picture: &PictureRef) -> Result<Image, Diagnostic> {
    let keep = if place.named {
        "keep pictures in the folder of `--root` or below it"
    } else {
        "keep pictures in the article's folder or below it, or name the folder of all with `--root DIR`"
    };
    let below: Vec<&str> = place.below.iter().map(String::as_str).collect();
    let path = picture_path_below(&below, &picture.path).map_err(|problem| {
        let outside = problem == PathProblem::Outside;
        let hint = if outside { keep } else { "keep pictures in the article's folder or below it" };
        Diagnostic::error(Code::PICTURE_PATH, picture.span, problem.to_string()).hint(hint)
    })?;
    let bytes = read(&place.root, &path).map_err(|error| {
        let (code, message, hint) = match error.kind() {
            io::ErrorKind::NotFound => (
                Code::PICTURE_MISSING,
                format!("no such picture: `{path}`"),
                match near(&place.root, &path) {
                    Some(name) => {
                        format!("did you mean `{name}`? capitals and small letters differ")
                    }
                    None if place.named => {
                        format!("check the name; `{path}` counts from the folder of `--root`")
                    }
                    None => "check the name; it counts from the article's folder".to_owned(),
                },
            ),
            io::ErrorKind::FileTooLarge => (
                Code::PICTURE_LIMIT,
                format!("`{path}` is larger than {} MiB", MAX_PICTURE >> 20),
                "make the picture smaller".to_owned(),
            ),
            io::ErrorKind::PermissionDenied => (
                Code::PICTURE_PATH,
                if place.named {
                    format!("`{path}` leads out of the folder of `--root` or may not be read")
                } else {
                    format!("`{path}` leads out of the article's folder or may not be read")
                },
                keep.to_owned(),
            ),
            _ => (
                Code::PICTURE_MISSING,
                format!("cannot read `{path}`: {error}"),
                "name a picture file".to_owned(),
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
fn read(root: &Dir, path: &str) -> io::Result<Vec<u8>> {
    match read_exactly(root, path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_ascii() => {
            let same = |own: &str, wanted: &str| nfc(own) == nfc(wanted);
            found(root, path, same).map_or(Err(error), |path| read_exactly(root, &path))
        }
        outcome => outcome,
    }
}

/// The path of a file whose every name is as the path has it or, by `same`, as good as that.
fn found(root: &Dir, path: &str, same: impl Fn(&str, &str) -> bool) -> Option<String> {
    let mut whole = String::new();
    for wanted in path.split('/') {
        let exact = join(&whole, wanted);
        if root.symlink_metadata(&exact).is_ok() {
            whole = exact;
            continue;
        }
        let entries = root.read_dir(if whole.is_empty() { "." } else { &whole }).ok()?;
        let names = entries.take(MAX_NAMES).flatten();
        let names = names.filter_map(|entry| entry.file_name().into_string().ok());
        // The first by name, in whatever order the folder lists them.
        let name = names.filter(|own| same(own, wanted)).min()?;
        whole = join(&whole, &name);
    }
    Some(whole)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The path of a file whose names differ only in their capitals, for a hint: it is not taken, for the
/// same source would be another paper on a machine that tells them apart.
fn near(root: &Dir, path: &str) -> Option<String> {
    let same = |own: &str, wanted: &str| nfc(own).to_lowercase() == nfc(wanted).to_lowercase();
    found(root, path, same)
}

fn read_exactly(root: &Dir, path: &str) -> io::Result<Vec<u8>> {
    let regular = |kind: &cap_std::fs::Metadata| match kind.is_file() {
        true if kind.len() > MAX_PICTURE => Err(io::ErrorKind::FileTooLarge.into()),
        true => Ok(()),
        false => Err(io::Error::other("not a regular file")),
    };
    // Opening a device can have effects, so it is asked for first; and again of what was opened, which
    // may be another file by then: a pipe, which opening would else wait for.
    regular(&root.metadata(path)?)?;
    let file = root.open_with(path, OpenOptions::new().read(true).nonblock(true))?;
    let kind = file.metadata()?;
    regular(&kind)?;
    let mut bytes = Vec::with_capacity(usize::try_from(kind.len()).unwrap_or(0));
    file.take(MAX_PICTURE).read_to_end(&mut bytes)?;
    Ok(bytes)
}
