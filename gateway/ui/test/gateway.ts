// The gateway as msw plays it. An answer that the OpenAPI document does not allow fails the test, and so does a body
// that a page sends and the document forbids: what is mocked here is what the real gateway says.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import Ajv2020 from 'ajv/dist/2020.js';
import { http, HttpResponse, type RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

type Media = { schema?: unknown };
type Operation = { requestBody?: { content: Record<string, Media> }; responses: Record<string, { content?: Record<string, Media> }> };
type Method = 'get' | 'post' | 'put' | 'delete';

const file = resolve(import.meta.dirname, '../../api/openapi.json');
const document = JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, Partial<Record<Method, Operation>>> };
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(document, 'openapi');

export type Call = { method: string; path: string; query: URLSearchParams; headers: Headers; body: unknown };

/** Every call that was answered, oldest first. */
export const calls: Call[] = [];

const server = setupServer();

/** To be called once in a file. */
export function useGateway(): void {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => {
    server.resetHandlers();
    calls.length = 0;
  });
  afterAll(() => server.close());
}

/** From now on `method template` answers so; `times` of them, then what was said before. */
export function answers(method: Method, template: string, status: number, body?: unknown, times?: number): void {
  const operation = document.paths[template]?.[method];
  if (!operation) throw new Error(`the gateway has no ${method} ${template}`);
  const where = ['paths', template, method, 'responses', status in operation.responses ? String(status) : 'default'];
  check(where, operation.responses[where[4]!]?.content, body);
  server.use(handler(method, template, operation, status, body, times));
}

export const refuses = (method: Method, template: string, status: number, problem: object, times?: number) =>
  answers(method, template, status, { type: '/problems/x', instance: template, request_id: 'req_1', code: 'x', status, ...problem }, times);

function handler(method: Method, template: string, operation: Operation, status: number, body: unknown, times?: number): RequestHandler {
  const url = `http://localhost${template.replace(/\{(\w+)\}/g, ':$1')}`;
  return http[method](
    url,
    async ({ request }) => {
      const text = await request.text();
      const sent: unknown = text === '' ? undefined : JSON.parse(text);
      if (sent !== undefined) check(['paths', template, method, 'requestBody'], operation.requestBody?.content, sent);
      const { pathname, searchParams } = new URL(request.url);
      calls.push({ method, path: pathname, query: searchParams, headers: request.headers, body: sent });
      const type = status >= 400 ? 'application/problem+json' : 'application/json';
      return body === undefined ? new HttpResponse(null, { status }) : new HttpResponse(JSON.stringify(body), { status, headers: { 'content-type': type } });
    },
    times === undefined ? {} : { once: times === 1 },
  );
}

function check(where: string[], content: Record<string, Media> | undefined, value: unknown): void {
  const type = content && Object.keys(content)[0];
  if (!type) {
    if (value !== undefined) throw new Error(`${where.join(' ')} has no body`);
    return;
  }
  const pointer = [...where, 'content', type, 'schema'].map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const validate = ajv.getSchema(`openapi#/${pointer}`) ?? ajv.compile({ $ref: `openapi#/${pointer}` });
  if (!validate(value)) throw new Error(`${where.join(' ')}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`);
}
