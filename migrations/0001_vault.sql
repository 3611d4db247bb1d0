-- The first schema of a vault: what must never be lost, what only helps to send it, and what screens are read from.
--
-- Truth (acts, bodies) is append-only: triggers refuse to change or delete it. Everything under
-- "Projections" can be thrown away and made again from the truth. Ids and hashes are raw bytes; times are seconds
-- since 1970-01-01 UTC, days are days since then. Left out: anything that a rule decides; rules live in `domain`.

-- Truth ------------------------------------------------------------------------------------------------------------

CREATE TABLE agreements (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 32), -- the founding act
  role INTEGER NOT NULL CHECK (role IN (0, 1)),         -- of the vault's owner: 0 client, 1 keyworker
  own_name TEXT NOT NULL DEFAULT '',                    -- as the owner wrote it; never leaves with an act
  other_name TEXT NOT NULL DEFAULT '',
  began INTEGER NOT NULL DEFAULT 0,                     -- when this device founded or joined
  closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)), -- the owner put it away; the acts stay
  day_seen INTEGER NOT NULL DEFAULT 0,                  -- the latest day that this device believed in (law 7)
  -- Where this copy stands in its own chain of acts and bundles.
  incarnation BLOB NOT NULL CHECK (length(incarnation) = 16), -- of this copy (design §4)
  next_seq INTEGER NOT NULL DEFAULT 0 CHECK (next_seq >= 0),  -- number of the next act of this incarnation
  last_act BLOB CHECK (length(last_act) = 32),          -- the act before it; NULL at 0
  continues BLOB CHECK (length(continues) = 32),        -- at 0: the act that the next one continues
  next_bundle INTEGER NOT NULL DEFAULT 0 CHECK (next_bundle >= 0), -- number of the next bundle of this incarnation
  sending_key BLOB CHECK (length(sending_key) = 32),    -- the present one of `sending_keys`
  sent BLOB NOT NULL DEFAULT x'' CHECK (length(sent) % 32 = 0), -- newest bundles under that key, one behind the other
  told BLOB NOT NULL DEFAULT x'' CHECK (length(told) % 32 = 0), -- heads of acts that the last bundle told
  fresh_incarnation INTEGER NOT NULL DEFAULT 0 CHECK (fresh_incarnation IN (0, 1)), -- 1: a restored copy, begin anew
  -- What the document must be: a short file is noticed.
  heads BLOB NOT NULL DEFAULT x'' CHECK (length(heads) % 32 = 0), -- hashes of changes, one behind the other
  act_count INTEGER NOT NULL DEFAULT 0 CHECK (act_count >= 0)     -- acts in the document
) STRICT, WITHOUT ROWID;

CREATE TABLE acts (
  number INTEGER PRIMARY KEY NOT NULL,                  -- order of arrival here; nothing is deleted, so none is reused
  agreement BLOB NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 32),             -- hash of the signed bytes
  bytes BLOB NOT NULL,                                  -- header and signature, exactly as signed
  role INTEGER NOT NULL CHECK (role IN (0, 1)),         -- the author
  device BLOB NOT NULL CHECK (length(device) = 32),
  kind INTEGER NOT NULL,                                -- code of the deed on the wire
  part BLOB CHECK (length(part) = 32),                  -- what it is about, where that is a part
  waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting IN (0, 1)), -- an ancestor is not here yet
  change BLOB CHECK (length(change) = 32),              -- hash of the Automerge change that carries it; NULL for none
  claimed INTEGER NOT NULL DEFAULT 0,                   -- when, as its device claims
  arrived INTEGER,                                      -- when it came here; NULL for what was written here
  UNIQUE (agreement, id)
) STRICT;

CREATE TRIGGER acts_stay BEFORE DELETE ON acts
BEGIN SELECT raise(ABORT, 'an act is never deleted'); END;
CREATE TRIGGER acts_are_never_changed BEFORE UPDATE ON acts
WHEN old.number <> new.number OR old.agreement <> new.agreement OR old.id <> new.id OR old.bytes <> new.bytes
BEGIN SELECT raise(ABORT, 'an act is never changed'); END;

CREATE TABLE bodies (                                   -- the words of acts, each with its salt
  agreement BLOB NOT NULL,
  act BLOB NOT NULL CHECK (length(act) = 32),
  bytes BLOB NOT NULL DEFAULT x'',                      -- empty: a tombstone
  erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1)), -- 1: words that come later are dropped (design §3)
  PRIMARY KEY (agreement, act)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER bodies_stay BEFORE DELETE ON bodies
BEGIN SELECT raise(ABORT, 'a body is erased, not deleted'); END;
CREATE TRIGGER bodies_are_only_erased BEFORE UPDATE ON bodies WHEN new.erased = 0 OR new.bytes <> x''
BEGIN SELECT raise(ABORT, 'a body is never changed'); END;

CREATE TABLE early_bodies (                             -- words that came before their acts; checked when those come
  agreement BLOB NOT NULL,
  act BLOB NOT NULL CHECK (length(act) = 32),
  sender BLOB NOT NULL CHECK (length(sender) = 32),     -- the device; limits count per sender
  bytes BLOB NOT NULL,
  PRIMARY KEY (agreement, act, sender)
) STRICT, WITHOUT ROWID;

CREATE TABLE private_notes (                            -- no acts: no number, no chain, never sent (law 11)
  number INTEGER PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,                                   -- draft, check-in, pushed-only-me, help-number …
  key TEXT NOT NULL DEFAULT '',                         -- what it is about, in the words of whoever keeps it
  agreement BLOB CHECK (length(agreement) = 32),        -- NULL: of no agreement
  content TEXT NOT NULL DEFAULT '',
  words TEXT NOT NULL DEFAULT '',                       -- what of it is searched
  changed INTEGER NOT NULL DEFAULT 0,
  UNIQUE (kind, key)
) STRICT;

CREATE TABLE living (                                   -- text that is nobody's word: agenda, shared drafts
  agreement BLOB NOT NULL,
  name BLOB NOT NULL CHECK (length(name) = 32),         -- a document, or a device
  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),   -- agenda, draft, dropped document, what a device has
  bytes BLOB NOT NULL DEFAULT x'',                      -- sync's own form; of a dropped document no words
  PRIMARY KEY (agreement, name)
) STRICT, WITHOUT ROWID;

-- Keys: secret, wiped from the file when deleted (secure_delete) -----------------------------------------------------

CREATE TABLE own_device (                               -- one row: this vault's device
  one INTEGER PRIMARY KEY NOT NULL DEFAULT 1 CHECK (one = 1),
  device BLOB NOT NULL CHECK (length(device) = 32),
  secret BLOB NOT NULL                                  -- Ed25519 and X-Wing seeds, in the form that seal gave
) STRICT;

CREATE TABLE sending_keys (                             -- one's own, and those of others that came wrapped
  agreement BLOB NOT NULL,
  id BLOB NOT NULL CHECK (length(id) = 32),             -- its name on envelopes
  device BLOB NOT NULL CHECK (length(device) = 32),     -- who seals with it
  secret BLOB NOT NULL,
  roster BLOB NOT NULL CHECK (length(roster) = 32),     -- hash of the devices it was made for
  since INTEGER NOT NULL DEFAULT 0,                     -- when it was made, or came
  PRIMARY KEY (agreement, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pairings (                                 -- in progress; deleted when done
  name TEXT PRIMARY KEY NOT NULL,                       -- chosen by whoever pairs
  agreement BLOB CHECK (length(agreement) = 32),
  state BLOB NOT NULL,                                  -- opaque, holds a one-time secret
  began INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Sending and receiving ----------------------------------------------------------------------------------------------

CREATE TABLE peers (                                    -- other devices: what each has signed that it has (law 12)
  agreement BLOB NOT NULL,
  device BLOB NOT NULL CHECK (length(device) = 32),
  incarnation BLOB NOT NULL CHECK (length(incarnation) = 16), -- of its newest bundle
  number INTEGER NOT NULL DEFAULT 0,                    -- of its newest bundle, in 64 bits read as signed
  heard INTEGER NOT NULL DEFAULT 0,                     -- when that came
  have BLOB NOT NULL DEFAULT x'' CHECK (length(have) % 32 = 0),         -- heads of the acts it has applied
  waiting BLOB NOT NULL DEFAULT x'' CHECK (length(waiting) % 32 = 0),   -- acts that wait there
  missing BLOB NOT NULL DEFAULT x'' CHECK (length(missing) % 32 = 0),   -- acts whose bodies it lacks
  offered BLOB NOT NULL DEFAULT x'' CHECK (length(offered) % 32 = 0),   -- heads of what was put in a bundle for it
  holds_key INTEGER NOT NULL DEFAULT 0 CHECK (holds_key IN (0, 1)),     -- it has our present sending key
  received BLOB NOT NULL DEFAULT x'' CHECK (length(received) % 32 = 0), -- its newest bundles that are here
  PRIMARY KEY (agreement, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempts (                                 -- bundles noted before they are tried
  bundle BLOB PRIMARY KEY NOT NULL CHECK (length(bundle) = 32),
  tries INTEGER NOT NULL DEFAULT 1,
  at INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE kept_aside (                               -- came, could not be taken in, can be tried again (law 13)
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 32), -- hash of the bytes
  agreement BLOB CHECK (length(agreement) = 32),        -- where known
  sender BLOB CHECK (length(sender) = 32),              -- the device, where known; limits count per writer
  key BLOB CHECK (length(key) = 32),                    -- the sending key that opens it, where known
  reason INTEGER NOT NULL DEFAULT 0,                    -- sync's stable number
  bytes BLOB NOT NULL,
  at INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Projections: made again from the truth at any time -----------------------------------------------------------------

CREATE TABLE snapshots (                                -- the saved document; a cache that may be missing
  agreement BLOB PRIMARY KEY NOT NULL,
  acts INTEGER NOT NULL DEFAULT 0,                      -- how many it carries
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement_rows (                           -- the list of agreements, and Today
  agreement BLOB PRIMARY KEY NOT NULL,
  standing TEXT NOT NULL DEFAULT '',
  owes TEXT NOT NULL DEFAULT '',                        -- whose turn, in words of app; '' for nobody's
  owes_since INTEGER NOT NULL DEFAULT 0,
  heard INTEGER NOT NULL DEFAULT 0,                     -- when the other person's device was last heard
  detail TEXT NOT NULL DEFAULT '{}'                     -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE part_rows (
  agreement BLOB NOT NULL,
  part BLOB NOT NULL CHECK (length(part) = 32),
  kind TEXT NOT NULL DEFAULT '',
  standing TEXT NOT NULL DEFAULT '',
  words TEXT NOT NULL DEFAULT '',
  suggested_by INTEGER NOT NULL DEFAULT 0 CHECK (suggested_by IN (0, 1)),
  owes TEXT NOT NULL DEFAULT '',
  owes_since INTEGER NOT NULL DEFAULT 0,                -- as claimed
  place INTEGER NOT NULL DEFAULT 0,                     -- order on the screen
  detail TEXT NOT NULL DEFAULT '{}',                    -- JSON
  PRIMARY KEY (agreement, part)
) STRICT, WITHOUT ROWID;

-- Words that this vault may read. Row 2n is act n, row 2n+1 is private note n. Without sizes, because nothing is ranked
-- by them and each would be one more page to write.
CREATE VIRTUAL TABLE search USING fts5 (words, columnsize = 0, tokenize = "unicode61 remove_diacritics 2");
-- A deleted word leaves the index at once, not at the next merge.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

CREATE TABLE settings (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
