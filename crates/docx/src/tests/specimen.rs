//! An article that holds every construct, with Vietnamese text.

use vanban_article::{
    Alignment, BlockKind, Date, Field, Marks, Numerals, ParagraphKind, PictureSize, Span, Target,
};

use super::draft::{Draft, line_break, marked, note_mark, picture, png, text};

fn field<T>(value: T) -> Field<T> {
    Field { value, span: Span::default() }
}

const LONG: &str = "Từ đầu năm đến nay, Ban Tuyên giáo đã phối hợp với các đơn vị trong toàn huyện \
    tổ chức nhiều hội nghị quán triệt, triển khai thực hiện nghị quyết của Đảng, bảo đảm đúng tiến \
    độ, đúng kế hoạch đề ra và đạt được những kết quả quan trọng.";

/// Every construct.
pub(crate) fn everything() -> Draft {
    let mut draft = Draft::default();
    let meta = &mut draft.article.meta;
    meta.title = Some(field("HỘI NGHỊ VĂN PHÒNG CẤP ỦY — “ĐỔI MỚI & SÁNG TẠO”".to_owned()));
    meta.authors = vec![field("Nguyễn Văn Ẵng".to_owned()), field("Trần Thị Ễ".to_owned())];
    meta.date = Date::new(2013, 11, 6).map(field);
    meta.keywords = vec![field("hội nghị".to_owned()), field("văn phòng".to_owned())];
    meta.category = Some(field("Tin tức".to_owned()));
    meta.summary = Some(field("Tóm tắt nội dung hội nghị.".to_owned()));
    title_block(&mut draft);
    let first = draft.heading(1, "I. Tình hình chung");
    runs(&mut draft, first);
    for level in 2..=6 {
        draft.heading(level, &format!("Đề mục cấp {level}"));
        draft.body(&[text(LONG)]);
    }
    quotes(&mut draft);
    lists(&mut draft);
    code(&mut draft);
    draft.leaf(BlockKind::Break, &[]);
    figures(&mut draft);
    tables(&mut draft);
    draft.paragraph(ParagraphKind::Byline, &[text("Nguyễn Văn Ẵng")]);
    draft.paragraph(ParagraphKind::SourceLine, &[text("Nguồn: Báo Lào Cai")]);
    draft.within(
        BlockKind::Table { columns: vec![Alignment::Auto, Alignment::Right], widths: Vec::new() },
        |table| table.row(false, &["Bảng cuối bài", "1.234"]),
    );
    draft.end_body();
    notes(&mut draft);
    draft
}

fn title_block(draft: &mut Draft) {
    let title = "HỘI NGHỊ VĂN PHÒNG CẤP ỦY — “ĐỔI MỚI & SÁNG TẠO”";
    draft.paragraph(ParagraphKind::Title, &[text(title), note_mark(0, false)]);
    draft.paragraph(ParagraphKind::Subtitle, &[text("Phụ đề "), marked("nhấn", Marks::EMPHASIS)]);
    draft.paragraph(
        ParagraphKind::Dateline,
        &[text("Lào Cai, ngày\u{a0}06 tháng\u{a0}11 năm\u{a0}2013")],
    );
    draft.paragraph(ParagraphKind::Lead, &[text(LONG), marked(" Đậm trong sapo.", Marks::STRONG)]);
    draft.paragraph(ParagraphKind::Abstract, &[text("Tóm tắt: "), text(LONG)]);
}

fn runs(draft: &mut Draft, first: vanban_article::AnchorId) {
    let web = draft.link(Target::Url("https://laocai.gov.vn/tin?a=1&b=2".to_owned()), Some("Cổng"));
    let inner = draft.link(Target::Anchor(first), None);
    draft.body(&[
        text(LONG),
        note_mark(1, false),
        text(" Chữ "),
        marked("đậm", Marks::STRONG),
        text(", "),
        marked("nghiêng", Marks::EMPHASIS),
        text(", "),
        marked("cả hai", Marks::STRONG.with(Marks::EMPHASIS)),
        text(", "),
        marked("gạch bỏ", Marks::STRIKE),
        text(", "),
        marked("gạch chân", Marks::UNDERLINE),
        text(", "),
        marked("mã = \"x\"", Marks::CODE),
        text(", "),
        marked("mã đậm", Marks::CODE.with(Marks::STRONG)),
        text(", 10"),
        marked("2", Marks::SUPERSCRIPT),
        text(" H"),
        marked("2", Marks::SUBSCRIPT),
        text("O, "),
        text("liên kết ngoài").in_link(web),
        marked(" có chữ đậm", Marks::STRONG).in_link(web),
        text(" và "),
        text("liên kết trong").in_link(inner),
        text("."),
        line_break(),
        text("Dòng mới sau ngắt dòng; r:id=\"rId99\" là chữ. Nhắc lại"),
        note_mark(1, true),
        text(" và mũi tên → ☐ №."),
    ]);
}

fn quotes(draft: &mut Draft) {
    draft.within(BlockKind::Quote, |quote| {
        quote.body(&[text(LONG)]);
        quote.within(BlockKind::Quote, |inner| {
            inner.body(&[text("Trích trong trích. "), text(LONG)]);
        });
        quote.within(
            BlockKind::List { start: None, tight: true, numerals: Numerals::default() },
            |list| {
                list.item(None, None, |item| {
                    item.body(&[text("Mục trong trích dẫn. "), text(LONG)]);
                });
            },
        );
    });
}

fn lists(draft: &mut Draft) {
    draft.within(
        BlockKind::List { start: None, tight: true, numerals: Numerals::default() },
        |list| {
            list.item(None, None, |item| {
                item.body(&[text("Gạch đầu dòng thứ nhất. "), text(LONG)]);
            });
            list.item(None, None, |item| {
                item.body(&[text("Gạch đầu dòng thứ hai, có danh sách con:")]);
                item.within(
                    BlockKind::List { start: None, tight: true, numerals: Numerals::default() },
                    |inner| {
                        inner.item(None, None, |item| {
                            item.body(&[text("Cấp hai. "), text(LONG)]);
                        });
                        inner.item(None, None, |item| {
                            item.body(&[text("Cấp hai nữa.")]);
                            item.within(
                                BlockKind::List {
                                    start: None,
                                    tight: true,
                                    numerals: Numerals::default(),
                                },
                                |third| {
                                    third.item(None, None, |item| {
                                        item.body(&[text("Cấp ba.")]);
                                    });
                                },
                            );
                        });
                    },
                );
            });
        },
    );
    draft.body(&[text("Đoạn xen giữa.")]);
    draft.within(
        BlockKind::List { start: Some(98), tight: false, numerals: Numerals::default() },
        |list| {
            for number in 98..=100 {
                list.item(Some(number), None, |item| {
                    item.body(&[text(&format!("Mục số {number}. ")), text(LONG)]);
                    item.body(&[text("Đoạn thứ hai của mục. "), text(LONG)]);
                });
            }
        },
    );
    draft.within(
        BlockKind::List { start: Some(1), tight: true, numerals: Numerals::default() },
        |list| {
            for number in 1..=3 {
                list.item(Some(number), None, |item| {
                    item.body(&[text(&format!("Danh sách mới, mục {number}."))]);
                });
            }
        },
    );
    draft.within(
        BlockKind::List { start: None, tight: true, numerals: Numerals::default() },
        |list| {
            list.item(None, Some(true), |item| {
                item.body(&[text("Việc đã xong")]);
            });
            list.item(None, Some(false), |item| {
                item.body(&[text("Việc chưa xong")]);
                item.leaf(
                    BlockKind::Code { language: None },
                    &[text("mã trong mục"), line_break(), text("dòng hai")],
                );
            });
            list.item(None, Some(true), |item| {
                item.heading(3, "Đề mục trong danh sách");
                item.within(BlockKind::Quote, |quote| {
                    quote.body(&[text("Trích trong mục. "), text(LONG)]);
                });
            });
        },
    );
}

fn code(draft: &mut Draft) {
    draft.leaf(
        BlockKind::Code { language: Some("rust".to_owned()) },
        &[
            text("fn main() {"),
            line_break(),
            text("    println!(\"Xin chào\");  // hai  dấu cách"),
            line_break(),
            line_break(),
            text("}"),
        ],
    );
}

fn figures(draft: &mut Draft) {
    let red = draft.picture(Some(png(400, 200, [200, 40, 40])));
    let missing = draft.picture(None);
    let icon = draft.picture(Some(png(24, 24, [40, 40, 200])));
    draft.within(
        BlockKind::Figure {
            picture: red,
            alt: "Hội trường \"lớn\"".to_owned(),
            size: PictureSize::OWN,
        },
        |figure| {
            let words = "Hình 1. Toàn cảnh hội nghị, ảnh ";
            figure.paragraph(
                ParagraphKind::Caption,
                &[text(words), marked("Tư liệu", Marks::EMPHASIS)],
            );
        },
    );
    draft.within(
        BlockKind::Figure {
            picture: missing, alt: "ảnh thiếu".to_owned(), size: PictureSize::OWN
        },
        |_| {},
    );
    draft.body(&[
        text("Trong dòng "),
        picture(icon.0, "biểu tượng"),
        text(" và ảnh thiếu "),
        picture(missing.0, "không có"),
        text(". "),
        text(LONG),
    ]);
}

fn tables(draft: &mut Draft) {
    let columns = vec![Alignment::Auto, Alignment::Left, Alignment::Center, Alignment::Right];
    draft.within(BlockKind::Table { columns: columns.clone(), widths: Vec::new() }, |table| {
        table.row(true, &["STT", "Đơn vị", "Kết quả", "Số tiền"]);
        for row in 1..=30 {
            table.row(
                false,
                &[&row.to_string(), "Huyện Bảo Thắng, tỉnh Lào Cai", "Đạt", "1.234.567"],
            );
        }
    });
    draft.body(&[text("Đoạn ngay sau bảng. "), text(LONG)]);
    draft.within(BlockKind::Table { columns: columns.clone(), widths: Vec::new() }, |table| {
        table.row(true, &["Ẵ", "Ễ", "", "d"]);
        table.row(false, &["a", "b", "c", "d"]);
    });
    draft.within(
        BlockKind::Table { columns: vec![Alignment::Auto; 2], widths: Vec::new() },
        |table| {
            table.row(false, &["Bảng liền kề", "không đầu"]);
        },
    );
    draft.heading(2, "Đề mục sau bảng");
    draft.within(
        BlockKind::List { start: None, tight: false, numerals: Numerals::default() },
        |list| {
            list.item(None, None, |item| {
                item.body(&[text("Mục có bảng:")]);
                item.within(
                    BlockKind::Table { columns: vec![Alignment::Auto; 2], widths: Vec::new() },
                    |table| {
                        table.row(true, &["Trong mục", "Cột hai"]);
                        table.within(BlockKind::Row { header: false }, |row| {
                            row.within(BlockKind::PLAIN_CELL, |cell| {
                                cell.within(
                                    BlockKind::Table {
                                        columns: vec![Alignment::Auto],
                                        widths: Vec::new(),
                                    },
                                    |inner| {
                                        inner.row(false, &["bảng trong ô"]);
                                    },
                                );
                            });
                            row.within(BlockKind::PLAIN_CELL, |cell| {
                                cell.body(&[text("ô có chú thích"), note_mark(2, false)]);
                                cell.within(
                                    BlockKind::List {
                                        start: None,
                                        tight: true,
                                        numerals: Numerals::default(),
                                    },
                                    |list| {
                                        list.item(None, None, |item| {
                                            item.body(&[text("mục trong ô")]);
                                        });
                                    },
                                );
                            });
                        });
                    },
                );
            });
        },
    );
}

fn notes(draft: &mut Draft) {
    let web = draft.link(Target::Url("mailto:a@laocai.gov.vn".to_owned()), None);
    draft.note(|note| {
        note.body(&[text("Chú thích của tít. "), text(LONG)]);
    });
    draft.note(|note| {
        note.body(&[text("Chú thích thứ hai, có "), text("thư").in_link(web), text(".")]);
        note.body(&[text("Đoạn hai của chú thích.")]);
        note.within(
            BlockKind::List { start: None, tight: true, numerals: Numerals::default() },
            |list| {
                list.item(None, None, |item| {
                    item.body(&[text("mục trong chú thích")]);
                });
            },
        );
    });
    draft.note(|note| {
        note.leaf(BlockKind::Code { language: None }, &[text("chú thích là mã")]);
    });
}
