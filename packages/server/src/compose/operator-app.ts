import { randomUUID } from "node:crypto";
import { withinTime } from "@toolgate/solver";
import { answerQuestions } from "../control/answer-questions.ts";
import { isUnrestricted, type Permission, refusalOf } from "../control/authorize.ts";
import type { ControlPlaneParts } from "../control/control-deps.ts";
import { createControlPlane } from "../control/create-control-plane.ts";
import { permissionsOf } from "../control/permissions-of.ts";
import { readStatus } from "../control/status.ts";
import { explainCall } from "../gateway/explain-call.ts";
import type { Caller } from "../model.ts";
import { servicePermissions } from "../services/service-permissions.ts";
import { createAwsServices } from "../wire/aws-services.ts";
import { doorOf } from "../wire/door-of.ts";
import { createHttpApp } from "../wire/http-app.ts";
import { createRestJson } from "../wire/rest-json/rest-json.ts";
import type { AgentParts } from "./answer-agents.ts";
import type { CallerParts } from "./identify-callers.ts";
import type { LiveParts } from "./live-parts.ts";
import type { offerServices } from "./offer-services.ts";
import type { Outside } from "./open-outside.ts";
import type { Storage } from "./open-storage.ts";
import { type Surroundings, systemClock } from "./surroundings.ts";

/** What {@link operatorApp} is made of. */
interface OperatorParts {
  readonly storage: Storage;
  readonly outside: Outside;
  readonly live: LiveParts;
  readonly identity: CallerParts;
  readonly agents: AgentParts;
  readonly offered: Awaited<ReturnType<typeof offerServices>>;
  readonly control: ControlPlaneParts;
  readonly ready: () => boolean;
}

/** What answers whoever operates Toolgate: AWS's control plane and services, and Toolgate's own operations. */
export function operatorApp({ config, log, controlOffLoopback }: Surroundings, parts: OperatorParts) {
  const { control, ready } = parts;
  const { store, decisions, style } = parts.storage;
  const { cedar, solver, questionSolver } = parts.outside;
  const { gateways, gatewayUrl, roleOf } = parts.live;
  const { verifier, callers, operatorKeys } = parts.identity;
  const { metrics, recent } = parts.agents;
  const { services, anonymous } = parts.offered;
  const clock = systemClock;
  const mayNot = (caller: Caller, permission: Permission) => refusalOf(caller, [permission], clock);
  return createHttpApp({
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
      refusalOf: mayNot,
      newRequestId: randomUUID,
    },
    keys: { keys: operatorKeys, onChange: control.onChange, refusalOf: mayNot, log },
    metricsSigned: controlOffLoopback,
    changes: (query) => store.read((view) => view.changes.find(query)),
    gatewayUrl,
    status: async () => ({
      ...(await store.read((view) => readStatus(view, roleOf))),
      processes: { cedar: cedar.processId(), solver: solver.processId() },
    }),
    ready,
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
}
