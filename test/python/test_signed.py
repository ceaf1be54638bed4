"""Callers who have to sign: boto3, presigned addresses, and a gateway of AWS_IAM called as botocore signs."""

import json
import urllib.error
import urllib.request

import boto3
import pytest
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError


def verifies(_id):
    """Names the requirement a test verifies, as the TypeScript tests do."""
    return lambda test: test


@pytest.fixture(scope="module")
def client(keyed):
    endpoint, key = keyed

    def make(service, access_key=key["accessKeyId"], secret=key["secretAccessKey"]):
        return boto3.client(
            service,
            endpoint_url=endpoint,
            region_name="us-west-2",
            aws_access_key_id=access_key,
            aws_secret_access_key=secret,
        )

    return make


def code_of(call):
    with pytest.raises(ClientError) as refused:
        call()
    return refused.value.response["Error"]["Code"]


@verifies("callers.boto3")
def test_boto3_signs_and_hears_why_it_is_refused(client):
    engine = client("bedrock-agentcore-control").create_policy_engine(name="Boto", tags={"a b": "c/d=e"})
    arn = engine["policyEngineArn"]
    assert client("bedrock-agentcore-control").list_tags_for_resource(resourceArn=arn)["tags"] == {"a b": "c/d=e"}
    assert client("sts").get_caller_identity()["Arn"].startswith("arn:aws:iam::123456789012:user/toolgate/")
    control = client("bedrock-agentcore-control", secret="wrong")
    assert code_of(control.list_policy_engines) == "InvalidSignatureException"
    unknown = client("bedrock-agentcore-control", access_key="AKIDNOBODY")
    assert code_of(unknown.list_policy_engines) == "UnrecognizedClientException"
    assert code_of(client("iam", secret="wrong").list_roles) == "SignatureDoesNotMatch"
    assert code_of(client("iam", access_key="AKIDNOBODY").list_roles) == "InvalidClientTokenId"


def send(request, body=None):
    prepared = request.prepare()
    raw = urllib.request.Request(prepared.url, data=body, headers=dict(prepared.headers), method=request.method)
    try:
        with urllib.request.urlopen(raw, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


@verifies("callers.boto3")
def test_what_botocore_presigns_is_taken(keyed):
    endpoint, key = keyed
    credentials = Credentials(key["accessKeyId"], key["secretAccessKey"])
    request = AWSRequest("GET", f"{endpoint}/policy-engines?maxResults=5")
    SigV4QueryAuth(credentials, "bedrock-agentcore", "us-west-2", expires=60).add_auth(request)
    status, answer = send(request)
    assert (status, "policyEngines" in answer) == (200, True), answer


@verifies("iam-gateway.boto3")
def test_botocore_calls_a_gateway_of_aws_iam(keyed, client):
    endpoint, key = keyed
    gateway = client("bedrock-agentcore-control").create_gateway(
        name="botosigned", roleArn="arn:aws:iam::123456789012:role/GatewayRole", authorizerType="AWS_IAM"
    )
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).encode()

    def call(secret):
        request = AWSRequest("POST", gateway["gatewayUrl"], {"content-type": "application/json"}, body)
        SigV4Auth(Credentials(key["accessKeyId"], secret), "bedrock-agentcore", "us-west-2").add_auth(request)
        return send(request, body)

    assert call(key["secretAccessKey"]) == (200, {"jsonrpc": "2.0", "id": 1, "result": {"tools": []}})
    status, answer = call("wrong")
    assert (status, answer["error"]["code"]) == (401, -32001)
