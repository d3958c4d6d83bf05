//! How long the sample article takes in process, whole and stage by stage; and how many pages a second
//! each stage makes of its text told again and again over 1,000 pages.
//!
//! `cargo bench -p vanban-tests`; the whole process is timed from outside, as the README tells.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use vanban_article::{Images, Source, image, parse};
use vanban_docx::{DocxOptions, write_docx};
use vanban_fonts::FontLibrary;
use vanban_layout::typeset;
use vanban_pdf::{PdfOptions, write_pdf};
use vanban_theme::Theme;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TEXT: &str = include_str!("../../samples/hoi-nghi-van-phong.md");
const PICTURE: &[u8] = include_bytes!("../../samples/hoi-nghi-van-phong.png");

fn images() -> Images {
    let picture = image::load(PICTURE.into(), &[]).expect("the sample's picture is sound");
    Images { entries: vec![Some(Arc::new(picture))] }
}

fn sample(criterion: &mut Criterion) {
    let source = Source::new("hoi-nghi-van-phong.md", TEXT);
    let theme = Theme::named("office").expect("the office theme is built in");
    let fonts = FontLibrary::bundled();
    let pictures = images();
    let article = parse(&source).article;
    let set = typeset(&article, &theme, fonts, &pictures);
    let pdf = PdfOptions::default();
    let docx = DocxOptions::default();

    let mut group = criterion.benchmark_group("sample");
    group.bench_function("parse", |b| b.iter(|| parse(black_box(&source))));
    group.bench_function("picture", |b| b.iter(images));
    group.bench_function("typeset", |b| {
        b.iter(|| typeset(black_box(&article), &theme, fonts, &pictures));
    });
    group.bench_function("pdf", |b| {
        b.iter(|| write_pdf(black_box(&set.layout), fonts, &pictures, &pdf));
    });
    group.bench_function("docx", |b| {
        b.iter(|| write_docx(black_box(&article), &theme, fonts, &pictures, &set.hints, &docx));
    });
    group.bench_function("both papers", |b| {
        b.iter(|| {
            let article = parse(black_box(&source)).article;
            let pictures = images();
            let set = typeset(&article, &theme, fonts, &pictures);
            let pdf = write_pdf(&set.layout, fonts, &pictures, &pdf);
            let docx = write_docx(&article, &theme, fonts, &pictures, &set.hints, &docx);
            (pdf, docx)
        });
    });
    group.finish();
}

/// The pages of the long article, roughly.
const PAGES: usize = 1000;

fn thousand_pages(criterion: &mut Criterion) {
    let theme = Theme::named("office").expect("the office theme is built in");
    let fonts = FontLibrary::bundled();
    let pictures = images();
    let (front, body) = TEXT[3..].split_once("---").expect("the sample has front matter");
    let text = |copies: usize| format!("---{front}---{}", body.repeat(copies));
    let pages = |text: String| {
        let article = parse(&Source::new("bai.md", text)).article;
        typeset(&article, &theme, fonts, &pictures).layout.pages.len()
    };
    let copies = PAGES * 10 / pages(text(10)).max(1);
    let source = Source::new("bai.md", text(copies));
    let article = parse(&source).article;
    let set = typeset(&article, &theme, fonts, &pictures);
    let (pdf, docx) = (PdfOptions::default(), DocxOptions::default());

    let mut group = criterion.benchmark_group("1,000 pages");
    group.sample_size(10).throughput(Throughput::Elements(set.layout.pages.len() as u64));
    group.bench_function("parse", |b| b.iter(|| parse(black_box(&source))));
    group.bench_function("typeset", |b| {
        b.iter(|| typeset(black_box(&article), &theme, fonts, &pictures));
    });
    group.bench_function("pdf", |b| {
        b.iter(|| write_pdf(black_box(&set.layout), fonts, &pictures, &pdf));
    });
    group.bench_function("docx", |b| {
        b.iter(|| write_docx(black_box(&article), &theme, fonts, &pictures, &set.hints, &docx));
    });
    for compression in [1, 4, 9] {
        let pdf = PdfOptions { compression, ..pdf.clone() };
        group.bench_function(format!("pdf, compression {compression}"), |b| {
            b.iter(|| write_pdf(black_box(&set.layout), fonts, &pictures, &pdf));
        });
    }
    group.finish();
}

criterion_group!(benches, sample, thousand_pages);
criterion_main!(benches);
