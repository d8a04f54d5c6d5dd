import { Search } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Icon } from '#renderer/ui/icon.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { parseSearch } from '#shared/plan/search/parse-search.ts';
import './search-box.css';

/** How long a pause in typing narrows the list, in milliseconds. */
const pause = 150;

/** What a {@link SearchBox} takes. */
export interface SearchBoxProps {
  /** Its name, read aloud. */
  readonly label: string;
  /** What the list is narrowed by now. */
  readonly text: string;
  /** Narrows the list; called after a pause in typing, with a text that is a search. The same function at every drawing. */
  readonly onSearch: (text: string) => void;
}

/** Narrows a list by the search language. What cannot be read leaves the list as it is and says why. */
export function SearchBox({ label, text, onSearch }: SearchBoxProps): ReactNode {
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  // The search was changed from elsewhere: a link, the way back, all filters cleared.
  if (known !== text) {
    setKnown(text);
    if (typed.trim() !== text) setTyped(text);
  }
  const read = parseSearch(typed);
  const wanted = read.ok ? typed.trim() : null;
  useEffect(() => {
    if (wanted === null || wanted === text) return;
    const timer = setTimeout(() => onSearch(wanted), pause);
    return () => clearTimeout(timer);
  }, [wanted, text, onSearch]);
  return (
    <div className="search-box">
      <TextField
        label={label}
        placeholder="Search: words, status:open, label:…"
        start={<Icon of={Search} />}
        value={typed}
        error={read.ok ? null : read.error.message}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}
