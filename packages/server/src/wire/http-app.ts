/** Everything but the MCP endpoint: health, metrics, resource metadata, decisions, and AWS's control plane. */
import { ownOperations } from "@toolgate/api";
import { Hono } from "hono";
import type { z } from "zod";
import type { Status } from "../control/status.ts";
import type { DecisionQuery } from "../decisions/decision-record.ts";
import type { LiveGateways } from "../gateway/live-gateways.ts";
import type { ObserveStyle } from "../observe/observed-call.ts";
import type { DecisionLog, TokenVerifier } from "../ports.ts";
import type { ChangePage, ChangeQuery } from "../store-port.ts";
import type { ObservedCalls } from "../telemetry-port.ts";
import { changeQuerySchema } from "./change-query.ts";
import { decisionQuerySchema } from "./decision-query.ts";
import { type ExplainRouteDeps, explainRoute } from "./explain-route.ts";
import { addKeyRoutes, type KeyRouteDeps } from "./key-routes.ts";
import { resourceMetadata } from "./mcp/resource-metadata.ts";
import { addressOf, admitOwn, type OwnAccess, type OwnEnv, rememberWire } from "./own-operations.ts";
import { addQuestionRoutes, type QuestionRouteDeps } from "./question-routes.ts";
import { traceRoute } from "./trace-route.ts";

export interface HttpAppDeps {
  readonly gateways: LiveGateways;
  readonly verifier: TokenVerifier;
  readonly decisions: DecisionLog;
  /** The control plane's log. */
  readonly changes: (query: ChangeQuery) => Promise<ChangePage>;
  readonly observed: ObservedCalls;
  /** How denials are worded, for log records and spans. */
  readonly style: ObserveStyle;
  readonly explaining: ExplainRouteDeps;
  readonly asking: QuestionRouteDeps;
  readonly own: OwnAccess;
  readonly keys: KeyRouteDeps;
  /** Others than this machine reach the control plane, so that metrics are for callers who may see them. */
  readonly metricsSigned: boolean;
  readonly gatewayUrl: (gatewayId: string) => string;
  readonly status: () => Promise<Status & { readonly processes: { readonly cedar: number | undefined } }>;
  readonly ready: () => boolean;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  /** The AWS services around the gateway; undefined where the request is for none of them. */
  readonly services: (request: Request, address?: string) => Promise<Response | undefined>;
  /** AWS's control plane; undefined where the path is none of its own. `address` is where the request came from. */
  readonly controlPlane: (request: Request, address?: string) => Promise<Response | undefined>;
}

/** What anybody may reach: gateways' metadata and the sign of life. */
export function createPublicApp(deps: Pick<HttpAppDeps, "gateways" | "verifier" | "gatewayUrl">): Hono {
  const app = new Hono();
  app.get("/healthz", (context) => context.json({ status: "ok" }));
  const metadata = async (id: string): Promise<Response> => {
    const live = deps.gateways.get(id);
    if (live === undefined)
      return Response.json({ message: `There is no gateway with the id ${id}.` }, { status: 404 });
    const { authorizer } = live.gateway;
    if (authorizer.type !== "CUSTOM_JWT") {
      const message = `The gateway ${id} asks for no token (authorizerType ${authorizer.type}), so it has no metadata.`;
      return Response.json({ message }, { status: 404 });
    }
    const { jwt } = authorizer;
    const issuer = await deps.verifier.issuer(jwt).catch(() => undefined);
    if (issuer === undefined) {
      const message = `The discovery document ${jwt.discoveryUrl} of the gateway ${id} cannot be read now.`;
      return Response.json({ message }, { status: 503 });
    }
    return Response.json(resourceMetadata({ resource: deps.gatewayUrl(id), issuer, authorizer: jwt }));
  };
  app.get("/.well-known/oauth-protected-resource/gateways/:id/mcp", (context) =>
    metadata(context.req.param("id")),
  );
  app.get("/gateways/:id/.well-known/oauth-protected-resource", (context) =>
    metadata(context.req.param("id")),
  );
  app.notFound((context) =>
    context.json(
      { message: `There is nothing at ${context.req.method} ${context.req.path.slice(0, 200)}.` },
      404,
    ),
  );
  return app;
}

/** The public app with what belongs to the operator: readiness, metrics, decisions, the control plane. */
export function createHttpApp(deps: HttpAppDeps): Hono<OwnEnv> {
  const app = new Hono<OwnEnv>();
  app.use("*", async (context, next) => {
    rememberWire(context);
    return next();
  });
  app.get("/readyz", (context) =>
    context.json({ status: deps.ready() ? "ready" : "starting" }, deps.ready() ? 200 : 503),
  );
  app.get("/metrics", async (context) => {
    const refused = deps.metricsSigned ? await admitOwn(deps.own, context) : undefined;
    if (refused !== undefined) return refused;
    const { contentType, text } = await deps.metrics();
    return new Response(text, { headers: { "content-type": contentType } });
  });
  app.use("/toolgate/v1/*", async (context, next) => {
    const refused = await admitOwn(deps.own, context);
    return refused ?? next();
  });
  app.get("/toolgate/v1/status", async (context) => context.json(await deps.status()));
  app.get("/toolgate/v1/decisions", async (context) => {
    const query = decisionQuerySchema.safeParse(context.req.query());
    if (!query.success) return context.json(queryFault(query.error), 400);
    await deps.decisions.flush();
    return context.json({ decisions: await deps.decisions.find(query.data satisfies DecisionQuery) });
  });
  app.get("/toolgate/v1/traces/:id", (context) => traceRoute(deps, context.req.param("id")));
  app.get("/toolgate/v1/changes", async (context) => {
    const query = changeQuerySchema.safeParse(context.req.query());
    if (!query.success) return context.json(queryFault(query.error), 400);
    return context.json(await deps.changes(query.data));
  });
  app.post(ownOperations.Explain.uri, (context) => explainRoute(deps.explaining, context.req.raw));
  addQuestionRoutes(app, deps.asking);
  addKeyRoutes(app, deps.keys);
  app.use(
    "*",
    async (context, next) =>
      (await deps.services(context.req.raw, addressOf(context))) ??
      (await deps.controlPlane(context.req.raw, addressOf(context))) ??
      next(),
  );
  app.route("/", createPublicApp(deps));
  app.notFound((context) =>
    context.json(
      { message: `There is nothing at ${context.req.method} ${context.req.path.slice(0, 200)}.` },
      404,
    ),
  );
  return app;
}

function queryFault({ issues: [issue] }: z.ZodError): { readonly message: string } {
  return { message: `${issue?.path.join(".") || "query"}: ${issue?.message ?? "not understood"}.` };
}
