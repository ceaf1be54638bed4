"""Policies from plain language, through boto3 and the published starter toolkit."""

import pytest
from botocore.exceptions import ClientError

REGION = "us-west-2"
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


@pytest.fixture(scope="module")
def refunds(control, endpoint):
    engine = control.create_policy_engine(name="GenerationEngine")
    gateway = control.create_gateway(
        name="generation-gateway",
        roleArn="arn:aws:iam::123456789012:role/GatewayRole",
        protocolType="MCP",
        authorizerType="CUSTOM_JWT",
        authorizerConfiguration={
            "customJWTAuthorizer": {"discoveryUrl": f"{endpoint}/idp/.well-known/openid-configuration"}
        },
        policyEngineConfiguration={"arn": engine["policyEngineArn"], "mode": "ENFORCE"},
    )
    control.create_gateway_target(
        gatewayIdentifier=gateway["gatewayId"],
        name="RefundTool",
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
    return engine, gateway


@pytest.fixture(scope="module")
def policy_client(endpoint):
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL", endpoint)
        environment.setenv("AWS_ACCESS_KEY_ID", "AKIDTOOLKIT")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        from bedrock_agentcore_starter_toolkit.operations.policy import PolicyClient

        yield PolicyClient(region_name=REGION)


@verifies("generations.sdk")
def test_the_guide_generates_a_policy(policy_client, refunds):
    policy_engine, gateway = refunds
    result = policy_client.generate_policy(
        policy_engine_id=policy_engine["policyEngineId"],
        name="refund_policy",
        resource={"arn": gateway["gatewayArn"]},
        content={"rawText": "Allow refunds for amounts less than $500"},
        fetch_assets=True,
    )
    statements = [asset["definition"]["cedar"]["statement"] for asset in result.get("generatedPolicies", [])]
    assert len(statements) == 1
    assert "permit" in statements[0]
    assert f'AgentCore::Gateway::"{gateway["gatewayArn"]}"' in statements[0]
    assert "context.input.amount < 500" in statements[0]
    [asset] = result["generatedPolicies"]
    assert [finding["type"] for finding in asset["findings"]] == ["VALID"]


@verifies("generations.refused")
def test_a_name_with_hyphens_is_the_pitfall_of_the_guide(policy_client, refunds):
    policy_engine, gateway = refunds
    with pytest.raises(Exception, match="ValidationException|failed to satisfy constraint|pattern"):
        policy_client.generate_policy(
            policy_engine_id=policy_engine["policyEngineId"],
            name="refund-policy-v1",
            resource={"arn": gateway["gatewayArn"]},
            content={"rawText": "Allow refunds for amounts less than $500"},
        )


@verifies("generations.lifecycle")
def test_boto3_waits_lists_and_promotes(control, refunds):
    policy_engine, gateway = refunds
    engine_id = policy_engine["policyEngineId"]
    started = control.start_policy_generation(
        policyEngineId=engine_id,
        name="by_boto3",
        resource={"arn": gateway["gatewayArn"]},
        content={"rawText": "Block users from refunding when the amount exceeds 1000"},
    )
    assert started["status"] == "GENERATING"
    by = {"policyEngineId": engine_id, "policyGenerationId": started["policyGenerationId"]}
    control.get_waiter("policy_generation_completed").wait(**by, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
    pages = control.get_paginator("list_policy_generation_assets").paginate(**by)
    [asset] = [asset for page in pages for asset in page["policyGenerationAssets"]]
    named = {
        "policyGenerationId": started["policyGenerationId"],
        "policyGenerationAssetId": asset["policyGenerationAssetId"],
    }
    policy = control.create_policy(policyEngineId=engine_id, name="by_boto3", definition={"policyGeneration": named})
    assert policy["definition"] == asset["definition"]
    with pytest.raises(ClientError) as missing:
        control.get_policy_generation(policyEngineId=engine_id, policyGenerationId="nothing_here-0123456789")
    assert missing.value.response["Error"]["Code"] == "ResourceNotFoundException"
