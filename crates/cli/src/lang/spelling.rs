//! Messages about spelling in Vietnamese.

use super::Catalogue;

/// The messages and hints.
pub(super) const MESSAGES: Catalogue = &[
    ("`{}` is no syllable of Vietnamese", "`{}` không phải là âm tiết tiếng Việt"),
    ("`{}` is several syllables without a space", "`{}` là nhiều âm tiết viết dính nhau"),
    ("`{}` is often written for `{}`", "`{}` hay bị viết nhầm thay cho `{}`"),
    (
        "the tone of `{}` stands otherwise than in the rest",
        "dấu thanh của `{}` đặt khác với phần còn lại của bài",
    ),
    ("the letter `{}` and its marks stand apart", "chữ `{}` và các dấu của nó là các ký tự rời"),
    (
        "`vanban fix` joins the letters and marks of the paragraph",
        "`vanban fix` ghép chữ và dấu của cả đoạn",
    ),
    (
        "`{}` in `{}` only looks like a Vietnamese letter",
        "`{}` trong `{}` chỉ trông giống chữ tiếng Việt",
    ),
    (
        "no rule asks for this no-break space, {}",
        "dấu cách không ngắt ({}) này không theo quy tắc nào",
    ),
    ("a character that is not seen, {}", "ký tự ẩn, {}"),
    ("delete it", "xóa đi"),
    ("write a plain space", "viết dấu cách thường"),
    ("{} spaces in a row lay the line out", "{} dấu cách liền nhau dùng để căn dòng"),
    (
        "no paper keeps them: the front matter's `author` makes a byline, a table columns",
        "bản in không giữ chúng: tên tác giả ghi ở `author` của phần đầu bài, cột thì dùng bảng",
    ),
    ("a space stands before `{}`", "có dấu cách trước `{}`"),
    ("several spaces stand in a row", "nhiều dấu cách liền nhau"),
    ("write one", "viết một dấu cách"),
    ("a straight quotation mark", "dấu ngoặc kép thẳng"),
    (
        "the years `{}` are joined otherwise than the rest",
        "khoảng năm `{}` nối khác với các chỗ còn lại",
    ),
    ("`{}` has the years `{}` here and `{}` before", "`{}` ở đây ghi `{}`, ở trước ghi `{}`"),
    ("one of them may be wrong", "có thể một chỗ sai"),
    (
        "`{}` has other capitals in Nghị định 30/2020/NĐ-CP",
        "`{}` viết hoa khác Nghị định 30/2020/NĐ-CP",
    ),
    ("no calendar has the date `{}`", "không có ngày `{}` trên lịch"),
    (
        "`{}` is not written as the number of a document is",
        "`{}` không đúng cách viết số, ký hiệu văn bản",
    ),
    ("`{}` does not abbreviate the type `{}`", "`{}` không phải là chữ viết tắt của loại `{}`"),
    ("the abbreviation of `{}` is `{}`", "chữ viết tắt của `{}` là `{}`"),
    (
        "`{}` stands alone, as what is left of a picture does",
        "`{}` đứng một mình như dấu vết của một tấm ảnh",
    ),
    (
        "if a picture belongs there, write `![caption](path)`",
        "nếu ở đó có ảnh, viết `![lời chú](đường dẫn)`",
    ),
    ("write `{}`", "viết `{}`"),
    ("if it is right, add it to `words` of `check`", "nếu đúng, thêm vào `words` của `check`"),
    ("did you mean {}?", "có phải là {}?"),
    ("did you mean {} or {}?", "có phải là {} hay {}?"),
    ("no rule of spelling is called `{}`", "không có quy tắc chính tả nào tên là `{}`"),
    ("no rule of spelling is called `{}` ({})", "không có quy tắc chính tả nào tên là `{}` ({})"),
    (
        "the rules are VB1001 to VB1018; `vanban explain` lists them",
        "các quy tắc là VB1001 đến VB1018; `vanban explain` liệt kê chúng",
    ),
    ("`{}` switches no rule of spelling", "`{}` không bật hay tắt quy tắc chính tả nào"),
    (
        "write `off`, `on` or `ignore-next`, then codes: `vanban: off VB1003`",
        "viết `off`, `on` hoặc `ignore-next`, rồi đến mã: `vanban: off VB1003`",
    ),
    ("cannot read the list of words `{}`: {}", "không đọc được danh sách từ `{}`: {}"),
    ("it holds a word a line, `#` before remarks", "mỗi dòng một từ, ghi chú sau dấu `#`"),
    ("{} repairs, {} of {} articles changed", "sửa {} chỗ, đổi {}/{} bài"),
    ("{} repairs, {} of {} articles would change", "sẽ sửa {} chỗ, đổi {}/{} bài"),
    (
        "{} repairs, {} of {} articles changed; {} more are likely: `--unsafe` makes them",
        "sửa {} chỗ, đổi {}/{} bài; còn {} chỗ có lẽ sai: `--unsafe` sửa cả chúng",
    ),
    (
        "{} repairs, {} of {} articles would change; {} more are likely: `--unsafe` makes them",
        "sẽ sửa {} chỗ, đổi {}/{} bài; còn {} chỗ có lẽ sai: `--unsafe` sửa cả chúng",
    ),
];
