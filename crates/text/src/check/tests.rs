//! What is found and what is not, rule by rule, and in the article that the project began from.

use super::{Finding, Kind, Options, Passage, Rule, Severity, Tones, check};

const SEED: &str = include_str!("../../tests/fixtures/hoi-nghi.txt");

fn seed() -> Vec<Passage<'static>> {
    SEED.lines().map(|text| Passage { text, kind: Kind::Body }).collect()
}

fn look(text: &str) -> Vec<Finding> {
    with(text, &Options::default())
}

fn with(text: &str, options: &Options) -> Vec<Finding> {
    check(&[Passage { text, kind: Kind::Body }], options)
}

/// The rules found, with what they were found in and the first repair.
fn found(text: &str) -> Vec<(Rule, &str, String)> {
    let row = |f: Finding| (f.rule, &text[f.span], f.repairs.first().cloned().unwrap_or_default());
    look(text).into_iter().map(row).collect()
}

fn row<'a>(rule: Rule, shown: &'a str, repair: &str) -> (Rule, &'a str, String) {
    (rule, shown, repair.to_owned())
}

#[test]
fn the_seed_article_has_the_flaws_that_rules_can_see_and_no_others() {
    let passages = seed();
    let mut starts = vec![0];
    for passage in &passages {
        starts.push(starts.last().unwrap() + passage.text.chars().count() + 1);
    }
    let rows: Vec<(usize, &str, String)> = check(&passages, &Options::default())
        .into_iter()
        .map(|f| {
            let text = passages[f.passage].text;
            let at = starts[f.passage] + text[..f.span.start].chars().count();
            (at, f.rule.name(), f.repairs.first().cloned().unwrap_or_default())
        })
        .collect();
    let expected = [
        (595, "placeholder", ""),
        (678, "hidden-character", " "),
        (716, "impossible-syllable", "ương"),
        (748, "hidden-character", " "),
        (758, "hidden-character", " "),
        (761, "hidden-character", " "),
        (774, "confused-words", "thành tích"),
        (831, "range-form", "2012 - 2013"),
        (911, "tone-style", "ủy"),
        (921, "tone-style", "ủy"),
        (1077, "tone-style", "ủy"),
        (1087, "tone-style", "ủy"),
        (1336, "space-before-punctuation", ""),
        (1531, "tone-style", "khóa"),
        (1539, "straight-quotes", "“"),
        (1588, "straight-quotes", "”"),
        (2219, "two-periods", ""),
        (2233, "layout-by-spaces", ""),
    ];
    let expected: Vec<_> =
        expected.into_iter().map(|(at, rule, repair)| (at, rule, repair.to_owned())).collect();
    assert_eq!(rows, expected);
}

#[test]
fn words_that_are_no_syllables_are_found_with_their_repair() {
    let rule = Rule::ImpossibleSyllable;
    assert_eq!(found("một nghành học"), [row(rule, "nghành", "ngành")]);
    assert_eq!(found("các qủa Thúôc"), [row(rule, "qủa", "quả"), row(rule, "Thúôc", "Thuốc")]);
    assert!(look("một nghành").iter().all(|f| f.severity == Severity::Error && f.certain));
    assert_eq!(found("nhà nướccủa"), [row(Rule::JoinedSyllables, "nướccủa", "nước của")]);
}

#[test]
fn other_languages_names_and_code_are_left_alone() {
    for text in [
        "café của Beyoncé, cliché và naïve, façade, über, niño",
        "vắcxin, ôxy, ôtô, micrô, Mát-xcơ-va, Đắk Lắk, Krông Nô, TTr, CamelCase",
        "email https://vi.wikipedia.org/wiki/Trưong thư@trưong.vn tệp_trưong.md",
        "ĐƯONG là chữ hoa",
        "Hồng Kông, đc, sđt",
        "24/7, 3,14; 1.234.567 đồng; 15h30",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
    for kind in [Kind::Code, Kind::Link, Kind::Name] {
        assert_eq!(check(&[Passage { text: "ưong  \"a\"", kind }], &Options::default()), []);
    }
    let words = ["Ưong".to_owned()].into();
    assert_eq!(with("ưong", &Options { words, ..Options::default() }), []);
}

#[test]
fn pairs_that_stand_by_accident_are_no_confusion() {
    let rule = Rule::ConfusedWords;
    assert_eq!(found("Sử lý dữ liệu"), [row(rule, "Sử lý", "Xử lý")]);
    assert_eq!(found("vô hình chung"), [row(rule, "hình chung", "hình trung")]);
    assert_eq!(found("chia sẽ với bạn"), [row(rule, "chia sẽ", "chia sẻ")]);
    for text in [
        "lịch sử lý luận",
        "tình hình chung",
        "phép chia sẽ làm tròn",
        "trở thành thích hợp",
        "người đọc giả vờ",
        "chấm phẩy",
        "tính chính xác xuất phát từ",
        "ông nói “sử lý”",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn tones_follow_the_majority_or_the_choice_and_never_in_names() {
    let text = "hòa khóa thủy hoá; Thuỷ, Hoà Bình, “hoá”, quý, già";
    assert_eq!(found(text), [row(Rule::ToneStyle, "hoá", "hóa")]);
    let chosen = |tones| with(text, &Options { tones, ..Options::default() }).len();
    assert_eq!((chosen(Tones::Keep), chosen(Tones::Old), chosen(Tones::New)), (0, 1, 3));
    assert_eq!(found("hòa, hoá"), []);
}

#[test]
fn signs_that_nobody_sees_are_found() {
    let rule = Rule::HiddenCharacter;
    assert_eq!(
        found("có\u{200B} nhiều\u{A0}việc"),
        [row(rule, "\u{200B}", ""), row(rule, "\u{A0}", " ")]
    );
    assert_eq!(found("Điều\u{A0}5 và 25\u{A0}km"), []);
    assert_eq!(found("hai  dấu cách"), [row(Rule::DoubleSpace, "  ", " ")]);
    assert_eq!(
        found("\u{A0}\u{A0} \u{A0}Ly"),
        [row(Rule::LayoutBySpaces, "\u{A0}\u{A0} \u{A0}", "")]
    );
    assert_eq!(found("tie\u{302}\u{301}ng"), [row(Rule::Decomposed, "e\u{302}\u{301}", "ế")]);
    assert_eq!(
        found("Ðảng và ðời, ða"),
        [row(Rule::LookAlike, "Ðảng", "Đảng"), row(Rule::LookAlike, "ðời", "đời")]
    );
    assert_eq!(found("âm /ðə/, α và μm, Москва"), []);
}

#[test]
fn spaces_before_marks_are_found_but_not_in_ratios_and_ends() {
    let rule = Rule::SpaceBeforePunctuation;
    assert_eq!(
        found("đất nước : Tổng kết , hết ."),
        [row(rule, " ", ""), row(rule, " ", ""), row(rule, " ", "")]
    );
    for text in ["tỉ lệ 1 : 2", "hết ./.", "nền .NET", "vui :)", "a ... b"] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn dates_that_no_calendar_has_are_errors() {
    let rule = Rule::NoSuchDate;
    assert_eq!(found("ngày 31 tháng 4 năm 2013"), [row(rule, "31 tháng 4 năm 2013", "")]);
    assert_eq!(found("vào 30/02/2020"), [row(rule, "30/02/2020", "")]);
    assert_eq!(
        found("29/2/2019 và ngày 31/6"),
        [row(rule, "29/2/2019", ""), row(rule, "31/6", "")]
    );
    for text in [
        "29/2/2020",
        "ngày 06 đến 07 tháng 11",
        "02/28/2020",
        "00/00/0000",
        "30/2020/NĐ-CP",
        "tỉ lệ 31/4",
        "lương tháng 13",
        "ngày 29 tháng 02",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn numbers_of_documents_are_read() {
    let rule = Rule::DocumentNumber;
    assert_eq!(found("Số: 12/QĐ–UBND"), [row(rule, "12/QĐ–UBND", "12/QĐ-UBND")]);
    assert_eq!(found("Số: 12/ QĐ-UBND"), [row(rule, "12/ QĐ-UBND", "12/QĐ-UBND")]);
    assert_eq!(found("số 12/qđ-ubnd"), [row(rule, "12/qđ-ubnd", "12/QĐ-UBND")]);
    assert_eq!(found("Quyết định số 15/NQ-HĐND"), [row(Rule::DocumentType, "15/NQ-HĐND", "")]);
    assert_eq!(found("Quyết định số 15/QT-UBND"), [row(Rule::DocumentType, "15/QT-UBND", "")]);
    for text in [
        "Nghị định số 30/2020/NĐ-CP",
        "Hướng dẫn số 36-HD/VPTW",
        "Nghị quyết số 30a/2008/NQ-CP",
        "Luật số 64/2025/QH15",
        "Nghị quyết số 51/2001/QH10",
        "Quyết định số 12/2020/QĐ-TTg",
        "Thông tư liên tịch số 01/2012/TTLT-BTC-BCA",
        "Công văn số 12/SNV-VP",
        "Quyết định số 2164/GD-ĐT",
        "Nghị quyết liên tịch số 01/2008/NQLT-BCA-BTC",
        "số 12 phố Huế",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn capitals_are_asked_of_documents_under_the_decree_only() {
    let decree = Options { decree: true, ..Options::default() };
    let spans = |text: &str| -> Vec<String> {
        with(text, &decree).into_iter().map(|f| text[f.span].to_owned()).collect()
    };
    assert_eq!(spans("tại Thành phố Vũng Tàu, ở Tỉnh Nam Định"), ["Thành phố", "Tỉnh"]);
    assert_eq!(spans("theo Khoản 2 Điều 5 và khoản 3 điều 6"), ["Khoản", "điều"]);
    assert_eq!(spans("tại Thành phố Hồ Chí Minh. Thành phố Huế; Tỉnh ủy Nam Định"), [""; 0]);
    assert_eq!(found("tại Thành phố Vũng Tàu"), []);
}

#[test]
fn ranges_have_one_form_and_terms_one_range() {
    let text = "2011-2015, 2016-2020 và 2021 – 2025";
    assert_eq!(found(text), [row(Rule::RangeForm, "2021 – 2025", "2021-2025")]);
    let text = "phát triển kinh tế giai đoạn 2011 - 2015; phát triển kinh tế giai đoạn 2016 - 2020";
    assert_eq!(found(text), []);
    let text = "đảng bộ tỉnh nhiệm kỳ 2011 - 2015, đảng bộ tỉnh nhiệm kỳ 2010 - 2015";
    assert_eq!(found(text), [row(Rule::TwoPeriods, "2010 - 2015", "")]);
}

#[test]
fn rules_have_names_and_can_be_switched_off() {
    for rule in Rule::ALL {
        assert_eq!(Rule::of(rule.name()), Some(rule));
    }
    let off = [Rule::ImpossibleSyllable].into();
    assert_eq!(with("ưong", &Options { off, ..Options::default() }), []);
}

#[test]
fn odd_text_does_no_harm() {
    for text in [
        "",
        " ",
        "\u{A0}",
        "\"",
        "\"\"\"",
        "\u{301}",
        "ð",
        " .",
        "số /",
        "ngày 5 tháng",
        "-",
        "” “",
    ] {
        look(text);
    }
}

#[test]
fn parts_of_words_and_words_among_others_are_left_alone() {
    for text in [
        "Trư\u{AD}ờng hợp này",
        "phê duyệt nhà thầu lậ...",
        "khẩn cấ…",
        "Zhè cì shībài gěi tā",
        "lái tuán jù, yì qǐ guò nián",
    ] {
        let slips = look(text).into_iter().filter(|f| f.rule == Rule::ImpossibleSyllable);
        assert_eq!(slips.count(), 0, "{text}");
    }
}
