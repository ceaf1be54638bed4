import { UnauthorizedError } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { connect } from "./connect.mjs";

await connect({
  Client,
  Transport: StreamableHTTPClientTransport,
  UnauthorizedError,
  codeOf: (answer) => answer.get("code"),
});
