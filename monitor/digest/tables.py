"""The digest for other programs: JSON with its schema, and the evidence as CSV."""

from __future__ import annotations

import csv
import io
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from monitor.digest.escape import cell
from monitor.digest.report import Digest

SCHEMA_VERSION = 1
"""Raised when a field changes its meaning or goes; a new field does not raise it."""

COLUMNS = (
    *("topic", "question", "ask", "says", "on whose word", "quote", "cue", "outlet", "tier", "grade"),
    *("title", "link", "published", "seen", "copies"),
)


def as_json(digest: Digest) -> str:
    """The digest as one indented JSON object, as described by `json_schema`."""
    whole = {"schema": SCHEMA_VERSION, **msgspec.to_builtins(digest, enc_hook=_plain)}
    return msgspec.json.format(msgspec.json.encode(whole, order="deterministic"), indent=2).decode() + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `as_json`."""
    schema = msgspec.json.schema(Digest, schema_hook=_plain_schema)
    digest = schema["$defs"]["Digest"]
    digest["properties"] = {"schema": {"const": SCHEMA_VERSION}, **digest["properties"]}
    digest["required"] = ["schema", *digest["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Policy digest", **schema}


def _plain(value: Any) -> str:
    if isinstance(value, ZoneInfo):
        return value.key
    raise NotImplementedError(f"a digest holds no {type(value).__name__}")


def _plain_schema(kind: type) -> dict[str, Any]:
    if kind is ZoneInfo:
        return {"type": "string", "description": "IANA time zone"}
    raise NotImplementedError(f"a digest holds no {kind.__name__}")


def as_csv(digest: Digest) -> str:
    """All of the window's evidence, a row a sentence; cells that a spreadsheet would compute are defused."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for part in digest.topics:
        for standing in part.questions:
            for quote in standing.new:
                source = quote.source
                row = (
                    part.title,
                    standing.question,
                    standing.ask,
                    quote.says,
                    quote.voice,
                    quote.text,
                    "" if quote.cue is None else quote.text[slice(*quote.cue)],
                    source.outlet,
                    str(source.tier),
                    source.grade,
                    source.title,
                    source.link,
                    source.published.isoformat() if source.published else "",
                    source.seen.isoformat(),
                    str(quote.copies),
                )
                writer.writerow([cell(value) for value in row])
    return out.getvalue()
