/** Connects use cases, adapters and wire: the only file that knows every adapter. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { createSolver, withinTime } from "@toolgate/solver";
import { createJwtVerifier } from "./adapters/auth/jwt-verifier.ts";
import { createVerifiedTokenCache } from "./adapters/auth/verified-token-cache.ts";
import { builtInTranslator } from "./adapters/authoring/built-in-translator.ts";
import { authoringSettingsSchema } from "./adapters/authoring-model/authoring-settings.ts";
import { modelTranslator } from "./adapters/authoring-model/model-translator.ts";
import { createCedar } from "./adapters/cedar/cedar.ts";
import { createUserPoolCrypto } from "./adapters/cognito/user-pool-crypto.ts";
import { userPoolPages } from "./adapters/cognito/user-pool-pages.ts";
import { createDecisionLog } from "./adapters/decisions/decision-log.ts";
import { openRecordLines } from "./adapters/decisions/record-lines.ts";
import { createFunctions } from "./adapters/functions/create-functions.ts";
import { functionRegistrationSchema } from "./adapters/functions/function-registration.ts";
import { requireModules } from "./adapters/functions/require-modules.ts";
import { readIdentities } from "./adapters/idp/identity-file.ts";
import { createIdentityProvider } from "./adapters/idp/identity-provider.ts";
import { createRateLimit } from "./adapters/idp/rate-limit.ts";
import { createMcpServers } from "./adapters/mcp-servers/mcp-servers.ts";
import { mcpServersSchema } from "./adapters/mcp-servers/mcp-servers-schema.ts";
import { createOutbound } from "./adapters/outbound/outbound.ts";
import { createSealer } from "./adapters/sealing/create-sealer.ts";
import { sealingKey } from "./adapters/sealing/sealing-key.ts";
import { DataFolder } from "./adapters/store/data-folder.ts";
import { openStore } from "./adapters/store/open-store.ts";
import { createLateMetrics } from "./adapters/telemetry/late-metrics.ts";
import { openTelemetrySinks } from "./adapters/telemetry/open-telemetry-sinks.ts";
import { createPolicyErrorReport } from "./adapters/telemetry/policy-error-report.ts";
import { createRoleFailureReport } from "./adapters/telemetry/role-failure-report.ts";
import { createShadowDifferences } from "./adapters/telemetry/shadow-differences.ts";
import { tappedDecisions } from "./adapters/telemetry/tapped-decisions.ts";
import { type Config, ConfigError } from "./config.ts";
import { answerQuestions } from "./control/answer-questions.ts";
import { isUnrestricted, refusalOf } from "./control/authorize.ts";
import { Background } from "./control/background.ts";
import type { ControlPlaneParts } from "./control/control-deps.ts";
import { createControlPlane } from "./control/create-control-plane.ts";
import { createGenerations } from "./control/generation-work.ts";
import { allKeys, rememberedKeys } from "./control/known-keys.ts";
import { createOperatorKeys } from "./control/operator-keys.ts";
import { PageTokens } from "./control/page-token.ts";
import { permissionsOf } from "./control/permissions-of.ts";
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
import type { Caller } from "./model.ts";
import { orderedId } from "./ordered-id.ts";
import { parseSetting } from "./parse-setting.ts";
import type { Clock } from "./ports.ts";
import { createAuthorizationCodes } from "./services/cognito/authorization-codes.ts";
import type { CognitoDeps } from "./services/cognito/cognito-deps.ts";
import { cognitoService } from "./services/cognito/cognito-service.ts";
import { createPasswordAttempts } from "./services/cognito/password-attempts.ts";
import { openPoolDirectory } from "./services/cognito/pool-directory.ts";
import { createServices } from "./services/create-services.ts";
import { keptAccessKeys } from "./services/iam/kept-access-keys.ts";
import { keptRoles } from "./services/iam/kept-roles.ts";
import { servicePermissions } from "./services/service-permissions.ts";
import { serviceStore } from "./services/service-store.ts";
import { createAwsServices } from "./wire/aws-services.ts";
import { createCallers } from "./wire/callers.ts";
import { doorOf } from "./wire/door-of.ts";
import { createGuard } from "./wire/guard.ts";
import { createHttpApp, createPublicApp } from "./wire/http-app.ts";
import { createHttpServer } from "./wire/http-server.ts";
import { gatewayAt } from "./wire/mcp/gateway-at.ts";
import type { McpDeps } from "./wire/mcp/mcp-deps.ts";
import { createTrafficBudget } from "./wire/mcp/traffic-budget.ts";
import { createPageAccess } from "./wire/page-access.ts";
import { createRefusedPageReport } from "./wire/refused-page-report.ts";
import { createRestJson } from "./wire/rest-json/rest-json.ts";
import { localPool } from "./wire/user-pools/local-pool.ts";
import { createPoolHost } from "./wire/user-pools/pool-host.ts";

/** Bytes: five of the largest calls of one caller, and what a small machine can hold. */
const trafficLimits = { perCaller: 32 * 1024 * 1024, total: 256 * 1024 * 1024 };

/** On the sign-in pages of user pools, as on the identity provider's. */
const wrongPasswordsAMinute = 20;

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
  /** What the control plane's own server listens on. */
  readonly controlOrigins: readonly string[];
  readonly loopback: boolean;
  /** Others than this machine reach the control plane. */
  readonly controlOffLoopback: boolean;
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
  surroundings: Surroundings,
  onClose: (end: () => Promise<void>) => void,
): Promise<Omit<Parts, "close">> {
  const { config, log, url, controlUrl, origins, controlOrigins, loopback, controlOffLoopback, ports } =
    surroundings;
  // Whoever calls is on this machine, or as good as.
  const local = loopback && !controlOffLoopback;
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
  const [store, stored] = await Promise.all([openingStore, openingDecisions]);
  const { denialShape, denialWording } = config;
  const style = { denialShape, denialWording };
  const sinks = await openTelemetrySinks({ config, environment: process.env, folder, style, log });
  for (const sink of sinks) onClose(() => sink.close());
  const decisions = tappedDecisions(stored, sinks);
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
  const functions = createFunctions({
    registered,
    lambdaEndpoint: process.env.AWS_ENDPOINT_URL_LAMBDA,
    baseFolder: config.baseFolder,
    region: config.region,
    log,
  });
  onClose(() => functions.close());
  const reach = { allowLoopback: local, ownPorts: () => ports };
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
  const roleDeps = {
    roles: keptRoles(store),
    unknownRolesTrusted: unknownRolesTrusted(config.unknownRoles, local),
  };
  const gateways = createLiveGateways(store, { ...roleDeps, clock }, undefined, listProofs);
  const reportRoles = createRoleFailureReport(log);
  const proveLists = () => {
    for (const { gateway, listQuestions = new Map() } of gateways.all()) {
      for (const [key, work] of listProofs.open(listQuestions, gateway.arn)) background.add(key, work);
    }
  };
  const roleNotices = (id: string) =>
    gateways.all().find(({ gateway }) => gateway.id === id)?.role?.notices ?? [];
  const gatewayUrl = (id: string) => `${url}/gateways/${id}/mcp`;
  const sealer = createSealer(() => sealingKey(folder.file("sealing.key"), process.env));
  const idp = config.idp
    ? await createIdentityProvider({
        issuer: `${loopback ? origins[0] : controlUrl}/idp`,
        identities: readIdentities(config.identities ?? {}, process.env),
        dataFolder: folder.path,
        sealer,
        gatewayAt: (resource) => gatewayAt(resource, gateways, gatewayUrl),
        clock,
        onError: (error) => log.error({ err: error }, "the identity provider failed"),
      })
    : undefined;
  const poolDirectory = await openPoolDirectory(store);
  const poolUrls = [`${url}/cognito/`, `${controlUrl}/cognito/`];
  const verifier = createVerifiedTokenCache({
    verifier: createJwtVerifier({
      outbound,
      clock,
      localIssuers: (discoveryUrl) =>
        isSameOnLoopback(discoveryUrl, idp?.discoveryUrl)
          ? idp
          : localPool(poolDirectory, poolUrls, discoveryUrl),
    }),
    clock,
  });

  const home = { accountId: config.account, region: config.region };
  const iamKeys = keptAccessKeys(store, sealer, clock);
  const operatorKeys = createOperatorKeys({
    store,
    sealer,
    clock,
    accountId: config.account,
    signedAlways: controlOffLoopback,
    others: () => iamKeys.any(),
  });
  const keys = allKeys([operatorKeys, iamKeys]);
  if (controlOffLoopback && !(await keys.any())) throw unsigned(config);
  const callers = createCallers({ keys, clock, home, signedAlways: controlOffLoopback });
  const signingKeys = rememberedKeys(keys, clock);
  const generations = createGenerations({
    store,
    clock,
    cedar,
    solver: questionSolver,
    analysisTimeLimit,
    strictAws: config.strictAws,
    translator:
      config.authoring === undefined
        ? builtInTranslator()
        : modelTranslator(parseSetting("authoring", authoringSettingsSchema, config.authoring), process.env),
    randomBytes: () => randomBytes(16),
    onError: (error) => log.error({ err: error }, "a policy generation failed"),
  });
  onClose(() => generations.close());
  const control: ControlPlaneParts = {
    generations,
    store,
    clock,
    cedar,
    solver,
    analysisTimeLimit,
    background,
    mcpServers,
    mcpEndpoints: { httpOnLoopback: local, stdioServers: Object.keys(stdioServers) },
    pageTokens: await PageTokens.open(store),
    randomBytes: () => randomBytes(16),
    gatewayUrl,
    strictAws: config.strictAws,
    ...roleDeps,
    rolePreflight: config.rolePreflight,
    settle: settlePolicies,
    policyNotices,
    async onChange() {
      await gateways.reload();
      verifier.forget();
      signingKeys.forget();
      proveLists();
      reportRoles(gateways.all());
    },
  };
  await gateways.reload();
  proveLists();
  reportRoles(gateways.all());
  await generations.resume();
  const metrics = createLateMetrics({
    waitingForbids: gateways.waitingForbids,
    cedarPending: cedar.pending,
    telemetryDropped: () => sinks.reduce((sum, sink) => sum + sink.dropped(), 0),
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
  const mcp: McpDeps = {
    call,
    gateways,
    verifier,
    signers: { keys: signingKeys, clock },
    style,
    traffic: createTrafficBudget(trafficLimits),
    baseUrl: () => url,
    newRequestId: () => orderedId(clock.now()),
    handshakes: decisions,
    log,
  };

  const anonymous: Caller = { id: "anonymous", place: home };
  const crypto = createUserPoolCrypto();
  const cognito: CognitoDeps = {
    store: serviceStore(store, clock, "cognito-idp"),
    sealer,
    crypto,
    clock,
    functions,
    attempts: createPasswordAttempts(clock),
    async onChange() {
      await poolDirectory.reload();
      verifier.forget();
    },
  };
  const services = [
    ...createServices({
      store,
      sealer,
      clock,
      accountId: config.account,
      onChange: control.onChange,
      observed: decisions.observed,
      style,
    }),
    cognitoService(cognito),
  ];
  const userPools = createPoolHost({
    ...cognito,
    codes: createAuthorizationCodes(clock, crypto),
    callOf: (operation) => ({ caller: anonymous, requestId: randomUUID(), operation }),
    directory: poolDirectory,
    pages: userPoolPages,
    wrongPasswords: createRateLimit({ most: wrongPasswordsAMinute, windowMs: 60_000, clock }),
    log,
  });

  let ready = false;
  const app = createHttpApp({
    gateways,
    verifier,
    decisions,
    observed: decisions.observed,
    style,
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
    own: {
      callers,
      refusalOf: (caller, permission) => refusalOf(caller, [permission], clock),
      newRequestId: randomUUID,
    },
    keys: { keys: operatorKeys, onChange: control.onChange, log },
    metricsSigned: controlOffLoopback,
    changes: (query) => store.read((view) => view.changes.find(query)),
    gatewayUrl,
    status: async () => ({
      ...(await store.read((view) => readStatus(view, roleNotices))),
      processes: { cedar: cedar.processId(), solver: solver.processId() },
    }),
    ready: () => ready,
    metrics: () => metrics.expose(),
    services: createAwsServices({
      doors: services.map(doorOf),
      callers,
      refusalOf: async (service, operation, input, caller) => {
        if (isUnrestricted(caller)) return undefined;
        const permissions = await store.read((view) =>
          servicePermissions(service, operation, input, caller, view),
        );
        return refusalOf(caller, permissions, clock);
      },
      anonymous,
      log,
      newRequestId: randomUUID,
    }),
    controlPlane: createRestJson({
      controlPlane: createControlPlane(control),
      callers,
      refusalOf: async (operation, input, caller) => {
        if (isUnrestricted(caller)) return undefined;
        const permissions = await store.read((view) => permissionsOf(operation, input, caller.place, view));
        return refusalOf(caller, permissions, clock);
      },
      log,
      newRequestId: randomUUID,
    }),
  });
  const pages = createPageAccess({
    allowedOrigins: config.allowOrigin ?? [],
    elsewhere: (path) =>
      idp?.methodsForPages(path) ?? (loopback ? userPools.methodsForPages(path) : undefined),
  });
  const guarded = {
    publicUrl: config.publicUrl,
    ownOrigins: () => origins,
    onRefusedPage: createRefusedPageReport(log),
  };
  const publicApp = createPublicApp({ gateways, verifier, gatewayUrl });
  const common = { mcp, publicApp, identityProvider: idp };
  // Pools are served where the control plane is: to this machine only.
  const isPoolHost = userPools.ownsHost;
  const agents = {
    ...common,
    guard: createGuard({ ...guarded, pages, isPoolHost: loopback ? isPoolHost : undefined }),
    pages,
    serveMcp: true,
    userPools: loopback ? userPools : undefined,
  };
  const here = controlOffLoopback ? undefined : isPoolHost;
  const operator = {
    mcp,
    guard: createGuard({ ...guarded, ownOrigins: () => controlOrigins, isPoolHost: here }),
    serveMcp: false,
    app,
    // Elsewhere than on this machine callers are known by their signatures.
    ...(controlOffLoopback ? { publicApp: app } : { publicApp, identityProvider: idp, userPools }),
  };
  return {
    server: createHttpServer({ ...agents, app: loopback ? app : publicApp }),
    controlServer: local ? undefined : createHttpServer(operator),
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

function unsigned({ controlHost, data }: Config): ConfigError {
  return new ConfigError(
    `--control-host ${controlHost}: the control plane is for this machine alone until callers have to sign, and there is no ` +
      `access key yet. Make one first with npx toolgate keys create --data ${data}, or leave --control-host out.`,
  );
}

function unknownRolesTrusted(setting: Config["unknownRoles"], loopback: boolean): string | undefined {
  if (setting === "trust") return "the server was started with --unknown-roles trust";
  return setting === undefined && loopback ? "the server listens on loopback only" : undefined;
}
