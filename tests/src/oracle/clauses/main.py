"""Judges PDFs by the rules of what they claim: `main.py PDF...` writes a line of JSON for each.

A line holds "claims", a list, and "findings", each rule that is broken with what breaks it, the first
few of them.
"""

import json
import sys

import content
import file
import fonts
import metadata
import page
import tree
from paper import Paper

FIRST = 3


def judge(path):
    paper = Paper(path)
    file.judge(paper)
    walked = content.Content(paper)
    fonts.judge(paper, walked)
    metadata.judge(paper)
    page.judge(paper, tree.judge(paper))
    findings = []
    for rule, told in sorted(paper.findings.items()):
        more = f" (and {len(told) - FIRST} more)" if len(told) > FIRST else ""
        findings.append(f"{rule}: {'; '.join(dict.fromkeys(told[:FIRST]))}{more}")
    return {"claims": paper.claims(), "findings": findings}


if __name__ == "__main__":
    for path in sys.argv[1:]:
        print(json.dumps(judge(path), ensure_ascii=False), flush=True)
