"""What the double says and is told, as it travels."""

from dataclasses import dataclass
from typing import Any, Literal, TypedDict

Status = Literal['accepted', 'running', 'successful', 'failed', 'dismissed']


class _JobAlways(TypedDict):
    id: str
    group: str
    process: str
    project: int
    user: int
    status: Status
    progress: int
    created: str
    updated: str
    inputs: dict[str, Any]
    plan: dict[str, Any]
    held: bool


class Job(_JobAlways, total=False):
    """A job as it stands; times are RFC 3339."""

    started: str
    finished: str
    reason: str
    results: dict[str, Any]


# `from` is a word of Python, so this cannot be written as a class.
Transition = TypedDict('Transition', {'job': str, 'from': Status, 'to': Status, 'at': str})
"""A step that a job took while the clock was advanced."""


@dataclass(frozen=True)
class Exchange:
    """A request of the journal, and how it was answered. `status` is 0 if it was not."""

    method: str
    path: str
    status: int
    headers: dict[str, str]
    body: str
    response: str

    @classmethod
    def of(cls, event: dict[str, Any]) -> 'Exchange':
        request, response = event['request'], event['response']
        return cls(
            request['method'],
            request['url'],
            response.get('status') or 0,
            request['headers'],
            request.get('body') or '',
            response.get('body') or '',
        )
