import { Switch } from '@base-ui/react/switch';
import './toggle-switch.css';

/** What a {@link ToggleSwitch} takes. */
export interface ToggleSwitchProps {
  readonly on: boolean;
  /** What it switches, read aloud. */
  readonly label: string;
  readonly disabled?: boolean | undefined;
  readonly onChange: (on: boolean) => void;
}

/** Switches something that takes effect at once. */
export function ToggleSwitch({ on, label, disabled, onChange }: ToggleSwitchProps) {
  return (
    <Switch.Root className="toggle-switch" checked={on} disabled={disabled} aria-label={label} onCheckedChange={onChange}>
      <Switch.Thumb className="toggle-switch-knob" />
    </Switch.Root>
  );
}
