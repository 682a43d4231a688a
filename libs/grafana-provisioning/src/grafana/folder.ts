import * as z from 'zod';
import { toPath } from './transport/to-path.ts';
import type { Transport } from './transport/transport.ts';

const StoredFolder = z.object({
  uid: z.string(),
  title: z.string(),
  version: z.number().default(0),
  parentUid: z.string().default(''),
  managedBy: z.string().default(''),
  updatedBy: z.string().optional(),
  updated: z.string().optional(),
});

/** A folder as Grafana returns it; `managedBy` names the tool that owns it, or is empty. */
export type StoredFolder = z.output<typeof StoredFolder>;

/** Permission levels in Grafana's API: 1 view, 2 edit, 4 admin. */
export const permissionLevels = { view: 1, edit: 2, admin: 4 } as const;

/** One line of a folder's permissions: for a role, a team or a user. */
export interface FolderPermission {
  readonly role?: string;
  readonly teamId?: number;
  readonly userId?: number;
  readonly permission: number;
}

const Permissions = z.array(
  z.object({
    role: z.string().optional(),
    teamId: z.number().default(0),
    userId: z.number().default(0),
    permission: z.number(),
    inherited: z.boolean().default(false),
  }),
);
const FolderEntry = z.object({ uid: z.string(), title: z.string(), type: z.string().optional() });

/** A dashboard (`dash-db`) or folder (`dash-folder`) within a folder. */
export type FolderEntry = z.output<typeof FolderEntry>;

/** Folders and their permissions. */
export interface FolderApi {
  read(uid: string): Promise<StoredFolder | null>;
  create(folder: { readonly uid: string; readonly title: string; readonly parentUid?: string }): Promise<void>;
  update(folder: { readonly uid: string; readonly title: string; readonly version: number }): Promise<void>;
  move(uid: string, parentUid: string): Promise<void>;
  /** Removes the folder **and everything in it**: check first. */
  remove(uid: string): Promise<void>;
  /** The dashboards and folders in it. */
  content(uid: string): Promise<readonly FolderEntry[]>;
  /** The folder's own permissions, without inherited ones. */
  permissions(uid: string): Promise<readonly FolderPermission[]>;
  /** **Replaces** the folder's permissions. */
  setPermissions(uid: string, permissions: readonly FolderPermission[]): Promise<void>;
}

/**
 * Reads and writes folders.
 *
 * @example
 * await folderApi(transport).read('tickerlake'); // { uid: 'tickerlake', title: 'Tickerlake', version: 1, ... }
 */
export function folderApi(transport: Transport): FolderApi {
  const at = (uid: string) => toPath`/api/folders/${uid}`;
  const done = z.unknown();
  return {
    read: (uid) => transport.find({ method: 'GET', path: at(uid), answer: StoredFolder }),
    create: async (folder) =>
      void (await transport.send({ method: 'POST', path: '/api/folders', body: folder, answer: done })),
    update: async ({ uid, title, version }) =>
      void (await transport.send({
        method: 'PUT',
        path: at(uid),
        body: { title, version, overwrite: false },
        answer: done,
      })),
    move: async (uid, parentUid) =>
      void (await transport.send({ method: 'POST', path: `${at(uid)}/move`, body: { parentUid }, answer: done })),
    remove: async (uid) => void (await transport.find({ method: 'DELETE', path: at(uid), answer: done })),
    content: (uid) =>
      transport.send({
        method: 'GET',
        path: `/api/search?folderUIDs=${encodeURIComponent(uid)}&limit=1000`,
        answer: z.array(FolderEntry),
      }),
    async permissions(uid) {
      const list = await transport.send({ method: 'GET', path: `${at(uid)}/permissions`, answer: Permissions });
      return list
        .filter((entry) => !entry.inherited)
        .map(({ role, teamId, userId, permission }) => {
          if (role !== undefined && role !== '') return { role, permission };
          return teamId > 0 ? { teamId, permission } : { userId, permission };
        });
    },
    setPermissions: async (uid, items) =>
      void (await transport.send({ method: 'POST', path: `${at(uid)}/permissions`, body: { items }, answer: done })),
  };
}
