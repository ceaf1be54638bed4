/** A language model as the translator; what it answers is a form, and passes the same checks as any policy. */
import { splitRequirements, toCedar, type Vocabulary, vocabularyOf } from "@toolgate/policy";
import type { LanguageModel, ModelMessage } from "ai";
import {
  type AuthoringWords,
  type Judge,
  type PolicyTranslator,
  type Translation,
  TranslationFailed,
} from "../../authoring-port.ts";
import { lazy } from "../../lazy.ts";
import { authoringInstructions, authoringQuestion } from "./authoring-prompt.ts";
import type { AuthoringSettings } from "./authoring-settings.ts";
import { FormMistaken, ruleOf } from "./form-to-rule.ts";
import { inventedIn } from "./invented-in-form.ts";
import { openModel } from "./open-model.ts";
import { formSchema, policyForm } from "./policy-form.ts";

/** After the first answer. */
const mostRepairs = 3;
const mostRequirements = 20;
/** Tokens of one answer. */
const longestAnswer = 4_000;
/** Characters of one question. */
const longestQuestion = 200_000;
/** Characters of an answer that go back to the model. */
const longestEcho = 4_000;

/** Asks the configured model; nothing of it is loaded before the first text. */
export function modelTranslator(
  settings: AuthoringSettings,
  environment: Readonly<Record<string, string | undefined>>,
): PolicyTranslator {
  const opened = lazy(async () => {
    // the library would write to the console what the log should hold
    globalThis.AI_SDK_LOG_WARNINGS = false;
    return { ai: await import("ai"), model: await openModel(settings, environment) };
  });
  return {
    async translate(text, words, signal, judge) {
      const parts = splitRequirements(text);
      if (parts.length > mostRequirements) {
        throw new TranslationFailed(
          `The text has ${parts.length} requirements, and a model is asked for ${mostRequirements} at most: send it in parts.`,
        );
      }
      if (words.tools.length === 0) {
        throw new TranslationFailed(
          `The gateway ${words.gatewayArn} has no tools yet: create a target first.`,
        );
      }
      const { ai, model } = await opened.get();
      const asking: Asking = {
        ai,
        model,
        settings,
        words,
        vocabulary: vocabularyOf(words.tools, words),
        signal,
        judge,
      };
      const fragments = [];
      for (const { start, end } of parts) {
        const part = text.slice(start, end);
        fragments.push({ text: part, start, end, result: await translated(part, asking) });
      }
      return fragments;
    },
  };
}

interface Asking {
  readonly ai: typeof import("ai");
  readonly model: LanguageModel;
  readonly settings: AuthoringSettings;
  readonly words: AuthoringWords;
  readonly vocabulary: Vocabulary;
  readonly signal: AbortSignal;
  readonly judge: Judge;
}

/** What an answer came to: a translation, or what is wrong with it, for the model and for people. */
type Read =
  | { readonly ok: true; readonly result: Translation }
  | { readonly ok: false; readonly mistake: string };

async function translated(requirement: string, asking: Asking): Promise<Translation> {
  const content = authoringQuestion(requirement, asking.vocabulary, asking.words);
  if (content.length > longestQuestion) {
    throw new TranslationFailed("The gateway has too many tools for a model to be asked about them.");
  }
  const messages: ModelMessage[] = [{ role: "user", content }];
  let mistake = "";
  for (let round = 0; round <= mostRepairs; round += 1) {
    const answer = await answered(messages, asking);
    const read = await readAnswer(answer, requirement, asking);
    if (read.ok) return read.result;
    mistake = read.mistake;
    messages.push(
      { role: "assistant", content: answer.slice(0, longestEcho) || "(nothing)" },
      {
        role: "user",
        content: JSON.stringify({ error: mistake, ask: "Answer again in the form, with this mended." }),
      },
    );
  }
  const reason = `The model ${asking.settings.model} gave no policy that holds, in ${mostRepairs + 1} answers; the last mistake: ${mistake}`;
  return {
    kind: "refused",
    reason,
    advice: "Say it in other words, with the tool's and the argument's own names.",
  };
}

/** The text of the answer; whether it is what was asked for is for the reader to say. */
async function answered(messages: readonly ModelMessage[], asking: Asking): Promise<string> {
  const { ai, model, settings, signal, vocabulary } = asking;
  const schema = ai.jsonSchema(formSchema(policyForm(vocabulary)));
  const timeLimit = AbortSignal.timeout(settings.timeout * 1_000);
  try {
    const { text } = await ai.generateText({
      model,
      system: authoringInstructions,
      messages: [...messages],
      output: ai.Output.object({ schema, name: "policy" }),
      maxOutputTokens: longestAnswer,
      temperature: 0,
      maxRetries: 1,
      abortSignal: AbortSignal.any([signal, timeLimit]),
    });
    return text;
  } catch (error) {
    signal.throwIfAborted();
    if (ai.NoObjectGeneratedError.isInstance(error)) return error.text ?? "";
    const why = timeLimit.aborted
      ? `no answer came within ${settings.timeout} s`
      : ai.APICallError.isInstance(error) && error.statusCode !== undefined
        ? `its server answered with status ${error.statusCode}`
        : "it could not be reached, or its answer could not be read";
    throw new TranslationFailed(
      `The model ${settings.model} (${settings.provider}) was of no use: ${why}. Check authoring in the configuration and the key in the environment, or take authoring out to use the built-in translator.`,
    );
  }
}

async function readAnswer(
  answer: string,
  requirement: string,
  { vocabulary, judge, settings }: Asking,
): Promise<Read> {
  let value: unknown;
  try {
    value = JSON.parse(answer);
  } catch {
    return { ok: false, mistake: "the answer is not JSON" };
  }
  const form = policyForm(vocabulary).safeParse(value);
  if (!form.success) {
    const [issue] = form.error.issues;
    return { ok: false, mistake: `${issue?.path.map(String).join(".")}: ${issue?.message}`.slice(0, 500) };
  }
  if (form.data.kind === "cannot") {
    const reason = form.data.reason.trim() || "The model did not say why";
    return { ok: true, result: { kind: "refused", reason: `The model cannot place it: ${reason}` } };
  }
  try {
    const rule = ruleOf(form.data, vocabulary);
    const invented = inventedIn([rule.when, rule.unless], requirement, vocabulary);
    if (invented !== undefined) return { ok: false, mistake: invented };
    const statement = toCedar(rule, vocabulary);
    const faults = await judge(statement);
    if (faults.length > 0) return { ok: false, mistake: faults.join(" ").slice(0, 2_000) };
    const notes = [`The model ${settings.model} wrote it: read it before you use it.`];
    return { ok: true, result: { kind: "policy", statement, notes } };
  } catch (error) {
    if (error instanceof FormMistaken) return { ok: false, mistake: error.message };
    throw error;
  }
}
