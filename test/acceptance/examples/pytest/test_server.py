import json
import os
import subprocess

import pytest

url = os.environ.get("SERVER_URL", "http://localhost:5000")


def checks():
    subprocess.run(["npx", "jobdouble", "check", url, "--json", "check.json"], check=False)
    with open("check.json") as file:
        return json.load(file)["checks"]


@pytest.mark.parametrize("check", checks(), ids=lambda check: check["id"])
def test_server(check):
    if check["verdict"] == "skipped":
        pytest.skip(check["detail"])
    assert check["verdict"] == "passed" or check["level"] != "must", check["detail"]
