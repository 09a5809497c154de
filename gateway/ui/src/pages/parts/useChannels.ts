import { useChannelStore } from '../../stores/channelStore';
import { useUiStore } from '../../stores/uiStore';
import type { ChannelView } from '../../services/api';
import { useLoad } from '../../utils/useLoad';

/** All channels of the first page, from the store, read again with every tick. */
export function useChannels() {
  const tick = useUiStore((state) => state.tick);
  const { order, entities, loaded, load: read } = useChannelStore();
  const load = useLoad('channels', tick, (signal) => read(signal).then(() => true));
  const channels = order.flatMap((id): ChannelView[] => (entities[id] ? [entities[id]] : []));
  return { ...load, data: loaded ? channels : null };
}
