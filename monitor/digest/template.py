"""The digest through the user's own Jinja2 template, in a sandbox."""

from __future__ import annotations

from pathlib import Path

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from monitor.digest import escape
from monitor.digest.report import Digest
from monitor.digest.words import HOW, basis_words, feeds_words, moment_words


class TemplateUseError(Exception):
    """A template that cannot be read or filled; the message says where and why."""


def render(digest: Digest, template: Path) -> str:
    """The template filled with the digest. Raises TemplateUseError.

    In a template whose name ends in .html or .htm everything is escaped by itself; for others there is the
    filter `md`. A template has `digest` (its fields are those of monitor/digest/report.py), `local(moment)`,
    `feeds`, `how` and the filter `basis`. It can read nothing else: no files, no private attributes.
    """
    environment = ImmutableSandboxedEnvironment(
        autoescape=template.suffix.lower() in (".html", ".htm"), undefined=StrictUndefined
    )
    environment.filters["md"] = escape.markdown
    environment.filters["basis"] = basis_words
    try:
        source = template.read_text("utf-8")
        return environment.from_string(source).render(
            digest=digest,
            local=lambda moment: moment_words(moment, digest.window),
            feeds=feeds_words(digest),
            how=HOW,
        )
    except OSError as error:
        raise TemplateUseError(f"{template}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TemplateUseError(f"{template}: expected UTF-8 text") from error
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise TemplateUseError(f"{template}{f':{line}' if line else ''}: {error}") from error
    except (TypeError, ValueError, ArithmeticError) as error:  # what an expression of the template made
        raise TemplateUseError(f"{template}: {error}") from error
