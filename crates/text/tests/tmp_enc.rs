#[test]
fn enc() {
    let s = std::fs::read_to_string("/tmp/enc/cases.txt").unwrap();
    let mut m = std::collections::BTreeMap::new();
    for l in s.lines() {
        let (n, h) = l.split_once('\t').unwrap();
        let b: Vec<u8> = (0..h.len()/2).map(|i| u8::from_str_radix(&h[2*i..2*i+2],16).unwrap()).collect();
        *m.entry((n.to_owned(), vanban_text::encoding::guess(&b))).or_insert(0) += 1;
    }
    for (k,v) in m { println!("{k:?} {v}"); }
}
