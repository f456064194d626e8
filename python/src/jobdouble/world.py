from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any, cast
from urllib.parse import quote

from .address import origin_and_path
from .client import Client
from .control import Control
from .deployments import Deployments
from .errors import ControlError, JobdoubleError
from .naming import members
from .shapes import Exchange, Job, Status, Token, Transition, User

Seed = Mapping[str, Any]
# What a call raises is shown at the line of the test.
__tracebackhide__ = True


class World:
    """Jobs, a clock, faults and a request journal of its own, which no other test sees.

    Every call is one short request, which any thread may make. In an async test, call it as it is; only what waits
    for a client in the same event loop goes to a thread: `await asyncio.to_thread(jobdouble.wait_for, method='DELETE')`.

    Every call raises ControlError, in the double's own words, for what it refuses; then nothing has changed.
    """

    def __init__(self, name: str, url: str, control: Control) -> None:
        self.name = name
        origin, path = origin_and_path(url)
        self._control = control.world(name)
        self._server = control
        self._seed: Seed | None = None
        self._processes: dict[str, dict[str, Any]] = {}
        self._settings: dict[str, Any] = {}
        self.url: str = f'{origin}/w/{quote(name, safe="")}{path}'.rstrip('/')
        """Where OGC API – Processes begins: the address that your client is given."""
        self.rest_url: str = f'{self.url}/rest'
        """Where Tator's Job API begins. Tator's own client adds `/rest` itself: give it `url`."""
        self._client = Client(self.url, self._control)
        self.deployments = Deployments(self._client, self._control)
        """Deploy, replace and undeploy processes, and move deployments that are queued."""

    def __repr__(self) -> str:
        return f'<World {self.name} at {self.url}>'

    @cached_property
    def tokens(self) -> dict[str, str]:
        """The tokens of the seed by the name of their user: keys of Tator's API, and of a world with a login. They never expire."""
        return {user['name']: user['token'] for user in self.users()}

    # Users

    def users(self) -> list[User]:
        """The users of the seed, for both APIs."""
        return self._client.users()

    def log_in(self, user: str) -> Token:
        """The token that a user of the seed gets for their password, in a world with `configure(login='bearer')`. It expires by the clock.

        `expired = jobdouble.log_in('ann')['access_token']`, then `jobdouble.advance('1h')`. The request is one of a client: it is in the journal.
        """
        password = self._client.user(user).get('password')
        if password is None:
            raise JobdoubleError(f'user {user!r} has no password; expected one in the seed, since nobody can log in without.')
        return self._client.token({'grant_type': 'password', 'username': user, 'password': password})

    def refresh_login(self, refresh_token: str) -> Token:
        """Another token, for the refresh token that came with one."""
        return self._client.token({'grant_type': 'refresh_token', 'refresh_token': refresh_token})

    # Clock

    def freeze(self) -> None:
        """Let the clock stand still."""
        self._clock(action='freeze')

    def run(self, scale: float = 1) -> None:
        """Let the clock run, so many times as fast as the machine's."""
        self._clock(action='run', scale=scale)

    def advance(self, duration: str | timedelta) -> list[Transition]:
        """Advance the clock by `'30s'`, `'10m'`, `'1d'` or a timedelta, and return the steps that jobs took.

        When it returns, everything that fell due has happened, responses to waiting clients and callbacks included.
        """
        if isinstance(duration, timedelta):
            return self._clock(action='advance', duration_millis=duration / timedelta(milliseconds=1))
        if isinstance(duration, str):
            return self._clock(action='advance', duration=duration)
        raise TypeError(f"advance: {duration!r} came; expected a text such as '30s' or a timedelta.")

    def advance_to_next(self) -> list[Transition]:
        """Advance the clock to the next instant at which a job takes a step, and return the steps."""
        return self._clock(action='next')

    def _clock(self, **change: Any) -> list[Transition]:
        return cast('list[Transition]', self._control.call('PUT', '/clock', members(change)).get('transitions', []))

    # Jobs

    def add_job(
        self,
        process: str = 'echo',
        *,
        id: str | None = None,
        status: Status | None = None,
        progress: int | None = None,
        inputs: Mapping[str, Any] | None = None,
        results: Mapping[str, Any] | None = None,
        reason: str | None = None,
        plan: Mapping[str, Any] | None = None,
        project: int | None = None,
        user: str | None = None,
        group: str | None = None,
        age: float | None = None,
        held: float | None = None,
        dismissed: float | None = None,
        response: str | None = None,
        outputs: Mapping[str, Any] | None = None,
    ) -> Job:
        """Add a job. With a `status` it stands there until the test moves it; else it goes by its plan. Times are seconds."""
        said = {name: value for name, value in locals().items() if name != 'self'}
        return self._job('', said)

    def job(self, job_id: str) -> Job:
        return cast('Job', self._control.call('GET', _job_path(job_id)))

    def jobs(self) -> list[Job]:
        """All jobs, the oldest first."""
        return cast('list[Job]', self._control.call('GET', '/jobs')['jobs'])

    def hold(self, job_id: str) -> Job:
        """Keep a job where it is, whatever the clock says."""
        return self._job(f'{_job_path(job_id)}/hold')

    def release(self, job_id: str) -> Job:
        """Release a held job."""
        return self._job(f'{_job_path(job_id)}/release')

    def finish(self, job_id: str, results: Mapping[str, Any] | None = None) -> Job:
        """End a job well, with these results by output, or with those of its process."""
        return self._job(f'{_job_path(job_id)}/finish', {'results': results})

    def fail(self, job_id: str, reason: str | None = None) -> Job:
        """Fail a job; `reason` is for people."""
        return self._job(f'{_job_path(job_id)}/fail', {'reason': reason})

    def _job(self, path: str, body: Mapping[str, Any] | None = None) -> Job:
        return cast('Job', self._control.call('POST', path or '/jobs', None if body is None else members(body)))

    # Processes

    def process(
        self,
        id: str,
        *,
        inputs: Mapping[str, Any] | None = None,
        outputs: Mapping[str, Any] | None = None,
        results: Mapping[str, Any] | None = None,
        cases: Sequence[Mapping[str, Any]] | None = None,
        plan: Mapping[str, Any] | None = None,
        **description: Any,
    ) -> None:
        """Add a process of your own, as a seed file describes one: before the first request and the first fault of the test.

        `description` may have any other member of it, such as `title` or `version`.
        """
        if self.requests() or self._control.call('GET', '/faults')['faults']:
            raise JobdoubleError(f'process {id!r} came after a request or a fault of this test; expected it before, since it starts the world anew.')
        said = {'inputs': inputs, 'outputs': outputs, 'results': results, 'cases': cases, 'plan': plan}
        one = {'id': id, **{name: value for name, value in said.items() if value is not None}, **description}
        self._start_anew({**self._processes, id: one}, self._seed_as_it_stands())

    def add_case(
        self,
        process: str,
        *,
        when: Mapping[str, Any] | None = None,
        results: Mapping[str, Any] | None = None,
        failure: Mapping[str, Any] | None = None,
        plan: Mapping[str, Any] | None = None,
        sequence: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        """Say what jobs of a process with certain inputs come to, before all other cases and until the next reset."""
        said = {name: value for name, value in locals().items() if name != 'self'}
        self._control.call('POST', '/cases', members(said))

    # Faults and requests

    def fault(self, **fault: Any) -> str:
        """Inject a fault, with the members of docs/faults.md in snake_case, and return its id.

        `fault(status=503, retry_after=2, match={'method': 'DELETE'}, phase='after-commit', fail_request_count=1)`
        """
        return str(self._control.call('POST', '/faults', members(fault))['id'])

    def clear_faults(self) -> None:
        self._control.call('DELETE', '/faults')

    def requests(self, **pattern: Any) -> list[Exchange]:
        """What the client sent and how it was answered, oldest first; only what matches WireMock's pattern, if one is given.

        `requests(method='DELETE', url_path_pattern='/jobs/.*')`
        """
        events = self._control.call('GET', '/requests')['requests'][::-1]
        if pattern:
            found = self._control.call('POST', '/requests/find', members(pattern))['requests']
            events = [event for event in events if event['request'] in found]
        return [Exchange.of(event) for event in events]

    def wait_for(self, *, timeout: float = 10, **pattern: Any) -> Exchange:
        """Wait until a request that matches has come, at most so many seconds of real time; TimeoutError if none does."""
        body = {**members(pattern), 'timeoutMilliseconds': round(timeout * 1000)}
        try:
            return Exchange.of(self._control.call('POST', '/requests/wait', body, seconds=timeout + 10))
        except ControlError as error:
            if error.status != 408:
                raise
            raise TimeoutError(f'{error}{_advice()}') from None

    # The world whole

    def configure(self, **settings: Any) -> None:
        """Change settings until the next reset: `configure(dismiss='gone', ogc='1.0', tator='1.5', fixed_delay=200)`."""
        changed = members(settings)
        self._control.call('PUT', '/settings', changed)
        self._settings.update(changed)

    def reset(self, seed: Seed | None = None) -> None:
        """Back to the seed, or to another one, with a clock that stands still; without jobs, faults, journal, settings and processes of the test."""
        self._control.call('POST', '/reset', members({'seed': seed}))
        self._seed = seed if seed is not None else self._seed
        self._processes, self._settings = {}, {}
        self.__dict__.pop('tokens', None)
        self.freeze()

    def leaks(self) -> list[str]:
        """What a test has left over, a sentence each: jobs that have not ended, deployments that are queued, requests to no resource, faults that were never injected."""
        jobs = [f'The job {job["id"]} ({job["process"]}) is {job["status"]} still.' for job in self._unfinished_jobs()]
        queued = [f'The deployment {one["id"]} ({one["process"]}) is queued still.' for one in self.deployments.list() if one['status'] == 'queued']
        unmatched = self._control.call('GET', '/requests/unmatched')['requests']
        strays = [f'There is no resource at {request["method"]} {request["url"]}.' for request in unmatched]
        faults = self._control.call('GET', '/faults')['faults']
        idle = [f'The fault {fault["id"]} was never injected.' for fault in faults if not fault['injected']]
        return jobs + queued + strays + idle

    def forget(self) -> None:
        """Let the double forget the world; it is made anew when it is next used."""
        try:
            self._server.call('DELETE', f'/worlds/{quote(self.name, safe="")}')
        except ControlError as error:
            if error.status != 404:
                raise

    def _unfinished_jobs(self) -> list[Job]:
        return [job for job in self.jobs() if job['status'] in ('accepted', 'running')]

    def _seed_as_it_stands(self) -> dict[str, Any]:
        return cast('dict[str, Any]', self._control.call('GET', '/seed'))

    def _start_anew(self, processes: dict[str, dict[str, Any]], seed: dict[str, Any]) -> None:
        others = [one for one in seed.get('processes', []) if one['id'] not in processes]
        self._control.call('POST', '/reset', {'seed': {**seed, 'processes': [*others, *processes.values()]}})
        self._processes = processes
        self.freeze()
        if self._settings:
            self._control.call('PUT', '/settings', self._settings)


def _job_path(job_id: str) -> str:
    return f'/jobs/{quote(job_id, safe="")}'


def _advice() -> str:
    """Whoever waits in an event loop keeps a client in the same loop from sending anything."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return ''
    return ' The event loop stood still meanwhile; expected `await asyncio.to_thread(jobdouble.wait_for, …)`.'
