import { answer, api } from '$lib/api/client';
import { resource, type Resource } from '$lib/api/resource.svelte';
import type { Profile } from '$lib/api/types';
import { createContext } from 'svelte';

/** The signed-in person's own record, shared by the pages of «Мой профиль». */
export const [useProfile, provide] = createContext<Resource<Profile>>();

export function provideProfile(): void {
  provide(resource(() => answer(api.GET('/api/profile'))));
}
