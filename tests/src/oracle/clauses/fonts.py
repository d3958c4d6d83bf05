"""The fonts that are shown: embedded, with the widths, glyphs and text of every code shown.

The programs are read here from their tables (ISO/IEC 14496-22): what they hold is not taken from what
the dictionaries say of them.
"""

import re
import struct

from paper import Array, Dictionary, Name, Stream

UNTOLD = {"\0", "\ufffe", "\ufeff"}


def judge(paper, content):
    for key, font in content.fonts.items():
        one(paper, font, content.codes[key], content.spoken[key])


def one(paper, font, codes, silent):
    base = str(font.get("/BaseFont", ""))
    rule = lambda old, access, holds, text: paper.everywhere(
        f"6.2.11.{old}", f"6.2.10.{old}", f"7.21.{access}", holds, f"{base}: {text}"
    )
    typed = font.get("/Type") == Name.Font and font.get("/Subtype") == Name.Type0 and base != ""
    rule("2", "3.1", typed, "no composite font")
    if not typed:
        return
    rule("3.1", "3.1", font.Encoding == Name("/Identity-H"), f"the encoding {font.Encoding}")
    (inner,) = font.DescendantFonts
    rule("2", "3.1", inner.get("/BaseFont") == font.BaseFont, "two names")
    descriptor = inner.get("/FontDescriptor", Dictionary())
    programs = [key for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor]
    rule("4.1", "4.1", len(programs) == 1, f"{len(programs)} programs are embedded")
    paper.pressed("fonts", len(programs) == 1, f"{base} is not embedded")
    rule("4.2", "4.2", "/CIDSet" not in descriptor, "a set of codes, which may not be whole")
    if len(programs) != 1:
        return
    program = descriptor[programs[0]]
    kind = program.get("/Subtype")
    known = kind in (None, Name.Type1C, Name.CIDFontType0C, Name.OpenType)
    rule("2", "3.1", known, f"a program of the kind {kind}")
    glyphs = gids(inner, codes, rule)
    face = Face(program.read_bytes())
    widths = widths_of(inner)
    for code in sorted(codes):
        glyph = glyphs(code)
        rule("4.1", "4.1", glyph < face.count, f"the glyph of code {code} is missing")
        paper.archived("6.2.11.8", "6.2.10.9", glyph != 0, f"{base}: code {code} has no glyph")
        paper.accessibly("7.21.8", glyph != 0, f"{base}: code {code} has no glyph")
        if glyph < face.count:
            stated, own = widths.get(code, float(inner.get("/DW", 1000))), face.width(glyph)
            told = f"code {code} is {stated} wide, its glyph {own}"
            rule("5", "5", abs(stated - own) <= 1, told)
    text(paper, base, font, codes, silent)


def gids(inner, codes, rule):
    """The glyph of a code."""
    if inner.Subtype != Name.CIDFontType2:
        return lambda code: code
    mapped = inner.get("/CIDToGIDMap")
    rule("3.2", "3.2", mapped is not None, "no map from codes to glyphs")
    if isinstance(mapped, Stream):
        table = mapped.read_bytes()
        rule("3.2", "3.2", all(2 * code + 2 <= len(table) for code in codes), "a short map")
        return lambda code: struct.unpack_from(">H", table, 2 * code)[0]
    return lambda code: code


def widths_of(inner):
    found, at = {}, 0
    entries = list(inner.get("/W", Array([])))
    while at < len(entries):
        if isinstance(entries[at + 1], Array):
            for step, width in enumerate(entries[at + 1]):
                found[int(entries[at]) + step] = float(width)
            at += 2
        else:
            for code in range(int(entries[at]), int(entries[at + 1]) + 1):
                found[code] = float(entries[at + 2])
            at += 3
    return found


class Face:
    """The widths of a font program."""

    def __init__(self, program):
        count = struct.unpack_from(">H", program, 4)[0]
        tables = {}
        for at in range(12, 12 + 16 * count, 16):
            tag, _, offset, length = struct.unpack_from(">4sIII", program, at)
            tables[tag] = program[offset : offset + length]
        self.units = struct.unpack_from(">H", tables[b"head"], 18)[0]
        self.count = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
        self.metrics = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
        self.table = tables[b"hmtx"]

    def width(self, glyph):
        at = min(glyph, self.metrics - 1) * 4
        return struct.unpack_from(">H", self.table, at)[0] * 1000 / self.units


def text(paper, base, font, codes, silent):
    """Every code has a text that can be read (ISO 19005-2 §6.2.11.7, ISO 14289-1 §7.21.7)."""
    told = lambda old, new, access, holds, text: (
        paper.archived(old, new, holds or paper.level == "B", f"{base}: {text}"),
        paper.accessibly(access, holds, f"{base}: {text}"),
    )
    cmap = font.get("/ToUnicode")
    told("6.2.11.7.2", None, "7.21.7", isinstance(cmap, Stream), "no map to text")
    if not isinstance(cmap, Stream):
        return
    texts = {}
    decoded = cmap.read_bytes().decode("latin-1")
    unhex = lambda digits: bytes.fromhex(digits).decode("utf-16-be", "replace")
    for section in re.findall(r"beginbfchar(.*?)endbfchar", decoded, re.S):
        for code, to in re.findall(r"<(\w+)>\s*<(\w*)>", section):
            texts[int(code, 16)] = unhex(to)
    for code in codes:
        to = texts.get(code)
        told("6.2.11.7.2", None, "7.21.7", bool(to), f"code {code} has no text")
        if to:
            readable = not UNTOLD & set(to)
            told("6.2.11.7.2", "6.2.10.7", "7.21.7", readable, f"the text of code {code} is {to!r}")
            private = any(0xE000 <= ord(c) <= 0xF8FF or ord(c) >= 0xF0000 for c in to)
            bare = private and code in silent and paper.level == "A"
            paper.archived("6.2.11.7.3", None, not bare, f"{base}: code {code} is of private use")
