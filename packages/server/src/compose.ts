/** Connects use cases, adapters and wire: the only file that knows every adapter. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { createSolver, withinTime } from "@toolgate/solver";
import { createJwtVerifier } from "./adapters/auth/jwt-verifier.ts";
import { createVerifiedTokenCache } from "./adapters/auth/verified-token-cache.ts";
import { createCedar } from "./adapters/cedar/cedar.ts";
import { createDecisionLog } from "./adapters/decisions/decision-log.ts";
import { openRecordLines } from "./adapters/decisions/record-lines.ts";
import { createFunctions } from "./adapters/functions/create-functions.ts";
import { functionRegistrationSchema } from "./adapters/functions/function-registration.ts";
import { requireModules } from "./adapters/functions/require-modules.ts";
import { createUploadedFunctions } from "./adapters/functions/uploaded/uploaded-functions.ts";
import { readIdentities } from "./adapters/idp/identity-file.ts";
import { createIdentityProvider } from "./adapters/idp/identity-provider.ts";
import { createMcpServers } from "./adapters/mcp-servers/mcp-servers.ts";
import { mcpServersSchema } from "./adapters/mcp-servers/mcp-servers-schema.ts";
import { createOutbound } from "./adapters/outbound/outbound.ts";
import { createSealer } from "./adapters/sealing/create-sealer.ts";
import { sealingKey } from "./adapters/sealing/sealing-key.ts";
import { DataFolder } from "./adapters/store/data-folder.ts";
import { openStore } from "./adapters/store/open-store.ts";
import { createLateMetrics } from "./adapters/telemetry/late-metrics.ts";
import { createPolicyErrorReport } from "./adapters/telemetry/policy-error-report.ts";
import { createShadowDifferences } from "./adapters/telemetry/shadow-differences.ts";
import type { Config } from "./config.ts";
import { answerQuestions } from "./control/answer-questions.ts";
import { Background } from "./control/background.ts";
import type { ControlPlaneParts } from "./control/control-deps.ts";
import { createControlPlane } from "./control/create-control-plane.ts";
import { PageTokens } from "./control/page-token.ts";
import { policyNotices } from "./control/policy-notices.ts";
import { settlePolicies } from "./control/settle-policies.ts";
import { readStatus } from "./control/status.ts";
import { createDisclose } from "./decisions/disclose.ts";
import { recordSettingsSchema } from "./decisions/record-settings.ts";
import type { CallDeps } from "./gateway/call-tool.ts";
import { explainCall } from "./gateway/explain-call.ts";
import { ListProofs } from "./gateway/list-proofs.ts";
import { createLiveGateways } from "./gateway/live-gateways.ts";
import { createRecentCalls } from "./gateway/recent-decisions.ts";
import type { Log } from "./log.ts";
import { isSameOnLoopback } from "./loopback-host.ts";
import { orderedId } from "./ordered-id.ts";
import { parseSetting } from "./parse-setting.ts";
import type { Clock } from "./ports.ts";
import { createServices } from "./services/create-services.ts";
import { keptRoles } from "./services/iam/kept-roles.ts";
import { createLambda } from "./services/lambda/create-lambda.ts";
import { serviceStore } from "./services/service-store.ts";
import { createAwsServices } from "./wire/aws-services.ts";
import { doorOf } from "./wire/door-of.ts";
import { createGuard } from "./wire/guard.ts";
import { createHttpApp, createPublicApp } from "./wire/http-app.ts";
import { createHttpServer } from "./wire/http-server.ts";
import { gatewayAt } from "./wire/mcp/gateway-at.ts";
import type { McpDeps } from "./wire/mcp/mcp-deps.ts";
import { createTrafficBudget } from "./wire/mcp/traffic-budget.ts";
import { createPageAccess } from "./wire/page-access.ts";
import { createRefusedPageReport } from "./wire/refused-page-report.ts";
import { readCaller } from "./wire/rest-json/caller.ts";
import { createRestJson } from "./wire/rest-json/rest-json.ts";

/** Bytes: five of the largest calls of one caller, and what a small machine can hold. */
const trafficLimits = { perCaller: 32 * 1024 * 1024, total: 256 * 1024 * 1024 };

export interface Parts {
  readonly server: Server;
  /** The control plane's own server, when agents are served off loopback. */
  readonly controlServer: Server | undefined;
  readonly issuer: string | undefined;
  setReady(ready: boolean): void;
  close(): Promise<void>;
}

export interface Surroundings {
  readonly config: Config;
  readonly log: Log;
  /** The base of every address in answers. */
  readonly url: string;
  readonly controlUrl: string;
  /** What Toolgate listens on. */
  readonly origins: readonly string[];
  readonly loopback: boolean;
  /** Every port Toolgate listens on. */
  readonly ports: readonly number[];
}

/** Builds a Toolgate that is not listening yet. What was opened is closed again when a later part fails. */
export async function compose(surroundings: Surroundings): Promise<Parts> {
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    return { ...(await build(surroundings, (end) => opened.push(end))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(
  { config, log, url, controlUrl, origins, loopback, ports }: Surroundings,
  onClose: (end: () => Promise<void>) => void,
): Promise<Omit<Parts, "close">> {
  const clock: Clock = { now: () => Date.now() };
  const folder = DataFolder.hold(config.data, clock);
  onClose(async () => folder.release());
  folder.announce(controlUrl);

  const records = parseSetting("records", recordSettingsSchema, config.records ?? {});
  const lines = await openRecordLines(config.recordsFile ?? folder.file("decisions.jsonl"), log);
  onClose(() => lines.close());
  // Each has a thread to start, so neither waits for the other.
  const openingStore = openStore(folder.file("toolgate.db"));
  onClose(() => closeOnceOpen(openingStore));
  const openingDecisions = createDecisionLog({
    file: folder.file("records.db"),
    keep: records,
    lines,
    clock,
    log,
  });
  onClose(() => closeOnceOpen(openingDecisions));
  const [store, decisions] = await Promise.all([openingStore, openingDecisions]);
  const cedar = createCedar();
  onClose(() => cedar.close());
  const solver = createSolver({ command: config.solver });
  onClose(() => solver.close());
  // writes never wait behind questions
  const questionSolver = createSolver({ command: config.solver });
  onClose(() => questionSolver.close());
  const registered = config.functions.map((entry, index) =>
    parseSetting(`functions.${index}`, functionRegistrationSchema, entry),
  );
  requireModules(registered, config.baseFolder);
  const uploaded = createUploadedFunctions({ folder: folder.path, log });
  onClose(() => uploaded.close());
  const functions = createFunctions({
    registered,
    uploaded,
    lambdaEndpoint: process.env.AWS_ENDPOINT_URL_LAMBDA,
    baseFolder: config.baseFolder,
    region: config.region,
    log,
  });
  onClose(() => functions.close());
  const reach = { allowLoopback: loopback, ownPorts: () => ports };
  const outbound = createOutbound(reach);
  onClose(() => outbound.close());
  const stdioServers = parseSetting("mcpServers", mcpServersSchema, config.mcpServers ?? {});
  const mcpServers = createMcpServers({ ...reach, stdioServers, baseFolder: config.baseFolder, log, clock });
  onClose(() => mcpServers.close());

  if (!config.idp && config.identities !== undefined) {
    log.warn({}, "the configuration has identities, but the identity provider is off: start with --idp");
  }
  const background = new Background((error) => log.error({ err: error }, "proofs in the background failed"));
  onClose(() => background.close());
  const analysisTimeLimit = config.analysisTimeLimit * 1_000;
  const listProofs = new ListProofs(solver, analysisTimeLimit);
  const gateways = createLiveGateways(store, undefined, listProofs);
  const proveLists = () => {
    for (const { gateway, listQuestions = new Map() } of gateways.all()) {
      for (const [key, work] of listProofs.open(listQuestions, gateway.arn)) background.add(key, work);
    }
  };
  const gatewayUrl = (id: string) => `${url}/gateways/${id}/mcp`;
  const idp = config.idp
    ? await createIdentityProvider({
        issuer: `${controlUrl}/idp`,
        identities: readIdentities(config.identities ?? {}, process.env),
        dataFolder: folder.path,
        gatewayAt: (resource) => gatewayAt(resource, gateways, gatewayUrl),
        clock,
        onError: (error) => log.error({ err: error }, "the identity provider failed"),
      })
    : undefined;
  const verifier = createVerifiedTokenCache({
    verifier: createJwtVerifier({
      outbound,
      clock,
      localIssuers: (discoveryUrl) => (isSameOnLoopback(discoveryUrl, idp?.discoveryUrl) ? idp : undefined),
    }),
    clock,
  });

  const control: ControlPlaneParts = {
    store,
    clock,
    cedar,
    solver,
    analysisTimeLimit,
    background,
    mcpServers,
    mcpEndpoints: { httpOnLoopback: loopback, stdioServers: Object.keys(stdioServers) },
    pageTokens: await PageTokens.open(store),
    randomBytes: () => randomBytes(16),
    gatewayUrl,
    strictAws: config.strictAws,
    unknownRolesTrusted: unknownRolesTrusted(config.unknownRoles, loopback),
    settle: settlePolicies,
    policyNotices,
    async onChange() {
      await gateways.reload();
      verifier.forget();
      proveLists();
    },
  };
  await gateways.reload();
  proveLists();
  const metrics = createLateMetrics({
    waitingForbids: gateways.waitingForbids,
    cedarPending: cedar.pending,
  });
  const reportPolicyErrors = createPolicyErrorReport(log);
  const recent = createRecentCalls(clock);
  const call: CallDeps = {
    recent,
    shadow: {
      cedar,
      share: config.shadowCheck,
      random: Math.random,
      observe: metrics.observeShadow,
      keep: createShadowDifferences(folder.file("shadow-differences"), log),
    },
    clock,
    functions,
    mcpServers,
    decisions,
    strictAws: config.strictAws,
    newDecisionId: () => `dec-${orderedId(clock.now())}`,
    micros: () => performance.now() * 1000,
    disclose: createDisclose(records),
    observe(record) {
      metrics.observe(record);
      reportPolicyErrors(record);
    },
  };
  const { denialShape, denialWording } = config;
  const mcp: McpDeps = {
    call,
    gateways,
    verifier,
    style: { denialShape, denialWording },
    traffic: createTrafficBudget(trafficLimits),
    baseUrl: () => url,
    newRequestId: () => orderedId(clock.now()),
    log,
  };

  const home = { accountId: config.account, region: config.region };
  const sealer = createSealer(() => sealingKey(folder.file("sealing.key"), process.env));
  const services = createServices({
    store,
    sealer,
    clock,
    accountId: config.account,
    onChange: control.onChange,
  });
  const lambda = await createLambda({
    store: serviceStore(store, clock, "lambda"),
    sealer,
    clock,
    roles: keptRoles(store),
    unknownRolesTrusted: control.unknownRolesTrusted !== undefined,
    noUploads: noUploads(config, loopback),
    uploaded,
    local: functions,
    onLost: (lost) => log.warn(lost, "an event did not reach its function, or failed there"),
    onChange: control.onChange,
  });

  let ready = false;
  const app = createHttpApp({
    gateways,
    verifier,
    decisions,
    explaining: {
      explain: (input, args) =>
        explainCall({ gateways, recent, decisions, clock, strictAws: config.strictAws }, input, args),
      log,
      newRequestId: randomUUID,
    },
    asking: {
      questions: answerQuestions({
        store,
        cedar,
        solverFor: (millis) => withinTime(questionSolver, millis),
        strictAws: config.strictAws,
      }),
      log,
      newRequestId: randomUUID,
    },
    changes: (query) => store.read((view) => view.changes.find(query)),
    gatewayUrl,
    status: async () => ({
      ...(await store.read(readStatus)),
      processes: { cedar: cedar.processId(), solver: solver.processId() },
    }),
    ready: () => ready,
    metrics: () => metrics.expose(),
    services: createAwsServices({
      doors: [...services, lambda].map(doorOf),
      identify: async (request, _body, from) => readCaller(request.headers.get("authorization"), home, from),
      anonymous: { id: "anonymous", place: home },
      log,
      newRequestId: randomUUID,
    }),
    controlPlane: createRestJson({
      controlPlane: createControlPlane(control),
      accountId: config.account,
      defaultRegion: config.region,
      log,
      newRequestId: randomUUID,
    }),
  });
  const pages = createPageAccess({
    allowedOrigins: config.allowOrigin ?? [],
    elsewhere: (path) => idp?.methodsForPages(path),
  });
  const guarded = {
    publicUrl: config.publicUrl,
    ownOrigins: () => origins,
    onRefusedPage: createRefusedPageReport(log),
  };
  const publicApp = createPublicApp({ gateways, verifier, gatewayUrl });
  const common = { mcp, publicApp, identityProvider: idp };
  const agents = { ...common, guard: createGuard({ ...guarded, pages }), pages, serveMcp: true };
  const operator = { ...common, guard: createGuard(guarded), serveMcp: false };
  return {
    server: createHttpServer({ ...agents, app: loopback ? app : publicApp }),
    controlServer: loopback ? undefined : createHttpServer({ ...operator, app }),
    issuer: idp?.issuer,
    setReady(value) {
      ready = value;
      // Nobody waits for it, since no decision hangs on it; the first question tells when it cannot start.
      if (ready) setImmediate(() => void cedar.warm().catch(() => undefined));
    },
  };
}

/** What could not be opened need not be closed; whoever opens it is told why. */
function closeOnceOpen(opening: Promise<{ close(): Promise<void> }>): Promise<void> {
  return opening.then(
    (opened) => opened.close(),
    () => undefined,
  );
}

/** Whoever uploads code runs programs on this machine. */
function noUploads({ allowUploadedCode, host }: Config, loopback: boolean): string | undefined {
  if (loopback || allowUploadedCode) return undefined;
  return `Toolgate takes no code while it listens on ${host}: whoever uploads a function runs programs on this machine. Start it with --allow-uploaded-code if that is wanted.`;
}

function unknownRolesTrusted(setting: Config["unknownRoles"], loopback: boolean): string | undefined {
  if (setting === "trust") return "the server was started with --unknown-roles trust";
  return setting === undefined && loopback ? "the server listens on loopback only" : undefined;
}
