/** An MCP client in a web page, as people write one with the official SDK: it keeps what it must in the tab's storage. */

const kept = (name) => JSON.parse(sessionStorage.getItem(name) ?? "null") ?? undefined;
const keep = (name) => (value) => sessionStorage.setItem(name, JSON.stringify(value));

const authProvider = {
  redirectUrl: `${location.origin}/`,
  clientMetadata: {
    client_name: "Example page",
    redirect_uris: [`${location.origin}/`],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
  },
  clientInformation: () => kept("client"),
  saveClientInformation: keep("client"),
  tokens: () => kept("tokens"),
  saveTokens: keep("tokens"),
  codeVerifier: () => kept("verifier"),
  saveCodeVerifier: keep("verifier"),
  discoveryState: () => kept("discovery"),
  saveDiscoveryState: keep("discovery"),
  redirectToAuthorization: (url) => location.assign(url),
};

/** `sdk` has the client's parts; `codeOf` takes what finishAuth wants out of the address. */
export async function connect({ Client, Transport, UnauthorizedError, codeOf, options }) {
  const log = document.querySelector("output");
  const say = (text) => {
    log.textContent += `${text}\n`;
  };
  const transport = () => new Transport(new URL(kept("gateway")), { authProvider });
  const call = async (client, amount) => {
    const { content, isError } = await client.callTool({ name: "shop___refund", arguments: { amount } });
    say(`${amount}: ${isError ? "error" : "result"} ${content[0].text}`);
  };
  async function open() {
    const client = new Client({ name: "page", version: "1" }, options);
    await client.connect(transport());
    const { tools } = await client.listTools();
    say(`tools: ${tools.map(({ name }) => name)}`);
    await call(client, 450);
    await call(client, 750);
    say("done");
  }
  const told = (run) => run().catch((error) => say(`failed: ${error.message}`));
  document.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    keep("gateway")(new FormData(event.target).get("gateway"));
    void told(() =>
      open().catch((error) => {
        if (!(error instanceof UnauthorizedError)) throw error;
      }),
    );
  });
  if (!location.search.includes("code=")) return;
  await told(async () => {
    await transport().finishAuth(codeOf(new URLSearchParams(location.search)));
    await open();
  });
}
