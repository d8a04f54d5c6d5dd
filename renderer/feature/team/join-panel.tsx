import { type FormEvent, type ReactNode, useState } from 'react';
import { showToast } from '#renderer/state/toast.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { limit } from '#shared/plan/limit.ts';
import './join-panel.css';

/** What a {@link JoinPanel} takes. */
export interface JoinPanelProps {
  /** The invitation as it came; empty when one is to be pasted. */
  readonly link: string;
  readonly onClose: () => void;
}

/** Accepts an invitation. */
export function JoinPanel({ link, onClose }: JoinPanelProps): ReactNode {
  const called = useQuery('team', {}).result?.summary.called;
  return called === undefined ? null : <JoinForm link={link} called={called} onClose={onClose} />;
}

function JoinForm(props: JoinPanelProps & { readonly called: { readonly person: string; readonly device: string } }): ReactNode {
  const { called, onClose } = props;
  const [link, setLink] = useState(props.link);
  const [person, setPerson] = useState(called.person);
  const [device, setDevice] = useState(called.device);
  const [refused, setRefused] = useState<string | null>(null);
  const { run, progress } = useJob('join-team');
  const join = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (link.trim() === '') return setRefused('An invitation is a link that begins with sextant://join/.');
    if (person.trim() === '' || device.trim() === '') return setRefused('Both have a name, so that the others know whom they meet.');
    const answer = await run({ link, person, device });
    if (!answer.ok) return setRefused(answer.error.message);
    const { issuerName, workspaceName } = answer.value;
    showToast({ tone: 'done', text: `“${workspaceName}” comes as soon as ${issuerName} is reached` });
    onClose();
  };
  return (
    <form className="join-panel" onSubmit={(event) => void join(event)}>
      <h2 className="modal-head">Join a team</h2>
      <div className="modal-body">
        <p className="text-secondary">
          This workspace becomes the one that you are invited to: its plan comes to this device, and what you do from then on goes to the
          others. Sync is turned on for it.
        </p>
        <TextField
          label="Invitation"
          showLabel
          placeholder="sextant://join/…"
          data-autofocus={props.link === '' ? '' : undefined}
          value={link}
          onChange={(event) => {
            setLink(event.target.value);
            setRefused(null);
          }}
        />
        <div className="join-names">
          <TextField
            label="Your name"
            showLabel
            value={person}
            maxLength={limit.name}
            onChange={(event) => setPerson(event.target.value)}
          />
          <TextField
            label="Name of this device"
            showLabel
            value={device}
            maxLength={limit.name}
            onChange={(event) => setDevice(event.target.value)}
          />
        </div>
        {refused !== null && (
          <p className="join-refused" role="alert">
            {refused}
          </p>
        )}
      </div>
      <div className="modal-foot">
        <Button onClick={onClose}>Not now</Button>
        <Button type="submit" tone="primary" busy={progress !== null} data-autofocus={props.link === '' ? undefined : ''}>
          Join
        </Button>
      </div>
    </form>
  );
}
