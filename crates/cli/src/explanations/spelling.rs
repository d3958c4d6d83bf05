//! What the codes mean that are about spelling.

use super::{Explanation, explain};

/// The codes, in order.
pub(super) const EXPLANATIONS: &[Explanation] = &[
    explain(
        "VB1001",
        "a word is no syllable",
        "Vietnamese marks stand on it, but no syllable is spelt so: no initial, rime and tone make \
         it up. Most often a key was missed or the tone stands on the wrong letter. `vanban fix` \
         writes what was meant where only one syllable is near. A word that is right, such as a \
         name, goes into `words`. Example: `Trung ưong` → `Trung ương`.",
    ),
    explain(
        "VB1002",
        "syllables are written together",
        "The word is no syllable, but two or three common ones without the space between them. \
         `vanban fix --unsafe` parts them; a loan that is written together goes into `words`. \
         Example: `chínhsách` → `chính sách`.",
    ),
    explain(
        "VB1003",
        "a word is often written for another",
        "Both syllables are right and together they are no word, yet they are often written for \
         one that sounds alike. The list is short and knows the neighbours that make the words \
         right after all. `vanban fix --unsafe` writes what was likely meant. Example: `thành \
         thích xuất sắc` → `thành tích xuất sắc`.",
    ),
    explain(
        "VB1004",
        "tones stand in two ways",
        "In `oa`, `oe` and `uy` the tone stands on the first letter (hòa, thủy) or on the second \
         (hoà, thuỷ); both are right, in one document only one of them. Most words decide, or \
         `tone-style = \"old\"`, `\"new\"`; `\"keep\"` leaves all as they are. Names and quotations are \
         never touched.",
    ),
    explain(
        "VB1005",
        "letters and marks stand apart",
        "The same letter can be one character or a letter and marks (Unicode normal form C or D). \
         Text from macOS or old editors has them apart: searching fails and some fonts draw them \
         badly. The papers are composed anyway; `vanban fix` composes the source, which changes no \
         letter of it.",
    ),
    explain(
        "VB1006",
        "a letter only looks Vietnamese",
        "A letter of another alphabet stands in the word, such as ð of Icelandic for đ or a \
         Cyrillic а: it looks alike, but nobody who searches finds the word, and a screen reader \
         spells it. `vanban fix` writes the Vietnamese letter. Example: `ðảng` → `đảng`.",
    ),
    explain(
        "VB1007",
        "a character is not seen",
        "Text copied from web pages and word processors brings no-break spaces, zero-width spaces \
         and marks of direction, which move lines in ways nobody can see. vanban binds what \
         belongs together by itself. `vanban fix` writes plain spaces, or nothing.",
    ),
    explain(
        "VB1008",
        "spaces lay a line out",
        "Several spaces in a row push text to the right or make columns. Papers join them to one, \
         and in another font they would not fit anyway. A byline belongs into `author` of the front \
         matter, columns into a table, text at the right into `::: {.right}`.",
    ),
    explain(
        "VB1009",
        "a space stands before a mark that closes",
        "In Vietnamese no space stands before a comma, a full stop, a colon, a semicolon, a \
         question or exclamation mark; with one, the mark may even begin the next line. `vanban \
         fix` deletes it. Example: `đất nước :` → `đất nước:`.",
    ),
    explain(
        "VB1010",
        "several spaces stand in a row",
        "Two or three spaces between words are a slip; the papers have one. It is told so that the \
         source is as clean as they are, and searching for two words finds them. `vanban fix` \
         leaves one.",
    ),
    explain(
        "VB1011",
        "a quotation mark is straight",
        "A typewriter's mark \" stands where print has “ and ”. It is told where the marks of a \
         paragraph make pairs, or where the document has typographic ones elsewhere; inches and \
         seconds are left alone. `vanban fix` writes those of pairs.",
    ),
    explain(
        "VB1012",
        "ranges of years are joined in two ways",
        "One document writes 2011 - 2015 and 2012-2013. Either is in use, as is the dash of print, \
         2011–2015; in one document only one should be. The form that most of them have is kept. \
         `vanban fix` writes the others so.",
    ),
    explain(
        "VB1013",
        "one term has two periods",
        "The same words before the years, such as `đảng bộ tỉnh nhiệm kỳ`, are followed here by \
         one period and elsewhere by another that begins or ends with the same year: 2010 - 2015 \
         and 2011 - 2015. One may be a slip; only the author can say which.",
    ),
    explain(
        "VB1014",
        "a capital is not that of the decree",
        "Nghị định 30/2020/NĐ-CP, phụ lục II, writes `thành phố Vũng Tàu`, `khoản 2 Điều 5` and \
         the like with small and capital letters as here. It binds documents of the state, not the \
         press: the rule is asked for with `decree: true` of `check`.",
    ),
    explain(
        "VB1015",
        "there is no such date",
        "The day is none of the calendar: the 31st of a month that has 30 days, the 29th of \
         February in a common year, a 13th month. Days stand before months in Vietnamese. Only the \
         author knows the day that was meant. Example: `ngày 31/11/2013`.",
    ),
    explain(
        "VB1016",
        "the number of a document is not written as one",
        "Documents are numbered with hyphens and slashes without spaces, the abbreviations in \
         capitals: `30/2020/NĐ-CP`, `36-HD/VPTW`. A dash, a space or small letters in it keep \
         others from finding the document. `vanban fix` mends what is certain.",
    ),
    explain(
        "VB1017",
        "the abbreviation of a type is another's",
        "Before the number stands the type of the document, and in it an abbreviation that is not \
         of this type: `Nghị định số 30/2020/QĐ-CP`. One of them is wrong. Nghị định \
         30/2020/NĐ-CP, phụ lục III, lists the abbreviations.",
    ),
    explain(
        "VB1018",
        "a line seems to stand for a picture",
        "A paragraph holds nothing but a word that nobody can speak or the name of a picture's \
         file, as text copied from a web page has where a picture stood. If one belongs there, \
         write `![caption](path)`; if not, delete the line.",
    ),
    explain(
        "VB1019",
        "a rule that is switched is unknown",
        "`check.off` of the configuration, `check` of the front matter or a comment such as \
         `<!-- vanban: off VB1003 -->` names a rule of spelling that is none, so nothing is \
         switched. Rules are called by their codes, VB1001 to VB1018, or by their names, such as \
         `tone-style`.",
    ),
];
