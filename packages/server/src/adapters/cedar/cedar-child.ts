/** The main of a Cedar process: answers one question after the other until its parent goes away. */
import { CannotDecide } from "./cannot-decide.ts";
import type {
  CedarAnswer,
  CedarAnswerMessage,
  CedarQuestion,
  CedarQuestionMessage,
} from "./cedar-protocol.ts";
import { loadCedarWasm } from "./cedar-wasm.ts";
import { validateStatement } from "./check-statement.ts";
import { decideRequest } from "./decide-request.ts";
import { createSliceCache } from "./slice-cache.ts";

const cedar = loadCedarWasm();
const cache = createSliceCache(cedar);

// A Ctrl-C reaches the whole process group; the parent still needs answers while it drains.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);
process.on("disconnect", () => process.exit(0));
let broken = false;
process.on("message", ({ id, question }: CedarQuestionMessage) => {
  if (broken) return;
  const answer = answerSafely(question);
  broken = answer.kind === "failed" && answer.fatal;
  const message: CedarAnswerMessage = { id, answer };
  // The parent may be gone by now; "disconnect" then ends this process.
  process.send?.(message, () => undefined);
});

function answerSafely(question: CedarQuestion): CedarAnswer {
  try {
    return answerTo(question);
  } catch (error) {
    if (error instanceof CannotDecide) return { kind: "failed", message: error.message, fatal: false };
    // A trap or stack overflow inside wasm leaves its memory as it was at that moment: nothing after it can be trusted.
    return { kind: "failed", message: `Cedar broke down: ${String(error)}`, fatal: true };
  }
}

function answerTo(question: CedarQuestion): CedarAnswer {
  switch (question.kind) {
    case "warm":
      cedar.policyToJson("permit(principal, action, resource);");
      return { kind: "warm" };
    case "validate":
      return validateStatement(cedar, question.schema, question.statement);
    case "decide":
      return decideRequest(cedar, cache, question);
  }
}
