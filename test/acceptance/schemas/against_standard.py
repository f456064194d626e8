"""Holds every JSON answer of the OGC façade against the standard's documents."""
from collections import Counter

from exceptions import KNOWN, also_wrong
from exchanges import nameless
from standard import ROOTS, Standard


class Judge:
    def __init__(self, folder):
        self.folder, self.needed, self.amended = folder, Counter(), {}
        self.standards = {dialect: self.standard(dialect, ()) for dialect in ROOTS}

    def standard(self, dialect, knowns):
        edits = tuple(known.edit for known in knowns if known.edit)
        if (dialect, knowns) not in self.amended:
            self.amended[dialect, knowns] = Standard(self.folder, dialect, edits)
        return self.amended[dialect, knowns]

    def templates(self, dialect):
        return self.standards[dialect].root['paths']

    def errors(self, exchange, template, output_schema):
        """What is wrong with an answer; nothing if a documented exception covers it. None: the standard says nothing of it."""
        standard, body = self.standards[exchange.dialect], exchange.body
        operation = (exchange.method, nameless(template))
        schema = standard.schema_of(*operation, exchange.status, exchange.type)
        if exchange.status >= 400:
            return standard.errors(standard.exception, body) + (standard.errors(schema, body) if schema else [])
        if schema is None:
            return None
        knowns = tuple(known for known in KNOWN if known.covers(exchange.dialect, operation, exchange))
        return self.tolerant(exchange, schema, knowns, output_schema)

    def tolerant(self, exchange, schema, knowns, output_schema):
        """With as few exceptions as will do. If all of them will not, the errors that they leave are those to act on."""
        errors = self.standards[exchange.dialect].errors(schema, exchange.body)
        if not errors and not any(known.always for known in knowns):
            return []
        for count in range(1, len(knowns) + 1):
            errors = self.remaining(exchange, schema, knowns[:count], output_schema)
            if not errors:
                self.needed.update(known.name for known in knowns[:count])
                return []
        return errors

    def remaining(self, exchange, schema, knowns, output_schema):
        amended = self.standard(exchange.dialect, knowns)
        wanted = output_schema if exchange.raw is not None else schema
        return amended.errors(wanted, exchange.body) + [wrong for known in knowns for wrong in also_wrong(known, exchange.json)]
