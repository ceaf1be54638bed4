/** `toolgate changes`: shows who changed what, when and from where. */
import { defineCommand } from "citty";
import { showChanges } from "../changes/show-changes.ts";
import { listArgs, onTerminal, readLimit } from "../lists/list-options.ts";

export const changesCommand = defineCommand({
  meta: {
    name: "changes",
    description: "Show and follow the control plane's log: who changed what, when and from where",
  },
  args: {
    resource: {
      type: "string",
      description: "Only of this resource and what it holds, by ARN or id",
      valueHint: "RESOURCE",
    },
    follow: { type: "boolean", description: "Go on with new changes as they are made" },
    ...listArgs,
  },
  run({ args }): Promise<number> {
    const query = { resource: args.resource, limit: readLimit(args.limit) };
    const request = { url: args.url, query, follow: args.follow === true, json: args.json === true };
    return onTerminal((surroundings) => showChanges(request, surroundings));
  },
});
