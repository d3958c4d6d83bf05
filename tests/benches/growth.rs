//! How time and memory grow with the article: five kinds of article in three sizes, each twice the
//! one before, stage by stage.
//!
//! `cargo bench -p vanban-tests --bench growth -- [KIND]`. A ratio of 2 is linear. Memory is the most
//! that was held during the stage, what the stages before it left included.
#![allow(clippy::print_stdout, reason = "a benchmark tells what it measured")]
#![allow(clippy::disallowed_methods, reason = "what to measure is an argument")]

use std::fmt::Write as _;
use std::time::Instant;

use peak_alloc::PeakAlloc;
use vanban_article::{Images, Source, parse};
use vanban_docx::{DocxOptions, write_docx};
use vanban_fonts::FontLibrary;
use vanban_layout::typeset;
use vanban_pdf::{PdfOptions, write_pdf};
use vanban_theme::Theme;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const STAGES: [&str; 4] = ["parse", "typeset", "pdf", "docx"];
/// How often each size is measured; the fastest counts.
const ROUNDS: usize = 3;

/// A kind of article: its name, its largest size, and its text at a size.
type Kind = (&'static str, usize, fn(usize) -> String);

const KINDS: [Kind; 5] = [
    ("pages of prose", 500, prose),
    ("rows of a table", 100_000, table),
    ("footnotes", 20_000, notes),
    ("headings", 5_000, headings),
    ("sentences of one paragraph", 10_000, paragraph),
];

/// Seconds and mebibytes of a stage.
type Cost = (f64, f32);

fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    for (name, largest, text) in KINDS {
        if wanted.as_ref().is_some_and(|wanted| !name.contains(wanted.as_str())) {
            continue;
        }
        let sizes = [largest / 4, largest / 2, largest];
        let costs = sizes.map(|size| measure(&text(size)));
        println!("{name:<26} {:>12} {:>22} {:>22}   ratios", sizes[0], sizes[1], sizes[2]);
        for (at, stage) in STAGES.iter().enumerate() {
            print!("  {stage:<14}");
            for cost in &costs {
                print!(" {:>10.3} s {:>6.0} MiB", cost[at].0, cost[at].1);
            }
            let ratio = |first: usize| costs[first + 1][at].0 / costs[first][at].0;
            println!("   {:.2} {:.2}", ratio(0), ratio(1));
        }
    }
}

fn measure(text: &str) -> [Cost; 4] {
    let theme = Theme::named("office").expect("the office theme is built in");
    let fonts = FontLibrary::bundled();
    let images = Images::default();
    let source = Source::new("bai.md", text);
    let mut best = [(f64::INFINITY, 0.0); 4];
    for _ in 0..ROUNDS {
        let (article, parsed) = cost(|| parse(&source).article);
        let (set, typeset) = cost(|| typeset(&article, &theme, fonts, &images));
        let pdf = cost(|| write_pdf(&set.layout, fonts, &images, &PdfOptions::default()));
        pdf.0.expect("the PDF is written");
        let options = DocxOptions::default();
        let docx = cost(|| write_docx(&article, &theme, fonts, &images, &set.hints, &options));
        docx.0.expect("the DOCX is written");
        for (best, cost) in best.iter_mut().zip([parsed, typeset, pdf.1, docx.1]) {
            *best = (best.0.min(cost.0), cost.1.max(best.1));
        }
    }
    best
}

fn cost<T>(stage: impl FnOnce() -> T) -> (T, Cost) {
    ALLOCATOR.reset_peak_usage();
    let start = Instant::now();
    let made = stage();
    let seconds = start.elapsed().as_secs_f64();
    (made, (seconds, ALLOCATOR.peak_usage_as_mb()))
}

/// Sentences of syllables, the same at every run.
struct Words(u64);

impl Words {
    fn next(&mut self, below: u64) -> u64 {
        // Knuth's MMIX constants; the upper bits are the random ones.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn sentence(&mut self, length: u64) -> String {
        const SYLLABLES: [&str; 16] = [
            "hội", "nghị", "được", "tổ", "chức", "nhằm", "đánh", "giá", "kết", "quả", "nhiệm",
            "vụ", "phương", "hướng", "giải", "pháp",
        ];
        let words = (0..length).map(|_| SYLLABLES[self.next(16) as usize]);
        words.collect::<Vec<_>>().join(" ")
    }
}

/// About 400 words a page.
fn prose(pages: usize) -> String {
    let mut words = Words(1);
    let mut text = String::new();
    for _ in 0..pages * 6 {
        for _ in 0..4 {
            let length = 10 + words.next(14);
            let _ = write!(text, "{}. ", words.sentence(length));
        }
        text.push_str("\n\n");
    }
    text
}

fn table(rows: usize) -> String {
    let mut words = Words(2);
    let mut text = "| số | nội dung | ghi chú |\n|---|---|---|\n".to_owned();
    for row in 0..rows {
        let _ = writeln!(text, "| {row} | {} | {} |", words.sentence(3), words.sentence(4));
    }
    text
}

fn notes(count: usize) -> String {
    let mut words = Words(3);
    let mut text = String::new();
    for note in 0..count {
        let end = if note % 4 == 3 { "\n\n" } else { " " };
        let _ = write!(text, "{}[^{note}].{end}", words.sentence(12));
    }
    for note in 0..count {
        let _ = write!(text, "\n[^{note}]: {}.\n", words.sentence(10));
    }
    text
}

fn headings(count: usize) -> String {
    let mut words = Words(4);
    let mut text = String::new();
    for heading in 0..count {
        let level = [1, 2, 3, 3, 2, 3, 3, 3][heading % 8];
        let title = words.sentence(5);
        let _ = write!(text, "{} {title}\n\n{}.\n\n", "#".repeat(level), words.sentence(30));
    }
    text
}

fn paragraph(sentences: usize) -> String {
    let mut words = Words(5);
    (0..sentences).map(|_| words.sentence(20) + ". ").collect()
}
