"""Refuses to build a package without the program that it is about."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NEEDED = ('src/jobdouble/bundle/dist/cli.js', 'LICENSE', 'THIRD-PARTY-LICENSES')


class ProgramHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        missing = [name for name in NEEDED if not self._has(name)]
        if missing:
            raise RuntimeError(f'{", ".join(missing)} is missing or empty; run `npm run build:python` in the repository first.')

    def _has(self, name: str) -> bool:
        file = Path(self.root) / name
        return file.is_file() and file.stat().st_size > 0
