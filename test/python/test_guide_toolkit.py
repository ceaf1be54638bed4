"""The policy integration guide through the published starter toolkit and boto3, with nothing set but AWS_ENDPOINT_URL.

Where a line had to differ from the printed guide, a comment says `differs`, and docs/guide/python-toolkit.md why.
"""

import asyncio
import json
import time
import urllib.request

import boto3
import httpx
import pytest

REGION = "us-west-2"
FUNCTIONS = f"arn:aws:lambda:{REGION}:123456789012:function"
GATEWAYS = f"arn:aws:bedrock-agentcore:{REGION}:123456789012:gateway"


def verifies(_id):
    """Names the requirement a test verifies, as the TypeScript tests do."""
    return lambda test: test


def scope(action, gateway, principal="principal is AgentCore::OAuthUser"):
    return (
        f'({principal}, action == AgentCore::Action::"{action}", '
        f'resource == AgentCore::Gateway::"{GATEWAYS}/{gateway}")'
    )


REFUND = scope("RefundTarget___process_refund", "refund-gateway")
TRANSFER = scope("PaymentTarget___transfer_funds", "payment")

refund_policy = f"""
permit{REFUND}
when {{
  principal.hasTag("username") && principal.getTag("username") == "refund-agent" && context.input.amount < 500
}};
"""

emergency_policy = f"""
forbid{scope("RefundTarget___process_refund", "refund-gateway", "principal")};
"""

REFUND_TOOL = {
    "name": "process_refund",
    "description": "Process customer refund",
    "inputSchema": {
        "type": "object",
        "properties": {"orderId": {"type": "string"}, "amount": {"type": "integer"}, "reason": {"type": "string"}},
        "required": ["orderId", "amount"],
    },
}


@pytest.fixture(scope="module")
def toolkit(endpoint):
    """The toolkit's clients as the guide makes them; sleeps, which only wait for AWS, take no time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", endpoint)
        patch.setenv("AWS_ACCESS_KEY_ID", "AKIDTOOLKIT")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_DEFAULT_REGION", REGION)
        patch.setattr(time, "sleep", lambda _seconds: None)
        from bedrock_agentcore_starter_toolkit.operations.gateway.client import GatewayClient
        from bedrock_agentcore_starter_toolkit.operations.policy import PolicyClient

        yield PolicyClient(region_name=REGION), GatewayClient(region_name=REGION)


def authorizer(gateway_client, endpoint, name):
    """The toolkit's Cognito helper, and the two lines that the guide lacks."""
    cognito = gateway_client.create_oauth_authorizer_with_cognito(name)
    pool_id = cognito["client_info"]["user_pool_id"]
    # differs: the toolkit makes AWS's host name of the domain, whatever AWS_ENDPOINT_URL says.
    discovery = f"{endpoint}/cognito/{pool_id}/.well-known/openid-configuration"
    with urllib.request.urlopen(discovery, timeout=10) as answer:
        cognito["client_info"]["token_endpoint"] = json.load(answer)["token_endpoint"]
    # differs: a client's own token has no username unless a function puts it there.
    boto3.client("cognito-idp").update_user_pool(
        UserPoolId=pool_id,
        LambdaConfig={
            "PreTokenGenerationConfig": {"LambdaVersion": "V3_0", "LambdaArn": f"{FUNCTIONS}:ClaimsOfClients"}
        },
    )
    return cognito


def let_role_ask_engines():
    """What the toolkit's role lacks, as attaching an engine and the gateway's status say."""
    # differs: the toolkit's role may neither ask policy engines nor call other functions than its own; it may not at AWS either.
    engines = f"arn:aws:bedrock-agentcore:{REGION}:123456789012:policy-engine/*"
    statements = [
        {
            "Sid": "EvaluatePoliciesForGateway",
            "Effect": "Allow",
            "Action": ["bedrock-agentcore:AuthorizeAction", "bedrock-agentcore:PartiallyAuthorizeActions"],
            "Resource": [f"{GATEWAYS}/*", engines],
        },
        {
            "Sid": "GetPolicyEngineForValidation",
            "Effect": "Allow",
            "Action": ["bedrock-agentcore:GetPolicyEngine"],
            "Resource": [engines],
        },
        {"Effect": "Allow", "Action": ["lambda:InvokeFunction"], "Resource": [f"{FUNCTIONS}:*"]},
    ]
    boto3.client("iam").put_role_policy(
        RoleName="AgentCoreGatewayExecutionRole",
        PolicyName="AskPolicyEngines",
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": statements}),
    )


def call_gateway_tool(gateway_url, token, tool, args):
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": args}}
    response = httpx.post(gateway_url, headers={"Authorization": f"Bearer {token}"}, json=body)
    # differs: isError stands inside the JSON-RPC answer's result.
    return response.json()["result"]


def run_policy_suite(gateway_url, test_cases):
    """The guide's test_policy_suite."""
    results = []
    for test in test_cases:
        response = call_gateway_tool(gateway_url, test["token"], test["tool"], test["args"])
        results.append(
            {
                "test": test["name"],
                "expected": test["expected"],
                "actual": "ALLOW" if not response.get("isError") else "DENY",
                "passed": (not response.get("isError")) == (test["expected"] == "ALLOW"),
            }
        )
    return results


@pytest.fixture(scope="module")
def refund_system(toolkit, endpoint):
    """Steps 1 to 3."""
    policy_client, gateway_client = toolkit
    policy_engine = policy_client.create_or_get_policy_engine(
        name="RefundPolicyEngine", description="Policy engine for refund processing authorization"
    )
    policy_client.create_policy(
        policy_engine_id=policy_engine["policyEngineId"],
        name="RefundUnder500Policy",
        definition={"cedar": {"statement": refund_policy}},
        validation_mode="FAIL_ON_ANY_FINDINGS",
    )
    cognito = authorizer(gateway_client, endpoint, "refund-gateway")
    gateway = gateway_client.create_mcp_gateway(
        name="refund-gateway",
        role_arn=None,
        authorizer_config=cognito["authorizer_config"],
        enable_semantic_search=False,
    )
    gateway_client.create_mcp_gateway_target(
        gateway=gateway,
        # differs: the guide's policy says RefundTarget, and its target is called RefundTool.
        name="RefundTarget",
        target_type="lambda",
        target_payload={
            "lambdaArn": f"{FUNCTIONS}:RefundProcessor",
            "toolSchema": {"inlinePayload": [REFUND_TOOL]},
        },
        credentials=None,
    )
    let_role_ask_engines()
    gateway_client.update_gateway_policy_engine(
        gateway_identifier=gateway["gatewayId"], policy_engine_arn=policy_engine["policyEngineArn"], mode="ENFORCE"
    )
    return policy_engine, gateway, cognito


@verifies("clients.toolkit-guide")
def test_steps_1_to_4_allow_450_and_deny_750(toolkit, refund_system):
    _, gateway_client = toolkit
    _, gateway, cognito = refund_system

    async def test_refund_policy():
        token = gateway_client.get_access_token_for_cognito(cognito["client_info"])
        answers = []
        for number, amount in ((1, 450), (2, 750)):
            response = await httpx.AsyncClient().post(
                gateway["gatewayUrl"],
                headers={"Authorization": f"Bearer {token}"},
                json={
                    "jsonrpc": "2.0",
                    "id": number,
                    "method": "tools/call",
                    "params": {
                        # differs: the guide calls RefundTool__process_refund, with two underscores.
                        "name": "RefundTarget___process_refund",
                        "arguments": {"orderId": "12345", "amount": amount, "reason": "Defective product"},
                    },
                },
            )
            answers.append(response.json()["result"])
        return answers

    allowed, denied = asyncio.run(test_refund_policy())
    assert allowed["isError"] is False
    assert json.loads(allowed["content"][0]["text"])["refunded"] == 450
    assert denied["isError"] is True
    assert denied["content"][0]["text"] == (
        "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement "
        "[Policy evaluation denied due to no determining policies]"
    )
    token = gateway_client.get_access_token_for_cognito(cognito["client_info"])
    refund = lambda name, amount, expected: {  # noqa: E731
        "name": name,
        "token": token,
        "tool": "RefundTarget___process_refund",
        "args": {"orderId": "1", "amount": amount},
        "expected": expected,
    }
    results = run_policy_suite(
        gateway["gatewayUrl"], [refund("small", 499, "ALLOW"), refund("limit", 500, "DENY")]
    )
    assert [(result["test"], result["actual"], result["passed"]) for result in results] == [
        ("small", "ALLOW", True),
        ("limit", "DENY", True),
    ]


@verifies("clients.toolkit-guide")
def test_log_only_lets_everything_through(toolkit, refund_system, endpoint):
    _, gateway_client = toolkit
    policy_engine, _, _ = refund_system
    cognito = authorizer(gateway_client, endpoint, "test-gateway")
    gateway = gateway_client.create_mcp_gateway(
        name="test-gateway", role_arn=None, authorizer_config=cognito["authorizer_config"], enable_semantic_search=False
    )
    gateway_client.create_mcp_gateway_target(
        gateway=gateway,
        name="TestTarget",
        target_type="lambda",
        # differs: boto3 itself refuses a Lambda target without a toolSchema.
        target_payload={
            "lambdaArn": f"{FUNCTIONS}:RefundProcessor",
            "toolSchema": {"inlinePayload": [REFUND_TOOL]},
        },
        credentials=None,
    )
    let_role_ask_engines()
    gateway_client.update_gateway_policy_engine(
        gateway_identifier=gateway["gatewayId"], policy_engine_arn=policy_engine["policyEngineArn"], mode="LOG_ONLY"
    )
    token = gateway_client.get_access_token_for_cognito(cognito["client_info"])
    answer = call_gateway_tool(
        gateway["gatewayUrl"], token, "TestTarget___process_refund", {"orderId": "1", "amount": 750}
    )
    assert answer["isError"] is False
    gateway_client.cleanup_gateway(gateway["gatewayId"], cognito["client_info"])
    assert gateway_client.get_gateway(name="test-gateway")["status"] == "error"


PATTERNS = {
    "cedar_policy": (
        f'permit{TRANSFER} when {{ principal.hasTag("scope") && '
        'principal.getTag("scope") like "*payment:process*" && context.input.amount < 10000 };'
    ),
    "premium_policy": (
        f'permit{TRANSFER} when {{ principal.hasTag("tier") && '
        'principal.getTag("tier") == "premium" && context.input.amount < 50000 };'
    ),
    "standard_policy": (
        f'permit{TRANSFER} when {{ principal.hasTag("tier") && '
        'principal.getTag("tier") == "standard" && context.input.amount < 10000 };'
    ),
    "regional_policy": (
        f'permit{scope("ShippingTarget___calculate_rate", "shipping")} '
        'when { context.input has region && ["US", "CA", "UK"].contains(context.input.region) };'
    ),
    "manager_policy": (
        f'permit{scope("DecisionTarget___approve_decision", "decision")} when {{ principal.hasTag("role") && '
        '["manager", "director"].contains(principal.getTag("role")) && context.input.amount > 100000 };'
    ),
    "required_description_policy": (
        f'forbid{scope("InsuranceTarget___file_claim", "insurance")} unless {{ context.input has description }};'
    ),
    "emergency_shutdown": "forbid(principal, action, resource);",
    "disable_tool": f'forbid{scope("PaymentTarget___transfer_funds", "payment", "principal")};',
    "block_user": (
        "forbid(principal is AgentCore::OAuthUser, action, resource) when { "
        'principal.hasTag("username") && principal.getTag("username") == "suspended-user" };'
    ),
}

PATTERN_TOOLS = {
    "payment": ("PaymentTarget", "transfer_funds", {"amount": "integer"}, ["amount"]),
    "shipping": ("ShippingTarget", "calculate_rate", {"weight": "integer", "region": "string"}, ["weight"]),
    "decision": ("DecisionTarget", "approve_decision", {"amount": "integer"}, ["amount"]),
    "insurance": ("InsuranceTarget", "file_claim", {"claimId": "string", "description": "string"}, ["claimId"]),
}

PATTERN_CALLS = [
    ("payment", {"amount": 9_999}, "ALLOW"),
    ("payment", {"amount": 10_000}, "DENY"),
    ("shipping", {"weight": 1, "region": "CA"}, "ALLOW"),
    ("shipping", {"weight": 1, "region": "FR"}, "DENY"),
    ("shipping", {"weight": 1}, "DENY"),
    ("decision", {"amount": 100_001}, "ALLOW"),
    ("decision", {"amount": 100_000}, "DENY"),
    ("insurance", {"claimId": "c-1", "description": "hail"}, "DENY"),
]


@verifies("clients.toolkit-guide")
def test_the_patterns_decide_as_the_guide_says(toolkit, endpoint):
    policy_client, gateway_client = toolkit
    engine = policy_client.create_or_get_policy_engine(name="PatternsEngine")
    opened = {}
    for name, (target, tool, properties, required) in PATTERN_TOOLS.items():
        cognito = authorizer(gateway_client, endpoint, name)
        gateway = gateway_client.create_mcp_gateway(
            name=name, authorizer_config=cognito["authorizer_config"], policy_engine_config=None
        )
        schema = {
            "type": "object",
            "properties": {member: {"type": kind} for member, kind in properties.items()},
            "required": required,
        }
        gateway_client.create_mcp_gateway_target(
            gateway=gateway,
            name=target,
            target_payload={
                "lambdaArn": f"{FUNCTIONS}:RefundProcessor",
                "toolSchema": {"inlinePayload": [{"name": tool, "description": tool, "inputSchema": schema}]},
            },
        )
        let_role_ask_engines()
        gateway_client.update_gateway_policy_engine(
            gateway_identifier=gateway["gatewayArn"], policy_engine_arn=engine["policyEngineArn"]
        )
        opened[name] = (gateway, cognito, f"{target}___{tool}")
    for name, statement in PATTERNS.items():
        if name in ("emergency_shutdown", "disable_tool"):
            continue
        policy = policy_client.create_or_get_policy(
            policy_engine_id=engine["policyEngineId"], name=name, definition={"cedar": {"statement": statement}}
        )
        assert policy["status"] == "ACTIVE", (name, policy["statusReasons"])
    tokens = {
        name: gateway_client.get_access_token_for_cognito(cognito["client_info"])
        for name, (_, cognito, _) in opened.items()
    }
    for name, args, expected in PATTERN_CALLS:
        gateway, _, tool = opened[name]
        case = {"name": name, "token": tokens[name], "tool": tool, "args": args, "expected": expected}
        [result] = run_policy_suite(gateway["gatewayUrl"], [case])
        assert result["passed"], (name, args, result)
    payment, _, transfer = opened["payment"]
    for name in ("disable_tool", "emergency_shutdown"):
        policy = policy_client.create_policy(
            policy_engine_id=engine["policyEngineId"],
            name=name,
            definition={"cedar": {"statement": PATTERNS[name]}},
            validation_mode="IGNORE_ALL_FINDINGS",
        )
        answer = call_gateway_tool(payment["gatewayUrl"], tokens["payment"], transfer, {"amount": 1})
        assert f"denied due to {policy['policyId']}]" in answer["content"][0]["text"]
        policy_client.delete_policy(policy_engine_id=engine["policyEngineId"], policy_id=policy["policyId"])
    for gateway, cognito, _ in opened.values():
        gateway_client.cleanup_gateway(gateway["gatewayId"], cognito["client_info"])
    policy_client.cleanup_policy_engine(engine["policyEngineId"])
    assert "PatternsEngine" not in [one["name"] for one in policy_client.list_policy_engines()["policyEngines"]]


@verifies("clients.toolkit-guide")
@pytest.mark.parametrize(
    ("invalid_cedar", "says"),
    [
        ("permit(principal, action, resource) when { the amount is reasonable };", "Line 1, column"),
        (f'permit{REFUND} when {{ principal.getTag("role") == "admin" }};', 'principal.hasTag("role")'),
        (
            'permit(principal, action == AgentCore::Action::"RefundTarget___process_refund", '
            "resource is AgentCore::Gateway) when { context.input.amount < 10 };",
            "please constrain the resource to a specific AgentCore::Gateway resource",
        ),
        (
            f'permit{scope("RefundTarget__process_refund", "refund-gateway")} when {{ context.input.amount < 10 }};',
            "RefundTarget___process_refund",
        ),
    ],
    ids=["vague", "no-tag-check", "resource-scope", "two-underscores"],
)
def test_validation_and_pitfalls_name_the_cure(toolkit, refund_system, invalid_cedar, says):
    policy_client, _ = toolkit
    with pytest.raises(Exception, match="ValidationException") as failed:
        policy_client.create_policy(
            policy_engine_id=refund_system[0]["policyEngineId"],
            name="TestPolicy",
            definition={"cedar": {"statement": invalid_cedar}},
            validation_mode="FAIL_ON_ANY_FINDINGS",
        )
    assert says in str(failed.value)


@verifies("clients.toolkit-guide")
def test_deploying_from_version_control_and_cleaning_up(toolkit, refund_system):
    policy_client, gateway_client = toolkit
    policy_engine, gateway, cognito = refund_system
    policy_definitions = {
        "refund_under_500": {"version": "1.0.0", "cedar": refund_policy, "description": "Allow refunds under $500"},
        "emergency_shutdown": {
            "version": "1.0.0",
            "cedar": emergency_policy,
            "description": "Emergency refund shutdown",
        },
    }
    deployed = []
    for _ in range(2):
        for name, config in policy_definitions.items():
            policy = policy_client.create_or_get_policy(
                policy_engine_id=policy_engine["policyEngineId"],
                name=name,
                definition={"cedar": {"statement": config["cedar"]}},
                description=f"{config['description']} (v{config['version']})",
            )
            assert policy["status"] == "ACTIVE"
            deployed.append(policy["policyId"])
    assert deployed[:2] == deployed[2:]

    # differs: the toolkit cannot detach an engine, so its gateway goes first.
    gateway_client.cleanup_gateway(gateway["gatewayId"], cognito["client_info"])
    # differs: list_policies answers a dict, which the guide iterates as if it were the list in it.
    for policy in policy_client.list_policies(policy_engine["policyEngineId"])["policies"]:
        policy_client.delete_policy(
            policy_engine_id=policy_engine["policyEngineId"], policy_id=policy["policyId"]
        )
    policy_client.delete_policy_engine(policy_engine["policyEngineId"])
    assert "RefundPolicyEngine" not in [one["name"] for one in policy_client.list_policy_engines()["policyEngines"]]
