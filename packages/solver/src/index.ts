export { createSolver, type SolverOptions } from "./create-solver.ts";
export type { Solver } from "./solver.ts";
export { type TimedSolver, withinTime } from "./within-time.ts";
