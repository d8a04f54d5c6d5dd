// The one door between the page and the desktop: shows the page the bridge and hands the engine's port on to it. It must
// never show Electron itself, a channel name or anything that takes a path.
import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, linkMessage, portMessage } from '#shared/contract/bridge.ts';
import { linkChannel, linkRequestChannel, portChannel, requestChannel } from '#shared/contract/shell-channel.ts';

const bridge = {
  platform: process.platform,
  requestPort: () => ipcRenderer.send(requestChannel),
  requestLinks: () => ipcRenderer.send(linkRequestChannel),
} satisfies Bridge;

ipcRenderer.on(portChannel, (event) => {
  // A context bridge cannot carry ports, a window message can; the origin keeps it on our own page.
  window.postMessage(portMessage, window.location.origin, event.ports);
});

ipcRenderer.on(linkChannel, (_event, link: unknown) => {
  window.postMessage({ type: linkMessage, link }, window.location.origin);
});

contextBridge.exposeInMainWorld('sextant', bridge);
