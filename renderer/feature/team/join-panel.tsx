import { type FormEvent, type ReactNode, useState } from 'react';
import { showToast } from '#renderer/state/toast.ts';
import { useJob } from '#renderer/state/use-job.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { areNamed, NameFields, type Names } from './parts/name-fields.tsx';
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

/** No link is so short, and no code so long. */
function isCode(text: string): boolean {
  return text.trim().length <= 20 && !text.includes(':');
}

function JoinForm(props: JoinPanelProps & { readonly called: Names }): ReactNode {
  const { called, onClose } = props;
  const [link, setLink] = useState(props.link);
  const [names, setNames] = useState(called);
  const [refused, setRefused] = useState<string | null>(null);
  const { run, progress } = useJob('join-team');
  const find = useJob('find-code');
  const join = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (link.trim() === '')
      return setRefused('An invitation is a link that begins with sextant://join/, or a short code such as K7-4QX-9TB.');
    if (!areNamed(names)) return setRefused('Both have a name, so that the others know whom they meet.');
    const given = isCode(link) ? await find.run({ code: link.trim() }) : null;
    if (given !== null && !given.ok) return setRefused(given.error.message);
    const answer = await run({ link: given?.value.link ?? link, ...names });
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
          label="Invitation, or the short code that its maker reads to you"
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
          <NameFields names={names} onChange={setNames} />
        </div>
        {find.progress !== null && (
          <p className="text-secondary" role="status">
            Looking in the local network for the device that shows the code…
          </p>
        )}
        {refused !== null && (
          <p className="join-refused" role="alert">
            {refused}
          </p>
        )}
      </div>
      <div className="modal-foot">
        <Button onClick={onClose}>Not now</Button>
        <Button
          type="submit"
          tone="primary"
          busy={progress !== null || find.progress !== null}
          data-autofocus={props.link === '' ? undefined : ''}
        >
          Join
        </Button>
      </div>
    </form>
  );
}
