from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from jobdouble import JobdoubleError, Server
from jobdouble.journal import for_terminal
from jobdouble.server import running_server

CLIENT = """
import json
from urllib.request import Request, urlopen
import pytest


def call(method, url):
    with urlopen(Request(url, method=method), timeout=20) as response:
        return json.load(response)

"""


@pytest.fixture
def run(pytester: pytest.Pytester, jobdouble_server: Server, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs tests in a folder of their own, against the server that is there."""
    monkeypatch.delenv('PYTEST_XDIST_WORKER', raising=False)
    return Run(pytester, jobdouble_server.url)


class Run:
    def __init__(self, pytester: pytest.Pytester, url: str) -> None:
        self.pytester = pytester
        self._url = url

    def __call__(self, test: str, *flags: str) -> pytest.RunResult:
        self.pytester.makepyfile(CLIENT + test)
        return self.pytester.runpytest_inprocess('-p', 'no:cacheprovider', '--jobdouble-url', self._url, *flags)


def test_a_failing_test_shows_the_requests_of_its_world(run: Run) -> None:
    result = run("""
def test_cancel(jobdouble):
    call('DELETE', f'{jobdouble.url}/jobs/running')
    assert call('GET', f'{jobdouble.url}/jobs/running')['status'] == 'running'
""")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(['*jobdouble: requests to http://*/w/test_cancel-*', 'DELETE  /jobs/running  200', 'GET     /jobs/running  200'])


def test_what_a_client_sent_does_not_move_the_terminal_of_the_report() -> None:
    assert for_terminal('/jobs/ünï') == '/jobs/ünï'
    assert for_terminal('/\x1b[31m\x9b\r\u202e') == '/\\x1b[31m\\x9b\\r\\u202e'
    assert for_terminal('/' + 'y' * 9000) == f'/{"y" * 199}…'


def test_a_setup_that_fails_with_a_world_shows_its_requests(run: Run) -> None:
    result = run("""
@pytest.fixture
def running(jobdouble):
    call('GET', f'{jobdouble.url}/jobs/nobody')

def test_cancel(running):
    pass
""")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(['GET     /jobs/nobody  404'])


NAMES = ['ünï', 'a/b', 'x' * 5000, '..', '', ' ', '\n', '💥', '<b>', '%2F', '::', '[']


def test_a_test_may_have_any_name(run: Run) -> None:
    result = run(f"""
@pytest.mark.parametrize('name', {NAMES!r})
def test_ünï(jobdouble, name):
    assert call('DELETE', f'{{jobdouble.url}}/jobs/running')['status'] == 'dismissed'
""")
    result.assert_outcomes(passed=len(NAMES))


def test_each_test_has_a_fresh_world_as_its_markers_say(run: Run) -> None:
    Path('beside.yaml').write_text('jobs: [{ id: mine, process: hold, plan: { running: forever } }]')
    result = run("""
pytestmark = pytest.mark.jobdouble(dismiss='gone', ogc='2.0-draft')

@pytest.mark.parametrize('time', [1, 2])
def test_fresh(jobdouble, time):
    assert call('DELETE', f'{jobdouble.url}/jobs/running')['status'] == 'dismissed'

@pytest.mark.jobdouble(seed='beside.yaml', dismiss='remove')
def test_file(jobdouble):
    assert [job['id'] for job in jobdouble.jobs()] == ['mine']
    assert jobdouble._control.call('GET', '/settings')['settings']['dismiss'] == 'remove'
    assert jobdouble._control.call('GET', '/settings')['settings']['ogc'] == '2.0-draft'
    assert jobdouble._control.call('GET', '/clock')['frozen']

@pytest.mark.jobdouble(seed={})
def test_value(jobdouble):
    assert jobdouble.jobs() == []
""")
    result.assert_outcomes(passed=4)


REFUSED = {
    "personality='weaver'": 'jobdouble: *personality is not a known member*',
    "dismiss='forget'": 'jobdouble: *dismiss: "forget" came; expected *',
    "seed={'job': []}": 'jobdouble: *job is not a known member; did you mean jobs*',
    "seed='wrong.yaml'": '*line 1, column 1*',
    "seed='missing.yaml'": '*missing.yaml*',
    'seed=3': 'jobdouble: seed: 3 came; expected a dictionary, or the path of a file in YAML or JSON.',
    "leaks='no'": "jobdouble: leaks: 'no' came; expected True or False.",
    "'gone'": "jobdouble: ('gone',) came without a name; expected settings by name*",
}


def test_what_a_marker_may_not_say_is_an_error_in_one_sentence(run: Run) -> None:
    Path('wrong.yaml').write_text('{ job: [] }')
    tests = [f'@pytest.mark.jobdouble({marker})\ndef test_{number}(jobdouble): pass\n' for number, marker in enumerate(REFUSED)]
    result = run('\n'.join(tests))
    result.assert_outcomes(errors=len(REFUSED))
    result.stdout.fnmatch_lines([line for sentence in REFUSED.values() for line in ('_* ERROR at setup of test_*', sentence)])
    result.stdout.no_fnmatch_line('*During handling*')


LEFT_OVER = [
    'The job mine (hold) is running still.',
    'There is no resource at GET /nothing.',
    'The fault fault-1 was never injected.',
    'GET     /nothing  404',
]


def test_a_test_that_leaves_something_over_fails_where_that_is_asked_for(run: Run) -> None:
    tests = """
@pytest.mark.jobdouble(seed={}, leaks=%s)
def test_leak(jobdouble):
    jobdouble.add_job('hold', id='mine', status='running')
    jobdouble.fault(status=500, match={'method': 'DELETE'})
    with pytest.raises(OSError):
        call('GET', f'{jobdouble.url}/nothing')
"""
    result = run(tests % True)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(LEFT_OVER)
    run(tests % False, '--jobdouble-leaks').assert_outcomes(passed=1)
    run(tests.replace(', leaks=%s', ''), '--jobdouble-leaks').assert_outcomes(passed=1, errors=1)


def test_workers_share_one_server_which_ends_with_them(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv('JOBDOUBLE_URL', raising=False)
    pytester.makeini('[pytest]\njobdouble_seed = seeds/mine.json')
    pytester.mkdir('seeds').joinpath('mine.json').write_text(json.dumps({'jobs': [{'id': 'mine'}]}))
    pytester.makepyfile(
        CLIENT
        + """
@pytest.mark.parametrize('number', range(8))
def test_one(jobdouble, jobdouble_server, number):
    assert [job['id'] for job in jobdouble.jobs()] == ['mine']
    open('urls', 'a').write(jobdouble_server.url + '\\n')
"""
    )
    pytester.runpytest_subprocess('-n', '2', '-p', 'no:cacheprovider').assert_outcomes(passed=8)
    [url] = set(Path('urls').read_text().split())
    result = pytester.runpytest_inprocess('--jobdouble-url', url, '-p', 'no:cacheprovider')
    result.assert_outcomes(errors=8)
    result.stdout.fnmatch_lines([f'jobdouble: {url} runs already, and has its seed; --jobdouble-seed is for a double that is started.'])
    pytester.makeini('[pytest]')
    result = pytester.runpytest_inprocess('--jobdouble-url', url, '-p', 'no:cacheprovider')
    result.stdout.fnmatch_lines([f'jobdouble: {url} came, and its control façade cannot be used: *no jobdouble answers there *'])


def test_a_server_that_cannot_start_is_told_to_every_worker(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv('JOBDOUBLE_URL', raising=False)
    pytester.makepyfile('import pytest\n@pytest.mark.parametrize("number", range(4))\ndef test_one(jobdouble, number): pass')
    result = pytester.runpytest_subprocess('-n', '2', '--jobdouble-seed', 'missing.yaml', '-p', 'no:cacheprovider')
    result.assert_outcomes(errors=4)
    result.stdout.fnmatch_lines(['jobdouble: jobdouble ended with exit code 2 before it listened:', '*missing.yaml*'])


@pytest.mark.skipif(sys.platform == 'win32', reason='Windows has no groups that a signal is sent to')
def test_ctrl_c_ends_the_tests_and_then_the_double(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv('JOBDOUBLE_URL', raising=False)
    pytester.makepyfile(
        """
import os, signal, time

def test_it(jobdouble, jobdouble_server):
    open('url', 'w').write(jobdouble_server.url)
    os.killpg(0, signal.SIGINT)
    time.sleep(60)
"""
    )
    ran = subprocess.run(
        [sys.executable, '-m', 'pytest', '-p', 'no:cacheprovider'], capture_output=True, text=True, start_new_session=True, timeout=60
    )
    assert (ran.returncode, 'KeyboardInterrupt' in ran.stdout, 'jobdouble:' in ran.stdout) == (2, True, False), ran.stdout
    with pytest.raises(JobdoubleError, match='no jobdouble answers there'):
        running_server(Path('url').read_text())
