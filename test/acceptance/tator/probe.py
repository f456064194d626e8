"""What versions of the `tator` package, each in a folder that is named, can do with the server: a line of JSON for each, with a word for each call.

`yes`: it did, and what it returned is right. `-`: the package has no such call. Anything else: what came instead.
"""
import importlib
import json
import os
import sys
import uuid
import warnings

import dateutil.parser  # noqa: F401
import PIL.Image  # noqa: F401
import progressbar  # noqa: F401
import requests  # noqa: F401
import yaml  # noqa: F401
from double import EXECUTE, URL

warnings.simplefilter('ignore')
PROJECT = 1
CALLS = {
    'launch': ('create_job_list', 'algorithm_launch', 'create_algorithm_launch_api'),
    'read': ('get_job',),
    'list': ('get_job_list',),
    'delete': ('delete_job', 'destroy_job_detail_api'),
    'delete the group': ('delete_job_list', 'delete_job_group', 'destroy_job_group_detail_api'),
    'transcode': ('create_transcode_list', 'transcode', 'create_transcode_api')
}
BODIES = {
    'create_job_list': 'job_spec', 'algorithm_launch': 'algorithm_launch_spec', 'create_algorithm_launch_api': 'body',
    'create_transcode_list': 'body', 'transcode': 'transcode_spec', 'create_transcode_api': 'body'
}


class Calls:
    """Every generation's way to a connection, and its names for the same calls."""

    def __init__(self, tator):
        if hasattr(tator, 'get_api'):
            self.apis = [tator.get_api(host=URL, token=EXECUTE)]
            return
        configuration = tator.Configuration()
        configuration.host = URL
        configuration.api_key['Authorization'] = EXECUTE
        configuration.api_key_prefix['Authorization'] = 'Token'
        client = tator.ApiClient(configuration)
        names = ['TatorApi'] if hasattr(tator, 'TatorApi') else ['AlgorithmApi', 'JobApi', 'TranscodeApi']
        self.apis = [getattr(tator, name)(client) for name in names]

    def find(self, wanted):
        for name in CALLS[wanted]:
            for api in self.apis:
                function = getattr(api, name, None)
                if function is not None:
                    return name, function
        return None, None

    def has(self, wanted):
        return self.find(wanted)[1] is not None

    def __call__(self, wanted, *args, body=None, **kwargs):
        name, function = self.find(wanted)
        if body is not None:
            kwargs[BODIES[name]] = body
        return function(*args, **kwargs)

    def launch(self, files=1):
        """The ids of the jobs, and of their group, by whatever names they came."""
        launched = self('launch', PROJECT, body={'algorithm_name': 'demo', 'media_ids': list(range(1, files + 1))})
        ids = of(launched, 'run_uids') or of(launched, 'uid') or of(launched, 'id')
        group = of(launched, 'group_id') or of(launched, 'gid') or of(launched, 'object')[0]['gid']
        # The first version reads no messages.
        assert of(launched, 'message') in ('Algorithm demo started successfully!', None), launched
        assert len(set(ids)) == files, ids
        return ids, group

    def status(self, function, *args, **kwargs):
        """The status of the error that a call raises; 200 where it raises none."""
        try:
            function(*args, **kwargs)
        except Exception as error:
            return getattr(error, 'status', repr(error))
        return 200


def of(answer, name):
    return getattr(answer, name, None)


def launch(calls):
    calls.launch(2)


def read(calls):
    (uid,), _ = calls.launch()
    job = calls('read', uid)
    assert type(job).__name__ == 'Job', type(job)
    assert of(job, 'uid') in (uid, None) and job.status in ('Pending', 'Running'), job
    assert calls.status(calls, 'read', 'never-existed') == 404


def listed(calls):
    ids, group = calls.launch(2)
    jobs = calls('list', PROJECT, gid=group)
    assert [type(job).__name__ for job in jobs] == ['Job', 'Job'], jobs
    # The first versions knew of a job neither its uid nor its group.
    assert {of(job, 'uid') for job in jobs} <= {*ids, None}, jobs
    assert len(calls('list', PROJECT)) >= 2


def delete(calls):
    (uid,), _ = calls.launch()
    assert uid in calls('delete', uid).message
    assert calls.status(calls, 'delete', uid) == 404
    if calls.has('read'):
        assert calls.status(calls, 'read', uid) == 404


def delete_group(calls):
    ids, group = calls.launch(2)
    if calls.has('list'):
        assert calls('delete the group', PROJECT, gid=group).message == f'Deleted 2 jobs for project {PROJECT}!'
        assert calls('list', PROJECT, gid=group) == []
    else:
        assert group in calls('delete the group', group).message
    assert {calls.status(calls, 'delete', uid) for uid in ids} == {404}


def transcode(calls):
    uid, group = uuid.uuid4().hex, str(uuid.uuid1())
    spec = {'type': 1, 'uid': uid, 'gid': group, 'url': 'a', 'section': 'b', 'name': 'c', 'md5': 'd'}
    started = calls('transcode', PROJECT, body=spec)
    assert (of(started, 'uid') or of(started, 'run_uid') or uid) == uid, started
    assert calls.status(calls, 'delete', uid) == 200


STEPS = {'launch': launch, 'read': read, 'list': listed, 'delete': delete, 'delete the group': delete_group, 'transcode': transcode}


def word(calls, name):
    if not calls.has(name):
        return '-'
    try:
        STEPS[name](calls)
    except AssertionError as error:
        return f'wrong: {error}'[:200]
    except Exception as error:
        status = getattr(error, 'status', None)
        return f'{status}' if isinstance(status, int) else f'{type(error).__name__}: {error}'[:200]
    return 'yes'


def words():
    try:
        calls = Calls(importlib.import_module('tator'))
    except ImportError:
        return {name: 'cannot be imported' for name in STEPS}
    except Exception as error:
        return {name: f'{type(error).__name__}: {error}'[:200] for name in STEPS}
    return {name: word(calls, name) for name in STEPS}


if __name__ == '__main__':
    # What all versions need is imported once; each version then has a process of its own.
    for place in sys.argv[1:]:
        child = os.fork()
        if child == 0:
            sys.path.insert(0, place)
            print(json.dumps({'place': place, 'abilities': words()}), flush=True)
            os._exit(0)
        os.waitpid(child, 0)
