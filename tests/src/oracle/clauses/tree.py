"""The structure tree by the rules of ISO 14289-1 §7 and ISO 19005-2 §6.7.

That each mark belongs to one element, and each annotation to its own, `structure.py` tests.
"""

from paper import LANGUAGE, Array, Dictionary, Name, String, each

STANDARD = set(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 "
    "H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link "
    "Annot Ruby Warichu RB RT RP WT WP Figure Formula Form".split()
)
LATER = {"Title", "FENote", "Sub", "Em", "Strong", "Aside", "DocumentFragment", "H"}
# ISO 14289-1 §7.2: what may stand in what.
INSIDE = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"}, "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOC", "TOCI", "Caption"},
}
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"}, "THead": {"Table"}, "TBody": {"Table"},
    "TFoot": {"Table"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"},
}


class Element:
    """An element: its type as a standard one, its parent, its kids."""

    def __init__(self, item, kind, parent):
        self.item, self.kind, self.parent = item, kind, parent
        self.kids, self.objects = [], []

    def attribute(self, key, default=None):
        for owner in each(self.item.get("/A")):
            if isinstance(owner, Dictionary) and key in owner:
                return owner[key]
        return default


def judge(paper):
    root = paper.root.get("/StructTreeRoot")
    marked = bool(paper.root.get("/MarkInfo", Dictionary()).get("/Marked", False))
    suspect = bool(paper.root.get("/MarkInfo", Dictionary()).get("/Suspects", False))
    graded = paper.level == "A"
    paper.archived("6.7.2.2", None, marked or not graded, "the document is not marked")
    paper.accessibly("6.2", marked, "the document is not marked")
    paper.accessibly("7.1", not suspect, "the document suspects itself")
    paper.archived("6.7.3.3", None, root is not None or not graded, "there is no structure")
    paper.accessibly("7.1", root is not None, "there is no structure")
    if root is None:
        return {}
    elements = walk(paper, root)
    outline(paper, elements)
    notes = set()
    for element in elements:
        nesting(paper, element)
        words(paper, element)
        if element.kind == "Table":
            table(paper, element)
        if element.kind == "Note":
            known = str(element.item.get("/ID", ""))
            paper.accessibly("7.9", known and known not in notes, f"the note {known!r}")
            notes.add(known)
    return {number: element for element in elements for number in element.objects}


def walk(paper, root):
    """All elements in the order of reading."""
    roles = {key[1:]: str(kind)[1:] for key, kind in root.get("/RoleMap", Dictionary()).items()}
    graded = paper.level == "A"
    for role, kind in roles.items():
        holds = kind in STANDARD
        paper.archived("6.7.3.4", None, holds or not graded, f"{role} is mapped to {kind}")
        paper.accessibly("7.1", holds, f"{role} is mapped to {kind}")
        paper.accessibly("7.1", role not in STANDARD, f"the standard type {role} is mapped")
    elements, open_ = [], [(kid, None) for kid in reversed(each(root.K))]
    while open_:
        item, parent = open_.pop()
        role = str(item.S)[1:]
        kind = roles.get(role, role)
        known = kind in STANDARD or paper.archive == 4 and kind in LATER
        paper.archived("6.7.3.4", None, known or not graded, f"the type {role}")
        paper.accessibly("7.1", known, f"the type {role}")
        paper.accessibly("7.1", "/P" in item, f"an element {role} without a parent")
        element = Element(item, kind, parent)
        elements.append(element)
        if parent is not None:
            parent.kids.append(element)
        for kid in reversed(each(item.get("/K"))):
            if not isinstance(kid, Dictionary):
                continue
            if kid.get("/Type") == Name.OBJR:
                element.objects.append(kid.Obj.objgen)
            elif kid.get("/Type") != Name.MCR:
                open_.append((kid, element))
    return elements


def nesting(paper, element):
    kinds = [kid.kind for kid in element.kids]
    above = element.parent.kind if element.parent else ""
    told = lambda holds, text: paper.accessibly("7.2", holds, text)
    allowed = INSIDE.get(element.kind)
    if allowed is not None:
        told(set(kinds) <= allowed, f"{element.kind} holds {sorted(set(kinds) - allowed)}")
    wanted = PARENTS.get(element.kind)
    if wanted is not None:
        told(above in wanted, f"{element.kind} stands in {above}")
    if element.kind == "Table":
        told(kinds.count("THead") <= 1 and kinds.count("TFoot") <= 1, "a table with two heads")
        told("THead" not in kinds or "TBody" in kinds, "a table with a head and no body")
    if element.kind in ("L", "TOC"):
        told("Caption" not in kinds[1:], f"a caption inside {element.kind}")
    if element.kind == "Table":
        told("Caption" not in kinds[1:-1] and kinds.count("Caption") < 2, "a caption inside a table")
    paper.accessibly("7.4.4", kinds.count("H") <= 1, "two headings without a level")


def words(paper, element):
    item, kind = element.item, element.kind
    spoken = any(str(item.get(key, "")).strip() for key in ("/Alt", "/ActualText"))
    if kind in ("Figure", "Formula"):
        clause = "7.3" if kind == "Figure" else "7.7"
        paper.accessibly(clause, spoken, f"a {kind} without words")
    if "/Lang" in item:
        tag = LANGUAGE.fullmatch(str(item.Lang))
        paper.accessibly("7.2", tag, f"the language {item.Lang!s}")
        paper.archived("6.7.4", None, tag or paper.level != "A", f"the language {item.Lang!s}")
    if kind == "Link":
        paper.accessibly("7.18.5", bool(element.objects), "a link without its annotation")


def outline(paper, elements):
    """Headings skip no level (ISO 14289-1 §7.4.2)."""
    last = 0
    for element in elements:
        if len(element.kind) == 2 and element.kind[0] == "H" and element.kind[1].isdigit():
            level = int(element.kind[1])
            paper.accessibly("7.4.2", level <= last + 1, f"H{level} follows H{last}")
            last = level


def table(paper, element):
    """Cells fill the grid, and each finds its header (ISO 14289-1 §7.2, §7.5)."""
    rows = []
    for part in element.kids:
        rows += [part] if part.kind == "TR" else [row for row in part.kids if row.kind == "TR"]
    cells = [[kid for kid in row.kids if kid.kind in ("TH", "TD")] for row in rows]
    span = lambda cell, key: int(cell.attribute(key, 1))
    wide = sum(span(cell, "/ColSpan") for cell in cells[0]) if cells else 0
    grid = [[None] * wide for _ in rows]
    told = lambda holds, text: paper.accessibly("7.2", holds, f"a table: {text}")
    for at, row in enumerate(cells):
        column = 0
        for cell in row:
            while column < wide and grid[at][column] is not None:
                column += 1
            right, down = column + span(cell, "/ColSpan"), at + span(cell, "/RowSpan")
            told(right <= wide, f"row {at + 1} has more cells than the first")
            told(down <= len(rows), f"a cell of row {at + 1} reaches under the last")
            for y in range(at, min(down, len(rows))):
                for x in range(column, min(right, wide)):
                    told(grid[y][x] is None, f"two cells in row {y + 1}, column {x + 1}")
                    grid[y][x] = cell
            column = right
    for at, row in enumerate(grid):
        told(all(cell is not None for cell in row), f"row {at + 1} has fewer cells than the first")
    headers(paper, element, grid)


def headers(paper, element, grid):
    heads = {id(cell): cell for row in grid for cell in row if cell and cell.kind == "TH"}
    known = {bytes(head.item.ID) for head in heads.values() if "/ID" in head.item}
    told = lambda holds, text: paper.accessibly("7.5", holds, f"a table: {text}")
    told(bool(heads) or not grid, "no cell is a header")
    for head in heads.values():
        told(head.attribute("/Scope") is not None, "a header cell without a scope")
    for y, row in enumerate(grid):
        for x, cell in enumerate(row):
            if cell is None or cell.kind != "TD":
                continue
            named = cell.attribute("/Headers")
            if named is not None:
                told({bytes(each) for each in named} <= known, "a cell names unknown headers")
                continue
            above = [grid[at][x] for at in range(y) if grid[at][x]]
            before = [other for other in row[:x] if other]
            scoped = lambda cells, scope: any(
                other.kind == "TH" and str(other.attribute("/Scope")) in (scope, "/Both")
                for other in cells
            )
            found = scoped(above, "/Column") or scoped(before, "/Row")
            told(found, f"row {y + 1}, column {x + 1} has no header")
