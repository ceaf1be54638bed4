import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { canonicalRequest } from "./canonical-request.ts";
import { readSignature } from "./read-signature.ts";
import { type AwsProtocol, nameFault } from "./signature-fault.ts";
import type { SignedRequest } from "./signed-request.ts";
import { sha256Hex, signatureOf } from "./signing-key.ts";
import { type SigningSecret, screenSignature, verifySignature } from "./verify-signature.ts";

const now = Date.parse("2026-03-04T05:06:07Z");
const secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const body = '{"name":"RefundEngine"}';
const hashOf = (text: string) => sha256Hex(Buffer.from(text, "utf8"));

interface Plan {
  method: string;
  target: string;
  date: string;
  scope: { date: string; region: string; service: string };
  headers: [string, string][];
  signedHeaders: string[];
  body: string;
  secret: string;
  payloadHash: string;
}

const plan = (): Plan => ({
  method: "POST",
  target: "/policy-engines?a=1",
  date: "20260304T050607Z",
  scope: { date: "20260304", region: "us-west-2", service: "bedrock-agentcore" },
  headers: [
    ["Host", "127.0.0.1:4100"],
    ["Content-Type", "application/json"],
    ["X-Amz-Date", "20260304T050607Z"],
  ],
  signedHeaders: ["content-type", "host", "x-amz-date"],
  body,
  secret,
  payloadHash: hashOf(body),
});

function scopeText({ scope }: Plan): string {
  return `AKIDEXAMPLE/${scope.date}/${scope.region}/${scope.service}/aws4_request`;
}

function digestOf(made: Plan): string {
  const request = { method: made.method, target: made.target, rawHeaders: made.headers.flat() };
  const pathStyle = made.scope.service === "s3" ? "s3" : "normalized";
  const canonical = canonicalRequest(request, { ...made, pathStyle });
  return signatureOf(made.secret, made.scope, made.date, canonical);
}

/** The request that a signer with this plan would send. */
function signed(change: (made: Plan) => void = () => {}): SignedRequest & { body: string } {
  const made = plan();
  change(made);
  const authorization = `AWS4-HMAC-SHA256 Credential=${scopeText(made)}, SignedHeaders=${made.signedHeaders.join(";")}, Signature=${digestOf(made)}`;
  return {
    method: made.method,
    target: made.target,
    rawHeaders: [...made.headers.flat(), "Authorization", authorization],
    body: made.body,
  };
}

/** The same in the query; `more` are parameters beside those that every presigned request has. */
function presigned(expires: string, more = "", change: (made: Plan) => void = () => {}) {
  const made: Plan = { ...plan(), headers: [["Host", "127.0.0.1:4100"]], signedHeaders: ["host"] };
  change(made);
  const credential = encodeURIComponent(scopeText(made));
  made.target = `/policy-engines?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}&X-Amz-Date=${made.date}&X-Amz-Expires=${expires}&X-Amz-SignedHeaders=host${more}`;
  const target = `${made.target}&X-Amz-Signature=${digestOf(made)}`;
  return { method: made.method, target, rawHeaders: made.headers.flat(), body: made.body };
}

type Sent = SignedRequest & { body: string };

function faultOf(sent: Sent, key: Partial<SigningSecret> | undefined = {}, at = now) {
  const reading = readSignature(sent);
  if (!reading.ok) return reading.fault;
  const check = {
    request: sent,
    signature: reading.signature,
    key: { secret, active: true, ...key },
    service: "bedrock-agentcore",
    now: at,
  };
  const screened = screenSignature(check);
  const verified = verifySignature(check, hashOf(sent.body));
  // What the headers alone give away is refused before the body is read, and in the same words.
  if (screened !== undefined) expect(verified).toEqual(screened);
  return verified;
}

const header = (sent: Sent, name: string, change: (value: string) => string): Sent => ({
  ...sent,
  rawHeaders: sent.rawHeaders.map((text, index) =>
    index % 2 === 1 && sent.rawHeaders[index - 1]?.toLowerCase() === name ? change(text) : text,
  ),
});
const authorization = (from: string | RegExp, to: string) =>
  header(signed(), "authorization", (text) => text.replace(from, to));
const withHeader = (sent: Sent, name: string, value: string): Sent => ({
  ...sent,
  rawHeaders: [...sent.rawHeaders, name, value],
});

type Good = [what: string, sent: Sent, at?: number, key?: Partial<SigningSecret>];
type Refused = [
  what: string,
  kind: string,
  message: RegExp,
  sent: Sent,
  key?: Partial<SigningSecret>,
  at?: number,
];

const good: Good[] = [
  ["signed in the header", signed()],
  ["signed in the query", presigned("60")],
  ["presigned a week ago for a week", presigned("604800"), now + 604_800_000],
  ["signed 15 minutes ago", signed(), now + 15 * 60_000],
  ["signed by a clock that is 15 minutes fast", signed(), now - 15 * 60_000],
  [
    "whose signer wrote the query in another order and encoding",
    {
      ...signed((it) => {
        it.target = "/x?b=~&a=%41";
      }),
      target: "/x?a=A&b=%7E",
    },
  ],
  [
    "with a path that is encoded once on the wire",
    signed((it) => {
      it.target = "/tags/arn%3Aaws%3Aiam%2Fe-1";
    }),
  ],
  [
    "with a header in two lines",
    signed((it) => {
      it.headers.push(["X-Amz-Meta", "a  b"], ["X-Amz-Meta", "c"]);
      it.signedHeaders.push("x-amz-meta");
    }),
  ],
  [
    "with the hash of its body in a header",
    signed((it) => {
      it.headers.push(["X-Amz-Content-Sha256", hashOf(body)]);
      it.signedHeaders.splice(2, 0, "x-amz-content-sha256");
    }),
  ],
  [
    "with a Date header only",
    signed((it) => {
      it.headers[2] = ["Date", "20260304T050607Z"];
      it.signedHeaders = ["content-type", "date", "host"];
    }),
  ],
  [
    "of a session",
    signed((it) => {
      it.headers.push(["X-Amz-Security-Token", "FwoGZXIvYXdzE"]);
      it.signedHeaders.push("x-amz-security-token");
    }),
    now,
    { sessionToken: "FwoGZXIvYXdzE", expiresAt: "2026-03-04T05:06:07.001Z" },
  ],
  [
    "of a session, presigned",
    presigned("60", "&X-Amz-Security-Token=FwoGZXIvYXdzE"),
    now,
    { sessionToken: "FwoGZXIvYXdzE" },
  ],
  [
    "with bytes in a header that are not ASCII",
    signed((it) => {
      it.headers.push(["X-Amz-Meta", "Ã¤"]);
      it.signedHeaders.push("x-amz-meta");
    }),
  ],
];

const refused: Refused[] = [
  [
    "no Authorization header",
    "missing",
    /^Missing Authentication Token/,
    { ...signed(), rawHeaders: ["Host", "a"] },
  ],
  [
    "a bearer token",
    "missing",
    /^Missing Authentication Token/,
    { ...signed(), rawHeaders: ["Host", "a", "Authorization", "Bearer abc"] },
  ],
  [
    "another algorithm",
    "incomplete",
    /AWS4-ECDSA-P256-SHA256/,
    authorization("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"),
  ],
  ["no Credential", "incomplete", /requires 'Credential' parameter/, authorization(/Credential=[^,]*, /, "")],
  [
    "no SignedHeaders",
    "incomplete",
    /requires 'SignedHeaders' parameter/,
    authorization(/SignedHeaders=[^,]*, /, ""),
  ],
  ["no Signature", "incomplete", /requires 'Signature' parameter/, authorization(/, Signature=.*/, "")],
  [
    "Credential twice",
    "incomplete",
    /'Credential' more than once/,
    authorization(/(Credential=[^,]*, )/, "$1$1"),
  ],
  [
    "an unknown part",
    "incomplete",
    /"Realm=x" is none of/,
    authorization("Credential=", "Realm=x, Credential="),
  ],
  [
    "a Credential of four parts",
    "incomplete",
    /exactly 5 slash-delimited elements/,
    authorization("/bedrock-agentcore", ""),
  ],
  ["another terminator", "incomplete", /valid terminator/, authorization("aws4_request", "aws5_request")],
  [
    "a signed header twice",
    "incomplete",
    /names a header more than once/,
    authorization("=content-type", "=host;content-type"),
  ],
  [
    "a signed header in upper case",
    "incomplete",
    /in lower case/,
    authorization("=content-type", "=Content-Type"),
  ],
  ["a signature of other length", "incomplete", /64 hexadecimal digits/, authorization(/.$/, "")],
  [
    "no date",
    "incomplete",
    /'X-Amz-Date' or a 'Date' header/,
    { ...signed(), rawHeaders: signed().rawHeaders.filter((_, index) => index < 4 || index > 5) },
  ],
  [
    "a date of another form",
    "incomplete",
    /ISO-8601 'basic format'.*2026-03-04/,
    header(signed(), "x-amz-date", () => "2026-03-04T05:06:07Z"),
  ],
  ["a day that is none", "incomplete", /ISO-8601/, header(signed(), "x-amz-date", () => "20260231T050607Z")],
  [
    "two dates",
    "incomplete",
    /more than one x-amz-date/,
    withHeader(signed(), "X-Amz-Date", "20260304T050607Z"),
  ],
  [
    "two Authorization headers",
    "incomplete",
    /more than one Authorization/,
    withHeader(signed(), "Authorization", "x"),
  ],
  [
    "both forms",
    "incomplete",
    /in its Authorization header and in its query/,
    withHeader(presigned("60"), "Authorization", "AWS4-HMAC-SHA256 x"),
  ],
  [
    "both forms, one of them a bearer token",
    "incomplete",
    /in its Authorization header and in its query/,
    withHeader(presigned("60"), "Authorization", "Bearer x"),
  ],
  [
    "a presigned parameter twice",
    "incomplete",
    /'X-Amz-Date' more than once/,
    presigned("60", "&X-Amz-Date=20260304T050607Z"),
  ],
  [
    "a presigned parameter twice, once encoded otherwise",
    "incomplete",
    /'X-Amz-Date' more than once/,
    presigned("60", "&%58-Amz-Date=20260304T050607Z"),
  ],
  [
    "presigned without an end",
    "incomplete",
    /must include 'X-Amz-Expires'/,
    { ...presigned("60"), target: presigned("60").target.replace("&X-Amz-Expires=60", "") },
  ],
  ["presigned for no time", "incomplete", /from 1 to 604800/, presigned("0")],
  ["presigned for more than a week", "incomplete", /from 1 to 604800/, presigned("604801")],
  [
    "a token beyond all bounds",
    "incomplete",
    /longer than 16384/,
    withHeader(signed(), "X-Amz-Security-Token", "a".repeat(16_385)),
  ],
  [
    "too many signed headers",
    "incomplete",
    /101 headers; at most 100/,
    authorization(
      /SignedHeaders=[^,]*/,
      `SignedHeaders=${Array.from({ length: 101 }, (_, index) => `h${index}`).join(";")}`,
    ),
  ],
  [
    "another secret",
    "mismatch",
    /does not match.*Check your AWS Secret Access Key/s,
    signed((it) => {
      it.secret = "another";
    }),
  ],
  [
    "another Region in the scope than was signed",
    "mismatch",
    /does not match/,
    authorization("us-west-2", "us-east-1"),
  ],
  [
    "another service in the scope",
    "mismatch",
    /correct service: 'bedrock-agentcore', not 'iam'/,
    authorization("/bedrock-agentcore/", "/iam/"),
  ],
  ["another day in the scope", "mismatch", /'20260303' != '20260304'/, authorization("20260304", "20260303")],
  [
    "another date than was signed",
    "mismatch",
    /does not match/,
    header(signed(), "x-amz-date", () => "20260304T050608Z"),
  ],
  ["another body", "mismatch", /does not match/, { ...signed(), body: '{"name":"Other"}' }],
  ["another method", "mismatch", /does not match/, { ...signed(), method: "PUT" }],
  ["another path", "mismatch", /does not match/, { ...signed(), target: "/gateways/?a=1" }],
  ["another query", "mismatch", /does not match/, { ...signed(), target: "/policy-engines?a=2" }],
  ["one more parameter", "mismatch", /does not match/, { ...signed(), target: "/policy-engines?a=1&b=2" }],
  [
    "another signed header",
    "mismatch",
    /does not match/,
    header(signed(), "content-type", () => "text/plain"),
  ],
  ["another host", "mismatch", /does not match/, header(signed(), "host", () => "localhost:4100")],
  [
    "another body under a hash that was signed",
    "mismatch",
    /not that of the body that arrived/,
    {
      ...signed((it) => {
        it.headers.push(["X-Amz-Content-Sha256", hashOf(body)]);
        it.signedHeaders.splice(2, 0, "x-amz-content-sha256");
      }),
      body: "{}",
    },
  ],
  [
    "a hash that is none",
    "mismatch",
    /"STREAMING-AWS4-HMAC-SHA256-PAYLOAD" cannot be accepted/,
    signed((it) => {
      it.headers.push(["X-Amz-Content-Sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"]);
      it.signedHeaders.splice(2, 0, "x-amz-content-sha256");
    }),
  ],
  [
    "an unsigned body",
    "mismatch",
    /"UNSIGNED-PAYLOAD" cannot be accepted for bedrock-agentcore/,
    signed((it) => {
      it.headers.push(["X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"]);
      it.signedHeaders.splice(2, 0, "x-amz-content-sha256");
      it.payloadHash = "UNSIGNED-PAYLOAD";
    }),
  ],
  [
    "an unsigned body that no header tells of",
    "mismatch",
    /It is of UNSIGNED-PAYLOAD/,
    signed((it) => {
      it.payloadHash = "UNSIGNED-PAYLOAD";
    }),
  ],
  [
    "two hashes",
    "incomplete",
    /more than one x-amz-content-sha256/,
    signed((it) => {
      it.headers.push(["X-Amz-Content-Sha256", hashOf(body)], ["X-Amz-Content-Sha256", hashOf("")]);
      it.signedHeaders.splice(2, 0, "x-amz-content-sha256");
    }),
  ],
  [
    "host not signed",
    "mismatch",
    /'Host' must be a 'SignedHeader'/,
    signed((it) => {
      it.signedHeaders = ["x-amz-date"];
    }),
  ],
  [
    "an x-amz- header not signed",
    "mismatch",
    /'x-amz-target' must be a 'SignedHeader'/,
    withHeader(signed(), "X-Amz-Target", "Logs_20140328.CreateLogGroup"),
  ],
  [
    "an x-amz- header not signed, presigned",
    "mismatch",
    /'x-amz-target' must be a 'SignedHeader'/,
    withHeader(presigned("60"), "X-Amz-Target", "Logs_20140328.CreateLogGroup"),
  ],
  [
    "a signed header that was taken out",
    "mismatch",
    /'content-type' is signed but did not arrive/,
    { ...signed(), rawHeaders: signed().rawHeaders.filter((_, index) => index < 2 || index > 3) },
  ],
  [
    "signed 15 minutes and a second ago",
    "mismatch",
    /^Signature expired: 20260304T050607Z is now earlier than 20260304T050608Z \(20260304T052108Z - 15 min\.\)/,
    signed(),
    {},
    now + 15 * 60_000 + 1_000,
  ],
  [
    "signed 15 minutes and a second from now",
    "mismatch",
    /^Signature not yet current: 20260304T050607Z is still later than 20260304T050606Z \(20260304T045106Z \+ 15 min\.\)/,
    signed(),
    {},
    now - 15 * 60_000 - 1_000,
  ],
  [
    "presigned and past its time",
    "request-expired",
    /^Request has expired.*for 60 seconds, until 20260304T050707Z/,
    presigned("60"),
    {},
    now + 61_000,
  ],
  [
    "presigned in the future",
    "mismatch",
    /^Signature not yet current/,
    presigned("60"),
    {},
    now - 15 * 60_000 - 1_000,
  ],
  [
    "a key that is switched off",
    "unrecognized",
    /^The security token included in the request is invalid/,
    signed(),
    { active: false },
  ],
  [
    "no token for a session's key",
    "unrecognized",
    /send the session token/,
    signed(),
    { sessionToken: "FwoGZXIvYXdzE" },
  ],
  [
    "another session's token",
    "unrecognized",
    /send the session token/,
    withHeader(signed(), "X-Amz-Security-Token", "other"),
    { sessionToken: "FwoGZXIvYXdzE" },
  ],
  [
    "a token for a key of no session",
    "unrecognized",
    /goes without a session token/,
    withHeader(signed(), "X-Amz-Security-Token", "other"),
  ],
  [
    "a session that is over",
    "session-expired",
    /ended at 2026-03-04T05:06:07\.000Z/,
    withHeader(signed(), "X-Amz-Security-Token", "FwoGZXIvYXdzE"),
    { sessionToken: "FwoGZXIvYXdzE", expiresAt: "2026-03-04T05:06:07.000Z" },
  ],
];

describe("a request signed with Signature Version 4", () => {
  it.each<Good>(good)("is taken %s", (_, sent, at = now, key = {}) => {
    expect(faultOf(sent, key, at)).toBeUndefined();
  });

  it(verifies("sigv4.refused", "is refused with AWS's error for whatever was changed or is missing"), () => {
    const found = refused.map(([what, , , sent, key, at]) => [what, faultOf(sent, key, at)?.kind]);
    expect(found).toEqual(refused.map(([what, kind]) => [what, kind]));
  });

  it.each<Refused>(refused)("that has %s is told what is wrong", (_, __, message, sent, key, at) => {
    const told = faultOf(sent, key, at)?.message ?? "";
    expect(told).toMatch(message);
    expect(told).not.toContain(secret);
    expect(told).not.toContain("FwoGZXIvYXdzE");
  });

  it("is told that its path was encoded once, as S3 has it", () => {
    const target = "/tags/arn%3Aaws%3Aiam%2Fe-1";
    const made: Plan = { ...plan(), target };
    const request = { method: "POST", target, rawHeaders: made.headers.flat() };
    const digest = signatureOf(
      secret,
      made.scope,
      made.date,
      canonicalRequest(request, { ...made, pathStyle: "s3" }),
    );
    const sent = header(
      signed((it) => {
        it.target = target;
      }),
      "authorization",
      (text) => text.replace(/Signature=.*/, `Signature=${digest}`),
    );
    expect(faultOf(sent)?.message).toContain("It is of the path encoded once");
  });

  it("is shown what it should have signed, without its session token", () => {
    const sent = signed((it) => {
      it.headers.push(["X-Amz-Security-Token", "FwoGZXIvYXdzE"]);
      it.signedHeaders.push("x-amz-security-token");
      it.secret = "another";
    });
    expect(faultOf(sent, { sessionToken: "FwoGZXIvYXdzE" })?.message).toContain(
      "x-amz-date:20260304T050607Z\nx-amz-security-token:(not shown)\n\ncontent-type;host;x-amz-date;x-amz-security-token\n",
    );
  });

  const names: readonly (readonly [AwsProtocol, readonly (readonly [string, number])[]])[] = [
    [
      "rest-json",
      [
        ["MissingAuthenticationTokenException", 403],
        ["IncompleteSignatureException", 403],
        ["InvalidSignatureException", 403],
        ["UnrecognizedClientException", 403],
        ["ExpiredTokenException", 403],
        ["RequestExpired", 400],
      ],
    ],
    [
      "aws-json",
      [
        ["MissingAuthenticationTokenException", 400],
        ["IncompleteSignatureException", 400],
        ["InvalidSignatureException", 400],
        ["UnrecognizedClientException", 400],
        ["ExpiredTokenException", 400],
        ["RequestExpired", 400],
      ],
    ],
    [
      "aws-query",
      [
        ["MissingAuthenticationToken", 403],
        ["IncompleteSignature", 403],
        ["SignatureDoesNotMatch", 403],
        ["InvalidClientTokenId", 403],
        ["ExpiredToken", 403],
        ["RequestExpired", 400],
      ],
    ],
  ];
  it.each(names)("is refused under the names that %s has", (protocol, expected) => {
    const kinds = [
      "missing",
      "incomplete",
      "mismatch",
      "unrecognized",
      "session-expired",
      "request-expired",
    ] as const;
    const found = kinds.map((kind) => nameFault({ kind, message: "" }, protocol));
    expect(found.map(({ name, status }) => [name, status])).toEqual(expected);
  });
});
