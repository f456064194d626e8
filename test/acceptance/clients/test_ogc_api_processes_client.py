"""The published successor of the client that the first seed document describes: finding processes and running them."""
import ogc_api_processes_client as ogc
from double import URL
from ogc_api_processes_client.exceptions import ApiException, NotFoundException
from ogc_api_processes_client.models.status_info import StatusInfo
from ogc_client import ASYNC, Client, execution


class Finding(Client):
    def test_the_landing_page_is_a_typed_one_with_links(self):
        self.assertTrue(any(link.rel == 'service-desc' for link in self.wrapper.get_landing_page().links))

    def test_dismiss_is_among_the_declared_conformance_classes(self):
        declared = self.wrapper.get_conformance_classes().conforms_to
        self.assertTrue(any(uri.endswith('/ogcapi-processes-1/1.0/conf/dismiss') for uri in declared), declared)

    def test_the_process_list_holds_typed_summaries_of_echo_fail_and_hold(self):
        listed = {summary.id for summary in self.wrapper.get_processes().processes}
        self.assertLessEqual({'echo', 'fail', 'hold'}, listed)

    def test_the_description_of_echo_is_a_typed_process_with_its_inputs(self):
        described = self.wrapper.get_process_description('echo')
        self.assertLessEqual({'message', 'pause'}, set(described.inputs))

    def test_a_job_that_was_started_is_in_the_typed_job_list(self):
        job = self.start(message='listed', pause=30.0)
        self.assertIn(job.job_id, [entry.job_id for entry in self.wrapper.get_jobs().jobs])


class Running(Client):
    def test_an_asynchronous_execution_answers_with_a_typed_job_that_has_not_ended(self):
        job = self.start(message='hello', pause=5.0)
        self.assertIsInstance(job, StatusInfo)
        self.assertEqual('echo', job.process_id)
        self.assertIn(job.status, ('accepted', 'running'))

    def test_the_201_has_the_address_of_the_job_in_its_location_header(self):
        answer = ogc.ExecuteApi(self.api).execute_with_http_info('echo', execution(message='where'), _headers=dict(ASYNC))
        headers = {name.lower(): value for name, value in answer.headers.items()}
        self.assertEqual((201, f'{URL}/jobs/{answer.data.job_id}'), (answer.status_code, headers.get('location')))

    def test_polling_sees_a_short_echo_become_successful(self):
        ended = self.end(self.start(message='hello', pause=0.5))
        self.assertEqual(('successful', 100), (ended.status, ended.progress))
        self.assertLessEqual(ended.created, ended.started)
        self.assertLessEqual(ended.started, ended.finished)

    def test_polling_sees_the_fail_process_become_failed(self):
        self.assertEqual('failed', self.end(self.start('fail')).status)

    def test_the_results_of_an_ended_job_come_as_typed_values(self):
        wanted = {'inputs': {'message': 'hello', 'pause': 0.5}, 'outputs': {'pause': {}}, 'response': 'document'}
        job = self.wrapper.execute_simple('echo', wanted, _headers={'Content-Type': 'application/json', **ASYNC})
        self.assertEqual('successful', self.end(job).status)
        values = self.wrapper.get_result(job.job_id)
        self.assertEqual({'pause': 0.5}, {name: value.actual_instance.actual_instance for name, value in values.items()})

    def test_an_execution_without_its_required_message_is_a_400(self):
        with self.assertRaises(ApiException) as refused:
            self.start(pause=1.0)
        self.assertEqual(400, refused.exception.status)

    def test_an_unknown_process_is_a_not_found_with_a_typed_exception(self):
        with self.assertRaises(NotFoundException) as refused:
            self.start('no-such-process', message='hello')
        self.assertTrue(refused.exception.data.type.endswith('/no-such-process'))
