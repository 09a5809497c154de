// Files that the page hands to the browser.

/** Saves a blob under a name, as a download. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken the address over once the click is handled.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** `Revenue and spend` from 1 to 28 November becomes `revenue-and-spend_2026-11-01_2026-11-28`. */
export function fileName(title: string, ...parts: (string | undefined)[]): string {
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return [slug, ...parts.filter(Boolean)].join('_');
}
