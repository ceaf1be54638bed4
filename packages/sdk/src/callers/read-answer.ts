import { UnreadableAnswerError } from "../errors/call-errors.ts";

/** An answer, its body read as far as anybody needs it. */
export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** No answer of these services comes near it. */
const mostBytes = 32 * 1024 * 1024;

/** Reads an answer; throws an {@link UnreadableAnswerError} on a body over 32 MiB. */
export async function readAnswer(response: Response, operation: string): Promise<ServiceAnswer> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (part?.value === undefined) break;
    bytes += part.value.byteLength;
    if (bytes > mostBytes) {
      await reader?.cancel();
      throw new UnreadableAnswerError(
        `The answer to ${operation} is longer than ${mostBytes} bytes, so the rest was not read.`,
      );
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return { status: response.status, headers: response.headers, text: text + decoder.decode() };
}
