"""`python -m jobdouble serve --port 8081`: the command line of jobdouble."""

import os
import subprocess
import sys

from .errors import JobdoubleError
from .program import command


def main() -> int:
    try:
        program = command(*sys.argv[1:])
    except JobdoubleError as error:
        print(error, file=sys.stderr)
        return 2
    if sys.platform == 'win32':
        return subprocess.run(program).returncode
    # The process becomes Node, so signals and the exit code are those of the double.
    os.execv(program[0], program)


if __name__ == '__main__':
    sys.exit(main())
