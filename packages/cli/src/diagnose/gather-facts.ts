/** Asks for everything that a diagnosis judges, and changes nothing. */
import { createJwtVerifier, type JwtAuthorizer, type RoleStanding, type Status } from "@toolgate/server";
import { CliError } from "../cli-error.ts";
import { fetchExplanation } from "../explain/fetch-explanation.ts";
import { type Asking, askToolgate } from "../lists/ask-toolgate.ts";
import { type AskAws, askAws } from "./ask-aws.ts";
import type { Clients, Whom } from "./clients.ts";
import type { AskedCall, ExplainedCall } from "./explained-call.ts";
import type { Fact, Facts, GatewayFact } from "./facts.ts";
import { engineThatNames, readEngine, readPolicies } from "./read-engine.ts";
import { readFunctionPolicy } from "./read-function.ts";
import { readGateway, readTargets } from "./read-gateway.ts";
import { issuerFetch, readIssuer } from "./read-issuer.ts";
import { readRole } from "./read-role.ts";
import type { ServerClock } from "./server-clock.ts";
import { readToken, type TokenFact } from "./token-fact.ts";

export interface Question {
  readonly gateway: string;
  readonly token?: string | undefined;
  readonly call?: Omit<AskedCall, "tool"> & { readonly tool: string | undefined };
}

const noGateway = { kind: "unknown", why: "no gateway" } as const;

/** @throws CliError when nobody answers, or says why it will not. */
export async function gatherFacts(
  clients: Clients,
  clock: ServerClock,
  whom: Whom,
  question: Question,
): Promise<Facts> {
  const ask = askAws(clients.place.label, clock);
  const gateway = await readGateway(clients, ask, question.gateway);
  if (gateway.kind !== "known") {
    if (gateway.kind === "unknown" && clock.now().refused === undefined) throw new CliError(gateway.why);
    const none = {
      engine: noGateway,
      engineNamingIt: noGateway,
      targets: noGateway,
      role: noGateway,
      policies: noGateway,
      issuer: noGateway,
    };
    return { place: clients.place, clock: clock.now(), gateway, functions: new Map(), ...none };
  }
  return gatherRest(clients, ask, clock, whom, question, gateway.value);
}

async function gatherRest(
  clients: Clients,
  ask: AskAws,
  clock: ServerClock,
  whom: Whom,
  question: Question,
  gateway: GatewayFact,
): Promise<Facts> {
  const attached = gateway.engine?.arn;
  const none = { kind: "absent", why: "none is attached" } as const;
  const engine = attached === undefined ? none : await readEngine(clients, ask, attached);
  const targets = await readTargets(clients, ask, gateway.id);
  const functions = new Map<string, Fact<string | undefined>>();
  for (const { lambdaArn } of targets.kind === "known" ? targets.value : []) {
    if (lambdaArn === undefined || functions.has(lambdaArn)) continue;
    functions.set(lambdaArn, await readFunctionPolicy(clients, ask, lambdaArn));
  }
  const role = await readRole(clients, ask, gateway.roleArn, () => absentRole(whom, gateway));
  const token = question.token === undefined ? undefined : readToken(question.token);
  const { jwt } = gateway;
  const outbound = issuerFetch(whom);
  try {
    return {
      place: clients.place,
      gateway: { kind: "known", value: gateway },
      engine,
      engineNamingIt: attached === undefined ? await engineThatNames(clients, ask, gateway) : none,
      targets,
      role,
      functions,
      policies: engine.kind === "known" ? await readPolicies(clients, ask, engine.value.id) : none,
      issuer: jwt === undefined ? none : await readIssuer(outbound, jwt),
      token:
        token === undefined || question.token === undefined
          ? undefined
          : {
              read: token,
              ...(jwt === undefined ? {} : await verdicts(outbound, clock, question.token, jwt)),
            },
      call: await explained(whom, gateway, question, token),
      clock: clock.now(),
    };
  } finally {
    await outbound.close();
  }
}

/** As the gateway judges it, by the server's clock: first without the gateway's own settings. */
async function verdicts(
  outbound: Parameters<typeof createJwtVerifier>[0]["outbound"],
  clock: ServerClock,
  token: string,
  jwt: JwtAuthorizer,
): Promise<Pick<TokenFact, "signature" | "settings">> {
  const verifier = createJwtVerifier({ outbound, clock: { now: () => clock.now().serverNow } });
  const signature = await verifier.verify(token, { discoveryUrl: jwt.discoveryUrl });
  return { signature, settings: await verifier.verify(token, jwt) };
}

/** IAM does not tell a role that was deleted from one that never was; Toolgate remembers. */
async function absentRole(whom: Whom, { id, roleArn: arn }: GatewayFact): Promise<Fact<RoleStanding>> {
  if (whom.kind === "aws") return { kind: "known", value: { kind: "deleted", arn } };
  try {
    const status = await askToolgate("/toolgate/v1/status", {}, asking(whom.url), {
      name: "gateways",
      read: readStatus,
    });
    const role = status?.gateways.find(({ gatewayId }) => gatewayId === id)?.role;
    switch (role) {
      case "trusted": {
        const trustedBecause = "the server's settings say so (unknown roles)";
        return { kind: "known", value: { kind: "unknown", arn, trustedBecause } };
      }
      case "refused":
        return { kind: "known", value: { kind: "unknown", arn, trustedBecause: undefined } };
      default:
        return { kind: "known", value: { kind: "deleted", arn } };
    }
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { kind: "unknown", why: error.message };
  }
}

function readStatus(body: unknown): Pick<Status, "gateways"> | undefined {
  const isStatus =
    typeof body === "object" && body !== null && "gateways" in body && Array.isArray(body.gateways);
  return isStatus ? (body as Pick<Status, "gateways">) : undefined;
}

async function explained(
  whom: Whom,
  { id }: GatewayFact,
  { call }: Question,
  token: TokenFact["read"] | undefined,
): Promise<ExplainedCall | undefined> {
  if (call?.tool === undefined) return undefined;
  const ofToken = token === undefined || "why" in token ? undefined : token.claims;
  const asked = { ...call, tool: call.tool, claims: call.claims ?? ofToken };
  if (whom.kind === "aws") {
    return { asked, explanation: undefined, why: "AWS has no operation that explains a decision" };
  }
  try {
    const explanation = await fetchExplanation({ gatewayIdentifier: id, ...asked }, asking(whom.url));
    return { asked, explanation, why: "it was broken off" };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { asked, explanation: undefined, why: error.message };
  }
}

const asking = (url: string): Asking => ({ url, fetch, signal: new AbortController().signal });
