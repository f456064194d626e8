"""NASA's generated client of Unity SPS sends null for every optional member that its caller names."""
import unittest

import unity_sps_ogc_processes_api_python_client as unity
from double import URL
from unity_sps_ogc_processes_api_python_client.models.execute_workflows import ExecuteWorkflows

ABSENT = ('filter', 'inputs', 'outputs', 'process', 'properties', 'subscriber')


class Nulls(unittest.TestCase):
    def setUp(self):
        api = unity.ApiClient(unity.Configuration(host=URL))
        self.execute = unity.ProcessesApi(api).execute_processes_process_id_execution_post
        self.jobs = unity.JobsApi(api)

    def test_an_execution_whose_optional_members_are_null_is_one_without_them(self):
        body = ExecuteWorkflows(**dict.fromkeys(ABSENT))
        self.assertEqual(dict.fromkeys(ABSENT), body.to_dict())
        job = self.execute('hold', prefer='respond-async', execute_workflows=body)
        self.assertEqual(('hold', 'running'), (job.process_id, job.status))

    def test_such_a_job_is_listed_and_dismissed(self):
        job = self.execute('hold', prefer='respond-async', execute_workflows=ExecuteWorkflows(inputs=None, subscriber=None))
        self.assertIn(job.job_id, [listed.job_id for listed in self.jobs.get_jobs_jobs_get().jobs])
        self.assertEqual('dismissed', self.jobs.dismiss_jobs_job_id_delete(job.job_id).status)
