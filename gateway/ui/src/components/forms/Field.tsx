import MenuItem from '@mui/material/MenuItem';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useId } from 'react';

type Props = Omit<TextFieldProps, 'error' | 'helperText' | 'onChange'> & {
  hint?: string | undefined;
  /** The gateway's complaint about this member, or our own. */
  complaint?: string | undefined;
  onValue: (value: string) => void;
  options?: readonly { value: string; text: string }[];
};

/** Label, hint and complaint, linked for those who do not see them. */
export function Field({ hint, complaint, onValue, options, slotProps, ...rest }: Props) {
  const id = useId();
  return (
    <TextField
      id={id}
      {...rest}
      {...(slotProps ? { slotProps } : {})}
      {...(options ? { select: true } : {})}
      error={complaint !== undefined}
      helperText={complaint ?? hint}
      onChange={(event) => onValue(event.target.value)}
    >
      {options?.map((option) => (
        <MenuItem key={option.value} value={option.value}>
          {option.text}
        </MenuItem>
      ))}
    </TextField>
  );
}
