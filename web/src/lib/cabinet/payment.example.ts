import type { OnlinePayment } from '$lib/api/types';

/** A payment that was just ordered, for tests. */
export const payment: OnlinePayment = {
  id: 'p',
  amount: 1000,
  status: 'created',
  mine: true,
  failure: null,
  refunded: 0,
  test: false,
  created_at: '2026-11-20T10:00:00Z',
  payable_until: '2026-11-21T10:00:00Z',
  paid_at: null,
  operation: null,
  reported: false,
  reported_in: null,
};
