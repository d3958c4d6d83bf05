//! LibreOffice: reads DOCX files, lays them out and writes them as PDF and ODT.
//!
//! It runs with a fresh profile and a font configuration that knows DejaVu alone: what it lays out
//! correctly, it lays out with the fonts inside the DOCX. (On a real desktop other versions of the
//! same families would take their place, and its lines would depend on the machine.)

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock};

use crate::{papers, papers::Paper, place, tool};

/// The PDF that LibreOffice makes of each DOCX, by the article's name.
///
/// # Panics
/// If it does not.
pub fn pdfs() -> &'static BTreeMap<String, PathBuf> {
    static FILES: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    FILES.get_or_init(|| convert(&papers::all(), Path::new("soffice"), "pdf", "libreoffice-pdf"))
}

/// The same, by LibreOffice 25.2; none where it is not there.
///
/// # Panics
/// If it does not make them.
pub fn newer_pdfs() -> Option<&'static BTreeMap<String, PathBuf>> {
    static FILES: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    let program = place::out().join("libreoffice-25/soffice");
    if !program.exists() {
        return None;
    }
    Some(FILES.get_or_init(|| convert(&papers::all(), &program, "pdf", "libreoffice-25-pdf")))
}

/// The ODT that LibreOffice makes of each DOCX, by the article's name.
///
/// # Panics
/// If it does not.
pub fn odts() -> &'static BTreeMap<String, PathBuf> {
    static FILES: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    FILES.get_or_init(|| convert(&papers::all(), Path::new("soffice"), "odt", "libreoffice-odt"))
}

fn convert(
    papers: &[&Paper],
    program: &Path,
    format: &str,
    folder: &str,
) -> BTreeMap<String, PathBuf> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let turn = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let out = place::emptied(folder);
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let mut command = Command::new(program);
    command
        .args(["--headless", "--norestore", "--convert-to", format])
        .arg(format!("-env:UserInstallation=file://{}", home.path().join("profile").display()))
        .arg("--outdir")
        .arg(&out)
        .args(papers.iter().map(|paper| &paper.docx))
        .env("FONTCONFIG_FILE", one_font(home.path()))
        .env("LC_ALL", "C.UTF-8");
    let done = tool::run(&mut command);
    drop(turn);
    let mut files = BTreeMap::new();
    for paper in papers {
        let file = out.join(&paper.name).with_extension(format);
        assert!(
            file.is_file(),
            "LibreOffice does not open {}: {}{}",
            paper.docx.display(),
            String::from_utf8_lossy(&done.stdout),
            done.stderr
        );
        files.insert(paper.name.clone(), file);
    }
    files
}

/// The versions of LibreOffice that are there, the installed one first.
#[must_use]
pub fn programs() -> Vec<PathBuf> {
    let newer = Some(place::out().join("libreoffice-25/soffice")).filter(|path| path.exists());
    std::iter::once(PathBuf::from("soffice")).chain(newer).collect()
}

/// What a LibreOffice prints of a DOCX as it is written, and after it has updated its indexes and
/// fields. Both files lie in the folder, which must be empty.
///
/// # Panics
/// If it does not make them.
#[must_use]
pub fn updated(program: &Path, docx: &Path, folder: &Path) -> [PathBuf; 2] {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let fonts = one_font(home.path());
    let profile = home.path().join("profile");
    let run = |args: &[&str]| {
        let mut command = Command::new(program);
        command
            .arg(format!("-env:UserInstallation=file://{}", profile.display()))
            .args(["--headless", "--norestore"])
            .args(args)
            .env("FONTCONFIG_FILE", &fonts)
            .env("LC_ALL", "C.UTF-8");
        tool::run(&mut command)
    };
    let text = |path: &Path| path.to_str().expect("the tests' folder has a plain name").to_owned();
    let _ = run(&["--convert-to", "pdf", "--outdir", &text(folder), &text(docx)]);
    let written = folder.join(docx.file_name().expect("a file")).with_extension("pdf");
    // The first start has filled the profile: now a macro of our own may take its place there.
    std::fs::write(profile.join("user/basic/Standard/Module1.xba"), include_str!("update.xba"))
        .expect("LibreOffice has made its profile");
    let updated = folder.join("updated.pdf");
    let call = format!(
        "macro:///Standard.Module1.Update(file://{},file://{})",
        docx.display(),
        updated.display()
    );
    let done = run(&[&call]);
    assert!(written.is_file() && updated.is_file(), "{}", done.stderr);
    [written, updated]
}

/// A font configuration with DejaVu alone: LibreOffice does not start without any font.
fn one_font(home: &Path) -> PathBuf {
    let fonts = home.join("fonts");
    std::fs::create_dir_all(&fonts).expect("the temporary folder can be written");
    let font = Path::new("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");
    std::fs::copy(font, fonts.join("DejaVuSans.ttf"))
        .unwrap_or_else(|error| panic!("Debian package fonts-dejavu-core: {error}"));
    let file = home.join("fonts.conf");
    let text = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>\n  \
         <dir>{}</dir>\n  <cachedir>{}</cachedir>\n</fontconfig>\n",
        fonts.display(),
        home.join("cache").display()
    );
    std::fs::write(&file, text).expect("the temporary folder can be written");
    file
}
