"""Rules 9, 12 and 15: what a document says, whatever it is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.feeds.parse import parse_feed
from monitor.feeds.prepare import MAX_ENTRIES
from monitor.feeds.results import ParsedFeed
from monitor.model import Enclosure, Entry

URL = "https://h.example/dir/feed"
NAMESPACES = (
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0' "
    "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"
)


def rss(items: str = "", channel: str = "") -> bytes:
    return (
        f"<rss version='2.0' {NAMESPACES}><channel><title>T</title>{channel}{items}</channel></rss>".encode()
    )


def item(inner: str) -> Entry:
    (entry,) = parse_feed(rss(f"<item>{inner}</item>"), URL).entries
    return entry


def atom(inner: str) -> Entry:
    body = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry>{inner}</entry></feed>"
    (entry,) = parse_feed(body.encode(), URL).entries
    return entry


def test_rss_2() -> None:
    read = item(
        "<title>A &amp; B</title><link>/x</link><guid isPermaLink='false'>g1</guid>"
        "<pubDate>Tue, 25 Jun 2024 10:00:00 -0400</pubDate><dc:creator>Ann</dc:creator>"
        "<category>C</category><category>C</category><enclosure url='/a.mp3' type='audio/mpeg' length='12'/>"
        "<description>short</description><content:encoded>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content:encoded>"
    )
    assert read == Entry(
        guid="g1",
        link="https://h.example/x",
        title="A & B",
        text="One.\nTwo.",
        published=datetime(2024, 6, 25, 14, 0, tzinfo=UTC),
        authors=("Ann",),
        categories=("C",),
        enclosures=(Enclosure("https://h.example/a.mp3", "audio/mpeg", 12),),
    )


def test_atom_1() -> None:
    read = atom(
        "<id>tag:h,1</id><title type='html'>A &lt;b&gt;B&lt;/b&gt;</title><link href='x'/>"
        "<published>2024-06-25T10:00:00+02:00</published><updated>2024-06-26T10:00:00Z</updated>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p></div></content>"
    )
    assert (read.guid, read.link, read.title) == ("tag:h,1", "https://h.example/dir/x", "A B")
    assert (read.text, read.published) == ("One.", datetime(2024, 6, 25, 8, 0, tzinfo=UTC))
    assert read.updated == datetime(2024, 6, 26, 10, 0, tzinfo=UTC)


ITEM = "<item><title>a</title></item>"
RSS = f"<rss version='2.0'><channel><title>T</title>{ITEM}</channel></rss>"
RDF = (
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    f"<channel><title>T</title></channel>{ITEM}</rdf:RDF>"
)
OLD_ATOM = (
    "<feed version='0.3' xmlns='http://purl.org/atom/ns#'>"
    "<title>T</title><entry><title>a</title></entry></feed>"
)
JSON = {"version": "https://jsonfeed.org/version/1", "title": "T", "items": [{"id": 1, "title": "a"}]}


@pytest.mark.parametrize(
    "body",
    [
        RSS.encode(),
        RSS.replace("2.0", "0.91").encode(),
        RDF.encode(),
        OLD_ATOM.encode(),
        json.dumps(JSON).encode(),
        b"\n <?xml version='1.0'?>" + RSS.encode(),
        b"\xef\xbb\xbf<?xml version='1.0'?>" + RSS.encode(),
        RSS.replace("a<", "a\x0b<").encode(),
        RSS.encode("utf-16"),
        RSS.encode("utf-16-be"),
        b"<?xml version='1.0' encoding='utf-16'?>" + RSS.encode(),
    ],
    ids=str,
)
def test_every_format(body: bytes) -> None:
    read = parse_feed(body, URL)
    assert (read.error, read.title, [entry.title for entry in read.entries]) == ("", "T", ["a"])


def test_json_feed() -> None:
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "home_page_url": "https://h.example/",
        "items": [
            {
                "id": 7,
                "external_url": "/x",
                "content_html": "<p>One.</p><script>x</script>",
                "date_published": "2024-06-25T10:00:00-04:00",
                "authors": [{"name": "Ann"}],
                "tags": ["C", 3],
                "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12}],
            },
            {"id": None, "url": 5, "title": ["x"]},
            "junk",
        ],
    }
    read = parse_feed(json.dumps(body).encode(), URL)
    assert read.home == "https://h.example/"
    (entry,) = read.entries
    assert (entry.guid, entry.link, entry.title, entry.text) == ("7", "https://h.example/x", "One.", "One.")
    assert entry.published == datetime(2024, 6, 25, 14, 0, tzinfo=UTC)
    assert (entry.authors, entry.categories, len(entry.enclosures)) == (("Ann",), ("C",), 1)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<!doctype html><html><head><title>Sign in</title></head></html>", "<!doctype html>"),
        (b"<html><body>login</body></html>", "<html><body>login"),
        (b'{"error": "no such feed"}', "no such feed"),
        (b"{broken", "{broken"),
        (b"[1]", "[1]"),
        (b"/etc/passwd", "/etc/passwd"),
        (b"file:///etc/passwd", "file:///etc/passwd"),
        (b"http://127.0.0.1:1/", "http://127.0.0.1:1/"),
        (b"\x00\x01\x02", "nothing legible"),
        (b"<opml version='2.0'><body/></opml>", "<opml"),
        (b"<?xml version='1.0'?><urlset/>", "<urlset/>"),
        (b"\x1b]52;c;eA==\x07 ho", "]52;c;eA== ho"),
        (b"[" * 100_000, "["),
        (b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000, "jsonfeed"),
    ],
)
def test_rule_9_what_is_no_feed_shows_how_it_begins(body: bytes, words: str) -> None:
    read = parse_feed(body, URL)
    assert read.error.startswith("not a feed: ")
    assert words in read.error
    assert len(read.error) < 200
    assert "\x1b" not in read.error
    assert read.entries == ()


def test_a_body_that_names_a_file_does_not_open_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss("<item><title>secret</title></item>"))
    for name in (str(secret), f"file://{secret}"):
        assert parse_feed(name.encode(), URL).entries == ()


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    head = f"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file://{secret}'>]>"
    read = parse_feed(head.encode() + rss("<item><title>a &x; b</title></item>"), URL)
    assert "secret" not in repr(read.entries)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tue, 25 Jun 2024 10:00:00 GMT", (10, 0)),
        ("Tue, 25 Jun 2024 10:00:00 +0530", (4, 30)),
        ("Tue, 25 Jun 2024 10:00:00 EDT", (14, 0)),
        ("Tue, 25 Jun 2024 10:00:00 BST", (9, 0)),
        ("Tue, 25 Jun 2024 10:00:00 CEST", (8, 0)),
        ("Tue, 25 Jun 2024 10:00:00 +0200 (CEST)", (8, 0)),
        ("2024-06-25T10:00:00Z", (10, 0)),
        ("2024-06-25 10:00:00", (10, 0)),
        ("2024-06-25", (0, 0)),
        ("Tue, 25 Jun 0001 10:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -1200", None),
        ("0000-00-00T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_rule_12_dates(written: str, read: tuple[int, int] | None) -> None:
    published = item(f"<title>a</title><pubDate>{written}</pubDate>").published
    assert published == (read and datetime(2024, 6, 25, *read, tzinfo=UTC))


def test_a_date_under_any_name() -> None:
    assert item("<title>a</title><dc:date>2024-06-25T10:00:00Z</dc:date>").published is not None
    assert atom("<title>a</title><updated>2024-06-25T10:00:00Z</updated>").published is not None


@pytest.mark.parametrize(
    ("channel", "ttl", "hours", "days"),
    [
        ("", None, (), ()),
        ("<ttl>90</ttl>", 5400, (), ()),
        ("<ttl>0</ttl>", None, (), ()),
        ("<ttl>-5</ttl>", None, (), ()),
        ("<ttl>soon</ttl>", None, (), ()),
        ("<ttl>99999999999999999999</ttl>", None, (), ()),
        ("<ttl>999999999</ttl>", 31 * 86400, (), ()),
        ("<skipHours><hour>2</hour><hour> 1 </hour><hour>24</hour></skipHours>", None, (0, 1, 2), ()),
        ("<skipDays><day>Sunday</day><day>Noday</day><day>Monday</day></skipDays>", None, (), (0, 6)),
        ("<sy:updatePeriod>yearly</sy:updatePeriod>", None, (), ()),
        ("<skipHours>" + "<hour>99</hour>" * 1000, None, (3,), ()),
    ],
)
def test_rule_4_wishes_of_the_document(
    channel: str, ttl: int | None, hours: tuple[int, ...], days: tuple[int, ...]
) -> None:
    read = parse_feed(rss("<item><title>a</title></item>", channel), URL)
    assert (read.ttl, read.skip_hours, read.skip_days) == (ttl, hours, days)


@pytest.mark.parametrize(
    ("body", "content_type", "title"),
    [
        ("é".encode(), "text/xml; charset=iso-8859-1", "é"),
        ("é".encode(), "text/xml; charset=us-ascii", "é"),
        ("é".encode(), "", "é"),
        ("é".encode("latin-1"), "text/xml; charset=iso-8859-1", "é"),
        ("\u201cé\u201d".encode("cp1252"), "text/xml; charset=windows-1252", "\u201cé\u201d"),
        ("ю".encode("koi8-r"), "text/xml; charset=koi8-r", "ю"),
        ("é".encode() * 200 + b"\xe9", "", "é" * 200 + "\ufffd"),
        (b"plain", "text/xml; charset=nonsense", "plain"),
    ],
)
def test_encodings_that_lie(body: bytes, content_type: str, title: str) -> None:
    made = rss("<item><title>@</title></item>").replace(b"@", body)
    assert parse_feed(made, URL, content_type).entries[0].title == title


@pytest.mark.parametrize(
    ("link", "made"),
    [
        ("https://x.example/a", "https://x.example/a"),
        ("a b", "https://h.example/dir/a%20b"),
        ("//x.example/a", "https://x.example/a"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("http://[::1", ""),
        ("http://", ""),
        ("java\nscript:x", "https://h.example/dir/java%20script:x"),
        ("https://x.example/\x1b[31m", "https://x.example/[31m"),
    ],
)
def test_only_http_links_are_kept(link: str, made: str) -> None:
    escaped = link.replace("\x1b", "&#27;")
    assert item(f"<title>a</title><link>{escaped}</link>").link == made


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("[/b] plan", "[/b] plan"),
        ("a &lt; b", "a < b"),
        ("AT&amp;amp;T", "AT&T"),
        ("the &lt;blink&gt; tag", "the <blink> tag"),
        ("&lt;b&gt;bold&lt;/b&gt; move", "bold move"),
        ("x&#27;]0;y&#157;z", "x]0;yz"),
        ("a\nb\t c", "a b c"),
        ("&#x202e;evil", "evil"),
    ],
)
def test_titles_are_clean_and_otherwise_to_the_letter(title: str, shown: str) -> None:
    assert item(f"<title>{title}</title>").title == shown


def test_an_entry_without_a_title_is_called_by_its_beginning() -> None:
    assert item("<description>Short.</description>").title == "Short."
    long = item(f"<description>{'word ' * 100}</description>").title
    assert len(long) <= 161
    assert long.endswith("…")


def test_an_entry_with_nothing_to_show_is_none() -> None:
    assert parse_feed(rss("<item><category>a</category></item>"), URL).entries == ()


def test_a_document_that_breaks_off_gives_its_whole_entries_and_an_error() -> None:
    two = "<item><title>two</title><description>cut short here</description></item>"
    whole = rss("<item><title>one</title></item>" + two)
    read = parse_feed(whole[: whole.index(b"short")], URL)
    assert [entry.title for entry in read.entries] == ["one"]
    assert read.error == "breaks off after 1 entries"


def test_too_many_entries_are_cut_before_they_are_read() -> None:
    read = parse_feed(rss("<item><title>a</title></item>" * (MAX_ENTRIES + 5)), URL)
    assert (len(read.entries), read.error) == (MAX_ENTRIES, "")
    assert read.notes == ("only its first 10,000 entries were read",)


LAUGHS = (
    "<!DOCTYPE l [<!ENTITY a 'lol'>"
    + "".join(f"<!ENTITY {c} '{f'&{p};' * 10}'>" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    "body",
    [
        LAUGHS.encode() + rss("<item><title>&i;</title></item>"),
        rss(f"<item><title>{'x' * 5_000_000}</title></item>"),
        rss("<item><title>a</title><description>" + "<a>" * 20_000 + "</description></item>"),
        rss("<item><title>a</title><description>" + "&lt;div&gt;" * 50_000 + "</description></item>"),
        rss("<item><title>" + "&" * 200_000 + "</title></item>"),
        rss("<item><title>a</title>" + "<category>c</category>" * 10_000 + "</item>"),
        rss("<![CDATA[" * 50_000),
        rss("<!--" * 50_000),
    ],
)
def test_bombs_are_bounded(body: bytes) -> None:
    read = parse_feed(body, URL)
    assert len(repr(read)) < 500_000
    assert all(len(entry.title) <= 500 for entry in read.entries)


@settings(max_examples=200)
@given(st.binary(max_size=300), st.sampled_from(["", "<title>", "<item>", "<![CDATA["]), st.booleans())
def test_anything_gives_a_value(junk: bytes, before: str, inside: bool) -> None:
    body = (
        rss("<item><title>a</title></item>").replace(b"<item>", before.encode() + junk + b"<item>")
        if inside
        else junk
    )
    read = parse_feed(body, URL)
    assert isinstance(read, ParsedFeed)
    assert read == parse_feed(body, URL)
