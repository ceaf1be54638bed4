/**
 * What the conformance suite cannot do itself, between it and a gateway: it sends no token, and knows its tools by their
 * plain names. Everything else passes through as it came.
 */
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream";
import { text } from "node:stream/consumers";

export interface Shim {
  readonly url: string;
  close(): Promise<void>;
}

export async function startShim(gateway: URL, token: string, prefix: string): Promise<Shim> {
  const server = createServer(async (incoming, outgoing) => {
    const body = withPrefix(await text(incoming), prefix);
    const { host, "content-length": _, "transfer-encoding": __, ...rest } = incoming.headers;
    const own = (header = "") => header.replace(new URL(url).host, gateway.host);
    const name = rest["mcp-name"];
    const headers: IncomingHttpHeaders = {
      ...rest,
      host: own(host),
      ...(rest.origin === undefined ? {} : { origin: own(rest.origin) }),
      // The suite's blanks around this value are gone when it gets here, so every request has some.
      ...(name === undefined || rest["mcp-method"] !== "tools/call"
        ? {}
        : { "mcp-name": `  ${prefix}${name}  ` }),
      authorization: `Bearer ${token}`,
      "content-length": String(Buffer.byteLength(body)),
    };
    const options = { method: incoming.method, headers, agent: false } as const;
    const onward = request(gateway, options, async (answer) => {
      if (answer.headers["content-type"] === "text/event-stream") {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        pipeline(answer, outgoing, () => {});
        return;
      }
      const plain = withoutPrefix(await text(answer), prefix);
      const { "content-length": ___, "transfer-encoding": ____, ...kept } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, kept).end(plain);
    });
    onward.on("error", () => outgoing.destroy());
    onward.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  return {
    url,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function withPrefix(body: string, prefix: string): string {
  if (!body.includes('"tools/call"')) return body;
  const message = JSON.parse(body);
  message.params.name = `${prefix}${message.params.name}`;
  return JSON.stringify(message);
}

function withoutPrefix(body: string, prefix: string): string {
  if (!body.includes('"tools":[')) return body;
  const message = JSON.parse(body);
  for (const tool of message.result?.tools ?? []) tool.name = tool.name.replace(prefix, "");
  return JSON.stringify(message);
}
