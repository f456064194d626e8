"""A client as people write them for OGC API – Processes: small, with requests, polling."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import requests


class JobFailed(Exception):
    pass


class ResultsExpired(Exception):
    pass


class JobClient:
    def __init__(self, url: str, sleep: Callable[[float], object] = time.sleep) -> None:
        self.url = url
        self.sleep = sleep
        self.session = requests.Session()

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        url = path if path.startswith('http') else f'{self.url}{path}'
        return self.session.request(method, url, timeout=20, **options)

    def jobs(self) -> Iterator[dict[str, Any]]:
        page: str | None = '/jobs?limit=2'
        while page:
            answer = self._json(self.request('GET', page))
            yield from answer['jobs']
            page = next((link['href'] for link in answer['links'] if link['rel'] == 'next'), None)

    def execute(self, process: str, **inputs: Any) -> str:
        answer = self.request(
            'POST', f'/processes/{process}/execution', json={'inputs': inputs, 'response': 'document'}, headers={'Prefer': 'respond-async'}
        )
        return str(self._json(answer)['jobID'])

    def wait(self, job: str) -> dict[str, Any]:
        while True:
            status = self._json(self.request('GET', f'/jobs/{job}'))
            if status['status'] == 'failed':
                raise JobFailed(status['message'])
            if status['status'] not in ('accepted', 'running'):
                return status
            self.sleep(5)

    def results(self, job: str) -> dict[str, Any]:
        answer = self.request('GET', f'/jobs/{job}/results')
        if answer.status_code == 410:
            raise ResultsExpired(job)
        return self._json(answer)

    def cancel(self, job: str) -> bool:
        answer = self.request('DELETE', f'/jobs/{job}')
        if answer.status_code in (404, 410):
            return False
        return bool(self._json(answer)['status'] == 'dismissed')

    @staticmethod
    def _json(answer: requests.Response) -> dict[str, Any]:
        answer.raise_for_status()
        return dict(answer.json())
