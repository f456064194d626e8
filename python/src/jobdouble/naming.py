"""How names of Python become the double's own: `retry_after` is `retryAfter`, `None` says nothing."""

from collections.abc import Mapping
from typing import Any


def members(said: Mapping[str, Any]) -> dict[str, Any]:
    return {camel(name): value for name, value in said.items() if value is not None}


def camel(name: str) -> str:
    first, *others = name.split('_')
    return first + ''.join(part[:1].upper() + part[1:] for part in others)
