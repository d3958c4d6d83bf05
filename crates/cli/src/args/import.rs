//! What was typed to import a document of another format.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use vanban_import::{Encoding, encoding_names};

/// The arguments of `import`.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct ImportArgs {
    /// The document: plain text, a page of the web, RTF or DOCX; `-` reads standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// Write the article to this file; `-` writes it to standard output [default: the document's name
    /// with .md, beside it; of standard input, standard output]
    #[arg(short, long, value_name = "OUT.md")]
    pub(crate) output: Option<PathBuf>,
    /// What the document is
    #[arg(long, value_name = "FORMAT", default_value = "auto")]
    pub(crate) format: Kind,
    /// The encoding of a text or a page, where its bytes do not tell: UTF-8, UTF-16LE, TCVN3,
    /// VNI-Windows, VPS, VISCII, VIQR, windows-1258 and others, or any name that the web knows
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) from_encoding: Option<Encoding>,
    /// The folder of its pictures: those that it names are looked for there too, those within it are
    /// written there [default: looked for beside it, written into a folder named as the article]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) pictures: Option<PathBuf>,
    /// Replace an article that is there already
    #[arg(long)]
    pub(crate) force: bool,
}

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// As its content shows
    Auto,
    /// Plain text
    Text,
    /// A page of the web
    Html,
    /// Rich Text Format
    Rtf,
    /// Office Open XML
    Docx,
}

/// The encoding of a name.
fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::of(name).ok_or_else(|| {
        let names: Vec<&str> = encoding_names().collect();
        format!("no encoding of this name; known are {}", names.join(", "))
    })
}
