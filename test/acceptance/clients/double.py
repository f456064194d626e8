"""The server under test: where it listens, what it has told about itself, and how to talk to it without a client."""
import http.client
import json
import os
import time
from typing import NamedTuple
from urllib.parse import urlsplit

READY = json.loads(os.environ['DOUBLE_READY'])
URL = READY['url']
EXECUTE, VIEW = (READY['tokens'].get(name) for name in ('execute', 'view'))
NO_SUCH_JOB = 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job'


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self):
        try:
            return json.loads(self.body)
        except ValueError:
            raise AssertionError(f'{self.status} whose body is no JSON: {self.body[:300]!r}') from None


def exchange(method, path, headers=None, body=None):
    """Sends these headers, http.client's Host and Accept-Encoding, and nothing else.

    Above all no Content-Length where there is no body: that is how the generated clients do it.
    """
    connection = http.client.HTTPConnection(urlsplit(URL).netloc, timeout=20)
    try:
        connection.putrequest(method, path)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader('Content-Length', str(len(body)))
        connection.endheaders(body)
        reply = connection.getresponse()
        return Answer(reply.status, reply.headers, reply.read())
    finally:
        connection.close()


def execute(process, inputs, **headers):
    """Starts a job without any client, for tests about what comes after the start."""
    wanted = {'Content-Type': 'application/json', 'Prefer': 'respond-async', **headers}
    return exchange('POST', f'/processes/{process}/execution', wanted, json.dumps({'inputs': inputs}).encode())


def hold():
    """The id of a new job that runs until it is dismissed."""
    return execute('hold', {}).json['jobID']


def launch(files=1):
    """Starts as many jobs of one group through Tator's API of 2020: their run_uids, and their group_id."""
    body = json.dumps({'algorithm_name': 'demo', 'media_ids': list(range(1, files + 1))}).encode()
    headers = {'Content-Type': 'application/json', 'Authorization': f'Token {EXECUTE}'}
    launched = exchange('POST', '/rest/AlgorithmLaunch/1', headers, body).json
    return launched['run_uids'], launched['group_id']


def poll(ask, done, seconds=20):
    """Asks until the answer is good or the time is up, and returns the last answer either way."""
    end = time.monotonic() + seconds
    while not done(answer := ask()) and time.monotonic() < end:
        time.sleep(0.2)
    return answer
