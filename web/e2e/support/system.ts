import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BUILT = fileURLToPath(new URL('../../../target/debug/local', import.meta.url));

/** The program of the local system; where it lies follows from the environment, or from how cargo builds it. */
export const PROGRAM = process.env['LOCAL_SYSTEM'] ?? BUILT;
export const IS_BUILT = existsSync(PROGRAM);

/** A system of a test's own, on data that outlive it. */
export class OwnSystem {
  url = '';
  key = '';
  #child: ChildProcess | undefined;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** An empty one with a bare company. */
  static async begin(): Promise<OwnSystem> {
    const system = new OwnSystem(await mkdtemp(join(tmpdir(), 'kabinet-')));
    await system.start();
    return system;
  }

  /** Starts it, at the address that it had before. */
  async start(): Promise<void> {
    const port = this.url === '' ? '0' : new URL(this.url).port;
    const child = spawn(PROGRAM, ['--no-demo', '--port', port, '--data-dir', this.#folder], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      this.url = / ?url=(\S+)/u.exec(line.startsWith('ready ') ? line : '')?.[1] ?? this.url;
      this.key = / key=(\S+)/u.exec(line)?.[1] ?? this.key;
      if (line.startsWith('mail url=')) return;
    }
    throw new Error('the system did not start');
  }

  /** Moves its clock to this moment; the browser's stays. */
  async goTo(moment: Date): Promise<void> {
    const now = Date.parse(await this.#advance(0));
    await this.#advance(Math.round((moment.getTime() - now) / 1000));
  }

  async #advance(seconds: number): Promise<string> {
    const response = await fetch(`${this.url}/_local/clock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ advance_seconds: seconds }),
    });
    return ((await response.json()) as { now: string }).now;
  }

  /** Takes the process away without a word, as a power cut does. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    this.#child = undefined;
  }

  async end(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
