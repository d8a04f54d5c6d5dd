// The document thread on a database that syncs nothing (`synchronous=OFF`): what the tests of power loss must find out.
import Database from 'better-sqlite3';

const { pragma } = Database.prototype;
Database.prototype.pragma = function carelessly(this: Database.Database, source, options) {
  return pragma.call(this, source === 'synchronous = FULL' ? 'synchronous = OFF' : source, options);
};
await import('#electron/engine/document-worker.ts');
