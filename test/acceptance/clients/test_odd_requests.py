"""Requests that real clients and tools send although no standard asks for them. Each has broken some server."""
import unittest

from double import NO_SUCH_JOB, exchange, execute, hold

WEAVER = {'Accept': 'application/json', 'Content-Type': 'application/json', 'User-Agent': 'python-requests/2.32.5'}


class Weaver(unittest.TestCase):
    """Weaver's client announces JSON with every request, and sends none with GET and DELETE."""

    def test_a_delete_that_announces_json_without_a_body_dismisses_the_job(self):
        job_id = hold()
        answer = exchange('DELETE', f'/jobs/{job_id}', WEAVER)
        self.assertEqual((200, 'dismissed', job_id), (answer.status, answer.json['status'], answer.json['jobID']))

    def test_a_get_that_announces_json_without_a_body_reads_the_job(self):
        self.assertEqual('hold', exchange('GET', f'/jobs/{hold()}', WEAVER).json['processID'])

    def test_an_unknown_job_is_a_404_in_the_words_of_the_standard(self):
        answer = exchange('DELETE', '/jobs/never-existed', WEAVER)
        self.assertEqual((404, NO_SUCH_JOB), (answer.status, answer.json['type']))


class Bodies(unittest.TestCase):
    def test_a_delete_with_any_content_type_and_no_body_dismisses_the_job(self):
        for kind in ('text/xml', 'application/json; charset=UTF-8', 'application/x-www-form-urlencoded'):
            with self.subTest(kind):
                self.assertEqual(200, exchange('DELETE', f'/jobs/{hold()}', {'Content-Type': kind}).status)

    def test_a_delete_with_an_empty_body_of_stated_length_dismisses_the_job(self):
        announced = {'Content-Type': 'application/json'}
        self.assertEqual(200, exchange('DELETE', f'/jobs/{hold()}', announced, b'').status)


class Preferences(unittest.TestCase):
    def test_a_preference_that_no_standard_knows_is_ignored(self):
        for odd in ('respond-sync', 'respond-sync, wait=10', 'foo; bar="baz"', ';;,', '"'):
            with self.subTest(odd):
                self.assertEqual(200, execute('echo', {'message': 'hello'}, Prefer=odd).status)

    def test_respond_async_is_found_among_others_and_in_any_case(self):
        for wish in ('respond-sync, respond-async', 'Respond-Async; wait=5', 'return=minimal,respond-async', 'respond-async '):
            with self.subTest(wish):
                self.assertEqual(201, execute('echo', {'message': 'hello'}, Prefer=wish).status)


class Accepting(unittest.TestCase):
    def test_what_does_not_ask_for_html_gets_json(self):
        job_id = hold()
        for accept in (None, '*/*', 'application/*', 'application/json, text/html', 'text/html;q=0.5, application/json'):
            answer = exchange('GET', f'/jobs/{job_id}', {} if accept is None else {'Accept': accept})
            with self.subTest(accept):
                self.assertEqual((200, 'application/json'), (answer.status, answer.headers.get_content_type()))

    def test_malformed_ranges_crash_nothing(self):
        """The first is what the JDK sends on its own account, the second what generated clients make of one description."""
        job_id = hold()
        for odd in ('text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', '/*, application/json, text/html', '*', '/*', ',;q='):
            answer = exchange('GET', f'/jobs/{job_id}', {'Accept': odd})
            with self.subTest(odd):
                self.assertIn(answer.status, (200, 406))
                self.assertIn(answer.headers.get_content_subtype(), ('json', 'problem+json', 'html'))

    def test_one_readable_range_among_malformed_ones_is_enough(self):
        for odd in ('text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', '/*, application/json, text/html'):
            with self.subTest(odd):
                self.assertEqual(200, exchange('GET', '/', {'Accept': odd}).status)

    def test_a_dismissal_whose_answer_cannot_be_accepted_dismisses_nothing(self):
        job_id = hold()
        self.assertEqual(406, exchange('DELETE', f'/jobs/{job_id}', {'Accept': 'image/png'}).status)
        self.assertNotEqual('dismissed', exchange('GET', f'/jobs/{job_id}').json['status'])
