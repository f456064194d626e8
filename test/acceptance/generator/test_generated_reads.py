"""The rest of the generated client: our answers are what our description says, and optional things are optional."""
import unittest

import ogcapi_processes_client as generated
from double import EXECUTE, URL, hold


class Reads(unittest.TestCase):
    def setUp(self):
        self.client = generated.ApiClient(generated.Configuration(host=URL, api_key={'TokenAuth': EXECUTE}))

    def test_the_landing_page_and_the_conformance_classes_are_read(self):
        self.assertTrue(generated.CapabilitiesApi(self.client).get_landing_page().links)
        self.assertTrue(generated.ConformanceDeclarationApi(self.client).get_conformance_classes().conforms_to)

    def test_every_process_of_the_list_is_described(self):
        for summary in generated.ProcessListApi(self.client).get_processes().processes:
            described = generated.ProcessDescriptionApi(self.client).get_process_description(summary.id)
            self.assertEqual(summary.id, described.id)

    def test_every_job_of_the_list_can_be_read(self):
        listed = generated.JobListApi(self.client).get_jobs(limit=100).jobs
        self.assertLessEqual({'accepted', 'running', 'dismissed'}, {job.status for job in listed})
        for job in listed:
            self.assertEqual(job.process_id, generated.StatusApi(self.client).get_status(job.job_id).process_id)

    def test_the_jobs_of_one_process_in_one_state_are_listed(self):
        job_id = hold()
        listed = generated.JobListApi(self.client).get_jobs(limit=10, process_id=['hold'], status=['running'])
        self.assertIn(job_id, [job.job_id for job in listed.jobs])
        self.assertEqual({('hold', 'running')}, {(job.process_id, job.status) for job in listed.jobs})

    def test_a_project_is_a_number_when_an_algorithm_is_launched(self):
        spec = generated.AlgorithmLaunchSpec(algorithm_name='demo', media_ids=[1, 2])
        launched = generated.AlgorithmApi(self.client).algorithm_launch(1, spec)
        self.assertEqual(2, len(launched.run_uids))

    def test_a_name_and_a_password_are_exchanged_for_a_token(self):
        credentials = generated.Credentials(username='execute', password='execute')
        self.assertEqual(EXECUTE, generated.TokenApi(self.client).create_obtain_auth_token(credentials).token)
