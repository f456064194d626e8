from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

import pytest

Send = Callable[..., tuple[int, Any]]


@pytest.fixture
def send() -> Send:
    """A client: sends a request, and returns status and JSON."""
    opener = build_opener(ProxyHandler({}))

    def send(method: str, url: str, body: object = None, **headers: str) -> tuple[int, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = Request(url, data, {'Content-Type': 'application/json', **headers}, method=method)
        try:
            with opener.open(request, timeout=20) as response:
                return response.status, json.load(response)
        except HTTPError as refusal:
            return refusal.code, json.load(refusal)

    return send
