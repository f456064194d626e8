"""What each client makes of each server: it executes, polls, dismisses and polls again. A line of JSON for each pair.

Arguments: `NAME=URL` for each server. A step's word says what the client's user has then: the type of what was
returned, with the status of the job that it tells, or the exception. Every step is bounded.
"""
import concurrent.futures
import json
import sys
import urllib.request
import warnings
from unittest import mock

import ogc_api_processes_client as ogc
from gavicore.models import ProcessRequest
from owslib.ogcapi.processes import Processes

# The user interface of cuiman needs a package that cannot be installed everywhere; its client does not use it.
sys.modules.update({name: mock.MagicMock() for name in ('cuiman.app', 'cuiman.app.serve', 'cuiman.app.display')})
from cuiman import Client as Cuiman  # noqa: E402

warnings.simplefilter('ignore')

PROCESS = 'work'
POLLS = 6
PATIENCE = 15


class OgcClient:
    name = 'ogc-api-processes-client'

    def __init__(self, url):
        self.api = ogc.ApiClient(ogc.Configuration(host=url))

    def execute(self):
        return ogc.ExecuteApi(self.api).execute(PROCESS, ogc.Execute(inputs={}), _headers={'Prefer': 'respond-async'}, _request_timeout=PATIENCE)

    def poll(self, job):
        return ogc.StatusApi(self.api).get_status(job, _request_timeout=PATIENCE)

    def dismiss(self, job):
        return ogc.DismissApi(self.api).dismiss(job, _request_timeout=PATIENCE)


class CuimanClient:
    name = 'cuiman'

    def __init__(self, url):
        self.api = Cuiman(api_url=url)

    def execute(self):
        return self.api.execute_process(PROCESS, ProcessRequest(inputs={}))

    def poll(self, job):
        return self.api.get_job(job)

    def dismiss(self, job):
        return self.api.dismiss_job(job)


class OwslibClient:
    """It has no call for jobs; its users take its general way to send a request."""
    name = 'owslib'

    def __init__(self, url):
        self.api = Processes(url)

    def execute(self):
        return self.api.execute(PROCESS, {}, async_=True)

    def poll(self, job):
        return self.api._request(path=f'jobs/{job}')

    def dismiss(self, job):
        return self.api._request(method='DELETE', path=f'jobs/{job}')


CLIENTS = (OgcClient, CuimanClient, OwslibClient)


def member(answer, *names):
    for name in names:
        value = answer.get(name) if isinstance(answer, dict) else getattr(answer, name, None)
        if value is not None:
            return str(getattr(value, 'value', value))
    return None


def status_of(answer):
    return member(answer, 'status')


def word(answer):
    if answer is None:
        return '`None`'
    status = status_of(answer)
    return f'`{type(answer).__name__}`' + ('' if status is None else f': {status}')


def failure(error):
    status = getattr(error, 'status', None) or getattr(error, 'status_code', None)
    return f'`{type(error).__name__}`' + (f' {status}' if isinstance(status, int) else '')


def attempt(call, *args):
    """What came of a call, and the word for it; a call that does not return is given up."""
    pool = concurrent.futures.ThreadPoolExecutor(1)
    try:
        answer = pool.submit(call, *args).result(PATIENCE)
        return answer, word(answer)
    except concurrent.futures.TimeoutError:
        return None, 'waits for ever'
    except Exception as error:
        return None, failure(error)
    finally:
        pool.shutdown(wait=False)


def newest(url):
    with urllib.request.urlopen(f'{url}/__admin/jobs?limit=1', timeout=PATIENCE) as answer:
        jobs = json.load(answer)['jobs']
    return jobs[0]['id'] if jobs else None


def advance(url):
    """Advances the world's clock by a second: otherwise it stands still, so that every run has the same result."""
    body = json.dumps({'action': 'advance', 'duration': '1s'}).encode()
    request = urllib.request.Request(f'{url}/__admin/clock', body, {'Content-Type': 'application/json'}, method='PUT')
    urllib.request.urlopen(request, timeout=PATIENCE).close()


def poll_to_the_end(client, job, url):
    """As users wait: until a status says that it is over, or something is raised."""
    for _ in range(POLLS):
        advance(url)
        answer, outcome = attempt(client.poll, job)
        status = None if answer is None else status_of(answer)
        if answer is None or status in ('successful', 'failed', 'dismissed'):
            return outcome
    return f'{outcome}, for ever'


def run_steps(make, url):
    client, problem = attempt(make, url)
    if client is None:
        return {step: f'no connection: {problem}' for step in ('execute', 'poll', 'dismiss', 'poll after it')}
    started, execute = attempt(client.execute)
    # If the client could not read the job's id, it is looked up, so that the other steps can run.
    job = member(started, 'job_id', 'jobID', 'id') or newest(url)
    advance(url)
    _, poll = attempt(client.poll, job)
    _, dismiss = attempt(client.dismiss, job)
    return {'execute': execute, 'poll': poll, 'dismiss': dismiss, 'poll after it': poll_to_the_end(client, job, url)}


def probe(name, url, make):
    return json.dumps({'server': name, 'client': make.name, 'outcomes': run_steps(make, f'{url}-{make.name}')})


if __name__ == '__main__':
    servers = [argument.split('=', 1) for argument in sys.argv[1:]]
    # Most of the time is waiting. One thread prints: print() writes a line and its end one after the other.
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for row in [pool.submit(probe, name, url, make) for name, url in servers for make in CLIENTS]:
            print(row.result(), flush=True)
