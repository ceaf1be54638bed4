import { callersFirst, colon } from "../callers/read-callers-first.ts";
import { demands } from "../conditions/read-demand.ts";
import type { Context } from "../context.ts";
import { refuse } from "../refusal.ts";
import { toolsBehind } from "../sentence/tool-behind.ts";
import { doubled } from "../words/effect-words.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { exceedingDeed } from "./exceeding-deed.ts";
import { givenByCallers } from "./given-by-callers.ts";
import type { Opening } from "./opening.ts";
import {
  allowing,
  bareCommand,
  bareNegative,
  denying,
  emergency,
  impersonal,
  negatedCommand,
  neverBehind,
  noThing,
} from "./read-command.ts";
import { passive } from "./read-passive.ts";
import { passiveStatement } from "./read-passive-statement.ts";
import { requiredPassive, requiring } from "./read-requirement.ts";
import { revoking } from "./read-revoking.ts";

/** The ways in which the tokens can be read as the beginning of a rule, likeliest first. */
export function readEffect(tokens: readonly Token[], context: Context): readonly Opening[] {
  const reader = new Reader(tokens, 0, endOf(tokens));
  reader.take("please");
  reader.take("policy :", "rule :");
  const stopped = reader.attempt(() => emergency(reader, context));
  if (stopped !== undefined) return [stopped];
  const before = reader.at;
  const double = reader.attempt(() => reader.take(...doubled));
  // "never block an address" of a tool block_ip denies what that tool does
  const done = stem(double?.split(" ").at(-1) ?? "");
  const isTool = context.vocabulary.tools.some(({ nameStems }) => nameStems[0] === done);
  if (isTool) reader.at = before;
  if (double !== undefined && !isTool) {
    refuse("A denial of a denial can be understood in two ways", reader.slice(0, 1)[0] ?? reader.here(), {
      advice: 'Write "Allow …" or "Block …".',
    });
  }
  // each reading begins anew: where one has taken the callers, the next must not overlook them
  const again = (): Reader => {
    context.notes.length = 0;
    return new Reader(tokens, reader.at, reader.end);
  };
  const found: (Opening | undefined)[] = [
    impersonal(again(), context),
    negatedCommand(again(), context),
    allowing(again(), context),
    denying(again(), context),
    revoking(again(), context),
    requiring(again(), context),
    callersFirst(again(), context),
    passive(again(), context),
    passiveStatement(again(), context),
    noThing(again()),
    requiredPassive(again(), context),
    colon(again(), context),
    bareNegative(again()),
    neverBehind(again(), context),
  ];
  const all = [
    ...found,
    ...demands(again(), context),
    ...givenByCallers(again(), context),
    ...exceedingDeed(again()),
  ].filter((each) => each !== undefined);
  return all.length > 0
    ? [...all, ...toolsBehind(all, context)]
    : [bareCommand(again())].filter((each) => each !== undefined);
}

function endOf(tokens: readonly Token[]): number {
  let end = tokens.length;
  while (end > 0 && tokens[end - 1]?.kind === "mark" && /^[.!;?]$/.test(tokens[end - 1]?.text ?? ""))
    end -= 1;
  return end;
}
