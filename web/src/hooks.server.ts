import { firstQuestions } from '$lib/cabinet/first-questions';
import type { Handle } from '@sveltejs/kit';
import headStart from './head-start.js?raw';

/** Where the script stands: behind the policy that allows it, before the style sheet, which scripts wait for. */
const PLACE = /%kabinet\.head-start%\s*(<meta http-equiv="content-security-policy"[^>]*>)?/u;

/** Makes the documents, when the site is built: those of the cabinet name what their page asks first, and ask for it. */
export const handle: Handle = ({ event, resolve }) => {
  const questions = firstQuestions(event.route.id).join(' ');
  const attribute = questions === '' ? '' : ` data-first-questions="${questions}"`;
  const script = questions === '' ? '' : `<script>${headStart}</script>`;
  return resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace(' %kabinet.questions%', () => attribute)
        .replace(PLACE, (_place, policy: string | undefined) => (policy ?? '') + script),
  });
};
