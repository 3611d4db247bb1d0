-- Relays: where an agreement's mailbox is, how far it was read, and what was put there (docs/relay.md).
--
-- Everything here is this device's own and leaves no vault. What is lost of it costs time and no words: whatever nobody
-- has signed for is offered again. Keys are secret, and wiped from the file when deleted (secure_delete).

CREATE TABLE relays (                                   -- where mailboxes may be opened; one card serves all agreements
  address TEXT PRIMARY KEY NOT NULL,
  pin BLOB CHECK (length(pin) = 32),                    -- hash of its certificate's key; NULL: none is known yet
  token BLOB NOT NULL DEFAULT x'',                      -- the organisation's opening token; empty: anyone may open
  taken INTEGER NOT NULL DEFAULT 0                      -- when its card was taken
) STRICT, WITHOUT ROWID;

CREATE TABLE mailboxes (
  name BLOB PRIMARY KEY NOT NULL CHECK (length(name) = 16), -- on cards, never told to the relay
  agreement BLOB NOT NULL CHECK (length(agreement) = 32),
  address TEXT NOT NULL,
  pin BLOB CHECK (length(pin) = 32),
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4), -- opening, joining, on, left but still read, gone
  token BLOB NOT NULL DEFAULT x'',                      -- while it is being opened
  key BLOB NOT NULL CHECK (length(key) = 32),           -- this device's own; while joining, the one on the card
  next_key BLOB NOT NULL DEFAULT x'',                   -- while joining: the one that replaces it
  asked INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1)), -- while joining: it was asked for, so either may be good
  invited BLOB NOT NULL DEFAULT x'',                    -- the key on the other person's card
  invited_at INTEGER NOT NULL DEFAULT 0,
  other_joined INTEGER NOT NULL DEFAULT 0 CHECK (other_joined IN (0, 1)), -- a bundle of theirs came through it
  epoch INTEGER,                                        -- the cursor, in 64 bits read as signed; NULL: read from the oldest
  cursor INTEGER NOT NULL DEFAULT 0,
  since INTEGER NOT NULL DEFAULT 0,                     -- when it was turned on
  left_at INTEGER NOT NULL DEFAULT 0,                   -- when it was turned off or another took its place
  news INTEGER NOT NULL DEFAULT 1 CHECK (news IN (0, 1)), -- something changed here since bundles were made for it
  last_success INTEGER NOT NULL DEFAULT 0,
  fault TEXT NOT NULL DEFAULT '',                       -- in words of app; '' for none
  failing_since INTEGER NOT NULL DEFAULT 0,
  patience INTEGER NOT NULL DEFAULT 0,                  -- how often it lost what it had taken, as it seems
  counted INTEGER NOT NULL DEFAULT 0,                   -- when it said how full it is
  bundles INTEGER NOT NULL DEFAULT 0,
  bundles_max INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  bytes_max INTEGER NOT NULL DEFAULT 0,
  keep_days INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX mailboxes_by_agreement ON mailboxes (agreement);

CREATE TABLE mailbox_devices (                          -- one's own further devices: invited to it, or removed from it
  mailbox BLOB NOT NULL CHECK (length(mailbox) = 16),
  device BLOB NOT NULL CHECK (length(device) = 32),
  key BLOB NOT NULL DEFAULT x'',                        -- the one on its card; empty: it was removed
  at INTEGER NOT NULL DEFAULT 0,
  told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)), -- the relay knows
  PRIMARY KEY (mailbox, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE posted (                                   -- bundles for a mailbox, in the order in which they were made
  turn INTEGER PRIMARY KEY NOT NULL,
  mailbox BLOB NOT NULL CHECK (length(mailbox) = 16),
  id BLOB NOT NULL CHECK (length(id) = 32),
  bytes BLOB NOT NULL DEFAULT x'',                      -- until the relay has it
  number INTEGER,                                       -- the relay's; NULL until it has it
  at INTEGER NOT NULL DEFAULT 0,                        -- when it was made; then when it was put
  heads BLOB NOT NULL DEFAULT x'' CHECK (length(heads) % 32 = 0), -- of all acts put with it and before; empty: the next row tells
  misses INTEGER NOT NULL DEFAULT 0                     -- how often another device spoke since and did not have it
) STRICT;

CREATE INDEX posted_by_mailbox ON posted (mailbox, turn);

ALTER TABLE peers ADD COLUMN posted BLOB NOT NULL DEFAULT x'' CHECK (length(posted) % 32 = 0); -- heads of what was put at the relay for it
