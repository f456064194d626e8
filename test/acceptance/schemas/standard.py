"""The standard's own documents: which schema an answer has to satisfy, and whether it does."""
import copy
import json
from functools import lru_cache
from pathlib import Path

import yaml
from openapi_schema_validator import OAS30Validator, oas30_format_checker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from exchanges import HTTP_METHODS, nameless

BASE = 'https://raw.githubusercontent.com/opengeospatial/ogcapi-processes/master/'
ROOTS = {'1.0': 'openapi.yaml', '2.0-draft': 'openapi/ogcapi-processes.bundled.json'}
EXCEPTIONS = {'1.0': 'core/openapi/schemas/exception.yaml', '2.0-draft': ROOTS['2.0-draft'] + '#/components/schemas/exception'}


class Standard:
    """One version of the standard, read from a folder where it refers to the network."""

    def __init__(self, folder, dialect, edits=()):
        self.folder, self.dialect = Path(folder, dialect), dialect
        self.validators, self.told = {}, {}
        self.edits = {file: (pointer, value) for file, pointer, value in edits}
        self.registry = Registry(retrieve=lru_cache(None)(self.retrieve))
        root = self.registry.resolver(BASE).lookup(BASE + ROOTS[dialect])
        self.root, self.resolver = root.contents, root.resolver
        self.operations = {
            (method, nameless(path)): (path, operation)
            for path, item in self.root['paths'].items() for method, operation in item.items() if method in HTTP_METHODS}

    def retrieve(self, uri):
        file = uri.removeprefix(BASE)
        text = (self.folder / file).read_text('utf-8')
        document = json.loads(text) if file.endswith('.json') else yaml.safe_load(text)
        if file in self.edits:
            document = edited(document, *self.edits[file])
        return Resource.from_contents(document, default_specification=DRAFT4)

    def schema_of(self, method, template, status, media_type):
        """Where the schema of an answer is, or None if the standard says nothing of that operation or status."""
        _, operation = self.operations.get((method, nameless(template)), (None, {}))
        responses = {str(key): value for key, value in operation.get('responses', {}).items()}
        response = responses.get(str(status))
        if response is None:
            return None
        uri, content = self.follow(response)
        described = next((key for key in (media_type, 'application/json', '/*') if key in content), None)
        return described and f'{uri}/content/{escaped(described)}/schema'

    def follow(self, response):
        reference = response['$ref']
        uri = BASE + ROOTS[self.dialect] + reference if reference.startswith('#') else reference + '#'
        return uri, self.resolver.lookup(reference).contents.get('content', {})

    def errors(self, schema, text):
        """What is wrong with a JSON text by a schema, or by the one at an address."""
        wanted = json.dumps({'$ref': schema} if isinstance(schema, str) else schema)
        if (wanted, text) not in self.told:
            self.told[wanted, text] = [told(error) for error in self.validator(wanted).iter_errors(json.loads(text))]
        return self.told[wanted, text]

    def validator(self, schema):
        if schema not in self.validators:
            self.validators[schema] = OAS30Validator(json.loads(schema), registry=self.registry, format_checker=oas30_format_checker)
        return self.validators[schema]

    @property
    def exception(self):
        return BASE + EXCEPTIONS[self.dialect]


def edited(document, pointer, value):
    changed = copy.deepcopy(document)
    *way, last = pointer
    place = changed
    for step in way:
        place = place[step]
    if callable(value):
        value(place, last)
    else:
        place[last] = value
    return changed


def escaped(step):
    return step.replace('~', '~0').replace('/', '~1')


def told(error):
    """Where in the answer, what is wrong, and which rule says so."""
    return f'{error.json_path}: {error.message[:300]} ({"/".join(map(str, error.schema_path))})'
