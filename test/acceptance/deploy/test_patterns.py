"""What ZOO's tester of application package patterns sends (ZOO-Project/ogc-app-package-patterns-tester, da848c3), one row for each
pattern that it has inputs for. The documents have the ids, inputs and outputs of eoap/application-package-patterns, and nothing else of it."""
import json

from world import ANA, CWL, World, as_yaml, workflow

AREA, EPSG = '-118.985,38.432,-118.183,38.938', 'EPSG:4326'
SCHEMAS = 'https://raw.githubusercontent.com/eoap/schemas/main'


def directory(name='a', cls=f'{SCHEMAS}/url.yaml#URL'):
    """The tester names an item of a catalogue by an object with a class of its own."""
    return {'class': cls, 'value': f'https://catalogue.example/items/{name}'}


def uri(name):
    return directory(name, f'{SCHEMAS}/ogc.yaml#URI')


def inputs(**types):
    """An input with a default is one that the tester may leave out."""
    usual = {'aoi': AREA, 'epsg': EPSG, 'bands': ['green', 'nir08'], 'indexes': ['ndvi', 'ndwi']}
    return {name: {'type': type, **({'default': usual[name]} if name in usual and type in ('string', 'string[]') else {})} for name, type in types.items()}


LANDSAT = {'aoi': 'string', 'epsg': 'string'}
BANDS, INDEXES = {**LANDSAT, 'bands': 'string[]'}, {**LANDSAT, 'indexes': 'string[]'}
SENT = {'aoi': AREA, 'epsg': EPSG}
SENT_BANDS, SENT_INDEXES = {**SENT, 'bands': ['green', 'nir08']}, {**SENT, 'indexes': ['ndvi', 'ndwi']}
#: A workflow that is a step of the pattern's own.
STEP = {'class': 'Workflow', 'id': 'vegetation_indexes', 'inputs': inputs(**INDEXES, item='Directory'), 'outputs': [], 'steps': {}}

#: Its number, the types of its inputs, the type of its output, and the inputs that the tester sends.
ROWS = (
    (1, {**BANDS, 'item': 'Directory'}, 'Directory', {**SENT_BANDS, 'item': directory()}),
    (3, {**BANDS, 'items': 'Directory[]'}, 'Directory[]', {**SENT_BANDS, 'items': [directory(), directory('b')]}),
    (5, {**INDEXES, 'item': 'Directory'}, 'Directory[]', {**SENT_INDEXES, 'item': directory()}),
    (6, {**LANDSAT, 'item': 'Directory'}, 'Directory', {**SENT, 'item': directory()}),
    (7, {**BANDS, 'item_1': 'Directory', 'item_2': 'Directory'}, 'Directory', {**SENT_BANDS, 'item_1': directory(), 'item_2': directory('b')}),
    (8, {**BANDS, 'item': 'Directory', 'produce_output': 'boolean'}, 'Directory?', {**SENT_BANDS, 'item': directory(), 'produce_output': True}),
    (9, {**INDEXES, 'item': 'Directory'}, 'Directory[]?', {**SENT, 'indexes': ['ndvi', 'none'], 'item': directory()}),
    (10, {**INDEXES, 'items': 'Directory[]'}, {'type': 'array', 'items': 'Directory'}, {**SENT_INDEXES, 'items': [directory(), directory('b')]}),
    (11, {**BANDS, 'item': 'Directory', 'dem': 'File'}, 'Directory', {**SENT_BANDS, 'item': directory(), 'dem': directory('dem.tif')}),
    (12, {'aoi': f'{SCHEMAS}/ogc.yaml#BBox', 'bands': 'string[]', 'item': 'Directory', 'cropped-collection': f'{SCHEMAS}/string_format.yaml#URI',
          'ndwi-collection': f'{SCHEMAS}/string_format.yaml#URI', 'water-bodies-collection': f'{SCHEMAS}/string_format.yaml#URI'}, 'Directory',
     {'aoi': {'class': f'{SCHEMAS}/ogc.yaml#BBox', 'bbox': [-118.985, 38.432, -118.183, 38.938], 'crs': 'CRS84'}, 'item': uri('a'), 'bands': ['green', 'nir08'],
      'cropped-collection': uri('cropped'), 'ndwi-collection': uri('ndwi'), 'water-bodies-collection': uri('water')}),
)


class Patterns(World):
    def check(self, number, types, output, sent):
        name = f'pattern-{number}'
        document = workflow(name, inputs(**types), [{'id': 'result', 'type': output, 'outputSource': ['step/out']}], [STEP] if number == 10 else [])
        if number == 10:
            document['$graph'][0]['steps']['step']['run'] = '#vegetation_indexes'
        package = as_yaml(document).encode()
        json_wanted = {'Accept': 'application/json'}
        deploy = {**json_wanted, 'Content-Type': CWL}
        self.assertEqual(201, (first := self.ask('POST', '/processes', ANA, deploy, package)).status, first.body)
        self.assertEqual(409, self.ask('POST', '/processes', ANA, deploy, package).status, 'the tester takes it for a success')
        body = json.dumps({'inputs': sent, 'response': 'document'}).encode()
        started = self.ask('POST', f'/processes/{name}/execution', ANA, {**json_wanted, 'Prefer': 'respond-async', 'Content-Type': 'application/json'}, body)
        self.assertEqual(201, started.status, started.body)
        job = started.headers['Location'].split('/')[-1]
        self.advance('1h')
        self.assertEqual('successful', self.ask('GET', f'/jobs/{job}', ANA, json_wanted).json['status'])
        self.assertEqual({'result'}, set(self.ask('GET', f'/jobs/{job}/results', ANA, json_wanted).json))
        closing = {**json_wanted, 'Connection': 'close'}
        self.assertEqual([job], [one['jobID'] for one in self.ask('GET', f'/jobs?processID={name}', ANA, closing).json['jobs']])
        self.assertIn(self.ask('DELETE', f'/jobs/{job}', ANA, closing).status, (200, 204))
        self.assertIn(self.ask('DELETE', f'/processes/{name}').status, (200, 204))
        self.assertNotIn(name, [one['id'] for one in self.ask('GET', '/processes', ANA, json_wanted).json['processes']])

    def test_basic_credentials_which_the_tester_can_send_are_a_401_with_a_challenge(self):
        answer = self.ask('DELETE', '/processes/seeded', None, {'Authorization': 'Basic YW5hOmFuYS1wYXNzd29yZA=='})
        self.assertEqual((401, 'Bearer'), (answer.status, answer.headers['WWW-Authenticate'].split()[0]))


def named(row):
    def test(self):
        self.check(*row)
    return test


for row in ROWS:
    setattr(Patterns, f'test_pattern_{row[0]:02}_is_deployed_twice_executed_listed_deleted_and_undeployed', named(row))
