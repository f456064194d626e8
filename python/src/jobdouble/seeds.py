"""A seed of a marker: by value, or a file beside the test."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from .errors import JobdoubleError
from .node import find_node
from .program import FOLDER, command

READ = """
const { loadSeed } = await import(process.argv[1])
try { process.stdout.write(JSON.stringify(await loadSeed(process.argv[2]))) } catch (error) { process.stderr.write(error.message); process.exitCode = 1 }
"""


def seed_of(said: object, folder: Path) -> Mapping[str, Any]:
    """Raises JobdoubleError for a file that cannot be used, with the places of all that is wrong in it."""
    if isinstance(said, Mapping):
        return said
    if isinstance(said, (str, Path)):
        return _read(folder / said)
    raise JobdoubleError(f'seed: {said!r} came; expected a dictionary, or the path of a file in YAML or JSON.')


@cache
def _read(file: Path) -> Mapping[str, Any]:
    """The double reads its own format, once for all tests of the session."""
    command()
    program = [find_node(), '--input-type=module', '-e', READ, (FOLDER / 'index.js').as_uri(), str(file)]
    ran = subprocess.run(program, capture_output=True, encoding='utf8', timeout=60)
    if ran.returncode != 0:
        raise JobdoubleError(ran.stderr.strip())
    return dict(json.loads(ran.stdout))
