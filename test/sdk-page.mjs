/** Runs in a web page: both clients against a service that the page plays itself, written into the page. */
import { GatewayClient, PolicyClient, PolicyCreateFailedError } from "@toolgate/sdk";

const heard = [];
const answers = [
  { policyEngineId: "Refunds-0123456789", name: "Refunds", status: "ACTIVE", statusReasons: [] },
  {
    status: "CREATE_FAILED",
    name: "small",
    policyId: "small-0123456789",
    statusReasons: ["Overly Permissive."],
  },
  { items: [{ gatewayId: "refund-gateway-0123456789", name: "refund-gateway" }] },
];
globalThis.fetch = async (url, { method, headers }) => {
  heard.push({ asked: `${method} ${url}`, ...headers });
  return new Response(JSON.stringify(answers.shift()));
};
const settings = {
  region: "eu-west-1",
  credentials: async () => ({ accessKeyId: "AKIDPAGE", secretAccessKey: "secret" }),
  clock: {
    now: () => Date.UTC(2026, 10, 22),
    random: () => 0,
    sleep: (_, signal) => new Promise((_, no) => signal?.addEventListener("abort", () => no(signal.reason))),
  },
};

async function seen() {
  const policies = new PolicyClient(settings);
  const { policyEngineId } = await policies.createPolicyEngine({
    name: "Refunds",
    clientToken: "t".repeat(36),
  });
  const definition = { cedar: { statement: "permit(principal, action, resource);" } };
  const failed = await policies
    .createPolicy({ policyEngineId, name: "small", definition })
    .catch((error) => error);
  const { items } = await new GatewayClient(settings).listGateways();
  return {
    node: typeof globalThis.process,
    policyEngineId,
    failed: failed instanceof PolicyCreateFailedError && failed.message,
    gateways: items.map(({ name }) => name),
    first: heard[0],
    asked: heard.map(({ asked }) => asked),
  };
}

document.body.textContent = JSON.stringify(await seen().catch((error) => String(error)));
