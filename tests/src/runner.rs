//! Runs the real program.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// What a run of the program did.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code; none if a signal ended it.
    pub code: Option<i32>,
    /// What it wrote to standard output.
    pub stdout: Vec<u8>,
    /// What it wrote to standard error.
    pub stderr: String,
}

/// A run to be made.
#[derive(Debug)]
pub struct Run {
    command: Command,
    stdin: Option<Vec<u8>>,
}

/// The program: `VANBAN_BIN`, or built here with the profile and the target folder of the tests.
///
/// # Panics
/// If it cannot be built.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Some(path) = std::env::var_os("VANBAN_BIN") {
            return PathBuf::from(path);
        }
        // target/PROFILE/deps/suite-HASH
        let own = std::env::current_exe().expect("a running program has a path");
        let folder = own.ancestors().nth(2).expect("cargo keeps tests in PROFILE/deps");
        let target = folder.parent().expect("a profile's folder lies in the target folder");
        let profile = match folder.file_name().and_then(OsStr::to_str) {
            Some("debug") | None => "dev",
            Some(name) => name,
        };
        let status = Command::new(env!("CARGO"))
            .current_dir(crate::place::root())
            // Of the whole workspace, so that the crates below are built with the features that the
            // tests have built them with, and not once more.
            .args(["build", "--quiet", "--workspace", "--bin", "vanban"])
            .args(["--profile", profile])
            .arg("--target-dir")
            .arg(target)
            .status()
            .expect("cargo runs");
        assert!(status.success(), "vanban does not build");
        folder.join(format!("vanban{}", std::env::consts::EXE_SUFFIX))
    })
}

/// A folder with these files in it.
///
/// # Panics
/// If the folder cannot be written.
#[must_use]
pub fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be made");
        std::fs::write(path, text).expect("the folder can be written");
    }
    folder
}

/// The files below a folder, by name, with their bytes.
///
/// # Panics
/// If they cannot be read.
#[must_use]
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("the folder is there") {
            let path = entry.expect("a folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("the file can be read");
                found.push((path.strip_prefix(folder).expect("below").to_owned(), bytes));
            }
        }
    }
    found.sort();
    found
}

/// A run of the program in a folder.
#[must_use]
pub fn vanban(folder: &Path) -> Run {
    let mut command = Command::new(program());
    command.current_dir(folder).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
    Run { command, stdin: None }
}

impl Run {
    /// Adds arguments.
    #[must_use]
    pub fn args<I>(mut self, args: I) -> Run
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        self.command.args(args);
        self
    }

    /// Sets an environment variable.
    #[must_use]
    pub fn env(mut self, key: &str, value: &str) -> Run {
        self.command.env(key, value);
        self
    }

    /// What the program reads on standard input.
    #[must_use]
    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Run {
        self.stdin = Some(bytes.into());
        self
    }

    /// Runs it to its end.
    ///
    /// # Panics
    /// If it cannot be started.
    #[must_use]
    pub fn run(mut self) -> Outcome {
        let input = if self.stdin.is_some() { Stdio::piped() } else { Stdio::null() };
        let mut child = self
            .command
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", program().display()));
        let pipe = child.stdin.take();
        let feeder = self.stdin.zip(pipe).map(|(bytes, mut pipe)| {
            // A program that refuses its input closes the pipe: that is no failure of ours.
            std::thread::spawn(move || drop(pipe.write_all(&bytes)))
        });
        let output = child.wait_with_output().expect("a child can be waited for");
        if let Some(feeder) = feeder {
            feeder.join().expect("the feeder does not panic");
        }
        Outcome {
            code: output.status.code(),
            stdout: output.stdout,
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}
