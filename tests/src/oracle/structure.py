"""The structure tree of a PDF as a screen reader walks it, read with pikepdf, as JSON.

An element is {"type", "kids", ...} with what of alt, lang, id, ref, scope, columns, rows, headers,
numbering and object (the annotation of a link: its contents and where it leads) it has; text is a
string among the kids. Types are mapped to standard ones. Artifacts are left out. Fails on content
that no element holds, on content held twice, and on a parent tree that says otherwise.
"""

import json
import re
import sys

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def texts(font):
    """The text of each code of a font, from its ToUnicode."""
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    unhex = lambda digits: bytes.fromhex(digits).decode("utf-16-be")
    for section in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", section):
            found[int(code, 16)] = unhex(text)
    for section in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", section):
            for at in range(int(first, 16), int(last, 16) + 1):
                start = unhex(text)
                found[at] = start[:-1] + chr(ord(start[-1]) + at - int(first, 16))
        for first, _, list_ in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", section, re.S):
            for at, text in enumerate(re.findall(r"<(\w+)>", list_)):
                found[int(first, 16) + at] = unhex(text)
    return found


FONTS = {}


def contents(page):
    """The text of each marked sequence of a page; fails on text or paint outside of all."""
    marked, open_, font = {}, [], None
    fonts = page.Resources.get("/Font", Dictionary())
    spoken = lambda: any(actual for _, actual in open_)

    def say(text):
        mcid = next((mcid for mcid, _ in reversed(open_) if mcid is not None), None)
        if mcid is None:
            raise SystemExit("text outside of marked content: " + text)
        if mcid != "artifact":
            marked[mcid].append(text)

    for operands, operator in pikepdf.parse_content_stream(page):
        op = str(operator)
        if op in ("BDC", "BMC"):
            properties = operands[1] if op == "BDC" else Dictionary()
            mcid = int(properties.MCID) if "/MCID" in properties else None
            if operands[0] == Name.Artifact:
                mcid = "artifact"
            elif mcid is not None:
                if mcid in marked:
                    raise SystemExit(f"the identifier {mcid} stands twice on a page")
                marked[mcid] = []
            actual = "/ActualText" in properties
            open_.append((mcid, actual))
            if actual:
                open_[-1] = (mcid, False)
                say(str(properties.ActualText))
                open_[-1] = (mcid, True)
        elif op == "EMC":
            open_.pop()
        elif op == "Tf":
            name = str(operands[0])
            key = fonts[name].objgen
            font = FONTS.setdefault(key, None) or texts(fonts[name])
            FONTS[key] = font
        elif op in ("Tj", "TJ"):
            strings = operands[0] if op == "TJ" else [operands[0]]
            for string in strings:
                if isinstance(string, String):
                    codes = bytes(string)
                    text = "".join(
                        font[codes[at] * 256 + codes[at + 1]] for at in range(0, len(codes), 2)
                    )
                    if not spoken():
                        say(text)
        elif op in ("f", "f*", "S", "B", "Do", "s", "b", "sh"):
            if not any(mcid is not None for mcid, _ in open_):
                raise SystemExit(f"{op} outside of marked content")
    if open_:
        raise SystemExit("marked content is not closed")
    return {mcid: "".join(parts) for mcid, parts in marked.items()}


def numbers(tree):
    """The entries of a number tree."""
    if "/Nums" in tree:
        yield from ((int(tree.Nums[at]), tree.Nums[at + 1]) for at in range(0, len(tree.Nums), 2))
    for kid in tree.get("/Kids", []):
        yield from numbers(kid)


class Reader:
    def __init__(self, pdf):
        self.pdf = pdf
        self.pages = {page.objgen: dict(contents(page)) for page in pdf.pages}
        self.keys = {page.objgen: int(page.StructParents) for page in pdf.pages}
        self.root = pdf.Root.StructTreeRoot
        self.roles = {str(k): str(v) for k, v in self.root.get("/RoleMap", Dictionary()).items()}
        self.parents = dict(numbers(self.root.ParentTree))
        self.held = set()

    def element(self, element):
        role = str(element.S)
        made = {"type": self.roles.get(role, role)[1:], "kids": []}
        if role in self.roles:
            made["role"] = role[1:]
        for key, name in (("/Alt", "alt"), ("/Lang", "lang"), ("/ID", "id")):
            if key in element:
                made[name] = str(element[key])
        if "/Ref" in element:
            made["ref"] = [str(other.get("/ID", other.S)) for other in element.Ref]
        attributes = element.get("/A", [])
        for each in attributes if isinstance(attributes, Array) else [attributes]:
            for key, name in (
                ("/Scope", "scope"),
                ("/ListNumbering", "numbering"),
                ("/Placement", "placement"),
            ):
                if key in each:
                    made[name] = str(each[key])[1:]
            for key, name in (("/ColSpan", "columns"), ("/RowSpan", "rows")):
                if key in each:
                    made[name] = int(each[key])
            if "/Headers" in each:
                made["headers"] = [str(header) for header in each.Headers]
        kids = element.get("/K", Array([]))
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int) or isinstance(kid, pikepdf.Object) and not isinstance(
                kid, Dictionary
            ):
                made["kids"].append(self.content(element, element.Pg, int(kid)))
            elif kid.get("/Type") == Name.MCR:
                made["kids"].append(self.content(element, kid.Pg, int(kid.MCID)))
            elif kid.get("/Type") == Name.OBJR:
                annotation = kid.Obj
                owner = self.parents[int(annotation.StructParent)]
                if owner.objgen != element.objgen:
                    raise SystemExit("an annotation belongs to another element")
                action = annotation.get("/A", Dictionary())
                made["object"] = {
                    "contents": str(annotation.get("/Contents", "")),
                    "uri": str(action.get("/URI", "")),
                }
            else:
                if kid.P.objgen != element.objgen:
                    raise SystemExit("an element names another parent")
                made["kids"].append(kid)
        return made

    def content(self, element, page, mcid):
        if (page.objgen, mcid) in self.held:
            raise SystemExit(f"content {mcid} is held twice")
        self.held.add((page.objgen, mcid))
        owner = self.parents[self.keys[page.objgen]][mcid]
        if owner.objgen != element.objgen:
            raise SystemExit(f"content {mcid} belongs to another element")
        return self.pages[page.objgen][mcid]

    def tree(self):
        (top,) = self.root.K
        whole = self.element(top)
        open_ = [whole]
        while open_:
            made = open_.pop()
            for at, kid in enumerate(made["kids"]):
                if not isinstance(kid, str):
                    made["kids"][at] = self.element(kid)
                    open_.append(made["kids"][at])
        for page, marked in self.pages.items():
            for mcid, text in marked.items():
                if (page, mcid) not in self.held:
                    raise SystemExit(f"content {mcid} is held by no element: {text}")
        return whole


sys.setrecursionlimit(100_000)
with pikepdf.open(sys.argv[1]) as pdf:
    catalog = pdf.Root
    whole = Reader(pdf).tree()
    whole["lang"] = str(catalog.Lang)
    print(json.dumps(whole, ensure_ascii=False))
