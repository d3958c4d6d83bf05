//! How fast plain prose is checked, in bytes: `cargo bench -p vanban-text`.
#![allow(missing_docs, reason = "criterion's macros write functions without")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use vanban_text::check::{Kind, Options, Passage, check};
use vanban_text::token::tokens;

const PROSE: &str = include_str!("../tests/fixtures/doan-van.txt");

/// About a mebibyte of paragraphs.
fn prose() -> Vec<&'static str> {
    PROSE.lines().cycle().take(8000).collect()
}

fn speed(criterion: &mut Criterion) {
    let prose = prose();
    let bytes = prose.iter().map(|text| text.len() as u64).sum();
    let passages: Vec<_> = prose.iter().map(|text| Passage { text, kind: Kind::Body }).collect();
    let options = Options::default();
    let mut group = criterion.benchmark_group("prose");
    group.throughput(Throughput::Bytes(bytes)).sample_size(20);
    group.bench_function("tokens", |bencher| {
        let mut list = Vec::new();
        bencher.iter(|| {
            for text in &prose {
                list.clear();
                tokens(black_box(text), &mut list);
            }
            list.len()
        });
    });
    group.bench_function("check", |bencher| bencher.iter(|| check(black_box(&passages), &options)));
    group.finish();
}

criterion_group!(benches, speed);
criterion_main!(benches);
