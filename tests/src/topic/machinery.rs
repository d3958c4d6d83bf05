//! The machinery itself: a test that cannot fail proves nothing.

use vanban_tests::ast::{Block, Document, Piece, PieceKind};
use vanban_tests::expect::{Expected, expected};
use vanban_tests::picture::{Picture, similarity};
use vanban_tests::{compare, outline};

fn words(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for word in text.split(' ') {
        if !pieces.is_empty() {
            pieces.push(PieceKind::Space);
        }
        pieces.push(PieceKind::Text(word.to_owned()));
    }
    pieces.into_iter().map(|kind| Piece { kind, marks: 0, link: None }).collect()
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(words(text))
}

/// `một hai¹`, a table of a head and two rows, `cuối`.
fn article() -> Expected {
    let mut first = words("một hai");
    let note = PieceKind::Note(vec![paragraph("chú thích")]);
    first.push(Piece { kind: note, marks: 0, link: None });
    let row = |text: &str| vec![vec![paragraph(text)]];
    let table = Block::Table {
        columns: vec!["AlignDefault".to_owned()],
        head: vec![row("đầu bảng")],
        body: vec![row("ô một"), row("ô hai")],
    };
    let blocks = vec![Block::Paragraph(first), table, paragraph("Mát-xcơ-va cuối")];
    expected(&Document { blocks, ..Document::default() })
}

fn judge(pages: &[&str]) -> Result<(), String> {
    compare::pages(&article(), &pages.iter().map(|page| (*page).to_owned()).collect::<Vec<_>>())
}

#[test]
fn notes_stand_at_the_end_of_any_page_and_heads_again_on_the_next() {
    assert_eq!(
        judge(&["một hai1\nđầu bảng\nô một\nô hai\nMát-\nxcơ-va cuối\n1 chú thích"]),
        Ok(())
    );
    assert_eq!(
        judge(&["một hai 1\nđầu bảng\nô một\n1chú thích", "đầu bảng\nô hai\nMát-xcơ-va\ncuối\n"]),
        Ok(())
    );
}

#[test]
fn lost_added_and_moved_text_is_found() {
    for pages in [
        ["một1 đầu bảng ô một ô hai Mát-xcơ-va cuối 1 chú thích"],
        ["một hai1 đầu bảng ô một ô một ô hai Mát-xcơ-va cuối 1 chú thích"],
        ["hai một1 đầu bảng ô một ô hai Mát-xcơ-va cuối 1 chú thích"],
        ["một hai1 đầu bảng ô một ô hai Mát-xcơ-va cuối"],
        ["một hai1 đầu bảng ô một ô hai Mát-xcơ-va 1 chú thích"],
    ] {
        assert!(judge(&pages).is_err(), "{pages:?}");
    }
}

#[test]
fn lost_and_added_spaces_are_found() {
    assert!(judge(&["mộthai1 đầu bảng ô một ô hai Mát-xcơ-va cuối 1 chú thích"]).is_err());
    assert!(judge(&["một h ai1 đầu bảng ô một ô hai Mát-xcơ-va cuối 1 chú thích"]).is_err());
    assert!(judge(&["một hai1 đầu bảng ô một ô hai Mát- xcơ-va cuối 1 chú thích"]).is_err());
    assert!(judge(&["một h\nai1 đầu bảng ô một ô hai Mát-xcơ-va cuối 1 chú thích"]).is_err());
}

#[test]
fn a_table_that_goes_on_without_its_head_is_found() {
    let found = judge(&["một hai1\nđầu bảng\nô một\n1 chú thích", "ô hai\nMát-xcơ-va cuối"]);
    assert!(found.is_err_and(|problem| problem.contains("without its head")));
}

#[test]
fn page_numbers_are_required_from_page_two() {
    let pages = |second: &str| ["một".to_owned(), second.to_owned()];
    assert_eq!(compare::without_folios(&pages("2\nhai")), Ok(vec!["một".into(), "hai".into()]));
    assert_eq!(compare::without_folios(&pages("hai\n2\n")), Ok(vec!["một".into(), "hai".into()]));
    assert!(compare::without_folios(&pages("hai")).is_err());
    assert!(compare::without_folios(&pages("3\nhai")).is_err());
}

#[test]
fn outlines_do_not_depend_on_how_runs_are_split() {
    use vanban_tests::ast::STRONG;
    let piece =
        |text: &str, marks| Piece { kind: PieceKind::Text(text.to_owned()), marks, link: None };
    let one = vec![piece("rất quan trọng", STRONG), piece(" là", 0)];
    let other = vec![
        piece("rất ", STRONG),
        piece("quan", STRONG),
        piece(" trọng ", STRONG),
        piece("là", 0),
    ];
    let outline = |pieces: Vec<Piece>| {
        let blocks = vec![Block::Paragraph(pieces)];
        outline::outline(&Document { blocks, ..Document::default() }, outline::Reader::Docx)
    };
    assert_eq!(outline(one.clone()), ["p **rất quan trọng** là"]);
    assert_eq!(outline(one), outline(other));
}

#[test]
fn a_page_that_lacks_a_line_or_stands_a_pixel_lower_looks_different() {
    let side = 200;
    let lines = |first: usize, last: usize| {
        // Upright strokes, in lines sixteen pixels apart.
        let dark = |x: usize, y: usize| {
            x % 5 < 2 && (first..last).contains(&(y / 16)) && (4..12).contains(&(y % 16))
        };
        let at = |at: usize| if dark(at % side, at / side) { 0 } else { 255 };
        (0..side * side).map(at).collect::<Vec<u8>>()
    };
    let picture = |grey: &[u8]| {
        let rgb = grey.iter().flat_map(|grey| [*grey; 3]).collect();
        Picture::new(side, side, rgb)
    };
    let whole = picture(&lines(0, 12));
    assert_eq!(similarity(&whole, &whole), Some(1.0));
    let mut lower = vec![255; side];
    lower.extend_from_slice(&lines(0, 12)[..side * (side - 1)]);
    for other in [picture(&lines(0, 11)), picture(&lower)] {
        let alike = similarity(&whole, &other).expect("they have the same sides");
        assert!(alike < 0.95, "{alike}");
    }
    assert_eq!(similarity(&whole, &Picture::new(10, 10, vec![0; 300])), None);
}
