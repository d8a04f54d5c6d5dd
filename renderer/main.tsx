// The page's entry: chooses a connection and mounts the shell. It must know nothing of the plan.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { must } from '#shared/base/must.ts';
import { connectPage } from './connection/connection.ts';
import { Shell } from './shell/shell.tsx';
import { EngineProvider } from './state/engine-context.tsx';
import { startInvitations } from './state/pending-invitation.ts';
import { startTheme } from './state/theme.ts';
import './style/base.css';

startTheme();
startInvitations();
const page = connectPage();
createRoot(must(document.getElementById('root'), 'an element with the id "root" in index.html')).render(
  <StrictMode>
    <EngineProvider page={page}>
      <Shell />
    </EngineProvider>
  </StrictMode>,
);
