import { app, shell } from 'electron';

/**
 * Keeps every web contents of the app on the page: no navigation, no new window, no webview. A link to the web opens in
 * the person's browser instead, after {@link isWebLink} has looked at it.
 */
export function guardNavigation(): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (isWebLink(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}

/** True for a plain `https:` address: no other scheme (which could start a program) and no name or password in it. */
function isWebLink(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && url.host !== '' && url.username === '' && url.password === '';
}
