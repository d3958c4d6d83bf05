//! What the codes mean that are about how articles look: fonts, themes, room.

use super::{Explanation, explain};

/// The codes, in order.
pub(super) const EXPLANATIONS: &[Explanation] = &[
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
];
