"""The program itself, which is written for Node and comes with this package."""

from pathlib import Path

from .errors import JobdoubleError
from .node import find_node

FOLDER = Path(__file__).parent / 'bundle' / 'dist'


def command(*arguments: str) -> list[str]:
    """What runs jobdouble with these arguments."""
    if not (FOLDER / 'cli.js').is_file():
        raise JobdoubleError(f'{FOLDER} has no cli.js; in a clone of the repository, run `npm run build:python` first.')
    return [find_node(), str(FOLDER / 'cli.js'), *arguments]
