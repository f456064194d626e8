"""A token expires on the clock of the world, which the test turns: clients that live through it."""
import json
import time
from unittest import mock

from authlib.integrations.requests_client import OAuth2Session
from world import World

HOUR = 3600


def refreshing(session, token_url):
    """A hook of requests: a 401 makes Authlib refresh the token, and the request goes out once more."""
    def on_response(response, **kwargs):
        if response.status_code != 401 or getattr(response.request, 'was_repeated', False):
            return response
        session.refresh_token(token_url)
        again = response.request.copy()
        again.was_repeated = True
        again.headers['Authorization'] = f"Bearer {session.token['access_token']}"
        return response.connection.send(again, **kwargs)
    return on_response


class Authlib(World):
    def setUp(self):
        super().setUp()
        self.token_url = f'{self.url}/token'
        self.session = OAuth2Session('ana', token_endpoint=self.token_url, token_endpoint_auth_method='none')
        self.session.fetch_token(self.token_url, grant_type='password', username='ana', password='ana-password')
        self.session.hooks['response'].append(refreshing(self.session, self.token_url))

    def start(self):
        answer = self.session.post(f'{self.url}/processes/hold/execution', json={'inputs': {}}, headers={'Prefer': 'respond-async'})
        self.assertEqual(201, answer.status_code, answer.text)
        return answer.headers['Location']

    def test_a_client_that_refreshes_on_401_polls_and_dismisses_its_job_through_an_expiry(self):
        job, first = self.start(), self.session.token['access_token']
        self.assertEqual(200, self.session.get(job).status_code)
        self.advance('61min')
        self.assertEqual(401, self.ask('GET', job.removeprefix(self.url), first).status, 'the old token has expired')
        self.assertEqual('running', self.session.get(job).json()['status'])
        self.assertNotEqual(first, self.session.token['access_token'])
        self.advance('61min')
        self.assertEqual('dismissed', self.session.delete(job).json()['status'])

    def test_the_job_belongs_to_its_user_before_and_after_the_refresh(self):
        job = self.start().rsplit('/', 1)[-1]
        self.advance('61min')
        self.assertIn(job, [one['jobID'] for one in self.session.get(f'{self.url}/jobs').json()['jobs']])

    def test_a_refresh_token_that_has_expired_too_ends_it(self):
        self.advance('25h')
        with self.assertRaises(Exception) as refused:
            self.session.get(f'{self.url}/jobs')
        self.assertIn('invalid_grant', str(refused.exception))

    def test_no_token_is_in_the_journal(self):
        self.start()
        self.advance('61min')
        self.session.get(f'{self.url}/jobs')
        kept = self.control('GET', '/requests').body.decode()
        self.assertIn('/processes/hold/execution', kept)
        for secret in (*self.session.token.values(), 'ana-password'):
            if isinstance(secret, str) and len(secret) > 8:
                self.assertNotIn(secret, kept)


class Cuiman(World):
    """It refreshes by itself before a token expires, by its machine's clock: here that is the world's."""

    def setUp(self):
        super().setUp()
        started, before = time.time(), self.now()
        patch = mock.patch('time.time', lambda: started + self.now() - before)
        patch.start()
        self.addCleanup(patch.stop)

    def now(self):
        return json.loads(self.control('GET', '/clock').body)['currentEpochMillis'] / 1000

    def client(self, **auth):
        from cuiman_client import Client
        return Client(api_url=self.url, auth={'auth_type': 'oauth2', 'token_url': f'{self.url}/token', **auth})

    def test_a_password_is_exchanged_once_and_its_token_refreshed_when_the_clock_is_turned(self):
        client = self.client(grant_type='password', client_id='any', username='ana', password='ana-password')
        self.assertIn('hold', [one.id for one in client.get_processes().processes])
        first = client.token['access_token']
        client.get_jobs()
        self.assertEqual(first, client.token['access_token'])
        self.advance('2h')
        client.get_jobs()
        self.assertNotEqual(first, client.token['access_token'])

    def test_client_credentials_are_exchanged_anew_when_the_clock_is_turned(self):
        client = self.client(grant_type='client_credentials', client_id='ana', client_secret='ana-password')
        client.get_jobs()
        first = client.token['access_token']
        self.advance('2h')
        client.get_jobs()
        self.assertNotEqual(first, client.token['access_token'])
