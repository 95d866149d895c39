"""Which addresses of a case become links in a document, and how they are written there. Pure."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from routes.webmap.links import is_link

_PATH = "/%!'*,-.:;=@_~+$&"
_REST = f"{_PATH}?"


def linked(address: str | None) -> str | None:
    """``address`` in ASCII as RFC 3986 wants it, or None where it stays text.

    Only ``http`` and ``https`` with a host and without a user's name. What means something in
    the markup of a document (brackets, quotation marks, backslashes, strokes) is percent-encoded:
    the link leads to the same place. Word calls a file broken over one address that is none.
    """
    if address is None or not is_link(address):
        return None
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:  # UnicodeError among it: no host can be called so
        return None
    if not host or parts.username is not None or not _is_host(host):
        return None
    path = quote(parts.path, safe=_PATH)
    query = f"?{quote(parts.query, safe=_REST)}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, safe=_REST)}" if parts.fragment else ""
    return f"{parts.scheme.lower()}://{host}{port}{path}{query}{fragment}"


def _is_host(host: str) -> bool:
    return all(c.isalnum() or c in "-._" for c in host)
