//! What the codes mean that are about papers: writing them, formulas, standards of PDF, the press.

use super::{Explanation, explain};

/// The codes, in order.
pub(super) const EXPLANATIONS: &[Explanation] = &[
    explain(
        "VB0801",
        "a file cannot be written",
        "The paper was made, but the operating system refused to write it: no right, no room, or \
         a folder of that name; the message says which. The older paper is as it was. Check the \
         folder, or choose another with `--out-dir`. On Windows, a file that is open in a word \
         processor cannot be replaced: close it there.",
    ),
    explain(
        "VB0802",
        "a paper cannot be made",
        "The paper would break a limit of its format, or vanban made a mistake that it found \
         itself before writing; no file was touched. If the article is an ordinary one, report it \
         with the article: this is a fault of vanban.",
    ),
    explain(
        "VB0803",
        "the papers cannot be compared",
        "`vanban verify` lays the DOCX out with LibreOffice, and LibreOffice is not there or did \
         not make a PDF of it. Install LibreOffice Writer, or name its program with `--soffice`.",
    ),
    explain(
        "VB0901",
        "a formula is printed as its source",
        "The LaTeX between dollar signs cannot be read: a brace is open, a command is unknown, or an \
         environment is missing. The source is printed as code, so nothing is lost. Check the \
         spelling; macros of packages and `\\newcommand` are not known. A price is no formula: \
         write `5\\$`.",
    ),
    explain(
        "VB0902",
        "a part of a formula is left out",
        "The formula is printed, but something in it has no place in both papers: a colour, a size, \
         the lines in an array, which only the PDF has. Take it out, or write the formula without it.",
    ),
    explain(
        "VB0910",
        "a picture has no alternative text",
        "Who cannot see a picture is told its alternative text; without one the PDF cannot follow \
         PDF/UA-1 (ISO 14289-1 §7.3), and says so. Write what the picture shows: \
         `![Hội trường nhìn từ cửa](a.png)`, or `{alt=\"…\"}` after the picture where its caption \
         says something else.",
    ),
    explain(
        "VB0911",
        "the article has no title",
        "A reader's window and a list of files show the title, and PDF/UA-1 asks for one (ISO \
         14289-1 §7.1). Without one the PDF is called \"Văn bản\". Write `title: …` in the front \
         matter, or begin with a heading.",
    ),
    explain(
        "VB0912",
        "a table has no header row",
        "A screen reader says the header of the column with each cell; PDF/UA-1 wants tables to \
         have headers (ISO 14289-1 §7.5). Write words in the first row of a table in Markdown, \
         `<th>` or `<thead>` in HTML. A table that only puts words side by side is better written \
         as paragraphs.",
    ),
    explain(
        "VB0913",
        "a heading skips a level",
        "Below a heading of level 1 stands one of level 3: who walks through the headings by ear \
         misses the one between (ISO 14289-1 §7.4.2). In the PDF's structure the heading counts as \
         the next level, so that the file conforms; what is printed is as written. Use the next \
         level, or write the heading that is missing.",
    ),
    explain(
        "VB0914",
        "a language is none",
        "The language of a span is a tag of BCP 47: `en`, `fr-CA`, `zh-Hant`. What stands there is \
         no such tag, so the PDF says nothing of the span's language, and it is read as the rest \
         (ISO 14289-1 §7.2). Example: `[workshop]{lang=en}`.",
    ),
    explain(
        "VB0915",
        "the article has no date",
        "A PDF for a press (PDF/X-4, ISO 15930-7) says when it was made, and vanban takes no date from \
         a clock: the same article gives the same file. Without one the PDF does not say that it is \
         PDF/X-4. Write `date: 2024-11-27` in the front matter.",
    ),
    explain(
        "VB0916",
        "links are left out of a PDF for a press",
        "PDF/X-4 has nothing that can be clicked where it is printed (ISO 15930-7). The words of the \
         links are printed as everywhere; where they lead is not in the PDF. Who reads on paper needs \
         the address in words. Build a second PDF, without `x-4`, for the screen.",
    ),
    explain(
        "VB0917",
        "a text is too long for an archive",
        "PDF/A-2 and PDF/A-3 have no text of more than 32,767 bytes (ISO 19005-2 §6.1.13); this address, \
         formula or alternative text is longer. All of it is written, but the PDF does not say that it \
         is PDF/A. An address that holds a whole file (`data:…`) is better a link to the file; an \
         alternative text of pages is better a part of the article. PDF/A-4 (`--pdf-standard a-4`) has \
         no such bound.",
    ),
    explain(
        "VB0918",
        "a character is of private use",
        "The character has no meaning of its own in Unicode: it is whatever one font draws in its \
         place, an icon or a bullet of an old word processor. It cannot be searched, copied or read \
         aloud, and a PDF with it is PDF/A of level U, not A (ISO 19005-2 §6.2.11.7.3). Write a \
         character that Unicode knows, such as `•`, `→` or `✓`, or a picture.",
    ),
    explain(
        "VB0930",
        "a PDF cannot be imposed",
        "`vanban impose` puts the pages of a finished PDF on sheets. The file is locked with a \
         password, broken, or too large, or gaps and margins leave no room on the sheet. A broken \
         file can often be repaired with `qpdf IN.pdf OUT.pdf`; a locked one only by its owner.",
    ),
    explain(
        "VB0931",
        "pages are asked for that are not there",
        "`--pages` names pages that the article does not have. Those that are there are written; \
         where none is, no paper is. Pages are counted from 1, as the papers number them, and a \
         range without an end, such as `8-`, goes to the last.",
    ),
];
