#!/usr/bin/env python3
"""Looks at the page of the main job in a browser, as readers do, and fails on what they stumble over:
a page wider than the screen, labels on top of each other or outside their picture, text under 11 px,
contrast under 4.5; on paper a picture, list or check that a page break cuts, text under 7.5 pt, more
pages than anybody reads. What is wider than the paper is found at its width: a browser shrinks it.

    python3 tests/browser/check.py target/release/examples/customer_base

English, Chinese, a base that must not be trusted and a survey alone; at 390, 768 and 1100 px, dark, and printed to
PDF. Needs `chromium`, a CJK font and `pdftohtml` (poppler-utils), and nothing else. First it looks at
pages that are broken on purpose and fails unless each fault is found.
"""

from __future__ import annotations

import html
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
WIDTHS = (390, 768, 1100)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# What is wrong, and how a page is broken so that it is.
BROKEN = {
    "overflow": ("</main>", "<p style='width:3000px'>as wide as a wall</p></main>"),
    "small": ("</main>", "<p style='font-size:9px'>fine print</p></main>"),
    "contrast": ("</main>", "<p style='color:#bbb;background:#fff'>faint</p></main>"),
    "overlap": (
        "</main>",
        "<svg class='picture' viewBox='0 0 360 40' width='360' height='40'>"
        "<text x='9' y='20'>one label</text><text x='20' y='22'>another</text></svg></main>",
    ),
    "outside": (
        "</main>",
        "<svg class='picture' viewBox='0 0 360 40' width='360' height='40'>"
        "<text x='340' y='20'>a label that leaves</text></svg></main>",
    ),
}

# The same on paper.
BROKEN_ON_PAPER = {
    "cut": ("figure, article,", "article,"),
    "pages": ("</main>", "<p style='height:6000mm'>long</p></main>"),
}
# A4 less its margins, in px.
PAPER = 695
# The least size of text, in px; on paper (7.5 pt) that of a picture of 760 px which has 695.
LEAST = 10.95
LEAST_ON_PAPER = 9.95
MOST_PAGES = 20
# Marks are letters: a PDF does not tell figures of one width from each other.
LETTERS = str.maketrans("0123456789", "bcdefghijk")
# What must stand on one page.
WHOLE = re.compile(r"<(figure|article)\b[^>]*>|</(figure|article)>|<li>(?=\s*<h3>)|</li>")


def browser() -> str:
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    if not found:
        raise SystemExit(f"none of {', '.join(BROWSERS)} is here")
    return found[0]


def as_dark(page: str) -> str:
    return re.sub(r"@media screen and \(prefers-color-scheme: ?dark\)", "@media all", page)


def as_printed(page: str) -> str:
    return page.replace("@media print", "@media all").replace("@page", "@media not all")


def unfolded(page: str) -> str:
    return page.replace("<details>", "<details open>")


def looks(folder: Path, pages: dict[str, tuple[str, int, float]]) -> dict[str, list[dict[str, str]]]:
    """What is found on each page at its width; a frame has the width of a screen."""
    script = (HERE / "look.js").read_text(encoding="utf-8")
    frames = "".join(
        f'<iframe title="{html.escape(name)}" style="width:{width}px;height:4000px;border:0" '
        f'data-least="{least}" srcdoc="{html.escape(page)}"></iframe>'
        for name, (page, width, least) in pages.items()
    )
    run = """
        const found = {};
        for (const frame of document.querySelectorAll("iframe"))
            found[frame.title] = frame.contentWindow.eval(`(${look})(${frame.dataset.least})`);
        const out = document.createElement("pre");
        out.id = "found";
        out.textContent = JSON.stringify(found);
        document.body.replaceChildren(out);
    """
    harness = folder / "harness.html"
    harness.write_text(
        f'<!doctype html><meta charset="utf-8"><body>{frames}<script>{script}\n'
        f"addEventListener('load', () => {{{run}}});</script></body>",
        encoding="utf-8",
    )
    printed = browse(folder, "--virtual-time-budget=20000", "--dump-dom", harness.as_uri())
    found = re.search(r'<pre id="found">(.*?)</pre>', printed.stdout, re.DOTALL)
    if found is None:
        raise SystemExit(f"the browser said nothing:\n{printed.stderr[-2000:]}")
    return json.loads(html.unescape(found[1]))


def browse(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the browser without a window."""
    command = [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    command += ["--disable-dev-shm-usage", f"--user-data-dir={folder / 'profile'}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def marked(page: str) -> str:
    """The page with a mark at the begin and the end of everything that must stand on one page."""
    open_ones: list[str] = []
    count = 0

    def mark(found: re.Match[str]) -> str:
        nonlocal count
        tag = found[0]
        if tag.startswith("</"):
            if not open_ones:
                return tag
            return f'<span class="mark end">zq{open_ones.pop()}zq</span>{tag}'
        count += 1
        open_ones.append(str(count).translate(LETTERS))
        return f'{tag}<span class="mark">aq{open_ones[-1]}aq</span>'

    style = (
        "figure, article, .checks li { position: relative; }"
        ".mark { position: absolute; top: 0; left: 0; font: 1px/1 sans-serif; }"
        ".mark.end { top: auto; bottom: 0; }"
    )
    return WHOLE.sub(mark, page).replace("</style>", style + "</style>", 1)


def on_paper(folder: Path, page: str) -> list[dict[str, str]]:
    """What is found on the page when it is printed."""
    source, target = folder / "paper.html", folder / "paper.pdf"
    source.write_text(marked(page), encoding="utf-8")
    target.unlink(missing_ok=True)
    printed = browse(
        folder, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()
    )
    if not target.exists():
        raise SystemExit(f"the browser printed nothing:\n{printed.stderr[-2000:]}")
    command = ["pdftohtml", "-xml", "-i", "-stdout", str(target)]
    text = subprocess.run(command, capture_output=True, check=True).stdout
    begins: dict[str, str] = {}
    ends: dict[str, str] = {}
    found: list[dict[str, str]] = []
    pages = re.findall(
        r'<page number="(\d+)"[^>]*>(.*?)</page>',
        text.decode("utf-8", "replace"),
        re.DOTALL,
    )
    for number, content in pages:
        for words in re.findall(r"<text [^>]*>(.*?)</text>", content):
            words = re.sub("<[^>]+>", "", words)
            begins |= dict.fromkeys(re.findall("aq([b-k]+)aq", words), number)
            ends |= dict.fromkeys(re.findall("zq([b-k]+)zq", words), number)
    if not begins:
        raise SystemExit("nothing that must stand on one page was found on paper")
    for mark, number in begins.items():
        if ends.get(mark) != number:
            whole = f"pages {number} and {ends.get(mark)}"
            found.append({"kind": "cut", "text": f"block {mark}", "more": whole})
    if len(pages) > MOST_PAGES:
        found.append({"kind": "pages", "text": "too many", "more": str(len(pages))})
    return found


def alike(path: Path) -> None:
    """Customers who do not differ, so that no ranking of them is worth anything."""
    draw = random.Random(7)
    first = date(2022, 1, 1)
    lines = ["customer,date,amount"]
    for customer in range(250):
        day = draw.randrange(60)
        while day < 730:
            lines.append(f"{customer},{first + timedelta(day)},{draw.randrange(1000, 9000) / 100}")
            day += 1 + int(draw.expovariate(1 / 55))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def pages(job: str, folder: Path) -> dict[str, str]:
    """English, Chinese, of a base that must not be trusted, and of a survey alone."""
    found = {}
    alike(folder / "alike.csv")
    survey = HERE.parents[1] / "examples/data/survey_raw_synthetic.csv"
    jobs = {
        "": ("customer_base", []),
        "red ": ("customer_base", ["--transactions", str(folder / "alike.csv")]),
        "survey ": ("survey", ["--survey", str(survey)]),
    }
    for name, (stem, arguments) in jobs.items():
        out = folder / (name.strip() or "sample")
        subprocess.run([job, "--out", out, *arguments], check=True, stdout=subprocess.DEVNULL)
        for language, file in {"en": f"{stem}.html", "zh": f"{stem}.zh-CN.html"}.items():
            found[name + language] = (out / file).read_text(encoding="utf-8")
    if "class=\"verdict bad\"" not in found["red en"]:
        raise SystemExit("the base whose customers do not differ is not red")
    return found


def main() -> int:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        made = pages(str(Path(sys.argv[1]).resolve()), folder)
        broken = {
            kind: (made["en"].replace(old, new), 1100, LEAST) for kind, (old, new) in BROKEN.items()
        }
        fine = "<p style='font-size:7pt'>fine print</p></main>"
        fine = as_printed(made["en"]).replace("</main>", fine)
        broken["small on paper"] = (fine, PAPER, LEAST_ON_PAPER)
        for kind, found in looks(folder, broken).items():
            if kind.split()[0] not in {fault["kind"] for fault in found}:
                raise SystemExit(f"{kind}: the check does not see it on a page that has it")
        for kind, (old, new) in BROKEN_ON_PAPER.items():
            if old not in made["en"]:
                raise SystemExit(f"{kind}: the page has no {old!r} to break")
            found = on_paper(folder, made["en"].replace(old, new))
            if kind not in {fault["kind"] for fault in found}:
                raise SystemExit(f"{kind}: the check does not see it on paper that has it")
        asked = {}
        for name, page in {name: unfolded(page) for name, page in made.items()}.items():
            asked |= {f"{name} {width} px": (page, width, LEAST) for width in WIDTHS}
            dark = as_dark(page)
            asked |= {f"{name} {width} px dark": (dark, width, LEAST) for width in (390, 1100)}
            asked |= {f"{name} printed": (as_printed(page), PAPER, LEAST_ON_PAPER)}
        faults = 0
        seen = looks(folder, asked)
        seen |= {f"{name} on paper": on_paper(folder, page) for name, page in made.items()}
        for name, found in seen.items():
            for fault in found:
                faults += 1
                print(f"{name}: {fault['kind']}: {fault['text']!r} ({fault['more']})")
        print(f"{len(seen)} views of {len(made)} pages, {faults} faults")
        return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
