import itertools

import pytest

from job_client import JobFailed, ResultsExpired
from nightly import Nightly


class FakeClient:
    """Stands for JobClient: keeps jobs in a dictionary, and moves them when they are asked for."""

    def __init__(self):
        self.numbers = itertools.count(1)
        self.jobs_by_id = {}
        self.results_by_scene = {}
        self.failures_by_scene = {}
        self.expired = set()
        self.forgotten = set()
        self.polls = {}
        self.polls_until_end = 2

    def jobs(self):
        for job in list(self.jobs_by_id.values()):
            if job['jobID'] not in self.forgotten:
                yield dict(job)

    def execute(self, process, **inputs):
        if process != 'ndvi':
            raise LookupError(process)
        if 'scene' not in inputs:
            raise ValueError('scene is missing')
        job_id = f'job-{next(self.numbers)}'
        self.jobs_by_id[job_id] = {
            'jobID': job_id,
            'processID': process,
            'type': 'process',
            'status': 'running',
            'progress': 0,
            'message': '',
            'inputs': inputs,
        }
        return job_id

    def wait(self, job):
        status = self._find(job)
        while status['status'] in ('accepted', 'running'):
            self._poll(status)
        if status['status'] == 'failed':
            raise JobFailed(status['message'])
        return dict(status)

    def results(self, job):
        status = self._find(job)
        if job in self.expired:
            raise ResultsExpired(job)
        if status['status'] != 'successful':
            raise LookupError(f'{job} has no results')
        return self.results_by_scene.get(status['inputs']['scene'], {'mean': 0.4})

    def cancel(self, job):
        if job not in self.jobs_by_id or job in self.forgotten:
            return False
        status = self.jobs_by_id[job]
        if status['status'] == 'dismissed':
            return False
        status['status'] = 'dismissed'
        self.expired.add(job)
        return True

    def _poll(self, status):
        polls = self.polls[status['jobID']] = self.polls.get(status['jobID'], 0) + 1
        status['progress'] = min(100, polls * 50)
        if polls < self.polls_until_end:
            return
        failure = self.failures_by_scene.get(status['inputs']['scene'])
        status['status'] = 'failed' if failure else 'successful'
        status['message'] = failure or ''

    def _find(self, job):
        if job not in self.jobs_by_id or job in self.forgotten:
            raise LookupError(job)
        return self.jobs_by_id[job]


@pytest.fixture
def client():
    return FakeClient()


@pytest.fixture
def nightly(client):
    return Nightly(client)


def test_each_scene_has_a_job_that_is_listed(nightly):
    nightly.start(['harbour', 'forest', 'lake'])
    assert sorted(nightly.unfinished()) == sorted(nightly.jobs.values())


def test_results_are_collected_by_scene(nightly, client):
    client.results_by_scene['forest'] = {'mean': 0.7}
    nightly.start(['harbour', 'forest'])
    assert nightly.collect() == {'harbour': 0.4, 'forest': 0.7}
    assert nightly.unfinished() == []


def test_a_failure_does_not_keep_others_from_being_collected(nightly, client):
    client.failures_by_scene['nowhere'] = 'No space left'
    nightly.start(['nowhere', 'harbour'])
    assert nightly.collect() == {'nowhere': 'failed: No space left', 'harbour': 0.4}


def test_what_is_unfinished_is_cancelled(nightly, client):
    nightly.start(['harbour', 'forest'])
    client.jobs_by_id[nightly.jobs['harbour']]['status'] = 'successful'
    assert nightly.cancel_all() == 1
    assert nightly.collect() == {'harbour': 0.4, 'forest': 'dismissed'}


def test_results_that_expired_are_told_so(nightly, client):
    nightly.start(['harbour'])
    client.expired.add(nightly.jobs['harbour'])
    assert nightly.collect() == {'harbour': 'expired'}
