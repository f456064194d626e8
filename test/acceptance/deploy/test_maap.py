"""maap-py as published, against the persona of the MAAP API: its own header for the token, and its own media types."""
import http.server
import json
import sys
import tempfile
import threading
from unittest import mock

# Maps and buckets, which no request to the API needs.
sys.modules.update({name: mock.MagicMock() for name in ('boto3', 'mapboxgl', 'mapboxgl.utils', 'mapboxgl.viz')})
from maap.maap import MAAP  # noqa: E402
from world import ANA, BEN, World, as_yaml, workflow  # noqa: E402

ENDPOINTS = {'processes_ogc': '/processes', 'jobs_ogc': '/jobs', 'deployment_jobs_ogc': '/deploymentJobs'}


class Configuration(http.server.BaseHTTPRequestHandler):
    """What maap-py asks for first: where everything is, and with which token."""
    answer: dict = {}

    def do_GET(self):
        body = json.dumps(self.answer).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Maap(World):
    def setUp(self):
        super().setUp()
        rules = {'accepts': 'maap', 'ids': 'integer', 'conflict': 'existing', 'undeploy': 200}
        self.control('POST', '/settings', {'persona': 'maap', 'login': 'api-key', 'loginHeader': 'token', 'deployment': rules})
        self.maap = self.client(ANA)

    def client(self, token):
        endpoints = {name: f'{self.url}{path}' for name, path in ENDPOINTS.items()}
        answer = {'service': {'maap_api_root': '/api', 'maap_token': token}, 'maap_endpoint': endpoints, 'search': {'indexed_attributes': []}}
        server = http.server.HTTPServer(('127.0.0.1', 0), type('One', (Configuration,), {'answer': answer}))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return MAAP(f'http://127.0.0.1:{server.server_port}')

    def file(self, name='buffer', label=None):
        document = workflow(name, {'message': 'string'}, {'out': {'type': 'Directory', 'outputSource': 'step/out'}})
        if label is not None:
            document['$graph'][0]['label'] = label
        file = tempfile.NamedTemporaryFile('w', suffix='.cwl')
        self.addCleanup(file.close)
        file.write(as_yaml(document))
        file.flush()
        return file.name

    def deployed(self):
        """The number that the server gave, when the deployment is through."""
        answer = self.maap.deploy_algorithm_from_cwl_file(self.file())
        self.assertIn(answer.status_code, (201, 202), answer.text)
        self.advance('1min')
        return next(one['processID'] for one in self.maap.list_algorithms().json()['processes'] if one['id'] == 'buffer')

    def test_CWL_is_deployed_from_a_file_described_packaged_and_deleted(self):
        process = self.deployed()
        self.assertEqual(200, self.maap.describe_algorithm(process).status_code)
        self.assertEqual(200, self.maap.get_algorithm_package(process).status_code)
        self.assertEqual(200, self.maap.delete_algorithm(process).status_code)
        self.assertEqual(404, self.maap.describe_algorithm(process).status_code)

    def test_CWL_is_deployed_by_its_address_which_nobody_asks(self):
        answer = self.maap.deploy_algorithm('https://packages.example/buffer.cwl')
        self.assertIn(answer.status_code, (201, 202), answer.text)

    def test_what_exists_is_a_409_whose_id_a_replacement_takes(self):
        process = self.deployed()
        refused = self.maap.deploy_algorithm_from_cwl_file(self.file())
        self.assertEqual(409, refused.status_code)
        existing = refused.json()['additionalProperties']['processID']
        self.assertEqual(str(process), str(existing))
        replaced = self.maap.replace_algorithm_from_cwl_file(existing, self.file(label='Another'))
        self.assertIn(replaced.status_code, (202, 204), replaced.text)

    def test_a_job_is_submitted_watched_listed_and_cancelled(self):
        job = self.maap.submit_job('hold', {}, 'maap-dps-worker-8gb', tag='mine')
        self.assertIn(job.status_code, (200, 201, 202), job.text)
        name = job.json()['id']
        self.assertEqual(200, self.maap.get_job_status(name).status_code)
        self.assertIn(name, self.maap.list_jobs(process_id='hold').text)
        self.assertIn(self.maap.cancel_job(name).status_code, (200, 202))

    def test_a_job_that_has_finished_is_not_cancelled_and_has_results(self):
        job = self.maap.submit_job(self.deployed(), {'message': 'hello'}, 'maap-dps-worker-8gb').json()['id']
        self.advance('1h')
        self.assertEqual(200, self.maap.get_job_result(job).status_code)
        self.assertEqual(400, self.maap.cancel_job(job).status_code)

    def test_a_process_of_somebody_else_is_neither_replaced_nor_deleted(self):
        process, ben = self.deployed(), self.client(BEN)
        self.control('POST', '/settings', {'loginOthers': '403'})
        self.assertEqual(403, ben.update_algorithm(process, 'https://packages.example/buffer.cwl').status_code)
        self.assertEqual(403, ben.delete_algorithm(process).status_code)

    def test_a_key_that_nobody_has_is_a_401(self):
        self.assertEqual(401, self.client('nobody').list_algorithms().status_code)
