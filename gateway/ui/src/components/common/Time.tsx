import { absolute, relative } from '../../utils/format';
import { useNow } from '../../utils/useNow';

/** How long ago; the exact time and its zone on hover, and for machines. */
export function Time({ value }: { value: string }) {
  const now = useNow(30_000);
  return (
    <time dateTime={value} title={absolute(value)}>
      {relative(value, now)}
    </time>
  );
}
