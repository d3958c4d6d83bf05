//! Size, times and inode of a file: while they stay as they were, so do its bytes.
//!
//! As in git's index, that holds only of a file that had not been touched for a while when it was read:
//! a file that is written twice within a tick of the file system's clock shows the same times.
#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "times of files are compared with the clock; no paper depends on it"
)]

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// How long a file must have rested: FAT counts times in steps of two seconds.
const MARGIN: u64 = 2_000_000_000;

/// Size in bytes, times of modification and of change in nanoseconds since 1970, inode; zero where the
/// system has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stat([u64; 4]);

/// A moment in nanoseconds since 1970.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment(u64);

impl Moment {
    /// Now.
    pub(crate) fn now() -> Moment {
        Moment(nanoseconds(SystemTime::now()))
    }
}

fn nanoseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

impl Stat {
    /// That of a regular file; links are followed.
    pub(super) fn of(path: &Path) -> Option<Stat> {
        let file = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        let modified = file.modified().map(nanoseconds).unwrap_or(0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let seconds = u64::try_from(file.ctime()).unwrap_or(0);
            let part = u64::try_from(file.ctime_nsec()).unwrap_or(0);
            let changed = seconds.saturating_mul(1_000_000_000).saturating_add(part);
            Some(Stat([file.len(), modified, changed, file.ino()]))
        }
        #[cfg(not(unix))]
        Some(Stat([file.len(), modified, 0, 0]))
    }

    /// The file's size in bytes.
    pub(super) fn size(self) -> u64 {
        self.0[0]
    }

    /// Whether the file had rested at a moment, so that whoever read it later read these bytes, and
    /// whatever changes them changes this.
    pub(super) fn is_before(self, moment: Moment) -> bool {
        let [_, modified, changed, _] = self.0;
        modified.max(changed).saturating_add(MARGIN) <= moment.0
    }
}

#[cfg(test)]
mod tests {
    use super::{MARGIN, Moment, Stat};

    #[test]
    fn a_file_that_was_just_written_is_not_trusted() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.md");
        std::fs::write(&path, "một").expect("it can be written");
        let stat = Stat::of(&path).expect("it is there");
        assert_eq!(stat.size(), 5);
        assert!(!stat.is_before(Moment::now()));
        let Moment(now) = Moment::now();
        assert!(stat.is_before(Moment(now + MARGIN)));
        assert_eq!(Stat::of(folder.path()), None);
    }
}
