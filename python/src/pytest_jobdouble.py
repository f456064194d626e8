"""What pytest sees: options, the marker, two fixtures, and the journal in the report of a test that failed.

pytest loads it in every run, so what only a test with a double needs is imported when one asks for it.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from jobdouble import Server, World

MARKER = """jobdouble(**settings): how the world of a test begins: settings such as dismiss="gone", ogc="1.0"; its seed, by value or as a path; leaks=True"""
FOLDER, PARENT = 'jobdouble_folder', 'jobdouble_parent'
world_key: pytest.StashKey[World] = pytest.StashKey()
folder_key: pytest.StashKey[Path] = pytest.StashKey()
runs = itertools.count()
session_id = uuid.uuid4().hex


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup('jobdouble')
    group.addoption(
        '--jobdouble-url',
        metavar='URL',
        help='use the jobdouble that runs there, instead of starting one (also: JOBDOUBLE_URL)',
    )
    group.addoption('--jobdouble-seed', metavar='FILE', help='seed file of the double that is started')
    group.addoption(
        '--jobdouble-leaks',
        action='store_true',
        default=None,
        help='fail tests that leave unfinished jobs, queued deployments, requests to no resource or unused faults',
    )
    parser.addini('jobdouble_seed', 'the same as --jobdouble-seed, from the folder of this file')
    parser.addini('jobdouble_leaks', 'the same as --jobdouble-leaks', type='bool', default=False)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line('markers', MARKER)
    if config.pluginmanager.hasplugin('xdist'):
        config.pluginmanager.register(Workers(config), 'jobdouble-workers')


class Workers:
    """The process that starts the workers of pytest-xdist gives them a folder, where they find the server that they share."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    @pytest.hookimpl
    def pytest_configure_node(self, node: Any) -> None:
        stash = self._config.stash
        if folder_key not in stash:
            stash[folder_key] = Path(tempfile.mkdtemp(prefix='jobdouble-'))
        node.workerinput[FOLDER] = str(stash[folder_key])
        node.workerinput[PARENT] = os.getpid()

    @pytest.hookimpl
    def pytest_unconfigure(self) -> None:
        folder = self._config.stash.get(folder_key, None)
        if folder is not None:
            from jobdouble.shared_server import stop_shared_server

            stop_shared_server(folder)
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope='session')
def jobdouble_server(pytestconfig: pytest.Config) -> Iterator[Server]:
    """The double: started once, or the one that --jobdouble-url names. Under pytest-xdist all workers share it."""
    with _told_in_a_sentence():
        yield from _servers(pytestconfig)


def _servers(config: pytest.Config) -> Iterator[Server]:
    from jobdouble.errors import JobdoubleError
    from jobdouble.server import running_server, serve
    from jobdouble.shared_server import join_shared_server

    url = config.getoption('--jobdouble-url') or os.environ.get('JOBDOUBLE_URL')
    flags = _flags(config)
    worker = getattr(config, 'workerinput', {})
    folder = worker.get(FOLDER)
    if url:
        if flags:
            raise JobdoubleError(f'{url} runs already, and has its seed; --jobdouble-seed is for a double that is started.')
        yield running_server(url)
    # A worker of another machine has no such folder, and a server of its own.
    elif folder is not None and Path(folder).is_dir():
        yield join_shared_server(Path(folder), flags, worker[PARENT])
    else:
        with serve(*flags) as server:
            yield server


def _flags(config: pytest.Config) -> tuple[str, ...]:
    given, written = config.getoption('--jobdouble-seed'), config.getini('jobdouble_seed')
    if given:
        return ('--seed', str(config.invocation_params.dir / given))
    return ('--seed', str((config.inipath or config.rootpath / 'x').parent / written)) if written else ()


@pytest.fixture
def jobdouble(jobdouble_server: Server, request: pytest.FixtureRequest) -> Iterator[World]:
    """A world of this test alone, whose clock stands still. `@pytest.mark.jobdouble(dismiss='gone', seed={...})` says how it begins."""
    node = request.node
    settings = _settings(node)
    leaks = _leaks(settings, request.config)
    world = jobdouble_server.world(_world_name(node))
    left: list[str] = []
    with _told_in_a_sentence(), _forgotten(world):
        _begin(world, settings, node.path.parent)
        node.stash[world_key] = world
        yield world
        del node.stash[world_key]
        left = world.leaks() if leaks else []
        left = left and [*left, '', _journal_of(world)]
    if left:
        pytest.fail('\n'.join(left), pytrace=False)


@contextmanager
def _forgotten(world: World) -> Iterator[None]:
    from jobdouble.errors import JobdoubleError

    try:
        yield
    except BaseException:
        # The first problem is the one to tell.
        with suppress(JobdoubleError):
            world.forget()
        raise
    world.forget()


@contextmanager
def _told_in_a_sentence() -> Iterator[None]:
    """What the double refuses is of the test, and the way through this package helps nobody."""
    from jobdouble.errors import JobdoubleError

    try:
        yield
    except JobdoubleError as error:
        raise pytest.fail.Exception(f'jobdouble: {error}', pytrace=False) from None


def _settings(node: pytest.Item) -> dict[str, Any]:
    """Of several markers the nearest to the test wins."""
    settings: dict[str, Any] = {}
    for marker in reversed(list(node.iter_markers('jobdouble'))):
        if marker.args:
            pytest.fail(
                f'jobdouble: {marker.args!r} came without a name; expected settings by name, such as dismiss="gone".',
                pytrace=False,
            )
        settings.update(marker.kwargs)
    return settings


def _begin(world: World, settings: dict[str, Any], folder: Path) -> None:
    from jobdouble.seeds import seed_of

    seed = settings.pop('seed', None)
    world.freeze() if seed is None else world.reset(seed_of(seed, folder))
    if settings:
        world.configure(**settings)


def _leaks(settings: dict[str, Any], config: pytest.Config) -> bool:
    leaks = settings.pop('leaks', None)
    if isinstance(leaks, bool):
        return leaks
    if leaks is not None:
        pytest.fail(f'jobdouble: leaks: {leaks!r} came; expected True or False.', pytrace=False)
    return bool(config.getoption('--jobdouble-leaks') or config.getini('jobdouble_leaks'))


def _world_name(node: pytest.Item) -> str:
    """The name of the test is for people; by the digits no two worlds have one name, whoever else uses the double."""
    digits = sha256(f'{session_id} {next(runs)} {node.nodeid}'.encode()).hexdigest()[:12]
    return f'{re.sub(r"[^A-Za-z0-9_.~-]+", "-", node.name)[:80].strip("-.")}-{digits}'


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    outcome = yield
    report = outcome.get_result()
    world = item.stash.get(world_key, None)
    if report.failed and world is not None:
        report.sections.append((f'jobdouble: requests to {world.url}', _journal_of(world)))


def _journal_of(world: World) -> str:
    from jobdouble.errors import JobdoubleError
    from jobdouble.journal import journal_of

    try:
        return journal_of(world)
    except JobdoubleError as error:
        return str(error)
