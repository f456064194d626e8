from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .address import base_address, origin_and_path
from .control import Control
from .errors import ControlError, JobdoubleError
from .program import command
from .transport import send
from .world import World

START_SECONDS = 60.0
STOP_SECONDS = 10.0
CONTROL_KEY = 'JOBDOUBLE_CONTROL_KEY'


@dataclass(frozen=True)
class Server:
    """A double that runs: where it is, and its worlds."""

    url: str
    """Where OGC API – Processes begins in the default world."""
    control_url: str
    """Where the control façade begins, `/__admin` included."""
    key: str | None = None
    """The key of the control façade, if it has one."""

    @property
    def control(self) -> Control:
        return Control(self.control_url, self.key)

    def world(self, name: str) -> World:
        """A world of this name. It is made when it is first used, its clock runs; `freeze()` lets it stand still."""
        return World(name, self.url, self.control)


def running_server(url: str) -> Server:
    """A double that someone else has started, at the address that its ready line says. Its key is in JOBDOUBLE_CONTROL_KEY, if it has one."""
    address = base_address(url)
    key = os.environ.get(CONTROL_KEY) or None
    # In a world of its own, so that nothing of it is in a journal.
    name = f'probe-{uuid.uuid4().hex[:12]}'
    try:
        server = Server(address, _control_of(address, key, name), key)
    except JobdoubleError as error:
        advice = f' Expected it in {CONTROL_KEY}.' if isinstance(error, ControlError) and error.status == 401 else ''
        raise JobdoubleError(f'{url} came, and its control façade cannot be used: {error}{advice}') from None
    probe = server.world(name)
    try:
        _expect_landing_page(url, f'{probe.url}/')
    finally:
        probe.forget()
    return server


def _control_of(address: str, key: str | None, name: str) -> str:
    """The control façade begins beside the base path, or with `--control base-path` below it."""
    origin, path = origin_and_path(address)
    beside, below = f'{origin}/__admin', f'{address}/__admin'
    try:
        Control(beside, key).world(name).call('GET', '/settings')
    except ControlError as error:
        if error.status != 404 or not path:
            raise
        with suppress(ControlError):
            Control(below, key).world(name).call('GET', '/settings')
            return below
        raise
    return beside


def _expect_landing_page(said: str, url: str) -> None:
    response = send('GET', url, {'Accept': 'application/json'})
    if response.status == 401 and 'realm="jobdouble"' in response.headers.get('www-authenticate', ''):
        return
    with suppress(ValueError, AttributeError):
        if response.status == 200 and json.loads(response.text).get('title') == 'jobdouble':
            return
    raise JobdoubleError(f'{said!r} came, and OGC API – Processes does not begin there; expected the address that the ready line of the double says.')


@contextmanager
def serve(*flags: str) -> Iterator[Server]:
    """Start the double on a free port of loopback, with flags of `jobdouble serve`, and stop it at the end.

    `with serve('--seed', 'ndvi.yaml') as server: ...`
    """
    with tempfile.TemporaryDirectory(prefix='jobdouble-', ignore_cleanup_errors=True) as folder:
        process = launch(Path(folder), flags)
        try:
            yield server_of(wait_for_ready_line(process, Path(folder)), flags)
            if process.poll() is not None:
                raise JobdoubleError(f'jobdouble ended with exit code {process.returncode} while it was used:\n{log_of(Path(folder))}'.strip())
        finally:
            stop(process)


def launch(folder: Path, flags: tuple[str, ...], parent: int | None = None) -> subprocess.Popen[bytes]:
    """Start the program; what it says goes to files of a folder, so nobody has to listen to it. It ends with `parent`, or else with this process."""
    # Flags win over the environment: a port or a control façade of somebody's shell is not that of a test.
    always = ('--host', '127.0.0.1', '--port', '0', '--control', 'on', '--log-level', 'warn', '--end-with-process', str(parent or os.getpid()))
    program = command('serve', *always, *flags)
    with open(folder / 'output', 'wb') as output, open(folder / 'log', 'wb') as log:
        # Ctrl+C of a terminal goes to all of a group. The tests are told, and still need the double while they end.
        if sys.platform == 'win32':
            return subprocess.Popen(program, stdin=subprocess.DEVNULL, stdout=output, stderr=log, creationflags=subprocess.CREATE_NEW_PROCESS_GROUP)
        return subprocess.Popen(program, stdin=subprocess.DEVNULL, stdout=output, stderr=log, start_new_session=True)


def wait_for_ready_line(process: subprocess.Popen[bytes], folder: Path) -> dict[str, Any]:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        first, newline, _ = (folder / 'output').read_text('utf8').partition('\n')
        if newline:
            return dict(json.loads(first))
        if process.poll() is not None:
            raise JobdoubleError(f'jobdouble ended with exit code {process.returncode} before it listened:\n{log_of(folder)}')
        time.sleep(0.01)
    process.kill()
    raise JobdoubleError(f'jobdouble did not listen within {START_SECONDS:.0f} s:\n{log_of(folder)}')


def server_of(ready: Mapping[str, Any], flags: tuple[str, ...]) -> Server:
    if 'control' not in ready:
        raise JobdoubleError('jobdouble listens without a control façade; expected no `--control off` among its flags.')
    return Server(ready['url'], ready['control'], _key_in(flags) or os.environ.get(CONTROL_KEY) or None)


def _key_in(flags: tuple[str, ...]) -> str:
    """The key that these flags give the control façade; a flag and its value may be one word or two."""
    key = ''
    for flag, following in zip(flags, (*flags[1:], ''), strict=False):
        if flag == '--control-key':
            key = following
        elif flag.startswith('--control-key='):
            key = flag.partition('=')[2]
    return key


def log_of(folder: Path) -> str:
    return (folder / 'log').read_text('utf8', errors='replace').strip()


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
