//! What the codes mean that are about what an article says: front matter, pictures, blocks, links.

use super::{Explanation, explain};

/// The codes, in order.
pub(super) const EXPLANATIONS: &[Explanation] = &[
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
];
