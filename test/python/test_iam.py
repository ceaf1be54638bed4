"""IAM and STS by boto3 and the AWS CLI: the calls of the published toolkit's role creation, and a person's."""

import json
import os
import pathlib
import subprocess

import boto3
import pytest
from botocore.exceptions import ClientError

ACCOUNT = "123456789012"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "bedrock-agentcore.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}
FULL_ACCESS = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "BedrockAgentCoreFullAccess",
            "Effect": "Allow",
            "Action": ["bedrock-agentcore:*"],
            "Resource": "arn:aws:bedrock-agentcore:*:*:*",
        },
        {"Sid": "GetSecretValue", "Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"], "Resource": "*"},
        {
            "Sid": "LambdaInvokeAccess",
            "Effect": "Allow",
            "Action": ["lambda:InvokeFunction"],
            "Resource": "arn:aws:lambda:*:*:function:*",
        },
    ],
}


def verifies(_id):
    """Names the requirement a test verifies, as the TypeScript tests do."""
    return lambda test: test


@pytest.fixture(scope="module")
def client(endpoint):
    def make(service, key="AKIDBOTO"):
        return boto3.client(
            service,
            endpoint_url=endpoint,
            region_name="us-west-2",
            aws_access_key_id=key,
            aws_secret_access_key="secret",
        )

    return make


@pytest.fixture(scope="module")
def cli(keyed):
    endpoint, operator = keyed

    def run(*arguments, key=operator["accessKeyId"], secret=operator["secretAccessKey"], token=None):
        environment = {
            **os.environ,
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ACCESS_KEY_ID": key,
            "AWS_SECRET_ACCESS_KEY": secret,
            "AWS_DEFAULT_REGION": "us-west-2",
            "AWS_PAGER": "",
            **({} if token is None else {"AWS_SESSION_TOKEN": token}),
        }
        command = [str(pathlib.Path(os.sys.executable).parent / "aws"), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
        return done.returncode, json.loads(done.stdout) if done.stdout.strip() else {}, done.stderr

    return run


@verifies("iam.boto3")
def test_the_toolkit_creates_its_role(client):
    iam = client("iam")
    assert client("sts").get_caller_identity()["Account"] == ACCOUNT
    name = "AgentCoreGatewayExecutionRoleAgain"
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST), Description="d")["Role"]
    assert role["Arn"] == f"arn:aws:iam::{ACCOUNT}:role/{name}"
    # boto3 decodes documents itself.
    assert role["AssumeRolePolicyDocument"] == TRUST
    with pytest.raises(iam.exceptions.EntityAlreadyExistsException):
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))
    policy_name = "BedrockAgentCoreGatewayStarterFullAccess"
    policy = iam.create_policy(PolicyName=policy_name, PolicyDocument=json.dumps(FULL_ACCESS))["Policy"]
    with pytest.raises(ClientError) as again:
        iam.create_policy(PolicyName=policy_name, PolicyDocument=json.dumps(FULL_ACCESS))
    assert again.value.response["Error"]["Code"] == "EntityAlreadyExists"
    assert again.value.response["ResponseMetadata"]["HTTPStatusCode"] == 409
    pages = iam.get_paginator("list_policies").paginate(Scope="Local", PaginationConfig={"PageSize": 1})
    listed = [found["Arn"] for page in pages for found in page["Policies"]]
    assert policy["Arn"] in listed
    arns = [policy["Arn"]] + [
        f"arn:aws:iam::aws:policy/{managed}" for managed in ("AmazonS3ReadOnlyAccess", "AmazonDynamoDBFullAccess")
    ]
    for arn in arns:
        iam.attach_role_policy(RoleName=name, PolicyArn=arn)
    attached = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    assert {found["PolicyArn"] for found in attached} == set(arns)
    iam.put_role_policy(RoleName=name, PolicyName="fix", PolicyDocument=json.dumps(FULL_ACCESS))
    assert iam.get_role_policy(RoleName=name, PolicyName="fix")["PolicyDocument"] == FULL_ACCESS
    iam.update_assume_role_policy(RoleName=name, PolicyDocument=json.dumps(TRUST))
    simulated = iam.simulate_principal_policy(
        PolicySourceArn=role["Arn"],
        ActionNames=["bedrock-agentcore:GetPolicyEngine", "iam:CreateUser"],
        ResourceArns=[f"arn:aws:bedrock-agentcore:us-west-2:{ACCOUNT}:policy-engine/e-0123456789"],
    )
    assert [found["EvalDecision"] for found in simulated["EvaluationResults"]] == ["allowed", "implicitDeny"]
    with pytest.raises(iam.exceptions.DeleteConflictException):
        iam.delete_role(RoleName=name)
    with pytest.raises(iam.exceptions.NoSuchEntityException):
        iam.get_role(RoleName="Nobody")
    with pytest.raises(iam.exceptions.MalformedPolicyDocumentException):
        iam.put_role_policy(RoleName=name, PolicyName="fix", PolicyDocument="{}")


@verifies("iam.aws-cli")
def test_the_cli_makes_a_user_who_assumes_a_role(cli):
    code, created, error = cli("iam", "create-user", "--user-name", "cli-user", "--tags", "Key=team,Value=red")
    assert code == 0, error
    assert created["User"]["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/cli-user"
    _, made, _ = cli("iam", "create-access-key", "--user-name", "cli-user")
    key = made["AccessKey"]
    mine = {"key": key["AccessKeyId"], "secret": key["SecretAccessKey"]}
    _, who, _ = cli("sts", "get-caller-identity", **mine)
    assert who["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/cli-user"
    trust = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": created["User"]["Arn"]}, "Action": "sts:AssumeRole"}
    ]}
    code, role, error = cli(
        "iam", "create-role", "--role-name", "CliRole", "--assume-role-policy-document", json.dumps(trust)
    )
    assert code == 0, error
    assert role["Role"]["AssumeRolePolicyDocument"] == trust
    assume = ("sts", "assume-role", "--role-arn", role["Role"]["Arn"], "--role-session-name", "cli")
    code, _, error = cli(*assume)
    assert code != 0
    assert "AccessDenied" in error
    assert "is not authorized to perform: sts:AssumeRole" in error
    code, session, error = cli(*assume, **mine)
    assert code == 0, error
    found = session["Credentials"]
    code, who, error = cli(
        "sts",
        "get-caller-identity",
        key=found["AccessKeyId"],
        secret=found["SecretAccessKey"],
        token=found["SessionToken"],
    )
    assert code == 0, error
    assert who["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/CliRole/cli"
    code, roles, _ = cli("iam", "list-roles", "--query", "Roles[?RoleName=='CliRole'].RoleName")
    assert roles == ["CliRole"]
    code, _, error = cli("iam", "create-group", "--group-name", "g")
    assert code != 0
    assert "CreateGroup is not built in Toolgate" in error
