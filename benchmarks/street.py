"""The publishers of the behaviour report: each is one thing that real servers do."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import count

from benchmarks.publishers import DAY, HOUR, Ask, Publisher, Reply, bomb, content

LOGIN = b"<!doctype html><html><head><title>Sign in</title></head><body><form></form></body></html>"
Answer = Callable[[Publisher, Ask], Reply]


def usual(**wishes: object) -> Answer:
    """A publisher that answers as `content` does, with these wishes."""
    return lambda publisher, ask: content(publisher, ask, **wishes)  # type: ignore[arg-type]


def during(first: timedelta, last: timedelta, then: Answer, otherwise: Answer | None = None) -> Answer:
    """Another answer for a while."""

    def answer(publisher: Publisher, ask: Ask) -> Reply:
        inside = first <= publisher.since(ask.at) < last
        return (then if inside else otherwise or usual())(publisher, ask)

    return answer


def status(code: int, wait: timedelta = timedelta(0), host: bool = True, **headers: str) -> Answer:
    """A bare status; `wait` is what it asks for in `headers`, of the whole host or of this feed."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    host_wait = wait if host else timedelta(0)
    return lambda _, __: Reply(code, dict(sent), b"busy", wait=wait, host_wait=host_wait)


def page(body: bytes = LOGIN, **headers: str) -> Answer:
    """A 200 that is no feed."""
    return lambda _, __: Reply(200, {"Content-Type": "text/html", **headers}, body)


def chain(*codes: int, end: Answer | None = None) -> Answer:
    """Redirects from /feed over /1, /2, … to the address that answers."""

    def answer(publisher: Publisher, ask: Ask) -> Reply:
        step = ask.url.rsplit("/", 1)[1]
        place = 0 if step == "feed" else int(step)
        if place < len(codes):
            return Reply(codes[place], {"Location": f"/{place + 1}", "Set-Cookie": "a=b"})
        return (end or usual())(publisher, ask)

    return answer


def later(wait: timedelta, skew: timedelta = timedelta(0), code: int = 503) -> Answer:
    """Retry-After as a date, by a server whose clock is off."""

    def answer(_: Publisher, ask: Ask) -> Reply:
        clock = ask.at + skew
        headers = {"Date": format_datetime(clock), "Retry-After": format_datetime(clock + wait)}
        return Reply(code, headers, wait=wait, host_wait=wait)

    return answer


def expires(wait: timedelta, skew: timedelta) -> Answer:
    """Expires by a server whose clock is off."""

    def answer(publisher: Publisher, ask: Ask) -> Reply:
        clock = ask.at + skew
        given = {"Date": format_datetime(clock), "Expires": format_datetime(clock + wait)}
        return content(publisher, ask, headers=given, wait=wait)

    return answer


def restless(publisher: Publisher, ask: Ask) -> Reply:
    """New validators with each answer, the body the same: several machines behind one name."""
    return content(publisher, ask, etag=f'"{{tag}}-{ask.at:%H}"')


def renewing(publisher: Publisher, ask: Ask) -> Reply:
    """Each 304 carries another ETag, which is the one to send next."""
    sent = ask.headers.get("If-None-Match", "")
    reply = content(publisher, ask, last_modified=None)
    tag = reply.headers["ETag"].strip('"')
    if reply.status == 200 and sent.startswith(f'"{tag}'):
        reply = Reply(304)
    if reply.status == 304:
        reply.headers = {"ETag": f'"{tag}-{ask.at:%d%H}"'}
    return reply


def forgetful(publisher: Publisher, ask: Ask) -> Reply:
    """After ten days it gives no Last-Modified any more: the old one is not to be sent along."""
    old = publisher.since(ask.at) < 10 * DAY
    return content(publisher, ask, last_modified="{http}" if old else None)


def hinting(publisher: Publisher, ask: Ask) -> Reply:
    """max-age comes with a 200 only and still holds after a 304."""
    return content(publisher, ask, headers={"Cache-Control": "max-age=18000"}, on_304={}, wait=5 * HOUR)


def rehinting(publisher: Publisher, ask: Ask) -> Reply:
    """A 304 asks for more time than the 200 did."""
    reply = content(publisher, ask, headers={"Cache-Control": "max-age=60"})
    if reply.status == 304:
        reply.headers["Cache-Control"] = "max-age=28800"
        reply.wait = 8 * HOUR
    return reply


def with_channel(channel: str, wait: timedelta = timedelta(0)) -> Answer:
    """Wishes in the document itself."""
    return lambda publisher, ask: content(publisher, ask, body=publisher.document(ask.at, channel), wait=wait)


def encoded(squeeze: Callable[[bytes], bytes], header: str = "gzip", is_feed: bool = True) -> Answer:
    """A body that says it is compressed."""

    def answer(publisher: Publisher, ask: Ask) -> Reply:
        reply = content(publisher, ask)
        if reply.status == 200:
            reply.body, reply.headers["Content-Encoding"] = squeeze(reply.body), header
            reply.is_feed = is_feed
        return reply

    return answer


def manner(kind: str) -> Answer:
    """A body that never ends, or ends too early."""
    return lambda publisher, ask: Reply(200, {"Content-Length": "5000"}, publisher.document(ask.at), kind)


def broken_off(publisher: Publisher, ask: Ask) -> Reply:
    """Half a document, its validators whole."""
    reply = content(publisher, ask, conditional=False)
    return Reply(200, {**reply.headers, "ETag": '"half"'}, reply.body[: len(reply.body) // 2])


def atom(publisher: Publisher, ask: Ask) -> Reply:
    """Atom."""
    entry = "<entry><id>tag:a,{n}</id><title>{n}</title><updated>2024-06-01T00:00:00Z</updated></entry>"
    body = "<feed xmlns='http://www.w3.org/2005/Atom'><title>a</title>" + entry.format(n=1) + "</feed>"
    return content(publisher, ask, body=body.encode())


def json_feed(publisher: Publisher, ask: Ask) -> Reply:
    """JSON Feed."""
    body = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "a"}]}'
    return content(publisher, ask, body=body)


def latin(publisher: Publisher, ask: Ask) -> Reply:
    """UTF-8 that is called Latin-1."""
    return content(publisher, ask, headers={"Content-Type": "text/xml; charset=iso-8859-1"})


def night(at: datetime) -> bool:
    """The hours that one feed excludes."""
    return at.hour < 6


def weekend(at: datetime) -> bool:
    """The days that one feed excludes."""
    return at.weekday() >= 5


NIGHT = "<skipHours>" + "".join(f"<hour>{hour}</hour>" for hour in range(6)) + "</skipHours>"
WEEKEND = "<skipDays><day>Saturday</day><day>Sunday</day></skipDays>"
WEEK = 7 * DAY


def publishers(begin: datetime) -> list[Publisher]:
    """Everybody, in the order of the report."""
    hot = during(WEEK, WEEK + HOUR, status(429, DAY, Retry_After="86400"))
    decade = status(429, 31 * DAY, Retry_After="315360000")
    busy = status(503, 6 * HOUR, Retry_After="21600")
    torn = encoded(lambda body: gzip.compress(body)[:-20], is_feed=False)
    rows: list[tuple[str, Answer] | tuple[str, Answer, dict[str, object]]] = [
        ("ETag and Last-Modified", usual()),
        ("ETag alone", usual(last_modified=None)),
        ("Last-Modified alone", usual(etag=None)),
        ("ETag without quotes", usual(etag="{tag}")),
        ("weak ETag", usual(etag='W/"{tag}"')),
        ("ETag with a suffix for gzip", usual(etag='"{tag}-gzip"')),
        ("empty quotes around nothing in the ETag", usual(etag='""{tag}""')),
        ("Last-Modified in a form of its own", usual(last_modified="{iso}")),
        ("no validators", usual(etag=None, last_modified=None)),
        ("validators that it never honours", usual(conditional=False)),
        ("new validators, same body", restless),
        ("304 with a new ETag", renewing),
        ("304 without headers", usual(on_304={})),
        ("Last-Modified given up in between", forgetful),
        ("max-age of 5 h, on 200 only", hinting),
        ("304 with a longer max-age", rehinting),
        ("Expires in 4 h, clock 2 h slow", expires(4 * HOUR, -2 * HOUR)),
        ("no-cache beside max-age", usual(headers={"Cache-Control": "no-cache, max-age=864000"})),
        ("ttl of 6 h", with_channel("<ttl>360</ttl>", 6 * HOUR)),
        ("skipHours at night", with_channel(NIGHT), {"forbidden": night}),
        ("skipDays at the weekend", with_channel(WEEKEND), {"forbidden": weekend}),
        ("publishes every 3 h", usual(), {"every": 3 * HOUR}),
        ("publishes every 10 days", usual(), {"every": 10 * DAY}),
        ("login page for 12 h", during(WEEK, WEEK + DAY / 2, page(ETag='"login"'))),
        ("a page at all times", page()),
        ("empty body for a day", during(WEEK, WEEK + DAY, page(b"", ETag='"empty"'))),
        ("429, Retry-After in seconds, one day", hot),
        ("429, Retry-After as a date, clock 3 h fast", during(WEEK, WEEK + HOUR, later(DAY, 3 * HOUR, 429))),
        ("503, Retry-After in seconds, 6 h", during(WEEK, WEEK + DAY, busy)),
        ("503, Retry-After as a date, clock 1 day slow", during(WEEK, WEEK + DAY, later(2 * DAY, -DAY))),
        ("429, Retry-After of 10 years", during(WEEK, WEEK + DAY, decade)),
        ("429 without Retry-After", during(WEEK, WEEK + DAY, status(429))),
        ("503 without Retry-After", during(WEEK, WEEK + DAY, status(503))),
        ("500 for 3 days", during(WEEK, WEEK + 3 * DAY, status(500, Retry_After="soon"))),
        ("404 for 3 days", during(WEEK, WEEK + 3 * DAY, status(404))),
        ("410 after a week", during(WEEK, 1000 * DAY, status(410, 1000 * DAY, host=False))),
        ("301 → 200", chain(301)),
        ("308 → 308 → 200", chain(308, 308)),
        ("302 → 200", chain(302)),
        ("307 → 303 → 200", chain(307, 303)),
        ("301 → 302 → 200", chain(301, 302)),
        ("302 → 301 → 200", chain(302, 301)),
        ("301 → 404", chain(301, end=status(404))),
        ("301 → a page", chain(301, end=page())),
        ("a loop of redirects", lambda _, ask: Reply(301, {"Location": ask.url})),
        ("a redirect to nowhere", lambda _, __: Reply(302)),
        ("gzip", encoded(gzip.compress)),
        ("said to be gzip, plain", encoded(lambda body: body)),
        ("an encoding not asked for", encoded(lambda body: body, "br", is_feed=False)),
        ("a gzip bomb for a day", during(WEEK, WEEK + DAY, encoded(lambda _: bomb(), is_feed=False))),
        ("gzip that breaks off for a day", during(WEEK, WEEK + DAY, torn)),
        ("a byte now and then, for 2 h", during(WEEK, WEEK + 2 * HOUR, manner("drip"))),
        ("the connection cut, for a day", during(WEEK, WEEK + DAY, manner("cut"))),
        ("half a document for a day", during(WEEK, WEEK + DAY, broken_off)),
        ("UTF-8 called Latin-1", latin),
        ("Atom", atom),
        ("JSON Feed", json_feed),
    ]  # fmt: skip
    numbers = count(1)
    made = []
    for name, answer, *more in rows:
        settings: dict[str, object] = dict(more[0]) if more else {}
        host = f"p{next(numbers):02}.example"
        made.append(Publisher(name, answer, host, begin=begin, **settings))  # type: ignore[arg-type]
    return made
