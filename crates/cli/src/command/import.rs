//! `vanban import`: a document of another format to an article in Markdown, with its pictures.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use vanban_article::{Code, Severity, Source, parse};
use vanban_import::model::{Document, Note, Picture};
use vanban_import::{Format, MOST, Options, markdown, read};

use crate::args::import::{ImportArgs, Kind};
use crate::settings::{Output, UsageError};
use crate::{fault, files, report};

/// A place for a picture that is not there: what stands on the page is plainly not it.
const EMPTY: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"360\" \
    viewBox=\"0 0 640 360\"><rect x=\"1\" y=\"1\" width=\"638\" height=\"358\" fill=\"#eee\" \
    stroke=\"#888\" stroke-width=\"2\"/><path d=\"M0 0 640 360M640 0 0 360\" stroke=\"#888\" \
    stroke-width=\"2\"/></svg>\n";

/// Where things are and go.
struct Places {
    /// The article.
    output: Output,
    /// The folder that the article's pictures count from.
    base: PathBuf,
    /// The folder that pictures are written into, and its name as the article says it.
    pictures: PathBuf,
    folder: String,
    /// The picture files at hand, by their names.
    found: BTreeMap<String, PathBuf>,
}

/// Imports a document.
///
/// # Errors
///
/// Where the arguments make no sense.
pub(crate) fn run(args: &ImportArgs) -> Result<ExitCode, UsageError> {
    let places = places(args)?;
    if let Output::File(path) = &places.output
        && !args.force
        && files::exists(path)
    {
        let message = format!("`{}` is there already", path.display());
        report::error(
            Code::IMPORT_EXISTS,
            &message,
            "name another with `-o`, or replace it with `--force`",
        );
        return Ok(ExitCode::FAILURE);
    }
    let name = if args.file.as_os_str() == "-" {
        "<stdin>".to_owned()
    } else {
        args.file.display().to_string()
    };
    let bytes = match files::read_most(&args.file, MOST as u64) {
        Ok(bytes) => bytes,
        Err(message) => {
            report::failure(Code::IMPORT_REFUSED, &message);
            return Ok(ExitCode::FAILURE);
        }
    };
    let stem = args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let pictures: Vec<String> = places.found.keys().cloned().collect();
    let options = Options {
        format: format(args.format),
        encoding: args.from_encoding,
        stem: stem.as_deref().unwrap_or_default(),
        pictures: &pictures,
    };
    let mut done = match fault::catch(&name, || read(&bytes, &options)) {
        Some(Ok(done)) => done,
        Some(Err(refused)) => {
            let message = format!("cannot import `{name}`: {}", refused.message);
            report::error(Code::IMPORT_REFUSED, &message, &refused.hint);
            return Ok(ExitCode::FAILURE);
        }
        None => return Ok(ExitCode::FAILURE),
    };
    for note in &done.notes {
        tell(&name, note);
    }
    let written = match shelve(&mut done.document, &places) {
        Ok(written) => written,
        Err(message) => {
            report::failure(Code::OUTPUT, &message);
            return Ok(ExitCode::FAILURE);
        }
    };
    let text = markdown(&done.document);
    if let Err(error) = files::write(&places.output, text.as_bytes()) {
        let message = format!("cannot write {}: {error}", files::output_name(&places.output));
        report::failure(Code::OUTPUT, &message);
        return Ok(ExitCode::FAILURE);
    }
    let source = Source::new(files::output_name(&places.output).trim_matches('`'), text);
    let mut faults = parse(&source).diagnostics;
    faults.retain(|diagnostic| diagnostic.severity == Severity::Error);
    report::diagnostics(&source, &faults);
    if places.output != Output::Stdout {
        let with = match written {
            0 => String::new(),
            1 => " and 1 picture".to_owned(),
            count => format!(" and {count} pictures"),
        };
        report::note(&format!("wrote {}{with}", files::output_name(&places.output)));
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn format(kind: Kind) -> Option<Format> {
    match kind {
        Kind::Auto => None,
        Kind::Text => Some(Format::Text),
        Kind::Html => Some(Format::Html),
        Kind::Rtf => Some(Format::Rtf),
        Kind::Docx => Some(Format::Docx),
    }
}

/// Tells what could not be carried.
fn tell(name: &str, note: &Note) {
    let place = if note.place.is_empty() { String::new() } else { format!(" {}:", note.place) };
    report::warning(Code::IMPORT_LOST, &format!("`{name}`:{place} {}", note.message), &note.hint);
}

/// Where things are and go.
fn places(args: &ImportArgs) -> Result<Places, UsageError> {
    let stdin = args.file.as_os_str() == "-";
    let output = match &args.output {
        Some(path) if path.as_os_str() == "-" => Output::Stdout,
        Some(path) => Output::File(path.clone()),
        None if stdin => Output::Stdout,
        None => Output::File(args.file.with_extension("md")),
    };
    if !stdin && output == Output::File(args.file.clone()) {
        return Err(UsageError::new(
            format!("`{}` would replace the document that is imported", args.file.display()),
            "name another article with `-o`",
        ));
    }
    let own = if stdin { PathBuf::from(".") } else { files::parent(&args.file).to_owned() };
    let base = match &output {
        Output::File(path) => files::parent(path).to_owned(),
        _ => own.clone(),
    };
    let stem = match &output {
        Output::File(path) => path.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
        _ => None,
    };
    let default = format!("{}-hinh", stem.as_deref().unwrap_or("bai"));
    let pictures = args.pictures.clone().unwrap_or_else(|| base.join(&default));
    let folder = if args.pictures.is_none() {
        default
    } else {
        files::within(&base, &pictures).ok_or_else(|| {
            UsageError::new(
                format!("`{}` is not in the article's folder or below it", pictures.display()),
                "articles name pictures of their own folder only; choose a folder there",
            )
        })?
    };
    // What browsers and word processors call the folder beside a page.
    let beside = args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let beside = beside.filter(|_| !stdin).unwrap_or_default();
    let mut found = BTreeMap::new();
    let near =
        ["_files", ".files", ".fld", "-hinh"].map(|ending| own.join(format!("{beside}{ending}")));
    for folder in
        [own].iter().chain(near.iter().filter(|_| !beside.is_empty())).chain(args.pictures.as_ref())
    {
        for name in files::pictures(folder) {
            let path = folder.join(&name);
            found.insert(name, path);
        }
    }
    Ok(Places { output, base, pictures, folder, found })
}

/// Puts the pictures of a document where the article finds them, and names them so; how many were written.
fn shelve(document: &mut Document, places: &Places) -> Result<usize, String> {
    let mut written = 0;
    let mut named: BTreeMap<String, String> = BTreeMap::new();
    for picture in &mut document.pictures {
        let own = picture.bytes.is_none().then(|| picture.name.clone());
        if let Some(known) = own.as_ref().and_then(|own| named.get(own)) {
            picture.name.clone_from(known);
            continue;
        }
        written += usize::from(place(picture, places)?);
        if let Some(own) = own {
            named.insert(own, picture.name.clone());
        }
    }
    Ok(written)
}

/// Puts a picture where the article finds it; whether a file was written.
fn place(picture: &mut Picture, places: &Places) -> Result<bool, String> {
    let stdout = places.output == Output::Stdout;
    let bytes = match picture.bytes.take() {
        Some(bytes) => bytes,
        None => match places.found.get(&picture.name) {
            Some(path) => {
                if let Some(near) = files::within(&places.base, path) {
                    picture.name = near;
                    return Ok(false);
                }
                files::read_most(path, files::MAX_INPUT)?
            }
            None => {
                let message = format!("the picture `{}` is not there", picture.name);
                let hint = "an empty frame stands in its place: put the picture into the article's folder \
                            and name it in the article";
                report::warning(Code::IMPORT_PICTURE, &message, hint);
                let stem = picture.name.rsplit_once('.').map_or(&*picture.name, |(stem, _)| stem);
                picture.name = format!("{stem}.svg");
                EMPTY.as_bytes().to_vec()
            }
        },
    };
    let name = plain(&picture.name);
    picture.name =
        if places.folder.is_empty() { name.clone() } else { format!("{}/{name}", places.folder) };
    if stdout && files::within(&places.base, &places.pictures).is_none() {
        return Ok(false);
    }
    // A file of that name stays as it is: another picture gets another name.
    let mut path = places.pictures.join(&name);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    for number in 2..1000 {
        match files::compare(&path, &bytes) {
            Some(true) => return Ok(false),
            None => break,
            Some(false) => {
                let other = format!("{stem}-{number}.{ending}");
                path = places.pictures.join(&other);
                picture.name = if places.folder.is_empty() {
                    other
                } else {
                    format!("{}/{other}", places.folder)
                };
            }
        }
    }
    let write = files::write(&Output::File(path.clone()), &bytes);
    write.map_err(|error| format!("cannot write `{}`: {error}", path.display()))?;
    Ok(true)
}

/// The name of a file without what a folder could be in it.
fn plain(name: &str) -> String {
    let name = Path::new(name).file_name().map(|name| name.to_string_lossy().into_owned());
    let name: String = name
        .unwrap_or_default()
        .chars()
        .map(|c| {
            if c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') {
                '-'
            } else {
                c
            }
        })
        .collect();
    if name.is_empty() { "hinh".to_owned() } else { name }
}
