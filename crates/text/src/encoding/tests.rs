//! Tables, round trips and verdicts.

use super::{Encoding, Verdict, decode, detect, encode, guess};

const TEXT: &str = "Sáng ngày 15 tháng 8, tại thành phố Hồ Chí Minh, các đồng chí lãnh đạo đã \
    đến thăm và làm việc với những người lao động đang thi công tuyến đường. Đây là công trình \
    có ý nghĩa rất lớn đối với sự phát triển kinh tế của cả vùng trong nhiều năm tới.";

const SEED: &str = include_str!("../../tests/fixtures/hoi-nghi.txt");
const PROSE: &str = include_str!("../../tests/fixtures/doan-van.txt");

/// The 134 letters with a mark.
fn letters() -> String {
    let vowels = crate::letter::TONED.into_iter().flatten().filter(|c| !c.is_ascii());
    let small: String = vowels.chain(['đ']).collect();
    small.clone() + &small.to_uppercase()
}

/// The encodings that can be told by their bytes.
fn told() -> impl Iterator<Item = Encoding> {
    Encoding::ALL.into_iter().filter(|e| !matches!(e, Encoding::Viqr | Encoding::Tcvn3Capitals))
}

#[test]
fn tables_are_in_order_and_without_doubles() {
    assert_eq!(letters().chars().count(), 134);
    for encoding in Encoding::ALL {
        assert!(encoding.letters().is_sorted_by(|a, b| a.0 < b.0), "{encoding:?}");
        assert_eq!(Encoding::of(encoding.name()), Some(encoding));
    }
}

#[test]
fn all_letters_come_back_but_those_that_an_encoding_lacks() {
    let text = letters();
    for encoding in Encoding::ALL {
        let written = encode(&text, encoding);
        let back = decode(&written.bytes, encoding);
        let lost: String = written.lost.iter().map(|(_, c)| *c).collect();
        match encoding {
            Encoding::Tcvn3 | Encoding::VietwareF => {
                assert_eq!(back.to_lowercase(), text.to_lowercase(), "{encoding:?}");
                assert_eq!(lost.chars().count(), 60, "{encoding:?}");
                assert!(lost.chars().all(char::is_uppercase));
            }
            Encoding::Tcvn3Capitals => assert_eq!(back, text.to_uppercase()),
            Encoding::Bkhcm1 => {
                let other = text.chars().zip(back.chars()).filter(|(a, b)| a != b).count();
                assert_eq!(other, lost.chars().count(), "{back}");
                assert!(other <= 2, "{lost}");
            }
            _ => assert_eq!((back.as_str(), lost.as_str()), (text.as_str(), ""), "{encoding:?}"),
        }
    }
}

#[test]
fn the_seed_article_comes_back_as_the_tables_say() {
    for encoding in Encoding::ALL {
        let written = encode(SEED, encoding);
        let mut lost: Vec<char> = written.lost.iter().map(|(_, c)| *c).collect();
        lost.sort_unstable();
        lost.dedup();
        let expected: &[char] = match encoding {
            Encoding::Tcvn3 | Encoding::VietwareF => &['Ủ'],
            Encoding::Vps | Encoding::Bkhcm1 => &['…'],
            Encoding::Viscii | Encoding::Isc | Encoding::Viqr => &['\u{A0}', '…'],
            Encoding::Tcvn3Capitals => continue,
            _ => &[],
        };
        assert_eq!(lost, expected, "{encoding:?}");
        if expected.is_empty() {
            assert_eq!(decode(&written.bytes, encoding), SEED, "{encoding:?}");
        }
    }
}

#[test]
fn signs_of_viqr_are_escaped_where_they_are_punctuation() {
    for text in ["cho. tới. Việt Nam? (a) a(b) dd d.d Đđ ai' \\ o+", "hòa (tòa)"] {
        let written = encode(text, Encoding::Viqr);
        assert_eq!(decode(&written.bytes, Encoding::Viqr), text);
    }
    assert_eq!(decode(b"Tie^'ng Vie^.t, DDa?ng", Encoding::Viqr), "Tiếng Việt, Đảng");
    assert_eq!(decode(b"cho.", Encoding::Viqr), "chọ");
}

#[test]
fn tones_of_windows_1258_may_follow_letters_that_carry_a_shape() {
    assert_eq!(decode(b"Vi\xEA\xF2t", Encoding::Windows1258), "Việt");
    assert_eq!(decode(b"a\xEC \xE1", Encoding::Windows1258), "á á");
}

#[test]
fn each_encoding_is_recognised() {
    for encoding in told() {
        for text in [TEXT, SEED] {
            let bytes = encode(text, encoding).bytes;
            match detect(&bytes) {
                Verdict::Certain(found) => assert_eq!(found, encoding),
                Verdict::Ask(found) => assert!(found.contains(&encoding), "{encoding:?} {found:?}"),
                Verdict::No => panic!("{encoding:?}"),
            }
        }
    }
    for name in ["TCVN3", "VNI-Windows", "VPS", "VISCII", "windows-1258"] {
        let encoding = Encoding::of(name).unwrap();
        assert_eq!(guess(&encode(TEXT, encoding).bytes), Some(name));
    }
}

#[test]
fn paragraphs_are_recognised_or_asked_for_and_never_taken_for_another() {
    let paragraphs: Vec<&str> = PROSE
        .lines()
        .chain(SEED.lines())
        .filter(|text| text.chars().any(|c| letters().contains(c)))
        .collect();
    assert!(paragraphs.len() >= 200, "{}", paragraphs.len());
    let (mut certain, mut asked) = (0, 0);
    for text in paragraphs {
        for encoding in told() {
            let bytes = encode(text, encoding).bytes;
            if bytes.is_ascii() || std::str::from_utf8(&bytes).is_ok() {
                continue;
            }
            match detect(&bytes) {
                Verdict::Certain(found) => {
                    assert_eq!(found, encoding, "{text}");
                    certain += 1;
                }
                Verdict::Ask(found) => {
                    assert!(found.contains(&encoding), "{encoding:?} {found:?} {text}");
                    asked += 1;
                }
                Verdict::No => panic!("{encoding:?} {text}"),
            }
        }
    }
    println!("{certain} certain, {asked} asked");
}

#[test]
fn western_languages_are_none_of_them() {
    let french = "Là-bas, à côté du château, l'été dernier, où l'on mangeait des pâtes très \
        salées, les élèves préférés étaient déjà là : « ça ira », répétait le vieux maître \
        déçu, près de la forêt, après avoir été arrêté même à l'hôtel où il était né.";
    let german = "Die größten Städte für schöne Bücher müssen über Nacht fröhlich prüfen, ob \
        die Männer natürlich zurück in die Häuser kämen; dafür wären höhere Gebühren nötig, \
        erklärte der Präsident gegenüber den Schülern während der Übung.";
    let spanish = "El año pasado, el niño español comió más jamón en el corazón de la región, \
        según explicó la policía después de la reunión; también habló de energía, economía \
        y educación, además de la situación del avión y de la canción más pequeña del país.";
    let portuguese = "Não há razão para que a educação e a informação não cheguem às regiões \
        onde já são tão necessárias: três irmãos, um avô e uma avó contam que o pão e a maçã \
        são também lições de atenção, e que amanhã as mães irão à reunião da associação.";
    for text in [french, german, spanish, portuguese] {
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
        assert_eq!(detect(&bytes), Verdict::No, "{text}");
        assert_eq!(guess(&bytes), None, "{text}");
        assert_eq!(detect(text.as_bytes()), Verdict::No);
    }
    assert_eq!(
        detect(b"This is English. It has no marks, of course; don't ask (twice)."),
        Verdict::No
    );
}

#[test]
fn too_little_text_or_none_proves_nothing() {
    assert_eq!(guess(b""), None);
    assert_eq!(guess(b"\x00"), None);
    assert_eq!(guess(&encode("Đảng", Encoding::Tcvn3).bytes), None);
    assert_eq!(guess(b"plain"), None);
    let noise: Vec<u8> =
        (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(guess(&noise), None);
    for encoding in Encoding::ALL {
        let _ = decode(&noise, encoding);
    }
}

#[test]
fn utf_16_is_recognised_with_and_without_its_mark() {
    let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(guess(&big), Some("UTF-16BE"));
    assert_eq!(guess(&little), Some("UTF-16LE"));
    assert_eq!(guess(&[0xFF, 0xFE, 0x41, 0x1E]), Some("UTF-16LE"));
    assert_eq!(guess(&[0xFE, 0xFF, 0x1E, 0x41]), Some("UTF-16BE"));
}
