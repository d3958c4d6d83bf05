"""What pages and forms paint: operators, colours, pictures, graphics states, marks.

Each page is walked once, and each form once; a form counts as marked where every place that shows it
is. The codes shown in each font are kept for `fonts`.
"""

import pikepdf
from paper import Array, Dictionary, Name, Stream, each

PAINTS = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "Tj", "TJ", "'", '"', "EI"}
# ISO 32000-1 Annex A.
OPERATORS = PAINTS | set(
    "b BDC BI BMC BT BX c cm CS cs d d0 d1 DP EMC ET EX G g gs h i ID INLINE_IMAGE j J K k l m M MP "
    "n q Q re RG rg ri SC sc SCN scn T* Tc Td TD Tf TL Tm Tr Ts Tw Tz v w W W* y".split()
)
INTENTS = {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}
BLENDS = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten",
    "/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion", "/Hue",
    "/Saturation", "/Color", "/Luminosity",
}
PROCESS = {"/Cyan", "/Magenta", "/Yellow", "/Black", "/None"}
DEVICES = {"/DeviceRGB": b"RGB ", "/DeviceCMYK": b"CMYK", "/DeviceGray": None}
SHORT = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}


class Content:
    """The walk through all pages."""

    def __init__(self, paper):
        self.paper = paper
        self.output = outputs(paper)
        self.fonts = {}
        self.codes = {}
        self.spoken = {}
        self.marks = {}
        self.done = set()
        for at, page in enumerate(paper.pdf.pages, 1):
            self.where = f"page {at}"
            own = page.obj.get("/Resources")
            paper.archived("6.2.2", "6.2.2", own is not None, f"{self.where} has no resources")
            self.page(page.obj, own if own is not None else Dictionary())

    def page(self, page, resources):
        group = page.get("/Group")
        if group is not None:
            self.group(group, resources)
        stack = self.walk(page, resources, inside=None)
        self.paper.accessibly("7.1", not stack, f"{self.where}: marked content is not closed")
        self.paper.archived("6.10", "6.11", "/PresSteps" not in page, f"{self.where}: PresSteps")
        self.paper.archived("6.5.2", None, "/AA" not in page, f"{self.where}: additional actions")

    def group(self, group, resources):
        if "/CS" in group:
            self.space(group.CS, resources)

    def walk(self, stream, resources, inside):
        """Walks a page, or the form that stands inside these marks."""
        paper, where = self.paper, self.where
        told = lambda clause, holds, text: paper.archived(clause, clause, holds, f"{where}: {text}")
        named = lambda kind, name: resources.get(kind, Dictionary()).get(str(name))
        marks, depth, font, invisible = list(inside or []), 0, None, False
        for operands, operator in pikepdf.parse_content_stream(stream):
            op = str(operator)
            told("6.2.2", op in OPERATORS, f"the operator {op}")
            if op in PAINTS:
                tagged = any(mark not in ("", "Artifact") for mark, _ in marks)
                artifact = any(mark == "Artifact" for mark, _ in marks)
                paper.accessibly("7.1", tagged or artifact, f"{where}: {op} outside of marks")
                paper.accessibly("7.1", not (tagged and artifact), f"{where}: an artifact in text")
            if op == "q":
                depth += 1
                paper.archived("6.1.13", None, depth <= 28, f"{where}: q {depth} deep")
            elif op == "Q":
                depth -= 1
            elif op in ("BDC", "BMC"):
                properties = operands[1] if op == "BDC" else Dictionary()
                if isinstance(properties, Name):
                    properties = named("/Properties", properties) or Dictionary()
                marks.append((self.mark(operands[0], properties), "/ActualText" in properties))
            elif op == "EMC":
                marks.pop()
            elif op in ("g", "G", "rg", "RG", "k", "K"):
                self.device(SHORT[op.lower()], resources)
            elif op in ("cs", "CS"):
                space = named("/ColorSpace", operands[0])
                self.space(operands[0] if space is None else space, resources)
            elif op in ("scn", "SCN") and operands and isinstance(operands[-1], Name):
                self.pattern(named("/Pattern", operands[-1]), resources)
            elif op == "sh":
                self.shading(named("/Shading", operands[0]), resources)
            elif op == "ri":
                told("6.2.6", str(operands[0]) in INTENTS, f"the intent {operands[0]}")
            elif op == "gs":
                self.state(named("/ExtGState", operands[0]), resources)
            elif op == "Tr":
                invisible = int(operands[0]) == 3
            elif op == "Tf":
                found = named("/Font", operands[0])
                paper.archived("6.2.2", "6.2.2", found is not None, f"{where}: no font {operands[0]}")
                font = found
            elif op in ("Tj", "TJ", "'", '"'):
                self.show(font, operands[-1], any(actual for _, actual in marks), invisible)
            elif op == "Do":
                shown = named("/XObject", operands[0])
                told("6.2.2", shown is not None, f"no object {operands[0]}")
                if shown is not None:
                    self.shown(shown, resources, marks)
        told("6.2.2", depth == 0, "q and Q do not match")
        return marks

    def mark(self, tag, properties):
        """What a mark makes of what is in it; nothing if it names no content of the structure."""
        paper, where = self.paper, self.where
        if "/Lang" in properties:
            self.paper.languages = getattr(paper, "languages", set()) | {str(properties.Lang)}
        if tag == Name.Artifact:
            return "Artifact"
        if "/MCID" in properties:
            key = (where, int(properties.MCID))
            paper.accessibly("7.1", key not in self.marks, f"{where}: a mark stands twice")
            self.marks[key] = str(tag)
            return str(tag)[1:]
        return ""

    def show(self, font, operand, spoken, invisible):
        if font is None:
            return
        key = font.objgen
        self.fonts[key] = font
        codes = self.codes.setdefault(key, set())
        silent = self.spoken.setdefault(key, set())
        for text in each(operand):
            if isinstance(text, pikepdf.String):
                text = bytes(text)
                wide = {text[at] << 8 | text[at + 1] for at in range(0, len(text) - 1, 2)}
                codes |= wide if not invisible else set()
                silent |= wide if not spoken else set()

    def shown(self, shown, resources, marks):
        paper, where = self.paper, self.where
        if shown.objgen in self.done:
            return
        self.done.add(shown.objgen)
        told = lambda old, new, holds, text: paper.archived(old, new, holds, f"{where}: {text}")
        told("6.2.9", "6.2.8.1", "/OPI" not in shown, "OPI")
        told("6.2.9", None, "/PS" not in shown and shown.get("/Subtype2") != Name.PS, "PostScript")
        told("6.2.9", None, shown.Subtype != Name.PS, "PostScript")
        paper.everywhere("6.2.9", "6.2.8.2", "7.20", "/Ref" not in shown, f"{where}: a reference")
        paper.pressed("XObjects", not any(key in shown for key in ("/OPI", "/Ref", "/PS")), where)
        if shown.Subtype == Name.Image:
            self.image(shown, resources)
        elif shown.Subtype == Name.Form:
            own = shown.get("/Resources")
            told("6.2.2", "6.2.2", own is not None, "a form without resources")
            own = resources if own is None else own
            if "/Group" in shown:
                self.group(shown.Group, own)
            self.walk(shown, own, marks)

    def image(self, image, resources):
        told = lambda old, new, holds, text: self.paper.archived(
            old, new, holds, f"{self.where}: {text}"
        )
        told("6.2.8", "6.2.7.1", "/Alternates" not in image, "alternate pictures")
        told("6.2.8", "6.2.7.1", not image.get("/Interpolate", False), "an interpolated picture")
        bits = image.get("/BitsPerComponent", 8)
        told("6.2.8", "6.2.7.1", int(bits) in (1, 2, 4, 8, 16), f"{bits} bits a channel")
        if image.get("/ImageMask", False):
            told("6.2.8", "6.2.7.1", int(image.get("/BitsPerComponent", 1)) == 1, "a deep mask")
            return
        if "/Intent" in image:
            told("6.2.6", "6.2.6", str(image.Intent) in INTENTS, f"the intent {image.Intent}")
        self.space(image.ColorSpace, resources)
        mask = image.get("/SMask")
        if mask is not None:
            told("6.2.8", "6.2.7.1", not mask.get("/Interpolate", False), "an interpolated mask")
            self.space(mask.ColorSpace, resources)

    def state(self, state, resources):
        if state is None:
            return
        told = lambda old, new, holds, text: self.paper.archived(
            old, new, holds, f"{self.where}: {text}"
        )
        for key in ("/TR", "/HTP"):
            told("6.2.5", "6.2.5", key not in state, f"a graphics state with {key}")
        told("6.2.5", "6.2.5", state.get("/TR2", Name.Default) == Name.Default, "transfer functions")
        known = all(str(mode) in BLENDS for mode in each(state.get("/BM", Name.Normal)))
        told("6.2.10", "6.2.9", known, f"the blend mode {state.get('/BM')}")
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and "/G" in mask:
            self.shown(mask.G, resources, [("Artifact", False)])

    def pattern(self, pattern, resources):
        if pattern is None:
            return
        if pattern.PatternType == 2:
            self.shading(pattern.Shading, resources)
        elif pattern.objgen not in self.done:
            self.done.add(pattern.objgen)
            self.walk(pattern, pattern.Resources, [("Artifact", False)])

    def shading(self, shading, resources):
        if shading is not None:
            self.space(shading.ColorSpace, resources)

    def space(self, space, resources):
        """Judges a colour space."""
        paper, where = self.paper, self.where
        kind = str(space[0] if isinstance(space, Array) else space)
        if kind in DEVICES:
            self.device(kind, resources)
        elif kind == "/ICCBased":
            self.profile(space[1])
        elif kind in ("/Indexed", "/Pattern"):
            if isinstance(space, Array) and len(space) > 1:
                self.space(space[1], resources)
        elif kind in ("/DeviceN", "/Separation"):
            inks = [str(ink) for ink in each(space[1])]
            paper.archived("6.1.13", None, len(inks) <= 32, f"{where}: {len(inks)} inks")
            attributes = space[4] if len(space) > 4 else Dictionary()
            known = PROCESS | set(attributes.get("/Colorants", Dictionary()).keys())
            spot = kind == "/DeviceN" and not set(inks) <= known
            paper.archived("6.2.4.4", "6.2.4.4", not spot, f"{where}: inks that are not told")
            self.space(space[2], resources)

    def device(self, kind, resources):
        """Judges a device colour space by the intents that give it a meaning."""
        wanted = DEVICES[kind]
        default = kind.replace("Device", "Default")
        if default in resources.get("/ColorSpace", Dictionary()):
            return
        archive, press = self.output
        meant = archive is not None and (wanted is None or archive == wanted)
        told = f"{self.where}: {kind} beside {archive}"
        self.paper.archived("6.2.4.3", "6.2.4.3", meant, told)
        meant = press is not None and (wanted is None or press == wanted)
        self.paper.pressed("colour", meant, f"{self.where}: {kind} beside {press}")

    def profile(self, stream):
        header = stream.read_bytes()[:40]
        told = lambda holds, text: self.paper.archived(
            "6.2.4.2", "6.2.4.2", holds, f"{self.where}: {text}"
        )
        channels = {b"RGB ": 3, b"CMYK": 4, b"GRAY": 1, b"Lab ": 3}.get(header[16:20])
        told(header[12:16] in (b"prtr", b"mntr", b"scnr", b"spac"), "a profile of another class")
        told(channels == stream.get("/N"), "a profile of another number of channels")
        told(header[8] < 5, "a profile of a later version")
        same = any(intent.get("/DestOutputProfile") == stream
                   for intent in self.paper.root.get("/OutputIntents", []))
        told(not (self.paper.archive == 4 and channels == 4 and same), "the output's own profile")


def outputs(paper):
    """The colour spaces of the intents of PDF/A and PDF/X; judges them (ISO 19005-2 §6.2.3)."""
    found, profiles = {}, set()
    told = lambda holds, text: paper.archived("6.2.3", "6.2.3", holds, text)
    for intent in paper.root.get("/OutputIntents", []):
        kind = str(intent.S)
        told("/DestOutputProfileRef" not in intent, "an output profile in another file")
        known = bool(str(intent.get("/OutputConditionIdentifier", "")))
        told(known, "an output intent without a condition")
        profile = intent.get("/DestOutputProfile")
        if profile is None:
            continue
        profiles.add(profile.objgen)
        header = profile.read_bytes()[:132]
        told(header[36:40] == b"acsp" and header[8] < 5, "the output profile is none")
        told(header[12:16] in (b"prtr", b"mntr"), "the output profile is of another class")
        told(header[16:20] in (b"RGB ", b"CMYK", b"GRAY"), "the output profile has other inks")
        channels = {b"RGB ": 3, b"CMYK": 4, b"GRAY": 1}.get(header[16:20])
        told(channels == profile.get("/N"), "the output profile has another number of channels")
        if kind == "/GTS_PDFX":
            paper.pressed("output intent", known and "/Info" in intent, "the condition is not told")
            paper.pressed("output intent", header[12:16] == b"prtr", "no profile of a press")
        found[kind] = header[16:20]
    told(len(profiles) <= 1, "two output profiles")
    paper.pressed("output intent", "/GTS_PDFX" in found, "there is none")
    return found.get("/GTS_PDFA1"), found.get("/GTS_PDFX")
