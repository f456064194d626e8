from __future__ import annotations

import sys
from pathlib import Path

import pytest

from jobdouble import NodeNotFoundError, find_node, node

pytestmark = pytest.mark.skipif(sys.platform == 'win32', reason='the programs that stand for Node are shell scripts')


@pytest.fixture(autouse=True)
def nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv('JOBDOUBLE_NODE', raising=False)
    monkeypatch.setattr(node, 'find_spec', lambda name: None)
    monkeypatch.setenv('PATH', str(tmp_path))


def program(folder: Path, version: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / 'node'
    file.write_text(f'#!/bin/sh\necho {version}\n')
    file.chmod(0o755)
    return str(file)


def wheel(monkeypatch: pytest.MonkeyPatch, folder: Path, version: str) -> str:
    file = program(folder / 'bin', version)
    monkeypatch.setattr(node, 'find_spec', lambda name: type('Spec', (), {'origin': str(folder / '__init__.py')}))
    return file


def test_the_variable_goes_before_the_wheel_and_the_wheel_before_the_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    on_path = program(tmp_path, 'v20.19.0')
    assert find_node() == on_path
    in_wheel = wheel(monkeypatch, tmp_path / 'wheel', 'v24.1.0')
    assert find_node() == in_wheel
    named = program(tmp_path / 'named', 'v22.0.0')
    monkeypatch.setenv('JOBDOUBLE_NODE', named)
    assert find_node() == named


def test_what_is_too_old_is_passed_over_and_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wheel(monkeypatch, tmp_path / 'wheel', 'v20.18.3')
    on_path = program(tmp_path, 'v22.1.0')
    assert find_node() == on_path
    program(tmp_path, 'v18.20.0')
    with pytest.raises(
        NodeNotFoundError,
        match=r'needs Node\.js 20\.19 or newer and found none\. There is .*/wheel/bin/node, which is v20\.18\.3 and .*/node, which is v18\.20\.0\. Install',
    ):
        find_node()


def test_one_that_is_named_is_used_or_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, 'v24.0.0')
    for named, sentence in [
        (program(tmp_path / 'old', 'v18.0.0'), 'which is v18.0.0'),
        (program(tmp_path / 'odd', 'hello'), "but 'hello'"),
        (program(tmp_path / 'bytes', "$(printf '\\377')"), 'but'),
        (program(tmp_path / 'broken', '; echo no libc >&2; exit 1'), "but 'no libc'"),
        (str(tmp_path / 'none'), 'which does not run'),
    ]:
        monkeypatch.setenv('JOBDOUBLE_NODE', named)
        with pytest.raises(NodeNotFoundError, match=f'JOBDOUBLE_NODE names {named}, .*{sentence}.*; expected Node.js 20.19 or newer'):
            find_node()


def test_one_that_is_named_may_be_a_name_of_the_path_or_of_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    node_22 = program(tmp_path, 'v22.0.0')
    monkeypatch.setenv('HOME', str(tmp_path))
    for named in ['node', '~/node']:
        monkeypatch.setenv('JOBDOUBLE_NODE', named)
        assert find_node() == node_22


def test_without_any_the_sentence_says_what_to_do() -> None:
    with pytest.raises(
        NodeNotFoundError,
        match=r"^jobdouble needs Node\.js 20\.19 or newer and found none\. Install it with `pip install 'pytest-jobdouble\[node\]'`, put `node` on the PATH, or name one in JOBDOUBLE_NODE\.$",
    ):
        find_node()
