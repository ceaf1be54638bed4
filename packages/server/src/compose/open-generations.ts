import { randomBytes } from "node:crypto";
import { builtInTranslator } from "../adapters/authoring/built-in-translator.ts";
import { authoringSettingsSchema } from "../adapters/authoring-model/authoring-settings.ts";
import { modelTranslator } from "../adapters/authoring-model/model-translator.ts";
import { createGenerations, type Generations } from "../control/generation-work.ts";
import { parseSetting } from "../parse-setting.ts";
import type { LiveParts } from "./live-parts.ts";
import type { Outside } from "./open-outside.ts";
import type { Storage } from "./open-storage.ts";
import { type OnClose, type Surroundings, systemClock } from "./surroundings.ts";

/** What makes texts into policies: the built-in translator, or the model of the configuration. */
export function openGenerations(
  { config, log }: Surroundings,
  { store }: Storage,
  { cedar, questionSolver }: Outside,
  { analysisTimeLimit }: LiveParts,
  onClose: OnClose,
): Generations {
  const { authoring, strictAws } = config;
  const generations = createGenerations({
    store,
    clock: systemClock,
    cedar,
    solver: questionSolver,
    analysisTimeLimit,
    strictAws,
    translator:
      authoring === undefined
        ? builtInTranslator()
        : modelTranslator(parseSetting("authoring", authoringSettingsSchema, authoring), process.env),
    randomBytes: () => randomBytes(16),
    onError: (error) => log.error({ err: error }, "a policy generation failed"),
  });
  onClose(() => generations.close());
  return generations;
}
