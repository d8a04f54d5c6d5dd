/** View. */
export function IssueTableView() { return <p>issue-table</p>; }
