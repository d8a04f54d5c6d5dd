import { userInfo } from 'node:os';

/** The name that changes are signed with where nobody gave another: that of the account. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // Accounts without an entry in the system's user list (containers) have no name to look up.
    return 'Unknown';
  }
}
