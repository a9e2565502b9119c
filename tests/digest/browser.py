"""Headless Chromium for tests: what a page does when a real browser opens it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

COLOURS = 64
"""Of a picture: text on paper needs no more, and the file is a third as large."""

DARK = "--blink-settings=preferredColorScheme=0"
"""Opens pages as one does who prefers dark ones."""

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

in_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="needs a browser, and there is no Chromium here: apt-get install chromium"
)

_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --virtual-time-budget=4000"
).split()


def open_page(folder: Path, text: str, *flags: str, ending: str = "html") -> str:
    """The document after it was opened as a file of that ending and given time to act, as HTML."""
    page = folder / f"page.{ending}"
    page.write_bytes(text.encode())
    return _run(folder, *flags, "--dump-dom", page.as_uri())


def _run(folder: Path, *words: str) -> str:
    assert CHROMIUM is not None
    ran = subprocess.run(
        [CHROMIUM, *_FLAGS, f"--user-data-dir={folder / 'profile'}", *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return ran.stdout


def without_policy(html: str) -> str:
    """The page without its Content-Security-Policy: what a mail program that ignores it would show."""
    stripped, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    assert count == 1
    return stripped


def with_script(html: str, script: str) -> str:
    """The page with a script of the test's at its end, and no policy that would hold it."""
    return without_policy(html).replace("</body>", f"<script>{script}</script></body>")


def measure(folder: Path, html: str, expression: str, *flags: str) -> Any:
    """The value of a JavaScript expression (or promise) on the page."""
    script = (
        f"Promise.resolve({expression}).then(v => {{ const out = document.createElement('pre'); "
        "out.id = 'measured'; out.textContent = JSON.stringify(v); document.body.append(out); });"
    )
    dom = open_page(folder, with_script(html, script), *flags)
    found = re.search(r'<pre id="measured">(.*?)</pre>', dom, re.DOTALL)
    assert found is not None, dom[-2000:]
    return json.loads(unescape(found.group(1)))


def accessibility_violations(folder: Path, html: str, *flags: str) -> list[str]:
    """The rules of axe-core (WCAG 2 A and AA, best practices) that the page breaks, with the element."""
    axe = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8").replace("</script", "<\\/script")
    page = with_script(html, axe)
    expression = "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))"
    return list(measure_prepared(folder, page, expression, *flags))


def measure_prepared(folder: Path, html: str, expression: str, *flags: str) -> Any:
    """`measure` on a page that has lost its policy already."""
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src *">'
    return measure(folder, html.replace("<head>", f"<head>{policy}", 1), expression, *flags)


def picture(page: Path, image: Path, width: int = 820) -> None:
    """The whole page as a PNG, as high as its text needs."""
    html = page.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        height = measure(
            Path(folder), html, "document.documentElement.scrollHeight", f"--window-size={width},300"
        )
    with tempfile.TemporaryDirectory() as folder:
        size = (f"--window-size={width},{height}", f"--screenshot={image}", "--hide-scrollbars")
        _run(Path(folder), *size, page.resolve().as_uri())
    Image.open(image).convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(image, optimize=True)


def printed(folder: Path, html: str, size: str) -> PdfReader:
    """The page as it comes out of a printer, on paper of a size that CSS knows."""
    page, paper = folder / "print.html", folder / "print.pdf"
    page.write_text(html.replace("</style>", f"@page {{ size: {size} }}</style>", 1), encoding="utf-8")
    _run(folder, "--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri())
    return PdfReader(paper)
