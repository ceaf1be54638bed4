import { allPages, collected } from "../connection/all-pages.ts";
import type { CallOptions } from "../connection/settings.ts";
import type { ControlCaller } from "./control-caller.ts";
import type { CallInput, CallOutput } from "./operation-types.ts";

/** The list operations that the clients use, and the largest page that AWS gives of each. */
const largestPage = {
  ListPolicyEngines: 100,
  ListPolicies: 100,
  ListPolicyGenerations: 100,
  ListPolicyGenerationAssets: 100,
  ListGateways: 1000,
  ListGatewayTargets: 1000,
} as const;

type ListName = keyof typeof largestPage;

/** A list: the page that `maxResults` or `nextToken` ask for, or all of it. */
export async function listOperation<Name extends ListName, Item>(
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
  const read = (token?: string) =>
    call(operation, { ...input, maxResults: largestPage[operation], nextToken: token }, options);
  return { items: await collected(allPages(read, itemsOf)) };
}
