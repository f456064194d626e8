"""A process of pygeoapi that takes as long as it is told."""
import time

from pygeoapi.process.base import BaseProcessor

METADATA = {
    'version': '1.0.0',
    'id': 'slow',
    'title': {'en': 'Slow'},
    'description': {'en': 'Sleeps for a while.'},
    'jobControlOptions': ['sync-execute', 'async-execute'],
    'keywords': [],
    'links': [],
    'inputs': {'seconds': {'title': 'Seconds', 'minOccurs': 0, 'maxOccurs': 1, 'schema': {'type': 'number'}}},
    'outputs': {'slept': {'title': 'Slept', 'schema': {'type': 'object', 'contentMediaType': 'application/json'}}},
    'example': {'inputs': {'seconds': 1}}
}


class SlowProcessor(BaseProcessor):
    def __init__(self, processor_def):
        super().__init__(processor_def, METADATA)

    def execute(self, data, outputs=None):
        time.sleep(data.get('seconds', 0))
        return 'application/json', {'slept': data.get('seconds', 0)}
