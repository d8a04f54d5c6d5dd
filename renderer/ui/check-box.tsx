import { Checkbox } from '@base-ui/react/checkbox';
import './check-box.css';

/** What a {@link CheckBox} takes. */
export interface CheckBoxProps {
  checked: boolean;
  /** Some but not all of what it stands for is checked. */
  partly?: boolean | undefined;
  disabled?: boolean | undefined;
  /** Its name, read aloud. Leave out when a `<label>` encloses it. */
  label?: string | undefined;
  onChange: (checked: boolean) => void;
  tabIndex?: number | undefined;
}

/** A 14 pixel box to tick. */
export function CheckBox({ checked, partly, disabled, label, onChange, tabIndex = 0 }: CheckBoxProps) {
  return (
    <Checkbox.Root
      className="check-box"
      checked={checked}
      indeterminate={partly ?? false}
      disabled={disabled}
      aria-label={label}
      tabIndex={tabIndex}
      onCheckedChange={onChange}
    >
      <Checkbox.Indicator className="check-box-mark">
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <path
            d={partly ? 'M2 5h6' : 'M1.8 5.2 4 7.4 8.2 2.8'}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </Checkbox.Indicator>
    </Checkbox.Root>
  );
}
