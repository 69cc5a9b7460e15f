"""Where push messages may go: addresses of push services come from visitors, so they are not trusted.

Apart from `web_push`, for who only asks whether an address will do needs nothing of what sending needs.
"""

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit


class NotAllowed(Exception):
    """Why nothing is sent to an address."""


def origin_of(endpoint: str) -> str:
    """`https://host:port` of an endpoint, in lower case; empty for what is no address."""
    try:
        parts = urlsplit(endpoint)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
        # An IPv6 address in brackets is no host of any list.
        return f"{parts.scheme}://{host}{port}".lower() if host and ":" not in host else ""
    except ValueError:
        return ""


def named_service(origin: str, hosts: tuple[str, ...]) -> tuple[str, int, bool]:
    """Host and port of a service on the list, and whether it is our own; raises NotAllowed with the reason."""
    parts = urlsplit(origin)  # of an origin that `origin_of` made
    host, port = parts.hostname or "", parts.port or 443
    if parts.scheme != "https":
        raise NotAllowed("not https")
    is_own = f"{host}:{port}" in hosts
    if not is_own and (port != 443 or not any(is_named(host, name) for name in hosts)):
        raise NotAllowed("host not allowed")
    return host, port, is_own


def is_push_service(endpoint: str, hosts: tuple[str, ...]) -> bool:
    """Whether an address that a visitor sent is one of a push service that we send to."""
    try:
        named_service(origin_of(endpoint), hosts)
    except NotAllowed:
        return False
    return True


def pinned_address(origin: str, hosts: tuple[str, ...]) -> str:
    """Name, port and address of an allowed service as curl pins it; raises NotAllowed with the reason."""
    host, port, is_own = named_service(origin, hosts)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise NotAllowed("host not found") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not is_own and not all(ip_address(address).is_global for address in addresses):
        raise NotAllowed("private address")
    return f"{host}:{port}:{','.join(addresses)}"


def is_named(host: str, name: str) -> bool:
    """Whether a host is the one on the list, or under it: `*.push.apple.com`."""
    return host.endswith(name[1:]) if name.startswith("*.") else host == name
