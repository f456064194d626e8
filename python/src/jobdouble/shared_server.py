"""One double for all workers of pytest-xdist: whoever needs it first starts it, and the process that started the workers stops it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from .errors import JobdoubleError
from .server import START_SECONDS, STOP_SECONDS, Server, launch, server_of, wait_for_ready_line

LOCK, READY, FAILED, PROCESS = 'lock', 'ready.json', 'failed', 'process'

launched: list[subprocess.Popen[bytes]] = []
"""Kept, since Python warns of a process that is forgotten while it runs."""


def join_shared_server(folder: Path, flags: tuple[str, ...], parent: int) -> Server:
    """The server that the workers of this run share. Their folder holds a lock file, and what its owner found out. It ends with `parent`, which started the workers."""
    try:
        os.close(os.open(folder / LOCK, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return _wait_for_owner(folder)
    try:
        process = launch(folder, flags, parent)
        (folder / PROCESS).write_text(str(process.pid))
        launched.append(process)
        server = server_of(wait_for_ready_line(process, folder), flags)
    except JobdoubleError as error:
        _write(folder / FAILED, str(error))
        raise
    _write(folder / READY, json.dumps(asdict(server)))
    return server


def stop_shared_server(folder: Path) -> None:
    """Called once, when every worker has ended."""
    with suppress(OSError, ValueError):
        process = int((folder / PROCESS).read_text())
        os.kill(process, signal.SIGTERM)
        _wait_for_end(process)


def _wait_for_owner(folder: Path) -> Server:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if (folder / READY).exists():
            return Server(**json.loads((folder / READY).read_text('utf8')))
        if (folder / FAILED).exists():
            raise JobdoubleError((folder / FAILED).read_text('utf8'))
        time.sleep(0.01)
    raise JobdoubleError(f'Another worker began to start jobdouble, and did not come to an end within {START_SECONDS:.0f} s.')


def _write(file: Path, text: str) -> None:
    """In one step: whoever sees the file sees all of it."""
    draft = file.with_suffix('.draft')
    draft.write_text(text, 'utf8')
    draft.replace(file)


def _wait_for_end(process: int) -> None:
    """It is no child of this process, so it is asked whether it is there. Windows has ended it by now, and knows no such question."""
    if sys.platform == 'win32':
        return
    until = time.monotonic() + STOP_SECONDS
    while time.monotonic() < until:
        os.kill(process, 0)
        time.sleep(0.01)
    os.kill(process, signal.SIGKILL)
