"""What the first seed document is about, with the client that is published today."""
import ogc_api_processes_client as ogc
from double import NO_SUCH_JOB, URL, poll
from ogc_api_processes_client.exceptions import ApiException, NotFoundException
from ogc_api_processes_client.models.status_info import StatusInfo
from ogc_client import Client


class Dismissing(Client):
    """Holds under every policy. What is left of the job afterwards is told per policy below."""

    def test_a_running_job_is_dismissed_with_a_typed_status_info(self):
        job = self.start(message='hello', pause=30.0)
        poll(lambda: self.status(job.job_id), lambda info: info.status == 'running')
        gone = self.dismiss(job.job_id)
        self.assertIsInstance(gone, StatusInfo)
        self.assertEqual((job.job_id, 'dismissed', 'process', 'echo'), (gone.job_id, gone.status, gone.type, gone.process_id))

    def test_a_held_job_is_dismissed_too(self):
        self.assertEqual('dismissed', self.dismiss(self.start('hold').job_id).status)

    def test_a_finished_job_is_dismissed_too(self):
        job = self.start(message='hello')
        self.assertEqual('successful', self.end(job).status)
        self.assertEqual('dismissed', self.dismiss(job.job_id).status)

    def test_dismissing_an_unknown_id_is_a_not_found_with_a_typed_exception(self):
        for unknown in ('never-existed', 'a/../b', '\N{SNOWMAN}', 'x' * 10_000):
            with self.subTest(unknown[:20]), self.assertRaises(NotFoundException) as refused:
                self.dismiss(unknown)
            self.assertEqual(NO_SUCH_JOB, refused.exception.data.type)

    def test_the_dismissal_that_the_first_seed_document_shows_works_as_shown(self):
        configuration = ogc.Configuration(host=URL)
        job_id = self.start('hold').job_id
        with ogc.ApiClient(configuration) as client:
            answer = ogc.DismissApi(client).dismiss(job_id)
        self.assertIn("'dismissed'", repr(answer))


class Retain(Dismissing):
    def test_a_dismissed_job_stays_readable_and_a_second_dismissal_removes_it(self):
        job_id = self.start('hold').job_id
        self.dismiss(job_id)
        self.assertEqual('dismissed', self.status(job_id).status)
        self.assertEqual('dismissed', self.dismiss(job_id).status)
        self.assertRaises(NotFoundException, self.status, job_id)
        self.assertRaises(NotFoundException, self.dismiss, job_id)


class Remove(Dismissing):
    def test_a_dismissed_job_is_not_found_any_more(self):
        job_id = self.start('hold').job_id
        self.dismiss(job_id)
        self.assertRaises(NotFoundException, self.status, job_id)
        self.assertRaises(NotFoundException, self.dismiss, job_id)


class Gone(Dismissing):
    def test_a_dismissed_job_stays_readable_and_every_further_dismissal_is_a_410(self):
        job_id = self.start('hold').job_id
        self.dismiss(job_id)
        for _ in range(2):
            with self.assertRaises(ApiException) as refused:
                self.dismiss(job_id)
            self.assertEqual(410, refused.exception.status)
        self.assertEqual('dismissed', self.status(job_id).status)


class RemovedIsGone(Dismissing):
    def test_a_removed_job_is_a_410_and_no_not_found(self):
        job_id = self.start('hold').job_id
        self.dismiss(job_id)
        self.assertEqual('dismissed', self.dismiss(job_id).status)
        for ask in (self.status, self.dismiss):
            with self.assertRaises(ApiException) as refused:
                ask(job_id)
            self.assertEqual(410, refused.exception.status)


class Refuse(Client):
    """A cancel is asked for, and takes effect two seconds later: the client has no type for the 202."""

    def test_a_202_is_nothing_and_the_job_goes_on_until_it_is_dismissed(self):
        job_id = self.start('hold').job_id
        self.assertIsNone(self.dismiss(job_id))
        self.assertIn(self.status(job_id).status, ('accepted', 'running', 'dismissed'))
        self.assertEqual('dismissed', poll(lambda: self.status(job_id), lambda info: info.status == 'dismissed').status)

    def test_a_job_that_has_ended_cannot_be_dismissed(self):
        job = self.start(message='hello')
        self.assertEqual('successful', self.end(job).status)
        with self.assertRaises(ApiException) as refused:
            self.dismiss(job.job_id)
        self.assertEqual(400, refused.exception.status)
        self.assertEqual('successful', self.status(job.job_id).status)
