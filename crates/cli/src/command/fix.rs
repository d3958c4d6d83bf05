//! `vanban fix`: repairs of the spelling, made in the sources of articles.

use std::path::Path;
use std::process::ExitCode;

use vanban_article::Code;
use vanban_article::spelling::repair::{Repaired, Repairs, repair};

use crate::args::ChoiceArgs;
use crate::args::batch::Lang;
use crate::args::fix::FixArgs;
use crate::config::resolve::Resolver;
use crate::config::{Layer, word};
use crate::settings::{Input, Output, Same, UsageError};
use crate::walk::{self, Article};
use crate::{diff, files, lang, report};

/// What came of all articles.
#[derive(Default)]
struct Sum {
    articles: usize,
    changed: usize,
    made: usize,
    left: usize,
    failed: bool,
}

/// Repairs articles; the code is 1 where one could not be, or where `--check` found something to repair.
///
/// # Errors
///
/// Where what was typed or configured makes no sense.
pub(crate) fn run(args: &FixArgs) -> Result<ExitCode, UsageError> {
    let choices = ChoiceArgs::default();
    let mut resolver = Resolver::new(&choices, Layer::new(), &args.config, Same::default())?;
    let here = resolver.of(Path::new("."))?;
    word(&here.layer, "lang", &Lang::WORDS).into_iter().for_each(lang::choose);
    let articles = walk::articles(&args.articles, &mut resolver)?;
    resolver.check_profile()?;
    let mut sum = Sum { articles: articles.len(), ..Sum::default() };
    for each in &articles {
        article(each, args, &mut sum);
    }
    if !args.quiet {
        report::aside(&lang::text(&summary(&sum, args)));
    }
    let wrong = sum.failed || args.check && sum.changed > 0;
    Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn article(article: &Article, args: &FixArgs, sum: &mut Sum) {
    let source = match files::read(&article.input) {
        Ok(source) => source,
        Err((source, diagnostic)) => {
            report::diagnostics(&source, &[*diagnostic]);
            sum.failed = true;
            return;
        }
    };
    let which = if args.likely { Repairs::Likely } else { Repairs::Certain };
    let Repaired { text, made, left } = repair(&source, &article.settings.choices.spelling, which);
    sum.left += left;
    let changed = text != source.text;
    if changed {
        sum.changed += 1;
        sum.made += made;
    }
    let writes = !args.check && !args.dry_run;
    let piped = article.input == Input::Stdin && writes;
    if changed && !piped && !args.quiet {
        report::result(&diff::unified(&files::name(&article.input), &source.text, &text));
    }
    let written = match &article.input {
        Input::Stdin if writes => files::write(&Output::Stdout, text.as_bytes()),
        Input::File(path) if writes && changed => files::rewrite(path, text.as_bytes()),
        _ => Ok(()),
    };
    if let Err(error) = written {
        let name = files::name(&article.input);
        report::failure(Code::OUTPUT, &format!("cannot write `{name}`: {error}"));
        sum.failed = true;
    }
}

fn summary(sum: &Sum, args: &FixArgs) -> String {
    let would = if args.check || args.dry_run { "would change" } else { "changed" };
    let mut text =
        format!("{} repairs, {} of {} articles {would}", sum.made, sum.changed, sum.articles);
    if sum.left > 0 {
        text.push_str(&format!("; {} more are likely: `--unsafe` makes them", sum.left));
    }
    text
}
