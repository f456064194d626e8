import json

import pytest
import requests
import responses

from job_client import JobClient, JobFailed, ResultsExpired

URL = 'https://ades.example/ogc'
JOB = '3f2a0f2e-7a53-4d0e-8e0f-0d1c7f1f7a11'


def status_info(status, progress=0, **more):
    return {
        'jobID': JOB,
        'processID': 'ndvi',
        'type': 'process',
        'status': status,
        'progress': progress,
        'created': '2026-03-01T10:00:00Z',
        'updated': '2026-03-01T10:00:05Z',
        'links': [{'rel': 'self', 'href': f'{URL}/jobs/{JOB}', 'type': 'application/json'}],
        **more,
    }


def exception(status, title):
    return {'type': f'https://ades.example/errors/{status}', 'title': title, 'status': status}


@pytest.fixture
def client():
    return JobClient(URL, sleep=lambda seconds: None)


@responses.activate
def test_list(client):
    first = {
        'jobs': [status_info('running', 10), {**status_info('successful', 100), 'jobID': 'second'}],
        'links': [
            {'rel': 'self', 'href': f'{URL}/jobs?limit=2'},
            {'rel': 'next', 'href': f'{URL}/jobs?limit=2&cursor=abc'},
        ],
    }
    second = {
        'jobs': [{**status_info('failed', 10), 'jobID': 'third'}],
        'links': [{'rel': 'self', 'href': f'{URL}/jobs?limit=2&cursor=abc'}],
    }
    responses.add(
        responses.GET,
        f'{URL}/jobs',
        json=first,
        match=[responses.matchers.query_param_matcher({'limit': '2'})],
    )
    responses.add(
        responses.GET,
        f'{URL}/jobs',
        json=second,
        match=[responses.matchers.query_param_matcher({'limit': '2', 'cursor': 'abc'})],
    )
    assert [job['jobID'] for job in client.jobs()] == [JOB, 'second', 'third']


@responses.activate
def test_execute(client):
    responses.add(
        responses.POST,
        f'{URL}/processes/ndvi/execution',
        json=status_info('accepted'),
        status=201,
        headers={'Location': f'{URL}/jobs/{JOB}'},
    )
    assert client.execute('ndvi', scene='harbour') == JOB
    request = responses.calls[0].request
    assert json.loads(request.body) == {'inputs': {'scene': 'harbour'}, 'response': 'document'}
    assert request.headers['Prefer'] == 'respond-async'


@responses.activate
def test_execute_with_wrong_inputs(client):
    responses.add(
        responses.POST,
        f'{URL}/processes/ndvi/execution',
        json=exception(400, 'scene is missing'),
        status=400,
    )
    with pytest.raises(requests.HTTPError, match='400'):
        client.execute('ndvi')


@responses.activate
def test_poll(client):
    for one in (status_info('accepted'), status_info('running', 40), status_info('successful', 100)):
        responses.add(responses.GET, f'{URL}/jobs/{JOB}', json=one)
    assert client.wait(JOB)['status'] == 'successful'
    assert len(responses.calls) == 3


@responses.activate
def test_failure(client):
    responses.add(responses.GET, f'{URL}/jobs/{JOB}', json=status_info('running', 40))
    responses.add(
        responses.GET,
        f'{URL}/jobs/{JOB}',
        json=status_info('failed', 40, message='No space left'),
    )
    with pytest.raises(JobFailed, match='No space left'):
        client.wait(JOB)


@responses.activate
def test_results(client):
    responses.add(responses.GET, f'{URL}/jobs/{JOB}/results', json={'mean': 0.4})
    assert client.results(JOB) == {'mean': 0.4}


@responses.activate
def test_expired_results(client):
    responses.add(
        responses.GET,
        f'{URL}/jobs/{JOB}/results',
        json=exception(410, 'Gone'),
        status=410,
    )
    with pytest.raises(ResultsExpired):
        client.results(JOB)


@responses.activate
def test_cancel(client):
    responses.add(responses.DELETE, f'{URL}/jobs/{JOB}', json=status_info('dismissed', 40))
    responses.add(
        responses.DELETE,
        f'{URL}/jobs/{JOB}',
        json=exception(410, 'Gone'),
        status=410,
    )
    assert client.cancel(JOB)
    assert not client.cancel(JOB)


@responses.activate
def test_cancel_unknown(client):
    responses.add(
        responses.DELETE,
        f'{URL}/jobs/unknown',
        json=exception(404, 'No such job'),
        status=404,
    )
    assert not client.cancel('unknown')
