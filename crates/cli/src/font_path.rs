//! The fonts of the font path: read once, before any article, and what there is to say of them.
//!
//! A file that is named by itself must be usable; of a folder what is not is told and left out. Only
//! regular files are read, links out of a folder are not followed, and sizes are asked for first.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cap_std::ambient_authority;
use cap_std::fs::{Dir, File, Metadata};
use vanban_article::{Code, Diagnostic, Source, Span, nearest};
use vanban_fonts::{FaceId, FontFile, FontLibrary, Refused};
use vanban_layout::{Item, Layout};
use vanban_theme::{Family, ReadTheme};

use crate::digest::Digest;
use crate::report;
use crate::settings::UsageError;

/// The largest font file that is read, in bytes: a collection of all of East Asia has 20 MiB.
const MAX_FONT: u64 = 64 << 20;
/// How many bytes of fonts are read in all.
const MAX_ALL: u64 = 512 << 20;
/// How many font files a folder may hold.
const MAX_FILES: usize = 2000;
/// How many names a folder may hold, with those below it.
const MAX_NAMES: usize = 50_000;
/// How deep a folder is looked into.
const MAX_DEPTH: usize = 16;
/// The endings of the files of a folder that are taken for fonts.
const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];

/// The fonts of a run.
#[derive(Clone)]
pub(crate) struct FontPath {
    /// All of them, the bundled ones included.
    pub(crate) library: FontLibrary,
    /// The hash of the files of the font path, with their names.
    pub(crate) digest: Digest,
}

impl Default for FontPath {
    fn default() -> FontPath {
        FontPath { library: FontLibrary::bundled().clone(), digest: Digest::of_parts(&[]) }
    }
}

impl std::fmt::Debug for FontPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.library.families()).finish()
    }
}

/// The bundled fonts and those of files and folders, in their order; what of a folder cannot be used
/// is printed, or an error where `strict`.
///
/// # Errors
///
/// Where a file or folder cannot be read, is too large, or a file that is named is no font that may be
/// used.
pub(crate) fn load(paths: &[PathBuf], strict: bool) -> Result<FontPath, UsageError> {
    if paths.is_empty() {
        return Ok(FontPath::default());
    }
    let mut reading = Reading { files: Vec::new(), bytes: 0 };
    let mut named = BTreeSet::new();
    for path in paths {
        if reading.path(path)? {
            named.insert(path.display().to_string());
        }
    }
    let digest = digest(&reading.files);
    let (library, refused) = FontLibrary::with(reading.files);
    if let Some(refused) = refused.iter().find(|refused| strict || named.contains(&refused.file)) {
        let hint = refused.problem.hint().to_owned();
        return Err(UsageError { message: refused.to_string(), hint });
    }
    if !refused.is_empty() {
        report::diagnostics(&Source::new("<font path>", ""), &told(&refused));
    }
    Ok(FontPath { library, digest })
}

/// The hash of files; of a path only the file's name, for trees are the same wherever they lie.
fn digest(files: &[FontFile]) -> Digest {
    let name = |file: &FontFile| {
        let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
        Digest::of_parts(&[name.as_bytes(), &file.bytes])
    };
    let all: Vec<Digest> = files.iter().map(name).collect();
    let parts: Vec<&[u8]> = all.iter().map(Digest::bytes).collect();
    Digest::of_parts(&parts)
}

fn told(refused: &[Refused]) -> Vec<Diagnostic> {
    /// The folder of a whole system holds many fonts that no paper can carry.
    const SHOWN: usize = 10;
    let mut told: Vec<Diagnostic> = refused.iter().take(SHOWN).map(warning).collect();
    if let Some(more) = refused.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let message = format!("{more} more fonts of the font path are not used");
        told.push(Diagnostic::warning(Code::FONT_REFUSED, Span::default(), message));
    }
    told
}

fn warning(refused: &Refused) -> Diagnostic {
    Diagnostic::warning(Code::FONT_REFUSED, Span::default(), refused.to_string())
        .hint(refused.problem.hint())
}

/// Files being read.
struct Reading {
    files: Vec<FontFile>,
    bytes: u64,
}

impl Reading {
    /// Reads a file, or the fonts of a folder; whether it is a file.
    fn path(&mut self, path: &Path) -> Result<bool, UsageError> {
        let shown = path.display().to_string();
        if let Ok(folder) = Dir::open_ambient_dir(path, ambient_authority()) {
            self.folder(&folder, &shown)?;
            return Ok(false);
        }
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = Dir::open_ambient_dir(parent.unwrap_or(Path::new(".")), ambient_authority());
        let opened = parent.and_then(|parent| {
            let name = path.file_name().ok_or(io::ErrorKind::NotFound)?;
            // A link may lead anywhere: it was named.
            let link = parent.symlink_metadata(name)?.is_symlink();
            let kind = if link { None } else { Some(parent.metadata(name)?) };
            // Asked before opening: opening a pipe would wait for who writes into it.
            if kind.as_ref().is_some_and(|kind| !kind.is_file()) {
                return Err(io::Error::other("not a regular file"));
            }
            let file = File::open_ambient(path, ambient_authority())?;
            let kind = file.metadata()?;
            Ok((file, kind))
        });
        let (file, kind) = opened.map_err(|error| unreadable(&shown, &error))?;
        self.read(file, &kind, shown, true)?;
        Ok(true)
    }

    /// Reads the fonts of a folder and those below it, by name.
    fn folder(&mut self, folder: &Dir, shown: &str) -> Result<(), UsageError> {
        let first = folder.try_clone().map_err(|error| unreadable(shown, &error))?;
        let mut open = vec![(first, PathBuf::from(shown), 0)];
        let (mut names, mut fonts) = (0, 0);
        while let Some((folder, path, depth)) = open.pop() {
            let fail = |error: io::Error| unreadable(&path.display().to_string(), &error);
            let mut entries = Vec::new();
            for entry in folder.entries().map_err(fail)? {
                entries.push(entry.map_err(fail)?.file_name());
                names += 1;
                if names > MAX_NAMES {
                    let message = format!("`{shown}` holds more than {MAX_NAMES} files");
                    return Err(too_many(message));
                }
            }
            entries.sort_unstable();
            let mut below = Vec::new();
            for name in entries {
                let own = path.join(&name);
                // A link whose file lies outside, or nowhere, is as good as not there.
                let Ok(kind) = folder.symlink_metadata(&name) else { continue };
                if kind.is_dir() {
                    if depth + 1 < MAX_DEPTH
                        && let Ok(inner) = folder.open_dir(&name)
                    {
                        below.push((inner, own, depth + 1));
                    }
                    continue;
                }
                let ending = own.extension().and_then(|ending| ending.to_str());
                let is_font =
                    ending.is_some_and(|own| ENDINGS.iter().any(|e| e.eq_ignore_ascii_case(own)));
                if !is_font {
                    continue;
                }
                let Ok(kind) = folder.metadata(&name) else { continue };
                if !kind.is_file() {
                    continue;
                }
                fonts += 1;
                if fonts > MAX_FILES {
                    let message = format!("`{shown}` holds more than {MAX_FILES} fonts");
                    return Err(too_many(message));
                }
                let file = folder.open(&name);
                let file = file.map_err(|error| unreadable(&own.display().to_string(), &error))?;
                self.read(file, &kind, own.display().to_string(), false)?;
            }
            open.extend(below.into_iter().rev());
        }
        if fonts == 0 {
            return Err(UsageError {
                message: format!("`{shown}` holds no fonts"),
                hint: "fonts are files that end in .ttf, .otf, .ttc or .otc".to_owned(),
            });
        }
        Ok(())
    }

    fn read(
        &mut self,
        file: File,
        kind: &Metadata,
        name: String,
        named: bool,
    ) -> Result<(), UsageError> {
        if !kind.is_file() {
            return Err(unreadable(&name, &io::Error::other("not a regular file")));
        }
        if kind.len() > MAX_FONT {
            return Err(UsageError {
                message: format!("the font `{name}` is larger than {} MiB", MAX_FONT >> 20),
                hint: "name fonts of one script or region".to_owned(),
            });
        }
        self.bytes += kind.len();
        if self.bytes > MAX_ALL {
            return Err(too_many(format!(
                "the fonts of the font path are larger than {} MiB together",
                MAX_ALL >> 20
            )));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(kind.len()).unwrap_or(0));
        file.take(MAX_FONT).read_to_end(&mut bytes).map_err(|error| unreadable(&name, &error))?;
        self.files.push(FontFile { name, bytes: Arc::from(bytes), named });
        Ok(())
    }
}

fn unreadable(path: &str, error: &io::Error) -> UsageError {
    if error.kind() == io::ErrorKind::NotFound {
        let message = format!("no such font file or folder: `{path}`");
        return UsageError { message, hint: "check the name of --font-path".to_owned() };
    }
    UsageError {
        message: format!("cannot read `{path}`: {error}"),
        hint: "--font-path names a font file, or a folder of fonts".to_owned(),
    }
}

fn too_many(message: String) -> UsageError {
    UsageError { message, hint: "name the folders of the fonts that you need".to_owned() }
}

/// The families that a theme file names and that no font has, where it names them.
pub(crate) fn unknown_families(read: &ReadTheme, fonts: &FontLibrary) -> Vec<Diagnostic> {
    let names = &read.theme.font_names;
    let families = [Family::Serif, Family::Sans, Family::Mono].into_iter().zip(&read.fonts);
    let mut told = Vec::new();
    for (family, place) in families {
        let (Some(place), name) = (place, names.of(family)) else { continue };
        if fonts.knows(family, name) {
            continue;
        }
        let shown: String = name.chars().take(60).collect();
        let message = format!("no font of the font path is of the family `{shown}`");
        let span = Span::new(place.start, place.end);
        let error = Diagnostic::error(Code::FONT_FAMILY, span, message);
        let known: Vec<&str> = fonts.families().chain(family.twins().iter().copied()).collect();
        let error = match nearest(name, known.iter().copied()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(families_hint(fonts, family)),
        };
        told.push(error.hint("give the font's files with --font-path"));
    }
    told
}

/// Which families there are, the first of many.
fn families_hint(fonts: &FontLibrary, family: Family) -> String {
    const SHOWN: usize = 12;
    let mut known: Vec<&str> = fonts.families().collect();
    known.extend(family.twins().iter().skip(1));
    let more = if known.len() > SHOWN { ", …" } else { "" };
    known.truncate(SHOWN);
    format!("there are: {}{more}", known.join(", "))
}

/// What there is to say of the fonts given once an article is laid out; `docx`: whether a DOCX is to
/// carry its fonts.
pub(crate) fn told_of(fonts: &FontLibrary, layout: &Layout, docx: bool) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = fonts.refused().map(|refused| warning(&refused)).collect();
    let runs = layout.pages.iter().flat_map(|page| &page.frame.items);
    let used: BTreeSet<FaceId> = runs
        .filter_map(|(_, item)| match item {
            Item::Run(run) if fonts.is_given(run.face) => Some(run.face),
            _ => None,
        })
        .collect();
    for face in used.into_iter().map(|id| fonts.face(id)) {
        let (name, licence) = (&face.name, face.licence);
        if docx && !licence.allows_editing() {
            let message = format!(
                "the licence of the font `{name}` allows reading and printing only (fsType bit 2, \
                 0x0004): the DOCX names it and does not carry it"
            );
            let warning = Diagnostic::warning(Code::FONT_LICENCE, Span::default(), message);
            told.push(warning.hint("install the font where the DOCX is opened, or use another"));
        }
        if !licence.may_subset {
            let message = format!(
                "the licence of the font `{name}` allows no part of it (fsType bit 8, 0x0100): \
                 each paper carries all of its {} KiB",
                face.bytes.len() / 1024
            );
            told.push(Diagnostic::note(Code::FONT_WHOLE, Span::default(), message));
        }
    }
    told
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "the tests make the files that are read")]
mod tests {
    use super::load;

    #[test]
    fn paths_that_hold_no_font_are_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| folder.path().join(name);
        let message = |name: &str| load(&[path(name)], false).expect_err("no font").message;
        assert!(message("none.ttf").contains("no such font file"), "{}", message("none.ttf"));
        assert!(message("").contains("holds no fonts"));
        std::fs::write(path("a.ttf"), "no font").expect("it can be written");
        assert!(message("a.ttf").contains("is not used: it is no font file"));
        // In a folder it is told and left out.
        assert_eq!(
            load(&[path("")], false).map(|fonts| fonts.library.families().count()).ok(),
            Some(3)
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_is_not_left_through_links() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let inner = folder.path().join("in");
        std::fs::create_dir(&inner).expect("a folder");
        std::fs::write(folder.path().join("out.ttf"), "no font").expect("a file");
        std::os::unix::fs::symlink("../out.ttf", inner.join("a.ttf")).expect("a link");
        std::os::unix::fs::symlink("..", inner.join("up")).expect("a link");
        assert!(load(&[inner], false).expect_err("no font").message.contains("holds no fonts"));
    }
}
