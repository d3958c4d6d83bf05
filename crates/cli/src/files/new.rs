//! Files that take their name only when they are whole and on the disk, so that an older good one is never
//! lost; what a run that was ended has begun is known by its name.
#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "files are touched below `files` only"
)]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::parent;
use crate::batch;
use crate::settings::Output;

/// Writes a paper: to a new file in the same folder, which takes the name only when it is whole and
/// on the disk, so that an older good one is never lost.
///
/// # Errors
///
/// What the operating system says; the older file is as it was.
pub(crate) fn write(output: &Output, bytes: &[u8]) -> io::Result<()> {
    let mut file = NewFile::create(output)?;
    file.write_all(bytes)?;
    file.finish()
}

/// Writes a file anew that is there: what a link leads to is written, and its rights stay.
///
/// # Errors
///
/// What the operating system says; the older file is as it was.
pub(crate) fn rewrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = path.canonicalize()?;
    let rights = fs::metadata(&path)?.permissions();
    let (mut file, _begun) = begin(parent(&path))?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(rights)?;
    settle(file, &path)
}

/// Gives a file its name when it is on the disk.
fn settle(file: tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    batch::waiting(|| file.as_file().sync_all())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A file that is being written.
pub(crate) enum NewFile {
    /// None at all.
    Nowhere,
    /// Standard output.
    Stdout(io::StdoutLock<'static>),
    /// What is no regular file, such as a pipe of the shell or `/dev/null`: it takes all as it comes.
    Device(File),
    /// A file that takes its name when it is whole; a link of that name is replaced, and what it leads
    /// to stays as it is.
    Named(BufWriter<tempfile::NamedTempFile>, PathBuf, Begun),
}

/// A file without a name of its own that is not finished yet.
pub(crate) struct Begun(PathBuf);

/// Begins a file in a folder; none is begun once the program is being ended.
fn begin(folder: &Path) -> io::Result<(tempfile::NamedTempFile, Begun)> {
    let mut begun = lock(&BEGUN);
    let file = temporary(folder)?;
    let path = file.path().to_owned();
    begun.insert(path.clone());
    Ok((file, Begun(path)))
}

impl Drop for Begun {
    fn drop(&mut self) {
        lock(&BEGUN).remove(&self.0);
    }
}

impl NewFile {
    /// Begins a file; folders that are missing are made.
    ///
    /// # Errors
    ///
    /// What the operating system says.
    pub(crate) fn create(output: &Output) -> io::Result<NewFile> {
        let path = match output {
            Output::Nowhere => return Ok(NewFile::Nowhere),
            Output::Stdout => return Ok(NewFile::Stdout(io::stdout().lock())),
            Output::File(path) => path,
        };
        if let Ok(kind) = fs::metadata(path)
            && !kind.is_file()
            && !kind.is_dir()
        {
            return Ok(NewFile::Device(File::options().write(true).open(path)?));
        }
        let folder = parent(path);
        fs::create_dir_all(folder)?;
        let (file, begun) = begin(folder)?;
        Ok(NewFile::Named(BufWriter::new(file), path.clone(), begun))
    }

    /// Gives the file its name.
    ///
    /// # Errors
    ///
    /// What the operating system says; the older file is as it was.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            NewFile::Stdout(mut out) => match out.flush() {
                // Who read has seen enough.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                flushed => flushed,
            },
            NewFile::Device(_) | NewFile::Nowhere => Ok(()),
            NewFile::Named(file, path, _begun) => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                settle(file, &path)
            }
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            NewFile::Stdout(out) => match out.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
                written => written,
            },
            NewFile::Nowhere => Ok(bytes.len()),
            NewFile::Device(file) => file.write(bytes),
            NewFile::Named(file, ..) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The files without a name of their own yet, to be removed where the program is ended at once.
static BEGUN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn lock(begun: &Mutex<BTreeSet<PathBuf>>) -> MutexGuard<'_, BTreeSet<PathBuf>> {
    begun.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what was begun and not finished, before the program ends.
pub(crate) fn abandon() {
    let begun = lock(&BEGUN);
    for path in begun.iter() {
        let _ = fs::remove_file(path);
    }
    // Other threads go on until the program has ended: they begin nothing any more.
    std::mem::forget(begun);
}

/// What the names of this run's files begin with while they are written: no other run's do.
pub(crate) fn mark() -> &'static str {
    static MARK: OnceLock<String> = OnceLock::new();
    MARK.get_or_init(|| {
        // Another process may have had this number before.
        let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default().as_nanos();
        format!("{}{since:x}-", mark_of(std::process::id()))
    })
}

/// How the names of files begin that a program of this number has not finished.
pub(crate) fn mark_of(process: u32) -> String {
    format!("{PREFIX}{process:x}-")
}

/// Whether a file of this name is one that some run has begun.
pub(crate) fn is_begun(name: &str) -> bool {
    name.rfind('-').is_some_and(|end| is_mark(&name[..=end]))
}

/// Whether a text can be the mark of a run.
pub(crate) fn is_mark(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_hexdigit() || c == '-';
    text.strip_prefix(PREFIX)
        .is_some_and(|rest| rest.len() > 12 && rest.ends_with('-') && rest.chars().all(sign))
}

/// What the names of all runs' files begin with while they are written.
const PREFIX: &str = ".vanban-";

/// Removes from a folder what was begun under one of these marks, by programs that have ended.
pub(crate) fn sweep(folder: &Path, marks: &[&str]) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if marks.iter().any(|mark| name.starts_with(mark)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A file without a name of its own yet, with the rights of any new file.
pub(crate) fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(mark());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The mask of the process still applies.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::settings::Output;

    #[test]
    fn a_paper_replaces_the_older_one_and_leaves_nothing_else() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("ra").join("bai.pdf");
        for text in ["older", "newer"] {
            write(&Output::File(path.clone()), text.as_bytes()).expect("the folder can be written");
            assert_eq!(std::fs::read_to_string(&path).expect("it was written"), text);
        }
        assert_eq!(std::fs::read_dir(folder.path().join("ra")).expect("it is there").count(), 1);
    }
}
