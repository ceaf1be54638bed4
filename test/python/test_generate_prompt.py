"""`npx toolgate policy generate --apply` in a terminal of its own: what it asks, and what each answer does."""

import os
import pathlib
import pty
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = {
    "name": "book_room",
    "description": "Books a meeting room",
    "inputSchema": {"type": "object", "properties": {"seats": {"type": "integer"}}, "required": ["seats"]},
}


def verifies(_id):
    """Names the requirement a test verifies, as the TypeScript tests do."""
    return lambda test: test


@pytest.fixture(scope="module")
def rooms(control, endpoint):
    engine = control.create_policy_engine(name="PromptEngine")
    gateway = control.create_gateway(
        name="prompt-gateway",
        roleArn="arn:aws:iam::123456789012:role/GatewayRole",
        protocolType="MCP",
        authorizerType="CUSTOM_JWT",
        authorizerConfiguration={
            "customJWTAuthorizer": {"discoveryUrl": f"{endpoint}/idp/.well-known/openid-configuration"}
        },
        policyEngineConfiguration={"arn": engine["policyEngineArn"], "mode": "ENFORCE"},
    )
    lambda_target = {
        "lambdaArn": "arn:aws:lambda:us-west-2:123456789012:function:Rooms",
        "toolSchema": {"inlinePayload": [TOOL]},
    }
    control.create_gateway_target(
        gatewayIdentifier=gateway["gatewayId"],
        name="Rooms",
        targetConfiguration={"mcp": {"lambda": lambda_target}},
        credentialProviderConfigurations=[{"credentialProviderType": "GATEWAY_IAM_ROLE"}],
    )
    return engine["policyEngineId"]


def in_a_terminal(endpoint, answer):
    """The exit code, and all that the terminal showed."""
    ours, theirs = pty.openpty()
    command = ["node", "packages/cli/bin/toolgate.mjs", "policy", "generate", "Allow users to book rooms for up to 8 seats"]
    command += ["--gateway", "prompt-gateway", "--url", endpoint, "--apply"]
    process = subprocess.Popen(command, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    shown = b""
    answered = False
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
        if not answered and b"[y/N]" in shown:
            os.write(ours, answer.encode() + b"\r")
            answered = True
    os.close(ours)
    assert answered, shown.decode()
    return process.wait(timeout=60), shown.decode()


@verifies("generations.cli-apply")
@pytest.mark.parametrize("answer", ["n", "", "yess"])
def test_nothing_is_created_without_a_yes(rooms, endpoint, control, answer):
    code, shown = in_a_terminal(endpoint, answer)
    assert f"Create this policy in {rooms}? [y/N]" in shown
    assert "Nothing was created." in shown
    assert code == 0
    assert control.list_policies(policyEngineId=rooms)["policies"] == []


@verifies("generations.cli-apply")
def test_a_yes_creates_the_policy(rooms, endpoint, control):
    code, shown = in_a_terminal(endpoint, "y")
    assert code == 0, shown
    [policy] = control.list_policies(policyEngineId=rooms)["policies"]
    assert policy["status"] == "ACTIVE"
    assert f"{policy['policyId']} ACTIVE" in " ".join(shown.split())
