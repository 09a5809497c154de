// The figures of a model's card as people read them.

const NAMES: Record<string, string> = {
  auc: 'AUC',
  auc_mean_of_cuts: 'AUC, mean of the cuts',
  majority: 'accuracy of the commoner answer',
  base_rate: 'share of yes',
  average_precision: 'average precision',
  top_tenth: 'share of yes in the top tenth',
  brier: 'Brier score',
  log_loss: 'log loss',
  ece: 'calibration error (ECE)',
  smape: 'sMAPE',
  mase: 'MASE',
  owa: 'OWA',
};

type Figure = { name: string; value: number };

/** `AUC 0.915 (0.901 to 0.928), accuracy 0.835`: the bounds where the card has them as `auc_low` and `auc_high`. */
export function figuresOf(figures: readonly Figure[]): string {
  const known = new Map(figures.map(({ name, value }) => [name, value]));
  const bound = (name: string) => /_(low|high)$/.test(name) && known.has(name.replace(/_(low|high)$/, ''));
  const said = ({ name, value }: Figure) => {
    const [low, high] = [known.get(`${name}_low`), known.get(`${name}_high`)];
    const within = low === undefined || high === undefined ? '' : ` (${rounded(low)} to ${rounded(high)})`;
    return `${NAMES[name] ?? name.replaceAll('_', ' ')} ${rounded(value)}${within}`;
  };
  return figures.filter(({ name }) => !bound(name)).map(said).join(', ');
}

const rounded = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(3));
