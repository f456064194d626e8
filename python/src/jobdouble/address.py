"""Addresses of a double."""

from urllib.parse import urlsplit

from .errors import JobdoubleError


def origin_and_path(url: str) -> tuple[str, str]:
    address = urlsplit(url)
    return f'{address.scheme}://{address.netloc}', address.path


def base_address(said: str) -> str:
    """The address without a slash at its end. Raises JobdoubleError for what is no address of a server."""
    if _is_base(said):
        return said.rstrip('/')
    raise JobdoubleError(
        f'{said!r} came for the address of a double that runs; expected one such as http://127.0.0.1:8080 or http://127.0.0.1:8080/ogc.'
    )


def _is_base(said: str) -> bool:
    if not said.isascii() or not said.isprintable() or ' ' in said:
        return False
    try:
        address = urlsplit(said)
        port = address.port
    except ValueError:
        return False
    more = address.query or address.fragment or address.username is not None
    return address.scheme in ('http', 'https') and bool(address.hostname) and port != 0 and not more
