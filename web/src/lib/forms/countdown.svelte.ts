/** Seconds that are left to wait. Told by the clock, not by counting ticks, which a sleeping tab loses. */
export class Countdown {
  left = $state(0);
  /** A wait has been asked for and is over. */
  over = $state(false);
  #until = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  start(seconds: number): void {
    this.stop();
    this.#until = Date.now() + seconds * 1000;
    this.left = seconds;
    this.#timer = setInterval(() => {
      this.#look();
    }, 1000);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.left = 0;
    this.over = false;
  }

  #look(): void {
    this.left = Math.max(0, Math.round((this.#until - Date.now()) / 1000));
    if (this.left > 0) return;
    this.stop();
    this.over = true;
  }
}
