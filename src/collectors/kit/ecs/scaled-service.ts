import { required } from '../define.ts';

/** `service/shop/web` is the service `shop/web`; null for anything else that scales. */
export function scaledService(resourceId: string | undefined): string | null {
  return /^service\/([^/]+\/[^/]+)$/.exec(required(resourceId, 'ResourceId'))?.[1] ?? null;
}
