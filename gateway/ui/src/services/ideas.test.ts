import { afterEach, expect, test, vi } from 'vitest';

import { api } from './api';
import { exportedIdeas, nextCursor } from './ideas';

afterEach(() => vi.restoreAllMocks());

test('the next page is told by its link, and only by one that names it', () => {
  expect(nextCursor('</api/v1/trends?state=new&cursor=a%2Bb>; rel="next"')).toBe('a+b');
  expect(nextCursor('</api/v1/trends?state=new>; rel="next"')).toBeNull();
  expect(nextCursor('</api/v1/trends?cursor=a>; rel="prev"')).toBeNull();
  expect(nextCursor(null)).toBeNull();
});

test('a file of several pages has one header and every row', async () => {
  const asked: unknown[] = [];
  const page = async (_: string, { params }: { params: { query: { cursor?: string } } }) => {
    asked.push(params.query);
    const last = params.query.cursor === 'two';
    const headers = last ? {} : { Link: '</api/v1/trends?cursor=two>; rel="next"' };
    return { data: `topic,score\r\n${last ? 'Moths,0.1' : 'Bees,0.9\r\n"two\r\nlines",0.8'}\r\n`, response: new Response(null, { headers }) };
  };
  vi.spyOn(api, 'GET').mockImplementation(page as unknown as typeof api.GET);
  const file = await exportedIdeas({ niche: 'Nature', state: 'new' });
  expect(await file.text()).toBe('topic,score\r\nBees,0.9\r\n"two\r\nlines",0.8\r\nMoths,0.1\r\n');
  const first = { niche: 'Nature', state: 'new', limit: 200, format: 'csv' };
  expect(asked).toEqual([first, { ...first, cursor: 'two' }]);
});
