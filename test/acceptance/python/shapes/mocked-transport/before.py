from unittest.mock import MagicMock, call, patch

import pytest
import requests

from job_client import JobClient, JobFailed, ResultsExpired


def answer(status, body):
    response = MagicMock(spec=requests.Response)
    response.status_code = status
    response.json.return_value = body
    response.raise_for_status.side_effect = requests.HTTPError(str(status)) if status >= 400 else None
    return response


def job(status, **more):
    return {'jobID': 'one', 'processID': 'ndvi', 'type': 'process', 'status': status, **more}


@pytest.fixture
def transport():
    with patch.object(JobClient, 'request') as request:
        yield request


@pytest.fixture
def client():
    sleep = MagicMock()
    return JobClient('https://ades.example', sleep=sleep)


def test_list(client, transport):
    transport.side_effect = [
        answer(
            200,
            {
                'jobs': [job('running'), job('successful')],
                'links': [{'rel': 'next', 'href': 'https://ades.example/jobs?limit=2&cursor=2'}],
            },
        ),
        answer(200, {'jobs': [job('failed')], 'links': []}),
    ]
    assert [one['status'] for one in client.jobs()] == ['running', 'successful', 'failed']
    assert transport.call_args_list == [
        call('GET', '/jobs?limit=2'),
        call('GET', 'https://ades.example/jobs?limit=2&cursor=2'),
    ]


def test_execute(client, transport):
    transport.return_value = answer(201, job('accepted'))
    assert client.execute('ndvi', scene='harbour') == 'one'
    transport.assert_called_once_with(
        'POST',
        '/processes/ndvi/execution',
        json={'inputs': {'scene': 'harbour'}, 'response': 'document'},
        headers={'Prefer': 'respond-async'},
    )


def test_poll(client, transport):
    transport.side_effect = [
        answer(200, job('accepted')),
        answer(200, job('running', progress=50)),
        answer(200, job('successful', progress=100)),
    ]
    assert client.wait('one')['progress'] == 100
    assert client.sleep.call_count == 2


def test_failure(client, transport):
    transport.side_effect = [
        answer(200, job('running', progress=50)),
        answer(200, job('failed', message='No space left')),
    ]
    with pytest.raises(JobFailed, match='No space left'):
        client.wait('one')


def test_results(client, transport):
    transport.return_value = answer(200, {'mean': 0.4})
    assert client.results('one') == {'mean': 0.4}
    transport.assert_called_once_with('GET', '/jobs/one/results')


def test_expired_results(client, transport):
    transport.return_value = answer(410, {'title': 'Gone', 'status': 410})
    with pytest.raises(ResultsExpired):
        client.results('one')


def test_results_of_a_server_in_trouble(client, transport):
    transport.return_value = answer(503, {'title': 'Unavailable', 'status': 503})
    with pytest.raises(requests.HTTPError, match='503'):
        client.results('one')


def test_cancel(client, transport):
    transport.side_effect = [
        answer(200, job('dismissed')),
        answer(404, {'title': 'No such job', 'status': 404}),
    ]
    assert client.cancel('one')
    assert not client.cancel('one')
    assert transport.call_args_list == [call('DELETE', '/jobs/one'), call('DELETE', '/jobs/one')]
