//! What the codes mean that are about how much an article may take.

use super::{Explanation, explain};

/// The codes, in order.
pub(super) const EXPLANATIONS: &[Explanation] = &[
    explain(
        "VB0130",
        "an article took too long",
        "An article may take 60 seconds, many times what a book of a thousand pages needs. Its older \
         papers are as they were, and the others are built. `--time-limit 5m` gives more time, \
         `--time-limit none` any. With `--isolate` its process is ended at once; without, its thread \
         stops before its next stage, and with the run at the latest.",
    ),
    explain(
        "VB0131",
        "an article took too much memory",
        "With `--isolate` or `--memory-limit SIZE` each article is made in a process of its own, which \
         may take that much memory (1 GiB if nothing is said). This one asked for more and was ended; \
         its older papers are as they were, and the others are built. Give it more, or make its \
         pictures and tables smaller.",
    ),
    explain(
        "VB0132",
        "an article has too many pages",
        "A paper may have 20,000 pages: no reader opens more in time, and it is most often a mistake, \
         such as data taken for text. Split the article, or allow more with `--max-pages N` or \
         `max-pages` in vanban.toml.",
    ),
    explain(
        "VB0133",
        "a paper is larger than the limit",
        "A paper may take 2 GiB; the ZIP of a DOCX and the places in a PDF end not far above. Nothing \
         of it was written, and the older paper is as it was. Make its pictures smaller, or allow more \
         with `--max-output SIZE` or `max-output` in vanban.toml.",
    ),
    explain(
        "VB0134",
        "an article has too many headings or notes",
        "An article may have 100,000 headings and as many notes. Outlines, tables of contents and the \
         lists of word processors do not follow more; it is most often a mistake, such as a file of \
         numbers whose lines begin with `#`. Split the article.",
    ),
    explain(
        "VB0135",
        "the article is larger than the limit",
        "An article may have 32 MiB, some twenty thousand pages of text. It is measured before it is \
         read. Split the article, or allow more with `--max-input SIZE` or `max-input` in vanban.toml; \
         the time and memory that it takes grow as its size does.",
    ),
    explain(
        "VB0136",
        "a character turns the direction of the text",
        "U+202D and U+202E make what follows them run from left to right or from right to left, whatever \
         it is, up to U+202C. Text reads then otherwise than it is written: it is copied in by mistake, or \
         to make a name or a number look like another. Papers carry it as it stands; delete it in an \
         editor that shows such characters.",
    ),
];
