import pytest
import requests

from job_client import JobClient, JobFailed, ResultsExpired

pytestmark = pytest.mark.jobdouble(dismiss='gone', seed='../ndvi.yaml')


@pytest.fixture
def client(jobdouble):
    return JobClient(jobdouble.url, sleep=lambda seconds: jobdouble.advance(f'{seconds}s'))


def test_list(client, jobdouble):
    ids = [jobdouble.add_job('ndvi', inputs={'scene': 'harbour'})['id'] for _ in range(3)]
    assert sorted(job['jobID'] for job in client.jobs()) == sorted(ids)


def test_execute(client, jobdouble):
    job = client.execute('ndvi', scene='harbour')
    assert (jobdouble.job(job)['status'], jobdouble.job(job)['inputs']) == ('running', {'scene': 'harbour'})


def test_execute_with_wrong_inputs(client):
    with pytest.raises(requests.HTTPError, match='400'):
        client.execute('ndvi')


def test_poll(client, jobdouble):
    assert client.wait(client.execute('ndvi', scene='harbour'))['status'] == 'successful'
    assert len(jobdouble.requests(method='GET')) == 3


def test_failure(client):
    with pytest.raises(JobFailed, match='No space left'):
        client.wait(client.execute('ndvi', scene='nowhere'))


def test_results(client):
    job = client.execute('ndvi', scene='harbour')
    client.wait(job)
    assert client.results(job) == {'mean': 0.4}


def test_expired_results(client):
    job = client.execute('ndvi', scene='harbour')
    client.wait(job)
    client.cancel(job)
    with pytest.raises(ResultsExpired):
        client.results(job)


def test_cancel(client):
    job = client.execute('ndvi', scene='harbour')
    assert client.cancel(job)
    assert not client.cancel(job)


def test_cancel_unknown(client):
    assert not client.cancel('unknown')
