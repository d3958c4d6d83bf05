//! A package that was opened: its parts by name, and what each leads to (ECMA-376 part 2).

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::archive::{self, Entry};
use super::tree::{self, Tree};
use super::{Limits, Refusal};

/// A package.
pub struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    entries: BTreeMap<String, Entry>,
    limits: Limits,
    /// The name of the part that holds the document.
    main: String,
}

/// Where a relationship leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The last word of its type: `image`, `hyperlink`, `styles`.
    pub kind: String,
    /// The name of a part; the address where it is external.
    pub target: String,
    /// Whether it leads out of the package; nothing ever follows it there.
    pub external: bool,
}

const BROKEN: &str = "the file is damaged: open it in a word processor and save it again";

/// Opens a package; nothing of it is parsed before its archive is found sound.
///
/// # Errors
/// Where the bytes are no sound DOCX, or one that could do harm.
pub fn open(bytes: Vec<u8>, limits: Limits) -> Result<Package, Refusal> {
    let list = archive::entries(&bytes, &limits)?;
    let mut entries = BTreeMap::new();
    for entry in list {
        let lower = entry.name.to_lowercase();
        if lower.ends_with("vbaproject.bin") || lower.ends_with("vbadata.xml") {
            return Err(macros());
        }
        entries.insert(entry.name.clone(), entry);
    }
    let archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| Refusal::new("the file is no sound ZIP archive, so no DOCX", BROKEN))?;
    if archive.len() != entries.len() {
        return Err(Refusal::new("the archive has two directories", BROKEN));
    }
    let mut package = Package { archive, entries, limits, main: String::new() };
    let types = package.bytes("[Content_Types].xml")?.ok_or_else(|| {
        Refusal::new("the file is a ZIP archive, but no DOCX: it has no list of its parts", BROKEN)
    })?;
    let types = tree::parse(&types, &package.limits)?;
    let kinds =
        types.children(types.root()).filter_map(|node| types.attribute(node, "ContentType"));
    if kinds.into_iter().any(|kind| kind.to_lowercase().contains("macroenabled")) {
        return Err(macros());
    }
    let root = package.targets("")?;
    let main =
        root.into_values().find(|target| target.kind == "officeDocument" && !target.external);
    package.main =
        main.map(|target| target.target).unwrap_or_else(|| "word/document.xml".to_owned());
    if !package.has(&package.main) {
        return Err(Refusal::new("the archive holds no document", "give a DOCX file"));
    }
    Ok(package)
}

fn macros() -> Refusal {
    Refusal::new(
        "the document holds macros",
        "open it in a word processor and save it as DOCX, which holds none",
    )
}

impl Package {
    /// The name of the part that holds the document.
    #[must_use]
    pub fn main(&self) -> &str {
        &self.main
    }

    /// Whether there is a part of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// The bytes of a part; none where there is no such part.
    ///
    /// # Errors
    /// Where it does not unpack to what it claims.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(entry) = self.entries.get(name) else { return Ok(None) };
        let damaged = || Refusal::new(format!("`{name}` cannot be unpacked"), BROKEN);
        let file = self.archive.by_name(name).map_err(|_| damaged())?;
        let mut bytes = Vec::new();
        let read = file.take(entry.size + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        if read as u64 != entry.size {
            return Err(damaged());
        }
        Ok(Some(bytes))
    }

    /// The elements of a part; none where there is no such part.
    ///
    /// # Errors
    /// Where it is no sound XML, or too large.
    pub fn tree(&mut self, name: &str) -> Result<Option<Tree>, Refusal> {
        if self.entries.get(name).is_some_and(|entry| entry.size > self.limits.part) {
            let message = format!("`{name}` is larger than {} MiB", self.limits.part >> 20);
            return Err(Refusal::new(message, "split the document"));
        }
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        tree::parse(&bytes, &self.limits).map(Some)
    }

    /// What a part leads to, by the identifiers of its relationships; the package itself is called "".
    ///
    /// # Errors
    /// Where the list is no sound XML.
    pub fn targets(&mut self, part: &str) -> Result<BTreeMap<String, Target>, Refusal> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let mut targets = BTreeMap::new();
        let Some(tree) = self.tree(&format!("{folder}{slash}_rels/{name}.rels"))? else {
            return Ok(targets);
        };
        for node in tree.children(tree.root()) {
            let said = |name: &str| tree.attribute(node, name).unwrap_or_default();
            let external = said("TargetMode").eq_ignore_ascii_case("external");
            let kind = said("Type").rsplit('/').next().unwrap_or_default().to_owned();
            let target = match external {
                true => said("Target").to_owned(),
                false => inside(folder, said("Target")),
            };
            targets.insert(said("Id").to_owned(), Target { kind, target, external });
        }
        Ok(targets)
    }
}

/// The name of the part that a target means, seen from a folder.
fn inside(folder: &str, target: &str) -> String {
    let absolute = target.strip_prefix('/');
    let mut names: Vec<&str> = match absolute {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|name| !name.is_empty()).collect(),
    };
    for name in absolute.unwrap_or(target).split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}
