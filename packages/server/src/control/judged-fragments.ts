/** A text as its requirements, each with its policy where there is one, and what is to be said of it. */
import { actionName, idpClaims } from "@toolgate/policy";
import {
  type AuthoringWords,
  type PolicyTranslator,
  type TranslatedFragment,
  TranslationFailed,
} from "../authoring-port.ts";
import type { Gateway } from "../model.ts";
import type { Cedar, Solver } from "../ports.ts";
import { cedarReferee } from "./cedar-referee.ts";
import { judgeAsset } from "./judge-asset.ts";
import type { AssetFinding, GenerationAsset } from "./policy-generation.ts";
import { KnownFindings, Proofs } from "./proofs.ts";
import { tellTranslation } from "./tell-translation.ts";
import { type KnownGateway, toolsOf } from "./vocabulary.ts";

/** Requirements in one text. */
const mostFragments = 100;
/** AWS's limit of a `rawTextFragment`. */
const longestFragment = 2_000;

export interface TranslationDeps {
  readonly cedar: Pick<Cedar, "validate" | "replay">;
  readonly solver: Pick<Solver, "solve">;
  /** Milliseconds for the proofs of one policy. */
  readonly analysisTimeLimit: number;
  readonly strictAws: boolean;
  readonly translator: PolicyTranslator;
}

/** One requirement, judged. */
export type JudgedFragment = Omit<GenerationAsset, "id">;

/** @throws TranslationFailed when the text holds no requirement or too many, or the translator cannot work. */
export async function judgedFragments(
  deps: TranslationDeps,
  known: KnownFindings,
  gateway: KnownGateway,
  rawText: string,
  signal: AbortSignal,
): Promise<readonly JudgedFragment[]> {
  const { text, claims } = idpClaims(rawText);
  const words = wordsOf(gateway, claims);
  const fragments = await deps.translator.translate(text, words, signal, async (statement) => {
    const findings = await judgement(deps, known, gateway, statement);
    return findings.flatMap(({ type, description }) => (type === "INVALID" ? [description] : []));
  });
  if (fragments.length === 0) {
    throw new TranslationFailed("The text holds no requirement: say who may do what.");
  }
  if (fragments.length > mostFragments) {
    throw new TranslationFailed(
      `The text holds ${fragments.length} requirements, and ${mostFragments} is the most: send it in parts.`,
    );
  }
  const all: JudgedFragment[] = [];
  for (const fragment of fragments) {
    signal.throwIfAborted();
    all.push(await judged(deps, known, gateway, fragment));
  }
  return all;
}

async function judged(
  deps: TranslationDeps,
  known: KnownFindings,
  gateway: KnownGateway,
  { text, result }: TranslatedFragment,
): Promise<JudgedFragment> {
  const rawTextFragment = text.slice(0, longestFragment);
  if (result.kind !== "policy") {
    return {
      rawTextFragment,
      findings: [{ type: "NOT_TRANSLATABLE", description: tellTranslation(result) }],
    };
  }
  const findings = await judgement(deps, known, gateway, result.statement);
  const [first, ...rest] = findings.map((finding) => ({ ...finding }));
  if (first !== undefined && result.notes.length > 0)
    first.description = [first.description, ...result.notes].join(" ");
  return {
    rawTextFragment,
    statement: result.statement,
    findings: first === undefined ? rest : [first, ...rest],
  };
}

function judgement(
  { solver, cedar, strictAws, analysisTimeLimit: timeLimit }: TranslationDeps,
  known: KnownFindings,
  gateway: KnownGateway,
  statement: string,
): Promise<readonly AssetFinding[]> {
  const proofs = new Proofs({ known, solver, referee: cedarReferee(cedar), timeLimit });
  return judgeAsset({ cedar, proofs, strictAws }, gateway, statement);
}

/** What a text may speak of on this gateway. */
function wordsOf(known: KnownGateway, claims: readonly string[]): AuthoringWords {
  const descriptions = new Map(
    known.targets.flatMap(({ name, tools }) =>
      tools.map((tool) => [actionName(name, tool.name), tool.description] as const),
    ),
  );
  return {
    gatewayArn: known.gateway.arn,
    tools: toolsOf([known]).map((tool) => ({ ...tool, description: descriptions.get(tool.action) })),
    claims: [...new Set([...checkedClaims(known.gateway), ...claims])],
  };
}

/** Claims without which no token passes the gateway. */
function checkedClaims({ authorizer }: Gateway): readonly string[] {
  if (authorizer.type !== "CUSTOM_JWT") return [];
  return (authorizer.jwt.customClaims ?? []).map(({ inboundTokenClaimName }) => inboundTokenClaimName);
}

/** The same for a gateway that nobody runs, by the built-in translator or another. */
export function judgedOffline(
  deps: TranslationDeps,
  gateway: KnownGateway,
  text: string,
  signal: AbortSignal,
): Promise<readonly JudgedFragment[]> {
  return judgedFragments(deps, new KnownFindings(), gateway, text, signal);
}
