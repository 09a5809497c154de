// Cells of a map as a grid: how strong each is, and what stands in it.

export type HeatCell = { value: number | null; count: number; /** 0, nothing, to 5. */ level: number; text: string; says: string };
/** What stands at the edge, and what it means in full. */
export type Edge = { text: string; says: string };
export type Heat = { rows: readonly Edge[]; columns: readonly Edge[]; cells: (HeatCell | null)[][] };

type Told = { row: number; column: number; value?: number | null; count: number };
type Say = (cell: Told) => { text: string; says: string };

const LEVELS = 5;

/** Rows and columns as they will be read; `say` words one cell. */
export function heatOf(rows: readonly Edge[], columns: readonly Edge[], told: readonly Told[], say: Say): Heat {
  const most = Math.max(0, ...told.map(({ value }) => value ?? 0));
  const cells: (HeatCell | null)[][] = rows.map(() => columns.map(() => null));
  for (const cell of told) {
    const line = cells[cell.row];
    if (line && cell.column < columns.length) line[cell.column] = { value: cell.value ?? null, count: cell.count, level: level(cell.value ?? null, most), ...say(cell) };
  }
  return { rows, columns, cells };
}

/** By the root, so that one great figure does not pale all others. */
function level(value: number | null, most: number): number {
  if (value === null || value <= 0 || most <= 0) return 0;
  return Math.max(1, Math.ceil(LEVELS * Math.sqrt(value / most)));
}

export const edge = (says: string, text = says): Edge => ({ text, says });

export function turned({ rows, columns, cells }: Heat): Heat {
  return { rows: columns, columns: rows, cells: columns.map((_, column) => rows.map((__, row) => cells[row]?.[column] ?? null)) };
}

/** The greatest cells first; those that rest on one thing only after those that rest on more. */
export function best<T extends Told>(told: readonly T[], many: number): (T & { value: number })[] {
  const known = told.filter((cell): cell is T & { value: number } => cell.value !== null && cell.value !== undefined && cell.value > 0);
  return known.sort((a, b) => Number(b.count > 1) - Number(a.count > 1) || b.value - a.value).slice(0, many);
}
