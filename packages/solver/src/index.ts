export { createSolver, type SolverOptions } from "./create-solver.ts";
export type { Solver } from "./solver.ts";
