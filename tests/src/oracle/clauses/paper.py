"""A PDF under judgement: what it claims, its objects, and what was found against it.

A finding names the clause that is broken, in the words of its standard's numbering: `A-2 6.2.4.3`,
`A-4 6.2.4.3`, `UA-1 7.5`, `X-4 6.2`. The rules are those of ISO 19005-2, -3 and -4, ISO 14289-1 and
ISO 15930-7 that can be computed, as the public profiles of veraPDF number the first four.
"""

import re
import xml.etree.ElementTree as ElementTree

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}


class Paper:
    """A PDF, its claims and its findings."""

    def __init__(self, path):
        self.raw = open(path, "rb").read()
        self.pdf = pikepdf.open(path)
        self.root = self.pdf.Root
        self.findings = {}
        metadata = self.root.get("/Metadata")
        self.packet = metadata.read_bytes() if isinstance(metadata, Stream) else None
        self.rdf = self.description()
        number = self.property("pdfaid", "part")
        self.archive = int(number) if number in ("1", "2", "3", "4") else None
        self.level = self.property("pdfaid", "conformance") or ""
        self.accessible = self.property("pdfuaid", "part") == "1"
        self.press = self.property("pdfxid", "GTS_PDFXVersion") is not None

    def claims(self):
        """What the document says of itself."""
        claims = []
        if self.archive:
            claims.append(f"A-{self.archive}{self.level.lower()}")
        if self.accessible:
            claims.append("UA-1")
        if self.press:
            claims.append("X-4")
        return claims

    def description(self):
        if self.packet is None:
            return None
        try:
            return ElementTree.fromstring(self.packet).find("rdf:RDF", SPACES)
        except ElementTree.ParseError:
            return None

    def property(self, prefix, name):
        """The text of a property of the main description, as element or attribute."""
        if self.rdf is None:
            return None
        for about in self.rdf.findall("rdf:Description", SPACES):
            inside = about.find(f"{prefix}:{name}", SPACES)
            if inside is not None:
                item = inside.find(".//rdf:li", SPACES)
                return (inside if item is None else item).text or ""
            key = f"{{{SPACES[prefix]}}}{name}"
            if key in about.attrib:
                return about.attrib[key]
        return None

    def found(self, rule, told):
        """Notes a finding; of one rule the first few are enough."""
        self.findings.setdefault(rule, []).append(told)

    def archived(self, second, fourth, holds, told):
        """A rule of PDF/A: its clause in part 2 (and 3), and in part 4; none where it has no such."""
        if holds or not self.archive:
            return
        clause = fourth if self.archive == 4 else second
        if clause:
            self.found(f"A-{self.archive} {clause}", told)

    def accessibly(self, clause, holds, told):
        """A rule of PDF/UA-1."""
        if self.accessible and not holds:
            self.found(f"UA-1 {clause}", told)

    def pressed(self, clause, holds, told):
        """A rule of PDF/X-4."""
        if self.press and not holds:
            self.found(f"X-4 {clause}", told)

    def everywhere(self, second, fourth, access, holds, told):
        """A rule that PDF/A and PDF/UA-1 share."""
        self.archived(second, fourth, holds, told)
        self.accessibly(access, holds, told)


def objects(pdf):
    """Every value of every indirect object, with the number of the object; none twice."""
    for item in pdf.objects:
        number = item.objgen[0]
        open_ = [item]
        while open_:
            value = open_.pop()
            yield number, value
            if isinstance(value, Array):
                open_.extend(kid for kid in value if not indirect(kid))
            elif isinstance(value, (Dictionary, Stream)):
                entries = value.stream_dict if isinstance(value, Stream) else value
                for key in entries.keys():
                    kid = entries[key]
                    if not indirect(kid):
                        open_.append(kid)


def indirect(value):
    return isinstance(value, pikepdf.Object) and value.is_indirect


def each(value):
    """The items of an array, or the one value in its place."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
