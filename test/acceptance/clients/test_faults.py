"""What goes wrong around a dismissal, and what the published client makes of it: it repeats a DELETE whose answer was lost.

Each test has a world of its own, called by its name, so what one sets up never meets another.
"""
import json
import time

import ogc_api_processes_client as ogc
import urllib3
from double import URL, exchange
from ogc_api_processes_client.exceptions import ApiException, NotFoundException, ServiceException
from ogc_client import Client

ONCE = {'match': {'method': 'DELETE'}, 'failRequestCount': 1}
ALWAYS = {'match': {'method': 'DELETE'}}
LOST = ('CONNECTION_RESET_BY_PEER', 'EMPTY_RESPONSE', 'RANDOM_DATA_THEN_CLOSE')
ATTEMPTS = 4


class World(Client):
    def setUp(self):
        super().setUp()
        self.enter(self._testMethodName.removeprefix('test_'))

    def enter(self, world):
        """Turns client and control façade to a world, and starts a job in it that runs until it is dismissed."""
        self.path = f'/w/{world[:90]}'
        self.api = ogc.ApiClient(ogc.Configuration(host=URL + self.path))
        self.dismiss = ogc.DismissApi(self.api).dismiss
        self.job = self.start('hold').job_id

    def control(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        answer = exchange(method, f'{self.path}/__admin{path}', {'Content-Type': 'application/json'}, data)
        self.assertIn(answer.status, (200, 201), answer.body)
        return answer.json

    def fault(self, **what):
        self.control('POST', '/faults', what)

    def refused(self, kind):
        with self.assertRaises(kind) as refused:
            self.dismiss(self.job)
        return refused.exception

    def truth(self):
        """The job as the store has it; nothing if it has none. No client asks, and no façade words it."""
        return next((job['status'] for job in self.control('GET', '/jobs')['jobs'] if job['id'] == self.job), None)

    def deletes(self):
        """Every DELETE that came, oldest first: what was going to be answered, and which fault was injected."""
        asked = reversed(self.control('GET', '/requests')['requests'])
        return [(entry['response'].get('status'), entry.get('fault')) for entry in asked if entry['request']['method'] == 'DELETE']


class Answered(World):
    def test_500_but_it_was_dismissed(self):
        self.fault(phase='after-commit', status=500, **ONCE)
        self.assertEqual(500, self.refused(ServiceException).status)
        self.assertEqual(('dismissed', 1), (self.truth(), len(self.deletes())))

    def test_500_and_it_was_not_dismissed(self):
        self.fault(phase='before-commit', status=500, **ONCE)
        self.assertEqual(500, self.refused(ServiceException).status)
        self.assertEqual(('running', 1), (self.truth(), len(self.deletes())))

    def test_the_error_that_was_ordered_is_the_typed_exception_of_the_api(self):
        self.fault(status=500, **ONCE)
        self.assertEqual(500, json.loads(self.refused(ServiceException).body)['status'])

    def test_503_with_retry_after_0_is_repeated_and_the_job_is_dismissed(self):
        self.fault(status=503, retryAfter=0, **ONCE)
        self.assertEqual('dismissed', self.dismiss(self.job).status)
        self.assertEqual(('dismissed', [503, 200]), (self.truth(), [status for status, _ in self.deletes()]))

    def test_503_without_retry_after_is_not_repeated(self):
        self.fault(status=503, **ONCE)
        self.assertEqual(503, self.refused(ServiceException).status)
        self.assertEqual(('running', 1), (self.truth(), len(self.deletes())))

    def test_503_that_does_not_end_is_given_up_after_four_attempts(self):
        self.fault(status=503, retryAfter=0, **ALWAYS)
        self.assertEqual(503, self.refused(ServiceException).status)
        self.assertEqual(('running', ATTEMPTS), (self.truth(), len(self.deletes())))

    def test_what_is_to_succeed_first_succeeds(self):
        self.fault(status=500, succeedFirst=1, **ONCE)
        self.assertEqual('dismissed', self.dismiss(self.job).status)
        self.assertEqual(500, self.refused(ServiceException).status)

    def test_a_fault_for_one_job_leaves_the_others_alone(self):
        other = self.start('hold').job_id
        self.fault(status=500, match={'job': self.job})
        self.assertEqual('dismissed', self.dismiss(other).status)
        self.assertEqual(500, self.refused(ServiceException).status)


class Lost(World):
    def test_connection_reset_and_it_was_not_dismissed(self):
        self.fault(phase='before-commit', fault='CONNECTION_RESET_BY_PEER', **ONCE)
        self.assertEqual('dismissed', self.dismiss(self.job).status)
        self.assertEqual('dismissed', self.truth())
        self.assertEqual([(None, 'CONNECTION_RESET_BY_PEER'), (200, None)], self.deletes())

    def test_a_lost_answer_before_the_commit_is_repeated_and_the_job_is_dismissed_once(self):
        for fault in LOST:
            with self.subTest(fault):
                self.enter(f'before-{fault}')
                self.fault(fault=fault, **ONCE)
                self.assertEqual('dismissed', self.dismiss(self.job).status)
                self.assertEqual(('dismissed', [(None, fault), (200, None)]), (self.truth(), self.deletes()))

    def test_an_answer_that_is_always_lost_before_the_commit_leaves_the_job_running(self):
        for fault in LOST:
            with self.subTest(fault):
                self.enter(f'always-{fault}')
                self.fault(fault=fault, **ALWAYS)
                self.refused(urllib3.exceptions.MaxRetryError)
                self.assertEqual(('running', [(None, fault)] * ATTEMPTS), (self.truth(), self.deletes()))

    def test_an_answer_that_breaks_off_is_not_repeated_whichever_side_of_the_commit_it_was(self):
        for phase, left in (('before-commit', 'running'), ('after-commit', 'dismissed')):
            with self.subTest(phase):
                self.enter(f'malformed-{phase}')
                self.fault(phase=phase, fault='MALFORMED_RESPONSE_CHUNK', **ONCE)
                self.refused(urllib3.exceptions.ProtocolError)
                self.assertEqual((left, 1), (self.truth(), len(self.deletes())))

    def test_nothing_is_repeated_by_a_client_that_was_told_not_to(self):
        self.api = ogc.ApiClient(ogc.Configuration(host=URL + self.path, retries=False))
        self.dismiss = ogc.DismissApi(self.api).dismiss
        self.fault(phase='after-commit', fault='CONNECTION_RESET_BY_PEER', **ONCE)
        self.refused(urllib3.exceptions.ProtocolError)
        self.assertEqual(('dismissed', 1), (self.truth(), len(self.deletes())))


class LostAfterTheCommit(World):
    """The repeated DELETE meets a job that is dismissed already: the client sees what the policy makes of that."""

    def lose(self, policy, fault):
        self.enter(f'{policy}-{fault}')
        self.control('PUT', '/settings', {'dismiss': policy})
        self.fault(phase='after-commit', fault=fault, **ONCE)

    def test_under_retain_the_repeated_delete_removes_the_job_and_the_client_notices_nothing(self):
        for fault in LOST:
            with self.subTest(fault):
                self.lose('retain', fault)
                self.assertEqual('dismissed', self.dismiss(self.job).status)
                self.assertEqual((None, [(200, fault), (200, None)]), (self.truth(), self.deletes()))

    def test_under_remove_the_repeated_delete_is_a_not_found_although_the_dismissal_succeeded(self):
        for fault in LOST:
            with self.subTest(fault):
                self.lose('remove', fault)
                self.refused(NotFoundException)
                self.assertEqual((None, [(200, fault), (404, None)]), (self.truth(), self.deletes()))

    def test_under_gone_the_repeated_delete_is_a_410_and_the_job_is_dismissed(self):
        for fault in LOST:
            with self.subTest(fault):
                self.lose('gone', fault)
                self.assertEqual(410, self.refused(ApiException).status)
                self.assertEqual(('dismissed', [(200, fault), (410, None)]), (self.truth(), self.deletes()))


class Late(World):
    def took(self):
        start = time.monotonic()
        self.assertEqual('dismissed', self.dismiss(self.job).status)
        return time.monotonic() - start

    def test_a_delayed_answer_is_waited_for_whichever_side_of_the_commit_the_delay_is(self):
        for phase in ('before-commit', 'after-commit'):
            with self.subTest(phase):
                self.enter(f'delayed-{phase}')
                self.fault(phase=phase, fixedDelayMilliseconds=300, **ONCE)
                self.assertGreater(self.took(), 0.25)
                self.assertEqual(('dismissed', 1), (self.truth(), len(self.deletes())))

    def test_a_random_delay_is_at_least_its_lower_end(self):
        self.fault(delayDistribution={'type': 'uniform', 'lower': 200, 'upper': 300}, **ONCE)
        self.assertGreater(self.took(), 0.15)

    def test_an_answer_that_comes_in_pieces_is_put_together_again(self):
        for phase in ('before-commit', 'after-commit'):
            with self.subTest(phase):
                self.enter(f'dribbled-{phase}')
                self.fault(phase=phase, chunkedDribbleDelay={'numberOfChunks': 4, 'totalDuration': 400}, **ONCE)
                self.assertGreater(self.took(), 0.25)

    def test_a_client_that_gives_up_waiting_repeats_and_the_job_is_dismissed_by_the_second_delete(self):
        self.fault(fixedDelayMilliseconds=60_000, **ONCE)
        gone = ogc.DismissApi(self.api).dismiss(self.job, _request_timeout=0.5)
        self.assertEqual(('dismissed', 'dismissed'), (gone.status, self.truth()))
