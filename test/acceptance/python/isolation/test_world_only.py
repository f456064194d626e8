import pytest


@pytest.mark.parametrize('number', range(100))
def test_a_world_is_made_and_forgotten(jobdouble, number):
    pass
