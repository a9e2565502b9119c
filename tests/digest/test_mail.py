"""The digest by mail, through a real SMTP server on loopback."""

from __future__ import annotations

import asyncio
import email
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.policy import default

import pytest

from monitor.digest.mail import PASSWORD, MailError, message, send
from monitor.model import MailSettings
from tests.digest.samples import sample


@dataclass
class Server:
    """A small SMTP server (RFC 5321, AUTH PLAIN) that keeps what it is given."""

    port: int = 0
    wants: str = ""  # the AUTH PLAIN token it accepts; empty: it offers none
    refuses: str = ""  # a recipient it takes no mail for
    got: list[bytes] = field(default_factory=list)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())

        say("220 here")
        while line := (await reader.readline()).decode().strip():
            verb = line.split(" ")[0].upper()
            if verb == "EHLO":
                say("250-here")
                say("250 AUTH PLAIN" if self.wants else "250 8BITMIME")
            elif verb == "AUTH":
                say("235 yes" if line.split(" ")[-1] == self.wants else "535 no")
            elif verb == "RCPT" and self.refuses and self.refuses in line:
                say("550 nobody of that name")
            elif verb == "DATA":
                say("354 go on")
                self.got.append((await reader.readuntil(b"\r\n.\r\n"))[:-3])
                say("250 taken")
            elif verb == "QUIT":
                say("221 bye")
                break
            else:
                say("250 ok")
        writer.close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    loop = asyncio.new_event_loop()
    listening = loop.run_until_complete(asyncio.start_server(made.talk, "127.0.0.1", 0))
    made.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield made
    loop.call_soon_threadsafe(loop.stop)
    thread.join(timeout=10)
    listening.close()
    loop.close()


def settings(server: Server) -> MailSettings:
    return MailSettings(
        host="127.0.0.1",
        sender="desk@example.org",
        to=("a@example.org", "b@example.org"),
        port=server.port,
        security="none",
    )


def test_the_mail_arrives_whole_as_text_and_as_a_page(server: Server) -> None:
    send(message(sample(), settings(server)), settings(server))
    (raw,) = server.got
    mail = email.message_from_bytes(raw, policy=default)
    assert mail["Subject"] == "Policy digest: Friday, 8 November 2024"
    assert mail["To"] == "a@example.org, b@example.org"
    text, page = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert page is not None
    assert "Potomac Ledger" in text.get_content()
    assert "<mark>has decided</mark>" in page.get_content()


def test_the_same_digest_is_the_same_mail(server: Server) -> None:
    first, second = message(sample(), settings(server)), message(sample(), settings(server))
    assert first["Message-ID"] == second["Message-ID"]
    assert [part.get_content() for part in first.iter_parts()] == [
        p.get_content() for p in second.iter_parts()
    ]


def test_the_password_comes_from_the_environment(server: Server) -> None:
    server.wants = "AGRlc2sAc2VjcmV0"  # \0desk\0secret
    named = replace(settings(server), user="desk")
    send(message(sample(), named), named, {PASSWORD: "secret"})
    assert len(server.got) == 1


@pytest.mark.parametrize(
    ("change", "environment", "said"),
    [
        ({"user": "desk"}, {PASSWORD: "wrong"}, "did not accept the user desk"),
        ({"port": 1}, {}, "127.0.0.1:1 cannot be reached"),
        ({"security": "starttls"}, {}, "did not take the mail"),
    ],
)
def test_what_goes_wrong_is_said_and_nothing_is_sent(
    server: Server, change: dict[str, object], environment: dict[str, str], said: str
) -> None:
    server.wants = "AGRlc2sAc2VjcmV0" if "user" in change else ""
    changed = replace(settings(server), **change)  # type: ignore[arg-type]
    with pytest.raises(MailError, match=said):
        send(message(sample(), changed), changed, environment)
    assert server.got == []


def test_one_refused_recipient_is_named_and_the_others_have_it(server: Server) -> None:
    server.refuses = "b@example.org"
    with pytest.raises(MailError, match=r"does not take mail for b@example\.org"):
        send(message(sample(), settings(server)), settings(server))
    assert len(server.got) == 1


def test_a_missing_password_says_how_to_give_it(server: Server) -> None:
    named = replace(settings(server), user="nobody-has-this-user")
    with pytest.raises(MailError, match=f"set {PASSWORD}"):
        send(message(sample(), named), named, {})
