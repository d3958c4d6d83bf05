//! A request to a worker made a job: what it names, under the settings that `build` would find.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value as Json;
use vanban_article::{Code, nearest};
use vanban_pdf::Profile;

use super::Refusal;
use crate::args::{DocxFonts, Format, WorkerArgs};
use crate::config::resolve::{Resolver, Settings, typed_cache, typed_choices};
use crate::config::{Layer, Origin, Value, below};
use crate::plan::{self, Job};
use crate::settings::{Input, Output, Same, UsageError};
use crate::walk::Article;
use crate::{files, identity, report};

/// A request.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Request {
    /// What the article is called in the answer; its path where nothing is said.
    id: Option<String>,
    /// The article.
    article: PathBuf,
    /// The papers, whose names tell which they are; where nothing is said those that `build` would write.
    out: Option<Vec<PathBuf>>,
    /// The folder for papers, where `out` says nothing.
    out_dir: Option<PathBuf>,
    theme: Option<String>,
    docx_fonts: Option<String>,
    pdf_standard: Option<Vec<String>>,
    strict: Option<bool>,
}

/// The keys of requests.
pub(crate) const KEYS: [&str; 8] =
    ["id", "article", "out", "out-dir", "theme", "docx-fonts", "pdf-standard", "strict"];
/// How many different sets of options are remembered.
const MOST: usize = 64;

/// Makes jobs of requests; remembers what options come to.
pub(super) struct Desk<'a> {
    args: &'a WorkerArgs,
    same: Same,
    resolvers: BTreeMap<String, Resolver<'a>>,
}

impl<'a> Desk<'a> {
    /// A desk for what was typed.
    ///
    /// # Errors
    ///
    /// Where the environment or the configuration is wrong.
    pub(super) fn new(args: &'a WorkerArgs, same: Same) -> Result<Desk<'a>, UsageError> {
        let mut desk = Desk { args, same, resolvers: BTreeMap::new() };
        desk.resolver(Layer::new())?;
        Ok(desk)
    }

    /// The settings of the working folder.
    ///
    /// # Errors
    ///
    /// Where its configuration is wrong.
    pub(super) fn here(&mut self) -> Result<Arc<Settings>, UsageError> {
        let settings = self.resolver(Layer::new())?.of(Path::new("."))?;
        self.resolver(Layer::new())?.check_profile()?;
        Ok(settings)
    }

    fn resolver(&mut self, asked: Layer) -> Result<&mut Resolver<'a>, UsageError> {
        let key = format!("{asked:?}");
        if !self.resolvers.contains_key(&key) {
            let typed = typed_cache(&self.args.cache, typed_choices(&self.args.choices));
            let typed = below(asked, &typed);
            let same = self.same.clone();
            let made = Resolver::new(&self.args.choices, typed, &self.args.config, same)?;
            if self.resolvers.len() >= MOST {
                self.resolvers.clear();
            }
            self.resolvers.insert(key.clone(), made);
        }
        Ok(self.resolvers.get_mut(&key).expect("it is there, or was put there now"))
    }

    /// The job of a request.
    ///
    /// # Errors
    ///
    /// The answer to one that makes no sense.
    pub(super) fn job(&mut self, line: &[u8]) -> Result<Job, Refusal> {
        let value: Json = serde_json::from_slice(line).map_err(|error| {
            refusal(None, format!("no JSON: {error}"), "write one object of JSON on a line")
        })?;
        let id = value.get("id").and_then(Json::as_str).map(str::to_owned);
        if let Some(object) = value.as_object()
            && let Some(unknown) = object.keys().find(|key| !KEYS.contains(&key.as_str()))
        {
            let hint = match nearest(unknown, KEYS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known here: {}", KEYS.join(", ")),
            };
            return Err(refusal(id, format!("the key `{unknown}` is unknown"), hint));
        }
        let request: Request = serde_json::from_value(value).map_err(|error| {
            refusal(id.clone(), format!("no request: {error}"), "see `vanban schema worker`")
        })?;
        // What is told of a configuration belongs to the answer.
        let (made, told) = report::gather(|| self.made(&request));
        made.map_err(|problem| {
            let told = told.first().map(|message| message.text.clone());
            let error = if problem.message.is_empty() { told } else { Some(problem.message) };
            refusal(id, error.unwrap_or_default(), problem.hint)
        })
    }

    fn made(&mut self, request: &Request) -> Result<Job, UsageError> {
        let root = files::parent(&request.article).to_owned();
        let settings = self.resolver(layer(request)?)?.of(&root)?;
        let input = Input::File(request.article.clone());
        let mut job = match &request.out {
            Some(out) => {
                let outputs = outputs(out)?;
                plan::job(input, outputs, Arc::clone(&settings.choices))
            }
            None => {
                let article = Article { input, root, settings };
                let (jobs, folders) = plan::jobs(&[article], None, request.out_dir.as_deref())?;
                for folder in folders {
                    files::make_folder(&folder).map_err(|error| {
                        let folder = folder.display();
                        UsageError::new(format!("cannot make the folder `{folder}`: {error}"), "")
                    })?;
                }
                jobs.into_iter().next().ok_or_else(|| UsageError::new("no article", ""))?
            }
        };
        plan::check(std::slice::from_ref(&job), &[])?;
        let path = || request.article.to_string_lossy().replace('\\', "/");
        job.id = request.id.clone().unwrap_or_else(path);
        identity::settle(std::slice::from_mut(&mut job));
        Ok(job)
    }
}

/// What a request says about settings.
fn layer(request: &Request) -> Result<Layer, UsageError> {
    let mut layer = Layer::new();
    let mut say = |name, value: Option<Value>| {
        if let Some(value) = value {
            layer.insert(name, (value, Origin::CommandLine));
        }
    };
    say("theme", request.theme.clone().map(Value::Text));
    if let Some(fonts) = &request.docx_fonts {
        let words = DocxFonts::WORDS.map(|(word, _)| word);
        if !words.contains(&fonts.as_str()) {
            return Err(no_word("docx-fonts", fonts, &words));
        }
        say("docx-fonts", Some(Value::Text(fonts.clone())));
    }
    if let Some(standards) = &request.pdf_standard {
        if let Some(wrong) = standards.iter().find(|name| Profile::named(name).is_none()) {
            return Err(no_word("pdf-standard", wrong, &[]));
        }
        say("pdf-standard", Some(Value::Texts(standards.clone())));
    }
    say("strict", request.strict.map(Value::Flag));
    Ok(layer)
}

fn no_word(key: &str, written: &str, words: &[&str]) -> UsageError {
    let hint = match words {
        [] => "see `vanban schema worker`".to_owned(),
        words => format!("one of {}", words.join(", ")),
    };
    UsageError::new(format!("`{written}` is no value of `{key}`"), hint)
}

/// The papers of some files, in the order in which `build` has them.
fn outputs(out: &[PathBuf]) -> Result<Vec<(Format, Output)>, UsageError> {
    let mut outputs = Vec::new();
    for path in out {
        let format = plan::format_of(path).ok_or_else(|| {
            let message = format!("`{}` is the name of no paper", path.display());
            UsageError::new(message, "end it in .pdf or .docx")
        })?;
        if outputs.iter().any(|(other, _)| *other == format) {
            let message = format!("`out` names two {} files", format.extension());
            return Err(UsageError::new(message, "name one of each"));
        }
        outputs.push((format, Output::File(path.clone())));
    }
    if outputs.is_empty() {
        return Err(UsageError::new("`out` names no paper", "leave it out, or name a file"));
    }
    outputs.sort_by_key(|(format, _)| *format);
    Ok(outputs)
}

fn refusal(id: Option<String>, error: String, hint: impl Into<String>) -> Refusal {
    Refusal { id, status: "refused", code: Code::REQUEST.0, error, hint: hint.into() }
}
