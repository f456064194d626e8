from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import Send
from jobdouble import ControlError, JobdoubleError, Server, World, serve, server
from jobdouble.server import running_server


def start(send: Send, jobdouble: World, process: str = 'echo', **inputs: Any) -> str:
    status, job = send('POST', f'{jobdouble.url}/processes/{process}/execution', {'inputs': inputs}, Prefer='respond-async')
    assert status == 201
    return str(job['jobID'])


@pytest.mark.parametrize('duration', ['30s', timedelta(seconds=30)])
def test_advancing_the_clock_tells_the_steps_that_jobs_took(jobdouble: World, send: Send, duration: str | timedelta) -> None:
    job = start(send, jobdouble, message='hello', pause=30)
    assert ('running', 'successful') in [(step['from'], step['to']) for step in jobdouble.advance(duration) if step['job'] == job]


def test_a_duration_says_its_unit(jobdouble: World) -> None:
    with pytest.raises(TypeError, match=r"advance: 30 came; expected a text such as '30s' or a timedelta"):
        jobdouble.advance(30)  # type: ignore[arg-type]


def test_the_clock_stands_still_until_it_runs(jobdouble: World, send: Send) -> None:
    job = start(send, jobdouble, message='hello', pause=30)
    assert jobdouble.job(job)['status'] == 'running'
    assert (jobdouble.advance_to_next()[-1]['job'], jobdouble.job(job)['status']) == (job, 'successful')
    held = start(send, jobdouble, message='hello', pause=1)
    jobdouble.run(1_000_000)
    while jobdouble.job(held)['status'] != 'successful':
        time.sleep(0.005)
    jobdouble.freeze()


def test_a_job_stands_where_the_test_put_it_until_it_ends_it(jobdouble: World) -> None:
    one, other = (
        jobdouble.add_job(status='running', progress=40),
        jobdouble.add_job('hold', id='a/b c', status='running'),
    )
    assert (one['status'], one['progress'], other['id']) == ('running', 40, 'a/b c')
    assert jobdouble.finish(one['id'], {'message': 'done'}).get('results') == {'message': 'done'}
    assert jobdouble.fail('a/b c', 'No space left').get('reason') == 'No space left'
    assert {one['id'], 'a/b c'} <= {job['id'] for job in jobdouble.jobs()}


def test_a_held_job_goes_on_when_it_is_released(jobdouble: World, send: Send) -> None:
    job = start(send, jobdouble, message='hello', pause=30)
    assert jobdouble.hold(job)['held']
    jobdouble.advance('1d')
    assert not jobdouble.release(job)['held']
    jobdouble.advance('30s')
    assert jobdouble.job(job)['status'] == 'successful'


def test_a_process_of_the_test_has_results_and_cases(jobdouble: World, send: Send) -> None:
    number = {'schema': {'type': 'number'}}
    jobdouble.configure(dismiss='gone')
    cases = [{'when': {'scene': 'nowhere'}, 'failure': {'title': 'No such scene', 'status': 404}}]
    inputs = {'scene': {'schema': {'type': 'string'}}}
    jobdouble.process('ndvi', title='NDVI', inputs=inputs, outputs={'mean': number}, results={'mean': 0.4}, cases=cases)
    jobdouble.process('other', outputs={'mean': number}, results={'mean': 1})
    jobdouble.add_case('other', failure={'status': 422, 'title': 'Not today'})
    url = f'{jobdouble.url}/processes'
    assert send('GET', f'{url}/ndvi')[1]['title'] == 'NDVI'
    assert send('POST', f'{url}/ndvi/execution', {'inputs': {'scene': 'harbour'}}) == (200, 0.4)
    assert send('POST', f'{url}/ndvi/execution', {'inputs': {'scene': 'nowhere'}})[0] == 404
    assert send('POST', f'{url}/other/execution', {'inputs': {}})[0] == 422
    job = start(send, jobdouble, 'hold')
    send('DELETE', f'{jobdouble.url}/jobs/{job}')
    assert send('DELETE', f'{jobdouble.url}/jobs/{job}')[0] == 410
    with pytest.raises(JobdoubleError, match="process 'late' came after a request or a fault of this test"):
        jobdouble.process('late')


def test_a_fault_after_the_commit_hides_a_success(jobdouble: World, send: Send) -> None:
    job = start(send, jobdouble, 'hold')
    jobdouble.fault(status=503, retry_after=2, phase='after-commit', match={'method': 'DELETE'}, fail_request_count=1)
    assert send('DELETE', f'{jobdouble.url}/jobs/{job}')[0] == 503
    assert send('GET', f'{jobdouble.url}/jobs/{job}')[1]['status'] == 'dismissed'
    jobdouble.fault(status=500)
    jobdouble.clear_faults()
    assert send('GET', f'{jobdouble.url}/jobs')[0] == 200


def test_the_journal_keeps_what_the_client_sent(jobdouble: World, send: Send) -> None:
    job = start(send, jobdouble, 'hold', progress=3)
    send('DELETE', f'{jobdouble.url}/jobs/{job}')
    send('DELETE', f'{jobdouble.url}/jobs/nobody')
    assert [one.status for one in jobdouble.requests()] == [201, 200, 404]
    assert [one.path for one in jobdouble.requests(method='DELETE', url_path_pattern='/jobs/n.*')] == ['/jobs/nobody']
    assert jobdouble.requests(method='POST')[0].body == '{"inputs": {"progress": 3}}'
    with pytest.raises(ControlError, match='urlPth is not a known member; did you mean url'):
        jobdouble.requests(url_pth='/jobs')


def test_a_test_waits_for_a_request_that_a_client_sends_meanwhile(jobdouble: World, send: Send) -> None:
    client = threading.Timer(0.05, send, ('GET', f'{jobdouble.url}/jobs'))
    client.start()
    assert jobdouble.wait_for(method='GET').path == '/jobs'
    client.join()
    with pytest.raises(TimeoutError, match='No such request came within 20 ms'):
        jobdouble.wait_for(method='PUT', timeout=0.02)


def test_an_async_test_waits_in_a_thread_and_is_told_so(jobdouble: World, send: Send) -> None:
    async def story() -> None:
        waiting = asyncio.create_task(asyncio.to_thread(jobdouble.wait_for, method='GET'))
        await asyncio.to_thread(send, 'GET', f'{jobdouble.url}/jobs')
        assert (await waiting).status == 200
        with pytest.raises(TimeoutError, match=r'The event loop stood still meanwhile; expected `await asyncio\.to_thread'):
            jobdouble.wait_for(method='PUT', timeout=0.02)

    asyncio.run(story())


def test_a_reset_brings_the_seed_back_and_may_bring_another(jobdouble: World) -> None:
    token = jobdouble.tokens['execute']
    jobdouble.add_job(id='mine')
    jobdouble.fault(status=500)
    jobdouble.reset()
    assert 'mine' not in {job['id'] for job in jobdouble.jobs()}
    assert jobdouble.tokens == {'execute': token, 'view': jobdouble.tokens['view']}
    jobdouble.reset({'users': [{'name': 'me', 'token': 'mine'}]})
    assert (jobdouble.jobs(), jobdouble.tokens) == ([], {'me': 'mine'})


NDVI = {
    'processDescription': {'id': 'ndvi', 'version': '1', 'outputs': {'mean': {'schema': {'type': 'number'}}}},
    'executionUnit': {'type': 'docker', 'image': 'registry.example/ndvi:1'},
}
CWL = 'cwlVersion: v1.2\nclass: CommandLineTool\nid: resize\nbaseCommand: resize\ninputs: { size: int }\noutputs: {}\n'


def test_a_process_is_deployed_replaced_and_undeployed(jobdouble: World, send: Send) -> None:
    jobdouble.configure(deploy='http')
    process = f'{jobdouble.url}/processes/ndvi'
    assert jobdouble.deployments.deploy(NDVI) | {'submitted': ''} == {
        'id': 'deployment-1',
        'process': 'ndvi',
        'action': 'deploy',
        'status': 'deployed',
        'held': False,
        'submitted': '',
    }
    with pytest.raises(ControlError, match='There is a process "ndvi" already'):
        jobdouble.deployments.deploy(NDVI)
    job = start(send, jobdouble, 'ndvi')
    assert jobdouble.deployments.replace('ndvi', {**NDVI, 'processDescription': {'id': 'ndvi', 'version': '2'}})['action'] == 'replace'
    assert send('GET', process)[1]['version'] == '2'
    jobdouble.deployments.undeploy('ndvi')
    assert (send('GET', process)[0], jobdouble.job(job)['process']) == (404, 'ndvi')
    assert jobdouble.deployments.deploy(CWL)['process'] == 'resize'
    assert jobdouble.deployments.deploy(CWL.replace('resize', 'crop').encode(), media_type='application/cwl+yaml')['process'] == 'crop'
    assert [one.method for one in jobdouble.requests(method='PUT')] == ['PUT']
    with pytest.raises(TypeError, match='package: 3 came; expected an application package as a dictionary, or CWL as text'):
        jobdouble.deployments.deploy(3)  # type: ignore[arg-type]


def test_a_queued_deployment_is_held_released_and_ended(jobdouble: World, send: Send) -> None:
    jobdouble.configure(deploy='http', deployment={'queued': 5})
    deployments = jobdouble.deployments
    queued = deployments.deploy(NDVI)['id']
    assert deployments.hold(queued)['held']
    jobdouble.advance('1d')
    assert (deployments.list()[0]['status'], send('GET', f'{jobdouble.url}/processes/ndvi')[0]) == ('queued', 404)
    assert f'The deployment {queued} (ndvi) is queued still.' in jobdouble.leaks()
    assert not deployments.release(queued)['held']
    jobdouble.advance('5s')
    assert deployments.list()[0]['status'] == 'deployed'
    failed = deployments.fail(deployments.deploy(CWL)['id'], 'No such image')
    assert (failed['status'], failed.get('reason')) == ('failed', 'No such image')
    assert deployments.finish(deployments.deploy(CWL)['id'])['status'] == 'deployed'
    with pytest.raises(ControlError, match=f'The deployment "{queued}" is deployed; only one that is queued'):
        deployments.hold(queued)


USERS = [
    {'name': 'ann', 'password': 'secret-of-ann', 'token': 'key-of-ann'},
    {'name': 'guest', 'token': 'key-of-guest', 'projects': {'1': 'view'}},
]


@pytest.mark.jobdouble(seed={'projects': [{'id': 1}], 'users': USERS}, login='bearer', login_token_lifetime=60)
def test_a_token_expires_by_the_clock_of_the_world(jobdouble: World, send: Send) -> None:
    def status(token: str) -> int:
        return send('GET', f'{jobdouble.url}/jobs', Authorization=f'Bearer {token}')[0]

    assert jobdouble.users() == USERS
    login = jobdouble.log_in('ann')
    first = login['access_token']
    assert (status(first), login['expires_in']) == (200, 60)
    jobdouble.advance('60s')
    assert status(first) == 401
    assert status(jobdouble.refresh_login(login['refresh_token'])['access_token']) == 200
    assert status(jobdouble.tokens['ann']) == 200
    with pytest.raises(JobdoubleError, match="user 'guest' has no password"):
        jobdouble.log_in('guest')
    with pytest.raises(JobdoubleError, match="user 'bob' came; expected 'ann', 'guest'"):
        jobdouble.log_in('bob')


@pytest.mark.parametrize('login', ['bearer', 'api-key'])
@pytest.mark.jobdouble(seed={'projects': [{'id': 1}], 'users': USERS}, deploy='http')
def test_a_process_is_deployed_as_a_user(jobdouble: World, login: str) -> None:
    with pytest.raises(JobdoubleError, match=r"user 'ann' came, and this world asks nobody who they are; expected configure\(login='bearer'\)"):
        jobdouble.deployments.deploy(NDVI, user='ann')
    jobdouble.configure(login=login)
    with pytest.raises(ControlError) as refused:
        jobdouble.deployments.deploy(NDVI)
    assert refused.value.status == 401
    with pytest.raises(ControlError) as refused:
        jobdouble.deployments.deploy(NDVI, user='guest')
    assert refused.value.status == 403
    assert jobdouble.deployments.deploy(NDVI, user='ann')['status'] == 'deployed'


def test_both_apis_are_served_with_the_token_of_the_world(jobdouble: World, send: Send) -> None:
    status, _ = send('DELETE', f'{jobdouble.rest_url}/JobGroup/demo-group', Authorization=f'Token {jobdouble.tokens["execute"]}')
    assert status == 200


def test_what_the_double_refuses_it_refuses_in_its_own_words(jobdouble: World) -> None:
    with pytest.raises(ControlError, match='There is no job "nobody"'):
        jobdouble.hold('nobody')
    with pytest.raises(ControlError, match='dismiss: "forget" came; expected'):
        jobdouble.configure(dismiss='forget')


def test_what_json_cannot_hold_is_refused(jobdouble: World) -> None:
    for value in ({1, 2}, float('nan')):
        with pytest.raises(JobdoubleError, match='came; expected what JSON can hold'):
            jobdouble.add_job(inputs={'value': value})


def test_a_server_that_is_gone_is_named() -> None:
    with pytest.raises(JobdoubleError, match=r'GET http://127\.0\.0\.1:1/__admin/worlds: no jobdouble answers there'):
        Server('http://127.0.0.1:1', 'http://127.0.0.1:1/__admin').control.call('GET', '/worlds')


@pytest.mark.parametrize('control', ['on', 'base-path'])
def test_a_server_of_its_own_takes_flags_and_a_base_path(send: Send, control: str) -> None:
    with serve('--dismiss', 'gone', '--base-path', '/ogc', '--control', control) as double:
        world = double.world('mine')
        job = world.add_job('hold', status='running')['id']
        assert (world.url, world.rest_url) == (double.url.replace('/ogc', '/w/mine/ogc'), f'{world.url}/rest')
        assert [send('DELETE', f'{world.url}/jobs/{job}')[0] for _ in range(2)] == [200, 410]
        world.forget()
        assert running_server(f'{double.url}/') == double
        assert [one.path for one in double.world('default').requests()] == [], 'a running double does not notice'
        with pytest.raises(JobdoubleError, match=r'OGC API – Processes does not begin there|All resources begin with /ogc/'):
            running_server(f'{double.url}/elsewhere')


ADDRESSES = [
    '127.0.0.1:8080',
    'ftp://127.0.0.1',
    'http://',
    'http://127.0.0.1:99999',
    'http://127.0.0.1:x',
    'http://127.0.0.1?x=1',
    'http://me:you@127.0.0.1',
    'http://127.0.0.1/ü',
]


def test_what_is_no_address_is_refused() -> None:
    for address in ADDRESSES:
        with pytest.raises(JobdoubleError, match='came for the address of a double that runs; expected one such as http://'):
            running_server(address)


def test_a_server_that_ends_while_it_is_used_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    launched: list[subprocess.Popen[bytes]] = []
    real = server.launch

    def launch(*args: Any) -> subprocess.Popen[bytes]:
        launched.append(real(*args))
        return launched[0]

    monkeypatch.setattr('jobdouble.server.launch', launch)
    with pytest.raises(JobdoubleError, match=r'jobdouble ended with exit code .* while it was used'), serve():
        kill(launched[0])


def kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def test_the_double_ends_with_a_process_that_was_killed(tmp_path: Path) -> None:
    program = 'import sys, time\nfrom jobdouble import serve\nwith serve() as server:\n    print(server.url, flush=True)\n    time.sleep(60)\n'
    tests = subprocess.Popen([sys.executable, '-c', program], stdout=subprocess.PIPE, text=True, cwd=tmp_path)
    with tests:
        assert tests.stdout is not None
        url = tests.stdout.readline().strip()
        running_server(url)
        tests.kill()
    with pytest.raises(JobdoubleError, match='no jobdouble answers there'):
        wait_for_end(url)


def wait_for_end(url: str) -> None:
    for _ in range(300):
        running_server(url)
        time.sleep(0.05)


def test_a_server_that_cannot_start_says_why() -> None:
    with pytest.raises(JobdoubleError, match=r'(?s)exit code 2.*--dismiss.*forget'), serve('--dismiss', 'forget'):
        pass


@pytest.mark.parametrize('flags', [('--control-key', 'secret'), ('--control-key=secret', '--control', '0')])
def test_a_server_with_a_key_and_a_control_port_is_controlled(monkeypatch: pytest.MonkeyPatch, flags: tuple[str, ...]) -> None:
    with serve(*flags) as double:
        assert double.world('mine').add_job(status='running')['status'] == 'running'
        monkeypatch.setenv('JOBDOUBLE_CONTROL_KEY', 'wrong')
        refused = 'requires its key: .* Expected it in JOBDOUBLE_CONTROL_KEY' if len(flags) == 2 else 'The control façade is not here, but at'
        with pytest.raises(JobdoubleError, match=f'{double.url} came, and its control façade cannot be used: .*{refused}'):
            running_server(double.url)


def test_a_server_without_control_is_refused() -> None:
    with pytest.raises(JobdoubleError, match='listens without a control façade'), serve('--control', 'off'):
        pass
