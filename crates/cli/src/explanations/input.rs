//! What the codes mean that are about what is read and run: files, nesting, configurations.

use super::{Explanation, explain};

/// The codes, in order.
pub(super) const EXPLANATIONS: &[Explanation] = &[
    explain(
        "VB0101",
        "the article cannot be read",
        "The file is missing, a folder, a pipe, or not allowed to be read. vanban reads regular \
         files; what comes through a pipe is read with `-`. Check the name and the folder. Example: `vanban build - --to pdf < bai.md > bai.pdf`.",
    ),
    explain(
        "VB0102",
        "the file is not UTF-8",
        "Articles are text in UTF-8. Files of older Vietnamese programs are often in TCVN3, VNI, \
         VPS, VISCII or Windows-1258; the message names the one that it looks like, and the first \
         byte that is wrong. Open the file in an editor that knows that encoding and save it as \
         UTF-8.",
    ),
    explain(
        "VB0103",
        "the article holds nothing",
        "There is neither text nor a title, so that there would be nothing on the page. Write \
         something below the front matter, or give it a `title`.",
    ),
    explain(
        "VB0104",
        "blocks or marks are nested too deep",
        "Lists, quotations, tables and marks may stand in one another 128 deep; what is deeper is \
         most often a mistake, such as a line of thousands of `>`. Take levels out.",
    ),
    explain(
        "VB0105",
        "a control character was left out",
        "Characters such as U+0000 to U+001F have no look and no format can carry them. They come \
         from copying out of terminals or from damaged files. The rest of the text is as written; \
         delete them in an editor that shows them.",
    ),
    explain(
        "VB0106",
        "a table holds too many cells",
        "A table may hold 262,144 cells; merged cells count as all that they cover. No reader \
         follows such a table, and no word processor opens it in time. Split it into several.",
    ),
    explain(
        "VB0107",
        "merged cells do not fit their table",
        "A cell that reaches over others (`colspan`, `rowspan`) goes beyond the table, or over a cell that holds text. The span is cut where the table ends, and text that it would cover is added to the merged cell, so that nothing is lost. Leave the covered cells empty, or make the span smaller. Example: `| Tổng {colspan=2} | | 5 |`.",
    ),
    explain(
        "VB0110",
        "a configuration file cannot be read",
        "The nearest `vanban.toml` of an article, or the file that `--config` names, is there but \
         cannot be read: no right, no regular file, not UTF-8, or larger than 1 MiB. Nothing is built \
         before it is, for the papers would not be those that were asked for. `--no-config` builds \
         without it.",
    ),
    explain(
        "VB0111",
        "a configuration file is no valid TOML",
        "The place in the message is where TOML stops making sense. Most often a text lacks its \
         quotes, or a key stands twice. Example: `theme = \"report\"`, `to = [\"pdf\", \"docx\"]`, and \
         below `[profile.ci]` what holds with `--profile ci`.",
    ),
    explain(
        "VB0112",
        "a key of a configuration file is unknown",
        "A setting that is not known would be silently without effect, so it is refused; most often \
         it is a slip of the pen. `vanban schema config` describes every key, and editors that know \
         JSON Schema complete them.",
    ),
    explain(
        "VB0113",
        "a value of a configuration file is not right",
        "The value is of the wrong kind, or none of the words that the key takes; the hint names \
         those. Texts stand in quotes, lists in brackets, `true` and `false` bare. Example: \
         `docx-fonts = \"none\"`, `strict = true`, `jobs = 4`.",
    ),
    explain(
        "VB0114",
        "something in a folder is left out",
        "While a folder was searched for articles, a folder below it could not be opened, or a link \
         leads out of the folder that was given, where articles of others may lie. The rest is built. \
         Give the folder or the article by its own name to build it too.",
    ),
    explain(
        "VB0115",
        "vanban made a mistake with an article",
        "Making the article ended in a fault of the program itself; the message names the place in \
         the program. No file of this article was touched, and the others were built. Please report \
         it with the article, or with the part of it that suffices.",
    ),
];
