/** A token issuer that changes its key, as issuers do. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export interface RotatingIssuer {
  readonly discoveryUrl: string;
  token(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** The key before is forgotten. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

export async function startRotatingIssuer(): Promise<RotatingIssuer> {
  let number = 0;
  const newKey = async () => {
    number += 1;
    const { privateKey, publicKey } = await generateKeyPair("ES256");
    const kid = `key-${number}`;
    return { privateKey, kid, jwk: { ...(await exportJWK(publicKey)), kid, alg: "ES256", use: "sig" } };
  };
  let key = await newKey();
  const server = createServer((request, response) => {
    const body = request.url === "/keys" ? { keys: [key.jwk] } : { issuer: url, jwks_uri: `${url}/keys` };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    discoveryUrl: `${url}/.well-known/openid-configuration`,
    token: (claims) =>
      new SignJWT({ sub: "caller-1", ...claims })
        .setProtectedHeader({ alg: "ES256", kid: key.kid })
        .setIssuer(url)
        .setIssuedAt()
        .setExpirationTime("10m")
        .sign(key.privateKey),
    async rotate() {
      key = await newKey();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
