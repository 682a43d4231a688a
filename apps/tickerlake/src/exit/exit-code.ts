/** Exit codes: 0 done, 1 failed, 2 differences, 3 checks failed and nothing was published, 4 done, but some rules were not evaluated. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;
