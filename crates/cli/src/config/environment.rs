//! The layer of the environment: `VANBAN_` and the name of a setting in capitals, `_` for `-` and `.`.
#![allow(clippy::disallowed_methods, reason = "the program reads its environment here")]

use super::{KEYS, Key, Kind, Layer, Origin, Value, read};
use crate::args::batch::Lang;
use crate::settings::UsageError;

/// What the environment says.
///
/// # Errors
///
/// Where a variable of a setting holds no value of it.
pub(crate) fn layer() -> Result<Layer, UsageError> {
    layer_of(|name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
}

/// The profile that the environment asks for.
pub(crate) fn profile() -> Option<String> {
    std::env::var("VANBAN_PROFILE").ok().filter(|name| !name.is_empty())
}

/// The language that the environment asks for.
pub(crate) fn lang() -> Option<Lang> {
    let named = std::env::var("VANBAN_LANG").ok()?;
    Lang::WORDS.iter().find(|(word, _)| *word == named).map(|(_, lang)| *lang)
}

fn layer_of(variable: impl Fn(&str) -> Option<String>) -> Result<Layer, UsageError> {
    let mut layer = Layer::new();
    for key in &KEYS {
        let name = variable_of(key);
        // An empty variable is how shells unset one for a command.
        let Some(written) = variable(&name).filter(|written| !written.is_empty()) else { continue };
        let value = value(key.kind, &written).ok_or_else(|| UsageError {
            message: format!("`{written}` in the variable {name} is not right"),
            hint: read::wanted(key.kind),
        })?;
        layer.insert(key.name, (value, Origin::Environment(name)));
    }
    Ok(layer)
}

/// The variable of a setting.
fn variable_of(key: &Key) -> String {
    format!("VANBAN_{}", key.name.to_ascii_uppercase().replace(['-', '.'], "_"))
}

fn value(kind: Kind, written: &str) -> Option<Value> {
    let several = || -> Vec<String> {
        let parts = written.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    match kind {
        Kind::Text => Some(Value::Text(written.to_owned())),
        Kind::Texts => Some(Value::Texts(several())),
        Kind::Word(words) => words.contains(&written).then(|| Value::Text(written.to_owned())),
        Kind::Words(words) => {
            let texts = several();
            let known = texts.iter().all(|text| words.contains(&text.as_str()));
            (known && !texts.is_empty()).then_some(Value::Texts(texts))
        }
        Kind::Flag => match written {
            "1" | "true" | "yes" => Some(Value::Flag(true)),
            "0" | "false" | "no" => Some(Value::Flag(false)),
            _ => None,
        },
        Kind::Count => written.parse().ok().filter(|count| *count > 0).map(Value::Count),
    }
}

#[cfg(test)]
mod tests {
    use super::layer_of;
    use crate::config::{self, Origin};

    #[test]
    fn variables_are_settings() {
        let variable = |name: &str| match name {
            "VANBAN_TO" => Some("pdf, docx".to_owned()),
            "VANBAN_STRICT" => Some("1".to_owned()),
            "VANBAN_THEME" => Some(String::new()),
            _ => None,
        };
        let layer = layer_of(variable).expect("the values are right");
        assert_eq!(config::texts(&layer, "to").map(<[String]>::len), Some(2));
        assert_eq!(layer["strict"].1, Origin::Environment("VANBAN_STRICT".to_owned()));
        assert!(!layer.contains_key("theme"));
        let wrong = layer_of(|name| (name == "VANBAN_JOBS").then(|| "many".to_owned()));
        assert!(wrong.is_err_and(|problem| problem.message.contains("VANBAN_JOBS")));
    }
}
