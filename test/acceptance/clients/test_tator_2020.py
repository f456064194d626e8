"""The client that the second seed document describes was never published, so its requests are sent byte for byte."""
import json
import unittest
import uuid

from double import EXECUTE, VIEW, exchange

SENT = {
    'Accept': 'application/json',
    'Content-Type': 'application/json',
    'User-Agent': 'Swagger-Codegen/0.0.1/python',
}


class Client(unittest.TestCase):
    key = f'Token {EXECUTE}'

    def send(self, method, path, body=None, key=None):
        data = None if body is None else json.dumps(body).encode()
        return exchange(method, path, {**SENT, 'Authorization': key or self.key}, data)

    def launch(self, files=1, **more):
        body = {'algorithm_name': 'demo', 'media_ids': list(range(1, files + 1))}
        return self.send('POST', '/rest/AlgorithmLaunch/1', body, **more)

    def jobs(self, files=1):
        launched = self.launch(files).json
        return launched['run_uids'], launched['group_id']


class Seed(Client):
    def test_a_launch_answers_with_run_uids_and_a_group_id_that_are_uuids_of_version_1(self):
        answer = self.launch(3)
        self.assertEqual(201, answer.status)
        self.assertEqual(['message', 'run_uids', 'group_id'], list(answer.json))
        self.assertEqual('Algorithm demo started successfully!', answer.json['message'])
        ids = [*answer.json['run_uids'], answer.json['group_id']]
        self.assertEqual((4, {1}), (len(set(ids)), {uuid.UUID(name).version for name in ids}))

    def test_a_job_is_deleted_once_and_then_not_found(self):
        (uid,), _ = self.jobs()
        first, second = (self.send('DELETE', f'/rest/Job/{uid}') for _ in range(2))
        self.assertEqual((200, {'message': f'Job with run UID {uid} deleted!'}), (first.status, first.json))
        self.assertEqual('application/json', first.headers.get_content_type())
        self.assertEqual((404, ['message']), (second.status, list(second.json)))
        self.assertIsInstance(second.json['message'], str)

    def test_a_group_is_deleted_once_and_then_not_found(self):
        uids, group = self.jobs(2)
        first, second = (self.send('DELETE', f'/rest/JobGroup/{group}') for _ in range(2))
        self.assertEqual((200, {'message': f'Jobs with group ID {group} deleted!'}), (first.status, first.json))
        self.assertEqual((404, ['message']), (second.status, list(second.json)))
        self.assertEqual({404}, {self.send('DELETE', f'/rest/Job/{uid}').status for uid in uids})

    def test_a_group_is_known_until_its_last_job_is_deleted(self):
        (first, second), group = self.jobs(2)
        self.send('DELETE', f'/rest/Job/{first}')
        self.assertEqual(200, self.send('DELETE', f'/rest/JobGroup/{group}').status)
        self.assertEqual(404, self.send('DELETE', f'/rest/Job/{second}').status)

    def test_a_transcode_is_deleted_by_the_ids_that_its_caller_chose(self):
        uid, group = uuid.uuid4().hex, str(uuid.uuid1())
        body = {'type': 1, 'uid': uid, 'gid': group, 'url': 'a', 'section': 'b', 'name': 'c', 'md5': 'd'}
        started = self.send('POST', '/rest/Transcode/1', body)
        told = {'message': 'Transcode started successfully!', 'run_uid': uid, 'group_id': group}
        self.assertEqual((201, told), (started.status, started.json))
        self.assertEqual(200, self.send('DELETE', f'/rest/Job/{uid}').status)

    def test_ids_that_are_no_uuids_are_unknown_and_not_malformed(self):
        for kind in ('Job', 'JobGroup'):
            with self.subTest(kind):
                self.assertEqual(404, self.send('DELETE', f'/rest/{kind}/not-a-uuid').status)

    def test_a_deleted_job_is_a_dismissed_one_for_the_other_api(self):
        (uid,), _ = self.jobs()
        self.send('DELETE', f'/rest/Job/{uid}')
        self.assertEqual('dismissed', exchange('GET', f'/jobs/{uid}').json['status'])

    def test_the_view_token_deletes_nothing(self):
        (uid,), _ = self.jobs()
        refused = self.send('DELETE', f'/rest/Job/{uid}', key=f'Token {VIEW}')
        self.assertEqual(403, refused.status)
        self.assertEqual('Insufficient permission to transfer media within this project.', refused.json['detail'])
        self.assertEqual(200, self.send('DELETE', f'/rest/Job/{uid}').status)

    def test_an_unknown_token_is_refused_with_403(self):
        refused = self.launch(key='Token ' + 'f' * 40)
        self.assertEqual((403, {'detail': 'Invalid token.'}), (refused.status, refused.json))


class SeedWithBareKey(Seed):
    """The document's own example sets the key and no prefix; here that is enough."""
    given = '(key without prefix)'
    key = EXECUTE
