import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  IAMClient,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvalidParameterValueException,
  InvalidRequestContentException,
  InvokeCommand,
  LambdaClient,
  type LambdaServiceException,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PreconditionFailedException,
  PublishVersionCommand,
  paginateListFunctions,
  RemovePermissionCommand,
  RequestTooLargeException,
  ResourceConflictException,
  ResourceNotFoundException,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionExists,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { folderWithOperator } from "./operator.ts";
import { callTool, type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { archiveOf } from "./uploaded-code.ts";
import { verifies } from "./verifies.ts";

let toolgate: RunningToolgate;
let lambda: LambdaClient;

const connect = (running: RunningToolgate, region = "us-west-2") =>
  new LambdaClient({
    endpoint: running.toolgate.controlUrl,
    region,
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
    maxAttempts: 1,
  });

beforeAll(async () => {
  toolgate = await runToolgate();
  lambda = connect(toolgate);
});
afterAll(async () => {
  lambda.destroy();
  await toolgate.close();
});

const connectIam = (running: RunningToolgate) =>
  new IAMClient({
    endpoint: running.toolgate.controlUrl,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
  });

const role = "arn:aws:iam::123456789012:role/lambda-role";
const node = (code: string) => ({ "index.mjs": code });
const answering = (value: string) => node(`export const handler = async () => ${value};`);

const create = (FunctionName: string, files: Readonly<Record<string, string>>, more: object = {}) =>
  lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: "nodejs22.x",
      Role: role,
      Handler: "index.handler",
      Code: { ZipFile: archiveOf(files) },
      ...more,
    }),
  );
const createPython = (FunctionName: string, code: string, more: object = {}) =>
  create(
    FunctionName,
    { "lambda_function.py": code },
    { Runtime: "python3.13", Handler: "lambda_function.lambda_handler", ...more },
  );

async function invoke(FunctionName: string, event: unknown = {}, more: object = {}, client = lambda) {
  const Payload = typeof event === "string" ? event : JSON.stringify(event);
  const output = await client.send(new InvokeCommand({ FunctionName, Payload, ...more }));
  const text = Buffer.from(output.Payload ?? []).toString("utf8");
  return { ...output, text, value: text === "" ? undefined : JSON.parse(text) };
}

async function refusal(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: LambdaServiceException) => thrown,
  );
  return { class: error?.constructor, status: error?.$metadata.httpStatusCode, message: error?.message };
}

describe("functions", () => {
  it(verifies("lambda.functions", "are created, found, changed and deleted, and waiters end"), async () => {
    const created = await create("orders", answering("1"), {
      Description: "Orders",
      Timeout: 5,
      MemorySize: 256,
      Environment: { Variables: { TABLE: "orders" } },
      Tags: { team: "payments" },
      Architectures: ["arm64"],
      TracingConfig: { Mode: "PassThrough" },
      PackageType: "Zip",
      Publish: false,
    });
    expect(created.$metadata.httpStatusCode).toBe(201);
    expect(created).toMatchObject({
      FunctionName: "orders",
      FunctionArn: "arn:aws:lambda:us-west-2:123456789012:function:orders",
      Runtime: "nodejs22.x",
      Role: role,
      Handler: "index.handler",
      Description: "Orders",
      Timeout: 5,
      MemorySize: 256,
      Version: "$LATEST",
      State: "Active",
      LastUpdateStatus: "Successful",
      PackageType: "Zip",
      Architectures: ["arm64"],
      Environment: { Variables: { TABLE: "orders" } },
      LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
      CodeSha256: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      RevisionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(created.CodeSize).toBe(archiveOf(answering("1")).length);
    const waiter = { client: lambda, maxWaitTime: 10, minDelay: 1, maxDelay: 1 };
    const named = { FunctionName: "orders" };
    expect((await waitUntilFunctionExists(waiter, named)).state).toBe("SUCCESS");
    expect((await waitUntilFunctionActiveV2(waiter, named)).state).toBe("SUCCESS");
    const found = await lambda.send(new GetFunctionCommand({ FunctionName: created.FunctionArn }));
    expect(found.Configuration?.RevisionId).toBe(created.RevisionId);
    expect(found.Tags).toEqual({ team: "payments" });

    const updated = await lambda.send(
      new UpdateFunctionConfigurationCommand({ ...named, Timeout: 9, Handler: "index.other" }),
    );
    expect(updated).toMatchObject({
      Timeout: 9,
      Handler: "index.other",
      MemorySize: 256,
      Description: "Orders",
    });
    expect(updated.RevisionId).not.toBe(created.RevisionId);
    expect((await waitUntilFunctionUpdatedV2(waiter, named)).state).toBe("SUCCESS");
    const versions = await lambda.send(new ListVersionsByFunctionCommand(named));
    expect(versions.Versions?.map(({ Version }) => Version)).toEqual(["$LATEST"]);

    await lambda.send(new DeleteFunctionCommand(named));
    expect((await refusal(lambda.send(new GetFunctionCommand(named)))).class).toBe(ResourceNotFoundException);
  });

  it(verifies("lambda.functions", "are listed in pages, of the caller's Region alone"), async () => {
    const elsewhere = connect(toolgate, "eu-central-1");
    const names = ["page-a", "page-b", "page-c", "page-d", "page-e"];
    for (const name of names) await create(name, answering("1"));
    const listed = async (client: LambdaClient, pageSize: number) => {
      const pages: (string | undefined)[][] = [];
      for await (const { Functions = [] } of paginateListFunctions({ client, pageSize }, {})) {
        pages.push(Functions.map(({ FunctionName }) => FunctionName));
      }
      return pages;
    };
    expect(await listed(lambda, 2)).toEqual([["page-a", "page-b"], ["page-c", "page-d"], ["page-e"]]);
    expect(await listed(elsewhere, 2)).toEqual([[]]);
    expect((await refusal(invoke("page-a", {}, {}, elsewhere))).class).toBe(ResourceNotFoundException);
    for (const FunctionName of names) await lambda.send(new DeleteFunctionCommand({ FunctionName }));
    elsewhere.destroy();
  });

  const code = { ZipFile: archiveOf(answering("1")) };
  it.each<[string, object, string]>([
    [
      "an image",
      { Code: { ImageUri: "123.dkr.ecr.us-west-2.amazonaws.com/a:b" } },
      "(ImageUri) is not built",
    ],
    ["code in S3", { Code: { S3Bucket: "bucket", S3Key: "key" } }, "(S3Bucket) is not built in Toolgate"],
    ["no code", { Code: {} }, "Please provide a source for function code."],
    ["a runtime of another language", { Runtime: "ruby3.4" }, "register a command under functions"],
    ["too long a time", { Timeout: 901 }, "Member must have value less than or equal to 900"],
    ["too little memory", { MemorySize: 127 }, "Member must have value greater than or equal to 128"],
    ["layers", { Layers: ["arn:aws:lambda:us-west-2:123456789012:layer:a:1"] }, "Layers is not built"],
    ["a VPC", { VpcConfig: { SubnetIds: ["subnet-1"] } }, "VpcConfig is not built in Toolgate"],
    ["a version", { Publish: true }, "versions are not built in Toolgate"],
    ["no ARN as its role", { Role: "lambda-role" }, "at 'Role' failed to satisfy constraint"],
    ["a name with a dot", { FunctionName: "a.b" }, "is not the name or ARN of a function"],
    [
      "a reserved variable",
      { Environment: { Variables: { AWS_REGION: "x", A_B: "c" } } },
      "Reserved keys used in this request: AWS_REGION",
    ],
    [
      "too large an environment",
      { Environment: { Variables: { BIG: "x".repeat(4_090) } } },
      "exceeded the 4KB limit",
    ],
    [
      "what is no archive",
      { Code: { ZipFile: Buffer.from("PK, but no archive") } },
      "Could not unzip uploaded file.",
    ],
    ["an empty archive", { Code: { ZipFile: archiveOf({}) } }, "Uploaded file must be a non-empty zip"],
  ])(verifies("lambda.refusals", "are refused with %s"), async (_what, more, message) => {
    const refused = await refusal(create("refused", {}, { Code: code, ...more }));
    expect(refused.message).toContain(message);
    expect(refused).toMatchObject({ class: InvalidParameterValueException, status: 400 });
  });

  it(verifies("lambda.refusals", "are refused by AWS's classes for what is there, or is not"), async () => {
    await create("twice", answering("1"));
    expect(await refusal(create("twice", answering("1")))).toEqual({
      class: ResourceConflictException,
      status: 409,
      message: "Function already exist: twice",
    });
    expect(await refusal(create("Echo", answering("1")))).toMatchObject({
      class: ResourceConflictException,
      message: expect.stringContaining("registered in Toolgate's configuration file"),
    });
    const stale = { FunctionName: "twice", RevisionId: "0f0f0f0f-0000-4000-8000-000000000000" };
    expect(
      await refusal(lambda.send(new UpdateFunctionConfigurationCommand({ ...stale, Timeout: 4 }))),
    ).toMatchObject({
      class: PreconditionFailedException,
      status: 412,
    });
    expect(await refusal(invoke("absent"))).toMatchObject({
      class: ResourceNotFoundException,
      status: 404,
      message: expect.stringContaining(
        "Function not found: arn:aws:lambda:us-west-2:123456789012:function:absent",
      ),
    });
    expect(await refusal(invoke("twice", {}, { Qualifier: "7" }))).toMatchObject({
      class: ResourceNotFoundException,
      message: expect.stringContaining("neither versions nor aliases"),
    });
    expect(await refusal(lambda.send(new PublishVersionCommand({ FunctionName: "twice" })))).toMatchObject({
      message: expect.stringContaining(
        "PublishVersion is not built in Toolgate; of lambda it has AddPermission",
      ),
    });
    expect(await refusal(invoke("twice", "{no json"))).toMatchObject({
      class: InvalidRequestContentException,
      status: 400,
    });
    expect(await refusal(invoke("twice", {}, { ClientContext: "bm8ganNvbg==" }))).toMatchObject({
      class: InvalidRequestContentException,
    });
    expect(await refusal(invoke("twice", JSON.stringify("x".repeat(6_291_456))))).toMatchObject({
      class: RequestTooLargeException,
      status: 413,
    });
    expect(
      await refusal(invoke("twice", JSON.stringify("x".repeat(1_048_576)), { InvocationType: "Event" })),
    ).toMatchObject({ class: RequestTooLargeException });
    await lambda.send(new DeleteFunctionCommand({ FunctionName: "twice" }));
  });

  it(verifies("lambda.role", "need a role that lets Lambda in, where IAM here knows it"), async () => {
    const iam = connectIam(toolgate);
    const trusting = (service: string) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
      });
    const made = async (RoleName: string, service: string) =>
      (await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trusting(service) }))).Role
        ?.Arn;
    const good = await made("ForLambda", "lambda.amazonaws.com");
    const other = await made("ForGateways", "bedrock-agentcore.amazonaws.com");
    expect((await create("with-role", answering("1"), { Role: good })).Role).toBe(good);
    const refused = {
      class: InvalidParameterValueException,
      status: 400,
      message: "The role defined for the function cannot be assumed by Lambda.",
    };
    expect(await refusal(create("without", answering("1"), { Role: other }))).toEqual(refused);
    const update = new UpdateFunctionConfigurationCommand({ FunctionName: "with-role", Role: other });
    expect(await refusal(lambda.send(update))).toEqual(refused);
    await iam.send(new DeleteRoleCommand({ RoleName: "ForGateways" }));
    expect(await refusal(create("without", answering("1"), { Role: other }))).toEqual(refused);
    await lambda.send(new DeleteFunctionCommand({ FunctionName: "with-role" }));
    iam.destroy();
  });

  it(verifies("lambda.policy", "have a policy of their own, statement by statement"), async () => {
    await create("shared", answering("1"));
    const named = { FunctionName: "shared" };
    const arn = "arn:aws:lambda:us-west-2:123456789012:function:shared";
    const gateway = "arn:aws:iam::123456789012:role/GatewayRole";
    const add = (more: object) =>
      lambda.send(
        new AddPermissionCommand({
          ...named,
          StatementId: "gateway",
          Action: "lambda:InvokeFunction",
          Principal: gateway,
          ...more,
        }),
      );
    expect(JSON.parse((await add({})).Statement ?? "")).toEqual({
      Sid: "gateway",
      Effect: "Allow",
      Principal: { AWS: gateway },
      Action: "lambda:InvokeFunction",
      Resource: arn,
    });
    expect((await refusal(add({}))).class).toBe(ResourceConflictException);
    expect((await refusal(add({ StatementId: "b", Principal: "nobody" }))).message).toBe(
      "The provided principal was invalid. Please check the principal and try again.",
    );
    await add({
      StatementId: "bucket",
      Principal: "s3.amazonaws.com",
      SourceArn: "arn:aws:s3:::orders",
      SourceAccount: "123456789012",
    });
    const { Policy = "", RevisionId } = await lambda.send(new GetPolicyCommand(named));
    expect(JSON.parse(Policy)).toMatchObject({
      Version: "2012-10-17",
      Id: "default",
      Statement: [
        { Sid: "gateway" },
        {
          Sid: "bucket",
          Principal: { Service: "s3.amazonaws.com" },
          Condition: {
            StringEquals: { "AWS:SourceAccount": "123456789012" },
            ArnLike: { "AWS:SourceArn": "arn:aws:s3:::orders" },
          },
        },
      ],
    });
    await lambda.send(new RemovePermissionCommand({ ...named, StatementId: "gateway", RevisionId }));
    const gone = new RemovePermissionCommand({ ...named, StatementId: "gateway" });
    expect((await refusal(lambda.send(gone))).class).toBe(ResourceNotFoundException);
    await lambda.send(new RemovePermissionCommand({ ...named, StatementId: "bucket" }));
    expect((await refusal(lambda.send(new GetPolicyCommand(named)))).class).toBe(ResourceNotFoundException);
    await lambda.send(new DeleteFunctionCommand(named));
  });

  it(verifies("lambda.tags", "are tagged and untagged"), async () => {
    const { FunctionArn: Resource } = await create("tagged", answering("1"), { Tags: { a: "1", b: "2" } });
    await lambda.send(new TagResourceCommand({ Resource, Tags: { b: "3", "c d": "é" } }));
    await lambda.send(new UntagResourceCommand({ Resource, TagKeys: ["a"] }));
    expect((await lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ b: "3", "c d": "é" });
    expect(
      (await refusal(lambda.send(new TagResourceCommand({ Resource, Tags: { "aws:x": "1" } })))).class,
    ).toBe(InvalidParameterValueException);
    await lambda.send(new DeleteFunctionCommand({ FunctionName: "tagged" }));
  });
});

describe("Invoke", () => {
  it(verifies("lambda.invoke", "runs a JavaScript handler with AWS's context"), async () => {
    await create(
      "context",
      {
        "src/app/index.js": `const { text } = require("./words.js"); exports.api = { run: async (event, context) => ({
          event, text, name: context.functionName, version: context.functionVersion, arn: context.invokedFunctionArn,
          memory: context.memoryLimitInMB, id: context.awsRequestId, custom: context.clientContext?.custom,
          left: context.getRemainingTimeInMillis() > 1000, table: process.env.TABLE, task: process.env.LAMBDA_TASK_ROOT === process.cwd(),
          file: require("node:fs").readFileSync("data.txt", "utf8"), secret: process.env.TOOLGATE_DATA ?? null }) };`,
        "src/app/words.js": "exports.text = 'from a file beside it';",
        "data.txt": "data",
      },
      { Handler: "src/app/index.api.run", Environment: { Variables: { TABLE: "orders" } }, Timeout: 20 },
    );
    const ClientContext = Buffer.from('{"custom":{"who":"me"},"client":{"app_title":"t"}}').toString(
      "base64",
    );
    const output = await invoke("context", '{"amount":1.50,"é":"\\u2028"}', { ClientContext });
    expect(output).toMatchObject({ StatusCode: 200, ExecutedVersion: "$LATEST" });
    expect(output.FunctionError).toBe(undefined);
    expect(output.value).toEqual({
      event: { amount: 1.5, é: "\u2028" },
      text: "from a file beside it",
      name: "context",
      version: "$LATEST",
      arn: "arn:aws:lambda:us-west-2:123456789012:function:context",
      memory: "128",
      id: output.$metadata.requestId,
      custom: { who: "me" },
      left: true,
      table: "orders",
      task: true,
      file: "data",
      secret: null,
    });
  });

  it(verifies("lambda.invoke", "answers a JavaScript error with its type, message and trace"), async () => {
    await create(
      "failing",
      node('export const handler = async () => { throw new RangeError("no such order"); };'),
    );
    const output = await invoke("failing");
    expect(output).toMatchObject({ StatusCode: 200, FunctionError: "Unhandled" });
    expect(output.value).toEqual({
      errorType: "RangeError",
      errorMessage: "no such order",
      trace: expect.arrayContaining(["RangeError: no such order", expect.stringContaining("index.mjs")]),
    });
  });

  it.each<[string, object, Record<string, string>, string, string]>([
    [
      "a file that is not there",
      { Handler: "other.handler" },
      answering("1"),
      "Runtime.ImportModuleError",
      "Cannot find module 'other'",
    ],
    [
      "an export that is not there",
      { Handler: "index.other" },
      answering("1"),
      "Runtime.HandlerNotFound",
      "index.other is undefined or not exported",
    ],
    [
      "no export named",
      { Handler: "index" },
      answering("1"),
      "Runtime.MalformedHandlerName",
      "Bad handler: index",
    ],
    [
      "a handler outside",
      { Handler: "../index.handler" },
      answering("1"),
      "Runtime.MalformedHandlerName",
      "Bad handler: ../index.handler",
    ],
    ["no JavaScript", {}, node("this is not JavaScript"), "SyntaxError", "Unexpected identifier"],
    [
      "no Python",
      { Runtime: "python3.12", Handler: "index.handler" },
      { "index.py": "def handler(:" },
      "Runtime.UserCodeSyntaxError",
      "Syntax error in module 'index'",
    ],
    [
      "a Python module that is not there",
      { Runtime: "python3.12", Handler: "index.handler" },
      { "index.py": "import nothing_of_that_name" },
      "Runtime.ImportModuleError",
      "Unable to import module 'index': No module named 'nothing_of_that_name'",
    ],
    [
      "a Python function that is not there",
      { Runtime: "python3.12", Handler: "index.handler" },
      { "index.py": "other = 1" },
      "Runtime.HandlerNotFound",
      "Handler 'handler' missing on module 'index'",
    ],
  ])(
    verifies("lambda.invoke", "says what is wrong with %s"),
    async (what, more, files, errorType, message) => {
      const name = `broken-${what.replaceAll(/[^a-zA-Z]/g, "")}`;
      await create(name, files, more);
      const output = await invoke(name);
      expect(output.FunctionError).toBe("Unhandled");
      expect(output.value.errorType).toBe(errorType);
      expect(output.value.errorMessage).toContain(message);
    },
  );

  it(verifies("lambda.invoke", "ends a function that takes too long, in AWS's words"), async () => {
    await createPython(
      "slow",
      "import time\ndef lambda_handler(event, context):\n    time.sleep(event.get('s', 0))\n    return 'well'",
      {
        Timeout: 1,
      },
    );
    const output = await invoke("slow", { s: 60 });
    expect(output.FunctionError).toBe("Unhandled");
    expect(output.value).toEqual({
      errorType: "Sandbox.Timedout",
      errorMessage: `RequestId: ${output.$metadata.requestId} Error: Task timed out after 1.00 seconds`,
    });
    expect((await invoke("slow")).value).toBe("well");
  });

  it(verifies("lambda.invoke.log", "answers what was printed, by both languages"), async () => {
    await create(
      "telling",
      node(
        'export const handler = async () => { console.log("first"); console.error("second"); return 1; };',
      ),
    );
    await createPython(
      "telling-python",
      "import logging, sys\nlogging.getLogger().setLevel('INFO')\ndef lambda_handler(event, context):\n    print('first')\n    logging.info('told')\n    sys.stderr.write('second')\n    raise KeyError('k')",
    );
    const tail = async (name: string) => {
      const { LogResult = "", FunctionError } = await invoke(name, {}, { LogType: "Tail" });
      return { text: Buffer.from(LogResult, "base64").toString("utf8"), FunctionError };
    };
    for (let call = 0; call < 3; call += 1) {
      const { text } = await tail("telling");
      expect(text).toMatch(/^START RequestId: \S+ Version: \$LATEST\n/);
      expect(text).toContain("first\n");
      expect(text).toContain("second\n");
      expect(text).toMatch(/END RequestId: \S+\n$/);
      expect(text.match(/first/g)).toHaveLength(1);
    }
    const python = await tail("telling-python");
    expect(python.FunctionError).toBe("Unhandled");
    for (const part of ["first\n", "[INFO]\t", "\ttold\n", "second\n", "[ERROR] KeyError: 'k'\n"]) {
      expect(python.text).toContain(part);
    }
    expect((await invoke("telling")).LogResult).toBe(undefined);
    await createPython(
      "chatty-tail",
      "def lambda_handler(event, context):\n    for i in range(2000): print('é' * 10, i)",
    );
    const { text } = await tail("chatty-tail");
    expect(text).toContain(" 1999\n");
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(4_096);
    expect(text).not.toContain("\ufffd");
  });

  it(verifies("lambda.invoke.event", "takes an event at once, and a dry run runs nothing"), async () => {
    const folder = await mkdtemp(join(tmpdir(), "toolgate-events-"));
    await create(
      "writing",
      node(
        'import { writeFileSync } from "node:fs"; export const handler = async ({ file }) => writeFileSync(file, "done");',
      ),
    );
    const file = (name: string) => ({ file: join(folder, name) });
    expect(await invoke("writing", file("dry"), { InvocationType: "DryRun" })).toMatchObject({
      StatusCode: 204,
      text: "",
    });
    expect(await invoke("writing", file("event"), { InvocationType: "Event" })).toMatchObject({
      StatusCode: 202,
      text: "",
    });
    await vi.waitFor(async () => expect(await readdir(folder)).toEqual(["event"]), { timeout: 20_000 });
    expect(await refusal(invoke("absent", {}, { InvocationType: "Event" }))).toMatchObject({ status: 404 });
    await rm(folder, { recursive: true });
  });

  it(verifies("lambda.resolve", "runs what the configuration file registers too"), async () => {
    expect((await invoke("Echo", { a: 1 })).value).toMatchObject({ event: { a: 1 } });
    const { message } = await refusal(
      lambda.send(new GetFunctionConfigurationCommand({ FunctionName: "Echo" })),
    );
    expect(message).toContain("is registered in Toolgate's configuration file");
  });
});

describe("too much at once", () => {
  it(
    verifies("lambda.invoke.limits", "is refused with 429, and all that was taken is answered"),
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "toolgate-limits-"));
      const code = `import { existsSync } from "node:fs"; export const handler = async ({ go }) => {
      while (!existsSync(go)) await new Promise((resolve) => setTimeout(resolve, 10)); return "went"; };`;
      await create("holding", node(code), { Timeout: 120 });
      const path = "/2015-03-31/functions/holding/invocations";
      const body = JSON.stringify({ go: join(folder, "go") });
      const answers = Array.from({ length: 105 }, () =>
        fetch(`${toolgate.toolgate.controlUrl}${path}`, {
          method: "POST",
          headers: { authorization: "any" },
          body,
        }),
      );
      const first = await Promise.race(answers);
      expect(first.status).toBe(429);
      expect(first.headers.get("x-amzn-errortype")).toBe("TooManyRequestsException");
      expect(await first.json()).toMatchObject({
        Type: "User",
        message: expect.stringMatching(/^Rate Exceeded: .* 100 calls wait already\.$/),
      });
      await writeFile(join(folder, "go"), "");
      const statuses = (await Promise.all(answers)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(104);
      await rm(folder, { recursive: true });
    },
  );
});

describe("Python handlers", () => {
  it(verifies("lambda.python", "get AWS's context"), async () => {
    await createPython(
      "py-context",
      `import os
from decimal import Decimal
def lambda_handler(event, context):
    return {
        "event": event,
        "tool": context.client_context.custom["bedrockAgentCoreToolName"] if context.client_context else None,
        "name": context.function_name, "version": context.function_version, "arn": context.invoked_function_arn,
        "memory": context.memory_limit_in_mb, "id": context.aws_request_id, "identity": context.identity.cognito_identity_id,
        "left": 0 < context.get_remaining_time_in_millis() <= 3000, "region": os.environ["AWS_REGION"],
        "runtime": os.environ["AWS_EXECUTION_ENV"], "handler": os.environ["_HANDLER"],
        "files": sorted(os.listdir(".")), "price": Decimal("1.5"), "home": os.environ.get("TOOLGATE_DATA"), "text": "é\u{1F600}",
    }
`,
    );
    const ClientContext = Buffer.from('{"custom":{"bedrockAgentCoreToolName":"T___tool"}}').toString(
      "base64",
    );
    const output = await invoke("py-context", '{"big":123456789012345678901234567890}', { ClientContext });
    expect(output.text).toContain('"big": 123456789012345678901234567890');
    expect(output.value).toMatchObject({
      tool: "T___tool",
      name: "py-context",
      version: "$LATEST",
      arn: "arn:aws:lambda:us-west-2:123456789012:function:py-context",
      memory: "128",
      id: output.$metadata.requestId,
      identity: null,
      left: true,
      region: "us-west-2",
      runtime: "AWS_Lambda_python3.13",
      handler: "lambda_function.lambda_handler",
      files: ["lambda_function.py"],
      price: 1.5,
      home: null,
      text: "é\u{1F600}",
    });
    expect((await invoke("py-context")).value.tool).toBe(null);
  });

  it(verifies("lambda.python", "have exceptions in AWS's shape"), async () => {
    await createPython(
      "py-failing",
      `class NoSuchOrder(Exception): pass
def deeper(): raise NoSuchOrder("order 7")
def lambda_handler(event, context):
    if event.get("what") == "set": return {1, 2}
    if event.get("what") == "nan": return float("nan")
    deeper()
`,
    );
    const output = await invoke("py-failing");
    expect(output.FunctionError).toBe("Unhandled");
    expect(output.value).toEqual({
      errorMessage: "order 7",
      errorType: "NoSuchOrder",
      requestId: output.$metadata.requestId,
      stackTrace: [
        expect.stringMatching(
          /^ {2}File ".*\/lambda_function\.py", line 6, in lambda_handler\n {4}deeper\(\)\n/,
        ),
        expect.stringMatching(/^ {2}File ".*\/lambda_function\.py", line 2, in deeper\n/),
      ],
    });
    expect((await invoke("py-failing", { what: "set" })).value).toMatchObject({
      errorType: "Runtime.MarshalError",
      errorMessage: "Unable to marshal response: Object of type set is not JSON serializable",
    });
    expect((await invoke("py-failing", { what: "nan" })).value).toMatchObject({
      errorType: "Runtime.MarshalError",
    });
  });

  it(verifies("lambda.python", "of nested modules are kept warm"), async () => {
    await create(
      "py-nested",
      {
        "app/__init__.py": "",
        "app/main.py": "from . import count\ndef run(event, context): return count.up()",
        "app/count.py": "n = 0\ndef up():\n    global n\n    n += 1\n    return n",
      },
      { Runtime: "python3.13", Handler: "app/main.run" },
    );
    expect([(await invoke("py-nested")).value, (await invoke("py-nested")).value]).toEqual([1, 2]);
  });

  it(verifies("lambda.no-python", "say what is missing where there is no python3"), async () => {
    const { PATH } = process.env;
    process.env.PATH = "/nowhere";
    const bare = await runToolgate({ functions: [] }).finally(() => {
      process.env.PATH = PATH;
    });
    const client = connect(bare);
    const created = await client.send(
      new CreateFunctionCommand({
        FunctionName: "py",
        Runtime: "python3.13",
        Role: role,
        Handler: "a.b",
        Code: { ZipFile: archiveOf({ "a.py": "def b(e, c): return 1" }) },
      }),
    );
    expect(created).toMatchObject({
      State: "Failed",
      StateReasonCode: "InvalidRuntime",
      StateReason: expect.stringContaining("no python3 on its PATH"),
    });
    expect(await refusal(invoke("py", {}, {}, client))).toMatchObject({
      class: ResourceConflictException,
      message: expect.stringContaining("install Python 3 there"),
    });
    client.destroy();
    await bare.close();
  });
});

describe("changes", () => {
  it(
    verifies("lambda.updates", "are in force with the next call, and calls under way are finished"),
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "toolgate-updates-"));
      await create(
        "changing",
        node(`import { existsSync, writeFileSync } from "node:fs"; export const handler = async ({ folder }) => {
        if (folder === undefined) return "old";
        writeFileSync(folder + "/begun", "");
        while (!existsSync(folder + "/go")) await new Promise((resolve) => setTimeout(resolve, 10));
        return "old, to its end"; };`),
        { Timeout: 60 },
      );
      const underWay = invoke("changing", { folder });
      await vi.waitFor(async () => expect(await readdir(folder)).toEqual(["begun"]), { timeout: 20_000 });
      await lambda.send(
        new UpdateFunctionCodeCommand({
          FunctionName: "changing",
          ZipFile: archiveOf(answering("process.env.STAGE ?? 'new'")),
        }),
      );
      expect((await invoke("changing")).value).toBe("new");
      await invoke("writing", { file: join(folder, "go") });
      expect((await underWay).value).toBe("old, to its end");
      const Environment = { Variables: { STAGE: "later" } };
      await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: "changing", Environment }));
      expect((await invoke("changing")).value).toBe("later");
      await rm(folder, { recursive: true });
    },
  );

  it(verifies("lambda.environment", "have variables, which lie nowhere in clear on the disk"), async () => {
    const data = await mkdtemp(join(tmpdir(), "toolgate-variables-"));
    const own = await runToolgate({ data });
    const client = connect(own);
    const given = (Variables: Record<string, string>) =>
      client.send(
        new CreateFunctionCommand({
          FunctionName: "with-a-secret",
          Runtime: "nodejs20.x",
          Role: role,
          Handler: "index.handler",
          Code: { ZipFile: archiveOf(answering("process.env.API_KEY")) },
          Environment: { Variables },
        }),
      );
    await expect(given({ AWS_REGION: "x" })).rejects.toThrow(/AWS_REGION/);
    await given({ API_KEY: "sk-verysecret-0002" });
    expect((await invoke("with-a-secret", {}, {}, client)).value).toBe("sk-verysecret-0002");
    client.destroy();
    await own.close();
    for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const held = await readFile(join(entry.parentPath, entry.name));
      expect([entry.name, held.includes("sk-verysecret")]).toEqual([entry.name, false]);
    }
    await rm(data, { recursive: true });
  });

  it(verifies("lambda.restart", "survive a restart; what is not used any more is removed"), async () => {
    const data = await mkdtemp(join(tmpdir(), "toolgate-restart-"));
    const first = await runToolgate({ data });
    const client = connect(first);
    const make = (FunctionName: string, text: string) =>
      client.send(
        new CreateFunctionCommand({
          FunctionName,
          Runtime: "nodejs20.x",
          Role: role,
          Handler: "index.handler",
          Code: { ZipFile: archiveOf(answering(text)) },
          Environment: { Variables: { API_KEY: "sk-verysecret-0001" } },
        }),
      );
    await make("kept", "process.env.API_KEY");
    await make("dropped", "2");
    await client.send(new DeleteFunctionCommand({ FunctionName: "dropped" }));
    client.destroy();
    await first.close();

    const second = await runToolgate({ data });
    const again = connect(second);
    expect((await invoke("kept", {}, {}, again)).value).toBe("sk-verysecret-0001");
    expect(await refusal(invoke("dropped", {}, {}, again))).toMatchObject({
      class: ResourceNotFoundException,
    });
    expect(await readdir(join(data, "functions", "archives"))).toHaveLength(1);
    again.destroy();
    await second.close();
    expect(await readdir(join(data, "functions", "unpacked"))).toEqual([]);
    await rm(data, { recursive: true });
  });

  it(verifies("lambda.off-loopback", "are not taken off loopback, unless that is allowed"), async () => {
    const attempt = async (settings: object) => {
      const open = await runToolgate({ host: "0.0.0.0", unknownRoles: "trust", ...settings });
      const client = connect(open);
      const input = {
        FunctionName: "off",
        Runtime: "nodejs22.x" as const,
        Role: role,
        Handler: "index.handler",
        Code: { ZipFile: archiveOf(answering("1")) },
      };
      const made = await refusal(client.send(new CreateFunctionCommand(input)));
      const update = new UpdateFunctionConfigurationCommand({ FunctionName: "off", Timeout: 4 });
      const changed = await refusal(client.send(update));
      client.destroy();
      await open.close();
      return [made, changed].map(({ status, message }) => ({ status, message }));
    };
    const refused = {
      status: 403,
      message:
        "Toolgate takes no code while it listens off loopback: whoever uploads a function runs programs on this machine. Start it with --allow-uploaded-code if that is wanted.",
    };
    expect(await attempt({})).toEqual([refused, refused]);
    const taken = { status: undefined, message: undefined };
    expect(await attempt({ allowUploadedCode: true })).toEqual([taken, taken]);
  });
});

describe("a gateway's Lambda target", () => {
  it(
    verifies("lambda.policy", "may be called by a role that the function's own policy lets in"),
    async () => {
      const iam = connectIam(toolgate);
      const RoleName = "GatewayWithoutInvoke";
      const trust = {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "bedrock-agentcore.amazonaws.com" },
            Action: "sts:AssumeRole",
          },
        ],
      };
      const { Role } = await iam.send(
        new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }),
      );
      const { FunctionArn } = await create("guarded", answering("'reached'"));
      const gateway = await toolgate.createGateway(
        "guarding",
        { Guarded: [{ name: "call", inputSchema: { type: "object" } }] },
        { exceptionLevel: "DEBUG", roleArn: Role?.Arn },
        FunctionArn,
      );
      const token = await toolgate.issuer.token({ sub: "agent" });
      const call = async () => {
        const { body } = await callTool(gateway.gatewayUrl ?? "", token, "Guarded___call", {});
        return body.result.content[0].text;
      };
      const denied = expect.stringContaining(`Access denied while invoking Lambda function ${FunctionArn}`);
      const grant = (StatementId: string, Principal: string | undefined) =>
        lambda.send(
          new AddPermissionCommand({
            FunctionName: "guarded",
            StatementId,
            Action: "lambda:InvokeFunction",
            Principal,
          }),
        );
      expect(await call()).toEqual(denied);
      await grant("account", "123456789012");
      expect(await call()).toEqual(denied);
      await grant("other", "arn:aws:iam::123456789012:role/Other");
      expect(await call()).toEqual(denied);
      await grant("role", Role?.Arn);
      expect(await call()).toBe('"reached"');
      await lambda.send(new RemovePermissionCommand({ FunctionName: "guarded", StatementId: "role" }));
      expect(await call()).toEqual(denied);
      iam.destroy();
    },
  );

  it(
    verifies("lambda.resolve", "is an uploaded function, with its errors and its client context"),
    async () => {
      const { FunctionArn } = await createPython(
        "refunds",
        `def lambda_handler(event, context):
    if event["amount"] > 1000: raise ValueError("too much")
    custom = context.client_context.custom
    return {"refunded": event["amount"], "tool": custom["bedrockAgentCoreToolName"]}
`,
      );
      const inputSchema = { type: "object" as const, properties: { amount: { type: "integer" as const } } };
      const gateway = await toolgate.createGateway(
        "uploaded",
        { Refunds: [{ name: "refund", inputSchema }] },
        { exceptionLevel: "DEBUG" },
        FunctionArn,
      );
      const token = await toolgate.issuer.token({ sub: "agent" });
      const url = gateway.gatewayUrl ?? "";
      const call = async (amount: number) =>
        (await callTool(url, token, "Refunds___refund", { amount })).body.result;
      expect(JSON.parse((await call(450)).content[0].text)).toEqual({
        refunded: 450,
        tool: "Refunds___refund",
      });
      const failed = await call(5_000);
      expect(failed.isError).toBe(true);
      expect(JSON.stringify(failed)).toContain("ValueError: too much");
    },
  );
});

describe("callers who sign", () => {
  it(
    verifies(
      "lambda.callers",
      "need lambda:InvokeFunction, iam:PassRole and their like, or the function's word",
    ),
    async () => {
      const { data, key } = await folderWithOperator();
      const signed = await runToolgate({ data });
      const endpoint = signed.toolgate.controlUrl;
      const operator = { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey };
      const iam = new IAMClient({ endpoint, region: "us-east-1", credentials: operator });
      const lambdaOf = (credentials: typeof operator) =>
        new LambdaClient({ endpoint, region: "us-west-2", credentials, maxAttempts: 1 });
      const user = await iam.send(new CreateUserCommand({ UserName: "ann" }));
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "ann" }));
      const [own, hers] = [
        lambdaOf(operator),
        lambdaOf({
          accessKeyId: AccessKey?.AccessKeyId ?? "",
          secretAccessKey: AccessKey?.SecretAccessKey ?? "",
        }),
      ];
      const input = {
        FunctionName: "signed",
        Runtime: "nodejs22.x" as const,
        Role: role,
        Handler: "index.handler",
        Code: { ZipFile: archiveOf(answering("'reached'")) },
      };
      const { FunctionArn } = await own.send(new CreateFunctionCommand(input));
      const refused = (action: string, resource: string | undefined) => ({
        status: 403,
        message: `User: ${user.User?.Arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
      });
      expect(await refusal(invoke("signed", {}, {}, hers))).toMatchObject(
        refused("lambda:InvokeFunction", FunctionArn),
      );
      const permission = { FunctionName: "signed", StatementId: "ann", Action: "lambda:InvokeFunction" };
      await own.send(new AddPermissionCommand({ ...permission, Principal: user.User?.Arn }));
      expect((await invoke("signed", {}, {}, hers)).value).toBe("reached");
      const PolicyDocument = JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "lambda:CreateFunction", Resource: "*" }],
      });
      await iam.send(new PutUserPolicyCommand({ UserName: "ann", PolicyName: "own", PolicyDocument }));
      const another = new CreateFunctionCommand({ ...input, FunctionName: "another" });
      expect(await refusal(hers.send(another))).toMatchObject(refused("iam:PassRole", role));
      for (const client of [iam, own, hers]) client.destroy();
      await signed.close();
      await rm(data, { recursive: true });
    },
  );
});
