// Prints the bars P1 and P2 from what ours and the peers weighed in one run: docs/performance.md says what they mean.

import { readFileSync } from "node:fs"
import { join } from "node:path"

const folder = process.argv[2]
const figures = name => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"))
const [ours, repo, samod] = ["ours", "automerge-repo", "samod"].map(figures)

function bar(name, mine, theirs, limit) {
  const ratio = mine / theirs
  console.log(`${name}: ${ratio.toFixed(2)} (${mine} / ${theirs} bytes), bar ${limit}, ${ratio <= limit ? "kept" : "missed"}`)
}

const best = Math.min(repo.week, samod.week)
bar("P1 a week, both sides ÷ the best peer", ours.week, best, 0.5)
bar("P1 a week with new sending keys ÷ the best peer", ours.key_week, best, 0.5)
bar("P2 a fresh device ÷ automerge-repo", ours.fresh, repo.fresh, 1.05)
