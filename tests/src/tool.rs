//! The programs of others: which are there, and how they are run.
//!
//! A missing program fails the test that needs it and names the package to install
//! (`tests/setup.sh` installs them all); with `VANBAN_TESTS_SKIP_MISSING=1` the test passes unrun.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock};

/// A program or Python package that judges papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tool {
    /// `qpdf`, which checks the syntax of PDF files.
    Qpdf,
    /// poppler's command-line programs.
    Poppler,
    /// `mutool` of mupdf.
    Mupdf,
    /// LibreOffice Writer.
    LibreOffice,
    /// pandoc.
    Pandoc,
    /// The Python package python-docx.
    PythonDocx,
    /// The Python package openxml-audit.
    OpenxmlAudit,
    /// The Python package pdfua.
    Pdfua,
    /// The Python package outloud.
    Outloud,
    /// The Python package pikepdf.
    Pikepdf,
}

impl Tool {
    /// The command that shows that it is there, and the package that brings it.
    fn probe(self) -> (Command, &'static str) {
        match self {
            Tool::Qpdf => (with("qpdf", &["--version"]), "Debian package qpdf"),
            Tool::Poppler => (with("pdftotext", &["-v"]), "Debian package poppler-utils"),
            Tool::Mupdf => (with("mutool", &["-v"]), "Debian package mupdf-tools"),
            Tool::LibreOffice => (
                with("soffice", &["--version"]),
                "Debian packages libreoffice-writer and libreoffice-math",
            ),
            Tool::Pandoc => (with("pandoc", &["--version"]), "Debian package pandoc"),
            Tool::PythonDocx => {
                (script("python3", &["-c", "import docx"]), "Python package python-docx")
            }
            Tool::OpenxmlAudit => {
                (script("openxml-audit", &["--help"]), "Python package openxml-audit")
            }
            Tool::Pdfua => (script("pdfua", &["--version"]), "Python package pdfua"),
            Tool::Outloud => (script("outloud", &["--version"]), "Python package outloud"),
            Tool::Pikepdf => {
                (script("python3", &["-c", "import pikepdf"]), "Python package pikepdf")
            }
        }
    }
}

/// Whether all these tools are there.
///
/// # Panics
/// If one is missing, unless `VANBAN_TESTS_SKIP_MISSING=1`.
#[must_use]
pub fn present(tools: &[Tool]) -> bool {
    static KNOWN: Mutex<BTreeMap<Tool, bool>> = Mutex::new(BTreeMap::new());
    let mut all = true;
    for tool in tools {
        let (mut command, package) = tool.probe();
        let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let there = *known.entry(*tool).or_insert_with(|| {
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            // Versions of poppler and mupdf differ in what they return for their own version.
            let any_code = matches!(tool, Tool::Poppler | Tool::Mupdf);
            command.status().is_ok_and(|status| status.success() || any_code)
        });
        drop(known);
        if there {
            continue;
        }
        let skip = std::env::var_os("VANBAN_TESTS_SKIP_MISSING").is_some_and(|value| value == "1");
        assert!(
            skip,
            "{tool:?} is missing: run tests/setup.sh, or install the {package} \
             (VANBAN_TESTS_SKIP_MISSING=1 passes over it)"
        );
        eprintln!("not run: {tool:?} is missing ({package})");
        all = false;
    }
    all
}

/// A command.
#[must_use]
pub fn with(name: &str, args: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(args);
    command
}

/// A command of the Python environment: that of `tests/setup.sh` if it is there, else the machine's.
#[must_use]
pub fn script(name: &str, args: &[&str]) -> Command {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let bin = crate::place::out().join("venv/bin");
        bin.join("python3").exists().then_some(bin)
    });
    let mut command = match folder {
        Some(bin) => Command::new(bin.join(name)),
        None => Command::new(name),
    };
    command.args(args).env("PYTHONIOENCODING", "utf-8").env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

/// What a command did.
#[derive(Debug)]
pub struct Done {
    /// The exit code; none if a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: String,
}

/// Runs a command to its end.
///
/// # Panics
/// If it cannot be started.
pub fn run(command: &mut Command) -> Done {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{name} does not start: {error}"));
    Done {
        code: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// What a command that must succeed wrote to standard output, which must be UTF-8.
///
/// # Panics
/// If it fails or writes something else.
#[must_use]
pub fn text(command: &mut Command) -> String {
    let done = run(command);
    assert!(done.code == Some(0), "{command:?} failed ({:?}): {}", done.code, done.stderr);
    String::from_utf8(done.stdout).unwrap_or_else(|error| panic!("{command:?}: {error}"))
}
