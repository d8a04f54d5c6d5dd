// Light, dark, or as the system says; remembered on this device.
import { createStore, useStore } from './store.ts';

/** What the person chose. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'sextant.theme';

function remembered(): Theme {
  const stored = typeof localStorage === 'undefined' ? null : localStorage.getItem(key);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

const chosen = createStore<Theme>(remembered());

function apply(): void {
  const theme = chosen.get();
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

/** Colours the page from now on; call once, before the first picture. */
export function startTheme(): void {
  apply();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  chosen.subscribe(apply);
}

/** Chooses a theme and remembers it. */
export function setTheme(theme: Theme): void {
  localStorage.setItem(key, theme);
  chosen.set(theme);
}

/** The chosen theme. */
export function useTheme(): Theme {
  return useStore(chosen);
}
