import type { AskAws } from "./ask-aws.ts";
import type { Fact } from "./facts.ts";

/** Pages; an account that has more is told of no further ones. */
const mostPages = 100;

/** Every item of a list that comes in pages. */
export async function allPages<T>(
  ask: AskAws,
  operation: string,
  page: (from: { readonly nextToken?: string }) => Promise<{
    readonly items: readonly T[];
    readonly nextToken?: string | undefined;
  }>,
): Promise<Fact<readonly T[]>> {
  const items: T[] = [];
  let from: { readonly nextToken?: string } = {};
  for (let pages = 0; pages < mostPages; pages += 1) {
    const answer = await ask(operation, () => page(from));
    if (answer.kind !== "known") return answer;
    items.push(...answer.value.items);
    const { nextToken } = answer.value;
    if (nextToken === undefined) return { kind: "known", value: items };
    from = { nextToken };
  }
  return { kind: "unknown", why: `${operation}: more than ${mostPages} pages` };
}
