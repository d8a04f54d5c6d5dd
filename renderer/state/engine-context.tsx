// Hands the engine to the page. Only the hooks of this folder read it: nothing else knows that there is a connection.
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import type { PageConnection } from '#renderer/connection/page-connection.ts';
import { must } from '#shared/base/must.ts';
import { LiveQueries } from './live-query.ts';
import { pageIn, useView } from './view.ts';

interface Engine {
  readonly page: PageConnection;
  readonly live: LiveQueries;
}

const EngineContext = createContext<Engine | null>(null);

/** Gives everything inside it the engine behind `page`, in the view that the address names. */
export function EngineProvider({ page, children }: { readonly page: PageConnection; readonly children: ReactNode }): ReactNode {
  const view = useView();
  const engine = useMemo(() => {
    const viewed = pageIn(page, view);
    return { page: viewed, live: new LiveQueries(viewed.connection) };
  }, [page, view]);
  useEffect(() => () => engine.live.close(), [engine]);
  return <EngineContext value={engine}>{children}</EngineContext>;
}

/** The engine; for the hooks of this folder only. @throws {Error} outside an {@link EngineProvider}. */
export function useEngine(): Engine {
  return must(useContext(EngineContext), 'an <EngineProvider> around the component');
}
