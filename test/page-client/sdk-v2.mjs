import { Client, StreamableHTTPClientTransport, UnauthorizedError } from "@modelcontextprotocol/client";
import { connect } from "./connect.mjs";

await connect({
  Client,
  Transport: StreamableHTTPClientTransport,
  UnauthorizedError,
  codeOf: (answer) => answer,
  options: { versionNegotiation: { mode: { pin: "2026-07-28" } } },
});
