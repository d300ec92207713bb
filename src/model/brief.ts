/** What an agent is told beside its input: a vague delegation gives a vague result. */
export interface Brief {
  readonly goal: string;
  readonly definitionOfDone: string;
  readonly context?: string;
  readonly format?: string;
}

/** A brief that came with a task: for the agent that was given it in place of its own, for those in its plan where they have none. */
export interface Assignment {
  readonly brief: Brief;
  readonly isOwn: boolean;
}
