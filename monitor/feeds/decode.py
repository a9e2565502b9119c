"""The body of an answer: decompressed under a cap, so that a bomb costs no more than the cap."""

from __future__ import annotations

import zlib

MAX_BODY = 10 * 1024 * 1024
"""Decompressed bytes that are read of one document (8)."""

_GZIP = b"\x1f\x8b"
_ENCODINGS = {"", "identity", "gzip", "x-gzip", "deflate"}


class BodyError(Exception):
    """The body cannot be used; the message says why, for people."""


class BodyReader:
    """Takes chunks as they come off the wire and holds the decompressed body."""

    def __init__(self, encoding: str, cap: int = MAX_BODY) -> None:
        """`encoding` is the Content-Encoding header; BodyError for one that was not offered."""
        self.encoding = encoding.strip().lower()
        if self.encoding not in _ENCODINGS:
            raise BodyError(f"the body is encoded as {self.encoding[:40]!r}, which was not asked for")
        self.cap = cap
        self.parts: list[bytes] = []
        self.size = 0
        self._head = b""
        self._inflate: zlib._Decompress | None = None
        self._started = False

    def feed(self, chunk: bytes) -> None:
        """Take a chunk; BodyError once the cap is passed or the compression is broken."""
        if not self._started:
            self._head += chunk
            if len(self._head) < 2:
                return
            chunk, self._head, self._started = self._head, b"", True
            self._inflate = self._inflater(chunk)
        if self._inflate is None:
            self._keep(chunk)
        else:
            self._decompress(chunk)

    def close(self) -> bytes:
        """The whole body; BodyError where its compression broke off."""
        if not self._started:
            return self._head
        if self._inflate is not None and not self._inflate.eof:
            raise BodyError("the compressed body breaks off")
        return b"".join(self.parts)

    def _inflater(self, head: bytes) -> zlib._Decompress | None:
        """By what the bytes are, not by what the header says: servers mislabel both ways."""
        if head.startswith(_GZIP):
            return zlib.decompressobj(wbits=31)
        if self.encoding == "deflate":
            is_zlib = head[0] & 0x0F == 8 and (head[0] * 256 + head[1]) % 31 == 0
            return zlib.decompressobj(wbits=15 if is_zlib else -15)
        return None

    def _decompress(self, chunk: bytes) -> None:
        while chunk and self._inflate is not None:
            if self._inflate.eof:
                if not chunk.startswith(_GZIP):
                    return  # padding after the last member
                self._inflate = zlib.decompressobj(wbits=31)
            try:
                self._keep(self._inflate.decompress(chunk, self.cap + 1 - self.size))
            except zlib.error as error:
                raise BodyError("the compressed body is damaged") from error
            chunk = self._inflate.unused_data or self._inflate.unconsumed_tail

    def _keep(self, data: bytes) -> None:
        self.size += len(data)
        if self.size > self.cap:
            raise BodyError(f"the body is larger than {self.cap / 1024 / 1024:.0f} MiB")
        self.parts.append(data)
