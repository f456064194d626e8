"""The settings that imitate the server of 2020, or its documentation, more closely than most users want."""
import uuid

from double import EXECUTE
from test_tator_2020 import Client


class BareKeyRefused(Client):
    def test_a_key_without_its_prefix_is_refused_as_on_the_real_server(self):
        refused = self.launch(key=EXECUTE)
        self.assertEqual(403, refused.status)
        self.assertEqual({'detail': 'Authentication credentials were not provided.'}, refused.json)

    def test_a_key_with_its_prefix_is_accepted_all_the_same(self):
        self.assertEqual(201, self.launch().status)


class Documented204(Client):
    def test_a_deleted_job_is_answered_with_204_and_no_body(self):
        (uid,), _ = self.jobs()
        answer = self.send('DELETE', f'/rest/Job/{uid}')
        self.assertEqual((204, b''), (answer.status, answer.body))

    def test_a_deleted_group_is_answered_with_204_and_no_body(self):
        _, group = self.jobs(2)
        answer = self.send('DELETE', f'/rest/JobGroup/{group}')
        self.assertEqual((204, b''), (answer.status, answer.body))


class Observed500(Client):
    def test_an_unknown_id_is_the_html_page_with_500_that_the_real_server_sent(self):
        for kind in ('Job', 'JobGroup'):
            answer = self.send('DELETE', f'/rest/{kind}/{uuid.uuid1()}')
            with self.subTest(kind):
                self.assertEqual((500, 'text/html'), (answer.status, answer.headers.get_content_type()))
