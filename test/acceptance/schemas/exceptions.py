"""Where the standard's documents cannot be met by a correct answer, and what is asked of it instead.

An exception holds for one operation, status and dialect, and only for an answer that fails without it. What it replaces is
one place of one document; the rest of the document is asked of the answer as it stands. An exception that no answer needs
fails the run, so none outlives its reason.
"""
from dataclasses import dataclass

from jsonschema import Draft202012Validator

RESULTS, OUTPUT, EXECUTE = ('get', '/jobs/{}/results'), ('get', '/jobs/{}/results/{}'), ('post', '/processes/{}/execution')
PROCESS = ('get', '/processes/{}')
BUNDLE = 'openapi/ogcapi-processes.bundled.json'


@dataclass(frozen=True, eq=False)
class Known:
    name: str
    dialect: str
    operations: tuple
    status: int
    where: str
    reason: str
    # For bare values (True) or documents (False).
    raw: bool = False
    # The place that is replaced: file, way and value. Without one the answer is held against the schema of its output.
    edit: tuple = ()
    # Replaced even where the original lets an answer pass, since it lets pass what it should not.
    always: bool = False

    def covers(self, dialect, operation, exchange):
        asked = (self.dialect, self.status, self.raw) == (dialect, exchange.status, exchange.raw is not None)
        return asked and operation in self.operations


def any_of(place, key):
    place['anyOf'] = place.pop(key)


KNOWN = (
    Known(
        'execute-one-of', '1.0', (EXECUTE,), 200, 'responses/ExecuteSync.yaml: /content/~1*/schema/oneOf',
        'a document that satisfies results.yaml is an object too, and oneOf allows one of them only, so that just the wrong '
        'ones pass; it is held against results.yaml alone',
        always=True,
        edit=('core/openapi/responses/ExecuteSync.yaml', ('content', '/*', 'schema'), {'$ref': '../schemas/results.yaml'})),
    Known(
        'value-one-of', '1.0', (EXECUTE, RESULTS), 200, 'schemas/inputValueNoObject.yaml: /oneOf',
        'a whole number is a number and an integer, a text in base64 is a string and a binary string, and oneOf allows one of '
        'them only; in no other form can either be a value, so the branches are read as anyOf',
        edit=('core/openapi/schemas/inputValueNoObject.yaml', ('oneOf',), any_of)),
    Known(
        'raw-execute', '1.0', (EXECUTE,), 200, 'responses/ExecuteSync.yaml: /content/~1*/schema/oneOf',
        'a bare array or object is an array or object and, for want of a type there, results.yaml too; '
        'it is held against the schema of its output',
        raw=True),
    Known(
        'raw-results', '1.0', (RESULTS,), 200, 'responses/Results.yaml: /content/application~1json/schema',
        'the document knows no response=raw here, which the text asks for (7.11.4); a bare object is held against the schema '
        'of its output',
        raw=True),
    Known(
        'schema-of-features', '2.0-draft', (PROCESS,), 200, '#/components/schemas/schema',
        'in the place of the schema of an input or output stands, by mistake, one for the attributes of features; each is held '
        'against JSON Schema 2020-12 instead',
        edit=(BUNDLE, ('components', 'schemas', 'schema'), {'type': 'object'})),
    Known(
        'raw-draft', '2.0-draft', (EXECUTE, OUTPUT), 200, '#/components/responses/ExecuteSync and Output: /content/*/schema',
        'a bare value is asked for (job-results-async-one, process-execute-sync-one), but its schema knows no bare object here '
        '(Output), and there takes a whole number for two things and GeoJSON for a feature collection (ExecuteSync); '
        'it is held against the schema of its output',
        raw=True),
)


def also_wrong(known, body):
    """What an exception asks instead of the place that it replaces."""
    if known.name != 'schema-of-features':
        return []
    described = [(name, put) for side in ('inputs', 'outputs') for name, put in body.get(side, {}).items()]
    return [f'{name}: {error.message}' for name, put in described for error in faults(put['schema'])]


def faults(schema):
    return Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema)
