import { CliError } from "../cli-error.ts";
import { printable, printableJson } from "../printable.ts";
import { applyMend } from "./apply-mend.ts";
import type { Cure } from "./check.ts";
import { type Clients, connect, type Whom } from "./clients.ts";
import { curesOf, formatDiagnosis } from "./format-diagnosis.ts";
import { gatherFacts, type Question } from "./gather-facts.ts";
import { type Diagnosis, exitCode, runChecks } from "./run-checks.ts";
import { watchClock } from "./server-clock.ts";

export interface DiagnosisRequest {
  readonly whom: Whom;
  readonly question: Question;
  readonly isFixing: boolean;
  readonly json: boolean;
}

export interface DiagnosisSurroundings {
  readonly print: (line: string) => void;
  /** For whoever watches; not part of the answer. */
  readonly note: (line: string) => void;
  readonly colour: boolean;
  readonly width: number | undefined;
  /** Whether the change may be made. */
  readonly agree: (question: string) => Promise<boolean>;
}

/**
 * Prints what holds and what does not and, when asked to, mends what can be mended and looks again.
 * @returns 0 when all holds, 1 when something does not, 2 when something could not be asked.
 * @throws CliError when nobody answers at all, or a change is refused.
 */
export async function showDiagnosis(
  request: DiagnosisRequest,
  surroundings: DiagnosisSurroundings,
): Promise<number> {
  const { whom, question, json, isFixing } = request;
  const clients = await connect(whom);
  try {
    const clock = watchClock(clients);
    const diagnose = async () => runChecks(await gatherFacts(clients, clock, whom, question));
    const asked = `gateway ${question.gateway} at ${clients.place.label}`;
    const first = await diagnose();
    const say = (diagnosis: Diagnosis) => {
      for (const text of formatDiagnosis(diagnosis, asked, surroundings)) surroundings.print(text);
    };
    const applied: string[] = [];
    if (!json) say(first);
    const cures = isFixing ? curesOf(first.checks).filter(({ mend }) => mend !== undefined) : [];
    for (const cure of cures) {
      if (await mended(clients, cure, surroundings)) applied.push(cure.say);
    }
    if (isFixing && cures.length === 0 && exitCode(first) === 1) {
      surroundings.note("Nothing of this is for --fix to mend.");
    }
    const last = applied.length === 0 ? first : await diagnose();
    if (json) surroundings.print(printableJson({ ...last, ...(isFixing ? { applied } : {}) }));
    else if (applied.length > 0) {
      surroundings.print("");
      say(last);
    }
    return exitCode(last);
  } finally {
    clients.close();
  }
}

async function mended(
  clients: Clients,
  { say, paste, mend }: Cure,
  { agree, note }: DiagnosisSurroundings,
): Promise<boolean> {
  if (mend === undefined) return false;
  note("");
  if (paste !== undefined) for (const text of paste.split("\n")) note(printable(text));
  if (!(await agree(printable(say)))) {
    note("Left as it is.");
    return false;
  }
  try {
    await applyMend(clients, mend);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    note(`It was refused: ${printable(error.message)}`);
    return false;
  }
  note("Done.");
  return true;
}
