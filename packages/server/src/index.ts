export { type CedarOptions, type CedarProcesses, createCedar } from "./adapters/cedar/cedar.ts";
export { createLog } from "./adapters/telemetry/create-log.ts";
export { type Config, ConfigError, readConfig } from "./config.ts";
export type { Status } from "./control/status.ts";
export type { DecisionOutcome, DecisionRecord } from "./decisions/decision-record.ts";
export type { Log } from "./log.ts";
export { startToolgate, type Toolgate } from "./main.ts";
export { EvaluationUnavailable } from "./ports.ts";
export { version } from "./version.ts";
