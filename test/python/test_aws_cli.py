"""The AWS CLI, unchanged but for AWS_ENDPOINT_URL."""

import json


def verifies(_id):
    """Names the requirement a test verifies, as the TypeScript tests do."""
    return lambda test: test


@verifies("clients.aws-cli")
def test_the_cli_creates_reads_lists_and_deletes(aws_cli):
    created = aws_cli("create-policy-engine", "--name", "CliEngine", "--tags", "team=payments")
    assert created.returncode == 0, created.stderr
    engine = json.loads(created.stdout)
    assert engine["status"] == "ACTIVE"
    read = json.loads(aws_cli("get-policy-engine", "--policy-engine-id", engine["policyEngineId"]).stdout)
    assert read["policyEngineArn"] == engine["policyEngineArn"]
    tags = json.loads(aws_cli("list-tags-for-resource", "--resource-arn", engine["policyEngineArn"]).stdout)
    assert tags["tags"] == {"team": "payments"}
    listed = json.loads(aws_cli("list-policy-engines", "--query", "policyEngines[].name").stdout)
    assert "CliEngine" in listed
    assert aws_cli("delete-policy-engine", "--policy-engine-id", engine["policyEngineId"]).returncode == 0
    gone = aws_cli("get-policy-engine", "--policy-engine-id", engine["policyEngineId"])
    assert gone.returncode != 0
    assert "ResourceNotFoundException" in gone.stderr


@verifies("clients.aws-cli-errors")
def test_the_cli_shows_what_is_not_built_yet(aws_cli):
    refused = aws_cli("list-gateway-rules", "--gateway-identifier", "some-gateway-0123456789")
    assert refused.returncode != 0
    assert "ListGatewayRules" in refused.stderr
    assert "not built yet" in refused.stderr
