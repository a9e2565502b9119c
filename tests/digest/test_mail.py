"""The digest by mail, through a real SMTP server on loopback."""

from __future__ import annotations

import email
import ssl
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email.policy import default
from pathlib import Path
from types import ModuleType

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from click.testing import CliRunner

from monitor.cli import cli
from monitor.digest.mail import PASSWORD, MailError, message, send
from monitor.model import MailSettings
from tests.digest.desk import APPROVED, FEEDS_TOML, open_desk
from tests.digest.samples import sample


@dataclass
class Mailbox:
    """What a server has taken, and whom it lets in."""

    user: bytes = b"desk"
    password: bytes = b"secret"
    refuses: str = ""  # a recipient it takes no mail for
    got: list[bytes] = field(default_factory=list)
    users: list[bytes] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == self.refuses:
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.got.append(envelope.content)
        return "250 taken"

    def let_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: LoginPassword
    ) -> AuthResult:
        self.users.append(given.login)
        known = (given.login, given.password) == (self.user, self.password)
        return AuthResult(success=known, handled=False)  # not handled: the server answers


class _AnyPort(Controller):
    """A controller that takes the port which the system gives."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@dataclass
class Server:
    """A mail server on this machine."""

    controller: Controller
    mailbox: Mailbox

    @property
    def got(self) -> list[bytes]:
        return self.mailbox.got


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate for localhost, by an authority that this process trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture
def start() -> Iterator[Callable[..., Server]]:
    """Starts servers; all of them end with the test."""
    running: list[Controller] = []

    def started(**settings: object) -> Server:
        mailbox = Mailbox()
        controller = _AnyPort(mailbox, hostname="127.0.0.1", port=0, authenticator=mailbox.let_in, **settings)
        controller.start()
        running.append(controller)
        return Server(controller, mailbox)

    yield started
    for controller in running:
        controller.stop()


def encrypting(security: str, certificate: ssl.SSLContext) -> dict[str, object]:
    """What makes a server speak TLS; from the first byte on, aiosmtpd does not see that it does."""
    if security == "starttls":
        return {"tls_context": certificate}
    return {"ssl_context": certificate, "auth_require_tls": False}


@pytest.fixture
def server(start: Callable[..., Server]) -> Server:
    """One that takes mail without encryption or password, as a relay on the same machine does."""
    return start()


def settings(server: Server, **more: object) -> MailSettings:
    made = MailSettings(
        host="localhost",
        sender="desk@example.org",
        to=("a@example.org", "b@example.org"),
        port=server.controller.port,
        security="none",
    )
    return replace(made, **more)  # type: ignore[arg-type]


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


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_the_mail_and_the_password_go_encrypted(
    security: str, start: Callable[..., Server], certificate: ssl.SSLContext
) -> None:
    server = start(**encrypting(security, certificate))
    named = settings(server, security=security, user="desk")
    send(message(sample(), named), named, {PASSWORD: "secret"})
    assert len(server.got) == 1
    assert server.mailbox.users == [b"desk"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_whose_certificate_nobody_vouches_for_gets_neither(
    security: str, start: Callable[..., Server], certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    server = start(**encrypting(security, certificate))
    named = settings(server, security=security, user="desk")
    with pytest.raises(MailError, match="certificate verify failed"):
        send(message(sample(), named), named, {PASSWORD: "secret"})
    assert server.got == server.mailbox.users == []


def test_the_password_may_lie_in_the_keyring(
    start: Callable[..., Server], certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = ModuleType("keyring")
    passwords = {("localhost", "desk"): "secret"}
    kept.get_password = lambda *asked: passwords.get(asked)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", kept)
    server = start(tls_context=certificate)
    named = settings(server, security="starttls", user="desk")
    send(message(sample(), named), named, {})
    assert len(server.got) == 1


def test_a_wrong_password_is_said_and_nothing_is_sent(
    start: Callable[..., Server], certificate: ssl.SSLContext
) -> None:
    server = start(tls_context=certificate, auth_required=True)
    named = settings(server, security="starttls", user="desk")
    with pytest.raises(MailError, match="did not accept the user desk"):
        send(message(sample(), named), named, {PASSWORD: "wrong"})
    assert server.got == []


@pytest.mark.parametrize(
    ("change", "said"),
    [({"port": 1}, "localhost:1 cannot be reached"), ({"security": "starttls"}, "did not take the mail")],
)
def test_what_goes_wrong_is_said_and_nothing_is_sent(
    server: Server, change: dict[str, object], said: str
) -> None:
    changed = settings(server, **change)
    with pytest.raises(MailError, match=said):
        send(message(sample(), changed), changed, {})
    assert server.got == []


def test_one_refused_recipient_is_named_and_the_others_have_it(server: Server) -> None:
    server.mailbox.refuses = "b@example.org"
    with pytest.raises(MailError, match=r"does not take mail for b@example\.org"):
        send(message(sample(), settings(server)), settings(server))
    assert len(server.got) == 1


def test_a_missing_password_says_how_to_give_it(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    named = settings(server, user="desk")
    with pytest.raises(MailError, match=f"set {PASSWORD}"):
        send(message(sample(), named), named, {})


def test_the_command_sends_the_days_digest(server: Server, tmp_path: Path) -> None:
    port = settings(server).port
    mail = f"""
[mail]
host = "localhost"
port = {port}
security = "none"
from = "desk@example.org"
to = ["a@example.org"]
"""
    (tmp_path / "feeds.toml").write_text(f"{mail}{FEEDS_TOML}", encoding="utf-8")
    with open_desk(tmp_path / "db", FEEDS_TOML) as desk:
        desk.publish("Ledger", "1", APPROVED, "2024-11-08T12:00")
    ran = CliRunner().invoke(
        cli,
        ["digest", "--config", str(tmp_path / "feeds.toml"), "--day", "2024-11-08", "--mail"],
        catch_exceptions=False,
    )
    assert ran.exit_code == 0, ran.output
    assert "Sent to a@example.org." in ran.output
    (raw,) = server.got
    sent = email.message_from_bytes(raw, policy=default)
    assert sent["Subject"] == "Policy digest: Friday, 8 November 2024"
    text = sent.get_body(("plain",))
    assert text is not None
    assert "has a first answer, “approved”" in " ".join(text.get_content().split())
