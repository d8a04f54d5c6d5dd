import { Search } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { setSearch } from '#renderer/state/navigation.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { parseSearch } from '#shared/plan/search/parse-search.ts';

/** How long a pause in typing narrows the list, in milliseconds. */
const pause = 150;

/** Narrows the list by the search language. What cannot be read leaves the list as it is and says why. */
export function SearchBox({ text }: { text: string }): ReactNode {
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  // The address was changed from elsewhere: a link, the way back, all filters cleared.
  if (known !== text) {
    setKnown(text);
    if (typed.trim() !== text) setTyped(text);
  }
  const read = parseSearch(typed);
  const wanted = read.ok ? typed.trim() : null;
  useEffect(() => {
    if (wanted === null || wanted === text) return;
    const timer = setTimeout(() => setSearch({ text: wanted === '' ? [] : [wanted] }), pause);
    return () => clearTimeout(timer);
  }, [wanted, text]);
  return (
    <div className="view-bar-search">
      <TextField
        label="Search these issues"
        placeholder="Search: words, status:open, label:…"
        start={<Icon of={Search} />}
        value={typed}
        error={read.ok ? null : read.error.message}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}
