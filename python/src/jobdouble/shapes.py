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


class _UserAlways(TypedDict):
    name: str
    token: str


class User(_UserAlways, total=False):
    """A user of the seed; `projects` is the level by the id of the project."""

    password: str
    world: str
    active: bool
    projects: dict[str, str]


class _TokenAlways(TypedDict):
    access_token: str
    token_type: str
    expires_in: int


class Token(_TokenAlways, total=False):
    """What the token endpoint issues (RFC 6749); `expires_in` is seconds of the world's clock."""

    refresh_token: str
    scope: str


class _DeploymentAlways(TypedDict):
    id: str
    process: str
    action: Literal['deploy', 'replace']
    status: Literal['queued', 'deployed', 'failed']
    held: bool
    submitted: str


class Deployment(_DeploymentAlways, total=False):
    """A deployment or a replacement; times are RFC 3339. `due` is absent for one that is held, or over."""

    due: str
    reason: str
