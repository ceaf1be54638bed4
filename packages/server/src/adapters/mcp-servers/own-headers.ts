import { version } from "../../version.ts";

/** Sent with every request to an MCP server; nothing compressed is asked for. */
export const ownHeaders = { "user-agent": `toolgate/${version}`, "accept-encoding": "identity" } as const;
