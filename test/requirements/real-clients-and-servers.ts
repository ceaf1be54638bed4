import type { Requirement } from "./requirement.ts";

const servers = "MCP reference servers";

export const realClientsAndServersRequirements = [
  {
    id: "real-servers.list",
    source: servers,
    sentence: "Of the servers' tools those are listed that a policy can allow, as their servers declare them",
  },
  {
    id: "real-servers.filesystem",
    source: `${servers}: server-filesystem`,
    sentence: "Policies on its paths let files be read under the project and written only under out/",
  },
  {
    id: "real-servers.everything",
    source: `${servers}: server-everything`,
    sentence:
      "Its tools are listed and called over stdio and over HTTP, as policies on their arguments allow",
  },
  {
    id: "real-servers.memory",
    source: `${servers}: server-memory`,
    sentence: "What is remembered can be read again, and only what a policy allows can be forgotten",
  },
  {
    id: "real-servers.sequential-thinking",
    source: `${servers}: server-sequential-thinking`,
    sentence: "A policy bounds the number of thoughts",
  },
  {
    id: "conformance",
    source: "MCP conformance suite, server role",
    sentence:
      "Every scenario for what a gateway does passes, in every revision; the others are listed with why",
  },
  {
    id: "inspector",
    source: "MCP Inspector, command line",
    sentence: "It lists, calls and shows denials readably, with a handshake and without one",
  },
  {
    id: "inspector.page",
    source: "MCP Inspector, web page",
    sentence: "From the gateway's URL alone a person signs in, lists and calls, and reads a denial",
  },
] as const satisfies readonly Requirement[];
