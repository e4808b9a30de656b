import { beforeEach, describe, expect, it } from 'vitest';
import { Proof } from './proof.svelte';

const task = { salt: 'a', bits: 1 };

let proof: Proof;
let settle: { resolve: (work: string) => void; reject: (reason: Error) => void };
let report: (share: number) => void;

beforeEach(() => {
  proof = new Proof((_task, onprogress) => {
    report = onprogress;
    return new Promise((resolve, reject) => (settle = { resolve, reject }));
  });
});

describe('the check without a picture', () => {
  it('says how far it is and hands over what it found', async () => {
    proof.start(task);
    report(0.4);
    expect(proof).toMatchObject({ phase: 'running', progress: 0.4 });
    settle.resolve('1z');
    expect(await proof.work).toBe('1z');
    expect(proof.phase).toBe('done');
  });

  it('that was stopped hands over nothing, even if it ends later', async () => {
    proof.start(task);
    const work = proof.work;
    proof.stop();
    settle.resolve('1z');
    expect(await work).toBeNull();
    expect(proof).toMatchObject({ phase: 'idle', progress: 0 });
  });

  it('that breaks says so', async () => {
    proof.start(task);
    settle.reject(new Error('no workers here'));
    expect(await proof.work).toBeNull();
    expect(proof.phase).toBe('failed');
  });

  it('begun again forgets the first search', async () => {
    proof.start(task);
    const first = settle;
    proof.start(task);
    first.resolve('old');
    settle.resolve('new');
    expect(await proof.work).toBe('new');
  });
});
