from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .control import Control, origin_and_path
from .errors import JobdoubleError
from .program import command
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
    origin, _ = origin_and_path(url)
    server = Server(url.rstrip('/'), f'{origin}/__admin', os.environ.get(CONTROL_KEY) or None)
    server.control.call('GET', '/worlds')
    return server


@contextmanager
def serve(*flags: str) -> Iterator[Server]:
    """Start the double on a free port of loopback, with flags of `jobdouble serve`, and stop it at the end.

    `with serve('--seed', 'ndvi.yaml') as server: ...`
    """
    with tempfile.TemporaryDirectory(prefix='jobdouble-', ignore_cleanup_errors=True) as folder:
        process = launch(Path(folder), flags)
        try:
            yield server_of(wait_for_ready_line(process, Path(folder)), flags)
        finally:
            stop(process)


def launch(folder: Path, flags: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Start the program; what it says goes to files of a folder, so nobody has to listen to it."""
    # Flags win over the environment: a port or a control façade of somebody's shell is not that of a test.
    program = command('serve', '--host', '127.0.0.1', '--port', '0', '--control', 'on', '--log-level', 'warn', *flags)
    with open(folder / 'output', 'wb') as output, open(folder / 'log', 'wb') as log:
        return subprocess.Popen(program, stdin=subprocess.DEVNULL, stdout=output, stderr=log)


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
