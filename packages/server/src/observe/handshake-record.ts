import type { CallTrace } from "../decisions/decision-record.ts";

/** A message that opens a connection and asks for nothing that is decided. */
export interface HandshakeRecord {
  readonly handshakeId: string;
  readonly requestId: string;
  /** When it was answered. ISO-8601 UTC with milliseconds. */
  readonly time: string;
  readonly gatewayArn: string;
  readonly gatewayId: string;
  readonly method: "initialize" | "notifications/initialized";
  readonly trace: CallTrace;
}
