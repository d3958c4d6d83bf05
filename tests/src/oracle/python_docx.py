"""Reads a DOCX with python-docx and writes what the tests compare, as JSON."""
import json
import sys

import docx
from docx.oxml.ns import qn

document = docx.Document(sys.argv[1])
section = document.sections[0]
properties = document.core_properties


def alignment(paragraph):
    value = paragraph.alignment
    style = paragraph.style
    while value is None and style is not None:
        value = style.paragraph_format.alignment
        style = style.base_style
    return None if value is None else value.name


def table(item):
    rows = []
    for row in item.rows:
        repeated = row._tr.find(qn("w:trPr") + "/" + qn("w:tblHeader")) is not None
        whole = row._tr.find(qn("w:trPr") + "/" + qn("w:cantSplit")) is not None
        rows.append({
            "header": repeated,
            "whole": whole,
            "cells": [cell.text for cell in row.cells],
            "align": [alignment(cell.paragraphs[0]) for cell in row.cells],
        })
    return rows


def number_format(paragraph):
    """The format of the paragraph's own numbering, through its style where it has none."""
    found = paragraph._p.find(qn("w:pPr") + "/" + qn("w:numPr"))
    if found is None:
        return None
    number = found.find(qn("w:numId"))
    return None if number is None else number.get(qn("w:val"))


json.dump({
    "title": properties.title,
    "author": properties.author,
    "keywords": properties.keywords,
    "category": properties.category,
    "language": properties.language,
    "page": [round(side.mm, 1) for side in (
        section.page_width, section.page_height, section.top_margin, section.bottom_margin,
        section.left_margin, section.right_margin)],
    "different_first_page": section.different_first_page_header_footer,
    "header_fields": [
        field.text for field in section.header._element.iter(qn("w:instrText"))
    ] + [
        field.get(qn("w:instr")) for field in section.header._element.iter(qn("w:fldSimple"))
    ],
    "first_header": "".join(p.text for p in section.first_page_header.paragraphs),
    "languages": sorted({
        value for lang in document.styles.element.iter(qn("w:lang"))
        for value in [lang.get(qn("w:val"))] if value
    }),
    "paragraphs": [
        {"style": p.style.name, "text": p.text, "numbered": number_format(p) is not None,
         "align": alignment(p)}
        for p in document.paragraphs
    ],
    "tables": [table(item) for item in document.tables],
    "pictures": [
        {"width": shape.width.mm, "height": shape.height.mm,
         "alt": shape._inline.docPr.get("descr")}
        for shape in document.inline_shapes
    ],
}, sys.stdout, ensure_ascii=False)
