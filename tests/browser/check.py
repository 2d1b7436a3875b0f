#!/usr/bin/env python3
"""Looks at the page of the main job in a browser, as readers do, and fails on what they stumble over:
a page wider than the screen, labels on top of each other or outside their picture, text under 11 px,
contrast under 4.5.

    python3 tests/browser/check.py target/release/examples/customer_base

English, Chinese and a base that must not be trusted; at 390, 768 and 1100 px, dark, and as printed.
Needs `chromium` and a CJK font, and nothing else. First it looks at pages that are broken on purpose
and fails unless each fault is found.
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


def browser() -> str:
    found = [path for name in BROWSERS if (path := shutil.which(name))]
    if not found:
        raise SystemExit(f"none of {', '.join(BROWSERS)} is here")
    return found[0]


def as_dark(page: str) -> str:
    return re.sub(r"@media screen and \(prefers-color-scheme: ?dark\)", "@media all", page)


def as_printed(page: str) -> str:
    return page.replace("@media print", "@media all").replace("@page", "@media not all")


def looks(folder: Path, pages: dict[str, tuple[str, int]]) -> dict[str, list[dict[str, str]]]:
    """What is found on each page at its width; a frame has the width of a screen."""
    script = (HERE / "look.js").read_text(encoding="utf-8")
    frames = "".join(
        f'<iframe title="{html.escape(name)}" style="width:{width}px;height:4000px;border:0" '
        f'srcdoc="{html.escape(page)}"></iframe>'
        for name, (page, width) in pages.items()
    )
    run = """
        const found = {};
        for (const frame of document.querySelectorAll("iframe"))
            found[frame.title] = frame.contentWindow.eval(`(${look})()`);
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
    command = [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    command += ["--disable-dev-shm-usage", f"--user-data-dir={folder / 'profile'}"]
    command += ["--virtual-time-budget=20000", "--dump-dom", harness.as_uri()]
    printed = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    found = re.search(r'<pre id="found">(.*?)</pre>', printed.stdout, re.DOTALL)
    if found is None:
        raise SystemExit(f"the browser said nothing:\n{printed.stderr[-2000:]}")
    return json.loads(html.unescape(found[1]))


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
    """English, Chinese, and of a base that must not be trusted."""
    found = {}
    alike(folder / "alike.csv")
    for name, arguments in {"": [], "red ": ["--transactions", str(folder / "alike.csv")]}.items():
        out = folder / (name.strip() or "sample")
        subprocess.run([job, "--out", out, *arguments], check=True, stdout=subprocess.DEVNULL)
        for language, file in {"en": "customer_base.html", "zh": "customer_base.zh-CN.html"}.items():
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
            kind: (made["en"].replace(old, new), 1100) for kind, (old, new) in BROKEN.items()
        }
        for kind, found in looks(folder, broken).items():
            if kind not in {fault["kind"] for fault in found}:
                raise SystemExit(f"{kind}: the check does not see it on a page that has it")
        asked = {}
        for name, page in made.items():
            asked |= {f"{name} {width} px": (page, width) for width in WIDTHS}
            asked |= {f"{name} {width} px dark": (as_dark(page), width) for width in (390, 1100)}
            asked |= {f"{name} printed": (as_printed(page), 1100)}
        faults = 0
        for name, found in looks(folder, asked).items():
            for fault in found:
                faults += 1
                print(f"{name}: {fault['kind']}: {fault['text']!r} ({fault['more']})")
        print(f"{len(asked)} views of {len(made)} pages, {faults} faults")
        return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
