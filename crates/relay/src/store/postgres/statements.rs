//! Every statement that `PostgreSQL` is asked, in one place, so that they can be read beside their plans
//! (`scripts/relay-plans`).
//!
//! Locks are taken in one order, or a deadlock could fail somebody's put: place, then mailbox. Changes of
//! keys take an advisory lock on their mailbox besides, and so come one after the other.

pub(super) const EPOCH: &str = "SELECT epoch FROM relay";

pub(super) const OPENED_BEFORE: &str = "
SELECT 1 FROM place a JOIN place b ON b.mailbox = a.mailbox
WHERE a.digest = $1 AND a.handle = $2 AND a.side = 0
  AND b.digest = $3 AND b.handle = $4 AND b.side = 1";

pub(super) const COUNT_MAILBOX: &str = "
INSERT INTO organisation AS o (name, mailboxes) SELECT $1, 1 WHERE $2::bigint > 0
ON CONFLICT (name) DO UPDATE SET mailboxes = o.mailboxes + 1 WHERE o.mailboxes < $2";

pub(super) const OPEN_MAILBOX: &str =
    "INSERT INTO mailbox (organisation, opened, used) VALUES ($1, $2, $2) RETURNING id";

pub(super) const ADD_PLACE: &str =
    "INSERT INTO place (mailbox, side, handle, digest, invited) VALUES ($1, $2, $3, $4, $5)";

pub(super) const HOLDER: &str = "
SELECT p.mailbox, p.id, p.side, p.invited IS NOT NULL, m.used
FROM place p JOIN mailbox m ON m.id = p.mailbox
WHERE p.digest = $1 AND (p.invited IS NULL OR p.invited >= $2)";

pub(super) const TOUCH: &str =
    "UPDATE mailbox SET used = $2 WHERE id = $1 AND used >= 0 AND used < $2";

pub(super) const LOCK_KEYS: &str = "SELECT pg_advisory_xact_lock($1)";

pub(super) const STANDS: &str = "SELECT 1 FROM place WHERE id = $1 AND digest = $2";

pub(super) const RENEW: &str =
    "UPDATE place SET digest = $3, invited = NULL WHERE id = $1 AND digest = $2";

pub(super) const INVITED_BEFORE: &str =
    "SELECT 1 FROM place WHERE mailbox = $1 AND side = $2 AND handle = $3 AND digest = $4";

/// A removed key's place, or an invitation that nobody followed, is given to the new one.
pub(super) const INVITE_AGAIN: &str = "
UPDATE place SET digest = $4, invited = $5
WHERE mailbox = $1 AND side = $2 AND handle = $3 AND (digest IS NULL OR invited IS NOT NULL)";

pub(super) const KEYS_ON_SIDE: &str = "SELECT count(*) FROM place WHERE mailbox = $1 AND side = $2";

pub(super) const REMOVE: &str = "
UPDATE place SET digest = NULL, invited = NULL WHERE mailbox = $1 AND side = $2 AND handle = $3";

pub(super) const CLEAR_PLACES: &str =
    "DELETE FROM place WHERE mailbox = ANY($1) AND digest IS NULL AND bundles = 0";

pub(super) const MARK_UNREADABLE: &str = "
UPDATE mailbox m SET used = -1 WHERE m.id = ANY($1)
AND NOT EXISTS (SELECT 1 FROM place p WHERE p.mailbox = m.id AND p.digest IS NOT NULL)";

/// One statement, one round trip: room for the writer, the mailbox's next number, the bundle. The
/// mailbox's row stays locked until the commit, so numbers become visible in their order.
pub(super) const PUT: &str = "
WITH room AS (
  UPDATE place SET bundles = bundles + 1, bytes = bytes + $4
  WHERE id = $1 AND digest = $2 AND bundles < $5 AND bytes + $4 <= $6
    AND NOT EXISTS (SELECT 1 FROM bundle b WHERE b.place = $1 AND b.id = $3)
  RETURNING mailbox
), next AS (
  UPDATE mailbox m SET newest = m.newest + 1, used = greatest(m.used, $7)
  FROM room WHERE m.id = room.mailbox
  RETURNING m.id, m.newest
)
INSERT INTO bundle (mailbox, number, place, day, length, id, envelope)
SELECT next.id, next.newest, $1, $7, $4::bigint::integer, $3, $8 FROM next
RETURNING number";

pub(super) const NUMBER_OF_BUNDLE: &str = "SELECT number FROM bundle WHERE place = $1 AND id = $2";

pub(super) const TAKE_AWAY: &str = "
WITH gone AS (
  DELETE FROM bundle WHERE place = $1 AND id = $3
    AND EXISTS (SELECT 1 FROM place WHERE id = $1 AND digest = $2)
  RETURNING length
)
UPDATE place SET bundles = bundles - 1, bytes = bytes - gone.length FROM gone WHERE place.id = $1";

/// Where the page begins, what is newest, and the lengths of what follows, at one moment: envelopes are
/// read only as far as the page has room. One row without a bundle when there is none.
pub(super) const LENGTHS: &str = "
SELECT m.newest, b.number, b.length
FROM mailbox m LEFT JOIN LATERAL (
  SELECT number, length FROM bundle
  WHERE mailbox = m.id AND number > (CASE WHEN $2 > m.newest THEN 0 ELSE $2 END) AND ($3 OR place <> $4)
  ORDER BY number LIMIT $5
) b ON true
WHERE m.id = $1
ORDER BY b.number";

pub(super) const ENVELOPES: &str = "
SELECT number, envelope FROM bundle
WHERE mailbox = $1 AND number >= $2 AND number <= $3 AND ($4 OR place <> $5)
ORDER BY number";

pub(super) const FILL: &str = "SELECT bundles, bytes FROM place WHERE id = $1";

pub(super) const HANDLES: &str = "
SELECT handle FROM place WHERE mailbox = $1 AND side = $2 AND digest IS NOT NULL
ORDER BY id <> $3, id";

pub(super) const NEWEST_OF: &str = "SELECT id, newest FROM mailbox WHERE id = ANY($1)";

/// Only one replica expires at a time.
pub(super) const LOCK_EXPIRY: &str = "SELECT pg_try_advisory_xact_lock(-2)";

pub(super) const OLD_BUNDLES: &str = "
WITH old AS (
  SELECT mailbox, number FROM bundle WHERE day < $1 ORDER BY day LIMIT $2
), gone AS (
  DELETE FROM bundle b USING old WHERE b.mailbox = old.mailbox AND b.number = old.number
  RETURNING b.place, b.length
)
SELECT place, count(*), sum(length)::bigint FROM gone GROUP BY place ORDER BY place";

pub(super) const BUNDLES_OF: &str = "
WITH old AS (
  SELECT number FROM bundle WHERE mailbox = $1 ORDER BY number LIMIT $2
), gone AS (
  DELETE FROM bundle b USING old WHERE b.mailbox = $1 AND b.number = old.number
  RETURNING b.place, b.length
)
SELECT place, count(*), sum(length)::bigint FROM gone GROUP BY place ORDER BY place";

pub(super) const GIVE_BACK: &str = "
UPDATE place p SET bundles = p.bundles - g.bundles, bytes = p.bytes - g.bytes
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS g (place, bundles, bytes)
WHERE p.id = g.place";

pub(super) const FORGET_PLACES: &str =
    "DELETE FROM place WHERE id = ANY($1) AND digest IS NULL AND bundles = 0";

pub(super) const OLD_INVITATIONS: &str = "
UPDATE place SET digest = NULL, invited = NULL
WHERE id IN (SELECT id FROM place WHERE invited < $1 LIMIT $2) RETURNING mailbox";

pub(super) const UNUSED_MAILBOX: &str =
    "SELECT id FROM mailbox WHERE used < $1 ORDER BY used LIMIT 1";

/// From here on no put can begin in it.
pub(super) const LOCK_PLACES: &str =
    "SELECT 1 FROM place WHERE mailbox = $1 ORDER BY id FOR UPDATE";

pub(super) const DROP_PLACES: &str = "DELETE FROM place WHERE mailbox = $1";

pub(super) const DROP_MAILBOX: &str = "
WITH gone AS (DELETE FROM mailbox WHERE id = $1 RETURNING organisation)
UPDATE organisation SET mailboxes = mailboxes - 1 FROM gone WHERE name = gone.organisation";

pub(super) const RENEW_EPOCH: &str = "UPDATE relay SET epoch = $1";

pub(super) const NOTIFY: &str =
    "SELECT pg_notify('countersign_wake', line) FROM unnest($1::text[]) line";

pub(super) const LISTEN: &str = "LISTEN countersign_wake";
