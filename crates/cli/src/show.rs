//! What a run would do, as text: its settings with where they come from, and what is written where.

use vanban_article::parse;

use crate::config::{KEYS, Origin};
use crate::files;
use crate::plan::Job;
use crate::settings::{Input, Output};
use crate::walk::Article;

/// The settings of articles, and where each comes from.
pub(crate) fn settings(articles: &[Article]) -> String {
    let mut text = String::new();
    for article in articles {
        text.push_str(&files::name(&article.input));
        text.push('\n');
        for key in &KEYS {
            let layer = &article.settings.layer;
            let said = layer.get(key.name).map(|(value, origin)| (value.to_string(), origin));
            let (mut value, mut origin) = match said {
                Some((value, origin)) => (value, origin.to_string()),
                None => (key.default.to_owned(), "default".to_owned()),
            };
            // Only a file or nothing stands below the front matter.
            let is_low = matches!(layer.get(key.name), None | Some((_, Origin::File { .. })));
            if key.name == "theme"
                && is_low
                && let Some((theme, line)) = theme_of(&article.input)
            {
                origin = format!("front matter, line {line}");
                value = theme;
            }
            text.push_str(&format!("  {:<14}  {value:<22}  # {origin}\n", key.name));
        }
    }
    text
}

/// The theme that an article's front matter names, and its line.
fn theme_of(input: &Input) -> Option<(String, usize)> {
    let Input::File(_) = input else { return None };
    let source = files::read(input).ok()?;
    let theme = parse(&source).article.meta.theme?;
    Some((theme.value, source.location(theme.span.start).line))
}

/// What would be written where, an article a line.
pub(crate) fn plan(jobs: &[Job]) -> String {
    let mut text = String::new();
    for job in jobs {
        let outputs: Vec<String> = job
            .outputs
            .iter()
            .map(|(_, output)| match output {
                Output::Nowhere | Output::Stdout => "-".to_owned(),
                Output::File(path) => path.display().to_string(),
            })
            .collect();
        text.push_str(&format!("{} -> {}\n", files::name(&job.input), outputs.join(", ")));
    }
    text
}
