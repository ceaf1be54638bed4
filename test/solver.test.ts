import { constants, getPriority } from "node:os";
import { createSolver, type Solver, type SolverOptions } from "@toolgate/solver";
import { afterEach, describe, expect, it } from "vitest";
import { verifies } from "./verifies.ts";

const start = "(set-option :produce-models true)\n(set-logic ALL)\n(declare-const x Int)\n";
const satisfiable = `${start}(assert (= x 7))\n(check-sat)\n(get-value (x))`;
const unsatisfiable = `${start}(assert (and (< x 1) (> x 1)))\n(check-sat)`;
/** Whether three cubes add up to 114 is not known to anyone. */
const endless = `${start}(declare-const y Int)(declare-const z Int)
(assert (= 114 (+ (* x x x) (* y y y) (* z z z))))\n(check-sat)`;
/** More pigeons than holes, one truth value for each pair: too much for little memory. */
const pigeons = pigeonHoles(40);

const solvers: Solver[] = [];
afterEach(async () => {
  await Promise.all(solvers.splice(0).map((solver) => solver.close()));
});

function started(options: SolverOptions = {}): Solver {
  const solver = createSolver(options);
  solvers.push(solver);
  return solver;
}

function idOf(solver: Solver): number {
  const id = solver.processId();
  if (id === undefined) throw new Error("The solver has no process");
  return id;
}

describe("the built-in solver", { timeout: 120_000 }, () => {
  it(
    verifies("analysis.solver.answers", "answers with a model, with unsat, and with what it could not read"),
    async () => {
      const solver = started();
      expect(solver.processId()).toBeUndefined();
      expect(await solver.solve(satisfiable)).toEqual({ kind: "sat", output: "((x 7))" });
      expect(await solver.solve(unsatisfiable)).toEqual({ kind: "unsat" });
      expect(await solver.solve("(assert a)\n(check-sat)")).toEqual({
        kind: "unknown",
        why: 'The solver printed no answer, but: (error "line 2 column 8: unknown constant a")\nsat',
      });
    },
  );

  it.runIf(process.platform === "linux")(
    verifies(
      "analysis.solver.answers",
      "gives way to all else where nobody waits for its answers, and answers the same",
    ),
    async () => {
      const [solver, background] = [started(), started({ background: true })];
      expect(await solver.solve(satisfiable)).toEqual(await background.solve(satisfiable));
      expect([getPriority(idOf(solver)), getPriority(idOf(background))]).toEqual([
        getPriority(),
        Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL),
      ]);
    },
  );

  it(verifies("analysis.solver.answers", "keeps nothing of one script for the next"), async () => {
    const solver = started();
    const answers = await Promise.all([
      solver.solve(unsatisfiable),
      solver.solve(satisfiable),
      solver.solve(unsatisfiable),
      solver.solve(satisfiable),
    ]);
    expect(answers.map(({ kind }) => kind)).toEqual(["unsat", "sat", "unsat", "sat"]);
  });

  it(
    verifies("analysis.solver.answers", "reads long scripts to their end, whatever else its process does"),
    async () => {
      const solver = started();
      const constants = Array.from({ length: 20_000 }, (_, index) => `(declare-const a${index} Int)`).join(
        "\n",
      );
      for (const value of [1, 2, 3]) {
        const script = `${constants}\n(assert (= a19999 ${value}))\n(check-sat)\n(get-value (a19999))`;
        expect(await solver.solve(script)).toEqual({ kind: "sat", output: `((a19999 ${value}))` });
      }
    },
  );

  it(
    verifies("analysis.solver.limits", "gives up a question at its time limit, and answers the next"),
    async () => {
      const solver = started();
      expect(await solver.solve(endless, { timeLimit: 300 })).toMatchObject({ kind: "unknown" });
      expect(await solver.solve(satisfiable)).toEqual({ kind: "sat", output: "((x 7))" });
    },
  );

  it(
    verifies("analysis.solver.restarts", "is killed while it thinks: unknown, and a new process answers"),
    async () => {
      const solver = started();
      await solver.solve(satisfiable);
      const first = idOf(solver);
      const thinking = solver.solve(endless, { timeLimit: 60_000 });
      await Promise.resolve();
      process.kill(first, "SIGKILL");
      expect(await thinking).toEqual({ kind: "unknown", why: "The solver's process ended (SIGKILL)" });
      expect(await solver.solve(satisfiable)).toEqual({ kind: "sat", output: "((x 7))" });
      expect(idOf(solver)).not.toBe(first);
    },
  );

  it(
    verifies(
      "analysis.solver.restarts",
      "is killed while it waits: the next question is answered by a new process",
    ),
    async () => {
      const solver = started();
      await solver.solve(satisfiable);
      const first = idOf(solver);
      process.kill(first, "SIGKILL");
      const answers = [await solver.solve(satisfiable), await solver.solve(satisfiable)];
      expect(answers.at(-1)).toEqual({ kind: "sat", output: "((x 7))" });
    },
  );

  it(
    verifies(
      "analysis.solver.restarts",
      "hangs: its process is ended at the time limit, and a new one answers",
    ),
    async () => {
      const solver = started();
      await solver.solve(satisfiable);
      const first = idOf(solver);
      process.kill(first, "SIGSTOP");
      expect(await solver.solve(satisfiable, { timeLimit: 100 })).toEqual({
        kind: "unknown",
        why: "The solver gave no answer within 100 ms and was ended",
      });
      expect(await solver.solve(satisfiable)).toEqual({ kind: "sat", output: "((x 7))" });
      expect(idOf(solver)).not.toBe(first);
    },
  );

  it(
    verifies("analysis.solver.limits", "runs out of memory: unknown, and the next question is answered"),
    async () => {
      const solver = started({ memory: 24 });
      expect(await solver.solve(pigeons, { timeLimit: 60_000 })).toMatchObject({ kind: "unknown" });
      expect(await solver.solve(satisfiable)).toEqual({ kind: "sat", output: "((x 7))" });
    },
  );

  it(
    verifies("analysis.solver.restarts", "ends its process when nothing is asked, and starts it again"),
    async () => {
      const solver = started({ idleLimit: 1 });
      await solver.solve(satisfiable);
      await expect.poll(() => solver.processId()).toBeUndefined();
      expect(await solver.solve(unsatisfiable)).toEqual({ kind: "unsat" });
    },
  );

  it(
    verifies("analysis.solver.limits", "closes while it thinks: what is asked is unknown, at once and after"),
    async () => {
      const solver = started();
      await solver.solve(satisfiable);
      const thinking = solver.solve(endless, { timeLimit: 60_000 });
      const waiting = solver.solve(satisfiable);
      await Promise.resolve();
      await solver.close();
      expect(await thinking).toMatchObject({ kind: "unknown" });
      expect(await waiting).toEqual({ kind: "unknown", why: "The solver is closed" });
      expect(await solver.solve(satisfiable)).toEqual({ kind: "unknown", why: "The solver is closed" });
      expect(solver.processId()).toBeUndefined();
    },
  );

  it(
    verifies("analysis.solver.limits", "takes no more than may wait, and no script that is too long"),
    async () => {
      const solver = started({ mostWaiting: 1 });
      const first = solver.solve(unsatisfiable);
      expect(await solver.solve(unsatisfiable)).toEqual({
        kind: "unknown",
        why: "1 questions wait for the solver already",
      });
      expect(await solver.solve(`;${" ".repeat(8_000_000)}`)).toEqual({
        kind: "unknown",
        why: "The question has 8000001 characters, and 8000000 is the most a solver is given",
      });
      expect(await first).toEqual({ kind: "unsat" });
    },
  );
});

describe("a solver of the machine", () => {
  it.each([
    ["/nowhere/z3", "/nowhere/z3 cannot be run: spawn /nowhere/z3 ENOENT"],
    ["", "The solver's command is empty"],
    ["true", "true ended without an answer (exit code 0)"],
    ["cat", `The solver printed no answer, but: cat`],
  ])(
    verifies("analysis.solver.answers", "%j is no solver, which every answer says"),
    async (command, why) => {
      const answer = await started({ command }).solve(unsatisfiable);
      expect(answer).toMatchObject({ kind: "unknown" });
      if (command !== "cat") expect(answer).toEqual({ kind: "unknown", why });
    },
  );
});

function pigeonHoles(holes: number): string {
  const name = (pigeon: number, hole: number) => `p${pigeon}_${hole}`;
  const range = (count: number) => Array.from({ length: count }, (_, index) => index);
  const lines = range(holes + 1).flatMap((pigeon) =>
    range(holes).map((hole) => `(declare-const ${name(pigeon, hole)} Bool)`),
  );
  for (const pigeon of range(holes + 1))
    lines.push(
      `(assert (or ${range(holes)
        .map((hole) => name(pigeon, hole))
        .join(" ")}))`,
    );
  for (const hole of range(holes)) {
    for (const a of range(holes + 1)) {
      for (const b of range(a)) lines.push(`(assert (not (and ${name(a, hole)} ${name(b, hole)})))`);
    }
  }
  return [...lines, "(check-sat)"].join("\n");
}
