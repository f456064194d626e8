"""Judges recorded exchanges: `judge.py STANDARD EXCHANGES`. Tells each verdict, and then figures, as one line of JSON."""
import json
import sys
from collections import Counter, defaultdict

import exchanges
from against_standard import Judge
from description import Description
from exceptions import KNOWN
from exchanges import nameless

ELSEWHERE = '(no such path)'
MOST_SHOWN = 3


class Verdicts:
    """Groups of answers that are told together: all of one resource, status and dialect."""

    def __init__(self, title):
        self.title, self.count, self.wrong = title, Counter(), defaultdict(list)

    def add(self, key, line, errors):
        self.count[key] += 1
        self.wrong[key].extend(f'{line}: {error}' for error in errors)

    def tell(self):
        for key, count in sorted(self.count.items()):
            errors = self.wrong[key]
            why = '\n'.join(errors[:MOST_SHOWN] + [f'and {len(errors) - MOST_SHOWN} more'] * (len(errors) > MOST_SHOWN))
            tell(not errors, f'{self.title} {" ".join(map(str, key))} ({count})', why)


def tell(ok, sentence, why=''):
    print(json.dumps({'ok': ok, 'sentence': sentence, 'why': why}), flush=True)


def note(text):
    print(json.dumps({'note': text}), flush=True)


def descriptions_of(answers):
    """By world, each version of the description that the server of that world gave."""
    found = defaultdict(dict)
    for answer in answers:
        if answer.path.startswith('/api?openapi=') and answer.status == 200:
            document = answer.json
            found[answer.world][document['openapi'][:3]] = Description(document)
    return {world: list(versions.values()) for world, versions in found.items()}


def outputs_of(answers):
    """By world and output, the schema that the process echo describes."""
    described = {answer.world: answer.json['outputs'] for answer in answers if answer.path == '/processes/echo' and answer.body and answer.status == 200}
    return {(world, name): output['schema'] for world, outputs in described.items() for name, output in outputs.items()}


def judge_standard(folder, answers, templates):
    judge, verdicts, silent = Judge(folder), Verdicts('the standard:'), Counter()
    outputs = outputs_of(answers)
    for answer in answers:
        # Its own paths first: we describe each process by a path of its own too.
        template = nameless(answer.template(judge.templates(answer.dialect)) or answer.template(templates[answer.world]) or ELSEWHERE)
        errors = judge.errors(answer, template, outputs.get((answer.world, answer.raw)))
        key = (answer.dialect, answer.method.upper(), template, answer.status)
        if errors is None:
            silent[key[:3] + (answer.status,)] += 1
        else:
            verdicts.add(key, answer.line, errors)
    verdicts.tell()
    return judge, verdicts, silent


def judge_descriptions(found):
    """The same document comes from many worlds; each is told once."""
    for world, descriptions in sorted(found.items()):
        for description in descriptions:
            tell(not (faults := description.faults()), f'the description in OpenAPI {description.version} is valid [{world}]', '\n'.join(faults))


def judge_contract(all_exchanges, found):
    answers, statuses, seen = Verdicts('our description:'), Verdicts('described status:'), set()
    for exchange in all_exchanges:
        for description in found[exchange.world]:
            template = exchange.template(description.templates)
            responses = description.responses(exchange.method, template)
            if responses is None:
                continue
            key = (description.version, exchange.method.upper(), template, exchange.status)
            seen.add((exchange.method, template, str(exchange.status)))
            missing = str(exchange.status) not in responses
            statuses.add(key, exchange.line, ['this status is not described'] * missing)
            if exchange.body is not None and not missing:
                answers.add(key, exchange.line, description.errors(exchange, template))
    statuses.tell()
    answers.tell()
    return answers, seen


def never_seen(found, seen):
    described = {
        (method, path, status) for descriptions in found.values() for description in descriptions
        for method, path in description.operations() for status in description.responses(method, path)}
    return sorted(described - seen)


def tell_exceptions(judge):
    for known in KNOWN:
        operations = ', '.join(f'{method.upper()} {path}' for method, path in known.operations)
        count = judge.needed[known.name]
        note(f'exception {known.name}: {known.dialect} {operations} {known.status}, {count} answers. {known.where}: {known.reason}.')
        tell(count > 0, f'the exception {known.name} is still needed', 'No answer needs it any more: remove it.')


def main(folder, file):
    every = exchanges.read(file)
    found = descriptions_of(every)
    answers = [exchange for exchange in every if exchange.body is not None]
    ogc = [answer for answer in answers if answer.facade == 'ogc']
    templates = {world: descriptions[0].templates for world, descriptions in found.items()}
    judge, verdicts, silent = judge_standard(folder, ogc, templates)
    judge_descriptions(found)
    contract, seen = judge_contract(every, found)
    tell_exceptions(judge)
    for dialect, method, template, status in sorted(silent):
        note(f'the standard says nothing of: {dialect} {method} {template} {status}, {silent[dialect, method, template, status]} answers')
    note('described and never seen: ' + (', '.join(f'{method.upper()} {path} {status}' for method, path, status in never_seen(found, seen)) or 'none'))
    note(f'{len(every)} requests; {verdicts.count.total()} answers validated against the standard, {len(verdicts.count)} distinct (resource, status, dialect); '
         f'{contract.count.total()} validations against our own description')


if __name__ == '__main__':
    main(*sys.argv[1:])
