"""OWSLib knows no dismissal, but has a general way to send a request, which users take for it."""
import unittest

from double import URL, poll
from owslib.ogcapi.processes import Processes


class Client(unittest.TestCase):
    def setUp(self):
        self.api = Processes(URL)

    def status(self, job_id):
        return self.api._request(path=f'jobs/{job_id}')


class Finding(Client):
    def test_the_processes_are_listed(self):
        self.assertLessEqual({'echo', 'fail', 'hold'}, {process['id'] for process in self.api.processes()})

    def test_a_process_is_described(self):
        described = self.api.process('echo')
        self.assertEqual(('echo', {'type': 'string'}), (described['id'], described['inputs']['message']['schema']))
        self.assertLessEqual({'sync-execute', 'async-execute', 'dismiss'}, set(described['jobControlOptions']))

    def test_an_unknown_process_is_told_by_the_type_of_its_exception(self):
        self.assertRaisesRegex(RuntimeError, 'no-such-process', self.api.process, 'nobody')

    def test_the_api_description_is_found_through_the_landing_page(self):
        self.assertIn('/jobs/{jobId}', self.api.api()['paths'])

    def test_the_conformance_classes_are_read(self):
        self.assertTrue(any(uri.endswith('/conf/dismiss') for uri in self.api.conformance()['conformsTo']))


class Executing(Client):
    def test_a_synchronous_execution_answers_with_the_results(self):
        """It prefers `respond-sync`, a word that no standard knows: to be ignored, not refused."""
        self.assertEqual('hello', self.api.execute('echo', {'message': 'hello'})['message'])

    def test_an_asynchronous_execution_answers_with_a_job_and_its_address(self):
        job = self.api.execute('echo', {'message': 'hello', 'pause': 10}, async_=True)
        self.assertIn(job['status'], ('accepted', 'running'))
        self.assertEqual(f'{URL}/jobs/{job["jobID"]}', self.api.response_headers['Location'])

    def test_a_job_is_polled_to_its_end_and_its_results_are_read(self):
        job_id = self.api.execute('echo', {'message': 'hello', 'pause': 0.5}, async_=True)['jobID']
        ended = poll(lambda: self.status(job_id), lambda info: info['status'] == 'successful')
        self.assertEqual('successful', ended['status'])
        self.assertEqual('hello', self.api._request(path=f'jobs/{job_id}/results')['message'])

    def test_an_execution_that_fails_is_an_error_and_not_a_result(self):
        self.assertRaises(RuntimeError, self.api.execute, 'fail', {})

    def test_the_preference_that_it_keeps_sending_disturbs_no_later_request(self):
        self.api.execute('echo', {'message': 'hello'}, async_=True)
        self.assertTrue(self.api.processes())


class Dismissing(Client):
    def test_a_job_is_dismissed_with_a_plain_delete(self):
        job_id = self.api.execute('hold', {}, async_=True)['jobID']
        self.assertEqual('dismissed', self.api._request(method='DELETE', path=f'jobs/{job_id}')['status'])
        self.assertEqual('dismissed', self.status(job_id)['status'])
