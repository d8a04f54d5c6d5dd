import { type ReactNode, useState } from 'react';
import type { SyncSummary } from '#renderer/sign/sync-words.ts';
import { tellRefusal } from '#renderer/state/refusal.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { Choice } from '#renderer/ui/choice.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SavedField } from '#renderer/ui/saved-field.tsx';
import { ToggleSwitch } from '#renderer/ui/toggle-switch.tsx';
import type { JobInput } from '#shared/contract/job.ts';

type Settings = JobInput<'set-sync'>;
type Reach = 'none' | 'default' | 'own';

const reaches: { value: Reach; label: string; note: string }[] = [
  { value: 'none', label: 'Known addresses only', note: 'no outside host is contacted' },
  { value: 'default', label: 'Public relays', note: 'they see when and with whom, never what' },
  { value: 'own', label: 'Own relay', note: 'a server that you name' },
];

const reachEffects: Readonly<Record<Reach, string>> = {
  none: 'Devices meet in the local network and at addresses they know. No outside host is contacted.',
  default: 'Across the internet, relays of the makers of iroh help devices to find each other. They see when and with whom, never what.',
  own: 'Across the internet, relays of your own help devices to find each other.',
};

/** How this device works with the others; each device has its own settings, and they take effect at once. */
export function SyncSection({ summary }: { readonly summary: SyncSummary }): ReactNode {
  const { run } = useJob('set-sync');
  const own = typeof summary.relays === 'string' ? null : summary.relays;
  const [wantsOwn, setWantsOwn] = useState(false);
  const reach: Reach = own !== null || wantsOwn ? 'own' : summary.relays === 'default' ? 'default' : 'none';
  const set = async (settings: Settings): Promise<string | null> => {
    const answer = await run(settings);
    return answer.ok ? null : answer.error.message;
  };
  const tell = (settings: Settings): void => {
    void run(settings).then((answer) => !answer.ok && tellRefusal(answer.error));
  };
  const pick = (next: Reach): void => {
    setWantsOwn(next === 'own');
    if (next !== 'own') tell({ relays: next });
  };
  return (
    <section className="team-section" aria-label="Sync on this device">
      <h2 className="text-section">Sync on this device</h2>
      {summary.trouble !== null && (
        <ErrorNote title="The network does not work">{summary.trouble}. Your work is kept and goes out when it works again.</ErrorNote>
      )}
      <div className="team-settings">
        <SwitchedSetting
          label="Exchange with the team"
          on={summary.enabled}
          words={summary.enabled ? 'on' : 'off: nothing is sent and nothing received'}
          onChange={(enabled) => tell({ enabled })}
        />
        <span>Reach the others by</span>
        <span className="team-setting">
          <Choice name="Reach" entries={reaches} value={reach} onPick={pick} />
        </span>
        <span />
        <span className="text-secondary">{reachEffects[reach]}</span>
        {reach === 'own' && (
          <>
            <span>Own relays</span>
            <SavedField
              label="Addresses of own relays, with spaces between them"
              placeholder="https://relay.example.org"
              value={own?.join(' ') ?? ''}
              onSave={async (text) => {
                const relays = text.split(/[\s,]+/u).filter(Boolean);
                if (relays.length === 0) return 'Expected the address of a relay, such as https://relay.example.org.';
                return set({ relays });
              }}
            />
          </>
        )}
        <SwitchedSetting
          label="Find devices nearby"
          on={summary.discovery}
          words={
            summary.discovery
              ? 'announces itself in the local network, in words that only members read'
              : 'off: says nothing in the local network'
          }
          onChange={(discovery) => tell({ discovery })}
        />
        <SwitchedSetting
          label="Show where I am"
          on={summary.presence}
          words={
            summary.presence
              ? 'those who are connected see the issue and field that you are at; it is kept nowhere'
              : 'off: nobody sees where you are'
          }
          onChange={(presence) => tell({ presence })}
        />
        <span>Port</span>
        <SavedField
          label="Port"
          placeholder="any"
          value={summary.port === 0 ? '' : String(summary.port)}
          onSave={async (text) => {
            const port = text === '' ? 0 : Number(text);
            if (!Number.isInteger(port) || port < 0 || port > 65_535) return `Expected a number from 1 to 65535, or nothing for any port.`;
            return set({ port });
          }}
        />
        <span>Reached at</span>
        <span className="team-addresses text-mono">
          {summary.addresses.length === 0 ? '—' : summary.addresses.map((address) => <span key={address}>{address}</span>)}
        </span>
      </div>
    </section>
  );
}

interface SwitchedSettingProps {
  readonly label: string;
  readonly on: boolean;
  /** What that means. */
  readonly words: string;
  readonly onChange: (on: boolean) => void;
}

function SwitchedSetting({ label, on, words, onChange }: SwitchedSettingProps): ReactNode {
  return (
    <>
      <span>{label}</span>
      <span className="team-setting">
        <ToggleSwitch on={on} label={label} onChange={onChange} />
        <span className="text-secondary">{words}</span>
      </span>
    </>
  );
}
