"""A gateway's log and spans through boto3 and the AWS CLI, and the set-up that AWS's Python client makes for them."""

import json
import os
import pathlib
import subprocess
import urllib.request

import boto3
import pytest

TOOL = {
    "name": "process_refund",
    "description": "Process customer refund",
    "inputSchema": {"type": "object", "properties": {"amount": {"type": "integer"}}},
}


def verifies(_id):
    """Names the requirement a test verifies, as the TypeScript tests do."""
    return lambda test: test


@pytest.fixture(scope="session")
def gateway(control, endpoint, token):
    engine = control.create_policy_engine(name="LogsEngine")
    made = control.create_gateway(
        name="logs-gateway",
        roleArn="arn:aws:iam::123456789012:role/GatewayRole",
        protocolType="MCP",
        authorizerType="CUSTOM_JWT",
        authorizerConfiguration={
            "customJWTAuthorizer": {
                "discoveryUrl": f"{endpoint}/idp/.well-known/openid-configuration",
                "allowedClients": ["agent"],
            }
        },
        policyEngineConfiguration={"arn": engine["policyEngineArn"], "mode": "ENFORCE"},
    )
    control.create_gateway_target(
        gatewayIdentifier=made["gatewayId"],
        name="RefundTarget",
        targetConfiguration={
            "mcp": {
                "lambda": {
                    "lambdaArn": "arn:aws:lambda:us-west-2:123456789012:function:RefundProcessor",
                    "toolSchema": {"inlinePayload": [TOOL]},
                }
            }
        },
        credentialProviderConfigurations=[{"credentialProviderType": "GATEWAY_IAM_ROLE"}],
    )
    body = {
        "jsonrpc": "2.0",
        "id": 41,
        "method": "tools/call",
        "params": {"name": "RefundTarget___process_refund", "arguments": {"amount": 5}},
    }
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept": "*/*"}
    request = urllib.request.Request(made["gatewayUrl"], data=json.dumps(body).encode(), headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert json.load(answer)["result"]["isError"] is True
        return {**made, "request_id": answer.headers["x-amzn-requestid"]}


@pytest.fixture(scope="session")
def logs(endpoint):
    return boto3.client(
        "logs",
        endpoint_url=endpoint,
        region_name="us-west-2",
        aws_access_key_id="AKIDBOTO",
        aws_secret_access_key="secret",
    )


def group_of(gateway):
    return f"/aws/vendedlogs/bedrock-agentcore/gateway/APPLICATION_LOGS/{gateway['gatewayId']}"


@verifies("telemetry.logs.clients")
def test_boto3_reads_a_denial_page_by_page(logs, gateway):
    pages = logs.get_paginator("filter_log_events").paginate(
        logGroupName=group_of(gateway), PaginationConfig={"PageSize": 1}
    )
    records = [json.loads(event["message"]) for page in pages for event in page["events"]]
    assert [record["body"]["log"] for record in records] == [
        "Started processing request",
        "Policy evaluation denied request",
        "Tool Execution Denied: Tool call not allowed due to policy enforcement"
        " [Policy evaluation denied due to no determining policies]",
    ]
    assert {record["request_id"] for record in records} == {gateway["request_id"]}
    assert {record["body"]["id"] for record in records} == {"41"}
    assert records[1]["body"]["policy"]["principal"]["entityType"] == "AgentCore::OAuthUser"


@verifies("telemetry.logs.clients")
def test_the_observability_step_of_the_python_client_is_answered(logs, gateway):
    """The calls of the toolkit's helper, in its order."""
    group, name = group_of(gateway), gateway["gatewayId"]
    logs.create_log_group(logGroupName=group)
    source = logs.put_delivery_source(
        name=f"{name}-logs-source", logType="APPLICATION_LOGS", resourceArn=gateway["gatewayArn"]
    )
    traces = logs.put_delivery_source(
        name=f"{name}-traces-source", logType="TRACES", resourceArn=gateway["gatewayArn"]
    )
    to_logs = logs.put_delivery_destination(
        name=f"{name}-logs-destination",
        deliveryDestinationType="CWL",
        deliveryDestinationConfiguration={
            "destinationResourceArn": f"arn:aws:logs:us-west-2:123456789012:log-group:{group}"
        },
    )
    to_xray = logs.put_delivery_destination(name=f"{name}-traces-destination", deliveryDestinationType="XRAY")
    for from_source, to in ((source, to_logs), (traces, to_xray)):
        made = logs.create_delivery(
            deliverySourceName=from_source["deliverySource"]["name"],
            deliveryDestinationArn=to["deliveryDestination"]["arn"],
        )
        assert made["delivery"]["id"]
    with pytest.raises(logs.exceptions.ResourceAlreadyExistsException):
        logs.create_log_group(logGroupName=group)
    with pytest.raises(logs.exceptions.ConflictException):
        logs.delete_delivery_source(name=f"{name}-logs-source")


@verifies("telemetry.logs.clients")
def test_the_cli_filters_and_tails(endpoint, gateway):
    environment = {
        **os.environ,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "AKIDCLI",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-west-2",
        "AWS_PAGER": "",
    }

    def aws(*arguments):
        command = [str(pathlib.Path(os.sys.executable).parent / "aws"), "logs", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)

    found = aws(
        *("filter-log-events", "--log-group-name", group_of(gateway)),
        *("--filter-pattern", "{ $.body.isError = true && $.severityNumber >= 17 }"),
    )
    assert found.returncode == 0, found.stderr
    events = json.loads(found.stdout)["events"]
    assert [json.loads(event["message"])["body"]["isError"] for event in events] == [True, True]

    spans = aws("filter-log-events", "--log-group-name", "aws/spans", "--filter-pattern", gateway["request_id"])
    names = [json.loads(event["message"])["name"] for event in json.loads(spans.stdout)["events"]]
    assert names == ["AgentCore.Gateway.InvokeTool", "AgentCore.Policy.AuthorizeAction"]

    tailed = aws("tail", group_of(gateway), "--since", "1h", "--format", "short")
    if "Invalid choice" not in tailed.stderr and "invalid choice" not in tailed.stderr:
        assert tailed.returncode == 0, tailed.stderr
        assert "Tool Execution Denied" in tailed.stdout
