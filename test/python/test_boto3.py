"""boto3 through the refund story and the control plane's rules, unchanged but for its endpoint."""

import json
import urllib.request

import pytest

GATEWAY_NAME = "boto-gateway"
TOOL = {
    "name": "process_refund",
    "description": "Process customer refund",
    "inputSchema": {
        "type": "object",
        "properties": {"orderId": {"type": "string"}, "amount": {"type": "integer"}},
        "required": ["orderId", "amount"],
    },
}


def verifies(_id):
    """Names the requirement a test verifies, as the TypeScript tests do."""
    return lambda test: test


def call(url, token, amount):
    body = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "RefundTarget___process_refund", "arguments": {"orderId": "1", "amount": amount}},
    }
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept": "*/*"}
    request = urllib.request.Request(url, data=json.dumps(body).encode(), headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["result"]


@verifies("clients.boto3")
def test_the_refund_story_runs_through_boto3(control, endpoint, token):
    engine = control.create_policy_engine(name="BotoEngine", description="refunds")
    engine_id = engine["policyEngineId"]
    control.get_waiter("policy_engine_active").wait(policyEngineId=engine_id)

    gateway = control.create_gateway(
        name=GATEWAY_NAME,
        roleArn="arn:aws:iam::123456789012:role/GatewayRole",
        protocolType="MCP",
        authorizerType="CUSTOM_JWT",
        authorizerConfiguration={
            "customJWTAuthorizer": {"discoveryUrl": f"{endpoint}/idp/.well-known/openid-configuration"}
        },
        policyEngineConfiguration={"arn": engine["policyEngineArn"], "mode": "ENFORCE"},
    )
    gateway_id = gateway["gatewayId"]
    target = control.create_gateway_target(
        gatewayIdentifier=gateway_id,
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
    statement = (
        "permit(principal is AgentCore::OAuthUser, "
        'action == AgentCore::Action::"RefundTarget___process_refund", '
        f'resource == AgentCore::Gateway::"{gateway["gatewayArn"]}") '
        'when { principal.hasTag("username") && principal.getTag("username") == "refund-agent" '
        "&& context.input.amount < 500 };"
    )
    policy = control.create_policy(
        policyEngineId=engine_id, name="RefundUnder500", definition={"cedar": {"statement": statement}}
    )
    control.get_waiter("policy_active").wait(policyEngineId=engine_id, policyId=policy["policyId"])
    assert control.get_policy(policyEngineId=engine_id, policyId=policy["policyId"])["definition"] == {
        "cedar": {"statement": statement}
    }

    allowed = call(gateway["gatewayUrl"], token, 450)
    assert allowed["isError"] is False
    assert json.loads(allowed["content"][0]["text"])["refunded"] == 450
    denied = call(gateway["gatewayUrl"], token, 750)
    assert denied["isError"] is True
    assert denied["content"][0]["text"] == (
        "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement "
        "[Policy evaluation denied due to no determining policies]"
    )

    pages = control.get_paginator("list_policies").paginate(policyEngineId=engine_id, PaginationConfig={"PageSize": 1})
    assert [p["policyId"] for page in pages for p in page["policies"]] == [policy["policyId"]]

    with pytest.raises(control.exceptions.ConflictException):
        control.delete_policy_engine(policyEngineId=engine_id)
    control.delete_policy(policyEngineId=engine_id, policyId=policy["policyId"])
    control.get_waiter("policy_deleted").wait(policyEngineId=engine_id, policyId=policy["policyId"])
    control.delete_gateway_target(gatewayIdentifier=gateway_id, targetId=target["targetId"])
    control.delete_gateway(gatewayIdentifier=gateway_id)
    control.delete_policy_engine(policyEngineId=engine_id)
    control.get_waiter("policy_engine_deleted").wait(policyEngineId=engine_id)


@verifies("clients.boto3-errors")
def test_errors_come_as_boto3_models_them(control):
    with pytest.raises(control.exceptions.ResourceNotFoundException) as missing:
        control.get_policy_engine(policyEngineId="nothing_here-0123456789")
    assert missing.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404
    assert missing.value.response["ResponseMetadata"]["RequestId"]
    with pytest.raises(control.exceptions.ValidationException) as invalid:
        control.create_policy_engine(name="has-a-hyphen")
    assert invalid.value.response["Error"]["Message"] == (
        "1 validation error detected. Value at '/name' failed to satisfy constraint: "
        "Member must satisfy regular expression pattern: ^[A-Za-z][A-Za-z0-9_]*$"
    )
    assert invalid.value.response["fieldList"][0]["name"] == "name"
    control.create_policy_engine(name="Twice")
    with pytest.raises(control.exceptions.ConflictException):
        control.create_policy_engine(name="Twice")
