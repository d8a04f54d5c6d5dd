/** View. */
export function IssueDetailView({ issueId }: { issueId: string }) { return <p>{issueId}</p>; }
