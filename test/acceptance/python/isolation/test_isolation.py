"""Two hundred tests that would all meet each other in one world: the same job, fault and clock in each."""

from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.jobdouble(seed={}, leaks=True)


@pytest.mark.parametrize('number', range(200))
def test_nobody_else_is_here(jobdouble, number):
    assert (jobdouble.jobs(), jobdouble.requests()) == ([], [])
    jobdouble.add_job('echo', id='mine', inputs={'message': str(number)}, plan={'running': 30})
    jobdouble.configure(dismiss=('retain', 'remove', 'gone')[number % 3])
    assert [step['to'] for step in jobdouble.advance('30s')] == ['successful']
    with urlopen(f'{jobdouble.url}/jobs/mine/results/message', timeout=20) as response:
        assert response.read().decode() == str(number)
    assert [request.path for request in jobdouble.requests()] == ['/jobs/mine/results/message']
