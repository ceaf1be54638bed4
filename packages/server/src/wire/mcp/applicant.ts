import type { IncomingMessage } from "node:http";
import { sha256Hex } from "../sigv4/signing-key.ts";
import type { SignedMessage } from "./authenticate-signer.ts";

/** Who asks to speak to a gateway, as far as the request says. */
export class Applicant {
  readonly gatewayId: string;
  readonly requestId: string;
  readonly #request: IncomingMessage;
  /** The bytes of the body, once they have come. */
  body: Uint8Array | undefined;

  constructor(gatewayId: string, requestId: string, request: IncomingMessage) {
    this.gatewayId = gatewayId;
    this.requestId = requestId;
    this.#request = request;
  }

  /** The Authorization header. */
  get authorization(): string | undefined {
    return this.#request.headers.authorization;
  }

  get connection(): object {
    return this.#request.socket;
  }

  /** What a signature is over; for gateways that ask for one. */
  signed(): SignedMessage {
    const { rawHeaders, method = "POST", url: target = "/", socket } = this.#request;
    const { body } = this;
    return {
      method,
      target,
      rawHeaders,
      address: socket.remoteAddress?.replace(/^::ffff:/, ""),
      bodyHash: body === undefined ? undefined : () => sha256Hex(body),
    };
  }
}
