/** Connects use cases, adapters and wire: with the files of compose/, the only one that knows every adapter. */
import type { Server } from "node:http";
import { answerAgents } from "./compose/answer-agents.ts";
import { controlParts } from "./compose/control-parts.ts";
import { identifyCallers } from "./compose/identify-callers.ts";
import { createLiveParts } from "./compose/live-parts.ts";
import { offerServices } from "./compose/offer-services.ts";
import { openOutside } from "./compose/open-outside.ts";
import { openStorage } from "./compose/open-storage.ts";
import { operatorApp } from "./compose/operator-app.ts";
import { isLocal, type OnClose, type Surroundings } from "./compose/surroundings.ts";
import { createGuard } from "./wire/guard.ts";
import { createPublicApp } from "./wire/http-app.ts";
import { createHttpServer } from "./wire/http-server.ts";
import { createPageAccess } from "./wire/page-access.ts";
import { createRefusedPageReport } from "./wire/refused-page-report.ts";

export interface Parts {
  readonly server: Server;
  /** The control plane's own server, when agents are served off loopback. */
  readonly controlServer: Server | undefined;
  readonly issuer: string | undefined;
  setReady(ready: boolean): void;
  close(): Promise<void>;
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

async function build(surroundings: Surroundings, onClose: OnClose): Promise<Omit<Parts, "close">> {
  const { config, log, origins, controlOrigins, loopback, controlOffLoopback } = surroundings;
  const storage = await openStorage(surroundings, onClose);
  const outside = openOutside(surroundings, storage.folder, onClose);
  const live = createLiveParts(surroundings, storage, outside, onClose);
  const identity = await identifyCallers(surroundings, storage, outside, live);
  const { gateways, gatewayUrl } = live;
  const { idp, verifier } = identity;
  const control = await controlParts(surroundings, storage, outside, live, identity);
  await gateways.reload();
  live.afterReload();
  const agentParts = answerAgents(surroundings, storage, outside, live, identity);
  const { mcp } = agentParts;
  const offered = await offerServices(surroundings, storage, outside, live, identity, control);
  const { userPools } = offered;

  let ready = false;
  const app = operatorApp(surroundings, {
    storage,
    outside,
    live,
    identity,
    agents: agentParts,
    offered,
    control,
    ready: () => ready,
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
    controlServer: isLocal(surroundings) ? undefined : createHttpServer(operator),
    issuer: idp?.issuer,
    setReady(value) {
      ready = value;
      // Nobody waits for it, since no decision hangs on it; the first question tells when it cannot start.
      if (ready) setImmediate(() => void outside.cedar.warm().catch(() => undefined));
    },
  };
}
