//! Texts and the documents that are made of them.

use super::read;
use crate::model::{Block, MetaValue};
use crate::runs::plain;

const SEED: &str = include_str!("../../../text/tests/fixtures/hoi-nghi.txt");

fn meta<'a>(read: &'a crate::model::Read, key: &str) -> Option<&'a str> {
    read.document.meta.iter().find(|(own, _)| own == key).and_then(|(_, value)| match value {
        MetaValue::Text(text) => Some(text.as_str()),
        _ => None,
    })
}

#[test]
fn the_seed_has_title_lead_picture_caption_and_byline() {
    let read = read(SEED, "bai", &["hncvp.png".to_owned()]);
    assert_eq!(
        meta(&read, "title"),
        Some("Hội nghị toàn quốc công tác văn phòng tỉnh ủy, thành ủy")
    );
    assert!(meta(&read, "lead").is_some_and(|lead| lead.ends_with("trong cả nước.")));
    assert_eq!(meta(&read, "author"), Some("Thùy Ly"));
    let [Block::Figure { caption, .. }, Block::Paragraph(_), Block::Paragraph(last)] =
        read.document.blocks.as_slice()
    else {
        panic!("{:?}", read.document.blocks)
    };
    let caption = plain(caption);
    assert!(caption.starts_with("Đ/c Trần Quốc Vượng") && caption.ends_with("2012-2013"));
    assert!(!caption.contains('\u{A0}'));
    assert!(plain(last).ends_with("2010 - 2015."));
    assert_eq!(read.document.pictures[0].name, "hncvp.png");
    assert_eq!(read.notes, []);
}

#[test]
fn a_picture_named_as_the_text_is_taken_and_told() {
    let read = read(SEED, "hoi-nghi", &["hoi-nghi.png".to_owned(), "khac.png".to_owned()]);
    assert_eq!(read.document.pictures[0].name, "hoi-nghi.png");
    assert_eq!(read.notes[0].place, "line 5");
}

#[test]
fn a_report_keeps_its_paragraphs_headings_and_lists() {
    let text = "BÁO CÁO KẾT QUẢ CÔNG TÁC\n\nI. TÌNH HÌNH\n\nĐoạn một nói về tình hình chung.\n\n\
                1. Kết quả\n\n- Một là\n- Hai là:\n+ hai một\n+ hai hai\n- Ba là\n\n2. Tồn tại\n\n\
                Có tồn tại.\n\nII. PHƯƠNG HƯỚNG\n\na) điểm a;\nb) điểm b;\nđ) điểm lạc.\n\nHết.";
    let read = read(text, "", &[]);
    let shape: Vec<String> = read
        .document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Heading { level, inlines, .. } => format!("{level} {}", plain(inlines)),
            Block::Paragraph(inlines) => plain(inlines),
            Block::List(list) => format!("{} ×{}", list.marker, list.items.len()),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(
        shape,
        [
            "1 I. TÌNH HÌNH",
            "Đoạn một nói về tình hình chung.",
            "2 1. Kết quả",
            "- ×3",
            "2 2. Tồn tại",
            "Có tồn tại.",
            "1 II. PHƯƠNG HƯỚNG",
            "a) ×2",
            "đ) điểm lạc.",
            "Hết."
        ]
    );
    let Some(Block::List(list)) = read.document.blocks.get(3) else { panic!("a list") };
    assert!(
        matches!(list.items[1].blocks.as_slice(), [Block::Paragraph(_), Block::List(inner)] if inner.items.len() == 2)
    );
}

#[test]
fn articles_of_a_law_are_headings_and_their_clauses_lists() {
    let text = "Chương I\nQUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi\n\n1. Khoản một;\n2. Khoản hai.\n\n\
                Điều 2. Đối tượng\n\nLuật này áp dụng với mọi cơ quan.";
    let made = read(text, "", &[]).document.blocks;
    assert!(
        matches!(&made[0], Block::Heading { level: 1, inlines, .. } if plain(inlines) == "Chương I. QUY ĐỊNH CHUNG"),
        "{made:?}"
    );
    assert!(matches!(&made[1], Block::Heading { level: 2, .. }), "{made:?}");
    assert!(matches!(&made[2], Block::List(list) if list.items.len() == 2 && list.marker == "1."));
}

#[test]
fn days_sources_and_several_authors_go_into_the_front_matter() {
    let text = "Khai mạc hội nghị\n\nThứ tư, 06/11/2013 | 10:20\n\nSáng nay hội nghị đã khai mạc tại \
                thành phố Vũng Tàu, với đông đảo đại biểu.\n\nĐoạn hai của bài.\n\nThùy Ly - Minh \
                Anh\n\n(Theo TTXVN)";
    let read = read(text, "", &[]);
    assert_eq!(meta(&read, "date"), Some("2013-11-06"));
    assert_eq!(meta(&read, "source"), Some("TTXVN"));
    assert!(meta(&read, "lead").is_some());
    let author = read.document.meta.iter().find(|(key, _)| key == "author").map(|(_, value)| value);
    let both = MetaValue::List(vec!["Thùy Ly".to_owned(), "Minh Anh".to_owned()]);
    assert_eq!(author, Some(&both));
    assert_eq!(read.document.blocks.len(), 1);
}

#[test]
fn a_list_of_people_is_no_byline_and_a_plain_text_has_no_lead() {
    let text = "Danh sách\n\nDưới đây là danh sách những người có mặt trong buổi họp đầu năm nay.\n\n\
                Nguyễn Văn An\n\nTrần Thị Bình";
    let read = read(text, "", &[]);
    assert_eq!((meta(&read, "author"), meta(&read, "lead")), (None, None));
    assert_eq!(read.document.blocks.len(), 3);
}

#[test]
fn tables_rules_and_pages_are_seen() {
    let text = "Bảng giá\n\nTên\tGiá\nBút\t5\n\n* * *\n\n\u{C}\nHết chương.";
    let made = read(text, "", &[]).document.blocks;
    assert!(matches!(&made[0], Block::Table(table) if table.rows.len() == 2 && table.header == 1));
    assert!(matches!(made[1..], [Block::Rule, Block::PageBreak, Block::Paragraph(_)]), "{made:?}");
}

#[test]
fn any_text_is_read_and_nothing_of_it_is_lost() {
    let mut state: u64 = 7;
    let pieces = [
        "- ",
        "1. ",
        "a) ",
        "I. ",
        "Điều 1. ",
        "\n",
        "\n\n",
        "\t",
        " ",
        "\u{A0}\u{A0}",
        "hncvp",
        "[ảnh]",
        "Thùy Ly",
        "Nguồn: ",
        "06/11/2013",
        "CHƯƠNG I",
        "câu này dài hơn một chút. ",
        "\u{C}",
        "…",
        "é",
    ];
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
        }
        let made = read(&text, "x", &[]);
        assert!(made.document.pictures.len() <= 12, "{text:?}");
    }
}
