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

    def test_the_api_description_has_shared_parameters_and_a_path_for_each_process(self):
        """Its own test of a server looks for them."""
        described = self.api.api()
        self.assertTrue(described['components']['parameters'])
        for process in ('echo', 'fail', 'hold'):
            with self.subTest(process):
                self.assertIn('get', described['paths'][f'/processes/{process}'])

    def test_a_slash_at_the_end_of_its_address_or_of_a_collection_changes_nothing(self):
        api = Processes(f'{URL}/')
        self.assertEqual(self.api.processes(), api.processes())
        for collection in ('processes', 'jobs'):
            with self.subTest(collection):
                ids = [[entry['id'] for entry in api._request(path=path)[collection]] for path in (collection, f'{collection}/')]
                self.assertEqual(*ids)

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


class Paging(Client):
    def page(self, offset):
        return [job['jobID'] for job in self.api._request(path='jobs', kwargs={'limit': 2, 'offset': offset})['jobs']]

    def test_a_loop_that_counts_its_offset_sees_each_job_once_and_ends(self):
        started = {self.api.execute('hold', {}, async_=True)['jobID'] for _ in range(5)}
        seen = []
        while (jobs := self.page(len(seen))) and len(seen) < 100:
            seen += jobs
        self.assertLess(len(seen), 100)
        self.assertEqual(len(seen), len(set(seen)))
        self.assertLessEqual(started, set(seen))

    def test_a_loop_that_follows_the_links_of_such_a_page_ends(self):
        page, pages = self.api._request(path='jobs', kwargs={'limit': 2, 'offset': 1}), 0
        while (link := next((link for link in page['links'] if link['rel'] == 'next'), None)) and pages < 100:
            page, pages = self.api._request(path=link['href'].removeprefix(f'{URL}/')), pages + 1
        self.assertLess(pages, 100)
