/** Questions about an engine's policies, or about others in their place. */
import { z } from "zod";
import { list } from "../constraints/list.ts";
import { structure } from "../constraints/structure.ts";
import { text } from "../constraints/text.ts";
import { wholeNumber } from "../constraints/whole-number.ts";

/** Texts with policies, or with assertions, and what answers call each of them. */
const sources = list(structure({ source: text({ min: 1, max: 1_000 }), text: text({ max: 1_000_000 }) }), {
  max: 1_000,
});

const asked = {
  /** Id, name or ARN. */
  policyEngineIdentifier: text({ min: 1, max: 300 }),
  /** Seconds for all that is asked of the solver; what is not answered by then is unknown. */
  timeLimit: wholeNumber({ min: 1, max: 600 }).optional(),
};

/** CheckPolicies: of the engine's own policies where none are given. */
export const checkPolicies = structure({
  ...asked,
  policies: sources.optional(),
  assertions: sources.optional(),
});

/** ProveAssertions: of the engine's own policies where none are given. */
export const proveAssertions = structure({ ...asked, policies: sources.optional(), assertions: sources });

/** ComparePolicies: the engine's own on the side that is not given. */
export const comparePolicies = structure({
  ...asked,
  before: sources.optional(),
  after: sources.optional(),
});

/** ReadPolicies: of the engine's own, all or the one that is named, where no texts are given. */
export const readPolicies = structure({
  ...asked,
  policies: sources.optional(),
  /** Id or name of one of the engine's policies. */
  policy: text({ min: 1, max: 300 }).optional(),
});

/** WhoCan: of one tool, or of all for one caller. */
export const whoCan = structure({
  ...asked,
  policies: sources.optional(),
  tool: text({ min: 1, max: 400 }).optional(),
  /** A caller's claims; anyone's where there are none. */
  claims: z.record(z.string(), z.unknown()).optional(),
});
