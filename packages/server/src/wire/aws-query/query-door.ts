/** AWS's query protocol (IAM, STS): a form comes in, XML goes out. */
import type { AwsService } from "../../services/service.ts";
import { type AwsDoor, type AwsRequest, isUnsigned, runOperation } from "../aws-door.ts";
import { answerXml, errorXml } from "./query-xml.ts";
import { readForm } from "./read-form.ts";

/** Bytes; the largest is a policy document. */
const longestBody = 1_500_000;

/** The door of a service that speaks the query protocol in one version and namespace. */
export function queryDoor(service: AwsService, version: string, namespace: string): AwsDoor {
  const xml = (body: string, status: number, requestId: string) =>
    new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`, {
      status,
      headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
    });
  return {
    service: service.name,
    protocol: "aws-query",
    longestBody,
    claims: (request) => formOf(request).get("Version") === version && formOf(request).has("Action"),
    operationOf: (request) => formOf(request).get("Action") ?? undefined,
    isUnsigned: (operation) => isUnsigned(service, operation),
    inputOf: (request) => readForm(formOf(request)),
    async answer(request, call) {
      const { Action: _action, Version: _version, ...input } = readForm(formOf(request));
      const output = await runOperation(service, input, call);
      return xml(answerXml(call.operation, output, namespace, call.requestId), 200, call.requestId);
    },
    refuse: (fault, requestId) => xml(errorXml(fault, namespace, requestId), fault.status, requestId),
  };
}

const forms = new WeakMap<AwsRequest, URLSearchParams>();

/** Of the body or, for a GET, of the address; read once for each request. */
function formOf(read: AwsRequest): URLSearchParams {
  const known = forms.get(read);
  if (known !== undefined) return known;
  const { request, body } = read;
  const isForm =
    request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
  const form = isForm
    ? new URLSearchParams(new TextDecoder().decode(body))
    : new URL(request.url).searchParams;
  forms.set(read, form);
  return form;
}
