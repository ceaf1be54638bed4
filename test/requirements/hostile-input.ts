import type { Requirement } from "./requirement.ts";

export const hostileInputRequirements = [
  {
    id: "hostile.answers",
    source: "Toolgate, safe by default; RFC 9112; JSON-RPC 2.0; MCP, each revision; AWS restJson1 protocol",
    sentence:
      "Each bad input of a table (control plane, tokens, JSON, JSON-RPC, headers, sizes, encodings, names, connections) has its exact answer, which says what was wrong",
  },
  {
    id: "hostile.store",
    source: "Toolgate, safe by default",
    sentence: "No bad input changes what is stored, and good calls are answered after it as before",
  },
  {
    id: "hostile.memory",
    source: "Toolgate, numbers",
    sentence: "The memory of the process stays flat, however often bad inputs come",
  },
  {
    id: "hostile.slow",
    source: "RFC 9110, 15.5.9",
    sentence: "A request that does not arrive in time is answered 408, and its connection ends",
  },
] as const satisfies readonly Requirement[];
