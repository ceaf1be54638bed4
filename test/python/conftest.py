"""Starts a Toolgate with its identity provider, as `npx toolgate serve` does, for boto3 and the AWS CLI."""

import json
import os
import pathlib
import socket
import subprocess
import urllib.parse
import urllib.request

import boto3
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
REFUND = ROOT / "examples" / "refund"

CONFIG = """
idp: true
functions:
  - name: RefundProcessor
    module: {handler}
  - name: ClaimsOfClients
    module: {claims}
identities:
  clients:
    - client_id: agent
      client_secret: agent-secret
      scopes: ["refunds:write"]
      claims: {{ username: refund-agent }}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(folder):
    config = folder / "toolgate.yaml"
    config.write_text(CONFIG.format(handler=REFUND / "refund-processor.mjs", claims=REFUND / "claims-of-clients.mjs"))
    port = free_port()
    command = ["node", "packages/cli/bin/toolgate.mjs", "serve"]
    command += ["--port", str(port), "--data", str(folder / "data"), "--config", str(config)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    line = server.stdout.readline().strip()
    assert line == f"toolgate listening on http://127.0.0.1:{port}", line
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    assert server.wait(timeout=30) == 0, "SIGTERM must drain and exit 0"


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory):
    yield from serve(tmp_path_factory.mktemp("toolgate"))


@pytest.fixture(scope="session")
def keyed(tmp_path_factory):
    """A Toolgate whose callers have to sign, and the key of its operator."""
    folder = tmp_path_factory.mktemp("keyed")
    (folder / "data").mkdir(mode=0o700)
    command = ["node", "packages/cli/bin/toolgate.mjs", "keys", "create", "--json", "--data", str(folder / "data")]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    for endpoint in serve(folder):
        yield endpoint, json.loads(made.stdout)


@pytest.fixture(scope="session")
def control(endpoint):
    return boto3.client(
        "bedrock-agentcore-control",
        endpoint_url=endpoint,
        region_name="us-west-2",
        aws_access_key_id="AKIDBOTO",
        aws_secret_access_key="secret",
    )


@pytest.fixture(scope="session")
def aws_cli(endpoint):
    environment = {
        **os.environ,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "AKIDCLI",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-west-2",
        "AWS_PAGER": "",
    }

    def run(*arguments):
        command = [str(pathlib.Path(os.sys.executable).parent / "aws"), "bedrock-agentcore-control", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)

    return run


@pytest.fixture(scope="session")
def token(endpoint):
    form = {
        "grant_type": "client_credentials",
        "client_id": "agent",
        "client_secret": "agent-secret",
        "scope": "refunds:write",
    }
    request = urllib.request.Request(f"{endpoint}/idp/token", data=urllib.parse.urlencode(form).encode())
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)["access_token"]
