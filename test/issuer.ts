/** A token issuer on loopback: discovery, keys, and tokens with whatever claims a test wants. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export interface Issuer {
  readonly url: string;
  readonly discoveryUrl: string;
  /** `expires` as jose has it: `10m`, `1h ago`. */
  token(claims: Readonly<Record<string, unknown>>, expires?: string): Promise<string>;
  close(): Promise<void>;
}

export async function startIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "test-key", alg: "ES256", use: "sig" };
  const server = createServer((request, response) => {
    const body = request.url === "/keys" ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/keys` };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    discoveryUrl: `${url}/.well-known/openid-configuration`,
    token: (claims, expires = "10m") =>
      new SignJWT({ sub: "caller-1", ...claims })
        .setProtectedHeader({ alg: "ES256", kid: "test-key" })
        .setIssuer(url)
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign(privateKey),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
