//! The directory of a ZIP archive, read and checked before anything is unpacked (APPNOTE 6.3.10 §4.3).
//!
//! Each entry is found by its own name at its own place, no two share bytes, and what they claim to
//! unpack to is bounded. The library that unpacks is asked only then.

use std::collections::BTreeSet;

use super::{Limits, Refusal};

/// An entry of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its name.
    pub(super) name: String,
    /// How many bytes it unpacks to, as it claims.
    pub(super) size: u64,
    packed: u64,
    start: u64,
}

const BROKEN: &str = "the file is damaged: open it in a word processor and save it again";
const BOMB: &str = "no document is packed like this: do not open the file";

fn broken() -> Refusal {
    Refusal::new("the file is no sound ZIP archive, so no DOCX", BROKEN)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u64> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u64::from(u16::from_le_bytes([two[0], two[1]])))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u64> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u64::from(u32::from_le_bytes([four[0], four[1], four[2], four[3]])))
}

/// The entries of an archive in the order of its directory.
pub(super) fn entries(bytes: &[u8], limits: &Limits) -> Result<Vec<Entry>, Refusal> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Refusal::new(
            "the file is encrypted, or in the format of Word before 2007",
            "open it in a word processor and save it as DOCX, without a password",
        ));
    }
    if !bytes.starts_with(b"PK") {
        return Err(Refusal::new("the file is no DOCX", "DOCX files begin with the letters PK"));
    }
    let end = end_record(bytes).ok_or_else(broken)?;
    let count = u16_at(bytes, end + 10).ok_or_else(broken)?;
    let size = u32_at(bytes, end + 12).ok_or_else(broken)?;
    let start = u32_at(bytes, end + 16).ok_or_else(broken)?;
    if count == 0xffff || count as usize > limits.entries {
        let message = format!("the archive has more than {} entries", limits.entries);
        return Err(Refusal::new(message, BOMB));
    }
    if start == 0xffff_ffff || start + size > end as u64 {
        return Err(broken());
    }
    let mut entries = Vec::with_capacity(count as usize);
    let mut names = BTreeSet::new();
    let mut at = start as usize;
    for _ in 0..count {
        let entry = entry(bytes, &mut at).ok_or_else(broken)??;
        check_name(&entry.name)?;
        if !names.insert(entry.name.to_lowercase()) {
            let message = format!("the archive has two entries called `{}`", entry.name);
            return Err(Refusal::new(message, BROKEN));
        }
        entries.push(entry);
    }
    if at as u64 != start + size {
        return Err(broken());
    }
    check_places(bytes, &entries, start)?;
    check_sizes(&entries, limits)?;
    Ok(entries)
}

/// Where the record at the archive's end begins.
fn end_record(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(22)?;
    let first = last.saturating_sub(0xffff);
    (first..=last).rev().find(|at| {
        bytes[*at..].starts_with(b"PK\x05\x06")
            && u16_at(bytes, at + 20)
                .is_some_and(|comment| at + 22 + comment as usize == bytes.len())
    })
}

/// The entry whose header is at `at`, which moves behind it.
fn entry(bytes: &[u8], at: &mut usize) -> Option<Result<Entry, Refusal>> {
    let header = bytes.get(*at..)?;
    if !header.starts_with(b"PK\x01\x02") {
        return None;
    }
    let (flags, method) = (u16_at(header, 8)?, u16_at(header, 10)?);
    let (packed, size) = (u32_at(header, 20)?, u32_at(header, 24)?);
    let (name, extra, comment) = (u16_at(header, 28)?, u16_at(header, 30)?, u16_at(header, 32)?);
    let start = u32_at(header, 42)?;
    let name_end = 46 + name as usize;
    let name = String::from_utf8_lossy(header.get(46..name_end)?).into_owned();
    *at = at.checked_add(name_end)?.checked_add((extra + comment) as usize)?;
    if flags & 1 != 0 {
        let hint = "open it in a word processor and save it without a password";
        return Some(Err(Refusal::new("the archive is encrypted", hint)));
    }
    if !matches!(method, 0 | 8) {
        let message = format!("`{name}` is packed by a method that DOCX files do not use");
        return Some(Err(Refusal::new(message, BROKEN)));
    }
    if [packed, size, start].contains(&0xffff_ffff) || (method == 0 && packed != size) {
        return Some(Err(broken()));
    }
    Some(Ok(Entry { name, size, packed, start }))
}

/// Whether a name is that of a part (ECMA-376 part 2 §6.2.2): relative, within the package.
fn check_name(name: &str) -> Result<(), Refusal> {
    let sound = !name.is_empty()
        && !name.starts_with('/')
        && !name.contains(['\\', '\0', ':'])
        && !name.chars().any(char::is_control)
        && name.len() <= 1024
        && name
            .trim_end_matches('/')
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..");
    if sound {
        return Ok(());
    }
    let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    let message = format!("an entry of the archive is called `{name}`, which leads out of it");
    Err(Refusal::new(message, BOMB))
}

/// Whether no two entries share bytes of the archive, and each has a header of its own.
fn check_places(bytes: &[u8], entries: &[Entry], directory: u64) -> Result<(), Refusal> {
    let mut places = Vec::with_capacity(entries.len());
    for entry in entries {
        let at = entry.start as usize;
        let header = bytes.get(at..).filter(|header| header.starts_with(b"PK\x03\x04"));
        let header = header.ok_or_else(broken)?;
        let name = u16_at(header, 26).ok_or_else(broken)?;
        let extra = u16_at(header, 28).ok_or_else(broken)?;
        let own = header.get(30..30 + name as usize).ok_or_else(broken)?;
        if String::from_utf8_lossy(own) != entry.name {
            return Err(broken());
        }
        let end = entry.start + 30 + name + extra + entry.packed;
        if end > directory {
            return Err(broken());
        }
        places.push((entry.start, end));
    }
    places.sort_unstable();
    if places.windows(2).any(|pair| pair[0].1 > pair[1].0) {
        return Err(Refusal::new("entries of the archive overlap", BOMB));
    }
    Ok(())
}

fn check_sizes(entries: &[Entry], limits: &Limits) -> Result<(), Refusal> {
    let mut total = 0u64;
    let mut packed = 0u64;
    for entry in entries {
        total = total.saturating_add(entry.size);
        packed = packed.saturating_add(entry.packed);
        if entry.size > limits.small && entry.size / limits.ratio > entry.packed {
            let message =
                format!("`{}` unpacks to more than {} times its size", entry.name, limits.ratio);
            return Err(Refusal::new(message, BOMB));
        }
    }
    if total > limits.small && total / limits.ratio > packed {
        let message = format!("the archive unpacks to more than {} times its size", limits.ratio);
        return Err(Refusal::new(message, BOMB));
    }
    if total > limits.total {
        let message = format!("the archive unpacks to more than {} MiB", limits.total >> 20);
        return Err(Refusal::new(message, "split the document"));
    }
    Ok(())
}
