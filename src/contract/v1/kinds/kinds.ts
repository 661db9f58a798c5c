import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { RequestKind } from '../../words/request-words.ts';
import { accountPlan, accountResult, accountSpec } from './account.ts';
import { factsPlan, factsSpec } from './facts.ts';
import { importSpec } from './import.ts';
import { managersPlan, managersPreview, managersSpec } from './managers.ts';
import { offboardPlan, offboardPreview, offboardSpec, whatIsLeft } from './offboard.ts';
import { reassignPlan, reassignSpec } from './reassign.ts';
import { recordPlan, recordSpec } from './record.ts';
import { undoPreview, undoResult, undoSpec } from './undo.ts';

/** What a kind of request is on the wire. */
interface KindOfRequest {
  /** What `POST /api/v1/requests` takes. Left out: it is made in another way. */
  body?: TSchema;
  /** What is asked for all rows. */
  spec: TSchema;
  /** What is true once it has ended, beyond its rows. */
  result: TSchema;
  /** What its preview tells beyond that of every kind. */
  preview: TObject;
}

const nothing = Type.Null();
const noMore = Type.Object({});

/** A kind that is missing here does not compile. */
export const kinds = {
  reassign: { body: reassignPlan, spec: reassignSpec, result: nothing, preview: noMore },
  managers: { body: managersPlan, spec: managersSpec, result: nothing, preview: managersPreview },
  offboard: { body: offboardPlan, spec: offboardSpec, result: whatIsLeft, preview: offboardPreview },
  account: { body: accountPlan, spec: accountSpec, result: accountResult, preview: offboardPreview },
  facts: { body: factsPlan, spec: factsSpec, result: nothing, preview: noMore },
  record: { body: recordPlan, spec: recordSpec, result: nothing, preview: noMore },
  import: { spec: importSpec, result: nothing, preview: noMore },
  undo: { spec: undoSpec, result: undoResult, preview: undoPreview },
} as const satisfies Record<RequestKind, KindOfRequest>;

type Kinds = typeof kinds;

/** What `POST /api/v1/requests` takes. */
export type RequestBody = {
  [Kind in RequestKind]: Kinds[Kind] extends { body: infer Body extends TSchema } ? Static<Body> : never;
}[RequestKind];

/** What is asked for all rows of a request of one of these kinds. */
export type Spec<Kind extends RequestKind = RequestKind> = {
  [Name in Kind]: Static<Kinds[Name]['spec']>;
}[Kind];

export type Result<Kind extends RequestKind = RequestKind> = {
  [Name in Kind]: Static<Kinds[Name]['result']>;
}[Kind];

/** What the preview of a request of one of these kinds tells beyond that of every kind. */
export type PreviewMore<Kind extends RequestKind = RequestKind> = {
  [Name in Kind]: Static<Kinds[Name]['preview']>;
}[Kind];
