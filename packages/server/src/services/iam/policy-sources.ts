import type { PolicySource } from "@toolgate/iam";
import type { StoreView } from "../../store-port.ts";
import { defaultText, findPolicy } from "./find-policy.ts";
import type { UserBody } from "./iam-kept.ts";
import { keptPolicy } from "./policy-text.ts";

/** A source with the text it was read from. */
export interface WrittenSource extends PolicySource {
  readonly text: string;
}

/**
 * Every policy that counts for a role or user.
 * @throws Error when an attached policy is gone, which no operation leaves behind.
 */
export async function policySources(
  view: StoreView,
  { inline, attached }: Pick<UserBody, "inline" | "attached">,
): Promise<WrittenSource[]> {
  const sources: WrittenSource[] = inline.map(({ name, text }) => ({
    name,
    kind: "inline",
    text,
    document: keptPolicy(text),
  }));
  for (const arn of attached) {
    const found = await findPolicy(view, arn);
    if (found === undefined) throw new Error(`${arn} is attached and is not there`);
    const text = defaultText(found);
    const name = arn.slice(arn.lastIndexOf("/") + 1);
    sources.push({ name, kind: "managed", arn, text, document: keptPolicy(text) });
  }
  return sources;
}
