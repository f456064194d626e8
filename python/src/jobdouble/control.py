"""Requests to the control façade, with the standard library alone."""

import json
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlsplit

from .errors import ControlError, JobdoubleError

SECONDS = 30.0


class Control:
    """The control façade of a world, or of the whole server. It has no state, so any thread may use it."""

    def __init__(self, url: str, key: str | None = None) -> None:
        self.url = url.rstrip('/')
        self._key = key

    def world(self, name: str) -> 'Control':
        origin, path = origin_and_path(self.url)
        return Control(f'{origin}/w/{quote(name, safe="")}{path}', self._key)

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None, *, seconds: float = SECONDS) -> Any:
        """What the double replies. Raises ControlError with its own sentence if it refuses."""
        status, text = self._exchange(method, path, None if body is None else json.dumps(body).encode(), seconds)
        reply = _json(text)
        if status < 400 and reply is not None:
            return reply
        raise ControlError(_sentence(reply) or f'{method} {self.url}{path}: {status} came, with {text[:200]!r}.', status)

    def _exchange(self, method: str, path: str, body: bytes | None, seconds: float) -> tuple[int, str]:
        address = urlsplit(self.url)
        # Not urllib: it would send requests to loopback through a proxy that the environment names.
        kind = HTTPSConnection if address.scheme == 'https' else HTTPConnection
        connection = kind(address.hostname or '', address.port, timeout=seconds)
        headers = {'Accept': 'application/json'}
        if body is not None:
            headers['Content-Type'] = 'application/json'
        if self._key:
            headers['X-Control-Key'] = self._key
        try:
            connection.request(method, f'{address.path}{path}', body, headers)
            response = connection.getresponse()
            return response.status, response.read().decode()
        except (OSError, HTTPException) as error:
            raise JobdoubleError(f'{method} {self.url}{path}: no jobdouble answers there ({error}).') from error
        finally:
            connection.close()


def origin_and_path(url: str) -> tuple[str, str]:
    address = urlsplit(url)
    return f'{address.scheme}://{address.netloc}', address.path


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _sentence(reply: Any) -> str:
    errors = reply.get('errors') if isinstance(reply, dict) else None
    return '\n'.join(str(error.get('title')) for error in errors) if isinstance(errors, list) else ''
