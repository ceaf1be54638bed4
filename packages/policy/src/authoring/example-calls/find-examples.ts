import type { RequestCase } from "../../analysis/request-case.ts";
import type { JsonValue } from "../../json/json-value.ts";
import { cedarShape } from "../../schema/tool-schema.ts";
import type { Candidates } from "./candidates.ts";
import { type Draft, requestOf, type ToolCalls, withValue } from "./draft.ts";

/** A call, and how the policy takes it. */
export interface Tried {
  readonly draft: Draft;
  readonly request: RequestCase;
  readonly applies: boolean;
}

/** Puts calls to a policy. */
export type Try = (draft: Draft) => Tried | undefined;

/** A guess beyond these is worth less than an answer of the solver's. */
const mostGuesses = 500;

/** The first call made of candidates that the policy applies to, or does not apply to: those with likelier values before others. */
export function guess(
  plain: Draft,
  candidates: readonly Candidates[],
  calls: ToolCalls,
  attempt: Try,
  wanted = true,
): Tried | undefined {
  const shape = cedarShape(calls.tool.inputSchema);
  const filled = (choice: readonly number[]) =>
    candidates.reduce(
      (draft, { slot, values }, index) => withValue(draft, slot, values[choice[index] ?? 0], shape),
      plain,
    );
  const waiting: { readonly choice: readonly number[]; readonly from: number }[] = [
    { choice: candidates.map(() => 0), from: 0 },
  ];
  for (let next = 0; next < waiting.length && next < mostGuesses; next += 1) {
    const now = waiting[next];
    if (now === undefined) return undefined;
    const tried = attempt(filled(now.choice));
    if (tried?.applies === wanted) return tried;
    // each choice is reached in one way: by steps from the left
    for (let index = now.from; index < candidates.length && waiting.length < 4 * mostGuesses; index += 1) {
      const step = (now.choice[index] ?? 0) + 1;
      if (step >= (candidates[index]?.values.length ?? 0)) continue;
      waiting.push({ choice: now.choice.with(index, step), from: index });
    }
  }
  return undefined;
}

/** The calls that differ from this one in one thing, slot by slot. */
export function neighbours(
  { draft }: Tried,
  candidates: readonly Candidates[],
  calls: ToolCalls,
  attempt: Try,
): readonly (readonly Tried[])[] {
  const shape = cedarShape(calls.tool.inputSchema);
  return candidates.map(({ slot, values }) =>
    values.flatMap((value: JsonValue | undefined) => {
      const tried = attempt(withValue(draft, slot, value, shape));
      return tried === undefined ? [] : [tried];
    }),
  );
}

/** The request as the wire would have it. */
export function tryWith(calls: ToolCalls, applies: (request: RequestCase) => boolean): Try {
  return (draft) => {
    const request = requestOf(draft, calls);
    return request === undefined ? undefined : { draft, request, applies: applies(request) };
  };
}
