"""What the server was asked and what it answered, one exchange a line."""
import json
import re

HTTP_METHODS = ('get', 'put', 'post', 'delete', 'patch')


def read(file):
    with open(file, encoding='utf-8') as lines:
        return [Exchange(json.loads(line)) for line in lines]


class Exchange:
    def __init__(self, told):
        self.world, self.dialect = told['world'], told['ogc']
        self.method, self.path, self.status = told['method'].lower(), told['path'], told['status']
        self.full_type, self.body, self.raw = told['type'].replace('; ', ';'), told.get('body'), told.get('raw')
        self.type = self.full_type.split(';')[0]
        self.facade = 'tator' if self.path.startswith('/rest/') else 'ogc'

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def line(self):
        return f'{self.method.upper()} {self.path} [{self.world}]'

    def template(self, templates):
        """The one of `templates` that this request was for, or None; one without parameters goes first."""
        path = self.path.split('?')[0]
        found = [template for template in templates if pattern(template).fullmatch(path)]
        return min(found, key=lambda template: template.count('{'), default=None)


def pattern(template):
    parts = re.split(r'\{[^}]*\}', template)
    return re.compile('[^/]*'.join(map(re.escape, parts)))


def nameless(template):
    """The standard's versions and we do not call path parameters by the same names."""
    return re.sub(r'\{[^}]*\}', '{}', template)
