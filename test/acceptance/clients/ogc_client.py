"""What every test of the published client starts from."""
import unittest
import warnings

import ogc_api_processes_client as ogc
from double import URL, poll
from ogc_api_processes_client.api_client_wrapper import ApiClientWrapper
from ogc_api_processes_client.models.execute_inputs_value import ExecuteInputsValue

ASYNC = {'Prefer': 'respond-async'}
FINISHED = ('successful', 'failed', 'dismissed')


def execution(**inputs):
    """The client's own conversion refuses every plain string, so the typed request has to be put together past it."""
    return ogc.Execute(inputs={
        name: ExecuteInputsValue.model_construct(actual_instance=value) for name, value in inputs.items()
    })


class Client(unittest.TestCase):
    def setUp(self):
        warnings.simplefilter('ignore', UserWarning)
        self.api = ogc.ApiClient(ogc.Configuration(host=URL))
        self.wrapper = ApiClientWrapper(configuration=ogc.Configuration(host=URL))
        self.status = ogc.StatusApi(self.api).get_status
        self.dismiss = ogc.DismissApi(self.api).dismiss

    def start(self, process='echo', **inputs):
        return ogc.ExecuteApi(self.api).execute(process, execution(**inputs), _headers=dict(ASYNC))

    def end(self, job):
        return poll(lambda: self.status(job.job_id), lambda info: info.status in FINISHED)
