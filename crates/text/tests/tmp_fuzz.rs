use std::io::Write;
#[test]
fn run() {
    let Ok(input) = std::fs::read_to_string("/tmp/lb/input.txt") else { return };
    let t = std::time::Instant::now();
    let mut n = 0usize;
    let mut out = String::new();
    for line in input.split('\u{1E}') {
        let b = vanban_text::opportunities(line);
        n += b.len();
        use std::fmt::Write as _;
        for x in b {
            write!(out, "{x} ").unwrap();
        }
        out.push('\n');
    }
    println!("{} bytes, {n} breaks, {:?}", input.len(), t.elapsed());
    std::fs::File::create("/tmp/lb/ours.txt").unwrap().write_all(out.as_bytes()).unwrap();
}
#[test]
fn bind_corpus() {
    let Ok(input) = std::fs::read_to_string("/tmp/lb/corpus.txt") else { return };
    let t = std::time::Instant::now();
    let mut n = 0;
    for line in input.split('\u{1E}') { n += vanban_text::bind(line).len(); }
    println!("bind {n} {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let mut n = 0;
    for line in input.split('\u{1E}') { n += vanban_text::nfc(line).len(); }
    println!("nfc {n} {:?}", t.elapsed());
    let mut out = String::new();
    let mut marked = 0; let mut bad = std::collections::BTreeMap::new();
    for line in input.split('\u{1E}') {
        for w in line.split(|c: char| !c.is_alphabetic()) {
            if w.is_ascii() || w.chars().count() < 2 { continue }
            marked += 1;
            if !vanban_text::syllable::is_valid(w) { *bad.entry(w.to_lowercase()).or_insert(0) += 1; }
        }
        let b = vanban_text::bind(line);
        if !b.is_empty() {
            let mut from = 0;
            for x in b { let (at, s) = match x { vanban_text::Binding::Space(a) => (a, "_"), vanban_text::Binding::Hyphen(a) => (a, "*") };
                out.push_str(&line[from..at]); out.push_str(s); from = at + usize::from(s == "_"); }
            out.push_str(&line[from..]); out.push('\n');
        }
    }
    std::fs::write("/tmp/lb/bound.txt", out).unwrap();
    println!("marked {marked} invalid {}", bad.values().sum::<usize>());
    let mut v: Vec<_> = bad.into_iter().collect(); v.sort_by_key(|x| std::cmp::Reverse(x.1));
    println!("{:?}", &v[..v.len().min(150)]);
}
