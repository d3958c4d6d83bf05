//! What the codes mean that are about documents of other formats.

use super::{Explanation, explain};

/// The codes, in order.
pub(super) const EXPLANATIONS: &[Explanation] = &[
    explain(
        "VB1101",
        "a document cannot be imported",
        "`vanban import` reads plain text, pages of the web, RTF and DOCX, up to 32 MiB (RTF \
         and DOCX 128). The document \
         is of another kind, damaged, or a text whose encoding is not certain: then the hint names \
         what it may be in, and nothing is guessed. Say which with `--from-encoding`. Example: \
         `vanban import cong-van.txt --from-encoding TCVN3`.",
    ),
    explain(
        "VB1102",
        "something of a document is not carried",
        "An article cannot say all that other formats can: films, fields of forms, comments, running \
         heads. What is left out is named with its place in the document, and so is what was taken \
         for something that it may not be, such as the name of a picture. Look at the article at \
         that place, and add by hand what it needs.",
    ),
    explain(
        "VB1103",
        "a picture of a document is not there",
        "The document names a picture, but no file of that name lies beside it or in the folder of \
         `--pictures`; pictures are never fetched from the network. An empty frame stands in its \
         place, so that the article can be built. Put the picture into the article's folder and write \
         its name in place of the frame's.",
    ),
    explain(
        "VB1104",
        "the article of an import is there already",
        "An import never replaces an article, for it may have been worked on since. Name another file \
         with `-o`, or replace the article with `--force`. Pictures are not replaced either: another \
         picture of the same name gets a number.",
    ),
];
