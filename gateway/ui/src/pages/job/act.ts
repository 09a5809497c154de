import { api, body, type StageView, type VideoAction } from '../../services/api';
import { useVideoStore } from '../../stores/videoStore';

/** What a person orders; an empty `from` lets the gateway choose the step. */
export type Order = { action: Exclude<VideoAction, 'reject' | 'retry'> } | { action: 'reject'; reason: string } | { action: 'retry'; from: StageView['stage'] | '' };

/** Sends the order; the store then holds what the gateway answered. */
export async function act(id: string, order: Order): Promise<void> {
  useVideoStore.getState().snapshots([await body(send(id, order))]);
}

function send(id: string, order: Order) {
  const params = { path: { id } };
  switch (order.action) {
    case 'pause':
      return api.POST('/api/v1/videos/{id}/pause', { params });
    case 'resume':
      return api.POST('/api/v1/videos/{id}/resume', { params });
    case 'cancel':
      return api.POST('/api/v1/videos/{id}/cancel', { params });
    case 'approve':
      return api.POST('/api/v1/videos/{id}/approve', { params });
    case 'reject':
      return api.POST('/api/v1/videos/{id}/reject', { params, body: { reason: order.reason } });
    case 'retry':
      return api.POST('/api/v1/videos/{id}/retry', { params, body: order.from === '' ? {} : { from: order.from } });
  }
}

