-- What a relay keeps, in PostgreSQL 15 or newer: the tables of sqlite/schema.sql. Made at the first start
-- by whichever replica comes first. Days are days since 1970; nothing is kept finer than a day.
CREATE TABLE relay (
  one    smallint PRIMARY KEY CHECK (one = 1),
  format integer  NOT NULL,
  epoch  bigint   NOT NULL                -- in every cursor; new after a restore
);

-- The newest number is counted up with every put: room on each page keeps that an update in place (HOT).
CREATE TABLE mailbox (
  id           bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation text    NOT NULL,          -- whose token opened it; empty where anyone may
  opened       integer NOT NULL,
  used         integer NOT NULL,          -- last day of use; -1 once nobody is left to read it
  newest       bigint  NOT NULL DEFAULT 0
) WITH (fillfactor = 70);
CREATE INDEX mailbox_by_use ON mailbox (used);

CREATE TABLE organisation (
  name      text   PRIMARY KEY,
  mailboxes bigint NOT NULL
);

-- A key's place. It outlives the key (digest NULL) while bundles hang on it.
CREATE TABLE place (
  id      bigint   GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mailbox bigint   NOT NULL,
  side    smallint NOT NULL CHECK (side IN (0, 1)),
  handle  bytea    NOT NULL CHECK (length(handle) = 16),
  digest  bytea    CHECK (length(digest) = 32),
  invited integer,                        -- the day of the invitation, until it is renewed
  bundles bigint   NOT NULL DEFAULT 0,
  bytes   bigint   NOT NULL DEFAULT 0,
  CONSTRAINT place_by_digest UNIQUE (digest),
  CONSTRAINT place_by_handle UNIQUE (mailbox, handle)
) WITH (fillfactor = 70);
CREATE INDEX place_by_invitation ON place (invited) WHERE invited IS NOT NULL;

CREATE TABLE bundle (
  mailbox  bigint  NOT NULL,
  number   bigint  NOT NULL,
  place    bigint  NOT NULL,
  day      integer NOT NULL,
  length   integer NOT NULL,
  id       bytea   NOT NULL CHECK (length(id) = 32),
  envelope bytea   NOT NULL,
  PRIMARY KEY (mailbox, number),
  CONSTRAINT bundle_by_place UNIQUE (place, id)
);
-- Ciphertext does not compress: it is stored as it is.
ALTER TABLE bundle ALTER COLUMN envelope SET STORAGE EXTERNAL;
CREATE INDEX bundle_by_day ON bundle (day);
