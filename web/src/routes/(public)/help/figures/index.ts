import type { Component } from 'svelte';
import Account from './Account.svelte';
import Appeals from './Appeals.svelte';
import Charges from './Charges.svelte';
import Company from './Company.svelte';
import Main from './Main.svelte';
import Meters from './Meters.svelte';
import Opinion from './Opinion.svelte';
import Orders from './Orders.svelte';
import Payments from './Payments.svelte';
import Person from './Person.svelte';
import Register from './Register.svelte';
import SignIn from './SignIn.svelte';

/** Figures by the section of the guide that they stand in. */
export const figures: Record<string, Component> = {
  register: Register,
  'sign-in': SignIn,
  account: Account,
  main: Main,
  charges: Charges,
  meters: Meters,
  payments: Payments,
  company: Company,
  appeals: Appeals,
  orders: Orders,
  profile: Person,
  opinion: Opinion,
};
