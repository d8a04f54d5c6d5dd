import { Menu, type MenuItemConstructorOptions } from 'electron';

/** What the menu asks of the shell. */
export interface MenuActions {
  importPlans(): void;
}

/** Sets the native menu. Editing, zoom and windows are Electron's own roles, so that they behave as on the rest of the system. */
export function setApplicationMenu(platform: string, packaged: boolean, actions: MenuActions): void {
  const isMac = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Import plans…', accelerator: 'CmdOrCtrl+O', click: () => actions.importPlans() },
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'reload' },
        // The developer tools are for developers: in a packaged app a page that was tricked could not open them either.
        ...(packaged ? [] : [{ role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
