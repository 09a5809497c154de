// The gateway's REST interface, typed by its own OpenAPI document.

import createClient from 'openapi-fetch';

import type { components, paths } from '../generated/api';
import { noAnswer, problemOf } from './problem';
import { currentToken, refreshSession } from './session';

export type Schemas = components['schemas'];
export type VideoView = Schemas['VideoView'];
export type VideoStatus = Schemas['StatusName'];
export type VideoAction = Schemas['ActionName'];
export type ChannelView = Schemas['ChannelView'];
export type ChannelBody = Schemas['ChannelBody'];
export type StageView = Schemas['StageView'];
export type Artifact = Schemas['Artifact'];
export type CostList = Schemas['CostList'];
export type EventEnvelope = Schemas['EventEnvelope'];
export type QueueView = Schemas['QueueView'];
export type SystemView = Schemas['SystemView'];
export type Sink = Schemas['SinkView'];
export type DeadLetter = Schemas['DeadLetterView'];
export type DeadLetterDetail = Schemas['DeadLetterDetail'];
export type Kpi = Schemas['Kpi'];
export type Overview = Schemas['OverviewView'];
export type TimeSeries = Schemas['TimeseriesView'];
export type BreakdownItem = Schemas['BreakdownItem'];
export type ChannelFigures = Schemas['ChannelFigures'];
export type VideoFigures = Schemas['VideoFigures'];
export type HeatMapView = Schemas['HeatmapView'];
export type Forecast = Schemas['ForecastView'];
export type Prediction = Schemas['PredictionView'];
export type ModelCard = Schemas['ModelCard'];
export type ModelsView = Schemas['ModelsView'];
export type Retention = Schemas['RetentionView'];
export type ApiKey = Schemas['ApiKeyView'];
export type NewApiKey = Schemas['NewApiKeyView'];
export type Estimate = Schemas['EstimateView'];
export type GenerateBody = Schemas['GenerateBody'];
export type Idea = Schemas['TrendView'];
export type IdeaPage = Schemas['TrendPage'];
export type IdeaState = Schemas['IdeaStateName'];
export type Niche = Schemas['NicheView'];
export type AcceptBody = Schemas['AcceptBody'];
export type User = Schemas['UserView'];

/** Sends with the token that we hold; a token that has run out is renewed once and the call repeated. */
async function authorised(request: Request): Promise<Response> {
  if (request.url.includes('/api/v1/auth/') && !request.url.endsWith('/ws-ticket')) return send(request);
  const again = request.clone();
  const response = await send(withToken(request));
  if (response.status !== 401) return response;
  const token = await refreshSession().catch(() => {
    throw noAnswer();
  });
  return token ? send(withToken(again)) : response;
}

function withToken(request: Request): Request {
  const token = currentToken();
  if (token) request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw noAnswer();
  }
}

export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  fetch: authorised,
  querySerializer: { array: { style: 'form', explode: true } },
});

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The body of a good answer; every other answer is thrown as an ApiError. */
export async function body<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (error !== undefined || !response.ok) throw problemOf(response.status, error);
  return data as T;
}

/** The strong ETag of a version, as the gateway writes it. */
export const etag = (version: number) => `"${version}"`;
