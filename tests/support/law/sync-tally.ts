// What came of many sequences under the law of sync.
import { LawTally } from './law-tally.ts';

/** What came of many sequences. */
export class SyncTally extends LawTally {
  devices = 0;
  crashes = 0;
  /** Of them, those between a transaction and what is told of it. */
  halfway = 0;
  cuts = 0;
  partitions = 0;
  connections = 0;
  deliveries = 0;
  turns = 0;
  joined = 0;
  restrictions = 0;
  /** How often a device said that another had everything, and that was looked at. */
  claims = 0;
  /** Commands carried out that wrote in the body of an issue. */
  texts = 0;
  /** Devices that came by a newer program. */
  updates = 0;
  bytes = 0;

  /** What happened beside commands. */
  get events(): string {
    const never = this.missing.length > 0 ? [`never ${this.missing.join(', ')}`] : [];
    return [
      ...never,
      `${this.texts} bodies written, ${this.count('resolve-conflict')} conflicts settled, ${this.count('take-over-changes')} times taken over what had not counted`,
      `${this.devices} devices, ${this.joined} joined, ${this.restrictions} shut out or given another role`,
      `${this.connections} connections, ${this.deliveries} deliveries, ${Math.round(this.bytes / 1e6)} MB`,
      `${this.crashes} crashes (${this.halfway} halfway), ${this.cuts} cuts, ${this.partitions} partitions, ${this.turns} clocks turned`,
      `${this.updates} updated to the next version, ${this.claims} claims checked`,
    ].join('; ');
  }
}
