//! Lines to pieces: a piece is what stands together, a paragraph whose lines were cut at a width, or a
//! line of its own.

use crate::runs::tidy;

/// A piece of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// The line where it begins, from 1.
    pub(super) line: usize,
    /// Its text, in one line.
    pub(super) text: String,
    /// How many columns stand free before it.
    pub(super) indent: usize,
    /// Its lines, where they are to stay as they are.
    pub(super) verse: Vec<String>,
    /// What stands between tabs, where a line has them.
    pub(super) cells: Vec<String>,
    /// Whether a new page begins here, and nothing else.
    pub(super) page: bool,
}

/// A line of the text.
struct Line {
    number: usize,
    text: String,
    indent: usize,
    cells: Vec<String>,
    length: usize,
}

/// The widths at which programs cut lines.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;

/// From this column on text was pushed to the right.
pub(super) const RIGHT: usize = 20;

/// The pieces of a text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut block = Vec::new();
    let mut blocks = 0;
    let widest = text.split(['\n', '\r']).map(|line| line.trim_end().chars().count()).max();
    let width = widest.filter(|width| WIDTHS.contains(width));
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n");
    for (number, raw) in (1..).zip(text.split('\n')) {
        for (part, raw) in raw.split('\u{C}').enumerate() {
            if part > 0 {
                close(&mut block, width, &mut blocks, &mut out);
                out.push(Piece { line: number, page: true, ..Piece::default() });
            }
            let line = line(number, raw);
            if line.text.is_empty() {
                close(&mut block, width, &mut blocks, &mut out);
            } else {
                block.push(line);
            }
        }
    }
    close(&mut block, width, &mut blocks, &mut out);
    if blocks < 2 {
        // Without empty lines nothing says that lines belong together.
        out = out.into_iter().flat_map(loose).collect();
    }
    out
}

fn line(number: usize, raw: &str) -> Line {
    let mut indent = 0;
    for c in raw.chars() {
        match c {
            '\t' => indent += 8,
            '\u{FEFF}' | '\u{200B}' => {}
            c if c.is_whitespace() => indent += 1,
            _ => break,
        }
    }
    let bare =
        raw.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'));
    let cells = if bare.contains('\t') {
        bare.split('\t').map(|cell| single(&tidy(cell))).collect()
    } else {
        Vec::new()
    };
    let text = single(&tidy(bare));
    let length = raw.trim_end().chars().count();
    Line { number, text, indent, cells, length }
}

/// Text with one space where several stand.
fn single(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Ends a block of lines.
fn close(block: &mut Vec<Line>, width: Option<usize>, blocks: &mut usize, out: &mut Vec<Piece>) {
    if block.is_empty() {
        return;
    }
    *blocks += 1;
    let lines = std::mem::take(block);
    let own = lines.iter().map(|line| line.length).max().filter(|own| WIDTHS.contains(own));
    // The width of the whole text says more than that of two lines.
    let width = width.or(own.filter(|_| lines.len() > 2));
    let mut joined = false;
    let mut made: Vec<Piece> = Vec::with_capacity(lines.len());
    let mut last: Option<Line> = None;
    for line in lines {
        if let (Some(before), Some(piece)) = (&last, made.last_mut())
            && goes_on(before, &line, width)
        {
            piece.text.push(' ');
            piece.text.push_str(&line.text);
            joined = true;
        } else {
            made.push(Piece {
                line: line.number,
                text: line.text.clone(),
                indent: line.indent,
                cells: line.cells.clone(),
                ..Piece::default()
            });
        }
        last = Some(line);
    }
    let short = |piece: &Piece| {
        piece.text.chars().count() <= 60 && piece.cells.is_empty() && piece.indent < RIGHT
    };
    let marked = |piece: &Piece| super::marker::marker(&piece.text).is_some();
    if !joined && made.len() > 1 && made.iter().all(short) && !made.iter().any(marked) {
        let verse = made.into_iter().map(|piece| (piece.line, piece.text)).collect::<Vec<_>>();
        let line = verse.first().map_or(0, |(line, _)| *line);
        let text = verse.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ");
        let verse = verse.into_iter().map(|(_, text)| text).collect();
        made = vec![Piece { line, text, verse, ..Piece::default() }];
    }
    out.append(&mut made);
}

/// The lines of a block as pieces of their own.
pub(super) fn loose(piece: Piece) -> Vec<Piece> {
    if piece.verse.is_empty() {
        return vec![piece];
    }
    let lines = (piece.line..).zip(piece.verse);
    lines.map(|(line, text)| Piece { line, text, ..Piece::default() }).collect()
}

/// Whether a line was cut and the next one goes on with it.
fn goes_on(line: &Line, next: &Line, width: Option<usize>) -> bool {
    if !line.cells.is_empty()
        || !next.cells.is_empty()
        || super::marker::marker(&next.text).is_some()
        || next.indent >= RIGHT
        || line.indent >= RIGHT
    {
        return false;
    }
    // The first line of a paragraph stands further in; after a mark the others do.
    let marked = super::marker::marker(&line.text).is_some();
    if next.indent > line.indent + 1 && !marked {
        return false;
    }
    let word = next.text.split(' ').next().unwrap_or_default().chars().count();
    let full = width.is_some_and(|width| line.length + 1 + word > width);
    let open = !line.text.ends_with(['.', '!', '?', ':', ';', '…', '”', '"']);
    let small = next.text.chars().next().is_some_and(char::is_lowercase);
    full || open && small && WIDTHS.contains(&line.length)
}

#[cfg(test)]
mod tests {
    use super::pieces;

    fn texts(text: &str) -> Vec<String> {
        pieces(text).into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn lines_that_were_cut_are_joined_and_others_are_not() {
        let cut = "Hội nghị đã đề ra phương hướng, nhiệm vụ trọng tâm từ nay\nđến hết nhiệm kỳ, \
                   trong đó chú trọng đến việc chuẩn bị và\ntổ chức đại hội.\n\nĐoạn hai.";
        assert_eq!(texts(cut).len(), 2);
        let long = "a".repeat(200);
        assert_eq!(texts(&format!("{long}\n{long}\n{long}")).len(), 3);
    }

    #[test]
    fn a_line_further_in_begins_a_paragraph() {
        let text = "    Hội nghị đã đề ra phương hướng, nhiệm vụ trọng tâm\ntừ nay đến hết nhiệm \
                    kỳ, trong đó chú trọng đến việc\nchuẩn bị đại hội các cấp.\n    Đoạn thứ hai \
                    bắt đầu ở đây, thụt vào bốn dấu cách\nvà đi tiếp ở dòng này.";
        assert_eq!(texts(text).len(), 2);
    }

    #[test]
    fn short_lines_between_empty_ones_are_verse() {
        let text = "Truyện Kiều\n\nTrăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét \
                    nhau.\n\nHết";
        let made = pieces(text);
        assert_eq!(made[1].verse.len(), 2);
        assert_eq!(made[1].line, 3);
    }

    #[test]
    fn tabs_part_cells_and_form_feeds_pages() {
        let made = pieces("Tên\tSố\nBút\t5\n\u{C}\nsau");
        assert_eq!(made[0].cells, ["Tên", "Số"]);
        assert!(made[2].page);
    }

    #[test]
    fn what_stands_far_right_stays_alone() {
        let made = pieces(&format!("một câu.\n\n{}Thùy Ly", "\u{A0}".repeat(140)));
        assert_eq!((made[1].text.as_str(), made[1].indent), ("Thùy Ly", 140));
    }
}
