/** Turns a good request into a bad one: in its JSON, its headers, its first line, or its bytes. */

/** JSON text in place of a value. */
const values = [
  ..."null true false 0 -0 1 -1 499 500 1e3 1E-7 0.1 1e309 -1e309 9223372036854775807 9223372036854775808 01 NaN".split(
    " ",
  ),
  ...[
    '""',
    '"\\u0000"',
    '"\\ud800"',
    '"__proto__"',
    '"a\\nb"',
    '"%00"',
    '"../.."',
    '"\u202e"',
    "{}",
    "[]",
    "[[]]",
  ],
  ...['{"__proto__":{}}', '{"":""}', '{"a":1,"a":2}', '{"amount":1000}', '[{"amount":1}]', "1".repeat(400)],
  `"${"x".repeat(5_000)}"`,
  `${"[".repeat(70)}${"]".repeat(70)}`,
  `${'{"a":'.repeat(70)}1${"}".repeat(70)}`,
];

const names = [
  "__proto__",
  "constructor",
  "toString",
  "",
  "id",
  "method",
  "params",
  "name",
  "arguments",
  "_meta",
  "x",
];

const headerLines = [
  ...[
    "Host: evil.example",
    "Host: localhost",
    "Origin: null",
    "Origin: http://evil.example",
    "Expect: 100-continue",
  ],
  ...[
    "Expect: x",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip",
    "Content-Length: 5",
    "Content-Length: 0",
  ],
  ...[
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Content-Encoding: gzip",
    "Authorization: x",
    "Cookie: a=b",
  ],
  ...["Accept: text/html", "Accept: ;;;,q=", "Content-Type: text/plain", "Content-Type: application/json;x"],
  ...["MCP-Protocol-Version: 2026-07-28", "MCP-Protocol-Version: 2025-06-18", "MCP-Protocol-Version: \u00ff"],
  ...[
    "Mcp-Method: tools/list",
    "Mcp-Name: =?base64?!?=",
    "Mcp-Name: =?base64?UGF5X19fc2VuZA==?=",
    "X: \u0000",
    " x",
  ],
  ...[
    "Mcp-Param-x: 1",
    "Mcp-Session-Id: x",
    "X-Forwarded-For: a",
    "Forwarded: host=x",
    "TE: trailers",
    ":",
    "x",
  ],
  `X-Long: ${"y".repeat(20_000)}`,
];

const methods = [
  "GET",
  "HEAD",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "TRACE",
  "CONNECT",
  "PROPFIND",
  "post",
  "X",
];

const pathParts = [
  ..."/ // /. /.. %2e%2e/ %2f %00 %ff % ? # ;a=b \\ \u00e9 ?maxResults=1 ?maxResults=x &nextToken=x ?tagKeys=a".split(
    " ",
  ),
  ..."?limit=1e3 ?after=0 http://localhost/ http://evil.example/ * mcp targets policies".split(" "),
];

/** `request` is { method, path, headers, body } with placeholders; the result also has `bytes`, what to do to them. */
export function mutate(request, random) {
  let { method, path, headers, body } = request;
  const rounds = 1 + random.below(3);
  const flips = [];
  for (let round = 0; round < rounds; round += 1) {
    const kind = random.below(12);
    if (kind < 6 && body !== undefined) body = mutateJson(body, random);
    else if (kind === 6 && body !== undefined) body = mutateText(body, random);
    else if (kind < 9) headers = mutateHeaders(headers, random);
    else if (kind === 9) method = random.pick(methods);
    else if (kind === 10) path = splice(path, random, random.pick(pathParts));
    else flips.push([random.below(2 ** 31), random.below(6), random.below(256)]);
  }
  return { ...request, method, path, headers, body, flips };
}

/** Works on the text, so that what no JSON value can be (equal names, 1.0, 01) is made as well. */
function mutateJson(text, random) {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]|\w+|\s+|./gs) ?? [];
  const spots = tokens.flatMap((token, at) => (/^["\d\-tfn]/.test(token) ? [at] : []));
  if (spots.length === 0) return random.pick(values);
  const at = random.pick(spots);
  const isName = tokens[at + 1] === ":";
  const put = (replacement) =>
    tokens.with?.(at, replacement) ?? tokens.map((token, index) => (index === at ? replacement : token));
  switch (random.below(isName ? 5 : 4)) {
    case 0:
      return put(isName ? JSON.stringify(random.pick(names)) : random.pick(values)).join("");
    case 1:
      return put("").join("");
    case 2:
      return put(isName ? `"x":${random.pick(values)},${tokens[at]}` : `[${tokens[at]}]`).join("");
    case 3:
      return put(
        isName ? `${tokens[at]}:${random.pick(values)},${tokens[at]}` : `${tokens[at]},${tokens[at]}`,
      ).join("");
    default: {
      const start = tokens.slice(0, at).join("").length;
      return `${text.slice(0, start)}${tokens[at]}:${random.pick(values)}}`;
    }
  }
}

function mutateText(text, random) {
  const [a, b] = [random.below(text.length + 1), random.below(text.length + 1)].sort((x, y) => x - y);
  switch (random.below(5)) {
    case 0:
      return text.slice(0, a);
    case 1:
      return text.slice(0, a) + text.slice(b);
    case 2:
      return text.slice(0, b) + text.slice(a);
    case 3:
      return `[${Array.from({ length: 1 + random.below(60) }, () => text).join(",")}]`;
    default:
      return splice(
        text,
        random,
        random.pick(["\u0000", "\ufeff", "\\", '"', "}", "]", ",", "\u2028", "\ud83d\ude00"]),
      );
  }
}

function mutateHeaders(headers, random) {
  const at = random.below(headers.length);
  switch (random.below(5)) {
    case 0:
      return headers.filter((_, index) => index !== at);
    case 1:
      return [...headers, headers[at]];
    case 2:
      return headers.map((line, index) =>
        index === at ? splice(line, random, random.pick([" ", ",", "\t", "\u00ff", "x", ";"])) : line,
      );
    case 3:
      return headers.map((line, index) => (index === at ? line.toUpperCase() : line));
    default:
      return [...headers, random.pick(headerLines)];
  }
}

function splice(text, random, part) {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + part + text.slice(at);
}

/** Bit flips, insertions, removals, doublings and cuts of what goes over the wire. */
export function flipBytes(bytes, flips) {
  let result = bytes;
  for (const [where, how, value] of flips) {
    const at = where % Math.max(1, result.length);
    const [before, after] = [result.subarray(0, at), result.subarray(at)];
    if (how === 0) result = before;
    else if (how === 1) result = Buffer.concat([before, Buffer.from([value]), after]);
    else if (how === 2) result = Buffer.concat([before, after.subarray(1 + (value % 16))]);
    else if (how === 3) result = Buffer.concat([before, after.subarray(0, value), after]);
    else {
      result = Buffer.from(result);
      if (result.length > 0) result[at] = how === 4 ? value : (result[at] ?? 0) ^ (1 << (value % 8));
    }
  }
  return result;
}
