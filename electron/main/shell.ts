import { app, type BrowserWindow, dialog, session } from 'electron';
import { Handover, type ProcessMessage } from '#shared/contract/engine-process.ts';
import { setApplicationMenu } from './application-menu.ts';
import { choosePlans } from './choose-plans.ts';
import { createWindow } from './create-window.ts';
import { EngineProcess, type WorkspaceWish } from './engine-process.ts';
import { askKeyStore } from './key-store.ts';
import { guardNavigation } from './navigation-guard.ts';
import { servePage, declarePageScheme } from './page-protocol.ts';
import { guardPermissions } from './permission-guard.ts';
import { LinkBroker, registerLinks } from './link-broker.ts';
import { planArguments, takeLink, takeWorkspace } from './plan-argument.ts';
import { PortBroker } from './port-broker.ts';

/** Where the bundled parts lie. Absolute paths. */
export interface ShellPaths {
  readonly page: string;
  readonly preload: string;
  readonly engine: string;
}

/**
 * Starts the desktop app, or hands the arguments to the instance that runs already and ends.
 *
 * Order matters: the page's scheme is declared and the guards are set before the app is ready, so that no page exists
 * without them.
 */
export async function startShell(paths: ShellPaths): Promise<void> {
  // A packaged app is started as `sextant ARGS`, a development one as `electron main.mjs ARGS`.
  const own = app.isPackaged ? 1 : 2;
  const { link, rest: given } = takeLink(process.argv);
  const { workspace, rest } = takeWorkspace(given, process.cwd());
  const plans = planArguments(rest, own, process.cwd());
  // Handed over as data, because Chromium puts flags of its own among the arguments that another instance sees.
  if (!app.requestSingleInstanceLock({ plans, workspace, link } satisfies Handover)) {
    app.quit();
    return;
  }
  declarePageScheme();
  guardNavigation();
  const shell = new Shell(paths, { folder: workspace, sample: rest.includes('--sample') && plans.length === 0 });
  shell.importPlans(plans);
  if (link !== null) shell.openLink(link);
  registerLinks();
  app.on('open-url', (event, address) => {
    event.preventDefault();
    shell.openLink(address);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    shell.importPlans([path]);
  });
  app.on('second-instance', (_event, _argv, _folder, data) => {
    shell.show();
    const handover = Handover.safeParse(data);
    if (handover.success) shell.takeOver(handover.data);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => shell.show());
  app.on('before-quit', (event) => shell.quit(event));
  await app.whenReady();
  guardPermissions(session.defaultSession);
  servePage(paths.page);
  setApplicationMenu(process.platform, app.isPackaged, { importPlans: () => void shell.askForPlans() });
  shell.start();
}

/** The running desktop app: one window, one engine, and the plans that wait until the engine can take them. */
class Shell {
  readonly #paths: ShellPaths;
  readonly #engine: EngineProcess;
  readonly #broker: PortBroker;
  readonly #links = new LinkBroker();
  /** Folder of the workspace; `null` while the default one is being opened. */
  #folder: string | null;
  #window: BrowserWindow | null = null;
  #waitingPlans: string[] = [];
  #opened = false;
  #running = false;
  #closed: 'no' | 'closing' | 'yes' = 'no';

  constructor(paths: ShellPaths, workspace: WorkspaceWish) {
    this.#paths = paths;
    this.#folder = workspace.folder;
    this.#engine = new EngineProcess(paths.engine, workspace, {
      onStart: (restarted) => {
        this.#opened = false;
        if (restarted) this.#broker.reconnect();
      },
      onMessage: (message) => this.#heard(message),
      onGiveUp: (exitCode) => void this.#gaveUp(exitCode),
    });
    this.#broker = new PortBroker(this.#engine);
  }

  start(): void {
    this.#running = true;
    this.#broker.listen();
    this.#links.listen();
    this.#engine.start();
    this.show();
  }

  show(): void {
    if (!this.#running) return;
    if (this.#window === null) {
      const made = createWindow(this.#paths.preload);
      made.once('closed', () => {
        this.#window = null;
      });
      this.#window = made;
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.focus();
  }

  importPlans(paths: string[]): void {
    this.#waitingPlans.push(...paths);
    if (!this.#opened || this.#waitingPlans.length === 0) return;
    if (this.#engine.send({ type: 'import', paths: this.#waitingPlans })) this.#waitingPlans = [];
  }

  /** Brings an invitation to the page, which asks the person. */
  openLink(address: string): void {
    this.show();
    this.#links.pass(address);
  }

  /** Takes over what a second instance was started for; a wish for another workspace is not met with this one. */
  takeOver({ plans, workspace, link }: Handover): void {
    if (link !== null) this.openLink(link);
    if (workspace === null || workspace === this.#folder) return this.importPlans(plans);
    const open = this.#folder === null ? 'The default workspace' : `The workspace ${this.#folder}`;
    const message = `${open} is open here, and ${workspace} was asked for; nothing was imported. Quit Sextant first, then start it again.`;
    dialog.showErrorBox('One workspace is open at a time', message);
  }

  async askForPlans(): Promise<void> {
    this.show();
    if (this.#window !== null) this.importPlans(await choosePlans(this.#window));
  }

  quit(event: { preventDefault(): void }): void {
    if (this.#closed === 'yes') return;
    event.preventDefault();
    if (this.#closed === 'closing') return;
    this.#closed = 'closing';
    void this.#engine.stop().then(() => {
      this.#closed = 'yes';
      app.quit();
    });
  }

  #heard(message: ProcessMessage): void {
    if (message.type === 'opened') {
      this.#opened = true;
      this.#folder = message.folder;
      this.importPlans([]);
    } else if (message.type === 'refused') {
      const title = message.during === 'open' ? 'The workspace could not be opened' : 'The plans were not imported';
      dialog.showErrorBox(title, message.problem.message);
    } else if (message.type === 'seal' || message.type === 'unseal') {
      const { id } = message;
      void askKeyStore(message).then((text) => this.#engine.send({ type: 'key-store-answer', id, text }));
    }
  }

  async #gaveUp(exitCode: number): Promise<void> {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: 'The engine ended several times in a row.',
      detail: `Everything that you saw confirmed is on disk. The last exit code was ${exitCode}.`,
      buttons: ['Start it again', 'Quit'],
      defaultId: 0,
      cancelId: 1,
    });
    if (response === 0) {
      this.#engine.start();
      this.#broker.reconnect();
    } else app.quit();
  }
}
