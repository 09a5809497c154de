import { beforeEach, describe, expect, it } from 'vitest';

import { CHANNEL } from '../../test/fixtures';
import { forSeeds } from '../../test/random';
import { merge, useChannelStore } from './channelStore';

const store = useChannelStore.getState;
const heard = (type: string, version: number) => ({ type, time: CHANNEL.updated_at, subject: `channel:${CHANNEL.id}`, version, data: {} });

beforeEach(() => store().clear());

describe('the channel store', () => {
  it('keeps the newest of each channel, whatever the order of telling', () => {
    forSeeds(100, (random) => {
      const told = random.shuffled([1, 2, 3, 4].map((version) => ({ ...CHANNEL, version, name: `v${version}` })));
      const held = told.reduce((entities, channel) => merge(entities, [channel]), {} as ReturnType<typeof merge>);
      expect(held[CHANNEL.id]?.name).toBe('v4');
    });
  });

  it('asks the gateway only for revisions that it does not hold', () => {
    useChannelStore.setState({ entities: { [CHANNEL.id]: { ...CHANNEL, version: 3 } }, order: [CHANNEL.id] });
    expect(store().frames([heard('channel_changed', 3)])).toBe(false);
    expect(store().frames([heard('channel_changed', 4)])).toBe(true);
  });

  it('drops a deleted channel from its list', () => {
    useChannelStore.setState({ entities: { [CHANNEL.id]: CHANNEL }, order: [CHANNEL.id] });
    store().frames([heard('channel_deleted', 9)]);
    expect(store()).toMatchObject({ entities: {}, order: [] });
  });
});
