import {
  CloudWatchLogsClient,
  CreateDeliveryCommand,
  CreateLogGroupCommand,
  DeleteDeliveryCommand,
  DeleteDeliveryDestinationCommand,
  DeleteDeliverySourceCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  DescribeDeliveriesCommand,
  DescribeDeliveryDestinationsCommand,
  DescribeDeliverySourcesCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetDeliveryCommand,
  GetDeliveryDestinationCommand,
  GetDeliverySourceCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutDeliveryDestinationCommand,
  PutDeliverySourceCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DecidingGateway, decidingGateway, operation, recordOf } from "./deciding-gateway.ts";
import { callTool, type RunningToolgate, rpc, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const schema = { type: "object", properties: { amount: { type: "integer" } } } as const;
const permitSend =
  'permit(principal, action == AgentCore::Action::"Pay___send", resource == GATEWAY) when { context.input has amount && context.input.amount <= 500 };';

let running: RunningToolgate;
let logs: CloudWatchLogsClient;
let own: DecidingGateway;
let other: DecidingGateway;
let token: string;

const clientOf = (region: string) =>
  new CloudWatchLogsClient({
    endpoint: running.toolgate.controlUrl,
    region,
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
  });

const groupOf = ({ gateway }: DecidingGateway) =>
  `/aws/vendedlogs/bedrock-agentcore/gateway/APPLICATION_LOGS/${gateway.gatewayId}`;

const gatewayWith = (name: string) =>
  decidingGateway(running, name, {
    targets: { Pay: [{ name: "send", inputSchema: schema }] },
    statements: [permitSend],
  });

beforeAll(async () => {
  running = await runToolgate();
  logs = clientOf("us-west-2");
  own = await gatewayWith("pay-logs");
  other = await gatewayWith("pay-other");
  token = await running.issuer.token({ sub: "ann" });
  // Four events, three, three.
  await callTool(own.url, token, "Pay___send", { amount: 7 });
  await callTool(own.url, token, "Pay___send", { amount: 700 });
  await rpc(own.url, token, "tools/list");
  await callTool(other.url, token, "Pay___send", { amount: 8 });
});

afterAll(async () => {
  logs.destroy();
  await running.close();
});

const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable("it should be refused"),
    (error: Error) => [error.name, error.message],
  );

/** What the events say, in one line each. */
async function said(input: Partial<FilterLogEventsCommandInput>): Promise<string[]> {
  const { events = [] } = await logs.send(
    new FilterLogEventsCommand({ logGroupName: groupOf(own), ...input }),
  );
  return events.map(({ message }) => JSON.parse(String(message)).body.log);
}

const everything = [
  "Started processing request",
  "Policy evaluation completed",
  expect.stringMatching(/^Processing request for tool Pay___send from target [0-9A-Za-z]{10}$/),
  "Successfully processed request",
  "Started processing request",
  "Policy evaluation denied request",
  "Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to no determining policies]",
  "Started processing request",
  "Policy evaluation completed",
  "Successfully processed request",
];

describe("reading", () => {
  it(
    verifies("telemetry.logs.read", "the gateway's group has its records alone, without any set-up"),
    async () => {
      const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: groupOf(own) }));
      expect(events.map(({ message }) => JSON.parse(String(message)).body.log)).toEqual(everything);
      const [first] = events;
      expect(first).toEqual({
        logStreamName: "BedrockAgentCore_ApplicationLogs",
        timestamp: JSON.parse(String(first?.message)).event_timestamp,
        ingestionTime: first?.timestamp,
        message: expect.any(String),
        eventId: expect.stringMatching(/^\d{20}$/),
      });
      expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(10);
      const policy = JSON.parse(String(events[1]?.message)).body.policy;
      expect(policy).toEqual({
        decision: "ALLOW",
        policyEngineArn: own.engineArn,
        determiningPolicies: [own.policies[0]],
        latencyMs: expect.any(Number),
        principal: { entityType: "AgentCore::OAuthUser", entityId: "ann" },
      });
    },
  );

  it(verifies("telemetry.logs.read", "by name or ARN, and not from another Region"), async () => {
    const arn = `arn:aws:logs:us-west-2:123456789012:log-group:${groupOf(own)}`;
    for (const logGroupIdentifier of [arn, `${arn}:*`, groupOf(own)]) {
      const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupIdentifier }));
      expect(events).toHaveLength(10);
    }
    const elsewhere = clientOf("eu-west-1");
    const absent = await refused(elsewhere.send(new FilterLogEventsCommand({ logGroupName: groupOf(own) })));
    const spans = await elsewhere.send(new FilterLogEventsCommand({ logGroupName: "aws/spans" }));
    elsewhere.destroy();
    expect(absent).toEqual([
      "ResourceNotFoundException",
      expect.stringContaining("The specified log group does not exist"),
    ]);
    expect(spans.events).toEqual([]);
  });

  it.each([1, 2, 3, 4, 7, 10, 100])(
    verifies("telemetry.logs.read", "%d events at a time are all events, each once, from either end"),
    async (limit) => {
      for (const startFromHead of [true, false]) {
        const found: string[] = [];
        let nextToken: string | undefined;
        do {
          const page = await logs.send(
            new FilterLogEventsCommand({ logGroupName: groupOf(own), limit, startFromHead, nextToken }),
          );
          expect((page.events ?? []).length).toBeLessThanOrEqual(limit);
          found.push(...(page.events ?? []).map(({ eventId }) => String(eventId)));
          nextToken = page.nextToken;
        } while (nextToken !== undefined);
        expect(found).toHaveLength(10);
        expect(found.toSorted()).toEqual(startFromHead ? found : found.toReversed());
      }
    },
  );

  it(verifies("telemetry.logs.read", "only within the time asked for"), async () => {
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: groupOf(own) }));
    const last = Number(events.at(-1)?.timestamp);
    expect(await said({ startTime: last + 60_000 })).toEqual([]);
    expect(await said({ endTime: Number(events[0]?.timestamp) - 60_000 })).toEqual([]);
    expect(await said({ startTime: Number(events[0]?.timestamp), endTime: last })).toEqual(everything);
    const after = await logs.send(
      new FilterLogEventsCommand({ logGroupName: groupOf(own), startTime: Number(events[4]?.timestamp) }),
    );
    expect(after.events?.every(({ timestamp }) => Number(timestamp) >= Number(events[4]?.timestamp))).toBe(
      true,
    );
    expect(after.events?.length).toBeLessThan(11);
  });

  it(verifies("telemetry.logs.read", "aws/spans has the spans of every gateway"), async () => {
    const { events = [] } = await logs.send(
      new FilterLogEventsCommand({ logGroupName: "aws/spans", filterPattern: '{ $.kind = "SERVER" }' }),
    );
    const spans = events.map(({ message }) => JSON.parse(String(message)));
    expect(spans.map(({ name, attributes }) => [name, attributes["gateway.name"]])).toEqual([
      ["AgentCore.Gateway.InvokeTool", "pay-logs"],
      ["AgentCore.Gateway.InvokeTool", "pay-logs"],
      ["AgentCore.Gateway.ListTools", "pay-logs"],
      ["AgentCore.Gateway.InvokeTool", "pay-other"],
    ]);
    expect(events.every(({ logStreamName }) => logStreamName === "default")).toBe(true);
  });

  it(verifies("telemetry.logs.read", "GetLogEvents begins at the end and goes both ways"), async () => {
    const stream = { logGroupName: groupOf(own), logStreamName: "BedrockAgentCore_ApplicationLogs" };
    const logOf = ({ message }: { message?: string | undefined }) => JSON.parse(String(message)).body.log;
    const newest = await logs.send(new GetLogEventsCommand({ ...stream, limit: 3 }));
    expect(newest.events?.map(logOf)).toEqual(everything.slice(7));
    const before = await logs.send(
      new GetLogEventsCommand({ ...stream, limit: 3, nextToken: newest.nextBackwardToken }),
    );
    expect(before.events?.map(logOf)).toEqual(everything.slice(4, 7));
    const again = await logs.send(
      new GetLogEventsCommand({
        ...stream,
        limit: 3,
        nextToken: before.nextForwardToken,
        startFromHead: true,
      }),
    );
    expect(again.events?.map(logOf)).toEqual(everything.slice(7));
    const end = await logs.send(
      new GetLogEventsCommand({ ...stream, nextToken: again.nextForwardToken, startFromHead: true }),
    );
    expect([end.events, end.nextForwardToken]).toEqual([[], again.nextForwardToken]);
    const head = await logs.send(new GetLogEventsCommand({ ...stream, limit: 2, startFromHead: true }));
    expect(head.events?.map(logOf)).toEqual(everything.slice(0, 2));
  });

  it(verifies("telemetry.logs.read", "a group has one stream, with the times of its events"), async () => {
    const { logStreams } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: groupOf(own) }));
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: groupOf(own) }));
    expect(logStreams).toEqual([
      {
        logStreamName: "BedrockAgentCore_ApplicationLogs",
        creationTime: events[0]?.timestamp,
        firstEventTimestamp: events[0]?.timestamp,
        lastEventTimestamp: events.at(-1)?.timestamp,
        lastIngestionTime: events.at(-1)?.timestamp,
        arn: `arn:aws:logs:us-west-2:123456789012:log-group:${groupOf(own)}:log-stream:BedrockAgentCore_ApplicationLogs`,
        storedBytes: 0,
      },
    ]);
  });

  it(verifies("telemetry.logs.read", "what cannot be read is refused by name"), async () => {
    const send = (input: Partial<FilterLogEventsCommandInput>) =>
      refused(logs.send(new FilterLogEventsCommand({ logGroupName: groupOf(own), ...input })));
    expect(await send({ logGroupName: "/no/such" })).toEqual([
      "ResourceNotFoundException",
      "The specified log group does not exist: /no/such. A gateway's is /aws/vendedlogs/bedrock-agentcore/gateway/APPLICATION_LOGS/<gatewayId>; spans are in aws/spans.",
    ]);
    expect(await send({ nextToken: "abc" })).toEqual([
      "InvalidParameterException",
      "The specified nextToken is invalid: it was not issued by Toolgate. Ask again without it.",
    ]);
    expect(await send({ logStreamNames: ["other"] })).toEqual([
      "ResourceNotFoundException",
      "The specified log stream does not exist: other. This group's only one is BedrockAgentCore_ApplicationLogs.",
    ]);
    expect(await send({ logGroupIdentifier: "x" })).toEqual([
      "InvalidParameterException",
      "Give exactly one of logGroupName and logGroupIdentifier.",
    ]);
    expect(await send({ unmask: true })).toEqual([
      "InvalidParameterException",
      "1 validation error detected: Value at 'unmask' failed to satisfy constraint: nothing is masked; leave it out",
    ]);
  });

  it(verifies("telemetry.logs.patterns", "find what they say among a gateway's records"), async () => {
    expect(await said({ filterPattern: "{ $.body.isError = true }" })).toEqual(everything.slice(5, 7));
    expect(await said({ filterPattern: '"Tool Execution Denied"' })).toEqual([everything[6]]);
    expect(
      await said({ filterPattern: "{ $.body.policy.decision = DENY && $.severityNumber >= 17 }" }),
    ).toEqual([everything[5]]);
    const [denied] = (
      await logs.send(
        new FilterLogEventsCommand({
          logGroupName: groupOf(own),
          filterPattern: '{ $.body.log = "Tool*Denied*" }',
        }),
      )
    ).events ?? [undefined];
    const { request_id } = JSON.parse(String(denied?.message));
    const record = (await (
      await operation(running, `/toolgate/v1/decisions?requestId=${request_id}`)
    ).json()) as {
      decisions: { decision: string }[];
    };
    expect(record.decisions.map(({ decision }) => decision)).toEqual(["DENY"]);
  });
});

describe("log groups", () => {
  it(verifies("telemetry.logs.groups", "are a gateway's, aws/spans, and those that are made"), async () => {
    const listed = async (input: object = {}) =>
      (await logs.send(new DescribeLogGroupsCommand(input))).logGroups?.map(
        ({ logGroupName }) => logGroupName,
      );
    expect(await listed()).toEqual([groupOf(own), groupOf(other), "aws/spans"]);
    await logs.send(new CreateLogGroupCommand({ logGroupName: "/my/group", tags: { team: "payments" } }));
    expect(await listed({ logGroupNamePrefix: "/my" })).toEqual(["/my/group"]);
    expect(await listed({ logGroupNamePattern: "spans" })).toEqual(["aws/spans"]);
    const first = await logs.send(new DescribeLogGroupsCommand({ limit: 1 }));
    expect(await listed({ limit: 1, nextToken: first.nextToken })).toEqual([groupOf(other)]);
    expect(await refused(logs.send(new CreateLogGroupCommand({ logGroupName: "/my/group" })))).toEqual([
      "ResourceAlreadyExistsException",
      "The specified log group already exists: /my/group.",
    ]);
    const arn = "arn:aws:logs:us-west-2:123456789012:log-group:/my/group";
    await logs.send(new TagResourceCommand({ resourceArn: arn, tags: { env: "test" } }));
    await logs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: ["team"] }));
    const { tags } = await logs.send(new ListTagsForResourceCommand({ resourceArn: arn }));
    expect(tags).toEqual({ env: "test" });
    await logs.send(new DeleteLogGroupCommand({ logGroupName: "/my/group" }));
    expect(await refused(logs.send(new DeleteLogGroupCommand({ logGroupName: "/my/group" })))).toEqual([
      "ResourceNotFoundException",
      expect.stringContaining("/my/group"),
    ]);
  });

  it.each<[object, string]>([
    [{ logGroupName: "aws/mine" }, "Log groups starting with AWS/ are reserved for AWS: aws/mine."],
    [
      { logGroupName: "a b" },
      "1 validation error detected: Value at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
    ],
    [
      { logGroupName: "a", kmsKeyId: "arn:aws:kms:us-west-2:123456789012:key/k" },
      "1 validation error detected: Value at 'kmsKeyId' failed to satisfy constraint: log groups are not encrypted with a key of KMS; leave it out",
    ],
  ])(verifies("telemetry.logs.groups", "%j is refused: %s"), async (input, message) => {
    const create = new CreateLogGroupCommand({ logGroupName: "x", ...input });
    expect(await refused(logs.send(create))).toEqual(["InvalidParameterException", message]);
  });

  it(
    verifies("telemetry.logs.groups", "a gateway's can be made once, kept for days, and emptied"),
    async () => {
      const gone = await gatewayWith("pay-gone");
      const logGroupName = groupOf(gone);
      const answer = await callTool(gone.url, token, "Pay___send", { amount: 7 });
      const count = async () =>
        (await logs.send(new FilterLogEventsCommand({ logGroupName }))).events?.length;
      await logs.send(new CreateLogGroupCommand({ logGroupName }));
      expect(await refused(logs.send(new CreateLogGroupCommand({ logGroupName })))).toEqual([
        "ResourceAlreadyExistsException",
        expect.any(String),
      ]);
      await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 30 }));
      const described = new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName });
      expect((await logs.send(described)).logGroups?.[0]?.retentionInDays).toBe(30);
      expect(await count()).toBe(4);
      await logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
      expect((await logs.send(described)).logGroups?.[0]?.retentionInDays).toBeUndefined();
      await logs.send(new DeleteLogGroupCommand({ logGroupName }));
      expect(await count()).toBe(0);
      // What was decided is still recorded.
      expect(await recordOf(running, answer)).toMatchObject({ decision: "ALLOW" });
      const wrong = logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 2 }));
      expect(await refused(wrong)).toEqual([
        "InvalidParameterException",
        expect.stringContaining("'retentionInDays' failed to satisfy constraint: must be one of 1, 3, 5, 7"),
      ]);
    },
  );
});

describe("deliveries", () => {
  it(
    verifies("telemetry.logs.deliveries", "as the Python client sets them up, and to a group of one's own"),
    async () => {
      const resourceArn = String(own.gateway.gatewayArn);
      const id = String(own.gateway.gatewayId);
      await logs.send(new CreateLogGroupCommand({ logGroupName: groupOf(own) }));
      const source = async (name: string, logType: string) =>
        (await logs.send(new PutDeliverySourceCommand({ name, resourceArn, logType }))).deliverySource;
      expect(await source(`${id}-logs-source`, "APPLICATION_LOGS")).toEqual({
        name: `${id}-logs-source`,
        arn: `arn:aws:logs:us-west-2:123456789012:delivery-source:${id}-logs-source`,
        resourceArns: [resourceArn],
        service: "bedrock-agentcore",
        logType: "APPLICATION_LOGS",
        tags: {},
      });
      await source(`${id}-traces-source`, "TRACES");
      const logGroup = `arn:aws:logs:us-west-2:123456789012:log-group:${groupOf(own)}`;
      const { deliveryDestination: toLogs } = await logs.send(
        new PutDeliveryDestinationCommand({
          name: `${id}-logs-destination`,
          deliveryDestinationType: "CWL",
          deliveryDestinationConfiguration: { destinationResourceArn: logGroup },
        }),
      );
      expect(toLogs).toEqual({
        name: `${id}-logs-destination`,
        arn: `arn:aws:logs:us-west-2:123456789012:delivery-destination:${id}-logs-destination`,
        deliveryDestinationType: "CWL",
        outputFormat: "json",
        deliveryDestinationConfiguration: { destinationResourceArn: logGroup },
        tags: {},
      });
      const { deliveryDestination: toXray } = await logs.send(
        new PutDeliveryDestinationCommand({
          name: `${id}-traces-destination`,
          deliveryDestinationType: "XRAY",
        }),
      );
      const deliver = (deliverySourceName: string, deliveryDestinationArn: string | undefined) =>
        logs.send(new CreateDeliveryCommand({ deliverySourceName, deliveryDestinationArn }));
      const { delivery } = await deliver(`${id}-logs-source`, toLogs?.arn);
      const { delivery: traces } = await deliver(`${id}-traces-source`, toXray?.arn);
      expect([delivery?.deliveryDestinationType, traces?.deliveryDestinationType]).toEqual(["CWL", "XRAY"]);
      expect(delivery?.id).toMatch(/^[0-9a-z]{16}$/);
      expect((await logs.send(new GetDeliveryCommand({ id: delivery?.id }))).delivery).toEqual(delivery);

      expect(await refused(deliver(`${id}-logs-source`, toLogs?.arn))).toEqual([
        "ConflictException",
        `The delivery ${delivery?.id} goes from ${id}-logs-source to ${id}-logs-destination already.`,
      ]);
      expect(await refused(deliver(`${id}-logs-source`, toXray?.arn))).toEqual([
        "ValidationException",
        `APPLICATION_LOGS are delivered to a log group (CWL), and ${id}-traces-destination is of type XRAY.`,
      ]);
      expect(await refused(source(`${id}-again`, "TRACES"))).toEqual([
        "ConflictException",
        `The delivery source ${id}-traces-source has the same resource and log type; use it, or delete it first.`,
      ]);

      // Events are not doubled by a delivery to the group that has them anyway.
      expect((await said({})).length).toBe(10);
      await logs.send(new CreateLogGroupCommand({ logGroupName: "/my/own" }));
      const { deliveryDestination: mine } = await logs.send(
        new PutDeliveryDestinationCommand({
          name: "mine",
          deliveryDestinationConfiguration: {
            destinationResourceArn: "arn:aws:logs:us-west-2:123456789012:log-group:/my/own:*",
          },
        }),
      );
      const { delivery: toMine } = await deliver(`${id}-logs-source`, mine?.arn);
      expect(await said({ logGroupName: "/my/own" })).toEqual([]);
      await rpc(own.url, token, "tools/list");
      expect(await said({ logGroupName: "/my/own" })).toEqual(everything.slice(7));

      const ids = (await logs.send(new DescribeDeliveriesCommand({}))).deliveries?.map((each) => each.id);
      expect(ids?.toSorted()).toEqual([delivery?.id, traces?.id, toMine?.id].toSorted());
      const { deliverySources } = await logs.send(new DescribeDeliverySourcesCommand({}));
      expect(deliverySources?.map(({ name }) => name)).toEqual([`${id}-logs-source`, `${id}-traces-source`]);
      const { deliveryDestinations } = await logs.send(new DescribeDeliveryDestinationsCommand({}));
      expect(deliveryDestinations?.map(({ name }) => name)).toEqual([
        "mine",
        `${id}-logs-destination`,
        `${id}-traces-destination`,
      ]);
      expect(
        (await logs.send(new GetDeliverySourceCommand({ name: `${id}-logs-source` }))).deliverySource?.arn,
      ).toBe(`arn:aws:logs:us-west-2:123456789012:delivery-source:${id}-logs-source`);
      expect(
        (await logs.send(new GetDeliveryDestinationCommand({ name: "mine" }))).deliveryDestination,
      ).toEqual(mine);

      expect(
        await refused(logs.send(new DeleteDeliverySourceCommand({ name: `${id}-logs-source` }))),
      ).toEqual([
        "ConflictException",
        expect.stringMatching(/ is in use by the delivery [0-9a-z]{16}; delete that first\.$/),
      ]);
      for (const each of [delivery, traces, toMine])
        await logs.send(new DeleteDeliveryCommand({ id: each?.id }));
      for (const { name } of deliverySources ?? [])
        await logs.send(new DeleteDeliverySourceCommand({ name }));
      for (const { name } of deliveryDestinations ?? []) {
        await logs.send(new DeleteDeliveryDestinationCommand({ name }));
      }
      expect((await logs.send(new DescribeDeliveriesCommand({}))).deliveries).toEqual([]);
      expect(await said({ logGroupName: "/my/own" })).toEqual([]);
    },
  );

  it.each<[object, string, string]>([
    [
      { resourceArn: "arn:aws:s3:::bucket" },
      "ValidationException",
      "Logs are delivered from gateways here, and arn:aws:s3:::bucket is not the ARN of one.",
    ],
    [
      { resourceArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/absent-abcdefghij" },
      "ResourceNotFoundException",
      "There is no gateway arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/absent-abcdefghij.",
    ],
    [
      { logType: "USAGE_LOGS" },
      "ValidationException",
      "A gateway has the log types APPLICATION_LOGS and TRACES, and not USAGE_LOGS.",
    ],
  ])(verifies("telemetry.logs.deliveries", "a source with %j is refused"), async (change, name, message) => {
    const input = { name: "s", resourceArn: String(other.gateway.gatewayArn), logType: "TRACES", ...change };
    expect(await refused(logs.send(new PutDeliverySourceCommand(input)))).toEqual([name, message]);
  });

  it.each<[object, string, string]>([
    [
      { deliveryDestinationConfiguration: { destinationResourceArn: "arn:aws:s3:::bucket" } },
      "ValidationException",
      "Delivery to Amazon S3 is not built; deliver to a log group (CWL) or to X-Ray (XRAY).",
    ],
    [
      {},
      "ValidationException",
      "A delivery destination needs the ARN of a log group in deliveryDestinationConfiguration.destinationResourceArn, or the type XRAY.",
    ],
    [
      {
        deliveryDestinationConfiguration: {
          destinationResourceArn: "arn:aws:logs:us-west-2:123456789012:log-group:/no/such",
        },
      },
      "ResourceNotFoundException",
      expect.stringContaining("/no/such"),
    ],
    [
      { deliveryDestinationType: "XRAY", outputFormat: "parquet" },
      "InvalidParameterException",
      "1 validation error detected: Value at 'outputFormat' failed to satisfy constraint: records are JSON: leave it out, or say json",
    ],
  ])(
    verifies("telemetry.logs.deliveries", "a destination with %j is refused"),
    async (change, name, message) => {
      const put = new PutDeliveryDestinationCommand({ name: "d", ...change });
      expect(await refused(logs.send(put))).toEqual([name, message]);
    },
  );
});
