import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { revision20251125 } from "./2025-11-25/revision.ts";
import { revision20260728 } from "./2026-07-28/revision.ts";
import type { McpDeps } from "./mcp-deps.ts";
import type { Exchange, Revision } from "./revision.ts";
import { toolsList } from "./tools-list.ts";

const definition = {
  name: "read",
  title: "Read a file",
  description: "Reads",
  inputSchema: { type: "object", $defs: { path: { type: "string" } } },
  annotations: { readOnlyHint: true },
  icons: [{ src: "data:image/png;base64,AA==" }],
  _meta: { "com.example/a": 1 },
};

/** The list of a gateway without policies with one tool of an MCP server. */
function listed(outputSchema: object | undefined, revision: Revision): unknown {
  const tool = { action: "Files___read", definition: { ...definition, outputSchema } };
  const deps = {
    call: {
      clock: { now: () => 0 },
      micros: () => 0,
      newDecisionId: () => "d",
      recent: { keep: () => {} },
      decisions: { record: () => {} },
      disclose: () => ({}),
      observe: () => {},
    },
  } as unknown as McpDeps;
  const answer = toolsList(deps, {
    live: { gateway: { id: "g" }, tools: new Map([["Files___read", tool]]) },
    identity: { principal: { type: "AgentCore::OAuthUser", id: "ann" }, claims: {} },
    message: { id: { text: "1", plain: "1" }, params: undefined },
    revision,
  } as unknown as Exchange);
  return answer.kind === "result" ? answer.result.tools : answer;
}

const object = { type: "object", properties: {} };
const array = { type: "array", items: { type: "string" } };
const named = { ...definition, name: "Files___read" };

it.each([
  ["without output schema", undefined, named, named],
  ["with objects", object, { ...named, outputSchema: object }, { ...named, outputSchema: object }],
  ["with lists", array, named, { ...named, outputSchema: array }],
])(
  verifies(
    "revisions.definitions",
    "a tool %s is listed as its server declares it, as far as clients of the revision can read it",
  ),
  (_what, outputSchema, shaken, stateless) => {
    expect(listed(outputSchema, revision20251125)).toEqual([shaken]);
    expect(listed(outputSchema, revision20260728)).toEqual([stateless]);
  },
);
