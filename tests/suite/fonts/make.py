"""Makes the fonts beside it: a few signs of straight strokes, drawn here, in every kind of file.

Run it with fonttools at hand; the same version makes the same bytes. What it makes is under the
licences of the project.
"""
import io
import os

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

os.environ["SOURCE_DATE_EPOCH"] = "0"
LATIN = [chr(c) for c in range(0x20, 0x7F)] + list(
    "\u00a0áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"
    "ÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴĐ–—“”‘’…"
)
HAN = list("漢字文化中國北京，。")


def strokes(char, width, heavy):
    """Bars whose number and places tell the signs apart."""
    code = ord(char)
    thick = 90 if heavy else 50
    bars = []
    if char.isspace():
        return bars
    for place in range(4):
        if code >> place & 1 or place == 0:
            low = 40 + place * 170
            bars.append((60, low, width - 60, low + thick))
    left = 60 + code % 5 * (width - 180) // 5
    bars.append((left, 40, left + thick, 640))
    return bars


def draw(pen, bars):
    for left, bottom, right, top in bars:
        pen.moveTo((left, bottom))
        pen.lineTo((left, top))
        pen.lineTo((right, top))
        pen.lineTo((right, bottom))
        pen.closePath()


def build(family, chars, heavy=False, cff=False, composite=False, wide=False):
    names = {c: f"uni{ord(c):04X}" for c in chars}
    width = {c: 1000 if wide else 450 + ord(c) % 7 * 40 for c in chars}
    order = [".notdef", *names.values()]
    builder = FontBuilder(1000, isTTF=not cff)
    if composite:
        order.append("pair")
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(c): name for c, name in names.items()})
    glyphs = {}
    for name, bars, advance in [(".notdef", [(60, 0, 440, 600)], 500)] + [
        (names[c], strokes(c, width[c], heavy), width[c]) for c in chars
    ]:
        pen = T2CharStringPen(advance, None) if cff else TTGlyphPen(None)
        draw(pen, bars)
        glyphs[name] = pen.getCharString() if cff else pen.glyph()
    metrics = {".notdef": (500, 60), **{names[c]: (width[c], 60) for c in chars}}
    if composite:
        pen = TTGlyphPen(glyphs)
        pen.addComponent(order[1], (1, 0, 0, 1, 0, 0))
        glyphs["pair"] = pen.glyph()
        metrics["pair"] = (1000, 60)
    style = "Bold" if heavy else "Regular"
    ps = family.replace(" ", "") + "-" + style
    if cff:
        builder.setupCFF(ps, {"FullName": f"{family} {style}"}, glyphs, {})
    else:
        builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=900, descent=-220)
    builder.setupNameTable(
        {
            "familyName": family,
            "styleName": style,
            "uniqueFontIdentifier": ps,
            "fullName": f"{family} {style}",
            "psName": ps,
            "version": "Version 1.000",
            "licenseDescription": "MIT or Apache 2.0",
        },
        mac=False,
    )
    builder.setupOS2(
        sTypoAscender=900,
        sTypoDescender=-220,
        usWinAscent=900,
        usWinDescent=220,
        sxHeight=450,
        sCapHeight=640,
        usWeightClass=700 if heavy else 400,
        fsSelection=0x20 if heavy else 0x40,
        fsType=0,
        ulUnicodeRange1=0xA000006F if not wide else 0,
        ulUnicodeRange2=0x28000000 if wide else 0,
        ulCodePageRange1=0x20000101 if not wide else 0x20000,
    )
    builder.setupPost(isFixedPitch=0)
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font["head"].macStyle = 1 if heavy else 0
    builder.font.recalcTimestamp = False
    return builder


def saved(builder):
    file = io.BytesIO()
    builder.font.save(file)
    return file.getvalue()


def write(name, data):
    with open(name, "wb") as file:
        file.write(data)


write("probe.ttf", saved(build("Vanban Probe", LATIN)))
write("probe-bold.ttf", saved(build("Vanban Probe", LATIN, heavy=True)))
han = saved(build("Vanban Probe Han", HAN, composite=True, wide=True))
write("probe-han.ttf", han)
write("probe-han.otf", saved(build("Vanban Probe Han CFF", HAN, cff=True, wide=True)))

# A glyph that is made of itself.
font = TTFont(io.BytesIO(han))
pair = font.getGlyphID("pair")
start = font.reader.tables["glyf"].offset + font["loca"][pair]
cyclic = bytearray(han)
cyclic[start + 12 : start + 14] = pair.to_bytes(2, "big")
write("probe-cyclic.ttf", bytes(cyclic))

collection = TTCollection()
for family, chars in [("Vanban Probe A", HAN[:4]), ("Vanban Probe B", HAN[4:])]:
    collection.fonts.append(TTFont(io.BytesIO(saved(build(family, chars, wide=True)))))
file = io.BytesIO()
collection.save(file, shareTables=True)
write("probe.ttc", file.getvalue())

# A variable font whose only axis changes nothing.
variable = build("Vanban Probe Variable", HAN, wide=True)
variable.setupFvar([("wght", 400, 400, 700, "Weight")], [])
variable.setupGvar({})
write("probe-variable.ttf", saved(variable))
