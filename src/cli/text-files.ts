/** So many findings are shown; a file of another kind would fill the screen. */
const MOST_FINDINGS = 20;

/** Names the lines that were left out. */
export function showFindings(findings: readonly string[]): void {
  for (const finding of findings.slice(0, MOST_FINDINGS)) process.stderr.write(`${finding}\n`);
  if (findings.length > MOST_FINDINGS) {
    process.stderr.write(`and ${findings.length - MOST_FINDINGS} more lines that do not fit\n`);
  }
}

/** A share as per cent with one decimal. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
