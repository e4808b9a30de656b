import { answer, publicApi } from '$lib/api/client';
import { ApiFailure } from '$lib/api/failure';
import type { Captcha, CaptchaAnswer } from '$lib/api/types';
import { captcha as messages } from '$lib/messages';

/** The field that a refusal names. */
export const CAPTCHA_FIELD = 'captcha.answer';

/** The image with a code. An answered code is never valid twice: after each try a new one is loaded. */
export class CaptchaState {
  picture = $state.raw<Captcha>();
  failure = $state.raw<ApiFailure>();
  typed = $state('');

  renew = async (): Promise<void> => {
    this.typed = '';
    this.failure = undefined;
    try {
      this.picture = await answer(publicApi.GET('/api/auth/captcha'));
    } catch (reason) {
      this.picture = undefined;
      this.failure = ApiFailure.from(reason);
    }
  };

  /** A new image after a refusal, unless the code was not looked at: the network failed, or other fields did. */
  renewAfter(failure: ApiFailure): void {
    const untouched = failure.status === 0 || failure.code === 'validation_failed';
    if (!untouched) void this.renew();
  }

  /** What is still to be done before the form is sent. */
  get missing(): Partial<Record<string, string>> {
    return this.typed.trim() === '' ? { [CAPTCHA_FIELD]: messages.missing.picture } : {};
  }

  /** What goes into a request. */
  get answer(): CaptchaAnswer {
    return { id: this.picture?.id ?? '', answer: this.typed.trim() };
  }
}
