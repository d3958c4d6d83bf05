"""Judges the judge: breaks a rule at a time in copies of a sound PDF (`broken.py PDF`) and writes the
name of every rule whose breach is not found. A rule that finds nothing anywhere would be worth nothing.
"""

import os
import sys
import tempfile

import pikepdf
from main import judge
from pikepdf import Array, Dictionary, Name, Stream, String


def elements(pdf, kind):
    return [item for item in pdf.objects
            if isinstance(item, Dictionary) and item.get("/S") == Name(kind) and "/P" in item]


def xmp(pdf, old, new):
    packet = pdf.Root.Metadata.read_bytes()
    assert old in packet, old
    pdf.Root.Metadata.write(packet.replace(old, new))


def content(pdf, before):
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(before + page.Contents.read_bytes())


def font(pdf):
    return next(item for item in pdf.objects
                if isinstance(item, Dictionary) and item.get("/Subtype") == Name.Type0)


def annotation(pdf):
    return next(item for item in pdf.objects
                if isinstance(item, Dictionary) and item.get("/Subtype") == Name.Link)


def shown(pdf, **entries):
    """Shows a form of these entries on the first page."""
    form = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], **entries)
    resources = pdf.pages[0].Resources
    if "/XObject" not in resources:
        resources.XObject = Dictionary()
    resources.XObject["/Broken"] = pdf.make_indirect(form)
    content(pdf, b"/Artifact BMC /Broken Do EMC\n")


def state(pdf, **entries):
    pdf.pages[0].Resources.ExtGState = Dictionary(B=Dictionary(**entries))
    content(pdf, b"/B gs\n")


def widths(pdf):
    inner = font(pdf).DescendantFonts[0]
    inner.W = Array([0, 65535, 77])


def untold(pdf):
    font(pdf).ToUnicode.write(b"1 beginbfchar <0000><0000> endbfchar")


def box(pdf, sides):
    pdf.pages[0].MediaBox = Array(sides)


def lone_head(pdf):
    table = elements(pdf, "/Table")[0]
    table.K = Array([kid for kid in table.K if kid.S != Name.TBody])


def headless(pdf):
    for cell in elements(pdf, "/TH"):
        cell.S = Name.TD


def ragged(pdf):
    row = [row for row in elements(pdf, "/TR") if isinstance(row.K, Array)][-1]
    row.K = row.K[0]


BREACHES = {
    "A-2 6.1.3 encrypted": None,
    "A-2 6.1.13 string": lambda pdf: pdf.Root.__setattr__("Long", String("a" * 40000)),
    "A-2 6.1.13 name": lambda pdf: pdf.Root.__setattr__("Long", Name("/" + "a" * 200)),
    "A-2 6.1.13 nesting": lambda pdf: content(pdf, b"q " * 29 + b"Q " * 29),
    "A-2 6.1.13 box": lambda pdf: box(pdf, [0, 0, 20000, 100]),
    "A-2 6.2.2 operator": lambda pdf: content(pdf, b"BX 1 bogus EX\n"),
    "A-2 6.2.2 font": lambda pdf: content(pdf, b"BT /None 9 Tf ET\n"),
    "A-2 6.2.3 intent": lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile.write(b"x" * 200),
    "A-2 6.2.4.3 CMYK": lambda pdf: content(pdf, b"0 0 0 1 k\n"),
    "A-2 6.2.4.3 no intent": lambda pdf: pdf.Root.__delattr__("OutputIntents"),
    "A-2 6.2.5 transfer": lambda pdf: state(pdf, TR=Name.Identity),
    "A-2 6.2.6 intent": lambda pdf: content(pdf, b"/Bright ri\n"),
    "A-2 6.2.9 OPI": lambda pdf: shown(pdf, OPI=Dictionary(), Resources=Dictionary()),
    "A-2 6.2.9 reference": lambda pdf: shown(pdf, Ref=Dictionary(), Resources=Dictionary()),
    "A-2 6.2.2 resources": lambda pdf: shown(pdf),
    "A-2 6.2.10 blend": lambda pdf: state(pdf, BM=Name.Bogus),
    "A-2 6.2.11.4.1": lambda pdf: font(pdf).DescendantFonts[0].FontDescriptor.__delattr__(
        "FontFile2"),
    "A-2 6.2.11.5": widths,
    "UA-1 7.21.5": widths,
    "A-2 6.2.11.7.2": untold,
    "UA-1 7.21.7": untold,
    "A-2 6.3.2": lambda pdf: annotation(pdf).__setattr__("F", 2),
    "A-2 6.3.1": lambda pdf: annotation(pdf).__setattr__("Subtype", Name.Sound),
    "A-2 6.5.1 action": lambda pdf: annotation(pdf).__setattr__(
        "A", Dictionary(Type=Name.Action, S=Name.Launch)),
    "A-2 6.5.2": lambda pdf: annotation(pdf).__setattr__("AA", Dictionary()),
    "A-2 6.6.2.3.1": lambda pdf: xmp(pdf, b"<xmp:CreatorTool>", b"<xmp:Bogus/><xmp:CreatorTool>"),
    "A-2 6.6.3": lambda pdf: pdf.docinfo.__setitem__("/Title", "Another"),
    "A-2 6.7.2.2": lambda pdf: pdf.Root.__delattr__("MarkInfo"),
    "A-2 6.7.3.4": lambda pdf: elements(pdf, "/P")[0].__setattr__("S", Name.Bogus),
    "A-2 6.7.4": lambda pdf: elements(pdf, "/P")[0].__setattr__("Lang", String("tiếng Anh")),
    "A-2 6.8": lambda pdf: pdf.Root.__setattr__(
        "Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))),
    "A-2 6.9": lambda pdf: pdf.Root.__setattr__("OCProperties", Dictionary()),
    "UA-1 7.1 paint": lambda pdf: content(pdf, b"0 0 9 9 re f\n"),
    "UA-1 7.1 title": lambda pdf: pdf.Root.ViewerPreferences.__delattr__("DisplayDocTitle"),
    "UA-1 7.2 language": lambda pdf: pdf.Root.__delattr__("Lang"),
    "UA-1 7.2 head": lone_head,
    "UA-1 7.2 ragged": ragged,
    "UA-1 7.3": lambda pdf: [figure.__delattr__("Alt") for figure in elements(pdf, "/Figure")],
    "UA-1 7.4.2": lambda pdf: elements(pdf, "/H1")[0].__setattr__("S", Name.H3),
    "UA-1 7.5": headless,
    "UA-1 7.7": lambda pdf: [each.__delattr__("Alt") for each in elements(pdf, "/Formula")],
    "UA-1 7.9": lambda pdf: elements(pdf, "/Note")[0].__delattr__("ID"),
    "UA-1 7.18.3": lambda pdf: [page.obj.__delattr__("Tabs") for page in pdf.pages],
    "UA-1 7.18.5": lambda pdf: annotation(pdf).__delattr__("Contents"),
}

path = sys.argv[1]
known = judge(path)
if known["findings"]:
    raise SystemExit(f"the PDF is not sound: {known['findings']}")
for name, breach in BREACHES.items():
    with pikepdf.open(path) as pdf, tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "broken.pdf")
        if breach is None:
            pdf.save(copy, encryption=pikepdf.Encryption(owner="a", user=""))
        else:
            breach(pdf)
            pdf.save(copy)
        rule = " ".join(name.split()[:2])
        if not any(told.startswith(rule + ":") for told in judge(copy)["findings"]):
            print(name)
