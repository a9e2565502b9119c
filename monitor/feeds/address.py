"""Which addresses may be dialled: decided on the socket that is about to connect, never on a name."""

from __future__ import annotations

import errno
import ipaddress
import socket
from typing import Any

from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are an IPv4 address."""


class RefusedAddressError(OSError):
    """The address may not be dialled. The message says which and why."""

    def __init__(self, address: str) -> None:
        super().__init__(errno.EACCES, f"{address} is a private address")


def is_public(address: str) -> bool:
    """Whether the textual IP address is a public one, seen through every IPv6 wrapping of IPv4."""
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is None and int(ip) < 2**32:
            inner = ipaddress.IPv4Address(int(ip))  # the deprecated ::a.b.c.d
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def connector(*, allow_private: bool, limit: int, resolver: AbstractResolver | None = None) -> TCPConnector:
    """A connector that refuses what is not public at the moment of connecting, unless `allow_private`.

    The check stands in the socket factory because everything passes there: literal addresses in any
    spelling, each address of a name, each redirect, a name that resolves otherwise the second time.
    """
    return TCPConnector(
        limit=limit,
        limit_per_host=1,
        ttl_dns_cache=60,
        resolver=resolver,
        socket_factory=None if allow_private else _public_socket,
    )


def _public_socket(info: tuple[Any, ...]) -> socket.socket:
    """A socket for one entry of `getaddrinfo`; RefusedAddressError where that is no public address."""
    family, kind, protocol, _, target = info
    if not is_public(str(target[0])):
        raise RefusedAddressError(str(target[0]))
    made = socket.socket(family, kind, protocol)
    made.setblocking(False)
    return made
