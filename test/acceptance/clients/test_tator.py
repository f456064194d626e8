"""Tator's own Python client of the 1.5 line."""
import unittest

import tator
from double import EXECUTE, NO_SUCH_JOB, URL, VIEW, exchange, poll
from tator.openapi.tator_openapi.exceptions import ApiException

PROJECT = 1


class Client(unittest.TestCase):
    def setUp(self):
        self.api = tator.get_api(host=URL, token=EXECUTE)

    def launch(self, files=1, api=None):
        return (api or self.api).create_job_list(
            PROJECT, {'algorithm_name': 'demo', 'media_ids': list(range(1, files + 1))})

    def refused(self, call, *args, **kwargs):
        with self.assertRaises(ApiException) as refused:
            call(*args, **kwargs)
        return refused.exception.status


class Launching(Client):
    def test_a_launch_over_three_files_starts_three_jobs_of_one_group(self):
        launched = self.launch(3)
        self.assertEqual('Algorithm demo started successfully!', launched.message)
        self.assertEqual(3, len(set(launched.id)))
        self.assertEqual(launched.id, [job['uid'] for job in launched.object])
        self.assertEqual(1, len({job['gid'] for job in launched.object}))

    def test_a_launch_with_the_typed_request_works_too(self):
        spec = tator.models.JobSpec(algorithm_name='demo', media_ids=[7], extra_params=[{'name': 'speed', 'value': 2}])
        self.assertEqual(1, len(self.api.create_job_list(PROJECT, spec).id))

    def test_an_algorithm_that_is_not_registered_is_a_404(self):
        self.assertEqual(404, self.refused(
            self.api.create_job_list, PROJECT, {'algorithm_name': 'nobody', 'media_ids': [1]}))


class Reading(Client):
    def test_a_launched_job_is_read_as_a_typed_job_of_its_group_and_project(self):
        launched = self.launch()
        job = self.api.get_job(launched.id[0])
        self.assertIsInstance(job, tator.models.Job)
        self.assertEqual((launched.id[0], launched.object[0]['gid'], PROJECT), (job.uid, job.gid, int(job.project)))
        self.assertIn(job.status, ('Pending', 'Running'))
        self.assertEqual([1], job.media_ids)

    def test_the_list_of_a_group_holds_just_its_jobs(self):
        launched = self.launch(2)
        self.launch()
        jobs = self.api.get_job_list(PROJECT, gid=launched.object[0]['gid'])
        self.assertEqual(sorted(launched.id), sorted(job.uid for job in jobs))

    def test_the_list_of_the_project_holds_every_launched_job(self):
        launched = self.launch(2)
        self.assertLessEqual(set(launched.id), {job.uid for job in self.api.get_job_list(PROJECT)})

    def test_polling_sees_a_launched_job_run(self):
        uid = self.launch().id[0]
        job = poll(lambda: self.api.get_job(uid), lambda job: job.status != 'Pending')
        self.assertIn(job.status, ('Running', 'Succeeded'))
        self.assertIsNotNone(job.start_time)

    def test_an_unknown_job_is_a_404(self):
        self.assertEqual(404, self.refused(self.api.get_job, 'never-existed'))

    def test_a_launched_job_is_seen_through_the_other_api_under_the_same_id(self):
        uid = self.launch().id[0]
        self.assertEqual(uid, exchange('GET', f'/jobs/{uid}').json['jobID'])


class Deleting(Client):
    def test_a_deleted_job_is_gone_at_once(self):
        launched = self.launch(2)
        uid, other = launched.id
        self.assertEqual(f'Job with UID {uid} deleted!', self.api.delete_job(uid).message)
        self.assertEqual(404, self.refused(self.api.get_job, uid))
        self.assertEqual(404, self.refused(self.api.delete_job, uid))
        self.assertEqual([other], [job.uid for job in self.api.get_job_list(PROJECT, gid=launched.object[0]['gid'])])

    def test_deleting_a_group_tells_how_many_jobs_it_deleted(self):
        gid = self.launch(3).object[0]['gid']
        self.assertEqual(f'Deleted 3 jobs for project {PROJECT}!', self.api.delete_job_list(PROJECT, gid=gid).message)
        self.assertEqual([], self.api.get_job_list(PROJECT, gid=gid))
        self.assertEqual(f'Deleted 0 jobs for project {PROJECT}!', self.api.delete_job_list(PROJECT, gid=gid).message)

    def test_a_job_that_the_other_api_dismissed_is_gone_here(self):
        uid = self.launch().id[0]
        self.assertEqual('dismissed', exchange('DELETE', f'/jobs/{uid}').json['status'])
        self.assertEqual(404, self.refused(self.api.get_job, uid))

    def test_a_deleted_job_reads_dismissed_through_the_other_api_which_can_then_remove_it(self):
        uid = self.launch().id[0]
        self.api.delete_job(uid)
        self.assertEqual('dismissed', exchange('GET', f'/jobs/{uid}').json['status'])
        self.assertEqual(200, exchange('DELETE', f'/jobs/{uid}').status)
        self.assertEqual(NO_SUCH_JOB, exchange('GET', f'/jobs/{uid}').json['type'])


class Permission(Client):
    def test_the_view_token_reads_but_neither_launches_nor_deletes(self):
        viewer = tator.get_api(host=URL, token=VIEW)
        uid = self.launch().id[0]
        self.assertEqual(uid, viewer.get_job(uid).uid)
        self.assertEqual(403, self.refused(viewer.delete_job, uid))
        self.assertEqual(403, self.refused(self.launch, api=viewer))
        self.assertEqual(uid, self.api.get_job(uid).uid)

    def test_a_missing_or_unknown_token_is_a_400_as_on_the_real_server(self):
        for token in (None, 'f' * 40):
            stranger = tator.get_api(host=URL, token=token)
            with self.subTest(token):
                self.assertEqual(400, self.refused(stranger.get_job_list, PROJECT))
