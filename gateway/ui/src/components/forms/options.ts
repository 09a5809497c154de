// Choices that forms share. Voices and styles are free text for the gateway; these are the ones that ship.

export const ASPECTS = [
  { value: '9:16', text: 'Portrait 9:16 (Shorts)' },
  { value: '16:9', text: 'Landscape 16:9' },
  { value: '1:1', text: 'Square 1:1' },
];

export const VOICES = [
  { value: 'af_heart', text: 'Heart (American, female)' },
  { value: 'af_bella', text: 'Bella (American, female)' },
  { value: 'af_nicole', text: 'Nicole (American, female, soft)' },
  { value: 'am_michael', text: 'Michael (American, male)' },
  { value: 'am_fenrir', text: 'Fenrir (American, male)' },
  { value: 'bf_emma', text: 'Emma (British, female)' },
  { value: 'bm_george', text: 'George (British, male)' },
  { value: 'bm_fable', text: 'Fable (British, male)' },
];

export const STYLES = [
  { value: 'auto', text: 'Automatic: colours follow the topic' },
];

export const SECONDS = { least: 5, most: 600 };

/** The choices, with one that came from elsewhere added so that it is not lost. */
export function withCurrent(options: readonly { value: string; text: string }[], current: string) {
  return current === '' || options.some((option) => option.value === current) ? options : [...options, { value: current, text: current }];
}

export function secondsComplaint(text: string): string | undefined {
  const value = Number(text);
  const fits = /^\d+$/.test(text.trim()) && value >= SECONDS.least && value <= SECONDS.most;
  return fits ? undefined : `A whole number from ${SECONDS.least} to ${SECONDS.most}`;
}
