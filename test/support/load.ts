// Clients that keep calling the real server, and remember what they were told.

import { setTimeout as delay } from 'node:timers/promises';
import type { Acknowledged } from './acknowledged-changes.ts';
import { type Answer, callServer, postJson, readJson } from './call-server.ts';

/** Whom the clients call as, and about whom. */
export interface LoadWorld {
  orgId: number;
  headers: Record<string, string>;
  leadIds: readonly number[];
  userIds: readonly number[];
  guids: readonly string[];
}

export interface Load {
  /** Where the clients call; a server that was started again may be somewhere else. */
  address: string;
  acknowledged: Acknowledged[];
  /** The ids of manager requests that were accepted. */
  accepted: string[];
  /** Answers that were no success, by what they said. */
  refused: Map<string, number>;
  /** Calls whose connection broke before the answer. */
  broken: number;
  /** Ends the clients once their last calls are answered. */
  stop(): Promise<void>;
}

export interface LoadOptions {
  reassigning: number;
  changingManagers: number;
  /** How long each rests after an answer: none, where as much as can be is to come at once. */
  restMs?: number;
}

const breathMs = 50;

/** Starts clients that reassign leads and change managers, each one call after the other. */
export function startLoad(address: string, world: LoadWorld, options: LoadOptions): Load {
  let isStopping = false;
  const client = async (work: () => Promise<boolean>) => {
    while (!isStopping) {
      const restMs = (await work()) ? options.restMs : breathMs;
      if (restMs) await delay(restMs);
    }
  };
  const load: Load = {
    address,
    acknowledged: [],
    accepted: [],
    refused: new Map(),
    broken: 0,
    stop: async () => {
      isStopping = true;
      await Promise.all(clients);
    },
  };
  const clients = [
    ...Array.from({ length: options.reassigning }, () => client(() => reassign(load, world))),
    ...Array.from({ length: options.changingManagers }, () => client(() => changeManagers(load, world))),
  ];
  return load;
}

interface Envelope {
  StatusCode: number;
  Data: { ApplicationId: number; RequestId: string };
}

async function reassign(load: Load, world: LoadWorld): Promise<boolean> {
  const leadId = pick(world.leadIds);
  const userId = pick(world.userIds);
  const listed = Math.random() < 0.3 ? [{ UserId: pick(world.userIds) }] : [];
  const call = postJson(`/api/v2/pub/application/reassign?orgId=${world.orgId}`, world.headers, {
    ApplicationId: leadId,
    Assignments: listed,
    PrimaryAgent: { UserId: String(userId) },
    UnassignAllOtherUsers: Math.random() < 0.5,
  });
  const answer = await tryCall(load, call);
  if (answer?.status !== 200) return noteRefusal(load, answer);
  const { StatusCode, Data } = readJson<Envelope>(answer);
  if (StatusCode !== 1) return noteRefusal(load, answer);
  load.acknowledged.push({ requestId: Number(Data.RequestId), leadId, userId });
  return true;
}

async function changeManagers(load: Load, { headers, guids }: LoadWorld): Promise<boolean> {
  // The last user never leads anybody, so the first row is always lawful and the request never fails as a whole.
  const [last = '', ...managers] = guids.toReversed();
  const users = [last, pick(managers), pick(managers)];
  const rows = users.map((guid) => ({ UserId: guid, ManagerId: pick(managers) }));
  const answer = await tryCall(
    load,
    postJson('/v2/UserManagement.svc/UpdateReportingManagerInBulk', headers, rows),
  );
  if (answer?.status !== 200) return noteRefusal(load, answer);
  load.accepted.push(readJson<{ WFAId: string }>(answer).WFAId);
  await delay(breathMs); // accepted is not done: they would come faster than any worker runs them
  return true;
}

async function tryCall(load: Load, call: Parameters<typeof callServer>[1]): Promise<Answer | undefined> {
  try {
    return await callServer(load.address, call);
  } catch {
    load.broken += 1;
    return undefined;
  }
}

function noteRefusal(load: Load, answer: Answer | undefined): false {
  if (answer) {
    const text = `${answer.status} ${answer.text.replace(/"(ResponseDate|Data)":("[^"]*"|\{[^}]*\})/g, '')}`;
    load.refused.set(text, (load.refused.get(text) ?? 0) + 1);
  }
  return false;
}

function pick<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}
