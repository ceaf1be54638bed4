import type { ControlCaller } from "../callers/control-caller.ts";
import type { CallInput, CallOutput } from "../callers/operation-types.ts";
import { allPages, collected } from "../connection/all-pages.ts";
import type { CallOptions } from "../connection/settings.ts";

/** The list operations of engines, policies and generations. */
type ListName = "ListPolicyEngines" | "ListPolicies" | "ListPolicyGenerations" | "ListPolicyGenerationAssets";

/** The largest page that AWS gives of these lists. */
const most = { maxResults: 100 };

/** A list: the page that `maxResults` or `nextToken` ask for, or all of it. */
export async function policyList<Name extends ListName, Item>(
  call: ControlCaller,
  operation: Name,
  input: CallInput<Name>,
  options: CallOptions | undefined,
  itemsOf: (page: CallOutput<Name>) => readonly Item[],
): Promise<{ readonly items: readonly Item[]; readonly nextToken?: string }> {
  const { maxResults, nextToken }: { maxResults?: number | undefined; nextToken?: string | undefined } =
    input;
  if (maxResults !== undefined || nextToken !== undefined) {
    const page = await call(operation, input, options);
    const { nextToken: token }: { readonly nextToken?: string | undefined } = page;
    return { items: itemsOf(page), ...(token === undefined ? {} : { nextToken: token }) };
  }
  const read = (token?: string) => call(operation, { ...input, ...most, nextToken: token }, options);
  return { items: await collected(allPages(read, itemsOf)) };
}
