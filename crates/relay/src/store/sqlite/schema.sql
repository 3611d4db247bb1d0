-- What a relay keeps, in SQLite. Days are days since 1970; nothing is kept finer than a day.
CREATE TABLE relay (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  epoch INTEGER NOT NULL                -- in every cursor; new after a restore
) STRICT;

CREATE TABLE mailbox (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  organisation TEXT    NOT NULL,        -- whose token opened it; empty where anyone may
  opened       INTEGER NOT NULL,
  used         INTEGER NOT NULL,        -- last day of use; -1 once nobody is left to read it
  newest       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX mailbox_by_use ON mailbox (used);

-- Counted here, so that opening one mailbox more does not count a million.
CREATE TABLE organisation (
  name      TEXT    PRIMARY KEY,
  mailboxes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A key's place. It outlives the key (digest NULL) while bundles hang on it, so that removing and
-- inviting again gives nobody a fresh quota.
CREATE TABLE place (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  mailbox INTEGER NOT NULL REFERENCES mailbox,
  side    INTEGER NOT NULL CHECK (side IN (0, 1)),
  handle  BLOB    NOT NULL CHECK (length(handle) = 16),
  digest  BLOB    UNIQUE CHECK (length(digest) = 32),
  invited INTEGER,                      -- the day of the invitation, until it is renewed
  bundles INTEGER NOT NULL DEFAULT 0,
  bytes   INTEGER NOT NULL DEFAULT 0,
  UNIQUE (mailbox, handle)
) STRICT;
CREATE INDEX place_by_invitation ON place (invited) WHERE invited IS NOT NULL;

CREATE TABLE bundle (
  mailbox  INTEGER NOT NULL REFERENCES mailbox,
  number   INTEGER NOT NULL,
  place    INTEGER NOT NULL REFERENCES place,
  day      INTEGER NOT NULL,
  length   INTEGER NOT NULL,
  id       BLOB    NOT NULL CHECK (length(id) = 32),
  envelope BLOB    NOT NULL,
  UNIQUE (mailbox, number),
  UNIQUE (place, id)
) STRICT;
CREATE INDEX bundle_by_day ON bundle (day);
