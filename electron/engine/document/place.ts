// Where a record lives: which document, which bucket. Fixed for good: every device must look in the same place.
import { type LogKind, membershipId } from '#electron/engine/store/change-log.ts';
import { layoutOf, type Collection } from './record.ts';

/** Id of the one document that the whole workspace shares. */
export const spaceId = 'space';

/** Id of the one record in the collection `workspace`. */
export const workspaceRecordId = 'workspace';

/** How many documents the bodies of a roadmap are spread over. */
const textShards = 16;
const textBuckets = 8;

/** 32-bit FNV-1a over the UTF-16 units of an id. */
function hash(id: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) value = Math.imul(value ^ id.charCodeAt(index), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}

const spell = (bucket: number): string => bucket.toString(16).padStart(2, '0');

/** Names of `count` buckets. */
export function bucketNames(count: number): string[] {
  return Array.from({ length: count }, (_, bucket) => spell(bucket));
}

/** Name of the bucket that holds a record. */
export function bucketName(collection: Collection, id: string): string {
  const { buckets } = layoutOf(collection);
  return spell(buckets === 1 ? 0 : hash(id) % buckets);
}

/** Automerge path of the bucket that holds a record. */
export function bucketPath(collection: Collection, id: string): string {
  return `/${collection}/${bucketName(collection, id)}`;
}

/** Id of the document that holds the body of an issue. A dot occurs in no other id. */
export function textDocumentId(roadmapId: string, issueId: string): string {
  return `${roadmapId}.${spell((hash(issueId) >>> 8) % textShards)}`;
}

/** Id of the document that holds what was archived of a roadmap. */
export function archiveDocumentId(roadmapId: string): string {
  return `${roadmapId}.archive`;
}

/** Whether a document is where those of its kind are: everybody must find it under the same name. */
export function isFiled({ documentId, kind, roadmapId }: { documentId: string; kind: LogKind; roadmapId: string | null }): boolean {
  if (kind === 'membership') return documentId === membershipId && roadmapId === null;
  if (kind === 'space') return documentId === spaceId && roadmapId === null;
  if (roadmapId === null || roadmapId.length > 100 || !/^[^.\s]+$/u.test(roadmapId)) return false;
  if (roadmapId === spaceId || roadmapId === membershipId) return false;
  if (kind === 'roadmap') return documentId === roadmapId;
  if (kind === 'archive') return documentId === archiveDocumentId(roadmapId);
  const shard = documentId.slice(roadmapId.length + 1);
  return documentId.startsWith(`${roadmapId}.`) && /^[0-9a-f]{2}$/u.test(shard) && Number.parseInt(shard, 16) < textShards;
}

/** Name of the bucket that holds the body of an issue. */
export function textBucketName(issueId: string): string {
  return spell(hash(issueId) % textBuckets);
}

/** Automerge path of the bucket that holds the body of an issue. */
export function textBucketPath(issueId: string): string {
  return `/body/${textBucketName(issueId)}`;
}

/** Names of the buckets of a text document. */
export const textBucketNames = bucketNames(textBuckets);
