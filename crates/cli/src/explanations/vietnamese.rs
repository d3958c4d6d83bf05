//! What the codes of spelling mean, in Vietnamese.

/// The title and the text of a code's explanation.
pub(crate) fn of(code: &str) -> Option<(&'static str, &'static str)> {
    EXPLANATIONS.iter().find(|(each, ..)| *each == code).map(|(_, title, text)| (*title, *text))
}

/// Code, title, text; in the order of the codes.
const EXPLANATIONS: [(&str, &str, &str); 19] = [
    (
        "VB1001",
        "một từ không phải là âm tiết",
        "Từ có dấu tiếng Việt nhưng không âm tiết nào viết như vậy: không ghép được từ âm đầu, vần \
         và thanh. Thường là gõ sót phím hoặc đặt dấu nhầm chữ. `vanban fix` sửa khi chỉ có một âm \
         tiết gần đúng. Từ viết đúng, như tên riêng, ghi vào `words`. Ví dụ: `Trung ưong` → `Trung \
         ương`.",
    ),
    (
        "VB1002",
        "các âm tiết viết dính nhau",
        "Từ không phải là âm tiết mà là hai, ba âm tiết thông dụng thiếu dấu cách ở giữa. `vanban \
         fix --unsafe` tách chúng ra; từ mượn vốn viết liền thì ghi vào `words`. Ví dụ: \
         `chínhsách` → `chính sách`.",
    ),
    (
        "VB1003",
        "từ hay bị viết nhầm",
        "Từng âm tiết đều đúng nhưng ghép lại không thành từ, và hay bị viết nhầm cho một từ đọc \
         gần giống. Danh sách ngắn và biết các từ đứng cạnh làm cho cách viết ấy là đúng. `vanban \
         fix --unsafe` viết từ có lẽ đúng. Ví dụ: `thành thích xuất sắc` → `thành tích xuất sắc`.",
    ),
    (
        "VB1004",
        "dấu thanh đặt theo hai kiểu",
        "Ở `oa`, `oe`, `uy` dấu đặt trên chữ thứ nhất (hòa, thủy) hoặc chữ thứ hai (hoà, thuỷ); cả \
         hai đều được, nhưng một văn bản chỉ nên theo một kiểu. Kiểu của đa số được giữ, hoặc \
         `tone-style = \"old\"`, `\"new\"`; `\"keep\"` để nguyên. Tên riêng và lời trích không bao giờ bị \
         sửa.",
    ),
    (
        "VB1005",
        "chữ và dấu là các ký tự rời",
        "Cùng một chữ có thể là một ký tự, hoặc là chữ và các dấu rời (dạng chuẩn C hay D của \
         Unicode). Văn bản từ macOS hay bộ gõ cũ có dấu rời: tìm kiếm không thấy, vài phông vẽ \
         xấu. Bản in vẫn ghép đúng; `vanban fix` ghép trong tệp nguồn, không đổi chữ nào.",
    ),
    (
        "VB1006",
        "một chữ chỉ trông giống chữ tiếng Việt",
        "Trong từ có chữ của bảng chữ cái khác, như ð tiếng Iceland thay cho đ hay а chữ Kirin: \
         nhìn giống nhau nhưng tìm không ra và phần mềm đọc màn hình đọc sai. `vanban fix` viết lại \
         chữ tiếng Việt. Ví dụ: `ðảng` → `đảng`.",
    ),
    (
        "VB1007",
        "ký tự ẩn",
        "Chữ chép từ trang web hay trình soạn thảo mang theo dấu cách không ngắt, dấu cách rộng \
         bằng không, dấu chiều viết, làm dòng ngắt ở chỗ không ai hiểu. vanban tự giữ liền những gì \
         cần liền. `vanban fix` thay bằng dấu cách thường, hoặc xóa.",
    ),
    (
        "VB1008",
        "căn dòng bằng dấu cách",
        "Nhiều dấu cách liền nhau để đẩy chữ sang phải hay chia cột. Bản in gộp lại còn một, và \
         đổi phông thì cũng lệch. Tên tác giả ghi ở `author` của phần đầu bài, cột thì dùng bảng, \
         chữ bên phải dùng `::: {.right}`.",
    ),
    (
        "VB1009",
        "dấu cách trước dấu câu",
        "Tiếng Việt không có dấu cách trước dấu phẩy, dấu chấm, hai chấm, chấm phẩy, chấm hỏi, chấm \
         than; nếu có, dấu câu có thể rơi xuống đầu dòng sau. `vanban fix` xóa nó. Ví dụ: `đất nước \
         :` → `đất nước:`.",
    ),
    (
        "VB1010",
        "nhiều dấu cách liền nhau",
        "Hai ba dấu cách giữa hai từ là gõ thừa; bản in chỉ có một. Nêu ra để tệp nguồn cũng sạch \
         như bản in, và tìm cụm từ thì thấy. `vanban fix` để lại một.",
    ),
    (
        "VB1011",
        "dấu ngoặc kép thẳng",
        "Dấu \" của máy chữ đứng ở chỗ bản in dùng “ và ”. Nêu ra khi các dấu trong đoạn thành cặp, \
         hoặc khi văn bản có dấu cong ở chỗ khác; dấu inch và giây để nguyên. `vanban fix` sửa các \
         dấu thành cặp.",
    ),
    (
        "VB1012",
        "khoảng năm nối theo hai cách",
        "Một văn bản viết cả 2011 - 2015 lẫn 2012-2013. Cách nào cũng dùng được, kể cả gạch ngang \
         2011–2015, nhưng trong một văn bản chỉ nên có một. Cách của đa số được giữ. `vanban fix` \
         sửa các chỗ còn lại.",
    ),
    (
        "VB1013",
        "một nhiệm kỳ có hai khoảng năm",
        "Cùng những từ đứng trước, như `đảng bộ tỉnh nhiệm kỳ`, ở đây đi với một khoảng năm, ở \
         trước đi với khoảng khác có chung năm đầu hoặc năm cuối: 2010 - 2015 và 2011 - 2015. Có \
         thể một chỗ sai; chỉ tác giả biết.",
    ),
    (
        "VB1014",
        "viết hoa khác nghị định",
        "Nghị định 30/2020/NĐ-CP, phụ lục II, viết `thành phố Vũng Tàu`, `khoản 2 Điều 5` như vậy. \
         Nghị định áp dụng cho văn bản hành chính, không cho báo chí: quy tắc chỉ bật khi có \
         `decree: true` ở `check`.",
    ),
    (
        "VB1015",
        "không có ngày này",
        "Lịch không có ngày đó: ngày 31 của tháng 30 ngày, ngày 29 tháng 2 năm thường, tháng 13. \
         Tiếng Việt viết ngày trước tháng. Chỉ tác giả biết ngày định viết. Ví dụ: `ngày \
         31/11/2013`.",
    ),
    (
        "VB1016",
        "số, ký hiệu văn bản viết sai dạng",
        "Số văn bản viết với gạch nối và gạch chéo, không có dấu cách, chữ viết tắt in hoa: \
         `30/2020/NĐ-CP`, `36-HD/VPTW`. Gạch dài, dấu cách hay chữ thường làm người khác không tìm \
         ra văn bản. `vanban fix` sửa chỗ chắc chắn.",
    ),
    (
        "VB1017",
        "chữ viết tắt của loại văn bản khác",
        "Trước số là tên loại văn bản, trong số là chữ viết tắt của loại khác: `Nghị định số \
         30/2020/QĐ-CP`. Một trong hai chỗ sai. Nghị định 30/2020/NĐ-CP, phụ lục III, liệt kê các \
         chữ viết tắt.",
    ),
    (
        "VB1018",
        "một dòng có lẽ thay cho ảnh",
        "Một đoạn chỉ có một từ không đọc được, hay tên một tệp ảnh, như chữ chép từ trang web ở \
         chỗ vốn có ảnh. Nếu ở đó có ảnh, viết `![lời chú](đường dẫn)`; nếu không, xóa dòng đi.",
    ),
    (
        "VB1019",
        "bật tắt một quy tắc không có",
        "`check.off` của cấu hình, `check` của phần đầu bài, hay chú giải như `<!-- vanban: off \
         VB1003 -->` nêu một quy tắc chính tả không có, nên không có gì được bật hay tắt. Quy tắc \
         gọi bằng mã, VB1001 đến VB1018, hoặc bằng tên, như `tone-style`.",
    ),
];

#[cfg(test)]
mod tests {
    use super::EXPLANATIONS;
    use crate::explanations;

    #[test]
    fn every_rule_of_spelling_is_explained() {
        let spelling = explanations::all().filter(|each| each.code.starts_with("VB10"));
        let codes: Vec<_> = spelling.map(|each| each.code).collect();
        assert_eq!(EXPLANATIONS.map(|(code, ..)| code).as_slice(), codes);
        for (code, title, text) in EXPLANATIONS {
            assert!(text.chars().count() > 100 && text.ends_with('.'), "{code}");
            assert!(!title.ends_with('.'), "{code}");
        }
    }
}
