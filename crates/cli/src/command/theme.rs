//! `vanban theme`: which themes there are, and what stands in one.

use std::process::ExitCode;

use vanban_theme::Theme;

use crate::args::ThemeCommand;
use crate::settings::UsageError;
use crate::{report, schema, themes};

/// Lists themes, shows one as a file, or prints the schema of such files.
///
/// # Errors
///
/// Where there is no such theme.
pub(crate) fn run(command: &ThemeCommand) -> Result<ExitCode, UsageError> {
    match command {
        ThemeCommand::List => report::result(&list()),
        ThemeCommand::Show { theme } => {
            let theme = themes::load(theme, None, false)
                .map_err(|(message, hint)| UsageError { message, hint })?;
            report::result(&shown(&theme));
        }
        ThemeCommand::Schema => report::result(&schema::theme()),
    }
    Ok(ExitCode::SUCCESS)
}

/// The built-in themes, one a line.
fn list() -> String {
    let names = Theme::names();
    let width = names.iter().map(|name| name.len()).max().unwrap_or(0);
    let line = |name: &&str| format!("{name:width$}  {}\n", Theme::about(name).unwrap_or_default());
    names.iter().map(line).collect()
}

/// A theme as a file that says everything.
fn shown(theme: &Theme) -> String {
    format!(
        "# A theme of vanban. A file may say less: what it does not say is as in the theme that\n\
         # `inherit = \"NAME\"` names, office if none. Lengths have a unit: pt, mm, cm, in, em.\n\n{}",
        theme.to_toml()
    )
}
