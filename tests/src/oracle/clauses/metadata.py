"""What the document says of itself: XMP, its schemas, Info in step with it."""

import re

from paper import LANGUAGE, SPACES, Dictionary

# What XMP (2005) and the standards themselves define, as far as vanban may use it.
KNOWN = {
    "dc": {"title", "creator", "description", "subject", "language", "format", "date", "rights",
           "publisher", "identifier", "type", "source", "contributor", "coverage", "relation"},
    "xmp": {"CreatorTool", "CreateDate", "ModifyDate", "MetadataDate", "Identifier", "Label",
            "Rating", "Nickname", "BaseURL", "Advisory", "Thumbnails"},
    "pdf": {"Keywords", "PDFVersion", "Producer"},
    "xmpMM": {"DocumentID", "InstanceID", "RenditionClass", "RenditionParams", "VersionID",
              "Versions", "DerivedFrom", "History"},
    "pdfaid": {"part", "conformance", "rev", "amd", "corr"},
    "pdfaExtension": {"schemas"},
}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")
CONTAINERS = {"title": "Alt", "description": "Alt", "creator": "Seq", "subject": "Bag",
              "language": "Bag"}


def judge(paper):
    packet = paper.packet
    paper.everywhere("6.6.2.1", "6.7.2.1", "7.1", packet is not None, "there is no XMP")
    if packet is None:
        return
    told = lambda holds, text: paper.archived("6.6.2.1", "6.7.2.1", holds, text)
    head = packet[: packet.find(b"?>")]
    told(b"bytes=" not in head and b"encoding=" not in head, "the packet's head says too much")
    try:
        packet.decode("utf-8")
    except UnicodeDecodeError:
        told(False, "XMP is not UTF-8")
    paper.everywhere("6.6.2.1", "6.7.2.1", "5", paper.rdf is not None, "XMP is not XML")
    if paper.rdf is None:
        return
    properties(paper)
    identification(paper)
    title = paper.property("dc", "title")
    paper.accessibly("7.1", bool((title or "").strip()), "there is no title in XMP")
    preferences = paper.root.get("/ViewerPreferences", Dictionary())
    shown = preferences.get("/DisplayDocTitle", False)
    paper.accessibly("7.1", bool(shown), "the title is not shown")
    info(paper)
    language(paper)
    press(paper)


def properties(paper):
    """Every property is known or described (ISO 19005-2 §6.6.2.3)."""
    if not paper.archive or paper.archive == 4:
        return
    described = extensions(paper)
    prefixes = {space: prefix for prefix, space in SPACES.items()}
    for about in paper.rdf.findall("rdf:Description", SPACES):
        for item in about:
            space, name = item.tag[1:].split("}")
            prefix = prefixes.get(space)
            known = name in KNOWN.get(prefix, ()) or (space, name) in described
            paper.archived("6.6.2.3.1", None, known, f"the property {prefix}:{name} is not described")
            if prefix == "xmp" and name.endswith("Date"):
                dated = DATE.fullmatch(item.text or "")
                paper.archived("6.6.2.3.1", None, dated, f"{prefix}:{name} is {item.text}")
            if prefix == "dc" and name in CONTAINERS:
                inside = item.find(f"rdf:{CONTAINERS[name]}", SPACES)
                paper.archived("6.6.2.3.1", None, inside is not None, f"dc:{name} is no list")


def extensions(paper):
    described = set()
    told = lambda holds, text: paper.archived("6.6.2.3.3", None, holds, text)
    for schema in paper.rdf.findall(".//pdfaExtension:schemas/rdf:Bag/rdf:li", SPACES):
        text = lambda name: schema.findtext(f"pdfaSchema:{name}", None, SPACES)
        told(bool(text("schema")) and bool(text("prefix")), "a schema without a name")
        told(re.match(r"\w+://", text("namespaceURI") or ""), "a schema without a namespace")
        for item in schema.findall("pdfaSchema:property/rdf:Seq/rdf:li", SPACES):
            part = lambda name: item.findtext(f"pdfaProperty:{name}", None, SPACES)
            whole = all(part(name) for name in ("name", "valueType", "description"))
            told(whole, "a property that is not described")
            told(part("category") in ("internal", "external"), "a property of no category")
            described.add((text("namespaceURI"), part("name")))
    return described


def identification(paper):
    if paper.archive == 4:
        told = lambda holds, text: paper.archived(None, "6.7.3", holds, text)
        told(re.fullmatch(r"\d{4}", paper.property("pdfaid", "rev") or ""), "no year of revision")
        told(paper.level in ("", "E", "F"), f"the level {paper.level}")
    else:
        known = paper.level in ("A", "B", "U")
        paper.archived("6.6.4", None, known, f"the level {paper.level}")
    for prefix in ("pdfaid", "pdfuaid", "pdfxid"):
        plain = paper.packet.count(f'"{SPACES[prefix]}"'.encode())
        own = paper.packet.count(f'xmlns:{prefix}="{SPACES[prefix]}"'.encode())
        paper.archived("6.6.4", "6.7.3", plain == own, f"another prefix than {prefix}")


def info(paper):
    """Info says the same as XMP (ISO 19005-2 §6.6.3)."""
    entries = paper.pdf.trailer.get("/Info")
    if entries is None:
        return
    pairs = [("/Title", "dc", "title"), ("/Subject", "dc", "description"),
             ("/Keywords", "pdf", "Keywords"), ("/Creator", "xmp", "CreatorTool"),
             ("/Producer", "pdf", "Producer")]
    for key, prefix, name in pairs:
        if key in entries:
            own, other = str(entries[key]), paper.property(prefix, name)
            same = own.split() == (other or "").split()
            paper.archived("6.6.3", None, same, f"{key} is {own!r}, {prefix}:{name} is {other!r}")
    if "/Author" in entries:
        authors = [item.text or "" for item in paper.rdf.findall(".//dc:creator//rdf:li", SPACES)]
        same = str(entries.Author).split() == ", ".join(authors).split()
        paper.archived("6.6.3", None, same, f"/Author is {entries.Author!s}, not {authors}")
    for key, name in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        if key in entries:
            own = re.sub(r"\D", "", str(entries[key]))
            other = re.sub(r"\D", "", paper.property("xmp", name) or "")
            paper.archived("6.6.3", None, own == other, f"{key} is {own}, xmp:{name} {other}")


def language(paper):
    lang = paper.root.get("/Lang")
    paper.accessibly("7.2", lang is not None, "the document has no language")
    for text in {str(lang)} | getattr(paper, "languages", set()):
        tag = LANGUAGE.fullmatch(text)
        paper.accessibly("7.2", tag, f"the language {text}")
        paper.archived("6.7.4", None, tag or paper.level != "A", f"the language {text}")


def press(paper):
    """Identification and what a press must know (ISO 15930-7)."""
    told = lambda rule, holds, text: paper.pressed(rule, holds, text)
    told("identification", paper.property("pdfxid", "GTS_PDFXVersion") == "PDF/X-4", "the version")
    for name in ("CreateDate", "ModifyDate", "MetadataDate"):
        told("metadata", DATE.fullmatch(paper.property("xmp", name) or ""), f"no xmp:{name}")
    for name in ("DocumentID", "RenditionClass", "VersionID"):
        told("metadata", bool(paper.property("xmpMM", name)), f"no xmpMM:{name}")
    told("metadata", bool(paper.property("dc", "title")), "no title")
    trapped = paper.property("pdf", "Trapped")
    told("trapping", trapped in ("True", "False"), "XMP does not say whether it is trapped")
    own = paper.pdf.trailer.get("/Info", Dictionary()).get("/Trapped")
    told("trapping", str(own) in ("/True", "/False"), "Info does not say whether it is trapped")
    told("trapping", str(own)[1:] == trapped, "Info and XMP differ in what is trapped")
