// What every check answers: the places that break its rule. No finding means that the rule holds.

/** One place that breaks a rule. */
export interface Finding {
  /** Path from the root of the repository, with the line where there is one. */
  readonly where: string;
  /** What is wrong and how to put it right. */
  readonly message: string;
}

/** A rule of the repository that a machine can test. */
export interface Check {
  readonly name: string;
  /** @param root absolute path of the tree to check. */
  run(root: string): Promise<readonly Finding[]>;
}
