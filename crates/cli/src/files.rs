//! All reading and writing of articles and papers; `new` writes.
#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "the one place where files are touched"
)]

mod new;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use cap_fs_ext::OpenOptionsSyncExt;
use vanban_article::{Code, Diagnostic, Source, Span};

use crate::limits;
use crate::settings::{Input, Output};
pub(crate) use new::{
    NewFile, abandon, is_begun, is_mark, mark, mark_of, rewrite, sweep, temporary, write,
};

/// The largest article that is read, in bytes.
pub(crate) const MAX_INPUT: u64 = 32 << 20;

/// What an article is called in messages.
pub(crate) fn name(input: &Input) -> String {
    match input {
        Input::Stdin => "<stdin>".to_owned(),
        Input::File(path) => path.display().to_string(),
    }
}

/// What an output is called in messages.
pub(crate) fn output_name(output: &Output) -> String {
    match output {
        Output::Nowhere => "nowhere".to_owned(),
        Output::Stdout => "standard output".to_owned(),
        Output::File(path) => format!("`{}`", path.display()),
    }
}

/// The folder that an article's pictures are looked for in.
pub(crate) fn folder(input: &Input) -> PathBuf {
    match input {
        Input::File(path) => parent(path).to_owned(),
        Input::Stdin => PathBuf::from("."),
    }
}

/// Reads an article.
///
/// # Errors
///
/// A source to show and a diagnostic in it: the file is missing, no regular file, too large, or not
/// UTF-8.
pub(crate) fn read(input: &Input) -> Result<Source, (Source, Box<Diagnostic>)> {
    read_up_to(input, MAX_INPUT)
}

/// Reads an article of so many bytes at most.
///
/// # Errors
///
/// As [`read`]'s.
pub(crate) fn read_up_to(input: &Input, most: u64) -> Result<Source, (Source, Box<Diagnostic>)> {
    let name = name(input);
    let too_large = || {
        let message = format!("`{name}` is larger than {}", limits::shown(most));
        let told = Diagnostic::error(Code::INPUT_LIMIT, Span::default(), message)
            .hint("split the article, or allow more with `--max-input SIZE`");
        (Source::new(&*name, ""), Box::new(told))
    };
    let mut bytes = Vec::new();
    let outcome = match input {
        Input::Stdin => io::stdin().lock().take(most + 1).read_to_end(&mut bytes),
        Input::File(path) => {
            let (file, length) = opened(path)?;
            if length > most {
                return Err(too_large());
            }
            file.take(most + 1).read_to_end(&mut bytes)
        }
    };
    if let Err(error) = outcome {
        return Err(refused(&name, format!("cannot read `{name}`: {error}"), "check its rights"));
    }
    if bytes.len() as u64 > most {
        return Err(too_large());
    }
    decode(name, bytes)
}

/// The largest finished paper that is read, in bytes.
const MAX_PAPER: u64 = 1 << 30;

/// Reads a finished paper; `-` is standard input.
///
/// # Errors
///
/// What is wrong, in a sentence: it is missing, no regular file, or too large.
pub(crate) fn read_whole(path: &Path) -> Result<Vec<u8>, String> {
    read_most(path, MAX_PAPER)
}

/// Reads a file of at most so many bytes; `-` is standard input.
///
/// # Errors
///
/// What is wrong, in a sentence: it is missing, no regular file, or too large.
pub(crate) fn read_most(path: &Path, most: u64) -> Result<Vec<u8>, String> {
    let name = path.display();
    let cannot = |error: io::Error| format!("cannot read `{name}`: {error}");
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().take(most + 1).read_to_end(&mut bytes).map_err(cannot)?;
    } else {
        if !fs::metadata(path).map_err(cannot)?.is_file() {
            return Err(format!("`{name}` is not a regular file"));
        }
        let file = open_at_once(path).map_err(cannot)?;
        file.take(most + 1).read_to_end(&mut bytes).map_err(cannot)?;
    }
    if bytes.len() as u64 > most {
        return Err(format!("`{name}` is larger than {} MiB", most >> 20));
    }
    Ok(bytes)
}

/// Whether a file can be read as an article, as far as can be told before.
///
/// # Errors
///
/// A source to show and a diagnostic in it.
pub(crate) fn check(path: &Path) -> Result<(), (Source, Box<Diagnostic>)> {
    opened(path).map(drop)
}

fn refused(name: &str, message: String, hint: &str) -> (Source, Box<Diagnostic>) {
    let diagnostic = Diagnostic::error(Code::INPUT, Span::default(), message).hint(hint);
    (Source::new(name, ""), Box::new(diagnostic))
}

/// A regular file, opened, and its length in bytes.
fn opened(path: &Path) -> Result<(File, u64), (Source, Box<Diagnostic>)> {
    let fail = |message, hint| refused(&path.display().to_string(), message, hint);
    let unusable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => {
            fail(format!("no such file: `{}`", path.display()), "check the name and the folder")
        }
        _ => fail(format!("cannot read `{}`: {error}", path.display()), "check its rights"),
    };
    let regular = |kind: &fs::Metadata| {
        if kind.is_dir() {
            let message = format!("`{}` is a folder, not an article", path.display());
            return Err(fail(message, "name the files in it, such as `FOLDER/*.md`"));
        }
        if !kind.is_file() {
            let message = format!("`{}` is not a regular file", path.display());
            return Err(fail(message, "to read from a pipe, give `-`"));
        }
        Ok(())
    };
    // Opening a device can have effects, so it is asked for first; and again of what was opened, which
    // may be another file by then: a pipe, which opening would else wait for.
    regular(&fs::metadata(path).map_err(unusable)?)?;
    let file = open_at_once(path).map_err(unusable)?;
    let kind = file.metadata().map_err(unusable)?;
    regular(&kind)?;
    Ok((file, kind.len()))
}

/// Opens a file to be read without waiting for anyone.
fn open_at_once(path: &Path) -> io::Result<File> {
    let mut options = cap_std::fs::OpenOptions::new();
    options.read(true).nonblock(true);
    let authority = cap_std::ambient_authority();
    cap_std::fs::File::open_ambient_with(path, &options, authority).map(|file| file.into_std())
}

/// The bytes of an article; none where it is no regular file of so many bytes at most, or cannot be read.
pub(crate) fn bytes(path: &Path, most: u64) -> Option<Vec<u8>> {
    let (file, length) = opened(path).ok().filter(|(_, length)| *length <= most)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    file.take(most + 1).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The text of an article's bytes.
fn decode(name: String, bytes: Vec<u8>) -> Result<Source, (Source, Box<Diagnostic>)> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Source { name, text }),
        Err(error) => error,
    };
    let offset = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let byte = bytes[offset];
    let message = format!("not UTF-8: byte 0x{byte:02X} at offset {offset}");
    let hint = match vanban_text::encoding::guess(bytes) {
        Some(encoding) => format!("this looks like {encoding}; save the file as UTF-8"),
        None => "save the file as UTF-8".to_owned(),
    };
    // The text up to the fault is shown; the fault itself stands as U+FFFD.
    let line_end = bytes[offset..].iter().position(|byte| *byte == b'\n');
    let shown = line_end.map_or(bytes.len(), |end| offset + end).min(offset + 200);
    let text = String::from_utf8_lossy(&bytes[..shown]).into_owned();
    let span = Span::new(offset, offset + '\u{fffd}'.len_utf8());
    let diagnostic = Diagnostic::error(Code::ENCODING, span, message).hint(hint);
    Err((Source { name, text }, Box::new(diagnostic)))
}

/// Makes a folder.
///
/// # Errors
///
/// What the operating system says.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Writes a file that is not there yet; whether it was written.
///
/// # Errors
///
/// What the operating system says.
pub(crate) fn write_new(path: &Path, text: &str) -> io::Result<bool> {
    if fs::symlink_metadata(path).is_ok() {
        return Ok(false);
    }
    write(&Output::File(path.to_owned()), text.as_bytes())?;
    Ok(true)
}

/// The text of a small file that is read whole.
///
/// # Errors
///
/// What the operating system says; no regular file, larger than `most` bytes, or not UTF-8.
pub(crate) fn text(path: &Path, most: u64) -> io::Result<String> {
    // Asked before opening: opening a pipe would wait for who writes into it.
    let kind = fs::metadata(path)?;
    if !kind.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    if kind.len() > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut text = String::new();
    File::open(path)?.take(most).read_to_string(&mut text)?;
    Ok(text)
}

/// A new file of a folder that is this program's own.
///
/// # Errors
///
/// What the operating system says.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    File::options().write(true).create_new(true).open(path)
}

/// What the system tells in a file that it makes as it is read.
///
/// # Errors
///
/// What the operating system says.
pub(crate) fn system_text(path: &Path) -> io::Result<String> {
    fs::read_to_string(path)
}

/// Whether there is something of this name.
pub(crate) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether a file holds exactly these bytes; none where there is nothing of its name.
pub(crate) fn compare(path: &Path, bytes: &[u8]) -> Option<bool> {
    let kind = fs::symlink_metadata(path).ok()?;
    let alike = kind.is_file() && kind.len() == bytes.len() as u64;
    Some(alike && fs::read(path).is_ok_and(|own| own == bytes))
}

/// The names of the picture files in a folder, in order; none where it cannot be read.
pub(crate) fn pictures(folder: &Path) -> Vec<String> {
    const ENDINGS: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "bmp", "svg"];
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok().filter(|entry| entry.path().is_file()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| {
            let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
            ending.is_some_and(|ending| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
        })
        .collect();
    names.sort();
    names
}

/// A path as it is written from a folder that it lies in or below, parts parted by `/`; none where it lies
/// elsewhere.
pub(crate) fn within(folder: &Path, path: &Path) -> Option<String> {
    let folder = std::path::absolute(folder).ok()?;
    let path = std::path::absolute(path).ok()?;
    let rest = path.strip_prefix(folder.components().as_path()).ok()?;
    let parts = rest.components().map(|part| match part {
        std::path::Component::Normal(part) => part.to_str(),
        _ => None,
    });
    Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
}

/// The folder that a path lies in.
pub(crate) fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn a_fault_in_the_encoding_is_located() {
        let (source, diagnostic) =
            decode("a.md".to_owned(), b"d\xc3\xb2ng\nmai \xff sau\nhet".to_vec())
                .expect_err("0xFF is no UTF-8");
        assert!(diagnostic.message.contains("0xFF at offset 10"), "{}", diagnostic.message);
        let place = source.location(diagnostic.span.start);
        assert_eq!((place.line, place.column), (2, 5));
    }
}
