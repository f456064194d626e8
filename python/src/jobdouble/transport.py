"""One request over HTTP, with the standard library alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from .errors import JobdoubleError

SECONDS = 30.0
__tracebackhide__ = True


@dataclass(frozen=True)
class Response:
    status: int
    headers: Mapping[str, str]
    """By their names in small letters."""
    text: str


def send(method: str, url: str, headers: Mapping[str, str], body: bytes | None = None, *, seconds: float = SECONDS) -> Response:
    """Raises JobdoubleError if nobody answers."""
    address = urlsplit(url)
    # Not urllib: it would send requests to loopback through a proxy that the environment names.
    kind = HTTPSConnection if address.scheme == 'https' else HTTPConnection
    connection = kind(address.hostname or '', address.port, timeout=seconds)
    target = f'{address.path}?{address.query}' if address.query else address.path
    try:
        connection.request(method, target, body, dict(headers))
        response = connection.getresponse()
        received = {name.lower(): value for name, value in response.getheaders()}
        return Response(response.status, received, response.read().decode(errors='replace'))
    except (OSError, HTTPException) as error:
        raise JobdoubleError(f'{method} {url}: no jobdouble answers there ({error}).') from None
    finally:
        connection.close()
