// The site is one static file that starts in the browser; there is no server to render on.
export const ssr = false;
