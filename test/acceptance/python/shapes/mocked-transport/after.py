import pytest
import requests

from job_client import JobClient, JobFailed, ResultsExpired

pytestmark = pytest.mark.jobdouble(dismiss='remove', seed='../ndvi.yaml')


@pytest.fixture
def client(jobdouble):
    return JobClient(jobdouble.url, sleep=lambda seconds: jobdouble.advance(f'{seconds}s'))


@pytest.fixture
def job(client):
    return client.execute('ndvi', scene='harbour')


def test_list(client, jobdouble):
    for status in ('failed', 'successful', 'running'):
        jobdouble.add_job('ndvi', status=status, inputs={'scene': 'harbour'})
    assert [one['status'] for one in client.jobs()] == ['running', 'successful', 'failed']


def test_execute(job, jobdouble):
    assert jobdouble.job(job)['inputs'] == {'scene': 'harbour'}


def test_poll(client, job):
    assert client.wait(job)['progress'] == 100


def test_failure(client):
    with pytest.raises(JobFailed, match='No space left'):
        client.wait(client.execute('ndvi', scene='nowhere'))


def test_results(client, job):
    client.wait(job)
    assert client.results(job) == {'mean': 0.4}


@pytest.mark.parametrize(('status', 'error'), [(410, ResultsExpired), (503, requests.HTTPError)])
def test_results_that_cannot_be_had(client, job, jobdouble, status, error):
    client.wait(job)
    jobdouble.fault(status=status)
    with pytest.raises(error):
        client.results(job)


def test_cancel(client, job):
    assert client.cancel(job)
    assert not client.cancel(job)
