// What can go wrong between this page and the gateway, as one typed error.

import type { components } from '../generated/api';

export type Problem = components['schemas']['Problem'];
export type FieldProblem = components['schemas']['FieldProblem'];

/** A refusal of the gateway, or (status 0) no answer at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly fields: FieldProblem[];

  constructor(problem: Partial<Problem> & { title: string; status: number }) {
    super(problem.title);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code ?? 'unknown';
    this.detail = problem.detail ?? undefined;
    this.requestId = problem.request_id;
    this.retryAfterMs = problem.retry_after_ms ?? undefined;
    this.fields = problem.errors ?? [];
  }

  /** The complaint about a member of the body, by its name there. */
  field(name: string): string | undefined {
    return this.fields.find((field) => field.pointer === `#/${name}`)?.detail;
  }

  /** Complaints about members that no input of the form shows. */
  elsewhere(names: readonly string[]): FieldProblem[] {
    return this.fields.filter((field) => !names.includes(field.pointer.replace(/^#\//, '')));
  }
}

export function noAnswer(): ApiError {
  return new ApiError({ status: 0, code: 'no_answer', title: 'No answer from the gateway', detail: 'It may be restarting, or the network is down. Nothing was lost.' });
}

/** Anything thrown, as an error that a panel can show. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError({ status: 0, code: 'page_defect', title: 'This page has a defect', detail: String(error) });
}

/** The error that an answer stands for; a body that is no problem document keeps its status at least. */
export function problemOf(status: number, body: unknown): ApiError {
  if (typeof body === 'object' && body !== null && 'title' in body && typeof body.title === 'string') {
    return new ApiError({ ...(body as Problem), status });
  }
  return new ApiError({ status, title: `The gateway answered ${status}` });
}
