"""A world of its own for each test, whose clock stands still, and the packages that its tests deploy."""
import json
import unittest

import double
import yaml

ANA, BEN = double.READY['tokens']['ana'], double.READY['tokens']['ben']
PART2 = '/ogcapi-processes-2/1.0/'
CWL, APPLICATION_PACKAGE = 'application/cwl+yaml', 'application/ogcapppkg+json'


class World(unittest.TestCase):
    def setUp(self):
        self.path = f'/w/{self.id().rsplit(".", 1)[-1][-90:]}'
        self.url = double.URL + self.path
        self.control('PUT', '/clock', {'action': 'freeze'})

    def control(self, method, path, body=None):
        sent = None if body is None else json.dumps(body).encode()
        answer = double.exchange(method, f'{self.path}/__admin{path}', {'Content-Type': 'application/json'} if sent else {}, sent)
        self.assertLess(answer.status, 300, answer.body)
        return answer

    def advance(self, duration):
        self.control('PUT', '/clock', {'action': 'advance', 'duration': duration})

    def ask(self, method, path, token=ANA, headers=None, body=None):
        who = {} if token is None else {'Authorization': f'Bearer {token}'}
        return double.exchange(method, self.path + path, {**who, **(headers or {})}, body)


def workflow(name, inputs, outputs, others=()):
    """A CWL document: the workflow of that name, and the tool that its step runs."""
    main = {'class': 'Workflow', 'id': name, 'label': f'The workflow {name}', 'inputs': inputs, 'outputs': outputs,
            'steps': {'step': {'run': '#clt', 'in': {}, 'out': []}}}
    tool = {'class': 'CommandLineTool', 'id': 'clt', 'baseCommand': 'runner', 'inputs': {}, 'outputs': {},
            'hints': {'DockerRequirement': {'dockerPull': 'registry.example/runner:1'}}}
    return {'cwlVersion': 'v1.0', 's:softwareVersion': '1.0.0', '$graph': [main, *others, tool]}


def as_yaml(document):
    return yaml.dump(document, default_flow_style=False)


def application_package(name, title='A process'):
    """As NASA's and the official suite's: a description, and an image that nobody pulls."""
    return {'processDescription': {'id': name, 'title': title, 'version': '1.0.0',
                                   'inputs': {'message': {'title': 'Message', 'schema': {'type': 'string'}}},
                                   'outputs': {'message': {'title': 'Message', 'schema': {'type': 'string'}}}},
            'executionUnit': {'type': 'docker', 'image': 'registry.example/runner:1'}}
