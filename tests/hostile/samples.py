"""What hostile feeds have been seen to carry, and a feed that carries all of it."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

SAMPLES = {
    "clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "title": "\x1b]0;owned\x07",
    "entity escape": "&#27;[31m",
    "c1": "\x9b31m",
    "bidi": "\u202egnp.exe\u202c \u2066x\u2069",
    "zero width": "a\u200bb\u2060c\ufeffd",
    "newline": "line\n# heading\r\nmore",
    "markup close": "[/b] plan",
    "markup action": "[@click=app.quit]go[/]",
    "markup word": "[IMPORTANT] notice",
    "markup open": "Senate [/",
    "script": "<script>document.title='ran'</script>",
    "image": "<img src=x onerror=\"document.title='ran'\">",
    "markdown link": "](javascript:alert(1))",
    "backticks": "``` `x` ```",
    "formula": '=HYPERLINK("http://e.example","x")',
    "plus": "+1+1",
    "at": "@SUM(1)",
    "sql": '" OR 1=1 --',
    "near": "NEAR(",
    "star": "*",
    "jinja": "{{ 7 * 7 }}{% raw %}",
}
"""By what they attack. Each is put before an ordinary headline, so that the item is read and stored."""

LINKS = (
    "javascript:alert(1)",
    "data:text/html,<script>1</script>",
    "file:///etc/passwd",
    "http://e.example/';touch x;'",
    "--help",
)

HEADLINE = "Pentagon approves contractors in Ukraine"

FORBIDDEN = (
    [chr(code) for code in range(0x20) if chr(code) not in "\n"]
    + [chr(code) for code in range(0x7F, 0xA0)]
    + [
        chr(code)
        for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0x200B, 0x2010), 0x2060, 0xFEFF)
    ]
)
"""What may be nowhere in the database or in anything printed; a newline only where lines are meant."""


def hostile_rss() -> bytes:
    """An RSS document in which every field of every entry carries a sample, as XML allows it."""
    entries = []
    for number, sample in enumerate(SAMPLES.values()):
        shown = _xml(f"{sample} {HEADLINE}")
        twice = _xml(escape(f"{sample} {HEADLINE}, a Pentagon spokesperson said on Friday."))
        entries.append(
            f"<item><title>{shown}</title><description>{twice}</description><author>{_xml(sample)}</author>"
            f"<category>{_xml(sample)}</category><guid isPermaLink='false'>{_xml(sample)}{number}</guid>"
            f"<link>{escape(LINKS[number % len(LINKS)])}</link>"
            f"<enclosure url={quoteattr(LINKS[number % len(LINKS)])} type='x' length='y'/>"
            f"<pubDate>Fri, 08 Nov 2024 12:{number:02}:00 GMT</pubDate></item>"
        )
    channel = _xml(SAMPLES["markup action"] + SAMPLES["script"] + SAMPLES["clipboard"])
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{channel}</title>'
        f"{''.join(entries)}</channel></rss>"
    ).encode()


def _xml(text: str) -> str:
    """Escaped for XML; raw controls stay raw, as feeds really carry them (the document is then not XML)."""
    return text if text == SAMPLES["entity escape"] else escape(text)
