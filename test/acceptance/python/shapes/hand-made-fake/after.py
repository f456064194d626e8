import pytest

from job_client import JobClient
from nightly import Nightly

pytestmark = pytest.mark.jobdouble(dismiss='gone', seed='../ndvi.yaml')


@pytest.fixture
def nightly(jobdouble):
    return Nightly(JobClient(jobdouble.url, sleep=lambda seconds: jobdouble.advance(f'{seconds}s')))


def test_each_scene_has_a_job_that_is_listed(nightly):
    nightly.start(['harbour', 'forest', 'lake'])
    assert sorted(nightly.unfinished()) == sorted(nightly.jobs.values())


def test_results_are_collected_by_scene(nightly, jobdouble):
    jobdouble.add_case('ndvi', when={'scene': 'forest'}, results={'mean': 0.7})
    nightly.start(['harbour', 'forest'])
    assert nightly.collect() == {'harbour': 0.4, 'forest': 0.7}
    assert nightly.unfinished() == []


def test_a_failure_does_not_keep_others_from_being_collected(nightly):
    nightly.start(['nowhere', 'harbour'])
    assert nightly.collect() == {'nowhere': 'failed: No space left', 'harbour': 0.4}


def test_what_is_unfinished_is_cancelled(nightly, jobdouble):
    nightly.start(['harbour', 'forest'])
    jobdouble.finish(nightly.jobs['harbour'])
    assert nightly.cancel_all() == 1
    assert nightly.collect() == {'harbour': 0.4, 'forest': 'dismissed'}


def test_results_that_expired_are_told_so(nightly, jobdouble):
    nightly.start(['harbour'])
    jobdouble.fault(status=410, match={'urlPathPattern': '/jobs/.*/results'})
    assert nightly.collect() == {'harbour': 'expired'}
