/** Says policies back: each as a sentence, with calls that it decides; the same for those in files and for those of an engine. */
import {
  type CheckFinding,
  type ExampleCalls,
  exampleCalls,
  placeOf,
  type ReadBack,
  readBack,
  type TextPlace,
  type ToolCalls,
  type WrittenPolicy,
} from "@toolgate/policy";
import { type AnalyseDeps, inOrder, sound } from "./analyse-policies.ts";
import { type AnalysedWorld, callsIn, type PolicySource } from "./analysed-world.ts";

/** One policy, said back. */
export interface PolicyReading extends ReadBack, Pick<ExampleCalls, "applies" | "examples"> {
  readonly at: TextPlace;
}

export interface ReadReport {
  readonly policies: readonly PolicyReading[];
  /** What is wrong with the texts; of a policy that is named here there are no examples. */
  readonly faults: readonly CheckFinding[];
}

/** What every policy of these texts says and decides. */
export async function analyseRead(
  { cedar, analyst, pace }: AnalyseDeps,
  world: AnalysedWorld,
  sources: readonly PolicySource[],
): Promise<ReadReport> {
  const { written, unsound, faults } = await sound(cedar, world, sources);
  const calls = callsIn(world);
  const [only, ...more] = world.gateways;
  const gatewayArn = more.length === 0 ? only?.gateway.arn : undefined;
  const policies: PolicyReading[] = unsound.map((each) => reading(each, gatewayArn, unread));
  for (const [index, each] of written.entries()) {
    const late = await pace.over();
    const examples =
      late === undefined
        ? await examplesOf(each, calls, analyst)
        : { ...unread, notes: [`Not all is known: ${late}.`] };
    policies.push(reading(each, gatewayArn, examples));
    pace.progress(index + 1, written.length);
  }
  return { policies: inOrder(policies), faults: inOrder(faults) };
}

const unread: ExampleCalls = { applies: "unknown", examples: [], notes: [] };

function examplesOf(
  { policy }: WrittenPolicy,
  calls: readonly ToolCalls[],
  analyst: AnalyseDeps["analyst"],
): Promise<ExampleCalls> {
  return exampleCalls(policy, calls, analyst);
}

function reading(
  written: WrittenPolicy,
  gatewayArn: string | undefined,
  { applies, examples, notes }: ExampleCalls,
): PolicyReading {
  const said = readBack(written.policy, { gatewayArn });
  return {
    at: placeOf(written),
    sentence: said.sentence,
    notes: [...said.notes, ...notes],
    applies,
    examples,
  };
}
