/** An engine as questions are asked of it: its gateways with their tools, and its policies in force. */
import { ResourceNotFoundException } from "@toolgate/api";
import { gatewayMeant } from "../gateway/live-gateways.ts";
import { isInForce } from "../model.ts";
import { resolveOnce } from "../parsed-policy.ts";
import type { Store, StoreView } from "../store-port.ts";
import type { AnalysedWorld, PolicySource } from "./analysed-world.ts";
import { readVocabulary } from "./vocabulary.ts";

interface EngineWorld {
  readonly world: AnalysedWorld;
  /** The policies in force, by their ids, with exact ARNs for the names of gateways; those that only log decide nothing. */
  readonly own: readonly PolicySource[];
  /** Every policy, whether in force or not. */
  readonly all: readonly PolicySource[];
  /** One of them by its id or name. @throws ResourceNotFoundException when there is none. */
  readonly named: (policy: string) => PolicySource;
  /** The same for a text that somebody brings. */
  readonly resolve: (source: PolicySource) => PolicySource;
}

/** @throws ResourceNotFoundException when there is no such engine. */
export async function engineWorld(
  store: Store,
  identifier: string,
  strictAws: boolean,
): Promise<EngineWorld> {
  return store.read(async (view) => {
    const engine = await engineBy(view, identifier);
    const all = await view.gateways.all();
    const onEngine = await view.gateways.onEngine(engine.arn);
    const gateways = await Promise.all(
      onEngine.map(async (gateway) => ({ gateway, targets: await view.targets.all(gateway.id) })),
    );
    const resolved = (text: string) => resolveOnce(text, (arn) => gatewayMeant(arn, all));
    const policies = await view.policies.all(engine.id);
    const sourceOf = ({ id, definition }: (typeof policies)[number]): PolicySource => ({
      source: id,
      text: resolved(definition.statement),
    });
    return {
      world: {
        gateways,
        strictAws,
        vocabularyFor: (policy) =>
          store.read((fresh) => readVocabulary(fresh, engine, policy, { strictAws })),
      },
      own: policies
        .filter((policy) => isInForce(policy) && policy.enforcementMode === "ACTIVE")
        .map(sourceOf),
      all: policies.map(sourceOf),
      named: (policy) => sourceOf(policyBy(policies, policy, engine.id)),
      resolve: ({ source, text }) => ({ source, text: resolved(text) }),
    };
  });
}

async function engineBy(view: StoreView, identifier: string) {
  const engines = await view.engines.all();
  const found = engines.find(({ id, arn, name }) => [id, arn, name].includes(identifier));
  if (found !== undefined) return found;
  const names = engines.slice(0, 10).map(({ id }) => id);
  throw new ResourceNotFoundException(
    `There is no policy engine ${identifier}. ${names.length === 0 ? "There is none at all." : `There are ${names.join(", ")}.`}`,
  );
}

function policyBy<One extends { readonly id: string; readonly name: string }>(
  policies: readonly One[],
  wanted: string,
  engine: string,
): One {
  const found = policies.find(({ id, name }) => id === wanted || name === wanted);
  if (found !== undefined) return found;
  const ids = policies.slice(0, 10).map(({ id }) => id);
  throw new ResourceNotFoundException(
    `The policy engine ${engine} has no policy ${wanted}. ${ids.length === 0 ? "It has none at all." : `It has ${ids.join(", ")}.`}`,
  );
}
