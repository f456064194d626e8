"""What uses a client: starts one job for each scene, gives up those that others wait for, and collects what came of the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from job_client import JobClient, JobFailed, ResultsExpired


@dataclass
class Nightly:
    client: JobClient
    jobs: dict[str, str] = field(default_factory=dict)

    def start(self, scenes: Iterable[str]) -> None:
        for scene in scenes:
            self.jobs[scene] = self.client.execute('ndvi', scene=scene)

    def unfinished(self) -> list[str]:
        return [job['jobID'] for job in self.client.jobs() if job['status'] in ('accepted', 'running')]

    def cancel_all(self) -> int:
        return sum(self.client.cancel(job) for job in self.unfinished())

    def collect(self) -> dict[str, Any]:
        return {scene: self._outcome(job) for scene, job in self.jobs.items()}

    def _outcome(self, job: str) -> Any:
        try:
            status = self.client.wait(job)
            return self.client.results(job)['mean'] if status['status'] == 'successful' else status['status']
        except JobFailed as failure:
            return f'failed: {failure}'
        except ResultsExpired:
            return 'expired'
