export { type ControlCaller, createControlCaller } from "./callers/control-caller.ts";
export type { CallOptions, ClientSettings, Fetch } from "./connection/settings.ts";
export { PolicyClient } from "./policy/policy-client.ts";
