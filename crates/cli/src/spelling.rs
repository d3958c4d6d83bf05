//! What settings say of the check of spelling.

use std::io;
use std::path::Path;

use vanban_article::Code;
use vanban_article::spelling::{Options, rule, tones, unknown_rule};
use vanban_text::check::Rule;

use crate::config::{Layer, Origin, flag, text, texts};
use crate::settings::UsageError;
use crate::{files, report};

/// The largest list of words that is read, in bytes.
const MOST: u64 = 4 << 20;

/// Nothing is looked for.
pub(crate) fn none() -> Options {
    Options { off: Rule::ALL.into(), ..Options::default() }
}

/// What is looked for; paths of the configuration begin with `folder`.
///
/// # Errors
///
/// Where a list of words cannot be read.
pub(crate) fn options(layer: &Layer, folder: Option<&Path>) -> Result<Options, UsageError> {
    let mut options = Options {
        tones: text(layer, "check.tone-style").and_then(tones).unwrap_or_default(),
        decree: flag(layer, "check.decree"),
        ..Options::default()
    };
    for name in texts(layer, "check.off").unwrap_or_default() {
        match rule(name) {
            Some(rule) => {
                options.off.insert(rule);
            }
            None if name == "all" => options.off.extend(Rule::ALL),
            None => {
                let (message, hint) = unknown_rule(name);
                let origin = layer.get("check.off").map(|(_, origin)| origin.to_string());
                let message = format!("{message} ({})", origin.unwrap_or_default());
                report::warning(Code::RULE, &message, &hint);
            }
        }
    }
    let own = texts(layer, "check.words").unwrap_or_default().iter();
    options.words.extend(own.map(|word| word.to_lowercase()));
    let is_of_file = matches!(layer.get("check.word-list"), Some((_, Origin::File { .. })));
    for name in texts(layer, "check.word-list").unwrap_or_default() {
        let path = match folder.filter(|_| is_of_file) {
            Some(folder) => folder.join(name),
            None => Path::new(name).to_owned(),
        };
        let list = files::text(&path, MOST).map_err(|error| {
            let why = match error.kind() {
                io::ErrorKind::FileTooLarge => format!("it is larger than {} MiB", MOST >> 20),
                io::ErrorKind::InvalidData => "it is not UTF-8".to_owned(),
                _ => error.to_string(),
            };
            let message = format!("cannot read the list of words `{}`: {why}", path.display());
            UsageError::new(message, "it holds a word a line, `#` before remarks")
        })?;
        options.words.extend(words(&list).map(|word| word.to_lowercase()));
    }
    Ok(options)
}

/// The words of a list.
fn words(list: &str) -> impl Iterator<Item = String> + '_ {
    let lines = list.trim_start_matches('\u{feff}').lines();
    let said = lines.map(|line| line.split('#').next().unwrap_or_default().trim());
    said.filter(|word| !word.is_empty()).map(|word| vanban_text::nfc(word).into_owned())
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_list_has_a_word_a_line_and_remarks() {
        let list = "\u{feff}# riêng\nxuâ\n\n cà phê  # hai chữ\n";
        assert_eq!(words(list).collect::<Vec<_>>(), ["xuâ", "cà phê"]);
    }
}
