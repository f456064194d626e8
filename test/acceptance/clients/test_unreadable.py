"""Requests that reach no route. They have a server of their own, since the worst answer to them is to end."""
import unittest

from double import exchange


class Unreadable(unittest.TestCase):
    def test_an_address_that_cannot_be_decoded_is_refused_and_the_server_lives_on(self):
        for path in ('/jobs/%', '/processes/%zz', '/rest/Job/%E0%A4%A'):
            with self.subTest(path):
                self.assertIn(exchange('DELETE', path).status, (400, 404))
        self.assertEqual(200, exchange('GET', '/').status)
