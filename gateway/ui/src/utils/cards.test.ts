import { expect, it } from 'vitest';

import { figuresOf } from './cards';

it('says the figures of a card, with bounds where there are both', () => {
  const figures = [
    { name: 'auc', value: 0.91521 },
    { name: 'auc_low', value: 0.9 },
    { name: 'auc_high', value: 0.93 },
    { name: 'ece', value: 0.00841 },
    { name: 'new_figure', value: 1234.5 },
    { name: 'odd_low', value: 1 },
  ];
  expect(figuresOf(figures)).toBe('AUC 0.915 (0.900 to 0.930), calibration error (ECE) 0.008, new figure 1235, odd low 1.000');
  expect(figuresOf([])).toBe('');
});
