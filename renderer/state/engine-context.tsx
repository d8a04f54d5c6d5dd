// Hands the engine to the page. Only the hooks of this folder read it: nothing else knows that there is a connection.
import { createContext, Fragment, type ReactNode, useContext, useEffect, useMemo } from 'react';
import type { PageConnection } from '#renderer/connection/page-connection.ts';
import { must } from '#shared/base/must.ts';
import type { View } from '#shared/contract/view.ts';
import { forgetIssues } from './known-row.ts';
import { LiveQueries } from './live-query.ts';
import { useView } from './view.ts';

interface Engine {
  /** Its connection is to the plan that the page looks at. */
  readonly page: PageConnection;
  readonly live: LiveQueries;
}

const EngineContext = createContext<Engine | null>(null);
const PresentContext = createContext<Engine | null>(null);

function useEngineIn(page: PageConnection, view: View | null): Engine {
  const engine = useMemo(() => {
    const connection = page.connection.in(view);
    return {
      page: { connection, link: () => page.link(), onLink: (listener: () => void) => page.onLink(listener) },
      live: new LiveQueries(connection),
    };
  }, [page, view]);
  useEffect(
    () => () => {
      engine.live.close();
      forgetIssues();
    },
    [engine],
  );
  return engine;
}

/**
 * Gives everything inside it the engine behind `page`, looking at the plan that the address names. Another plan begins
 * with a new page: nothing that was on screen of one is taken for the other.
 */
export function EngineProvider({ page, children }: { readonly page: PageConnection; readonly children: ReactNode }): ReactNode {
  const view = useView();
  const present = useEngineIn(page, null);
  const engine = useEngineIn(page, view);
  return (
    <PresentContext value={present}>
      <EngineContext value={view === null ? present : engine}>
        <Fragment key={view ?? ''}>{children}</Fragment>
      </EngineContext>
    </PresentContext>
  );
}

/** Everything inside it looks at the present plan and changes that, whatever the rest of the page looks at. */
export function InPresent({ children }: { readonly children: ReactNode }): ReactNode {
  const present = useContext(PresentContext);
  return <EngineContext value={present}>{children}</EngineContext>;
}

/** The engine; for the hooks of this folder only. @throws {Error} outside an {@link EngineProvider}. */
export function useEngine(): Engine {
  return must(useContext(EngineContext), 'an <EngineProvider> around the component');
}
