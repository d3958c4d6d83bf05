#!/usr/bin/env python3
"""Times vanban beside programs that people would pick instead: the same articles, one run, one machine.

    python3 tests/benches/peers.py [--articles 500] [--book 500] [--skip NAME]

vanban writes both papers; each of the others writes its one. The others are installed in
`tests/out/peers`. Prints a table and writes `tests/benches/peers.md` and `peers.svg` beside this file.
Figures: articles a second with two at a time; processor time and peak memory (the largest process);
the sample article as a process of its own; a book of about 1.5 MB.
"""

import argparse
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OUT = ROOT / "tests" / "out" / "peers"
JOBS = 2


def install():
    """The peers, each in a folder of its own, where they are not there yet."""
    OUT.mkdir(parents=True, exist_ok=True)
    if not (OUT / "venv/bin/python").exists():
        subprocess.run([sys.executable, "-m", "venv", OUT / "venv"], check=True)
        wanted = ["pypandoc_binary==1.17", "typst==0.15.2", "markdown-pdf==1.13.3"]
        subprocess.run([OUT / "venv/bin/pip", "install", "--quiet", *wanted], check=True)
    if shutil.which("npm") and not (OUT / "node_modules").exists():
        (OUT / "package.json").write_text("{}")
        subprocess.run(["npm", "install", "--silent", "@mohtasham/md-to-docx@4.0.1"], cwd=OUT, check=True)
    if not (OUT / "cargo/bin/markdown2pdf").exists():
        name = ["markdown2pdf", "--version", "1.6.2", "--locked"]
        subprocess.run(["cargo", "install", *name, "--root", OUT / "cargo"], check=False)
    subprocess.run(["cargo", "build", "--release", "--workspace"], cwd=ROOT, check=True)


def sentences():
    """Plain sentences of the samples."""
    found = []
    for path in sorted((ROOT / "samples").glob("*.md")):
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            block = " ".join(block.split())
            if len(block) > 120 and not re.search(r"[`\[\]|<>{}$*_#\\@:~^=]", block):
                found += [s for s in re.split(r"(?<=[.!?]) ", block) if 40 < len(s) < 300]
    return found


def article(rng, pool, number):
    """An article of one to three pages as (kind, text) blocks."""
    blocks = [("lead", rng.choice(pool))]
    for section in range(rng.randint(2, 3)):
        blocks.append(("heading", f"Mục {section + 1} của bài số {number}"))
        for _ in range(rng.randint(2, 4)):
            blocks.append(("text", " ".join(rng.choice(pool) for _ in range(rng.randint(2, 5)))))
        if section == 1 and number % 2:
            blocks += [("item", rng.choice(pool)) for _ in range(3)]
        if section == 0 and number % 3 == 0:
            blocks.append(("picture", "anh.png" if number % 2 else "anh.jpg"))
    return blocks


def markdown(title, blocks, pictures):
    marks = {"lead": "**{}**\n\n", "heading": "## {}\n\n", "text": "{}\n\n", "item": "- {}\n"}
    marks["picture"] = "\n![Quang cảnh hội nghị]({})\n\n" if pictures else ""
    front = f"---\ntitle: {title}\nauthor: Thùy Ly\nlang: vi\n---\n\n"
    return front + "".join(marks[kind].format(text) for kind, text in blocks)


def typst(title, blocks):
    marks = {"lead": "*{}*\n\n", "heading": "== {}\n\n", "text": "{}\n\n", "item": "- {}\n"}
    marks["picture"] = '\n#figure(image("{}"), caption: [Quang cảnh hội nghị])\n\n'
    page = '#set page(paper: "a4")\n#set text(font: "Tinos", size: 14pt, lang: "vi")\n#set par(justify: true)\n'
    body = "".join(marks[kind].format(re.sub(r"([#*_@$])", r"\\\1", text) if kind != "picture" else text)
                   for kind, text in blocks)
    return f"{page}= {title}\n\n{body}"


def make(folder, count):
    """Articles, each also in the languages of the peers that read no front matter or no Markdown."""
    shutil.rmtree(folder, ignore_errors=True)
    pool, kinds = sentences(), {"md": ".md", "plain": ".md", "typ": ".typ"}
    for kind in kinds:
        (folder / kind).mkdir(parents=True)
        shutil.copy(ROOT / "samples/hoi-nghi-van-phong.png", folder / kind / "anh.png")
        shutil.copy(ROOT / "samples/so-tay-van-ban-bieu-do.jpg", folder / kind / "anh.jpg")
    for number in range(count):
        title, blocks = f"Hội nghị số {number} về công tác văn phòng", article(random.Random(number), pool, number)
        name = f"bai-{number:05}"
        (folder / "md" / f"{name}.md").write_text(markdown(title, blocks, True), encoding="utf-8")
        plain = f"# {title}\n\n" + markdown(title, blocks, True).split("---\n\n", 1)[1]
        (folder / "plain" / f"{name}.md").write_text(plain, encoding="utf-8")
        (folder / "typ" / f"{name}.typ").write_text(typst(title, blocks), encoding="utf-8")


def book(folder, sizes=1_500_000):
    """A book of so many bytes of text, for the programs that read Markdown and for Typst."""
    folder.mkdir(parents=True, exist_ok=True)
    pool, rng, blocks, size, chapter = sentences(), random.Random(1), [], 0, 0
    while size < sizes:
        chapter += 1
        blocks.append(("heading", f"Chương {chapter}"))
        for _ in range(12):
            text = " ".join(rng.choice(pool) for _ in range(5))
            blocks.append(("text", text))
            size += len(text.encode())
    title = "Sổ tay công tác văn phòng"
    (folder / "book.md").write_text(markdown(title, blocks, False), encoding="utf-8")
    (folder / "book.typ").write_text(typst(title, blocks), encoding="utf-8")


PYTHON = {
    "typst": """
import sys, typst
fonts = sys.argv[1]
for path in sys.argv[3:]:
    typst.compile(path, output=sys.argv[2] + "/" + path.rsplit("/", 1)[1] + ".pdf", font_paths=[fonts])
""",
    "markdown-pdf": """
import os, sys
from markdown_pdf import MarkdownPdf, Section
for path in sys.argv[3:]:
    pdf = MarkdownPdf(toc_level=0)
    pdf.add_section(Section(open(path, encoding="utf-8").read(), root=os.path.dirname(path)))
    pdf.save(sys.argv[2] + "/" + os.path.basename(path) + ".pdf")
""",
    "pandoc": """
import subprocess, sys, pypandoc
program = pypandoc.get_pandoc_path()
for path in sys.argv[3:]:
    out = sys.argv[2] + "/" + path.rsplit("/", 1)[1] + ".docx"
    subprocess.run([program, path, "-o", out, "--resource-path", path.rsplit("/", 1)[0]], check=True)
""",
}

NODE = """
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { convertMarkdownToDocx } from "@mohtasham/md-to-docx";
const [out, ...paths] = process.argv.slice(2);
for (const path of paths) {
  const blob = await convertMarkdownToDocx(readFileSync(path, "utf-8"));
  writeFileSync(`${out}/${basename(path)}.docx`, Buffer.from(await blob.arrayBuffer()));
}
"""


def commands(name, files, out):
    """The processes, run side by side, in which a program makes its papers of files."""
    parts = [files[at::JOBS] for at in range(JOBS) if files[at::JOBS]]
    if name == "vanban":
        command = [ROOT / "target/release/vanban", "build", "-q", "--no-config", "--jobs", str(JOBS)]
        return [[*command, "--out-dir", out, *files]]
    if name in PYTHON:
        script = ["-c", PYTHON[name], ROOT / "fonts", out]
        return [[OUT / "venv/bin/python", *script, *part] for part in parts]
    if name == "md-to-docx":
        (OUT / "each.mjs").write_text(NODE)
        return [["node", OUT / "each.mjs", out, *part] for part in parts]
    each = 'for f in "$@"; do "$0" -p "$f" -o "{}/$(basename "$f").pdf" >/dev/null; done'.format(out)
    return [["sh", "-c", each, OUT / "cargo/bin/markdown2pdf", *part] for part in parts]


PEERS = ["vanban", "typst", "markdown-pdf", "markdown2pdf", "md-to-docx", "pandoc"]
PAPERS = {"vanban": "PDF + DOCX", "md-to-docx": "DOCX", "pandoc": "DOCX"}


def run(name, files, folder):
    """Wall and processor seconds, peak megabytes, and how many papers were written."""
    out = folder / "papers" / name
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    wall = time.perf_counter()
    started = [subprocess.Popen([str(word) for word in command], cwd=pathlib.Path(files[0]).parent,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
               for command in commands(name, files, out)]
    cpu, peak = 0.0, 0
    for child in started:
        _, _, usage = os.wait4(child.pid, 0)
        cpu += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss / 1024)
    return time.perf_counter() - wall, cpu, peak, len(list(out.iterdir()))


def best(name, files, folder, times):
    return min((run(name, files, folder) for _ in range(times)), key=lambda figures: figures[1])


def picture(rows):
    """Articles a second as bars."""
    top, lines = max(rate for _, rate in rows), []
    for at, (name, rate) in enumerate(rows):
        y, width = 16 + 30 * at, max(2, round(460 * rate / top))
        color = "#b00020" if name.startswith("vanban") else "#8a8f98"
        lines.append(f'<text x="170" y="{y + 15}" text-anchor="end">{name}</text>'
                     f'<rect x="180" y="{y}" width="{width}" height="20" fill="{color}"/>'
                     f'<text x="{188 + width}" y="{y + 15}">{rate:.0f}</text>')
    height = 26 + 30 * len(rows)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="{height}" font-family="sans-serif" '
            f'font-size="14">\n' + "\n".join(lines) + "\n</svg>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--skip", action="append", default=[])
    asked = parser.parse_args()
    install()
    folder = OUT / "articles"
    make(folder, asked.articles)
    book(folder / "book")
    kind = {"vanban": "md", "typst": "typ", "pandoc": "md"}
    table = ["| program | papers | articles a second | CPU an article | sample article, CPU | book, CPU | book, memory |",
             "|---|---|---|---|---|---|---|"]
    bars = []
    for name in [peer for peer in PEERS if peer not in asked.skip]:
        where = kind.get(name, "plain")
        suffix = "typ" if where == "typ" else "md"
        files = [str(path) for path in sorted((folder / where).glob(f"bai-*.{suffix}"))]
        wall, cpu, _, made = best(name, files, folder, asked.times)
        papers = len(files) * (2 if name == "vanban" else 1)
        if made < papers:
            print(f"{name}: {made} of {papers} papers", file=sys.stderr)
        rate = len(files) / wall
        one = best(name, [str(ROOT / "samples/hoi-nghi-van-phong.md") if suffix == "md" else files[0]], folder, 10)
        whole = best(name, [str(folder / "book" / f"book.{suffix}")], folder, asked.times)
        row = [name, PAPERS.get(name, "PDF"), f"{rate:.0f}", f"{1000 * cpu / len(files):.1f} ms",
               f"{1000 * one[1]:.0f} ms", f"{whole[1]:.2f} s", f"{whole[2]:.0f} MB"]
        table.append("| " + " | ".join(row) + " |")
        bars.append((name, rate))
        print(table[-1], flush=True)
    (HERE / "peers.md").write_text("\n".join(table) + "\n")
    (HERE / "peers.svg").write_text(picture(bars))


if __name__ == "__main__":
    main()
