//! What each code of a diagnostic means: what is wrong, why it matters, what to do, an example.
//!
//! A test of the suite reads every code in the sources and asks for its explanation.

/// The explanation of a code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Explanation {
    /// The code.
    pub(crate) code: &'static str,
    /// What is wrong, in one line.
    pub(crate) title: &'static str,
    /// The whole.
    pub(crate) text: &'static str,
}

const fn explain(code: &'static str, title: &'static str, text: &'static str) -> Explanation {
    Explanation { code, title, text }
}

/// Every code, in order.
pub(crate) const EXPLANATIONS: &[Explanation] = &[
    explain(
        "VB0101",
        "the article cannot be read",
        "The file is missing, a folder, a pipe, not allowed to be read, or larger than 32 MiB. \
         vanban reads regular files; what comes through a pipe is read with `-`. Check the name \
         and the folder. Example: `vanban build - --to pdf < bai.md > bai.pdf`.",
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
    explain(
        "VB0201",
        "the front matter is not closed",
        "The first line of the file is `---`, but no later line is: all that follows would be \
         taken for front matter. End it with a line `---`.",
    ),
    explain(
        "VB0202",
        "the front matter is no valid YAML",
        "The place in the message is where YAML stops making sense. Most often a value holds a \
         colon (put it in quotes: `title: \"Hội nghị: ngày đầu\"`), a line is indented with a \
         tab, or a key stands twice. Front matter in TOML (`+++`) is not read.",
    ),
    explain(
        "VB0203",
        "a key of the front matter is unknown",
        "vanban does not know the key and left it out: its value stands nowhere in the papers. \
         The message names the key that may be meant; `vanban schema front-matter` lists them \
         all. Example: `tilte:` for `title:`.",
    ),
    explain(
        "VB0204",
        "a value of the front matter is not of its kind",
        "The value was left out, for it cannot be what its key says: a list where a text is \
         needed, a day that the calendar does not have, a tag such as `vi_VN` for `vi-VN`, a \
         variable of a running head that does not exist. Write the date as 2013-11-07 or \
         07/11/2013.",
    ),
    explain(
        "VB0205",
        "there is no such theme",
        "The front matter asks for a theme that is neither built in (`vanban theme list`) nor a \
         theme file that can be used. Theme files end in `.toml` and lie in the article's folder \
         or below it. The papers look as in the theme `office`, unless the theme was a file: then \
         none is made.",
    ),
    explain(
        "VB0206",
        "the theme has no look for a role",
        "`[text]{.role}` asks for a look that the theme does not have, or for two; the text is printed as the text around it, or as the first says. The hint names the nearest role, or those that there are. A theme file changes them and adds its own: `[span.canh-bao]` with `color`, `fill`, `bold`, `italic`, `small-caps`, `underline`, `strike`, `family`, `size`; the DOCX has a character style for each. Example: `[khẩn]{.accent}`.",
    ),
    explain(
        "VB0301",
        "a picture cannot be found",
        "Names of pictures count from the folder of the article. Check the spelling, the ending \
         and the letter case; spaces in names are written as they are between `<` and `>`. \
         Example: `![Hội nghị](<anh/hội nghị.jpg>)`.",
    ),
    explain(
        "VB0302",
        "a picture's path is not allowed",
        "Pictures are read from the folder of the article and below it only, so that an article \
         from elsewhere cannot show other files of yours. Copy the picture there.",
    ),
    explain(
        "VB0303",
        "a picture cannot be decoded",
        "The file is no JPEG, PNG, GIF, WebP, BMP or SVG, whatever its name says, or it is \
         damaged. Open it in a picture editor and save it anew.",
    ),
    explain(
        "VB0304",
        "a picture is on the network",
        "vanban fetches nothing from the network: the same input must give the same papers \
         tomorrow. The picture's text stands in its place. Save it beside the article and name \
         that file.",
    ),
    explain(
        "VB0305",
        "a picture is too large",
        "A picture file may have 64 MiB, and its size in pixels is limited too: a small file can \
         unfold to gigabytes. At the size of a page, 2500 pixels across are enough for printing. \
         Make it smaller.",
    ),
    explain(
        "VB0350",
        "a width or height of a picture cannot be read",
        "A picture takes a width, a height or both in braces after it: lengths in px (96 an inch), pt, \
         mm, cm, in, or a share in % (of the line for a width, of the page's text for a height). A \
         number alone counts px. One of the two gives the other in proportion, and no picture gets \
         larger than its line and page allow. What is no such length is passed over. Example: \
         `![Sơ đồ](so-do.png){width=60%}`, `{width=8cm height=30mm}`.",
    ),
    explain(
        "VB0401",
        "HTML has no meaning here",
        "Markdown may hold HTML; vanban follows the tags that say something of text (`<sub>`, \
         `<sup>`, `<u>`, `<table>` and others like them). Of tags and attributes that it does not \
         know it keeps the text, or leaves out what is no text, such as scripts. Use Markdown \
         instead.",
    ),
    explain(
        "VB0402",
        "a division is not closed",
        "A line such as `::: {.center}` opens a division that no line `:::` closes, so it is printed as text. Close it with a line of three colons, in the same list item or quotation. Example: three lines, `::: center`, the text, `:::`.",
    ),
    explain(
        "VB0501",
        "a link leads nowhere",
        "The link `#...` names no heading and no anchor of this article. The text of the link is \
         printed without it. Headings are called by their text in small letters without marks, \
         with hyphens between words: `## Kết quả` is `#ket-qua`.",
    ),
    explain(
        "VB0502",
        "a link's scheme is refused",
        "Links lead to `http`, `https`, `mailto`, `tel` and places in the article. Others, such \
         as `javascript:` or `file:`, could harm who opens the paper; their text is printed \
         without the link.",
    ),
    explain(
        "VB0503",
        "a note is never referred to",
        "A footnote is defined (`[^a]: ...`), but nothing in the text marks it (`[^a]`), so that \
         it is printed nowhere. Mark it in the text or delete it.",
    ),
    explain(
        "VB0504",
        "a note refers to itself",
        "A footnote's text marks the same note, directly or through others. The mark that would \
         close the circle is left out. Take one of the marks away.",
    ),
    explain(
        "VB0507",
        "a page break or a table of contents cannot stand there",
        "Pages cannot end inside a cell or a note, and tables of contents stand at the top level of the article or in a landscape part. What cannot stand where it was written is left out. Move it out of the table, the note or the list.",
    ),
    explain(
        "VB0508",
        "a table of contents has nothing to list",
        "The article has no heading, or no numbered figure or table, that the list could name; no list is printed. Write headings, give captions names (`{#fig:x}`), or take the list out.",
    ),
    explain(
        "VB0601",
        "no font has a character",
        "Neither the bundled fonts nor those of `--font-path` can draw the character, such as an \
         ideograph. The PDF shows a box in its place and keeps the character in its text; a word \
         processor may find a font on its machine, and then the line may break elsewhere. Name a \
         font that has it, or a folder of fonts: `--font-path NotoSansCJK.ttc`.",
    ),
    explain(
        "VB0602",
        "something is wider than its room",
        "A word, a line of code or a column is wider than the page lets it be; it is broken \
         inside or sticks out. Shorten it, break the line of code yourself, or give the table \
         fewer columns.",
    ),
    explain(
        "VB0603",
        "a paragraph may break differently elsewhere",
        "Versions of word processors round the widths of characters differently, and in this \
         paragraph that decides where a line ends. vanban usually settles it unseen; here it \
         found no way. The papers are right; if lines must agree in every version, change a word \
         of the paragraph.",
    ),
    explain(
        "VB0604",
        "a font of the font path is not used",
        "The file is damaged, packed for web pages, of a kind that papers cannot carry, or its \
         licence forbids embedding; the message says which. A font that `--font-path` names by \
         itself must be usable; one in a folder is left out. Variable fonts with TrueType outlines \
         are set in their default design; for other cuts give the static fonts of the family.",
    ),
    explain(
        "VB0605",
        "a theme names a family that no font has",
        "`[fonts]` of a theme names a family that is neither bundled, nor of the same widths as a \
         bundled one (Times New Roman, Arial, Courier New), nor among the fonts of `--font-path`: \
         the papers could not break alike. Give its files: `--font-path fonts/`.",
    ),
    explain(
        "VB0606",
        "a family lacks a cut",
        "Text is bold or italic, and the family that it is set in has no such cut among the fonts \
         of `--font-path`. The nearest cut that there is draws it in both papers. Give the file of \
         that cut too, or ignore this for scripts that have no italics.",
    ),
    explain(
        "VB0607",
        "a font may not travel in the DOCX",
        "The licence of the font (`fsType` in its `OS/2` table) allows documents to be read and \
         printed with it, not edited. The PDF carries it; the DOCX only names it, and its lines \
         break alike where the font is installed. Use another font, or `--docx-fonts none`.",
    ),
    explain(
        "VB0608",
        "a font is carried whole",
        "The licence of the font allows no part of it to be embedded, so that each paper carries \
         all of it and is larger. Use another font where that is too much.",
    ),
    explain(
        "VB0701",
        "a theme file is no valid TOML",
        "The place in the message is where TOML stops making sense. Most often a text has no \
         quotation marks (`size = \"14pt\"`), a bracket is not closed, or a key stands twice.",
    ),
    explain(
        "VB0702",
        "a key of a theme file is unknown",
        "vanban does not know the key or the role and left it out; the message names what may be \
         meant. `vanban theme show office` prints every key with what it is. Example: \
         `line-heigth` for `line-height`.",
    ),
    explain(
        "VB0703",
        "a value of a theme file is not right",
        "The value is of the wrong kind or out of its limits; the hint says what may stand there. \
         Lengths have a unit (`\"14pt\"`, `\"10mm\"`, `\"1.2em\"`), colours are `\"#rrggbb\"`, \
         font sizes are multiples of half a point, which is all that a word processor can say.",
    ),
    explain(
        "VB0704",
        "a theme cannot inherit",
        "`inherit` names a built-in theme or a theme file, counted from the folder of the file \
         that says it. There is no such theme, it cannot be used itself, it inherits from itself, \
         or more than eight files inherit from one another.",
    ),
    explain(
        "VB0705",
        "lines are too low for Vietnamese",
        "A capital with two marks, such as Ẵ or Ễ, reaches higher than a Latin one: a line needs \
         1.136 times the font size, else marks are cut by the line above. 14 pt needs 16 pt, \
         office documents have 18. Make `line-height` larger.",
    ),
    explain(
        "VB0706",
        "the page has no room",
        "The margins leave too little room for text, or the running head or foot does not fit its \
         margin: its distance from the paper's edge and its line height together must not be more \
         than the margin, else word processors move the text. Make `page.header` smaller or \
         `page.top` larger.",
    ),
    explain(
        "VB0707",
        "a template names no variable",
        "Between doubled braces stands a name that is no variable, so that the braces are printed \
         as they are. The variables: page, pages, title, subtitle, author, date, date-long, \
         place, source, category, section. Example: `Trang {{page}}/{{pages}}`.",
    ),
    explain(
        "VB0708",
        "a running head or foot is too long",
        "A running head or foot is one line. What does not fit is cut at a word and ends in an \
         ellipsis, in both papers alike. Where the title of a section has no room, neither paper \
         shows any: in the DOCX it is a field, which a word processor would set on two lines, and \
         the text would move. Say less in it: `header:` and `footer:` of the front matter replace \
         the theme's.",
    ),
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

#[cfg(test)]
mod tests {
    use super::EXPLANATIONS;

    #[test]
    fn codes_are_unique_and_in_order() {
        assert!(EXPLANATIONS.windows(2).all(|pair| pair[0].code < pair[1].code));
    }

    #[test]
    fn every_explanation_is_a_paragraph() {
        for each in EXPLANATIONS {
            assert!(each.text.len() > 120 && each.text.ends_with('.'), "{}", each.code);
            assert!(!each.title.ends_with('.'), "{}", each.code);
        }
    }
}
