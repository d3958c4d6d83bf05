//! `vanban init`: a first article and a configuration to begin from.

use std::path::Path;
use std::process::ExitCode;

use crate::config::find::NAME;
use crate::settings::UsageError;
use crate::{files, report};

const ARTICLE: &str = "---
title: Tên bài viết
subtitle: Dòng dưới tít
author: Tên tác giả
date: 2026-01-31
place: Hà Nội
---

Đoạn mở đầu: bài nói về việc gì, ở đâu, khi nào. Sửa tệp này rồi chạy `vanban build .` để có một tệp PDF
để in và một tệp DOCX để gửi, ngắt dòng và ngắt trang như nhau.

# Mục thứ nhất

Chữ *nghiêng*, chữ **đậm**, một [liên kết](https://vi.wikipedia.org) và một chú thích[^1].

1. Việc thứ nhất
2. Việc thứ hai

| Nội dung | Số lượng |
|---|--:|
| Báo cáo | 12 |
| Tờ trình | 5 |

[^1]: Chú thích đứng ở cuối trang.
";

const CONFIG: &str =
    "# Settings of the articles in this folder and below it; `vanban schema config` describes all
# of them, `vanban build --show-settings ARTICLE` tells which hold.

# theme = \"office\"             # of articles whose front matter names none
# to = [\"pdf\", \"docx\"]
# out-dir = \"ra\"               # papers go there, in folders as those of the articles
# exclude = [\"README.md\"]

[profile.ci]                   # with --profile ci
strict = true
";

/// Writes a first article and a configuration into a folder; what is there stays as it is.
///
/// # Errors
///
/// Where they cannot be written.
pub(crate) fn run(folder: &Path) -> Result<ExitCode, UsageError> {
    for (name, text) in [("bai-viet.md", ARTICLE), (NAME, CONFIG)] {
        let path = folder.join(name);
        let written = files::write_new(&path, text).map_err(|error| {
            let message = format!("cannot write `{}`: {error}", path.display());
            UsageError::new(message, "choose another folder")
        })?;
        let did = if written { "wrote" } else { "is there already:" };
        report::result(&format!("{did} {}\n", path.display()));
    }
    Ok(ExitCode::SUCCESS)
}
