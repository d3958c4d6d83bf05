"""Pages as sheets: their boxes, what can be clicked, how one tabs through them."""

from paper import Array, Dictionary, Name

ANNOTATIONS = {
    "/Text", "/Link", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine",
    "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup",
    "/Widget", "/PrinterMark", "/TrapNet", "/Watermark", "/Redact",
}


def judge(paper, owners):
    for at, page in enumerate(paper.pdf.pages, 1):
        boxes(paper, at, page)
        found = page.obj.get("/Annots", Array([]))
        tabbed = len(found) == 0 or page.obj.get("/Tabs") == Name.S
        paper.accessibly("7.18.3", tabbed, f"page {at}: tabs do not follow the structure")
        for annotation in found:
            one(paper, f"page {at}", page, annotation, owners)


def boxes(paper, at, page):
    box = lambda key: [float(side) for side in page.obj[key]] if key in page.obj else None
    media, trim, bleed = box("/MediaBox"), box("/TrimBox"), box("/BleedBox")
    crop = box("/CropBox")
    for sides in (media, crop, trim, bleed):
        if sides:
            wide, high = abs(sides[2] - sides[0]), abs(sides[3] - sides[1])
            room = 3 <= wide <= 14400 and 3 <= high <= 14400
            paper.archived("6.1.13", None, room, f"page {at}: a box of {wide} by {high}")
    told = lambda holds, text: paper.pressed("boxes", holds, f"page {at}: {text}")
    told(media is not None and trim is not None, "no TrimBox")
    told("/ArtBox" not in page.obj, "an ArtBox beside the TrimBox")
    inside = lambda one, other: not one or not other or (
        one[0] >= other[0] and one[1] >= other[1] and one[2] <= other[2] and one[3] <= other[3]
    )
    told(bleed is not None, "no BleedBox")
    told(inside(trim, bleed) and inside(trim, media), "the trim reaches outside")
    told(inside(bleed, media), "the bleed reaches outside")
    told(inside(trim, crop) and inside(bleed, crop), "the page is cropped inside its trim")


def one(paper, where, page, annotation, owners):
    kind = str(annotation.get("/Subtype"))
    told = lambda clause, holds, text: paper.archived(clause, clause, holds, f"{where}: {text}")
    told("6.3.1", kind in ANNOTATIONS, f"an annotation of the kind {kind}")
    flags = annotation.get("/F")
    told("6.3.2", flags is not None, "an annotation without flags")
    flags = int(flags or 0)
    # To be printed; neither invisible, hidden, without view nor toggling it.
    told("6.3.2", flags & 4 and not flags & (1 | 2 | 32 | 256), f"an annotation with flags {flags}")
    told("6.3.3", kind in ("/Link", "/Popup") or "/AP" in annotation, "no appearance")
    told("6.4.1", kind != "/Widget", "a field of a form")
    told("6.5.2", "/AA" not in annotation, "additional actions")
    says = str(annotation.get("/Contents", "")).strip()
    clause = "7.18.5" if kind == "/Link" else "7.18.1"
    paper.accessibly(clause, bool(says), f"{where}: a {kind[1:]} that says nothing")
    owner = owners.get(annotation.objgen)
    held = owner is not None and owner.kind == ("Link" if kind == "/Link" else "Annot")
    paper.accessibly(clause, held, f"{where}: a {kind[1:]} that no element holds")
    paper.accessibly(clause, "/StructParent" in annotation, f"{where}: a {kind[1:]} of no parent")
    if paper.press and kind not in ("/PrinterMark", "/TrapNet"):
        sides = [float(side) for side in annotation.Rect]
        bleed = page.obj.get("/BleedBox", page.obj.get("/TrimBox", page.obj.MediaBox))
        left, bottom, right, top = (float(side) for side in bleed)
        away = sides[2] <= left or sides[0] >= right or sides[3] <= bottom or sides[1] >= top
        paper.pressed("annotations", away, f"{where}: a {kind[1:]} on the page")
