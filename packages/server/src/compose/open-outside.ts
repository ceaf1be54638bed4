import { createSolver } from "@toolgate/solver";
import { createCedar } from "../adapters/cedar/cedar.ts";
import { createFunctions } from "../adapters/functions/create-functions.ts";
import { functionRegistrationSchema } from "../adapters/functions/function-registration.ts";
import { requireModules } from "../adapters/functions/require-modules.ts";
import { createUploadedFunctions } from "../adapters/functions/uploaded/uploaded-functions.ts";
import { createMcpServers } from "../adapters/mcp-servers/mcp-servers.ts";
import { mcpServersSchema } from "../adapters/mcp-servers/mcp-servers-schema.ts";
import { createOutbound } from "../adapters/outbound/outbound.ts";
import type { DataFolder } from "../adapters/store/data-folder.ts";
import { parseSetting } from "../parse-setting.ts";
import { isLocal, type OnClose, type Surroundings, systemClock } from "./surroundings.ts";

/** What is asked and called outside this process: Cedar, the solver, functions, MCP servers, and addresses that users name. */
export type Outside = ReturnType<typeof openOutside>;

export function openOutside(surroundings: Surroundings, folder: DataFolder, onClose: OnClose) {
  const { config, log, ports } = surroundings;
  const clock = systemClock;
  const local = isLocal(surroundings);
  const cedar = createCedar();
  onClose(() => cedar.close());
  const solver = createSolver({ command: config.solver });
  onClose(() => solver.close());
  // writes never wait behind questions
  const questionSolver = createSolver({ command: config.solver });
  onClose(() => questionSolver.close());
  // After a start there may be hundreds of lists to prove, which takes a processor for half a minute.
  const proofSolver = createSolver({ command: config.solver, background: true });
  onClose(() => proofSolver.close());
  const registered = config.functions.map((entry, index) =>
    parseSetting(`functions.${index}`, functionRegistrationSchema, entry),
  );
  requireModules(registered, config.baseFolder);
  const uploaded = createUploadedFunctions({ folder: folder.path, log });
  onClose(() => uploaded.close());
  const functions = createFunctions({
    registered,
    uploaded,
    lambdaEndpoint: process.env.AWS_ENDPOINT_URL_LAMBDA,
    baseFolder: config.baseFolder,
    region: config.region,
    log,
  });
  onClose(() => functions.close());
  const reach = { allowLoopback: local, ownPorts: () => ports };
  const outbound = createOutbound(reach);
  onClose(() => outbound.close());
  const stdioServers = parseSetting("mcpServers", mcpServersSchema, config.mcpServers ?? {});
  const mcpServers = createMcpServers({ ...reach, stdioServers, baseFolder: config.baseFolder, log, clock });
  onClose(() => mcpServers.close());
  return {
    cedar,
    solver,
    questionSolver,
    proofSolver,
    uploaded,
    functions,
    outbound,
    mcpServers,
    stdioServers: Object.keys(stdioServers),
  };
}
