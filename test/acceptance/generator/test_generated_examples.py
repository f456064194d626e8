"""The examples on the generated pages, run as they stand there but for the address and the id that a reader fills in."""
import contextlib
import io
import os
import re
import unittest

import ogcapi_processes_client as generated
from double import EXECUTE, URL, hold, launch

PAGES = os.path.join(os.path.dirname(os.path.dirname(generated.__file__)), 'docs')


class Examples(unittest.TestCase):
    def run_example(self, page, operation, job):
        with open(os.path.join(PAGES, page)) as text:
            code = re.search(rf'# \*\*{operation}\*\*\n.*?```python\n(.*?)```', text.read(), re.S)[1]
        code = re.sub('host = ".*?"', f'host = "{URL}"', code)
        code = re.sub(r"'\w+_example'", repr(job), code)
        os.environ['API_KEY'] = EXECUTE
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(code, {'os': os})  # The generator forgets this one import.
        self.assertNotIn('Exception when calling', printed.getvalue())
        return printed.getvalue()

    def test_the_example_of_dismiss_prints_a_dismissed_job(self):
        self.assertIn('dismissed', self.run_example('DismissApi.md', 'dismiss', hold()))

    def test_the_example_of_delete_job_prints_its_message(self):
        (uid,), _ = launch()
        self.assertIn(f'{uid} deleted!', self.run_example('JobApi.md', 'delete_job', uid))

    def test_the_example_of_delete_job_group_prints_its_message(self):
        _, group = launch()
        self.assertIn(f'{group} deleted!', self.run_example('JobApi.md', 'delete_job_group', group))
