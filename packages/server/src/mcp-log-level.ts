/** Severities of log messages, the least severe first. Source: MCP, "Logging"; RFC 5424, 6.2.1. */
const levels = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"] as const;

export type McpLogLevel = (typeof levels)[number];

/** The names, for messages. */
export const mcpLogLevelNames: string = levels.join(", ");

export function isMcpLogLevel(value: unknown): value is McpLogLevel {
  return levels.some((level) => level === value);
}

/** Whether who asked for `wanted` is told a message of `level`. */
export function isAtLeast(level: McpLogLevel, wanted: McpLogLevel): boolean {
  return levels.indexOf(level) >= levels.indexOf(wanted);
}
