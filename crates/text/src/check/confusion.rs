//! Pairs of syllables that are each valid and together no word, though often written for one: our
//! own list, asked by [`super::spelling`]. A pair that can stand by accident carries the
//! neighbours that forbid it.

use std::sync::OnceLock;

use super::{Finding, Page, Rule, Severity};
use crate::letter::{self, Key};
use crate::repair::capitalized;

/// A pair as written and as meant, with the words before and after it that make it right as it
/// is; `only` names the words before it that are asked for instead, if any.
struct Pair {
    wrong: &'static str,
    right: &'static str,
    not_after: &'static [&'static str],
    not_before: &'static [&'static str],
    only_after: &'static [&'static str],
    only_before: &'static [&'static str],
}

const fn pair(wrong: &'static str, right: &'static str) -> Pair {
    Pair { wrong, right, not_after: &[], not_before: &[], only_after: &[], only_before: &[] }
}

const fn unless(
    wrong: &'static str,
    right: &'static str,
    not_after: &'static [&'static str],
    not_before: &'static [&'static str],
) -> Pair {
    Pair { not_after, not_before, ..pair(wrong, right) }
}

#[rustfmt::skip]
static PAIRS: [Pair; 119] = [
    unless("thành thích", "thành tích", &["trở", "hoàn", "chuyển", "biến", "hình", "tạo", "làm"],
        &["ứng", "hợp", "nghi", "thú", "đáng", "nhất", "hơn"]),
    pair("chẩm phẩy", "chấm phẩy"),
    unless("sử lý", "xử lý", &["lịch", "tiền", "dã", "quốc"], &["luận", "thuyết"]),
    unless("sử lí", "xử lí", &["lịch", "tiền", "dã", "quốc"], &["luận", "thuyết"]),
    pair("xuất xắc", "xuất sắc"), pair("suất sắc", "xuất sắc"), pair("xuất xắt", "xuất sắc"),
    unless("giao động", "dao động", &["trâu"], &["vật", "từ", "cơ"]),
    Pair { only_before: &["với", "kinh", "những", "về", "thông", "kiến", "bài", "lại", "cùng",
        "nỗi", "niềm", "tài", "ý", "trải", "khó", "yêu"], ..unless("chia sẽ", "chia sẻ",
        &["phép", "bị", "được", "nếu", "khi", "số"], &[]) },
    pair("thăm quan", "tham quan"),
    pair("tựu chung", "tựu trung"),
    Pair { only_after: &["vô"], ..pair("hình chung", "hình trung") },
    pair("trồng chéo", "chồng chéo"), pair("khúc triết", "khúc chiết"),
    pair("cọ sát", "cọ xát"), pair("bổ xung", "bổ sung"),
    pair("sát nhập", "sáp nhập"), pair("xát nhập", "sáp nhập"),
    unless("đọc giả", "độc giả", &["người", "bạn"], &["định", "vờ", "sử", "thuyết", "mã", "lập"]),
    pair("xử dụng", "sử dụng"), pair("sữ dụng", "sử dụng"), pair("xữ lý", "xử lý"),
    pair("chuẩn đoán", "chẩn đoán"),
    pair("xúi dục", "xúi giục"), pair("dục giã", "giục giã"), pair("dấu diếm", "giấu giếm"),
    pair("lãng mạng", "lãng mạn"), pair("sáng lạng", "xán lạn"), pair("rãnh rỗi", "rảnh rỗi"),
    pair("vẽ vang", "vẻ vang"), pair("suôn sẽ", "suôn sẻ"), pair("suông sẻ", "suôn sẻ"),
    pair("mạnh mẻ", "mạnh mẽ"), pair("mới mẽ", "mới mẻ"), pair("vui vẽ", "vui vẻ"),
    pair("sạch sẻ", "sạch sẽ"), pair("nổ lực", "nỗ lực"), pair("nỗi tiếng", "nổi tiếng"),
    pair("nỗi bật", "nổi bật"), pair("kỹ niệm", "kỷ niệm"), pair("kỷ năng", "kỹ năng"),
    pair("kỷ thuật", "kỹ thuật"), pair("kỷ sư", "kỹ sư"), pair("kỹ luật", "kỷ luật"),
    pair("kỹ nguyên", "kỷ nguyên"), pair("kỹ lục", "kỷ lục"), pair("suy nghỉ", "suy nghĩ"),
    pair("nghĩ ngơi", "nghỉ ngơi"), pair("nghĩ hưu", "nghỉ hưu"), pair("chủ nghỉa", "chủ nghĩa"),
    pair("ý nghỉa", "ý nghĩa"), pair("định nghỉa", "định nghĩa"), pair("đãm bảo", "đảm bảo"),
    pair("bão đảm", "bảo đảm"), pair("bão vệ", "bảo vệ"), pair("dể dàng", "dễ dàng"),
    pair("dể hiểu", "dễ hiểu"), pair("hổ trợ", "hỗ trợ"), pair("hổ tương", "hỗ tương"),
    pair("giử gìn", "giữ gìn"), pair("lưu giử", "lưu giữ"), pair("sữa chữa", "sửa chữa"),
    pair("sửa chửa", "sửa chữa"), pair("sữa đổi", "sửa đổi"), pair("chỉnh sữa", "chỉnh sửa"),
    pair("chử ký", "chữ ký"), pair("bải bỏ", "bãi bỏ"), pair("trãi qua", "trải qua"),
    pair("trãi nghiệm", "trải nghiệm"), pair("giãi quyết", "giải quyết"),
    pair("giãi pháp", "giải pháp"), pair("khã năng", "khả năng"), pair("tranh dành", "tranh giành"),
    pair("dành giật", "giành giật"), pair("trao chuốt", "trau chuốt"),
    pair("trao dồi", "trau dồi"), pair("chao đổi", "trao đổi"), pair("chân trọng", "trân trọng"),
    pair("trân thành", "chân thành"), pair("trú trọng", "chú trọng"),
    pair("câu truyện", "câu chuyện"), pair("trò truyện", "trò chuyện"),
    pair("nói truyện", "nói chuyện"), pair("chuyền thống", "truyền thống"),
    pair("vận truyển", "vận chuyển"), pair("xem sét", "xem xét"), pair("nhận sét", "nhận xét"),
    pair("xản xuất", "sản xuất"), pair("xuy nghĩ", "suy nghĩ"), pair("sai xót", "sai sót"),
    pair("thiếu xót", "thiếu sót"), pair("sâu xắc", "sâu sắc"), pair("xứ mệnh", "sứ mệnh"),
    pair("san sẽ", "san sẻ"), pair("xáng tạo", "sáng tạo"), pair("dử liệu", "dữ liệu"),
    pair("tiếc kiệm", "tiết kiệm"), pair("chi tiếc", "chi tiết"), pair("thực tiển", "thực tiễn"),
    pair("phát triễn", "phát triển"), pair("triễn khai", "triển khai"), pair("diển ra", "diễn ra"),
    pair("hướng dẩn", "hướng dẫn"), pair("dẩn đến", "dẫn đến"), pair("lẩn nhau", "lẫn nhau"),
    pair("mâu thuẩn", "mâu thuẫn"), pair("tiêu chuẫn", "tiêu chuẩn"),
    pair("chuẫn bị", "chuẩn bị"), pair("ảnh hưỡng", "ảnh hưởng"), pair("lảnh đạo", "lãnh đạo"),
    pair("quãng cáo", "quảng cáo"), pair("quản cáo", "quảng cáo"), pair("kiễm tra", "kiểm tra"),
    pair("hiễn thị", "hiển thị"), pair("cãi thiện", "cải thiện"),
    Pair { only_before: &["niềm", "thêm", "nền", "lại", "kiến", "vị", "sức", "lòng", "an"],
        ..pair("cũng cố", "củng cố") },
    pair("củng như", "cũng như"), unless("xác xuất", "xác suất", &["chính"], &["phát"]), pair("hiệu xuất", "hiệu suất"),
];

/// The second syllables of the pairs.
pub(crate) fn seconds() -> impl Iterator<Item = &'static str> {
    PAIRS.iter().filter_map(|pair| pair.wrong.split(' ').nth(1))
}

static INDEX: OnceLock<Vec<(Key, Key, usize)>> = OnceLock::new();

fn index() -> &'static [(Key, Key, usize)] {
    INDEX.get_or_init(|| {
        let mut index = Vec::with_capacity(PAIRS.len());
        for (at, pair) in PAIRS.iter().enumerate() {
            if let Some((first, second)) = pair.wrong.split_once(' ')
                && let (Some(first), Some(second)) = (letter::key(first), letter::key(second))
            {
                index.push((first, second, at));
            }
        }
        index.sort_unstable();
        index
    })
}

/// What the pair that ends at a token was likely meant to be.
pub(super) fn look(page: &Page<'_>, at: usize) -> Option<Finding> {
    let second = page.tokens.get(at)?;
    let first = page.before(at)?;
    let index = index();
    let place = (first.key, second.key);
    let found = index.binary_search_by_key(&place, |(first, second, _)| (*first, *second)).ok()?;
    let pair = &PAIRS[index[found].2];
    // Names and titles are capital in both; and a quotation is not ours to doubt.
    if second.capital || page.is_quoted(first.start) {
        return None;
    }
    let word = |token: Option<&crate::token::Token>| {
        token.map_or_else(String::new, |token| page.shown(token).to_lowercase())
    };
    let before = word(at.checked_sub(1).and_then(|first| page.before(first)));
    let after = word(page.after(at));
    let asked = |list: &[&str], word: &str| list.is_empty() || list.contains(&word);
    if pair.not_after.contains(&before.as_str())
        || pair.not_before.contains(&after.as_str())
        || !asked(pair.only_after, &before)
        || !asked(pair.only_before, &after)
    {
        return None;
    }
    let mut found = page.finding(first.start..second.end, Rule::ConfusedWords, Severity::Warning);
    let right = if first.capital { capitalized(pair.right) } else { pair.right.to_owned() };
    found.values = vec![page.text[first.start..second.end].to_owned(), right.clone()];
    found.repairs = vec![right];
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::PAIRS;
    use crate::syllable::is_valid;

    #[test]
    fn pairs_are_of_valid_syllables_and_listed_once() {
        let mut seen = std::collections::BTreeSet::new();
        for pair in &PAIRS {
            assert!(seen.insert(pair.wrong), "{}", pair.wrong);
            assert_ne!(pair.wrong, pair.right);
            for word in pair.wrong.split(' ').chain(pair.right.split(' ')) {
                assert!(is_valid(word), "{word}");
            }
        }
    }
}
