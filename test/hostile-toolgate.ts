/** A Toolgate with a gateway on a policy engine, and a way to send it any bytes. */
import { createHash, createHmac, createPublicKey } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ListGatewayTargetsCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import { openDatabase } from "@toolgate/server";
import { CompactSign, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { sql } from "kysely";
import { decidingGateway, masked } from "./deciding-gateway.ts";
import type { BadInputs, HttpParts, RawBytes } from "./fixtures/bad-inputs/bad-input.ts";
import { exchangeBytes, type HttpAnswer, readAnswers } from "./raw-socket.ts";
import { runToolgate } from "./running-toolgate.ts";

const toolName = "Pay___send";
const signature =
  "AWS4-HMAC-SHA256 Credential=AKIDTEST/20260101/us-west-2/bedrock-agentcore/aws4_request, SignedHeaders=host, Signature=0";

export interface HostileToolgate {
  /** Sends what a row says and gives the answers as the tables write them. */
  send(door: BadInputs["door"], sent: HttpParts | RawBytes): Promise<string>;
  /** A hash over all rows of all tables of toolgate.db. */
  storeDigest(): Promise<string>;
  /** The answer to a call that the policies allow. */
  goodCall(): Promise<string>;
  close(): Promise<void>;
}

export async function hostileToolgate(): Promise<HostileToolgate> {
  const tokens = await startTokenSource();
  const running = await runToolgate({ functions: [{ name: "Echo", module: "./mirror.mjs" }] });
  const inputSchema = {
    type: "object" as const,
    properties: { amount: { type: "integer" as const }, note: { type: "string" as const } },
    required: ["amount"],
  };
  const own = await decidingGateway(running, "hostile", {
    targets: { Pay: [{ name: "send", inputSchema }] },
    statements: [
      `permit(principal, action == AgentCore::Action::"${toolName}", resource == GATEWAY) when { context.input.amount < 500 };`,
    ],
    gateway: {
      authorizerConfiguration: {
        customJWTAuthorizer: {
          discoveryUrl: tokens.discoveryUrl,
          allowedAudience: ["tools"],
          allowedClients: ["agent"],
          allowedScopes: ["tools:call"],
        },
      },
    },
  });
  const { gatewayId } = own.gateway;
  const { items } = await running.aws.send(new ListGatewayTargetsCommand({ gatewayIdentifier: gatewayId }));
  const port = Number(new URL(running.toolgate.url).port);
  const ids: Readonly<Record<string, string>> = {
    gateway: String(gatewayId),
    target: String(items?.[0]?.targetId),
    engine: String(own.engineArn.split("/").at(-1)),
    policy: String(own.policies[0]),
    port: String(port),
  };
  const filled = (text: string) =>
    text
      .replaceAll(/<token(?::([a-z-]+))?>/g, (_, name = "good") => tokens.named(name))
      .replaceAll(/<(gateway|target|engine|policy|port)>/g, (_, name: string) => String(ids[name]));
  const shown = (text: string) => {
    let result = masked(text).replaceAll(`:${port}`, ":<port>");
    for (const name of ["gateway", "target", "engine", "policy"])
      result = result.replaceAll(String(ids[name]), `<${name}>`);
    return result;
  };
  const written = (answer: HttpAnswer) => {
    const challenge = /error="([a-z_]+)"/.exec(answer.headers.get("www-authenticate") ?? "")?.[1];
    const name = answer.headers.get("x-amzn-errortype") ?? challenge;
    return [answer.status, name, shown(answer.body)]
      .filter((part) => part !== undefined && part !== "")
      .join(" ");
  };
  const defaults = {
    mcp: {
      method: "POST",
      path: `/gateways/${ids.gateway}/mcp`,
      authorization: "Bearer <token>",
    },
    control: { method: "POST", path: "/policy-engines", authorization: signature },
  };

  const bytesOf = (door: BadInputs["door"], parts: HttpParts): readonly (string | Buffer)[] => {
    const usual = defaults[door];
    const { method = usual.method, path = usual.path, version = "HTTP/1.1", lines = [], body = "" } = parts;
    const bytes = typeof body === "string" ? Buffer.from(filled(body)) : body;
    const headers: Readonly<Record<string, string | null>> = {
      host: "localhost",
      connection: "close",
      authorization: usual.authorization,
      "content-type": "application/json",
      "content-length": String(bytes.length),
      ...parts.headers,
    };
    const named = Object.entries(headers).flatMap(([name, value]) =>
      value === null ? [] : [`${name}: ${value}`],
    );
    const head = [`${method} ${path} ${version}`, ...named, ...lines].join("\r\n");
    return [Buffer.from(filled(`${head}\r\n\r\n`), "latin1"), bytes];
  };

  const piecesOf = ({ bytes, pieces }: RawBytes): readonly (string | Buffer)[] => {
    const parts = bytes.map((part) => (typeof part === "string" ? filled(part) : part));
    if (pieces === undefined) return parts;
    const all = Buffer.concat(parts.map((part) => Buffer.from(part)));
    return Array.from({ length: Math.ceil(all.length / pieces) }, (_, at) =>
      all.subarray(at * pieces, (at + 1) * pieces),
    );
  };

  const send: HostileToolgate["send"] = async (door, sent) => {
    const raw = "bytes" in sent;
    const parts = raw ? piecesOf(sent) : bytesOf(door, sent);
    const answers = readAnswers(await exchangeBytes(port, parts, raw ? sent.ending : undefined));
    return answers.length === 0 ? "closed" : answers.map(written).join("\n");
  };

  return {
    send,
    async storeDigest() {
      const database = await openDatabase<Record<string, Record<string, unknown>>>({
        file: join(running.data, "toolgate.db"),
        synchronous: "FULL",
      });
      try {
        const tables = await sql<{
          name: string;
        }>`select name from sqlite_master where type = 'table' order by name`.execute(database);
        const hash = createHash("sha256");
        for (const { name } of tables.rows) {
          hash
            .update(name)
            .update(JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(database)).rows));
        }
        return hash.digest("hex");
      } finally {
        await database.destroy();
      }
    },
    goodCall: () =>
      send("mcp", {
        body: `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"${toolName}","arguments":{"amount":1}}}`,
      }),
    async close() {
      await running.close();
      await tokens.close();
    },
  };
}

/** An issuer whose tokens are wrong in every way; each has a name. */
async function startTokenSource() {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const other = await generateKeyPair("ES256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "key", alg: "ES256", use: "sig" };
  const server = createServer((request, response) => {
    const body = request.url === "/keys" ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/keys` };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const now = Math.floor(Date.now() / 1000);
  const usual: JWTPayload = {
    ...{ iss: url, sub: "caller-1", aud: "tools", client_id: "agent", scope: "tools:call" },
    ...{ iat: now, exp: now + 3600 },
  };
  const sign = (claims: object = {}, header: object = {}, key = privateKey) =>
    new SignJWT({ ...usual, ...claims })
      .setProtectedHeader({ alg: "ES256", kid: "key", ...header })
      .sign(key);
  const without = (name: string) => {
    const { [name]: _left, ...rest } = usual;
    return new SignJWT(rest).setProtectedHeader({ alg: "ES256", kid: "key" }).sign(privateKey);
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const hmacOf = (secret: string, header: object = {}) => {
    const signed = `${part({ alg: "HS256", kid: "key", ...header })}.${part(usual)}`;
    return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
  };
  const good = await sign();
  const [header = "", payload = "", mac = ""] = good.split(".");
  const spki = await exportSPKI(publicKey);
  const tokens: Readonly<Record<string, string>> = {
    good,
    "alg-none": `${part({ alg: "none" })}.${part(usual)}.`,
    "alg-none-upper": `${part({ alg: "NONE", kid: "key" })}.${part(usual)}.${mac}`,
    "alg-absent": `${part({ kid: "key" })}.${part(usual)}.${mac}`,
    "hmac-pem": hmacOf(spki),
    "hmac-jwk": hmacOf(JSON.stringify(jwk)),
    "hmac-der": hmacOf(createPublicKey(spki).export({ type: "spki", format: "der" }).toString("latin1")),
    "hmac-empty": hmacOf(""),
    "own-jwk": await sign({}, { kid: undefined, jwk: await exportJWK(other.publicKey) }, other.privateKey),
    "own-jku": await sign({}, { jku: "http://evil.example/keys" }, other.privateKey),
    "other-key": await sign({}, {}, other.privateKey),
    "unknown-kid": await sign({}, { kid: "other" }),
    expired: await sign({ exp: now - 3600 }),
    "no-exp": await without("exp"),
    "exp-text": await sign({ exp: "never" as unknown as number }),
    "not-yet": await sign({ nbf: now + 3600 }),
    "nbf-text": await sign({ nbf: "now" as unknown as number }),
    "other-issuer": await sign({ iss: "https://evil.example" }),
    "issuer-slash": await sign({ iss: `${url}/` }),
    "no-issuer": await without("iss"),
    "issuer-list": await sign({ iss: [url] }),
    "other-audience": await sign({ aud: "other" }),
    "audience-object": await sign({ aud: { tools: true } }),
    "no-audience": await without("aud"),
    "other-client": await sign({ client_id: "other" }),
    "client-list": await sign({ client_id: ["agent"] }),
    "no-client": await without("client_id"),
    "other-scope": await sign({ scope: "tools:call2 tools" }),
    "scope-prefix": await sign({ scope: "tools:cal" }),
    "no-scope": await without("scope"),
    "no-subject": await without("sub"),
    "empty-subject": await sign({ sub: "" }),
    "subject-number": await sign({ sub: 7 }),
    "id-token": await sign({ token_use: "id" }),
    "typ-logout": await sign({}, { typ: "logout+jwt" }),
    "typ-dpop": await sign({}, { typ: "dpop+jwt" }),
    "crit-unknown": await sign({}, {}).then(
      () => `${part({ alg: "ES256", kid: "key", crit: ["x"], x: 1 })}.${payload}.${mac}`,
    ),
    "no-signature": `${header}.${payload}.`,
    "two-parts": `${header}.${payload}`,
    "four-parts": `${good}.x`,
    "five-parts": `${header}.${payload}.${mac}.a.b`,
    "payload-changed": `${header}.${part({ ...usual, sub: "admin" })}.${mac}`,
    "header-not-json": `${Buffer.from("{").toString("base64url")}.${payload}.${mac}`,
    "payload-array": await rawSigned("[]"),
    "payload-not-json": await rawSigned("{"),
    huge: await sign({ note: "x".repeat(14_000) }),
  };

  function rawSigned(text: string): Promise<string> {
    return new CompactSign(Buffer.from(text))
      .setProtectedHeader({ alg: "ES256", kid: "key" })
      .sign(privateKey);
  }

  return {
    discoveryUrl: `${url}/.well-known/openid-configuration`,
    named(name: string): string {
      const token = tokens[name];
      if (token === undefined) throw new Error(`there is no token ${name}`);
      return token;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
