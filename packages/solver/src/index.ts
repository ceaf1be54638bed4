export { createSolver, type SolverOptions } from "./create-solver.ts";
export { solveWithin } from "./solve-within.ts";
export type { Solver } from "./solver.ts";
