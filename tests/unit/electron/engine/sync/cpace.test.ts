import { expect, test } from 'vitest';
import { confirmation, joinWithLengths, passwordPoint, publicShare, sessionKey, sharedPoint } from '#electron/engine/sync/cpace.ts';

// The vectors of draft-irtf-cfrg-cpace for ristretto255 and SHA-512, initiator and responder.
const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
const toHex = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Buffer.from(bytes).toString('hex'));
const littleEndian = (text: string): bigint =>
  BigInt(
    `0x${Buffer.from(text, 'hex')
      .toReversed()
      .reduce((all, byte) => all + byte.toString(16).padStart(2, '0'), '')}`,
  );

const password = Buffer.from('Password');
const context = hex('0b415f696e69746961746f720b425f726573706f6e646572');
const session = hex('7e4b4791d6a8ef019b936c79fb7f2c57');
const one = littleEndian('da3d23700a9e5699258aef94dc060dfda5ebb61f02a5ea77fad53f4ff0976d08');
const other = littleEndian('d2316b454718c35362d83d69df6320f38578ed5984651435e2949762d900b80d');
const oneShare = 'd6bac480f2c386c394efc7c47adb9925dcd2630b64f240c50f8d0eec482b9157';
const otherShare = '3ea7e0b19560d7c0b0f5734f63b955286dfa8232b5ebe63324e2d9e7433f7258';
const shared = '80b69a8a76457ab6a4d7f887a4bf6b55a2f80ac19c333f917a05fc9887c8b40f';

test('the point of a password', () => {
  expect(toHex(passwordPoint(password, context, session).toBytes())).toBe(
    '222b6b195fe84b1652badb6f6a3ae3d24341e7306967f0b8115b40d5698c7e56',
  );
});

test('what is sent, and the secret that follows from it', () => {
  const start = passwordPoint(password, context, session);
  expect(toHex(publicShare(start, one))).toBe(oneShare);
  expect(toHex(publicShare(start, other))).toBe(otherShare);
  expect(toHex(sharedPoint(one, hex(otherShare)))).toBe(shared);
  expect(toHex(sharedPoint(other, hex(oneShare)))).toBe(shared);
});

test('the key', () => {
  const beginner = { share: hex(oneShare), saying: Buffer.from('ADa') };
  const responder = { share: hex(otherShare), saying: Buffer.from('ADb') };
  const key = sessionKey(session, hex(shared), beginner, responder);
  expect(toHex(key)).toBe(
    'b69effbf61b51d56401c0f65601abe428de8206feaaf0e32198896dcae7b35cd2b38950a39dfd5d4a79164614c2984f7daa460b588c1e80c3fa2068af7900447',
  );
  expect(confirmation(session, key, beginner)).not.toEqual(confirmation(session, key, responder));
});

test.each([
  ['the neutral point', '00'.repeat(32)],
  ['no canonical encoding', 'ff'.repeat(32)],
  ['a negative number', '0100000000000000000000000000000000000000000000000000000000000000'],
  ['too short', '00'.repeat(31)],
  ['too long', `${oneShare}00`],
  ['nothing', ''],
])('a share that is no point is refused: %s', (_, share) => {
  expect(sharedPoint(one, hex(share))).toBeNull();
});

test('lengths are written so that every reader of the draft reads them', () => {
  expect(toHex(joinWithLengths(Buffer.from('1234'), Buffer.alloc(0), Buffer.from('56')))).toBe('043132333400023536');
  expect(toHex(joinWithLengths(Buffer.alloc(300, 1)))).toBe(`ac02${'01'.repeat(300)}`);
});
