//! Shards: parts of a set of articles that machines share without talking. An article's shard follows from
//! the hash of its id alone, so that another article moves none.
#![allow(clippy::disallowed_methods, reason = "CI systems tell a shard in the environment")]

use crate::digest::Digest;
use crate::settings::UsageError;

/// One of several parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shard {
    /// From 1.
    index: u32,
    of: u32,
}

/// Where CI systems tell which of how many jobs runs; whether they count from 0.
const VARIABLES: [(&str, &str, bool); 6] = [
    // GitLab: https://docs.gitlab.com/ci/variables/predefined_variables/
    ("CI_NODE_INDEX", "CI_NODE_TOTAL", false),
    // CircleCI: https://circleci.com/docs/variables/
    ("CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", true),
    // Buildkite: https://buildkite.com/docs/pipelines/configure/environment-variables
    ("BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", true),
    // Azure: https://learn.microsoft.com/azure/devops/pipelines/build/variables
    ("SYSTEM_JOBPOSITIONINPHASE", "SYSTEM_TOTALJOBSINPHASE", false),
    // Kubernetes tells the index of an Indexed Job only: its manifest tells how many there are.
    ("JOB_COMPLETION_INDEX", "VANBAN_SHARDS", true),
    // AWS Batch, as Kubernetes.
    ("AWS_BATCH_JOB_ARRAY_INDEX", "VANBAN_SHARDS", true),
];

/// What `--shard` takes.
const HINT: &str = "write `--shard 2/4`: the second of four; or `--shard auto` in CI";

impl Shard {
    /// The shard that was typed: `I/N`, or `auto`, which is none where no CI system tells one.
    ///
    /// # Errors
    ///
    /// Where it is none.
    pub(crate) fn typed(text: &str) -> Result<Option<Shard>, UsageError> {
        let wrong = || UsageError::new(format!("`{text}` is no shard"), HINT);
        if text == "auto" {
            return automatic(|name| std::env::var(name).ok());
        }
        Shard::read(text).ok_or_else(wrong).map(Some)
    }

    fn read(text: &str) -> Option<Shard> {
        let (index, of) = text.split_once('/')?;
        Shard::new(index.trim().parse().ok()?, of.trim().parse().ok()?)
    }

    /// The shard of an index from 1.
    pub(crate) fn new(index: u32, of: u32) -> Option<Shard> {
        (1..=of).contains(&index).then_some(Shard { index, of })
    }

    /// Which it is, from 1.
    pub(crate) fn index(self) -> u32 {
        self.index
    }

    /// Of how many.
    pub(crate) fn of(self) -> u32 {
        self.of
    }

    /// Whether an article is in it.
    pub(crate) fn holds(self, id: &str) -> bool {
        Digest::of(id.as_bytes()).number() % u64::from(self.of) == u64::from(self.index - 1)
    }
}

/// The shard that the environment tells.
fn automatic(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Shard>, UsageError> {
    let filled = |name: &str| variable(name).filter(|value| !value.is_empty());
    let wrong = |name: &str, value: &str| {
        UsageError::new(format!("the variable {name} names no shard: `{value}`"), HINT)
    };
    // The matrix of GitHub Actions has no variables of its own.
    if let Some(text) = filled("VANBAN_SHARD") {
        return Shard::read(&text).ok_or_else(|| wrong("VANBAN_SHARD", &text)).map(Some);
    }
    for (index, of, from_zero) in VARIABLES {
        let (Some(at), Some(all)) = (filled(index), filled(of)) else { continue };
        let number = |text: &str| text.trim().parse::<u32>().ok();
        let at = number(&at).and_then(|at| at.checked_add(u32::from(from_zero)));
        let shard = at.zip(number(&all)).and_then(|(at, all)| Shard::new(at, all));
        return shard.ok_or_else(|| wrong(index, &filled(index).unwrap_or_default())).map(Some);
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::{Shard, automatic};

    #[test]
    fn every_article_is_in_one_shard_and_stays_there_when_others_come() {
        let shards: Vec<Shard> = (1..=4).filter_map(|at| Shard::new(at, 4)).collect();
        let mut sizes = [0; 4];
        for article in 0..1000 {
            let id = format!("tin/{article}.md");
            let holders: Vec<usize> = (0..4).filter(|at| shards[*at].holds(&id)).collect();
            assert_eq!(holders.len(), 1);
            sizes[holders[0]] += 1;
        }
        assert!(sizes.iter().all(|size| (200..300).contains(size)), "{sizes:?}");
    }

    #[test]
    fn shards_are_typed_from_one() {
        let typed = |text: &str| Shard::typed(text).map_err(|problem| problem.message);
        assert_eq!(typed("2/4"), Ok(Shard::new(2, 4)));
        for wrong in ["0/4", "5/4", "1", "a/b", "1/0", "-1/2"] {
            assert!(typed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn ci_systems_tell_shards() {
        let of = |pairs: &[(&str, &str)]| {
            let told = automatic(|name| {
                let pair = pairs.iter().find(|pair| pair.0 == name);
                pair.map(|pair| pair.1.to_owned())
            });
            told.map_err(|problem| problem.message)
        };
        assert_eq!(of(&[]), Ok(None));
        assert_eq!(of(&[("CI_NODE_INDEX", "2"), ("CI_NODE_TOTAL", "3")]), Ok(Shard::new(2, 3)));
        let circle = [("CIRCLE_NODE_INDEX", "0"), ("CIRCLE_NODE_TOTAL", "3")];
        assert_eq!(of(&circle), Ok(Shard::new(1, 3)));
        let kubernetes = [("JOB_COMPLETION_INDEX", "7"), ("VANBAN_SHARDS", "8")];
        assert_eq!(of(&kubernetes), Ok(Shard::new(8, 8)));
        assert_eq!(of(&[("CI_NODE_TOTAL", "1")]), Ok(None));
        assert!(of(&[("VANBAN_SHARD", "9/3")]).is_err());
    }
}
