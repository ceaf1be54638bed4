import type { Requirement } from "./requirement.ts";

export const pagesRequirements = [
  {
    id: "pages.setting",
    source: "docs/decisions/0015-web-pages.md",
    sentence: "Origins whose pages are let in are named exactly; anything else stops the start",
  },
  {
    id: "pages.access",
    source: "docs/decisions/0015-web-pages.md",
    sentence:
      "A page of a named origin reaches metadata, registration, tokens and MCP endpoints; nothing of the operator's, and no page where people sign in",
  },
  {
    id: "pages.preflight",
    source: "Fetch, CORS protocol; MCP 2026-07-28, Streamable HTTP",
    sentence: "Browsers are told the methods and headers that MCP clients use, and never to send cookies",
  },
  {
    id: "pages.told",
    source: "Toolgate, safe by default",
    sentence: "Caller and operator are told of a refused page and of what would let it in, the operator once",
  },
  {
    id: "pages.client",
    source: "MCP 2025-11-25, authorization",
    sentence: "The official client signs a person in and calls tools from within a web page",
  },
] as const satisfies readonly Requirement[];
