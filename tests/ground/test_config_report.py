"""The sections [digest] and [mail] of feeds.toml."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from monitor.config import ConfigErrors, parse_config
from monitor.model import DIGEST_PARTS

PATH = Path("/desk/feeds.toml")


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigErrors) as caught:
        parse_config(text, PATH)
    return [str(problem) for problem in caught.value.problems]


def test_without_the_sections_a_digest_holds_everything_and_nothing_is_mailed() -> None:
    config = parse_config("", PATH)
    assert config.digest.parts == DIGEST_PARTS
    assert {"changes", "questions", "ahead", "noted", "corrections", "feeds", "sources", "how"} == set(
        DIGEST_PARTS
    )
    assert config.digest.at is None
    assert config.mail is None


def test_all_of_it() -> None:
    config = parse_config(
        """
        [digest]
        by = "The desk"
        parts = ["changes", "sources"]
        quotes = 3
        folder = "digests"
        at = "18:30"
        formats = ["md", "html"]

        [mail]
        host = "smtp.example.org"
        from = "desk@example.org"
        to = ["a@example.org", "b@example.org"]
        user = "desk"
        security = "tls"
        """,
        PATH,
    )
    assert config.digest.folder == Path("/desk/digests")
    assert config.digest.at == time(18, 30)
    assert config.digest.parts == ("changes", "sources")
    assert config.digest.formats == ("md", "html")
    assert config.mail is not None
    assert config.mail.port == 465
    assert config.mail.to == ("a@example.org", "b@example.org")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[digest]\nparts = ["changs"]', "feeds.toml:2: digest.parts: expected some of changes, questions"),
        ('[digest]\nat = "25:00"\nfolder = "x"', "feeds.toml:2: digest.at: expected a time of day"),
        ('[digest]\nat = "18:00"', "feeds.toml:2: digest.at: needs `folder`"),
        ("[digest]\nquotes = 0", "feeds.toml:2: digest.quotes: expected a number of sentences from 1 on"),
        ('[digest]\ntemplate = "no.html"', "feeds.toml:2: digest.template: there is no file"),
        ('[digest]\nfromats = ["md"]', "feeds.toml:2: digest.fromats: unknown key"),
        (
            '[mail]\nhost = "h"\nfrom = "x"\nto = ["a@b.example"]',
            "feeds.toml:3: mail.from: expected a mail address",
        ),
        ('[mail]\nhost = "h"\nfrom = "a@b.example"', "mail.to: expected a list of addresses"),
        (
            '[mail]\nhost = "h"\nfrom = "a@b.example"\nto = ["a@b.example"]\npassword = "x"',
            "feeds.toml:5: mail.password: is never kept in a file",
        ),
        (
            '[mail]\nhost = "h.example"\nfrom = "a@b.example"\nto = ["a@b.example"]\nsecurity = "none"',
            "feeds.toml:5: mail.security: none sends the report unencrypted",
        ),
        (
            '[mail]\nhost = "h"\nfrom = "a@b.example"\nto = ["a@b.example"]\nport = 0',
            "feeds.toml:5: mail.port",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: str) -> None:
    assert any(said in problem for problem in problems(text)), problems(text)
