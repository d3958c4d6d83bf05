//! The settings of an article: command line before environment before the configuration of its folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::find::{Configs, Found, whole};
use super::{Layer, Origin, below, environment, texts};
use crate::args::ChoiceArgs;
use crate::args::batch::{BatchArgs, ConfigArgs, MessageFormat};
use crate::args::machines::CacheArgs;
use crate::args::{BuildArgs, DocxFonts};
use crate::config::Value;
use crate::press::PressArgs;
use crate::settings::{Choices, Same, UsageError};

/// The settings of the articles of some folders.
#[derive(Debug)]
pub(crate) struct Settings {
    /// What was said, and where.
    pub(crate) layer: Layer,
    /// The folder of the configuration, absolute, and as paths in it begin.
    pub(crate) config: Option<(PathBuf, PathBuf)>,
    /// How papers are made.
    pub(crate) choices: Arc<Choices>,
    /// Which files of folders are articles.
    pub(crate) filter: Filter,
}

/// Finds the settings of articles.
pub(crate) struct Resolver<'a> {
    args: &'a ChoiceArgs,
    same: Same,
    /// Command line and environment.
    above: Layer,
    profile: Option<String>,
    /// Whether a configuration has the profile.
    profile_seen: bool,
    configs: Configs,
    /// By the folder of the configuration.
    settings: BTreeMap<Option<PathBuf>, Arc<Settings>>,
    /// Folders without links, by their names.
    whole: BTreeMap<PathBuf, PathBuf>,
}

impl<'a> Resolver<'a> {
    /// A resolver for what was typed.
    ///
    /// # Errors
    ///
    /// Where the environment or the configuration that was named is wrong.
    pub(crate) fn new(
        args: &'a ChoiceArgs,
        typed: Layer,
        config: &ConfigArgs,
        same: Same,
    ) -> Result<Resolver<'a>, UsageError> {
        Ok(Resolver {
            args,
            same,
            above: below(typed, &environment::layer()?),
            profile: config.profile.clone().or_else(environment::profile),
            profile_seen: false,
            configs: Configs::new(config)?,
            settings: BTreeMap::new(),
            whole: BTreeMap::new(),
        })
    }

    /// The settings of the articles of a folder.
    ///
    /// # Errors
    ///
    /// Where its configuration is wrong.
    pub(crate) fn of(&mut self, folder: &Path) -> Result<Arc<Settings>, UsageError> {
        let folder = self.whole(folder);
        let found = self.configs.of(&folder)?;
        let key = found.as_ref().map(|found| found.folder.clone());
        if let Some(settings) = self.settings.get(&key) {
            return Ok(Arc::clone(settings));
        }
        let settings = Arc::new(self.resolve(found.as_deref())?);
        self.settings.insert(key, Arc::clone(&settings));
        Ok(settings)
    }

    /// A folder's absolute path without links.
    pub(crate) fn whole(&mut self, folder: &Path) -> PathBuf {
        if let Some(known) = self.whole.get(folder) {
            return known.clone();
        }
        let path = whole(folder);
        self.whole.insert(folder.to_owned(), path.clone());
        path
    }

    /// Refuses a profile that no configuration has.
    ///
    /// # Errors
    ///
    /// That.
    pub(crate) fn check_profile(&self) -> Result<(), UsageError> {
        match &self.profile {
            Some(name) if !self.profile_seen => Err(UsageError {
                message: format!("no configuration has the profile `{name}`"),
                hint: format!("write a table `[profile.{name}]` in vanban.toml"),
            }),
            _ => Ok(()),
        }
    }

    fn resolve(&mut self, found: Option<&Found>) -> Result<Settings, UsageError> {
        let mut layer = self.above.clone();
        if let Some(found) = found {
            let profile = self.profile.as_ref().and_then(|name| found.config.profiles.get(name));
            if let Some(profile) = profile {
                self.profile_seen = true;
                layer = below(layer, profile);
            }
            layer = below(layer, &found.config.always);
        }
        let shown = found.map(|found| found.shown.as_path());
        let choices = Arc::new(Choices::made(self.args, &layer, shown, &mut self.same)?);
        let filter = Filter::new(&layer)?;
        let config = found.map(|found| (found.folder.clone(), found.shown.clone()));
        Ok(Settings { layer, config, choices, filter })
    }
}

/// Which files of folders are articles.
#[derive(Debug)]
pub(crate) struct Filter {
    include: Globs,
    exclude: Globs,
}

/// Some globs.
#[derive(Debug)]
struct Globs {
    set: GlobSet,
    /// Whether they count from the folder of the configuration, not from the one that was given.
    from_config: bool,
}

/// A file's path as globs see it: from the folder that was given, and from that of the configuration.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'p> {
    /// From the folder that was given.
    pub(crate) given: &'p Path,
    /// From the folder of the configuration.
    pub(crate) config: Option<&'p Path>,
}

impl Filter {
    fn new(layer: &Layer) -> Result<Filter, UsageError> {
        let usual = ["*.md".to_owned(), "*.markdown".to_owned()];
        Ok(Filter {
            include: Globs::new(layer, "include", &usual)?,
            exclude: Globs::new(layer, "exclude", &[])?,
        })
    }

    /// Whether a file is an article.
    pub(crate) fn takes(&self, path: Seen<'_>) -> bool {
        self.include.hold(path) && !self.leaves_out(path)
    }

    /// Whether a file or a folder is left out.
    pub(crate) fn leaves_out(&self, path: Seen<'_>) -> bool {
        self.exclude.hold(path)
    }
}

impl Globs {
    fn new(layer: &Layer, name: &str, usual: &[String]) -> Result<Globs, UsageError> {
        let written = texts(layer, name).unwrap_or(usual);
        let mut builder = GlobSetBuilder::new();
        for text in written {
            // As in .gitignore: a name without a slash is looked for at any depth.
            let plain = text.trim_start_matches("./").trim_end_matches('/');
            let inner = plain.strip_prefix('/').unwrap_or(plain);
            let deep = if plain.contains('/') { inner.to_owned() } else { format!("**/{inner}") };
            for pattern in [format!("{deep}/**"), deep] {
                builder.add(glob(&pattern)?);
            }
        }
        let set = builder.build().map_err(|error| wrong_glob(name, &error))?;
        let from_config = matches!(layer.get(name), Some((_, Origin::File { .. })));
        Ok(Globs { set, from_config })
    }

    fn hold(&self, path: Seen<'_>) -> bool {
        match path.config.filter(|_| self.from_config) {
            Some(path) => self.set.is_match(path),
            None => self.set.is_match(path.given),
        }
    }
}

/// A glob whose `*` ends at a slash.
///
/// # Errors
///
/// Where it is none.
pub(crate) fn glob(pattern: &str) -> Result<globset::Glob, UsageError> {
    let built = GlobBuilder::new(pattern).literal_separator(true).build();
    built.map_err(|error| wrong_glob(pattern, &error))
}

fn wrong_glob(pattern: &str, error: &globset::Error) -> UsageError {
    UsageError {
        message: format!("`{pattern}` is no glob: {}", error.kind()),
        hint: "`*` stands for any characters but a slash, `**` for any folders, `[ab]`, `{a,b}`"
            .into(),
    }
}

/// What the command line says about how papers are made.
pub(crate) fn typed_choices(args: &ChoiceArgs) -> Layer {
    let mut layer = Layer::new();
    let mut say = |name, value: Option<Value>| {
        if let Some(value) = value {
            layer.insert(name, (value, Origin::CommandLine));
        }
    };
    say("theme", args.theme.clone().map(Value::Text));
    let fonts = DocxFonts::WORDS.iter().find(|(_, fonts)| Some(*fonts) == args.docx_fonts);
    say("docx-fonts", fonts.map(|(word, _)| Value::Text((*word).to_owned())));
    let standards: Vec<_> =
        args.pdf_standard.iter().map(|profile| profile.name().to_owned()).collect();
    say("pdf-standard", (!standards.is_empty()).then_some(Value::Texts(standards)));
    say("strict", args.strict.map(Value::Flag));
    let shown = |path: &PathBuf| path.to_string_lossy().into_owned();
    let fonts: Vec<_> = args.font_path.iter().map(shown).collect();
    say("font-path", (!fonts.is_empty()).then_some(Value::Texts(fonts)));
    say("root", args.root.as_ref().map(|root| Value::Text(shown(root))));
    let limits = &args.limits;
    say("max-input", limits.max_input.clone().map(Value::Text));
    say("max-pages", limits.max_pages.map(|pages| Value::Count(pages as usize)));
    say("max-output", limits.max_output.clone().map(Value::Text));
    say("time-limit", limits.time_limit.clone().map(Value::Text));
    say("memory-limit", limits.memory_limit.clone().map(Value::Text));
    say("isolate", limits.isolate.map(Value::Flag));
    layer
}

/// What the command line says about the press.
fn typed_press(args: &PressArgs) -> Layer {
    let mut layer = Layer::new();
    let mut say = |name, value: Option<Value>| {
        if let Some(value) = value {
            layer.insert(name, (value, Origin::CommandLine));
        }
    };
    say("pages", args.pages.clone().map(Value::Text));
    say("bleed", args.bleed.clone().map(Value::Text));
    say("crop-marks", args.crop_marks.map(Value::Flag));
    let profile = args.output_profile.as_ref().map(|path| path.to_string_lossy().into_owned());
    say("output-profile", profile.map(Value::Text));
    say("attach-source", args.attach_source.map(Value::Flag));
    layer
}

/// What the command line says about many articles.
pub(crate) fn typed_batch(args: &BatchArgs) -> Layer {
    let mut layer = Layer::new();
    let mut say = |name, value: Option<Value>| {
        if let Some(value) = value {
            layer.insert(name, (value, Origin::CommandLine));
        }
    };
    let list = |texts: &[String]| (!texts.is_empty()).then(|| Value::Texts(texts.to_vec()));
    say("include", list(&args.include));
    say("exclude", list(&args.exclude));
    say("jobs", args.jobs.map(|jobs| Value::Count(jobs.get())));
    say("fail-fast", args.fail_fast.map(Value::Flag));
    let format =
        MessageFormat::WORDS.iter().find(|(_, format)| Some(*format) == args.message_format);
    say("message-format", format.map(|(word, _)| Value::Text((*word).to_owned())));
    layer
}

/// What the command line says about a build.
pub(crate) fn typed_build(args: &BuildArgs) -> Layer {
    let mut layer = below(typed_choices(&args.choices), &typed_batch(&args.batch));
    layer = below(layer, &typed_press(&args.press));
    if !args.to.is_empty() {
        let mut formats = args.to.clone();
        formats.sort_unstable();
        formats.dedup();
        let words = formats.iter().map(|format| format.extension().to_owned()).collect();
        layer.insert("to", (Value::Texts(words), Origin::CommandLine));
    }
    if let Some(folder) = &args.out_dir {
        let folder = Value::Text(folder.to_string_lossy().into_owned());
        layer.insert("out-dir", (folder, Origin::CommandLine));
    }
    typed_cache(&args.cache, layer)
}

/// Adds what the command line says about a cache.
pub(crate) fn typed_cache(args: &CacheArgs, mut layer: Layer) -> Layer {
    if let Some(folder) = &args.cache {
        let folder = Value::Text(folder.to_string_lossy().into_owned());
        layer.insert("cache", (folder, Origin::CommandLine));
    }
    layer
}

#[cfg(test)]
mod tests {
    use super::{Filter, Seen};
    use crate::config::{Layer, Origin, Value};
    use std::path::Path;

    fn filter(include: &[&str], exclude: &[&str], origin: &Origin) -> Filter {
        let texts =
            |texts: &[&str]| Value::Texts(texts.iter().map(|text| (*text).to_owned()).collect());
        let mut layer = Layer::new();
        if !include.is_empty() {
            layer.insert("include", (texts(include), origin.clone()));
        }
        layer.insert("exclude", (texts(exclude), origin.clone()));
        Filter::new(&layer).expect("the globs are right")
    }

    fn takes(filter: &Filter, given: &str, config: &str) -> bool {
        filter.takes(Seen { given: Path::new(given), config: Some(Path::new(config)) })
    }

    #[test]
    fn markdown_is_taken_and_what_is_excluded_is_not() {
        let usual = filter(&[], &["README.md", "nhap/", "/a/b"], &Origin::CommandLine);
        for path in ["a.md", "x/y/a.markdown", "x/a/b/c.md"] {
            assert!(takes(&usual, path, path), "{path}");
        }
        for path in ["a.txt", "README.md", "x/README.md", "x/nhap/a.md", "a/b/c.md"] {
            assert!(!takes(&usual, path, path), "{path}");
        }
    }

    #[test]
    fn globs_of_a_file_count_from_its_folder() {
        let file = Origin::File { name: "vanban.toml".to_owned(), line: 1 };
        let own = filter(&["tin/**/*.md"], &[], &file);
        assert!(takes(&own, "a.md", "tin/a.md") && !takes(&own, "tin/a.md", "x/tin/a.md"));
        let typed = filter(&["tin/**/*.md"], &[], &Origin::CommandLine);
        assert!(takes(&typed, "tin/a.md", "x/tin/a.md"));
    }
}
