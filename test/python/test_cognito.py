"""Cognito through boto3, in the order of the Python toolkit's create_oauth_authorizer_with_cognito."""

import http.client
import json
import time
import urllib.parse
import urllib.request
import uuid

import boto3
import pytest

from test_boto3 import TOOL, verifies

REGION = "us-west-2"


@pytest.fixture(scope="session")
def cognito(endpoint):
    return boto3.client(
        "cognito-idp",
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id="AKIDBOTO",
        aws_secret_access_key="secret",
    )


@pytest.fixture(scope="session")
def client_info(cognito):
    """What the toolkit hands back, made with the toolkit's own calls."""
    name = "toolkit-gateway"
    pool = cognito.create_user_pool(
        PoolName=f"agentcore-gateway-{uuid.uuid4().hex[:8]}",
        AdminCreateUserConfig={"AllowAdminCreateUserOnly": True},
    )["UserPool"]["Id"]
    domain = f"agentcore-{uuid.uuid4().hex[:8]}"
    cognito.create_user_pool_domain(Domain=domain, UserPoolId=pool)
    description = cognito.describe_user_pool_domain(Domain=domain)["DomainDescription"]
    assert description["Status"] == "ACTIVE"
    cognito.create_resource_server(
        UserPoolId=pool,
        Identifier=name,
        Name=name,
        Scopes=[{"ScopeName": "invoke", "ScopeDescription": "Scope for invoking the agentcore gateway"}],
    )
    client = cognito.create_user_pool_client(
        UserPoolId=pool,
        ClientName=f"agentcore-client-{uuid.uuid4().hex[:8]}",
        GenerateSecret=True,
        AllowedOAuthFlows=["client_credentials"],
        AllowedOAuthScopes=[f"{name}/invoke"],
        AllowedOAuthFlowsUserPoolClient=True,
        SupportedIdentityProviders=["COGNITO"],
    )["UserPoolClient"]
    return {
        "client_id": client["ClientId"],
        "client_secret": client["ClientSecret"],
        "user_pool_id": pool,
        "token_endpoint": f"https://{domain}.auth.{REGION}.amazoncognito.com/oauth2/token",
        "scope": f"{name}/invoke",
        "domain_prefix": domain,
    }


def form_of(info):
    return urllib.parse.urlencode(
        {
            "grant_type": "client_credentials",
            "client_id": info["client_id"],
            "client_secret": info["client_secret"],
            "scope": info["scope"],
        }
    ).encode()


@verifies("cognito.toolkit")
def test_the_toolkits_flow_ends_in_a_token_that_opens_the_gateway(cognito, control, endpoint, client_info):
    pool = client_info["user_pool_id"]
    # The one line that differs from AWS.
    token_endpoint = f"{endpoint}/cognito/{pool}/oauth2/token"
    with urllib.request.urlopen(token_endpoint, data=form_of(client_info), timeout=10) as answer:
        token = json.load(answer)["access_token"]

    discovery = f"https://cognito-idp.{REGION}.amazonaws.com/{pool}/.well-known/openid-configuration"
    gateway = control.create_gateway(
        name="toolkit-gateway",
        roleArn="arn:aws:iam::123456789012:role/GatewayRole",
        protocolType="MCP",
        authorizerType="CUSTOM_JWT",
        authorizerConfiguration={
            "customJWTAuthorizer": {"discoveryUrl": discovery, "allowedClients": [client_info["client_id"]]}
        },
    )
    control.create_gateway_target(
        gatewayIdentifier=gateway["gatewayId"],
        name="RefundTarget",
        targetConfiguration={
            "mcp": {
                "lambda": {
                    "lambdaArn": f"arn:aws:lambda:{REGION}:123456789012:function:RefundProcessor",
                    "toolSchema": {"inlinePayload": [TOOL]},
                }
            }
        },
        credentialProviderConfigurations=[{"credentialProviderType": "GATEWAY_IAM_ROLE"}],
    )
    request = urllib.request.Request(
        gateway["gatewayUrl"],
        data=json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        tools = json.load(answer)["result"]["tools"]
    assert [tool["name"] for tool in tools] == ["RefundTarget___process_refund"]


@verifies("cognito.toolkit")
def test_the_toolkits_own_token_address_answers_where_its_name_leads_here(endpoint, client_info):
    server = urllib.parse.urlsplit(endpoint)
    real = urllib.parse.urlsplit(client_info["token_endpoint"])
    connection = http.client.HTTPConnection(server.hostname, server.port, timeout=10)
    headers = {"Host": real.hostname, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", real.path, form_of(client_info), headers)
    answer = connection.getresponse()
    assert answer.status == 200
    assert json.load(answer)["token_type"] == "Bearer"


@verifies("cognito.toolkit")
def test_users_sign_in_and_errors_have_their_classes(cognito):
    pool = cognito.create_user_pool(PoolName="people")["UserPool"]["Id"]
    client = cognito.create_user_pool_client(
        UserPoolId=pool,
        ClientName="app",
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )["UserPoolClient"]["ClientId"]
    cognito.admin_create_user(
        UserPoolId=pool, Username="ana", UserAttributes=[{"Name": "email", "Value": "ana@example.com"}]
    )
    cognito.admin_set_user_password(UserPoolId=pool, Username="ana", Password="Correct-Horse-1", Permanent=True)

    def sign_in(password):
        return cognito.initiate_auth(
            AuthFlow="USER_PASSWORD_AUTH",
            ClientId=client,
            AuthParameters={"USERNAME": "ana", "PASSWORD": password},
        )

    access = sign_in("Correct-Horse-1")["AuthenticationResult"]["AccessToken"]
    assert cognito.get_user(AccessToken=access)["Username"] == "ana"
    created = cognito.admin_get_user(UserPoolId=pool, Username="ana")["UserCreateDate"]
    assert abs(created.timestamp() - time.time()) < 600
    with pytest.raises(cognito.exceptions.NotAuthorizedException, match="Incorrect username or password."):
        sign_in("Wrong-Horse-1")
    with pytest.raises(cognito.exceptions.UsernameExistsException):
        cognito.admin_create_user(UserPoolId=pool, Username="ana")
    with pytest.raises(cognito.exceptions.InvalidPasswordException):
        cognito.admin_set_user_password(UserPoolId=pool, Username="ana", Password="short")
    pages = cognito.get_paginator("list_users").paginate(UserPoolId=pool, PaginationConfig={"PageSize": 1})
    assert [user["Username"] for page in pages for user in page["Users"]] == ["ana"]


@verifies("cognito.toolkit")
def test_cleaning_up_takes_the_domain_and_then_the_pool(cognito, client_info):
    pool = client_info["user_pool_id"]
    with pytest.raises(cognito.exceptions.InvalidParameterException):
        cognito.delete_user_pool(UserPoolId=pool)
    cognito.delete_user_pool_domain(Domain=client_info["domain_prefix"], UserPoolId=pool)
    cognito.delete_user_pool(UserPoolId=pool)
    with pytest.raises(cognito.exceptions.ResourceNotFoundException):
        cognito.describe_user_pool(UserPoolId=pool)
