"""The syntax of the file: header, trailer, streams, strings, names, limits.

The file is walked from its first byte to its last, so that nothing stands between objects unseen.
"""

import re

from paper import Array, Dictionary, Name, Stream, String, objects
import pikepdf

OBJECT = re.compile(rb"(\d+) (\d+) obj\r?\n")
LENGTH = re.compile(rb"/Length (\d+)(?![ \d]*R)")
FILTERS = {"/FlateDecode", "/DCTDecode", "/ASCIIHexDecode", "/ASCII85Decode", "/RunLengthDecode",
           "/CCITTFaxDecode", "/JBIG2Decode", "/JPXDecode"}


def judge(paper):
    header(paper)
    body(paper)
    trailer(paper)
    values(paper)
    catalog(paper)


def header(paper):
    line, rest = paper.raw[:9], paper.raw[9:15]
    old = re.fullmatch(rb"%PDF-1\.[0-7][\r\n]", line)
    new = re.fullmatch(rb"%PDF-2\.[0-9][\r\n]", line)
    paper.archived("6.1.2", None, old, f"the header is {line}")
    paper.archived(None, "6.1.2", new, f"the header is {line}")
    paper.accessibly("6.1", old, f"the header is {line}")
    paper.pressed("file", re.fullmatch(rb"%PDF-1\.[4-6][\r\n]", line), f"the header is {line}")
    marked = rest[:1] == b"%" and all(byte > 127 for byte in rest[1:5])
    paper.archived("6.1.2", "6.1.2", marked, "no comment of four high bytes follows the header")


def body(paper):
    """Walks the objects; what is no object, stream or cross-reference stream is told."""
    raw = paper.raw
    at = raw.index(b"\n", 9) + 1
    end = raw.rindex(b"startxref\n")
    while at < end:
        begun = OBJECT.match(raw, at)
        if not begun:
            paper.archived("6.1.9", "6.1.8", False, f"no object begins at byte {at}")
            return
        stream = raw.find(b"stream\n", at)
        length = LENGTH.search(raw, at, stream) if stream >= 0 else None
        inside = raw.find(b"endobj", at)
        if stream < 0 or inside < stream or not length:
            at = raw.find(b"\nendobj\n", at) + 8
            continue
        stop = stream + 7 + int(length[1])
        tail = raw[stop : stop + 18]
        paper.archived(
            "6.1.7.1", "6.1.6.1", tail == b"\nendstream\nendobj\n",
            f"the stream of object {begun[1].decode()} is not as long as it says",
        )
        at = stop + 18
    paper.archived("6.1.9", "6.1.8", at == end, "something stands after the last object")
    whole = re.fullmatch(rb"startxref\n\d+\n%%EOF\r?\n?", raw[end:])
    paper.archived("6.1.3", "6.1.3", whole, "something stands after the end of the file")


def trailer(paper):
    entries = paper.pdf.trailer
    identifiers = entries.get("/ID", Array([]))
    known = len(identifiers) == 2 and all(len(bytes(each)) > 0 for each in identifiers)
    paper.archived("6.1.3", "6.1.3", known, "the trailer has no identifier")
    paper.pressed("file", known, "the trailer has no identifier")
    paper.archived("6.1.3", "6.1.3", "/Encrypt" not in entries, "the file is encrypted")
    paper.pressed("file", "/Encrypt" not in entries, "the file is encrypted")
    info = "/Info" not in entries or "/PieceInfo" in paper.root
    paper.archived(None, "6.1.3", info, "the trailer names an Info dictionary")
    paper.pressed("Info", "/Info" in entries, "the trailer names no Info dictionary")


def values(paper):
    """The limits of ISO 19005-2 §6.1.13 and what else holds for any value."""
    count = 0
    for number, value in objects(paper.pdf):
        where = f"object {number}"
        count += 1
        limit = lambda holds, told: paper.archived("6.1.13", None, holds, f"{where}: {told}")
        if isinstance(value, bool):
            continue
        if isinstance(value, int):
            limit(-(2**31) <= value < 2**31, f"the integer {value}")
        elif isinstance(value, String):
            limit(len(bytes(value)) < 32768, f"a string of {len(bytes(value))} bytes")
        elif isinstance(value, Name):
            name(paper, where, value)
        elif isinstance(value, (Dictionary, Stream)):
            for key in value.keys():
                limit(len(key.encode()) - 1 <= 127, f"a name of {len(key)} characters")
            if isinstance(value, Stream):
                stream(paper, where, value)
            action(paper, where, value)
    limit = len(paper.pdf.objects) <= 8388607
    paper.archived("6.1.13", None, limit, "more objects than a reader must know")


def name(paper, where, value):
    try:
        text = value.unparse().decode("ascii")
        plain = re.sub(r"#(..)", lambda m: chr(int(m[1], 16)), text[1:]).encode("latin-1")
        plain.decode("utf-8")
    except UnicodeDecodeError:
        paper.archived("6.1.8", "6.1.7", False, f"{where}: a name is not UTF-8")
        return
    paper.archived("6.1.13", None, len(plain) <= 127, f"{where}: a name of {len(plain)} bytes")


def stream(paper, where, value):
    outside = any(key in value for key in ("/F", "/FFilter", "/FDecodeParms"))
    paper.archived("6.1.7.1", "6.1.6.1", not outside, f"{where}: a stream in another file")
    filters = value.get("/Filter", Array([]))
    for each in filters if isinstance(filters, Array) else [filters]:
        known = str(each) in FILTERS
        paper.archived("6.1.7.2", "6.1.6.2", known, f"{where}: the filter {each}")
    if value.get("/Subtype") == Name.XML and value.get("/Type") == Name.Metadata:
        return
    try:
        value.read_bytes() if "/DCTDecode" not in str(filters) else value.read_raw_bytes()
    except pikepdf.PdfError as error:
        paper.archived("6.1.7.2", "6.1.6.2", False, f"{where}: {error}")


OLD_ACTIONS = {"/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named", "/SubmitForm"}


def action(paper, where, value):
    kind = value.get("/S")
    if value.get("/Type") == Name.Action or ("/URI" in value and kind is not None):
        paper.archived("6.5.1", "6.6.1", str(kind) in OLD_ACTIONS, f"{where}: the action {kind}")
        paper.pressed("actions", False, f"{where}: an action")
    paper.archived("6.5.2", "6.6.3", "/AA" not in value, f"{where}: additional actions")
    paper.pressed("actions", "/AA" not in value, f"{where}: additional actions")


def catalog(paper):
    root = paper.root
    names = root.get("/Names", Dictionary())
    told = lambda key: f"the catalog or its names have {key}"
    paper.archived("6.5.1", None, "/JavaScript" not in names, told("JavaScript"))
    paper.archived("6.10", "6.11", "/AlternatePresentations" not in names, told("presentations"))
    paper.archived("6.11", "6.12", "/Requirements" not in root, told("Requirements"))
    paper.archived("6.4.2", "6.4.2", "/NeedsRendering" not in root, told("NeedsRendering"))
    paper.archived("6.9", "6.10", "/OCProperties" not in root, told("optional content"))
    paper.pressed("optional content", "/OCProperties" not in root, told("optional content"))
    paper.archived("6.4.1", "6.4.1", "/AcroForm" not in root, told("a form"))
    paper.pressed("actions", "/JavaScript" not in names and "/OpenAction" not in root, told("actions"))
    paper.archived(None, "6.1.12", "/Version" not in root, told("a Version"))
    permissions = set(root.get("/Perms", Dictionary()).keys()) <= {"/UR3", "/DocMDP"}
    paper.archived("6.1.12", "6.1.11", permissions, told("unknown permissions"))
    files = names.get("/EmbeddedFiles")
    paper.archived(None, "6.9", files is None or paper.level == "F", told("files"))
    if files is not None:
        paper.archived("6.8", None, paper.archive == 3, told("files, which PDF/A-3 alone allows"))
    associated = [each.objgen for each in root.get("/AF", [])]
    for item in paper.pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.Filespec and "/EF" in item:
            embedded(paper, item, associated)


def embedded(paper, item, associated):
    named = bool(str(item.get("/F", ""))) and bool(str(item.get("/UF", "")))
    paper.everywhere("6.8", "6.9", "7.11", named, "a file inside lacks a name")
    related = "/AFRelationship" in item and item.objgen in associated
    paper.archived("6.8", "6.9", paper.archive == 2 or related, "a file inside is not associated")
    kind = item.EF.get("/F", Dictionary()).get("/Subtype")
    typed = kind is not None and re.fullmatch(r"/[-\w+.]+/[-\w+.]+", str(kind))
    paper.archived("6.8", "6.9", paper.archive == 2 or typed, f"a file inside is of type {kind}")
