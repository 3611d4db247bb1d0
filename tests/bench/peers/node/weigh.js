// Weighs what automerge-repo sends through its sync server: a fresh device, and a week of both sides (P1, P2).
//
// The documents are made beforehand (../src), so that every peer carries the same ones. Bytes are counted on the
// connection of one device, in both directions, by standing between it and the server. A device keeps its state in a
// folder, as a real one does, so that it knows what the server had.

import * as Automerge from "@automerge/automerge"
import { Repo } from "@automerge/automerge-repo"
import { WebSocketClientAdapter } from "@automerge/automerge-repo-network-websocket"
import { NodeFSStorageAdapter } from "@automerge/automerge-repo-storage-nodefs"
import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import net from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

const QUIET_MS = 1500
const folder = process.argv[2]
const document = name => new Uint8Array(readFileSync(join(folder, name)))

let counted = 0
let last = Date.now()

function freePort() {
  return new Promise(resolve => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

async function startServer() {
  const port = await freePort()
  const path = new URL("node_modules/@automerge/automerge-repo-sync-server/src/index.js", import.meta.url)
  const env = { ...process.env, PORT: String(port), DATA_DIR: mkdtempSync(join(tmpdir(), "peer-server-")) }
  const child = spawn(process.execPath, [path.pathname], { env, stdio: ["ignore", "pipe", "inherit"] })
  await new Promise(resolve => child.stdout.once("data", resolve))
  return { child, port }
}

/** Stands between a device and the server, and counts. */
function startCounter(serverPort) {
  const pass = (from, to) => {
    from.on("data", data => {
      counted += data.length
      last = Date.now()
      to.write(data)
    })
    from.on("close", () => to.destroy())
    from.on("error", () => to.destroy())
  }
  return new Promise(resolve => {
    const counter = net.createServer(device => {
      const server = net.connect(serverPort, "127.0.0.1")
      pass(device, server)
      pass(server, device)
    })
    counter.listen(0, "127.0.0.1", () => resolve(counter))
  })
}

/** Until nothing has passed for a while: nobody says when both sides have everything. */
function quiet() {
  last = Date.now()
  return new Promise(done => {
    const watch = setInterval(() => {
      if (Date.now() - last < QUIET_MS) return
      clearInterval(watch)
      done()
    }, 50)
  })
}

/** One connection of a device that keeps its state in `place`; gives the bytes of it. */
async function connect(port, place, url, before) {
  const repo = new Repo({ storage: new NodeFSStorageAdapter(place), network: [] })
  const work = await before(repo)
  await repo.flush()
  counted = 0
  const adapter = new WebSocketClientAdapter(`ws://127.0.0.1:${port}`)
  repo.networkSubsystem.addNetworkAdapter(adapter)
  const handle = await repo.find(work ?? url)
  await quiet()
  const bytes = counted
  const heads = Automerge.getHeads(handle.doc()).length
  await repo.flush()
  const state = { bytes, url: handle.url, changes: Automerge.getAllChanges(handle.doc()).length, heads }
  await repo.shutdown()
  return state
}

const place = name => mkdtempSync(join(tmpdir(), `peer-${name}-`))
const merged = name => async repo => {
  const handle = await repo.find(url)
  handle.update(doc => Automerge.merge(doc, Automerge.load(document(name))))
}

const server = await startServer()
const counter = await startCounter(server.port)
const port = counter.address().port
const [magda, karin] = [place("magda"), place("karin")]
const base = document("base.automerge")
const first = await connect(port, magda, null, async repo => repo.import(base).url)
const url = first.url
const nothing = async () => undefined
const fresh = await connect(port, karin, url, nothing)
await connect(port, magda, url, merged("client.automerge"))
const week = await connect(port, karin, url, merged("keyworker.automerge"))
const expected = Automerge.getAllChanges(Automerge.merge(Automerge.load(document("client.automerge")), Automerge.load(document("keyworker.automerge")))).length
if (week.changes !== expected || fresh.changes !== Automerge.getAllChanges(Automerge.load(base)).length) {
  throw new Error(`not level: ${week.changes} of ${expected}, ${fresh.changes}`)
}
const figures = { fresh: fresh.bytes, week: week.bytes, first: first.bytes }
console.log(`automerge-repo: fresh device ${figures.fresh} bytes, a week ${figures.week} bytes, first upload ${figures.first} bytes`)
writeFileSync(join(folder, "automerge-repo.json"), JSON.stringify(figures))
counter.close()
server.child.kill()
process.exit(0)
