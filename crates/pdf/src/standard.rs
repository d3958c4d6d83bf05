//! What a document is asked to conform to: which standards go together, and what each is named in
//! XMP.
//!
//! PDF/A-2, PDF/A-3 and PDF/UA-1 are profiles of PDF 1.7 (ISO 32000-1), PDF/A-4 is one of PDF 2.0
//! (ISO 32000-2): that decides what can be combined. PDF/X-4 stands on PDF 1.6, which is as good as 1.7
//! to PDF/A-2, PDF/A-3 and PDF/UA-1.

use std::fmt;

/// A standard by the name that a command line gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// PDF 1.7, without a claim.
    Pdf17,
    /// PDF 2.0, without a claim.
    Pdf20,
    /// PDF/A-2b: looks the same for ever.
    A2b,
    /// PDF/A-2u: its text can be copied and searched too.
    A2u,
    /// PDF/A-2a: its structure is told too.
    A2a,
    /// PDF/A-3a: as PDF/A-2a, and files of any kind may be attached.
    A3a,
    /// PDF/A-4: of PDF 2.0.
    A4,
    /// PDF/UA-1: can be read by everyone.
    Ua1,
    /// PDF/X-4: has all that a press needs, for the one press that it names.
    X4,
}

impl Profile {
    /// All, in the order in which they are offered.
    pub const ALL: [Profile; 9] = [
        Profile::A2b,
        Profile::A2u,
        Profile::A2a,
        Profile::A3a,
        Profile::A4,
        Profile::Ua1,
        Profile::X4,
        Profile::Pdf17,
        Profile::Pdf20,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Profile::Pdf17 => "1.7",
            Profile::Pdf20 => "2.0",
            Profile::A2b => "a-2b",
            Profile::A2u => "a-2u",
            Profile::A2a => "a-2a",
            Profile::A3a => "a-3a",
            Profile::A4 => "a-4",
            Profile::Ua1 => "ua-1",
            Profile::X4 => "x-4",
        }
    }

    /// The standard of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Profile> {
        Profile::ALL.into_iter().find(|profile| profile.name() == name)
    }

    fn archive(self) -> Option<Archive> {
        match self {
            Profile::A2b => Some(Archive { part: 2, level: Level::Basic }),
            Profile::A2u => Some(Archive { part: 2, level: Level::Unicode }),
            Profile::A2a => Some(Archive { part: 2, level: Level::Accessible }),
            Profile::A3a => Some(Archive { part: 3, level: Level::Accessible }),
            Profile::A4 => Some(Archive { part: 4, level: Level::None }),
            Profile::Pdf17 | Profile::Pdf20 | Profile::Ua1 | Profile::X4 => None,
        }
    }

    fn version(self) -> Version {
        match self {
            Profile::Pdf20 | Profile::A4 => Version::Pdf20,
            _ => Version::Pdf17,
        }
    }

    /// Whether no header can be right for both.
    fn excludes(self, other: Profile) -> bool {
        let older = |one, two| (one, two) == (Profile::X4, Profile::Pdf17);
        self.version() != other.version() || older(self, other) || older(other, self)
    }

    /// The version of PDF that it stands on.
    fn base(self) -> &'static str {
        match self {
            Profile::X4 => "1.6",
            _ if self.version() == Version::Pdf20 => "2.0",
            _ => "1.7",
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The version of PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// ISO 32000-1.
    Pdf17,
    /// ISO 32000-2.
    Pdf20,
}

/// A part of ISO 19005 and its level of conformance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Archive {
    /// The part: 2, 3 or 4.
    pub part: u8,
    /// The level.
    pub level: Level,
}

/// A level of conformance to ISO 19005.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The only one of PDF/A-4 without attached files.
    None,
    /// B.
    Basic,
    /// U.
    Unicode,
    /// A.
    Accessible,
}

/// What a document is asked to conform to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standard {
    /// The version of PDF.
    pub version: Version,
    /// The part of PDF/A, if any.
    pub archive: Option<Archive>,
    /// Whether PDF/UA-1 is asked for.
    pub accessible: bool,
    /// Whether PDF/X-4 is asked for.
    pub press: bool,
}

impl Default for Standard {
    /// PDF/A-2a and PDF/UA-1.
    fn default() -> Standard {
        let archive = Profile::A2a.archive();
        Standard { version: Version::Pdf17, archive, accessible: true, press: false }
    }
}

impl Standard {
    /// What follows all standards of a list; the default where it is empty.
    ///
    /// # Errors
    /// When no document can follow two of them.
    pub fn of(profiles: &[Profile]) -> Result<Standard, Conflict> {
        let Some((first, rest)) = profiles.split_first() else { return Ok(Standard::default()) };
        let mut standard = Standard {
            version: first.version(),
            archive: first.archive(),
            accessible: *first == Profile::Ua1,
            press: *first == Profile::X4,
        };
        for (at, profile) in (1..).zip(rest) {
            let against = |reason: Reason, known: fn(&Profile) -> bool| {
                let other = profiles[..at].iter().rev().find(|other| known(other));
                Conflict { first: *other.unwrap_or(first), second: *profile, reason }
            };
            if let (Some(one), Some(other)) = (standard.archive, profile.archive())
                && one != other
            {
                return Err(against(Reason::TwoArchives, |other| other.archive().is_some()));
            }
            if let Some(other) = profiles[..at].iter().rev().find(|other| profile.excludes(**other))
            {
                let reason = Reason::TwoVersions;
                return Err(Conflict { first: *other, second: *profile, reason });
            }
            standard.archive = standard.archive.or(profile.archive());
            standard.accessible |= *profile == Profile::Ua1;
            standard.press |= *profile == Profile::X4;
        }
        Ok(standard)
    }

    /// The same for a document with a file of any kind inside: PDF/A-3 in place of PDF/A-2 (ISO 19005-3
    /// §6.8), and no PDF/A-4, which asks for a profile of its own then, nor PDF/X-4.
    #[must_use]
    pub(crate) fn with_attachment(self) -> Standard {
        let archive = match self.archive {
            Some(archive) if archive.part == 4 => None,
            Some(archive) => Some(Archive { part: 3, ..archive }),
            None => None,
        };
        Standard { archive, press: false, ..self }
    }

    /// The first line of the file (ISO 32000-2 §7.5.2).
    pub(crate) fn header(self) -> &'static str {
        match self.version {
            Version::Pdf17 if self.press => "%PDF-1.6\n",
            Version::Pdf17 => "%PDF-1.7\n",
            Version::Pdf20 => "%PDF-2.0\n",
        }
    }
}

/// Two standards that no document can follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The one named first.
    pub first: Profile,
    /// The other.
    pub second: Profile,
    /// Why.
    pub reason: Reason,
}

/// Why two standards exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A document names one part and level of PDF/A (ISO 19005-2 §6.6.4).
    TwoArchives,
    /// They stand on two versions of PDF.
    TwoVersions,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Conflict { first, second, reason } = self;
        match reason {
            Reason::TwoArchives => {
                write!(f, "a PDF names one part and level of PDF/A, not {first} and {second}")
            }
            Reason::TwoVersions => {
                let (older, newer) =
                    if first.base() <= second.base() { (first, second) } else { (second, first) };
                write!(f, "{older} stands on PDF {}, {newer} on PDF {}", older.base(), newer.base())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, Profile, Reason, Standard, Version};

    #[test]
    fn an_archive_and_accessibility_go_together() {
        let standard = Standard::of(&[Profile::Ua1, Profile::A3a]).expect("both are PDF 1.7");
        assert!(standard.accessible && standard.version == Version::Pdf17);
        let archive = standard.archive.expect("an archive is asked for");
        assert_eq!((archive.part, archive.level), (3, Level::Accessible));
        assert_eq!(Standard::of(&[]), Ok(Standard::default()));
        assert_eq!(
            Standard::of(&[Profile::A2a, Profile::Pdf17, Profile::Ua1]),
            Ok(Standard::default())
        );
        assert!(Standard::of(&[Profile::A4, Profile::Pdf20, Profile::A4]).is_ok());
    }

    #[test]
    fn a_version_alone_claims_nothing() {
        let standard = Standard::of(&[Profile::Pdf20]).expect("it is one");
        assert_eq!((standard.archive, standard.accessible), (None, false));
    }

    #[test]
    fn what_excludes_each_other_is_told_with_both_names() {
        let conflict = Standard::of(&[Profile::Ua1, Profile::A2a, Profile::A2b]).unwrap_err();
        assert_eq!((conflict.first, conflict.reason), (Profile::A2a, Reason::TwoArchives));
        for pair in [[Profile::Ua1, Profile::A4], [Profile::Pdf20, Profile::A2u]] {
            let conflict = Standard::of(&pair).unwrap_err();
            assert_eq!(conflict.reason, Reason::TwoVersions);
            let told = conflict.to_string();
            assert!(pair.iter().all(|each| told.contains(each.name())), "{told}");
        }
        let told = Standard::of(&[Profile::A4, Profile::Ua1]).unwrap_err().to_string();
        assert_eq!(told, "ua-1 stands on PDF 1.7, a-4 on PDF 2.0");
    }

    #[test]
    fn a_press_goes_with_an_archive_and_with_accessibility() {
        let profiles = [Profile::A2a, Profile::X4, Profile::Ua1];
        let standard = Standard::of(&profiles).expect("PDF 1.6 is as good");
        assert!(standard.press && standard.accessible && standard.archive.is_some());
        assert_eq!(standard.header(), "%PDF-1.6\n");
        assert!(!Standard::default().press && !standard.with_attachment().press);
        let told = Standard::of(&[Profile::A4, Profile::X4]).unwrap_err().to_string();
        assert_eq!(told, "x-4 stands on PDF 1.6, a-4 on PDF 2.0");
        let told = Standard::of(&[Profile::X4, Profile::Ua1, Profile::Pdf17]).unwrap_err();
        assert_eq!(told.to_string(), "x-4 stands on PDF 1.6, 1.7 on PDF 1.7");
    }

    #[test]
    fn every_standard_is_found_by_its_name() {
        for profile in Profile::ALL {
            assert_eq!(Profile::named(profile.name()), Some(profile));
        }
        assert_eq!(Profile::named("a-1b"), None);
    }
}
