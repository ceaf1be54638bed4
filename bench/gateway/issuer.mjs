/** A token issuer: discovery and keys, and one RS256 token, the algorithm that most issuers use. */
import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export async function startIssuer(claims) {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "bench", alg: "RS256", use: "sig" };
  const server = createServer((request, response) => {
    const body = request.url === "/keys" ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/keys` };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const token = await new SignJWT({ sub: "caller-1", ...claims })
    .setProtectedHeader({ alg: "RS256", kid: "bench" })
    .setIssuer(url)
    .setIssuedAt()
    .setExpirationTime("12h")
    .sign(privateKey);
  return { url, token, discoveryUrl: `${url}/.well-known/openid-configuration`, close: () => server.close() };
}
