//! Tables of contents name the same pages in the PDF, in the DOCX, and after a word processor has made
//! them anew.

use std::fmt::Write as _;
use std::path::Path;

use vanban_tests::oracle::libreoffice;
use vanban_tests::tool::{Tool, present};
use vanban_tests::{place, runner, tool};

#[test]
fn a_long_reports_contents_stay_right_when_libreoffice_updates_them() {
    if !present(&[Tool::LibreOffice, Tool::Poppler]) {
        return;
    }
    let folder = place::emptied("contents-updated");
    std::fs::copy(place::tests().join("suite/o-vuong.png"), folder.join("o-vuong.png"))
        .expect("the suite has this picture");
    std::fs::write(folder.join("report.md"), report()).expect("the tests' folder can be written");
    let made = runner::vanban(&folder).args(["report.md"]).run();
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let (ours, pages) = entries(&folder.join("report.pdf"));
    assert!(ours.len() > 200 && pages > 60, "{} entries, {pages} pages", ours.len());
    for (nth, program) in libreoffice::programs().iter().enumerate() {
        let theirs = folder.join(format!("libreoffice-{nth}"));
        std::fs::create_dir(&theirs).expect("the tests' folder can be written");
        let [written, updated] =
            libreoffice::updated(program, &folder.join("report.docx"), &theirs);
        let program = program.display();
        assert_eq!(entries(&written), (ours.clone(), pages), "{program}: as the DOCX is written");
        assert_eq!(entries(&updated), (ours.clone(), pages), "{program}: after an update");
    }
}

/// The ends of the entries, each with its page's number, and how many pages there are.
fn entries(pdf: &Path) -> (Vec<String>, usize) {
    let text = tool::text(tool::with("pdftotext", &["-layout"]).arg(pdf).arg("-"));
    let pages = text.matches('\u{c}').count();
    let led = text.lines().filter_map(|line| line.split_once("...."));
    let entry = |(name, number): (&str, &str)| {
        let plain = |part: &str| part.split_whitespace().collect::<String>().to_lowercase();
        format!("{} {}", plain(name.trim_end_matches('.')), plain(number).trim_start_matches('.'))
    };
    (led.map(entry).collect(), pages)
}

/// A report with headings of three levels, figures and tables.
fn report() -> String {
    let words: Vec<&str> =
        "văn bản quản lý hồ sơ công việc trình ký ban hành theo quy định của cơ quan \
                            tổ chức về công tác lưu trữ và bảo đảm chất lượng phục vụ người dân"
            .split_whitespace()
            .collect();
    let mut state = 7u64;
    let mut draw = move |least: u64, most: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        least + (state >> 33) % (most - least + 1)
    };
    let mut say = move |least: u64, most: u64| {
        let count = draw(least, most);
        let chosen = (0..count).map(|_| words[draw(0, words.len() as u64 - 1) as usize]);
        format!("Nội dung {}", chosen.collect::<Vec<_>>().join(" "))
    };
    let mut text = String::from(
        "---\ntitle: Báo cáo tổng kết\ntheme: report\ntoc: 3\nlof: true\nlot: true\n\
         number-sections: true\nnumber-captions: true\n---\n",
    );
    for _ in 0..8 {
        let _ = writeln!(text, "\n# {}", say(3, 14));
        for section in 0..9 {
            let _ = writeln!(text, "\n## {}\n\n{}.\n\n{}.", say(3, 16), say(60, 150), say(60, 150));
            if section % 2 == 0 {
                let _ = writeln!(text, "\n![{}](o-vuong.png)", say(4, 9));
            }
            if section % 3 == 0 {
                let _ = writeln!(text, "\n| Tên | Việc |\n|---|---|");
                (0..5).for_each(|_| {
                    let _ = writeln!(text, "| {} | {} |", say(2, 5), say(2, 9));
                });
                let _ = writeln!(text, "\n: {}", say(4, 9));
            }
            let _ = writeln!(text, "\n### {}\n\n{}.\n\n{}.", say(3, 9), say(60, 150), say(60, 150));
        }
    }
    text
}
