/** The bounds of everything asked of MCP servers. */
export interface McpServerLimits {
  /** Milliseconds to connect, and to open a session. */
  readonly connectMillis: number;
  /** Milliseconds for a command to start and to be ready. */
  readonly startMillis: number;
  /** Milliseconds to connect, negotiate and list every tool. */
  readonly listMillis: number;
  /** Milliseconds for one call, a repeat included; waiting for a turn is apart. */
  readonly callMillis: number;
  /** Milliseconds that a call may wait for its turn. */
  readonly queueMillis: number;
  /** Calls in flight, for each endpoint. */
  readonly concurrency: number;
  /** Calls that may wait for their turn, for each endpoint. */
  readonly queue: number;
  /** Bytes of one answer, everything that a stream brings with it included. */
  readonly answerBytes: number;
  /** Bytes of one notification that is passed on; a larger one is left out. */
  readonly notificationBytes: number;
  /** Bytes of all pages of a tools/list together. */
  readonly listBytes: number;
  /** Tools of one server. */
  readonly tools: number;
  /** Sessions kept open at one endpoint; the one unused for the longest time goes first. */
  readonly sessions: number;
  /** Processes of one command; one principal's calls share one. */
  readonly processes: number;
  /** Milliseconds after which an unused session or process is ended, and an unused endpoint forgotten. */
  readonly idleMillis: number;
  /** Milliseconds between looks at what is unused. */
  readonly sweepMillis: number;
  /** Failures in a row that open an endpoint's circuit. */
  readonly circuitFailures: number;
  /** Milliseconds that an open circuit stays open. */
  readonly circuitMillis: number;
  /** Milliseconds before a start that follows two crashes in a row; doubled by each further one, up to 5 seconds. */
  readonly backoffMillis: number;
}

/** Six megabytes and five minutes are what Lambda targets have; the others leave a slow but healthy server room. */
export const defaultMcpServerLimits: McpServerLimits = {
  connectMillis: 10_000,
  startMillis: 30_000,
  listMillis: 60_000,
  callMillis: 60_000,
  queueMillis: 10_000,
  concurrency: 32,
  queue: 128,
  answerBytes: 6 * 1024 * 1024,
  notificationBytes: 256 * 1024,
  listBytes: 10 * 1024 * 1024,
  tools: 1_000,
  sessions: 256,
  processes: 16,
  idleMillis: 300_000,
  sweepMillis: 15_000,
  circuitFailures: 5,
  circuitMillis: 30_000,
  backoffMillis: 250,
};
