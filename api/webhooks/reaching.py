"""Which addresses a webhook may reach: public ones, and private networks that the keeper named.

A name is looked up once, every answer is judged, and the very address that was judged is connected to: a
name that means another machine a moment later leads nowhere else.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from typing import TypeAlias
from urllib.parse import urlsplit

import httpcore2

from exchange.ground.refusals import Refused

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


def networks(said: str) -> tuple[Network, ...]:
    """The private networks that the keeper named, `10.1.0.0/16, fd00::/8`."""
    return tuple(ipaddress.ip_network(one.strip()) for one in said.split(",") if one.strip())


def may_reach(address: Address, allowed: Iterable[Network]) -> bool:
    """Whether a webhook may connect to this address."""
    plain = getattr(address, "ipv4_mapped", None) or address
    if any(plain in network for network in allowed if network.version == plain.version):
        return True
    public = plain.is_global and not plain.is_multicast and not plain.is_reserved
    tunnelled = isinstance(plain, ipaddress.IPv6Address) and (plain.sixtofour or plain.teredo)
    return public and not tunnelled and not is_translated(plain)


def is_translated(address: Address) -> bool:
    """Whether an IPv6 address stands for an IPv4 one behind a translator."""
    return isinstance(address, ipaddress.IPv6Address) and address in ipaddress.ip_network("64:ff9b::/96")


def must_be_an_address(url: str, allowed: Iterable[Network]) -> None:
    """Refuses what is no address a webhook could be sent to; names are judged when they are looked up."""
    parts = urlsplit(url)
    try:
        host, port_is_known = parts.hostname, parts.port is None or parts.port > 0
    except ValueError:
        host, port_is_known = None, False
    named_by_keeper = bool(tuple(allowed))
    scheme = parts.scheme == "https" or (parts.scheme == "http" and named_by_keeper)
    plain = not (parts.username or parts.password or parts.fragment)
    if not (host and port_is_known and scheme and plain and url.isascii() and url.isprintable()):
        sentence = "A webhook goes to an https:// address, without a name and password in it."
        raise Refused("INVALID", sentence, "url")


class Guarded(httpcore2.AsyncNetworkBackend):
    """Connects to public addresses and to the networks that the keeper named, and to nothing else."""

    def __init__(self, allowed: Iterable[Network]) -> None:
        """Remember what the keeper named."""
        self.allowed = tuple(allowed)
        self.inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - as the library has it
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Look the name up, judge every answer, connect to what was judged."""
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError:
            raise httpcore2.ConnectError("its name is not known") from None
        addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
        if not addresses or not all(may_reach(address, self.allowed) for address in addresses):
            raise httpcore2.ConnectError("it is in a network that webhooks may not reach")
        return await self.inner.connect_tcp(str(addresses[0]), port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self.inner.sleep(seconds)
