"""The published client with a bearer token. It has no operation for Part 2, so it sends those as ZOO's pattern tester has it send them."""
import json

import ogc_api_processes_client as ogc
from ogc_api_processes_client.exceptions import ConflictException, UnauthorizedException
from ogc_client import ASYNC, execution
from world import ANA, APPLICATION_PACKAGE, BEN, CWL, PART2, World, application_package, as_yaml, workflow


class Client(World):
    def setUp(self):
        super().setUp()
        self.api = self.client(ANA)

    def client(self, token):
        api = ogc.ApiClient(ogc.Configuration(host=self.url))
        if token is not None:
            api.set_default_header('Authorization', f'Bearer {token}')
        return api

    def send(self, method, path, body=None, media_type=None, api=None):
        """Raises what the client raises for the status."""
        api = api or self.api
        headers = {'Accept': 'application/json', **({'Content-Type': media_type} if media_type else {})}
        answer = api.call_api(*api.param_serialize(method=method, resource_path=path, header_params=headers, body=body, auth_settings=[]))
        answer.read()
        return answer, api.response_deserialize(answer, {str(status): 'object' for status in (200, 201, 202)} | {'204': None})

    def deploy(self, package=None):
        return self.send('POST', '/processes', package or application_package('greet'), APPLICATION_PACKAGE)

    def start(self):
        return ogc.ExecuteApi(self.api).execute('greet', execution(message='hello'), _headers={**ASYNC, 'X-Job-Progression': 'time=60'})


class Deploying(Client):
    def test_a_process_is_deployed_executed_dismissed_and_undeployed(self):
        answer, deployed = self.deploy()
        self.assertEqual((201, f'{self.url}/processes/greet'), (answer.status, answer.getheader('Location')))
        self.assertEqual(('greet', True), (deployed.data['id'], deployed.data['mutable']))
        self.assertEqual({'message'}, set(ogc.ProcessDescriptionApi(self.api).get_process_description('greet').inputs))
        job = self.start()
        self.assertEqual(('greet', 'running'), (job.process_id, job.status))
        self.assertEqual('dismissed', ogc.DismissApi(self.api).dismiss(job.job_id).status)
        self.assertEqual(204, self.send('DELETE', '/processes/greet')[0].status)
        self.assertNotIn('greet', [one.id for one in ogc.ProcessListApi(self.api).get_processes().processes])

    def test_CWL_is_deployed_and_comes_back_as_it_was_sent(self):
        sent = as_yaml(workflow('greet', {'message': 'string'}, {'text': {'type': 'string', 'outputSource': 'step/text'}}))
        self.send('POST', '/processes', sent, CWL)
        answer = self.ask('GET', '/processes/greet/package')
        self.assertEqual((200, CWL, sent), (answer.status, answer.headers.get_content_type(), answer.body.decode()))

    def test_a_second_deployment_is_a_conflict_that_the_client_raises(self):
        self.deploy()
        with self.assertRaises(ConflictException) as refused:
            self.deploy()
        self.assertTrue(json.loads(refused.exception.body)['type'].endswith(f'{PART2}duplicated-process'))

    def test_what_was_replaced_is_described_anew(self):
        self.deploy()
        answer, _ = self.send('PUT', '/processes/greet', application_package('greet', 'Another title'), APPLICATION_PACKAGE)
        self.assertEqual(204, answer.status)
        self.assertEqual('Another title', ogc.ProcessDescriptionApi(self.api).get_process_description('greet').title)


class Users(Client):
    def test_without_a_token_each_step_is_unauthorized_with_a_challenge(self):
        self.deploy()
        nobody = self.client(None)
        for method, path, body in (('POST', '/processes', application_package('other')), ('PUT', '/processes/greet', application_package('greet')), ('DELETE', '/processes/greet', None)):
            with self.subTest(method), self.assertRaises(UnauthorizedException) as refused:
                self.send(method, path, body, body and APPLICATION_PACKAGE, nobody)
            self.assertTrue(refused.exception.headers['WWW-Authenticate'].startswith('Bearer '))
        self.assertEqual(200, self.ask('GET', '/processes/greet').status)

    def test_another_user_sees_neither_the_process_nor_its_job(self):
        self.deploy()
        job = self.start()
        ben = self.client(BEN)
        self.assertNotIn('greet', [one.id for one in ogc.ProcessListApi(ben).get_processes().processes])
        self.assertNotIn(job.job_id, [one.job_id for one in ogc.JobListApi(ben).get_jobs().jobs])
        for ask in (lambda: ogc.ProcessDescriptionApi(ben).get_process_description('greet'), lambda: ogc.StatusApi(ben).get_status(job.job_id), lambda: ogc.DismissApi(ben).dismiss(job.job_id)):
            with self.assertRaises(ogc.ApiException) as refused:
                ask()
            self.assertEqual(404, refused.exception.status)
        self.assertNotEqual('dismissed', ogc.StatusApi(self.api).get_status(job.job_id).status)
