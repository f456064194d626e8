from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import quote

from .client import Client
from .control import Control, json_body
from .naming import members
from .shapes import Deployment

__tracebackhide__ = True
PACKAGE = 'application/ogcapppkg+json'
CWL = 'application/cwl'


class Deployments:
    """Processes that clients deploy, in a world with `configure(deploy='http')`, and deployments that are queued.

    `deploy`, `replace` and `undeploy` send the request of a client: it is in the journal, and faults strike it. Nothing is ever executed.
    Every call raises ControlError, in the double's own words, for what it refuses; then nothing has changed.
    """

    def __init__(self, client: Client, control: Control) -> None:
        self._client = client
        self._control = control

    def deploy(
        self,
        package: Mapping[str, Any] | str | bytes,
        *,
        media_type: str | None = None,
        workflow: str | None = None,
        user: str | None = None,
    ) -> Deployment:
        """Deploy a process: an application package as a dictionary, or CWL as text.

        `workflow` names one of a `$graph`; `user` is who deploys it, where the world asks for a login.
        `deploy({'processDescription': {'id': 'ndvi'}, 'executionUnit': {'type': 'docker', 'image': 'ndvi:1'}})`
        """
        body, sent_as = _package(package, media_type)
        query = '' if workflow is None else f'?w={quote(workflow, safe="")}'
        self._client.call('POST', f'/processes{query}', body, media_type=sent_as, user=user)
        return self.list()[0]

    def replace(
        self, process_id: str, package: Mapping[str, Any] | str | bytes, *, media_type: str | None = None, user: str | None = None
    ) -> Deployment:
        """Replace a process by another one of the same id. Its jobs go on as they were submitted."""
        body, sent_as = _package(package, media_type)
        self._client.process('PUT', process_id, body, media_type=sent_as, user=user)
        return self.list()[0]

    def undeploy(self, process_id: str, *, user: str | None = None) -> None:
        """Undeploy a process. Its jobs go on."""
        self._client.process('DELETE', process_id, user=user)

    def list(self) -> list[Deployment]:
        """Deployments and replacements, the newest first."""
        return cast('list[Deployment]', self._control.call('GET', '/deployments')['deployments'])

    def hold(self, deployment_id: str) -> Deployment:
        """Keep a queued deployment where it is, whatever the clock says."""
        return self._change(deployment_id, 'hold')

    def release(self, deployment_id: str) -> Deployment:
        """Let a held deployment go on."""
        return self._change(deployment_id, 'release')

    def finish(self, deployment_id: str) -> Deployment:
        """Deploy what is queued now."""
        return self._change(deployment_id, 'finish')

    def fail(self, deployment_id: str, reason: str | None = None) -> Deployment:
        """Let a queued deployment fail now; `reason` is for people."""
        return self._change(deployment_id, 'fail', {'reason': reason})

    def _change(self, deployment_id: str, change: str, body: Mapping[str, Any] | None = None) -> Deployment:
        path = f'/deployments/{quote(deployment_id, safe="")}/{change}'
        return cast('Deployment', self._control.call('POST', path, None if body is None else members(body)))


def _package(package: Mapping[str, Any] | str | bytes, media_type: str | None) -> tuple[bytes, str]:
    if isinstance(package, Mapping):
        return json_body(package), media_type or PACKAGE
    if isinstance(package, (str, bytes)):
        return package.encode() if isinstance(package, str) else package, media_type or CWL
    raise TypeError(f'package: {package!r} came; expected an application package as a dictionary, or CWL as text.')
