// Walks the build's manifest: what the first page and each screen load, compressed, against fixed limits.
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const KB = 1024;
const LIMITS = { shell: 170 * KB, screen: 300 * KB, screenRaw: 1000 * KB, total: 450 * KB };
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8'));

const sizes = new Map();
async function size(file) {
  if (!sizes.has(file)) {
    const bytes = await readFile(new URL(file, dist));
    sizes.set(file, { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length });
  }
  return sizes.get(file);
}

/** Files that a chunk needs at once: itself and its static imports. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

/** A screen with what it loads by itself as soon as it is drawn: its charts. */
function screen(key) {
  const keys = closure(key);
  for (const part of [...keys].filter((part) => !shellKeys.has(part)).flatMap((part) => manifest[part].dynamicImports ?? [])) closure(part, keys);
  return keys;
}

async function weigh(keys) {
  const files = new Set([...keys].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]));
  const all = await Promise.all([...files].map(size));
  return { raw: sum(all, 'raw'), gzip: sum(all, 'gzip') };
}

const sum = (list, member) => list.reduce((total, each) => total + each[member], 0);
const kb = (bytes) => `${(bytes / KB).toFixed(1)} KB`;

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const shellKeys = closure(entry);
const shell = await weigh(shellKeys);
const rows = [['shell', shell, LIMITS.shell]];
for (const key of Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry)) {
  rows.push([manifest[key].name ?? key, await weigh(new Set([...shellKeys, ...screen(key)])), LIMITS.screen]);
}
rows.push(['total', await weigh(new Set(Object.keys(manifest))), LIMITS.total]);

let failed = false;
for (const [name, weight, limit] of rows) {
  const over = weight.gzip > limit || (limit === LIMITS.screen && weight.raw > LIMITS.screenRaw);
  failed ||= over;
  console.log(`${over ? 'OVER ' : 'ok   '}${name.padEnd(24)} ${kb(weight.gzip).padStart(10)} gzip of ${kb(limit)}, ${kb(weight.raw)} raw`);
}
// Chunks have no names that tell: the library is known by a class that it gives its drawings.
const shellTexts = await Promise.all([...shellKeys].map((key) => readFile(new URL(manifest[key].file, dist), 'utf8')));
if (shellTexts.some((text) => text.includes('recharts-surface'))) {
  console.error('the chart library is reachable from the shell');
  failed = true;
}
process.exit(failed ? 1 : 0);
