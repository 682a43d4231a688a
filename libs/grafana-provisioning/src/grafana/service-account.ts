import * as z from 'zod';
import { toPath } from './transport/to-path.ts';
import type { Transport } from './transport/transport.ts';

const Permissions = z.record(z.string(), z.array(z.string()).nullable());
const Accounts = z.object({
  serviceAccounts: z.array(z.object({ id: z.number(), name: z.string(), role: z.string() })),
});
const Account = z.object({ id: z.number() });
const Token = z.object({ id: z.number(), key: z.string().min(1) });

/** The permissions of a token that provisioning needs. */
export type TokenRole = 'Viewer' | 'Editor' | 'Admin';

/** The current token, and service accounts with their tokens. */
export interface ServiceAccountApi {
  /** The role that matches the current token's permissions: Admin can create data sources, Editor dashboards. */
  ownRole(): Promise<TokenRole>;
  find(name: string): Promise<number | null>;
  create(name: string, role: TokenRole): Promise<number>;
  /** A token that expires. Its key is returned only once. */
  createToken(
    account: number,
    name: string,
    secondsToLive: number,
  ): Promise<{ readonly id: number; readonly key: string }>;
  removeToken(account: number, token: number): Promise<void>;
}

/**
 * Service accounts and their tokens.
 *
 * @example
 * await serviceAccountApi(transport).ownRole(); // 'Admin'
 */
export function serviceAccountApi(transport: Transport): ServiceAccountApi {
  const tokens = (account: number) => toPath`/api/serviceaccounts/${account}/tokens`;
  return {
    async ownRole() {
      const rights = await transport.send({
        method: 'GET',
        path: '/api/access-control/user/permissions',
        answer: Permissions,
      });
      if ('datasources:create' in rights) return 'Admin';
      return 'dashboards:create' in rights ? 'Editor' : 'Viewer';
    },
    async find(name) {
      const found = await transport.send({
        method: 'GET',
        path: `/api/serviceaccounts/search?query=${encodeURIComponent(name)}`,
        answer: Accounts,
      });
      return found.serviceAccounts.find((account) => account.name === name)?.id ?? null;
    },
    create: async (name, role) =>
      (await transport.send({ method: 'POST', path: '/api/serviceaccounts', body: { name, role }, answer: Account }))
        .id,
    createToken: (account, name, secondsToLive) =>
      transport.send({ method: 'POST', path: tokens(account), body: { name, secondsToLive }, answer: Token }),
    removeToken: async (account, token) =>
      void (await transport.send({
        method: 'DELETE',
        path: `${tokens(account)}${toPath`/${token}`}`,
        answer: z.unknown(),
      })),
  };
}
