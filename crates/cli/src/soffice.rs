//! LibreOffice as a program that lays a DOCX out.
#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "the program reads and writes files in a folder of its own"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A PDF whose contents are marked, so that its formulas can be told from words.
const TAGGED: &str = r#"pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}"#;

/// A LibreOffice that answers.
#[derive(Debug)]
pub(crate) struct Soffice {
    program: PathBuf,
    /// What it calls itself.
    pub(crate) version: String,
}

impl Soffice {
    /// The LibreOffice of this name or path.
    ///
    /// # Errors
    /// When there is none: what to do about it.
    pub(crate) fn find(program: &Path) -> Result<Soffice, String> {
        let output = Command::new(program).arg("--version").stdin(Stdio::null()).output();
        let answer = output.ok().filter(|output| output.status.success());
        let answer = answer.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        // The version stands before the build: `LibreOffice 7.4.7.2 40(Build:2)`.
        let version = answer.as_deref().and_then(|answer| {
            let mut words = answer.split_whitespace();
            Some(format!("{} {}", words.next()?, words.next()?))
        });
        match version {
            Some(version) => Ok(Soffice { program: program.to_owned(), version }),
            None => Err(format!(
                "`{}` does not answer: nothing can be verified without LibreOffice (install \
                 libreoffice-writer, or name the program with --soffice)",
                program.display()
            )),
        }
    }

    /// The PDF of a DOCX as LibreOffice lays it out, in a profile of its own.
    ///
    /// # Errors
    /// When it does not make one.
    pub(crate) fn lay_out(&self, docx: &[u8]) -> Result<Vec<u8>, String> {
        let told = |error: std::io::Error| error.to_string();
        let folder = tempfile::tempdir().map_err(told)?;
        let paper = folder.path().join("verify.docx");
        std::fs::write(&paper, docx).map_err(told)?;
        let profile = format!("-env:UserInstallation=file://{}", folder.path().join("p").display());
        let output = Command::new(&self.program)
            .arg(profile)
            .args(["--headless", "--norestore", "--convert-to", TAGGED, "--outdir"])
            .arg(folder.path())
            .arg(&paper)
            .stdin(Stdio::null())
            .output()
            .map_err(told)?;
        std::fs::read(folder.path().join("verify.pdf")).map_err(|_| {
            let reason = String::from_utf8_lossy(&output.stderr);
            format!("{} does not lay the DOCX out: {}", self.version, reason.trim())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Soffice;
    use std::path::Path;

    #[test]
    fn a_missing_program_is_told_with_what_to_do() {
        let told = Soffice::find(Path::new("no-such-soffice")).expect_err("there is none");
        assert!(told.contains("--soffice"), "{told}");
    }
}
