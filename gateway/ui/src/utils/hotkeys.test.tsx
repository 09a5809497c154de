// @vitest-environment jsdom

import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';

import { chord, useHotkeys } from './hotkeys';

function Page({ keys, on = true }: { keys: Record<string, () => void>; on?: boolean }) {
  useHotkeys(keys, on);
  return <input aria-label="field" />;
}

describe('hotkeys', () => {
  it('fire for a single key and for a chord, never while somebody types', async () => {
    const [help, go] = [vi.fn(), vi.fn()];
    render(<Page keys={{ '?': help, 'g v': go }} />);
    await userEvent.keyboard('?gv');
    expect([help.mock.calls.length, go.mock.calls.length]).toEqual([1, 1]);
    await userEvent.type(screen.getByLabelText('field'), '?gv');
    expect([help.mock.calls.length, go.mock.calls.length]).toEqual([1, 1]);
  });

  it('stay silent with a modifier, and when they are switched off', async () => {
    const help = vi.fn();
    const { rerender } = render(<Page keys={{ n: help }} />);
    await userEvent.keyboard('{Control>}n{/Control}');
    rerender(<Page keys={{ n: help }} on={false} />);
    await userEvent.keyboard('n');
    expect(help).not.toHaveBeenCalled();
  });

  it('forget a chord that is not finished in time', () => {
    expect(chord({ key: 'g', at: 0 }, 'v', 1000)).toBe('g v');
    expect(chord({ key: 'g', at: 0 }, 'v', 2000)).toBe('v');
  });
});
