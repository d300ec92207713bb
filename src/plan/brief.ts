/** What an agent is told beside its input: a vague delegation gives a vague result. */
export interface Brief {
  readonly goal: string;
  readonly definitionOfDone: string;
  readonly context?: string;
  readonly format?: string;
}
