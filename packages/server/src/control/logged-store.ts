/** A store for one control-plane call: whatever the call changes is logged in the same change, or neither happens. */
import { createHash } from "node:crypto";
import { gatewayArn, policyEngineArn } from "@toolgate/api";
import type {
  Caller,
  ChangedResource,
  Gateway,
  Policy,
  PolicyEngine,
  StoredDocument,
  Target,
  WorkloadIdentity,
} from "../model.ts";
import type { Clock } from "../ports.ts";
import type { Store, StoreChange, StoreView } from "../store-port.ts";
import { instant } from "./instant.ts";

/** The call that makes the changes. */
export interface ChangeOrigin {
  readonly operation: string;
  readonly caller: Caller;
  readonly clock: Clock;
}

/** Kept answers and settings are no resources, and are not logged. */
export function loggedStore(store: Store, origin: ChangeOrigin): Store {
  return {
    read: (work) => store.read(work),
    write: (work) => store.write((change) => work(loggedChange(change, origin))),
    close: () => store.close(),
  };
}

/** A resource, and how to look at what is stored of it. */
interface Subject {
  readonly resource: ChangedResource;
  readonly look: () => Promise<object | undefined>;
}

function loggedChange(change: StoreChange, origin: ChangeOrigin): StoreChange {
  const { put, remove } = change;
  const the = subjects(change);
  const logging = async ({ resource, look }: Subject, work: () => Promise<void>): Promise<void> => {
    const before = await look();
    await work();
    const after = await look();
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    const { caller, operation, clock } = origin;
    await change.append.change({
      time: instant(clock),
      callerId: caller.id,
      ...caller.place,
      address: caller.address,
      requestId: caller.requestId,
      operation,
      action: before === undefined ? "create" : after === undefined ? "delete" : "update",
      resource,
      ...(before !== undefined && after !== undefined ? differing(before, after) : { before, after }),
    });
  };
  return {
    ...change,
    put: {
      ...put,
      engine: (engine) => logging(the.engine(engine), () => put.engine(engine)),
      policy: (policy) => logging(the.policy(policy), () => put.policy(policy)),
      gateway: (gateway) => logging(the.gateway(gateway), () => put.gateway(gateway)),
      target: (target) => logging(the.target(target), () => put.target(target)),
      tags: (arn, tags) => logging(the.tags(arn), () => put.tags(arn, tags)),
      document: (document) => logging(the.document(document), () => put.document(document)),
      workloadIdentity: (identity) => logging(the.identity(identity), () => put.workloadIdentity(identity)),
    },
    remove: {
      ...remove,
      engine: (engine) => logging(the.engine(engine), () => remove.engine(engine)),
      policy: (policy) => logging(the.policy(policy), () => remove.policy(policy)),
      gateway: (gateway) => logging(the.gateway(gateway), () => remove.gateway(gateway)),
      target: (target) => logging(the.target(target), () => remove.target(target)),
      tags: (arn, keys) => logging(the.tags(arn), () => remove.tags(arn, keys)),
      document: async (collection, key) => {
        const document = await change.documents.get(collection, key);
        if (document === undefined) return;
        await logging(the.document(document), () => remove.document(collection, key));
      },
      workloadIdentity: async (place, name) => {
        const identity = await change.workloadIdentities.get(place, name);
        if (identity === undefined) return;
        await logging(the.identity(identity), () => remove.workloadIdentity(place, name));
      },
    },
  };
}

/** The members that are other than before: a target's tools are large, and seldom change. */
function differing(before: object, after: object): { readonly before: object; readonly after: object } {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const changed = ([name]: [string, unknown]) =>
    JSON.stringify(old.get(name)) !== JSON.stringify(now.get(name));
  return {
    before: Object.fromEntries([...old].filter(changed)),
    after: Object.fromEntries([...now].filter(changed)),
  };
}

function subjects(view: StoreView) {
  return {
    engine: (engine: PolicyEngine): Subject => ({
      resource: { kind: "engine", id: engine.id, arn: engine.arn },
      look: () => view.engines.get(engine, engine.id),
    }),
    policy: (policy: Policy): Subject => ({
      resource: {
        kind: "policy",
        id: policy.id,
        arn: policy.arn,
        parentId: policy.engineId,
        parentArn: policyEngineArn(policy, policy.engineId),
      },
      look: () => view.policies.get(policy.engineId, policy.id),
    }),
    gateway: (gateway: Gateway): Subject => ({
      resource: { kind: "gateway", id: gateway.id, arn: gateway.arn },
      look: () => view.gateways.get(gateway, gateway.id),
    }),
    target: (target: Target): Subject => ({
      resource: targetNamed(target),
      look: () => view.targets.get(target.gatewayId, target.id),
    }),
    identity: (identity: WorkloadIdentity): Subject => ({
      resource: { kind: "workloadIdentity", id: identity.name, arn: identity.arn },
      look: () => view.workloadIdentities.get(identity, identity.name),
    }),
    document: ({ collection, key, arn }: StoredDocument): Subject => ({
      resource: { kind: collection, id: key, arn },
      look: async () => {
        const stored = await view.documents.get(collection, key);
        if (stored === undefined) return undefined;
        // A secret that was replaced is a change, though nothing of it is shown.
        const { body, sealed } = stored;
        const shown = typeof body === "object" && body !== null ? body : { value: body };
        return sealed === undefined ? shown : { ...shown, sealed: fingerprint(sealed) };
      },
    }),
    tags: (arn: string): Subject => ({
      resource: { kind: "tags", id: arn.slice(arn.lastIndexOf("/") + 1), arn },
      look: async () => {
        const tags = await view.tags.of(arn);
        return Object.keys(tags).length === 0 ? undefined : tags;
      },
    }),
  };
}

/** Of sealed text, which differs with every sealing: enough to see that a secret was replaced. */
function fingerprint(sealed: string): string {
  return `(secret, ${createHash("sha256").update(sealed).digest("hex").slice(0, 8)})`;
}

/** AWS gives targets no ARN; this one continues their gateway's, as a policy's continues its engine's. */
function targetNamed(target: Target): ChangedResource {
  const { id, gatewayId: parentId } = target;
  const parentArn = gatewayArn(target, parentId);
  return { kind: "target", id, arn: `${parentArn}/target/${id}`, parentId, parentArn };
}
