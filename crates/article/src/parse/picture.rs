//! Where pictures are: paths in the article's folder, addresses on the network.

use std::fmt;

use super::link;

/// Why a picture's path is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathProblem {
    /// It names no file.
    Empty,
    /// It starts at the root of the file system.
    Absolute,
    /// It names a drive or a computer of the network.
    Drive,
    /// It has a scheme, such as `file:`.
    Scheme,
    /// It leaves the article's folder.
    Outside,
    /// It holds a control character.
    Control,
}

impl fmt::Display for PathProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            PathProblem::Empty => "the picture's path names no file",
            PathProblem::Absolute => "the picture's path is absolute",
            PathProblem::Drive => "the picture's path names a drive or another computer",
            PathProblem::Scheme => "the picture's address is of a kind that is not read",
            PathProblem::Outside => "the picture's path leaves the folder that pictures may lie in",
            PathProblem::Control => "the picture's path holds a control character",
        })
    }
}

impl std::error::Error for PathProblem {}

/// The path of a picture inside the article's folder: names joined by `/`, without `.` or `..`.
///
/// Takes [`PictureRef::path`](crate::model::PictureRef::path), which is percent-decoded already, and
/// decodes nothing. `\` is part of a name.
///
/// # Errors
/// Refuses whatever could lead out of the folder.
pub fn picture_path(path: &str) -> Result<String, PathProblem> {
    picture_path_below(&[], path)
}

/// The path of a picture from a folder above the article's: `folder` names the folders from there to the
/// article's, none of them `..`.
///
/// # Errors
/// Refuses whatever could lead out of the upper folder.
pub fn picture_path_below(folder: &[&str], path: &str) -> Result<String, PathProblem> {
    if path.chars().any(char::is_control) {
        return Err(PathProblem::Control);
    }
    if path.starts_with('/') {
        return Err(PathProblem::Absolute);
    }
    let bytes = path.as_bytes();
    if path.starts_with('\\')
        || bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.get(1) == Some(&b':')
    {
        return Err(PathProblem::Drive);
    }
    if link::scheme(path).is_some() {
        return Err(PathProblem::Scheme);
    }
    let mut names: Vec<&str> = folder.to_vec();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop().ok_or(PathProblem::Outside)?;
            }
            name => names.push(name),
        }
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    if names.is_empty() || matches!(last, "" | "." | "..") {
        return Err(PathProblem::Empty);
    }
    Ok(names.join("/"))
}

/// Whether an address is on the network, or holds the picture itself.
pub(super) fn is_remote(destination: &str) -> bool {
    let destination = destination.trim_start();
    let scheme = link::scheme(destination).unwrap_or_default();
    destination.starts_with("//") || matches!(scheme.as_str(), "http" | "https" | "ftp" | "data")
}

/// The path in a destination: percent-decoded once, without the query of a picture's address.
pub(super) fn decode_path(destination: &str) -> String {
    let end = destination
        .char_indices()
        .find(|(at, char)| matches!(char, '?' | '#') && names_picture(&destination[..*at]))
        .map_or(destination.len(), |(at, _)| at);
    let decoded = link::percent_decode(&destination[..end]);
    vanban_text::normalize::nfc(&decoded).into_owned()
}

fn names_picture(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| {
        ["png", "jpg", "jpeg", "gif", "svg", "webp", "bmp"].contains(&extension.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::{PathProblem, decode_path, is_remote, picture_path};

    #[test]
    fn paths_inside_the_folder_are_cleaned() {
        assert_eq!(picture_path("./a/../b//hình 1.png").as_deref(), Ok("b/hình 1.png"));
        assert_eq!(picture_path("a\\b.png").as_deref(), Ok("a\\b.png"));
        assert_eq!(picture_path("...").as_deref(), Ok("..."));
    }

    #[test]
    fn paths_that_could_leave_the_folder_are_refused() {
        let problems = [
            ("", PathProblem::Empty),
            (".", PathProblem::Empty),
            ("a/", PathProblem::Empty),
            ("/etc/passwd", PathProblem::Absolute),
            ("C:\\x.png", PathProblem::Drive),
            ("c:x.png", PathProblem::Drive),
            ("\\\\host\\x.png", PathProblem::Drive),
            ("file:///etc/passwd", PathProblem::Scheme),
            ("../x.png", PathProblem::Outside),
            ("a/../../x.png", PathProblem::Outside),
            ("a\0.png", PathProblem::Control),
        ];
        for (path, problem) in problems {
            assert_eq!(picture_path(path), Err(problem), "{path:?}");
        }
    }

    #[test]
    fn paths_are_decoded_once() {
        assert_eq!(decode_path("a%20b.png"), "a b.png");
        assert_eq!(decode_path("%252e%252e/x.png"), "%2e%2e/x.png");
        assert_eq!(decode_path("100%.png"), "100%.png");
        assert_eq!(picture_path(&decode_path("%2e%2e/x.png")), Err(PathProblem::Outside));
    }

    #[test]
    fn the_query_of_a_picture_is_no_part_of_its_path() {
        assert_eq!(decode_path("a.png?raw=true"), "a.png");
        assert_eq!(decode_path("a?b.png"), "a?b.png");
    }

    #[test]
    fn letters_with_separate_marks_are_composed() {
        assert_eq!(decode_path("hi\u{300}nh.png"), "hình.png");
    }

    #[test]
    fn addresses_of_the_network_are_told_from_paths() {
        for remote in
            ["http://x/a.png", "HTTPS://x/a.png", "//host/a.png", "data:image/png;base64,AA"]
        {
            assert!(is_remote(remote), "{remote}");
        }
        for local in ["a.png", "file:///a.png", "C:/a.png", "a:b.png", "/a.png"] {
            assert!(!is_remote(local), "{local}");
        }
    }
}
