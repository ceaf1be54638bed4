"""Lambda by boto3: functions uploaded as the published toolkit's quickstart does, waited for, invoked and changed."""

import base64
import io
import json
import zipfile

import boto3
import pytest
from botocore.exceptions import ClientError

HANDLER = """
import json, logging
log = logging.getLogger()
log.setLevel(logging.INFO)

def lambda_handler(event, context):
    tool = context.client_context.custom["bedrockAgentCoreToolName"] if context.client_context else ""
    log.info("tool %s", tool)
    if event.get("fail"):
        raise ValueError("no such city")
    if "get_weather" in tool:
        return {"statusCode": 200, "body": json.dumps({"location": event["location"], "temperature": "72F"})}
    return {"event": event, "name": context.function_name, "left": context.get_remaining_time_in_millis() > 0}
"""


def verifies(_id):
    """Names the requirement a test verifies, as the TypeScript tests do."""
    return lambda test: test


def archive(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(name.replace("__", "/") + ".py", text)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def aws(endpoint):
    def make(service):
        return boto3.client(
            service,
            endpoint_url=endpoint,
            region_name="us-west-2",
            aws_access_key_id="AKIDBOTO",
            aws_secret_access_key="secret",
        )

    return make


@pytest.fixture(scope="module")
def function(aws):
    """As the toolkit makes its test function: a role for Lambda, the archive, a permission for the gateway's role."""
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
    role = aws("iam").create_role(RoleName="AgentCoreTestLambdaRole", AssumeRolePolicyDocument=json.dumps(trust))
    client = aws("lambda")
    made = client.create_function(
        FunctionName="AgentCoreLambdaTestFunction",
        Runtime="python3.13",
        Role=role["Role"]["Arn"],
        Handler="lambda_function.lambda_handler",
        Code={"ZipFile": archive(lambda_function=HANDLER)},
        Description="Lambda function for AgentCore Gateway testing",
    )
    client.add_permission(
        FunctionName="AgentCoreLambdaTestFunction",
        StatementId="AllowAgentCoreInvoke",
        Action="lambda:InvokeFunction",
        Principal="arn:aws:iam::123456789012:role/AgentCoreGatewayExecutionRole",
    )
    return made["FunctionArn"]


@verifies("lambda.functions")
def test_waiters_and_reads(aws, function):
    client = aws("lambda")
    for waiter in ("function_exists", "function_active_v2", "function_active", "function_updated_v2"):
        client.get_waiter(waiter).wait(FunctionName=function, WaiterConfig={"Delay": 1, "MaxAttempts": 5})
    found = client.get_function(FunctionName="AgentCoreLambdaTestFunction")
    assert found["Configuration"]["State"] == "Active"
    assert found["Configuration"]["Timeout"] == 3
    names = [
        one["FunctionName"] for page in client.get_paginator("list_functions").paginate() for one in page["Functions"]
    ]
    assert "AgentCoreLambdaTestFunction" in names
    statement = json.loads(client.get_policy(FunctionName=function)["Policy"])["Statement"][0]
    assert statement["Principal"] == {"AWS": "arn:aws:iam::123456789012:role/AgentCoreGatewayExecutionRole"}


@verifies("lambda.python")
def test_invoke(aws, function):
    client = aws("lambda")
    custom = {"custom": {"bedrockAgentCoreToolName": "TestTarget___get_weather"}}
    answer = client.invoke(
        FunctionName=function,
        Payload=json.dumps({"location": "Zürich"}),
        ClientContext=base64.b64encode(json.dumps(custom).encode()).decode(),
        LogType="Tail",
    )
    assert answer["StatusCode"] == 200 and answer["ExecutedVersion"] == "$LATEST"
    assert json.loads(json.load(answer["Payload"])["body"]) == {"location": "Zürich", "temperature": "72F"}
    log = base64.b64decode(answer["LogResult"]).decode()
    assert "tool TestTarget___get_weather" in log and "[INFO]" in log
    plain = json.load(client.invoke(FunctionName=function)["Payload"])
    assert plain == {"event": {}, "name": "AgentCoreLambdaTestFunction", "left": True}


@verifies("lambda.python")
def test_function_error(aws, function):
    answer = aws("lambda").invoke(FunctionName=function, Payload=b'{"fail": true}')
    assert answer["FunctionError"] == "Unhandled"
    error = json.load(answer["Payload"])
    assert (error["errorType"], error["errorMessage"]) == ("ValueError", "no such city")
    assert error["requestId"] == answer["ResponseMetadata"]["RequestId"]
    assert error["stackTrace"][-1].endswith('raise ValueError("no such city")\n')


@verifies("lambda.updates")
def test_updates(aws, function):
    client = aws("lambda")
    client.create_function(
        FunctionName="changing",
        Runtime="python3.12",
        Role="arn:aws:iam::123456789012:role/Elsewhere",
        Handler="app/main.run",
        Code={"ZipFile": archive(app__main="def run(event, context): return 1")},
    )
    client.update_function_code(FunctionName="changing", ZipFile=archive(app__main="import os\ndef run(e, c): return os.environ.get('A', '2')"))
    assert json.load(client.invoke(FunctionName="changing")["Payload"]) == "2"
    client.update_function_configuration(FunctionName="changing", Environment={"Variables": {"AB": "x"}}, Timeout=9)
    assert client.get_function_configuration(FunctionName="changing")["Environment"] == {"Variables": {"AB": "x"}}
    client.delete_function(FunctionName="changing")
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.invoke(FunctionName="changing")


@verifies("lambda.role")
def test_refusals(aws, function):
    client = aws("lambda")
    with pytest.raises(client.exceptions.ResourceConflictException, match="Function already exist"):
        client.create_function(
            FunctionName="AgentCoreLambdaTestFunction",
            Runtime="python3.13",
            Role="arn:aws:iam::123456789012:role/Elsewhere",
            Handler="a.b",
            Code={"ZipFile": archive(a="")},
        )
    trust = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
    }
    role = aws("iam").create_role(RoleName="NotForLambda", AssumeRolePolicyDocument=json.dumps(trust))
    with pytest.raises(ClientError, match="cannot be assumed by Lambda") as refused:
        client.create_function(
            FunctionName="never",
            Runtime="python3.13",
            Role=role["Role"]["Arn"],
            Handler="a.b",
            Code={"ZipFile": archive(a="x = 1")},
        )
    assert refused.value.response["Error"]["Code"] == "InvalidParameterValueException"
