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
    return {
      world: {
        gateways,
        strictAws,
        vocabularyFor: (policy) =>
          store.read((fresh) => readVocabulary(fresh, engine, policy, { strictAws })),
      },
      own: policies
        .filter((policy) => isInForce(policy) && policy.enforcementMode === "ACTIVE")
        .map(({ id, definition }) => ({ source: id, text: resolved(definition.statement) })),
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
