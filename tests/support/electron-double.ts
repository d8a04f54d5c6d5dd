// A stand-in for the `electron` module, for machines without its binary: main and preload run against it unchanged.
// Each part is checked against Electron's own types, so a call that Electron would not take does not compile here either.
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

/** What a test can look at and set. Fresh for each test by {@link resetElectron}. */
export interface ElectronRecord {
  windows: BrowserWindowDouble[];
  processes: UtilityProcessDouble[];
  schemes: Electron.CustomScheme[];
  handlers: Map<string, (request: Request) => Response | Promise<Response>>;
  menus: Electron.MenuItemConstructorOptions[][];
  opened: string[];
  errors: string[];
  questions: string[];
  quits: number;
  exposed: Map<string, unknown>;
  /** Messages from the page's side to main. */
  sent: { channel: string; args: unknown[] }[];
  /** What was registered to open links. */
  links: string[][];
  /** Is this the first instance? */
  first: boolean;
  /** What a second instance hands to the first. */
  handover: unknown;
  chosen: string[];
  answer: number;
  /** The system's key store: what it is called on Linux, and whether it is there. */
  keyStore: { backend: ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>; available: boolean };
  permission: {
    request: Parameters<Electron.Session['setPermissionRequestHandler']>[0];
    check: Parameters<Electron.Session['setPermissionCheckHandler']>[0];
    device: boolean | null;
  };
}

function freshRecord(): ElectronRecord {
  return {
    windows: [],
    processes: [],
    schemes: [],
    handlers: new Map(),
    menus: [],
    opened: [],
    errors: [],
    questions: [],
    quits: 0,
    exposed: new Map(),
    sent: [],
    links: [],
    first: true,
    handover: undefined,
    chosen: [],
    answer: 0,
    keyStore: { backend: 'gnome_libsecret', available: true },
    permission: { request: null, check: null, device: null },
  };
}

/** What happened since the last {@link resetElectron}. */
export const electronRecord: ElectronRecord = freshRecord();

/** An end of a channel; what is posted on one end is received on the other. */
export class MessagePortDouble extends EventEmitter implements Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'> {
  peer: MessagePortDouble | null = null;
  postMessage(message: unknown): void {
    this.peer?.emit('message', { data: message, ports: [] });
  }
  start(): void {}
  close(): void {
    this.emit('close');
  }
}

class MessageChannelDouble {
  readonly port1 = new MessagePortDouble();
  readonly port2 = new MessagePortDouble();
  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}

/** Contents of a window; keeps what main posted to it. */
export class WebContentsDouble extends EventEmitter implements Pick<Electron.WebContents, 'setWindowOpenHandler'> {
  readonly posted: { channel: string; message: unknown; ports: readonly unknown[] }[] = [];
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;
  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler;
  }
  postMessage(channel: string, message: unknown, ports: readonly unknown[] = []): void {
    this.posted.push({ channel, message, ports });
  }
}

/** A window that shows nothing; keeps its options and what it was told to load. */
export class BrowserWindowDouble
  extends EventEmitter
  implements Pick<Electron.BrowserWindow, 'show' | 'focus' | 'restore' | 'isMinimized' | 'loadURL'>
{
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents = new WebContentsDouble();
  readonly loaded: string[] = [];
  focused = 0;
  shown = 0;
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    electronRecord.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  show(): void {
    this.shown += 1;
  }
  focus(): void {
    this.focused += 1;
  }
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  loadURL(address: string): Promise<void> {
    this.loaded.push(address);
    return Promise.resolve();
  }
}

/** A process that runs nothing; keeps what was posted to it. */
export class UtilityProcessDouble extends EventEmitter implements Pick<Electron.UtilityProcess, 'kill'> {
  readonly posted: { message: unknown; ports: readonly unknown[] }[] = [];
  killed = false;
  readonly modulePath: string;
  constructor(modulePath: string) {
    super();
    this.modulePath = modulePath;
  }
  postMessage(message: unknown, ports: readonly unknown[] = []): void {
    this.posted.push({ message, ports });
  }
  kill(): boolean {
    this.killed = true;
    this.emit('exit', 15);
    return true;
  }
}

class AppDouble
  extends EventEmitter
  implements Pick<Electron.App, 'requestSingleInstanceLock' | 'whenReady' | 'quit' | 'exit' | 'setAsDefaultProtocolClient'>
{
  readonly isPackaged: boolean = true;
  setAsDefaultProtocolClient(scheme: string, program?: string, args?: string[]): boolean {
    electronRecord.links.push([scheme, ...(program === undefined ? [] : [program]), ...(args ?? [])]);
    return true;
  }
  requestSingleInstanceLock(handover?: Record<PropertyKey, unknown>): boolean {
    electronRecord.handover = handover;
    return electronRecord.first;
  }
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  quit(): void {
    let prevented = false;
    this.emit('before-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) electronRecord.quits += 1;
  }
  exit(): void {
    electronRecord.quits += 1;
  }
}

const app = new AppDouble();
const ipcMain = new EventEmitter();
const ipcRenderer = Object.assign(new EventEmitter(), {
  send: (channel: string, ...args: unknown[]) => void electronRecord.sent.push({ channel, args }),
});

/** The module itself, for `vi.mock('electron', …)`. */
export const electronDouble = {
  app,
  ipcMain,
  ipcRenderer: ipcRenderer satisfies Pick<Electron.IpcRenderer, 'send'>,
  BrowserWindow: BrowserWindowDouble,
  MessageChannelMain: MessageChannelDouble,
  contextBridge: {
    exposeInMainWorld: (name: string, api: unknown) => void electronRecord.exposed.set(name, api),
  } satisfies Pick<Electron.ContextBridge, 'exposeInMainWorld'>,
  protocol: {
    registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => void electronRecord.schemes.push(...schemes),
    handle: (scheme, handler) => void electronRecord.handlers.set(scheme, handler),
  } satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>,
  session: {
    defaultSession: {
      setPermissionRequestHandler: (handler: Parameters<Electron.Session['setPermissionRequestHandler']>[0]) => {
        electronRecord.permission.request = handler;
      },
      setPermissionCheckHandler: (handler: Parameters<Electron.Session['setPermissionCheckHandler']>[0]) => {
        electronRecord.permission.check = handler;
      },
      setDevicePermissionHandler: (handler: Parameters<Electron.Session['setDevicePermissionHandler']>[0]) => {
        const ask: unknown = handler;
        if (typeof ask === 'function') electronRecord.permission.device = ask({}) === true;
      },
    } satisfies Pick<Electron.Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
  },
  shell: {
    openExternal: (address: string) => {
      electronRecord.opened.push(address);
      return Promise.resolve();
    },
  } satisfies Pick<Electron.Shell, 'openExternal'>,
  safeStorage: {
    getSelectedStorageBackend: () => electronRecord.keyStore.backend,
    isAsyncEncryptionAvailable: () => Promise.resolve(electronRecord.keyStore.available),
    encryptStringAsync: (plain) => Promise.resolve(Buffer.from(`sealed:${plain}`).reverse()),
    decryptStringAsync(sealed) {
      const text = Buffer.from(sealed).reverse().toString();
      if (!text.startsWith('sealed:')) return Promise.reject(new Error('Error while decrypting the ciphertext.'));
      return Promise.resolve({ shouldReEncrypt: false, result: text.slice('sealed:'.length) });
    },
  } satisfies Partial<Electron.SafeStorage>,
  nativeTheme: { shouldUseDarkColors: false } satisfies Pick<Electron.NativeTheme, 'shouldUseDarkColors'>,
  dialog: {
    showErrorBox: (title: string, content: string) => void electronRecord.errors.push(`${title}: ${content}`),
    showOpenDialog: () => Promise.resolve({ canceled: electronRecord.chosen.length === 0, filePaths: electronRecord.chosen }),
    showMessageBox: (options: { message: string }) => {
      electronRecord.questions.push(options.message);
      return Promise.resolve({ response: electronRecord.answer, checkboxChecked: false });
    },
  } satisfies Record<'showErrorBox', Electron.Dialog['showErrorBox']> & Record<'showOpenDialog' | 'showMessageBox', unknown>,
  Menu: {
    buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
    setApplicationMenu: (menu: Electron.MenuItemConstructorOptions[]) => void electronRecord.menus.push(menu),
  },
  utilityProcess: {
    fork: (modulePath: string, _args?: string[], _options?: Electron.ForkOptions) => {
      const started = new UtilityProcessDouble(modulePath);
      electronRecord.processes.push(started);
      return started;
    },
  },
} satisfies Partial<Record<keyof typeof Electron, unknown>>;

/** Forgets everything that happened and every listener. */
export function resetElectron(): void {
  app.removeAllListeners();
  ipcMain.removeAllListeners();
  ipcRenderer.removeAllListeners();
  Object.assign(electronRecord, freshRecord());
}
