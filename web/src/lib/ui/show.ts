/** Brings a place to the person: the focus, and the whole of it if the screen is high enough, else its beginning. */
export function show(place: HTMLElement): void {
  const room = window.visualViewport?.height ?? window.innerHeight;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: place.offsetHeight <= room ? 'nearest' : 'start' });
}
