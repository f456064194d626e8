"""Our own API description: whether it is a valid one, and whether the server keeps to it."""
from openapi_schema_validator import OAS30Validator, OAS31Validator, oas30_format_checker, oas31_format_checker
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4, DRAFT202012

from exchanges import HTTP_METHODS
from standard import escaped, told

URI = 'urn:description'
VERSIONS = {
    '3.0': (OpenAPIV30SpecValidator, OAS30Validator, oas30_format_checker, DRAFT4),
    '3.1': (OpenAPIV31SpecValidator, OAS31Validator, oas31_format_checker, DRAFT202012),
}


class Description:
    def __init__(self, document):
        self.document = document
        self.version = document['openapi'][:3]
        self.check, self.validator, self.formats, specification = VERSIONS[self.version]
        self.registry = Registry().with_resource(URI, Resource.from_contents(document, default_specification=specification))
        self.validators, self.told = {}, {}

    def faults(self):
        return [f'{error.json_path}: {error.message[:300]}' for error in self.check(self.document).iter_errors()]

    @property
    def templates(self):
        return self.document['paths']

    def responses(self, method, template):
        """What is described for an operation; None if there is no such operation. HEAD is answered as GET is."""
        return self.templates.get(template, {}).get('get' if method == 'head' else method, {}).get('responses')

    def operations(self):
        return [(method, path) for path, item in self.templates.items() for method in item if method in HTTP_METHODS]

    def errors(self, exchange, template):
        """What is wrong with an answer by what is said of it; one that is not described at all is wrong too."""
        responses = self.responses(exchange.method, template)
        content = responses.get(str(exchange.status), {}).get('content', {})
        described = next((key for key in (exchange.full_type, exchange.type, 'application/json', '*/*') if key in content), None)
        if described is None:
            return [f'{exchange.status} is not described as {exchange.type}']
        where = ('paths', template, exchange.method, 'responses', str(exchange.status), 'content', described, 'schema')
        known = (where, exchange.body)
        if known not in self.told:
            self.told[known] = [told(error) for error in self.at(where).iter_errors(exchange.json)]
        return self.told[known]

    def at(self, where):
        if where not in self.validators:
            reference = f'{URI}#/{"/".join(escaped(step).replace("{", "%7B").replace("}", "%7D") for step in where)}'
            self.validators[where] = self.validator({'$ref': reference}, registry=self.registry, format_checker=self.formats)
        return self.validators[where]
