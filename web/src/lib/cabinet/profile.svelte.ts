import { answer, api } from '$lib/api/client';
import { session } from '$lib/api/session';
import { resource, type Resource } from '$lib/api/resource.svelte';
import type { Profile } from '$lib/api/types';
import { createContext } from 'svelte';

/** The signed-in person's own record, shared by the pages of «Мой профиль». */
export const [useProfile, provide] = createContext<Resource<Profile>>();

export function provideProfile(): void {
  const profile = provide(resource(() => answer(api.GET('/api/profile'))));
  // What was accepted on a page of it is a part of it.
  $effect(() => {
    if (session.user?.agreement_to_accept === null) void profile.reload();
  });
}
