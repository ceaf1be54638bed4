/**
 * The thin proxy that Toolgate's throughput is measured against: node:http and one undici hop, nothing verified, nothing
 * decided, nothing recorded. This file stays as it is, so that ratios of different days mean the same.
 */
import { createServer } from "node:http";
import { Pool } from "undici";

const upstream = new URL(process.argv[2] ?? "");
const pool = new Pool(upstream.origin);

const server = createServer((request, response) => {
  pool.dispatch(
    {
      method: "POST",
      path: upstream.pathname,
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        "content-length": request.headers["content-length"],
      },
      body: request,
    },
    {
      onRequestStart() {},
      onResponseStart(_controller, status, headers) {
        const { "content-type": type, "content-length": length } = headers;
        response.writeHead(
          status,
          length === undefined
            ? { "content-type": type }
            : { "content-type": type, "content-length": length },
        );
      },
      onResponseData(_controller, chunk) {
        response.write(chunk);
      },
      onResponseEnd() {
        response.end();
      },
      onResponseError() {
        response.destroy();
      },
    },
  );
});
server.keepAliveTimeout = 65_000;
server.listen(0, "127.0.0.1", () => process.send?.({ port: server.address().port }));
process.on("disconnect", () => process.exit());
