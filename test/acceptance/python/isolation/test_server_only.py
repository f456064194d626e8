import pytest

from jobdouble import serve


@pytest.mark.parametrize('number', range(3))
def test_a_server_is_started_and_stopped(number):
    with serve():
        pass
