"""Requests to the control façade."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from .address import origin_and_path
from .errors import JobdoubleError
from .refusal import expect_success
from .transport import SECONDS, send

__tracebackhide__ = True


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
        headers = {'Accept': 'application/json'}
        if body is not None:
            headers['Content-Type'] = 'application/json'
        if self._key:
            headers['X-Control-Key'] = self._key
        url = f'{self.url}{path}'
        response = send(method, url, headers, None if body is None else json_body(body), seconds=seconds)
        return expect_success(f'{method} {url}', response)


def json_body(document: Mapping[str, Any]) -> bytes:
    """Raises JobdoubleError for what JSON cannot hold, such as a set or NaN."""
    try:
        return json.dumps(document, allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise JobdoubleError(f'{document!r:.200} came; expected what JSON can hold ({error}).') from None
