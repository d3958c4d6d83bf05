//! Comments that switch rules of spelling: `<!-- vanban: off VB1003 -->` … `<!-- vanban: on -->` from
//! there on, `<!-- vanban: ignore-next VB1003 -->` in the block that follows. Without a code all rules
//! are meant.

use std::collections::BTreeSet;

use vanban_text::check::Rule;

use super::{rule, unknown};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};

/// Which rules are off where.
#[derive(Debug, Default)]
pub(super) struct Switches {
    /// The rules that are off from a byte on, in the order of the bytes.
    states: Vec<(u32, BTreeSet<Rule>)>,
    /// Rules that are off between two bytes.
    ignored: Vec<(Span, BTreeSet<Rule>)>,
}

impl Switches {
    /// Reads what comments say, and what is wrong with it.
    pub(super) fn read(
        source: &Source,
        comments: &[(Span, String)],
    ) -> (Switches, Vec<Diagnostic>) {
        let mut switches = Switches::default();
        let mut problems = Vec::new();
        let mut off = BTreeSet::new();
        for (span, said) in comments {
            let mut words = said.split([' ', ',', '\t', '\n']).filter(|word| !word.is_empty());
            let what = words.next().unwrap_or_default();
            let mut rules = BTreeSet::new();
            let mut all = true;
            for word in words {
                all = false;
                match rule(word) {
                    Some(rule) => {
                        rules.insert(rule);
                    }
                    None => problems.push(unknown(word, *span)),
                }
            }
            if all {
                rules.extend(Rule::ALL);
            }
            match what {
                "off" => off.extend(rules),
                "on" => off.retain(|rule| !rules.contains(rule)),
                "ignore-next" => {
                    let start = span.end as usize;
                    switches.ignored.push((Span::new(start, next_end(&source.text, start)), rules));
                    continue;
                }
                _ => {
                    let shown: String = what.chars().take(40).collect();
                    let message = format!("`{shown}` switches no rule of spelling");
                    let hint =
                        "write `off`, `on` or `ignore-next`, then codes: `vanban: off VB1003`";
                    problems.push(Diagnostic::warning(Code::RULE, *span, message).hint(hint));
                    continue;
                }
            }
            switches.states.push((span.end, off.clone()));
        }
        (switches, problems)
    }

    /// Whether a rule is off at a byte.
    pub(super) fn is_off(&self, rule: Rule, at: u32) -> bool {
        let before = self.states.partition_point(|(from, _)| *from <= at);
        let state = before.checked_sub(1).map(|last| &self.states[last].1);
        if state.is_some_and(|off| off.contains(&rule)) {
            return true;
        }
        let before = self.ignored.partition_point(|(span, _)| span.start <= at);
        let last = before.checked_sub(1).map(|last| &self.ignored[last]);
        last.is_some_and(|(span, rules)| at < span.end && rules.contains(&rule))
    }
}

/// Where the block that follows a byte ends: at a blank line after text.
fn next_end(text: &str, from: usize) -> usize {
    let mut at = from;
    let mut begun = false;
    for line in text.get(from..).unwrap_or_default().split_inclusive('\n') {
        let blank = line.trim_matches([' ', '\t', '\r', '\n', '>']).is_empty();
        if blank && begun {
            return at;
        }
        begun |= !blank;
        at += line.len();
    }
    at
}
