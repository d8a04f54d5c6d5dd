import { Eye, UserX } from 'lucide-react';
import type { ReactNode } from 'react';
import { hashOf, navigate } from '#renderer/state/navigation.ts';
import { readOnlyWords, useReadOnlyReason } from '#renderer/state/read-only.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import './view-banner.css';

/** Says over the whole page that whoever sits here may not change the plan, and why; nothing for everybody else. */
export function TeamBanner(): ReactNode {
  const reason = useReadOnlyReason();
  if (reason === null || reason === 'past') return null;
  return (
    <div className="view-banner" data-kind={reason} role="status">
      <Icon of={reason === 'viewer' ? Eye : UserX} />
      <span className="view-banner-text">{readOnlyWords(reason)}.</span>
      <Button small onClick={() => navigate(hashOf('team'))}>
        Team & sync
      </Button>
    </div>
  );
}
