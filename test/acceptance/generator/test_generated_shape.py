"""What the generated client offers a programmer, before anything is sent."""
import inspect
import unittest

import ogcapi_processes_client as generated
from ogcapi_processes_client.models.status_info import StatusInfo


class Shape(unittest.TestCase):
    def returned(self, call):
        return inspect.signature(call).return_annotation

    def taken(self, call):
        names = [name for name in inspect.signature(call).parameters if not name.startswith('_')]
        return [name for name in names if name != 'self']

    def test_dismiss_takes_a_job_id_and_returns_a_status_info(self):
        self.assertIs(StatusInfo, self.returned(generated.DismissApi.dismiss))
        self.assertEqual(['job_id'], self.taken(generated.DismissApi.dismiss))

    def test_a_status_info_knows_the_five_states_of_the_standard(self):
        for status in ('accepted', 'running', 'successful', 'failed', 'dismissed'):
            info = StatusInfo.from_dict({'jobID': 'a', 'type': 'process', 'status': status})
            self.assertEqual((status, 'a'), (info.status, info.job_id))

    def test_delete_job_takes_a_run_uid_and_returns_an_object_with_a_message(self):
        self.assertIn('message', self.returned(generated.JobApi.delete_job).model_fields)
        self.assertEqual(['run_uid'], self.taken(generated.JobApi.delete_job))

    def test_delete_job_group_takes_a_group_id_and_returns_an_object_with_a_message(self):
        self.assertIn('message', self.returned(generated.JobApi.delete_job_group).model_fields)
        self.assertEqual(['group_id'], self.taken(generated.JobApi.delete_job_group))

    def test_the_token_is_an_api_key_in_the_header_authorization(self):
        token = generated.Configuration(api_key={'TokenAuth': 'key'}).auth_settings()['TokenAuth']
        self.assertEqual(('api_key', 'header', 'Authorization', 'key'), tuple(token[name] for name in ('type', 'in', 'key', 'value')))
