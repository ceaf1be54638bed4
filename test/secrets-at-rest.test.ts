import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  BedrockAgentCoreControlClient,
  CreateGatewayCommand,
  ListGatewaysCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  ListAccessKeysCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { signatureHeaders } from "@toolgate/server";
import { afterAll, expect, it } from "vitest";
import { rawRequest } from "./raw-request.ts";
import { repository, runCommand, toolgateCommand } from "./run-command.ts";
import { verifies } from "./verifies.ts";

const folder = mkdtempSync(join(tmpdir(), "toolgate-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function filesIn(path: string): string[] {
  return readdirSync(path).flatMap((name) => {
    const file = join(path, name);
    return statSync(file).isDirectory() ? filesIn(file) : [file];
  });
}

it(
  verifies("secrets.nowhere", "secrets are in clear in no file, log, record, list or error after a run"),
  async () => {
    const child = spawn(
      process.execPath,
      [...toolgateCommand, "serve", "--port", "0", "--data", folder, "--idp", "--log-level", "debug"],
      { cwd: repository, stdio: ["ignore", "pipe", "pipe"] },
    );
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    const url = String(line).replace(/^toolgate listening on /, "");
    const shown: string[] = [];
    const cli = async (environment: Record<string, string>, ...args: string[]) => {
      const ended = await runCommand(
        process.execPath,
        [...toolgateCommand, ...args, "--url", url],
        environment,
      );
      return ended.stdout;
    };

    const operator = JSON.parse(await cli({}, "keys", "create", "--json"));
    const config = { endpoint: url, region: "us-west-2", credentials: operator, maxAttempts: 1 };
    const iam = new IAMClient(config);
    const user = await iam.send(new CreateUserCommand({ UserName: "ann" }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "ann" }));
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: user.User?.Arn }, Action: "sts:AssumeRole" }],
    });
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName: "Agent", AssumeRolePolicyDocument }));
    const credentials = {
      accessKeyId: AccessKey?.AccessKeyId ?? "",
      secretAccessKey: AccessKey?.SecretAccessKey ?? "",
    };
    const { Credentials: session } = await new STSClient({ ...config, credentials }).send(
      new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "one" }),
    );
    const secrets = [
      operator.secretAccessKey,
      credentials.secretAccessKey,
      session?.SecretAccessKey ?? "",
      session?.SessionToken ?? "",
    ];
    expect(secrets.every((secret) => secret.length >= 40)).toBe(true);

    // What they are told who may not, whose secret is another, and who asks for what there is.
    const failed = async (work: Promise<unknown>) => {
      const error = await work.then(
        () => undefined,
        (cause: Error) => cause,
      );
      expect(error).toBeDefined();
      shown.push(String(error?.message), JSON.stringify(error));
    };
    const asSession = {
      accessKeyId: session?.AccessKeyId ?? "",
      secretAccessKey: session?.SecretAccessKey ?? "",
      sessionToken: session?.SessionToken ?? "",
    };
    const list = (who: object) =>
      new BedrockAgentCoreControlClient({ ...config, ...who }).send(new ListGatewaysCommand({}));
    await failed(list({ credentials: asSession }));
    await failed(list({ credentials: { ...asSession, secretAccessKey: "wrong" } }));
    await failed(list({ credentials: { ...credentials, secretAccessKey: "wrong" } }));
    shown.push(JSON.stringify(await iam.send(new ListAccessKeysCommand({ UserName: "ann" }))));
    const gateway = await new BedrockAgentCoreControlClient(config).send(
      new CreateGatewayCommand({ name: "signed", roleArn: Role?.Arn, authorizerType: "AWS_IAM" }),
    );
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
    const at = new URL(String(gateway.gatewayUrl));
    for (const who of [operator, asSession, { ...asSession, secretAccessKey: "wrong" }]) {
      const asked = {
        method: "POST",
        url: at,
        body,
        service: "bedrock-agentcore",
        region: "us-west-2",
        now: Date.now(),
      };
      const headers = { "content-type": "application/json", ...signatureHeaders(asked, who) };
      shown.push((await rawRequest(String(at), { method: "POST", headers, body })).text);
    }
    const environment = {
      AWS_ACCESS_KEY_ID: operator.accessKeyId,
      AWS_SECRET_ACCESS_KEY: operator.secretAccessKey,
    };
    for (const verb of [
      ["keys", "list", "--json"],
      ["changes", "--json"],
      ["records", "--json"],
      ["status", "--json"],
    ]) {
      shown.push(await cli(environment, ...verb));
    }
    child.kill("SIGTERM");
    await once(child, "exit");

    const files = filesIn(folder);
    expect(files.map((file) => file.slice(folder.length + 1))).toEqual(
      expect.arrayContaining(["idp-keys.json", "sealing.key", "toolgate.db"]),
    );
    const places = [
      ...files.map((file) => [file, readFileSync(file).toString("latin1")] as const),
      ["the log", said] as const,
      ...shown.map((text, index) => [`answer ${index}`, text] as const),
    ];
    // The search itself must be able to find something.
    expect(places.filter(([, text]) => text.includes(credentials.accessKeyId)).length).toBeGreaterThan(2);
    const found = places.filter(([, text]) => [...secrets, '"d":'].some((secret) => text.includes(secret)));
    expect(found.map(([place]) => place)).toEqual([]);
  },
);
