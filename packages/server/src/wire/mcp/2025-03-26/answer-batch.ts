/** The messages of one POST as an array, for the revision that has batches. Source: MCP 2025-03-26, Base protocol, "Batching"; JSON-RPC 2.0, section 6. */
import { setImmediate as othersTurn } from "node:timers/promises";
import { elementsOf } from "@toolgate/policy";
import type { Admission } from "../admit.ts";
import { badRequest, type ErrorAnswer, errorAnswer } from "../answer.ts";
import { answerMessage, type MessageAnswer, refused, versionHeader } from "../answer-message.ts";
import { acceptedVersions, chooseRevision } from "../choose-revision.ts";
import { ErrorCode, type Message, readMessage } from "../json-rpc.ts";
import type { McpDeps } from "../mcp-deps.ts";
import type { Post } from "../post.ts";
import { readJson } from "../read-json.ts";

/** The answers of a batch are held in memory together: past this many characters, no further request is done. */
const maxAnswerLength = 16 * 1024 * 1024;

/**
 * Each message is read from its own text and decided by what is in force when its turn comes, one after the other, so
 * that it fares exactly as it would alone and no later one overtakes it.
 */
export async function answerBatch(
  deps: McpDeps,
  post: Post,
  text: string,
  readmit: () => Admission | Promise<Admission>,
): Promise<MessageAnswer> {
  const choice = chooseRevision(acceptedVersions(post.live), versionHeader(post));
  if (!choice.ok) return refused(post, choice.refusal);
  const { version, batchLimit } = choice.revision;
  const refuse = (problem: string) => refused(post, badRequest(ErrorCode.invalidRequest, problem));
  if (batchLimit === 0) {
    return refuse(`Revision ${version} has no batches: send each message in a POST of its own.`);
  }
  // An array that is no JSON is refused as a single message that is none.
  if (!readJson(text).parsed.ok) return answerMessage(deps, post, text);
  const messages = elementsOf(text) ?? [];
  if (messages.length === 0) return refuse("A batch holds at least one message.");
  if (messages.length > batchLimit) {
    return refuse(`A batch holds at most ${batchLimit} messages; this one has ${messages.length}.`);
  }
  const answers: string[] = [];
  let length = 0;
  for (const each of messages) {
    // Fifty messages in one go could hold up everybody else for seconds.
    await othersTurn();
    const message = messageOf(each);
    const admission = await readmit();
    const refusal = admission.ok ? notInBatch(message, length) : admission.error;
    const now = admission.ok ? { ...post, ...admission } : post;
    const answer =
      refusal === undefined || message?.kind !== "request"
        ? await answerMessage(deps, now, each)
        : refused(post, refusal, message.id);
    length += answer.text.length;
    if (answer.text !== "") answers.push(answer.text);
  }
  return answers.length === 0 ? { status: 202, text: "" } : { status: 200, text: `[${answers.join(",")}]` };
}

function messageOf(text: string): Message | undefined {
  const { parsed } = readJson(text);
  return parsed.ok ? readMessage(parsed.value) : undefined;
}

/** Why a request is not done though it might be alone. */
function notInBatch(message: Message | undefined, length: number): ErrorAnswer | undefined {
  if (message?.kind === "request" && message.method === "initialize") {
    return errorAnswer(ErrorCode.invalidRequest, "initialize may not be part of a batch.");
  }
  if (length <= maxAnswerLength) return undefined;
  const problem = `Not done: the answers before this one have more than ${maxAnswerLength} characters already. Send it in another POST.`;
  return errorAnswer(ErrorCode.internalError, problem);
}
