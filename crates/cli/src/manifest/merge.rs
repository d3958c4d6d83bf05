//! The manifests of shards made one: proof that together they are about every article of one set exactly
//! once, made by one build of the program.

use std::collections::BTreeMap;

use super::{BUILD, Head, Line, VERSION, head, set, text};
use crate::shard::Shard;

/// A manifest, or answers of workers.
#[derive(Debug)]
pub(crate) struct Part<'p> {
    /// What it is called.
    pub(crate) name: &'p str,
    /// Its bytes.
    pub(crate) bytes: &'p [u8],
}

/// How many faults are named of each kind.
const NAMED: usize = 10;

/// One of the parts, read.
struct Read<'p> {
    name: &'p str,
    head: Option<Head>,
    lines: Vec<Line>,
}

/// The manifest of the whole.
///
/// # Errors
///
/// Everything that keeps the parts from making one, in sentences.
pub(crate) fn merge(parts: &[Part<'_>]) -> Result<String, Vec<String>> {
    let mut faults = Vec::new();
    let read: Vec<Read<'_>> = parts.iter().map(|part| read(part, &mut faults)).collect();
    let heads: Vec<(&str, &Head)> =
        read.iter().filter_map(|part| Some((part.name, part.head.as_ref()?))).collect();
    check_builds(&read, &mut faults);
    check_heads(&heads, &mut faults);
    let whole = whole(&read, &mut faults);
    let ids: Vec<&str> = whole.keys().map(String::as_str).collect();
    if let Some((name, head)) = heads.first() {
        let counted = ids.len() == head.articles && set(&ids) == head.set;
        if !counted && faults.is_empty() {
            let (here, all) = (ids.len(), head.articles);
            faults.push(format!("there are {here} articles of the {all} that `{name}` tells of"));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let first = match heads.first() {
        Some((_, first)) => Head { shard: None, ..(*first).clone() },
        None => {
            let build =
                read.iter().flat_map(|part| &part.lines).find_map(|line| line.build.clone());
            Head { build: build.unwrap_or_else(|| BUILD.to_owned()), ..head(&ids, None) }
        }
    };
    let mut out = text(&first) + "\n";
    for line in whole.into_values() {
        out.push_str(&text(&Line { build: None, ..line.1 }));
        out.push('\n');
    }
    Ok(out)
}

fn read<'p>(part: &Part<'p>, faults: &mut Vec<String>) -> Read<'p> {
    let name = part.name;
    let (mut head, mut lines, mut wrong) = (None, Vec::new(), 0);
    let numbered = part.bytes.split(|byte| *byte == b'\n').enumerate();
    for (at, line) in numbered.filter(|(_, line)| !line.trim_ascii().is_empty()) {
        if at == 0
            && let Ok(found) = serde_json::from_slice::<Head>(line)
        {
            head = Some(found);
            continue;
        }
        match serde_json::from_slice::<Line>(line) {
            Ok(line) => lines.push(line),
            Err(error) => {
                wrong += 1;
                if wrong <= NAMED {
                    let why = refusal(line).unwrap_or_else(|| error.to_string());
                    faults.push(format!("{name}:{}: no line of a manifest: {why}", at + 1));
                }
            }
        }
    }
    Read { name, head, lines }
}

/// Why a worker refused what this line answers.
fn refusal(line: &[u8]) -> Option<String> {
    let value: serde_json::Value = serde_json::from_slice(line).ok()?;
    let error = value.get("error")?.as_str()?;
    let id = value.get("id").and_then(serde_json::Value::as_str).unwrap_or("?");
    Some(format!("the request `{id}` was refused: {error}"))
}

fn check_builds(read: &[Read<'_>], faults: &mut Vec<String>) {
    let heads = read.iter().filter_map(|part| Some((part.name, part.head.as_ref()?)));
    let mut builds: BTreeMap<String, &str> = BTreeMap::new();
    for (name, head) in heads {
        if head.manifest != VERSION {
            let version = head.manifest;
            faults.push(format!("`{name}` is a manifest of version {version}, not {VERSION}"));
        }
        builds.entry(format!("{}, build {}", head.program, head.build)).or_insert(name);
    }
    let answers = read.iter().flat_map(|part| part.lines.iter().map(|line| (part.name, line)));
    let known = builds.len();
    for (name, line) in answers {
        let Some(build) = &line.build else { continue };
        if !builds.keys().any(|known| known.ends_with(&**build)) {
            builds.insert(format!("build {build}"), name);
        }
    }
    if builds.len() > 1 && (known != 1 || builds.len() > known) {
        let named: Vec<String> =
            builds.iter().map(|(build, name)| format!("`{name}` by {build}")).collect();
        faults.push(format!("they were made by different programs: {}", named.join("; ")));
    }
}

fn check_heads(heads: &[(&str, &Head)], faults: &mut Vec<String>) {
    let Some((first_name, first)) = heads.first() else { return };
    let mut shards: BTreeMap<u32, &str> = BTreeMap::new();
    let of = first.shard.map_or(1, |part| part.of);
    for (name, head) in heads {
        if (head.set, head.articles) != (first.set, first.articles) {
            let (one, other) = (first.articles, head.articles);
            faults.push(format!(
                "they are about different sets: `{first_name}` of {one} articles, `{name}` of {other}"
            ));
            continue;
        }
        let part = head.shard.map_or((1, 1), |part| (part.index, part.of));
        if part.1 != of {
            let other = part.1;
            faults.push(format!("`{first_name}` is one of {of} shards, `{name}` one of {other}"));
            continue;
        }
        if let Some(before) = shards.insert(part.0, name) {
            let at = part.0;
            faults.push(format!("the shard {at}/{of} is there twice: `{before}` and `{name}`"));
        }
    }
    let missing: Vec<String> = (1..=of)
        .filter(|at| !shards.contains_key(at))
        .take(NAMED)
        .map(|at| format!("{at}/{of}"))
        .collect();
    if !missing.is_empty() && faults.is_empty() {
        faults.push(format!("shards are missing: {}", missing.join(", ")));
    }
}

/// The lines of all parts by id. An answer that was given twice counts once: a worker that was killed is
/// asked again.
fn whole<'p>(read: &[Read<'p>], faults: &mut Vec<String>) -> BTreeMap<String, (&'p str, Line)> {
    let mut whole: BTreeMap<String, (&str, Line)> = BTreeMap::new();
    let mut doubled = 0;
    for part in read {
        let of_part = part.head.as_ref().and_then(|head| head.shard);
        if let Some(of_part) = of_part
            && of_part.articles != part.lines.len()
        {
            let (name, here, all) = (part.name, part.lines.len(), of_part.articles);
            faults.push(format!("`{name}` tells of {here} articles, not of {all}: it is cut off"));
        }
        let shard = of_part.and_then(|part| Shard::new(part.index, part.of));
        for line in &part.lines {
            if shard.is_some_and(|shard| !shard.holds(&line.id)) {
                faults.push(format!("`{}` in `{}` is of another shard", line.id, part.name));
            }
            let Some((other, before)) = whole.get(&line.id) else {
                whole.insert(line.id.clone(), (part.name, line.clone()));
                continue;
            };
            if line.build.is_some() && before == line {
                continue;
            }
            doubled += 1;
            if doubled <= NAMED {
                let (id, name) = (&line.id, part.name);
                faults.push(format!("`{id}` is there twice: in `{other}` and in `{name}`"));
            }
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::{Part, merge};
    use crate::digest::Digest;
    use crate::manifest::{Line, head, text};
    use crate::shard::Shard;

    const IDS: [&str; 6] = ["a.md", "b.md", "c.md", "tin/a.md", "tin/b.md", "tin/c.md"];

    fn line(id: &str) -> Line {
        Line {
            id: id.to_owned(),
            status: "built".to_owned(),
            input: Some(Digest::of(id.as_bytes())),
            settings: Digest::of(b""),
            needs: Vec::new(),
            pages: Some(1),
            outputs: Vec::new(),
            diagnostics: Vec::new(),
            build: None,
        }
    }

    fn manifest(shard: Option<Shard>, ids: &[&str]) -> String {
        let held: Vec<&str> =
            ids.iter().copied().filter(|id| shard.is_none_or(|shard| shard.holds(id))).collect();
        let mut all = text(&head(ids, shard.map(|shard| (shard, held.len())))) + "\n";
        for id in held {
            all += &(text(&line(id)) + "\n");
        }
        all
    }

    fn merged(parts: &[String]) -> Result<String, Vec<String>> {
        let parts: Vec<Part<'_>> =
            parts.iter().map(|text| Part { name: "m", bytes: text.as_bytes() }).collect();
        merge(&parts)
    }

    fn shards(of: u32) -> Vec<String> {
        (1..=of).map(|at| manifest(Shard::new(at, of), &IDS)).collect()
    }

    fn fault(parts: &[String]) -> String {
        merged(parts).expect_err("they make no whole").join("\n")
    }

    #[test]
    fn shards_in_any_order_make_the_manifest_of_one_run() {
        let mut parts = shards(3);
        parts.reverse();
        assert_eq!(merged(&parts), Ok(manifest(None, &IDS)));
        assert_eq!(merged(&[manifest(None, &IDS)]), Ok(manifest(None, &IDS)));
    }

    #[test]
    fn what_is_missing_or_doubled_is_named() {
        let parts = shards(3);
        assert!(fault(&parts[..2]).contains("shards are missing: 3/3"));
        let twice = [&parts[..], &parts[..1]].concat();
        assert!(fault(&twice).contains("the shard 1/3 is there twice"));
        let other = manifest(Shard::new(3, 3), &IDS[..5]);
        let mixed = [&parts[..2], &[other]].concat();
        assert!(fault(&mixed).contains("different sets"));
        let of_two = [&parts[..1], &shards(2)[1..]].concat();
        assert!(fault(&of_two).contains("one of 2"));
        let mut cut = parts.clone();
        let long = cut.iter().position(|part| part.lines().count() > 1).expect("six articles");
        cut[long] = cut[long].lines().take(1).map(|line| format!("{line}\n")).collect();
        assert!(fault(&cut).contains("cut off"));
        let changed = parts[0].replace("\"build\":\"", "\"build\":\"0");
        assert!(fault(&[&[changed][..], &parts[1..]].concat()).contains("different programs"));
        assert!(fault(&[format!("{}x\n", parts[0])]).contains("m:"));
    }

    #[test]
    fn answers_of_workers_make_the_same_manifest() {
        let answer =
            |id: &str| text(&Line { build: Some(super::BUILD.to_owned()), ..line(id) }) + "\n";
        let mut answers: Vec<String> = IDS.iter().rev().map(|id| answer(id)).collect();
        answers.push(answer("b.md"));
        assert_eq!(merged(&[answers.concat()]), Ok(manifest(None, &IDS)));
        answers.push("{\"id\":\"x\",\"status\":\"refused\",\"error\":\"lạ\"}".to_owned());
        assert!(fault(&[answers.concat()]).contains("the request `x` was refused: lạ"));
    }
}
