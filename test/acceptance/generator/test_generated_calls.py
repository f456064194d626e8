"""The generated client really called, over the socket."""
import unittest

import ogcapi_processes_client as generated
from double import EXECUTE, NO_SUCH_JOB, URL, exchange, hold, launch
from ogcapi_processes_client.exceptions import ApiException, NotFoundException
from ogcapi_processes_client.models.status_info import StatusInfo


class Calls(unittest.TestCase):
    def client(self, key=EXECUTE, **more):
        return generated.ApiClient(generated.Configuration(host=URL, api_key={'TokenAuth': key}, **more))

    def test_dismiss_answers_with_a_typed_status_info(self):
        job_id = hold()
        info = generated.DismissApi(self.client()).dismiss(job_id)
        self.assertIsInstance(info, StatusInfo)
        self.assertEqual((job_id, 'dismissed', 'process'), (info.job_id, info.status, info.type))

    def test_dismissing_an_unknown_job_is_a_not_found_with_a_typed_exception(self):
        with self.assertRaises(NotFoundException) as refused:
            generated.DismissApi(self.client()).dismiss('never-existed')
        self.assertEqual(NO_SUCH_JOB, refused.exception.data.type)

    def test_delete_job_answers_with_its_message_and_then_not_found(self):
        (uid,), _ = launch()
        jobs = generated.JobApi(self.client())
        self.assertEqual(f'Job with run UID {uid} deleted!', jobs.delete_job(uid).message)
        self.assertRaises(NotFoundException, jobs.delete_job, uid)

    def test_delete_job_group_answers_with_its_message_and_then_not_found(self):
        _, group = launch(2)
        jobs = generated.JobApi(self.client())
        self.assertEqual(f'Jobs with group ID {group} deleted!', jobs.delete_job_group(group).message)
        self.assertRaises(NotFoundException, jobs.delete_job_group, group)

    def test_the_prefix_that_the_real_server_wants_is_accepted_too(self):
        (uid,), _ = launch()
        jobs = generated.JobApi(self.client(api_key_prefix={'TokenAuth': 'Token'}))
        self.assertEqual(f'Job with run UID {uid} deleted!', jobs.delete_job(uid).message)

    def test_a_wrong_key_is_refused_and_deletes_nothing(self):
        (uid,), _ = launch()
        with self.assertRaises(ApiException) as refused:
            generated.JobApi(self.client('f' * 40)).delete_job(uid)
        self.assertEqual(403, refused.exception.status)
        self.assertNotEqual('dismissed', exchange('GET', f'/jobs/{uid}').json['status'])
