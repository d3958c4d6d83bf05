//! The measured kinds of slips: how often they are seen, and how often the first repair is right.

use super::{is_certain, rank, repairs};
use crate::syllable::{self, ToneStyle};

#[test]
fn forbidden_spellings_are_repaired_by_rule() {
    for (wrong, right) in [
        ("ưong", "ương"),
        ("truờng", "trường"),
        ("tiêng", "tiêng"),
        ("tiếngg", "tiếng"),
        ("qủa", "quả"),
        ("thúôc", "thuốc"),
        ("tòan", "toàn"),
        ("nghành", "ngành"),
        ("kác", "các"),
        ("cế", "kế"),
        ("gế", "ghế"),
        ("fải", "phải"),
        ("zạy", "dạy"),
        ("ngiệp", "nghiệp"),
        ("Đưòng", "Đường"),
        ("hoạc", "hoạc"),
        ("quyêt", "quyết"),
        ("tièn", "tiền"),
        ("iêu", "yêu"),
    ] {
        let found = repairs(wrong, ToneStyle::Old);
        if wrong == right {
            assert!(found.is_empty(), "{wrong}");
        } else {
            assert_eq!(found.first().map(|r| r.word.as_str()), Some(right), "{wrong}: {found:?}");
        }
    }
}

#[test]
fn what_is_near_to_two_is_not_certain() {
    assert!(is_certain(&repairs("ưong", ToneStyle::Old)));
    assert!(!is_certain(&repairs("nhât", ToneStyle::Old)));
    assert!(repairs("nhât", ToneStyle::Old).len() > 1);
    assert!(repairs("strawberry", ToneStyle::Old).is_empty());
}

/// A fixed sequence of numbers that look random.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
}

const LETTERS: [char; 29] = [
    'a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'ô', 'ơ',
    'p', 'q', 'r', 's', 't', 'u', 'ư', 'v', 'x', 'y',
];

/// Syllables for one kind of slip of five, about as often as they are written.
fn syllables(dice: &mut Dice) -> Vec<Vec<char>> {
    let list: Vec<&str> = include_str!("ranks.txt").split_ascii_whitespace().collect();
    (0..600)
        .map(|_| {
            let most = list.len().min(1 << dice.roll(12));
            list[dice.roll(most)].chars().collect()
        })
        .collect()
}

fn shape_lost(c: char) -> Option<char> {
    let (letter, tone) = crate::letter::untoned(c)?;
    let plain = match letter {
        'ă' | 'â' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        'đ' => 'd',
        _ => return None,
    };
    Some(crate::letter::with_tone(plain, tone))
}

/// The shares, in percent, of slips seen and of first repairs that are right among these.
fn rates(
    kind: &str,
    mut slip: impl FnMut(&[char], &mut Dice) -> Option<String>,
) -> (usize, usize, usize) {
    let mut dice = Dice(20_131_107);
    let (mut made, mut seen, mut right) = (0, 0, 0);
    for word in syllables(&mut dice) {
        let Some(wrong) = slip(&word, &mut dice) else { continue };
        let word: String = word.into_iter().collect();
        if wrong == word {
            continue;
        }
        made += 1;
        if syllable::is_valid(&wrong) {
            continue;
        }
        seen += 1;
        right +=
            usize::from(repairs(&wrong, ToneStyle::Old).first().is_some_and(|r| r.word == word));
    }
    println!(
        "{kind}: {made} made, {seen} seen ({}%), {right} right first ({}%)",
        seen * 100 / made,
        right * 100 / seen.max(1)
    );
    (made, seen * 100 / made, right * 100 / seen.max(1))
}

#[test]
fn random_slips_are_seen_and_repaired_as_often_as_measured() {
    let spell = |letters: Vec<char>| letters.into_iter().collect::<String>();
    let inserted = rates("inserted", |word, dice| {
        let mut word = word.to_vec();
        word.insert(dice.roll(word.len() + 1), LETTERS[dice.roll(LETTERS.len())]);
        Some(spell(word))
    });
    let swapped = rates("swapped", |word, dice| {
        let mut word = word.to_vec();
        let at = dice.roll(word.len().checked_sub(1).filter(|n| *n > 0)?);
        word.swap(at, at + 1);
        Some(spell(word))
    });
    let replaced = rates("replaced", |word, dice| {
        let mut word = word.to_vec();
        let at = dice.roll(word.len());
        word[at] = LETTERS[dice.roll(LETTERS.len())];
        Some(spell(word))
    });
    let shape = rates("shape lost", |word, dice| {
        let shaped: Vec<usize> =
            (0..word.len()).filter(|at| shape_lost(word[*at]).is_some()).collect();
        let at = *shaped.get(dice.roll(shaped.len().max(1)))?;
        let mut word = word.to_vec();
        word[at] = shape_lost(word[at])?;
        Some(spell(word))
    });
    let lost = rates("lost", |word, dice| {
        let mut word = word.to_vec();
        word.remove(dice.roll(word.len()));
        Some(spell(word)).filter(|word| !word.is_empty())
    });
    // What is right first is bound by how many words a slip is near to.
    for ((_, _, right), least) in
        [(inserted, 90), (swapped, 74), (replaced, 33), (shape, 95), (lost, 26)]
    {
        assert!(right >= least, "{right} {least}");
    }
    for ((_, seen, _), least) in
        [(inserted, 94), (swapped, 92), (replaced, 72), (shape, 18), (lost, 33)]
    {
        assert!(seen >= least, "{seen} {least}");
    }
}

/// A slip of every syllable of the list that the rule of a rime undoes.
fn by_rule(from: &str, to: &str) -> (usize, usize, usize) {
    let (mut made, mut first, mut third) = (0, 0, 0);
    for word in include_str!("ranks.txt").split_ascii_whitespace() {
        let Some(parts) = syllable::parse(word) else { continue };
        let Some(tail) = parts.rime.strip_prefix(from) else { continue };
        // The tone stays on its letter, the shape is lost.
        let mut letters: Vec<char> = word.chars().collect();
        let start = letters.len() - parts.rime.chars().count();
        for (at, c) in to.chars().enumerate() {
            let (_, tone) = crate::letter::untoned(letters[start + at]).unwrap();
            letters[start + at] = crate::letter::with_tone(c, tone);
        }
        let wrong: String = letters.into_iter().collect();
        if wrong == word || syllable::is_valid(&wrong) || tail.is_empty() {
            continue;
        }
        made += 1;
        let found = repairs(&wrong, ToneStyle::Old);
        first += usize::from(found.first().is_some_and(|r| r.word == word));
        third += usize::from(found.iter().take(3).any(|r| r.word == word));
    }
    println!("{from} as {to}: {made}, first {first}, in three {third}");
    (made, first, third)
}

#[test]
fn lost_shapes_of_rimes_are_repaired_as_often_as_measured() {
    for (from, to) in [("ươ", "ưo"), ("ươ", "uơ"), ("iê", "ie"), ("yê", "ye")] {
        let (made, first, _) = by_rule(from, to);
        assert_eq!(made, first, "{from} as {to}");
    }
    let (made, first, third) = by_rule("uô", "uo");
    assert!(first * 10 >= made * 7 && third * 100 >= made * 95);
    let (made, first, third) = by_rule("ươ", "uo");
    assert!(first * 100 >= made * 4 && third * 100 >= made * 95);
}

#[test]
fn moved_tones_are_put_back() {
    let (mut made, mut right) = (0, 0);
    for word in include_str!("ranks.txt").split_ascii_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        let Some(at) = letters
            .iter()
            .position(|c| crate::letter::untoned(*c).is_some_and(|(_, tone)| tone as usize > 0))
        else {
            continue;
        };
        let (plain, tone) = crate::letter::untoned(letters[at]).unwrap();
        for other in 0..letters.len() {
            let moved = crate::letter::with_tone(letters[other], tone);
            if other == at || moved == letters[other] {
                continue;
            }
            let mut wrong = letters.clone();
            (wrong[at], wrong[other]) = (plain, moved);
            let wrong: String = wrong.into_iter().collect();
            if syllable::is_valid(&wrong) {
                continue;
            }
            made += 1;
            right += usize::from(repairs(&wrong, ToneStyle::Old)[0].word == word);
        }
    }
    assert!(made > 500, "{made}");
    assert_eq!(right, made);
    assert!(rank("toàn").is_some());
}
